"""However many results there are, a page of them is what sorting all of them would give."""

import numpy as np
import pytest
from pyroaring import BitMap

from partnerships.sorting import Sort
from partnerships.tally.content import Columns
from partnerships.tally.latest import MANY, Latest
from partnerships.tally.ordering import in_order

SIZE = 60_000
PAGES = [(0, 20), (40, 60), (0, 1000), (SIZE - 30, SIZE), (0, SIZE), (7, SIZE - 7)]


@pytest.fixture(scope="module")
def columns() -> Columns:
    chance = np.random.default_rng(1)
    return Columns(
        place=chance.permutation(SIZE).astype(np.uint32),
        rank=chance.integers(0, 1500, SIZE).astype(np.int16),
        year=chance.integers(1990, 2030, SIZE).astype(np.int16),
        updated=chance.integers(0, 10**15, SIZE),
        version=np.arange(SIZE, dtype=np.uint32),
    )


@pytest.mark.parametrize(("start", "stop"), PAGES)
def test_the_best_come_first_and_places_break_ties(columns: Columns, start: int, stop: int) -> None:
    expected = {
        Sort.UPDATED: np.lexsort((columns.place, -columns.updated)),
        Sort.RELEVANCE: np.lexsort((columns.place, -columns.rank.astype(int))),
        Sort.NEWEST: np.lexsort((columns.place, -columns.year.astype(int))),
        Sort.OLDEST: np.lexsort((columns.place, columns.year)),
    }
    for sort, order in expected.items():
        assert in_order(columns, BitMap(range(SIZE)), sort, start, stop).tolist() == order[start:stop].tolist()


def test_all_that_are_equal_are_told_apart_by_their_place(columns: Columns) -> None:
    zeros = [np.zeros(SIZE, kind) for kind in (np.int16, np.int16, np.int64)]
    same = Columns(columns.place, *zeros, columns.version)
    expected = np.argsort(columns.place).tolist()
    assert in_order(same, BitMap(range(SIZE)), Sort.RELEVANCE, 100, 120).tolist() == expected[100:120]
    assert in_order(same, BitMap(range(SIZE)), Sort.RELEVANCE, 0, SIZE).tolist() == expected


def test_the_latest_are_kept_apart_and_follow_changes(columns: Columns) -> None:
    every = BitMap(range(SIZE))
    latest = Latest(columns.updated, every)
    order = np.argsort(-columns.updated)
    assert set(latest.partnerships) == set(order[:MANY].tolist())
    few = BitMap(order[: MANY + 5 : MANY // 20].tolist())
    assert latest.of(few, 20) == few - BitMap([int(order[MANY])])
    assert latest.of(few, 21) == few
    oldest = int(order[-1])
    latest.add(oldest, int(latest.since) - 1)
    assert oldest not in latest.partnerships
    latest.add(oldest, int(latest.since))
    assert oldest in latest.partnerships
