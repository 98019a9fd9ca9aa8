"""What goes out: the order for one sheet, and the rows of text and marks that follow from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from inspector.domain.answer import Answer
from inspector.domain.checklist import Checklist, Item, ItemKind, Section
from inspector.domain.edits import EditId
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.ids import ItemKey
from inspector.domain.inspection import Inspection
from inspector.domain.marks import Mark, plain_mark
from inspector.domain.unit import Unit
from inspector.exchange.sheets.columns import (
    FINDING_FIELDS,
    ITEM_FIELDS,
    LAYOUTS,
    LEVELS,
    Column,
    Field,
    SheetKind,
)
from inspector.exchange.sheets.words import conclusion_word, way_words

CellValue = str | Mark | None
"""What a cell shows: a text, a mark, or nothing."""


@dataclass(frozen=True, kw_only=True)
class SheetOrder:
    """One sheet to be written: for whom, on which list, and what is known so far.

    A 自评表 takes nothing from the checked side of `answers`, nor from `marks`. `heads` are the
    journal's heads of an item by the name of the sheet's field (`Field`), the findings' under
    "conclusion": the checked side of an answer is one field. `evidence` are names and addresses
    by item; for a 自评表 the caller gives the unit's own only.
    """

    kind: SheetKind
    workspace: str
    inspection: Inspection
    unit: Unit
    checklist: Checklist
    answers: Mapping[ItemKey, Answer] = field(default_factory=dict)
    evidence: Mapping[ItemKey, tuple[str, ...]] = field(default_factory=dict)
    heads: Mapping[ItemKey, Mapping[str, tuple[EditId, ...]]] = field(default_factory=dict)
    marks: Mapping[ItemKey, Mark] = field(default_factory=dict)
    """First marks (初评分) of the items that are no longer open, for a 底稿."""
    items: frozenset[ItemKey] | None = None
    """The items that go out, or None for the whole list."""
    team: str = ""
    inspectors: tuple[str, ...] = ()

    @cached_property
    def chosen(self) -> tuple[tuple[tuple[Section, ...], Item], ...]:
        """The items that go out, in order, each with the sections above it."""
        return tuple(
            (path, item)
            for path, item in self.checklist.items()
            if self.items is None or item.key in self.items
        )

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of this sheet, left to right, the hidden row key last."""
        return tuple(_columns(self))

    @property
    def title(self) -> str:
        """The title over the table, for example 2025年度政务公开工作考核自评表."""
        return f"{self.inspection.name}{self.kind.paper_name}"


def _columns(order: SheetOrder) -> Iterator[Column]:
    depth = max((len(path) for path, _ in order.chosen), default=0)
    items = [item for _, item in order.chosen]
    is_marked = any(item.kind is not ItemKind.TASK for item in items)
    has_criteria = is_marked or any(item.criteria for item in items)
    for column in LAYOUTS[order.kind]:
        if column.field is Field.LEVEL:
            yield from (Column(Field.LEVEL, LEVELS[n], column.width) for n in range(depth))
        elif column.field is Field.CONTENT:
            header = order.checklist.content_header or "考核内容"
            yield Column(Field.CONTENT, header, column.width)
        elif column.is_marks and not is_marked:
            continue
        elif column.field is not Field.CRITERIA or has_criteria:
            yield column


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row of the table. `levels` are the path's titles; `values` hold the other cells."""

    item: Item
    finding: Finding | None = None
    is_first: bool = True
    """Whether it is the first row of its item, which carries what the item has once."""
    levels: tuple[str, ...]
    values: Mapping[Field, CellValue]

    @property
    def key(self) -> str:
        """What stands in the hidden column: the item, and the finding where the row has one."""
        return f"{self.item.key}/{self.finding.id}" if self.finding else self.item.key


def sheet_rows(order: SheetOrder) -> tuple[SheetRow, ...]:
    """Return the rows of a sheet, in the order of the list."""
    make = _self_rows if order.kind is SheetKind.SELF else _working_rows
    return tuple(row for path, item in order.chosen for row in make(order, path, item))


def _printed(order: SheetOrder, item: Item) -> dict[Field, CellValue]:
    return {
        Field.NUMBER: item.number,
        Field.CONTENT: item.content,
        Field.CRITERIA: item.criteria,
        Field.POINTS: item.points,
        Field.WAYS: way_words(item.ways),
        Field.EVIDENCE: "\n".join(order.evidence.get(item.key, ())),
    }


def _levels(path: tuple[Section, ...]) -> tuple[str, ...]:
    return tuple(
        section.title
        if section.points is None
        else f"{section.title}\n（{plain_mark(section.points)}分）"
        for section in path
    )


def _self_rows(order: SheetOrder, path: tuple[Section, ...], item: Item) -> Iterator[SheetRow]:
    answer = order.answers.get(item.key)
    values = _printed(order, item)
    if answer is not None:
        is_task = item.kind is ItemKind.TASK
        values |= {
            Field.SELF_CONCLUSION: conclusion_word(answer.self_conclusion, task=is_task),
            Field.SELF_MARK: answer.self_mark,
            Field.SELF_ACCOUNT: answer.self_account,
            Field.SELF_NOTE: answer.self_note,
        }
    yield SheetRow(item=item, levels=_levels(path), values=values)


def _working_rows(order: SheetOrder, path: tuple[Section, ...], item: Item) -> Iterator[SheetRow]:
    answer = order.answers.get(item.key)
    findings = standing(answer)
    printed = _printed(order, item)
    first = dict(printed)
    if answer is not None:
        is_task = item.kind is ItemKind.TASK
        first |= {
            Field.SELF_MARK: answer.self_mark,
            Field.CONCLUSION: conclusion_word(answer.conclusion, task=is_task),
            Field.CHECKED_MARK: order.marks.get(item.key),
            Field.ACCOUNT: answer.account,
            Field.NOTE: answer.note,
        }
    levels = _levels(path)
    yield SheetRow(
        item=item,
        finding=findings[0] if findings else None,
        levels=levels,
        values=first | _finding_values(findings[0] if findings else None),
    )
    del printed[Field.EVIDENCE]
    for finding in findings[1:]:
        values = printed | _finding_values(finding)
        yield SheetRow(item=item, finding=finding, is_first=False, levels=levels, values=values)


def standing(answer: Answer | None) -> tuple[Finding, ...]:
    """Return the findings of an answer that stand; the others are on record and not on paper."""
    if answer is None:
        return ()
    return tuple(one for one in answer.findings if one.status is FindingStatus.STANDING)


def _finding_values(finding: Finding | None) -> dict[Field, CellValue]:
    if finding is None:
        return {}
    return {
        Field.DEDUCTION: finding.points,
        Field.FACT: finding.fact,
        Field.PLACE: finding.place,
        Field.SAMPLED_AT: time_text(finding.sampled_at),
    }


def time_text(moment: datetime | None) -> str:
    """Return a time of sampling as sheets show it: to the minute, or second if it has any."""
    if moment is None:
        return ""
    return moment.replace(tzinfo=None).isoformat(" ", "seconds" if moment.second else "minutes")


def input_fields(order: SheetOrder, row: SheetRow) -> tuple[Field, ...]:
    """Return the fields of a row that come back, in the order of the sheet's layout."""
    fields = ITEM_FIELDS[order.kind] if row.is_first else ()
    return fields + FINDING_FIELDS if order.kind is SheetKind.WORKING else fields
