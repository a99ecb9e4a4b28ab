from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.constraints import exactly_one
from partnerships.models.evidence import Located
from regions.dates import PartialDateField, partial_date_check


class EventQuerySet(models.QuerySet["Event"]):
    def published(self) -> "EventQuerySet":
        """Events the public may see: not those of a partnership that is itself not public."""
        return self.filter(Q(partnership=None) | Q(partnership__publication="published"))


class Event(Located):
    """One dated, cited step of a partnership, fund, section or organisation.

    The status of a partnership follows from its events and from nothing else.
    """

    class Kind(models.TextChoices):
        FIRST_CONTACT = "first-contact", _("first contact")
        SIGNED = "signed", _("signed")
        RENEWED = "renewed", _("renewed")
        STARTED = "started", _("started")
        LAPSED = "lapsed", _("lapsed")
        RESUMED = "resumed", _("resumed")
        ENDED = "ended", _("ended")
        EVALUATED = "evaluated", _("evaluated")
        FOUNDED = "founded", _("founded")
        LAUNCHED = "launched", _("launched")
        GATHERING = "gathering", _("gathering")

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("on this date")
        ABOUT = "about", _("about then")
        SINCE = "since", _("since then at the latest")
        BEFORE = "before", _("before then")
        PLANNED = "planned", _("as planned; nobody has confirmed it since")

    partnership = models.ForeignKey("Partnership", on_delete=models.CASCADE, null=True, blank=True, related_name="events")
    fund = models.ForeignKey("Fund", on_delete=models.CASCADE, null=True, blank=True, related_name="events")
    region = models.ForeignKey("regions.Region", on_delete=models.CASCADE, null=True, blank=True, related_name="events")
    organisation = models.ForeignKey(
        "regions.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="events"
    )
    kind = models.CharField(_("what happened"), max_length=20, choices=Kind)
    date = PartialDateField(_("date"), blank=False, help_text=_("As precise as the source: 2022, 2022-05 or 2022-05-14."))
    qualifier = models.CharField(_("precision"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    title = models.CharField(_("title"), max_length=300, blank=True, help_text=_("For gatherings and launches."))
    place = models.CharField(_("place"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["date", "pk"]
        constraints = [
            exactly_one("partnership", "fund", "region", "organisation", name="event_of_exactly_one"),
            partial_date_check("date", "event_date_form"),
            models.CheckConstraint(condition=~Q(date=""), name="event_has_a_date"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.date}"
