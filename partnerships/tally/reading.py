"""What conditions mean to a tally: each the set of the partnerships of which it holds."""

from collections.abc import Callable, Iterable
from functools import reduce, singledispatchmethod

import numpy as np
from pyroaring import BitMap

from partnerships.conditions import (
    BegunBy,
    Carries,
    Condition,
    Either,
    Every,
    Neither,
    RunningSince,
    UpdatedSince,
    Within,
    Words,
)
from partnerships.tally.arrays import bitmap_of, row_of
from partnerships.tally.content import ORGANISATION, Content

INSIDE = "SELECT coalesce(array_agg(id), '{}') FROM regions_organisation WHERE latitude BETWEEN %s AND %s AND "
BOX = "longitude BETWEEN %s AND %s"
BOX_ACROSS = "(longitude >= %s OR longitude <= %s)"


class Reading:
    """Reads conditions off one content. `words` gives the partnerships whose texts match a query of the database."""

    def __init__(self, content: Content, words: Callable[[str], BitMap]) -> None:
        self.content = content
        self.words = words

    @singledispatchmethod
    def holding(self, condition: Condition) -> BitMap:
        """The published partnerships of which a condition holds. Not to be changed by the caller."""
        raise NotImplementedError(type(condition).__name__)

    @holding.register
    def _(self, condition: Words) -> BitMap:
        return self.words(condition.text) & self.content.public if condition.text else BitMap()

    @holding.register
    def _(self, condition: Carries) -> BitMap:
        content = self.content
        organisations = [code.removeprefix(ORGANISATION) for code in condition.codes if code.startswith(ORGANISATION)]
        found = [content.codes[code] for code in condition.codes if code in content.codes]
        if organisations:
            found.append(content.members.of_codes(organisations))
        return union(found)

    @holding.register
    def _(self, condition: RunningSince) -> BitMap:
        over = union(bitmap for year, bitmap in self.content.ended.items() if year < condition.year)
        return union(self.content.begun.values()) - over

    @holding.register
    def _(self, condition: BegunBy) -> BitMap:
        return union(bitmap for year, bitmap in self.content.begun.items() if year <= condition.year)

    @holding.register
    def _(self, condition: UpdatedSince) -> BitMap:
        moment = round(condition.moment.timestamp() * 1_000_000)
        return bitmap_of(np.flatnonzero(self.content.columns.updated >= moment)) & self.content.public

    @holding.register
    def _(self, condition: Within) -> BitMap:
        box = BOX if condition.west <= condition.east else BOX_ACROSS
        sides = (condition.south, condition.north, condition.west, condition.east)
        return self.content.members.of_keys(row_of(INSIDE + box, sides)[0])

    @holding.register
    def _(self, condition: Every) -> BitMap:
        held = [self.holding(part) for part in condition.parts if not isinstance(part, Neither)]
        found = reduce(BitMap.intersection, sorted(held, key=len)) if held else self.content.public
        for part in condition.parts:
            if isinstance(part, Neither):
                found = found - self.holding(part.part)
        return found

    @holding.register
    def _(self, condition: Either) -> BitMap:
        return union(self.holding(part) for part in condition.parts)

    @holding.register
    def _(self, condition: Neither) -> BitMap:
        return self.content.public - self.holding(condition.part)


def union(bitmaps: Iterable[BitMap]) -> BitMap:
    """What is in any of some bitmaps."""
    found = list(bitmaps)
    match len(found):
        case 0:
            return BitMap()
        case 1:
            return found[0]
        case _:
            return BitMap.union(*found)
