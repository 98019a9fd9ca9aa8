"""Approval: the meeting's grade beside the proposed one, the lock on the marks, and unlocking."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from inspector.domain.changes import Changes
from inspector.domain.edits import Action, RecordKind
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import UnitId, assessment_key
from inspector.domain.inspection import (
    Assessment,
    AssessmentState,
    Inspection,
    is_locked,
)
from inspector.domain.issues import Issue, Severity
from inspector.domain.objection import names
from inspector.domain.results import ClassResult, Grading, Ranked
from inspector.domain.rule_set import RuleSet
from inspector.domain.unit import Unit
from inspector.i18n.words import label
from inspector.services import grading, inspections, lookup, procedure
from inspector.services.desk import Desk
from inspector.storage.entries import GroupEntry

_BEFORE = frozenset({AssessmentState.FED_BACK, AssessmentState.UNDER_OBJECTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one unit stands before the meeting."""

    unit: Unit
    part: Assessment
    grading: Grading
    ranked: Ranked
    result: ClassResult
    rule_set: RuleSet

    @property
    def is_tied(self) -> bool:
        """Whether it shares a rank across the quota, which the program does not decide."""
        return self.unit.id in self.result.tie_across_quota

    @property
    def is_for_the_meeting(self) -> bool:
        """Whether its mark alone does not say its grade: a tie, or beyond the quota."""
        return self.is_tied or self.ranked.over_quota


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the meeting decided; without a grade the proposed one."""

    on: date
    grade: str | None = None
    reason: str = ""


def standings(desk: Desk, task: Inspection) -> tuple[Standing, ...]:
    """Return where every unit stands, in official order."""
    graded = grading.grade_all(desk, task)
    results = grading.results(desk, task, graded)
    return tuple(_standing(desk, task, unit, part, one, results) for unit, part, one in graded)


def approve(
    desk: Desk, task: Inspection, unit: Unit, verdict: Verdict
) -> tuple[Assessment, tuple[Issue, ...]]:
    """Lock a unit's marks with the grade the meeting gave.

    A reason is needed where the grade is not the proposed one, and for the best grade within a
    tie across the quota or beyond it. Returns the assessment with what to look at; raises
    Refused before the feedback, with an open item, objection or conflict, or without a reason.
    """
    every = standings(desk, task)
    lookup.assessment(desk, task, unit)
    (one,) = [standing for standing in every if standing.unit.id == unit.id]
    _require_ready(desk, task, one)
    after = _approved(one, verdict)
    grade = after.approved_grade
    noticed = procedure.changed_since_feedback(desk, task, one.part)
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(one.part, after)
        work.commit(Action(verb="state.approve", parameters={"unit": unit.label, "grade": grade}))
    return after, (*noticed, *_noticed(one, every, after))


def unlock(desk: Desk, task: Inspection, unit: Unit, reason: str, second: str) -> Assessment:
    """Open an approved assessment again, for a reason and with a second person's name.

    The approval is taken back; it stays in the history.
    """
    part = lookup.assessment(desk, task, unit)
    if not is_locked(part.state):
        raise refused("unlock.not_locked", unit=unit.label, state=label(part.state))
    if not reason.strip():
        raise refused("unlock.no_reason", unit=unit.label)
    if not second.strip():
        raise refused("unlock.no_second", unit=unit.label)
    if names([second]) <= names([desk.author]):
        raise refused("unlock.same_person", unit=unit.label, author=desk.author)
    after = replace(
        part,
        state=AssessmentState.CHECKING,
        approved_grade="",
        approval_reason="",
        approved_on=None,
        unlock_reason=reason.strip(),
        unlocked_by=second.strip(),
    )
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(part, after)
        work.commit(
            Action(
                verb="state.unlock",
                parameters={"unit": unit.label, "second": after.unlocked_by},
            )
        )
    return after


def require_nothing_locked(desk: Desk, task: Inspection) -> None:
    """Refuse a change of the whole inspection that would move marks already approved."""
    locked = [
        unit.label for unit, part in inspections.participants(desk, task) if is_locked(part.state)
    ]
    if locked:
        raise refused("state.some_locked", units="、".join(locked))


def require_unlocked_group(desk: Desk, group: GroupEntry) -> None:
    """Refuse to take back, or do again, an action that touched an assessment now approved."""
    touched = desk.file.reader.touched(group)
    for task in desk.file.reader.inspections():
        for unit, part in inspections.participants(desk, task):
            if is_locked(part.state) and _touches(touched, task, unit.id):
                raise refused("state.undo_locked", unit=unit.label)


def _touches(touched: frozenset[tuple[RecordKind, str]], task: Inspection, unit: UnitId) -> bool:
    key = assessment_key(task.id, unit)
    return (
        (RecordKind.INSPECTION, str(task.id)) in touched
        or (RecordKind.ASSESSMENT, str(key)) in touched
        or any(kind is RecordKind.ANSWER and at.startswith(f"{key}/") for kind, at in touched)
    )


def _standing(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    part: Assessment,
    graded: Grading,
    results: Mapping[str, ClassResult],
) -> Standing:
    one = task.class_of(part)
    result = results[one.key]
    return Standing(
        unit=unit,
        part=part,
        grading=graded,
        ranked=next(ranked for ranked in result.ranked if ranked.unit == unit.id),
        result=result,
        rule_set=lookup.rule_set_of(desk, one),
    )


def _require_ready(desk: Desk, task: Inspection, one: Standing) -> None:
    unit, part = one.unit, one.part
    if is_locked(part.state):
        raise refused("approval.done_already", unit=unit.label, grade=part.approved_grade or "—")
    if part.state not in _BEFORE:
        raise refused("approval.not_fed_back", unit=unit.label, state=label(part.state))
    procedure.require_no_open_objection(desk, task, unit)
    wrong = [
        issue for issue in procedure.check(desk, task, unit) if issue.severity is Severity.ERROR
    ]
    if wrong:
        raise Refused(*wrong)


def _grade(one: Standing, verdict: Verdict) -> str:
    """Return the grade that is approved, with every reason given that it needs."""
    proposed = one.ranked.grade or ""
    known = {band.grade for band in one.rule_set.bands} | {one.rule_set.veto.grade, proposed}
    grade = proposed if verdict.grade is None else verdict.grade.strip()
    if grade not in known:
        grades = "、".join(band.grade for band in one.rule_set.bands)
        raise refused("approval.unknown_grade", unit=one.unit.label, grade=grade, grades=grades)
    if verdict.on < (one.part.feedback_date or verdict.on):
        raise refused(
            "approval.before_feedback",
            unit=one.unit.label,
            approved=verdict.on,
            fed_back=one.part.feedback_date,
        )
    if verdict.reason.strip():
        return grade
    if grade != proposed:
        raise refused(
            "approval.other_grade", unit=one.unit.label, grade=grade, proposed=proposed or "—"
        )
    if one.is_for_the_meeting and grade == one.rule_set.best_grade:
        code = "approval.tied" if one.is_tied else "approval.over_quota"
        raise refused(code, unit=one.unit.label, grade=grade, quota=one.result.quota)
    return grade


def _noticed(one: Standing, every: tuple[Standing, ...], after: Assessment) -> list[Issue]:
    found = []
    deadline = after.objection_deadline
    if deadline is not None and after.approved_on is not None and after.approved_on <= deadline:
        found.append(
            Issue(
                code="approval.time_to_object",
                parameters={"unit": one.unit.label, "deadline": str(deadline)},
            )
        )
    best = one.rule_set.best_grade
    others = [
        other
        for other in every
        if other.result is one.result
        and other.unit.id != one.unit.id
        and other.part.approved_grade == best
    ]
    quota = one.result.quota
    if after.approved_grade == best and quota is not None and len(others) >= quota:
        found.append(
            Issue(
                code="approval.beyond_quota",
                parameters={
                    "grade": best or "",
                    "quota": str(quota),
                    "count": str(len(others) + 1),
                },
            )
        )
    return found


def approve_plain(
    desk: Desk, task: Inspection, on: date
) -> tuple[tuple[Standing, ...], tuple[Standing, ...], Changes]:
    """Approve every unit that is ready and whose mark alone says its grade, as one action.

    Returns those approved, and those left: ties and places beyond the quota are for the meeting,
    others are not ready.
    """
    going: list[Standing] = []
    left: list[Standing] = []
    for one in standings(desk, task):
        if is_locked(one.part.state):
            continue
        (left if one.is_for_the_meeting or not _is_ready(desk, task, one) else going).append(one)
    with desk.file.unit_of_work(desk.author) as work:
        for one in going:
            work.replace(
                one.part,
                replace(
                    one.part,
                    state=AssessmentState.APPROVED,
                    approved_grade=_grade(one, Verdict(on=on)),
                    approval_reason="",
                    approved_on=on,
                ),
            )
        changes = work.commit(
            Action(verb="state.approve_all", parameters={"count": str(len(going))})
        )
    return tuple(going), tuple(left), changes


def _is_ready(desk: Desk, task: Inspection, one: Standing) -> bool:
    return not unready(desk, task, one)


def unready(desk: Desk, task: Inspection, one: Standing) -> tuple[Issue, ...]:
    """Return why a unit cannot be approved yet, whatever the grade."""
    try:
        _require_ready(desk, task, one)
    except Refused as refusal:
        return refusal.issues
    return ()


def approve_several(
    desk: Desk, task: Inspection, verdicts: Mapping[UnitId, Verdict]
) -> tuple[tuple[Issue, ...], Changes]:
    """Approve several units as the meeting decided on each, as one action, or none of them.

    Returns what to look at. Raises Refused with every unit's refusal at once, as `approve` does
    for one.
    """
    every = standings(desk, task)
    pairs: list[tuple[Standing, Assessment]] = []
    refusals: list[Issue] = []
    for one in every:
        verdict = verdicts.get(one.unit.id)
        if verdict is None:
            continue
        try:
            _require_ready(desk, task, one)
            pairs.append((one, _approved(one, verdict)))
        except Refused as refusal:
            refusals += refusal.issues
    if refusals:
        raise Refused(*refusals)
    if not pairs:
        raise refused("approval.nobody")
    after = {part.unit: part for _one, part in pairs}
    then = tuple(replace(one, part=after.get(one.unit.id, one.part)) for one in every)
    noticed: list[Issue] = []
    for one, part in pairs:
        noticed += [issue for issue in _noticed(one, then, part) if issue not in noticed]
    with desk.file.unit_of_work(desk.author) as work:
        for one, part in pairs:
            work.replace(one.part, part)
        changes = work.commit(
            Action(verb="state.approve_all", parameters={"count": str(len(pairs))})
        )
    return tuple(noticed), changes


def _approved(one: Standing, verdict: Verdict) -> Assessment:
    return replace(
        one.part,
        state=AssessmentState.APPROVED,
        approved_grade=_grade(one, verdict),
        approval_reason=verdict.reason.strip(),
        approved_on=verdict.on,
    )
