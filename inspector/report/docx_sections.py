"""Sections of a DOCX: sheets with their margins and grid, and what stands on each page's edge."""

from dataclasses import dataclass, replace
from typing import Final

from inspector.report import paper
from inspector.report.document import Document, Family
from inspector.report.docx_drawings import TextFrame
from inspector.report.docx_styles import BASELINE, LINE
from inspector.report.docx_xml import (
    NAMESPACES,
    field,
    indent,
    paragraph,
    rule,
    run,
    tab,
    tab_stops,
    twips,
)
from inspector.report.forms import form_area
from inspector.report.paper import Area


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's measures in points; `head` and `foot`: how far these are from its edges."""

    area: Area
    head: float
    foot: float
    has_grid: bool
    on_even: bool = False
    """Whether it begins on an even page, behind a blank one if need be."""
    is_numbered: bool = True

    @property
    def is_turned(self) -> bool:
        """Whether it lies on its side among upright pages."""
        return self.area == paper.OFFICIAL_LANDSCAPE

    @property
    def width(self) -> int:
        """The width of the type area in twips."""
        return twips(self.area.width)


_FOOT_LINE: Final = paper.SIZE_SMALL_5 * paper.TABLE_LEADING
_FOOT_BOTTOM: Final = paper.FOOT_BASELINE + (1 - BASELINE) * _FOOT_LINE
_NUMBER_BOTTOM: Final = (
    paper.OFFICIAL.bottom
    + paper.PAGE_NUMBER_DROP
    + (paper.DASH_HEIGHT + 1 - BASELINE) * paper.SIZE_4
)
_UNDER_NUMBER: Final = _FOOT_BOTTOM - _FOOT_LINE - _NUMBER_BOTTOM
"""Between the page number and the small line at the foot, which stands there even if empty."""
_OFFICIAL_FOOT: Final = paper.PAPER_HEIGHT - _FOOT_BOTTOM
_STATUS_TOP: Final = paper.STATUS_BASELINE - paper.SIZE_4
_RUNNING_TOP: Final = paper.FORM_RUNNING_BASELINE - paper.SIZE_SMALL_5
OFFICIAL: Final = Sheet(paper.OFFICIAL, _STATUS_TOP, _OFFICIAL_FOOT, has_grid=True)
OFFICIAL_LANDSCAPE: Final = Sheet(
    paper.OFFICIAL_LANDSCAPE, _STATUS_TOP / 2, paper.FORM_FOOT_RISE, has_grid=True
)
IMPRINT: Final = replace(OFFICIAL, on_even=True)
"""A page of its own for the 版记."""
IMPRINT_BEHIND_BLANK: Final = replace(IMPRINT, is_numbered=False)
"""The same behind a blank page: neither bears a number (7.5)."""


def form_sheet(document: Document) -> Sheet:
    """Return the sheet of a form, as large as in print."""
    return Sheet(form_area(document), _RUNNING_TOP, paper.FORM_FOOT_RISE, has_grid=False)


def section_xml(sheet: Sheet, relations: dict[str, str], *, starts_anew: bool) -> str:
    """Return a w:sectPr; `starts_anew` begins the page numbers at 1."""
    area = sheet.area
    right = twips(area.page_width - area.left) - sheet.width
    bottom = twips(area.page_height - area.bottom)
    turned = ' w:orient="landscape"' if area.page_width > area.page_height else ""
    references = "".join(_reference(place, relation) for place, relation in relations.items())
    begins = "evenPage" if sheet.on_even else "nextPage"
    numbered = '<w:pgNumType w:start="1"/>' if starts_anew else ""
    grid = f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/>' if sheet.has_grid else ""
    return (
        f'<w:sectPr>{references}<w:type w:val="{begins}"/>'
        f'<w:pgSz w:w="{twips(area.page_width)}" w:h="{twips(area.page_height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(area.top)}" w:right="{right}" w:bottom="{bottom}" '
        f'w:left="{twips(area.left)}" w:header="{twips(sheet.head)}" '
        f'w:footer="{twips(sheet.foot)}" w:gutter="0"/>{numbered}{grid}</w:sectPr>'
    )


def _reference(place: str, relation: str) -> str:
    kind, _, pages = place.partition("_")
    return f'<w:{kind}Reference w:type="{pages}" r:id="{relation}"/>'


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands on the edges of one document's pages of one sheet: headers and footers."""

    document: Document
    sheet: Sheet
    end: str = ""
    """The bookmark on the document's last page; "" where the file holds nothing else."""
    pages: str = "　"
    """How many pages of a form to show until the program that opens it has counted them."""

    def parts(self) -> dict[str, str]:
        """Return each header and footer as a part, by kind and place: header_default."""
        is_official = self.document.family is Family.OFFICIAL
        head = self._status() if is_official else self._running()
        odd = self._page_number(is_odd=True) if is_official else self._page_of_pages()
        even = self._page_number(is_odd=False) if is_official else odd
        return {
            "header_default": _part("hdr", head),
            "header_even": _part("hdr", head),
            "footer_default": _part("ftr", odd),
            "footer_even": _part("ftr", even),
        }

    def _status(self) -> str:
        return paragraph("Status", run(self.document.head.status))

    def _running(self) -> str:
        """Return the unit's and table's name, the status at the right, a line under both."""
        head = self.document.head
        width = self.sheet.width
        properties = (
            f"<w:pBdr>{rule('bottom', paper.TABLE_RULE, space=1)}</w:pBdr>"
            f'{tab_stops({width: "right"})}<w:jc w:val="left"/>'
        )
        status = tab() + run(head.status) if head.status else ""
        return paragraph("Running", run(head.running_title or head.title) + status, properties)

    def _page_number(self, *, is_odd: bool) -> str:
        """Return — 1 —, outside and one character in (7.5), on a turned page on its side (8)."""
        foot = run(self.document.head.foot)
        if not self.sheet.is_numbered:
            return paragraph("Foot", foot)
        inset = twips(paper.PAGE_NUMBER_INDENT * paper.SIZE_4)
        properties = indent(right=inset) if is_odd else indent(left=inset) + '<w:jc w:val="left"/>'
        number = run("— ") + field("PAGE", "1") + run(" —")
        if self.sheet.is_turned:
            turned = _turned_frame().run(paragraph("PageNumber", number, properties))
            return paragraph("Foot", foot + turned)
        room = f'<w:spacing w:after="{twips(_UNDER_NUMBER)}"/>'
        return paragraph("PageNumber", number, room + properties) + paragraph("Foot", foot)

    def _page_of_pages(self) -> str:
        """Return 第×页 共×页 of this form alone.

        Its pages begin at 1, so that the number of its last is their count. SECTIONPAGES would
        say the same, but not in LibreOffice.
        """
        pages = f"PAGEREF {self.end}" if self.end else "NUMPAGES"
        number = run("第") + field("PAGE", "1") + run("页　共") + field(pages, self.pages)
        return paragraph("Running", number + run("页")) + self._foot()

    def _foot(self) -> str:
        foot = self.document.head.foot
        return paragraph("Running", run(foot)) if foot else ""


def _turned_frame() -> TextFrame:
    """Return the frame of a turned page's number, at the sheet's left edge.

    Turned back, the upper edge of its line is as far beneath the type area as on upright pages.
    """
    area = paper.OFFICIAL_LANDSCAPE
    over_dash = (BASELINE - paper.DASH_HEIGHT) * paper.SIZE_4
    right, breadth = area.left - paper.PAGE_NUMBER_DROP + over_dash, 2 * paper.SIZE_4
    return TextFrame(
        name="页码", x=right - breadth, y=area.top, width=breadth, height=area.height,
        is_turned=True,
    )  # fmt: skip


def _part(kind: str, content: str) -> str:
    return f"<w:{kind} {NAMESPACES}>{content}</w:{kind}>"
