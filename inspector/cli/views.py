"""The shapes that commands print with --json; marks stand as strings."""

from collections import Counter
from typing import Any

from inspector.cli.output import moment
from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.answer_rules import is_open
from inspector.domain.checklist import Item
from inspector.domain.finding import Finding
from inspector.domain.inspection import AssessmentState, Inspection, is_locked
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.marks import format_mark, parse_mark, percent, plain_mark
from inspector.domain.results import Grading, SectionGrade
from inspector.domain.rules import Rule, letter
from inspector.domain.unit import Unit
from inspector.exchange.checklist_diff import ItemChange
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.working import working_line
from inspector.services import findings, grading, inspections, lookup
from inspector.services.checklists import Obtained
from inspector.services.desk import Desk

View = dict[str, Any]


def checklist_view(obtained: Obtained) -> View:
    """Return a list with its items and all that was noticed, each row left out among it."""
    checklist = obtained.checklist
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
                "metrics": [metric.name for metric in item.metrics],
                "row": item.row,
            }
            for path, item in checklist.items()
        ],
        "issues": [issue_view(issue) for issue in (*obtained.issues, *left_out(obtained))],
    }


def left_out(obtained: Obtained) -> tuple[Issue, ...]:
    """Return a note for each row of a file that is no item, with its reason."""
    reading = obtained.reading
    if reading is None:
        return ()
    return tuple(
        Issue(
            code=row.code,
            severity=Severity.NOTE,
            place=Place(sheet=reading.sheet, cell=str(row.row)),
        )
        for row in reading.ignored
    )


def issue_view(issue: Issue) -> View:
    """Return an issue with the place where it stands and its sentence."""
    place = issue.place
    inside = "!".join(filter(None, (place.sheet, place.cell)))
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "place": inside or place.file,
        "message": sentence(issue),
    }


def change_view(change: ItemChange) -> View:
    """Return what became of one item."""
    item = change.new or change.old
    return {
        "change": change.kind.value,
        "old_number": change.old.number if change.old else None,
        "new_number": change.new.number if change.new else None,
        "content": item.content if item else "",
    }


def inspection_view(desk: Desk, task: Inspection) -> View:
    """Return an inspection with its classes and how far its units are."""
    parts = desk.file.reader.assessments(task.id)
    states = Counter(part.state.value for part in parts)
    return {
        "name": task.name,
        "kind": task.kind.value,
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
    if name is None and len(lookup.in_hand(desk)) != 1:
        return [_unit_view(unit, unit.unit_class, None) for unit in desk.file.reader.units()]
    task = lookup.inspection(desk, name)
    return [
        _unit_view(unit, part.unit_class, part.state)
        for unit, part in inspections.participants(desk, task)
    ]


def marks_in_turn(view: View) -> str:
    """Return the marks an answer has had: 8.00（自评）→5.00（初评）→8.00（审定）."""
    known = (
        ("self_mark", _("{mark} (self-assessed)")),
        ("checked_mark", _("{mark} (first check)")),
        ("approved_mark", _("{mark} (approved)")),
    )
    return "→".join(
        text.format(mark=format_mark(parse_mark(view[name]))) for name, text in known if view[name]
    )


def answer_views(desk: Desk, task: Inspection, unit: Unit, number: str | None) -> list[View]:
    """Return the answers of a unit in the order of its list.

    The marks are null while an item is open, the approved one until the unit's are approved.
    """
    (dossier,) = grading.dossiers(desk, task, {unit.id})
    checked = {one.key: one.mark for one in dossier.checked.items}
    approved = {one.key: one.mark for one in dossier.approved.items}
    if not is_locked(dossier.assessment.state):
        approved = {}
    wanted = None if number is None else lookup.item(dossier.checklist, number).key
    views = []
    for path, item in dossier.checklist.items():
        if wanted not in (None, item.key):
            continue
        answer = dossier.answers.get(item.key)
        waits = is_open(item, answer)
        marks = {} if waits else checked
        view = _answer_view(item, [section.title for section in path], answer)
        view["checked_mark"] = _points(marks.get(item.key))
        view["approved_mark"] = _points(approved.get(item.key))
        view["evidence"] = [
            one.name or one.address for one in dossier.evidence if one.item == item.key
        ]
        views.append(view)
    return views


def evidence_views(desk: Desk, task: Inspection, unit: Unit) -> list[View]:
    """Return the evidence of a unit in the order it came."""
    checklist = lookup.checklist_of(desk, task, lookup.assessment(desk, task, unit))
    numbers = {key: item.number for key, item in lookup.items_by_key(checklist).items()}
    pieces = desk.file.reader.evidence(task.id, unit.id)
    there = desk.file.reader.blob_sizes({one.blob for one in pieces if one.blob is not None})
    return [
        {
            "id": one.id,
            "number": numbers.get(one.item) if one.item else None,
            "finding": one.finding,
            "kind": one.kind.value,
            "name": one.name,
            "address": one.address,
            "caption": one.caption,
            "sha256": one.blob,
            "purged": one.blob is not None and one.blob not in there,
            "from_unit": one.from_unit,
        }
        for one in pieces
    ]


def located_view(one: findings.Located) -> View:
    """Return a finding with the unit and item it belongs to."""
    return {
        "id": one.finding.id,
        "unit": one.unit.label,
        "number": one.item.number,
        **_finding_view(one.finding),
    }


def grading_views(desk: Desk, task: Inspection, side: Side, only: Unit | None) -> list[View]:
    """Return each unit's result; mark, grade and rank are null while items are open."""
    graded = grading.grade_all(desk, task, side)
    results = grading.results(desk, task, graded)
    ranked = {one.unit: one for result in results.values() for one in result.ranked}
    tied = {unit for result in results.values() for unit in result.tie_across_quota}
    return [
        {
            "unit": unit.label,
            "class": part.unit_class,
            "side": side.value,
            **_grading_view(result),
            "approved_grade": part.approved_grade or None,
            "rank": ranked[unit.id].rank,
            "state": part.state.value,
            "quota": results[task.class_of(part).key].quota,
            "over_quota": ranked[unit.id].over_quota,
            "tied_across_quota": unit.id in tied,
            "appraisal_mark": _printed(grading.appraisal(desk, task, part, result)),
        }
        for unit, part, result in graded
        if only is None or unit.id == only.id
    ]


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


def _unit_view(unit: Unit, unit_class: str, state: AssessmentState | None) -> View:
    return {
        "name": unit.name,
        "short_name": unit.short_name,
        "class": unit_class,
        "state": None if state is None else state.value,
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
        "conclusion": (conclusion or Conclusion.OPEN).value,
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
        "rate": None if section.rate is None else percent(section.rate),
    }


def _points(mark: int | None) -> str | None:
    return None if mark is None else plain_mark(mark)


def _printed(mark: int | None) -> str | None:
    return None if mark is None else format_mark(mark)
