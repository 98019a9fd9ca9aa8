"""Lines drawn raw on a reportlab canvas: what a PDF costs when nobody thinks about its lines."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from inspector.report.pages import Page
from inspector.report.typeface import whole

_FONT: Final = "bench-raw"
_UNITS: Final = 1000


class RawCanvas:
    """Draws laid-out texts in one TrueType font of nothing but triangles, embedded as a subset."""

    def __init__(self, papers: Iterable[Sequence[Page]], folder: Path) -> None:
        """Make a font, kept in `folder`, of all characters of these papers."""
        used = {
            whole(char)
            for pages in papers
            for page in pages
            for text in (*page.texts, *page.upright)
            for char in text.text
        }
        path = folder / f"{len(used)}.ttf"
        _font(sorted(used | {" "})).save(path)
        self._name = f"{_FONT}-{len(used)}"
        pdfmetrics.registerFont(TTFont(self._name, path))

    def draw(self, pages: Sequence[Page]) -> bytes:
        """Draw each line with one call and save."""
        stream = io.BytesIO()
        canvas = Canvas(stream, invariant=1, pageCompression=1)
        for page in pages:
            canvas.setPageSize((page.width, page.height))
            for text in (*page.texts, *page.upright):
                canvas.setFont(self._name, text.style.size)
                canvas.drawString(text.x, page.height - text.y, text.text)
            canvas.showPage()
        canvas.save()
        return stream.getvalue()


def _font(chars: Sequence[str]) -> FontBuilder:
    names = {char: f"u{ord(char):05x}" for char in chars}
    pen = TTGlyphPen(None)
    for at, point in enumerate(((0, 0), (0, _UNITS // 2), (_UNITS // 2, _UNITS // 2))):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()
    glyph = pen.glyph()
    order = [".notdef", *names.values()]
    builder = FontBuilder(_UNITS, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(char): name for char, name in names.items()})
    builder.setupGlyf(dict.fromkeys(order, glyph))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (_UNITS, 0)))
    builder.setupHorizontalHeader(ascent=_UNITS, descent=0)
    builder.setupNameTable({"familyName": "Raw", "styleName": "Regular", "psName": "Raw"})
    builder.setupOS2()
    builder.setupPost()
    return builder
