"""Which files there are, under which ending of the list's address, and how each is written."""

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import override

from partnerships.exports.asking import AsFile, AsTable, Export
from partnerships.exports.feed import feed
from partnerships.exports.geojson import feature_collection
from partnerships.exports.lines import lines
from partnerships.exports.tables import separated_values
from partnerships.exports.workbook import check_rows, workbook


@dataclass(frozen=True)
class Format:
    """A kind of file: what writes it, its media type, how it may be asked for, and whether one keeps it or reads it."""

    write: Callable[[Export], Iterator[bytes]]
    media_type: str
    asked_by: type[AsFile] = AsFile
    to_keep: bool = True
    check: Callable[[Export], None] = lambda export: None

    def blocks(self, export: Export) -> Generator[bytes]:
        """The file in pieces."""
        return in_language(export.language, self.write(export))


FORMATS = {
    "csv": Format(separated_values, "text/csv; charset=utf-8; header=present", AsTable),
    "xlsx": Format(workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", check=check_rows),
    "ndjson": Format(lines, "application/x-ndjson; charset=utf-8"),
    "geojson": Format(feature_collection, "application/geo+json"),
    "atom": Format(feed, "application/atom+xml; charset=utf-8", to_keep=False),
}


def in_language(language: str, blocks: Iterable[bytes]) -> Generator[bytes]:
    """The same blocks, each made in `language`, whichever language is active when it is asked for."""
    waiting = iter(blocks)
    while True:
        with override(language):
            block = next(waiting, None)
        if block is None:
            return
        yield block
