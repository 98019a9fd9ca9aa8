"""Reading marks made elsewhere: one row a unit, one column a source of the composite."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from inspector.domain.errors import refused
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.marks import Mark
from inspector.domain.numbers import read_points
from inspector.exchange.grid import Grid, cell_name, read_workbook

UNIT_HEADERS: Final = (
    "单位全称",
    "单位名称",
    "单位",
    "名称",
    "规范化简称",
    "规范简称",
    "简称",
    "考核对象",
    "参评单位",
    "被检查单位",
)
SUMS: Final = frozenset({"合计", "总计", "平均", "平均分", "平均值", "汇总"})
"""What stands in the unit's column of a row that is no unit's."""

_HEADER_ROWS: Final = 3
"""How far below the unit's header a source's may stand, in a header of several rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkCell:
    """One unit's mark of one source; None where the cell says that there is none (不涉及)."""

    source: str
    mark: Mark | None
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRow:
    """One unit as the file names it, with the marks that stand in its row."""

    unit: str
    cell: str
    marks: tuple[MarkCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksReading:
    """What a file of marks holds, and all that was noticed."""

    sheet: str
    rows: tuple[MarkRow, ...]
    ignored: tuple[str, ...]
    """Headers of columns that were not asked for."""
    issues: tuple[Issue, ...] = ()


def read_marks(
    data: bytes, name: str, columns: Mapping[str, str], *, sheet: str | None = None
) -> MarksReading:
    """Read the columns with these headers, each into the source it stands for.

    Blank cells say nothing. Raises Refused when the file cannot be read, or no sheet has a column
    of units beside one of the columns.
    """
    book = read_workbook(data, name)
    wanted = {_plain(header): source for header, source in columns.items()}
    for grid in book.sheets:
        if sheet is not None and grid.name != sheet:
            continue
        table = _Table.found(grid, name, wanted)
        if table is not None:
            return table.reading()
    raise refused("marks.no_table", Place(file=name), headers="、".join(columns))


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet with its columns found."""

    grid: Grid
    file: str
    unit: int
    sources: Mapping[int, str]
    header: Sequence[str]
    first: int
    """The row in which units begin, counted from 0."""

    @classmethod
    def found(cls, grid: Grid, file: str, wanted: Mapping[str, str]) -> "_Table | None":
        for number, row in enumerate(grid.rows):
            titles = [_plain(cell) for cell in row]
            unit = next((titles.index(one) for one in UNIT_HEADERS if one in titles), None)
            if unit is None:
                continue
            sources, last = _sources(grid, number, wanted)
            if sources:
                return cls(grid, file, unit, sources, row, last + 1)
        return None

    def reading(self) -> MarksReading:
        issues: list[Issue] = []
        rows = []
        for number in range(self.first, len(self.grid.rows)):
            cells = self.grid.rows[number]
            unit = cells[self.unit].strip() if self.unit < len(cells) else ""
            if unit and _plain(unit) not in SUMS:
                marks = tuple(self._marks(number, cells, issues))
                rows.append(MarkRow(unit=unit, cell=cell_name(number, self.unit), marks=marks))
        known = {self.unit, *self.sources}
        ignored = (text for at, text in enumerate(self.header) if at not in known and text.strip())
        return MarksReading(
            sheet=self.grid.name, rows=tuple(rows), ignored=tuple(ignored), issues=tuple(issues)
        )

    def _marks(self, row: int, cells: Sequence[str], issues: list[Issue]) -> Iterator[MarkCell]:
        for column, source in self.sources.items():
            text = cells[column].strip() if column < len(cells) else ""
            if not text:
                continue
            cell = cell_name(row, column)
            read = read_points(text)
            is_none = text == _NOT_APPLICABLE
            if not is_none and (
                read.problem is not None or (read.points is not None and read.points < 0)
            ):
                issues.append(self._issue("marks.not_a_number", cell, text=text[:30]))
                continue
            yield MarkCell(source=source, mark=None if is_none else read.points, cell=cell)

    def _issue(self, code: str, cell: str, **parameters: str) -> Issue:
        place = Place(file=self.file, sheet=self.grid.name, cell=cell)
        return Issue(code=code, severity=Severity.ERROR, place=place, parameters=parameters)


_NOT_APPLICABLE: Final = "不涉及"


def _sources(grid: Grid, header: int, wanted: Mapping[str, str]) -> tuple[dict[int, str], int]:
    """Return the columns of the sources, and the last row of the header that names one."""
    found: dict[int, str] = {}
    last = header
    for number in range(header, min(header + _HEADER_ROWS, len(grid.rows))):
        for column, cell in enumerate(grid.rows[number]):
            source = wanted.get(_plain(cell))
            if source is not None and source not in found.values():
                found[column] = source
                last = number
    return found, last


def _plain(text: str) -> str:
    """Return a header without blanks and without what stands in brackets behind it."""
    return "".join(text.split()).replace("(", "（").partition("（")[0]
