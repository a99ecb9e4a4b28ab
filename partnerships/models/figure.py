from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.constraints import at_most_one
from partnerships.models.evidence import Located
from regions.dates import PartialDateField, partial_date_check


class FigureQuerySet(models.QuerySet["Figure"]):
    def published(self) -> "FigureQuerySet":
        """Figures the public may see: not those of a partnership that is itself not public."""
        return self.filter(Q(partnership=None) | Q(partnership__publication="published"))


class Figure(Located):
    """A number somebody claims, with its date, its qualifier and its source.

    Two figures about the same thing may disagree; both stay, side by side.
    """

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("exactly")
        ABOUT = "about", _("about")
        MORE_THAN = "more-than", _("more than")
        AT_LEAST = "at-least", _("at least")
        LESS_THAN = "less-than", _("less than")
        NEARLY = "nearly", _("nearly")

    fund = models.ForeignKey("Fund", on_delete=models.CASCADE, null=True, blank=True, related_name="figures")
    partnership = models.ForeignKey("Partnership", on_delete=models.CASCADE, null=True, blank=True, related_name="figures")
    region = models.ForeignKey("regions.Region", on_delete=models.CASCADE, null=True, blank=True, related_name="figures")
    training = models.ForeignKey("Training", on_delete=models.CASCADE, null=True, blank=True, related_name="figures")
    measure = models.SlugField(_("measure"), help_text=_("What is counted, as a code: projects, governments, people."))
    label = models.CharField(_("label"), max_length=200, help_text=_("What is counted, in words."))
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=20, blank=True, help_text=_("% or a currency; empty for a count."))
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    as_of = PartialDateField(_("as of"))
    scope = models.TextField(_("scope"), blank=True, help_text=_("What the number covers and what not."))

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["measure", "as_of", "pk"]
        constraints = [
            at_most_one("fund", "partnership", "region", "training", name="figure_of_at_most_one"),
            partial_date_check("as_of", "figure_as_of_form"),
        ]

    def __str__(self) -> str:
        return f"{self.get_qualifier_display()} {self.value.normalize():f} {self.label}"
