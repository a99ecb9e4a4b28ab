from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.constraints import exactly_one
from regions.dates import PartialDateField, partial_date_check


class Evidence(models.IntegerChoices):
    """How well a partnership is documented, weakest first. Computed by the database from its citations."""

    PLACEHOLDER = 0, _("placeholder: a partner is not named, or nothing is cited")
    ORAL = 1, _("told, not written")
    SECTION = 2, _("account of a section or a third party")
    ONE_SIDE = 3, _("reported by one side")
    BOTH_SIDES = 4, _("reported by both sides")
    DOCUMENT = 5, _("agreement or other original document")
    EVALUATION = 6, _("independent evaluation")

    @property
    def code(self) -> str:
        """The public code, as in `evidence=one-side`."""
        return self.name.lower().replace("_", "-")

    @classmethod
    def from_code(cls, code: str) -> "Evidence":
        """The level a public code names. Raises KeyError for an unknown one."""
        return {level.code: level for level in cls}[code]


class SourceQuerySet(models.QuerySet["Source"]):
    def published(self) -> "SourceQuerySet":
        """Sources the public may see: not those used for nothing but partnerships that are not public."""
        shown, hidden = Q(), Q()
        for model in Located.__subclasses__():
            uses = model._default_manager.filter(source=models.OuterRef("pk")).order_by()
            if any(field.name == "partnership" for field in model._meta.fields):
                public = Q(partnership=None) | Q(partnership__publication="published")
                shown |= Q(models.Exists(uses.filter(public)))
                hidden |= Q(models.Exists(uses.exclude(public)))
            else:
                shown |= Q(models.Exists(uses))
        return self.filter(shown | ~hidden)


class Source(models.Model):
    """Where the registry has a fact from: something published, an agreement, a report, or what somebody told."""

    class Kind(models.TextChoices):
        PUBLICATION = "publication", _("publication")
        AGREEMENT = "agreement", _("agreement")
        REPORT = "report", _("report of one side")
        EVALUATION = "evaluation", _("independent evaluation")
        PRESS = "press", _("press")
        WEBSITE = "website", _("website")
        THIRD_PARTY = "third-party", _("record of a third party")
        ORAL = "oral", _("oral testimony")

    code = models.SlugField(_("code"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=500, help_text=_("As the source writes it, in its own language."))
    language = models.CharField(_("language"), max_length=12, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    published = PartialDateField(_("published"))
    url = models.URLField(_("address"), max_length=500, blank=True)
    region = models.ForeignKey(
        "regions.Region",
        verbose_name=_("section"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        help_text=_("The section whose own account it is."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("What a reader must know before trusting it: a lost link, a disputed claim.")
    )
    told_by = models.CharField(_("told by"), max_length=200, blank=True, help_text=_("Role and office, not the name."))
    told_on = PartialDateField(_("told on"))
    heard_by = models.CharField(_("heard by"), max_length=200, blank=True, help_text=_("Role and office, not the name."))

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["code"]
        constraints = [
            partial_date_check("published", "source_published_form"),
            partial_date_check("told_on", "source_told_on_form"),
            models.CheckConstraint(
                condition=~Q(kind="oral") | (~Q(told_by="") & ~Q(told_on="") & ~Q(heard_by="")),
                name="source_oral_says_who_when_to_whom",
                violation_error_message=_("Oral testimony needs who told it, when, and who heard it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.published})" if self.published else self.title


class Located(models.Model):
    """A place in a source: which source, under which of its headings, on which page, in which words."""

    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="%(class)ss")
    heading = models.CharField(_("heading"), max_length=300, blank=True, help_text=_("The heading in the source itself."))
    page = models.CharField(_("page"), max_length=20, blank=True)
    quote = models.CharField(
        _("quotation"), max_length=400, blank=True, help_text=_("A few words of the source, word for word.")
    )
    quote_language = models.CharField(_("language of the quotation"), max_length=12, blank=True)

    class Meta:
        abstract = True


class Citation(Located):
    """That a source speaks of a partnership, fund, training, organisation, country or region as a whole.

    Single facts (an event, a figure, a rule) carry their own place in a source.
    """

    partnership = models.ForeignKey(
        "Partnership", verbose_name=_("partnership"), on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    fund = models.ForeignKey(
        "Fund", verbose_name=_("fund"), on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    training = models.ForeignKey(
        "Training", verbose_name=_("training"), on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    organisation = models.ForeignKey(
        "regions.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
    )
    country = models.ForeignKey(
        "regions.Country", verbose_name=_("country"), on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    region = models.ForeignKey(
        "regions.Region", verbose_name=_("section"), on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["source", "page", "pk"]
        constraints = [
            exactly_one("partnership", "fund", "training", "organisation", "country", "region", name="citation_of_exactly_one"),
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.page}" if self.page else str(self.source)
