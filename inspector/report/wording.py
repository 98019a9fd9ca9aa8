"""What a reader should look at before a paper goes out: gaps, words, names, dates and figures.

Nothing is changed silently; each finding names its word and the words around it.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from inspector import paths
from inspector.domain.calendar import WorkCalendar
from inspector.domain.checks import own_words
from inspector.domain.issues import Issue, Place, Severity
from inspector.report import phrasing, wording_dates
from inspector.report.document import Document, Paragraph, Table
from inspector.report.public_words import IDENTITY_NUMBER
from inspector.report.wording_figures import Figures
from inspector.report.wording_names import Names

TABLE: Final = "wording.toml"
"""The words to look at, in the resources."""
_AROUND: Final = 12
"""How many characters before and after a word are shown with it."""
_QUOTED: Final = re.compile("“[^”]*”|《[^》]*》|「[^」]*」|〔待填：[^〕]*〕")
_NO_LETTER: Final = "\ufdd3"
"""Stands for a character that is quoted: what others said is theirs."""

Remark = tuple[str, int, int, dict[str, str]]
"""A code, where in the text its words begin and end, and what else the sentence names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a paper's words are held against; what is left out is not looked at."""

    names: Names | None = None
    calendar: WorkCalendar | None = None
    figures: Figures | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of the table: those that judge, and those with a settled one for them."""

    judging: re.Pattern[str]
    settled: tuple[tuple[re.Pattern[str], str], ...]


NOTHING_KNOWN: Final = Known()


def noticed(
    document: Document, *, by_unit: bool, known: Known = NOTHING_KNOWN
) -> tuple[Issue, ...]:
    """Return what to look at in a paper and its forms; `by_unit`: the unit itself speaks."""
    found = list(_in_texts(document, by_unit=by_unit, known=known))
    for attached in document.attachments:
        found += noticed(attached, by_unit=by_unit, known=known)
    return tuple(found)


def _in_texts(document: Document, *, by_unit: bool, known: Known) -> Iterator[Issue]:
    place = Place(file=document.head.title)
    head = document.head
    checks = list(_checks(document, by_unit=by_unit, known=known))
    for text in (head.title, head.addressee, *head.offices, *texts(document)):
        for gap in re.findall(rf"{phrasing.GAP_OPENING}[^〕]*〕", text):
            yield Issue(code="paper.gap", place=place, parameters={"gap": gap})
        plain = _QUOTED.sub(lambda quoted: _NO_LETTER * len(quoted[0]), text)
        for check in checks:
            for code, start, end, named in check(plain):
                around = text[max(start - _AROUND, 0) : end + _AROUND]
                told = {"word": text[start:end], "text": around, **named}
                yield Issue(code=code, severity=Severity.WARNING, place=place, parameters=told)


def _checks(
    document: Document, *, by_unit: bool, known: Known
) -> Iterator[Callable[[str], Iterable[Remark]]]:
    """Yield what each text is looked through for."""
    yield _judging
    yield _identities
    if not by_unit:
        yield _own_words
    yield _settled
    if known.names is not None:
        yield known.names.remarks
    calendar = known.calendar
    if calendar is not None:
        dated = document.head.dated
        yield lambda text: wording_dates.remarks(text, calendar, dated)
    figures = known.figures
    if figures is not None:
        in_tables = figures.with_tables(document)
        yield in_tables.remarks


def _judging(text: str) -> Iterator[Remark]:
    for word in words().judging.finditer(text):
        yield "paper.judging_word", word.start(), word.end(), {}


def _identities(text: str) -> Iterator[Remark]:
    for number in IDENTITY_NUMBER.finditer(text):
        yield "paper.private_number", number.start(), number.end(), {}


def _own_words(text: str) -> Iterator[Remark]:
    for word in own_words(text):
        yield "paper.own_word", word.start(), word.end(), {}


def _settled(text: str) -> Iterator[Remark]:
    for pattern, use in words().settled:
        for word in pattern.finditer(text):
            yield "paper.settled_word", word.start(), word.end(), {"use": use}


@lru_cache(maxsize=1)
def words() -> _Words:
    """Return the words to look at, read once."""
    stored = tomllib.loads((paths.resources() / TABLE).read_text(encoding="utf-8"))
    settled = tuple(
        (_settled_pattern(one["word"], one.get("unless_before", "")), str(one["use"]))
        for one in stored["settled"]
    )
    return _Words(re.compile("|".join(map(re.escape, stored["judging"]))), settled)


def _settled_pattern(word: str, unless_before: str) -> re.Pattern[str]:
    # A quoted title behind the word was masked, and speaks of a rule as the quote's mark does.
    not_behind = re.escape(unless_before) + (_NO_LETTER if unless_before else "")
    return re.compile(re.escape(word) + (f"(?![{not_behind}])" if not_behind else ""))


def texts(document: Document) -> Iterator[str]:
    """Yield a paper's own texts, its forms' aside: paragraphs with their headings, and cells."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            run_in = "。" if block.heading and block.runs else ""
            yield block.heading + run_in + "".join(run.text for run in block.runs)
        elif isinstance(block, Table):
            yield from wording_dates.cells_with_titles(block)
