"""Reading an applicability matrix: units in rows, items in columns, a sign where one is spared."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from inspector.domain.errors import refused
from inspector.domain.issues import Issue, Place, Severity
from inspector.exchange.grid import Grid, cell_name, read_workbook
from inspector.exchange.marks_reader import SUMS, UNIT_HEADERS

SPARED: Final = frozenset({"×", "x", "X", "✗", "✘", "否", "不适用", "不涉及", "免", "N", "n", "0"})
APPLIES: Final = frozenset({"", "√", "✓", "✔", "是", "适用", "Y", "y", "1", "○"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One unit as the file names it, and by item number whether it is spared the item."""

    unit: str
    cell: str
    spared: Mapping[str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """What a file says of units and items; errors where a sign is neither."""

    sheet: str
    rows: tuple[MatrixRow, ...]
    issues: tuple[Issue, ...]


def read_matrix(data: bytes, name: str, numbers: Collection[str]) -> Matrix:
    """Read the columns headed by these item numbers.

    A header may go on after the number (1.4 行政许可). Raises Refused when the file cannot be read
    or no sheet has a column of units beside one of the items.
    """
    for grid in read_workbook(data, name).sheets:
        for at, row in enumerate(grid.rows):
            titles = ["".join(cell.split()) for cell in row]
            unit = next((titles.index(one) for one in UNIT_HEADERS if one in titles), None)
            columns = {
                column: number
                for column, cell in enumerate(row)
                if (number := _leading(cell)) in numbers and column != unit
            }
            if unit is not None and columns:
                return _matrix(grid, name, at + 1, unit, columns)
    raise refused("division.no_matrix", Place(file=name))


def _matrix(grid: Grid, file: str, first: int, unit: int, columns: Mapping[int, str]) -> Matrix:
    rows: list[MatrixRow] = []
    issues: list[Issue] = []
    for at in range(first, len(grid.rows)):
        cells = grid.rows[at]
        name = cells[unit].strip() if unit < len(cells) else ""
        if not name or name in SUMS:
            continue
        spared: dict[str, bool] = {}
        for column, number in columns.items():
            sign = cells[column].strip() if column < len(cells) else ""
            if sign in SPARED or sign in APPLIES:
                spared[number] = sign in SPARED
            else:
                place = Place(file=file, sheet=grid.name, cell=cell_name(at, column))
                issues.append(
                    Issue(
                        code="division.no_sign",
                        severity=Severity.ERROR,
                        place=place,
                        parameters={"text": sign[:20]},
                    )
                )
        rows.append(MatrixRow(unit=name, cell=cell_name(at, unit), spared=spared))
    return Matrix(sheet=grid.name, rows=tuple(rows), issues=tuple(issues))


def _leading(cell: str) -> str:
    """Return what a header begins with, up to a blank."""
    return next(iter(cell.split()), "")
