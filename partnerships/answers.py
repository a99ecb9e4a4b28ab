"""What the registry answers to a question: how many partnerships, which, in what order, how they divide, where they are.

Every door asks here — page, API, map, exports, feed, embedded list — and so they all tell the same. The counts kept in
memory (`partnerships/tally`) answer if they are ready, else the database does; both give the same.
"""

import datetime
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property, reduce

import numpy as np
from pyroaring import BitMap

from partnerships.conditions import BegunBy, Every, Neither
from partnerships.counts import counts_by_code, counts_of_codes
from partnerships.filters import PartnershipFilter
from partnerships.models import Partnership
from partnerships.models.partnership import PartnershipQuerySet
from partnerships.sorting import Sort
from partnerships.tally.content import ORGANISATIONS, Content
from partnerships.tally.counting import counts, most_frequent
from partnerships.tally.keeping import TALLY
from partnerships.tally.ordering import by_tiers, in_order
from partnerships.tally.reading import Reading
from regions.models import Organisation

CHUNK = 1000
# Conditions on years leave out what has no documented beginning.
YEARS = {"year_from", "year_to"}


class Answer:
    """The answer to one valid question about published partnerships."""

    def __init__(self, question: PartnershipFilter) -> None:
        self.question = question
        # By parameter: what meets its condition, and what answers the question without it.
        self._held: dict[str, BitMap] = {}
        self._matches: dict[str, BitMap] = {}

    @cached_property
    def count(self) -> int:
        """How many partnerships answer the question; exact."""
        return len(self._matching()) if self._reading else self.question.qs.count()

    @cached_property
    def corrections(self) -> tuple[tuple[str, str], ...]:
        """Words that found nothing, each with the name that was searched instead."""
        self._reading  # noqa: B018 - it may know already what the words mean
        return self.question.understood.corrections if self.question.understood else ()

    @cached_property
    def undated(self) -> int:
        """How many meet every condition but those on years, and are left out because nobody knows when they began."""
        others = (condition for name, condition in self.question.conditions.items() if name not in YEARS)
        condition = Every((*others, Neither(BegunBy(datetime.MAXYEAR))))
        reading = self._reading
        if reading is None:
            return self.question.queryset.meeting(condition).count()
        with TALLY.lock:
            return reading.remembered(("undated", condition), lambda: len(reading.holding(condition)))  # type: ignore[no-any-return]

    def keys(self, start: int, stop: int) -> list[int]:
        """The primary keys of the results from `start` up to, but not with, `stop`, in the order asked for."""
        if self._reading is None or self._sort == Sort.TITLE:
            return list(self.question.qs.values_list("pk", flat=True)[start:stop])
        return self._ordered(self._reading, start, stop).tolist()

    @property
    def content(self) -> Content | None:
        """What the counts in memory hold, as up to date as the answer or more so; None if they are not ready."""
        return self._reading.content if self._reading else None

    def versions(self, keys: Sequence[int]) -> list[int] | None:
        """The last 32 bits of the versions that results have; None if the counts in memory are not ready."""
        return self.content.versions(keys).tolist() if self.content and len(keys) else None

    def chunks(self, size: int = CHUNK) -> Iterator[np.ndarray]:
        """The primary keys of all results in the order asked for, `size` at a time, as they are at the first."""
        if self._reading is None or self._sort == Sort.TITLE:
            keys = np.fromiter(self.question.qs.values_list("pk", flat=True).iterator(), dtype=np.int64)
        else:
            keys = self._ordered(self._reading, 0, self.count)
        for start in range(0, len(keys), size):
            yield keys[start : start + size]

    def counts(
        self, kinds: Iterable[str], *, leaving_out: str = "", most: int | None = None, always: Iterable[str] = ()
    ) -> dict[str, dict[str, int]]:
        """By kind of code and value, how many results carry it; as if the parameter `leaving_out` had not been given.

        Of organisations there can be very many: with `most` only so many, the most frequent, and those in `always`.
        """
        if self._reading is not None:
            return self._counted(self._reading, frozenset(kinds), leaving_out, most, tuple(always))
        found = counts_by_code(self._without(leaving_out), kinds)
        if most is not None and len(found.get(ORGANISATIONS, ())) > most:
            found[ORGANISATIONS] = most_frequent(found[ORGANISATIONS], most, always)
        return found

    def places(self) -> tuple[np.ndarray, np.ndarray]:
        """Who takes part in the results: primary keys of organisations, and of how many results each is a partner."""
        if self._reading is None:
            counted = counts_by_code(self.question.qs, [ORGANISATIONS])[ORGANISATIONS]
            keys = dict(Organisation.objects.filter(code__in=counted).values_list("code", "pk"))
            table = np.array([(keys[code], count) for code, count in counted.items()], dtype=np.int64).reshape(-1, 2)
            return table[:, 0], table[:, 1]
        with TALLY.lock:
            content = self._reading.content
            counts = content.members.counts(self._matching(), content.size)
            present = np.flatnonzero(counts)
            return content.members.keys[present], counts[present]

    def partners(self) -> list[int]:
        """The primary keys of all who take part in the results."""
        keys, _counted = self.places()
        return keys.tolist()

    @cached_property
    def _reading(self) -> Reading | None:
        """What the counts in memory say, brought up to date once for the whole answer; None if they are not ready."""
        with TALLY.up_to_date() as reading:
            if reading is not None:
                values = self.question.form.cleaned_data
                if values["q"]:
                    self.question.understood = reading.understand(values["q"], literal=bool(values["literal"]))
                self._matching_of(reading, "")
            return reading

    @property
    def _sort(self) -> str:
        chosen = self.question.form.cleaned_data["sort"] or Sort.RELEVANCE
        return Sort.UPDATED if chosen == Sort.RELEVANCE and self.question.understood is None else chosen

    def _ordered(self, reading: Reading, start: int, stop: int) -> np.ndarray:
        with TALLY.lock:
            columns, found, understood = reading.content.columns, self._matching(), self.question.understood
            if self._sort == Sort.UPDATED:
                found = reading.content.latest.of(found, stop)
            if self._sort != Sort.RELEVANCE or understood is None:
                return in_order(columns, found, self._sort, start, stop)
            return by_tiers(columns, found, reading.each(understood.tiers, found), start, stop)

    def _matching(self, leaving_out: str = "") -> BitMap:
        if self._reading is None:
            raise LookupError("The counts in memory are not ready.")
        return self._matching_of(self._reading, leaving_out)

    def _matching_of(self, reading: Reading, leaving_out: str) -> BitMap:
        if leaving_out not in self._matches:
            with TALLY.lock:
                key = ("matching", self._asked(leaving_out))
                self._matches[leaving_out] = reading.remembered(key, lambda: self._met(reading, leaving_out))
        return self._matches[leaving_out]

    def _met(self, reading: Reading, leaving_out: str) -> BitMap:
        """What meets every condition but one."""
        for name, condition in self.question.conditions.items():
            if name not in self._held:
                self._held[name] = reading.holding(condition)
        held = sorted((found for name, found in self._held.items() if name != leaving_out), key=len)
        fewest, *others = held or [reading.content.public]
        # A copy, because what the tally holds changes with the registry.
        return reduce(BitMap.intersection, others, fewest.copy())

    def _counted(
        self, reading: Reading, kinds: frozenset[str], leaving_out: str, most: int | None, always: tuple[str, ...]
    ) -> dict[str, dict[str, int]]:
        def count() -> dict[str, dict[str, int]]:
            return counts(reading.content, self._matching(leaving_out), kinds, most, always)

        with TALLY.lock:
            if most is None and ORGANISATIONS in kinds:
                # Too many numbers to remember.
                return count()
            key = ("counts", self._asked(leaving_out), kinds, most, always)
            return reading.remembered(key, count)  # type: ignore[no-any-return]

    def _asked(self, leaving_out: str) -> Hashable:
        """The question without one parameter; the same for those that have the same answer."""
        values = self.question.form.cleaned_data
        asked = {name: tuple(value) if isinstance(value, list) else value for name, value in self.question.active.items()}
        return frozenset((name, value) for name, value in asked.items() if name != leaving_out), values["literal"]

    def _without(self, name: str) -> PartnershipQuerySet:
        """For the database: what answers the question when one parameter is left out."""
        if not name:
            return self.question.qs
        asked = Every(tuple(part for other, part in self.question.conditions.items() if other != name))
        return self.question.queryset.meeting(asked)


def published_counts(kind: str, values: Iterable[object] | None = None) -> dict[str, int]:
    """How many published partnerships carry each code of one kind (`country`, `goal` …).

    With `values` only those are counted. A code that no partnership carries is missing from the answer.
    """
    wanted = None if values is None else [str(value) for value in values]
    with TALLY.up_to_date() as reading:
        if reading is None:
            return counts_of_codes(Partnership.objects.published(), kind, wanted)
        content = reading.content
        if wanted is None:
            return counts(content, content.public, [kind])[kind]
        counted = {value: len(content.carrying(kind, value)) for value in wanted}
        return {value: count for value, count in counted.items() if count}
