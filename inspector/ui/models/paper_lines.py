"""A paper's blocks as lines of an editor and back; what nobody touched comes back as it was.

A line is a paragraph. Its number is never part of it; words set as its heading carry a mark of
their own. What the data makes (tables, charts, annexes, places to sign) is a line that only names
it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Final

from inspector.domain.ids import new_id
from inspector.i18n.gettext import _
from inspector.report.document import (
    Annex,
    Block,
    Chart,
    Paragraph,
    Pictures,
    Run,
    RunStyle,
    Signature,
    Table,
)
from inspector.report.numbering import Numbering

_CLOSING: Final = ("。", "：", "？", "！")
_STOP: Final = "。"
_SENTENCE: Final = re.compile("[。！？；]")
_SPLIT_LEVELS: Final = 2
"""Down to this level the first sentence of a paragraph is its heading."""
_NUMBERS: Final = tuple(
    map(
        re.compile,
        (
            r"[一二三四五六七八九十]{1,3}、\s*",
            r"（[一二三四五六七八九十]{1,3}）\s*",
            r"[0-9]{1,2}[.．](?![0-9])\s*",
            r"（[0-9]{1,2}）\s*",
        ),
    )
)


class LineKind(StrEnum):
    """What a line stands for; all but text come from the data."""

    TEXT = "text"
    TABLE = "table"
    CHART = "chart"
    SIGNATURE = "signature"
    ANNEX = "annex"


class Mark(StrEnum):
    """How words differ from their paragraph."""

    PLAIN = "plain"
    EMPHASIS = "emphasis"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Span:
    """Words under one mark."""

    text: str
    mark: Mark = Mark.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the editor. `level` 0 is body text, 1 to 4 are 一、 （一） 1. （1）."""

    id: str = ""
    """The block's id; empty for a line that is new."""
    kind: LineKind = LineKind.TEXT
    level: int = 0
    spans: tuple[Span, ...] = ()
    indent: bool = True

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(span.text for span in self.spans)

    @property
    def is_made(self) -> bool:
        """Whether the data made it, so that nobody types into it."""
        return self.kind is not LineKind.TEXT


_KINDS: Final[Mapping[type[Block], LineKind]] = {
    Table: LineKind.TABLE,
    Chart: LineKind.CHART,
    Pictures: LineKind.CHART,
    Signature: LineKind.SIGNATURE,
    Annex: LineKind.ANNEX,
}


# Blocks to lines ---------------------------------------------------------------------------------


def lines_of(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """Return a paper's blocks as lines."""
    return tuple(map(_line, blocks))


def _line(block: Block) -> Line:
    if isinstance(block, Paragraph):
        return Line(id=block.id, level=block.level, spans=tuple(_spans(block)), indent=block.indent)
    return Line(id=block.id, kind=_KINDS[type(block)], spans=(Span(_name_of(block)),))


def _spans(block: Paragraph) -> Iterator[Span]:
    if block.heading:
        runs_in = block.run_in and block.runs and block.level
        is_open = runs_in and not block.heading.endswith(_CLOSING)
        yield Span(block.heading + (_STOP if is_open else ""), Mark.HEADING)
        if block.level and block.runs and not block.run_in:
            yield Span("\n")
    for run in block.runs:
        yield Span(run.text, Mark(run.style.value))


def _name_of(block: Block) -> str:
    match block:
        case Table():
            return _("Table: {title} ({count} rows)").format(
                title=block.title or _("made from the data"), count=len(block.rows)
            )
        case Chart():
            return _("Chart: {title}").format(title=block.title or _("made from the data"))
        case Pictures():
            return _("Album: {count} pictures").format(count=len(block.pictures))
        case Annex():
            return _("Annex: {title}").format(title=block.title)
        case Signature():
            return _("To be signed: {fields}").format(fields="、".join(block.fields))
        case Paragraph():
            return ""


# Lines to blocks ---------------------------------------------------------------------------------


def blocks_of(lines: Iterable[Line], before: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks that lines say; a line nobody touched is the very block from before.

    Empty lines are dropped; a second line with an id gets one of its own.
    """
    known = {block.id: block for block in before}
    used: set[str] = set()
    made: list[Block] = []
    for line in lines:
        standing = None if line.id in used else known.get(line.id)
        block = _block(line, standing)
        if block is not None:
            used.add(block.id)
            made.append(block)
    return tuple(made)


def _block(line: Line, standing: Block | None) -> Block | None:
    if line.is_made:
        return standing
    if isinstance(standing, Paragraph) and _tidy(_line(standing)) == _tidy(line):
        return standing
    if not line.text.strip():
        return None
    return _paragraph(line, new_id() if standing is None and line.id else line.id or new_id())


def _tidy(line: Line) -> Line:
    return replace(line, spans=_joined(line.spans))


def _paragraph(line: Line, identity: str) -> Paragraph:
    spans = _joined(line.spans)
    heading = ""
    if spans and spans[0].mark is Mark.HEADING:
        heading, spans = spans[0].text, spans[1:]
    beneath = bool(spans) and spans[0].text.startswith("\n")
    runs = _runs(spans)
    run_in = bool(heading and runs and line.level and not beneath)
    if run_in:
        heading = heading.strip().removesuffix(_STOP)
    return Paragraph(
        id=identity,
        level=line.level,
        heading=heading.strip(),
        run_in=run_in,
        runs=runs,
        indent=line.indent,
    )


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join neighbours under one mark; only what begins a line is its heading."""
    begun: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        is_late = span.mark is Mark.HEADING and any(one.mark is not Mark.HEADING for one in begun)
        begun.append(Span(span.text, Mark.PLAIN) if is_late else span)
    return tuple(
        Span("".join(one.text for one in group), mark)
        for mark, group in groupby(begun, key=lambda one: one.mark)
    )


def _runs(spans: Sequence[Span]) -> tuple[Run, ...]:
    runs = [Run(text=span.text, style=RunStyle(span.mark.value)) for span in spans]
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return tuple(run for run in runs if run.text)


# Levels and numbers ------------------------------------------------------------------------------


def with_level(line: Line, level: int) -> Line:
    """Return a line on another level: body text has no heading, a short line is one whole."""
    if line.is_made or line.level == level:
        return line
    if not level:
        spans = tuple(
            Span(span.text, Mark.PLAIN if span.mark is Mark.HEADING else span.mark)
            for span in line.spans
        )
        return replace(line, level=0, spans=_joined(spans))
    if line.spans and line.spans[0].mark is Mark.HEADING:
        return replace(line, level=level)
    words = heading_length(line.text, level)
    return replace(line, level=level, spans=_headed(line, words))


def heading_length(text: str, level: int) -> int:
    """Return how many characters at the beginning of a paragraph are its heading."""
    stop = _SENTENCE.search(text)
    if stop is None:
        return len(text)
    has_more = bool(text[stop.end() :].strip())
    return stop.end() if has_more and level <= _SPLIT_LEVELS and stop[0] == _STOP else 0


def _headed(line: Line, length: int) -> tuple[Span, ...]:
    marked, left = [], length
    for span in line.spans:
        head = span.text[:left]
        left -= len(head)
        marked += [Span(head, Mark.HEADING), Span(span.text[len(head) :], span.mark)]
    return _joined(marked)


def read_typed(text: str) -> Line:
    """Return a line that was pasted as plain text: its number says its level and goes."""
    text = text.strip()
    for level, pattern in enumerate(_NUMBERS, 1):
        found = pattern.match(text)
        if found:
            words = text[found.end() :]
            return with_level(Line(spans=(Span(words),)), level)
    return Line(spans=(Span(text),) if text else ())


def numbers_of(lines: Iterable[tuple[LineKind, int]]) -> tuple[str, ...]:
    """Return the number that stands before each line, "" for none; an annex counts anew."""
    counting = Numbering()
    numbers = []
    for kind, level in lines:
        if kind is LineKind.ANNEX:
            counting = Numbering()
        is_counted = kind is LineKind.TEXT and level > 0
        numbers.append(counting.next(level) if is_counted else "")
    return tuple(numbers)


# The head as fields ------------------------------------------------------------------------------


def listed(names: Iterable[str]) -> str:
    """Return names as one field shows them."""
    return "；".join(names)


def names_in(text: str) -> tuple[str, ...]:
    """Return the names that a field holds, parted by semicolons or line breaks."""
    return tuple(filter(None, map(str.strip, re.split("[；;\n]", text))))
