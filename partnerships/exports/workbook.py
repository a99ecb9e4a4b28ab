"""The rows as a workbook, if a sheet has room for them."""

from collections.abc import Iterator
from importlib import import_module

from django.utils.translation import gettext as _

from partnerships.exports.asking import Export

# The most rows that a sheet can have, one of them its heading.
MAX_ROWS = 1_048_576 - 1


class TooManyRowsError(Exception):
    """More partnerships than a sheet has rows; the message says what to do, in the active language."""


def check_rows(export: Export) -> None:
    """Raise TooManyRowsError if they do not fit."""
    if export.answer.count > MAX_ROWS:
        text = _("A workbook holds at most %(limit)s partnerships and these are %(count)s. Ask for less, or take the CSV file.")
        raise TooManyRowsError(text % {"limit": f"{MAX_ROWS:,}", "count": f"{export.answer.count:,}"})


def workbook(export: Export) -> Iterator[bytes]:
    """Both sheets. What writes them takes megabytes of memory, so it is loaded when it is first needed."""
    check_rows(export)
    yield from import_module("partnerships.exports.sheets").both_sheets(export)
