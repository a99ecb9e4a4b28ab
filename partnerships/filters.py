"""Every parameter by which partnerships can be asked for: one definition for pages, API, exports and feeds.

Values are public codes. A parameter may be repeated, and then any of its values will do. A parameter
that is unknown, or a value that is malformed or names nothing, is an error and never "everything".
"""

import datetime
from collections.abc import Callable, Iterable
from functools import cached_property

import django_filters
from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerships.conditions import BegunBy, Carries, Condition, Every, RunningSince, UpdatedSince, Within
from partnerships.models import Evidence, Fund, Participation, Partnership, Target, Theme
from partnerships.models.partnership import PartnershipQuerySet
from partnerships.parameters import (
    MAX_QUERY_LENGTH,
    BoxField,
    CodesField,
    Known,
    StrictFilterSet,
    Vocabulary,
    among,
    among_choices,
    carried_or,
    known_goals,
)
from partnerships.search import Understood, understand
from partnerships.sorting import Sort, order_of
from regions.models import Country, Organisation, Region

# Parameters that steer how a result is shown rather than what it holds. Each door says which it accepts.
PRESENTATION = ("page", "page_size", "lang", "view", "facet", "embed")


# Parameters of the question that do not narrow it by themselves.
UNFILTERING = ("sort", "literal")


class CodeFilter(django_filters.Filter):
    """A filter by one kind of code that every partnership's search row carries."""

    field_class = CodesField

    def __init__(
        self,
        kind: str,
        *,
        known: Known,
        stored: Callable[[str], Iterable[str]] = lambda code: [code],
        normalise: Callable[[str], str] = str.lower,
        **kwargs: object,
    ):
        super().__init__(known=known, normalise=normalise, **kwargs)
        self.kind = kind
        self.stored = stored

    def condition(self, value: list[str]) -> Condition:
        """That any of the codes is carried."""
        return Carries(tuple(f"{self.kind}:{stored}" for code in value for stored in self.stored(code)))


def evidence_levels(code: str) -> list[int]:
    """The levels a code means: one, or with a `+` at its end that one and all above it. Empty if unknown."""
    try:
        level = Evidence.from_code(code.removesuffix("+"))
    except KeyError:
        return []
    return [other.value for other in Evidence if other == level or (code.endswith("+") and other > level)]


def known_evidence(codes: Iterable[str]) -> Iterable[str]:
    """Which of some codes name an evidence level."""
    return [code for code in codes if evidence_levels(code)]


class BoxFilter(django_filters.Filter):
    field_class = BoxField

    def condition(self, value: tuple[float, float, float, float]) -> Condition:
        """That a partner lies inside the box."""
        return Within(*value)


class MomentFilter(django_filters.IsoDateTimeFilter):
    def condition(self, value: datetime.datetime) -> Condition:
        """That the record was changed since."""
        return UpdatedSince(value)


class YearFilter(django_filters.NumberFilter):
    field_class = forms.IntegerField

    def __init__(self, condition: Callable[[int], Condition], **kwargs: object):
        super().__init__(min_value=1800, max_value=2200, **kwargs)
        self.condition = condition

    def get_max_validator(self) -> None:
        """The field carries its own bounds."""
        return


class PartnershipFilter(StrictFilterSet):
    """The questions one can ask of the registry."""

    q = django_filters.CharFilter(
        label=pgettext_lazy("what is searched for", "Search"),
        max_length=MAX_QUERY_LENGTH,
        strip=True,
        help_text=_(
            "Any words, in any language: places, themes, titles, funds. All must occur; the last may be the beginning "
            "of a word. “A phrase” stands in quotation marks; a minus before a word excludes it; OR between two finds either."
        ),
    )
    literal = django_filters.ChoiceFilter(
        choices=[("1", _("yes"))],
        label=_("As written"),
        help_text=_("With 1, words are searched as they are written: a name with a typing error finds nothing."),
    )
    region = CodeFilter(
        "region",
        known=carried_or("region", among(Region)),
        label=_("Section"),
        help_text=_("Sections that answer for it or to which a partner belongs."),
    )
    country = CodeFilter(
        "country",
        known=carried_or("country", among(Country, "alpha2")),
        normalise=str.upper,
        label=_("Country"),
        help_text=_("Countries of the partners, by ISO 3166-1 alpha-2 code, such as SN."),
    )
    government = CodeFilter(
        "organisation",
        known=lambda codes: Organisation.objects.governments().filter(code__in=codes).values_list("code", flat=True),
        other=("organisation", among(Organisation)),
        label=_("Local or regional government"),
        help_text=_("A government that takes part, by its code, such as dakar."),
    )
    organisation = CodeFilter(
        "organisation",
        known=carried_or("organisation", among(Organisation)),
        label=_("Organisation"),
        help_text=_("Any organisation that takes part, governments included, by its code, such as metropolis."),
    )
    role = CodeFilter(
        "role", known=among_choices(Participation.Role), label=_("Role"), help_text=_("A role that one of the partners has.")
    )
    goal = CodeFilter(
        "goal", known=carried_or("goal", known_goals), label=_("Goal"), help_text=_("Sustainable Development Goals, 1 to 17.")
    )
    target = CodeFilter(
        "target",
        known=carried_or("target", among(Target)),
        label=_("Target"),
        help_text=_("Targets of the goals, such as 17.6 or 1.a."),
    )
    theme = CodeFilter(
        "theme",
        known=carried_or("theme", among(Theme)),
        label=_("Theme"),
        help_text=_("A theme, together with all that lies under it."),
    )
    form = CodeFilter(
        "form", known=among_choices(Partnership.Form), label=_("Form"), help_text=_("The form of the cooperation.")
    )
    direction = CodeFilter(
        "direction",
        known=among_choices(Partnership.Direction),
        label=_("Direction"),
        help_text=_("Between whom: South–South, triangular, and so on."),
    )
    level = CodeFilter(
        "level", known=among_choices(Partnership.Level), label=_("Level"), help_text=_("Relationship, programme or project.")
    )
    status = CodeFilter(
        "status",
        known=among_choices(Partnership.Status),
        label=_("Status"),
        help_text=_("Where it stands today, according to its documented events."),
    )
    evidence = CodeFilter(
        "evidence",
        known=Vocabulary([level.code for level in Evidence], known_evidence),
        stored=lambda code: [str(level) for level in evidence_levels(code)],
        label=_("Evidence"),
        help_text=format_lazy(
            "{} {}",
            _("How well it is documented:"),
            "placeholder, oral, section, one-side, both-sides, document, evaluation; document+ …",
        ),
    )
    fund = CodeFilter(
        "fund",
        known=carried_or("fund", among(Fund)),
        label=_("Fund"),
        help_text=_("A fund that helped to pay for it, such as facdi."),
    )
    year_from = YearFilter(
        RunningSince,
        label=_("Running in or after"),
        help_text=_("Running in this year or later. What has no documented beginning is left out."),
    )
    year_to = YearFilter(
        BegunBy,
        label=_("Begun by"),
        help_text=_("Begun in this year or before. What has no documented beginning is left out."),
    )
    bbox = BoxFilter(
        label=_("Map area"), help_text=_("A partner lies in the box west,south,east,north, in degrees: -20,0,20,30.")
    )
    updated_since = MomentFilter(
        label=_("Updated since"),
        help_text=_("Changed at or after this moment: 2026-01-31 or 2026-01-31T12:00:00Z."),
    )
    sort = django_filters.ChoiceFilter(
        choices=Sort.choices, empty_label=None, label=_("Sort by"), help_text=_("The order of the results.")
    )

    class Meta(StrictFilterSet.Meta):
        model = Partnership

    @cached_property
    def understood(self) -> Understood | None:
        """What the words of a valid question mean, or None if it has none."""
        values = self.form.cleaned_data
        return understand(values["q"], literal=bool(values["literal"])) if values["q"] else None

    @cached_property
    def conditions(self) -> dict[str, Condition]:
        """What a valid question asks for, by parameter."""
        found = {name: self.filters[name].condition(value) for name, value in self.active.items() if name != "q"}
        return found | ({"q": self.understood.condition} if self.understood else {})

    def filter_queryset(self, queryset: PartnershipQuerySet) -> PartnershipQuerySet:
        """What answers the question, in the order asked for even when nobody chose one."""
        if self.understood:
            queryset = queryset.understood(self.understood)
        others = tuple(condition for name, condition in self.conditions.items() if name != "q")
        order = order_of(self.form.cleaned_data["sort"], by_relevance=self.understood is not None)
        return queryset.meeting(Every(others)).order_by(*order)

    @property
    def active(self) -> dict[str, object]:
        """The filters in force and their values, the order left aside."""
        if not self.form.is_valid():
            return {}
        return {
            name: value
            for name, value in self.form.cleaned_data.items()
            if value not in (None, "", []) and name not in UNFILTERING
        }
