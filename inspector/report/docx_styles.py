"""The styles of a DOCX: each role of an official paper is a named style of its own."""

from dataclasses import dataclass
from math import floor
from typing import Final

from inspector.report import fonts, paper
from inspector.report.docx_xml import (
    NAMESPACES,
    RED,
    TWIPS_PER_POINT,
    attribute,
    cell_margins,
    exact_line,
    rule,
    twips,
)
from inspector.report.fonts import Role
from inspector.report.paper import TextGrid
from inspector.report.typeface import LATIN_APART

LINE: Final = floor(paper.LINE_PITCH * TWIPS_PER_POINT)
"""A line of the grid in twips, rounded down so that 22 of them fit the type area.

Each line is exactly so high and, off the grid, stands with its baseline at four fifths of that in
every program and font; on the grid, LibreOffice would move it with the font's own measures, and
give a large font two lines.
"""
BASELINE: Final = 0.8
"""Where the baseline of a line of exact height stands, from its top, in parts of that."""
DIGITS: Final = "Times New Roman"
HEADINGS: Final = {level: f"Heading{level}" for level in range(1, 5)}
HEADING_RUNS: Final = {level: f"Heading{level}Char" for level in range(1, 5)}
"""Character styles for headings that run into their paragraph."""
EMPHASIS: Final = "Emphasis"
GAP: Final = "Gap"
TABLE: Final = "OfficialTable"
BARE_TABLE: Final = "BareTable"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """One paragraph style. `lead` is its line in points (0: a line of the grid)."""

    id: str
    name: str
    role: Role = Role.BODY
    size: float = paper.SIZE_3
    align: str = "both"
    first: int = 0
    """First-line indent in characters."""
    lead: float = 0
    outline: int | None = None
    keep_next: bool = False
    tight: bool = False
    """A line as high as its text needs, for cells."""
    colour: str = ""
    """In hexadecimal digits; "" for black."""
    is_line: bool = False
    """Whether it sets lines of the text, which give way where office and date need room."""
    is_full: bool = False
    """Whether it sets lines filled with characters, which give way, too."""
    following: str = ""
    """The style that whoever goes on writing after it needs next."""


_HEADING_ROLES: Final = (Role.SANS, Role.KAI, Role.BODY, Role.BODY)
_FORM_LEAD: Final = paper.SIZE_SMALL_4 * paper.FORM_LEADING
_TITLE_LEAD: Final = paper.SIZE_SMALL_2 * paper.TABLE_LEADING + paper.FORM_TITLE_ROOM

_STYLES: Final = (
    _Style(id="Title", name="Title", role=Role.TITLE, size=paper.SIZE_2, align="center",
           keep_next=True, is_line=True, following="Addressee"),
    _Style(id="BodyText", name="公文正文", first=paper.INDENT, is_line=True, is_full=True),
    _Style(id="Flush", name="公文正文（顶格）", is_line=True, is_full=True),
    *(
        _Style(id=HEADINGS[level], name=f"heading {level}", role=role, first=paper.INDENT,
               outline=level - 1, keep_next=True, is_line=True, is_full=True, following="BodyText")
        for level, role in enumerate(_HEADING_ROLES, start=1)
    ),
    _Style(id="Letterhead", name="发文机关标志", role=Role.TITLE, size=paper.LETTERHEAD_LARGEST,
           align="center", colour=RED),
    _Style(id="Urgency", name="紧急程度", role=Role.SANS, align="left", is_line=True),
    _Style(id="DocumentNumber", name="发文字号", align="center", is_line=True),
    _Style(id="Addressee", name="主送机关", is_line=True, is_full=True, following="BodyText"),
    _Style(id="AnnexNote", name="附件说明", align="left", is_line=True),
    _Style(id="Office", name="发文机关署名", align="right", is_line=True),
    _Style(id="Dated", name="成文日期", align="right", is_line=True),
    _Style(id="Note", name="附注", first=paper.INDENT, is_line=True),
    _Style(id="AnnexLabel", name="附件编号", role=Role.SANS, align="left", keep_next=True),
    _Style(id="AnnexTitle", name="附件标题", role=Role.TITLE, size=paper.SIZE_2, align="center",
           outline=0, keep_next=True),
    _Style(id="TableTitle", name="表题", role=Role.SANS, size=paper.SIZE_4, align="center",
           keep_next=True),
    _Style(id="TableHead", name="表头", role=Role.SANS, size=paper.SIZE_SMALL_4, align="center",
           tight=True),
    _Style(id="TableText", name="表格文字", size=paper.SIZE_SMALL_4, align="left", tight=True),
    _Style(id="TableHeadSmall", name="表头（五号）", role=Role.SANS, size=paper.SIZE_5,
           align="center", tight=True),
    _Style(id="TableTextSmall", name="表格文字（五号）", size=paper.SIZE_5, align="left",
           tight=True),
    _Style(id="TableNote", name="表注", size=paper.SIZE_SMALL_5, align="left",
           lead=paper.NOTE_LEADING),
    _Style(id="FormTitle", name="表单标题", role=Role.TITLE, size=paper.SIZE_SMALL_2,
           align="center", lead=_TITLE_LEAD, outline=0, keep_next=True),
    _Style(id="FormText", name="表单正文", size=paper.SIZE_SMALL_4, align="left", lead=_FORM_LEAD),
    _Style(id="Signature", name="签字栏", size=paper.SIZE_SMALL_4, align="left", tight=True),
    _Style(id="Imprint", name="版记", size=paper.SIZE_4, align="left",
           lead=paper.SIZE_4 * paper.FORM_LEADING),
    _Style(id="PageNumber", name="页码", role=Role.SERIF, size=paper.SIZE_4, align="right",
           lead=paper.SIZE_4),
    _Style(id="Running", name="页眉页脚说明", size=paper.SIZE_SMALL_5, align="center", tight=True),
    _Style(id="Status", name="稿件状态", role=Role.SANS, size=paper.SIZE_4, align="left",
           tight=True),
    _Style(id="Foot", name="页脚说明", size=paper.SIZE_SMALL_5, align="center", tight=True),
    _Style(id="SectionEnd", name="分节", size=1, lead=1),
)  # fmt: skip


def styles_xml(grid: TextGrid = paper.STANDARD_GRID) -> str:
    """Return the whole styles part for a text in a grid.

    In another than the standard's, annexes have styles of their own, which keep to that.
    """
    styles = [_paragraph_style(style, grid) for style in _STYLES]
    if grid != paper.STANDARD_GRID:
        styles += [_annex_style(style) for style in _STYLES if style.is_full]
    return (
        f"<w:styles {NAMESPACES}>{_defaults()}{_normal()}{''.join(styles)}{_character_styles()}"
        f"{_table_styles()}</w:styles>"
    )


def line_of(grid: TextGrid) -> int:
    """Return how high a line of text is in a grid, in twips."""
    if grid.lines == paper.LINES_PER_PAGE:
        return LINE
    # Less a twip: LibreOffice rounds each line, up if need be, to hundredths of a millimetre.
    return floor(grid.line_pitch * TWIPS_PER_POINT) - 1


def in_annex(style: str) -> str:
    """Return the style that sets in an annex what this one sets in a text of another grid."""
    return f"{style}Annex"


def _tracking(grid: TextGrid) -> int:
    """Return what is added after each 3号 character in twips, rounded so that all fit the line.

    Spacing in the style holds in every program; a grid of characters (linesAndChars) holds in Word
    only: LibreOffice gives each 16-point character two squares of it.
    """
    return floor(grid.tracking * TWIPS_PER_POINT)


def _font(role: Role) -> str:
    """Return the font of a role by the name it is known by in offices."""
    name = attribute(fonts.table()[role].genuine[0])
    digits = attribute(DIGITS) if role in LATIN_APART else name
    return f"<w:rFonts w:ascii={digits} w:hAnsi={digits} w:eastAsia={name} w:cs={digits}/>"


def _size(points: float, grid: TextGrid = paper.STANDARD_GRID) -> str:
    """Return a size; 3号 is drawn together so that its characters fill the line."""
    tracking = _tracking(grid) if points == paper.SIZE_3 else 0
    size = round(points * 2)
    return f'<w:spacing w:val="{tracking}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _defaults() -> str:
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f"{_font(Role.BODY)}{_size(paper.SIZE_3)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def _normal() -> str:
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
        f'<w:jc w:val="both"/></w:pPr><w:rPr>{_font(Role.BODY)}{_size(paper.SIZE_3)}</w:rPr>'
        "</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/></w:style>'
    )


def _paragraph_style(style: _Style, grid: TextGrid) -> str:
    full = grid if style.is_full else paper.STANDARD_GRID
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    name = attribute(style.name)
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val={name}/>'
        f'<w:basedOn w:val="Normal"/>{following}<w:qFormat/><w:pPr>'
        f"{'<w:keepNext/>' if style.keep_next else ''}{_spacing(style, grid)}{_indent(style, full)}"
        f'<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f"<w:rPr>{_font(style.role)}{colour}{_size(style.size, full)}</w:rPr></w:style>"
    )


def _annex_style(style: _Style) -> str:
    grid = paper.STANDARD_GRID
    following = f'<w:next w:val="{in_annex(style.following)}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{in_annex(style.id)}">'
        f"<w:name w:val={attribute(f'{style.name}（附件）')}/>"
        f'<w:basedOn w:val="{style.id}"/>{following}<w:qFormat/><w:pPr>'
        f"{exact_line(LINE)}{_indent(style, grid)}</w:pPr>"
        f"<w:rPr>{_size(style.size, grid)}</w:rPr></w:style>"
    )


def _spacing(style: _Style, grid: TextGrid) -> str:
    if style.tight:
        return exact_line(twips(style.size * paper.TABLE_LEADING))
    if style.is_line and grid.lines != paper.LINES_PER_PAGE:
        return exact_line(line_of(grid))
    return exact_line(twips(style.lead)) if style.lead else ""


def _indent(style: _Style, grid: TextGrid) -> str:
    first = twips(style.first * grid.character_pitch)
    return f'<w:ind w:firstLineChars="{style.first * 100}" w:firstLine="{first}"/>' if first else ""


def _character_styles() -> str:
    headings = "".join(
        f'<w:style w:type="character" w:styleId="{HEADING_RUNS[level]}">'
        f"<w:name w:val={attribute(f'接排标题 {level}')}/><w:rPr>{_font(role)}</w:rPr></w:style>"
        for level, role in enumerate(_HEADING_ROLES, start=1)
    )
    return (
        f'{headings}<w:style w:type="character" w:styleId="{EMPHASIS}"><w:name w:val="Emphasis"/>'
        f"<w:rPr>{_font(Role.SANS)}</w:rPr></w:style>"
        f'<w:style w:type="character" w:styleId="{GAP}"><w:name w:val="待填"/>'
        '<w:rPr><w:highlight w:val="yellow"/></w:rPr></w:style>'
    )


def _table_styles() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(rule(side, paper.TABLE_RULE) for side in sides)
    return (
        f'<w:style w:type="table" w:styleId="{TABLE}"><w:name w:val="公文表格"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        f"{cell_margins(paper.CELL_ROOM)}"
        f'</w:tblPr></w:style><w:style w:type="table" w:styleId="{BARE_TABLE}">'
        '<w:name w:val="签字栏表"/><w:basedOn w:val="TableNormal"/></w:style>'
    )
