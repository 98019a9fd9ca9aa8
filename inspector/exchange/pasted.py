"""A table that was copied in Excel, WPS or Word and pasted: cells parted by tabs, as a workbook."""

import csv
from io import StringIO
from typing import Final

from inspector.domain.errors import refused
from inspector.exchange.container import FileKind
from inspector.exchange.grid import Grid, Workbook

_MOST_ROWS: Final = 50_000
"""More never stand on a clipboard by intention."""
_LEAST_ROWS: Final = 2
"""A header and a row."""


def pasted_workbook(text: str, name: str) -> Workbook:
    """Return what was pasted as a workbook of one sheet, both of this name.

    Raises Refused when there is no table in the text: at least two rows, one of several cells.
    """
    try:
        rows = [tuple(row) for row in csv.reader(StringIO(text), dialect=csv.excel_tab)]
    except csv.Error as error:
        raise refused("list.nothing_pasted") from error
    if len(rows) < _LEAST_ROWS or not any(len(row) > 1 for row in rows):
        raise refused("list.nothing_pasted")
    kept = tuple(row if any(cell.strip() for cell in row) else () for row in rows[:_MOST_ROWS])
    return Workbook(name=name, kind=FileKind.XLSX, sheets=(Grid(name=name, rows=kept),))
