"""Yearly returns as units send them, in workbooks or tables of Word files, read into cells."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

from inspector.domain.errors import refused
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.return_form import ReturnForm, Row, Table, cell_key
from inspector.domain.returns import CellKind, read_cell
from inspector.exchange.container import FileKind
from inspector.exchange.grid import Grid, cell_at, cell_name, read_workbook
from inspector.exchange.pasted_html import pasted_tables
from inspector.exchange.word_tables import read_word_text

_HEADER_ROWS: Final = 4
"""How many rows the headings of one table may take."""
_SHORTEST: Final = 4
"""Characters with which a label must begin another to be taken for it."""
_NUMBERING: Final = re.compile(
    r"^(?:其中[:：]?|第?[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）]|\d+[.、．])+"
)
_REMARK: Final = re.compile(r"[(（][^()（）]*[)）]$")
_MARKS: Final = re.compile(r"[\s“”\"'《》、，,。;；:：]+")


@dataclass(frozen=True, slots=True)
class ReturnReading:
    """The cells that were found, as they were written, the words beside, and what was noticed."""

    cells: dict[str, str]
    text: str
    issues: tuple[Issue, ...]


def read_return(data: bytes, name: str, form: ReturnForm) -> ReturnReading:
    """Read a file's tables into the cells of a form.

    Raises Refused for a file that cannot be read, and (`returns.no_table`) for one without any
    table of the form.
    """
    book = read_workbook(data, name)
    reading = _Reading(form, name)
    for grid in book.sheets:
        if not grid.hidden:
            reading.take(grid)
    if not reading.met:
        raise refused("returns.no_table", Place(file=name), form=form.title)
    issues = [*book.issues, *reading.issues, *reading.gaps()]
    text = read_word_text(data, name) if book.kind is FileKind.DOCX else ""
    return ReturnReading(reading.cells, text, tuple(issues))


def pasted(form: ReturnForm, start: str, text: str, html: str = "") -> dict[str, str]:
    """Return the cells that a piece of a table copied elsewhere fills; `html` is the same piece.

    A piece that bears the headings of a table is read like a file; any other fills the table from
    one cell on to the right and down. Raises Refused (`returns.not_pasted`) when it does not fit.
    """
    try:
        lines = [tuple(line) or ("",) for line in csv.reader(StringIO(text), dialect=csv.excel_tab)]
    except csv.Error as error:  # a quotation mark that never ends
        raise refused("returns.not_pasted", rows=text.count("\n") + 1, columns=1) from error
    reading = _Reading(form, "")
    for grid in pasted_tables(html) or (Grid(name="", rows=tuple(lines)),):
        reading.take(grid)
    return reading.cells or _filled_from(form, start, lines)


def _filled_from(form: ReturnForm, start: str, lines: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return the cells that lines fill from one cell on; a line on a heading row fills none."""
    width = max(map(len, lines), default=0)
    for table in form.tables:
        keys = {cell_key(row.key, column.key): (row, column) for row, column in table.places()}
        if start not in keys:
            continue
        row, column = keys[start]
        rows = table.rows[table.rows.index(row) :]
        columns = table.columns[table.columns.index(column) :]
        if not lines or len(lines) > len(rows) or width > len(columns):
            break
        return {
            cell_key(target.key, one.key): value.strip()
            for target, line in zip(rows, lines, strict=False)
            for one, value in zip(columns, line, strict=False)
            if not target.is_heading
        }
    raise refused("returns.not_pasted", rows=len(lines), columns=width)


@dataclass(slots=True)
class _Open:
    """A table whose headings were met: where its numbers stand and which row comes next."""

    table: Table
    columns: tuple[int, ...]
    next_row: int = 0


@dataclass(slots=True)
class _Reading:
    """One file being read."""

    form: ReturnForm
    name: str
    cells: dict[str, str] = field(default_factory=dict)
    met: dict[str, set[str]] = field(default_factory=dict)
    """By table: the rows found."""
    issues: list[Issue] = field(default_factory=list)

    def take(self, grid: Grid) -> None:
        """Go through a grid from the top: headings open tables, rows under them fill cells."""
        opened: list[_Open] = []
        floor = 0
        for number, row in enumerate(grid.rows):
            fresh = self._headed(grid.rows, floor, number)
            if fresh:
                opened, floor = fresh, number + 1
                for one in opened:
                    if not one.table.label_depth:  # its one row may well be empty
                        self.met.setdefault(one.table.key, set()).add(one.table.rows[0].key)
            elif opened:
                self._fill(grid, number, row, opened)

    def gaps(self) -> Iterator[Issue]:
        """Yield what a file that holds some tables of the form lacks of the others."""
        for table in self.form.tables:
            if table.key not in self.met:
                yield self._issue("returns.table_missing", table=table.title)
                continue
            for row in table.rows:
                if not row.is_heading and row.key not in self.met[table.key]:
                    words = row.labels[-1] or table.title
                    yield self._issue("returns.row_missing", table=table.title, row=words)

    def _headed(self, rows: Sequence[Sequence[str]], floor: int, last: int) -> list[_Open]:
        """Return the tables whose headings are whole once a row is added to those above it."""
        first = max(floor, last - _HEADER_ROWS + 1)
        window = rows[first : last + 1]
        if not any(cell.strip() for cell in rows[last]):
            return []
        headings: list[set[str]] = [
            {_core(cell_at(row, place)) for row in window} for place in range(max(map(len, window)))
        ]
        found = []
        for table in self.form.tables:
            columns = _placed(table, headings)
            added = {_core(cell) for cell in rows[last]}
            if columns and any(_core(one.headings[-1]) in added for one in table.columns):
                found.append(_Open(table, columns))
        return found

    def _fill(self, grid: Grid, number: int, row: Sequence[str], opened: list[_Open]) -> None:
        label = ""
        for one in opened:
            values = [cell_at(row, column) for column in one.columns]
            if not one.table.label_depth:
                self._take_unlabelled(one, values)
                return
            label = self._label(row, one)
            found = _matching(one, label)
            if found is not None:
                self._keep(one, found, values)
                return
        values = [cell_at(row, column) for column in opened[-1].columns]
        if label and any(read_cell(value).kind is CellKind.NUMBER for value in values):
            place = Place(file=self.name, sheet=grid.name, cell=cell_name(number))
            parameters = {"row": label}
            self.issues.append(
                Issue(code="returns.row_unknown", place=place, parameters=parameters)
            )

    @staticmethod
    def _label(row: Sequence[str], one: _Open) -> str:
        end = one.columns[0] - one.table.has_unit_column
        filled = [cell.strip() for cell in row[:end] if cell.strip()]
        return filled[-1] if filled else ""

    def _take_unlabelled(self, one: _Open, values: Sequence[str]) -> None:
        """Take the one row of a table whose rows bear no words: the first that holds a value."""
        if one.next_row == 0 and any(value.strip() for value in values):
            self._keep(one, 0, values)

    def _keep(self, one: _Open, place: int, values: Sequence[str]) -> None:
        row = one.table.rows[place]
        one.next_row = place + 1
        self.met.setdefault(one.table.key, set()).add(row.key)
        if not row.is_heading:
            for column, value in zip(one.table.columns, values, strict=True):
                self.cells[cell_key(row.key, column.key)] = value.strip()

    def _issue(self, code: str, **parameters: str) -> Issue:
        place = Place(file=self.name)
        return Issue(code=code, severity=Severity.WARNING, place=place, parameters=parameters)


def _placed(table: Table, headings: Sequence[set[str]]) -> tuple[int, ...]:
    """Return where a table's columns stand, from left to right; nothing unless all are there."""
    places: list[int] = []
    for column in table.columns:
        wanted = _core(column.headings[-1])
        start = places[-1] + 1 if places else 0
        place = next(
            (place for place in range(start, len(headings)) if wanted in headings[place]), None
        )
        if place is None:
            return ()
        places.append(place)
    return tuple(places)


def _matching(one: _Open, label: str) -> int | None:
    """Return the next row of a table that a label names: word for word, else by its beginning."""
    wanted = _core(label)
    if not wanted:
        return None
    rows = list(enumerate(one.table.rows))[one.next_row :]
    for is_same in (_is_equal, _begins):
        for place, row in rows:
            if any(is_same(wanted, word) for word in _words(row)):
                return place
    return None


def _words(row: Row) -> tuple[str, ...]:
    return tuple(filter(None, (_core(word) for word in (row.labels[-1], *row.also))))


def _is_equal(one: str, other: str) -> bool:
    return one == other


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST and long.startswith(short)


def _core(text: str) -> str:
    """Return a label or heading without numbering, remarks in brackets, spaces and marks."""
    plain = unicodedata.normalize("NFKC", "".join(text.split()))
    bare = _REMARK.sub("", _NUMBERING.sub("", plain)) or plain
    return _MARKS.sub("", bare)
