"""Charts of a DOCX: the paper's own drawing as pictures, with its figures as words beside them."""

from collections.abc import Callable
from typing import Final

from inspector.report.chart_pages import pictures_of_pieces
from inspector.report.document import Chart
from inspector.report.docx_drawings import inline_picture
from inspector.report.docx_xml import KEEP_NEXT, paragraph
from inspector.report.paper import Area

_DPI: Final = 220
_MOST_OF_A_PAGE: Final = 0.9
"""Leaves room for the title, and for what a picture's line adds."""
_NO_EXACT_LINE: Final = (
    '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'
)
"""A picture on a line of fixed height would be cut to it."""


def chart_xml(chart: Chart, area: Area, number: int, relate: Callable[[bytes], str]) -> str:
    """Return the pictures of a chart, each in a paragraph; `relate` stores one, naming it.

    `number` tells the chart from the others of the document.
    """
    pieces = pictures_of_pieces(chart, area.width, area.height * _MOST_OF_A_PAGE, _DPI)
    told = _words(chart)
    return "".join(
        paragraph(
            "TableText",
            inline_picture(
                relate(data), area.width, height, number * 1000 + at, told if not at else ""
            ),
            (KEEP_NEXT if chart.notes and at == len(pieces) - 1 else "") + _NO_EXACT_LINE,
        )
        for at, (data, height) in enumerate(pieces)
    )


def _words(chart: Chart) -> str:
    """Return a chart in words, for who cannot see it."""
    rows = (f"{row.label} {'／'.join(filter(None, row.texts))}".strip() for row in chart.rows)
    return f"{chart.title}：{'；'.join(rows)}"
