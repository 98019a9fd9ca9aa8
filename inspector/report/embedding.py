"""Fonts inside a PDF: for each face a TrueType subset of the glyphs drawn, by their numbers.

Glyphs are numbered in the order in which a paper uses them, so that equal papers give equal
bytes; a table back to Unicode makes the text searchable.
"""

import hashlib
import re
import struct
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Final

from inspector.report.outlines import Glyph, Metrics, Outlines
from inspector.report.pdf_file import Name, PdfFile, Reference, Value
from inspector.report.typeface import Piece, Typeface

_SYMBOLIC: Final = 4
"""Font flag: the face has its own numbering of glyphs."""
_STEM: Final = 80
"""Stem width announced for faces of which nobody knows it."""
_FULL: Final = 1000
"""Default width of a glyph in a PDF, thousandths of its size."""
_CMAP_BLOCK: Final = 100
"""So many pairs may stand in one block of a table to Unicode."""


class Embedding:
    """The fonts of one PDF."""

    def __init__(self) -> None:
        self._faces: dict[Outlines, EmbeddedFace] = {}
        self._codes: dict[Typeface, _Codes] = {}

    def runs(self, typeface: Typeface, text: str) -> list[tuple[str, str]]:
        """Return a text as stretches of (font's name in the file, codes in hexadecimal)."""
        if not text:
            return []
        codes = self._codes.get(typeface)
        if codes is None:
            codes = self._codes[typeface] = _Codes(typeface, self)
        try:
            return [(codes.main, "".join([codes.of_main[char] for char in text]))]
        except KeyError:
            return codes.runs(text)

    def used(self) -> Iterator[tuple[Typeface, Sequence[str]]]:
        """Return each typeface with the characters drawn in it."""
        for typeface, codes in self._codes.items():
            yield typeface, tuple(codes)

    def code(self, piece: Piece) -> tuple[str, str]:
        """Return a glyph's code, numbering it within its face's subset."""
        face = self._faces.get(piece.outlines)
        if face is None:
            name = f"F{len(self._faces) + 1}"
            face = self._faces[piece.outlines] = EmbeddedFace(name, piece.outlines.metrics)
        return face.name, f"{face.number(piece):04x}"

    def write(self, file: PdfFile) -> dict[str, Reference]:
        """Put the fonts into a file; return them by the names that its pages use."""
        return {face.name: face.write(file) for face in self._faces.values()}


class _Codes(dict[str, tuple[str, str]]):
    """A typeface's codes by character; those of its first face also by themselves, for speed."""

    def __init__(self, typeface: Typeface, embedding: Embedding) -> None:
        super().__init__()
        self._typeface, self._embedding = typeface, embedding
        self.main = ""
        self.of_main: dict[str, str] = {}

    def __missing__(self, char: str) -> tuple[str, str]:
        font, code = self[char] = self._embedding.code(self._typeface.piece(char))
        self.main = self.main or font
        if font == self.main:
            self.of_main[char] = code
        return font, code

    def runs(self, text: str) -> list[tuple[str, str]]:
        """Split a text where the face changes."""
        found: list[tuple[str, str]] = []
        last, codes = "", ""
        for font, code in map(self.__getitem__, text):
            if font != last:
                if codes:
                    found.append((last, codes))
                last, codes = font, ""
            codes += code
        found.append((last, codes))
        return found


class EmbeddedFace:
    """One face's subset: glyph 0 is an empty box, the others follow in order of use.

    A glyph that is shifted within its square stands twice: as it is, and as a composite.
    """

    def __init__(self, name: str, metrics: Metrics) -> None:
        self.name = name
        self._metrics = metrics
        self._glyphs = [Glyph(metrics.units, _box(metrics.units))]
        self._chars = [""]
        self._numbers: dict[tuple[str, int, int, bool], int] = {}

    def number(self, piece: Piece) -> int:
        """Return a glyph's number, adding it if it is new."""
        key = (piece.char, piece.shift, piece.advance, piece.glyph is None)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self._add(piece)
        return number

    def _add(self, piece: Piece) -> int:
        if piece.glyph is None:
            return self._append(self._glyphs[0], piece.char)
        if not piece.shift:
            return self._append(Glyph(piece.advance, piece.glyph.record), piece.char)
        base = self._append(piece.glyph, piece.char)
        return self._append(
            Glyph(piece.advance, _shifted(piece.glyph, base, piece.shift)), piece.char
        )

    def _append(self, glyph: Glyph, char: str) -> int:
        self._glyphs.append(glyph)
        self._chars.append(char)
        return len(self._glyphs) - 1

    def write(self, file: PdfFile) -> Reference:
        """Put the font's objects into a file; return the font."""
        name = Name(self._subset_name())
        descendant = file.put(
            {
                "Type": Name("Font"),
                "Subtype": Name("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0},
                "CIDToGIDMap": Name("Identity"),
                "DW": _FULL,
                "W": self._widths(),
                "FontDescriptor": self._descriptor(file, name),
            }
        )
        return file.put(
            {
                "Type": Name("Font"),
                "Subtype": Name("Type0"),
                "BaseFont": name,
                "Encoding": Name("Identity-H"),
                "DescendantFonts": [descendant],
                "ToUnicode": file.put_stream(self._to_unicode(), {}),
            }
        )

    def _subset_name(self) -> str:
        """Return the name with the six letters that mark a subset."""
        digest = hashlib.sha256("".join(self._chars).encode()).digest()
        letters = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        plain = re.sub(r"[^A-Za-z0-9-]", "", self._metrics.name) or "Font"
        return f"{letters}+{plain}"

    def _scaled(self, length: float) -> int:
        return round(length * _FULL / self._metrics.units)

    def _descriptor(self, file: PdfFile, name: Name) -> Reference:
        metrics = self._metrics
        content = _font_file(metrics, self._glyphs)
        return file.put(
            {
                "Type": Name("FontDescriptor"),
                "FontName": name,
                "Flags": _SYMBOLIC,
                "FontBBox": [self._scaled(side) for side in metrics.box],
                "ItalicAngle": metrics.italic_angle,
                "Ascent": self._scaled(metrics.ascent),
                "Descent": self._scaled(metrics.descent),
                "CapHeight": self._scaled(metrics.cap_height),
                "StemV": _STEM,
                "FontFile2": file.put_stream(content, {"Length1": len(content)}),
            }
        )

    def _widths(self) -> list[Value]:
        """Return the widths that are not a full square, in runs of neighbours."""
        widths: list[Value] = []
        odd = [
            (number, width)
            for number, glyph in enumerate(self._glyphs)
            if (width := self._scaled(glyph.advance)) != _FULL
        ]
        for _, run in groupby(enumerate(odd), key=lambda pair: pair[1][0] - pair[0]):
            members = [member for _, member in run]
            widths += [members[0][0], [width for _, width in members]]
        return widths

    def _to_unicode(self) -> bytes:
        pairs = [
            f"<{number:04x}> <{char.encode('utf-16-be').hex()}>"
            for number, char in enumerate(self._chars)
            if char
        ]
        blocks = [pairs[at : at + _CMAP_BLOCK] for at in range(0, len(pairs), _CMAP_BLOCK)]
        body = "".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
        )
        return (_CMAP_HEAD + body + _CMAP_FOOT).encode("ascii")


_CMAP_HEAD: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_CMAP_FOOT: Final = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def _box(units: int) -> bytes:
    """Return the record of an empty box: an outer and an inner rectangle."""
    outer, line = units // 10, units // 25
    far = units - outer
    corners = [
        *((outer, 0), (outer, far), (far, far), (far, 0)),
        *((outer + line, line), (far - line, line), (far - line, far - line)),
        (outer + line, far - line),
    ]
    xs = [corners[0][0], *(b[0] - a[0] for a, b in pairwise(corners))]
    ys = [corners[0][1], *(b[1] - a[1] for a, b in pairwise(corners))]
    head = struct.pack(">5h", 2, outer, 0, far, far)
    return head + struct.pack(">3H", 3, 7, 0) + b"\x01" * 8 + struct.pack(">16h", *xs, *ys)


def _shifted(glyph: Glyph, base: int, shift: int) -> bytes:
    """Return a composite record: the glyph `base`, moved to the right."""
    left, low, right, high = glyph.box
    words_and_offsets = 0x0003
    return struct.pack(
        ">5hHHhh", -1, left + shift, low, right + shift, high, words_and_offsets, base, shift, 0
    )


def _font_file(metrics: Metrics, glyphs: Sequence[Glyph]) -> bytes:
    """Build a TrueType font of the tables that a PDF asks for."""
    records = [glyph.record + b"\0" * (-len(glyph.record) % 4) for glyph in glyphs]
    places = [0, *accumulate(map(len, records))]
    return _assembled(
        {
            b"glyf": b"".join(records) or b"\0",
            b"head": _head(metrics),
            b"hhea": _hhea(metrics, glyphs),
            b"hmtx": b"".join(struct.pack(">Hh", glyph.advance, glyph.box[0]) for glyph in glyphs),
            b"loca": struct.pack(f">{len(places)}I", *places),
            b"maxp": _maxp(len(glyphs)),
        }
    )


def _head(metrics: Metrics) -> bytes:
    """Return the font header: long offsets, no times, so that equal glyphs give equal bytes."""
    return struct.pack(
        ">IIIIHHQQ4hHHhhh",
        *(0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0x000B, metrics.units, 0, 0),
        *metrics.box,
        *(0, 8, 2, 1, 0),
    )


def _hhea(metrics: Metrics, glyphs: Sequence[Glyph]) -> bytes:
    return struct.pack(
        ">I3hH11hH",
        *(0x00010000, metrics.ascent, metrics.descent, 0),
        max(glyph.advance for glyph in glyphs),
        *(0, 0, metrics.box[2], 1, 0, 0, 0, 0, 0, 0, 0),
        len(glyphs),
    )


def _maxp(count: int) -> bytes:
    """Return the limits of the font, set high: no reader minds, and they need no counting."""
    points_and_contours = (8192, 2048, 8192, 2048)
    return struct.pack(">IH13H", 0x00010000, count, *points_and_contours, 2, 0, 0, 0, 0, 0, 0, 1, 1)


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    """Join tables, in order of their tags, under a directory with checksums."""
    power = len(tables).bit_length() - 1
    search = 16 << power
    head = struct.pack(">I4H", 0x00010000, len(tables), search, power, len(tables) * 16 - search)
    at = len(head) + 16 * len(tables)
    directory, body = b"", b""
    for tag, content in sorted(tables.items()):
        padded = content + b"\0" * (-len(content) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sIII", tag, total, at + len(body), len(content))
        body += padded
    return head + directory + body
