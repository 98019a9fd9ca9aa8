"""What a reader should look at before a paper goes out: gaps, and words that are not the office's.

Nothing is changed silently; each finding names its word and the paragraph it stands in.
"""

import re
from collections.abc import Iterator
from typing import Final

from inspector.domain.checks import OWN_WORD
from inspector.domain.issues import Issue, Place, Severity
from inspector.report import phrasing
from inspector.report.document import Document, Paragraph, Table

_JUDGING: Final = re.compile(
    "重视不够|重视程度不|认识不足|认识不到位|敷衍|流于形式|走过场|不负责任|责任心不强|作风不实"
    "|态度不端正|严重滞后|极不|极其|令人"
)
"""Words that judge people where a paper should give facts."""
_AROUND: Final = 12
"""How many characters before and after a word are shown with it."""


def noticed(document: Document, *, by_unit: bool) -> tuple[Issue, ...]:
    """Return what to look at in a paper and its forms; `by_unit`: the unit itself speaks."""
    found = list(_in_texts(document, by_unit=by_unit))
    for attached in document.attachments:
        found += noticed(attached, by_unit=by_unit)
    return tuple(found)


def _in_texts(document: Document, *, by_unit: bool) -> Iterator[Issue]:
    place = Place(file=document.head.title)
    head = document.head
    for text in (head.addressee, head.office, *_texts(document)):
        for gap in re.findall(rf"{phrasing.GAP_OPENING}[^〕]*〕", text):
            yield Issue(code="paper.gap", place=place, parameters={"gap": gap})
        patterns = {"paper.judging_word": _JUDGING}
        if not by_unit:
            patterns["paper.own_word"] = OWN_WORD
        for code, pattern in patterns.items():
            for word in pattern.finditer(text):
                around = text[max(word.start() - _AROUND, 0) : word.end() + _AROUND]
                named = {"word": word[0], "text": around}
                yield Issue(code=code, severity=Severity.WARNING, place=place, parameters=named)


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.heading + "".join(run.text for run in block.runs)
        elif isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row)
