"""版头: the red head of an official paper, or the room for it, down to its title (7.2)."""

from math import ceil
from typing import Final, NamedTuple

from inspector.report import paper, phrasing
from inspector.report.document import Head, RedHead
from inspector.report.flow import Strip
from inspector.report.fonts import Role
from inspector.report.headline import Squares, balanced
from inspector.report.pages import Box, Text, on_one_line
from inspector.report.typeface import Style, Typefaces

ISSUER_LABEL: Final = "签发人："
_LETTERHEAD_ENDING: Final = "文件"


class Letterhead(NamedTuple):
    """发文机关标志: its lines, and the size that lets the longest fill the type area."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """Return how high its lines are together, in points."""
        between = (len(self.lines) - 1) * paper.LETTERHEAD_LEADING
        return self.size * (1 + between)


class Zone(NamedTuple):
    """Where the parts of a red head stand; points from the top of the type area."""

    number: float
    """The top of the line of 发文字号."""
    rule: float
    """The red line."""
    height: float
    """Where the title begins: a whole number of lines."""


def letterhead_of(head: Head) -> Letterhead:
    """Return what a full red head bears; one line of full size where only room is left."""
    if head.red_head is not RedHead.FULL:
        return Letterhead(("",), paper.LETTERHEAD_LARGEST)
    office = head.office or phrasing.gap("发文机关")
    words = on_one_line(head.letterhead) or f"{on_one_line(office)}{_LETTERHEAD_ENDING}"
    lines = balanced(words, Squares(paper.LETTERHEAD_LEAST), paper.TYPE_WIDTH)
    longest = max(sum(Squares(1.0).widths(line)) for line in lines)
    return Letterhead(tuple(lines), min(paper.LETTERHEAD_LARGEST, paper.TYPE_WIDTH / longest))


def zone_of(letterhead: Letterhead) -> Zone:
    """Return where number and red line stand under a letterhead.

    The title stands on the grid of lines; what this leaves over goes between letterhead and number.
    """
    pitch = paper.LINE_PITCH
    under_number = paper.RED_LINE_DROP - (pitch - paper.SIZE_3) / 2
    over = paper.LETTERHEAD_DROP + letterhead.height + paper.BLANKS_OVER_NUMBER * pitch
    under = under_number + paper.BLANKS_AFTER_NUMBER * pitch
    height = ceil((over + pitch + under) / pitch - paper.HAIR) * pitch
    return Zone(number=height - under - pitch, rule=height - under + under_number, height=height)


def red_head_strip(head: Head, typefaces: Typefaces, body: Style, name: Style) -> Strip:
    """Set the whole head; `body` sets number and urgency's room, `name` 签发人's name."""
    letterhead = letterhead_of(head)
    zone = zone_of(letterhead)
    texts = [
        *urgency_texts(head, typefaces, body),
        *number_texts(head, body, name, zone.number + paper.FIRST_BASELINE),
    ]
    boxes = []
    if head.red_head is RedHead.FULL:
        style = Style(typefaces.typeface(Role.TITLE), letterhead.size, colour=paper.RED)
        texts += _letterhead_texts(letterhead, style)
        top = zone.rule - paper.RED_LINE / 2
        boxes.append(Box(0.0, top, paper.TYPE_WIDTH, paper.RED_LINE, paper.RED))
    return Strip(height=zone.height, texts=tuple(texts), boxes=tuple(boxes), keeps_next=True)


def urgency_texts(head: Head, typefaces: Typefaces, body: Style) -> tuple[Text, ...]:
    """Set 紧急程度 flush on the first line (7.2.3)."""
    if not head.urgency:
        return ()
    style = Style(typefaces.typeface(Role.SANS), body.size, body.tracking)
    return (Text(0.0, paper.FIRST_BASELINE, on_one_line(head.urgency), style),)


def number_texts(head: Head, body: Style, name: Style, y: float) -> tuple[Text, ...]:
    """Set 发文字号 centred, or beside 签发人 in papers that go up (7.2.5, 7.2.6)."""
    number = on_one_line(head.document_number)
    if not head.issuer_upward:
        return (Text.centred(number, paper.TYPE_WIDTH, y, body),) if number else ()
    inset = paper.CHARACTER_PITCH
    issuer = on_one_line(head.issuer_upward)
    name_x = paper.TYPE_WIDTH - inset - name.width(issuer)
    return (
        Text(inset, y, number, body),
        Text(name_x - body.width(ISSUER_LABEL), y, ISSUER_LABEL, body),
        Text(name_x, y, issuer, name),
    )


def _letterhead_texts(letterhead: Letterhead, style: Style) -> list[Text]:
    """Centre the lines, the ink of the first at its distance from the top (7.2.4)."""
    first = paper.LETTERHEAD_DROP + style.size * _ink_height(letterhead.lines[0], style)
    leading = style.size * paper.LETTERHEAD_LEADING
    return [
        Text.centred(line, paper.TYPE_WIDTH, first + count * leading, style)
        for count, line in enumerate(letterhead.lines)
    ]


def _ink_height(line: str, style: Style) -> float:
    """Return how high over the baseline a line is drawn, in parts of its size."""
    pieces = map(style.typeface.piece, line)
    return max(
        piece.glyph.box[3] / piece.outlines.metrics.units if piece.glyph else paper.EM_ASCENT
        for piece in pieces
    )
