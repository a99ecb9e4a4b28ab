"""Where the objects of the API lie in the database, for long exports."""

from functools import partial

import numpy as np
from django.db import transaction

from partnerships.api.documents import bodies_of, form
from partnerships.exports.ahead import ahead
from partnerships.tally.arrays import PLACE_KEPT, Places, number_cursor, row_of
from partnerships.tally.changes import news_since
from partnerships.tally.content import Content

# In portions, because a process that reads all at once never gives the memory for that back.
PLACES = """
    SELECT array_agg(partnership_id::int4), array_agg(version), array_agg(ctid) FROM partnerships_document
    WHERE language = %s AND form = %s AND ctid >= %s::tid AND ctid < %s::tid GROUP BY partnership_id / 20000
"""
# Each half of the table is read by a reader of its own.
MIDDLE = "SELECT pg_relation_size('partnerships_document') / current_setting('block_size')::integer / 2"
BEGINNING, END = "(0,0)", "(4294967295,0)"
# In the order of the keys, 125 at a time in one piece: what has to be done for each row on its way takes as long as finding
# it, and larger pieces no longer fit where they can be copied quickly. A last, empty line ends the one before it, which spares
# a copy of all. Where one lay another may lie by now.
READ = """
    SELECT piece.lines, piece.count
    FROM (SELECT %s::bigint[] AS ids, %s::tid[] AS places) AS wanted
    CROSS JOIN LATERAL generate_series(1, cardinality(ids), 125) AS first
    CROSS JOIN LATERAL (
      SELECT string_agg(body, '\\x0a'::bytea ORDER BY number) AS lines, count(*) - 1 AS count
      FROM (
        SELECT number, kept.body
        FROM unnest(ids[first : first + 124], places[first : first + 124]) WITH ORDINALITY AS one (id, place, number)
        CROSS JOIN LATERAL (
          SELECT body FROM partnerships_document
          WHERE ctid = one.place AND partnership_id = one.id AND language = %s AND form = %s OFFSET 0) AS kept
        UNION ALL SELECT 126, ''::bytea) AS line) AS piece
    ORDER BY first
"""


class Edition:
    """The objects in one language that are ready, found out at once: of very many, looking each up takes the most time."""

    def __init__(self, language: str, content: Content) -> None:
        self.language = language
        # What changes after this is seen as a change later, whether or not it is known below.
        self.seen = content.seen
        # By primary key; 0 is nowhere, or that what lies there no longer holds.
        self.places = np.zeros(content.size, dtype=PLACE_KEPT)
        middle = f"({row_of(MIDDLE)[0]},0)"
        for _done in ahead(partial(self._note, content), [(BEGINNING, middle), (middle, END)]):
            pass

    def _note(self, content: Content, part: tuple[str, str]) -> None:
        with transaction.atomic(), number_cursor("portions") as cursor:
            cursor.itersize = 1
            for keys, versions, places in cursor.execute(PLACES, [self.language, form(), *part]):
                holding = content.versions(keys) == versions.astype(np.uint32)
                self.places[keys[holding]] = places[holding]

    def lines_of(self, keys: np.ndarray) -> list[bytes]:
        """What `bodies_of` gives for these partnerships as lines, one or several a piece.

        Two queries, unless one has changed since.
        """
        changed = news_since(self.seen).partnerships
        if keys.max(initial=0) < len(self.places) and not np.isin(keys, changed).any():
            with number_cursor() as cursor:
                # As a stream, because the whole answer is not to be held besides what is made of it.
                pieces = list(cursor.stream(READ, [keys, Places(self.places[keys]), self.language, form()]))
            if sum(count for _lines, count in pieces) == len(keys):
                return [lines for lines, _count in pieces]
        return [body + b"\n" for body in bodies_of(keys.tolist(), self.language)]
