"""What stands under the text of an official paper: list of annexes, office and date."""

from collections.abc import Iterator, Sequence
from typing import Final

from inspector.report import paper
from inspector.report.document import Head
from inspector.report.flow import Strip
from inspector.report.grid_lines import BLANK, grid_line
from inspector.report.headline import balanced
from inspector.report.joint_signing import sealed_lines
from inspector.report.pages import Spans, Text, on_one_line
from inspector.report.phrasing import written
from inspector.report.typeface import Style

USUAL_DATE: Final = "2020年12月31日"
"""Keeps the room of a date that is still to be put in."""


def annex_strips(names: Sequence[str], style: Style, width: float) -> Iterator[Strip]:
    """Set 附件说明: one empty line, two characters in, later names under the first (7.3.4)."""
    if not names:
        return
    yield from [BLANK] * paper.BLANKS_OVER_ANNEX_NOTE
    left = paper.INDENT * paper.CHARACTER_PITCH
    label = "附件："
    numbers = [f"{count}. " for count in range(1, len(names) + 1)] if len(names) > 1 else [""]
    inset = left + style.width(label)
    hang = inset + max(map(style.width, numbers))
    leads = [Text(left, paper.FIRST_BASELINE, label, style)]
    for number, name in zip(numbers, names, strict=True):
        if number:
            leads.append(Text(inset, paper.FIRST_BASELINE, number, style))
        spans = Spans.plain(on_one_line(name), style)
        for line in spans.lines(width - hang, justify=False):
            yield grid_line(*leads, *spans.place(line, hang, paper.FIRST_BASELINE))
            leads = []


def signing_strips(head: Head, style: Style, width: float) -> list[Strip]:
    """Set 署名, 成文日期 and 附注 with the room over them (7.3.5, 7.3.6)."""
    lines = list(_sealed(head, style, width) if head.sealed else _unsealed(head, style, width))
    if not lines:
        return []
    if head.note:
        spans = Spans.plain(f"（{on_one_line(head.note)}）", style)
        indent = paper.INDENT * paper.CHARACTER_PITCH
        for line in spans.lines(width, indent=indent):
            x = 0.0 if line.start else indent
            lines.append(grid_line(*spans.place(line, x, paper.FIRST_BASELINE)))
    sealed, unsealed = paper.BLANKS_OVER_SEALED_OFFICE, paper.BLANKS_OVER_UNSEALED_OFFICE
    return [BLANK] * (sealed if head.sealed else unsealed) + lines


def signed_ends(head: Head, office: float, dated: float) -> tuple[float, float]:
    """Return how far from the right edge 署名 and 成文日期 end, by how broad they are; points.

    Under a seal the name is centred over the date, which ends four characters from the edge
    (7.3.5.1). Without one the name ends two characters from it, and the date begins two beyond the
    name's beginning (7.3.5.2). What is so broad that it would leave the page moves both.
    """
    pitch = paper.CHARACTER_PITCH
    if head.sealed:
        middle = max(paper.SEALED_DATE_INDENT * pitch + dated / 2, office / 2)
        return middle - office / 2, middle - dated / 2
    inset = paper.UNSEALED_OFFICE_INDENT * pitch
    shift = paper.UNSEALED_DATE_SHIFT * pitch if head.offices else 0.0
    beginning = inset + max(office, dated + shift)
    return beginning - office, beginning - shift - dated


def _sealed(head: Head, style: Style, width: float) -> Iterator[Strip]:
    """Set name and date centred over each other, several names in rows (7.3.5.1)."""
    if len(head.offices) > 1:
        for line in sealed_lines(head, style):
            yield grid_line(*(_centred(one.text, one.middle, style) for one in line))
        return
    dated = written(head.dated)
    names = office_lines(head, style, width - 2 * paper.CHARACTER_PITCH)
    broad = _breadth(names, style)
    end, _ = signed_ends(head, broad, style.width(dated or USUAL_DATE))
    centre = width - end - broad / 2
    for text in filter(None, [*names, dated]):
        yield grid_line(_centred(text, centre, style))


def _unsealed(head: Head, style: Style, width: float) -> Iterator[Strip]:
    """Set the lines of the name under each other, the date further in (7.3.5.2).

    The names of several offices stand in the middle of the longest.
    """
    dated = written(head.dated)
    names = office_lines(head, style, width - 4 * paper.CHARACTER_PITCH)
    broad, day = _breadth(names, style), style.width(dated or USUAL_DATE)
    name_end, date_end = signed_ends(head, broad, day)
    left, is_joint = width - name_end - broad, len(head.offices) > 1
    for name in names:
        inset = (broad - style.width(name)) / 2 if is_joint else 0.0
        yield grid_line(Text(left + inset, paper.FIRST_BASELINE, name, style))
    if dated:
        yield grid_line(Text(width - date_end - day, paper.FIRST_BASELINE, dated, style))


def _centred(text: str, middle: float, style: Style) -> Text:
    return Text(middle - style.width(text) / 2, paper.FIRST_BASELINE, text, style)


def office_lines(head: Head, style: Style, width: float) -> list[str]:
    """Return the names of the offices, each in balanced lines no broader than `width` (points)."""
    return [line for office in head.offices for line in balanced(office, style, width)]


def _breadth(lines: Sequence[str], style: Style) -> float:
    return max(map(style.width, lines), default=0.0)
