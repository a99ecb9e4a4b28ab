"""The rows as a workbook (Office Open XML) that explains itself on a second sheet."""

import datetime
import tempfile
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from partnerships.exports import LICENCE, LICENCE_URL
from partnerships.exports.asking import Export
from partnerships.exports.columns import COLUMNS, Cell, harmless
from partnerships.exports.markup import holdable
from partnerships.exports.tables import NAMES, OF_THE_FILE, rows
from partnerships.question import conditions, sentence

# The longest text of a cell.
MAX_TEXT = 32_767
BLOCK = 1 << 18
USUAL_WIDTH, WIDTHS = 18, {"title": 50, "summary": 60, "url": 40, "partner_names": 40, "updated": 24}
UPDATED, RETRIEVED = NAMES.index("updated"), NAMES.index("retrieved")


def both_sheets(export: Export) -> Iterator[bytes]:
    """The workbook. Written to disk first, row by row, because the format has its directory at its end."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("partnerships")
    sheet.freeze_panes = "B2"
    for place, name in enumerate(NAMES, 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(name, USUAL_WIDTH)
    sheet.append(_heading(sheet, NAMES))
    count = 1
    for some in rows(export):
        count += len(some)
        for cells in some:
            fitting: list[Any] = [_fitting(cell) for cell in cells]
            fitting[UPDATED] = _moment(sheet, fitting[UPDATED])
            fitting[RETRIEVED] = datetime.date.fromisoformat(fitting[RETRIEVED])
            sheet.append(fitting)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(NAMES))}{count}"
    _explain(book.create_sheet(_("About")), export)
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


def _explain(sheet: Any, export: Export) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 110
    facts = [
        (_("Question"), sentence(export.answer.count, conditions(export.answer.question))),
        (_("Address"), export.address),
        (_("Retrieved"), export.retrieved.strftime("%Y-%m-%d %H:%M UTC")),
        (_("Licence"), f"{LICENCE}, {LICENCE_URL}"),
    ]
    for name, fact in facts:
        sheet.append([name, _fitting(harmless(fact))])
    sheet.append([])
    sheet.append(_heading(sheet, [_("Column"), _("Meaning")]))
    for name, meaning in [(column.name, column.meaning) for column in COLUMNS] + OF_THE_FILE:
        sheet.append([name, str(meaning)])


def _heading(sheet: Any, names: list[str]) -> list[Any]:
    cells = [WriteOnlyCell(sheet, name) for name in names]
    for cell in cells:
        cell.font = Font(bold=True)
    return cells


def _moment(sheet: Any, text: str) -> Any:
    """A moment that the spreadsheet can sort and reckon with. The format knows no time zones, so it is said to be UTC."""
    moment = datetime.datetime.fromisoformat(text).astimezone(datetime.UTC).replace(tzinfo=None)
    cell = WriteOnlyCell(sheet, moment)
    cell.number_format = 'yyyy-mm-dd hh:mm:ss "UTC"'
    return cell


def _fitting(cell: Cell) -> Cell:
    """A text without the characters that the format cannot hold, and no longer than it may be."""
    return holdable(cell)[:MAX_TEXT] if isinstance(cell, str) else cell
