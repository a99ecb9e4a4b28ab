"""Rows for spreadsheets, and the file of separated values (RFC 4180)."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from partnerships.exports import LICENCE
from partnerships.exports.asking import Export
from partnerships.exports.columns import COLUMNS, Cell, harmless, row

# Said in every row, because rows are copied out of their file.
OF_THE_FILE = [
    ("licence", _("Licence of the record: name the registry and the date, and say what you changed.")),
    ("retrieved", _("The day on which the registry said so.")),
]
NAMES = [column.name for column in COLUMNS] + [name for name, meaning in OF_THE_FILE]
DELIMITERS = {"": ",", "comma": ",", "semicolon": ";"}


def rows(export: Export) -> Iterator[list[list[Cell]]]:
    """The cells of each partnership, safe to open in a spreadsheet; many partnerships at a time."""
    of_the_file = [LICENCE, export.retrieved.date().isoformat()]
    for entries in export.batches():
        yield [[*map(harmless, row(entry, export.labels)), *of_the_file] for entry in entries]


def separated_values(export: Export) -> Iterator[bytes]:
    """The rows as text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=DELIMITERS[export.presentation["delimiter"]])
    if export.presentation["bom"] == "1":
        text.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer.writerow(NAMES)
    for some in rows(export):
        writer.writerows(some)
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode()
