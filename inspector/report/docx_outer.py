"""What stands under the text of an official paper as DOCX: 附件说明, 署名, 成文日期 and 版记."""

from collections.abc import Iterator, Sequence

from inspector.report import docx_styles, paper
from inspector.report.document import Head
from inspector.report.docx_drawings import TextFrame
from inspector.report.docx_text import breadth
from inspector.report.docx_xml import (
    KEEP_NEXT,
    NO_MARGINS,
    indent,
    paragraph,
    row_height,
    rule,
    run,
    tab,
    tab_stops,
    table,
    table_cell,
    table_row,
    twips,
)
from inspector.report.endings import USUAL_DATE, signed_ends
from inspector.report.imprint import COPIES_LABEL, LEADING, copies_text, printing_text
from inspector.report.joint_signing import sealed_lines
from inspector.report.lines import Measure, break_lines
from inspector.report.pages import on_one_line
from inspector.report.phrasing import written
from inspector.report.squares import Squares

# 附件说明, 署名 and 成文日期 ----------------------------------------------------------------------


def sign_off_xml(head: Head, annexes: Sequence[str]) -> Iterator[str]:
    """Yield what stands under the text, a paragraph each; `annexes` are those it names."""
    if annexes:
        yield from [paragraph("Flush", "", KEEP_NEXT)] * paper.BLANKS_OVER_ANNEX_NOTE
        yield from _annex_note(annexes)
    if head.offices or head.dated:
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
    """Yield 署名 and 成文日期: centred over each other where sealed, shifted where not (7.3.5).

    Several names without seals stand in the middle of the longest.
    """
    dated = written(head.dated)
    blanks = paper.BLANKS_OVER_SEALED_OFFICE if head.sealed else paper.BLANKS_OVER_UNSEALED_OFFICE
    yield from [paragraph("Flush", "", KEEP_NEXT)] * blanks
    if head.sealed and len(head.offices) > 1:
        yield from _sealed_rows(head)
        return
    broad = max(map(breadth, head.offices), default=0.0)
    office_right, dated_right = signed_ends(head, broad, breadth(dated or USUAL_DATE))
    for office in head.offices:
        right = twips(office_right + (broad - breadth(office)) / 2)
        yield paragraph("Office", run(office), KEEP_NEXT + indent(right=right))
    if dated:
        yield paragraph("Dated", run(dated), indent(right=twips(dated_right)))


def _sealed_rows(head: Head) -> Iterator[str]:
    """Yield 署名 of several offices in rows beneath their seals, each text centred at a stop."""
    *before, last = sealed_lines(head, Squares(paper.CHARACTER_PITCH))
    for line, kept in (*((line, KEEP_NEXT) for line in before), (last, "")):
        stops = tab_stops({twips(one.middle): "center" for one in line})
        yield paragraph("Flush", "".join(tab() + run(one.text) for one in line), kept + stops)


# 版记 --------------------------------------------------------------------------------------------


def imprint_xml(head: Head) -> str:
    """Return the 版记 in a frame at the foot of the type area of its page (7.4)."""
    parts = [part for part in (_copies(head), _printing(head)) if part]
    width = twips(paper.TYPE_WIDTH)
    rows = _imprint_rows(parts, width)
    made = table(docx_styles.BARE_TABLE, [width], rows, NO_MARGINS, is_centred=False)
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
    return paragraph("SectionEnd", frame.run(made + paragraph("SectionEnd")))


def _imprint_rows(parts: Sequence[tuple[str, int]], width: int) -> Iterator[str]:
    """Yield a row for each part, its content and lines: thick rules around, thin ones between."""
    for number, (content, lines) in enumerate(parts):
        over = paper.IMPRINT_THIN_RULE if number else paper.IMPRINT_THICK_RULE
        rules = rule("top", over)
        if number == len(parts) - 1:
            rules += rule("bottom", paper.IMPRINT_THICK_RULE)
        cell = table_cell(width, content, f"<w:tcBorders>{rules}</w:tcBorders>")
        yield table_row([cell], row_height(twips(lines * LEADING)))


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
    stop = tab_stops({twips(paper.TYPE_WIDTH) - inset: "right"})
    content = run(on_one_line(head.printed_by)) + tab() + run(text)
    return (paragraph("Imprint", content, stop + indent(left=inset)), 1) if text else None
