"""Charts of a DOCX: the paper's own drawing as pictures, with its figures as words beside them."""

from collections.abc import Callable
from typing import Final

from inspector.report.chart_pages import pictures_of_pieces
from inspector.report.document import Chart
from inspector.report.docx_xml import KEEP_NEXT, attribute, emu, paragraph
from inspector.report.paper import Area

_DPI: Final = 220
_MOST_OF_A_PAGE: Final = 0.9
"""Leaves room for the title, and for what a picture's line adds."""
_NO_EXACT_LINE: Final = (
    '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'
)
"""A picture on a line of fixed height would be cut to it."""
_FRAME: Final = '<a:ln w="5080"><a:solidFill><a:srgbClr val="999999"/></a:solidFill></a:ln>'
_NAMESPACES: Final = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


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


def inline_picture(
    relation: str, width: float, height: float, number: int, told: str, *, is_framed: bool = False
) -> str:
    """Return a run with a picture in points; `told` is for who cannot see it."""
    extent = f'cx="{emu(width)}" cy="{emu(height)}"'
    name = attribute(f"图 {number}")
    frame = _FRAME if is_framed else ""
    return (
        f'<w:r><w:drawing><wp:inline {_NAMESPACES} distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {extent}/>"
        f'<wp:docPr id="{number}" name={name} descr={attribute(told)}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name={name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{frame}</pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
