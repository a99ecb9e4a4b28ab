"""What conditions mean to a tally: each the set of the partnerships of which it holds."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

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
from partnerships.search import Understood, understand
from partnerships.tally.arrays import bitmap_of, row_of
from partnerships.tally.content import ORGANISATION, Content
from partnerships.tally.remembered import Remembered
from partnerships.tally.words import KeptWords, Lookup, WordsAmongFew, WordsToCome

INSIDE = "SELECT coalesce(array_agg(id), '{}') FROM regions_organisation WHERE latitude BETWEEN %s AND %s AND "
BOX = "longitude BETWEEN %s AND %s"
BOX_ACROSS = "(longitude >= %s OR longitude <= %s)"


# So many partnerships are looked at one by one sooner than all matches of a word are fetched.
FEW = 200
# Of so many nearly every condition will be wanted, to find the best of them: the words of all are looked up at once.
NOT_MANY = 1000
# What a larger part of all partnerships carries is known here already; to have the database join it takes longer than to
# fetch the words.
MANY = 1 / 8


class Reading:
    """Reads conditions off one content; `words` knows the partnerships whose texts match a query of the database."""

    def __init__(
        self, content: Content, words: Lookup, remembered: Remembered, carried: dict[Carries, BitMap] | None = None
    ) -> None:
        self.content = content
        self.words = words
        self.remembered = remembered
        # The same codes stand in many conditions of one question.
        self.carried: dict[Carries, BitMap] = {} if carried is None else carried

    def understand(self, text: str, *, literal: bool) -> Understood:
        """What somebody typed, understood."""
        return self.remembered(
            ("understood", text, literal),
            lambda: understand(text, literal=literal, holds=lambda condition: bool(self.holding(condition))),
        )

    def each(self, conditions: Sequence[Condition], among: BitMap) -> Iterator[BitMap]:
        """For each condition in turn, of which of some partnerships it holds; what is found beside these need not be all."""
        words = self.words
        if isinstance(words, KeptWords) and len(among) <= FEW:
            words = WordsAmongFew(words, among)
        if len(among) <= NOT_MANY:
            to_come = WordsToCome(words)
            asking = Reading(self.content, to_come, self.remembered, self.carried)
            for condition in conditions:
                asking.holding(condition)
            words.look_up(to_come.queries)
        reading = Reading(self.content, words, self.remembered, self.carried)
        return (reading.holding(condition) for condition in conditions)

    def holding(self, condition: Condition) -> BitMap:
        """The published partnerships of which a condition holds. Not to be changed by the caller."""
        content = self.content
        match condition:
            case Words(text):
                return self.words.matching(text) & content.public if text else BitMap()
            case Carries():
                if condition not in self.carried:
                    self.carried[condition] = self._carrying(condition.codes)
                return self.carried[condition]
            case Every(parts):
                return self._holding_all(parts)
            case Either(parts):
                return union(self.holding(part) for part in parts)
            case Neither(part):
                return content.public - self.holding(part)
            case RunningSince(year):
                return self.remembered(condition, lambda: self._running_since(year))
            case BegunBy(year):
                return self.remembered(condition, lambda: union(some for begun, some in content.begun.items() if begun <= year))
            case UpdatedSince(moment):
                since = round(moment.timestamp() * 1_000_000)
                return bitmap_of(np.flatnonzero(content.columns.updated >= since)) & content.public
            case Within(west, south, east, north):
                box = BOX if west <= east else BOX_ACROSS
                return content.members.of_keys(row_of(INSIDE + box, (south, north, west, east))[0])
        raise NotImplementedError(type(condition).__name__)

    def _carrying(self, codes: Iterable[str]) -> BitMap:
        organisations = [code.removeprefix(ORGANISATION) for code in codes if code.startswith(ORGANISATION)]
        found = [self.content.carrying(*code.split(":", 1)) for code in codes if not code.startswith(ORGANISATION)]
        if organisations:
            found.append(self.content.members.of_codes(organisations))
        return union(found)

    def _holding_all(self, parts: Sequence[Condition]) -> BitMap:
        held = [self.holding(part) for part in self._joined(parts)]
        found = reduce(BitMap.intersection, sorted(held, key=len)) if held else self.content.public
        for part in parts:
            if isinstance(part, Neither):
                found = found - self.holding(part.part)
        return found

    def _running_since(self, first: int) -> BitMap:
        over = union(bitmap for year, bitmap in self.content.ended.items() if year < first)
        return union(self.content.begun.values()) - over

    def _joined(self, parts: Iterable[Condition]) -> list[Condition]:
        """The parts that say what holds. Those with words not yet known become one, because few may match them all."""
        positive = [part for part in parts if not isinstance(part, Neither)]
        asked = [part for part in positive if part.query and self._is_better_asked(part)]
        if len(asked) == 1 or not (query := Every(tuple(asked)).query):
            return positive
        return [Words(query), *(part for part in positive if part not in asked)]

    def _is_better_asked(self, part: Condition) -> bool:
        """Whether a part has words not yet known, and no codes that so many carry that the database takes long to join them."""
        leaves = list(leaves_of(part))
        words = [leaf.text for leaf in leaves if isinstance(leaf, Words)]
        many = len(self.content.public) * MANY
        return not all(map(self.words.knows, words)) and all(
            len(self.holding(leaf)) <= many for leaf in leaves if isinstance(leaf, Carries)
        )


def leaves_of(condition: Condition) -> Iterator[Condition]:
    """The conditions that a condition is joined of."""
    match condition:
        case Every(parts) | Either(parts):
            for part in parts:
                yield from leaves_of(part)
        case Neither(part):
            yield from leaves_of(part)
        case _:
            yield condition


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
