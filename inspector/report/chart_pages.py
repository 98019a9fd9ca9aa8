"""Charts on pages: a drawing's shapes set with our own fonts, as strips of a page or a picture."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from reportlab.graphics.shapes import Drawing, Group, Line, Polygon, Rect, String

from inspector.report import paper
from inspector.report.charts import HEAD, drawings, styles
from inspector.report.document import Chart
from inspector.report.drawing import Metadata, write_pdf
from inspector.report.embedding import Embedding
from inspector.report.flow import Paginator, Strip
from inspector.report.fonts import Role
from inspector.report.headline import balanced
from inspector.report.images import page_images
from inspector.report.pages import Box, Outline, Text, on_one_line
from inspector.report.paper import Area
from inspector.report.table_notes import note_strips
from inspector.report.typeface import Style, Typefaces, typefaces

PICTURE_WIDTH: Final = paper.TYPE_WIDTH
"""The charts of screen and paper are set to one width."""
_MARGIN: Final = 12.0
_TITLE_ROOM: Final = 8.0
_NOTE_ROOM: Final = 6.0


def chart_strips(chart: Chart, width: float, fonts: Typefaces, height: float) -> tuple[Strip, ...]:
    """Return a chart, without its title and notes, as strips no higher than a page."""
    known = styles(fonts)
    return tuple(_strip(one, known) for one in drawings(chart, width, fonts, height))


def picture(chart: Chart, dpi: int, *, fonts: Typefaces | None = None) -> bytes:
    """Return a chart with title and notes as one picture (PNG) in dots per inch."""
    fonts = fonts or typefaces()
    strips = [*_titles(chart, fonts), *chart_strips(chart, PICTURE_WIDTH, fonts, float("inf"))]
    if chart.notes:
        strips.append(Strip(height=_NOTE_ROOM))
        strips += note_strips(chart.notes, styles(fonts)[HEAD], PICTURE_WIDTH)
    return _png(strips, dpi, fonts)


def pictures_of_pieces(
    chart: Chart, width: float, height: float, dpi: int, *, fonts: Typefaces | None = None
) -> tuple[tuple[bytes, float], ...]:
    """Return a chart's pieces as pictures (PNG) for a page of another program, with their heights.

    Width and heights in points; no piece is higher than `height`.
    """
    fonts = fonts or typefaces()
    return tuple(
        (_png([strip], dpi, fonts, width=width, margin=0.0), strip.height)
        for strip in chart_strips(chart, width, fonts, height)
    )


def _png(
    strips: Sequence[Strip],
    dpi: int,
    fonts: Typefaces,
    *,
    width: float = PICTURE_WIDTH,
    margin: float = _MARGIN,
) -> bytes:
    height = sum(strip.height for strip in strips)
    area = Area(width + 2 * margin, height + 2 * margin, margin, margin, width, height)
    flow = Paginator(area)
    flow.add_all(strips)
    (leaf, *_none) = flow.finish()
    pdf = write_pdf([leaf.page], Metadata("", ""), Embedding())
    fonts.keep()
    return page_images(pdf, dpi)[0]


def _titles(chart: Chart, fonts: Typefaces) -> Iterator[Strip]:
    if not chart.title:
        return
    style = Style(fonts.typeface(Role.SANS), paper.SIZE_SMALL_4)
    leading = style.size * paper.TABLE_LEADING
    for line in balanced(chart.title, style, PICTURE_WIDTH):
        text = Text.centred(line, PICTURE_WIDTH, paper.EM_ASCENT * style.size, style)
        yield Strip(height=leading, texts=(text,))
    yield Strip(height=_TITLE_ROOM)


# --- shapes ---------------------------------------------------------------------------------------


def _strip(drawing: Drawing, known: Mapping[str, Style]) -> Strip:
    texts: list[Text] = []
    boxes: list[Box] = []
    outlines: list[Outline] = []
    for shape, x, y in _shapes(drawing, 0.0, 0.0):
        down = drawing.height - y
        match shape:
            case Rect():
                top = down - shape.y - shape.height
                fill = _rgb(shape.fillColor)
                boxes.append(Box(x + shape.x, top, shape.width, shape.height, fill))
            case String():
                texts.append(_text(shape, x, down, known[shape.fontName]))
            case Line():
                ends = ((x + shape.x1, down - shape.y1), (x + shape.x2, down - shape.y2))
                outlines.append(Outline(ends, shape.strokeWidth, _rgb(shape.strokeColor)))
            case Polygon():
                pairs = zip(shape.points[::2], shape.points[1::2], strict=True)
                points = tuple((x + right, down - up) for right, up in pairs)
                outlines.append(Outline(points, shape.strokeWidth, _rgb(shape.strokeColor)))
    return Strip(
        height=drawing.height, texts=tuple(texts), boxes=tuple(boxes), outlines=tuple(outlines)
    )


def _shapes(group: Any, x: float, y: float) -> Iterator[tuple[Any, float, float]]:
    """Yield the shapes of a drawing with how far their groups are moved."""
    for shape in group.contents:
        if isinstance(shape, Group):
            yield from _shapes(shape, x + shape.transform[4], y + shape.transform[5])
        else:
            yield shape, x, y


def _rgb(colour: Any) -> tuple[float, float, float]:
    red, green, blue = colour.rgb()
    return red, green, blue


def _text(shape: Any, x: float, down: float, style: Style) -> Text:
    words = on_one_line(shape.text)
    back = {"start": 0.0, "middle": style.width(words) / 2, "end": style.width(words)}
    return Text(x + shape.x - back[shape.textAnchor], down - shape.y, words, style)
