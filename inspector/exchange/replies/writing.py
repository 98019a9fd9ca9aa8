"""Writing a sheet of replies, and reading it back before it goes out."""

import io
from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from inspector.domain.edits import EditId
from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.exchange.replies.form import (
    COLUMNS,
    FOOT,
    FORMAT,
    HEADER_ROW,
    KEY,
    MARKER,
    PAPER_NAME,
    TAB,
    ReplyOrder,
    ReplyRow,
)
from inspector.exchange.replies.reading import ReplyReading, read_replies
from inspector.exchange.sheets import styles
from inspector.exchange.sheets.hidden_text import checksum, chunks, json_text
from inspector.exchange.sheets.print_setup import fit_to_width, number_pages
from inspector.exchange.sheets.writing import put_text, write_hidden

_GUIDE: Final = (
    "填表说明：请逐条填写浅黄色单元格，整改到位的必须填写“整改情况”和“完成时间”（如2026-01-08），"
    "“整改链接”填可查验的网址。请勿改动问题编号和问题描述。"
)


def write_replies(order: ReplyOrder, name: str) -> bytes:
    """Return the workbook (.xlsx); `name` is its file's, for messages.

    Raises Refused when what is read back is not what was written.
    """
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = PAPER_NAME
    for style in styles.named_styles():
        book.add_named_style(style)
    _write_head(sheet, order)
    _write_rows(book, sheet, order.rows)
    _write_foot(sheet, HEADER_ROW + len(order.rows) + 2)
    _set_up(sheet, order)
    _write_stamp(book, order)
    buffer = io.BytesIO()
    book.save(buffer)
    data = buffer.getvalue()
    _check(data, name, order)
    return data


def _write_head(sheet: Worksheet, order: ReplyOrder) -> None:
    lines = (
        (1, f"{order.inspection_name}{PAPER_NAME}", styles.TITLE, 36),
        (2, f"填报单位：{order.unit_name}", styles.LINE, 22),
        (3, _GUIDE, styles.LINE, 34),
    )
    for row, text, style, height in lines:
        sheet.cell(row, 1).style = style
        put_text(sheet.cell(row, 1), text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=KEY)
        sheet.row_dimensions[row].height = height
    for number, column in enumerate(COLUMNS, 1):
        sheet.cell(HEADER_ROW, number).style = styles.HEADER
        put_text(sheet.cell(HEADER_ROW, number), column.header)
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = column.width
        dimension.hidden = number == KEY + 1
    sheet.row_dimensions[HEADER_ROW].height = 32


def _write_rows(book: Workbook, sheet: Worksheet, rows: Sequence[ReplyRow]) -> None:
    names = []
    for column in COLUMNS:
        style = styles.body_style(
            is_input=column.field is not None, is_centred=column.width < 20, number_format="@"
        )
        if style.name not in book.style_names:
            book.add_named_style(style)
        names.append(style.name)
    for place, row in enumerate(rows, 1):
        lines = 1
        texts = _cells(place, row)
        for number, text in enumerate(texts):
            cell = sheet.cell(HEADER_ROW + place, number + 1)
            cell.style = names[number]
            if text:
                put_text(cell, text)
            if number != KEY:
                lines = max(lines, styles.line_count(text, COLUMNS[number].width))
        sheet.row_dimensions[HEADER_ROW + place].height = styles.row_height(lines)


def _cells(place: int, row: ReplyRow) -> tuple[str, ...]:
    deadline = "" if row.deadline is None else row.deadline.isoformat()
    fixed = iter((str(place), row.number, row.item, row.fact, row.place, deadline, row.finding))
    return tuple(
        next(fixed) if column.field is None else row.values.get(column.field, "")
        for column in COLUMNS
    )


def _write_foot(sheet: Worksheet, row: int) -> None:
    sheet.row_dimensions[row].height = 30
    for number in range(1, KEY + 1):
        sheet.cell(row, number).style = styles.FOOT
    for text, number in zip(FOOT, (1, 4, 7, 9, 11), strict=True):
        put_text(sheet.cell(row, number), text)


def _set_up(sheet: Worksheet, order: ReplyOrder) -> None:
    last = HEADER_ROW + len(order.rows)
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    fit_to_width(sheet, HEADER_ROW)
    sheet.print_area = f"A1:{get_column_letter(KEY)}{last + 2}"
    number_pages(sheet, order.unit_name)
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.sort = protection.autoFilter = False
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(KEY + 1)}{max(last, HEADER_ROW)}"


def _write_stamp(book: Workbook, order: ReplyOrder) -> None:
    head = {
        "workspace": order.workspace,
        "inspection": order.inspection,
        "unit": order.unit,
    }
    lines = [json_text(head)]
    lines += [
        json_text(
            [
                row.finding,
                row.number,
                {one.value: text for one, text in row.values.items()},
                {name: _spelled(heads) for name, heads in row.heads.items() if heads},
            ]
        )
        for row in order.rows
    ]
    cells = [[MARKER, str(FORMAT), checksum(lines)]]
    write_hidden(book, TAB, cells + [chunks(line) for line in lines])


def _spelled(heads: Sequence[EditId]) -> str:
    return " ".join(f"{head.session}:{head.counter}" for head in heads)


def _check(data: bytes, name: str, order: ReplyOrder) -> None:
    reading = read_replies(data, name)
    rows = reading.rows if isinstance(reading, ReplyReading) else ()
    came = [(row.finding, dict(row.changed)) for row in rows]
    if came != [(row.finding, {}) for row in order.rows]:
        raise refused("sheet.not_identical", Place(file=name), number=order.unit_name)
