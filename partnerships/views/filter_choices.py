"""What the filter form of the list offers: only choices that occur in published partnerships, and those in force."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Concat

from partnerships.filters import PartnershipFilter
from partnerships.models import Evidence, Fund, Goal, Partnership, Theme
from partnerships.models.partnership import PartnershipQuerySet
from partnerships.question import Condition
from partnerships.views.alphabet import by_name, folded
from regions.models import Country, Region
from regions.texts import text_of


@dataclass
class Choice:
    """One value to tick."""

    value: str
    name: str
    chosen: bool = False
    depth: int = 0
    goal: int | None = None


@dataclass
class Group:
    """The choices of one parameter, folded away unless one of them is in force."""

    parameter: str
    label: str
    choices: list[Choice] = field(default_factory=list)
    open: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it needs a box of its own to scroll in."""
        return len(self.choices) > 10

    @property
    def chosen(self) -> int:
        return sum(choice.chosen for choice in self.choices)


def occurring(kind: str, key: str, among: PartnershipQuerySet | None = None) -> Exists:
    """That a published partnership (or one of `among`) carries this row's code. Stops at the first it finds."""
    code = Concat(Value(f"{kind}:"), Cast(OuterRef(key), TextField()), output_field=TextField())
    array = Func(code, template="ARRAY[%(expressions)s]", output_field=models.JSONField())
    carried = Q(Func(F("search_row__codes"), array, arg_joiner=" @> ", template="%(expressions)s",
                     output_field=models.BooleanField()))  # fmt: skip
    return Exists((Partnership.objects.published() if among is None else among).filter(carried))


def themes_in_order() -> list[Choice]:
    """The tree of themes as far as it is in use, each theme below the one it belongs to."""
    themes = list(Theme.objects.filter(occurring("theme", "code")).order_by("order", "code"))
    below: dict[int | None, list[Theme]] = {}
    for theme in themes:
        below.setdefault(theme.parent_id, []).append(theme)

    def walk(parent: int | None, depth: int) -> Iterable[Choice]:
        for theme in below.get(parent, []):
            yield Choice(theme.code, text_of(theme, "name").value, depth=min(depth, 3))
            yield from walk(theme.pk, depth + 1)

    return list(walk(None, 0))


def _records(records: models.QuerySet, key: str = "code") -> list[Choice]:
    return [Choice(getattr(record, key), text_of(record, "name").value) for record in records]


def _named(vocabulary: type[models.TextChoices], values: Iterable[str] | None = None) -> list[Choice]:
    occurring_values = None if values is None else set(values)
    return [
        Choice(code, str(label)) for code, label in vocabulary.choices if occurring_values is None or code in occurring_values
    ]


def choices_of(parameter: str) -> list[Choice]:
    """Everything one may sensibly choose for a parameter. At most one query."""
    published = Partnership.objects.published()
    match parameter:
        case "region":
            return _records(Region.objects.filter(parent=None).order_by("order", "code"))
        case "country":
            return _records(Country.objects.filter(occurring("country", "alpha2")).order_by(by_name(), "alpha2"), "alpha2")
        case "theme":
            return themes_in_order()
        case "goal":
            goals = Goal.objects.order_by("number")
            return [Choice(str(goal.number), text_of(goal, "title").value, goal=goal.number) for goal in goals]
        case "direction":
            return _named(Partnership.Direction)
        case "form":
            occurring_forms = published.order_by().values_list("form", flat=True).distinct()
            return sorted(_named(Partnership.Form, occurring_forms), key=lambda choice: folded(choice.name))
        case "level":
            return _named(Partnership.Level)
        case "status":
            return _named(Partnership.Status)
        case "evidence":
            return [Choice(level.code, str(level.label)) for level in reversed(Evidence)]
        case "fund":
            return _records(Fund.objects.filter(occurring("fund", "code")).order_by(by_name(), "code"))
    raise ValueError(parameter)


SHOWN = ("region", "country", "theme", "goal", "direction", "form", "level", "status", "evidence", "fund")
OPEN_AT_FIRST = ("region", "direction")


def groups_of(asked: PartnershipFilter, conditions: list[Condition]) -> list[Group]:
    """The groups of the form, with what is in force ticked, even where the form would not offer it."""
    groups = []
    for parameter in SHOWN:
        group = Group(parameter, str(asked.filters[parameter].label), choices_of(parameter))
        in_force = {condition.value: condition for condition in conditions if condition.parameter == parameter}
        offered = {choice.value: choice for choice in group.choices}
        for value, condition in in_force.items():
            if value in offered:
                offered[value].chosen = True
            else:
                group.choices.append(Choice(value, condition.name, chosen=True))
        if group.is_long and parameter != "theme":
            # What is ticked must be seen without scrolling; a tree keeps its shape.
            group.choices.sort(key=lambda choice: not choice.chosen)
        group.open = bool(in_force) or parameter in OPEN_AT_FIRST
        groups.append(group)
    return groups


def carried_along(conditions: list[Condition]) -> list[Condition]:
    """Conditions the form has no field for; sending it must not drop them."""
    fields = {*SHOWN, "q", "year_from", "year_to"}
    return [condition for condition in conditions if condition.parameter not in fields]
