"""Which organisations take part in which partnerships, for hundreds of thousands of both."""

from collections.abc import Iterable

import numpy as np
from pyroaring import BitMap

from partnerships.tally.arrays import bitmap_of, numbers_of


class Members:
    """The partnerships of each organisation: one long array of them, organisation after organisation.

    Partnerships changed since are void there (`stale`) and kept apart (`fresh`).
    """

    def __init__(self, codes: list[str], keys: np.ndarray, lengths: np.ndarray, partnerships: np.ndarray) -> None:
        """`codes` and primary `keys` of organisations, of how many partnerships each, and these one after another."""
        self.codes = codes
        self.place = {code: place for place, code in enumerate(codes)}
        self.keys = keys.astype(np.int64)
        self.ends = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
        self.partnerships = partnerships.astype(np.int32)
        self.stale = BitMap()
        self.fresh: dict[int, BitMap] = {}

    def of(self, code: str) -> BitMap:
        """The partnerships of the organisation with this code."""
        place = self.place.get(code)
        return BitMap() if place is None else self.of_places([place])

    def of_codes(self, codes: Iterable[str]) -> BitMap:
        """The partnerships of any of the organisations with these codes."""
        return self.of_places([self.place[code] for code in codes if code in self.place])

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
        so_far = np.concatenate(([0], np.cumsum(marked.take(self.partnerships), dtype=np.int32)))
        counted = np.zeros(len(self.keys), dtype=np.int64)
        counted[: len(self.ends) - 1] = np.diff(so_far[self.ends])
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
            if code not in self.place:
                self.place[code] = len(self.codes)
                self.codes.append(code)
                self.keys = np.append(self.keys, keys[code])
            self.fresh.setdefault(self.place[code], BitMap()).add(partnership)
