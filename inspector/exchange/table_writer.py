"""Plain tables as sheets of a workbook: title, header, rows, notes; read back and compared."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.domain.marks import ONE, Mark
from inspector.exchange.grid import cell_at, cell_name, read_workbook
from inspector.exchange.sheets import styles
from inspector.exchange.sheets.cell_text import shown
from inspector.exchange.sheets.print_setup import A3, A4, fit_to_width, number_pages
from inspector.exchange.sheets.writing import put_text

HEADER_ROW: Final = 2
_NOT_IN_A_TAB: Final = re.compile(r"[\\/*?:\[\]]")
_LONGEST_TAB: Final = 31
_WIDEST_UPRIGHT: Final = 100
_WIDEST_ON_A4: Final = 190
"""Widths in digits: a wider table would be printed too small to read."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share in ten-thousandths, shown as a percentage with two decimals."""

    share: int


TableValue = str | int | Mark | Rate | None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column. Whole numbers of a column of `marks` are ten-thousandths with `places`."""

    header: str
    width: float
    is_centred: bool = True
    marks: bool = False
    places: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class OutTable:
    """One sheet: its tab, title, columns, rows, and the notes under the table."""

    tab: str
    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[TableValue, ...], ...]
    notes: tuple[str, ...] = ()


def write_tables(tables: Sequence[OutTable], name: str) -> bytes:
    """Return a workbook (.xlsx) with one sheet a table; `name` is its file's, for messages.

    Raises Refused when what is read back is not what was written.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in styles.named_styles():
        book.add_named_style(style)
    tabs: list[str] = []
    for table in tables:
        tabs.append(_free_tab(table.tab, tabs))
        sheet: Worksheet = book.create_sheet(tabs[-1])
        _write(book, sheet, table)
    buffer = io.BytesIO()
    book.save(buffer)
    data = buffer.getvalue()
    _check(data, name, tables)
    return data


def tab_name(wanted: str, otherwise: str) -> str:
    """Return a name for a tab as Excel accepts it; `otherwise` where nothing is left of it."""
    return _NOT_IN_A_TAB.sub("", wanted)[:_LONGEST_TAB].strip("'") or otherwise


def _free_tab(wanted: str, taken: Sequence[str]) -> str:
    """Return a name for a tab that no other tab has."""
    plain = tab_name(wanted, "表")
    tab, again = plain, 1
    while tab in taken:
        again += 1
        tab = f"{plain[: _LONGEST_TAB - 4]}（{again}）"
    return tab


def _write(book: Workbook, sheet: Worksheet, table: OutTable) -> None:
    width = len(table.columns)
    sheet.cell(1, 1).style = styles.TITLE
    put_text(sheet.cell(1, 1), table.title)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    sheet.row_dimensions[1].height = 36
    for number, column in enumerate(table.columns, 1):
        sheet.cell(HEADER_ROW, number).style = styles.HEADER
        put_text(sheet.cell(HEADER_ROW, number), column.header)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    lines = max((styles.line_count(one.header, one.width) for one in table.columns), default=1)
    sheet.row_dimensions[HEADER_ROW].height = styles.row_height(lines)
    for at, row in enumerate(table.rows, HEADER_ROW + 1):
        _write_row(book, sheet, at, table.columns, row)
    for at, note in enumerate(table.notes, HEADER_ROW + len(table.rows) + 1):
        sheet.cell(at, 1).style = styles.LINE
        put_text(sheet.cell(at, 1), note)
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=width)
        total = sum(column.width for column in table.columns)
        sheet.row_dimensions[at].height = styles.row_height(styles.line_count(note, total))
    _set_up(sheet, table)


def _write_row(
    book: Workbook,
    sheet: Worksheet,
    at: int,
    columns: Sequence[TableColumn],
    row: Sequence[TableValue],
) -> None:
    lines = 1
    for number, (column, value) in enumerate(zip(columns, row, strict=True), 1):
        cell = sheet.cell(at, number)
        cell.style = _style(book, column, value)
        if isinstance(value, str):
            put_text(cell, value)
            lines = max(lines, styles.line_count(value, column.width))
        elif isinstance(value, Rate):
            cell.value = Decimal(value.share) / ONE
        elif value is not None:
            cell.value = Decimal(value) / ONE if column.marks else value
    sheet.row_dimensions[at].height = styles.row_height(lines)


def _style(book: Workbook, column: TableColumn, value: TableValue) -> str:
    """Return the name of a cell's style, adding it to the workbook when it is new."""
    number_format = "@"
    if isinstance(value, Rate):
        number_format = "0.00%"
    elif isinstance(value, int):
        number_format = f"0.{'0' * column.places}" if column.marks and column.places else "0"
    style = styles.body_style(
        is_input=False, is_centred=column.is_centred, number_format=number_format
    )
    if style.name not in book.style_names:
        book.add_named_style(style)
    return style.name


def _set_up(sheet: Worksheet, table: OutTable) -> None:
    """Set a sheet up for paper: as large as its width asks for, header repeated, pages numbered."""
    width = sum(column.width for column in table.columns)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    size = A4 if width <= _WIDEST_ON_A4 else A3
    fit_to_width(sheet, HEADER_ROW, paper=size, upright=width <= _WIDEST_UPRIGHT)
    number_pages(sheet, table.title)


def _check(data: bytes, name: str, tables: Sequence[OutTable]) -> None:
    grids = read_workbook(data, name).sheets
    for grid, table in zip(grids, tables, strict=True):
        for at, row in enumerate(table.rows, HEADER_ROW):
            came = grid.rows[at] if at < len(grid.rows) else ()
            for place, value in enumerate(row):
                text = cell_at(came, place)
                if not _is_same(text, value, table.columns[place]):
                    spot = Place(file=name, sheet=grid.name, cell=cell_name(at, place))
                    raise refused("sheet.cell_not_identical", spot)


def _is_same(text: str, value: TableValue, column: TableColumn) -> bool:
    if value is None:
        return text == ""
    if isinstance(value, str):
        return text == shown(value)
    if isinstance(value, Rate):
        return Decimal(text or "NaN") == Decimal(value.share) / ONE
    return Decimal(text or "NaN") == (Decimal(value) / ONE if column.marks else value)
