"""Filling in a sheet that went out, as a unit does: only its input cells are touched."""

import io
from collections.abc import Mapping

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from inspector.domain.answer import Conclusion
from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.domain.marks import ONE, Mark
from inspector.exchange.sheets.columns import LAYOUTS, Field, SheetKind
from inspector.exchange.sheets.words import conclusion_word
from inspector.exchange.sheets.writing import put_text

CellInput = Conclusion | Mark | str


def fill_self_sheet(data: bytes, claims: Mapping[str, Mapping[Field, CellInput]]) -> bytes:
    """Return a 自评表 with the claims written into the rows of their items, by number.

    Raises Refused for an item that the sheet does not have.
    """
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    columns = _columns(sheet)
    rows = {
        str(sheet.cell(row, columns[Field.NUMBER]).value): row
        for row in range(1, sheet.max_row + 1)
    }
    for number, claim in claims.items():
        if number not in rows:
            raise refused("sheet.no_item", Place(sheet=sheet.title), number=number)
        for field, value in claim.items():
            _write(sheet, rows[number], columns[field], value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _columns(sheet: Worksheet) -> Mapping[Field, int]:
    fields = {column.header: column.field for column in LAYOUTS[SheetKind.SELF] if column.header}
    for row in sheet.iter_rows(values_only=True):
        found = {fields[str(v)]: n for n, v in enumerate(row, start=1) if str(v) in fields}
        if Field.NUMBER in found:
            return found
    raise refused("sheet.no_table", Place(file=sheet.title))


def _write(sheet: Worksheet, row: int, column: int, value: CellInput) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, Conclusion):
        cell.value = conclusion_word(value, task=False)
    elif isinstance(value, str):
        put_text(cell, value)
    else:
        cell.value = value // ONE if value % ONE == 0 else value / ONE
