"""整改反馈表 out and back, as a workbook or in Word: one unit's problems and its answers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

from inspector.domain.edits import Action, Edit, EditId, RecordKind
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import FindingId
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.rectification import OWED, Rectification, RectificationState
from inspector.domain.unit import Unit
from inspector.exchange.replies.form import PAPER_NAME, ReplyField, ReplyOrder, ReplyRow
from inspector.exchange.replies.reading import (
    ReplyReading,
    ReturnedReply,
    WentOut,
    WordReplies,
    held_against,
    read_replies,
)
from inspector.exchange.replies.table import bare_number
from inspector.exchange.replies.writing import write_replies
from inspector.exchange.sheets.known import folded
from inspector.services import rectification
from inspector.services.desk import Desk, workspace_id
from inspector.services.files import file_name, read_file, write_file
from inspector.services.intake import files_in
from inspector.services.rectification import Problem, Reply, Whom
from inspector.storage import snapshots
from inspector.storage.mapping import edits_between

_ASKED: Final = OWED | {RectificationState.REPLIED, RectificationState.LONG_TERM}
"""States in which a problem goes out: what is closed or was fixed on the spot does not."""
_WRITTEN: Final = ("course", "leader", "person_in_charge")
"""The fields of the journal that a sheet's answer is written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReport:
    """What became of one sheet: numbers taken as replies, as taken up, and what was refused."""

    file: str
    unit: Unit | None = None
    replied: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the file could be taken."""
        return self.unit is None


@dataclass(frozen=True, slots=True)
class _Change:
    """One line of the ledger before and after; with what it builds on if not on what stands."""

    before: Rectification
    after: Rectification
    bases: Mapping[str, tuple[EditId, ...]] | None


def export(desk: Desk, task: Inspection, target: Path, unit: Whom = None) -> tuple[Path, ...]:
    """Write the sheet of one unit, or of each unit that has something to answer, to a folder."""
    is_one = isinstance(unit, Unit) or (unit is not None and len(unit) == 1)
    waiting: dict[str, list[Problem]] = {}
    for one in rectification.problems(desk, task, unit):
        if one.entry.state in _ASKED:
            waiting.setdefault(one.unit.id, []).append(one)
    if not waiting:
        raise refused("rectification.nothing_to_answer")
    written = []
    for found in waiting.values():
        whom = found[0].unit
        is_folder = not is_one or target.is_dir() or not target.suffix
        path = target / f"{file_name(whom.label)}-{PAPER_NAME}.xlsx" if is_folder else target
        written.append(write_file(path, write_replies(_order(desk, task, found), path.name)))
    return tuple(written)


Read: TypeAlias = ReplyReading | WordReplies | ReplyReport
"""What was read of a file: its rows, or a report of why nothing could be."""


def read(sources: Sequence[Path], on: date) -> Iterator[Read]:
    """Yield what each sheet among files and folders that came in on a day says."""
    for path in files_in(sources):
        try:
            yield read_replies(read_file(path), path.name, on)
        except Refused as refusal:
            yield ReplyReport(file=path.name, issues=refusal.issues)


def take_in(
    desk: Desk, task: Inspection, sources: Sequence[Path], on: date, *, dry_run: bool = False
) -> tuple[ReplyReport, ...]:
    """Take in sheets that came back on a day, as one action; report what became of each row.

    A cell equal to what went out is nothing new; an emptied one is reported and nothing is
    cleared; what was changed here meanwhile becomes a conflict. A table in Word is held against
    what stands now. With `dry_run` nothing changes.
    """
    return take_in_read(desk, task, tuple(read(sources, on)), on, dry_run=dry_run)


def take_in_read(
    desk: Desk, task: Inspection, sheets: Sequence[Read], on: date, *, dry_run: bool = False
) -> tuple[ReplyReport, ...]:
    """Take in what `read` made of sheets that came back."""
    reports: list[ReplyReport] = []
    changes: list[_Change] = []
    seen: set[str] = set()
    known = {one.finding.id: one for one in rectification.problems(desk, task)}
    for one_read in sheets:
        if isinstance(one_read, ReplyReport):
            reports.append(one_read)
            continue
        try:
            reading = (
                _recognised(desk, task, one_read, known, on)
                if isinstance(one_read, WordReplies)
                else one_read
            )
            report, made = _taken(desk, task, reading, known, on)
        except Refused as refusal:
            reports.append(ReplyReport(file=one_read.name, issues=refusal.issues))
            continue
        if reading.unit in seen:
            issue = _issue("replies.unit_twice", Place(file=reading.name))
            reports.append(ReplyReport(file=reading.name, issues=(issue,)))
            continue
        seen.add(reading.unit)
        reports.append(report)
        changes += made
    if changes and not dry_run:
        with desk.file.unit_of_work(desk.author) as work:
            snapshots.take(desk.file, "import")
            for one in changes:
                work.write(_edits(one))
            work.commit(Action(verb="problem.import", parameters={"count": str(len(changes))}))
    return tuple(reports)


def _recognised(
    desk: Desk,
    task: Inspection,
    word: WordReplies,
    known: Mapping[FindingId, Problem],
    on: date,
) -> ReplyReading:
    """Return a table that names only numbers as one of the unit that most of them belong to.

    What differs from what stands now is what the unit changed; problems that wait for their
    reply must be in it.
    """
    meant = word.inspection_name
    if meant and folded(meant) != folded(task.name):
        raise refused("replies.other_task", Place(file=word.name), name=meant)
    named = Counter(
        one.unit.id for one in known.values() if bare_number(one.entry.number) in word.numbers
    )
    if not named:
        raise refused("replies.no_rows", Place(file=word.name, sheet=word.table.name))
    ((unit, _count),) = named.most_common(1)
    by_unit = sorted(known.items(), key=lambda one: one[1].unit.id == unit)
    return held_against(
        word,
        (workspace_id(desk), task.id, unit),
        {finding: WentOut(one.entry.number, _values(one.entry)) for finding, one in by_unit},
        [finding for finding, one in by_unit if one.unit.id == unit and one.entry.state in OWED],
        on,
    )


def _taken(
    desk: Desk,
    task: Inspection,
    reading: ReplyReading,
    known: Mapping[FindingId, Problem],
    on: date,
) -> tuple[ReplyReport, list[_Change]]:
    if (reading.workspace, reading.inspection) != (workspace_id(desk), task.id):
        raise refused("replies.foreign", Place(file=reading.name))
    issues = list(reading.issues)
    changes: list[_Change] = []
    words: dict[str, list[str]] = {"replied": [], "begun": [], "unchanged": []}
    for row in reading.rows:
        place = Place(file=reading.name, sheet=reading.sheet, cell=row.cell)
        problem = known.get(row.finding)
        if problem is None or problem.unit.id != reading.unit:
            issues.append(_issue("replies.not_asked", place, number=row.number))
        elif not _new_cells(row, problem.entry):
            words["unchanged"].append(row.number)
        else:
            is_contested = _changed_here(row, problem.entry)
            before = _as_it_went_out(row, problem.entry) if is_contested else problem.entry
            try:
                after = rectification.replied(before, _reply(row, before, on))
            except Refused as refusal:
                issues += [replace(one, place=place) for one in refusal.issues]
                continue
            if is_contested:
                issues.append(_issue("replies.contested", place, number=row.number))
            changes.append(_Change(problem.entry, after, row.bases if is_contested else None))
            is_reply = after.state is RectificationState.REPLIED
            words["replied" if is_reply else "begun"].append(row.number)
    whom = next(unit for unit in desk.file.reader.units() if unit.id == reading.unit)
    report = ReplyReport(
        file=reading.name,
        unit=whom,
        replied=tuple(words["replied"]),
        begun=tuple(words["begun"]),
        unchanged=tuple(words["unchanged"]),
        issues=tuple(issues),
    )
    return report, changes


def _edits(change: _Change) -> Iterator[Edit]:
    """Yield a row's edits; where somebody wrote here meanwhile, on what the sheet went out with."""
    for edit in edits_between(change.before, change.after):
        known = None if change.bases is None else change.bases.get(edit.field, ())
        yield edit if known is None else replace(edit, bases=known)


def _as_it_went_out(row: ReturnedReply, entry: Rectification) -> Rectification:
    """Return the line of the ledger with the cells that the unit had before it."""
    completed = row.went_out.get(ReplyField.COMPLETED)
    return replace(
        entry,
        measure=row.went_out.get(ReplyField.MEASURE, ""),
        result=row.went_out.get(ReplyField.RESULT, ""),
        link=row.went_out.get(ReplyField.LINK, ""),
        completed_on=date.fromisoformat(completed) if completed else None,
    )


def _reply(row: ReturnedReply, entry: Rectification, on: date) -> Reply:
    """Return what a row says; a result that went out with the sheet counts only if it changed."""
    changed = row.changed
    said = changed.get(ReplyField.RESULT, "")
    if not said and changed.keys() & {ReplyField.LINK, ReplyField.COMPLETED}:
        said = entry.result
        if not said:
            raise refused("rectification.no_result", number=entry.number)
    return Reply(
        on=on,
        result=said,
        measure=changed.get(ReplyField.MEASURE, ""),
        leader=changed.get(ReplyField.LEADER, ""),
        person_in_charge=changed.get(ReplyField.PERSON, ""),
        link=changed.get(ReplyField.LINK, ""),
        completed_on=row.completed_on or entry.completed_on,
    )


def _new_cells(row: ReturnedReply, entry: Rectification) -> Mapping[ReplyField, str]:
    """Return the cells that say something the ledger does not say yet."""
    now = _values(entry)
    texts = dict(row.changed)
    if row.completed_on is not None:
        texts[ReplyField.COMPLETED] = str(row.completed_on)
    return {one: text for one, text in texts.items() if now.get(one, "") != text}


def _changed_here(row: ReturnedReply, entry: Rectification) -> bool:
    """Whether a cell that says something new was changed here after the sheet went out."""
    now = _values(entry)
    return any(now.get(one, "") != row.went_out.get(one, "") for one in _new_cells(row, entry))


def _order(desk: Desk, task: Inspection, found: Sequence[Problem]) -> ReplyOrder:
    return ReplyOrder(
        workspace=workspace_id(desk),
        inspection=task.id,
        unit=found[0].unit.id,
        inspection_name=task.name,
        unit_name=found[0].unit.name,
        rows=tuple(_rows(desk, found)),
    )


def _rows(desk: Desk, found: Sequence[Problem]) -> Iterator[ReplyRow]:
    for one in found:
        yield ReplyRow(
            finding=one.finding.id,
            number=one.entry.number,
            item=one.item.title,
            fact=one.finding.fact,
            place=one.finding.place,
            deadline=one.entry.awaited_by,
            values=_values(one.entry),
            heads={
                name: desk.file.reader.heads(RecordKind.RECTIFICATION, one.finding.id, name)
                for name in _WRITTEN
            },
        )


def _values(entry: Rectification) -> Mapping[ReplyField, str]:
    texts = {
        ReplyField.MEASURE: entry.measure,
        ReplyField.LEADER: entry.leader,
        ReplyField.PERSON: entry.person_in_charge,
        ReplyField.RESULT: entry.result,
        ReplyField.LINK: entry.link,
        ReplyField.COMPLETED: "" if entry.completed_on is None else str(entry.completed_on),
    }
    return {one: text for one, text in texts.items() if text}


def _issue(code: str, place: Place, **parameters: str) -> Issue:
    return Issue(code=code, severity=Severity.ERROR, place=place, parameters=parameters)
