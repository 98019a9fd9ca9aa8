"""The same item of the same unit in every earlier inspection, beside what is checked now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from inspector.domain.answer import Answer, Side
from inspector.domain.checklist import Item, digest, normalised
from inspector.domain.finding import Finding
from inspector.domain.ids import InspectionId, UnitId
from inspector.domain.inspection import Inspection
from inspector.domain.ledger import carry_over
from inspector.domain.marks import Mark
from inspector.domain.rectification import RectificationState
from inspector.services import item_marks, lookup
from inspector.services.desk import Desk


class Wording(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A run of characters and what became of it."""

    wording: Wording
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProblem:
    """A problem of an earlier ledger that was never closed."""

    inspection: str
    number: str
    fact: str
    place: str
    state: RectificationState
    deadline: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTime:
    """What was said of the item in one earlier inspection; nothing of it counts now."""

    inspection: str
    item: Item
    answer: Answer
    mark: Mark | None
    findings: tuple[Finding, ...]
    """Those that counted."""
    content: tuple[TextPiece, ...]
    """How the item's text changed since; empty where it did not."""
    criteria: tuple[TextPiece, ...]
    points_differ: bool

    @property
    def is_unchanged(self) -> bool:
        """Whether the item read then as it does now, for the same points."""
        return not (self.content or self.criteria or self.points_differ)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """All that earlier inspections have to say of one item, the latest first."""

    times: tuple[LastTime, ...] = ()
    problems: tuple[OpenProblem, ...] = ()


_SHORTEST_KEPT: Final = 2
"""Characters two texts must share in a row to be shown as kept; less reads as noise."""


def before(desk: Desk, task: Inspection, unit: UnitId, item: Item) -> Before:
    """Return what earlier inspections say of the same item of the same unit."""
    times: list[LastTime] = []
    problems: list[OpenProblem] = []
    for earlier in earlier_than(desk, task):
        old = _same_item(desk, earlier, unit, item)
        if old is None:
            continue
        answer = desk.file.reader.answer(earlier.id, unit, old.key)
        if answer is None:
            continue
        times.append(_last_time(desk, earlier, old, item, answer))
        problems += _open_problems(desk, earlier, unit, answer)
    return Before(times=tuple(times), problems=tuple(problems))


def earlier_than(desk: Desk, task: Inspection) -> tuple[Inspection, ...]:
    """Return the inspections before this one: of earlier years, and those it was made from."""
    known = desk.file.reader.inspections()
    line = _made_from({one.id: one for one in known}, task)
    found = [
        one
        for one in known
        if one.id != task.id
        and (one.id in line or (one.year is not None and one.year < (task.year or 0)))
    ]
    return tuple(reversed(found))


def changed_text(old: str, new: str) -> tuple[TextPiece, ...]:
    """Return how one text became another; nothing where they say the same."""
    if normalised(old) == normalised(new):
        return ()
    pieces: list[TextPiece] = []
    for kind, left, left_end, right, right_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind == "equal" and _is_kept(old[left:left_end], left, left_end, len(old)):
            pieces.append(TextPiece(Wording.SAME, old[left:left_end]))
            continue
        pieces.append(TextPiece(Wording.GONE, old[left:left_end]))
        pieces.append(TextPiece(Wording.NEW, new[right:right_end]))
    return tuple(_joined(pieces))


def _is_kept(text: str, start: int, end: int, length: int) -> bool:
    return len(text) >= _SHORTEST_KEPT or start == 0 or end == length


def _joined(pieces: list[TextPiece]) -> Iterator[TextPiece]:
    """Yield pieces with neighbours put together: what went in a row, then what came."""
    gone = new = ""
    for piece in (*pieces, TextPiece(Wording.SAME, "")):
        if piece.wording is Wording.GONE:
            gone += piece.text
        elif piece.wording is Wording.NEW:
            new += piece.text
        else:
            yield from (one for one in (_gone(gone), _new(new), piece) if one.text)
            gone = new = ""


def _gone(text: str) -> TextPiece:
    return TextPiece(Wording.GONE, text)


def _new(text: str) -> TextPiece:
    return TextPiece(Wording.NEW, text)


def _made_from(known: dict[InspectionId, Inspection], task: Inspection) -> set[InspectionId]:
    line: set[InspectionId] = set()
    previous = task.previous
    while previous is not None and previous in known and previous not in line:
        line.add(previous)
        previous = known[previous].previous
    return line


def _same_item(desk: Desk, earlier: Inspection, unit: UnitId, item: Item) -> Item | None:
    """Return the item as it stood in an earlier list: by its key, else by its text."""
    parts = {part.unit: part for part in desk.file.reader.assessments(earlier.id)}
    if unit not in parts:
        return None
    items = lookup.items_by_key(lookup.checklist_of(desk, earlier, parts[unit]))
    if item.key in items:
        return items[item.key]
    wanted = digest(item.content, item.criteria)
    return next(
        (one for one in items.values() if digest(one.content, one.criteria) == wanted), None
    )


def _last_time(desk: Desk, earlier: Inspection, old: Item, new: Item, answer: Answer) -> LastTime:
    part = desk.file.reader.assessment(earlier.id, answer.unit)
    grade = item_marks.of_item(desk, earlier, part, old, answer, Side.APPROVED)
    return LastTime(
        inspection=earlier.name,
        item=old,
        answer=answer,
        mark=None if grade is None else grade.mark,
        findings=answer.counting(Side.APPROVED),
        content=changed_text(old.content, new.content),
        criteria=changed_text(old.criteria, new.criteria),
        points_differ=old.points != new.points,
    )


def _open_problems(
    desk: Desk, earlier: Inspection, unit: UnitId, answer: Answer
) -> Iterator[OpenProblem]:
    found = {one.id: one for one in answer.counting(Side.APPROVED)}
    entries = [
        one for one in desk.file.reader.rectifications(earlier.id, unit) if one.finding in found
    ]
    left = carry_over(entries)
    for entry in (*left.pinned, *left.watched):
        finding = found[entry.finding]
        yield OpenProblem(
            inspection=earlier.name,
            number=entry.number,
            fact=finding.fact,
            place=finding.place,
            state=entry.state,
            deadline=entry.deadline,
        )
