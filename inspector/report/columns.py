"""Columns of a table: which cell owns which field, and how the width is shared by content."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache as once
from typing import Final, NamedTuple, Protocol

from inspector.report import paper
from inspector.report.document import Cell, Table
from inspector.report.fonts import Role
from inspector.report.squares import Measured
from inspector.report.typeface import Style, Typefaces

_WORDS: Final = re.compile(r"□[^\s□]+|[!-.0->@-~]+[/?]?")
"""Words, numbers, and the parts of an address between its strokes."""
_MANY_COLUMNS: Final = 6
"""From so many columns on a table is set in 五号, unless it asks for 小四."""
_WHOLE: Final = 100
"""Shares are parts of this where they leave room for the columns that have none."""
_LEAST_SHARE: Final = 2
"""So many of 100 each column without a share must be left for that; else shares are relative."""
_LEFT_FOR_FREE: Final = 0.2
"""The part of the table that columns without a share get beside relative ones."""
_LEAST_SQUARES: Final = 2.0
"""No column is narrower than so many characters."""
_LEAST_TEXT_SQUARES: Final = 5.0
"""Nor is one of longer texts narrower than so many."""
_BLANK_SQUARES: Final = 9.0
"""What a column without any text, to be filled in by hand, asks for."""
_MOST_LINES: Final = 20
"""A single long note counts for so many lines of the table's width when widths are shared out."""
_WORD_SHARE: Final = 0.15
"""No word or number claims more of the table's width than this part of it."""
_TITLE_LINES: Final = 2
"""Into so many lines a column's title may be cut when widths are looked for."""


class Measures(Protocol):
    """The measures of plain cells and of strong ones."""

    @property
    def body(self) -> Measured:
        """Return the measure of plain cells."""
        ...

    @property
    def strong(self) -> Measured:
        """Return the measure of strong cells and of titles."""
        ...


class TableStyles(NamedTuple):
    """The styles of a table, all of one size."""

    body: Style
    strong: Style

    @property
    def leading(self) -> float:
        """Return what a line of a cell takes, in points."""
        return self.body.size * paper.TABLE_LEADING


def table_styles(table: Table, typefaces: Typefaces) -> TableStyles:
    """Return the styles a table is set in, in 小四 or 五号."""
    return _sized(typefaces, paper.SIZE_5 if is_small(table) else paper.SIZE_SMALL_4)


@once
def _sized(typefaces: Typefaces, size: float) -> TableStyles:
    """Return the styles of a size: cells in the body's face, titles in 黑体."""
    faces = typefaces.typeface
    return TableStyles(Style(faces(Role.BODY), size), Style(faces(Role.SANS), size))


def is_small(table: Table) -> bool:
    """Whether a table is set in 五号 instead of 小四: it asks for it, or has many columns."""
    return table.small or (len(table.columns) >= _MANY_COLUMNS and not table.large)


class Grid:
    """The boxes of some rows and who owns which field."""

    def __init__(self, rows: Sequence[Sequence[Cell]], columns: int) -> None:
        self.owners: list[list[int]] = [[-1] * columns for _ in rows]
        self.places: list[tuple[int, int, Cell]] = []
        for number, row in enumerate(rows):
            self._place(number, row, columns)

    def _place(self, number: int, row: Sequence[Cell], columns: int) -> None:
        owners = self.owners
        column = 0
        for cell in self._filled(number, row):
            while owners[number][column] >= 0:
                column += 1
            down = min(cell.down, len(owners) - number)
            across = min(cell.across, columns - column)
            for below in range(number, number + down):
                owners[below][column : column + across] = [len(self.places)] * across
            if (across, down) != (cell.across, cell.down):
                cell = replace(cell, across=across, down=down)
            self.places.append((number, column, cell))
            column += across

    def _filled(self, number: int, row: Sequence[Cell]) -> Iterator[Cell]:
        """Give the row's cells, and empty ones for fields that nobody filled."""
        free = self.owners[number].count(-1)
        taken = sum(cell.across for cell in row)
        if taken > free:
            raise ValueError(f"row {number + 1} has cells for {taken} of {free} free columns")
        yield from row
        yield from [Cell()] * (free - taken)


class _Demand(NamedTuple):
    """What a column asks for, in points: at least, at most, and its text on average."""

    least: float
    most: float
    mean: float


def column_widths(
    table: Table, head: Grid, body: Grid, width: float, styles: Measures
) -> list[float]:
    """Share the width out: fixed shares first, the others by what they hold."""
    shares = [column.width for column in table.columns]
    fixed = sum(shares)
    if all(shares):
        return [width * share / fixed for share in shares]
    is_of_whole = fixed + _LEAST_SHARE * shares.count(0) < _WHOLE
    scale = _WHOLE if is_of_whole else fixed / (1 - _LEFT_FOR_FREE)
    widths = [width * share / scale for share in shares]
    free = [number for number, share in enumerate(shares) if not share]
    demands = [_demand(number, head, body, width, styles) for number in free]
    for number, wide in zip(free, _shared(demands, width - sum(widths)), strict=True):
        widths[number] = wide
    return widths


def _demand(column: int, head: Grid, body: Grid, width: float, styles: Measures) -> _Demand:
    """Look at a column's cells that are not spread over several columns."""
    square = styles.body.square
    margins = 2 * paper.CELL_MARGIN + paper.HAIR
    title = max(_lengths(column, head, styles.strong, styles.strong), default=0.0)
    lengths = list(_lengths(column, body, styles.body, styles.strong))
    if not any(lengths):
        lengths = [_BLANK_SQUARES * square]
    longest = max(*lengths, title)
    least = max(
        min(_longest_word(column, body, styles), _WORD_SHARE * width),
        min(-(-title // square // _TITLE_LINES) * square, title),
        min(longest, _LEAST_TEXT_SQUARES * square),
        _LEAST_SQUARES * square,
    )
    most = max(min(longest, width), least)
    mean = sum(min(length, _MOST_LINES * width) for length in lengths) / len(lengths)
    return _Demand(least + margins, most + margins, max(mean, square))


def _lengths(column: int, grid: Grid, style: Measured, strong: Measured) -> Iterator[float]:
    """Give the widths of a column's lines, each cell's longest."""
    for _, at, cell in grid.places:
        if at == column and cell.across == 1:
            used = strong if cell.strong else style
            yield max(map(used.width, cell.text.splitlines()), default=0.0)


def _longest_word(column: int, grid: Grid, styles: Measures) -> float:
    """Return the width of the longest word or number of a column."""
    words = (
        (styles.strong if cell.strong else styles.body).width(word)
        for _, at, cell in grid.places
        if at == column and cell.across == 1
        for word in _WORDS.findall(cell.text)
    )
    return max(words, default=0.0)


def _shared(demands: Sequence[_Demand], width: float) -> list[float]:
    """Share a width: all they ask for if it suffices, else by the bulk of their texts."""
    most = sum(demand.most for demand in demands)
    if most <= width:
        return [demand.most * width / most for demand in demands]
    least = sum(demand.least for demand in demands)
    if least >= width:
        return [demand.least * width / least for demand in demands]
    widths = [demand.least for demand in demands]
    growing = {number for number, demand in enumerate(demands) if demand.most > demand.least}
    while growing and width - sum(widths) > paper.HAIR:
        left = width - sum(widths)
        weights = {
            number: (demands[number].mean * (demands[number].most - demands[number].least)) ** 0.5
            for number in growing
        }
        total = sum(weights.values())
        for number, weight in weights.items():
            widths[number] += left * weight / total
        growing = {number for number in growing if widths[number] < demands[number].most}
        widths = [min(wide, demand.most) for wide, demand in zip(widths, demands, strict=True)]
    return widths
