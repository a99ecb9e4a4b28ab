"""How synthetic partnerships are known: their sources, citations and reports, and the events their status follows from."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from partnerships.models import Event, Source
from partnerships.synthesis.copying import Table, reserved_keys
from partnerships.synthesis.governments import Government

CODE = "synthetic-source-"
PARTNERSHIPS_PER_SOURCE = 20
THIS_YEAR = 2026
FIRST_YEAR = 1960

_Kind = Source.Kind
# How many in a thousand are known in which way, and from what kinds of source.
GROUNDS: tuple[tuple[int, tuple[Source.Kind, ...], int], ...] = (
    (60, (_Kind.ORAL,), 0),
    (400, (_Kind.PUBLICATION, _Kind.PRESS, _Kind.WEBSITE, _Kind.THIRD_PARTY), 0),
    (180, (_Kind.REPORT,), 1),
    (90, (_Kind.REPORT,), 2),
    (220, (_Kind.AGREEMENT,), 0),
    (50, (_Kind.EVALUATION,), 0),
)
# How many in a thousand stand where: what happened after they began.
COURSES = {"active": 480, "renewed": 120, "ended": 230, "lapsed": 80, "planned": 40, "unknown": 50}

ACCOUNT = {
    "en": "The visits took place as planned.",
    "fr": "Les visites ont eu lieu comme prévu.",
    "es": "Las visitas se realizaron según lo previsto.",
}


class Ground(NamedTuple):
    """On what a partnership rests: a source, a page of it, and how many sides report."""

    source: str
    page: str
    reports: int


def make_sources(partnerships: int) -> dict[Source.Kind, range]:
    """Write the sources that `partnerships` partnerships cite; their keys by kind."""
    table = Table(Source, "id", "code", "kind", "title", "language", "publisher", "published", "told_by", "told_on", "heard_by")
    keys = {}
    number = 0
    for share, kinds, _reports in GROUNDS:
        for kind in kinds:
            if kind in keys:
                continue
            count = 1 + partnerships * share // (1000 * len(kinds) * PARTNERSHIPS_PER_SOURCE)
            keys[kind] = reserved_keys(Source, count)
            told = ("Head of office", "2024", "Staff of a section") if kind == _Kind.ORAL else ("", "", "")
            table.fill(
                (
                    str(key),
                    f"{CODE}{number + place}",
                    kind,
                    f"Synthetic data, {kind} {place + 1}",
                    ("en", "fr", "es")[place % 3],
                    "Nobody",
                    str(2000 + place % 26),
                    *told,
                )
                for place, key in enumerate(keys[kind])
            )
            number += count
    return keys


class Records:
    """Draws on what partnerships rest and what happened in them."""

    def __init__(self, sources: dict[Source.Kind, range]) -> None:
        self.sources = sources
        self.grounds = np.repeat(np.arange(len(GROUNDS)), [share for share, _kinds, _reports in GROUNDS])
        self.courses = np.repeat(np.arange(len(COURSES)), list(COURSES.values()))

    def grounds_drawn(self, chance: np.random.Generator, count: int) -> list[Ground]:
        """On what each of `count` partnerships rests."""
        chosen = chance.choice(self.grounds, count).tolist()
        numbers = chance.integers(0, 2**31, count).tolist()
        grounds = []
        for which, number in zip(chosen, numbers, strict=True):
            _share, kinds, reports = GROUNDS[which]
            keys = self.sources[kinds[number % len(kinds)]]
            grounds.append(Ground(str(keys[number // 7 % len(keys)]), str(1 + number % 97), reports))
        return grounds

    def events(
        self, chance: np.random.Generator, keys: range, grounds: list[Ground]
    ) -> Iterator[tuple[str, str, str, str, str]]:
        """Rows of partnership, kind, date, source and page; most began not long ago."""
        kinds = Event.Kind
        names = list(COURSES)
        courses = chance.choice(self.courses, len(keys)).tolist()
        began = (THIS_YEAR - (THIS_YEAR - FIRST_YEAR) * chance.random(len(keys)) ** 2).astype(int)
        later = (began + 1 + (THIS_YEAR - 1 - began) * chance.random(len(keys))).astype(int)
        signed = chance.random(len(keys)) < 0.6
        drawn = zip(courses, began.tolist(), later.tolist(), signed.tolist(), _dates(chance, len(keys)), strict=True)
        for key, ground, (course, first, second, is_signed, day) in zip(keys, grounds, drawn, strict=True):
            beginning = kinds.SIGNED if is_signed else kinds.STARTED
            match names[course]:
                case "unknown":
                    continue
                case "planned":
                    yield str(key), kinds.STARTED, str(THIS_YEAR + 2), ground.source, ground.page
                    continue
                case "renewed":
                    following: Event.Kind | None = kinds.RENEWED
                case "ended":
                    following = kinds.ENDED
                case "lapsed":
                    following = kinds.LAPSED
                case _:
                    following = None
            # What began this year has had no time to end.
            first = min(first, THIS_YEAR - 2)
            yield str(key), beginning, f"{first}{day}", ground.source, ground.page
            if following:
                yield str(key), following, str(min(max(second, first + 1), THIS_YEAR - 1)), ground.source, ground.page

    def reports(
        self, keys: range, grounds: list[Ground], partners: list[list[int]], governments: list[Government]
    ) -> Iterator[tuple[str, ...]]:
        """Rows of partnership, organisation, source, page, and the account: as such and in every language."""
        account = (ACCOUNT["en"], *ACCOUNT.values())
        for key, ground, sides in zip(keys, grounds, partners, strict=True):
            for side in sides[: ground.reports]:
                yield str(key), str(governments[side].key), ground.source, ground.page, *account


REPORT_FIELDS = ("partnership", "organisation", "source", "page", "text", *(f"text_{language}" for language in ACCOUNT))


def _dates(chance: np.random.Generator, count: int) -> list[str]:
    """What follows the year: nothing in six of ten, else a month, or a month and a day."""
    precision = chance.random(count)
    months, days = chance.integers(1, 13, count).tolist(), chance.integers(1, 29, count).tolist()
    return [
        "" if precise < 0.6 else f"-{month:02}" if precise < 0.85 else f"-{month:02}-{day:02}"
        for precise, month, day in zip(precision.tolist(), months, days, strict=True)
    ]
