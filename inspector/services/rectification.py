"""Rectification: from the findings that stand to notice, reply, recheck and closing."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

from inspector.domain import rectification as steps
from inspector.domain.answer import Side
from inspector.domain.calendar import Term
from inspector.domain.changes import Changes
from inspector.domain.checklist import Item
from inspector.domain.edits import Action
from inspector.domain.errors import refused
from inspector.domain.evidence import Evidence, EvidenceKind
from inspector.domain.finding import Finding
from inspector.domain.ids import EvidenceId, ItemKey, new_id
from inspector.domain.inspection import Assessment, AssessmentState, Inspection
from inspector.domain.issues import Issue, Severity
from inspector.domain.ledger import UnitReminder, open_entries, reminders
from inspector.domain.rectification import Rectification, Reminder
from inspector.domain.unit import Unit
from inspector.services import files, inspections, lookup, working_days
from inspector.services.desk import Desk
from inspector.services.files import Hashed

USUAL_TERM: Final = Term(days=10)
"""Ten working days, as a notice gives them where nothing else is said."""

_SHORTEST: Final = 4
"""Letters of a finding's id; fewer are a number typed by half."""
_MOST_NAMED: Final = 3

Step = Callable[[Rectification], Rectification]
Whom: TypeAlias = Unit | Collection[Unit] | None
"""One unit, several, or None for all that take part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One line of the ledger with what it is about; `part` is the title of its chapter."""

    unit: Unit
    item: Item
    part: str
    finding: Finding
    entry: Rectification


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """When the notice of rectification is served, and until when replies are due.

    A `deadline` that is given wins over the `term`; a `demand` is what is asked for, where it is
    not the standing sentence.
    """

    served: date
    term: Term = USUAL_TERM
    deadline: date | None = None
    demand: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What was put on the ledger, the last day for replies, and what to look at."""

    added: int
    noticed: int
    deadline: date
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a unit answers. Without a `result` it has only taken the problem up."""

    on: date
    result: str = ""
    measure: str = ""
    leader: str = ""
    person_in_charge: str = ""
    link: str = ""
    completed_on: date | None = None
    files: tuple[Path | Hashed, ...] = ()
    """What shows it; files may have been hashed beforehand, beside the thread that writes."""


# --- the ledger -----------------------------------------------------------------------------------


def problems(desk: Desk, task: Inspection, unit: Whom = None) -> tuple[Problem, ...]:
    """Return the ledger of an inspection, or of some of its units, in official order.

    A line whose finding no longer counts (withdrawn, overturned on objection) is left out.
    """
    known = desk.file.reader.rectifications(task.id, unit.id if isinstance(unit, Unit) else None)
    waiting: dict[str, list[Rectification]] = {}
    for entry in known:
        waiting.setdefault(entry.unit, []).append(entry)
    answers = desk.file.reader.all_answers(task.id)
    found: list[Problem] = []
    for whom, part in inspections.participants(desk, task):
        entries = waiting.get(whom.id)
        if not entries or not _is_among(whom, unit):
            continue
        counting = {
            finding.id: finding
            for answer in answers.get(whom.id, {}).values()
            for finding in answer.counting(Side.APPROVED)
        }
        places = _places(desk, task, part)
        found += [
            Problem(
                unit=whom,
                item=places[entry.item][1],
                part=places[entry.item][0],
                finding=counting[entry.finding],
                entry=entry,
            )
            for entry in entries
            if entry.finding in counting and entry.item in places
        ]
    return tuple(found)


def locate(desk: Desk, task: Inspection, name: str) -> Problem:
    """Return the one problem of this number, or whose finding's id begins with these letters."""
    wanted = name.strip()
    every = problems(desk, task)
    found = [one for one in every if one.entry.number == wanted]
    if not found and len(wanted) >= _SHORTEST:
        found = [one for one in every if one.entry.finding.startswith(wanted)]
    if len(found) != 1:
        raise refused("rectification.unknown", name=name, count=len(found))
    return found[0]


def doubled(found: Iterable[Problem]) -> tuple[Issue, ...]:
    """Return a warning for each number that two problems bear, as after a merge of two ledgers."""
    known: dict[str, list[str]] = {}
    for one in found:
        known.setdefault(one.entry.number, []).append(one.finding.id[:8])
    return tuple(
        Issue(
            code="rectification.number_twice",
            parameters={"number": number, "ids": "、".join(ids)},
        )
        for number, ids in known.items()
        if len(ids) > 1
    )


def renumber(desk: Desk, task: Inspection, problem: Problem, number: str) -> Changes:
    """Give a problem another number, one that no problem of the inspection has."""
    wanted = number.strip()
    taken = {one.number for one in desk.file.reader.rectifications(task.id)}
    if not wanted or wanted in taken:
        raise refused("rectification.number_taken", number=wanted)
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(problem.entry, replace(problem.entry, number=wanted))
        return work.commit(
            Action(
                verb="problem.renumber",
                parameters={"number": problem.entry.number, "new": wanted},
            )
        )


def open_problems(
    desk: Desk, task: Inspection, notice: Notice, unit: Whom = None
) -> tuple[Opened, Changes]:
    """Put every problem that stands on the ledger and give it the notice's day and deadline.

    A line that has a deadline already keeps it. One finding is one problem, and so is each veto.
    """
    calendar = working_days.calendar_of(desk)
    deadline = notice.deadline or notice.term.deadline(calendar, notice.served)
    if deadline < notice.served:
        raise refused("rectification.deadline_before_notice", deadline=deadline)
    issues = () if notice.deadline else notice.term.noticed(calendar, notice.served)
    parts = [
        (whom, part) for whom, part in inspections.participants(desk, task) if _is_among(whom, unit)
    ]
    waiting = [whom.label for whom, part in parts if part.state is not AssessmentState.APPROVED]
    if waiting:
        issues = (*issues, _not_approved(waiting))
    added: list[Rectification] = []
    old: list[Rectification] = []
    for whom, part in parts:
        known = desk.file.reader.rectifications(task.id, whom.id)
        added += _new_entries(desk, task, whom, part, known, deadline)
        old += [one for one in known if one.deadline is None]
    with desk.file.unit_of_work(desk.author) as work:
        demand = notice.demand.strip()
        work.add_all(replace(one, noticed_on=notice.served, demand=demand) for one in added)
        for one in old:
            asked = replace(one, noticed_on=notice.served, deadline=deadline)
            work.replace(one, replace(asked, demand=demand or one.demand))
        changes = work.commit(
            Action(verb="problem.open", parameters={"count": str(len(added) + len(old))})
        )
    opened = Opened(added=len(added), noticed=len(old), deadline=deadline, issues=issues)
    return opened, changes


def _new_entries(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    part: Assessment,
    known: Sequence[Rectification],
    deadline: date,
) -> tuple[Rectification, ...]:
    answers = desk.file.reader.answers(task.id, unit.id)
    checklist = lookup.checklist_of(desk, task, part)
    return open_entries(task.id, unit, checklist, answers, deadline=deadline, known=known)


def _not_approved(names: Sequence[str]) -> Issue:
    return Issue(
        code="rectification.not_approved",
        severity=Severity.NOTE,
        parameters={"units": "、".join(names)},
    )


# --- steps ----------------------------------------------------------------------------------------


def reply(desk: Desk, problem: Problem, given: Reply) -> Changes:
    """Take in a unit's reply, with files that show it; or note who has taken the problem up."""
    entry = problem.entry
    after = replied(entry, given)
    if given.files and not given.result.strip():
        raise refused("rectification.no_result", number=entry.number)
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(entry, after)
        for file in given.files:
            path = file.path if isinstance(file, Hashed) else file
            work.add(
                Evidence(
                    id=EvidenceId(new_id()),
                    inspection=entry.inspection,
                    unit=entry.unit,
                    item=entry.item,
                    finding=entry.finding,
                    kind=EvidenceKind.OTHER,
                    blob=files.keep(work, file),
                    name=path.name,
                    caption="整改佐证",
                    from_unit=True,
                )
            )
        return work.commit(_action("problem.reply", problem))


def replied(entry: Rectification, given: Reply) -> Rectification:
    """Return the line of the ledger after a reply, or after the unit has taken the problem up."""
    named = replace(
        entry,
        leader=given.leader.strip() or entry.leader,
        person_in_charge=given.person_in_charge.strip() or entry.person_in_charge,
    )
    if given.result.strip():
        return steps.reply(
            named,
            given.on,
            given.result,
            measure=given.measure,
            link=given.link,
            completed_on=given.completed_on,
        )
    if not any((given.measure, given.leader, given.person_in_charge)):
        raise refused("rectification.nothing_said", number=entry.number)
    if entry.state is steps.RectificationState.UNDER_WAY:
        return replace(named, measure=given.measure.strip() or entry.measure)
    return steps.begin(named, measure=given.measure.strip())


def demand(desk: Desk, found: Sequence[Problem], text: str) -> Changes:
    """Say what is asked for in some problems (整改要求); an empty text is the standing sentence."""
    return _move(desk, found, "problem.demand", lambda one: replace(one, demand=text.strip()))


def close(desk: Desk, found: Sequence[Problem], by: str, on: date, note: str = "") -> Changes:
    """Close problems that were rechecked and found fixed (销号), all or none."""
    return _move(desk, found, "problem.close", lambda one: steps.close(one, by, on, note))


def send_back(
    desk: Desk, found: Sequence[Problem], by: str, on: date, reason: str, again_by: date | None
) -> Changes:
    """Send replies back, or open closed problems again, with the reason (核查退回)."""
    return _move(
        desk,
        found,
        "problem.send_back",
        lambda one: steps.send_back(one, by, on, reason, again_by),
    )


def keep_watching(desk: Desk, found: Sequence[Problem], by: str, on: date, reason: str) -> Changes:
    """Recognise problems as ones that need lasting effort (长期坚持)."""
    return _move(
        desk, found, "problem.long_term", lambda one: steps.keep_watching(one, by, on, reason)
    )


def ask_extension(
    desk: Desk, found: Sequence[Problem], on: date, wanted: date, reason: str
) -> Changes:
    """Note that the unit asks for more time (延期)."""
    return _move(
        desk,
        found,
        "problem.ask_extension",
        lambda one: steps.ask_extension(one, on, wanted, reason),
    )


def decide_extension(
    desk: Desk, found: Sequence[Problem], by: str, on: date, until: date | None
) -> Changes:
    """Grant the extension asked for until a day, or refuse it where there is none."""
    return _move(
        desk,
        found,
        "problem.decide_extension",
        lambda one: steps.decide_extension(one, by, on, until),
    )


def grant_as_asked(desk: Desk, found: Sequence[Problem], by: str, on: date) -> Changes:
    """Grant each problem the day that was asked for it."""
    return _move(
        desk,
        found,
        "problem.decide_extension",
        lambda one: steps.decide_extension(one, by, on, one.asked.wanted if one.asked else None),
    )


def to_remind(
    desk: Desk, task: Inspection, day: date, unit: Whom = None
) -> tuple[tuple[Unit, UnitReminder], ...]:
    """Return whom to remind of what on a day: what was sent back, and what was never answered."""
    found = problems(desk, task, unit)
    units = {one.unit.id: one.unit for one in found}
    return tuple((units[one.unit], one) for one in reminders((one.entry for one in found), day))


def note_reminders(
    desk: Desk,
    task: Inspection,
    day: date,
    note: str = "",
    only: Whom = None,
    until: date | None = None,
) -> tuple[int, Changes]:
    """Record that the reminders of a day went out; return to how many problems.

    `until` is the last day for the reply that the reminders give. Raises Refused where it is past.
    """
    due = [
        entry
        for _unit, one in to_remind(desk, task, day, only)
        for entry in (*one.sent_back, *one.not_replied)
    ]
    sent = Reminder(sent_on=day, sent_by=desk.author, note=note.strip(), until=until)
    with desk.file.unit_of_work(desk.author) as work:
        for entry in due:
            work.replace(entry, steps.remind(entry, sent))
        changes = work.commit(Action(verb="problem.remind", parameters={"count": str(len(due))}))
    return len(due), changes


def evidence_of(desk: Desk, problem: Problem) -> Iterator[Evidence]:
    """Yield the evidence of a problem's finding, the unit's own papers among it."""
    for one in desk.file.reader.evidence(problem.entry.inspection, problem.unit.id):
        if one.finding == problem.finding.id or (
            one.finding is None and one.item == problem.item.key and not one.from_unit
        ):
            yield one


# --- beneath --------------------------------------------------------------------------------------


def _is_among(unit: Unit, whom: Whom) -> bool:
    if whom is None:
        return True
    return unit.id in {one.id for one in ((whom,) if isinstance(whom, Unit) else whom)}


def _places(desk: Desk, task: Inspection, part: Assessment) -> Mapping[ItemKey, tuple[str, Item]]:
    """Return the items of a unit's list by key, each with the title of its chapter."""
    return {
        item.key: (path[0].title if path else "", item)
        for path, item in lookup.checklist_of(desk, task, part).items()
    }


def _move(desk: Desk, found: Sequence[Problem], verb: str, step: Step) -> Changes:
    """Take one step with several problems, all or none."""
    if not found:
        raise refused("rectification.none_named")
    after = [(one.entry, step(one.entry)) for one in found]
    with desk.file.unit_of_work(desk.author) as work:
        for old, new in after:
            work.replace(old, new)
        return work.commit(_action(verb, *found))


def _action(verb: str, *found: Problem) -> Action:
    numbers = [one.entry.number for one in found]
    named = "、".join(numbers[:_MOST_NAMED]) + ("…" if len(numbers) > _MOST_NAMED else "")
    return Action(verb=verb, parameters={"number": named, "count": str(len(numbers))})
