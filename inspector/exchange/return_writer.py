"""Yearly returns as workbooks that look like the official forms; read back before they go out."""

import io
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.domain.return_form import (
    Counted,
    ReturnForm,
    Row,
    Span,
    Table,
    blocks,
    cell_key,
)
from inspector.domain.returns import ONE, CellKind, Return, read_cell
from inspector.exchange.return_reader import read_return
from inspector.exchange.sheets import styles
from inspector.exchange.sheets.print_setup import fit_to_width, number_pages
from inspector.exchange.sheets.writing import put_text

_LABEL_WIDTHS: Final = (14.0, 14.0, 44.0)
"""In digits, by how many columns the labels take; the last of them is the widest."""
_SINGLE_LABEL: Final = 60.0
_UNIT_WIDTH: Final = 8.0
_NUMBER_WIDTH: Final = 12.0
_FIRST_ROW: Final = 4
_LOW: Final = 19.0
_LEAST_TITLE: Final = 4
"""Columns a table's own title reaches over at the least."""


def write_return(form: ReturnForm, given: Return, unit_name: str, name: str) -> bytes:
    """Return a workbook of a filled-in form; `name` only stands in messages.

    Raises Refused when what was written does not read back as it went out.
    """
    book = Workbook()
    for style in styles.named_styles():
        book.add_named_style(style)
    book.remove(book.worksheets[0])
    for tab, tables in groupby(form.tables, key=lambda table: table.tab):
        _write_tab(book, tab, [*tables], given, (form.title, _line(given, unit_name)))
    stream = io.BytesIO()
    book.save(stream)
    data = stream.getvalue()
    written = read_return(data, name, form).cells
    expected = {key: given.cells.get(key, "").strip() for key in form.cells}
    for key in form.cells:
        if not _same(written.get(key, ""), expected[key]):
            raise refused("sheet.cell_not_identical", Place(file=name, cell=key))
    return data


def _line(given: Return, unit_name: str) -> str:
    return f"（{given.year}年度）　填报单位：{unit_name}"


def _write_tab(
    book: Workbook, tab: str, tables: Sequence[Table], given: Return, head: tuple[str, str]
) -> None:
    sheet: Worksheet = book.create_sheet(tab)
    labels = max(table.label_depth for table in tables)
    width = labels + max(len(table.columns) + table.has_unit_column for table in tables)
    for at, (text, style) in enumerate(zip(head, (styles.TITLE, styles.LINE), strict=True), 1):
        sheet.cell(at, 1).style = style
        put_text(sheet.cell(at, 1), text)
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=width)
    sheet.row_dimensions[1].height = 36
    _set_widths(sheet, labels, width, tables)
    at = _FIRST_ROW
    for table in tables:
        if table.title != head[0]:
            reach = labels + table.has_unit_column + len(table.columns)
            across = (1, max(reach, _LEAST_TITLE))
            _put_block(sheet, (at, at), across, table.title, styles.LINE)
            at += 1
        at = _write_table(book, sheet, at, labels, table, given) + 1
    fit_to_width(sheet, 1, upright=width <= labels + 3)
    number_pages(sheet, head[0])


def _set_widths(sheet: Worksheet, labels: int, width: int, tables: Sequence[Table]) -> None:
    widths = [_SINGLE_LABEL] if labels == 1 else [*_LABEL_WIDTHS[len(_LABEL_WIDTHS) - labels :]]
    if any(table.has_unit_column for table in tables):
        widths.append(_UNIT_WIDTH)
    widths += [_NUMBER_WIDTH] * (width - len(widths))
    for number, one in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = one


def _write_table(
    book: Workbook, sheet: Worksheet, at: int, labels: int, table: Table, given: Return
) -> int:
    """Write a table without its title from a row on; return the row after it."""
    levels = table.heading_depth
    first_number = labels + table.has_unit_column + 1
    headings = [column.headings for column in table.columns]
    for down, across, text in blocks(headings, levels):
        _put_block(sheet, _shifted(down, at), _shifted(across, first_number), text)
    if labels:
        words = table.note or "".join(table.label_headings)
        _put_block(sheet, (at, at + levels - 1), (1, labels), words)
    if table.has_unit_column:
        _put_block(sheet, (at, at + levels - 1), (labels + 1, labels + 1), "单位")
    at += levels
    for level in range(levels):
        sheet.row_dimensions[at - levels + level].height = _height(2 if levels == 1 else 1)
    _write_labels(book, sheet, at, labels, table)
    for place, row in enumerate(table.rows):
        _write_numbers(book, sheet, (at + place, first_number), table, row, given)
    return at + len(table.rows)


def _write_labels(book: Workbook, sheet: Worksheet, at: int, labels: int, table: Table) -> None:
    if not labels:
        return
    for place, row in enumerate(table.rows):
        widest = _SINGLE_LABEL if labels == 1 else _LABEL_WIDTHS[-1]
        if len(row.labels) < labels:
            widest += sum(_LABEL_WIDTHS[len(row.labels) - 1 : labels - 1])
        lines = styles.line_count(row.labels[-1], widest, row.indent)
        sheet.row_dimensions[at + place].height = _height(lines)
    for across, down, text, indent in table.label_blocks():
        _put_block(sheet, _shifted(down, at), _shifted(across, 1), text, styles.LABEL)
        if indent:
            sheet.cell(down[0] + at, across[0] + 1).alignment = styles.set_in(indent)
    if table.has_unit_column:
        for place, row in enumerate(table.rows):
            target = sheet.cell(at + place, labels + 1)
            target.style = _centred(book, "@")
            put_text(target, "——" if row.is_heading else row.unit)


def _write_numbers(
    book: Workbook,
    sheet: Worksheet,
    corner: tuple[int, int],
    table: Table,
    row: Row,
    given: Return,
) -> None:
    for across, column in enumerate(table.columns):
        target = sheet.cell(corner[0], corner[1] + across)
        found = read_cell(given.cells.get(cell_key(row.key, column.key), ""))
        is_plain = found.kind is CellKind.NUMBER and not row.is_heading
        number_format = "@" if not is_plain else "0" if row.counted is Counted.WHOLE else "0.####"
        target.style = _centred(book, number_format)
        if is_plain:
            target.value = Decimal(found.number) / ONE
        elif found.text.strip():
            put_text(target, found.text.strip())


def _centred(book: Workbook, number_format: str) -> str:
    """Return the name of the style of a centred cell, which the book then has."""
    style = styles.body_style(is_input=False, is_centred=True, number_format=number_format)
    if style.name not in book.style_names:
        book.add_named_style(style)
    return style.name


def _height(lines: int) -> float:
    """Return the height of a row in points: low for a single line, so that a part fits a page."""
    return _LOW if lines <= 1 else styles.row_height(lines)


def _shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _put_block(
    sheet: Worksheet, rows: Span, columns: Span, text: str, style: str = styles.HEADER
) -> None:
    for row in range(rows[0], rows[1] + 1):
        for column in range(columns[0], columns[1] + 1):
            sheet.cell(row, column).style = style
    put_text(sheet.cell(rows[0], columns[0]), text)
    if rows[0] != rows[1] or columns[0] != columns[1]:
        sheet.merge_cells(
            start_row=rows[0], end_row=rows[1], start_column=columns[0], end_column=columns[1]
        )


def _same(one: str, other: str) -> bool:
    left, right = read_cell(one), read_cell(other)
    if left.kind is CellKind.NUMBER:
        return right.kind is CellKind.NUMBER and left.number == right.number
    return one == other
