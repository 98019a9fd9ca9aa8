"""The outer parts of an official paper as DOCX: 版头, 附件说明, 署名, 成文日期 and 版记."""

from collections.abc import Iterator, Sequence
from math import floor
from typing import Final

from inspector.report import docx_styles, paper
from inspector.report.document import Head, RedHead
from inspector.report.docx_drawings import TextFrame
from inspector.report.docx_styles import BASELINE, LINE
from inspector.report.docx_text import breadth, text_run, title
from inspector.report.docx_xml import (
    KEEP_NEXT,
    RED,
    TWIPS_PER_POINT,
    exact_line,
    indent,
    paragraph,
    rule,
    run,
    sized,
    tab,
    twips,
)
from inspector.report.endings import USUAL_DATE, signed_ends
from inspector.report.headline import Squares
from inspector.report.imprint import COPIES_LABEL, LEADING, copies_text, printing_text
from inspector.report.lines import Measure, break_lines
from inspector.report.pages import on_one_line
from inspector.report.phrasing import written
from inspector.report.red_head import ISSUER_LABEL, Letterhead, letterhead_of, zone_of

_LETTERHEAD_INK: Final = 0.84
"""How high over its baseline 小标宋 is drawn, in parts of its size."""
_FIXED_LINE: Final = exact_line(LINE)
"""A line of a red head, which keeps its height where those of the text give way."""


# 版头 --------------------------------------------------------------------------------------------


def head_xml(head: Head) -> Iterator[str]:
    """Yield what stands over the text: head, number, title and 主送机关."""
    if head.red_head is not RedHead.NONE:
        yield from _red_head(head)
    else:
        if head.urgency:
            yield paragraph("Urgency", run(head.urgency))
        if head.document_number or head.issuer_upward:
            yield _number_line(head)
            yield paragraph("Flush") * paper.BLANKS_AFTER_NUMBER
    yield title("Title", head.title)
    yield paragraph("Flush") * paper.BLANKS_UNDER_TITLE
    if head.addressee:
        yield paragraph("Addressee", text_run(f"{head.addressee}："))


def _red_head(head: Head) -> Iterator[str]:
    """Yield the letterhead at its height, the number on its line, and the red line under it (7.2).

    Lines of fixed height hold the places, so that room and full head take the same lines.
    """
    letterhead, is_full = letterhead_of(head), head.red_head is RedHead.FULL
    zone = zone_of(letterhead)
    lead = letterhead.size * paper.LETTERHEAD_LEADING
    top = twips(paper.LETTERHEAD_DROP - BASELINE * lead + _LETTERHEAD_INK * letterhead.size)
    under_number = twips(
        paper.RED_LINE_DROP
        - (1 - BASELINE) * LINE / TWIPS_PER_POINT
        + (1 - paper.EM_ASCENT) * paper.SIZE_3
    )
    number_top = twips(zone.rule) - under_number - LINE
    if head.urgency:
        yield paragraph("Urgency", run(head.urgency), _FIXED_LINE)
        top -= LINE
    yield _space(top)
    yield _letterhead(letterhead, lead) if is_full else _space(twips(lead) * len(letterhead.lines))
    top += twips(lead) * len(letterhead.lines) + (LINE if head.urgency else 0)
    yield _space(number_top - top)
    room = under_number / TWIPS_PER_POINT
    border = rule("bottom", paper.RED_LINE, room, RED) if is_full else ""
    yield _number_line(head, f"<w:pBdr>{border}</w:pBdr>" if border else "", _FIXED_LINE)
    taken = number_top + LINE + (under_number + twips(paper.RED_LINE) if is_full else 0)
    yield _space(round(zone.height / paper.LINE_PITCH) * LINE - taken)


def _space(height: int) -> str:
    """Return an empty line of so many twips."""
    return paragraph("Flush", "", exact_line(height))


def _letterhead(letterhead: Letterhead, lead: float) -> str:
    words = sized("\n".join(letterhead.lines), floor(letterhead.size * 2 - 1) / 2)
    return paragraph("Letterhead", words, exact_line(twips(lead)))


def _number_line(head: Head, border: str = "", spacing: str = "") -> str:
    """Return 发文字号, with 签发人 beside it in papers that go up, over a rule of full width."""
    if not head.issuer_upward:
        return paragraph("DocumentNumber", run(head.document_number), border + spacing)
    inset = twips(paper.CHARACTER_PITCH)
    stops = (("left", inset), ("right", twips(paper.TYPE_WIDTH) - inset))
    tabs = "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in stops)
    issuer = run(ISSUER_LABEL) + run(head.issuer_upward, docx_styles.HEADING_RUNS[2])
    content = tab() + run(head.document_number) + tab() + issuer
    return paragraph("Flush", content, f"{border}<w:tabs>{tabs}</w:tabs>{spacing}")


# 附件说明, 署名 and 成文日期 ----------------------------------------------------------------------


def sign_off_xml(head: Head, annexes: Sequence[str]) -> Iterator[str]:
    """Yield what stands under the text; `annexes` are those it names."""
    if annexes:
        yield paragraph("Flush", "", KEEP_NEXT) * paper.BLANKS_OVER_ANNEX_NOTE
        yield from _annex_note(annexes)
    if head.office or head.dated:
        yield from _signed(head)
    if head.note:
        yield paragraph("Note", run(f"（{head.note}）"))


def _annex_note(names: Sequence[str]) -> Iterator[str]:
    """Yield 附件说明: two characters in, later names under the first (7.3.4)."""
    pitch = twips(paper.CHARACTER_PITCH)
    for number, name in enumerate(names, start=1):
        count = f"{number}. " if len(names) > 1 else ""
        hang = 3 * pitch + (pitch if count else 0)
        label = "附件：" if number == 1 else "　　　"
        place = indent(left=paper.INDENT * pitch + hang, hanging=hang)
        yield paragraph("AnnexNote", run(f"{label}{count}{name}"), KEEP_NEXT + place)


def _signed(head: Head) -> Iterator[str]:
    """Yield 署名 and 成文日期: centred over each other where sealed, shifted where not (7.3.5)."""
    dated = written(head.dated)
    blanks = paper.BLANKS_OVER_SEALED_OFFICE if head.sealed else paper.BLANKS_OVER_UNSEALED_OFFICE
    yield paragraph("Flush", "", KEEP_NEXT) * blanks
    office_right, dated_right = signed_ends(
        head, breadth(head.office), breadth(dated or USUAL_DATE)
    )
    if head.office:
        yield paragraph("Office", run(head.office), KEEP_NEXT + indent(right=twips(office_right)))
    if dated:
        yield paragraph("Dated", run(dated), indent(right=twips(dated_right)))


# 版记 --------------------------------------------------------------------------------------------


def imprint_xml(head: Head) -> str:
    """Return the 版记 in a frame at the foot of the type area of its page (7.4)."""
    parts = [part for part in (_copies(head), _printing(head)) if part]
    width = twips(paper.TYPE_WIDTH)
    table = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{docx_styles.BARE_TABLE}"/>'
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f"{''.join(_imprint_rows(parts))}</w:tbl>"
    )
    area, height = paper.OFFICIAL, sum(lines for _content, lines in parts) * LEADING
    frame = TextFrame(
        name="版记",
        x=area.left,
        y=area.bottom - height,
        width=area.width,
        height=height,
        at_foot=True,
    )
    # Within a frame, too, a paragraph has to stand behind a table.
    return paragraph("SectionEnd", frame.run(table + paragraph("SectionEnd")))


def _imprint_rows(parts: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Yield a row for each part, its content and lines: thick rules around, thin ones between."""
    for number, (content, lines) in enumerate(parts):
        over = paper.IMPRINT_THIN_RULE if number else paper.IMPRINT_THICK_RULE
        rules = rule("top", over)
        if number == len(parts) - 1:
            rules += rule("bottom", paper.IMPRINT_THICK_RULE)
        yield (
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(lines * LEADING)}" '
            f'w:hRule="atLeast"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{twips(paper.TYPE_WIDTH)}" '
            f'w:type="dxa"/><w:tcBorders>{rules}</w:tcBorders></w:tcPr>{content}</w:tc></w:tr>'
        )


def _copies(head: Head) -> tuple[str, int] | None:
    """Return 抄送机关 and how many lines it takes, None without such offices."""
    text = copies_text(head)
    inset, hang, squares = paper.SIZE_4, len(COPIES_LABEL) * paper.SIZE_4, Squares(paper.SIZE_4)
    measure = Measure(paper.TYPE_WIDTH - 2 * inset - hang, squares.square)
    lines = len(break_lines(text, squares.widths(text), measure))
    place = indent(left=twips(inset + hang), right=twips(inset), hanging=twips(hang))
    return (paragraph("Imprint", run(COPIES_LABEL + text), place), lines) if text else None


def _printing(head: Head) -> tuple[str, int] | None:
    """Return the line of 印发机关 and 印发日期, None where neither is given."""
    text = printing_text(head)
    inset = twips(paper.SIZE_4)
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{twips(paper.TYPE_WIDTH) - inset}"/></w:tabs>'
    content = run(on_one_line(head.printed_by)) + tab() + run(text)
    return (paragraph("Imprint", content, stop + indent(left=inset)), 1) if text else None
