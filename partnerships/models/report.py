from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models.evidence import Located
from regions.dates import PartialDateField, ordered_dates_check, partial_date_check


class Report(Located):
    """One side's own account of a period. Both sides stand side by side; the silent side is named."""

    partnership = models.ForeignKey("Partnership", on_delete=models.CASCADE, related_name="reports")
    organisation = models.ForeignKey(
        "regions.Organisation", verbose_name=_("side"), on_delete=models.PROTECT, related_name="reports"
    )
    period_start = PartialDateField(_("from"))
    period_end = PartialDateField(_("until"))
    text = models.TextField(_("account"))

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["partnership", "-period_end", "pk"]
        constraints = [
            partial_date_check("period_start", "report_period_start_form"),
            partial_date_check("period_end", "report_period_end_form"),
            ordered_dates_check("period_start", "period_end", "report_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.period_end}"
