"""Partnerships as results show them, made from what the API's list says of them: who with whom, what about, since when."""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any

import orjson
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from partnerships.api.documents import documents_of
from partnerships.facets import NAMED
from partnerships.models import Evidence, Partnership
from partnerships.standing import Standing
from partnerships.templatetags.registry import marked
from partnerships.wording import without_repeating
from regions.models import Organisation
from regions.texts import Text

Told = dict[str, Any]
PARTNERS, MARKS = 4, 6


class Card:
    """One partnership among results. Texts in another language than the page's are marked."""

    def __init__(self, told: Told, countries: dict[str, str], goals: dict[str, str]) -> None:
        self.told = told
        self.countries = countries
        self.goals = goals
        self.address: str = told["url"]

    @property
    def title(self) -> SafeString:
        language = self.told["lang_of"].get("title", self.told["lang"])
        return marked(Text(self.told["title"], language), element="span", note=True)

    @property
    def kinds(self) -> list[str]:
        """Its form, and its direction if that says more."""
        return without_repeating(
            [label(Partnership.Form, self.told["form"]), label(Partnership.Direction, self.told["direction"])]
        )

    @property
    def motif(self) -> SafeString:
        return _motif(self.told["direction"])

    @property
    def partners(self) -> list[Told]:
        """The first partners: their names, countries, and whether nobody knows yet who it is."""
        organisations = [side["organisation"] for side in self.told["participations"][:PARTNERS]]
        return [
            {
                "name": _name(organisation),
                "country": self.countries.get(organisation["country"], ""),
                "unresolved": organisation["kind"] == Organisation.Kind.UNRESOLVED,
            }
            for organisation in organisations
        ]

    @property
    def further_partners(self) -> int:
        return max(0, len(self.told["participations"]) - PARTNERS)

    @property
    def themes(self) -> list[SafeString]:
        return [_name(theme) for theme in self.told["themes"][:3]]

    @cached_property
    def _goals_and_targets(self) -> list[tuple[str, str, str]]:
        """Its targets, and goals named without one: goal, code, title."""
        marks = [(target["code"].partition(".")[0], target["code"], target["title"]) for target in self.told["targets"]]
        covered = {goal for goal, _code, _title in marks}
        bare = [str(goal) for goal in self.told["goals"] if str(goal) not in covered]
        return marks + [(goal, goal, self.goals.get(goal, "")) for goal in bare]

    @property
    def marks(self) -> SafeString:
        """The first of its targets and goals as coloured marks."""
        language = get_language() or ""
        return mark_safe("".join(_mark(*mark, language) for mark in self._goals_and_targets[:MARKS]))  # noqa: S308

    @property
    def further_marks(self) -> int:
        return max(0, len(self._goals_and_targets) - MARKS)

    @property
    def standing(self) -> Standing:
        return Standing(self.told["years"]["from"], self.told["years"]["to"], self.told["status"])

    @property
    def evidence(self) -> Evidence:
        return Evidence.from_code(self.told["evidence"])


def cards_of(keys: Sequence[int], versions: Sequence[int] | None = None) -> list[Card]:
    """The published partnerships with these primary keys, in their order; `versions` as for `documents_of`."""
    told = [orjson.loads(document) for document in documents_of(keys, get_language() or "", "", versions)]
    organisations = [side["organisation"] for one in told for side in one["participations"]]
    countries = NAMED["country"].labels.of(_given(organisation["country"] for organisation in organisations))
    goals = NAMED["goal"].labels.of(str(goal) for one in told for goal in one["goals"])
    return [Card(one, countries, goals) for one in told]


def label(vocabulary: Any, code: str) -> str:
    return str(vocabulary(code).label)


@lru_cache(maxsize=2000)
def _mark(goal: str, code: str, title: str, language: str) -> SafeString:
    """A target's or goal's mark, which leads to its page in the active language."""
    address = reverse("target", args=[code]) if "." in code else reverse("goal", args=[code])
    return render_to_string("components/goal_mark.html", {"goal": goal, "code": code, "title": title, "address": address})


@cache
def _motif(shape: str) -> SafeString:
    return render_to_string("components/motif.html", {"shape": shape})


def _name(told: Told) -> SafeString:
    return marked(Text(told["name"], told["lang"]), element="span", note=False)


def _given(codes: Iterable[str | None]) -> list[str]:
    return [code for code in codes if code]
