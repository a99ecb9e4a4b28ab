"""What a tally holds: which published partnerships carry which code, and what they are ordered by."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from marisa_trie import Trie
from pyroaring import BitMap

from partnerships.tally.arrays import bitmap_of, number_cursor, row_of
from partnerships.tally.latest import Latest
from partnerships.tally.members import Members

ORGANISATIONS = "organisation"
ORGANISATION = f"{ORGANISATIONS}:"
# How many codes the database hands out at a time; some of them all partnerships carry.
PORTION = 50
UNKNOWN_YEAR = 0
# So many places there are; at a million partnerships four thousand between any two.
ROOM = 1 << 32


@dataclass
class Columns:
    """What results are ordered by, each an array with a place for every primary key of a partnership.

    `place` tells the order by code; between neighbours there is room for what is added later. Of `version` these are the
    last 32 bits: nothing kept ready waits while the registry changes four thousand million times.
    """

    place: np.ndarray
    rank: np.ndarray
    year: np.ndarray
    updated: np.ndarray
    version: np.ndarray

    def spread(self, ids: np.ndarray) -> None:
        """Give partnerships that are in the order of their codes places as far apart as can be."""
        self.place[ids] = np.arange(1, len(ids) + 1, dtype=np.int64) * (ROOM // (len(ids) + 1))

    def grow(self, size: int) -> None:
        """Make room for primary keys below `size`."""
        for name, values in vars(self).items():
            if len(values) < size:
                setattr(self, name, np.concatenate((values, np.zeros(size + size // 8 - len(values), dtype=values.dtype))))


@dataclass
class Content:
    """Everything a tally knows, as the database was when the transaction `seen` was not finished yet."""

    seen: int
    public: BitMap
    # By kind of code and value.
    codes: dict[str, dict[str, BitMap]]
    members: Members
    columns: Columns
    # Of partnerships with a documented beginning, and with an end, by year.
    begun: dict[int, BitMap] = field(default_factory=dict)
    ended: dict[int, BitMap] = field(default_factory=dict)
    _latest: Latest | None = None

    @property
    def size(self) -> int:
        """One more than the largest primary key there is room for."""
        return len(self.columns.rank)

    def carrying(self, kind: str, value: str) -> BitMap:
        """The partnerships that carry a code, such as `country` and `SN`. Not to be changed."""
        return self.members.of(value) if kind == ORGANISATIONS else self.codes.get(kind, {}).get(value) or BitMap()

    def versions(self, keys: Sequence[int]) -> np.ndarray:
        """The last 32 bits of the versions that some partnerships have; of one not heard of yet, that of another."""
        return self.columns.version.take(keys, mode="clip")

    def forget(self, partnerships: BitMap) -> None:
        """Take partnerships out everywhere."""
        self.public -= partnerships
        for bitmap in chain(*(values.values() for values in (*self.codes.values(), self.begun, self.ended))):
            bitmap -= partnerships
        self.members.forget(partnerships)
        if self._latest:
            self._latest.partnerships -= partnerships

    def add(self, key: int, rank: int, updated: int, years: tuple[int, int]) -> None:
        """A published partnership is ordered by these; of the years of beginning and end `UNKNOWN_YEAR` is none."""
        self.public.add(key)
        columns = self.columns
        columns.rank[key], columns.year[key], columns.updated[key] = rank, years[0], updated
        for partnerships, year in zip((self.begun, self.ended), years, strict=True):
            if year != UNKNOWN_YEAR:
                partnerships.setdefault(year, BitMap()).add(key)
        if self._latest:
            self._latest.add(key, updated)

    @property
    def latest(self) -> Latest:
        """The published partnerships that were changed last."""
        if self._latest is None or self._latest.is_overgrown:
            self._latest = Latest(self.columns.updated, self.public)
        return self._latest


# In portions, because a process that reads all at once never gives the memory for that back.
COLUMNS = """
    SELECT array_agg(id ORDER BY place), array_agg(rank ORDER BY place), array_agg(year_from ORDER BY place),
           array_agg(year_to ORDER BY place), array_agg(updated ORDER BY place), array_agg(version ORDER BY place)
    FROM (
      SELECT p.id::int4 AS id, r.rank, coalesce(r.year_from, 0)::int2 AS year_from, coalesce(r.year_to, 0)::int2 AS year_to,
             (extract(epoch FROM p.updated) * 1000000)::int8 AS updated, coalesce(c.version, 0) AS version,
             row_number() OVER (ORDER BY p.code) - 1 AS place
      FROM partnerships_searchrow r JOIN partnerships_partnership p ON p.id = r.partnership_id
      LEFT JOIN partnerships_searchchange c ON c.partnership_id = p.id WHERE r.published) AS ordered
    GROUP BY place / 50000 ORDER BY place / 50000
"""
CARRIED = """
    SELECT code, array_agg(id) FROM (
      SELECT partnership_id::int4 AS id, unnest(codes) AS code FROM partnerships_searchrow WHERE published) AS carried
    GROUP BY code
"""


def current_transaction() -> int:
    """The oldest transaction that is not finished: whatever it or a later one changes has not been seen."""
    return int(row_of("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")[0])


def content_of_database(seen: int) -> Content:
    """Everything, read anew. Needs a transaction; what transactions from `seen` on change is seen again as a change."""
    ids, rank, year_from, year_to, updated, version = _columns()
    columns = Columns(*(np.zeros(0, kind) for kind in (np.uint32, np.int16, np.int16, np.int64, np.uint32)))
    columns.grow(int(ids.max(initial=0)) + 1)
    columns.spread(ids)
    columns.rank[ids], columns.year[ids], columns.updated[ids], columns.version[ids] = rank, year_from, updated, version
    codes: dict[str, dict[str, BitMap]] = {}
    members: dict[str, np.ndarray] = {}
    with number_cursor("tally") as cursor:
        cursor.itersize = PORTION
        for code, carrying in cursor.execute(CARRIED):
            if code.startswith(ORGANISATION):
                members[code.removeprefix(ORGANISATION)] = carrying
            else:
                kind, _, value = code.partition(":")
                codes.setdefault(kind, {})[value] = bitmap_of(carrying)
    return Content(seen, bitmap_of(ids), codes, _members(members), columns, _by_year(ids, year_from), _by_year(ids, year_to))


def _members(members: dict[str, np.ndarray]) -> Members:
    trie = Trie(members)
    codes = [trie.restore_key(place) for place in range(len(trie))]
    keys = keys_of_organisations(codes)
    return Members(
        trie,
        np.array([keys[code] for code in codes], dtype=np.int64),
        np.array([len(members[code]) for code in codes], dtype=np.int64),
        np.concatenate([members[code] for code in codes]) if codes else np.empty(0, np.int32),
    )


def _columns() -> list[np.ndarray]:
    with number_cursor("columns") as cursor:
        cursor.itersize = 1
        portions = list(cursor.execute(COLUMNS))
    return [np.concatenate(column) for column in zip(*portions, strict=True)] or [np.empty(0, np.int32)] * 6


def keys_of_organisations(codes: list[str]) -> dict[str, int]:
    """The primary keys of organisations, by their codes."""
    with number_cursor() as cursor:
        rows = cursor.execute("SELECT code, id FROM regions_organisation WHERE code = ANY (%s)", [codes])
        return {code: key for code, key in rows}  # noqa: C416


def _by_year(ids: np.ndarray, years: np.ndarray) -> dict[int, BitMap]:
    return {int(year): bitmap_of(ids[years == year]) for year in np.unique(years) if year != UNKNOWN_YEAR}
