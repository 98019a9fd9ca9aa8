"""Forms of the yearly return: tables of cells, and the rules between them, as plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector.domain.return_rule import Rule

Span = tuple[int, int]
"""First and last, both counted in."""


class Weight(StrEnum):
    """What a rule that does not hold means."""

    ERROR = "error"
    WARNING = "warning"


class Counted(StrEnum):
    """What a cell counts."""

    WHOLE = "whole"
    """Things: a whole number of them."""
    MONEY = "money"
    """Ten thousand yuan, with decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column that holds numbers; its headings stand one under the other."""

    key: str
    headings: tuple[str, ...]
    is_state: bool = False
    """Whether it tells how things stand on a day, so that years do not add up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row; its labels go from the outermost to its own."""

    key: str
    labels: tuple[str, ...]
    unit: str = ""
    counted: Counted = Counted.WHOLE
    is_signed: bool = False
    """Whether a number below nothing is allowed: so many fewer than last year."""
    is_heading: bool = False
    """Whether it bears words only."""
    also: tuple[str, ...] = ()
    """Other words for its own label, as units write it."""
    indent: int = 0
    """How many characters its own label stands in from the left."""
    is_state: bool = False
    """Whether it tells how things stand on a day, so that years do not add up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a form."""

    key: str
    tab: str
    """The sheet of a workbook it stands on; neighbours of one tab share it."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    label_headings: tuple[str, ...] = ()
    """What stands above the labels."""
    has_unit_column: bool = False
    """Whether what each row counts stands in a column of its own."""
    note: str = ""
    """What the form prints in its head, such as its own sum rule."""

    @property
    def label_depth(self) -> int:
        """How many labels stand before a row's numbers at most; 0 where its rows bear none."""
        return max(len(row.labels) if any(row.labels) else 0 for row in self.rows)

    @property
    def heading_depth(self) -> int:
        """How many headings stand over a column at most."""
        return max(len(column.headings) for column in self.columns)

    def label_blocks(self) -> Iterator[tuple[Span, Span, str, int]]:
        """Yield the merged blocks of its labels: span of levels, span of rows, text, indent."""
        for levels, rows, text in blocks([row.labels for row in self.rows], self.label_depth):
            row = self.rows[rows[0]]
            yield levels, rows, text, row.indent if levels[0] == len(row.labels) - 1 else 0

    def cells(self) -> Iterator[str]:
        """Yield the keys of its cells, row by row."""
        for row, column in self.places():
            yield cell_key(row.key, column.key)

    def places(self) -> Iterator[tuple[Row, Column]]:
        """Yield the row and column of each cell, row by row."""
        for row in self.rows:
            if not row.is_heading:
                for column in self.columns:
                    yield row, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule, already written out for one row or column where it holds for each."""

    id: str
    """N1, O7: the number papers and people call it by; several checks may share it."""
    weight: Weight
    rule: Rule
    about: str = ""
    """Which row or column it was written out for, in the form's own words."""
    row: str = ""
    """The row it belongs beside, if it is about one."""
    column: str = ""
    """`table/column` it belongs beneath, if it is about one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A number in the report's text that repeats a cell: the words before it, and the cell."""

    words: tuple[str, ...]
    """Any of these, with nothing but a few characters between them and the number."""
    unit: str
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """What the scores say of the same thing: a sum of cells and the words of an item."""

    rule: Rule
    """Holds when the return tells of something that costs marks."""
    item: str
    """What the content of the item contains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnForm:
    """A form as an authority decreed it for some years."""

    key: str
    title: str
    source: str
    """The document that decreed it."""
    first_year: int
    last_year: int | None
    tables: tuple[Table, ...]
    checks: tuple[Check, ...]
    whole_checks: tuple[Check, ...] = ()
    """Those that ask the sum over all units; made of the whole's own return alone."""
    sayings: tuple[Saying, ...] = ()
    mirrors: tuple[Mirror, ...] = ()
    blank_allowed: bool = False
    slash_allowed: bool = False
    """Whether "/" may stand for what there is none of; it then counts as nothing."""
    watched: tuple[str, ...] = ()
    """Cells whose change against last year is looked at."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The keys of all cells, table by table."""
        return tuple(key for table in self.tables for key in table.cells())

    def row_of(self, cell: str) -> Row:
        """Return the row a cell stands in. Raises KeyError for an unknown one."""
        name = cell.rpartition(".")[0]
        for table in self.tables:
            for row in table.rows:
                if row.key == name:
                    return row
        raise KeyError(cell)

    def words_of(self, cell: str) -> tuple[str, str]:
        """Return the words of a cell's row and column. Raises KeyError for an unknown one."""
        for table in self.tables:
            for row in table.rows:
                for column in table.columns:
                    if cell_key(row.key, column.key) == cell:
                        return words_at(row, column)
        raise KeyError(cell)


def words_at(row: Row, column: Column) -> tuple[str, str]:
    """Return the words of a row and a column; all headings where the row bears no words."""
    own = column.headings[-1:] if row.labels[-1] else column.headings
    return row.labels[-1], "".join(own)


def cell_key(row: str, column: str) -> str:
    """Return the key of the cell where a row and a column meet."""
    return f"{row}.{column}"


def blocks(paths: Sequence[Sequence[str]], depth: int) -> Iterator[tuple[Span, Span, str]]:
    """Yield the merged blocks of rows of words: span of levels, span of places, text.

    Neighbouring paths that begin alike share a block; the last word of a short path reaches to the
    full depth.
    """
    for level in range(depth):
        place = 0
        while place < len(paths):
            path = paths[place]
            end = place
            if level < len(path) - 1:
                while end + 1 < len(paths) and paths[end + 1][: level + 1] == path[: level + 1]:
                    end += 1
            if level < len(path):
                last = depth - 1 if level == len(path) - 1 else level
                yield (level, last), (place, end), path[level]
            place = end + 1
