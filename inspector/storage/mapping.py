"""Domain values as edits: which record a value is, and which fields tell it from another."""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from inspector.domain.answer import Answer
from inspector.domain.checklist import Checklist
from inspector.domain.draft import Draft
from inspector.domain.edits import BIRTH, REMOVAL, Edit, JsonValue, RecordKind
from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding
from inspector.domain.ids import EditionId, answer_key, assessment_key, return_cell_key, return_key
from inspector.domain.inspection import Assessment, Inspection
from inspector.domain.objection import Objection
from inspector.domain.rectification import Rectification
from inspector.domain.returns import Return
from inspector.domain.unit import Unit
from inspector.storage.canonical import canonical, defaults, digest_of, plain
from inspector.storage.vocabulary import BY_KIND, COURSE, FILLED

Storable: TypeAlias = (
    Unit
    | Inspection
    | Assessment
    | Answer
    | Evidence
    | Checklist
    | Rectification
    | Objection
    | Draft
    | Return
)

_KINDS: Final[Mapping[type, RecordKind]] = {
    Unit: RecordKind.UNIT,
    Inspection: RecordKind.INSPECTION,
    Assessment: RecordKind.ASSESSMENT,
    Answer: RecordKind.ANSWER,
    Evidence: RecordKind.EVIDENCE,
    Objection: RecordKind.OBJECTION,
    Draft: RecordKind.DRAFT,
    Rectification: RecordKind.RECTIFICATION,
    Return: RecordKind.RETURN,
    Checklist: RecordKind.EDITION,
}


def _together(owner: type) -> tuple[str, ...]:
    """Return the members that are no field each: one field together, or records of their own."""
    return _TOGETHER.get(owner, ())


_TOGETHER: Final[Mapping[type, tuple[str, ...]]] = {Rectification: COURSE, Return: ("cells",)}


_MEMBERS: Final[Mapping[type, tuple[str, ...]]] = {
    owner: tuple(
        field.name
        for field in BY_KIND[kind].fields
        if field.name not in (BIRTH, REMOVAL, *_together(owner)) and field.name in defaults(owner)
    )
    for owner, kind in (*_KINDS.items(), (Finding, RecordKind.FINDING))
}


def record_of(value: Storable) -> tuple[RecordKind, str]:
    """Return the kind and key of the record a value is stored as."""
    kind = _KINDS[type(value)]
    match value:
        case Assessment():
            return kind, assessment_key(value.inspection, value.unit)
        case Answer():
            return kind, answer_key(value.inspection, value.unit, value.item)
        case Checklist():
            return kind, edition_id(value)
        case Rectification():
            return kind, value.finding
        case Return():
            return kind, return_key(value.unit, value.year)
        case _:
            return kind, value.id


def edition_id(checklist: Checklist) -> EditionId:
    """Return the SHA-256 of a list's written form, its identity everywhere."""
    return EditionId(digest_of(canonical(plain(checklist))).hex())


def birth_edits(value: Storable) -> Iterator[Edit]:
    """Yield the edits that add a value: its birth, then each field that is not its default."""
    kind, key = record_of(value)
    if isinstance(value, Checklist):
        yield Edit(kind=kind, key=key, field=BIRTH, after=plain(value))
        return
    yield Edit(kind=kind, key=key, field=BIRTH, after=None)
    yield from edits_between(None, value)


def edits_between(old: Storable | None, new: Storable) -> Iterator[Edit]:
    """Yield one edit for each field in which two states of a record differ.

    Without an old state the fields are compared with their defaults. Findings that are new in an
    answer are born before the answer lists them; one that is listed no more stays on record.
    """
    if isinstance(new, Answer):
        yield from _answer_edits(old if isinstance(old, Answer) else None, new)
        return
    kind, key = record_of(new)
    if old is not None and record_of(old) != (kind, key):
        raise ValueError("the two states are not of one record")
    yield from _member_edits(kind, key, old, new)
    if isinstance(new, Rectification):
        course = course_value(new)
        if course != (course_value(old) if isinstance(old, Rectification) else {}):
            yield Edit(kind=kind, key=key, field="course", after=course)
    if isinstance(new, Return):
        yield from _cell_edits(old.cells if isinstance(old, Return) else {}, new)


def _member_edits(kind: RecordKind, key: str, old: object | None, new: object) -> Iterator[Edit]:
    unset = defaults(type(new))
    for name in _MEMBERS[type(new)]:
        before = unset[name] if old is None else getattr(old, name)
        after = getattr(new, name)
        if after != before:
            yield Edit(kind=kind, key=key, field=name, after=plain(after))


def _answer_edits(old: Answer | None, new: Answer) -> Iterator[Edit]:
    base = old or Answer(inspection=new.inspection, unit=new.unit, item=new.item)
    kind, key = record_of(new)
    if record_of(base) != (kind, key):
        raise ValueError("the two states are not of one record")
    known = {finding.id: finding for finding in base.findings}
    for finding in new.findings:
        yield from _finding_edits(known.get(finding.id), finding, new)
    if self_value(base) != self_value(new):
        yield Edit(kind=kind, key=key, field="self", after=self_value(new))
    if checked_value(base) != checked_value(new):
        yield Edit(kind=kind, key=key, field="checked", after=checked_value(new))
    yield from _member_edits(kind, key, base, new)


def _cell_edits(before: Mapping[str, str], new: Return) -> Iterator[Edit]:
    """Yield an edit for each cell that is filled in otherwise; blank is what is not there."""
    for cell in dict.fromkeys((*before, *new.cells)):
        after = new.cells.get(cell, "")
        if after != before.get(cell, ""):
            key = return_cell_key(new.unit, new.year, cell)
            yield Edit(kind=RecordKind.RETURN_CELL, key=key, field=FILLED, after=after)


def _finding_edits(old: Finding | None, new: Finding, answer: Answer) -> Iterator[Edit]:
    if old is None:
        link = [answer.inspection, answer.unit, answer.item]
        yield Edit(kind=RecordKind.FINDING, key=new.id, field=BIRTH, after=link)
    yield from _member_edits(RecordKind.FINDING, new.id, old, new)


def course_value(entry: Rectification) -> JsonValue:
    """Return what was answered and found as the one value of `course`, defaults left out."""
    unset = defaults(Rectification)
    return {
        name: plain(member) for name in COURSE if (member := getattr(entry, name)) != unset[name]
    }


def self_value(answer: Answer) -> JsonValue:
    """Return the self side's conclusion and mark as the one value of the field `self`."""
    conclusion = answer.self_conclusion
    return [None if conclusion is None else conclusion.value, answer.self_mark]


def checked_value(answer: Answer) -> JsonValue:
    """Return the checked side of an answer as the one value of the field `checked`."""
    return {
        "conclusion": answer.conclusion.value,
        "statement": answer.statement_published,
        "reason": answer.reason,
        "allowed_by": answer.allowed_by,
        "in_bulk": answer.in_bulk,
        "metrics": dict(answer.metrics),
        "findings": [
            {
                "id": finding.id,
                "rule": finding.rule,
                "count": finding.count,
                "points": finding.points,
                "place": finding.place,
                "status": finding.status.value,
            }
            for finding in answer.findings
        ],
    }
