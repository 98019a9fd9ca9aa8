"""Small fonts made for tests: squares of given widths, with either kind of outlines."""

from collections.abc import Mapping
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

UNITS = 1000


def build_font(
    path: Path,
    widths: Mapping[str, int],
    *,
    family: str = "Sample",
    postscript: bool = False,
    slanted: bool = False,
) -> Path:
    """Write a font that draws each character as a shape filling the lower part of its width."""
    names = {char: f"u{ord(char):05x}" for char in widths}
    order = [".notdef", *names.values()]
    advances = {".notdef": UNITS, **{names[char]: width for char, width in widths.items()}}
    builder = FontBuilder(UNITS, isTTF=not postscript)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(char): name for char, name in names.items()})
    if postscript:
        strings = {name: _curved(advance) for name, advance in advances.items()}
        builder.setupCFF(family, {"FullName": family}, strings, {})
    else:
        builder.setupGlyf({name: _square(advance) for name, advance in advances.items()})
    builder.setupHorizontalMetrics({name: (advance, 0) for name, advance in advances.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    if slanted:
        builder.updateHead(macStyle=0b10)
    builder.save(path)
    return path


def _square(advance: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, advance // 2))
    pen.lineTo((advance // 2, advance // 2))
    pen.lineTo((advance // 2, 0))
    pen.closePath()
    return pen.glyph()


def _curved(advance: int) -> object:
    """Draw with cubic curves, as PostScript outlines do."""
    pen = T2CharStringPen(advance, None)
    half = advance // 2
    pen.moveTo((0, 0))
    pen.curveTo((half, 0), (half, half), (0, half))
    pen.closePath()
    return pen.getCharString()
