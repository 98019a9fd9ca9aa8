"""PostScript outlines (CFF) read one glyph at a time.

A Chinese font holds tens of thousands of glyphs and a paper needs a few hundred: nothing is read
that is not drawn. The format is Adobe's Technical Note 5176, the charstrings 5177.
"""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Final

from inspector.report.charstrings import Contour, Subrs, UnreadableOutline, contours

_CHARSTRINGS: Final = 17
_PRIVATE: Final = 18
_SUBRS: Final = 19
_FD_ARRAY: Final = 12 << 8 | 36
_FD_SELECT: Final = 12 << 8 | 37
_ESCAPE: Final = 12
_LAST_OPERATOR: Final = 21
_SHORT: Final = 28
_LONG: Final = 29
_REAL: Final = 30
_REAL_END: Final = 15


class CffOutlines:
    """The glyphs of one CFF table, by number."""

    def __init__(self, table: memoryview) -> None:
        try:
            top, globals_at = _top_dict(table)
            self._global_subrs = _Index(table, globals_at)
            self._glyphs = _Index(table, _one(top, _CHARSTRINGS))
            self._subrs = _subrs_of_parts(table, top)
            self._select = _FdSelect(table, _one(top, _FD_SELECT)) if _FD_SELECT in top else None
        except (IndexError, KeyError, ValueError) as error:
            raise UnreadableOutline from error

    def contours(self, number: int) -> list[Contour]:
        """Return a glyph's contours. Raises UnreadableOutline for what this does not read."""
        try:
            part = self._select.part(number) if self._select else 0
            return contours(self._glyphs[number], self._subrs[part], self._global_subrs)
        except (IndexError, KeyError, ValueError) as error:
            raise UnreadableOutline from error


class _Index:
    """An INDEX: byte strings by number, cut out when asked for."""

    def __init__(self, table: memoryview, at: int) -> None:
        self._table = table
        self.count = int.from_bytes(table[at : at + 2])
        self._size = table[at + 2] if self.count else 0
        self._offsets = at + 3
        self._data = self._offsets + (self.count + 1) * self._size - 1
        self.end = self._data + self._offset(self.count) if self.count else at + 2

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, number: int) -> bytes:
        if not 0 <= number < self.count:
            raise IndexError(number)
        size = self._size
        at = self._offsets + number * size
        table, data = self._table, self._data
        start = int.from_bytes(table[at : at + size])
        end = int.from_bytes(table[at + size : at + 2 * size])
        return bytes(table[data + start : data + end])

    def _offset(self, number: int) -> int:
        at = self._offsets + number * self._size
        return int.from_bytes(self._table[at : at + self._size])


class _FdSelect:
    """Which part of the font each glyph belongs to."""

    def __init__(self, table: memoryview, at: int) -> None:
        self._table, self._at = table, at
        kind = table[at]
        if kind not in (0, 3):
            raise ValueError(kind)
        self._is_each = kind == 0
        self._firsts: list[int] = []
        self._parts: list[int] = []
        if not self._is_each:
            count = int.from_bytes(table[at + 1 : at + 3])
            for place in range(at + 3, at + 3 + 3 * count, 3):
                self._firsts.append(int.from_bytes(table[place : place + 2]))
                self._parts.append(table[place + 2])

    def part(self, number: int) -> int:
        """Return the number of a glyph's part."""
        if self._is_each:
            return self._table[self._at + 1 + number]
        return self._parts[bisect_right(self._firsts, number) - 1]


Dict = Mapping[int, list[float]]


def _top_dict(table: memoryview) -> tuple[Dict, int]:
    """Return the top DICT, and where the global subroutines begin."""
    names = _Index(table, table[2])
    tops = _Index(table, names.end)
    strings = _Index(table, tops.end)
    return _dict(tops[0]), strings.end


def _subrs_of_parts(table: memoryview, top: Dict) -> list[Subrs]:
    """Return the subroutines of each part of the font."""
    if _FD_ARRAY not in top:
        return [_subrs(table, top)]
    fonts = _Index(table, _one(top, _FD_ARRAY))
    return [_subrs(table, _dict(fonts[number])) for number in range(len(fonts))]


def _subrs(table: memoryview, font: Dict) -> Subrs:
    if _PRIVATE not in font:
        return ()
    size, at = map(int, font[_PRIVATE])
    private = _dict(bytes(table[at : at + size]))
    return _Index(table, at + _one(private, _SUBRS)) if _SUBRS in private else ()


def _one(found: Dict, operator: int) -> int:
    return int(found[operator][-1])


def _dict(data: bytes) -> Dict:
    """Return operands by operator; those of two bytes have 12 as their upper byte."""
    found: dict[int, list[float]] = {}
    operands: list[float] = []
    at = 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte <= _LAST_OPERATOR:
            if byte == _ESCAPE:
                byte = byte << 8 | data[at]
                at += 1
            found[byte], operands = operands, []
        else:
            operand, at = _operand(data, byte, at)
            operands.append(operand)
    return found


def _operand(data: bytes, byte: int, at: int) -> tuple[float, int]:
    """Return a number of a DICT and where the next one begins."""
    if byte == _SHORT:
        return int.from_bytes(data[at : at + 2], signed=True), at + 2
    if byte == _LONG:
        return int.from_bytes(data[at : at + 4], signed=True), at + 4
    if byte == _REAL:  # None of what is read here is one: only its end matters.
        while data[at] & _REAL_END != _REAL_END:
            at += 1
        return 0.0, at + 1
    if byte <= 246:
        return byte - 139, at
    if byte <= 250:
        return (byte - 247) * 256 + data[at] + 108, at + 1
    return -(byte - 251) * 256 - data[at] - 108, at + 1
