"""Where the objects of the API lie in the database, for long exports."""

from collections.abc import Callable
from functools import partial
from threading import Lock

import numpy as np
from django.db import transaction
from django.db.models import Max

from partnerships.api.documents import bodies_of, form
from partnerships.exports.ahead import ahead
from partnerships.models import SearchChange
from partnerships.tally.arrays import PLACE_KEPT, Places, number_cursor
from partnerships.tally.changes import news_since
from partnerships.tally.content import current_transaction

# In portions, because a process that reads all at once never gives the memory for that back.
VERSIONS = """
    SELECT array_agg(partnership_id::int4), array_agg(version) FROM partnerships_searchchange GROUP BY partnership_id / 20000
"""
# Not joined with the versions: for very many, that is quicker done here.
PLACES = """
    SELECT array_agg(partnership_id::int4), array_agg(version), array_agg(ctid) FROM partnerships_document
    WHERE language = %s AND form = %s GROUP BY partnership_id / 20000
"""
# In the order of the keys, 125 at a time in one piece: what has to be done for each row on its way takes as long as finding
# it, and larger pieces no longer fit where they can be copied quickly. Where one lay another may lie by now.
READ = """
    SELECT piece.lines, piece.count
    FROM (SELECT %s::bigint[] AS ids, %s::tid[] AS places) AS wanted
    CROSS JOIN LATERAL generate_series(1, cardinality(ids), 125) AS first
    CROSS JOIN LATERAL (
      SELECT string_agg(kept.body, '\\x0a'::bytea ORDER BY number) AS lines, count(*)
      FROM unnest(ids[first : first + 124], places[first : first + 124]) WITH ORDINALITY AS one (id, place, number)
      CROSS JOIN LATERAL (
        SELECT body FROM partnerships_document
        WHERE ctid = one.place AND partnership_id = one.id AND language = %s AND form = %s OFFSET 0) AS kept) AS piece
    ORDER BY first
"""


class Edition:
    """The objects in one language that are ready, found out at once: of very many, looking each up takes the most time."""

    def __init__(self, language: str) -> None:
        self.language = language
        # What changes after this is seen as a change later, whether or not it is known below.
        self.seen = current_transaction()
        size = 1 + (SearchChange.objects.aggregate(last=Max("partnership"))["last"] or 0)
        # By primary key: where an object lies, 0 is nowhere; and 0 once its version and that it was made of are the same. The
        # last 32 bits tell: no object waits while the registry changes four thousand million times.
        self.places, differing = np.zeros(size, dtype=PLACE_KEPT), np.zeros(size, dtype=np.uint32)
        taking_turns = Lock()

        def note(keys: np.ndarray, versions: np.ndarray, places: np.ndarray | None = None) -> None:
            known = keys < size
            with taking_turns:
                differing[keys[known]] ^= versions[known].astype(np.uint32)
            if places is not None:
                self.places[keys[known]] = places[known]

        readings = [partial(_read, note, VERSIONS, []), partial(_read, note, PLACES, [language, form()])]
        for _done in ahead(lambda read: read(), readings):
            pass
        self.places[differing != 0] = 0

    def lines_of(self, keys: np.ndarray) -> list[bytes]:
        """What `bodies_of` gives for these partnerships, one or several a piece. Two queries, unless one has changed since."""
        changed = news_since(self.seen).partnerships
        if keys.max(initial=0) < len(self.places) and not np.isin(keys, changed).any():
            with number_cursor() as cursor:
                # As a stream, because the whole answer is not to be held besides what is made of it.
                pieces = list(cursor.stream(READ, [keys, Places(self.places[keys]), self.language, form()]))
            if sum(count for _lines, count in pieces) == len(keys):
                return [lines for lines, _count in pieces]
        return bodies_of(keys.tolist(), self.language)


def _read(note: Callable[..., None], statement: str, parameters: list[object]) -> None:
    """Give `note` every row of a statement."""
    with transaction.atomic(), number_cursor("portions") as cursor:
        cursor.itersize = 1
        for portion in cursor.execute(statement, parameters):
            note(*portion)
