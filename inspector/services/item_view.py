"""Everything one screen shows of one item of one unit, as one plain value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Final

from inspector.domain import answer_rules
from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.checklist import Item, ItemKind, Scoring
from inspector.domain.edits import RecordKind
from inspector.domain.errors import refused
from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.findings import earns, finding_points, is_counted, rule_name
from inspector.domain.ids import BlobId, ItemKey, UnitId, answer_key
from inspector.domain.inspection import Assessment, AssessmentState, Inspection, is_locked
from inspector.domain.issues import Issue, Severity
from inspector.domain.marks import Mark
from inspector.domain.rules import GAINS, Rule, RuleKind, letter
from inspector.domain.unit import Unit
from inspector.services import (
    answers,
    history,
    item_marks,
    last_time,
    lookup,
    repeats,
    twins,
    typing,
)
from inspector.services.desk import Desk
from inspector.services.history import FieldChange
from inspector.services.last_time import Before
from inspector.services.twins import Twin
from inspector.storage.recovery import Typed

PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff"})
"""Endings of files that can be shown as a picture."""

_OF_SCORED: Final = (
    Conclusion.MET,
    Conclusion.PARTLY_MET,
    Conclusion.NOT_MET,
    Conclusion.DID_NOT_OCCUR,
    Conclusion.NOT_APPLICABLE,
)
_OF_TASKS: Final = (
    Conclusion.MET,
    Conclusion.PARTLY_MET,
    Conclusion.NOT_MET,
    Conclusion.ONGOING,
    Conclusion.NOT_APPLICABLE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """One rule as a button shows it."""

    number: int
    letter: str
    name: str
    """How people call it: 2.2a."""
    text: str
    worth: Mark | None
    """What one fact costs or earns; None where figures or a person say it."""
    earns: bool = False
    is_counted: bool = False
    by_figures: bool = False
    """Whether the item's figures make its finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One finding as a row of the list shows it."""

    finding: Finding
    rule: str
    """The rule's letter; empty without one."""
    earns: bool
    is_counted: bool
    has_typed_points: bool
    evidence: tuple[str, ...]
    """Names of what was put to it."""
    repeats: Finding | None = None
    """The earlier finding that it may repeat."""

    @property
    def counts(self) -> bool:
        """Whether it still stands in any mark."""
        return self.finding.status is not FindingStatus.WITHDRAWN

    @property
    def is_open(self) -> bool:
        """Whether it can be corrected."""
        return self.finding.status is FindingStatus.STANDING


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """One piece of evidence as its tile shows it."""

    piece: Evidence
    size: int | None
    """Bytes of its file; None for an address, and for a file that was purged."""
    is_picture: bool
    is_purged: bool
    finding: int | None
    """The place in the list, from 1, of the finding it was put to."""
    twins: tuple[Twin, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return self.piece.caption or self.piece.name or self.piece.address


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The item's marks as far as each side has one, and what it loses or earns."""

    claimed: Mark | None
    checked: Mark | None
    deducted: Mark
    """What the findings cost after the item's cap."""
    due: Mark
    """The same before the cap."""
    approved: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One item of one unit: the item, both sides of the answer, evidence, the past."""

    task: Inspection
    unit: Unit
    item: Item
    key: str
    """The answer's key, under which changes and texts being typed are known."""
    sections: tuple[str, ...]
    rules: tuple[RuleView, ...]
    conclusions: tuple[Conclusion, ...]
    """The five that may be chosen, in the order of their keys."""
    answer: Answer
    marks: Marks
    findings: tuple[FindingView, ...]
    evidence: tuple[EvidenceView, ...]
    issues: tuple[Issue, ...]
    """What does not fit together in the answer, errors first."""
    before: Before
    typed: tuple[Typed, ...]
    """Texts that were being typed when the program last ended unasked."""
    state: AssessmentState
    is_spared: bool
    in_conflict: bool
    is_read_only: bool = False
    said_by: str = ""
    """Who concluded what stands."""
    said_at: datetime | None = None

    @property
    def is_locked(self) -> bool:
        """Whether nothing may change: the marks are approved, or the file is only read."""
        return self.is_read_only or is_locked(self.state)

    @property
    def standing(self) -> tuple[FindingView, ...]:
        """The findings that were not withdrawn."""
        return tuple(one for one in self.findings if one.counts)


def of(desk: Desk, task: Inspection, unit: UnitId, item: ItemKey) -> ItemView:
    """Return what the screen shows of one item. Raises Refused where either is not there."""
    whom = _unit(desk, unit)
    part = lookup.assessment(desk, task, whom)
    path, one = _item(desk, task, part, item)
    answer = answers.stored(desk, part, one) or answers.blank(part, one)
    key = answer_key(task.id, unit, item)
    pieces = [each for each in desk.file.reader.evidence(task.id, unit) if each.item == item]
    past = last_time.before(desk, task, unit, one)
    in_conflict, said_by, said_at = _said(desk, key)
    return ItemView(
        task=task,
        unit=whom,
        item=one,
        key=key,
        sections=path,
        rules=rule_views(one),
        conclusions=_OF_TASKS if one.kind is ItemKind.TASK else _OF_SCORED,
        answer=answer,
        marks=_marks(desk, task, part, one, answer),
        findings=tuple(_finding_views(one, answer, pieces, past)),
        evidence=tuple(_evidence_views(desk, answer, pieces)),
        issues=_issues(one, answer),
        before=past,
        typed=_typed(desk, key, answer),
        state=part.state,
        is_spared=item in part.spared or (task.items is not None and item not in task.items),
        in_conflict=in_conflict,
        is_read_only=desk.file.read_only,
        said_by=said_by,
        said_at=said_at,
    )


def changes(desk: Desk, task: Inspection, unit: UnitId, number: str) -> tuple[FieldChange, ...]:
    """Return every change of an answer, the latest first."""
    return tuple(reversed(history.of_answer(desk, task, _unit(desk, unit), number)))


def rule_views(item: Item) -> tuple[RuleView, ...]:
    """Return the rules as buttons; where the criteria hold none, one for facts without a rule."""
    if not item.rules:
        worth = item.points if item.kind is ItemKind.PENALTY else None
        return (
            RuleView(
                number=0,
                letter="",
                name=item.number,
                text="",
                worth=worth,
                earns=item.kind is ItemKind.BONUS,
                is_counted=item.kind is ItemKind.PENALTY,
            ),
        )
    return tuple(_rule_view(item, rule) for rule in item.rules)


def _rule_view(item: Item, rule: Rule) -> RuleView:
    return RuleView(
        number=rule.number,
        letter=letter(rule.number),
        name=rule_name(item, rule.number),
        text=rule.text,
        worth=_worth(item, rule),
        earns=item.kind is ItemKind.BONUS or rule.kind in GAINS,
        is_counted=is_counted(rule),
        by_figures=rule.kind is RuleKind.RATIO and item.scoring is Scoring.RATIO,
    )


def _worth(item: Item, rule: Rule) -> Mark | None:
    if rule.kind is RuleKind.RATIO or item.kind in {ItemKind.VETO, ItemKind.TASK}:
        return None
    return finding_points(item, rule)


def _unit(desk: Desk, unit: UnitId) -> Unit:
    try:
        return desk.file.reader.unit(unit)
    except KeyError:  # joined with another one meanwhile, or taken back
        raise refused("lookup.unknown_unit", name=unit[:8], names="—") from None


def _item(
    desk: Desk, task: Inspection, part: Assessment, key: ItemKey
) -> tuple[tuple[str, ...], Item]:
    checklist = lookup.checklist_of(desk, task, part)
    for path, item in checklist.items():
        if item.key == key:
            return tuple(f"{one.number} {one.title}".strip() for one in path), item
    return (), lookup.item(checklist, key)


def _typed(desk: Desk, key: str, answer: Answer) -> tuple[Typed, ...]:
    """Return the texts to offer, without a finding that was saved in the last moment."""
    facts = {one.fact for one in answer.findings}
    offered = typing.offered(desk, RecordKind.ANSWER, key)
    known = ((one, typing.finding_typed(one)) for one in offered)
    return tuple(one for one, finding in known if finding is None or finding.fact not in facts)


def _said(desk: Desk, key: str) -> tuple[bool, str, datetime | None]:
    """Return whether the checked side is in conflict, and who said what stands, and when."""
    entries = desk.file.reader.history(RecordKind.ANSWER, key, "checked")
    heads = [entry for entry in entries if entry.is_head]
    if not heads:
        return False, "", None
    return any(entry.in_conflict for entry in heads), heads[-1].author, heads[-1].at


def _marks(desk: Desk, task: Inspection, part: Assessment, item: Item, answer: Answer) -> Marks:
    claimed = item_marks.of_item(desk, task, part, item, answer, Side.SELF)
    checked = item_marks.of_item(desk, task, part, item, answer, Side.CHECKED)
    approved = item_marks.of_item(desk, task, part, item, answer, Side.APPROVED)
    is_settled = part.state in _SETTLED
    return Marks(
        claimed=answer.self_mark if claimed is None else claimed.mark,
        checked=None if checked is None else checked.mark,
        deducted=Mark(0) if approved is None else approved.deducted,
        due=Mark(0) if approved is None else approved.due,
        approved=approved.mark if approved is not None and is_settled else None,
    )


_SETTLED: Final = frozenset({AssessmentState.UNDER_OBJECTION, AssessmentState.APPROVED})


def _finding_views(
    item: Item, answer: Answer, pieces: list[Evidence], past: Before
) -> Iterator[FindingView]:
    olds = [one for time in past.times for one in time.findings]
    for finding in answer.findings:
        rule = next((one for one in item.rules if one.number == finding.rule), None)
        yield FindingView(
            finding=finding,
            rule=letter(finding.rule) if rule is not None else "",
            earns=earns(item, finding),
            is_counted=rule is not None and is_counted(rule),
            has_typed_points=rule is None and item.kind is ItemKind.SCORED,
            evidence=tuple(one.name or one.address for one in pieces if one.finding == finding.id),
            repeats=repeats.likeliest(finding, olds),
        )


def _evidence_views(desk: Desk, answer: Answer, pieces: list[Evidence]) -> Iterator[EvidenceView]:
    places = {one.id: place for place, one in enumerate(answer.findings, start=1)}
    sizes = _sizes(desk, pieces)
    for piece in pieces:
        size = None if piece.blob is None else sizes.get(piece.blob)
        ending = PurePath(piece.name).suffix.lower()
        yield EvidenceView(
            piece=piece,
            size=size,
            is_picture=size is not None and ending in PICTURES,
            is_purged=piece.blob is not None and size is None,
            finding=None if piece.finding is None else places.get(piece.finding),
            twins=twins.of_piece(desk, piece),
        )


def _sizes(desk: Desk, pieces: list[Evidence]) -> Mapping[BlobId, int]:
    blobs = {one.blob for one in pieces if one.blob is not None}
    return desk.file.reader.blob_sizes(blobs) if blobs else {}


def _issues(item: Item, answer: Answer) -> tuple[Issue, ...]:
    found = answer_rules.problems(item, answer)
    order = list(Severity)
    return tuple(sorted(found, key=lambda issue: order.index(issue.severity)))
