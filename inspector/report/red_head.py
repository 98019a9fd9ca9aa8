"""版头: the red head of an official paper, or the room for it, down to its title (7.2)."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from inspector.report import paper
from inspector.report.document import Head, RedHead
from inspector.report.flow import Strip
from inspector.report.fonts import Role
from inspector.report.grid_lines import grid_line
from inspector.report.letterhead import Letterhead, letterhead_of, letterhead_texts
from inspector.report.pages import Box, Text, on_one_line
from inspector.report.signers import LABEL, signers_of
from inspector.report.typeface import Style, Typefaces


class Zone(NamedTuple):
    """Where the parts of a red head stand; points from the top of the type area."""

    number: float
    """The top of the line of 发文字号, the last that names who issued the paper."""
    rule: float
    """The red line."""
    height: float
    """Where the title begins: a whole number of lines."""


def zone_of(letterhead: Letterhead, lines: int = 1) -> Zone:
    """Return where number and red line stand under a letterhead; `lines` end in the number's.

    The title stands on the grid of lines; what this leaves over goes between letterhead and number.
    """
    pitch = paper.LINE_PITCH
    under_number = paper.RED_LINE_DROP - (pitch - paper.SIZE_3) / 2
    over = paper.LETTERHEAD_DROP + letterhead.height + paper.BLANKS_OVER_NUMBER * pitch
    under = under_number + paper.BLANKS_AFTER_NUMBER * pitch
    height = ceil((over + lines * pitch + under) / pitch - paper.HAIR) * pitch
    return Zone(number=height - under - pitch, rule=height - under + under_number, height=height)


def red_head_strip(head: Head, typefaces: Typefaces, body: Style, name: Style) -> Strip:
    """Set the whole head; `body` sets number and urgency's room, `name` 签发人's names."""
    letterhead = letterhead_of(head)
    numbered = list(number_strips(head, body, name))
    zone = zone_of(letterhead, len(numbered))
    texts = list(urgency_texts(head, typefaces, body))
    top = zone.number - (len(numbered) - 1) * paper.LINE_PITCH
    for strip in numbered:
        texts += (text._replace(y=top + text.y) for text in strip.texts)
        top += strip.height
    boxes = []
    if head.red_head is RedHead.FULL:
        style = Style(typefaces.typeface(Role.TITLE), letterhead.size, colour=paper.RED)
        texts += letterhead_texts(letterhead, style)
        top = zone.rule - paper.RED_LINE / 2
        boxes.append(Box(0.0, top, paper.TYPE_WIDTH, paper.RED_LINE, paper.RED))
    return Strip(height=zone.height, texts=tuple(texts), boxes=tuple(boxes), keeps_next=True)


def urgency_texts(head: Head, typefaces: Typefaces, body: Style) -> tuple[Text, ...]:
    """Set 紧急程度 flush on the first line (7.2.3)."""
    if not head.urgency:
        return ()
    style = Style(typefaces.typeface(Role.SANS), body.size, body.tracking)
    return (Text(0.0, paper.FIRST_BASELINE, on_one_line(head.urgency), style),)


def number_strips(head: Head, body: Style, name: Style) -> Iterator[Strip]:
    """Set 发文字号 centred, or beside the last of 签发人 in papers that go up (7.2.5, 7.2.6)."""
    number, y = on_one_line(head.document_number), paper.FIRST_BASELINE
    if not head.signers:
        centred = Text.centred(number, paper.TYPE_WIDTH, y, body)
        yield grid_line(centred) if number else grid_line()
        return
    signers = signers_of(head, body, name)
    for line, names in enumerate(signers.rows, start=1):
        texts = [Text(x, y, one, name) for x, one in zip(signers.columns, names, strict=False)]
        if line == 1:
            texts.insert(0, Text(signers.label, y, LABEL, body))
        if line == len(signers.rows):
            texts.insert(0, Text(paper.CHARACTER_PITCH, y, number, body))
        yield grid_line(*texts)
