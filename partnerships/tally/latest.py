"""The partnerships changed last, apart from the many: what is asked for in this order is nearly always found there."""

import numpy as np
from pyroaring import BitMap

from partnerships.tally.arrays import bitmap_of, numbers_of

# Of a million: few enough to be put in order in a moment, and still some pages of what one in a hundred of them is.
MANY = 5_000
PARTS = 20


class Latest:
    """All of `public` that were changed at or after a moment, chosen so that they are `MANY` or hardly more."""

    def __init__(self, updated: np.ndarray, public: BitMap) -> None:
        """`updated` has the moment for each primary key, in microseconds."""
        # A part of them at a time, because these numbers take eight bytes for each.
        parts = np.array_split(numbers_of(public), PARTS)
        latest = updated[:0]
        for part in parts:
            latest = np.concatenate((latest, updated[part]))
            if len(latest) > MANY:
                latest = np.partition(latest, -MANY)[-MANY:]
        self.since = latest.min() if len(latest) == MANY else 0
        self.partnerships = bitmap_of(np.concatenate([part[updated[part] >= self.since] for part in parts]))

    @property
    def is_overgrown(self) -> bool:
        """Whether so many were added that choosing a later moment is better."""
        return len(self.partnerships) > 2 * MANY

    def add(self, key: int, moment: int) -> None:
        """This was changed at `moment`."""
        if moment >= self.since:
            self.partnerships.add(key)

    def of(self, found: BitMap, number: int) -> BitMap:
        """Those of `found` among which the `number` changed last are for sure."""
        few = self.partnerships & found
        return few if len(few) >= number else found
