from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models.evidence import Located
from partnerships.models.figure import Figure
from partnerships.models.partnership import Partnership
from regions.dates import PartialDateField, ordered_dates_check, partial_date_check


class Training(models.Model):
    """A deployment of the learning module on localising the goals in one section."""

    class Status(models.TextChoices):
        NOT_STARTED = "not-started", _("not started")
        PLANNED = "planned", _("planned")
        COMPLETED = "completed", _("completed")

    code = models.SlugField(_("code"), max_length=80, unique=True)
    region = models.ForeignKey(
        "regions.Region", verbose_name=_("section"), on_delete=models.PROTECT, null=True, blank=True, related_name="trainings"
    )
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status)
    delivery = models.CharField(
        _("delivery"), max_length=20, choices=Partnership.Delivery, default=Partnership.Delivery.UNKNOWN
    )
    starts = PartialDateField(_("starts"))
    ends = PartialDateField(_("ends"))
    organisations = models.ManyToManyField("regions.Organisation", through="TrainingPartner", related_name="trainings")
    partnerships = models.ManyToManyField(
        Partnership, verbose_name=_("partnerships born from it"), blank=True, related_name="trainings"
    )

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["code"]
        constraints = [
            partial_date_check("starts", "training_starts_form"),
            partial_date_check("ends", "training_ends_form"),
            ordered_dates_check("starts", "ends", "training_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


class TrainingPartner(models.Model):
    """Who organised, developed or hosted a training."""

    class Role(models.TextChoices):
        ORGANISER = "organiser", _("organiser")
        DEVELOPER = "developer", _("developer")
        HOST = "host", _("host")

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "regions.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="training_roles"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        verbose_name = _("partner of a training")
        verbose_name_plural = _("partners of a training")
        ordering = ["training", "pk"]
        constraints = [models.UniqueConstraint(fields=["training", "organisation", "role"], name="training_partner_once")]

    def __str__(self) -> str:
        return str(self.organisation)


class TrainingPhase(models.Model):
    """One dated step of a training."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="phases")
    name = models.CharField(_("name"), max_length=200)
    starts = PartialDateField(_("starts"))
    ends = PartialDateField(_("ends"))
    note = models.TextField(_("note"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["training", "order", "pk"]
        constraints = [
            partial_date_check("starts", "training_phase_starts_form"),
            partial_date_check("ends", "training_phase_ends_form"),
            ordered_dates_check("starts", "ends", "training_phase_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class Cohort(models.Model):
    """A group trained together. The cohorts of a training add up to its figure of participants."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(_("name"), max_length=200)
    participants = models.PositiveIntegerField(_("participants"))
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Figure.Qualifier, default=Figure.Qualifier.EXACT)
    countries = models.PositiveSmallIntegerField(_("countries"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    starts = PartialDateField(_("starts"))

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["training", "starts", "pk"]
        constraints = [partial_date_check("starts", "cohort_starts_form")]

    def __str__(self) -> str:
        return self.name


class TrainingOutcome(Located):
    """What came out of a training: an action plan, a network, a point of it."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="outcomes")
    text = models.TextField(_("outcome"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["training", "order", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
