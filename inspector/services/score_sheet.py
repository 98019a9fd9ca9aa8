"""The score sheet of one unit as a screen paints it: plain values, kept up to date item by item.

A sheet is read in the database thread, handed over, and from then on belongs to who shows it.
After an edit only what the edit touched is read again and taken in; sums follow by the domain's
own functions.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from inspector.domain import checks
from inspector.domain.answer import Answer, Conclusion, Side, counting
from inspector.domain.changes import Changes
from inspector.domain.checklist import Checklist, Item, ItemKind, Section
from inspector.domain.edits import RecordKind
from inspector.domain.evidence import Evidence
from inspector.domain.grading import Scheme, prepare
from inspector.domain.ids import EditionId, ItemKey, UnitId, assessment_key
from inspector.domain.inspection import (
    Assessment,
    Assignment,
    Inspection,
    is_locked,
)
from inspector.domain.marks import Mark
from inspector.domain.results import Step
from inspector.domain.rule_set import RuleSet
from inspector.domain.running import Touched
from inspector.domain.scheme import WHOLE
from inspector.domain.unit import Unit
from inspector.services.desk import Desk
from inspector.services.score_filter import SHOWS, Filter, Show
from inspector.services.score_lines import ItemLine, SectionLine, Totals
from inspector.services.text_search import TextIndex
from inspector.storage.memory import no_collection

Child: TypeAlias = "int | ItemKey"
"""What stands beneath a section: another one by its index, or an item by its key."""

_SHAPE: Final = frozenset({RecordKind.INSPECTION, RecordKind.EDITION, RecordKind.PURGE})
"""Kinds of record after whose change a sheet is read anew."""


_OF_ANSWERS: Final = frozenset({RecordKind.ANSWER, RecordKind.FINDING})
"""Kinds of record that make up an answer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What has to be read again after an edit; `everything` where the sheet no longer fits."""

    items: frozenset[ItemKey] = frozenset()
    evidence: bool = False
    assessment: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Fresh:
    """What was read again."""

    answers: Mapping[ItemKey, Answer | None]
    evidence: tuple[Evidence, ...] | None = None
    part: Assessment | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A list prepared for grading, with its shape: what stands beneath each section, by index."""

    checklist: Checklist
    rule_set: RuleSet
    scheme: Scheme
    children: tuple[tuple[Child, ...], ...]


class ScoreSheet:
    """One unit's sheet. `lines` are the items that are checked, in the order of the list."""

    def __init__(
        self,
        unit: Unit,
        part: Assessment,
        outline: Outline,
        answers: Mapping[ItemKey, Answer],
        evidence: Iterable[Evidence],
        assigned: tuple[Assignment, ...] = (),
    ) -> None:
        self.unit = unit
        self.part = part
        self.outline = outline
        self.has_division = bool(assigned)
        self._assigned = assigned
        self._answers = dict(answers)
        self._running = outline.scheme.running(
            self._answers, side=Side.APPROVED, spared=part.spared
        )
        self._items = {line.key: line.item for line in self._running.layout.lines}
        self._index: TextIndex | None = None
        self._take_evidence(evidence)
        self.lines: dict[ItemKey, ItemLine] = {}
        self.counts: Counter[Show] = Counter()
        """How many items each choice would show."""
        for key in self._items:
            self._renew(key)

    # What it shows -------------------------------------------------------------------------------

    @property
    def is_locked(self) -> bool:
        """Whether nothing may change its marks."""
        return is_locked(self.part.state)

    @property
    def places(self) -> int:
        """The decimals in which marks are published."""
        return self.outline.rule_set.places

    def answer(self, key: ItemKey) -> Answer | None:
        """Return the answer of an item as it was last read."""
        return self._answers.get(key)

    def item(self, key: ItemKey) -> Item:
        """Return an item of the list. Raises KeyError for one that is not checked."""
        return self._items[key]

    def section(self, index: int) -> SectionLine:
        """Return a section with its sums as they stand; 0 is the whole list."""
        part, sums = self._running.layout.parts[index], self._running.sections[index]
        return SectionLine(
            index,
            part.number,
            part.title,
            part.points if part.is_scored else None,
            self._running.lost_before_cap(index),
            sums.deducted,
        )

    def totals(self) -> Totals:
        """Return how far the unit is checked, with mark and grade once nothing is open."""
        running, mark, grade = self._running, None, None
        if not running.open_items:
            mark, grade = self.outline.scheme.mark_of(running, self.part.imported)
        return Totals(
            running.checked_items,
            running.layout.waiting,
            running.sections[WHOLE].deducted,
            mark,
            grade,
        )

    def working(self, index: int) -> tuple[Step, ...]:
        """Return the working of a section's subtotal, or of the whole deduction for 0."""
        return self.outline.scheme.working_of(self._running, index)

    def rest(self) -> tuple[ItemLine, ...]:
        """Return the items of which nothing is said yet, which may be confirmed in bulk."""
        return tuple(
            line
            for line in self.lines.values()
            if line.is_open and line.conclusion is Conclusion.OPEN and not line.findings
        )

    def find(self, typed: str) -> frozenset[ItemKey]:
        """Return the items whose number or text holds what was typed, or pinyin initials of it."""
        keys = list(self.lines)
        if self._index is None:
            self._index = TextIndex(f"{line.number} {line.title}" for line in self.lines.values())
        return frozenset(keys[at] for at in self._index.find(typed))

    # Keeping up ----------------------------------------------------------------------------------

    def passing(self, wanted: Filter) -> frozenset[ItemKey]:
        """Return the items that a filter leaves."""
        found = self.find(wanted.typed) if wanted.typed.strip() else self.lines
        return frozenset(key for key in found if wanted.accepts(self.lines[key]))

    def wanted(self, changes: Changes) -> Wanted | None:
        """Return what to read again after an edit, or None where it touched nothing here."""
        kinds = {kind for kind, _key in changes.touched}
        own = assessment_key(self.part.inspection, self.part.unit)
        if kinds & _SHAPE or (RecordKind.UNIT, self.unit.id) in changes.touched:
            return Wanted(everything=True)
        prefix = f"{own}/"
        items = {
            ItemKey(key.removeprefix(prefix))
            for key in changes.keys(RecordKind.ANSWER)
            if key.startswith(prefix)
        }
        findings = changes.keys(RecordKind.FINDING)
        items |= {self._item_of[one] for one in findings if one in self._item_of}
        wanted = Wanted(
            frozenset(items),
            evidence=RecordKind.EVIDENCE in kinds,
            assessment=(RecordKind.ASSESSMENT, own) in changes.touched,
        )
        return None if wanted == Wanted() else wanted

    def take(self, fresh: Fresh) -> Touched | None:
        """Take in what was read again; None where the sheet has to be read anew after all."""
        if fresh.part is not None and not self._take_part(fresh.part):
            return None
        for key, answer in fresh.answers.items():
            self._answers.pop(key, None)
            if answer is not None:
                self._answers[key] = answer
        touched = self._running.update(fresh.answers)
        items = touched.items
        if fresh.evidence is not None:
            before = self._evidence_by_item
            self._take_evidence(fresh.evidence)
            now = self._evidence_by_item
            items |= {key for key in {*before, *now} if before.get(key) != now.get(key)}
            items |= {
                key for key in self.lines if self._lacks(key) != self.lines[key].lacks_evidence
            }
            items &= self._items.keys()
        else:
            self._note_findings(fresh.answers)
        for key in self._items if touched.everything else items:
            self._renew(key)
        return Touched(frozenset(items), touched.parts, touched.everything)

    def _take_part(self, part: Assessment) -> bool:
        """Take another state of the assessment in; whether the sheet still fits it."""
        old = self.part
        fits = (old.spared, old.unit_class, old.imported) == (
            part.spared,
            part.unit_class,
            part.imported,
        )
        if fits:
            self.part = part
        return fits

    def _take_evidence(self, evidence: Iterable[Evidence]) -> None:
        every = tuple(evidence)
        self._item_of = {
            str(finding.id): answer.item
            for answer in self._answers.values()
            for finding in answer.findings
        }
        self._supported = checks.supported_by(every)
        self._evidence_by_item: dict[ItemKey, int] = {}
        for one in every:
            key = one.item or self._item_of.get(str(one.finding))
            if key is not None:
                self._evidence_by_item[key] = self._evidence_by_item.get(key, 0) + 1

    def _note_findings(self, answers: Mapping[ItemKey, Answer | None]) -> None:
        for key, answer in answers.items():
            for finding in answer.findings if answer is not None else ():
                self._item_of[str(finding.id)] = key

    def _renew(self, key: ItemKey) -> None:
        old, new = self.lines.get(key), self._line(self._items[key])
        if old is not None:
            self.counts.subtract(show for show, accepts in SHOWS.items() if accepts(old))
        self.counts.update(show for show, accepts in SHOWS.items() if accepts(new))
        self.lines[key] = new

    def _line(self, item: Item) -> ItemLine:
        counted, laid_out = self._running.counted(item.key), self._running.line(item.key)
        answer, grade = self._answers.get(item.key), counted.grade
        is_bonus, is_open = item.kind is ItemKind.BONUS, counted.open_items > 0
        return ItemLine(
            key=item.key,
            number=item.number,
            title=" ".join(item.content.split()),
            kind=item.kind,
            ways=item.ways,
            points=laid_out.points if item.is_marked else item.points,
            conclusion=_said(answer) if is_open else grade.conclusion,
            is_open=is_open,
            deducted=Mark(0) if is_bonus else grade.deducted,
            earned=grade.mark if is_bonus else Mark(0),
            findings=0 if answer is None else len(counting(answer.findings, Side.APPROVED)),
            evidence=self._evidence_by_item.get(item.key, 0),
            lacks_evidence=self._lacks(item.key),
            in_bulk=answer is not None and answer.in_bulk,
            is_spared=item.key in self.part.spared,
            is_mine=any(one.covers(self.unit.id, item) for one in self._assigned),
        )

    def _lacks(self, key: ItemKey) -> bool:
        answer = self._answers.get(key)
        return answer is not None and checks.lacks_evidence(
            self._items[key], answer, self._supported
        )


def _said(answer: Answer | None) -> Conclusion:
    """Return what was concluded of an item that is open all the same."""
    return Conclusion.OPEN if answer is None else answer.conclusion


# Reading ------------------------------------------------------------------------------------------


class SheetReader:
    """Reads sheets; keeps the lists it laid out, which the units of a class share."""

    def __init__(self) -> None:
        self._outlines: dict[tuple[EditionId, RuleSet | None], tuple[object, Outline]] = {}

    def read(self, desk: Desk, task: Inspection, unit: UnitId) -> ScoreSheet:
        """Read one unit's sheet. Raises KeyError for a unit that takes no part."""
        reader = desk.file.reader
        part = reader.assessment(task.id, unit)
        with no_collection():
            return ScoreSheet(
                reader.unit(unit),
                part,
                self._outline(desk, task, part),
                reader.answers(task.id, unit),
                reader.evidence(task.id, unit),
                tuple(one for one in task.assignments if one.inspector == desk.author),
            )

    def _outline(self, desk: Desk, task: Inspection, part: Assessment) -> Outline:
        one = task.class_of(part)
        known = self._outlines.get((one.edition, one.rule_set))
        if known is not None and known[0] == task.items:
            return known[1]
        made = outline(desk.file.reader.checklist(one.edition), one.rule_set, task)
        self._outlines[(one.edition, one.rule_set)] = (task.items, made)
        return made


def outline(checklist: Checklist, rule_set: RuleSet | None, task: Inspection) -> Outline:
    """Prepare a list, or the items of it that are checked, for sheets."""
    chosen = None if task.items is None else frozenset(task.items)
    children: list[list[Child]] = [[]]
    at: dict[int, int] = {}
    for path, node in checklist.walk():
        above = children[at[id(path[-1])] if path else WHOLE]
        if isinstance(node, Section):
            at[id(node)] = len(children)
            above.append(len(children))
            children.append([])
        elif chosen is None or node.key in chosen:
            above.append(node.key)
    return Outline(
        checklist,
        rule_set or checklist.rule_set,
        prepare(checklist, rule_set or checklist.rule_set, task.items),
        tuple(tuple(each) for each in children),
    )


def fresh(desk: Desk, task: Inspection, unit: UnitId, wanted: Wanted) -> Fresh:
    """Read again what an edit touched."""
    reader = desk.file.reader
    if len(wanted.items) > _MANY:
        every = reader.answers(task.id, unit)
        answers = {key: every.get(key) for key in wanted.items}
    else:
        answers = {key: reader.answer(task.id, unit, key) for key in wanted.items}
    return Fresh(
        answers,
        reader.evidence(task.id, unit) if wanted.evidence else None,
        reader.assessment(task.id, unit) if wanted.assessment else None,
    )


_MANY: Final = 20
"""Answers beyond which reading all of a unit's is quicker than one by one."""


def answers_touched(desk: Desk, task: Inspection, unit: UnitId, changes: Changes) -> Fresh | None:
    """Read again the answers of a unit that an edit touched, or None where it touched more.

    Quicker than asking a sheet what it wants, as it needs none: a finding entered is of this kind.
    """
    kinds = {kind for kind, _key in changes.touched}
    prefix = f"{assessment_key(task.id, unit)}/"
    keys = changes.keys(RecordKind.ANSWER)
    if not kinds <= _OF_ANSWERS or not keys or not all(key.startswith(prefix) for key in keys):
        return None
    items = frozenset(ItemKey(key.removeprefix(prefix)) for key in keys)
    read = fresh(desk, task, unit, Wanted(items))
    known = {
        str(finding.id)
        for answer in read.answers.values()
        for finding in (answer.findings if answer is not None else ())
    }
    return read if changes.keys(RecordKind.FINDING) <= known else None
