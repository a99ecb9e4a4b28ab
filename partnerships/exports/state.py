"""Whether an export would be any different from the last time, found out before any of it is made."""

import hashlib
from functools import cache

from django.conf import settings
from django.db import connection

from partnerships.exports.asking import Export

# Every change gives a partnership a new and greater version, and what is deleted keeps one. Their sum differs after any
# change; the greatest alone would not, because a version given earlier may become visible later.
VERSIONS = "SELECT coalesce(sum(version), 0) FROM partnerships_searchchange"


def tag_of(export: Export, ending: str) -> str:
    """A weak entity tag: the same as long as the data, the question, the language, the labels and the program are."""
    with connection.cursor() as cursor:
        cursor.execute(VERSIONS)
        (versions,) = cursor.fetchone()
    asked = (ending, export.language, export.origin, export.parameters, export.options)
    told = repr((program(), versions, export.labels.fingerprint, asked))
    return f'W/"{hashlib.blake2b(told.encode(), digest_size=16).hexdigest()}"'


@cache
def program() -> str:
    """A text that differs when the code or its translations do."""
    digest = hashlib.blake2b(digest_size=16)
    for pattern in ("partnerships/**/*.py", "regions/**/*.py", "locale/**/*.po"):
        for file in sorted(settings.BASE_DIR.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()
