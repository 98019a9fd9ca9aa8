"""A filled template's text read as a paper: its head, and its lines as headings, text and tables.

The syntax is described for template authors in docs/模板.md.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.report.document import Run, RunStyle
from inspector.report.head_lines import KNOWN, NAMES, RULE, HeadName, HeadValues, split_line
from inspector.report.templates import DATA_BREAKS, DATA_CLOSES, DATA_OPENS


class Directive(Enum):
    """A line in 【】 that stands for something other than text."""

    TABLE = "表"
    CHART = "图"
    PICTURES = "图册"
    SIGNATURE = "签字"
    ANNEX = "附件"
    LANDSCAPE_ANNEX = "横排附件"


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph: its level, its heading's words and the runs of its text."""

    level: int = 0
    heading: str = ""
    runs: tuple[Run, ...] = ()
    indent: bool = True


@dataclass(frozen=True, slots=True)
class DirectiveLine:
    """A directive and what it names."""

    directive: Directive
    subject: str


Line = TextLine | DirectiveLine


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A paper as its template says it: heads by name in their order, then the lines."""

    heads: HeadValues
    lines: tuple[Line, ...]


DIRECTIVES: Final = {directive.value: directive for directive in Directive}
"""By the word that stands for it."""
_LEVELS: Final = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"[0-9]{1,2}[.．](?![0-9])"),
    re.compile(r"（[0-9]{1,2}）"),
)
_DIRECTIVE: Final = re.compile(r"【([^：:】]+)[：:](.*)】")
_PREFIXES: Final = {"【正文】": True, "【顶格】": False}
"""A line's first words that make it text whatever follows, and whether it is indented."""
_DATA: Final = re.compile(f"{DATA_OPENS}[^{DATA_CLOSES}]*{DATA_CLOSES}")
_MARKS: Final = str.maketrans({DATA_OPENS: None, DATA_CLOSES: None, DATA_BREAKS: " "})
_BLANK: Final = " \t\u3000"
_EMPHASIS: Final = "**"


@dataclass(frozen=True, slots=True)
class Origin:
    """The template that a text was filled from, to say where something unreadable stands."""

    name: str
    source: str = ""

    def place(self, words: str = "") -> Place:
        """Return the place of the template's first line that holds these words."""
        for number, line in enumerate(self.source.split("\n"), start=1):
            if words and words in line:
                return Place(file=self.name, cell=str(number))
        return Place(file=self.name, cell="?" if words else "")


def read(text: str, origin: Origin) -> TemplateText:
    """Read a filled template.

    Raises Refused for a head without a title, for unknown heads and for unknown directives.
    """
    lines = text.split("\n")
    end = next((place for place, line in enumerate(lines) if RULE.fullmatch(line.strip())), None)
    if end is None:
        raise refused("template.no_head", origin.place())
    heads = _heads(lines[:end], origin)
    body = (line.strip(_BLANK) for line in lines[end + 1 :])
    return TemplateText(heads, tuple(made for line in body for made in _lines(line, origin)))


def _heads(lines: list[str], origin: Origin) -> HeadValues:
    heads: dict[HeadName, tuple[str, ...]] = {}
    for line in filter(None, map(_plain, lines)):
        word, value = split_line(line)
        if word not in NAMES:
            raise refused("template.unknown_head", origin.place(word), head=word, known=KNOWN)
        if value:
            heads[NAMES[word]] = (*heads.get(NAMES[word], ()), value)
    if HeadName.TITLE not in heads:
        raise refused("template.no_title", origin.place())
    return heads


def _plain(text: str) -> str:
    return text.translate(_MARKS).strip(_BLANK)


def _lines(line: str, origin: Origin) -> Iterator[Line]:
    """Read one line; a value of several paragraphs makes several lines."""
    if not _plain(line):
        return
    directive = _directive(line, origin)
    if directive is not None:
        yield directive
        return
    level, heading, text, indent = _parts(line)
    first, *others = text.split(DATA_BREAKS)
    made = TextLine(level, heading, _runs(first), indent)
    if made.level or made.runs:
        yield made
    for other in others:
        if _plain(other):
            yield TextLine(runs=_runs(DATA_OPENS + other.lstrip(_BLANK)))


def directive_of(line: str) -> tuple[str, str] | None:
    """Return the word and the subject of a line in brackets; None for any other line."""
    found = _DIRECTIVE.fullmatch(line)
    if found is None or any(line.startswith(prefix) for prefix in _PREFIXES):
        return None
    return found[1].strip(_BLANK), found[2].strip(_BLANK)


def _directive(line: str, origin: Origin) -> DirectiveLine | None:
    found = directive_of(line)
    if found is None:
        return None
    word, subject = found
    if word not in DIRECTIVES:
        place, known = origin.place(f"【{word}"), "、".join(DIRECTIVES)
        raise refused("template.unknown_directive", place, line=_plain(line), known=known)
    return DirectiveLine(DIRECTIVES[word], _plain(subject))


def _parts(line: str) -> tuple[int, str, str, bool]:
    """Return a line's level, heading, text and whether its first line is indented."""
    for prefix, indent in _PREFIXES.items():
        if line.startswith(prefix):
            return 0, "", line.removeprefix(prefix), indent
    for level, pattern in enumerate(_LEVELS, start=1):
        found = pattern.match(line)
        if found is not None:
            return level, *_heading_and_text(level, line[found.end() :].strip(_BLANK)), True
    return 0, "", line, True


def _heading_and_text(level: int, words: str) -> tuple[str, str]:
    """Split a heading from the text that runs on behind its full stop.

    1. and （1） before a single sentence number the sentence; they make no heading of it.
    """
    heading, stop, text = _split_at_stop(words)
    if stop and level > 2 and not _plain(text):
        return "", words
    return _plain(heading), text


def _split_at_stop(words: str) -> tuple[str, str, str]:
    """Split at the first full stop that the template itself holds, not its data."""
    hidden = _DATA.sub(lambda found: DATA_OPENS * len(found[0]), _closed(words))
    place = hidden.find("。")
    if place < 0:
        return words, "", ""
    return words[:place], "。", words[place + 1 :]


def _closed(words: str) -> str:
    """Return words whose last data is closed; a line break inside data leaves it open."""
    opened = words.rfind(DATA_OPENS) > words.rfind(DATA_CLOSES)
    return words + DATA_CLOSES if opened else words


def _runs(text: str) -> tuple[Run, ...]:
    """Return text as runs; **…** in the template's own words is emphasised."""
    styles = (RunStyle.PLAIN, RunStyle.EMPHASIS)
    pieces = _emphasis(text)
    runs = ((_plain_run(piece), styles[place % 2]) for place, piece in enumerate(pieces))
    found = [Run(text=words, style=style) for words, style in runs if words]
    if found:
        found[0] = Run(text=found[0].text.lstrip(_BLANK), style=found[0].style)
        found[-1] = Run(text=found[-1].text.rstrip(_BLANK), style=found[-1].style)
    return tuple(run for run in found if run.text)


def _plain_run(text: str) -> str:
    return text.translate(_MARKS)


def _emphasis(text: str) -> list[str]:
    """Split at the ** of the template; an odd one out is text."""
    hidden = _DATA.sub(lambda found: DATA_OPENS * len(found[0]), _closed(text))
    places = [found.start() for found in re.finditer(r"\*\*", hidden)]
    if len(places) % 2:
        places.pop()
    pieces, start = [], 0
    for place in places:
        pieces.append(text[start:place])
        start = place + len(_EMPHASIS)
    return [*pieces, text[start:]]
