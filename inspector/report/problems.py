"""What cost marks: one record per fact, in the order of the list, for texts and tables alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.checklist import Item, ItemKind, Section
from inspector.domain.dossier import UnitDossier
from inspector.domain.finding import Finding
from inspector.domain.findings import earns
from inspector.domain.ids import FindingId
from inspector.domain.marks import Mark
from inspector.domain.problem import problem_findings
from inspector.domain.results import ItemGrade
from inspector.report.subject import grading_of

_COSTING: Final = frozenset({ItemKind.SCORED, ItemKind.TASK, ItemKind.PENALTY, ItemKind.VETO})
NO_STATEMENT: Final = "本年度未发生该事项，未公开情况说明"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fact that cost a unit marks (or its grade), under the item it belongs to."""

    dossier: UnitDossier
    item: Item
    part: str
    """Title of the first-level section."""
    place_in_list: int
    """Of the item, counted from 0."""
    grade: ItemGrade | None
    points: Mark
    fact: str
    place: str = ""
    sampled_at: datetime | None = None
    finding: FindingId | None = None
    """None where a rule found it and no inspector."""
    fixed_on_spot: bool = False
    is_counted: bool = False
    """Whether it is one of the problems that are counted (see `problem.py`)."""

    @property
    def unit(self) -> str:
        """The unit's standard short name."""
        return self.dossier.unit.label


def problems(dossier: UnitDossier, side: Side) -> tuple[Problem, ...]:
    """Return a unit's problems on one side in the order of its list."""
    grades = {grade.key: grade for grade in grading_of(dossier, side).items}
    found: list[Problem] = []
    for number, (path, item) in enumerate(dossier.checklist.items()):
        answer = dossier.answers.get(item.key)
        # Most items cost nothing, and are passed by.
        if answer is None or not (answer.findings or _is_unstated(answer)):
            continue
        if item.kind in _COSTING:
            setting = _Setting(
                dossier, item, answer, part_title(path, item), number, grades.get(item.key)
            )
            found += _of_item(setting, side)
    return tuple(found)


def count_vetoes(found: Iterable[Problem]) -> int:
    """Return how many vetoes were found, each once."""
    return sum(one.is_counted and one.item.kind is ItemKind.VETO for one in found)


def part_title(path: tuple[Section, ...], item: Item) -> str:
    """Return the first-level title an item stands under; an item on that level is its own."""
    return path[0].title if path else item.content


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where the problems of one item stand."""

    dossier: UnitDossier
    item: Item
    answer: Answer
    part: str
    place: int
    grade: ItemGrade | None


def _of_item(setting: _Setting, side: Side) -> Iterator[Problem]:
    answer = setting.answer
    found = [one for one in answer.counting(side) if not earns(setting.item, one)]
    counted = problem_findings(setting.item, answer, side)
    yield from (_problem(setting, finding, is_counted=finding in counted) for finding in found)
    grade = setting.grade
    if not found and grade is not None and grade.deducted and _is_unstated(answer):
        yield replace(_blank(setting), points=grade.due, fact=NO_STATEMENT)


def _is_unstated(answer: Answer) -> bool:
    return answer.conclusion is Conclusion.DID_NOT_OCCUR and not answer.statement_published


def _blank(setting: _Setting) -> Problem:
    return Problem(
        dossier=setting.dossier,
        item=setting.item,
        part=setting.part,
        place_in_list=setting.place,
        grade=setting.grade,
        points=Mark(0),
        fact="",
    )


def _problem(setting: _Setting, finding: Finding, *, is_counted: bool) -> Problem:
    return replace(
        _blank(setting),
        points=finding.points,
        fact=finding.fact,
        place=finding.place,
        sampled_at=finding.sampled_at,
        finding=finding.id,
        fixed_on_spot=finding.fixed_on_spot,
        is_counted=is_counted,
    )
