"""Writing a list as a workbook in our own columns, which the reader takes back as the same list."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from inspector.domain.checklist import Checklist, Item, ItemKind, Section, normalised
from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.domain.marks import ONE, Mark, plain_mark
from inspector.domain.numbers import split_enumerator
from inspector.exchange.checklist_reader import read_checklist
from inspector.exchange.columns import Role, header_word
from inspector.exchange.list_stamp import TAB, list_stamp_cells
from inspector.exchange.sheets import styles
from inspector.exchange.sheets.columns import LEVELS
from inspector.exchange.sheets.print_setup import fit_to_width
from inspector.exchange.sheets.words import way_words
from inspector.exchange.sheets.writing import put_text, write_hidden
from inspector.exchange.table_writer import tab_name

_HEADER_ROW: Final = 2
_LEVEL_WIDTH: Final = 16.0
KIND_WORDS: Final[Mapping[ItemKind, str]] = {
    ItemKind.SCORED: "计分项",
    ItemKind.BONUS: "加分项",
    ItemKind.PENALTY: "减分项",
    ItemKind.VETO: "否决项",
    ItemKind.TASK: "任务",
}

Value = str | Mark | None


@dataclass(frozen=True, slots=True)
class _Column:
    """One column beside the names. `is_wanted` tells whether a list has anything for it."""

    header: str
    width: float
    value: Callable[[Item], Value]
    is_centred: bool = False


_COLUMNS: Final = (
    _Column("评分标准", 40, lambda item: item.criteria),
    _Column("分值", 7, lambda item: item.points, is_centred=True),
    _Column("指标类型", 9, lambda item: KIND_WORDS[item.kind], is_centred=True),
    _Column("检查方式", 12, lambda item: way_words(item.ways), is_centred=True),
    _Column("牵头单位", 14, lambda item: item.lead),
    _Column("责任单位", 14, lambda item: item.responsible),
    _Column("完成时限", 12, lambda item: item.deadline, is_centred=True),
    _Column("填报说明", 28, lambda item: item.guidance),
    _Column("备注", 14, lambda item: item.remark),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """One item's row: its number, the names in the level columns, its content and the rest."""

    item: Item
    levels: tuple[str, ...]
    content: str


def write_checklist(checklist: Checklist) -> bytes:
    """Return a list as a workbook (.xlsx), read back and compared.

    Sections, items and all their texts stand in the table; a hidden sheet keeps the keys, the
    rule set, the sources and what else has no column. Raises Refused when the table cannot hold
    the list as it is, for example two like-named sections side by side.
    """
    depth = max((len(path) for path, _ in checklist.items()), default=0)
    rows = tuple(_rows(checklist, depth))
    columns = _columns(checklist)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = tab_name(checklist.title, "考核细则")
    for style in styles.named_styles():
        book.add_named_style(style)
    headers = [
        "指标编号",
        *_level_headers(checklist, depth),
        checklist.content_header or "考核内容",
    ]
    _write_head(sheet, checklist.title, headers, columns)
    _write_rows(book, sheet, rows, columns)
    _set_up(sheet, len(headers) + len(columns))
    write_hidden(book, TAB, list_stamp_cells(checklist))
    buffer = io.BytesIO()
    book.save(buffer)
    data = buffer.getvalue()
    _check(data, checklist)
    return data


def _columns(checklist: Checklist) -> tuple[_Column, ...]:
    """Return the columns that the list has anything for."""
    items = [item for _, item in checklist.items()]
    said = {column.header for column in _COLUMNS if any(column.value(item) for item in items)}
    depths = {len(path) for path, _ in checklist.items()}
    if {item.kind for item in items} <= {ItemKind.SCORED, ItemKind.TASK} and len(depths) == 1:
        # Where items stand beside sections, the kind tells them apart.
        said.discard("指标类型")
    if checklist.is_scored:
        said |= {"评分标准", "分值"}
    elif "备注" in said:
        # Without a column of criteria the reader would take the remarks for them.
        said.add("评分标准")
    return tuple(column for column in _COLUMNS if column.header in said)


def _level_headers(checklist: Checklist, depth: int) -> tuple[str, ...]:
    """Return the list's own level headers where the reader knows them, or 一级指标 and so on."""
    own = checklist.level_headers
    words = [header_word(header) for header in own]
    known = all(word is not None and word.role is Role.NAME for word in words)
    order = [word.specificity for word in words if word is not None]
    if len(own) == depth and known and order == sorted(set(order)) and max(order, default=0) < 10:
        return own
    return LEVELS[:depth]


def _rows(checklist: Checklist, depth: int) -> Iterator[_Row]:
    """Yield the rows.

    An item beside sections, or behind them, stands in the column of its level, as a section with
    nothing beneath it; everywhere else it stands in the column of the content.
    """
    open_nodes: tuple[Section | Item, ...] = ()
    for path, item in checklist.items():
        names = [_section_name(section) for section in path]
        level = len(path)
        content = _content(item)
        stands_beside = len(open_nodes) > level and open_nodes[:level] == path
        if stands_beside or (level == 0 and depth > 0 and open_nodes):
            names.append(content)
            open_nodes = (*path, item)
            content = ""
        else:
            open_nodes = path
        names += [""] * (depth - len(names))
        yield _Row(item, tuple(names), content)


def _section_name(section: Section) -> str:
    title = _shielded(section.title, section.number)
    if section.points is not None:
        return f"{title}（{plain_mark(section.points)}分）"
    return title


def _content(item: Item) -> str:
    return _shielded(item.content, item.number)


def _shielded(text: str, number: str) -> str:
    """Put the number in front of a text whose beginning would be taken for its number."""
    begins_with_number = bool(split_enumerator(text)[0])
    return f"{number} {text}" if begins_with_number and number else text


def _write_head(
    sheet: Worksheet, title: str, headers: Sequence[str], columns: Sequence[_Column]
) -> None:
    sheet.cell(1, 1).style = styles.TITLE
    put_text(sheet.cell(1, 1), title)
    last = len(headers) + len(columns)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=last)
    sheet.row_dimensions[1].height = 36
    widths = [8.0, *[_LEVEL_WIDTH] * (len(headers) - 2), 30.0, *(one.width for one in columns)]
    texts = [*headers, *(column.header for column in columns)]
    for number, (text, width) in enumerate(zip(texts, widths, strict=True), 1):
        sheet.cell(_HEADER_ROW, number).style = styles.HEADER
        put_text(sheet.cell(_HEADER_ROW, number), text)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[_HEADER_ROW].height = 30
    sheet.freeze_panes = f"B{_HEADER_ROW + 1}"


def _write_rows(
    book: Workbook, sheet: Worksheet, rows: Sequence[_Row], columns: Sequence[_Column]
) -> None:
    plain = styles.body_style(is_input=False, is_centred=False, number_format="@")
    centred = styles.body_style(is_input=False, is_centred=True, number_format="@")
    points = styles.body_style(is_input=False, is_centred=True, number_format="General")
    for style in (plain, centred, points):
        book.add_named_style(style)
    for at, row in enumerate(rows, _HEADER_ROW + 1):
        values: list[Value] = [row.item.number, *row.levels, row.content]
        values += [column.value(row.item) for column in columns]
        centres = [True, *[False] * (len(row.levels) + 1), *(one.is_centred for one in columns)]
        lines = 1
        for number, (value, is_centred) in enumerate(zip(values, centres, strict=True), 1):
            cell = sheet.cell(at, number)
            cell.style = centred.name if is_centred else plain.name
            if isinstance(value, str):
                put_text(cell, value)
                width = sheet.column_dimensions[get_column_letter(number)].width
                lines = max(lines, styles.line_count(value, width))
            elif value is not None:
                cell.style = points.name
                cell.value = Decimal(value) / ONE
        sheet.row_dimensions[at].height = styles.row_height(lines)


def _set_up(sheet: Worksheet, last_column: int) -> None:
    fit_to_width(sheet, _HEADER_ROW)
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(last_column)}{sheet.max_row}"


def _check(data: bytes, checklist: Checklist) -> None:
    """Read the workbook back.

    Raises Refused with the number of the first item that came back otherwise.
    """
    name = f"{checklist.title}.xlsx"
    came = read_checklist(data, name).checklist
    went_out, came_back = list(map(_told, checklist.items())), list(map(_told, came.items()))
    for one, other in zip(went_out, [*came_back, *[()] * len(went_out)], strict=False):
        if one != other:
            raise refused("sheet.list_not_identical", Place(file=name), number=one[0])


def _told(entry: tuple[tuple[Section, ...], Item]) -> tuple[object, ...]:
    path, item = entry
    sections = tuple(
        (section.number, normalised(section.title), section.points) for section in path
    )
    texts = (item.content, item.criteria, item.lead, item.responsible, item.deadline)
    others = (item.guidance, item.remark)
    compared = tuple(normalised(text) for text in (*texts, *others))
    return (item.number, sections, compared, item.points, item.kind, item.ways)
