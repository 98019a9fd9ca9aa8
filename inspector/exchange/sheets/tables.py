"""Finding the table in a returned file: the sheet, the header and what each column holds."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from inspector.exchange.grid import Grid
from inspector.exchange.sheets.columns import (
    CHECKED_FIELDS,
    ITEM_FIELDS,
    Field,
    SheetKind,
    field_of,
)
from inspector.exchange.sheets.known import folded
from inspector.exchange.sheets.words import read_conclusion

_SEARCHED_ROWS: Final = 80
_LEAST_HEADERS: Final = 3
_NAMES: Final = frozenset({Field.NUMBER, Field.CONTENT, Field.LEVEL, Field.ROW_KEY})
_MIXED: Final = frozenset({"完成情况", "自评情况", "自查情况", "自评"})
"""Headers under which some offices want a word and others a text."""
FOOT: Final = re.compile(
    r"(?:填报单位|主要负责人|单位负责人|负责人|填报人|填表人|联系人|联系电话|填报日期|填报时间|检查人员"
    r"|组长|检查日期|检查时间|审核人|单位（?盖章）?)(?:[（(](?:盖章|签字|签名|公章)[)）])*\s*[：:]"
)
_NOTE: Final = re.compile(r"(?:注|备注|说明|填表说明|填报说明)\s*[：:]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a grid: its header row (from 0) and the columns (from 0) by what they hold."""

    grid: Grid
    header_row: int
    columns: Mapping[Field, int]
    levels: tuple[int, ...] = ()
    unknown: Mapping[int, str] = field(default_factory=dict)
    """Headers nobody knows, by column."""

    @property
    def first_row(self) -> int:
        """The row after the header."""
        return self.header_row + 1

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the rows beneath the header with their numbers, counted from 0."""
        return enumerate(self.grid.rows[self.first_row :], self.first_row)

    def above(self) -> Iterator[str]:
        """Yield the texts above the table, a Word file's paragraphs included."""
        yield from self.grid.heading
        for row in self.grid.rows[: self.header_row]:
            yield from (cell for cell in row if cell)


def find_table(
    grids: Iterable[Grid], kind: SheetKind, content_headers: frozenset[str]
) -> Table | None:
    """Return the table with the most headers known to us, or None when there is none.

    Visible sheets come before hidden ones.
    """
    tables = [
        (not grid.hidden, len(table.columns) + len(table.levels), table)
        for grid in grids
        for table in _tables(grid, kind, content_headers)
    ]
    return max(tables, key=lambda entry: entry[:2])[2] if tables else None


def _tables(grid: Grid, kind: SheetKind, content_headers: frozenset[str]) -> Iterator[Table]:
    for number, row in enumerate(grid.rows[:_SEARCHED_ROWS]):
        if sum(1 for cell in row if cell) >= _LEAST_HEADERS:
            table = _table(grid, number, kind, content_headers)
            if table is not None:
                yield table


def _table(
    grid: Grid, number: int, kind: SheetKind, content_headers: frozenset[str]
) -> Table | None:
    headers = [folded(cell) for cell in grid.rows[number]]
    columns: dict[Field, int] = {}
    levels, unknown = [], {}
    for at, header in enumerate(headers):
        found = field_of(header, kind)
        if found is None and header in content_headers:
            found = Field.CONTENT
        if found is Field.LEVEL:
            levels.append(at)
        elif found is not None and found not in columns:
            columns[found] = at
        elif header:
            unknown[at] = header
    return _settled(grid, number, kind, columns, levels, unknown, headers)


def _settled(
    grid: Grid,
    number: int,
    kind: SheetKind,
    columns: dict[Field, int],
    levels: list[int],
    unknown: dict[int, str],
    headers: Sequence[str],
) -> Table | None:
    """Settle what the headers leave open; None when this is no header of ours."""
    if Field.CONTENT not in columns and levels:
        columns[Field.CONTENT] = levels.pop()
    at = columns.get(Field.SELF_CONCLUSION)
    if at is not None and headers[at] in _MIXED and not _are_words(grid, number + 1, at):
        del columns[Field.SELF_CONCLUSION]
        if Field.SELF_ACCOUNT not in columns:
            columns[Field.SELF_ACCOUNT] = at
        else:
            unknown[at] = headers[at]
    wanted = set(ITEM_FIELDS[kind]) | CHECKED_FIELDS
    if len(columns) + len(levels) < _LEAST_HEADERS or not _NAMES & columns.keys():
        return None
    if not wanted & columns.keys():
        return None
    return Table(
        grid=grid, header_row=number, columns=columns, levels=tuple(levels), unknown=unknown
    )


def _are_words(grid: Grid, first: int, column: int) -> bool:
    """Whether a column holds conclusions in most of its filled cells, or is still blank."""
    texts = [row[column].strip() for row in grid.rows[first:] if column < len(row)]
    filled = [text for text in texts if text]
    return 2 * sum(read_conclusion(text) is not None for text in filled) >= len(filled)


def is_header_again(table: Table, row: Sequence[str]) -> bool:
    """Whether a row repeats the header, as lists printed page by page do."""
    header = table.grid.rows[table.header_row]
    same = sum(1 for one, other in zip(row, header, strict=False) if one and one == other)
    return same >= _LEAST_HEADERS


def is_foot(row: Sequence[str]) -> bool:
    """Whether a row is a line for signatures or a note under the table."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and (
        FOOT.match(filled[0]) is not None or _NOTE.match(filled[0]) is not None
    )
