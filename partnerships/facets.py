"""Counts of every choice for a question, each parameter counted as if it were not given itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from partnerships.answers import Answer
from partnerships.labels import Labels
from partnerships.models import Evidence, Fund, Goal, Target, Theme
from partnerships.vocabularies import BY_PARAMETER, codes_and_labels
from regions.models import Country, Organisation, Region

MOST_FREQUENT = 100
# Rows may hold fewer values than were counted (governments among organisations), hence some to spare.
SOUGHT = 5 * MOST_FREQUENT

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Named:
    """A parameter whose values are rows with a code and a translated name."""

    labels: Labels
    kind: str = ""
    in_order: bool = False
    limit: int | None = None

    def choices(self, counts: dict[str, int], chosen: list[str]) -> Choices:
        """The values counted or chosen, with their labels: in their own order, or the most frequent first."""
        codes = sorted({*counts, *chosen}, key=lambda code: (-counts.get(code, 0), code))
        found = self.labels.of([*codes[:SOUGHT], *chosen] if self.limit else codes)
        listed = list(found) if self.in_order else [code for code in codes if code in found]
        kept = {*listed[: self.limit], *chosen}
        return [(code, found[code]) for code in listed if code in kept]


NAMED = {
    "region": Named(Labels(lambda: Region.objects.order_by("order", "code")), in_order=True),
    "country": Named(Labels(Country.objects.all, by="alpha2")),
    "government": Named(Labels(Organisation.objects.governments, many=True), kind="organisation", limit=MOST_FREQUENT),
    "organisation": Named(Labels(Organisation.objects.all, many=True), limit=MOST_FREQUENT),
    "goal": Named(Labels(lambda: Goal.objects.order_by("number"), by="number", text="title"), in_order=True),
    "target": Named(Labels(lambda: Target.objects.order_by("order"), text="title"), in_order=True),
    "theme": Named(Labels(Theme.objects.all)),
    "fund": Named(Labels(Fund.objects.all)),
}
FACETS = (*NAMED, *BY_PARAMETER)


def facets(answer: Answer, wanted: Sequence[str] = FACETS) -> dict[str, list[dict[str, Any]]]:
    """By parameter, its values with label and count; each parameter as if it were not given itself."""
    given: dict[str, Any] = {name: value for name, value in answer.question.active.items() if name in wanted}
    others = [name for name in wanted if name not in given]
    counts = answer.counts({_kind(name) for name in others}, most=SOUGHT)
    by_parameter = {name: counts[_kind(name)] for name in others}
    for name in given:
        by_parameter[name] = answer.counts([_kind(name)], leaving_out=name, most=SOUGHT, always=given[name])[_kind(name)]
    return {name: _choices(name, by_parameter[name], given.get(name, [])) for name in wanted}


def _kind(name: str) -> str:
    return NAMED[name].kind or name if name in NAMED else name


def _choices(name: str, counts: dict[str, int], chosen: list[str]) -> list[dict[str, Any]]:
    if name == "evidence":
        counts = {Evidence(int(level)).code: count for level, count in counts.items()}
    if name in NAMED:
        labels = NAMED[name].choices(counts, chosen)
    else:
        labels = [(code, label) for code, label in codes_and_labels(BY_PARAMETER[name]) if code in counts or code in chosen]
    return [{"code": code, "label": label, "count": counts.get(code, 0)} for code, label in labels]
