"""Charts as drawings of reportlab.graphics: bars, pairs, grids and radars, values always printed.

A drawing names our own styles where reportlab names fonts; `chart_pages` sets it on pages, so that
screen, PDF and DOCX show one drawing. Shades differ in lightness too, for paper without colours.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache as once
from typing import Any, Final, Literal, NamedTuple

from reportlab.graphics.shapes import Drawing, Group, Line, Polygon, Rect, String
from reportlab.lib.colors import Color

from inspector.report import paper
from inspector.report.document import Chart, ChartKind, ChartRow
from inspector.report.fonts import Role
from inspector.report.lines import Measure, break_lines
from inspector.report.pages import on_one_line
from inspector.report.typeface import Style, Typefaces

Anchor = Literal["start", "middle", "end"]

LABEL: Final = "label"
HEAD: Final = "head"
FIELD: Final = "field"

DARK: Final = Color(0.27, 0.43, 0.60)
LIGHT: Final = Color(0.76, 0.82, 0.88)
_TRACK: Final = Color(0.955, 0.96, 0.965)
_HAIR: Final = Color(0.80, 0.82, 0.84)
_AXIS: Final = Color(0.45, 0.48, 0.52)
_DEEPEST: Final = (0.47, 0.60, 0.74)
"""A field where everything was lost; black words still read well on it."""
_SERIES: Final = (DARK, LIGHT)

_MOST_LABEL: Final = 0.42
"""How much of the width the words before the bars may take."""
_MOST_LINES: Final = 3
_GAP: Final = 6.0
_HAIR_WIDTH: Final = 0.4
_AXIS_WIDTH: Final = 0.8
_BAR: Final = 11.0
_THIN_BAR: Final = 9.0
_ROW_ROOM: Final = 8.0
_LEADING: Final = 1.3
_LEAST_FIELD: Final = 30.0
_FIELD_PADDING: Final = 6.0
_RADAR_ROOM: Final = 56.0
_RADAR_SIZE: Final = 300.0
_RINGS: Final = 4
_LEAST_AXES: Final = 3


class _Band(NamedTuple):
    """A horizontal piece of a chart; its group counts from its lower left corner."""

    height: float
    group: Any


class _Frame(NamedTuple):
    """How the width of a chart of bars is shared out."""

    axis: float
    """Where the bars begin."""
    length: float
    """How long a full bar is."""
    note: float
    """Where the words after the values begin."""


@once
def styles(typefaces: Typefaces) -> Mapping[str, Style]:
    """Return the styles by the names that drawings use for fonts."""
    return {
        LABEL: Style(typefaces.typeface(Role.BODY), paper.SIZE_5),
        HEAD: Style(typefaces.typeface(Role.SANS), paper.SIZE_SMALL_5),
        FIELD: Style(typefaces.typeface(Role.BODY), paper.SIZE_SMALL_5),
    }


def drawings(
    chart: Chart, width: float, typefaces: Typefaces, height: float = math.inf
) -> tuple[Drawing, ...]:
    """Draw a chart, without its title and notes, in pieces no higher than a page; points."""
    known = styles(typefaces)
    if chart.kind is ChartKind.RADAR and len(chart.rows) >= _LEAST_AXES:
        bands = [_radar(chart, width, known)]
        return tuple(_stacked([], bands, width, height))
    if chart.kind is ChartKind.GRID:
        return tuple(
            piece
            for heads, rows in _grids(chart, width, known)
            for piece in _stacked(heads, rows, width, height)
        )
    frame = _frame(chart, width, known)
    heads = [_legend(chart.series, known)] if len(chart.series) > 1 else []
    rows = [_bars(row, chart, frame, known) for row in chart.rows]
    return tuple(_stacked(heads, rows, width, height))


def _stacked(
    heads: Sequence[_Band], rows: Sequence[_Band], width: float, most: float
) -> Iterator[Drawing]:
    """Yield drawings of as many rows as fit, each under the heads."""
    over = sum(band.height for band in heads)
    waiting: list[_Band] = []
    used = over
    for row in rows:
        if waiting and used + row.height > most:
            yield _drawing([*heads, *waiting], width)
            waiting, used = [], over
        waiting.append(row)
        used += row.height
    if waiting:
        yield _drawing([*heads, *waiting], width)


def _drawing(bands: Sequence[_Band], width: float) -> Drawing:
    height = sum(band.height for band in bands)
    drawing = Drawing(width, height)
    y = height
    for band in bands:
        y -= band.height
        drawing.add(Group(*band.group.contents, transform=(1, 0, 0, 1, 0, y)))
    return drawing


# --- bars -----------------------------------------------------------------------------------------


def _frame(chart: Chart, width: float, known: Mapping[str, Style]) -> _Frame:
    style = known[LABEL]
    widest = max((style.width(on_one_line(row.label)) for row in chart.rows), default=0.0)
    axis = min(widest, width * _MOST_LABEL) + _GAP
    texts = max((style.width(text) for row in chart.rows for text in row.texts), default=0.0)
    notes = max((style.width(row.note) for row in chart.rows), default=0.0)
    note = width - notes
    length = note - axis - texts - (2 if notes else 1) * _GAP
    return _Frame(axis, max(length, 0.0), note)


def _bars(row: ChartRow, chart: Chart, frame: _Frame, known: Mapping[str, Style]) -> _Band:
    """Draw one row: its words, a bar for each series, the value after each bar, the note."""
    style = known[LABEL]
    lines = _lines(row.label, frame.axis - _GAP, style)
    is_single = len(row.values) == 1
    thick = _BAR if is_single else _THIN_BAR
    step = style.size * _LEADING
    bars = max(thick, step) * len(row.values)
    height = max(bars, step * len(lines)) + _ROW_ROOM
    shapes: list[Any] = list(_label(lines, frame.axis - _GAP, height / 2, step, style))
    top = height / 2 + bars / 2
    for number, (value, text) in enumerate(zip(row.values, row.texts, strict=True)):
        middle = top - bars / len(row.values) * (number + 0.5)
        shapes += _bar(value, text, number, chart.full, frame, middle, thick, style)
    if row.note:
        baseline = _baseline(height / 2, style)
        shapes.append(_string(frame.note, baseline, row.note, LABEL, style))
    shapes.append(_line(frame.axis, 0, frame.axis, height, _AXIS, _AXIS_WIDTH))
    return _Band(height, Group(*shapes))


def _bar(
    value: int | None,
    text: str,
    number: int,
    full: int,
    frame: _Frame,
    middle: float,
    thick: float,
    style: Style,
) -> Iterator[Any]:
    bottom = middle - thick / 2
    yield _rect(frame.axis, bottom, frame.length, thick, _TRACK)
    length = frame.length * min(max(value or 0, 0) / full, 1.0) if full else 0.0
    if length:
        yield _rect(frame.axis, bottom, length, thick, _SERIES[number % len(_SERIES)])
    yield _string(frame.axis + frame.length + _GAP, _baseline(middle, style), text, LABEL, style)


def _label(
    lines: Sequence[str], right: float, middle: float, step: float, style: Style
) -> Iterator[Any]:
    first = _baseline(middle + step * (len(lines) - 1) / 2, style)
    for number, line in enumerate(lines):
        yield _string(right, first - number * step, line, LABEL, style, anchor="end")


def _legend(names: Sequence[str], known: Mapping[str, Style]) -> _Band:
    """Draw the names of the series, each after its shade."""
    style = known[LABEL]
    height = style.size * _LEADING + _ROW_ROOM
    shapes: list[Any] = []
    x = 0.0
    for number, name in enumerate(names):
        shade = _SERIES[number % len(_SERIES)]
        shapes.append(_rect(x, height / 2 - _THIN_BAR / 2, 2 * _THIN_BAR, _THIN_BAR, shade))
        x += 2 * _THIN_BAR + _GAP
        shapes.append(_string(x, _baseline(height / 2, style), name, LABEL, style))
        x += style.width(name) + 3 * _GAP
    return _Band(height, Group(*shapes))


# --- grid -----------------------------------------------------------------------------------------


def _grids(
    chart: Chart, width: float, known: Mapping[str, Style]
) -> Iterator[tuple[list[_Band], list[_Band]]]:
    """Yield head and rows of each part of a grid whose columns do not fit beside one another."""
    style, field = known[LABEL], known[FIELD]
    widest = max((style.width(on_one_line(row.label)) for row in chart.rows), default=0.0)
    left = min(widest, width * _MOST_LABEL) + _GAP
    texts = [*chart.series, *(text for row in chart.rows for text in row.texts)]
    wanted = max((field.width(text) for text in texts), default=0.0) + _FIELD_PADDING
    each = max(wanted, _LEAST_FIELD)
    at_once = max(int((width - left) // each), 1)
    for start in range(0, len(chart.series), at_once):
        columns = range(start, min(start + at_once, len(chart.series)))
        heads = [_grid_head([chart.series[at] for at in columns], left, each, known)]
        yield heads, [_grid_row(row, columns, chart.full, left, each, known) for row in chart.rows]


def _grid_head(names: Sequence[str], left: float, each: float, known: Mapping[str, Style]) -> _Band:
    style = known[HEAD]
    height = style.size * _LEADING + _ROW_ROOM
    shapes = [
        _string(left + each * (at + 0.5), _baseline(height / 2, style), name, HEAD, style, "middle")
        for at, name in enumerate(names)
    ]
    rule = _line(0, 0, left + each * len(names), 0, _AXIS, _AXIS_WIDTH)
    return _Band(height, Group(*shapes, rule))


def _grid_row(
    row: ChartRow,
    columns: range,
    full: int,
    left: float,
    each: float,
    known: Mapping[str, Style],
) -> _Band:
    style, field = known[LABEL], known[FIELD]
    lines = _lines(row.label, left - _GAP, style)
    step = style.size * _LEADING
    height = step * len(lines) + _ROW_ROOM
    shapes: list[Any] = list(_label(lines, left - _GAP, height / 2, step, style))
    for at, column in enumerate(columns):
        value, x = row.values[column], left + each * at
        if value:
            shapes.append(_rect(x, 0, each, height, _shade(value, full)))
        text = row.texts[column]
        if text:
            baseline = _baseline(height / 2, field)
            shapes.append(_string(x + each / 2, baseline, text, FIELD, field, "middle"))
    shapes.append(_line(0, 0, left + each * len(columns), 0, _HAIR, _HAIR_WIDTH))
    return _Band(height, Group(*shapes))


def _shade(value: int, full: int) -> Color:
    """Return a shade between white and the deepest; little is still seen."""
    part = 0.12 + 0.88 * min(max(value / full, 0.0), 1.0)
    return Color(*(1 - (1 - deep) * part for deep in _DEEPEST))


# --- radar ----------------------------------------------------------------------------------------


def _radar(chart: Chart, width: float, known: Mapping[str, Style]) -> _Band:
    """Draw an axis a row, rings at each quarter, and a closed line a series."""
    legend = _legend(chart.series, known) if len(chart.series) > 1 else _Band(0.0, Group())
    size = min(_RADAR_SIZE, width)
    centre, radius = (width / 2, size / 2), size / 2 - _RADAR_ROOM
    shapes: list[Any] = []
    for ring in range(1, _RINGS + 1):
        shapes.append(_polygon(centre, [radius * ring / _RINGS] * len(chart.rows), _HAIR, 0.5))
    for at, row in enumerate(chart.rows):
        end = _point(centre, radius, at, len(chart.rows))
        shapes.append(_line(*centre, *end, _HAIR, _HAIR_WIDTH))
        shapes += _radar_label(row, centre, radius, at, len(chart.rows), known[FIELD])
    for number in reversed(range(len(chart.series) or 1)):
        reach = [radius * max(row.values[number] or 0, 0) / chart.full for row in chart.rows]
        thick = 1.6 if number == 0 else 1.0
        shapes.append(_polygon(centre, reach, (DARK, _AXIS)[number % 2], thick))
    moved = Group(*legend.group.contents, transform=(1, 0, 0, 1, 0, size))
    return _Band(size + legend.height, Group(*shapes, moved))


def _radar_label(
    row: ChartRow, centre: tuple[float, float], radius: float, at: int, count: int, style: Style
) -> Iterator[Any]:
    x, y = _point(centre, radius + _GAP, at, count)
    anchor: Anchor = "middle" if abs(x - centre[0]) < 1 else "start" if x > centre[0] else "end"
    step = style.size * _LEADING
    texts = [row.label, "／".join(row.texts)]
    first = y + step * (0.5 if y >= centre[1] else -0.5)
    for number, text in enumerate(texts):
        yield _string(x, first - number * step, text, FIELD, style, anchor)


def _polygon(
    centre: tuple[float, float], reach: Sequence[float], colour: Color, thick: float
) -> Any:
    points = [
        part for at, length in enumerate(reach) for part in _point(centre, length, at, len(reach))
    ]
    return Polygon(points, strokeColor=colour, strokeWidth=thick, fillColor=None)


def _point(centre: tuple[float, float], length: float, at: int, count: int) -> tuple[float, float]:
    angle = math.pi / 2 - 2 * math.pi * at / count
    return centre[0] + length * math.cos(angle), centre[1] + length * math.sin(angle)


# --- shapes ---------------------------------------------------------------------------------------


def _lines(text: str, width: float, style: Style) -> list[str]:
    """Break words into a few lines, the last one cut where more would follow."""
    plain = on_one_line(text)
    measure = Measure(width, style.square, 0.0, frozenset(), False)
    lines = break_lines(plain, style.widths(plain), measure)
    texts = [plain[line.start : line.end].strip() for line in lines]
    if len(texts) > _MOST_LINES:
        texts[_MOST_LINES - 1 :] = [texts[_MOST_LINES - 1][:-1] + "…"]
    return texts or [""]


def _baseline(middle: float, style: Style) -> float:
    """Return where words stand whose squares are centred on a height."""
    return middle - style.size * (paper.EM_ASCENT - 0.5)


def _string(
    x: float, y: float, text: str, name: str, style: Style, anchor: Anchor = "start"
) -> Any:
    return String(x, y, text, fontName=name, fontSize=style.size, textAnchor=anchor)


def _rect(x: float, y: float, width: float, height: float, fill: Color) -> Any:
    look: Any = {"fillColor": fill, "strokeColor": None}  # The published types know no colours.
    return Rect(x, y, width, height, **look)


def _line(x0: float, y0: float, x1: float, y1: float, colour: Color, thick: float) -> Any:
    return Line(x0, y0, x1, y1, strokeColor=colour, strokeWidth=thick)
