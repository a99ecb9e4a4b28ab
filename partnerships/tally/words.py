"""Which partnerships' texts match a query of the database: looked up once, then kept and corrected."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from pyroaring import BitMap

from partnerships.tally.arrays import bitmap_of, numbers_of, row_of

# At a million partnerships a bitmap takes at most 130 kB.
MOST_KEPT = 400
# Beyond so many changes a query is quicker to ask anew than to correct.
MOST_CORRECTED = 2000

MATCHES = "registry_matching(%s::tsquery)"
AMONG = "coalesce(array_agg(partnership_id::int4) FILTER (WHERE vector @@ %s::tsquery), '{}')"


@dataclass
class Kept:
    """The matches of a query, right for all but the partnerships in `doubtful`."""

    matches: BitMap
    doubtful: BitMap


class Lookup(Protocol):
    """Knows or finds out which partnerships' texts match a query."""

    def knows(self, query: str) -> bool: ...
    def matching(self, query: str) -> BitMap: ...
    def look_up(self, queries: Iterable[str]) -> None: ...


class KeptWords:
    """The matches of the queries asked most recently."""

    def __init__(self) -> None:
        self.kept: OrderedDict[str, Kept] = OrderedDict()

    def knows(self, query: str) -> bool:
        """Whether the matches of a query are known."""
        return query in self.kept

    def matching(self, query: str) -> BitMap:
        """The partnerships, published or not, whose texts match `query`. Asks the database for what is not known."""
        self.look_up([query])
        kept = self.kept[query]
        if kept.doubtful:
            kept.matches = (kept.matches - kept.doubtful) | matches_among(kept.doubtful, [query])[0]
            kept.doubtful = BitMap()
        self.kept.move_to_end(query)
        return kept.matches

    def look_up(self, queries: Iterable[str]) -> None:
        """Ask the database, once, for the matches of all the queries that are not known."""
        unknown = [query for query in dict.fromkeys(queries) if query not in self.kept]
        if unknown:
            found = row_of(f"SELECT {', '.join([MATCHES] * len(unknown))}", unknown)
            self.kept |= {query: Kept(bitmap_of(matches), BitMap()) for query, matches in zip(unknown, found, strict=True)}
        while len(self.kept) > MOST_KEPT:
            self.kept.popitem(last=False)

    def doubt(self, changed: BitMap) -> None:
        """What was known of these partnerships is no longer sure."""
        for query, kept in list(self.kept.items()):
            kept.doubtful |= changed
            if len(kept.doubtful) > MOST_CORRECTED:
                del self.kept[query]


class WordsAmongFew:
    """The matches of queries among so few partnerships that it is quickest to look at each of them."""

    def __init__(self, words: KeptWords, few: BitMap) -> None:
        self.words = words
        self.few = few
        self.found: dict[str, BitMap] = {}

    def knows(self, query: str) -> bool:
        """Nothing is gained by asking for several joined."""
        return True

    def matching(self, query: str) -> BitMap:
        """Those of the few whose texts match `query`; others too if they are known."""
        if self.words.knows(query):
            return self.words.matching(query)
        self.look_up([query])
        return self.found[query]

    def look_up(self, queries: Iterable[str]) -> None:
        """Ask the database, once, for the matches of all the queries that are not known."""
        unknown = [query for query in dict.fromkeys(queries) if query not in self.found and not self.words.knows(query)]
        if unknown:
            self.found |= dict(zip(unknown, matches_among(self.few, unknown), strict=True))


class WordsToCome:
    """Finds nothing, and notes what it is asked for."""

    def __init__(self, words: Lookup) -> None:
        self.words = words
        self.queries: list[str] = []

    def knows(self, query: str) -> bool:
        """What the others know."""
        return self.words.knows(query)

    def matching(self, query: str) -> BitMap:
        """Nothing."""
        self.look_up([query])
        return BitMap()

    def look_up(self, queries: Iterable[str]) -> None:
        """Note them."""
        self.queries += queries


def matches_among(partnerships: BitMap, queries: list[str]) -> list[BitMap]:
    """For each query, those of some partnerships whose texts match it."""
    columns = ", ".join([AMONG] * len(queries))
    found = row_of(
        f"SELECT {columns} FROM partnerships_searchrow WHERE partnership_id = ANY (%s)",  # noqa: S608
        [*queries, numbers_of(partnerships)],
    )
    return [bitmap_of(matches) for matches in found]
