"""The ledger as a screen shows it: each problem with its days left, and what can be asked next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspector.domain import ledger
from inspector.domain import rectification as steps
from inspector.domain.calendar import WorkCalendar
from inspector.domain.changes import Changes
from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding
from inspector.domain.ids import FindingId, UnitId
from inspector.domain.inspection import AssessmentState, Inspection
from inspector.domain.issues import Issue
from inspector.domain.ledger import LedgerLine, Outcome, Rate
from inspector.domain.rectification import RectificationState
from inspector.domain.unit import Unit
from inspector.services import (
    findings,
    inspections,
    ledgers,
    lookup,
    rectification,
    repeats,
    working_days,
)
from inspector.services.desk import Desk
from inspector.services.rectification import Notice, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemLine:
    """One problem on a day."""

    problem: Problem
    unit_class: str
    state: RectificationState
    """On the day: what is past its time and unanswered is 逾期未反馈."""
    outcome: Outcome
    is_overdue: bool
    days_left: int | None
    """Working days until it is awaited, negative once past; None where nothing is awaited."""
    evidence: int
    """How many papers show the fix."""

    @property
    def id(self) -> FindingId:
        """What tells the line from all others."""
        return self.problem.finding.id


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    """An inspection's ledger on a day, with its counts and rates."""

    day: date
    lines: tuple[ProblemLine, ...]
    units: tuple[tuple[Unit, LedgerLine], ...]
    classes: tuple[tuple[str, str], ...]
    """Keys and names of the classes that have problems."""
    total: LedgerLine
    rates: tuple[Rate, ...]
    to_remind: int
    """How many problems a reminder would name today."""
    unnoticed: int
    """How many problems stand that no notice has named yet."""
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A unit with problems that no notice has named yet."""

    unit: Unit
    problems: int
    is_approved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTwice:
    """A problem that may be an earlier year's, with that year's fact beside."""

    unit: Unit
    number: str
    title: str
    now: Finding
    before: Finding
    same_place: bool
    is_confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What may have been seen before, and in which inspection."""

    earlier: str
    found: tuple[SeenTwice, ...]


@dataclass(frozen=True, slots=True)
class Possible:
    """Which steps can be taken with all problems of a choice at once."""

    reply: bool = False
    close: bool = False
    send_back: bool = False
    long_term: bool = False
    extend: bool = False
    """To ask for more time, or to decide what was asked."""


def possible(found: Sequence[Problem]) -> Possible:
    """Return which steps can be taken with all of these problems."""
    entries = [one.entry for one in found]
    if not entries:
        return Possible()

    def may(state: RectificationState) -> bool:
        return all(state in steps.TRANSITIONS[entry.state] for entry in entries)

    asked = [entry.asked is not None for entry in entries]
    extends = may(RectificationState.EXTENDED) and (all(asked) or not any(asked))
    return Possible(
        reply=len(entries) == 1 and may(RectificationState.REPLIED),
        close=may(RectificationState.CLOSED),
        send_back=may(RectificationState.SENT_BACK),
        long_term=may(RectificationState.LONG_TERM),
        extend=extends or all(asked),
    )


def view(desk: Desk, task: Inspection, day: date) -> LedgerView:
    """Return the ledger on a day, in official order."""
    counted = ledgers.on_day(desk, task, day)
    calendar = working_days.calendar_of(desk)
    shown = Counter(
        one.finding
        for one in desk.file.reader.evidence(task.id)
        if one.from_unit and one.finding is not None
    )
    classes = {unit.id: task.class_of(part) for unit, part in inspections.participants(desk, task)}
    found = {classes[one.unit.id].key: classes[one.unit.id].name for one in counted.problems}
    return LedgerView(
        day=day,
        lines=tuple(
            _line(one, classes[one.unit.id].key, day, calendar, shown[one.finding.id])
            for one in counted.problems
        ),
        units=counted.units,
        classes=tuple((key, name or key) for key, name in found.items()),
        total=counted.total,
        rates=counted.rates,
        to_remind=sum(
            len(one.sent_back) + len(one.not_replied)
            for _unit, one in rectification.to_remind(desk, task, day)
        ),
        unnoticed=sum(one.problems for one in waiting(desk, task)),
        issues=rectification.doubled(counted.problems),
    )


def waiting(desk: Desk, task: Inspection) -> tuple[Waiting, ...]:
    """Return the units with problems that a notice would newly name, in official order."""
    answers = desk.file.reader.all_answers(task.id)
    known: dict[UnitId, list[steps.Rectification]] = {}
    for entry in desk.file.reader.rectifications(task.id):
        known.setdefault(entry.unit, []).append(entry)
    found = []
    for unit, part in inspections.participants(desk, task):
        there = known.get(unit.id, [])
        checklist = lookup.checklist_of(desk, task, part)
        new = ledger.open_entries(task.id, unit, checklist, answers.get(unit.id, {}), known=there)
        count = len(new) + sum(one.deadline is None for one in there)
        if count:
            is_approved = part.state is AssessmentState.APPROVED
            found.append(Waiting(unit, count, is_approved))
    return tuple(found)


def deadline(desk: Desk, notice: Notice) -> date:
    """Return the last day that a notice would print."""
    return notice.deadline or notice.term.deadline(working_days.calendar_of(desk), notice.served)


def evidence_of(desk: Desk, problem: Problem) -> tuple[Evidence, ...]:
    """Return the evidence of a problem, the inspectors' first and then what shows the fix."""
    return tuple(sorted(rectification.evidence_of(desk, problem), key=lambda one: one.from_unit))


def seen_before(desk: Desk, task: Inspection, earlier: str | None = None) -> Seen:
    """Return what may repeat a problem of an earlier inspection, for a person to decide."""
    before = repeats.earlier_of(desk, task, earlier)
    return Seen(
        earlier=before.name,
        found=tuple(
            SeenTwice(
                unit=one.now.unit,
                number=one.now.item.number,
                title=one.now.item.title,
                now=one.now.finding,
                before=one.before,
                same_place=one.same_place,
                is_confirmed=one.now.finding.seen_before,
            )
            for one in repeats.proposed(desk, task, before)
        ),
    )


def say_seen(desk: Desk, task: Inspection, chosen: tuple[tuple[FindingId, bool], ...]) -> Changes:
    """Say of several findings whether they repeat an earlier one; those that say so already stay.

    Each is an action of its own.
    """
    changes = Changes()
    for finding, is_repeat in chosen:
        if findings.locate(desk, task, finding).finding.seen_before is not is_repeat:
            changes |= repeats.confirm(desk, task, finding, seen_before=is_repeat)
    return changes


def _line(
    problem: Problem, unit_class: str, day: date, calendar: WorkCalendar, evidence: int
) -> ProblemLine:
    entry = problem.entry
    by = entry.awaited_by if entry.state in steps.OWED else None
    return ProblemLine(
        problem=problem,
        unit_class=unit_class,
        state=steps.state_on(entry, day),
        outcome=ledger.outcome(entry, day),
        is_overdue=steps.is_overdue(entry, day),
        days_left=None if by is None else calendar.working_days_between(day, by),
        evidence=evidence + bool(entry.link),
    )
