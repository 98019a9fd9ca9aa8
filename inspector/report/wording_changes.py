"""Figures that people wrote over in a draft, against what the data had put in their place."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from inspector.domain.issues import Issue, Place, Severity
from inspector.report.document import Document, Paragraph

_TOKEN: Final = re.compile(r"\d+(?:\.\d+)?|.", re.DOTALL)
_FIGURE: Final = re.compile(r"\d+(?:\.\d+)?")
_NO_COUNT: Final = "年月日时号〕期章条款：:"
"""Behind a figure: it is a date's, a document's or an article's, and is looked at elsewhere."""
_AROUND: Final = 12
_MOST: Final = 20_000
"""Longer paragraphs are nobody's sentence."""


def overwritten(base: Document, mine: Document) -> Iterator[Issue]:
    """Yield each figure of a paper's text that stands where its origin has another one.

    A paragraph that came back from outside without its id is known by its words.
    """
    was = {block.id: _text(block) for block in base.blocks if isinstance(block, Paragraph)}
    plain = Counter(map(_without_figures, was.values()))
    by_words = {key: text for text in was.values() if plain[key := _without_figures(text)] == 1}
    for block in mine.blocks:
        if not isinstance(block, Paragraph):
            continue
        now = _text(block)
        before = was.get(block.id) or by_words.get(_without_figures(now), "")
        if before and before != now and max(len(before), len(now)) <= _MOST:
            for word, computed, around in _in_paragraph(before, now):
                yield Issue(
                    code="paper.changed_figure",
                    severity=Severity.WARNING,
                    place=Place(file=mine.head.title),
                    parameters={"word": word, "computed": computed, "text": around},
                )


def _without_figures(text: str) -> str:
    return _FIGURE.sub("#", text)


def _text(paragraph: Paragraph) -> str:
    run_in = "。" if paragraph.heading and paragraph.runs else ""
    return paragraph.heading + run_in + "".join(run.text for run in paragraph.runs)


def _in_paragraph(before: str, now: str) -> Iterator[tuple[str, str, str]]:
    """Yield (the figure as written, as computed, the words around it)."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(now)
    for verb, old_from, old_to, new_from, new_to in SequenceMatcher(
        a=old, b=new, autojunk=False
    ).get_opcodes():
        if verb != "replace":
            continue
        gone = [at for at in range(old_from, old_to) if _is_count(old, at)]
        come = [at for at in range(new_from, new_to) if _is_count(new, at)]
        if len(gone) != len(come):
            continue  # a sentence of one's own, which need not tell these figures at all
        for was_at, now_at in zip(gone, come, strict=True):
            if old[was_at] != new[now_at]:
                around = "".join(new[max(now_at - _AROUND, 0) : now_at + _AROUND])
                yield _with_unit(new, now_at), _with_unit(old, was_at), around


def _is_count(tokens: list[str], at: int) -> bool:
    if not _FIGURE.fullmatch(tokens[at]):
        return False
    return at + 1 == len(tokens) or tokens[at + 1] not in _NO_COUNT


def _with_unit(tokens: list[str], at: int) -> str:
    return "".join(tokens[at : at + 2])
