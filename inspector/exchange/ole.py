"""Workbooks of the old binary kind (.xls, .et), checked before the reader trusts their counts.

The reader reserves memory by what records declare and follows sector numbers without looking;
a damaged file would end the whole program. [MS-CFB] 2 describes the container, [MS-XLS] 2.4 the
records.
"""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from inspector.domain.errors import Refused, refused
from inspector.domain.issues import Place
from inspector.exchange.extents import Extent

_HEADER: Final = struct.Struct("<24xHHHHH6xIII4xIIIII")
_HEADER_SIZE: Final = 512
_LISTED_SECTORS: Final = 109
_ENTRY_SIZE: Final = 128
_ENTRY: Final = struct.Struct("<64sHB49xIQ")
_FREE_FROM: Final = 0xFFFFFFFA
"""Sector numbers from here on mean the end of a chain, or no sector."""
_LARGEST_STREAM: Final = 128_000_000
_ROOT: Final = 5
_WORKBOOKS: Final = ("workbook", "book")

_RECORD: Final = struct.Struct("<HH")
_PLACE: Final = struct.Struct("<HH")
_COUNTS: Final = struct.Struct("<II")
_WIDE_DIMENSIONS: Final = struct.Struct("<IIHH")
_NARROW_DIMENSIONS: Final = struct.Struct("<HHHH")
_BEGIN, _LOCKED, _STRINGS, _DIMENSIONS = 0x0809, 0x002F, 0x00FC, 0x0200
_SEVERAL_CELLS: Final = 0x00BD
_CELLS: Final = frozenset(
    {0x0006, 0x0206, 0x0406, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, _SEVERAL_CELLS}
)


class _Entry(NamedTuple):
    name: str
    kind: int
    start: int
    size: int


class _Container:
    """The sectors of a compound file; every number is checked against the file's size."""

    def __init__(self, data: bytes, place: Place) -> None:
        self._data = data
        self._damaged = refused("workbook.damaged", place)
        if len(data) < _HEADER_SIZE:
            raise refused("workbook.truncated", place)
        fields = _HEADER.unpack_from(data)
        _, major, _, shift, mini_shift, _, tables, directory, cutoff, *mini = fields
        if (major, shift, mini_shift) not in ((3, 9, 6), (4, 12, 6)):
            raise self._damaged
        self._sector = 1 << shift
        self._count = (len(data) - 1) // self._sector
        self._cutoff = cutoff
        self._table = self._sector_table(tables, mini[2], mini[3])
        self._mini_table = self._numbers(self._chain(mini[0])) if mini[1] else []
        self._entries = list(self._directory(directory))
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        if root is None:
            raise self._damaged
        has_mini = root.start < _FREE_FROM and root.size
        self._mini_stream = self._joined(self._chain(root.start)) if has_mini else b""

    def stream(self) -> bytes:
        """Return the stream that holds the workbook."""
        for wanted in _WORKBOOKS:
            for entry in self._entries:
                if entry.name.lower() == wanted:
                    return self._content(entry)
        raise self._damaged

    def _sector_table(self, tables: int, next_list: int, lists: int) -> list[int]:
        """Return the table of sector chains; it has as many sectors as the header says."""
        if tables > self._count or lists > self._count:
            raise self._damaged
        listed = list(struct.unpack_from(f"<{_LISTED_SECTORS}I", self._data, 76))
        for _ in range(lists):
            numbers = self._numbers([next_list])
            listed += numbers[:-1]
            next_list = numbers[-1]
        used = [number for number in listed if number < _FREE_FROM][:tables]
        return self._numbers(used)

    def _numbers(self, sectors: list[int]) -> list[int]:
        stored = self._joined(sectors)
        return list(struct.unpack(f"<{len(stored) // 4}I", stored[: len(stored) // 4 * 4]))

    def _joined(self, sectors: list[int]) -> bytes:
        if any(number >= self._count for number in sectors):
            raise self._damaged
        size = self._sector
        return b"".join(self._data[(n + 1) * size : (n + 2) * size] for n in sectors)

    def _chain(self, start: int) -> list[int]:
        return self._followed(start, self._table, self._count)

    def _followed(self, start: int, table: list[int], most: int) -> list[int]:
        chain: list[int] = []
        while start < _FREE_FROM:
            if start >= len(table) or len(chain) > most:
                raise self._damaged
            chain.append(start)
            start = table[start]
        return chain

    def _directory(self, start: int) -> Iterator[_Entry]:
        stored = self._joined(self._chain(start))
        for at in range(0, len(stored) - _ENTRY_SIZE + 1, _ENTRY_SIZE):
            name, length, kind, begin, size = _ENTRY.unpack_from(stored, at)
            if kind:
                text = name[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                yield _Entry(text, kind, begin, size & 0xFFFFFFFF)

    def _content(self, entry: _Entry) -> bytes:
        if entry.size > min(len(self._data), _LARGEST_STREAM):
            raise self._damaged
        if entry.size >= self._cutoff:
            content = self._joined(self._chain(entry.start))
        else:
            small = self._followed(entry.start, self._mini_table, len(self._mini_table))
            content = b"".join(self._mini_stream[n * 64 : (n + 1) * 64] for n in small)
        if len(content) < entry.size:
            raise self._damaged
        return content[: entry.size]


def check_xls(data: bytes, place: Place) -> None:
    """Check sectors, declared counts and the extent of every sheet.

    Raises Refused for a file that is cut short, damaged, encrypted or too large.
    """
    stream = _Container(data, place).stream()
    extent = Extent()
    for kind, record in _records(stream, place):
        if kind == _BEGIN:
            extent.check(place)
            extent = Extent()
        elif kind == _LOCKED:
            raise refused("workbook.encrypted", place)
        elif kind == _STRINGS and len(record) >= _COUNTS.size:
            if _COUNTS.unpack_from(record)[1] > len(stream):
                raise refused("workbook.damaged", place)
        elif kind == _DIMENSIONS:
            _check_dimensions(record, place)
        elif kind in _CELLS and len(record) >= _PLACE.size:
            row, column = _PLACE.unpack_from(record)
            if kind == _SEVERAL_CELLS:
                column = int.from_bytes(record[-2:], "little")
            extent.reach(row + 1, column + 1)
    extent.check(place)


def _records(stream: bytes, place: Place) -> Iterator[tuple[int, bytes]]:
    at, end = 0, len(stream)
    while at + _RECORD.size <= end:
        kind, size = _RECORD.unpack_from(stream, at)
        at += _RECORD.size
        if at + size > end:
            # Padding behind the last record may look like one.
            if kind:
                raise _cut_short(place)
            return
        yield kind, stream[at : at + size]
        at += size


def _cut_short(place: Place) -> Refused:
    return refused("workbook.truncated", place)


def _check_dimensions(record: bytes, place: Place) -> None:
    """Refuse declared dimensions for which the reader would reserve too much."""
    form = _WIDE_DIMENSIONS if len(record) >= _WIDE_DIMENSIONS.size else _NARROW_DIMENSIONS
    if len(record) < form.size:
        raise refused("workbook.damaged", place)
    top, bottom, left, right = form.unpack_from(record)
    if bottom > 1 << 16 or right > 1 << 8 or top > bottom or left > right:
        raise refused("workbook.damaged", place)
    Extent(bottom - top, right - left).check(place)
