"""The numbered sources at the foot of a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from partnerships.models import Source
from partnerships.models.evidence import Located


@dataclass
class Footnote:
    """One place in a source, and the short quotations taken from there, each with its language."""

    number: int
    source: Source
    heading: str
    page: str
    quotes: list[tuple[str, str]] = field(default_factory=list)
    repeated: bool = False
    """Whether an earlier footnote has already introduced the source."""


class Footnotes:
    """Gives each place in a source one number a page; facts from the same place share it.

    Sources must be loaded with the rows (`select_related("source")`), or each row costs a query.
    """

    def __init__(self) -> None:
        self.places: dict[tuple[int, str, str], Footnote] = {}

    def number(self, *groups: Iterable[Located]) -> None:
        """Give every row its `footnote`, in the order in which the reader will meet them."""
        for rows in groups:
            for row in rows:
                key = (row.source_id, row.heading, row.page)
                if key not in self.places:
                    repeated = any(note.source.pk == row.source_id for note in self.places.values())
                    self.places[key] = Footnote(len(self.places) + 1, row.source, row.heading, row.page, repeated=repeated)
                note = self.places[key]
                quotation = (row.quote, row.quote_language or row.source.language)
                if row.quote and quotation not in note.quotes:
                    note.quotes.append(quotation)
                row.footnote = note.number  # type: ignore[attr-defined]

    def __iter__(self) -> Iterator[Footnote]:
        return iter(self.places.values())

    def __len__(self) -> int:
        return len(self.places)
