"""Drawings of a DOCX: pictures on a line, and frames of text at a fixed place of their page."""

from dataclasses import dataclass
from typing import Final

from inspector.report.docx_xml import attribute, emu, twips

_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SHAPE: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_DRAWING: Final = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_OF_PICTURES: Final = f'{_DRAWING} xmlns:pic="{_PICTURE}"'
_OF_FRAMES: Final = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'{_DRAWING} xmlns:wps="{_SHAPE}"'
)
"""Word 2010 is the first to know such frames."""
_EDGE: Final = '<a:ln w="5080"><a:solidFill><a:srgbClr val="999999"/></a:solidFill></a:ln>'
"""The fine grey line around a picture of an album."""


def inline_picture(
    relation: str, width: float, height: float, number: int, told: str, *, is_framed: bool = False
) -> str:
    """Return a run with a picture in points; `told` is for who cannot see it."""
    extent = f'cx="{emu(width)}" cy="{emu(height)}"'
    name = attribute(f"图 {number}")
    frame = _EDGE if is_framed else ""
    return (
        f'<w:r><w:drawing><wp:inline {_OF_PICTURES} distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {extent}/>"
        f'<wp:docPr id="{number}" name={name} descr={attribute(told)}/>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name={name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{frame}</pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def picture_line(*, before: float = 0.0, under: float = 0.0) -> str:
    """Return the properties of a picture's paragraph, with room in points.

    A line of fixed height would cut it; on a grid, its line takes whole ones of that.
    """
    return (
        f'<w:snapToGrid/><w:spacing w:before="{twips(before)}" w:after="{twips(under)}" '
        'w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFrame:
    """A frame without a border; points from the page's upper left corner."""

    name: str
    x: float
    y: float
    width: float
    height: float
    is_turned: bool = False
    """Whether its lines run from top to bottom, their heads to the right."""
    at_foot: bool = False
    """Whether its text stands at its foot, and other text over and under it, not beneath."""

    def run(self, content: str) -> str:
        """Return a run that the frame hangs on; `content` are its paragraphs."""
        return (
            f'<w:r><mc:AlternateContent {_OF_FRAMES}><mc:Choice Requires="wps"><w:drawing>'
            '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
            'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
            f'<wp:simplePos x="0" y="0"/>{self._place()}{self._extent("wp:extent")}'
            '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f"<wp:wrap{'TopAndBottom' if self.at_foot else 'None'}/>"
            f'<wp:docPr id="1" name="{self.name}"/><wp:cNvGraphicFramePr/>'
            f"{self._shape(content)}</wp:anchor></w:drawing></mc:Choice>"
            "</mc:AlternateContent></w:r>"
        )

    def _place(self) -> str:
        return "".join(
            f'<wp:position{axis} relativeFrom="page"><wp:posOffset>{emu(place)}</wp:posOffset>'
            f"</wp:position{axis}>"
            for axis, place in (("H", self.x), ("V", self.y))
        )

    def _extent(self, element: str) -> str:
        return f'<{element} cx="{emu(self.width)}" cy="{emu(self.height)}"/>'

    def _shape(self, content: str) -> str:
        turned = ' vert="vert"' if self.is_turned else ""
        foot = "b" if self.at_foot else "t"
        return (
            f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/>'
            f'<wps:spPr><a:xfrm><a:off x="0" y="0"/>{self._extent("a:ext")}</a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
            f"</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
            f'<wps:bodyPr{turned} wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
            f'anchor="{foot}">'
            "<a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic>"
        )
