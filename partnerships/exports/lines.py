"""The API's objects as they are, one a line (NDJSON)."""

from collections.abc import Iterator

from partnerships.exports.asking import Export


def lines(export: Export) -> Iterator[bytes]:
    """Each line is, byte for byte, what the API's list shows."""
    yield from export.lines()
