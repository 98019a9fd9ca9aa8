"""One inspection: its kind, period, classes with their lists, and each unit's assessment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from inspector.domain.checklist import CheckingWay, Item
from inspector.domain.ids import EditionId, InspectionId, ItemKey, UnitId
from inspector.domain.marks import Mark
from inspector.domain.rule_set import RuleSet


class InspectionKind(StrEnum):
    """The kind word; titles follow from it, and what units are called unless that is said."""

    SUPERVISION = "supervision"  # 督查
    CHECK = "check"  # 检查
    EVALUATION = "evaluation"  # 考核
    MEASUREMENT = "measurement"  # 测评
    SELF_CHECK = "self_check"  # 自查


class AssessmentState(StrEnum):
    """Where one unit's assessment stands, in the order it goes through."""

    AWAITING_SHEET = "awaiting_sheet"  # 待报送
    SHEET_RECEIVED = "sheet_received"  # 已报送
    SENT_BACK = "sent_back"  # 退回补正
    OVERDUE = "overdue"  # 逾期
    CHECKING = "checking"  # 检查中
    CHECKED = "checked"  # 初评完成
    AWAITING_REVIEW = "awaiting_review"  # 待审核
    FED_BACK = "fed_back"  # 已反馈
    UNDER_OBJECTION = "under_objection"  # 异议复核中
    APPROVED = "approved"  # 已审定


TRANSITIONS: dict[AssessmentState, frozenset[AssessmentState]] = {
    AssessmentState.AWAITING_SHEET: frozenset(
        {AssessmentState.SHEET_RECEIVED, AssessmentState.OVERDUE, AssessmentState.CHECKING}
    ),
    AssessmentState.SHEET_RECEIVED: frozenset(
        {AssessmentState.SENT_BACK, AssessmentState.CHECKING}
    ),
    AssessmentState.SENT_BACK: frozenset(
        {AssessmentState.SHEET_RECEIVED, AssessmentState.OVERDUE, AssessmentState.CHECKING}
    ),
    AssessmentState.OVERDUE: frozenset({AssessmentState.SHEET_RECEIVED, AssessmentState.CHECKING}),
    AssessmentState.CHECKING: frozenset({AssessmentState.CHECKED}),
    AssessmentState.CHECKED: frozenset({AssessmentState.CHECKING, AssessmentState.AWAITING_REVIEW}),
    AssessmentState.AWAITING_REVIEW: frozenset(
        {AssessmentState.CHECKING, AssessmentState.FED_BACK}
    ),
    AssessmentState.FED_BACK: frozenset(
        {AssessmentState.UNDER_OBJECTION, AssessmentState.APPROVED}
    ),
    AssessmentState.UNDER_OBJECTION: frozenset(
        {AssessmentState.FED_BACK, AssessmentState.APPROVED}
    ),
    AssessmentState.APPROVED: frozenset({AssessmentState.CHECKING}),
}
"""Which state may follow which; leaving APPROVED is unlocking and asks for a reason and a name."""


def is_locked(state: AssessmentState) -> bool:
    """Whether no key may change a mark in this state."""
    return state is AssessmentState.APPROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitClass:
    """Units that share a checklist edition and are ranked together."""

    key: str
    name: str = ""
    edition: EditionId
    rule_set: RuleSet | None = None
    """Replaces the list's own rule set; None keeps it."""

    @property
    def given_name(self) -> str:
        """What the office calls it, or "" where it has its key alone."""
        return "" if self.name == self.key else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Inspectors who work together under a leader."""

    name: str
    leader: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who checks what; an empty member means all: all units, all items, all ways of checking."""

    inspector: str
    units: tuple[UnitId, ...] = ()
    items: tuple[ItemKey, ...] = ()
    ways: tuple[CheckingWay, ...] = ()

    def covers(self, unit: UnitId, item: Item) -> bool:
        """Whether this gives the inspector an item of a unit to check."""
        return (
            (not self.units or unit in self.units)
            and (not self.items or item.key in self.items)
            and (not self.ways or not item.ways or not set(self.ways).isdisjoint(item.ways))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """One task of the office."""

    id: InspectionId
    name: str
    kind: InspectionKind = InspectionKind.EVALUATION
    year: int | None = None
    period_start: date | None = None
    period_end: date | None = None
    basis: tuple[str, ...] = ()
    sampling_deadline: datetime | None = None
    classes: tuple[UnitClass, ...] = ()
    teams: tuple[Team, ...] = ()
    items: tuple[ItemKey, ...] | None = None
    """The subset that is checked, or None for the whole lists."""
    seed: int | None = None
    """The number from which the subset of items or units was drawn."""
    office: str = ""
    """The office that signs the papers (发文机关署名)."""
    office_contact: str = ""
    office_phone: str = ""
    assignments: tuple[Assignment, ...] = ()
    objection_days: int = 3
    """Working days that a unit has to object, counted from the day after the feedback."""
    previous: InspectionId | None = None
    """The earlier inspection that this one was set up from."""
    unit_word: str = ""
    """What this office calls the units (被督查单位); empty where it follows the kind."""

    def unit_class(self, key: str) -> UnitClass:
        """Return the class with this key; a single class answers to every key."""
        if len(self.classes) == 1:
            return self.classes[0]
        for candidate in self.classes:
            if candidate.key == key:
                return candidate
        raise KeyError(key)

    def class_of(self, part: "Assessment") -> UnitClass:
        """Return the class that a unit's part is marked in."""
        return self.unit_class(part.unit_class)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One unit's part in one inspection, its answers aside."""

    inspection: InspectionId
    unit: UnitId
    unit_class: str = ""
    state: AssessmentState = AssessmentState.AWAITING_SHEET
    spared: tuple[ItemKey, ...] = ()
    """Items the unit is spared from the start (applicability matrix)."""
    team: str = ""
    inspectors: tuple[str, ...] = ()
    imported: Mapping[str, Mark] = field(default_factory=dict)
    """Marks taken in from elsewhere, by the name of the composite's source."""
    summary: str = ""
    """Two sentences of appraisal for the unit's feedback, written by the inspectors."""
    feedback_date: date | None = None
    objection_deadline: date | None = None
    approved_grade: str = ""
    approval_reason: str = ""
    approved_on: date | None = None
    sheet_sent_on: date | None = None
    """When the 自评表 went out to the unit."""
    sheet_due: date | None = None
    """The last day for its return."""
    sheet_received_on: date | None = None
    sent_back_reason: str = ""
    """What the unit has to complete; empty once a new sheet came in."""
    unlock_reason: str = ""
    """Why an approved assessment was opened again, the last time that was done."""
    unlocked_by: str = ""
    """The second person who agreed to it."""


def working_with(task: Inspection, name: str) -> tuple[str, ...]:
    """Return a person and then the others of that person's teams, leaders before members."""
    people = [name]
    for team in task.teams:
        whole = [one for one in (team.leader, *team.members) if one]
        if name in whole:
            people += whole
    return tuple(dict.fromkeys(people))
