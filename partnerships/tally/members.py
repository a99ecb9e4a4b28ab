"""Which organisations take part in which partnerships, for hundreds of thousands of both."""

from collections.abc import Iterable

import numpy as np
from marisa_trie import Trie
from pyroaring import BitMap

from partnerships.tally.arrays import bitmap_of, numbers_of

# To look up numbers by numbers takes eight bytes for each.
PORTION = 1 << 18


class Members:
    """The partnerships of each organisation: one long array of them, organisation after organisation.

    The place of an organisation is the number that `trie` has for its code. Those that came later have the places after
    these. Partnerships changed since are void in the array (`stale`) and kept apart (`fresh`).
    """

    def __init__(self, trie: Trie, keys: np.ndarray, lengths: np.ndarray, partnerships: np.ndarray) -> None:
        """The codes, and by place: primary `keys` of organisations, of how many partnerships each, and these."""
        self.trie = trie
        self.keys = keys.astype(np.int64)
        self.ends = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
        self.partnerships = partnerships.astype(np.int32, copy=False)
        self.newcomers: dict[str, int] = {}
        self.stale = BitMap()
        self.fresh: dict[int, BitMap] = {}

    def place(self, code: str) -> int | None:
        """The place of the organisation with this code; None if it has never taken part in anything."""
        place: int | None = self.trie.get(code)
        return self.newcomers.get(code) if place is None else place

    def code(self, place: int) -> str:
        """The code of the organisation at this place."""
        known = len(self.trie)
        return str(self.trie.restore_key(place)) if place < known else list(self.newcomers)[place - known]

    def of(self, code: str) -> BitMap:
        """The partnerships of the organisation with this code."""
        return self.of_codes([code])

    def of_codes(self, codes: Iterable[str]) -> BitMap:
        """The partnerships of any of the organisations with these codes."""
        return self.of_places([place for code in codes if (place := self.place(code)) is not None])

    def of_keys(self, keys: np.ndarray) -> BitMap:
        """The partnerships of any of the organisations with these primary keys."""
        return self.of_places(np.flatnonzero(np.isin(self.keys, keys)).tolist())

    def of_places(self, places: list[int]) -> BitMap:
        """The partnerships of any of the organisations at these places."""
        old = len(self.ends) - 1
        slices = [self.partnerships[self.ends[place] : self.ends[place + 1]] for place in places if place < old]
        found = bitmap_of(np.concatenate(slices)) if slices else BitMap()
        found -= self.stale
        for place in places:
            if place in self.fresh:
                found |= self.fresh[place]
        return found

    def counts(self, among: BitMap, size: int) -> np.ndarray:
        """For each organisation, of how many of some partnerships it is a partner; numbers go up to `size`."""
        marked = np.zeros(size, dtype=np.int8)
        marked[numbers_of(among - self.stale)] = 1
        marks = np.empty(len(self.partnerships), dtype=np.int8)
        for start in range(0, len(marks), PORTION):
            here = slice(start, start + PORTION)
            marks[here] = marked.take(self.partnerships[here])
        counted = np.zeros(len(self.keys), dtype=np.int64)
        starts = self.ends[:-1]
        counted[: len(starts)] = np.add.reduceat(marks, starts, dtype=np.int32)
        for place, partnerships in self.fresh.items():
            counted[place] += partnerships.intersection_cardinality(among)
        return counted

    def forget(self, partnerships: BitMap) -> None:
        """These are no longer as they were."""
        self.stale |= partnerships
        for place in list(self.fresh):
            self.fresh[place] -= partnerships
            if not self.fresh[place]:
                del self.fresh[place]

    def add(self, partnership: int, codes: Iterable[str], keys: dict[str, int]) -> None:
        """This has these partners now. `keys` has the primary keys of organisations not seen before."""
        for code in codes:
            if (place := self.place(code)) is None:
                place = self.newcomers[code] = len(self.keys)
                self.keys = np.append(self.keys, keys[code])
            self.fresh.setdefault(place, BitMap()).add(partnership)
