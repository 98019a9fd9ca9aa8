"""Two tables of a font read directly: a large Chinese font has 65,000 glyphs, a paper needs 500.

fontTools builds a name and a dictionary entry for each of them, which takes longer than drawing
the few that are wanted.
"""

import struct
from bisect import bisect_left
from typing import Final, Protocol

_BEST: Final = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""Platform and encoding of Unicode maps, the fullest first."""
_SEGMENTS: Final = 4
_GROUPS: Final = 12


class CharacterMap(Protocol):
    """Finds a glyph's number by code point; 0 for none."""

    def number(self, code: int) -> int:
        """Return the number of a character's glyph."""
        ...


class _Segments:
    """Format 4: ranges of 16-bit codes, each with a shift or a list of glyphs."""

    def __init__(self, table: bytes) -> None:
        count = struct.unpack_from(">H", table, 6)[0] // 2
        words = struct.unpack_from(f">{len(table) // 2}H", table)
        self._words = words
        self._offsets_at = 8 + 3 * count
        self._ends = words[7 : 7 + count]
        self._starts = words[8 + count : 8 + 2 * count]
        self._shifts = words[8 + 2 * count : 8 + 3 * count]

    def number(self, code: int) -> int:
        at = bisect_left(self._ends, code)
        if at == len(self._ends) or self._starts[at] > code:
            return 0
        offset = self._words[self._offsets_at + at]
        if not offset:
            return int(code + self._shifts[at]) & 0xFFFF
        place = self._offsets_at + at + offset // 2 + code - self._starts[at]
        number = self._words[place] if place < len(self._words) else 0
        return int(number + self._shifts[at]) & 0xFFFF if number else 0


class _Groups:
    """Format 12: ranges of codes of any size that run alongside glyph numbers."""

    def __init__(self, table: bytes) -> None:
        count = struct.unpack_from(">I", table, 12)[0]
        longs = struct.unpack_from(f">{3 * count}I", table, 16)
        self._starts, self._ends, self._numbers = longs[::3], longs[1::3], longs[2::3]

    def number(self, code: int) -> int:
        at = bisect_left(self._ends, code)
        if at == len(self._ends) or self._starts[at] > code:
            return 0
        return int(self._numbers[at] + code - self._starts[at])


class _Nothing:
    """A font without a map of Unicode characters."""

    def number(self, code: int) -> int:  # noqa: ARG002
        return 0


def character_map(cmap: bytes) -> CharacterMap:
    """Read the fullest Unicode map of a `cmap` table.

    Raises struct.error where the table is cut short.
    """
    count = struct.unpack_from(">H", cmap, 2)[0]
    places = {}
    for at in range(4, 4 + 8 * count, 8):
        platform, encoding, offset = struct.unpack_from(">HHI", cmap, at)
        places[platform, encoding] = offset
    for key in _BEST:
        if key not in places:
            continue
        table = cmap[places[key] :]
        kind = struct.unpack_from(">H", table)[0]
        if kind == _SEGMENTS:
            return _Segments(table[: struct.unpack_from(">H", table, 2)[0] & ~1])
        if kind == _GROUPS:
            return _Groups(table)
    return _Nothing()


def advance_width(hmtx: bytes, metrics: int, number: int) -> int:
    """Return how far a glyph moves the pen, in font units.

    `metrics` is how many widths the table holds; glyphs beyond share the last.
    """
    return int(struct.unpack_from(">H", hmtx, 4 * min(number, metrics - 1))[0])
