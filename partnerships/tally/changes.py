"""What has changed in the registry since a tally was last brought up to date."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from pyroaring import BitMap

from partnerships.tally.arrays import number_cursor, numbers_of, row_of
from partnerships.tally.content import ORGANISATION, ROOM, Columns, Content, keys_of_organisations

EVERYTHING = 0
# Changes of so large a part of all are not worked through one by one, unless they are few.
TOO_MANY = 0.2
FEW = 10_000

NEWS = "SELECT since, partnerships, versions, named FROM registry_news(%s::text::xid8)"
# Beyond so many newly published ones at once it is quicker to number all anew.
PLACED_ONE_BY_ONE = 200

ROWS = """
    SELECT r.partnership_id, r.codes, r.rank, coalesce(r.year_from, 0), coalesce(r.year_to, 0),
           (extract(epoch FROM p.updated) * 1000000)::int8,
           (SELECT o.id FROM partnerships_partnership o
            WHERE o.code < p.code AND o.publication = 'published' ORDER BY o.code DESC LIMIT 1)
    FROM partnerships_searchrow r JOIN partnerships_partnership p ON p.id = r.partnership_id
    WHERE r.published AND r.partnership_id = ANY (%s) ORDER BY p.code
"""
ORDERED = """
    SELECT array_agg(p.id::int4 ORDER BY p.code) FROM partnerships_searchrow r
    JOIN partnerships_partnership p ON p.id = r.partnership_id WHERE r.published
"""


@dataclass(frozen=True)
class News:
    """What is new: partnerships and their versions, transactions that changed names, and from where to look next time."""

    seen: int
    partnerships: np.ndarray
    versions: np.ndarray
    named: frozenset[int]


def is_too_much(changed: Collection[int], known: int) -> bool:
    """Whether, with `known` partnerships known, it is better to count all anew than to work through what has changed."""
    return EVERYTHING in changed or len(changed) > max(FEW, TOO_MANY * known)


def news_since(seen: int) -> News:
    """What transactions since `seen` have changed. One query; what an unfinished one changes will be seen later."""
    since, partnerships, versions, named = row_of(NEWS, [str(seen)])
    return News(int(since), partnerships, versions, frozenset(named.tolist()))


def apply(content: Content, changed: Mapping[int, int]) -> None:
    """Bring `content` up to date on some partnerships, given with their versions: what the database says of them now."""
    with number_cursor() as cursor:
        rows = cursor.execute(ROWS, [list(changed)]).fetchall()
    known = content.public.copy()
    content.forget(BitMap(changed))
    content.columns.grow(max(changed, default=0) + 1)
    content.columns.version[list(changed)] = np.array(list(changed.values()), dtype=np.int64)
    members = [[code.removeprefix(ORGANISATION) for code in row[1] if code.startswith(ORGANISATION)] for row in rows]
    new = {code for codes in members for code in codes if content.members.place(code) is None}
    keys = keys_of_organisations(sorted(new)) if new else {}
    for row, partners in zip(rows, members, strict=True):
        _add(content, row, partners, keys)
    newly = [(row[0], row[6]) for row in rows if row[0] not in known]
    if len(newly) > PLACED_ONE_BY_ONE or not all(_place(content.columns, key, before, known) for key, before in newly):
        ids = row_of(ORDERED)[0]
        content.columns.grow(int(ids.max(initial=0)) + 1)
        content.columns.spread(ids)


def _add(content: Content, row: tuple[Any, ...], partners: list[str], keys: dict[str, int]) -> None:
    key, codes, rank, year_from, year_to, updated, _before = row
    content.add(key, rank, updated, (year_from, year_to))
    for code in codes:
        if not code.startswith(ORGANISATION):
            kind, _, value = code.partition(":")
            content.codes.setdefault(kind, {}).setdefault(value, BitMap()).add(key)
    content.members.add(key, partners, keys)


def _place(columns: Columns, key: int, before: int | None, known: BitMap) -> bool:
    """Give a newly published partnership a place after the one `before` it; False if that is not known."""
    if before is not None and before not in known:
        return False
    if not _is_placed_after(columns, key, before, numbers_of(known)):
        # There is no room any more.
        columns.spread(numbers_of(known)[np.argsort(columns.place[numbers_of(known)])])
        _is_placed_after(columns, key, before, numbers_of(known))
    known.add(key)
    return True


def _is_placed_after(columns: Columns, key: int, before: int | None, known: np.ndarray) -> bool:
    low = 0 if before is None else int(columns.place[before])
    places = columns.place[known]
    high = int(places[places > low].min(initial=ROOM - 1))
    columns.place[key] = (low + high) // 2
    return bool(columns.place[key] > low)
