from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.models.saving import WritesWhatChanged
from partnerships.search import SearchQuerySet
from regions.dates import PartialDateField, ordered_dates_check, partial_date_check


class PartnershipQuerySet(SearchQuerySet):
    def published(self) -> "PartnershipQuerySet":
        """What the public may see. Every page, export, feed and endpoint starts here."""
        return self.filter(publication=Partnership.Publication.PUBLISHED)

    def editable_by(self, user: object) -> "PartnershipQuerySet":
        """What a member of staff may change: everything for an administrator, else what their sections answer for."""
        if user.is_superuser:  # type: ignore[attr-defined]
            return self
        return self.filter(pk__in=Partnership.stewards.through.objects.filter(region__staff__user=user).values("partnership"))

    def for_page(self) -> "PartnershipQuerySet":
        """With everything the public may see of each partnership, its public parts and whole included."""
        public = Partnership.objects.published().select_related("search_row")
        return self.select_related("search_row").prefetch_related(
            "participations__organisation__country",
            "theme_rows__theme",
            "target_rows__target__goal",
            "goals",
            models.Prefetch("part_of", queryset=public),
            models.Prefetch("parts", queryset=public.order_by("code")),
            "stewards",
            "agendas",
            "target_groups",
            "events__source",
            "figures__source",
            "financing__source",
            "financing__payer__country",
            "financing__fund",
            "reports__source",
            "reports__organisation",
            "citations__source",
            "trainings",
        )


class Partnership(WritesWhatChanged):
    """Who cooperates with whom, about what.

    Three levels: a long-lived *relationship*, a *programme*, a dated *project*; each may be part of
    another. Status, years and evidence level are not typed in: the database derives them from events
    and citations and keeps them in `search_row`.
    """

    class Level(models.TextChoices):
        RELATIONSHIP = "relationship", _("relationship")
        PROGRAMME = "programme", _("programme")
        PROJECT = "project", _("project")

    class Form(models.TextChoices):
        TWINNING = "twinning", _("twinning")
        GREEN_SISTER_CITY = "green-sister-city", _("green sister cities")
        FRIENDSHIP = "friendship", _("friendship")
        PROJECT_PARTNERSHIP = "project-partnership", _("project partnership")
        CONTACT = "contact", _("contact without formal basis")
        NETWORK = "network", _("network")
        THEMATIC_NETWORK = "thematic-network", _("thematic network")
        PEER_LEARNING = "peer-learning", _("peer learning")
        TECHNICAL_COOPERATION = "technical-cooperation", _("technical cooperation")
        TECHNICAL_ASSISTANCE = "technical-assistance", _("technical assistance")
        TRAINING = "training", _("training")
        LEARNING_EXCHANGE = "learning-exchange", _("city-to-city learning exchange")
        LEARNING_HUB = "learning-hub", _("learning hub")
        ACTION_LEARNING = "action-learning", _("action learning")
        CROSS_BORDER = "cross-border", _("cross-border cooperation")
        ASSOCIATION_COOPERATION = "association-cooperation", _("cooperation between associations")
        FINANCIAL_COOPERATION = "financial-cooperation", _("financial cooperation")
        CULTURAL_EXCHANGE = "cultural-exchange", _("cultural exchange")
        COMPETITION = "competition", _("competition")
        WEBINAR = "webinar", _("webinar")
        WORKING_GROUP = "working-group", _("working group")
        KNOWLEDGE_PLATFORM = "knowledge-platform", _("knowledge platform")
        SEED_FUNDING = "seed-funding", _("seed funding")
        CO_FINANCING = "co-financing", _("co-financing")
        INTERMUNICIPAL = "intermunicipal", _("intermunicipal cooperation within a country")
        INTERNATIONAL_ASSOCIATION = "international-association", _("membership of an international association")
        OUTSOURCED = "outsourced", _("implementation entrusted to a third party")

    class Direction(models.TextChoices):
        NORTH_SOUTH = "north-south", _("North–South")
        SOUTH_SOUTH = "south-south", _("South–South")
        SOUTH_NORTH = "south-north", _("South–North")
        NORTH_NORTH = "north-north", _("North–North")
        TRIANGULAR = "triangular", _("triangular")
        NETWORK = "network", _("network")

    class Delivery(models.TextChoices):
        IN_PERSON = "in-person", _("in person")
        REMOTE = "remote", _("remote")
        HYBRID = "hybrid", _("hybrid")
        UNKNOWN = "unknown", _("not documented")

    class Oda(models.TextChoices):
        YES = "yes", _("yes")
        PARTLY = "partly", _("partly")
        NO = "no", _("no")
        UNKNOWN = "unknown", _("not documented")

    class Publication(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in-review", _("in review")
        PUBLISHED = "published", _("published")
        ARCHIVED = "archived", _("archived")

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        ACTIVE = "active", _("active")
        DORMANT = "dormant", _("dormant")
        ENDED = "ended", _("ended")
        UNKNOWN = "unknown", _("not documented")

    code = models.SlugField(_("code"), max_length=100, unique=True, help_text=_("Part of public addresses; never changes."))
    level = models.CharField(_("level"), max_length=20, choices=Level)
    form = models.CharField(_("form"), max_length=30, choices=Form)
    direction = models.CharField(_("direction"), max_length=20, choices=Direction)
    delivery = models.CharField(_("delivery"), max_length=20, choices=Delivery, default=Delivery.UNKNOWN)
    original_language = models.CharField(
        _("original language"), max_length=12, choices=settings.LANGUAGES, help_text=_("The language it was first written in.")
    )
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences."))
    description = models.TextField(_("description"), blank=True)
    lessons = models.TextField(_("lessons"), blank=True, help_text=_("What others can learn from it."))
    organisations = models.ManyToManyField("regions.Organisation", through="Participation", related_name="partnerships")
    themes = models.ManyToManyField("Theme", through="PartnershipTheme", related_name="partnerships")
    targets = models.ManyToManyField("Target", through="PartnershipTarget", related_name="partnerships")
    goals = models.ManyToManyField(
        "Goal",
        verbose_name=_("goals named without a target"),
        blank=True,
        related_name="partnerships",
        help_text=_("Goals follow from targets; name here only those given without one."),
    )
    agendas = models.ManyToManyField("Agenda", verbose_name=_("agendas"), blank=True, related_name="partnerships")
    target_groups = models.ManyToManyField(
        "TargetGroup", verbose_name=_("target groups"), blank=True, related_name="partnerships"
    )
    oda = models.CharField(_("counted as official development assistance"), max_length=10, choices=Oda, default=Oda.UNKNOWN)
    oda_according_to = models.CharField(_("according to"), max_length=200, blank=True, help_text=_("Who counts it so."))
    stewards = models.ManyToManyField(
        "regions.Region",
        verbose_name=_("sections that answer for it"),
        related_name="stewarded",
        help_text=_("Their staff may edit it."),
    )
    part_of = models.ForeignKey(
        "self", verbose_name=_("part of"), on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    publication = models.CharField(_("publication"), max_length=20, choices=Publication, default=Publication.DRAFT)
    confirmed_on = models.DateField(
        _("last confirmed on"), null=True, blank=True, help_text=_("When somebody last confirmed that the record is right.")
    )
    confirmed_by = models.CharField(
        _("confirmed by"), max_length=200, blank=True, help_text=_("Role and office, not the name.")
    )
    created = models.DateTimeField(_("entered"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering = ["code"]
        indexes = [
            models.Index(fields=["publication", "updated"], name="partnership_publication"),
            models.Index(
                F("confirmed_on").desc(nulls_last=True),
                F("updated").desc(),
                "code",
                condition=Q(publication="published"),
                name="partnership_latest",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(part_of=None) | ~Q(part_of=F("pk")), name="partnership_not_its_own_part"),
            models.CheckConstraint(
                condition=Q(oda="unknown") | ~Q(oda_according_to=""),
                name="partnership_oda_says_by_whom",
                violation_error_message=_("Say who counts it as official development assistance, or does not."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on=None, confirmed_by="") | (Q(confirmed_on__isnull=False) & ~Q(confirmed_by="")),
                name="partnership_confirmed_when_and_by_whom",
                violation_error_message=_("A confirmation needs both its date and the role of whoever gave it."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.code

    def get_absolute_url(self) -> str:
        return reverse("partnership", args=[self.code])


class ParticipationRole(models.TextChoices):
    """What a side does in a partnership. One side may do several things."""

    COORDINATOR = "coordinator", _("coordinator")
    PARTNER = "partner", _("partner")
    PROVIDER = "provider", _("provider")
    RECIPIENT = "recipient", _("recipient")
    FACILITATOR = "facilitator", _("facilitator")
    FUNDER = "funder", _("funder")
    IMPLEMENTER = "implementer", _("implementer")
    TECHNICAL_SUPPORT = "technical-support", _("technical support")


class Participation(models.Model):
    """One side of a partnership: who, in which roles, what it brings and what it gains."""

    Role = ParticipationRole

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(
        "regions.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="participations"
    )
    roles = ArrayField(models.CharField(max_length=20, choices=Role), verbose_name=_("roles"))
    contribution = models.TextField(_("contribution"), blank=True, help_text=_("What this side brings."))
    gain = models.TextField(_("gain"), blank=True, help_text=_("What this side gains."))
    verbatim = models.CharField(_("wording of the source"), max_length=300, blank=True)
    verbatim_language = models.CharField(_("language of the wording"), max_length=12, blank=True)
    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["partnership", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "organisation", "since"], name="participation_once"),
            models.CheckConstraint(
                condition=Q(roles__contained_by=ParticipationRole.values) & Q(roles__len__gte=1),
                name="participation_roles_known",
                violation_error_message=_("Choose at least one role."),
            ),
            partial_date_check("since", "participation_since_form"),
            partial_date_check("until", "participation_until_form"),
            ordered_dates_check("since", "until", "participation_dates_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def role_labels(self) -> list[str]:
        """The roles in words, in the active language."""
        return [str(self.Role(role).label) for role in self.roles]


class PartnershipTheme(models.Model):
    """That a partnership is about a theme; one of its themes is the main one."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="theme_rows")
    theme = models.ForeignKey("Theme", verbose_name=_("theme"), on_delete=models.PROTECT, related_name="partnership_rows")
    main = models.BooleanField(_("main theme"), default=False)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["partnership", "-main", "theme"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "theme"], name="partnership_theme_once"),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(main=True),
                name="partnership_one_main_theme",
                violation_error_message=_("A partnership has one main theme."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.theme)


class PartnershipTarget(models.Model):
    """That a partnership contributes to a target, and why one may say so."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="target_rows")
    target = models.ForeignKey("Target", verbose_name=_("target"), on_delete=models.PROTECT, related_name="partnership_rows")
    why = models.TextField(_("why"), blank=True, help_text=_("Who names the target, or from what it follows."))

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["partnership", "target__order"]
        constraints = [models.UniqueConstraint(fields=["partnership", "target"], name="partnership_target_once")]

    def __str__(self) -> str:
        return str(self.target)
