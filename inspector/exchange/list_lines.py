"""The rows under a header, told apart: lines of the list, stated totals, and rows to ignore."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from inspector.domain.numbers import enumerator
from inspector.exchange.columns import folded_header
from inspector.exchange.grid import Grid, Row, cell_at
from inspector.exchange.layout import Columns, Layout, columns_under
from inspector.exchange.list_header import header_at, looks_like_header
from inspector.exchange.list_text import (
    FIRST_FIGURE,
    UNNUMBERED,
    Ignored,
    bare_number,
    begins_with_kind,
    is_dash,
    is_note,
    is_page_mark,
    is_remark,
    is_sentence,
    is_signature,
    mentions_kind,
    names_kind,
    one_line,
    paragraphs,
    rank_of,
    rank_of_number,
    total_of,
)

_LONGEST_HEADER_CELL: Final = 16
_MOST_MERGED_CELLS: Final = 2_000_000
_MOST_HEADER_WORDS: Final = 60
_LONGEST_BARE_HEADING: Final = 12
"""A wide last row with more than this many characters is a remark, no heading."""
_PUNCTUATED: Final = re.compile(
    r"[：:_＿.、）)※*＊★]|^\s*(?:备\s*注|注|说\s*明|填\w说明)\s*$|\s{4}|签|章"
)


class IgnoredRow(NamedTuple):
    """A row (from 1) that became neither item nor section, why, and what stood in it."""

    row: int
    reason: Ignored
    text: str

    @property
    def code(self) -> str:
        """The code under which the catalogue of messages has the reason in words."""
        return f"ignored.{self.reason.value}"


class Stated(NamedTuple):
    """A total or subtotal written in a row of its own: the row (from 0), the number's text."""

    row: int
    column: int
    text: str
    is_subtotal: bool


@dataclass(slots=True)
class Line:
    """One row of the list. Texts are cleaned; rows count from 0.

    `names` are the texts of the level columns, blank where the level goes on from above.
    `points_top` is the first row of the merged cell its points stand in, where that is higher up.
    """

    row: int
    cells: Row
    columns: Columns
    number: str
    names: tuple[str, ...]
    content: str
    points: str
    criteria: str
    points_top: int | None = None
    heading: str = ""
    """The only words of the row, where it may be the heading of a section."""
    heading_column: int = 0
    is_wide: bool = False
    """Whether the heading's cell is merged across the table."""
    is_detailed: bool = False
    """Whether criteria, offices, deadlines or other details stand in the row itself."""
    content_goes_on: bool = False
    """Whether the content's cell is merged with the one above."""

    @property
    def is_named(self) -> bool:
        """Whether the row names anything."""
        return bool(self.content) or any(self.names)

    def rank(self) -> int:
        """Return how deep the row's number or the enumerator of its name stands in an outline."""
        return self._ranked()[0]

    def _ranked(self) -> tuple[int, str]:
        ranked = rank_of_number(self.number) if self.number else None
        if ranked is not None:
            return ranked, bare_number(self.number)
        name = self.heading or self.content or next((name for name in self.names if name), "")
        found = enumerator(name)
        return rank_of(found), found.number if found is not None else ""

    def is_above(self, other: "Line") -> bool:
        """Whether the row's number is that of a section to which the other's belongs."""
        rank, number = self._ranked()
        below, number_below = other._ranked()
        if "." in number_below and rank >= FIRST_FIGURE:
            return number_below.startswith(f"{number}.")
        return rank < below


@dataclass(slots=True)
class Lines:
    """All that stands under a header, in order, and the rows that were passed over."""

    entries: list[Line | Stated] = field(default_factory=list)
    ignored: list[IgnoredRow] = field(default_factory=list)


def read_lines(grid: Grid, layout: Layout) -> Lines:
    """Return the lines of the list under a header, each row accounted for."""
    return _Rows(grid, layout).read()


class _Merged:
    """The merged ranges of a grid by cell, limited to the columns of the list."""

    def __init__(self, grid: Grid, start: int) -> None:
        self.tops: dict[tuple[int, int], int] = {}
        self.rights: dict[tuple[int, int], int] = {}
        left = _MOST_MERGED_CELLS
        last = len(grid.rows) - 1
        for merge in grid.merges:
            if merge.bottom < start or left <= 0:
                continue
            if merge.right > merge.left:
                self.rights[merge.top, merge.left] = merge.right
            bottom = min(merge.bottom, last)
            left -= bottom - merge.top
            for row in range(merge.top + 1, min(bottom, merge.top + left) + 1):
                self.tops[row, merge.left] = merge.top


class _Rows:
    """Goes through the rows once; knows the header in force and whether a note is going on."""

    def __init__(self, grid: Grid, layout: Layout) -> None:
        self._grid = grid
        self._start = layout.last_row + 1
        self._merged = _Merged(grid, self._start)
        self._columns = layout.resolved
        self._headers: dict[tuple[str, ...], Columns | None] = {
            _signature(grid.rows[number]): layout.resolved
            for number in range(layout.first_row, layout.last_row + 1)
        }
        self._title_rows = layout.title_rows
        self._title = layout.title
        self._lines = Lines()
        self._in_note = False
        self._level_texts: dict[int, str] = {}
        """The text in force in each level column, to know what a dash would leave open."""

    def read(self) -> Lines:
        """Read all rows."""
        for number, row in enumerate(self._grid.rows[: self._start]):
            is_header = number >= self._start - len(self._headers)
            if any(row) and not is_header and number not in self._title_rows:
                self._ignore(number, row, Ignored.ABOVE_HEADER)
        skip_until = self._start
        for number in range(self._start, len(self._grid.rows)):
            row = self._grid.rows[number]
            if not row or number < skip_until:
                continue
            if self._may_be_header(row) and looks_like_header(row):
                skip_until = self._take_header(number, row)
            else:
                self._take(number, row)
        self._pass_over_last_remark()
        return self._lines

    def _pass_over_last_remark(self) -> None:
        """Take a wide row at the very end, without number and points, for a note."""
        lines = [entry for entry in self._lines.entries if isinstance(entry, Line)]
        if len(lines) < 2 or lines[-1] is not self._lines.entries[-1] or lines[-2].is_wide:
            return
        line = lines[-1]
        text = line.heading
        is_bare = not (line.number or line.points or line.is_detailed)
        if (
            line.is_wide
            and is_bare
            and len(text) > _LONGEST_BARE_HEADING
            and self._merged.rights[line.row, line.heading_column] >= line.columns.width - 1
            and enumerator(text) is None
            and not mentions_kind(text)
        ):
            self._lines.entries.pop()
            self._ignore(line.row, line.cells, Ignored.NOTE)
            self._lines.ignored.sort(key=lambda ignored: ignored.row)

    def _ignore(self, number: int, row: Sequence[str], reason: Ignored) -> None:
        texts = dict.fromkeys(one_line(cell) for cell in row if cell.strip())
        if texts:
            self._lines.ignored.append(IgnoredRow(number + 1, reason, " ".join(texts)))

    def _may_be_header(self, row: Row) -> bool:
        """Spare most rows the closer look: those with points, and those with long texts."""
        points = self._columns.points
        if points is not None and points < len(row) and row[points][:1].isdigit():
            return False
        if max(map(len, row)) <= _LONGEST_HEADER_CELL:
            return True
        content = cell_at(row, self._columns.content)
        return len(content) <= _MOST_HEADER_WORDS and _signature(row) in self._headers

    def _take_header(self, number: int, row: Row) -> int:
        """Take in a header inside the list; return the number of the row behind it."""
        signature = _signature(row)
        known = self._headers.get(signature)
        if known is not None:
            self._columns = known
            self._ignore(number, row, Ignored.REPEATED_HEADER)
            return number + 1
        header = header_at(self._grid, number)
        columns = columns_under(self._grid, header)
        reason = Ignored.REPEATED_HEADER if columns is None else Ignored.SECOND_HEADER
        for line in range(header.first, header.last + 1):
            self._ignore(line, self._grid.rows[line], reason)
            self._headers[_signature(self._grid.rows[line])] = columns
        self._columns = columns or self._columns
        return header.last + 1

    def _take(self, number: int, row: Row) -> None:
        columns = self._columns
        if len(row) < columns.width:
            row = row + ("",) * (columns.width - len(row))
        row = self._without_dashes(row)
        if self._merged.tops:
            row = self._with_merged_texts(number, row)
        if (reason := self._by_first_words(row)) is not None:
            self._in_note = reason is Ignored.NOTE
            self._ignore(number, row, reason)
            return
        line = self._line(number, row)
        total = _total(line)
        if total is not None:
            self._lines.entries.append(total)
            reason = Ignored.SUBTOTAL if total.is_subtotal else Ignored.TOTAL
            self._ignore(number, row, reason)
        elif (passed_over := self._no_heading(line)) is not None:
            self._ignore(number, row, passed_over)
        elif line.is_named or line.heading or line.is_detailed:
            self._in_note = False
            self._lines.entries.append(line)
        else:
            is_read = line.points or line.number
            self._ignore(number, row, Ignored.UNNAMED if is_read else Ignored.OUTSIDE)

    def _without_dashes(self, row: Row) -> Row:
        """Blank content and levels that are only a dash.

        A dash stays where blank would mean that the level goes on from the row above.
        """
        columns = self._columns
        blank = {columns.content} if is_dash(row[columns.content]) else set()
        for column in columns.levels:
            text = row[column].strip()
            if is_dash(text) and not self._level_texts.get(column):
                blank.add(column)
            elif text and text != self._level_texts.get(column):
                above = {at: text for at, text in self._level_texts.items() if at < column}
                self._level_texts = {**above, column: text}
        if not blank:
            return row
        return tuple("" if column in blank else cell for column, cell in enumerate(row))

    def _with_merged_texts(self, number: int, row: Row) -> Row:
        """Repeat criteria and details in each row that their merged cell covers."""
        columns = self._columns
        covered = [
            column
            for column in (*columns.criteria, *(column for _, column in columns.texts))
            if (number, column) in self._merged.tops and not row[column]
        ]
        if not covered:
            return row
        cells = list(row)
        for column in covered:
            top = self._grid.rows[self._merged.tops[number, column]]
            cells[column] = top[column] if column < len(top) else ""
        return tuple(cells)

    def _by_first_words(self, row: Row) -> Ignored | None:
        """Tell notes and lines to sign by their first words, however many cells they fill."""
        first = next(filter(None, row), "")
        if is_remark(first) and all(cell in ("", first) for cell in row):
            return Ignored.NOTE
        if first[:1].isdigit() or not _PUNCTUATED.search(first):
            return None
        filled = [cell for cell in row if cell.strip()]
        if is_signature(first) and 2 * sum(map(is_signature, filled)) >= len(filled):
            return Ignored.SIGNATURE
        points = self._columns.points
        if points is not None and row[points].strip():
            return None
        is_bare = not any(row[column].strip() for column in self._columns.criteria)
        return Ignored.NOTE if is_bare and is_note(first) else None

    def _line(self, number: int, row: Row) -> Line:
        columns = self._columns
        criteria = [paragraphs(row[column]) for column in columns.criteria]
        points = columns.points
        line = Line(
            row=number,
            cells=row,
            columns=columns,
            number=one_line(row[columns.number]) if columns.number is not None else "",
            names=tuple([one_line(row[column]) for column in columns.levels]),
            content=paragraphs(row[columns.content]),
            points="" if points is None else row[points].strip(),
            criteria=criteria[0] if len(criteria) == 1 else "\n".join(filter(None, criteria)),
        )
        line.is_detailed = bool(line.criteria) or any(
            row[column].strip() for _, column in columns.texts
        )
        if self._merged.tops or self._merged.rights:
            self._take_merges(line)
        if not self._take_kind_word(line) and not line.criteria:
            self._find_heading(line)
        return line

    def _take_kind_word(self, line: Line) -> bool:
        """Take 加分项 in the column of numbers, with content beside it, for the first level."""
        if not line.names or line.names[0] or not line.is_named or not names_kind(line.number):
            return False
        if (line.row, line.columns.levels[0]) in self._merged.tops:
            return False
        line.names = (line.number, *line.names[1:])
        line.number = ""
        return True

    def _take_merges(self, line: Line) -> None:
        tops, columns = self._merged.tops, line.columns
        line.content_goes_on = (line.row, columns.content) in tops
        if columns.points is not None and not line.points:
            line.points_top = tops.get((line.row, columns.points))

    def _find_heading(self, line: Line) -> None:
        """Note the row's only words, when it has no others, as what may head a section."""
        columns = line.columns
        names = (*columns.levels, columns.content)
        filled = [column for column in names if line.cells[column].strip()]
        number = line.number
        if number and rank_of_number(number) is None:
            if filled:
                return
            line.heading, line.heading_column = number, columns.number or 0
            line.number = ""
        elif line.points_top is not None:
            return
        elif len(filled) == 1 or _is_spread(line, filled):
            line.heading_column = filled[0]
            line.heading = one_line(line.cells[filled[0]])
        else:
            _find_stray_heading(line, filled)
        right = self._merged.rights.get((line.row, line.heading_column), -1)
        line.is_wide = (
            bool(line.heading)
            and right >= columns.content
            and (len(names) > 1 or right > columns.content)
        )

    def _no_heading(self, line: Line) -> Ignored | None:
        """Return why a row with a single text is no heading and no item, if it is neither."""
        text = line.heading
        if not text or line.points or line.is_detailed:
            return None
        if is_signature(text):
            return Ignored.SIGNATURE
        if text == self._title or is_page_mark(text):
            return Ignored.REPEATED_HEADER
        found = enumerator(text)
        rank = rank_of(found)
        if self._in_note and (rank == UNNUMBERED or rank > 2):
            return Ignored.NOTE
        is_item = line.heading_column == line.columns.content and not line.is_wide
        if found is None and not is_item and is_sentence(text) and not begins_with_kind(text):
            return Ignored.NOTE
        return None


def _find_stray_heading(line: Line, filled: Sequence[int]) -> None:
    """Take the first words of a row that has none where names stand."""
    if filled:
        return
    for column, cell in enumerate(line.cells):
        text = one_line(cell)
        if text and column != line.columns.points and rank_of_number(text) is None:
            if is_note(text) or is_signature(text) or total_of(text):
                line.heading, line.heading_column = text, column
            return


def _total(line: Line) -> Stated | None:
    if line.criteria:
        return None
    columns = line.columns
    for text in (line.number, *line.names, line.content, line.heading):
        found = total_of(text) if text else None
        if found is None:
            continue
        column = columns.points if columns.points is not None else columns.content
        number = line.points or found[1] or _first_level_points(line)
        return Stated(line.row, column, number, found[0])
    return None


def _first_level_points(line: Line) -> str:
    texts = (line.cells[column].strip() for _, column in line.columns.level_points)
    return next((text for text in texts if text), "")


def _is_spread(line: Line, filled: Sequence[int]) -> bool:
    """Whether a heading was copied into every cell that it once spanned."""
    return (
        len(filled) == len(line.names) + 1
        and len({line.cells[column].strip() for column in filled}) == 1
        and not line.points
        and not line.number
    )


def _signature(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(folded_header(cell) for cell in row if cell.strip())
