"""Synthetic partnerships, a batch at a time, with everything that hangs on them."""

import datetime

import numpy as np
from django.utils.text import slugify

from partnerships import progress as reporting
from partnerships.models import (
    Citation,
    Event,
    Financing,
    Participation,
    Partnership,
    PartnershipTarget,
    PartnershipTheme,
    Report,
    Source,
)
from partnerships.synthesis.copying import NULL, Table, reserved_keys
from partnerships.synthesis.evidence import REPORT_FIELDS, Records, make_sources
from partnerships.synthesis.governments import Government
from partnerships.synthesis.purposes import WHY, Purposes
from partnerships.synthesis.sides import Sides
from partnerships.synthesis.texts import LANGUAGES, Describer, cumulated, drawn, subjects_drawn, titles_and_summaries

BATCH = 10_000
CODE = "x-"
EPOCH = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
DAYS_OF_ENTRY = 5 * 365
# How many in ten are first written in which language; three in ten are described in a second one, too.
ORIGINAL_LANGUAGES = ("en",) * 4 + ("fr",) * 3 + ("es",) * 3
WITH_SECOND_LANGUAGE = 0.3

LEVELS = ("relationship",) * 12 + ("programme",) * 3 + ("project",) * 5
DIRECTIONS = (
    ("north-south",) * 38 + ("south-south",) * 22 + ("north-north",) * 22 + ("triangular",) * 8
    + ("network",) * 6 + ("south-north",) * 4
)  # fmt: skip
FORMS = list(Partnership.Form.values)
DELIVERIES = ("unknown",) * 6 + ("in-person",) * 2 + ("remote", "hybrid")
ODA = (("unknown", ""),) * 7 + (("yes", "Synthetic data"),) * 2 + (("no", "Synthetic data"),)

_TEXTS = [f"{field}_{language}" for field in ("title", "summary", "description") for language in LANGUAGES]
_FIELDS = (
    *("id", "code", "level", "form", "direction", "delivery", "oda", "oda_according_to", "original_language", "publication"),
    *("created", "updated", "title", "summary", "description", *_TEXTS),
)
TABLES = (
    *(Partnership, Participation, PartnershipTheme, PartnershipTarget, Event, Citation, Report, Financing, Source),
    *(Partnership.goals.through, Partnership.stewards.through),
)


class Cooperation:
    """Writes partnerships between `governments`; the same ones for the same seed."""

    def __init__(self, governments: list[Government], partnerships: int, seed: int) -> None:
        self.governments = governments
        self.total = partnerships
        self.seed = seed
        self.sides = Sides(governments)
        self.purposes = Purposes()
        self.records = Records(make_sources(partnerships))
        self.describers = {language: Describer(language) for language in LANGUAGES}
        self.slugs = [slugify(government.name)[:30] or "place" for government in governments]
        self.forms = cumulated(len(FORMS), 0.8)
        why = (f"why_{language}" for language in WHY)
        self.partnerships = Table(Partnership, *_FIELDS)
        self.participations = Table(Participation, "partnership", "organisation", "roles", "order")
        self.themes = Table(PartnershipTheme, "partnership", "theme", "main")
        self.targets = Table(PartnershipTarget, "partnership", "target", "why", *why)
        self.goals = Table(Partnership.goals.through, "partnership", "goal")
        self.stewards = Table(Partnership.stewards.through, "partnership", "region")
        self.events = Table(Event, "partnership", "kind", "date", "source", "page")
        self.citations = Table(Citation, "partnership", "source", "page")
        self.reports = Table(Report, *REPORT_FIELDS)
        self.financing = Table(Financing, "partnership", "payer", "fund", "amount", "currency", "date", "source", "page")

    def write(self, report: reporting.Report) -> None:
        """Write all of them."""
        keys = reserved_keys(Partnership, self.total)
        progress = reporting.Progress(report, "Partnerships", self.total)
        for number, start in enumerate(range(0, self.total, BATCH)):
            batch = keys[start : start + BATCH]
            self._write_batch(np.random.default_rng([self.seed, number]), batch, start)
            progress.advance(len(batch))

    def _write_batch(self, chance: np.random.Generator, keys: range, start: int) -> None:
        partners = self.sides.draw(chance, len(keys))
        grounds = self.records.grounds_drawn(chance, len(keys))
        self.partnerships.fill(self._rows(chance, keys, start, partners))
        self.participations.fill(self.sides.participations(chance, keys, partners))
        self.stewards.fill(self.sides.stewards(keys, partners))
        self.themes.fill(self.purposes.theme_rows(chance, keys))
        self.targets.fill(self.purposes.target_rows(chance, keys))
        self.goals.fill(self.purposes.goal_rows(chance, keys))
        self.events.fill(self.records.events(chance, keys, grounds))
        self.citations.fill((str(key), ground.source, ground.page) for key, ground in zip(keys, grounds, strict=True))
        self.reports.fill(self.records.reports(keys, grounds, partners, self.governments))
        self.financing.fill(self.purposes.financing_rows(chance, keys, grounds, partners, self.governments))

    def _rows(self, chance: np.random.Generator, keys: range, start: int, partners: list[list[int]]) -> list[tuple[str, ...]]:
        """The partnerships themselves."""
        count = len(keys)
        subjects = subjects_drawn(chance, count)
        names = [" – ".join([self.governments[side].name for side in sides]) for sides in partners]
        titles, summaries = titles_and_summaries(chance, subjects, names)
        originals = chance.integers(0, len(ORIGINAL_LANGUAGES), count)
        languages = np.array([LANGUAGES.index(code) for code in ORIGINAL_LANGUAGES])[originals]
        descriptions = self._descriptions(chance, subjects, languages)
        days = np.sort(chance.integers(0, DAYS_OF_ENTRY, (count, 2)), axis=1).tolist()
        forms = drawn(chance, self.forms, count).tolist()
        dice = chance.integers(0, 100, (count, 4)).tolist()
        rows = []
        for place, (key, language) in enumerate(zip(keys, languages.tolist(), strict=True)):
            cities = "-".join([self.slugs[side] for side in partners[place][:2]])
            level, direction, delivery, oda = dice[place]
            texts = [written[code][place] for written in (titles, summaries, descriptions) for code in LANGUAGES]
            rows.append(
                (
                    str(key),
                    f"{CODE}{cities}-{_base36(start + place)}",
                    LEVELS[level % len(LEVELS)],
                    FORMS[forms[place]],
                    DIRECTIONS[direction],
                    DELIVERIES[delivery % len(DELIVERIES)],
                    *ODA[oda % len(ODA)],
                    LANGUAGES[language],
                    Partnership.Publication.PUBLISHED,
                    _moment(days[place][1], start + place),
                    _moment(days[place][0], start + place),
                    *("" if texts[first] == NULL else texts[first] for first in (0, 3, 6)),
                    *texts,
                )
            )
        return rows

    def _descriptions(self, chance: np.random.Generator, subjects: np.ndarray, languages: np.ndarray) -> dict[str, list[str]]:
        """By language, a description in the original language and sometimes in a second one; nothing elsewhere."""
        second = np.where(chance.random(len(subjects)) < WITH_SECOND_LANGUAGE, (languages + 1) % len(LANGUAGES), languages)
        descriptions = {}
        for number, language in enumerate(LANGUAGES):
            places = np.flatnonzero((languages == number) | (second == number))
            texts = [NULL] * len(subjects)
            if len(places):
                written = self.describers[language].describe(chance, subjects[places])
                for place, text in zip(places.tolist(), written, strict=True):
                    texts[place] = text
            descriptions[language] = texts
        return descriptions


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number or not text:
        number, digit = divmod(number, 36)
        text = digits[digit] + text
    return text.rjust(4, "0")


def _moment(days: int, number: int) -> str:
    """A moment so many days before the epoch, at a time of day that depends on the number."""
    return (EPOCH - datetime.timedelta(days=days, seconds=number % 86_400)).isoformat()
