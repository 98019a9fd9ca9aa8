"""Setting one item for many units in one undoable step: filled down a column, or pasted."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.changes import Changes
from inspector.domain.checklist import Item, normalised
from inspector.domain.edits import Action
from inspector.domain.errors import Refused, refused
from inspector.domain.finding import FindingStatus
from inspector.domain.findings import rule_of, rule_of_size
from inspector.domain.ids import ItemKey, UnitId
from inspector.domain.inspection import Assessment, Inspection
from inspector.domain.issues import Issue, Severity
from inspector.domain.marks import Mark, parse_mark
from inspector.domain.rules import letter
from inspector.domain.unit import Unit
from inspector.i18n.messages import sentence
from inspector.services import answers, findings, lookup
from inspector.services.by_item import UnitRow, concerned
from inspector.services.desk import Desk
from inspector.services.findings import Fact

_HEADS: Final = frozenset({"单位", "单位名称", "被检查单位", "考核对象", "被考核单位", "unit"})
"""What the first cell of a heading row says, which is no unit."""
_SIZE: Final = re.compile(r"(?:扣|加|-|−|－|\+)?\s*(\d+(?:\.\d+)?|\.\d+)\s*分?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A fact to record under a rule of the item; rule 0 where its points are typed."""

    rule: int
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What to set for one unit; no conclusion leaves that to what the findings say."""

    unit: UnitId
    conclusion: Conclusion | None = None
    findings: tuple[Noted, ...] = ()
    reason: str = ""
    allowed_by: str = ""


def like(row: UnitRow, unit: UnitId) -> Entry:
    """Return what brings another unit to where one stands: same conclusion, same facts."""
    found = tuple(
        Noted(
            rule=one.rule,
            fact=Fact(
                fact=one.fact,
                count=one.count,
                place=one.place,
                points=one.points if one.rule == 0 else None,
            ),
        )
        for one in row.findings
    )
    conclusion = None if found or row.is_open else row.conclusion
    return Entry(
        unit=unit,
        conclusion=conclusion,
        findings=found,
        reason=row.reason,
        allowed_by=row.allowed_by,
    )


def set_many(desk: Desk, task: Inspection, key: ItemKey, entries: Sequence[Entry]) -> Changes:
    """Set one item for several units as one action, all or none.

    A fact that stands already under the same rule in the same words and place is not recorded
    twice. Raises Refused with every approved unit, and every entry that contradicts itself.
    """
    if not entries:
        raise refused("filling.nothing")
    present = {unit.id: (unit, part, item) for unit, part, item in concerned(desk, task, key)}
    known = desk.file.reader.answers_to(task.id, key)
    issues: list[Issue] = []
    done: list[tuple[Assessment, Answer | None, Answer]] = []
    for entry in entries:
        unit, part, item = present[entry.unit]
        before = known.get(entry.unit)
        try:
            answers.require_unlocked(part, unit)
            after = _filled(item, before or answers.blank(part, item), entry, desk.author)
            found = answers.contradictions(item, before, after)
        except Refused as refusal:
            found = refusal.issues
        issues += [_issue_of(unit, one) for one in found]
        if not found and after != before:
            done.append((part, before, after))
    if issues:
        raise Refused(*issues)
    _unit, _part, item = present[entries[0].unit]
    action = Action(
        verb="answer.set_many", parameters={"number": item.number, "count": str(len(done))}
    )
    with desk.file.unit_of_work(desk.author) as work:
        for part, before, after in done:
            answers.put(work, before, after)
            answers.start_checking(work, part, before, after)
        return work.commit(action)


def _filled(item: Item, answer: Answer, entry: Entry, author: str) -> Answer:
    """Return an answer with what an entry says."""
    standing = {
        (one.rule, normalised(one.fact), normalised(one.place))
        for one in answer.findings
        if one.status is not FindingStatus.WITHDRAWN
    }
    more = tuple(
        findings.made(item, rule_of(item, noted.rule), noted.fact, answer, author)
        for noted in entry.findings
        if (noted.rule, normalised(noted.fact.fact), normalised(noted.fact.place)) not in standing
    )
    if more:
        answer = answers.with_findings(item, answer, (*answer.findings, *more))
    if entry.conclusion is not None:
        answer = replace(answer, conclusion=entry.conclusion, in_bulk=False)
    if entry.conclusion is Conclusion.NOT_APPLICABLE:
        answer = replace(answer, reason=entry.reason, allowed_by=entry.allowed_by)
    return answer


def _issue_of(unit: Unit, issue: Issue) -> Issue:
    """Return an issue that says of which unit it is."""
    return _issue("filling.unit", unit=unit.label, cause=sentence(issue))


# Pasting ------------------------------------------------------------------------------------------


def read_entries(
    desk: Desk, task: Inspection, key: ItemKey, text: str, year: int | None = None
) -> tuple[Entry, ...]:
    """Read pasted columns: unit, conclusion or deduction, fact, place, time; a heading is skipped.

    Units are known by any of their names. A number is a deduction under the rule that comes to
    it, or typed points where none does; a letter names a rule. Several rows of one unit are
    several findings. Raises Refused with every row that cannot be read.
    """
    present = [(unit, item) for unit, _part, item in concerned(desk, task, key)]
    issues: list[Issue] = []
    found: dict[UnitId, Entry] = {}
    for number, cells in _rows(text):
        try:
            entry = _entry(present, cells, number, year)
        except Refused as refusal:
            issues += [_row_issue(number, one) for one in refusal.issues]
            continue
        before = found.get(entry.unit)
        if before is not None:
            entry = replace(
                entry,
                conclusion=entry.conclusion or before.conclusion,
                findings=(*before.findings, *entry.findings),
            )
        found[entry.unit] = entry
    if issues:
        raise Refused(*issues)
    if not found:
        raise refused("filling.nothing")
    return tuple(found.values())


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of pasted cells that say anything, each with its number from 1."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for at, cells in enumerate(csv.reader(io.StringIO(plain, newline=""), csv.excel_tab)):
        row = [" ".join(cell.split()) for cell in cells]
        if any(row) and not (at == 0 and row[0] in _HEADS):
            yield at + 1, row


def _entry(
    present: Sequence[tuple[Unit, Item]], cells: Sequence[str], number: int, year: int | None
) -> Entry:
    name, said, fact, place, at = (*cells, "", "", "", "", "")[:5]
    pair = next((pair for pair in present if pair[0].answers_to(name)), None)
    if pair is None:
        raise refused("filling.unknown_unit", row=number, name=name)
    unit, item = pair
    worded = Fact(fact=fact, place=place, sampled_at=lookup.moment(at, year) if at else None)
    size = _size(said)
    if size is not None:
        return Entry(unit=unit.id, findings=(_sized(item, size, worded),))
    if said and any(rule for rule in item.rules if said.lower() == letter(rule.number)):
        rule = lookup.rule(item, said)
        return Entry(unit=unit.id, findings=(Noted(rule=rule.number, fact=worded),))
    conclusion = lookup.conclusion(said) if said else None
    if not fact:
        return Entry(unit=unit.id, conclusion=conclusion)
    if conclusion in {Conclusion.NOT_APPLICABLE, Conclusion.MET, Conclusion.DID_NOT_OCCUR}:
        return Entry(unit=unit.id, conclusion=conclusion, reason=fact, allowed_by=place)
    rule_meant = findings.rule_meant(item, None)
    noted = Noted(rule=rule_meant.number if rule_meant else 0, fact=worded)
    return Entry(unit=unit.id, conclusion=conclusion, findings=(noted,))


def _sized(item: Item, size: Mark, fact: Fact) -> Noted:
    """Return a fact under the rule that comes to so much, or with its points as they are typed."""
    fitting = rule_of_size(item, size)
    if fitting is None:
        return Noted(rule=0, fact=replace(fact, points=size))
    rule, count = fitting
    return Noted(rule=rule.number, fact=replace(fact, count=count))


def _size(text: str) -> Mark | None:
    found = _SIZE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    with suppress(ValueError):
        return parse_mark(found[1])
    return None


def _row_issue(number: int, issue: Issue) -> Issue:
    if issue.code == "filling.unknown_unit":
        return issue
    return _issue("filling.row", row=str(number), cause=sentence(issue))


def _issue(code: str, **parameters: str) -> Issue:
    return Issue(code=code, severity=Severity.ERROR, parameters=parameters)
