"""Any office's workbook or Word file as grids of text: the first of the three stages of reading."""

import datetime
import math
import re
import struct
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from inspector.domain.errors import refused
from inspector.domain.issues import Issue, Place, Severity
from inspector.exchange.container import (
    Container,
    FileKind,
    checked_parts,
    chunks_of,
    is_sheet,
    open_container,
)
from inspector.exchange.extents import (
    Extent,
    Merge,
    cell_place,
    column_letters,
    measure_ods,
    measure_xlsb,
    measure_xlsx,
    xlsb_sheet_parts,
)
from inspector.exchange.ole import check_xls

if TYPE_CHECKING:
    from inspector.exchange.word_tables import WordTable

_WORD: Final = "inspector.exchange.word_tables"
"""Loaded with the first Word file: python-docx takes a tenth of a second and 15 MB."""

LONGEST_CELL: Final = 32_767
"""UTF-16 units a cell of Excel can hold."""
MOST_SHEETS: Final = 300
_SIGNIFICANT: Final = ".15g"
"""What a spreadsheet shows of a binary number; the digits behind are noise (0.1 + 0.2)."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet, or one table of a Word file, as text.

    `rows` holds the cells of every row from the first, an empty tuple for a blank row; rows
    differ in length and blank rows at the end are left out. Text stands as it was stored.
    """

    name: str
    rows: tuple[Row, ...] = ()
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    heading: tuple[str, ...] = ()
    """Paragraphs that stand above a table in a Word file."""
    hidden_rows: int = 0
    hidden_columns: frozenset[int] = frozenset()
    """Counted from 0."""
    uncalculated: tuple[str, ...] = ()
    """Cells (A1 style) whose formula was stored without its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """All grids of a file in order, and what was noticed on the way."""

    name: str
    kind: FileKind
    sheets: tuple[Grid, ...] = ()
    issues: tuple[Issue, ...] = ()
    """What was skipped (notes) and cells that no workbook can hold (errors)."""


def read_workbook(data: bytes, name: str) -> Workbook:
    """Read a file's bytes; `name` only stands in messages.

    Raises Refused for what is no workbook or Word file, is damaged or encrypted, or would take
    more memory or time than a real list does.
    """
    container = open_container(data, name)
    if container.kind is FileKind.DOCX:
        grids: Iterable[Grid] = _word_grids(container, name)
        issues: list[Issue] = []
    else:
        if container.kind is FileKind.XLS:
            check_xls(data, Place(file=name))
        extents = _extents(container, name)
        grids, issues = _sheet_grids(container, name, extents)
    sheets = tuple(grids)
    issues += [issue for grid in sheets for issue in _too_long(grid, name)]
    return Workbook(name=name, kind=container.kind, sheets=sheets, issues=tuple(issues))


def cell_name(row: int, column: int | None = None) -> str:
    """Return how a user finds a cell (D7) or, without a column, a row (7); counted from 0."""
    if column is None:
        return str(row + 1)
    return f"{column_letters(column + 1)}{row + 1}"


def cell_at(row: Sequence[str], column: int | None) -> str:
    """Return a cell's text; a column that is not there, or not filled that far, is empty."""
    return row[column] if column is not None and column < len(row) else ""


def filled_rows(grid: Grid, start: int = 0) -> Iterator[int]:
    """Yield the numbers (from 0) of the rows with something in them."""
    for number in range(start, len(grid.rows)):
        if any(cell.strip() for cell in grid.rows[number]):
            yield number


def _word_grids(container: Container, name: str) -> Iterator[Grid]:
    for part in checked_parts(container):
        for _ in chunks_of(container, part, name):
            pass
    tables: list[WordTable] = import_module(_WORD).read_word_tables(container.data, name)
    for number, table in enumerate(tables, start=1):
        yield _word_grid(table, number)


def _word_grid(table: "WordTable", number: int) -> Grid:
    return Grid(
        name=f"表{number}",
        rows=_trimmed(tuple(row) if any(row) else () for row in table.rows),
        merges=tuple(table.merges),
        heading=tuple(table.heading),
    )


def _extents(container: Container, name: str) -> dict[str, Extent]:
    """Check every part that will be parsed and measure the sheets, by name of the part."""
    measured: dict[str, Extent] = {}
    place = Place(file=name)
    for part in checked_parts(container):
        if not is_sheet(part):
            for _ in chunks_of(container, part, name):
                pass
        elif container.kind is FileKind.ODS:
            tables = measure_ods(chunks_of(container, part, name), place)
            measured |= {str(number): extent for number, extent in enumerate(tables)}
        elif part.filename.lower().endswith(".bin"):
            measured[part.filename] = measure_xlsb(chunks_of(container, part, name), place)
        else:
            measured[part.filename] = measure_xlsx(
                lambda part=part: chunks_of(container, part, name),  # type: ignore[misc]
                place,
            )
    return measured


def _sheet_grids(
    container: Container, name: str, extents: dict[str, Extent]
) -> tuple[list[Grid], list[Issue]]:
    workbook = _opened(container.data, name)
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    if len(sheets) > MOST_SHEETS:
        raise refused("workbook.too_many_sheets", Place(file=name), limit=MOST_SHEETS)
    parts = _sheet_parts(container, [sheet.name for sheet in workbook.sheets_metadata], name)
    grids, issues = [], []
    for sheet in sheets:
        extent = extents.get(parts.get(sheet.name, ""), Extent())
        hidden = sheet.visible is not SheetVisibleEnum.Visible
        grids.append(_grid(_sheet(workbook, sheet.name, name), extent, hidden=hidden))
    others = [sheet for sheet in workbook.sheets_metadata if sheet not in sheets]
    issues += [
        Issue(
            code="workbook.sheet_skipped",
            severity=Severity.NOTE,
            place=Place(file=name, sheet=sheet.name),
        )
        for sheet in others
    ]
    return grids, issues


def _opened(data: bytes, name: str) -> CalamineWorkbook:
    place = Place(file=name)
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except python_calamine.PasswordError as locked:
        raise refused("workbook.encrypted", place) from locked
    except (python_calamine.CalamineError, OSError, ValueError) as broken:
        code = "workbook.encrypted" if "assword" in str(broken) else "workbook.damaged"
        raise refused(code, place) from broken
    except BaseException as panic:
        if not _is_panic(panic):
            raise
        raise refused("workbook.damaged", place) from panic


def _sheet(workbook: CalamineWorkbook, sheet: str, name: str) -> CalamineSheet:
    place = Place(file=name, sheet=sheet)
    try:
        return workbook.get_sheet_by_name(sheet)
    except (python_calamine.CalamineError, OSError, ValueError) as broken:
        raise refused("workbook.damaged_sheet", place) from broken
    except BaseException as panic:
        if not _is_panic(panic):
            raise
        raise refused("workbook.damaged_sheet", place) from panic


def _is_panic(failure: BaseException) -> bool:
    """Whether the reader's own code gave up, which it reports outside Exception and unnamed."""
    return type(failure).__name__ == "PanicException"


def _grid(sheet: CalamineSheet, extent: Extent, *, hidden: bool) -> Grid:
    Extent(sheet.total_height, sheet.total_width).check(Place(sheet=sheet.name))
    merges = [Merge(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    return Grid(
        name=sheet.name,
        rows=_with_failures(_rows(sheet), extent.failed),
        merges=tuple(merges or extent.merges),
        hidden=hidden,
        hidden_rows=extent.hidden_rows,
        hidden_columns=frozenset(extent.hidden_columns),
        uncalculated=tuple(extent.uncalculated),
    )


def _rows(sheet: CalamineSheet) -> tuple[Row, ...]:
    if sheet.start is None:
        return ()
    rows = (
        tuple([cell if cell.__class__ is str else cell_text(cell) for cell in row])
        if any(row)
        else _zeros(row)
        for row in sheet.iter_rows()
    )
    # The reader hands out blank rows above the first filled cell, but no columns left of it.
    left = ("",) * sheet.start[1]
    return _trimmed(rows if not left else (left + row if row else row for row in rows))


def _with_failures(rows: tuple[Row, ...], failed: Iterable[tuple[str, str]]) -> tuple[Row, ...]:
    """Show what failed formulas show, which the reader leaves blank."""
    changed: dict[int, list[str]] = {}
    for reference, text in failed:
        place = cell_place(reference)
        if place is None or place[0] >= len(rows):
            continue
        row = changed.setdefault(place[0], list(rows[place[0]]))
        if place[1] < len(row):
            row[place[1]] = text
    if not changed:
        return rows
    return tuple(tuple(changed.get(number, row)) for number, row in enumerate(rows))


def _zeros(row: Sequence[object]) -> Row:
    """Return a row without true values: blank, or with noughts in it."""
    texts = tuple(cell_text(cell) for cell in row)
    return texts if any(texts) else ()


def _trimmed(rows: Iterable[Row]) -> tuple[Row, ...]:
    kept = list(rows)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def cell_text(value: object) -> str:
    """Return a stored value as text: numbers as their shortest decimal, dates as 2025-12-31."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    return str(value)


def _number_text(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if not math.isfinite(value):
        return str(value)
    text = format(value, _SIGNIFICANT)
    return format(float(text), ".20f").rstrip("0") if "e-" in text else text


def _too_long(grid: Grid, name: str) -> Iterator[Issue]:
    for number, row in enumerate(grid.rows):
        for column, text in enumerate(row):
            if len(text) * 2 > LONGEST_CELL and _units(text) > LONGEST_CELL:
                yield Issue(
                    code="workbook.cell_too_long",
                    severity=Severity.ERROR,
                    place=Place(file=name, sheet=grid.name, cell=cell_name(number, column)),
                    parameters={"length": str(_units(text)), "limit": str(LONGEST_CELL)},
                )


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


_TAG: Final = re.compile(r"\{[^}]*\}")


def _sheet_parts(container: Container, names: Sequence[str], file: str) -> dict[str, str]:
    """Return the part that holds each sheet, as far as the workbook says so plainly."""
    try:
        return _told_parts(container, names)
    except (ElementTree.ParseError, zipfile.BadZipFile, IndexError, struct.error) as broken:
        raise refused("workbook.damaged", Place(file=file)) from broken


def _told_parts(container: Container, names: Sequence[str]) -> dict[str, str]:
    if container.kind is FileKind.ODS:
        return {name: str(number) for number, name in enumerate(names)}
    if container.kind is FileKind.XLS:
        return {}
    with zipfile.ZipFile(BytesIO(container.data)) as archive:
        if container.kind is FileKind.XLSB:
            relations = _relations(archive, "xl/_rels/workbook.bin.rels")
            ids = xlsb_sheet_parts(archive.read("xl/workbook.bin"))
        else:
            relations = _relations(archive, "xl/_rels/workbook.xml.rels")
            ids = _sheet_ids(archive)
    return {
        name: relations[relation]
        for name, relation in zip(names, ids, strict=False)
        if relation in relations
    }


def _sheet_ids(archive: zipfile.ZipFile) -> list[str]:
    if "xl/workbook.xml" not in archive.namelist():
        return []
    root = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    sheets = [node for node in root.iter() if _TAG.sub("", node.tag) == "sheet"]
    return [
        next((value for key, value in node.items() if _TAG.sub("", key) == "id"), "")
        for node in sheets
    ]


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    if part not in archive.namelist():
        return {}
    targets = {}
    for node in ElementTree.fromstring(archive.read(part)):
        target = node.get("Target", "")
        targets[node.get("Id", "")] = (
            target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        )
    return targets
