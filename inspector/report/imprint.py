"""版记: 抄送机关, 印发机关 and 印发日期 between rules, at the foot of the last even page (7.4)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from inspector.report import paper
from inspector.report.document import Head
from inspector.report.flow import Strip
from inspector.report.pages import Rule, Spans, Text, on_one_line
from inspector.report.phrasing import written
from inspector.report.typeface import Style

COPIES_LABEL: Final = "抄送："
_DATE_TO_FILL: Final = "　　　　年　　月　　日"
LEADING: Final = paper.SIZE_4 * paper.FORM_LEADING
"""From one line of the 版记 to the next."""


def has_imprint(head: Head) -> bool:
    """Whether a paper bears 版记: anything that stands in one is given."""
    return bool(head.copied_to or head.printed_by or head.printed_on)


def without_imprint(head: Head) -> Head:
    """Return the head of a paper without 版记."""
    return replace(head, copied_to=(), printed_by="", printed_on=None)


def copies_text(head: Head) -> str:
    """Return 抄送机关 as one sentence, without its label (7.4.2)."""
    return "，".join(map(on_one_line, head.copied_to)) + "。" if head.copied_to else ""


def printing_text(head: Head) -> str:
    """Return 印发日期 with what stands behind it, "" where neither office nor date is given."""
    if not (head.printed_by or head.printed_on):
        return ""
    return f"{written(head.printed_on) or _DATE_TO_FILL}印发"


def imprint_strips(head: Head, style: Style, width: float) -> list[Strip]:
    """Set the 版记: thick rules over and under it, a thin one between its parts (7.4.1)."""
    parts = [part for part in (_copies(head, style, width), _printing(head, style, width)) if part]
    strips = []
    for number, part in enumerate(parts):
        thickness = paper.IMPRINT_THIN_RULE if number else paper.IMPRINT_THICK_RULE
        strips += [_ruled(part[0], 0.0, width, thickness), *part[1:]]
    if strips:
        strips[-1] = _ruled(strips[-1], LEADING, width, paper.IMPRINT_THICK_RULE)
    return strips


def _copies(head: Head, style: Style, width: float) -> list[Strip]:
    """Set 抄送 one character in from both sides, later lines under the first name (7.4.2)."""
    inset, y = paper.IMPRINT_INDENT * style.size, paper.baseline(LEADING, style.size)
    hang = inset + style.width(COPIES_LABEL)
    spans = Spans.plain(copies_text(head), style)
    lines = [spans.place(line, hang, y) for line in spans.lines(width - hang - inset)]
    if lines:
        lines[0].insert(0, Text(inset, y, COPIES_LABEL, style))
    return [Strip(height=LEADING, texts=tuple(texts)) for texts in lines]


def _printing(head: Head, style: Style, width: float) -> list[Strip]:
    """Set 印发机关 at the left and 印发日期 at the right, each one character in (7.4.3)."""
    dated = printing_text(head)
    if not dated:
        return []
    inset, y = paper.IMPRINT_INDENT * style.size, paper.baseline(LEADING, style.size)
    date_x = width - inset - style.width(dated)
    spans = Spans.plain(on_one_line(head.printed_by), style)
    lines: Sequence[list[Text]] = [
        spans.place(line, inset, y) for line in spans.lines(date_x - 2 * inset, justify=False)
    ] or [[]]
    lines[-1].append(Text(date_x, y, dated, style))
    return [Strip(height=LEADING, texts=tuple(texts)) for texts in lines]


def _ruled(strip: Strip, y: float, width: float, thickness: float) -> Strip:
    return strip._replace(rules=(*strip.rules, Rule(0.0, y, width, y, thickness)))
