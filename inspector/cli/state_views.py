"""The shapes of the procedure that commands print with --json."""

from typing import Any

from inspector.cli.output import iso_day
from inspector.cli.views import View, issue_view
from inspector.domain.inspection import Assessment, Inspection, is_locked
from inspector.domain.issues import Issue
from inspector.domain.marks import format_mark
from inspector.domain.ranking import RankChange
from inspector.domain.unit import Unit
from inspector.services import procedure
from inspector.services.approval import Standing
from inspector.services.marks import MarksReport
from inspector.services.objections import Effect, Registered
from inspector.services.procedure import Moved


def standing_view(one: Standing) -> View:
    """Return where a unit stands in the procedure and in its class."""
    part = one.part
    mark = one.grading.mark
    return {
        "unit": one.unit.label,
        "class": part.unit_class,
        "state": part.state.value,
        "next": [state.value for state in procedure.following(part.state)],
        "locked": is_locked(part.state),
        "open_items": one.grading.open_items,
        "mark": None if mark is None else format_mark(mark, one.rule_set.places),
        "rank": one.ranked.rank,
        "proposed_grade": one.ranked.grade,
        "quota": one.result.quota,
        "over_quota": one.ranked.over_quota,
        "tied_across_quota": one.is_tied,
        "feedback_date": iso_day(part.feedback_date),
        "objection_deadline": iso_day(part.objection_deadline),
        "approved_grade": part.approved_grade or None,
        "approval_reason": part.approval_reason,
        "approved_on": iso_day(part.approved_on),
        "unlock_reason": part.unlock_reason,
        "unlocked_by": part.unlocked_by,
    }


def moved_view(moved: Moved) -> View:
    """Return what became of a unit that was to go on."""
    return {
        "unit": moved.unit.label,
        "state": moved.part.state.value,
        "held": moved.is_held,
        "feedback_date": iso_day(moved.part.feedback_date),
        "objection_deadline": iso_day(moved.part.objection_deadline),
        "issues": [issue_view(issue) for issue in moved.issues],
    }


def approved_view(unit: Unit, part: Assessment, issues: tuple[Issue, ...]) -> View:
    """Return an approval with what to look at."""
    return {
        "unit": unit.label,
        "state": part.state.value,
        "approved_grade": part.approved_grade,
        "approval_reason": part.approval_reason,
        "approved_on": iso_day(part.approved_on),
        "issues": [issue_view(issue) for issue in issues],
    }


def objection_view(one: Registered) -> View:
    """Return an objection with its unit and item."""
    found = one.objection
    return {
        "id": found.id,
        "unit": one.unit.label,
        "number": one.item.number,
        "reason": found.reason,
        "received_on": iso_day(found.received_on),
        "deadline": iso_day(found.deadline),
        "late": found.is_late,
        "late_reason": found.late_reason,
        "evidence": list(found.evidence),
        "reviewer": found.reviewer,
        "decision": None if found.decision is None else found.decision.value,
        "decision_reason": found.decision_reason,
        "decided_on": iso_day(found.decided_on),
        "approver": found.approver,
        "old_findings": list(found.old_findings),
        "new_findings": list(found.new_findings),
    }


def effect_view(effect: Effect, *, done: bool) -> View:
    """Return what a decision does to the unit and to the ranks of others."""
    return {
        "done": done,
        "before": _result_view(effect.before),
        "after": _result_view(effect.after),
        "own_rank": None if effect.own is None else _change_view(effect.own),
        "other_ranks": [
            {"unit": unit.label, **_change_view(change)} for unit, change in effect.others
        ],
    }


def register_view(task: Inspection, unit: Unit, part: Assessment, late: bool) -> View:
    """Return a unit's line in the register of sheets."""
    return {
        "unit": unit.label,
        "inspection": task.name,
        "state": part.state.value,
        "sent_on": iso_day(part.sheet_sent_on),
        "due": iso_day(part.sheet_due),
        "received_on": iso_day(part.sheet_received_on),
        "late": late,
        "sent_back_reason": part.sent_back_reason,
    }


def _result_view(graded: Any) -> View:
    return {
        "base": None if graded.base is None else format_mark(graded.base),
        "mark": None if graded.mark is None else format_mark(graded.mark),
        "grade": graded.grade,
        "deducted": format_mark(graded.deducted),
    }


def _change_view(change: RankChange) -> View:
    return {"before": change.before, "after": change.after}


def marks_view(report: MarksReport) -> View:
    """Return what became of a file of marks made elsewhere."""
    return {
        "sheet": report.sheet,
        "changes": [
            {
                "unit": one.unit.label,
                "source": one.source,
                "before": None if one.before is None else format_mark(one.before),
                "after": None if one.after is None else format_mark(one.after),
            }
            for one in report.changes
        ],
        "same": report.same,
        "ignored": list(report.ignored),
        "issues": [issue_view(issue) for issue in report.issues],
    }
