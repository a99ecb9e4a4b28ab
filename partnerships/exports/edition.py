"""The registry as it was when a long export began, as far as it still is so."""

from collections.abc import Sequence

import numpy as np

from partnerships.api.documents import versions_of
from partnerships.tally.arrays import row_of
from partnerships.tally.changes import news_since
from partnerships.tally.content import current_transaction

VERSIONS = """
    SELECT coalesce(array_agg(partnership_id::int4), '{}'), coalesce(array_agg(version), '{}') FROM partnerships_searchchange
"""


class Edition:
    """The versions of all partnerships, read at once: for very many, looking each up takes as long as its document."""

    def __init__(self) -> None:
        # What changes after this is seen as a change later, whether or not the versions below have it already.
        self.seen = current_transaction()
        keys, versions = row_of(VERSIONS)
        self.versions = np.zeros(int(keys.max(initial=0)) + 1, dtype=np.int64)
        self.versions[keys] = versions

    def versions_of(self, keys: Sequence[int]) -> list[int]:
        """Their versions as they are now, 0 where there is none. One query, and another if one of them has changed."""
        wanted = np.asarray(keys)
        changed = news_since(self.seen).partnerships
        if wanted.max(initial=0) >= len(self.versions) or np.isin(wanted, changed).any():
            return versions_of(keys)
        return self.versions[wanted].tolist()
