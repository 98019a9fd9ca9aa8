"""Fields on which merged laptops do not agree: listed with every value, and settled."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.answer import Side as Counted
from inspector.domain.changes import Changes
from inspector.domain.edits import Action, Edit, EditId, JsonValue, RecordKind
from inspector.domain.errors import refused
from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.ids import InspectionId, ItemKey, UnitId
from inspector.domain.inspection import Assessment, Inspection
from inspector.domain.marks import Mark
from inspector.domain.unit import Unit
from inspector.i18n.return_words import cell_words
from inspector.services import answers, grading, lookup
from inspector.services.desk import Desk
from inspector.services.returns import form_of
from inspector.storage.entries import ConflictEntry, HistoryEntry
from inspector.storage.memory import no_collection
from inspector.storage.undo import REDO, UNDO

SETTLE: Final = "conflict.settle"
_SAID_AGAIN: Final = frozenset({UNDO, REDO, SETTLE})
"""Verbs by which somebody puts back or takes over what another has said."""
CHECKED: Final = "checked"
"""The field that holds the whole checked side of an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the values that contend: what somebody set, when, and what they put to it."""

    edit: EditId
    author: str
    at: datetime
    field: str
    """The field the value is of; of a removal, the one that its author had changed."""
    value: JsonValue
    settles_to: JsonValue
    """What the contested field becomes when this side is taken."""
    stands: bool
    """Whether this value stands for the time being."""
    mark: Mark | None = None
    """What the item comes to with this value of its checked side."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One field on which people do not agree."""

    number: int
    """Its place in the list, by which it is named."""
    entry: ConflictEntry
    task: Inspection | None
    unit: Unit | None
    item: str
    """The item's number; of a yearly return its year and cell; else empty."""
    base: JsonValue
    """What the field held before either."""
    sides: tuple[Side, ...]


def disputes(
    desk: Desk, units: Sequence[Unit] = (), items: Sequence[str] = ()
) -> tuple[Dispute, ...]:
    """Return every open conflict, or those of some units and items, numbered in one order."""
    wanted = {unit.id for unit in units}
    register = _Register(desk)
    with no_collection():
        found = sorted(map(register.describe, desk.file.reader.conflicts()), key=_place)
        numbered = [replace(one, number=number) for number, one in enumerate(found, 1)]
    return tuple(
        one
        for one in numbered
        if (not wanted or (one.unit is not None and one.unit.id in wanted))
        and (not items or one.item in items)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person looks at before settling: the item's words and each side's findings."""

    content: str
    findings: tuple[tuple[Finding, ...], ...]
    """Of each side, those that stand in it, with their facts."""


def told(desk: Desk, dispute: Dispute) -> Told:
    """Return what a conflict is about in words."""
    listed = [_as_findings(side.value) for side in dispute.sides]
    facts = desk.file.reader.facts([one.id for findings in listed for one in findings])
    content = ""
    if dispute.task is not None and dispute.unit is not None and dispute.item:
        part = lookup.assessment(desk, dispute.task, dispute.unit)
        items = lookup.checklist_of(desk, dispute.task, part).items()
        content = next((item.content for _, item in items if item.number == dispute.item), "")
    return Told(
        content=content,
        findings=tuple(
            tuple(replace(one, fact=facts.get(one.id, "")) for one in findings)
            for findings in listed
        ),
    )


def _as_findings(value: JsonValue) -> tuple[Finding, ...]:
    checked: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    return tuple(
        Finding(
            id=one["id"],
            rule=one["rule"],
            count=one.get("count", 1),
            points=one["points"],
            place=one.get("place", ""),
            status=FindingStatus(one.get("status", FindingStatus.STANDING.value)),
        )
        for one in checked.get("findings", ())
    )


def numbered(found: Sequence[Dispute], number: int) -> Dispute:
    """Return the conflict of a number. Raises Refused when there is none."""
    for one in found:
        if one.number == number:
            return one
    raise refused("conflicts.no_number", number=number)


def side_of(dispute: Dispute, number: int) -> Side:
    """Return the side of a number, counted from one. Raises Refused when there is none."""
    if not 1 <= number <= len(dispute.sides):
        raise refused("conflicts.no_side", number=number, count=len(dispute.sides))
    return dispute.sides[number - 1]


def settle(desk: Desk, dispute: Dispute, side: Side, reason: str) -> Changes:
    """Settle one conflict by one side's value; the reason stays in the history.

    Raises Refused when the assessment is approved.
    """
    return _settle(desk, [(dispute, side)], side.author, reason)


def settle_by_author(
    desk: Desk, open_ones: Sequence[Dispute], author: str, reason: str
) -> tuple[tuple[Dispute, ...], Changes]:
    """Settle by one person's values, as one action; return what that person had no value for.

    Raises Refused when there is nothing the person could settle, or an assessment is approved.
    """
    chosen = [
        (dispute, side)
        for dispute in open_ones
        if (side := next((one for one in reversed(dispute.sides) if one.author == author), None))
    ]
    if not chosen:
        names = "、".join(sorted({side.author for one in open_ones for side in one.sides}))
        raise refused("conflicts.nobody", author=author, names=names or "—")
    settled = {dispute.number for dispute, _ in chosen}
    changes = _settle(desk, chosen, author, reason)
    return tuple(one for one in open_ones if one.number not in settled), changes


def _settle(
    desk: Desk, chosen: Sequence[tuple[Dispute, Side]], author: str, reason: str
) -> Changes:
    for dispute, _ in chosen:
        _require_unlocked(desk, dispute)
    parameters = {
        "count": str(len(chosen)),
        "of": author,
        "reason": reason,
        "unit": "、".join(dict.fromkeys(one.unit.label for one, _ in chosen if one.unit)),
        "number": "、".join(dict.fromkeys(one.item for one, _ in chosen if one.item)),
    }
    with desk.file.unit_of_work(desk.author) as work:
        work.write(_edits(chosen))
        return work.commit(Action(verb=SETTLE, parameters=parameters))


def _edits(chosen: Iterable[tuple[Dispute, Side]]) -> Iterator[Edit]:
    for dispute, side in chosen:
        entry = dispute.entry
        yield Edit(kind=entry.kind, key=entry.key, field=entry.field, after=side.settles_to)


def _require_unlocked(desk: Desk, dispute: Dispute) -> None:
    """Refuse what is approved; a unit that was taken out has nothing approved."""
    if dispute.task is not None and dispute.unit is not None:
        for part in desk.file.reader.assessments(dispute.task.id):
            if part.unit == dispute.unit.id:
                answers.require_unlocked(part, dispute.unit)


def _place(dispute: Dispute) -> tuple[object, ...]:
    unit = dispute.unit
    order = (0, 0, "") if unit is None else (1, unit.order, unit.id)
    number = tuple(part.zfill(6) for part in dispute.item.split("."))
    return (*order, number, dispute.entry.kind.value, dispute.entry.key, dispute.entry.field)


class _Register:
    """The names by which people know what a conflict is about."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        reader = desk.file.reader
        self._units = {unit.id: unit for unit in reader.units()}
        self._tasks = {task.id: task for task in reader.inspections()}
        self._schemes = {key: grading.schemes(desk, task) for key, task in self._tasks.items()}
        self._numbers: dict[tuple[InspectionId, UnitId], Mapping[ItemKey, str]] = {}
        self._marks: dict[tuple[InspectionId, str, ItemKey, str], Mark | None] = {}
        self._evidence: dict[tuple[InspectionId, UnitId], dict[ItemKey, list[Evidence]]] = {}
        self._parts: dict[tuple[InspectionId, UnitId], Assessment] = {
            (task, part.unit): part for task in self._tasks for part in reader.assessments(task)
        }

    def describe(self, entry: ConflictEntry) -> Dispute:
        """Return a conflict with its unit, item and sides."""
        task, unit, item = self._where(entry)
        sides = self._sides(entry, self._pieces(task, unit, item))
        if entry.kind is RecordKind.ANSWER and entry.field == CHECKED:
            sides = (replace(one, mark=self._mark(task, unit, item, one)) for one in sides)
        return Dispute(
            number=0,
            entry=entry,
            task=self._tasks.get(task),
            unit=self._units.get(unit),
            item=self._number(task, unit, item) or self._place_in_return(entry),
            base=entry.base,
            sides=tuple(sides),
        )

    def _where(self, entry: ConflictEntry) -> tuple[InspectionId, UnitId, ItemKey]:
        """Return inspection, unit and item of a record, as far as it has them."""
        key = entry.key
        if entry.kind in (RecordKind.FINDING, RecordKind.RECTIFICATION):
            link = self._desk.file.reader.history(RecordKind.FINDING, key, "*")
            after = link[0].after if link else None
            key = "/".join(map(str, after)) if isinstance(after, list) else ""
        elif entry.kind in (RecordKind.UNIT, RecordKind.RETURN, RecordKind.RETURN_CELL):
            key = f"/{key.partition('/')[0]}"
        elif entry.kind not in (RecordKind.ANSWER, RecordKind.ASSESSMENT):
            key = ""
        task, unit, item = (*key.split("/", 2), "", "", "")[:3]
        return InspectionId(task), UnitId(unit), ItemKey(item)

    def _number(self, task: InspectionId, unit: UnitId, item: ItemKey) -> str:
        part = self._parts.get((task, unit))
        if part is None:
            return ""
        known = self._numbers.get((task, unit))
        if known is None:
            items = lookup.items_by_key(lookup.checklist_of(self._desk, self._tasks[task], part))
            known = self._numbers[task, unit] = {key: one.number for key, one in items.items()}
        return known.get(item, "")

    def _place_in_return(self, entry: ConflictEntry) -> str:
        """Return the year of a yearly return, for one of its cells with the words of it."""
        if entry.kind not in (RecordKind.RETURN, RecordKind.RETURN_CELL):
            return ""
        unit, year, cell = (*entry.key.split("/", 2), "")[:3]
        for one in self._desk.file.reader.returns(UnitId(unit)) if cell else ():
            if str(one.year) == year and cell in (form := form_of(one)).cells:
                return f"{year} {cell_words(form, cell)}"
        return f"{year} {cell}".strip()

    def _mark(self, task: InspectionId, unit: UnitId, item: ItemKey, side: Side) -> Mark | None:
        """Return what an item comes to with one side's value; None while that leaves it open."""
        part = self._parts.get((task, unit))
        if part is None:
            return None
        unit_class = self._tasks[task].class_of(part).key
        place = (task, unit_class, item, repr(side.value))
        if place not in self._marks:
            answer = _as_answer(task, unit, item, side.value)
            graded = self._schemes[task][unit_class].grade({item: answer}, side=Counted.CHECKED)
            found = next((one for one in graded.items if one.key == item), None)
            is_open = found is None or found.conclusion is Conclusion.OPEN
            self._marks[place] = None if found is None or is_open else found.mark
        return self._marks[place]

    def _pieces(
        self, task: InspectionId, unit: UnitId, item: ItemKey
    ) -> Mapping[str, tuple[Evidence, ...]]:
        """Return the evidence of an item by who put it there."""
        found: dict[str, tuple[Evidence, ...]] = {}
        if not item:
            return found
        reader = self._desk.file.reader
        by_item = self._evidence.get((task, unit))
        if by_item is None:
            by_item = self._evidence[task, unit] = {}
            for piece in reader.evidence(task, unit):
                if piece.item is not None:
                    by_item.setdefault(piece.item, []).append(piece)
        for piece in by_item.get(item, ()):
            born = reader.history(RecordKind.EVIDENCE, piece.id, "*")
            author = born[0].author if born else ""
            found[author] = (*found.get(author, ()), piece)
        return found

    def _sides(
        self, entry: ConflictEntry, pieces: Mapping[str, tuple[Evidence, ...]]
    ) -> Iterator[Side]:
        heads = list(entry.heads)
        if entry.approved is not None:
            heads.insert(0, entry.approved)
        stands = entry.approved or (max(heads, key=_order) if len(heads) > 1 else None)
        was_undone = any(head.action.verb in (UNDO, REDO) for head in heads)
        reader = self._desk.file.reader
        history = reader.history(entry.kind, entry.key, entry.field) if was_undone else ()
        for head in heads:
            side = _side(_first_said(head, history), entry.field, head.after, False, pieces)
            yield replace(side, edit=head.edit, stands=head is stands)
        for field, edit in entry.overlooked:
            yield _side(edit, field, False, False, pieces)


def _as_answer(task: InspectionId, unit: UnitId, item: ItemKey, value: JsonValue) -> Answer:
    """Return an answer with a checked side as the journal holds it."""
    checked: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    return Answer(
        inspection=task,
        unit=unit,
        item=item,
        conclusion=Conclusion(checked.get("conclusion", Conclusion.OPEN.value)),
        statement_published=checked.get("statement", True),
        metrics=checked.get("metrics", {}),
        findings=_as_findings(value),
    )


def _first_said(head: HistoryEntry, history: Iterable[HistoryEntry]) -> HistoryEntry:
    """Return the edit that an undo put back: a value is his who set it, not his who undid."""
    if head.action.verb not in (UNDO, REDO):
        return head
    said = [
        one for one in history if one.action.verb not in _SAID_AGAIN and one.after == head.after
    ]
    return said[-1] if said else head


def _order(entry: HistoryEntry) -> tuple[int, str]:
    return entry.edit.counter, entry.edit.session


def _side(
    entry: HistoryEntry,
    field: str,
    settles_to: JsonValue,
    stands: bool,
    pieces: Mapping[str, tuple[Evidence, ...]],
) -> Side:
    return Side(
        edit=entry.edit,
        author=entry.author,
        at=entry.at,
        field=field,
        value=entry.after,
        settles_to=settles_to,
        stands=stands,
        evidence=pieces.get(entry.author, ()),
    )
