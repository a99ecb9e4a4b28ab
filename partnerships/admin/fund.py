from django.contrib import admin
from django.http import HttpRequest

from partnerships.admin import help_texts
from partnerships.admin.inlines import PLACE_IN_SOURCE, CitationInline, EventInline, FigureInline
from partnerships.models import Call, Fund, FundRule
from regions.admin.access import organisations_covered_by
from regions.admin.record import RecordAdmin, TranslatedPartInline
from regions.admin.site import desk


class RuleInline(TranslatedPartInline):
    """Who may apply with whom, at which share."""

    model = FundRule
    help_texts = help_texts.FUND_RULE
    fields = [
        "kind",
        "text",
        ("percent_min", "percent_max", "amount", "currency"),
        ("valid_from", "valid_to", "order"),
        *PLACE_IN_SOURCE,
    ]
    autocomplete_fields = ["source"]


class CallInline(TranslatedPartInline):
    """Calls of the fund."""

    model = Call
    help_texts = help_texts.CALL
    fields = ["name", ("opens", "closes", "decided"), "note", *PLACE_IN_SOURCE]
    autocomplete_fields = ["source"]


@admin.register(Fund, site=desk)
class FundAdmin(RecordAdmin):
    """Funds: read and chosen by all staff, corrected by the staff of the sections that cover the operator."""

    desk_order = 4
    help_texts = help_texts.FUND
    fields = [
        "name",
        "acronym",
        "summary",
        "description",
        "operator",
        "funders",
        ("since", "until", "status"),
        "themes",
        "website",
        "code",
    ]
    autocomplete_fields = ["operator", "funders", "themes"]
    inlines = [RuleInline, CallInline, EventInline, FigureInline, CitationInline]
    list_display = ["name", "acronym", "operator", "status"]
    list_filter = ["status"]
    list_select_related = ["operator"]
    search_fields = ["name", "acronym", "code"]

    def has_change_permission(self, request: HttpRequest, obj: Fund | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (
            obj is None
            or request.user.is_superuser
            or organisations_covered_by(request.user).filter(operated_funds=obj).exists()
        )
