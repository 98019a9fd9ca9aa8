"""What stands under a table, chart or album of a DOCX: its notes, and the room to the next line."""

from collections.abc import Sequence

from inspector.report import paper
from inspector.report.docx_rows import lines_in
from inspector.report.docx_xml import indent, paragraph, run, twips
from inspector.report.squares import Squares
from inspector.report.table_notes import LABEL, counted

_HANG = 2 * paper.SIZE_SMALL_5
_LEAST = 0.7
"""No line is lower in Word; so much off the grid is not seen. Points."""


def notes_height(notes: Sequence[str], width: float) -> float:
    """Return how high notes are within a width, by plain squares; points."""
    return sum(_lines(text, width - _HANG) for text in counted(notes)) * paper.NOTE_LEADING


def caption_height(lines: Sequence[str], width: float) -> float:
    """Return how high the lines under a picture are; points."""
    return sum(_lines(text, width) for text in lines) * paper.NOTE_LEADING


def notes_xml(notes: Sequence[str], kept: str, room: float = 0.0) -> str:
    """Return notes: 注： once, several numbered; `room` under the last of them in points."""
    made = ""
    for number, text in enumerate(counted(notes), start=1):
        label = "　　" if number > 1 else LABEL
        under = room_under(room) if number == len(notes) else ""
        hang = indent(left=twips(_HANG), hanging=twips(_HANG))
        made += paragraph("TableNote", run(f"{label}{text}"), kept + under + hang)
    return made


def room_under(room: float) -> str:
    """Return the spacing that leaves room under a paragraph, in points."""
    return f'<w:spacing w:after="{twips(room)}"/>' if room else ""


def gap_xml(room: float, kept: str = "") -> str:
    """Return the empty paragraph that leaves room under a table, in points.

    At the foot of a page the room is dropped, and does not push the next page down.
    """
    left = twips(max(room - _LEAST, 0.0))
    spacing = f'<w:spacing w:after="{left}" w:line="{twips(_LEAST)}" w:lineRule="exact"/>'
    return paragraph("TableNote", "", kept + spacing)


def _lines(text: str, width: float) -> int:
    squares = Squares(paper.SIZE_SMALL_5)
    return sum(lines_in(part, squares, width) for part in text.split("\n"))
