"""Which partnerships' texts match a query of the database: looked up once, then kept and corrected."""

from collections import OrderedDict
from dataclasses import dataclass

from pyroaring import BitMap

from partnerships.tally.arrays import bitmap_of, row_of

# At a million partnerships a bitmap takes at most 130 kB.
MOST_KEPT = 400
# Beyond so many changes a query is quicker to ask anew than to correct.
MOST_CORRECTED = 2000

MATCHES = "SELECT registry_matching(%s::tsquery)"
AMONG = """
    SELECT coalesce(array_agg(partnership_id::int4), '{}') FROM partnerships_searchrow
    WHERE partnership_id = ANY (%s) AND vector @@ %s::tsquery
"""


@dataclass
class Kept:
    """The matches of a query, right for all but the partnerships in `doubtful`."""

    matches: BitMap
    doubtful: BitMap


class KeptWords:
    """The matches of the queries asked most recently."""

    def __init__(self) -> None:
        self.kept: OrderedDict[str, Kept] = OrderedDict()

    def knows(self, query: str) -> bool:
        """Whether the matches of a query are known."""
        return query in self.kept

    def matching(self, query: str) -> BitMap:
        """The partnerships, published or not, whose texts match `query`. Asks the database for what is not known."""
        kept = self.kept.get(query)
        if kept is None:
            kept = self.kept[query] = Kept(bitmap_of(row_of(MATCHES, [query])[0]), BitMap())
            if len(self.kept) > MOST_KEPT:
                self.kept.popitem(last=False)
        elif kept.doubtful:
            kept.matches = (kept.matches - kept.doubtful) | bitmap_of(row_of(AMONG, [list(kept.doubtful), query])[0])
            kept.doubtful = BitMap()
        self.kept.move_to_end(query)
        return kept.matches

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
        self.few = list(few)
        self.found: dict[str, BitMap] = {}

    def knows(self, _query: str) -> bool:
        """Nothing is gained by asking for several at once."""
        return True

    def matching(self, query: str) -> BitMap:
        """Those of the few whose texts match `query`; others too if they are known."""
        if self.words.knows(query):
            return self.words.matching(query)
        if query not in self.found:
            self.found[query] = bitmap_of(row_of(AMONG, [self.few, query])[0])
        return self.found[query]
