"""Words of a paper as runs of a DOCX: gaps marked, emphasis, titles in balanced lines."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from inspector.report import docx_styles, paper, phrasing
from inspector.report.document import Run, RunStyle
from inspector.report.docx_xml import paragraph, run
from inspector.report.headline import title_lines
from inspector.report.squares import Squares

_ADDRESS: Final = re.compile("[!-~]{26,}")
"""Words so long are cut in print, too."""


def text_run(text: str, style: str = "") -> str:
    """Return text with the gaps that are still to be filled marked in yellow."""
    made, rest = "", text
    while (start := rest.find(phrasing.GAP_OPENING)) >= 0:
        end = rest.find("〕", start) + 1 or len(rest)
        made += run(rest[:start], style) + run(rest[start:end], docx_styles.GAP)
        rest = rest[end:]
    return made + run(rest, style)


def paragraph_run(one: Run) -> str:
    """Return a run of a paragraph."""
    return text_run(one.text, docx_styles.EMPHASIS if one.style is RunStyle.EMPHASIS else "")


def paragraphs(runs: Iterable[Run], lead: str = "") -> list[str]:
    """Return the runs of each paragraph, after a `lead`: a line break in a text begins another."""
    made = [lead]
    for one in runs:
        first, *others = one.text.split("\n")
        made[-1] += paragraph_run(replace(one, text=first))
        made += [paragraph_run(replace(one, text=text)) for text in others]
    return [one for one in made if one]


def title(style: str, words: str, width: float = paper.TYPE_WIDTH) -> str:
    """Return a title in balanced lines no wider than `width` (points), as one paragraph."""
    lines = title_lines(words, paper.SIZE_2, width)
    return paragraph(style, run("\n".join(lines)))


def word_wrap(text: str) -> str:
    """Return what lets Word cut an address within, where a paragraph holds one.

    It would else begin a line with it and stretch the line before.
    """
    return '<w:wordWrap w:val="0"/>' if _ADDRESS.search(text) else ""


def breadth(text: str) -> float:
    """Return how broad a text of 3号 characters is, in points."""
    return Squares(paper.CHARACTER_PITCH).width(text)
