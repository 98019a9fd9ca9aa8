"""Marks, counts and rates in a paper's text against what grading and the paper's tables say."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from inspector.domain.answer import Side
from inspector.domain.checklist import ItemKind
from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.marks import PLACES
from inspector.domain.results import Grading
from inspector.report import phrasing, wording_computed
from inspector.report.document import Document, Table
from inspector.report.problems import problems
from inspector.report.subject import is_approved
from inspector.report.wording_computed import Computed

_MARK: Final = re.compile(
    r"(?:应扣|扣除|扣减|扣|减|加|得分|得)(?:分)?(?:合计|共计|共|为|了|：)*"
    r"(?P<figure>\d+(?:\.\d+)?)分(?![钟之类别以及])"
)
_COUNT: Final = re.compile(
    r"共(?:有|发现|存在|查出|梳理出)?(?:扣分点|扣分问题|扣分事项)(?P<figure>\d+)[个条项处]"
)
_GRADE: Final = re.compile(
    "(?:等次(?:审定)?为|评定为|审定为|评为|被评)(?P<grade>优秀|良好|合格|不合格)(?!单位)"
)
"""What a unit was given in the end: what its mark would have given stands behind 按得分为."""
_EACH: Final = re.compile("每[^，。；、]{0,12}$|最多$|不超过$|累计$")
"""Before a mark: a rule is told and not what it cost."""
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_WHOLE: Final = Decimal(10**PLACES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The marks and the counts of problems that the texts of a paper may name."""

    marks: frozenset[Decimal]
    counts: frozenset[int] = frozenset()
    """Empty where texts may count by kinds of their own."""
    total: str = ""
    """The marks lost in all, to be named beside a figure that is none; "" for many units."""
    named: tuple[Computed, ...] = ()
    """What is computed over all units, or of the one, by the words it stands behind."""
    grade: str = ""
    """The one unit's approved grade; "" for many units, and before the decision."""

    def with_tables(self, document: Document) -> "Figures":
        """Return these with what stands in the tables of the paper and its forms."""
        return replace(self, marks=self.marks | frozenset(_in_tables(document)))

    def remarks(self, text: str) -> Iterator[tuple[str, int, int, dict[str, str]]]:
        """Yield the figures of a text that are none of these: (code, start, end, the total)."""
        told = set()
        for one in self.named:
            for found in one.pattern.finditer(text):
                told.add(found.end())
                if Decimal(found["figure"]) not in one.known:
                    named = {"computed": one.whole}
                    yield "paper.no_such_figure", found.start(), found.end(), named
        yield from self._grades(text)
        for found in _MARK.finditer(text):
            is_known = found.end() in told or Decimal(found["figure"]) in self.marks
            if is_known or _EACH.search(text[: found.start()]):
                continue
            code = "paper.no_such_mark" if self.total else "paper.no_such_mark_of_all"
            yield code, found.start(), found.end(), {"total": self.total}
        if not self.counts:
            return
        for found in _COUNT.finditer(text):
            if int(found["figure"]) not in self.counts:
                known = "、".join(map(str, sorted(self.counts)))
                yield "paper.no_such_count", found.start(), found.end(), {"known": known}

    def _grades(self, text: str) -> Iterator[tuple[str, int, int, dict[str, str]]]:
        for found in _GRADE.finditer(text) if self.grade else ():
            if found["grade"] != self.grade:
                yield "paper.other_grade", found.start(), found.end(), {"grade": self.grade}


def of_unit(dossier: UnitDossier) -> Figures:
    """Return what may be said of one unit."""
    counts = set()
    for side in (Side.CHECKED, Side.APPROVED):
        found = problems(dossier, side)
        plain = [one for one in found if one.is_counted and one.item.kind is not ItemKind.VETO]
        counts |= {len(found), len(plain), sum(one.is_counted for one in found)}
    graded = dossier.approved
    total = f"{phrasing.mark_text(graded.deducted)}分"
    return Figures(
        marks=frozenset(_marks(dossier)),
        counts=frozenset(counts),
        total=total,
        named=wording_computed.of_unit(dossier),
        grade=dossier.assessment.approved_grade if is_approved(dossier) else "",
    )


def of_all(dossier: InspectionDossier) -> Figures:
    """Return what may be said of all units and of any of them."""
    named = wording_computed.of_all(dossier)
    marks = {mark for unit in dossier.units for mark in _marks(unit)}
    averages = (known for one in named if one.unit == "分" for known in one.known)
    return Figures(marks=frozenset((*marks, *averages)), named=named)


def _marks(dossier: UnitDossier) -> Iterator[Decimal]:
    yield from _decimals(item.points for _, item in dossier.checklist.items())
    yield from _decimals((dossier.checklist.points, dossier.rule_set.full))
    for answer in dossier.answers.values():
        yield from _decimals((answer.self_mark,))
        yield from _decimals(finding.points for finding in answer.findings)
    yield from _decimals(dossier.assessment.imported.values())
    for grading in (dossier.self_graded, dossier.checked, dossier.approved):
        yield from _decimals(_of_grading(grading))


def _of_grading(grading: Grading) -> Iterator[int | None]:
    yield from (grading.earned, grading.entitled, grading.due, grading.deducted, grading.base)
    yield from (grading.bonus_due, grading.bonus, grading.penalty, grading.original, grading.mark)
    yield from grading.sources.values()
    for item in grading.items:
        yield from (item.entitled, item.due, item.deducted, item.mark)
    for section in grading.sections:
        yield from (section.points, section.entitled, section.due, section.deducted, section.mark)


def _decimals(marks: Iterable[int | None]) -> Iterator[Decimal]:
    return (abs(Decimal(mark) / _WHOLE) for mark in marks if mark is not None)


def _in_tables(document: Document) -> Iterator[Decimal]:
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from map(Decimal, _NUMBER.findall(cell.text))
    for attached in document.attachments:
        yield from _in_tables(attached)
