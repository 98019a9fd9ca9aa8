"""The procedure of one unit: its states in order, and the check (校核) before it goes on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from inspector.domain import checks
from inspector.domain.calendar import Term
from inspector.domain.changes import Changes
from inspector.domain.edits import Action, RecordKind
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import UnitId, assessment_key
from inspector.domain.inspection import (
    TRANSITIONS,
    Assessment,
    AssessmentState,
    Inspection,
    InspectionKind,
)
from inspector.domain.issues import Issue, Severity
from inspector.domain.unit import Unit
from inspector.i18n.words import label
from inspector.services import inspections, lookup
from inspector.services.desk import Desk
from inspector.services.working_days import calendar_of
from inspector.storage.entries import HistoryEntry

CHECKED_BEFORE: Final = frozenset(
    {AssessmentState.CHECKED, AssessmentState.AWAITING_REVIEW, AssessmentState.FED_BACK}
)
"""States that nothing enters while the check finds an error."""
_TOLD: Final = frozenset({AssessmentState.FED_BACK, AssessmentState.UNDER_OBJECTION})
"""States in which the unit knows its first marks and they are not approved yet."""
_OWN_COMMANDS: Final[Mapping[AssessmentState, str]] = {
    AssessmentState.SHEET_RECEIVED: "inspector register receive",
    AssessmentState.SENT_BACK: "inspector register send-back",
    AssessmentState.OVERDUE: "inspector register late",
    AssessmentState.UNDER_OBJECTION: "inspector state objection add",
    AssessmentState.APPROVED: "inspector state approve",
}
"""States that need more than a word, with the command that asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One unit that went on, with what a person should look at; errors where it did not."""

    unit: Unit
    part: Assessment
    issues: tuple[Issue, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether the check kept it where it was."""
        return checks.blocks(self.issues)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What units would become, as of a head of the journal; nothing is written yet.

    `moves` holds each unit's assessment as it stands and what would become of it.
    """

    to: AssessmentState
    head: str
    moves: tuple[tuple[Assessment, Moved], ...]

    @property
    def going(self) -> tuple[tuple[Assessment, Moved], ...]:
        """Those that nothing holds."""
        return tuple(pair for pair in self.moves if not pair[1].is_held)


def check(desk: Desk, task: Inspection, unit: Unit) -> tuple[Issue, ...]:
    """Return what blocks a unit's next state (errors) and what to look at first (warnings)."""
    part = lookup.assessment(desk, task, unit)
    checklist = lookup.checklist_of(desk, task, part)
    found = checks.check(
        checklist,
        desk.file.reader.answers(task.id, unit.id),
        desk.file.reader.evidence(task.id, unit.id),
        spared=part.spared,
        items=task.items,
        summary=part.summary,
        by_unit=task.kind is InspectionKind.SELF_CHECK,
    )
    return (*conflicts(desk, task, part), *changed_since_feedback(desk, task, part), *found)


def changed_since_feedback(desk: Desk, task: Inspection, part: Assessment) -> tuple[Issue, ...]:
    """Return a warning for each item that was changed after the feedback, objections aside."""
    reader, key = desk.file.reader, assessment_key(part.inspection, part.unit)
    told = reader.history(RecordKind.ASSESSMENT, key, "feedback_date")
    if part.state not in _TOLD or not told:
        return ()
    items = lookup.items_by_key(lookup.checklist_of(desk, task, part))
    found = []
    for item in items.values():
        edits = reader.history(RecordKind.ANSWER, f"{key}/{item.key}", "checked")
        if edits and edits[-1].edit.counter > told[-1].edit.counter and not _decided(edits[-1]):
            found.append(
                Issue(code="state.changed_since_feedback", parameters={"item": item.number})
            )
    return tuple(found)


def _decided(entry: HistoryEntry) -> bool:
    return entry.verb == "objection.decide"


def conflicts(desk: Desk, task: Inspection, part: Assessment) -> tuple[Issue, ...]:
    """Return an error for each checked side of a unit on which merged files do not agree."""
    under = assessment_key(part.inspection, part.unit) + "/"
    items = lookup.items_by_key(lookup.checklist_of(desk, task, part))
    numbers = {str(key): item.number for key, item in items.items()}
    return tuple(
        Issue(
            code="state.conflict",
            severity=Severity.ERROR,
            parameters={"item": numbers.get(one.key.removeprefix(under), one.key)},
        )
        for one in desk.file.reader.conflicts()
        if one.kind is RecordKind.ANSWER and one.field == "checked" and one.key.startswith(under)
    )


def following(state: AssessmentState) -> tuple[AssessmentState, ...]:
    """Return the states that may follow one, in the order of the procedure."""
    return tuple(one for one in AssessmentState if one in TRANSITIONS[state])


def advance(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    to: AssessmentState,
    on: date,
    days: int | None = None,
) -> Moved:
    """Let one unit enter a state; feeding back sets the last day for objections.

    `on` is the day of the feedback, `days` the working days to object where they are not the
    inspection's. Raises Refused where the order of states, the check or an
    open objection forbids it.
    """
    part = lookup.assessment(desk, task, unit)
    moved = _moved(desk, task, unit, part, to, on, days)
    if moved.is_held:
        raise Refused(*(one for one in moved.issues if one.severity is Severity.ERROR))
    _write(desk, [(part, moved)], "state.advance", unit=unit.label, state=to.value)
    return moved


def advance_all(
    desk: Desk, task: Inspection, to: AssessmentState, on: date, days: int | None = None
) -> tuple[tuple[Moved, ...], Changes]:
    """Let every unit that stands right before a state enter it, as one action.

    Units that the check holds are returned with its errors and stay where they are. Raises
    Refused when no unit stands there.
    """
    _require_plain(to)
    standing = [
        (unit, part)
        for unit, part in inspections.participants(desk, task)
        if to in TRANSITIONS[part.state] and _comes_after(to, part.state)
    ]
    if not standing:
        raise refused("state.nobody_there", state=label(to))
    pairs = [(part, _moved(desk, task, unit, part, to, on, days)) for unit, part in standing]
    going = [(part, moved) for part, moved in pairs if not moved.is_held]
    changes = _write(desk, going, "state.advance_all", count=str(len(going)), state=to.value)
    return tuple(moved for _part, moved in pairs), changes


def step(
    desk: Desk,
    task: Inspection,
    units: Iterable[UnitId],
    to: AssessmentState,
    on: date,
    days: int | None = None,
) -> Step:
    """Return what would become of some units that are to enter a state, each refusal with it.

    Where some of them go on to it, those that are past it are left alone.
    """
    _require_plain(to)
    wanted = frozenset(units)
    pairs = [pair for pair in inspections.participants(desk, task) if pair[0].id in wanted]
    onward = any(_comes_after(to, part.state) for _unit, part in pairs)
    return Step(
        to=to,
        head=desk.file.reader.chain_head().hex16,
        moves=tuple(
            (
                part,
                _left_alone(unit, part, to)
                if onward and _comes_after(part.state, to)
                else _moved_or_held(desk, task, unit, part, to, on, days),
            )
            for unit, part in pairs
        ),
    )


def take_step(desk: Desk, ahead: Step) -> Changes:
    """Carry out what was shown, as one action; those that were held stay where they are.

    Raises Refused when anything was written since, or nobody can go.
    """
    if desk.file.reader.chain_head().hex16 != ahead.head:
        raise refused("storage.changed_meanwhile")
    if not ahead.going:
        raise refused("state.nobody_there", state=label(ahead.to))
    count = str(len(ahead.going))
    return _write(desk, ahead.going, "state.advance_all", count=count, state=ahead.to.value)


def _moved_or_held(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    part: Assessment,
    to: AssessmentState,
    on: date,
    days: int | None,
) -> Moved:
    try:
        return _moved(desk, task, unit, part, to, on, days)
    except Refused as refusal:
        return Moved(unit=unit, part=part, issues=refusal.issues)


def _left_alone(unit: Unit, part: Assessment, to: AssessmentState) -> Moved:
    """Hold a unit that is past a state already."""
    parameters = {"unit": unit.label, "state": label(part.state), "to": label(to)}
    issue = Issue(code="state.past_already", severity=Severity.ERROR, parameters=parameters)
    return Moved(unit=unit, part=part, issues=(issue,))


def _comes_after(later: AssessmentState, earlier: AssessmentState) -> bool:
    order = tuple(AssessmentState)
    return order.index(later) > order.index(earlier)


def _moved(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    part: Assessment,
    to: AssessmentState,
    on: date,
    days: int | None,
) -> Moved:
    _require_way(unit, part, to)
    issues = check(desk, task, unit) if to in CHECKED_BEFORE else ()
    if checks.blocks(issues):
        return Moved(unit=unit, part=part, issues=issues)
    if to is not AssessmentState.FED_BACK:
        return Moved(unit=unit, part=replace(part, state=to), issues=issues)
    if part.state is AssessmentState.UNDER_OBJECTION:
        require_no_open_objection(desk, task, unit)
        return Moved(unit=unit, part=replace(part, state=to), issues=issues)
    term, calendar = Term(days=days or task.objection_days), calendar_of(desk)
    after = replace(
        part, state=to, feedback_date=on, objection_deadline=term.deadline(calendar, on)
    )
    return Moved(unit=unit, part=after, issues=(*issues, *term.noticed(calendar, on)))


def _require_way(unit: Unit, part: Assessment, to: AssessmentState) -> None:
    if part.state is AssessmentState.APPROVED:
        raise refused("state.needs_unlocking", unit=unit.label)
    if to not in TRANSITIONS[part.state]:
        ways = "、".join(label(one) for one in following(part.state))
        raise refused(
            "state.no_way", unit=unit.label, state=label(part.state), to=label(to), ways=ways
        )
    _require_plain(to)


def _require_plain(to: AssessmentState) -> None:
    command = _OWN_COMMANDS.get(to)
    if command is not None:
        raise refused("state.own_command", to=label(to), command=command)


def require_no_open_objection(desk: Desk, task: Inspection, unit: Unit) -> None:
    """Refuse to go on while an objection of the unit is undecided."""
    waiting = [one for one in desk.file.reader.objections(task.id, unit.id) if one.is_open]
    if waiting:
        part = lookup.assessment(desk, task, unit)
        items = lookup.items_by_key(lookup.checklist_of(desk, task, part))
        numbers = "、".join(items[one.item].number for one in waiting if one.item in items)
        raise refused("state.objection_open", unit=unit.label, numbers=numbers)


def _write(
    desk: Desk, going: Sequence[tuple[Assessment, Moved]], verb: str, **parameters: str
) -> Changes:
    with desk.file.unit_of_work(desk.author) as work:
        for part, moved in going:
            work.replace(part, moved.part)
        return work.commit(Action(verb=verb, parameters=parameters))
