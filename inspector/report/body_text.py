"""Body text in strips: paragraphs with their numbers and headings, and titles in its lines."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from inspector.report import paper
from inspector.report.document import Paragraph, RunStyle
from inspector.report.flow import Strip
from inspector.report.headline import balanced
from inspector.report.numbering import Numbering, closing_mark
from inspector.report.pages import Spans, Text
from inspector.report.typeface import Style


class TextStyles(NamedTuple):
    """The styles of body text; `leading` is from one line to the next, in points."""

    body: Style
    emphasis: Style
    headings: Mapping[int, Style]
    """By level."""
    leading: float

    @property
    def baseline(self) -> float:
        """Return how far under the top of a line its characters stand, in points."""
        return paper.baseline(self.leading, self.body.size)


def paragraph_strips(
    block: Paragraph, styles: TextStyles, width: float, numbering: Numbering
) -> Iterator[Strip]:
    """Set a paragraph, counted if it has a level; a heading alone stays with what follows."""
    indent = paper.INDENT * styles.body.square if block.indent or block.level else 0.0
    runs = [
        (run.text, styles.emphasis if run.style is RunStyle.EMPHASIS else styles.body)
        for run in block.runs
    ]
    if not block.level:
        spans = Spans.joined([(block.heading, styles.emphasis), *runs])
        yield from text_strips(spans, styles, width, indent)
        return
    style = styles.headings[block.level]
    words = numbering.next(block.level) + block.heading
    bookmark = (words, block.level) if block.heading else None
    if block.runs_on:
        spans = Spans.joined([(words + closing_mark(block.heading), style), *runs])
        yield from text_strips(spans, styles, width, indent, bookmark)
        return
    for strip in text_strips(Spans.plain(words, style), styles, width, indent, bookmark):
        yield strip._replace(keeps_next=True)
    yield from text_strips(Spans.joined(runs), styles, width, indent)


def text_strips(
    spans: Spans,
    styles: TextStyles,
    width: float,
    indent: float = 0.0,
    bookmark: tuple[str, int] | None = None,
) -> Iterator[Strip]:
    """Set a text; a line break in it begins another paragraph."""
    baseline = styles.baseline
    for part in spans.paragraphs():
        for line in part.lines(width, indent=indent):
            x = 0.0 if line.start else indent
            yield Strip(
                height=styles.leading,
                texts=tuple(part.place(line, x, baseline)),
                is_text=True,
                bookmark=None if line.start else bookmark,
            )
        bookmark = None


def title_strips(title: str, style: Style, styles: TextStyles, width: float) -> Iterator[Strip]:
    """Set the title of a table, chart or album over it, in lines as high as those of the text."""
    for line in balanced(title, style, width) if title else ():
        text = Text.centred(line, width, styles.baseline, style)
        yield Strip(height=styles.leading, texts=(text,), keeps_next=True)
