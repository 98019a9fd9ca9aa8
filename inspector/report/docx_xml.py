"""WordprocessingML in small pieces: runs, paragraphs, tables, fields and measures."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from inspector.report import paper

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TWIPS_PER_POINT: Final = 20
_EMU_PER_POINT: Final = 12_700
_EIGHTHS: Final = 8
"""The format counts the thickness of rules in eighths of a point."""
BLACK: Final = "000000"
"""Colours are hexadecimal digits."""
RED: Final = "FF0000"
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML document may hold (XML 1.0, 2.2)."""
KEEP_NEXT: Final = "<w:keepNext/>"
NO_MARGINS: Final = (
    '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
)
"""Lets the cells of a table begin and end where its columns do."""
_EAST_ASIAN: Final = '<w:rFonts w:hint="eastAsia"/>'
"""Quotation marks and dashes are Chinese ones, whatever stands beside them."""


def twips(points: float) -> int:
    """Return a length in twentieths of a point, the unit of the format."""
    return round(points * TWIPS_PER_POINT)


def emu(points: float) -> int:
    """Return a length in English metric units, those of all that is drawn."""
    return round(points * _EMU_PER_POINT)


def plain(text: str) -> str:
    """Return text without what the format cannot hold."""
    return _FORBIDDEN.sub("", text)


def attribute(text: str) -> str:
    """Return text as a quoted attribute."""
    return quoteattr(plain(text))


def run(text: str, style: str = "", properties: str = "") -> str:
    """Return a run in a character style, its line breaks kept.

    `properties` are further children of its w:rPr that come behind the fonts.
    """
    if not text:
        return ""
    styled = f'<w:rStyle w:val="{style}"/>' if style else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in plain(text).split("\n"))
    shown = "<w:br/>".join(lines)
    return f"<w:r><w:rPr>{styled}{_EAST_ASIAN}{properties}</w:rPr>{shown}</w:r>"


def sized(text: str, size: float, spacing: int = 0) -> str:
    """Return a run in a size of its own, in points, its line breaks kept.

    `spacing` is what follows each character, in twips.
    """
    half_points = round(size * 2)
    spaced = f'<w:spacing w:val="{spacing}"/>' if spacing else ""
    made = f'{spaced}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return run(text, properties=made)


def tab() -> str:
    """Return a tab."""
    return "<w:r><w:tab/></w:r>"


def tab_stops(stops: Mapping[int, str]) -> str:
    """Return the tab stops of a paragraph, their kinds by place in twips."""
    made = (f'<w:tab w:val="{kind}" w:pos="{place}"/>' for place, kind in stops.items())
    return f"<w:tabs>{''.join(made)}</w:tabs>" if stops else ""


def field(instruction: str, shown: str) -> str:
    """Return a field that Word works out; `shown` stands there until it has."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{escape(shown)}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, content: str = "", properties: str = "") -> str:
    """Return a paragraph; `properties` are further children of its w:pPr in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def bookmark(name: str, number: int) -> str:
    """Return a bookmark that stands by itself between paragraphs; its number is the file's own."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}<w:bookmarkEnd w:id="{number}"/>'


def indent(*, left: int = 0, right: int = 0, hanging: int = 0) -> str:
    """Return an indent in twips that replaces the style's own."""
    return f'<w:ind w:left="{left}" w:right="{right}" w:firstLineChars="0" ' + (
        f'w:hanging="{hanging}"/>' if hanging else 'w:firstLine="0"/>'
    )


def exact_line(height: int) -> str:
    """Return the spacing of lines exactly so high, in twips, whatever stands in them."""
    return f'<w:spacing w:line="{height}" w:lineRule="exact"/>'


def rule(side: str, thickness: float, space: float = 0.0, colour: str = BLACK) -> str:
    """Return a border of one side; its thickness and its room to the text in points."""
    size = round(thickness * _EIGHTHS)
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{round(space)}" w:color="{colour}"/>'


def table(
    style: str,
    widths: Sequence[int],
    rows: Iterable[str],
    margins: str = "",
    *,
    is_centred: bool = True,
) -> str:
    """Return a table with columns of these widths, in twips; `margins` are those of its cells."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    centred = '<w:jc w:val="center"/>' if is_centred else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'{centred}<w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def table_row(cells: Iterable[str], properties: str = "") -> str:
    """Return a row that is not torn; `properties` are further children of its w:trPr."""
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def row_height(height: int, *, is_exact: bool = False) -> str:
    """Return how high a row is, in twips: at least, or exactly."""
    kind = "exact" if is_exact else "atLeast"
    return f'<w:trHeight w:val="{height}" w:hRule="{kind}"/>'


def table_cell(width: int, content: str, properties: str = "") -> str:
    """Return a cell so many twips broad; `properties` are further children of its w:tcPr."""
    broad = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{broad}{properties}</w:tcPr>{content}</w:tc>"


def cell_margins(room: float) -> str:
    """Return the margins of a table's cells: `room` over and under their text, in points."""
    sides = {"top": room, "left": paper.CELL_MARGIN, "bottom": room, "right": paper.CELL_MARGIN}
    made = (f'<w:{side} w:w="{twips(width)}" w:type="dxa"/>' for side, width in sides.items())
    return f"<w:tblCellMar>{''.join(made)}</w:tblCellMar>"
