"""Charts of a DOCX: the paper's own drawing as pictures, with its figures as words beside them."""

from collections.abc import Callable, Iterator
from typing import Final

from inspector.report.chart_pages import pictures_of_pieces
from inspector.report.document import Chart
from inspector.report.docx_drawings import inline_picture, picture_line
from inspector.report.docx_xml import KEEP_NEXT, paragraph
from inspector.report.paper import Area

_DPI: Final = 220
_MOST_OF_A_PAGE: Final = 0.9
"""Leaves room for the title, and for what a picture's line adds."""


def chart_xml(
    chart: Chart, area: Area, number: int, relate: Callable[[bytes], str], *, kept: bool
) -> Iterator[tuple[str, float]]:
    """Yield the pictures of a chart, each a paragraph, with their heights in points.

    `relate` stores one, naming it; `number` tells the chart from the others of the document;
    `kept` keeps the last with what follows.
    """
    pieces = pictures_of_pieces(chart, area.width, area.height * _MOST_OF_A_PAGE, _DPI)
    told = _words(chart)
    for at, (data, height) in enumerate(pieces):
        mark = number * 1000 + at
        shown = inline_picture(relate(data), area.width, height, mark, "" if at else told)
        bond = KEEP_NEXT if kept and at == len(pieces) - 1 else ""
        yield paragraph("TableText", shown, bond + picture_line()), height


def _words(chart: Chart) -> str:
    """Return a chart in words, for who cannot see it."""
    rows = (f"{row.label} {'／'.join(filter(None, row.texts))}".strip() for row in chart.rows)
    return f"{chart.title}：{'；'.join(rows)}"
