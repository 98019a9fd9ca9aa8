"""Frames of a DOCX that hold text at a fixed place of their page, as Word 2010 knows them."""

from dataclasses import dataclass
from typing import Final

from inspector.report.docx_xml import emu

_SHAPE: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_NAMESPACES: Final = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:wps="{_SHAPE}"'
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
            f'<w:r><mc:AlternateContent {_NAMESPACES}><mc:Choice Requires="wps"><w:drawing>'
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
