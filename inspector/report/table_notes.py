"""Notes under a table or a chart: 注： once, several numbered."""

from collections.abc import Iterator, Sequence
from typing import Final

from inspector.report import paper
from inspector.report.flow import Strip
from inspector.report.pages import Spans, Text
from inspector.report.typeface import Style

LABEL: Final = "注："


def counted(notes: Sequence[str]) -> Sequence[str]:
    """Return notes with their numbers, where there are several."""
    if len(notes) == 1:
        return notes
    return [f"{number}.{note}" for number, note in enumerate(notes, start=1)]


def note_strips(notes: Sequence[str], style: Style, width: float) -> Iterator[Strip]:
    """Set notes under each other, `width` points broad, behind the label of the first."""
    inset = style.width(LABEL)
    baseline = paper.baseline(paper.NOTE_LEADING, style.size)
    labels = [Text(0.0, baseline, LABEL, style)]
    for note in counted(notes):
        spans = Spans.plain(note, style)
        for part in spans.paragraphs():
            for line in part.lines(width - inset):
                placed = part.place(line, inset, baseline)
                yield Strip(height=paper.NOTE_LEADING, texts=(*labels, *placed))
                labels = []
