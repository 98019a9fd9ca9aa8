"""The shapes that commands print with --json; marks stand as strings."""

from collections import Counter
from typing import Any, Final

from inspector.cli.output import moment
from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.checklist import Checklist, Item
from inspector.domain.finding import Finding
from inspector.domain.inspection import Inspection
from inspector.domain.marks import format_mark, plain_mark
from inspector.domain.results import Grading, SectionGrade
from inspector.domain.rules import Rule, letter
from inspector.domain.unit import Unit
from inspector.exchange.checklist_diff import ChangeKind, ItemChange
from inspector.exchange.sheets.claims import Outcome
from inspector.i18n.actions import action_words
from inspector.i18n.gettext import N_, _
from inspector.i18n.messages import sentence
from inspector.i18n.words import label
from inspector.i18n.working import working_line
from inspector.services import findings, grading, inspections, lookup
from inspector.services.desk import Desk
from inspector.services.history import FieldChange
from inspector.services.intake import SheetReport
from inspector.storage.entries import GroupEntry

View = dict[str, Any]

_CHANGES: Final = {
    ChangeKind.NEW: N_("New"),
    ChangeKind.CHANGED: N_("Changed"),
    ChangeKind.SAME: N_("Same"),
    ChangeKind.MISSING: N_("Gone"),
}


def checklist_view(checklist: Checklist) -> View:
    """Return a list with its items, as `checklist show` prints it."""
    return {
        "title": checklist.title,
        "year": checklist.year,
        "points": _points(checklist.points),
        "items": [
            {
                "number": item.number,
                "path": [section.title for section in path],
                "content": item.content,
                "criteria": item.criteria,
                "points": _points(item.points),
                "kind": item.kind.value,
                "responsible": item.responsible,
                "lead": item.lead,
                "deadline": item.deadline,
                "rules": [_rule_view(rule) for rule in item.rules],
                "row": item.row,
            }
            for path, item in checklist.items()
        ],
    }


def change_view(change: ItemChange) -> View:
    """Return what became of one item."""
    item = change.new or change.old
    return {
        "change": change.kind.value,
        "word": _(_CHANGES[change.kind]),
        "old_number": change.old.number if change.old else None,
        "new_number": change.new.number if change.new else None,
        "content": item.content if item else "",
    }


def inspection_view(desk: Desk, task: Inspection) -> View:
    """Return an inspection with its classes and how far its units are."""
    parts = desk.file.reader.assessments(task.id)
    states = Counter(label(part.state) for part in parts)
    return {
        "name": task.name,
        "kind": task.kind.value,
        "kind_word": label(task.kind),
        "year": task.year,
        "basis": list(task.basis),
        "office": task.office,
        "sampling_deadline": moment(task.sampling_deadline) or None,
        "units": len(parts),
        "states": dict(states),
        "classes": [
            {"key": one.key, "checklist": desk.file.reader.checklist(one.edition).title}
            for one in task.classes
        ],
    }


def unit_views(desk: Desk, name: str | None) -> list[View]:
    """Return the units with their state in the inspection, if there is one to speak of."""
    known = desk.file.reader.inspections()
    if name is None and len(known) != 1:
        return [_unit_view(unit, unit.unit_class, None) for unit in desk.file.reader.units()]
    task = lookup.inspection(desk, name)
    return [
        _unit_view(unit, part.unit_class, part.state)
        for unit, part in inspections.participants(desk, task)
    ]


def answer_views(desk: Desk, task: Inspection, unit: Unit, number: str | None) -> list[View]:
    """Return the answers of a unit in the order of its list."""
    part = lookup.assessment(desk, task, unit)
    checklist = lookup.checklist_of(desk, task, part)
    answers = desk.file.reader.answers(task.id, unit.id)
    evidence = desk.file.reader.evidence(task.id, unit.id)
    (dossier,) = grading.dossiers(desk, task, unit)
    checked = {one.key: one.mark for one in dossier.checked.items}
    approved = {one.key: one.mark for one in dossier.approved.items}
    wanted = None if number is None else lookup.item(checklist, number).key
    return [
        {
            **_answer_view(item, [section.title for section in path], answers.get(item.key)),
            "checked_mark": _points(checked.get(item.key)),
            "approved_mark": _points(approved.get(item.key)),
            "evidence": [one.name or one.address for one in evidence if one.item == item.key],
        }
        for path, item in checklist.items()
        if wanted in (None, item.key)
    ]


def located_view(one: findings.Located) -> View:
    """Return a finding with the unit and item it belongs to."""
    return {
        "id": one.finding.id,
        "unit": one.unit.label,
        "number": one.item.number,
        **_finding_view(one.finding),
        "status": one.finding.status.value,
        "status_word": label(one.finding.status),
    }


def grading_views(desk: Desk, task: Inspection, side: Side, only: Unit | None) -> list[View]:
    """Return each unit's result; mark, grade and rank are null while items are open."""
    graded = grading.grade_all(desk, task, side)
    ranks = {
        one.unit: one.rank
        for result in grading.results(task, graded, desk).values()
        for one in result.ranked
    }
    return [
        {
            "unit": unit.label,
            "class": part.unit_class,
            "side": side.value,
            **_grading_view(result),
            "approved_grade": part.approved_grade or None,
            "rank": ranks.get(unit.id),
        }
        for unit, part, result in graded
        if only is None or unit.id == only.id
    ]


def sheet_report_view(report: SheetReport) -> View:
    """Return what became of each cell of a sheet."""
    by_outcome: dict[Outcome, list[View]] = {outcome: [] for outcome in Outcome}
    for cell in report.cells:
        by_outcome[cell.outcome].append(
            {
                "cell": cell.cell,
                "number": report.numbers.get(cell.item) if cell.item else None,
                "field": cell.field.value if cell.field else None,
                "message": sentence(cell.issue) if cell.issue else None,
            }
        )
    return {
        "file": report.file,
        "unit": report.unit.label if report.unit else None,
        **{outcome.value: cells for outcome, cells in by_outcome.items()},
        "refused_whole": report.is_refused,
        "missing_columns": list(report.missing_columns),
        "missing_items": list(report.missing_items),
        "issues": [{"code": one.code, "message": sentence(one)} for one in report.issues],
    }


def action_view(group: GroupEntry) -> View:
    """Return one action of the journal."""
    return {
        "at": moment(group.at.astimezone()),
        "author": group.author,
        "verb": group.action.verb,
        "words": action_words(group.action),
    }


def change_of_answer_view(change: FieldChange) -> View:
    """Return one change of one field of an answer."""
    entry = change.entry
    return {
        "at": moment(entry.at.astimezone()),
        "author": entry.author,
        "field": change.field,
        "before": entry.before,
        "after": entry.after,
        "words": action_words(entry.action),
    }


def _rule_view(rule: Rule) -> View:
    return {
        "letter": letter(rule.number),
        "text": rule.text,
        "kind": rule.kind.value,
        "points": plain_mark(rule.points),
        "share": plain_mark(rule.share),
        "cap": _points(rule.cap),
        "counter": rule.counter,
    }


def _unit_view(unit: Unit, unit_class: str, state: Any) -> View:
    return {
        "name": unit.name,
        "short_name": unit.short_name,
        "class": unit_class,
        "state": None if state is None else state.value,
        "state_word": "" if state is None else label(state),
    }


def _answer_view(item: Item, path: list[str], answer: Answer | None) -> View:
    said = answer.self_conclusion if answer else None
    conclusion = answer.conclusion if answer else None
    return {
        "number": item.number,
        "path": path,
        "content": item.content,
        "points": _points(item.points),
        "self_conclusion": said.value if said else None,
        "self_mark": _points(answer.self_mark if answer else None),
        "self_account": answer.self_account if answer else "",
        "conclusion": conclusion.value if conclusion else "open",
        "conclusion_word": label(conclusion or Conclusion.OPEN),
        "findings": [_finding_view(one) for one in answer.findings] if answer else [],
        "account": answer.account if answer else "",
        "metrics": {n: plain_mark(v) for n, v in answer.metrics.items()} if answer else {},
        "note": answer.note if answer else "",
        "reason": answer.reason if answer else "",
        "allowed_by": answer.allowed_by if answer else "",
    }


def _finding_view(finding: Finding) -> View:
    return {
        "rule": letter(finding.rule),
        "count": finding.count,
        "points": format_mark(finding.points),
        "fact": finding.fact,
        "place": finding.place,
        "sampled_at": moment(finding.sampled_at) or None,
        "inspector": finding.inspector,
        "fixed_on_spot": finding.fixed_on_spot,
        "status": finding.status.value,
    }


def _grading_view(result: Grading) -> View:
    return {
        "open_items": result.open_items,
        "checked_items": result.checked_items,
        "deducted": format_mark(result.deducted),
        "due": format_mark(result.due),
        "earned": format_mark(result.earned),
        "entitled": format_mark(result.entitled),
        "base": _printed(result.base),
        "bonus": format_mark(result.bonus),
        "penalty": format_mark(result.penalty),
        "original": _printed(result.original),
        "mark": _printed(result.mark),
        "proposed_grade": result.grade,
        "sections": [_section_view(one) for one in result.sections],
        "working": [working_line(step) for step in result.working],
    }


def _section_view(section: SectionGrade) -> View:
    return {
        "number": section.number,
        "title": section.title,
        "level": section.level,
        "mark": format_mark(section.mark),
        "entitled": format_mark(section.entitled),
        "deducted": format_mark(section.deducted),
        "rate": None if section.rate is None else f"{format_mark(section.rate * 100)}%",
    }


def _points(mark: int | None) -> str | None:
    return None if mark is None else plain_mark(mark)


def _printed(mark: int | None) -> str | None:
    return None if mark is None else format_mark(mark)
