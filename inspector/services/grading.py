"""Grading of units and whole inspections, and the dossiers that papers and screens show."""

from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias

from inspector.domain.answer import Answer, Side
from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.grading import Scheme, appraisal_mark, prepare
from inspector.domain.ids import ItemKey, UnitId
from inspector.domain.inspection import Assessment, Inspection
from inspector.domain.marks import Mark
from inspector.domain.ranking import mean_mark, rank, unranked
from inspector.domain.results import ClassResult, Grading
from inspector.domain.unit import Unit
from inspector.services import inspections, lookup
from inspector.services.desk import Desk
from inspector.storage.memory import no_collection

Graded: TypeAlias = tuple[Unit, Assessment, Grading]


def schemes(desk: Desk, task: Inspection) -> Mapping[str, Scheme]:
    """Return each class's list with its rule set, prepared for grading."""
    prepared = {}
    for one in task.classes:
        checklist = desk.file.reader.checklist(one.edition)
        prepared[one.key] = prepare(checklist, lookup.rule_set_of(desk, one), task.items)
    return prepared


def grade_all(desk: Desk, task: Inspection, side: Side = Side.APPROVED) -> tuple[Graded, ...]:
    """Grade every unit of an inspection on one side, in official order."""
    prepared = schemes(desk, task)
    with no_collection():  # Many values are made that all stay.
        known = desk.file.reader.all_answers(task.id)
        return tuple(
            (unit, part, _graded(prepared, task, part, known.get(unit.id, {}), side))
            for unit, part in inspections.participants(desk, task)
        )


def with_changed(
    desk: Desk, task: Inspection, graded: tuple[Graded, ...], changed: Answer
) -> tuple[Graded, ...]:
    """Return the approved gradings as they would be with one answer changed."""
    prepared = schemes(desk, task)
    answers = {**desk.file.reader.answers(task.id, changed.unit), changed.item: changed}
    return tuple(
        (unit, part, _graded(prepared, task, part, answers, Side.APPROVED))
        if unit.id == changed.unit
        else (unit, part, grading)
        for unit, part, grading in graded
    )


def results(desk: Desk, task: Inspection, graded: tuple[Graded, ...]) -> Mapping[str, ClassResult]:
    """Rank the graded units class by class.

    A package holds some of the units only: there nobody has a rank.
    """
    packed = desk.file.reader.packed_units()
    by_class: dict[str, ClassResult] = {}
    for one in task.classes:
        members = [
            (unit.id, grading)
            for unit, part, grading in graded
            if task.class_of(part).key == one.key
        ]
        ranked = rank(one.key, members, lookup.rule_set_of(desk, one))
        is_part = packed is not None and len(graded) <= packed
        by_class[one.key] = unranked(ranked) if is_part else ranked
    return by_class


def appraisal(desk: Desk, task: Inspection, part: Assessment, graded: Grading) -> Mark | None:
    """Return what a unit's mark is worth in the government's own appraisal (折4分)."""
    if graded.mark is None:
        return None
    return appraisal_mark(graded.mark, lookup.rule_set_of(desk, task.class_of(part)))


def dossiers(
    desk: Desk, task: Inspection, only: Collection[UnitId] | None = None
) -> Iterator[UnitDossier]:
    """Yield the dossiers of all units, or of those only, in official order."""
    prepared = schemes(desk, task)
    alone = next(iter(only)) if only is not None and len(only) == 1 else None
    known = (
        desk.file.reader.all_answers(task.id)
        if alone is None
        else {alone: desk.file.reader.answers(task.id, alone)}
    )
    objections = desk.file.reader.objections(task.id, alone)
    ledger = desk.file.reader.rectifications(task.id, alone)
    for unit, part in inspections.participants(desk, task):
        if only is not None and unit.id not in only:
            continue
        one = task.class_of(part)
        answers = known.get(unit.id, {})
        yield UnitDossier(
            unit=unit,
            assessment=part,
            checklist=desk.file.reader.checklist(one.edition),
            rule_set=lookup.rule_set_of(desk, one),
            answers=answers,
            evidence=desk.file.reader.evidence(task.id, unit.id),
            objections=tuple(one for one in objections if one.unit == unit.id),
            rectifications=tuple(one for one in ledger if one.unit == unit.id),
            self_graded=_graded(prepared, task, part, answers, Side.SELF),
            checked=_graded(prepared, task, part, answers, Side.CHECKED),
            approved=_graded(prepared, task, part, answers, Side.APPROVED),
        )


def dossier(desk: Desk, task: Inspection) -> InspectionDossier:
    """Return everything that a paper over all units shows."""
    units = tuple(dossiers(desk, task))
    graded = tuple((one.unit, one.assessment, one.approved) for one in units)
    return InspectionDossier(
        inspection=task,
        units=units,
        results=results(desk, task, graded),
        average=mean_mark(one.approved.mark for one in units),
        chain_head=desk.file.reader.chain_head().hex16,
        last_grades=last_grades(desk, task),
    )


def last_grades(desk: Desk, task: Inspection) -> Mapping[UnitId, str]:
    """Return what was approved in the inspection this one follows, else of the year before."""
    earlier = [
        one
        for one in desk.file.reader.inspections()
        if one.id == task.previous
        or (task.previous is None and one.year is not None and one.year + 1 == task.year)
    ]
    return {
        part.unit: part.approved_grade
        for one in earlier
        for part in desk.file.reader.assessments(one.id)
        if part.approved_grade
    }


def _graded(
    prepared: Mapping[str, Scheme],
    task: Inspection,
    part: Assessment,
    answers: Mapping[ItemKey, Answer],
    side: Side,
) -> Grading:
    scheme = prepared[task.class_of(part).key]
    return scheme.grade(answers, side=side, spared=part.spared, imported=part.imported)
