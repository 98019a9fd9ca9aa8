"""版头 of an official paper as DOCX, down to its title and 主送机关 (7.2)."""

from collections.abc import Iterator, Mapping, Sequence
from math import floor
from typing import Final

from inspector.report import docx_styles, paper
from inspector.report.document import Head, RedHead
from inspector.report.docx_styles import BASELINE, LINE
from inspector.report.docx_text import text_run, title
from inspector.report.docx_xml import (
    NO_MARGINS,
    RED,
    TWIPS_PER_POINT,
    exact_line,
    paragraph,
    row_height,
    rule,
    run,
    sized,
    tab,
    tab_stops,
    table,
    table_cell,
    table_row,
    twips,
)
from inspector.report.letterhead import Letterhead, letterhead_of, spread
from inspector.report.red_head import zone_of
from inspector.report.signers import LABEL, Signers, signers_of
from inspector.report.squares import Squares

_LETTERHEAD_INK: Final = 0.84
"""How high over its baseline 小标宋 is drawn, in parts of its size."""
_FIXED_LINE: Final = exact_line(LINE)
"""A line of a red head, which keeps its height where those of the text give way."""
_UNDER_NUMBER: Final = twips(
    paper.RED_LINE_DROP
    - (1 - BASELINE) * LINE / TWIPS_PER_POINT
    + (1 - paper.EM_ASCENT) * paper.SIZE_3
)
"""From the line of 发文字号 to the red line."""
_AT_LEFT: Final = '<w:jc w:val="left"/>'
_SLACK: Final = 0.1
"""By how much the cell of 文件 is broader than its words, in parts of their size."""


def head_xml(head: Head) -> Iterator[str]:
    """Yield what stands over the text: head, number, title and 主送机关."""
    if head.red_head is not RedHead.NONE:
        yield from _red_head(head)
    else:
        if head.urgency:
            yield paragraph("Urgency", run(head.urgency))
        if head.document_number or head.signers:
            yield from _number_lines(head)
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
    room = _UNDER_NUMBER / TWIPS_PER_POINT
    border = rule("bottom", paper.RED_LINE, room, RED) if is_full else ""
    bordered = f"<w:pBdr>{border}</w:pBdr>" if border else ""
    numbered = list(_number_lines(head, bordered, _FIXED_LINE))
    zone = zone_of(letterhead, len(numbered))
    lead = letterhead.size * paper.LETTERHEAD_LEADING
    top = twips(paper.LETTERHEAD_DROP - BASELINE * lead + _LETTERHEAD_INK * letterhead.size)
    number_end = twips(zone.rule) - _UNDER_NUMBER
    if head.urgency:
        yield paragraph("Urgency", run(head.urgency), _FIXED_LINE)
        top -= LINE
    yield _space(top)
    yield _letterhead(letterhead, lead) if is_full else _space(twips(lead) * len(letterhead.lines))
    top += twips(lead) * len(letterhead.lines) + (LINE if head.urgency else 0)
    yield _space(number_end - len(numbered) * LINE - top)
    yield from numbered
    taken = number_end + (_UNDER_NUMBER + twips(paper.RED_LINE) if is_full else 0)
    yield _space(round(zone.height / paper.LINE_PITCH) * LINE - taken)


def _space(height: int) -> str:
    """Return an empty line of so many twips."""
    return paragraph("Flush", "", exact_line(height))


# 发文机关标志 ------------------------------------------------------------------------------------


def _letterhead(letterhead: Letterhead, lead: float) -> str:
    size = floor(letterhead.size * 2 - 1) / 2
    if letterhead.ending:
        return _joint_letterhead(letterhead, size, twips(lead))
    words = sized("\n".join(letterhead.lines), size)
    return paragraph("Letterhead", words, exact_line(twips(lead)))


def _joint_letterhead(letterhead: Letterhead, size: float, lead: int) -> str:
    """Return offices spread to one breadth beside 文件, as a table of one row without lines."""
    squares, ending = Squares(size), letterhead.ending
    broad = max(map(squares.width, letterhead.lines))
    names = (
        paragraph("Letterhead", _spread_run(line, squares, broad), exact_line(lead) + _AT_LEFT)
        for line in letterhead.lines
    )
    beside = paragraph("Letterhead", sized(ending, size), exact_line(lead))
    widths = (
        twips(broad + size * paper.LETTERHEAD_GAP),
        twips(squares.width(ending) + size * _SLACK),
    )
    cells = (
        table_cell(width, content, '<w:vAlign w:val="center"/>')
        for content, width in zip(("".join(names), beside), widths, strict=True)
    )
    row = table_row(cells, row_height(len(letterhead.lines) * lead, is_exact=True))
    return table(docx_styles.BARE_TABLE, widths, [row], NO_MARGINS)


def _spread_run(line: str, squares: Squares, broad: float) -> str:
    """Return a name that fills a breadth; nothing follows its last character."""
    spacing = twips(spread(line, squares.width(line), broad))
    return sized(line[:-1], squares.square, spacing) + sized(line[-1:], squares.square)


# 发文字号 and 签发人 ------------------------------------------------------------------------------


def _number_lines(head: Head, border: str = "", spacing: str = "") -> Iterator[str]:
    """Yield 发文字号, beside the last of 签发人 in papers that go up, over a rule of full width."""
    number = run(head.document_number)
    if not head.signers:
        yield paragraph("DocumentNumber", number, border + spacing)
        return
    inset, squares = twips(paper.CHARACTER_PITCH), Squares(paper.CHARACTER_PITCH)
    signers = signers_of(head, squares, squares)
    if len(head.signers) == 1:
        stops = {inset: "left", twips(paper.TYPE_WIDTH) - inset: "right"}
        yield _tabbed(stops, [number, run(LABEL) + _name(*head.signers)], border, spacing)
        return
    for line in range(len(signers.rows)):
        texts = _texts_of(signers, line)
        is_last = line == len(signers.rows) - 1
        if is_last:
            texts = {inset: number} | texts
        stops = dict.fromkeys(texts, "left")
        yield _tabbed(stops, list(texts.values()), border if is_last else "", spacing)


def _texts_of(signers: Signers, line: int) -> dict[int, str]:
    """Return the names of a line by their places in twips; the first bears the label."""
    places = [twips(column) for column in signers.columns]
    names = [_name(name) for name in signers.rows[line]]
    if line == 0:
        places[0], names[0] = twips(signers.label), run(LABEL) + names[0]
    return dict(zip(places, names, strict=False))


def _name(name: str) -> str:
    return run(name, docx_styles.HEADING_RUNS[2])


def _tabbed(stops: Mapping[int, str], texts: Sequence[str], border: str, spacing: str) -> str:
    """Return a line with a text at each tab stop; the kinds of these by place in twips."""
    content = "".join(tab() + text for text in texts)
    return paragraph("Flush", content, border + tab_stops(stops) + spacing)
