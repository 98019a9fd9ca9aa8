"""Finding the table in a returned file: the sheet, the header and what each column holds."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from inspector.exchange.columns import LONGEST_HEADER
from inspector.exchange.grid import Grid
from inspector.exchange.sheets.columns import (
    CHECKED_FIELDS,
    ITEM_FIELDS,
    Field,
    Meaning,
    SheetKind,
    meaning_of,
)
from inspector.exchange.sheets.known import folded
from inspector.exchange.sheets.words import read_conclusion

_SEARCHED_ROWS: Final = 80
_LEAST_HEADERS: Final = 3
_SURE_HEADERS: Final = 7
"""A row with so many headers known to us is the header; no better one is looked for."""
_NAMES: Final = frozenset({Field.NUMBER, Field.CONTENT, Field.ROW_KEY})
_MIXED: Final = frozenset({"完成情况", "自评情况", "自查情况", "落实情况"})
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
    grids: Iterable[Grid], kind: SheetKind, content_headers: frozenset[str], *, is_form: bool
) -> Table | None:
    """Return the table with the most headers known to us, or None when there is none.

    Visible sheets come before hidden ones. `is_form` says that the sheet is our own form, whose
    level columns are never its content; elsewhere the deepest level may be.
    """
    tables = [
        (not grid.hidden, len(table.columns) + len(table.levels), table)
        for grid in grids
        for table in _tables(grid, kind, content_headers, is_form=is_form)
    ]
    return max(tables, key=lambda entry: entry[:2])[2] if tables else None


def _tables(
    grid: Grid, kind: SheetKind, content_headers: frozenset[str], *, is_form: bool
) -> Iterator[Table]:
    for number, row in enumerate(grid.rows[:_SEARCHED_ROWS]):
        if sum(1 for cell in row if cell) >= _LEAST_HEADERS:
            table = _table(grid, number, kind, content_headers, is_form=is_form)
            if table is not None:
                yield table
                if len(table.columns) >= _SURE_HEADERS:
                    return


def _table(
    grid: Grid,
    number: int,
    kind: SheetKind,
    content_headers: frozenset[str],
    *,
    is_form: bool,
) -> Table | None:
    texts = grid.rows[number]
    headers = [folded(text) if len(text) <= LONGEST_HEADER else "" for text in texts]
    meanings = [
        (at, meaning_of(header, kind, content_headers))
        for at, header in enumerate(headers)
        if header
    ]
    columns = _columns(meanings)
    names = sorted(
        (meaning.specificity, at, meaning.is_own)
        for at, meaning in meanings
        if meaning is not None and meaning.field is Field.LEVEL
    )
    if names and not (is_form and names[-1][2]):
        columns[Field.CONTENT] = names.pop()[1]
    _settle_mixed(grid, number, columns, kind)
    if not _is_ours(columns, names, kind):
        return None
    known = {*columns.values(), *(at for _, at, _ in names)}
    return Table(
        grid=grid,
        header_row=number,
        columns=columns,
        levels=tuple(sorted(at for _, at, _ in names)),
        unknown={at: headers[at] for at, _ in meanings if at not in known},
    )


def _columns(meanings: Sequence[tuple[int, Meaning | None]]) -> dict[Field, int]:
    """Return the column of each field; our own headers come before what is only like them."""
    columns: dict[Field, int] = {}
    for is_own in (True, False):
        for at, meaning in meanings:
            if meaning is None or meaning.is_own is not is_own or meaning.field is Field.LEVEL:
                continue
            columns.setdefault(meaning.field, at)
    return columns


def _settle_mixed(grid: Grid, number: int, columns: dict[Field, int], kind: SheetKind) -> None:
    """Take 完成情况 for the conclusion where it holds such words and nothing else does.

    A unit's own form may call its account 工作开展情况.
    """
    if kind is SheetKind.SELF and Field.SELF_ACCOUNT not in columns and Field.ACCOUNT in columns:
        columns[Field.SELF_ACCOUNT] = columns.pop(Field.ACCOUNT)
    at = columns.get(Field.SELF_ACCOUNT)
    if at is None or Field.SELF_CONCLUSION in columns:
        return
    if folded(grid.rows[number][at]) in _MIXED and _are_words(grid, number + 1, at):
        columns[Field.SELF_CONCLUSION] = columns.pop(Field.SELF_ACCOUNT)


def _is_ours(columns: Mapping[Field, int], names: Sequence[object], kind: SheetKind) -> bool:
    wanted = set(ITEM_FIELDS[kind]) | CHECKED_FIELDS | {Field.SELF_MARK}
    return (
        len(columns) + len(names) >= _LEAST_HEADERS
        and bool(_NAMES & columns.keys())
        and bool(wanted & columns.keys())
    )


def _are_words(grid: Grid, first: int, column: int) -> bool:
    """Whether a column holds conclusions in most of its filled cells."""
    texts = [row[column].strip() for row in grid.rows[first:] if column < len(row)]
    filled = [text for text in texts if text]
    return 2 * sum(read_conclusion(text) is not None for text in filled) > len(filled)


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
