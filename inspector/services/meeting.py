"""The meeting's table: ranks, marks and proposed grades, with last year's and the quota beside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from inspector.domain.answer import Side
from inspector.domain.inspection import Assessment, Inspection, is_locked
from inspector.domain.issues import Issue
from inspector.domain.marks import Mark
from inspector.domain.unit import Unit
from inspector.services import approval, grading
from inspector.services.approval import Standing
from inspector.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One unit in the meeting's table; plain values, so that another process may read it."""

    unit: Unit
    part: Assessment
    class_key: str
    class_name: str
    rank: int | None
    mark: Mark | None
    first_mark: Mark | None
    """What it had before objections were decided."""
    places: int
    proposed: str
    grades: tuple[str, ...]
    """The grades that may be given, from best to worst."""
    is_tied: bool
    is_over_quota: bool
    last_grade: str
    """The grade approved in the inspection before this one."""
    unready: tuple[Issue, ...]
    """Why it cannot be approved yet."""

    def may_object_on(self, day: date) -> bool:
        """Whether the unit's time to object is not over on a day."""
        deadline = self.part.objection_deadline
        return deadline is not None and day <= deadline

    @property
    def is_for_the_meeting(self) -> bool:
        """Whether its mark alone does not say its grade."""
        return self.is_tied or self.is_over_quota

    @property
    def is_locked(self) -> bool:
        """Whether it is approved already."""
        return is_locked(self.part.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """The quota of one class: how many may have the best grade, have its mark, or tie across."""

    class_key: str
    class_name: str
    grade: str
    most: int
    by_mark: int
    tied: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The table that lies before the meeting: class by class in order of rank."""

    candidates: tuple[Candidate, ...]
    quotas: tuple[Quota, ...]


def table(desk: Desk, task: Inspection) -> Table:
    """Return what the meeting decides about, with last year's grades beside this year's marks."""
    every = approval.standings(desk, task)
    first = {
        unit.id: graded.mark for unit, _part, graded in grading.grade_all(desk, task, Side.CHECKED)
    }
    last = grading.last_grades(desk, task)
    order = {one.key: place for place, one in enumerate(task.classes)}
    ranked = sorted(
        every,
        key=lambda one: (order[task.class_of(one.part).key], one.ranked.rank or len(every) + 1),
    )
    return Table(
        candidates=tuple(
            _candidate(desk, task, one, first[one.unit.id], last.get(one.unit.id, ""))
            for one in ranked
        ),
        quotas=tuple(_quotas(task, every)),
    )


def _candidate(
    desk: Desk, task: Inspection, one: Standing, first: Mark | None, last: str
) -> Candidate:
    done = is_locked(one.part.state)
    of = task.class_of(one.part)
    return Candidate(
        unit=one.unit,
        part=one.part,
        class_key=of.key,
        class_name=of.name,
        rank=one.ranked.rank,
        mark=one.grading.mark,
        first_mark=first,
        places=one.rule_set.places,
        proposed=one.ranked.grade or "",
        grades=_grades(one),
        is_tied=one.is_tied,
        is_over_quota=one.ranked.over_quota,
        last_grade=last,
        unready=() if done else approval.unready(desk, task, one),
    )


def _grades(one: Standing) -> tuple[str, ...]:
    """Return the grades of a rule set from best to worst, the one a veto forces among them."""
    bands = [band.grade for band in one.rule_set.bands]
    if not bands:
        return (one.ranked.grade,) if one.ranked.grade else ()
    return tuple(dict.fromkeys((*bands, one.rule_set.veto.grade)))


def _quotas(task: Inspection, every: tuple[Standing, ...]) -> Iterator[Quota]:
    for of in task.classes:
        one = next((one for one in every if task.class_of(one.part).key == of.key), None)
        if one is not None and one.result.quota is not None and one.rule_set.best_grade:
            yield Quota(
                class_key=of.key,
                class_name=of.name,
                grade=one.rule_set.best_grade,
                most=one.result.quota,
                by_mark=one.result.best_by_mark,
                tied=len(one.result.tie_across_quota),
            )
