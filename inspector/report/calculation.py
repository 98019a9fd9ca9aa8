"""How a unit's published mark came about, in figures that a reader can follow with a calculator."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from inspector.domain.dossier import UnitDossier
from inspector.domain.marks import plain_percent
from inspector.domain.results import Grading
from inspector.domain.rule_set import NotApplicable, RoundingOrder, Source
from inspector.report import phrasing

_SUM: Final = re.compile("[＋－×÷]")
"""In an equation: there is something to work out."""


def calculation(dossier: UnitDossier, grading: Grading) -> str:
    """Return the equations from what was earned to the mark, or "" where nothing was added to it.

    A veto is not in them: they end at the mark as it was before.
    """
    rules = dossier.rule_set
    if grading.original is None or not (rules.composite or grading.bonus or grading.penalty):
        return ""
    equations = [one for one in _Told(dossier, grading).equations() if _SUM.search(one)]
    exact = rules.composite and rules.rounding is not RoundingOrder.EACH_PUBLISHED
    return "；".join(equations) + ("（中间结果不舍入）" if equations and exact else "")


def conversion(dossier: UnitDossier, grading: Grading) -> str:
    """Return how a unit's smaller entitled points became a mark, or "" where nothing was."""
    full = dossier.checklist.points or 0
    if grading.entitled == full or dossier.rule_set.not_applicable is not NotApplicable.RATIO:
        return ""
    entitled = phrasing.points_text(grading.entitled)
    whole = phrasing.points_text(dossier.rule_set.full)
    return f"应得分{entitled}分，按得分合计÷{entitled}×{whole}折算"


class _Told:
    """The equations of one unit's mark."""

    def __init__(self, dossier: UnitDossier, grading: Grading) -> None:
        self._dossier = dossier
        self._grading = grading

    def equations(self) -> Iterator[str]:
        grading, sources = self._grading, self._dossier.rule_set.composite
        base = self._text(grading.base or 0)
        if sources:
            yield from self._of_sources(sources)
        elif converted := self._converted():
            yield f"基础分＝{converted}＝{base}"
        name, terms = ("综合得分", self._sum(sources)) if sources else ("得分", f"基础分{base}")
        if grading.bonus:
            terms += f"＋加分{self._text(grading.bonus)}"
        if grading.penalty:
            terms += f"－减分{self._text(grading.penalty)}"
        yield f"{name}＝{terms}＝{self._text(grading.original or 0)}"

    def _of_sources(self, sources: Sequence[Source]) -> Iterator[str]:
        """Yield how each source came about that was not taken in as it is."""
        imported = self._dossier.assessment.imported
        for source in sources:
            mark = self._grading.sources.get(source.name)
            if mark is None or source.name in imported:
                continue
            if source.parts:
                yield from self._of_sources(source.parts)
                yield f"{source.name}＝{self._sum(source.parts)}＝{self._text(mark)}"
            elif source.graded and (converted := self._converted()):
                yield f"{source.name}＝{converted}＝{self._text(mark)}"

    def _sum(self, sources: Sequence[Source]) -> str:
        """Return a weighted sum; a source that is missing leaves its weight to the others."""
        marks = self._grading.sources
        there = [source for source in sources if source.name in marks]
        if len(there) == 1:
            return f"{there[0].name}{self._text(marks[there[0].name])}"
        weights = [source.weight for source in there]
        named = [f"{source.name}{self._text(marks[source.name])}" for source in there]
        if max(weights) - min(weights) <= 1:
            return f"（{'＋'.join(named)}）÷{len(there)}"
        terms = "＋".join(
            f"{one}×{plain_percent(weight)}" for one, weight in zip(named, weights, strict=True)
        )
        whole = sum(weights)
        return terms if len(there) == len(sources) else f"（{terms}）÷{plain_percent(whole)}"

    def _converted(self) -> str:
        """Return what was earned as a share of what could be, "" where all could be."""
        grading = self._grading
        if not conversion(self._dossier, grading):
            return ""
        entitled = phrasing.points_text(grading.entitled)
        whole = phrasing.points_text(self._dossier.rule_set.full)
        return f"{phrasing.mark_text(grading.earned)}÷{entitled}×{whole}"

    def _text(self, mark: int) -> str:
        return phrasing.mark_text(mark, self._dossier.rule_set.places)
