"""Writing a sheet: the order's rows as a workbook that works in WPS and Excel without us."""

import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, combinations
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from inspector.domain.marks import ONE, decimals
from inspector.exchange.sheets import styles
from inspector.exchange.sheets.cell_text import escaped, looks_like_formula, shown
from inspector.exchange.sheets.columns import FOOTS, Column, Field, SheetKind
from inspector.exchange.sheets.guards import protect, validate
from inspector.exchange.sheets.order import CellValue, SheetOrder, SheetRow, sheet_rows
from inspector.exchange.sheets.print_setup import set_up_print
from inspector.exchange.sheets.stamp import TAB, stamp_cells
from inspector.i18n import dates

TITLE_ROW: Final = 1
UNIT_ROW: Final = 2
GUIDE_ROW: Final = 3
HEADER_ROW: Final = 4
_HEIGHTS: Final[Mapping[int, float]] = {TITLE_ROW: 36, UNIT_ROW: 22, GUIDE_ROW: 34, HEADER_ROW: 32}
_FOOT_HEIGHT: Final = 30.0
_GUIDES: Final[Mapping[tuple[SheetKind, bool], str]] = {
    (SheetKind.SELF, True): (
        "填表说明：请填写浅黄色单元格。“自评结论”从下拉列表中选择，“自评分”不超过分值，"
        "“佐证材料”填网址或文件名，一行一条。请勿改动指标编号和考核内容。"
    ),
    (SheetKind.SELF, False): (
        "填表说明：请填写浅黄色单元格。“自评结论”从下拉列表中选择，"
        "“佐证材料”填网址或文件名，一行一条。请勿改动指标编号和任务内容。"
    ),
    (SheetKind.WORKING, True): (
        "填表说明：请填写浅黄色单元格。一个扣分点填一行，同一指标有多个扣分点的，在其下方插入行逐条填写；"
        "“采样时间”按“2025-12-03 15:30”的样式填写；加分项的加分数填在“扣分”栏。"
    ),
    (SheetKind.WORKING, False): (
        "填表说明：请填写浅黄色单元格。一个问题填一行，同一任务有多个问题的，在其下方插入行逐条填写；"
        "“采样时间”按“2025-12-03 15:30”的样式填写。"
    ),
}
"""By kind of sheet, and by whether its list carries marks."""
_LEAST_PLACES: Final[Mapping[Field, int]] = {
    Field.POINTS: 0,
    Field.SELF_MARK: 2,
    Field.DEDUCTION: 2,
    Field.CHECKED_MARK: 2,
}
"""Decimals that a column of marks shows at least; it shows as many as its marks have."""


def write_sheet(order: SheetOrder) -> bytes:
    """Return the workbook of a sheet (.xlsx)."""
    rows = sheet_rows(order)
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = order.kind.paper_name
    _write_head(book, sheet, order)
    _write_table(book, sheet, order, rows)
    foot = _write_foot(sheet, order, HEADER_ROW + len(rows))
    validate(sheet, order.columns, rows, HEADER_ROW + 1)
    protect(sheet, order, HEADER_ROW, HEADER_ROW + len(rows))
    set_up_print(sheet, order, HEADER_ROW, foot)
    write_hidden(book, TAB, stamp_cells(order, rows))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Put text into a styled cell as text, whatever it looks like."""
    cell.value = escaped(shown(text))
    # openpyxl takes "=" for a formula and "#N/A" for an error; here they are words.
    cell.data_type = "s"
    if looks_like_formula(text):
        cell.quotePrefix = True


def _write_head(book: Workbook, sheet: Worksheet, order: SheetOrder) -> None:
    for style in styles.named_styles():
        book.add_named_style(style)
    is_marked = any(column.is_marks for column in order.columns)
    lines = (
        (TITLE_ROW, order.title, styles.TITLE),
        (UNIT_ROW, _unit_line(order), styles.LINE),
        (GUIDE_ROW, _GUIDES[order.kind, is_marked], styles.LINE),
    )
    for row, text, style_name in lines:
        sheet.cell(row, 1).style = style_name
        put_text(sheet.cell(row, 1), text)
        sheet.merge_cells(
            start_row=row, end_row=row, start_column=1, end_column=len(order.columns) - 1
        )
    _write_header(sheet, order.columns)
    for row, height in _HEIGHTS.items():
        sheet.row_dimensions[row].height = height
    # Header and numbers stay in sight.
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"


def _write_header(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for number, column in enumerate(columns, 1):
        cell = sheet.cell(HEADER_ROW, number)
        cell.style = styles.HEADER
        put_text(cell, column.header)
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = column.width
        dimension.hidden = column.field is Field.ROW_KEY


def _unit_line(order: SheetOrder) -> str:
    if order.kind is SheetKind.SELF:
        return f"填报单位：{order.unit.name}"
    parts = [f"被检查单位：{order.unit.name}"]
    if order.team:
        parts.append(f"检查组：{order.team}")
    if order.inspectors:
        parts.append(f"检查人员：{'、'.join(order.inspectors)}")
    deadline = order.inspection.sampling_deadline
    if deadline is not None:
        parts.append(f"采样截止时间：{dates.moment(deadline)}")
    return "　　".join(parts)


def _write_table(
    book: Workbook, sheet: Worksheet, order: SheetOrder, rows: Sequence[SheetRow]
) -> None:
    style_names = _add_styles(book, order.columns, rows)
    for row_number, row in enumerate(rows, HEADER_ROW + 1):
        lines = 1
        for number, value in enumerate(_cells(order.columns, row)):
            cell = sheet.cell(row_number, number + 1)
            cell.style = style_names[number]
            if isinstance(value, str):
                if value:
                    put_text(cell, value)
                    lines = max(lines, _lines(order.columns[number], value))
            elif value is not None:
                cell.value = Decimal(value) / ONE
        sheet.row_dimensions[row_number].height = styles.row_height(lines)


def _lines(column: Column, text: str) -> int:
    """Return how many lines a cell asks of its row; the hidden key asks for none."""
    return 0 if column.field is Field.ROW_KEY else styles.line_count(text, column.width)


def _cells(columns: Sequence[Column], row: SheetRow) -> Iterator[CellValue]:
    """Yield a row's values in the order of the columns."""
    levels = iter(row.levels)
    for column in columns:
        if column.field is Field.LEVEL:
            yield next(levels, "")
        elif column.field is Field.ROW_KEY:
            yield row.key
        else:
            yield row.values.get(column.field)


def _add_styles(book: Workbook, columns: Sequence[Column], rows: Sequence[SheetRow]) -> list[str]:
    """Add the table's styles to the workbook and return their names by column."""
    names = []
    for column in columns:
        style = styles.body_style(
            is_input=column.is_input,
            is_centred=column.is_centred,
            number_format=_number_format(column, rows),
        )
        if style.name not in book.style_names:
            book.add_named_style(style)
        names.append(style.name)
    return names


def _number_format(column: Column, rows: Sequence[SheetRow]) -> str:
    if column.field not in _LEAST_PLACES:
        # Text cells keep what is typed into them: no date, no formula, no lost zero in front.
        return "@"
    values = (row.values.get(column.field) for row in rows)
    needed = max((decimals(mark) for mark in values if isinstance(mark, int)), default=0)
    places = max(needed, _LEAST_PLACES[column.field])
    return f"0.{'0' * places}" if places else "0"


def _write_foot(sheet: Worksheet, order: SheetOrder, last: int) -> int:
    """Write the lines for signatures under the table; return the last row used."""
    texts, columns = FOOTS[order.kind], len(order.columns) - 1
    places = _foot_places(order.columns, len(texts))
    row = last + 2
    sheet.row_dimensions[row].height = _FOOT_HEIGHT
    for number in range(1, columns + 1):
        sheet.cell(row, number).style = styles.FOOT
    for at, text in zip(places, texts, strict=True):
        put_text(sheet.cell(row, at), text)
    return row


def _foot_places(columns: Sequence[Column], count: int) -> tuple[int, ...]:
    """Return the columns where the signature lines begin, as evenly over the width as they go."""
    starts = list(accumulate((column.width for column in columns[:-1]), initial=0.0))
    share = starts[-1] / count

    def unevenness(places: tuple[int, ...]) -> float:
        ends = [starts[at] for at in places[1:]] + [starts[-1]]
        begins = [starts[at] for at in places]
        return sum((end - begin - share) ** 2 for begin, end in zip(begins, ends, strict=True))

    choices = combinations(range(1, len(starts) - 1), count - 1)
    best = min(((0, *others) for others in choices), key=unevenness)
    return tuple(at + 1 for at in best)


def write_hidden(book: Workbook, tab: str, rows: Sequence[Sequence[str]]) -> None:
    """Add a sheet that nobody sees, for what a table has no column for."""
    hidden: Worksheet = book.create_sheet(tab)
    hidden.sheet_state = "veryHidden"
    hidden.protection.sheet = True
    for row_number, cells in enumerate(rows, 1):
        for number, text in enumerate(cells, 1):
            put_text(hidden.cell(row_number, number), text)
