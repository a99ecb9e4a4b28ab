"""What the filter form of the list offers: every choice that would find something, with its number, and those in force."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.answers import Answer
from partnerships.facets import MOST_FREQUENT, facets
from partnerships.models import Evidence, Theme
from partnerships.question import Condition
from regions.models import Region

# The facets in the order of the form. Whatever else can be asked is carried along, see below.
SHOWN = (
    "region",
    "country",
    "government",
    "theme",
    "goal",
    "target",
    "direction",
    "form",
    "level",
    "status",
    "evidence",
    "role",
    "fund",
)
OPEN_AT_FIRST = ("region", "direction")
# More choices than these are shown in part, the most frequent first, until somebody asks for all.
WHOLE, PART = 30, 20
TREES: dict[str, type[models.Model]] = {"region": Region, "theme": Theme}
FIND: dict[str, Promise] = {
    "country": _("Find a country"),
    "government": _("Find a government"),
    "theme": _("Find a theme"),
    "goal": _("Find a goal"),
    "target": _("Find a target"),
    "form": _("Find a form"),
    "fund": _("Find a fund"),
}


@dataclass(slots=True)
class Choice:
    """One value to tick, with the number of partnerships it would find."""

    value: str
    name: str
    count: int
    chosen: bool = False
    depth: int = 0
    goal: str = ""


@dataclass
class Group:
    """The choices of one parameter, folded away unless one of them is in force."""

    parameter: str
    label: str
    choices: list[Choice] = field(default_factory=list)
    open: bool = False
    total: int = 0
    whole: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it needs a box of its own to scroll in."""
        return len(self.choices) > 10

    @property
    def chosen(self) -> int:
        return sum(choice.chosen for choice in self.choices)

    @property
    def find(self) -> Promise | str:
        """What the box says that searches in it; empty where one sees all at a glance."""
        return FIND.get(self.parameter, "") if self.is_long else ""

    @property
    def in_part(self) -> bool:
        return len(self.choices) < self.total

    @property
    def is_cut(self) -> bool:
        """Whether even the whole of it is only the most frequent."""
        return self.whole and self.total >= MOST_FREQUENT and self.parameter == "government"


def groups_of(answer: Answer, conditions: list[Condition], whole: str = "") -> list[Group]:
    """The groups of the form, each counted as if it were not in force itself; `whole` names one to show in full."""
    counted = facets(answer)
    groups = []
    for parameter in SHOWN:
        in_force = {condition.value: condition for condition in conditions if condition.parameter == parameter}
        choices = [_choice(parameter, row, row["code"] in in_force) for row in counted[parameter] if row["count"]]
        if parameter == "evidence":
            choices.reverse()
        offered = {choice.value for choice in choices}
        # What is in force stays to be taken back, even without results or where nothing like it is listed.
        choices += [
            Choice(value, condition.name, _beyond(value, choices), chosen=True)
            for value, condition in in_force.items()
            if value not in offered
        ]
        group = Group(parameter, str(answer.question.filters[parameter].label), choices, total=len(choices))
        group.whole = whole == parameter
        group.open = bool(in_force) or group.whole or parameter in OPEN_AT_FIRST
        if parameter in TREES:
            group.choices = list(_as_tree(TREES[parameter], choices))
        elif len(choices) > WHOLE and not group.whole:
            group.choices = _most_frequent(choices)
        if group.is_long and parameter not in TREES:
            # What is ticked must be seen without scrolling; a tree keeps its shape.
            group.choices.sort(key=lambda choice: not choice.chosen)
        groups.append(group)
    return groups


def _choice(parameter: str, row: dict[str, Any], chosen: bool) -> Choice:
    code = row["code"]
    # Of goals and targets the number stands before the title as a mark in the goal's colour.
    goal = code.partition(".")[0] if parameter in {"goal", "target"} else ""
    return Choice(code, row["label"], row["count"], chosen, goal=goal)


def _beyond(value: str, choices: list[Choice]) -> int:
    """How many a choice would find that is not listed: a level of evidence “or better” as many as its levels together."""
    if not value.endswith("+"):
        return 0
    lowest = Evidence.from_code(value.removesuffix("+"))
    return sum(choice.count for choice in choices if Evidence.from_code(choice.value) >= lowest)


def _most_frequent(choices: list[Choice]) -> list[Choice]:
    """The most frequent and the chosen, in the order they came."""
    by_count = sorted(choices, key=lambda choice: -choice.count)
    kept = {choice.value for choice in by_count[:PART]} | {choice.value for choice in choices if choice.chosen}
    return [choice for choice in choices if choice.value in kept]


def _as_tree(model: type[models.Model], choices: list[Choice]) -> Iterator[Choice]:
    """Each choice below the one it belongs to. One query, of a small vocabulary."""
    rows = model._default_manager.order_by("order", "code").values_list("pk", "code", "parent")
    by_code = {choice.value: choice for choice in choices}
    below: dict[int | None, list[tuple[int, str]]] = {}
    for key, code, parent in rows:
        below.setdefault(parent, []).append((key, code))

    def walk(parent: int | None, depth: int) -> Iterator[Choice]:
        for key, code in below.get(parent, []):
            choice = by_code.get(code)
            if choice:
                choice.depth = min(depth, 3)
                yield choice
            yield from walk(key, depth + (choice is not None))

    yield from walk(None, 0)


def carried_along(conditions: Iterable[Condition]) -> list[Condition]:
    """Conditions the form has no field for; sending it must not drop them."""
    fields = {*SHOWN, "q", "year_from", "year_to"}
    return [condition for condition in conditions if condition.parameter not in fields]
