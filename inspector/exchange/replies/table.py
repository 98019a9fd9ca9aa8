"""The table of replies in a sheet or a Word file: its rows by number, merged cells taken apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.exchange.extents import Merge
from inspector.exchange.grid import Grid, cell_at, cell_name
from inspector.exchange.replies.form import (
    HELD_UNDER,
    KEY_HEADING,
    NUMBER_HEADINGS,
    SIGNED,
    Held,
    ReplyField,
)
from inspector.exchange.sheets.known import folded

_ANSWERS: Final = {ReplyField.MEASURE, ReplyField.RESULT, ReplyField.LINK}
"""A table without a column for one of these is no table of replies."""
_DASHES: Final = str.maketrans("‐‑‒–—−", "------")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row under the header; a problem's number that is merged over rows makes them one."""

    cell: str
    """Where it begins, for messages."""
    number: str
    key: str = ""
    texts: Mapping[Held, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReplyTable:
    """The table of a file, and the paragraphs above it."""

    name: str
    rows: tuple[TableRow, ...]
    heading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the header stands and what its columns hold."""

    row: int
    number: int
    key: int | None
    columns: Mapping[Held, int]


def find_table(grids: Sequence[Grid], name: str) -> ReplyTable:
    """Return the first table with numbers and answers. Raises Refused when there is none."""
    for grid in grids:
        header = _header(grid)
        if header is not None:
            return ReplyTable(grid.name, tuple(_rows(grid, header)), grid.heading)
    raise refused("replies.no_rows", Place(file=name, sheet=grids[0].name if grids else ""))


def bare_number(text: str) -> str:
    """Return a problem's number as numbers compare: without white space, with one kind of dash."""
    return folded(text).translate(_DASHES)


def _header(grid: Grid) -> _Header | None:
    for at, row in enumerate(grid.rows):
        texts = [folded(text) for text in row]
        number = next((texts.index(one) for one in NUMBER_HEADINGS if one in texts), None)
        columns: dict[Held, int] = {}
        for place, text in enumerate(texts):
            if text in HELD_UNDER:
                columns.setdefault(HELD_UNDER[text], place)
        if number is not None and any(_ANSWERS & set(held) for held in columns):
            key = texts.index(KEY_HEADING) if KEY_HEADING in texts else None
            return _Header(at, number, key, columns)
    return None


def _rows(grid: Grid, header: _Header) -> Iterator[TableRow]:
    """Yield what says something: no blank row, no line to be signed, no header repeated."""
    rows = _spread(grid, header)
    for group in _groups(grid, header):
        first = rows[group[0]]
        number = bare_number(cell_at(first, header.number))
        said = [text for at in group for text in map(str.strip, rows[at]) if text]
        if not said or number in NUMBER_HEADINGS or folded(said[0]).startswith(SIGNED):
            continue
        yield TableRow(
            cell_name(group[0], 0),
            number,
            cell_at(first, header.key).strip(),
            {
                held: _joined(cell_at(rows[at], column).strip() for at in group)
                for held, column in header.columns.items()
            },
        )


def _spread(grid: Grid, header: _Header) -> list[list[str]]:
    """Return the rows with the text of a merged cell in each cell of answers that it covers.

    What is merged across the numbers is a remark on the whole table and stays where it is.
    """
    rows = [list(row) for row in grid.rows]
    answers = set(header.columns.values())
    for merge in grid.merges:
        if merge.top <= header.row or merge.top >= len(rows):
            continue
        covered = [one for one in answers if merge.left <= one <= merge.right]
        if not covered or merge.left <= header.number <= merge.right:
            continue
        text = cell_at(rows[merge.top], merge.left)
        for row in rows[merge.top : merge.bottom + 1]:
            row += [""] * (max(covered) + 1 - len(row))
            for column in covered:
                row[column] = text
    return rows


def _groups(grid: Grid, header: _Header) -> Iterator[range]:
    """Yield the rows of each problem: one, or as many as its number is merged over."""
    tall = {merge.top: merge for merge in grid.merges if _is_of_number(merge, header)}
    at = header.row + 1
    while at < len(grid.rows):
        end = tall[at].bottom + 1 if at in tall else at + 1
        yield range(at, min(end, len(grid.rows)))
        at = end


def _is_of_number(merge: Merge, header: _Header) -> bool:
    return merge.left <= header.number <= merge.right and merge.bottom > merge.top > header.row


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, texts)))
