"""The register of self-assessment sheets: which are out, back, late or sent back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from inspector.domain.changes import Changes
from inspector.domain.edits import Action
from inspector.domain.errors import Refused, refused
from inspector.domain.inspection import TRANSITIONS, Assessment, AssessmentState, Inspection
from inspector.domain.issues import Issue
from inspector.domain.unit import Unit
from inspector.i18n.words import label
from inspector.services import answers, inspections, lookup
from inspector.services.desk import Desk

WAITING: Final = frozenset(
    {AssessmentState.AWAITING_SHEET, AssessmentState.SENT_BACK, AssessmentState.OVERDUE}
)
"""States in which the unit owes its sheet."""
_MAY_BE_LATE: Final = frozenset({AssessmentState.AWAITING_SHEET, AssessmentState.SENT_BACK})


def send(
    desk: Desk, task: Inspection, units: Sequence[Unit], on: date, due: date | None
) -> Changes:
    """Note that the sheets of some units went out on a day, to be back by another."""
    if due is not None and due < on:
        raise refused("register.due_before_sent", sent=on, due=due)
    with desk.file.unit_of_work(desk.author) as work:
        for unit in units:
            part = lookup.assessment(desk, task, unit)
            answers.require_unlocked(part, unit)
            work.replace(part, replace(part, sheet_sent_on=on, sheet_due=due))
        return work.commit(Action(verb="register.send", parameters={"count": str(len(units))}))


def receive(desk: Desk, task: Inspection, unit: Unit, on: date) -> Assessment:
    """Note that a unit's sheet came in on a day, on paper or as a file; it may be noted again."""
    part = lookup.assessment(desk, task, unit)
    answers.require_unlocked(part, unit)
    _require_sent_before(part, unit, on)
    return _put(desk, unit, part, received(part, on), "register.receive")


def receive_several(desk: Desk, task: Inspection, units: Sequence[Unit], on: date) -> Changes:
    """Note that the sheets of some units came in on a day, as one action.

    Raises Refused with every unit whose sheet cannot have come in then.
    """
    pairs: list[tuple[Assessment, Assessment]] = []
    refusals: list[Issue] = []
    for unit in units:
        part = lookup.assessment(desk, task, unit)
        try:
            answers.require_unlocked(part, unit)
            _require_sent_before(part, unit, on)
            pairs.append((part, received(part, on)))
        except Refused as refusal:
            refusals += refusal.issues
    if refusals:
        raise Refused(*refusals)
    with desk.file.unit_of_work(desk.author) as work:
        for before, after in pairs:
            work.replace(before, after)
        return work.commit(
            Action(verb="register.receive_several", parameters={"count": str(len(pairs))})
        )


def received(part: Assessment, on: date) -> Assessment:
    """Return an assessment with its sheet in; one that is being checked stays so."""
    state = AssessmentState.SHEET_RECEIVED if part.state in WAITING else part.state
    return replace(part, state=state, sheet_received_on=on, sent_back_reason="")


def send_back(
    desk: Desk, task: Inspection, unit: Unit, reason: str, due: date | None
) -> Assessment:
    """Send a sheet back to be completed, saying what is missing, by a new day if one is given."""
    part = lookup.assessment(desk, task, unit)
    answers.require_unlocked(part, unit)
    if not reason.strip():
        raise refused("register.no_reason", unit=unit.label)
    if AssessmentState.SENT_BACK not in TRANSITIONS[part.state]:
        raise refused("register.nothing_to_send_back", unit=unit.label, state=label(part.state))
    after = replace(
        part,
        state=AssessmentState.SENT_BACK,
        sent_back_reason=reason.strip(),
        sheet_due=due or part.sheet_due,
    )
    return _put(desk, unit, part, after, "register.send_back")


def mark_late(desk: Desk, task: Inspection, today: date) -> tuple[Unit, ...]:
    """Mark every unit whose sheet is due before today and not in as overdue; return those."""
    late = [(unit, part) for unit, part in _entries(desk, task) if is_late(part, today)]
    with desk.file.unit_of_work(desk.author) as work:
        for _unit, part in late:
            work.replace(part, replace(part, state=AssessmentState.OVERDUE))
        work.commit(Action(verb="register.late", parameters={"count": str(len(late))}))
    return tuple(unit for unit, _part in late)


def is_late(part: Assessment, today: date) -> bool:
    """Whether a sheet that is still owed was due before a day."""
    return part.state in _MAY_BE_LATE and part.sheet_due is not None and part.sheet_due < today


def _require_sent_before(part: Assessment, unit: Unit, on: date) -> None:
    if part.sheet_sent_on is not None and on < part.sheet_sent_on:
        raise refused(
            "register.received_before_sent", unit=unit.label, sent=part.sheet_sent_on, received=on
        )


def _entries(desk: Desk, task: Inspection) -> Iterable[tuple[Unit, Assessment]]:
    return inspections.participants(desk, task)


def _put(desk: Desk, unit: Unit, before: Assessment, after: Assessment, verb: str) -> Assessment:
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(before, after)
        work.commit(Action(verb=verb, parameters={"unit": unit.label}))
    return after
