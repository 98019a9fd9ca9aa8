"""Sheets for units and inspectors, written from what the workspace holds."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from inspector.domain.answer import Answer
from inspector.domain.answer_rules import is_open
from inspector.domain.edits import EditId
from inspector.domain.errors import refused
from inspector.domain.finding import FindingStatus
from inspector.domain.ids import ItemKey
from inspector.domain.inspection import Assessment, Inspection
from inspector.domain.marks import Mark
from inspector.domain.unit import Unit
from inspector.exchange.sheets.checking import written_and_checked
from inspector.exchange.sheets.columns import Field, SheetKind
from inspector.exchange.sheets.order import SheetOrder
from inspector.services import grading, inspections, lookup
from inspector.services.desk import Desk, workspace_id
from inspector.services.files import file_name, write_file

JOURNAL_FIELD: Final[Mapping[Field, str]] = {
    Field.SELF_CONCLUSION: "self",
    Field.SELF_MARK: "self",
    Field.SELF_ACCOUNT: "self_account",
    Field.SELF_NOTE: "self_note",
    Field.CONCLUSION: "checked",
    Field.ACCOUNT: "account",
    Field.NOTE: "note",
}
"""The journal's field that a column of a sheet writes."""


def kind_named(name: str) -> SheetKind:
    """Return the kind of sheet that a word means: self or working, 自评表 or 检查工作底稿."""
    for kind in SheetKind:
        if name.strip() in {kind.value, kind.paper_name}:
            return kind
    raise refused("lookup.unknown_word", word=name, words="、".join(one.value for one in SheetKind))


def export_one(desk: Desk, task: Inspection, kind: SheetKind, unit: Unit, target: Path) -> Path:
    """Write one unit's sheet; a folder gets a file named by unit and sheet."""
    part = lookup.assessment(desk, task, unit)
    path = target / _name(unit, kind) if target.is_dir() or not target.suffix else target
    content = written_and_checked(_order(desk, task, kind, unit, part), path.name)
    return write_file(path, content)


def export_all(desk: Desk, task: Inspection, kind: SheetKind, folder: Path) -> Iterator[Path]:
    """Write every unit's sheet into a folder, named by short name, and yield each path."""
    for unit, part in inspections.participants(desk, task):
        path = folder / _name(unit, kind)
        order = _order(desk, task, kind, unit, part)
        yield write_file(path, written_and_checked(order, path.name))


def _order(
    desk: Desk, task: Inspection, kind: SheetKind, unit: Unit, part: Assessment
) -> SheetOrder:
    checklist = lookup.checklist_of(desk, task, part)
    evidence: dict[ItemKey, tuple[str, ...]] = {}
    for one in desk.file.reader.evidence(task.id, unit.id):
        if one.item is not None and (kind is SheetKind.WORKING or one.from_unit):
            evidence[one.item] = (*evidence.get(one.item, ()), one.name or one.address)
    marks = first_marks(desk, task, unit) if kind is SheetKind.WORKING else {}
    return SheetOrder(
        kind=kind,
        workspace=workspace_id(desk),
        inspection=task,
        unit=unit,
        checklist=checklist,
        answers=desk.file.reader.answers(task.id, unit.id),
        evidence=evidence,
        heads=_heads(desk, task, unit),
        marks=marks,
        items=None if task.items is None else frozenset(task.items),
        team=part.team,
        inspectors=part.inspectors,
    )


def first_marks(desk: Desk, task: Inspection, unit: Unit) -> Mapping[ItemKey, Mark]:
    """Return the first marks of a unit's scored items that are no longer open.

    An item on which an objection was decided has none here: the sheet lists what stands now, and
    the first mark would not follow from it.
    """
    (dossier,) = grading.dossiers(desk, task, {unit.id})
    items = lookup.items_by_key(dossier.checklist)
    return {
        one.key: one.mark
        for one in dossier.checked.items
        if items[one.key].is_marked
        and not is_open(items[one.key], dossier.answers.get(one.key))
        and not _is_decided(dossier.answers.get(one.key))
    }


def _is_decided(answer: Answer | None) -> bool:
    """Whether an objection's decision changed what counts."""
    return answer is not None and any(one.status in _BY_DECISION for one in answer.findings)


_BY_DECISION: Final = frozenset({FindingStatus.OVERTURNED, FindingStatus.DECIDED})


def _heads(
    desk: Desk, task: Inspection, unit: Unit
) -> Mapping[ItemKey, Mapping[str, tuple[EditId, ...]]]:
    return {
        item: {column: heads[field] for column, field in JOURNAL_FIELD.items() if field in heads}
        for item, heads in desk.file.reader.heads_of_answers(task.id, unit.id).items()
    }


def _name(unit: Unit, kind: SheetKind) -> str:
    return f"{file_name(unit.label)}-{kind.paper_name}.xlsx"
