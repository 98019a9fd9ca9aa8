"""How large a sheet becomes in memory, measured before the reader is let loose on it.

The reader lays out every sheet as a full rectangle from its first filled cell to its last, so
that two cells in opposite corners take gigabytes; here the rectangle is measured on the stored
form. The same pass finds what the reader does not tell: hidden rows, formulas that were never
calculated, and the merged ranges of the formats that it has none for.
"""

import re
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from xml.parsers import expat

from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.exchange.container import OVERLAP, Chunk

MOST_CELLS: Final = 10_500_000
"""Of a sheet's rectangle, 32 bytes each: a million rows of ten columns."""
_SLOW_LIMIT: Final = 64_000_000
"""Bytes of a sheet written in an unusual way, which is measured tag by tag."""

_FILLED: Final = re.compile(rb'<c r="([A-Za-z]+)(\d+)"[^>/]*>')
_SLASH_INSIDE: Final = re.compile(rb"<c [^>]*/[^>]+>")
_PREFIXED: Final = re.compile(rb"<[^<>\s/]{1,40}:c[\s>/]")
_ODD_CELL: Final = re.compile(rb'<c(?:[>\t\r\n/]| (?!r="))')
_COLUMN: Final = re.compile(rb"<col [^>]*>")
_BOUND: Final = re.compile(rb'\b(min|max)="(\d+)"')
_IS_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
_MOST_HIDDEN: Final = 256
_HIDDEN_ROW: Final = re.compile(rb'<row [^>]*hidden="(?:1|true)"')
_UNCALCULATED: Final = re.compile(
    rb'<c r="([A-Z]+\d+)"[^>]*><f[^>]*>[^<]*</f>(?:<v\s*/>|<v></v>)?</c>'
)
_UNSIGNED: Final = struct.Struct("<I")
_FOUR_UNSIGNED: Final = struct.Struct("<4I")
_FAILED: Final = re.compile(
    rb'<c r="([A-Z]+\d+)"[^>]*\bt="e"[^>]*>(?:<f[^>]*>[^<]*</f>|<f[^>]*/>)?<v>([^<]{1,20})</v>'
)
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,7})(\d{1,10})")


class Merge(NamedTuple):
    """A merged range: rows and columns counted from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Extent:
    """The last row and column filled (counted from 1), and what else the pass noticed."""

    rows: int = 0
    columns: int = 0
    hidden_rows: int = 0
    hidden_columns: set[int] = field(default_factory=set)
    """Counted from 0; the first few hundred columns only."""
    uncalculated: list[str] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    """Cells whose formula failed, with what they show (#DIV/0!), which the reader leaves blank."""

    def hide(self, first: int, last: int) -> None:
        """Take in hidden columns, counted from 1, both included."""
        self.hidden_columns.update(range(first - 1, min(last, _MOST_HIDDEN)))

    def reach(self, row: int, column: int) -> None:
        """Take in a filled cell, counted from 1."""
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)

    def check(self, place: Place) -> None:
        """Raise Refused when the rectangle is too large to lay out."""
        if self.rows * self.columns > MOST_CELLS:
            raise refused("workbook.too_many_cells", place, rows=self.rows, columns=self.columns)


def column_number(letters: str) -> int:
    """Return the number of a column, counted from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_place(reference: str) -> tuple[int, int] | None:
    """Return row and column, counted from 0, of a cell such as D7."""
    found = _REFERENCE.fullmatch(reference)
    return (int(found[2]) - 1, column_number(found[1]) - 1) if found else None


def column_letters(number: int) -> str:
    """Return the letters of a column counted from 1."""
    letters = ""
    while number > 0:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def measure_xlsx(read: Callable[[], Iterable[Chunk]], place: Place) -> Extent:
    """Measure an .xlsx sheet; `read` starts its XML from the beginning each time.

    Raises Refused for a sheet that is too large or whose XML is broken.
    """
    extent, started = Extent(), False
    for chunk in read():
        is_sheet = started or b"<worksheet" in chunk.data
        if not (is_sheet and _is_usual(chunk.data) and _take_in(chunk, extent)):
            return _measure_by_tags(_XlsxTags(), read(), place)
        started = True
    extent.check(place)
    return extent


def _is_usual(xml: bytes) -> bool:
    """Whether cells are written as every office program writes them: <c r="A1" ...>."""
    opened = xml.rfind(b"<")
    if opened > xml.rfind(b">") and len(xml) - opened > OVERLAP:
        return False
    if b":c" in xml and _PREFIXED.search(xml):
        return False
    return xml.count(b"<c") == xml.count(b'<c r="') or _ODD_CELL.search(xml) is None


def _is_blank(xml: bytes) -> bool:
    """Whether all cells are closed at once, as those without a value are.

    A cell cut off at the end stands whole in the next chunk.
    """
    if b"</c>" in xml:
        return False
    last = xml.rfind(b"<c ")
    end = xml.find(b">", last)
    return last < 0 or end < 0 or xml[end - 1 : end] == b"/"


def _take_in(chunk: Chunk, extent: Extent) -> bool:
    """Take in the cells of a chunk; return False when they are written in an unusual way."""
    xml, repeated = chunk
    if b'hidden="' in xml:
        extent.hidden_rows += sum(found.end() > repeated for found in _HIDDEN_ROW.finditer(xml))
        if b"<col " in xml:
            _hide_columns(xml, extent)
    if _is_blank(xml):
        return True
    if _SLASH_INSIDE.search(xml):
        return False
    filled = _FILLED.findall(xml)
    if filled:
        row = max(map(int, {row for _, row in filled}))
        column = max(
            {letters for letters, _ in filled}, key=lambda letters: (len(letters), letters)
        )
        extent.reach(row, column_number(column.decode()))
    if b't="e"' in xml:
        extent.failed += [
            (found[1].decode(), found[2].decode("utf-8", "replace"))
            for found in _FAILED.finditer(xml)
            if found.end() > repeated
        ]
    if b"</f>" in xml:
        extent.uncalculated += [
            found[1].decode() for found in _UNCALCULATED.finditer(xml) if found.end() > repeated
        ]
    return True


def _hide_columns(xml: bytes, extent: Extent) -> None:
    for column in _COLUMN.findall(xml):
        if _IS_HIDDEN.search(column):
            bounds = {name: int(number) for name, number in _BOUND.findall(column)}
            if len(bounds) == 2:
                extent.hide(bounds[b"min"], bounds[b"max"])


class _Tags:
    """Follows the cells of a sheet tag by tag."""

    def __init__(self) -> None:
        self.extent = Extent()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in an opening tag."""
        raise NotImplementedError

    def end(self, tag: str) -> None:
        """Take in a closing tag."""


class _XlsxTags(_Tags):
    """Cells of an .xlsx sheet, with references or in sequence, under any prefix."""

    def __init__(self) -> None:
        super().__init__()
        self._row = self._column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            given = attributes.get("r", "")
            self._row = int(given) if given.isdecimal() else self._row + 1
            self._column = 0
            self.extent.hidden_rows += attributes.get("hidden") in ("1", "true")
        elif name == "c":
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            if found:
                self._column, self._row = column_number(found[1]), int(found[2])
            else:
                self._column += 1
        elif name in ("v", "is"):
            self.extent.reach(self._row, self._column)
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self.extent.hide(int(first), int(last))


_ODS_CELLS: Final = frozenset({"table:table-cell", "table:covered-table-cell"})
_OWN_TEXT: Final = frozenset({"text:p", "text:h"})
_REPEATED_COLUMNS: Final = "table:number-columns-repeated"
_REPEATED_ROWS: Final = "table:number-rows-repeated"
_MOST_REPEATS: Final = 1 << 24


class _OdsTags(_Tags):
    """Cells of all tables of an .ods file, whose rows and cells are stored with repeat counts."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Extent] = []
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._in_cell = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.extent = Extent()
            self.tables.append(self.extent)
            self._row = self._column = 0
        elif tag == "table:table-column":
            count = _count(attributes, _REPEATED_COLUMNS)
            if attributes.get("table:visibility", "visible") != "visible":
                self.extent.hide(self._column + 1, self._column + count)
            self._column += count
        elif tag == "table:table-row":
            self._rows, self._column = _count(attributes, _REPEATED_ROWS), 0
            if "table:visibility" in attributes:
                self.extent.hidden_rows += self._rows
        elif tag in _ODS_CELLS:
            self._start_cell(attributes)
        elif tag in _OWN_TEXT and self._in_cell:
            self._fill()

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._in_cell, self._columns = True, _count(attributes, _REPEATED_COLUMNS)
        if "office:value-type" in attributes:
            self._fill()
        bottom = self._row + _count(attributes, "table:number-rows-spanned") - 1
        right = self._column + _count(attributes, "table:number-columns-spanned") - 1
        if (bottom, right) != (self._row, self._column):
            self.extent.merges.append(Merge(self._row, self._column, bottom, right))

    def _fill(self) -> None:
        self.extent.reach(self._row + self._rows, self._column + self._columns)

    def end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._row += self._rows
        elif tag in _ODS_CELLS:
            self._in_cell = False
            self._column += self._columns


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return min(int(text), _MOST_REPEATS) if text.isdecimal() else 1


def measure_ods(chunks: Iterable[Chunk], place: Place) -> list[Extent]:
    """Measure the tables of an .ods file in order, merged ranges included."""
    tags = _OdsTags()
    _measure_by_tags(tags, chunks, place)
    for extent in tags.tables:
        extent.check(place)
    return tags.tables


def _measure_by_tags(tags: _Tags, chunks: Iterable[Chunk], place: Place) -> Extent:
    parser = expat.ParserCreate()
    parser.StartElementHandler = tags.start
    parser.EndElementHandler = tags.end
    read = 0
    try:
        for chunk in chunks:
            read += len(chunk.data) - chunk.repeated
            if read > _SLOW_LIMIT:
                raise refused("workbook.inflates", place, limit=_SLOW_LIMIT // 1_000_000)
            parser.Parse(chunk.data[chunk.repeated :])
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as broken:
        raise refused("workbook.damaged", place) from broken
    tags.extent.check(place)
    return tags.extent


_ROW_RECORD: Final = 0
_CELL_RECORDS: Final = frozenset(range(2, 12))
"""BrtCellRk … BrtFmlaError; 1 is a blank cell."""
_MERGE_RECORD: Final = 176
_COLUMN_RECORD: Final = 60
"""First and last column, width, style, then flags of which the lowest says hidden."""


def measure_xlsb(chunks: Iterable[Chunk], place: Place) -> Extent:
    """Measure an .xlsb sheet from its records ([MS-XLSB] 2.1.4), merged ranges included."""
    stored = b"".join(chunk.data[chunk.repeated :] for chunk in chunks)
    if len(stored) > _SLOW_LIMIT:
        raise refused("workbook.inflates", place, limit=_SLOW_LIMIT // 1_000_000)
    extent, at, row = Extent(), 0, 0
    try:
        while at < len(stored):
            kind, at = _variable(stored, at, 2)
            size, at = _variable(stored, at, 4)
            if kind == _ROW_RECORD:
                row = _UNSIGNED.unpack_from(stored, at)[0]
            elif kind in _CELL_RECORDS:
                extent.reach(row + 1, _UNSIGNED.unpack_from(stored, at)[0] + 1)
            elif kind == _COLUMN_RECORD:
                first, last, _width, _style = _FOUR_UNSIGNED.unpack_from(stored, at)
                if stored[at + _FOUR_UNSIGNED.size] & 1:
                    extent.hide(first + 1, last + 1)
            elif kind == _MERGE_RECORD:
                top, bottom, left, right = _FOUR_UNSIGNED.unpack_from(stored, at)
                extent.merges.append(Merge(top, left, bottom, right))
            at += size
    except (IndexError, struct.error) as broken:
        raise refused("workbook.damaged", place) from broken
    extent.check(place)
    return extent


def _variable(stored: bytes, at: int, most: int) -> tuple[int, int]:
    """Read a number of seven bits a byte, low bits first; return it and where the next begins."""
    number = 0
    for place in range(most):
        byte = stored[at + place]
        number |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return number, at + place + 1
    return number, at + most


_BUNDLED_SHEET: Final = 156
_SHEET_ID_BYTES: Final = 8


def xlsb_sheet_parts(stored: bytes) -> list[str]:
    """Return the relation ids of the sheets that the workbook part of an .xlsb names, in order."""
    ids, at = [], 0
    while at < len(stored):
        kind, at = _variable(stored, at, 2)
        size, at = _variable(stored, at, 4)
        if kind == _BUNDLED_SHEET:
            length = _UNSIGNED.unpack_from(stored, at + _SHEET_ID_BYTES)[0]
            begin = at + _SHEET_ID_BYTES + _UNSIGNED.size
            ids.append(stored[begin : begin + 2 * length].decode("utf-16-le", "replace"))
        at += size
    return ids
