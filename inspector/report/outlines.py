"""Outlines of glyphs, from any font file, as the records of a TrueType font.

TrueType outlines are taken as they are, without hints; PostScript outlines (CFF, also in
collections) are drawn into quadratic curves, once: what was drawn is kept per face in a folder
and grows with the characters that papers need.
"""

import contextlib
import hashlib
import json
import mmap
import os
import struct
import tempfile
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from inspector.report.cff import CffOutlines
from inspector.report.charstrings import UnreadableOutline
from inspector.report.quadratic import record
from inspector.report.sfnt import advance_width, character_map

_FORMAT: Final = 3
"""Raised when kept outlines can no longer be read or were drawn otherwise."""
_CURVE_ERROR: Final = 0.001
"""How far a quadratic curve may leave the cubic one, in squares (0.016 pt in 3号)."""


class Glyph(NamedTuple):
    """One glyph: how far it moves the pen (font units) and its record in a `glyf` table."""

    advance: int
    record: bytes

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Return what the ink covers, in font units; all nought for a blank."""
        if len(self.record) < 10:
            return 0, 0, 0, 0
        left, low, right, high = struct.unpack(">4h", self.record[2:10])
        return left, low, right, high


class FaceFile(NamedTuple):
    """Where a face is: a font file, and its place in it if it is a collection."""

    path: str
    number: int


class Metrics(NamedTuple):
    """What a PDF says of a face; font units."""

    name: str
    units: int
    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, int, int, int]
    italic_angle: float


class Outlines:
    """The glyphs of one face by character, drawn when first asked for."""

    def __init__(self, file: FaceFile, folder: Path | None) -> None:
        self._file = file
        self._kept = folder / f"{_digest(file)}.outlines" if folder else None
        self._glyphs: dict[str, Glyph | None] = {}
        self._grown = False
        self._metrics: Metrics | None = None
        self._opened: _Source | None = None
        if self._kept:
            self._load(self._kept)

    @property
    def metrics(self) -> Metrics:
        """Return the measures of the face."""
        if self._metrics is None:
            self._metrics = self._source.metrics
        return self._metrics

    def glyph(self, char: str) -> Glyph | None:
        """Return the glyph of a character, or None where the face has none."""
        if char not in self._glyphs:
            self._glyphs[char] = self._source.draw(char)
            self._grown = True
        return self._glyphs[char]

    def keep(self) -> None:
        """Write what was drawn since the last time, and let go of the font's file.

        A folder that cannot be written is let be.
        """
        if self._grown and self._kept:
            self._grown = False
            with contextlib.suppress(OSError):
                _replace(self._kept, _packed(self.metrics, self._glyphs))
        self._opened = None

    @property
    def _source(self) -> "_Source":
        if self._opened is None:
            self._opened = _Source(self._file)
        return self._opened

    def _load(self, kept: Path) -> None:
        # A file cut short by a full disk is as good as none: it is drawn again.
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, struct.error):
            self._metrics, self._glyphs = _unpacked(kept.read_bytes())


class _Source:
    """A font in its file, of which only what is drawn is read; some systems lock it meanwhile."""

    def __init__(self, file: FaceFile) -> None:
        with Path(file.path).open("rb") as stream:
            self._content = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        self._font = TTFont(self._content, fontNumber=file.number, lazy=True)
        tables = self._font.reader
        self._map = character_map(tables["cmap"])
        self._widths: bytes = tables["hmtx"]
        self._glyf: bytes | None = tables["glyf"] if "glyf" in self._font else None

    @cached_property
    def _glyph_set(self) -> Any:
        return self._font.getGlyphSet()

    @cached_property
    def _charstrings(self) -> CffOutlines:
        """Return the PostScript outlines by number."""
        place = self._font.reader.tables["CFF "]
        whole = memoryview(self._content)
        return CffOutlines(whole[place.offset : place.offset + place.length])

    @property
    def metrics(self) -> Metrics:
        font = self._font
        head, hhea = font["head"], font["hhea"]
        os2 = font.get("OS/2")
        return Metrics(
            name=font["name"].getDebugName(6) or "Font",
            units=head.unitsPerEm,
            ascent=os2.sTypoAscender if os2 else hhea.ascent,
            descent=os2.sTypoDescender if os2 else hhea.descent,
            cap_height=getattr(os2, "sCapHeight", None) or hhea.ascent,
            box=(head.xMin, head.yMin, head.xMax, head.yMax),
            italic_angle=font["post"].italicAngle if "post" in font else 0.0,
        )

    def draw(self, char: str) -> Glyph | None:
        number = self._map.number(ord(char))
        if not number:
            return None
        advance = advance_width(self._widths, self._font["hhea"].numberOfHMetrics, number)
        taken = self._glyf is not None
        return Glyph(advance, self._taken(number) if taken else self._drawn(number))

    def _taken(self, number: int) -> bytes:
        """Return a TrueType record without its hints; one made of parts is drawn whole."""
        places = self._font["loca"]
        record = (self._glyf or b"")[places[number] : places[number + 1]]
        if len(record) < 10:
            return b""
        contours = struct.unpack(">h", record[:2])[0]
        if contours < 0:
            return self._joined(number)
        hints = 10 + 2 * contours
        length = struct.unpack(">H", record[hints : hints + 2])[0]
        return record[:hints] + b"\0\0" + record[hints + 2 + length :]

    def _joined(self, number: int) -> bytes:
        recording = DecomposingRecordingPen(self._glyph_set)
        self._glyph_set[self._font.getGlyphName(number)].draw(recording)
        pen = TTGlyphPen(None)
        recording.replay(pen)
        return _compiled(pen)

    def _drawn(self, number: int) -> bytes:
        error = _CURVE_ERROR * self._font["head"].unitsPerEm
        if "CFF " in self._font:
            with contextlib.suppress(UnreadableOutline):
                return record(self._charstrings.contours(number), error)
        pen = TTGlyphPen(None)
        quadratic = Cu2QuPen(pen, error, reverse_direction=True)
        self._glyph_set[self._font.getGlyphName(number)].draw(quadratic)
        return _compiled(pen)


def _compiled(pen: TTGlyphPen) -> bytes:
    glyph = pen.glyph()
    return bytes(glyph.compile(None)) if glyph.numberOfContours else b""


def _digest(file: FaceFile) -> str:
    """Name a face by its file's place, size and time, so that an update is drawn anew."""
    status = Path(file.path).stat()
    mark = f"{_FORMAT}|{file.path}|{file.number}|{status.st_size}|{status.st_mtime_ns}"
    return hashlib.sha256(mark.encode()).hexdigest()[:32]


def _packed(metrics: Metrics, glyphs: Mapping[str, Glyph | None]) -> bytes:
    """Lay out kept outlines: length of the head, head as JSON, then the records in its order."""
    drawn = {char: glyph for char, glyph in sorted(glyphs.items()) if glyph}
    head = {
        "metrics": metrics,
        "missing": sorted(char for char, glyph in glyphs.items() if glyph is None),
        "glyphs": [[char, glyph.advance, len(glyph.record)] for char, glyph in drawn.items()],
    }
    text = json.dumps(head).encode()
    body = b"".join(glyph.record for glyph in drawn.values())
    return struct.pack(">I", len(text)) + text + body


def _unpacked(kept: bytes) -> tuple[Metrics, dict[str, Glyph | None]]:
    length = struct.unpack(">I", kept[:4])[0]
    head = json.loads(kept[4 : 4 + length])
    at = 4 + length
    glyphs: dict[str, Glyph | None] = dict.fromkeys(head["missing"])
    for char, advance, size in head["glyphs"]:
        glyphs[char] = Glyph(advance, kept[at : at + size])
        at += size
    if at != len(kept):
        raise ValueError("kept outlines are cut short")
    name, units, ascent, descent, cap_height, box, angle = head["metrics"]
    left, low, right, high = box
    metrics = Metrics(name, units, ascent, descent, cap_height, (left, low, right, high), angle)
    return metrics, glyphs


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; the last of several processes wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".outlines-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
