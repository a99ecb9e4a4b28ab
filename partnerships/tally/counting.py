"""How many of some partnerships carry each code."""

from collections.abc import Iterable

import numpy as np
from pyroaring import BitMap

from partnerships.tally.content import ORGANISATIONS, Content

# Fewer than one in so many lie in a bitmap as a list, which is slow to compare; what is left of all then does not.
LISTED = 16
# Fewer are compared quickly even so.
FEW = 10_000


def counts(
    content: Content, found: BitMap, kinds: Iterable[str], most: int | None = None, always: Iterable[str] = ()
) -> dict[str, dict[str, int]]:
    """By kind of code and value, how many of the published partnerships `found` carry it.

    Of organisations only the `most` frequent, and those in `always`.
    """
    counted: dict[str, dict[str, int]] = {}
    sparse = FEW < len(found) < len(content.public) / LISTED
    others = content.public - found if sparse else found
    for kind in kinds:
        if kind == ORGANISATIONS:
            counted[kind] = _of_organisations(content, found, most, always)
            continue
        counted[kind] = {}
        for value, carrying in content.codes.get(kind, {}).items():
            count = carrying.intersection_cardinality(others)
            if sparse:
                count = len(carrying) - count
            if count:
                counted[kind][value] = count
    return counted


def _of_organisations(content: Content, found: BitMap, most: int | None, always: Iterable[str]) -> dict[str, int]:
    members = content.members
    counted = members.counts(found, content.size)
    places = np.flatnonzero(counted)
    if most is None or len(places) <= most:
        return {members.code(place): int(counted[place]) for place in places.tolist()}
    # Ties at the limit are kept here and settled by their codes.
    limit = np.partition(counted[places], -most)[-most]
    wanted = [place for code in always if (place := members.place(code)) is not None]
    places = np.union1d(places[counted[places] >= limit], [place for place in wanted if counted[place]]).astype(np.int64)
    return most_frequent({members.code(place): int(counted[place]) for place in places.tolist()}, most, always)


def most_frequent(counted: dict[str, int], most: int, always: Iterable[str]) -> dict[str, int]:
    """The `most` frequent codes, ties by code, and of those in `always` the ones that were counted."""
    kept = sorted(counted, key=lambda code: (-counted[code], code))[:most]
    return {code: counted[code] for code in dict.fromkeys([*kept, *(code for code in always if code in counted)])}
