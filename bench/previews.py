"""The preview of a ten-page paper after a keystroke, as a warm worker makes it for the window."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Final

from bench.measurement import Measurement, fastest, ratio
from bench.pages import long_paper
from inspector.jobs import documents
from inspector.jobs.frames import Answer, Inbox, Kind, pack
from inspector.jobs.progress import Progress
from inspector.report.document import Document, Paragraph, Run
from inspector.report.preview import Preview

AT_MOST: Final = 0.3
"""Seconds until the pages in sight are there."""
_DENSITIES: Final = ((100, 110), (200, 220))
"""Scale of the screen in per cent, and dots per inch of a page that fills a third of it."""


def run() -> Sequence[Measurement]:
    """Measure a letter typed into the first paragraph and one typed into the last."""
    document = long_paper(10)
    return [
        ratio(
            f"preview of ten pages, a letter in the {name} paragraph, {scale} %",
            "300 ms",
            fastest(_Typing(document, dpi, place, near)),
            AT_MOST,
            1,
        )
        for scale, dpi in _DENSITIES
        for name, place, near in (("first", 0, 0), ("last", -1, 9))
    ]


class _Typing:
    """Types one more letter at each call; the window holds the pictures from the call before."""

    def __init__(self, document: Document, dpi: int, place: int, near: int) -> None:
        self._document, self._dpi, self._place, self._near = document, dpi, place, near
        self._letters = count(1)
        self._known = self._pictures(())

    def __call__(self) -> None:
        blocks = list(self._document.blocks)
        block = blocks[self._place]
        assert isinstance(block, Paragraph)
        typed = Run(text="改" * next(self._letters) + block.runs[0].text)
        blocks[self._place] = replace(block, runs=(typed,))
        self._document = replace(self._document, blocks=tuple(blocks))
        self._known = self._pictures(self._known)

    def _pictures(self, known: Sequence[str]) -> Sequence[str]:
        made = documents.preview(
            Progress(), self._document, self._dpi, known, body_only=True, near=self._near
        )
        (answer,) = Inbox().put(pack(Answer(1, Kind.DONE, made)))
        seen: Preview = answer.value
        return [page.key for page in seen.pages]
