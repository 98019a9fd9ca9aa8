"""One returned table with all it is read against, and the issues that come up on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import Item, ItemKind
from inspector.domain.ids import FindingId
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.marks import Mark, parse_mark, plain_mark
from inspector.exchange.grid import cell_at, cell_name
from inspector.exchange.sheets.cell_text import is_too_long, same_text, shown
from inspector.exchange.sheets.cell_values import Unreadable, read_mark, read_time
from inspector.exchange.sheets.claims import Bases
from inspector.exchange.sheets.columns import Field
from inspector.exchange.sheets.known import KnownList
from inspector.exchange.sheets.stamp import Stamp, StampRow
from inspector.exchange.sheets.tables import Table
from inspector.exchange.sheets.words import SCORED_WORDS, TASK_WORDS, read_conclusion

Value = str | Mark | Conclusion | datetime | None
_MARKS = frozenset({Field.SELF_MARK, Field.DEDUCTION, Field.CHECKED_MARK})
_CONCLUSIONS = frozenset({Field.SELF_CONCLUSION, Field.CONCLUSION})


@dataclass(frozen=True, slots=True)
class Cell:
    """One input cell: its value, and whether it was edited or emptied since it went out."""

    value: Value
    is_edited: bool = False
    is_emptied: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row of an item, counted from 0, with the finding its hidden key names."""

    at: int
    cells: Sequence[str]
    finding: FindingId | None = None


@dataclass(slots=True)
class ItemRows:
    """All rows of one item, in the order of the sheet."""

    item: Item
    rows: list[ReturnedRow] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Returned:
    """A returned table, its list, and its hidden sheet where that is there and to be trusted."""

    name: str
    table: Table
    known: KnownList
    stamp: Stamp | None
    issues: list[Issue] = field(default_factory=list)
    uncalculated: frozenset[str] = frozenset()

    def say(
        self,
        code: str,
        at: int | None = None,
        column: int | None = None,
        severity: Severity = Severity.WARNING,
        **parameters: str,
    ) -> None:
        """Note an issue about a cell, a row or, without either, the sheet."""
        cell = "" if at is None else cell_name(at, column)
        place = Place(file=self.name, sheet=self.table.grid.name, cell=cell)
        self.issues.append(Issue(code=code, severity=severity, place=place, parameters=parameters))

    def bases(self, row: StampRow | None, name: Field) -> Bases:
        """Return the heads a field went out with, or None when the sheet cannot say."""
        if self.stamp is None:
            return None
        return self.stamp.bases(row, name) if row is not None and row.heads else ()

    def read(
        self, at: int, row: Sequence[str], name: Field, item: Item, stamp: StampRow | None
    ) -> Cell:
        """Read one input cell against what it went out with."""
        column = self.table.columns.get(name)
        before = "" if stamp is None else stamp.values.get(name, "")
        if column is None:
            return Cell(value_of(name, before))
        text = cell_at(row, column)
        if text == before or (before and same_text(text, shown(before))):
            return Cell(value_of(name, before))
        if not text.strip():
            return self._blank(at, column, name, before)
        try:
            value = self._value(name, text, item, before)
        except Unreadable as unreadable:
            self._refuse(unreadable.code, at, column, text, item)
            return Cell(value_of(name, before))
        if value is None or value is Conclusion.OPEN:
            return self._blank(at, column, name, before)
        return Cell(value, is_edited=not before or value != value_of(name, before))

    def _blank(self, at: int, column: int, name: Field, before: str) -> Cell:
        value = value_of(name, before)
        if cell_name(at, column) in self.uncalculated:
            self.say("sheet.not_calculated", at, column, Severity.ERROR)
            return Cell(value)
        return Cell(value, is_emptied=bool(before.strip()))

    def _value(self, name: Field, text: str, item: Item, before: str) -> Value:
        """Return what a changed cell says; raises Unreadable with the reason it cannot be taken."""
        if name in _CONCLUSIONS:
            conclusion = read_conclusion(text)
            if conclusion is None:
                raise Unreadable("sheet.not_a_conclusion")
            return conclusion
        if name in _MARKS:
            return _mark(name, text, item)
        if name is Field.SAMPLED_AT:
            return read_time(text, self.known.inspection.year)
        if before and is_too_long(before):
            raise Unreadable("sheet.cut_text_changed")
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def _refuse(self, code: str, at: int, column: int, text: str, item: Item) -> None:
        words = TASK_WORDS if item.kind is ItemKind.TASK else SCORED_WORDS
        self.say(
            code,
            at,
            column,
            Severity.ERROR,
            text=text if len(text) <= 40 else f"{text[:40]}…",
            number=item.number,
            points=plain_mark(limit(item) or 0),
            choices="、".join(words.values()),
        )


def _mark(name: Field, text: str, item: Item) -> Mark | None:
    mark = read_mark(text)
    if mark is None:
        return None
    if item.kind in (ItemKind.TASK, ItemKind.VETO) and mark and name is not Field.DEDUCTION:
        raise Unreadable("sheet.mark_not_asked")
    highest = limit(item)
    if highest is not None and mark > highest and name is not Field.DEDUCTION:
        raise Unreadable("sheet.mark_above")
    return mark


def limit(item: Item) -> Mark | None:
    """Return the most an item can bring: its points, or the caps of a bonus item's rules."""
    if item.points is not None:
        return item.points
    caps = [rule.cap for rule in item.rules]
    if item.kind is ItemKind.BONUS and caps and None not in caps:
        return Mark(sum(cap for cap in caps if cap is not None))
    return None


def value_of(name: Field, stamped: str) -> Value:
    """Return the value of a field that stands in the hidden sheet, where it was valid."""
    if name in _CONCLUSIONS:
        return read_conclusion(stamped) if stamped else None
    if name in _MARKS:
        return parse_mark(stamped) if stamped else None
    if name is Field.SAMPLED_AT:
        return datetime.fromisoformat(stamped) if stamped else None
    return stamped


def stamp_rows(stamp: Stamp | None) -> Mapping[str, list[StampRow]]:
    """Return the rows that went out, by item and in order."""
    rows: dict[str, list[StampRow]] = {}
    for row in stamp.rows if stamp else ():
        rows.setdefault(row.item, []).append(row)
    return rows
