"""Strips on the grid of an official paper: a line, an empty one, and the way back to it."""

from collections.abc import Iterable
from typing import Final

from inspector.report import paper
from inspector.report.flow import Strip
from inspector.report.pages import Text

BLANK: Final = Strip(height=paper.LINE_PITCH, is_blank=True)
"""An empty line."""


def grid_line(*texts: Text) -> Strip:
    """Return a line; the texts bear their own places."""
    return Strip(height=paper.LINE_PITCH, texts=texts)


def on_grid(strips: Iterable[Strip]) -> list[Strip]:
    """Return strips of other heights with the room under them that ends on the grid."""
    made = list(strips)
    over = sum(strip.height for strip in made) % paper.LINE_PITCH
    if over < paper.HAIR or paper.LINE_PITCH - over < paper.HAIR:
        return made
    return [*made, Strip(height=paper.LINE_PITCH - over)]
