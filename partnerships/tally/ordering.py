"""Results in order, without sorting more of them than are asked for."""

from collections.abc import Iterable
from itertools import chain

import numpy as np
from pyroaring import BitMap

from partnerships.sorting import Sort
from partnerships.tally.arrays import numbers_of
from partnerships.tally.content import UNKNOWN_YEAR, Columns

# After every year there is: where the beginning is unknown.
LAST = 32_000
# From so many on, first a sample of them is looked at: what is not worse than so many of it is about that share of all.
MANY = 20_000
SAMPLE = 2_000
ENOUGH = 20
PORTIONS = 20


def worth(columns: Columns, numbers: np.ndarray, sort: str) -> np.ndarray:
    """By what results are ordered first, smaller first; places break ties."""
    match sort:
        case Sort.NEWEST:
            return -columns.year[numbers]
        case Sort.OLDEST:
            years = columns.year[numbers]
            return np.where(years == UNKNOWN_YEAR, LAST, years)
        case Sort.RELEVANCE:
            return -columns.rank[numbers]
        case _:
            moments = columns.updated[numbers]
            return np.negative(moments, out=moments)


def in_order(columns: Columns, partnerships: BitMap, sort: str, start: int, stop: int) -> np.ndarray:
    """The numbers of some partnerships from `start` up to, but not with, `stop`, in order."""
    numbers = numbers_of(partnerships)
    stop = min(stop, len(numbers))
    if start >= stop:
        return np.empty(0, np.int64)
    if stop - start > MANY:
        return _sorted_in_portions(columns, numbers, sort)[start:stop]
    values = worth(columns, numbers, sort)
    numbers, values = _promising(numbers, values, stop)
    if stop < len(numbers):
        # The worst value that is needed; of those that have it only the first by place.
        limit = np.partition(values, stop - 1)[stop - 1]
        surely = values < limit
        ties = numbers[values == limit]
        missing = stop - int(surely.sum())
        if missing < len(ties):
            ties = ties[np.argpartition(columns.place[ties], missing - 1)[:missing]]
        numbers = np.concatenate((numbers[surely], ties))
        values = worth(columns, numbers, sort)
    return _sorted(columns, numbers, values)[start:stop]


def _sorted(columns: Columns, numbers: np.ndarray, values: np.ndarray) -> np.ndarray:
    return numbers[np.lexsort((columns.place[numbers], values))]


def _sorted_in_portions(columns: Columns, numbers: np.ndarray, sort: str) -> np.ndarray:
    """The same, some of them at a time: to sort very many at once takes several times their memory."""
    sample = worth(columns, numbers[:: len(numbers) // SAMPLE], sort)
    limits = np.unique(np.sort(sample)[:: SAMPLE // PORTIONS])
    portions = [
        np.searchsorted(limits, worth(columns, some, sort)).astype(np.uint8) for some in np.array_split(numbers, PORTIONS)
    ]
    portion_of = np.concatenate(portions)
    ordered = np.empty_like(numbers)
    done = 0
    for portion in range(len(limits) + 1):
        here = numbers[portion_of == portion]
        ordered[done : done + len(here)] = _sorted(columns, here, worth(columns, here, sort))
        done += len(here)
    return ordered


def _promising(numbers: np.ndarray, values: np.ndarray, stop: int) -> tuple[np.ndarray, np.ndarray]:
    """Of very many those among which the `stop` best are for sure, as the best of a sample tell; else all."""
    if len(numbers) < MANY or stop > len(numbers) * ENOUGH / SAMPLE / 2:
        return numbers, values
    sample = values[:: len(numbers) // SAMPLE]
    limit = np.partition(sample, ENOUGH)[ENOUGH]
    promising = values <= limit
    return (numbers[promising], values[promising]) if np.count_nonzero(promising) >= stop else (numbers, values)


def by_tiers(columns: Columns, found: BitMap, tiers: Iterable[BitMap], start: int, stop: int) -> np.ndarray:
    """The same with better matches first: those in the first of `tiers`, then in the second … then the others.

    Tiers are asked for only as long as they are needed.
    """
    parts: list[np.ndarray] = []
    rest, passed = found, 0
    for tier in chain(tiers, [found]):
        part = rest & tier
        if part:
            parts.append(in_order(columns, part, Sort.RELEVANCE, max(start - passed, 0), stop - passed))
            passed += len(part)
            rest = rest - part
        if passed >= stop or not rest:
            break
    return np.concatenate(parts) if parts else np.empty(0, np.int64)
