"""Partnerships as the API's list shows them, kept ready in the database.

`PartnershipEntry` stays the one definition of the form; a document is what it gave. A document holds while the
partnership's version in `partnerships_searchchange` is still the one read before it was made: whatever it shows
changes that version, unpublishing included, so that a document that holds is of a published partnership. What is
missing or no longer holds is made on the spot and kept for the next reader.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils.translation import override
from rest_framework.renderers import JSONRenderer

from partnerships.api.serializers.partnerships import PartnershipEntry
from partnerships.models import Partnership

logger = logging.getLogger(__name__)

BATCH = 500
WAIT_AT_MOST = "200ms"
LAST_BITS = 0xFFFFFFFF

# What stands where the reader's own host goes cannot be taken for anybody's words: the database keeps no text with this
# character, so that only we can have made JSON escape one, and JSON never has it unescaped.
UNKNOWN = "\0"
ESCAPED, HOST = b'"\\u0000', b"\0"

# The versions are not joined, because whoever asks often knows them, and looking them up takes as long as the rest.
READ = """
SELECT partnership_id, version, body FROM partnerships_document WHERE partnership_id = ANY (%s) AND language = %s AND form = %s
"""
VERSIONS = "SELECT partnership_id, version FROM partnerships_searchchange WHERE partnership_id = ANY (%s)"
KEEP = """
INSERT INTO partnerships_document AS d (partnership_id, language, version, form, body)
VALUES {rows}
ON CONFLICT (partnership_id, language) DO UPDATE SET version = excluded.version, form = excluded.form, body = excluded.body
WHERE (d.version, d.form) IS DISTINCT FROM (excluded.version, excluded.form)
"""


def documents_of(keys: Sequence[int], language: str, origin: str, versions: Sequence[int] | None = None) -> list[bytes]:
    """The documents of the partnerships with these primary keys, in their order, for a reader at `origin`.

    `origin` is the scheme and host that addresses begin with. `versions` are the last 32 bits of those the partnerships
    have, if the caller knows. What is not published is left out.
    """
    host = origin.encode()
    return [body.replace(HOST, host) for body in bodies_of(keys, language, versions)]


def bodies_of(keys: Sequence[int], language: str, versions: Sequence[int] | None = None) -> list[bytes]:
    """The documents of these partnerships with `HOST` where the reader's host goes."""
    bodies = _kept(keys, language, versions_of(keys) if versions is None else versions)
    missing = (key for key in keys if key not in bodies)
    while batch := list(islice(missing, BATCH)):
        bodies |= _made_and_kept(batch, [language])[language]
    return [bodies[key] for key in keys if key in bodies]


def versions_of(keys: Sequence[int]) -> list[int]:
    """The versions that these partnerships have now, 0 where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(VERSIONS, [list(keys)])
        versions = dict(cursor.fetchall())
    return [versions.get(key, 0) for key in keys]


def fill_documents(keys: Iterable[int], *languages: str) -> int:
    """Make and keep the documents in these languages that are missing or no longer hold; returns how many.

    To be called with several languages rather than several times: what a partnership is made of is read once.
    """
    filled = 0
    waiting = iter(keys)
    while batch := list(islice(waiting, BATCH)):
        versions = versions_of(batch)
        lacking = {language: set(batch) - _kept(batch, language, versions).keys() for language in languages}
        needed = [language for language, missing in lacking.items() if missing]
        made = _made_and_kept(sorted(set().union(*lacking.values())), needed)
        filled += sum(len(bodies) for bodies in made.values())
    return filled


def entries_in_full(keys: Sequence[int], origin: str) -> list[bytes]:
    """The same with every text in all its languages (`translations=all`), in the active language; nothing is kept."""
    serializer = PartnershipEntry(context={"origin": origin, "translations": True})
    shown = {partnership.pk: _json(serializer.to_representation(partnership)) for partnership in _published(keys)}
    return [shown[key] for key in keys if key in shown]


@cache
def form() -> int:
    """A number that changes with the code that gives documents their form."""
    digest = hashlib.blake2b(repr(settings.MODELTRANSLATION_LANGUAGES).encode(), digest_size=7)
    api = Path(__file__).parent
    for file in sorted([*api.glob("serializers/*.py"), Path(__file__), settings.BASE_DIR / "regions" / "texts.py"]):
        digest.update(file.read_bytes())
    return int.from_bytes(digest.digest())


def _published(keys: Sequence[int]) -> Iterator[Partnership]:
    """The published ones among these partnerships, with what their documents show and nothing else."""
    yield from (
        Partnership.objects.published()
        .filter(pk__in=keys)
        .select_related("search_row")
        .defer("search_row__vector")
        .prefetch_related("participations__organisation", "theme_rows__theme", "target_rows__target")
    )


@contextmanager
def _plain_cursor() -> Iterator[psycopg.Cursor[Any]]:
    """Past Django's own cursor, which would have the database write bytes as text and read them back: half the speed."""
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        yield cursor


def _kept(keys: Sequence[int], language: str, versions: Sequence[int]) -> dict[int, bytes]:
    known = dict(zip(keys, versions, strict=True))
    with _plain_cursor() as cursor:
        rows = cursor.execute(READ, [list(keys), language, form()], binary=True)
        return {key: body for key, version, body in rows if (version ^ known[key]) & LAST_BITS == 0}


def _made_and_kept(keys: Sequence[int], languages: Sequence[str]) -> dict[str, dict[int, bytes]]:
    """By language the documents of these partnerships, made now. Their versions are read before anything else."""
    if not keys:
        return {}
    versions = dict(zip(keys, versions_of(keys), strict=True))
    partnerships = list(_published(keys))
    made = {}
    for language in languages:
        with override(language):
            serializer = PartnershipEntry(context={"origin": UNKNOWN})
            made[language] = {
                partnership.pk: _json(serializer.to_representation(partnership)).replace(ESCAPED, b'"' + HOST)
                for partnership in partnerships
            }
        _keep(made[language], language, versions)
    return made


def _keep(bodies: dict[int, bytes], language: str, versions: dict[int, int]) -> None:
    """Keep documents, unless that is impossible just now: a reader hardly waits for it and never fails by it."""
    # In the order of their keys, as everybody does, so that no two who write wait for each other.
    rows = [(key, language, versions[key], form(), bodies[key]) for key in sorted(bodies) if versions[key]]
    if not rows or connection.needs_rollback:
        return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{WAIT_AT_MOST}'")
            statement = KEEP.format(rows=", ".join(["(%s, %s, %s, %s, %s)"] * len(rows)))
            cursor.execute(statement, [value for row in rows for value in row])
    except DatabaseError as error:
        logger.warning("Documents could not be kept: %s", error)


def _json(shown: object) -> bytes:
    return JSONRenderer().render(shown)
