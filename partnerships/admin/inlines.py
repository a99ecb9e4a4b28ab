"""The rows of a partnership, in the order of its form."""

from typing import Any

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnerships.admin import help_texts
from partnerships.models import (
    Citation,
    Event,
    Figure,
    Financing,
    Participation,
    PartnershipTarget,
    PartnershipTheme,
    Report,
)
from regions.admin.forms import PartForm
from regions.admin.record import PartInline, TranslatedPartInline

PLACE_IN_SOURCE: list[Any] = [("source", "page"), "heading", ("quote", "quote_language")]


class ParticipationInline(TranslatedPartInline):
    """Who takes part, what each side brings and what it gains."""

    model = Participation
    step = "step-who"
    help_texts = help_texts.PARTICIPATION
    fields = ["organisation", "roles", "contribution", "gain", ("verbatim", "verbatim_language"), ("since", "until", "order")]
    autocomplete_fields = ["organisation"]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Two sides stand ready on a new form: fewer would be no partnership."""
        return 0 if obj else 2

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name != "roles" or field is None:
            return field
        return forms.MultipleChoiceField(
            label=field.label,
            help_text=field.help_text,
            choices=Participation.Role.choices,
            widget=forms.CheckboxSelectMultiple,
        )


class EventInline(TranslatedPartInline):
    """The timeline."""

    model = Event
    step = "step-when"
    help_texts = help_texts.EVENT
    fields = [("kind", "date", "qualifier"), ("title", "place"), "note", *PLACE_IN_SOURCE]
    autocomplete_fields = ["source"]


class ThemeForm(PartForm):
    """A theme row. That only one is the main theme is checked for all rows together, after the change."""

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"main"}  # type: ignore[misc]


class ThemeFormSet(forms.BaseInlineFormSet):
    """The themes of a partnership."""

    def clean(self) -> None:
        """Allow one main theme."""
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms and hasattr(form, "cleaned_data")]
        main = [form for form in kept if form.cleaned_data.get("main")]
        for form in main[1:]:
            form.add_error("main", _("Only one theme can be the main one."))


class ThemeInline(PartInline):
    """What it is about."""

    model = PartnershipTheme
    form = ThemeForm
    formset = ThemeFormSet  # type: ignore[misc]
    step = "step-what"
    help_texts = help_texts.PARTNERSHIP_THEME
    fields = [("theme", "main")]
    autocomplete_fields = ["theme"]


class TargetInline(TranslatedPartInline):
    """To which targets it contributes, and who says so."""

    model = PartnershipTarget
    step = "step-what"
    help_texts = help_texts.PARTNERSHIP_TARGET
    fields = ["target", "why"]
    autocomplete_fields = ["target"]


class CitationInline(PartInline):
    """How we know."""

    model = Citation
    step = "step-known"
    help_texts = help_texts.CITATION
    fields = PLACE_IN_SOURCE
    autocomplete_fields = ["source"]


class ReportInline(TranslatedPartInline):
    """What each side says."""

    model = Report
    step = "step-known"
    classes = ["collapse"]
    help_texts = help_texts.REPORT
    fields = [("organisation", "period_start", "period_end"), "text", *PLACE_IN_SOURCE]
    autocomplete_fields = ["organisation", "source"]


class FinancingInline(TranslatedPartInline):
    """Who paid what."""

    model = Financing
    step = "step-rest"
    classes = ["collapse"]
    help_texts = help_texts.FINANCING
    fields = [("payer", "fund"), ("kind", "amount", "currency", "share", "date"), "note", *PLACE_IN_SOURCE]
    autocomplete_fields = ["payer", "fund", "source"]


class FigureInline(TranslatedPartInline):
    """Numbers somebody claims."""

    model = Figure
    step = "step-rest"
    classes = ["collapse"]
    help_texts = help_texts.FIGURE
    fields = [("label", "measure"), ("qualifier", "value", "unit", "as_of"), "scope", *PLACE_IN_SOURCE]
    autocomplete_fields = ["source"]


PARTNERSHIP_INLINES: list[type[InlineModelAdmin]] = [
    ParticipationInline,
    EventInline,
    ThemeInline,
    TargetInline,
    CitationInline,
    ReportInline,
    FinancingInline,
    FigureInline,
]
