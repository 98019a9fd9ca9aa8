"""Reading a sheet of replies that came back, a workbook or a table in Word, with every fault."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from inspector.domain.edits import EditId
from inspector.domain.errors import refused
from inspector.domain.ids import FindingId, InspectionId, UnitId
from inspector.domain.issues import Issue, Place, Severity
from inspector.exchange.container import FileKind
from inspector.exchange.grid import Grid, read_workbook
from inspector.exchange.replies.form import FORMAT, HEADERS, MARKER, ReplyField
from inspector.exchange.replies.said import changes, read_day
from inspector.exchange.replies.table import ReplyTable, TableRow, bare_number, find_table
from inspector.exchange.sheets.cell_values import Unreadable
from inspector.exchange.sheets.hidden_text import checksum

_TASK: Final = re.compile(r"任务[：:]\s*(?P<name>.+?)(?:\s{2,}|\t|$)")
"""How the form on paper names the inspection it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedReply:
    """One row that came back. `changed` holds the cells that differ from what went out."""

    finding: FindingId
    number: str
    cell: str
    """Where the row begins, for messages."""
    went_out: Mapping[ReplyField, str]
    changed: Mapping[ReplyField, str]
    completed_on: date | None = None
    bases: Mapping[str, tuple[EditId, ...]] = field(default_factory=dict)
    """The heads it went out with; a field that had none has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReading:
    """A whole sheet that came back."""

    name: str
    sheet: str
    workspace: str
    inspection: InspectionId
    unit: UnitId
    rows: tuple[ReturnedReply, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class WentOut:
    """One row as it went out."""

    number: str
    values: Mapping[ReplyField, str]
    heads: Mapping[str, tuple[EditId, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WordReplies:
    """A table in Word: it says problems' numbers, but neither workspace nor unit."""

    name: str
    table: ReplyTable
    issues: tuple[Issue, ...] = ()

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers of problems in it, as `bare_number` gives them."""
        return frozenset(row.number for row in self.table.rows)

    @property
    def inspection_name(self) -> str:
        """The name of the inspection above the table, "" where a unit wrote its own."""
        found = map(_TASK.search, self.table.heading)
        return next((one["name"].strip() for one in found if one), "")


def read_replies(data: bytes, name: str, on: date | None = None) -> ReplyReading | WordReplies:
    """Read a sheet that came back: rows by hidden key, then by number; every fault listed.

    A day without its year is the one nearest `on`. A table in Word has no hidden sheet and is
    to be `held_against` what is known. Raises Refused when the file is no workbook, lost its
    hidden sheet, or holds no row of ours.
    """
    book = read_workbook(data, name)
    if book.kind is FileKind.DOCX:
        return WordReplies(name, find_table(book.sheets, name), book.issues)
    stamp, went_out = _stamp(book.sheets, name)
    table = find_table(book.sheets, name)
    rows, issues = _compared(table, name, went_out, went_out.keys(), on)
    return ReplyReading(
        name=name,
        sheet=table.name,
        workspace=stamp["workspace"],
        inspection=InspectionId(stamp["inspection"]),
        unit=UnitId(stamp["unit"]),
        rows=rows,
        issues=(*book.issues, *issues),
    )


def held_against(
    word: WordReplies,
    whose: tuple[str, InspectionId, UnitId],
    went_out: Mapping[FindingId, WentOut],
    awaited: Collection[FindingId],
    on: date,
) -> ReplyReading:
    """Return what a table in Word says that differs from what stands, with the same faults.

    `whose` names workspace, inspection and unit; `awaited` the problems it must answer.
    """
    rows, issues = _compared(word.table, word.name, went_out, awaited, on)
    workspace, inspection, unit = whose
    return ReplyReading(
        name=word.name,
        sheet=word.table.name,
        workspace=workspace,
        inspection=inspection,
        unit=unit,
        rows=rows,
        issues=(*word.issues, *issues),
    )


def _compared(
    table: ReplyTable,
    name: str,
    went_out: Mapping[FindingId, WentOut],
    awaited: Collection[FindingId],
    on: date | None,
) -> tuple[tuple[ReturnedReply, ...], list[Issue]]:
    by_number = {bare_number(one.number): finding for finding, one in went_out.items()}
    issues: list[Issue] = []
    rows: dict[FindingId, ReturnedReply] = {}
    for row in table.rows:
        place = Place(file=name, sheet=table.name, cell=row.cell)
        key = FindingId(row.key)
        finding = key if key in went_out else by_number.get(row.number)
        if finding is None:
            issues.append(_issue("replies.unknown_row", place))
        elif finding in rows:
            issues.append(_issue("replies.twice", place))
        else:
            rows[finding] = _returned(finding, went_out[finding], row, place, on, issues)
    if not rows:
        raise refused("replies.no_rows", Place(file=name, sheet=table.name))
    issues += [
        _issue(
            "replies.row_missing",
            Place(file=name, sheet=table.name),
            number=went_out[finding].number,
        )
        for finding in awaited
        if finding not in rows
    ]
    return tuple(rows.values()), issues


def _stamp(grids: Sequence[Grid], name: str) -> tuple[Mapping[str, str], dict[FindingId, WentOut]]:
    found = next(
        (one for one in grids if one.rows and one.rows[0] and one.rows[0][0] == MARKER), None
    )
    if found is None:
        raise refused("replies.no_stamp", Place(file=name))
    first = [text.strip() for text in found.rows[0]]
    lines = ["".join(row) for row in found.rows[1:]]
    while lines and not lines[-1]:
        lines.pop()
    if len(first) < 3 or not lines or first[2] != checksum(lines):
        raise refused("replies.stamp_broken", Place(file=name))
    if not first[1].isdecimal() or int(first[1]) > FORMAT:
        raise refused("replies.stamp_newer", Place(file=name))
    try:
        head: dict[str, str] = json.loads(lines[0])
        rows = dict(map(_stamp_row, map(json.loads, lines[1:])))
        return {key: str(head[key]) for key in ("workspace", "inspection", "unit")}, rows
    except (ValueError, KeyError, TypeError) as forged:
        raise refused("replies.stamp_broken", Place(file=name)) from forged


def _stamp_row(row: Sequence[Any]) -> tuple[FindingId, WentOut]:
    finding, number, values, heads = row
    return FindingId(finding), WentOut(
        str(number),
        {ReplyField(key): str(text) for key, text in values.items()},
        {str(name): _read_heads(text) for name, text in heads.items()},
    )


def _returned(
    finding: FindingId,
    went_out: WentOut,
    row: TableRow,
    place: Place,
    on: date | None,
    issues: list[Issue],
) -> ReturnedReply:
    number = went_out.number
    changed = {
        one: part
        for held, text in row.texts.items()
        for one, part in changes(held, text, went_out.values)
    }
    emptied = [one for one, text in changed.items() if not text]
    for one in emptied:
        del changed[one]
        issues.append(_issue("replies.emptied", place, number=number, header=HEADERS[one]))
    completed = None
    if ReplyField.COMPLETED in changed:
        try:
            completed = read_day(changed[ReplyField.COMPLETED], on)
        except Unreadable:
            issues.append(
                _issue(
                    "replies.no_day",
                    place,
                    Severity.ERROR,
                    number=number,
                    text=changed.pop(ReplyField.COMPLETED),
                )
            )
    return ReturnedReply(
        finding=finding,
        number=number,
        cell=place.cell,
        went_out=went_out.values,
        changed=changed,
        completed_on=completed,
        bases=went_out.heads,
    )


def _issue(
    code: str, place: Place, severity: Severity = Severity.WARNING, **parameters: str
) -> Issue:
    return Issue(code=code, severity=severity, place=place, parameters=parameters)


def _read_heads(text: str) -> tuple[EditId, ...]:
    named = (head.partition(":") for head in text.split())
    return tuple(EditId(session, int(counter)) for session, _, counter in named)
