"""Laid-out pages: texts, lines and pictures, each in its place, before anything is drawn."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from inspector.report.lines import OPENING, Line, Measure, break_lines
from inspector.report.paper import STANDARD_GRID, TextGrid
from inspector.report.typeface import BLACK, Colour, Style, half

_UNPRINTABLE: Final = re.compile(
    "[\x00-\x09\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff\ufffe\uffff\ud800-\udfff\U000f0000-\U0010ffff]"
)
"""What no font draws: controls, marks without width, halves of pairs, the private planes."""
_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BETWEEN_BREAKS: Final = re.compile("[^\n]+")


def on_one_line(text: str) -> str:
    """Return a text as it is drawn where there is only one line for it."""
    return printable(text).replace("\n", " ").strip()


def printable(text: str) -> str:
    """Return a text without what cannot be drawn; a tab is a space, each line break a newline."""
    return _UNPRINTABLE.sub(lambda found: " " if found[0] == "\t" else "", _BREAKS.sub("\n", text))


class Text(NamedTuple):
    """A piece of text in one style; x of its left end, y of its baseline from the page's top."""

    x: float
    y: float
    text: str
    style: Style
    spacing: float = 0.0
    """Added after each character, besides the style's tracking."""

    @classmethod
    def centred(cls, text: str, width: float, y: float, style: Style) -> "Text":
        """Return a text in the middle of a width that begins at x = 0."""
        return cls((width - style.width(text)) / 2, y, text, style)


class Rule(NamedTuple):
    """A straight line; points from the page's upper left corner."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float


class Box(NamedTuple):
    """A filled rectangle; points from the page's upper left corner, colours from 0 to 1."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour


class Outline(NamedTuple):
    """A closed line through points, in one colour."""

    points: tuple[tuple[float, float], ...]
    thickness: float
    colour: Colour


class Photo(NamedTuple):
    """A picture in its rectangle; points from the page's upper left corner."""

    x: float
    y: float
    width: float
    height: float
    blob: str
    """The digest of the file it was made from."""
    data: bytes
    """A JPEG."""


HEAD_BLOCK: Final = "head"
"""Stands for a block where a page shows what the head says."""


class Mark(NamedTuple):
    """Where something stands on a page; points from the page's upper left corner."""

    block: str
    """The block's id, or `HEAD_BLOCK` for what the head says."""
    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Page:
    """A page as it will be drawn. A turned one lies on upright paper, its head at the left."""

    width: float
    height: float
    turned: bool = False
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    """What is drawn under all else."""
    outlines: list[Outline] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    upright: list[Text] = field(default_factory=list)
    """Texts of a turned page that stand as on its upright neighbours."""
    bookmarks: list[tuple[str, int]] = field(default_factory=list)
    """Titles that lead here, with their level from 0."""
    marks: list[Mark] = field(default_factory=list)
    """Where each block stands, so that a click on the page finds its text."""
    grid: TextGrid = STANDARD_GRID
    """On a paper's first page: the grid of its text, where lines or characters gave way."""

    @property
    def has_colour(self) -> bool:
        """Whether anything on it is not black; rules always are."""
        return bool(self.boxes or self.outlines or self.photos) or any(
            text.style.colour != BLACK for text in self.texts
        )


def grid_of(pages: Sequence[Page]) -> TextGrid:
    """Return the grid of a paper's text; the standard's where there are no pages to tell."""
    return pages[0].grid if pages else STANDARD_GRID


class Spans(NamedTuple):
    """A text whose stretches have styles of their own; `ends[i]` is where style i ends."""

    text: str
    styles: tuple[Style, ...]
    ends: tuple[int, ...]

    @classmethod
    def plain(cls, text: str, style: Style) -> "Spans":
        """Return a text in one style."""
        text = printable(text)
        return cls(text, (style,), (len(text),))

    @classmethod
    def joined(cls, pieces: Iterable[tuple[str, Style]]) -> "Spans":
        """Return a text of several pieces, each in its style."""
        kept = [(printable(text), style) for text, style in pieces if text]
        ends, at = [], 0
        for text, _ in kept:
            at += len(text)
            ends.append(at)
        return cls(
            "".join(text for text, _ in kept), tuple(style for _, style in kept), tuple(ends)
        )

    def paragraphs(self) -> Iterator["Spans"]:
        """Give the text between line breaks, without the breaks and empty lines."""
        if "\n" not in self.text:
            yield self
            return
        for found in _BETWEEN_BREAKS.finditer(self.text):
            start, stop = found.span()
            starts = (0, *self.ends)
            yield Spans.joined(
                (self.text[max(start, begin) : min(stop, end)], style)
                for begin, end, style in zip(starts, self.ends, self.styles, strict=False)
                if begin < stop and end > start
            )

    def widths(self) -> list[float]:
        """Return how far each character moves the pen."""
        if len(self.styles) == 1:
            return self.styles[0].widths(self.text)
        widths: list[float] = []
        start = 0
        for style, end in zip(self.styles, self.ends, strict=True):
            widths += style.widths(self.text[start:end])
            start = end
        return widths

    def lines(self, width: float, *, indent: float = 0.0, justify: bool = True) -> list[Line]:
        """Break the text to a measure; the first line is indented."""
        if not self.text:
            return []
        style = self.styles[-1]
        measure = Measure(width, style.square, indent, style.typeface.squeezable, justify)
        return break_lines(self.text, self.widths(), measure)

    def place(self, line: Line, x: float, y: float) -> list[Text]:
        """Return the texts that draw one line from x on."""
        text = self.text
        end = line.end
        while end > line.start and text[end - 1] == " ":
            end -= 1
        if len(self.styles) == 1 and not line.is_tight:
            return [Text(x, y, text[line.start : end], self.styles[0], line.spacing)]
        return self._place_spans(line, end, x, y)

    def _place_spans(self, line: Line, end: int, x: float, y: float) -> list[Text]:
        placed = []
        start = line.start
        steps = Counter(_steps_back(self.text, line))
        for style, stop in zip(self.styles, self.ends, strict=True):
            last = min(stop, end)
            for cut in sorted({last, *(at for at in steps if start < at < last)}):
                if cut <= start:
                    continue
                x -= line.squeeze * steps[start]
                part = self.text[start:cut]
                if line.hangs and cut == end:
                    part = part[:-1] + half(part[-1])
                placed.append(Text(x, y, part, style, line.spacing))
                x += style.width(part) + line.spacing * len(part)
                start = cut
        return placed


def _steps_back(text: str, line: Line) -> Iterator[int]:
    """Give where the pen steps back over a mark's air: before an opening one, after a closing."""
    for at in line.squeezed:
        yield at if text[at] in OPENING else at + 1
