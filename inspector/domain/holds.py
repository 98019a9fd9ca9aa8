"""What keeps a unit from its next state, and how far a whole inspection is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from inspector.domain.inspection import Assessment, AssessmentState


class Hold(StrEnum):
    """What a unit waits for; each unit has exactly one, the first that stands in its way."""

    NOT_SENT = "not_sent"  # 自评表未发
    AWAITED = "awaited"  # 等待报送
    LATE = "late"  # 逾期未报
    TO_COMPLETE = "to_complete"  # 等待补正
    NOT_BEGUN = "not_begun"  # 未开始检查
    COUNTING = "counting"  # 正在统计
    DISAGREEMENT = "disagreement"  # 评分不一致
    OPEN_ITEMS = "open_items"  # 有待核查项
    FAULTS = "faults"  # 校核未通过
    OBJECTION = "objection"  # 异议未决定
    MAY_OBJECT = "may_object"  # 异议期未满
    NOTHING = "nothing"  # 可进入下一步
    DONE = "done"  # 办结


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A hold with its number (of items, faults, objections) and day (a sheet's, the last one)."""

    hold: Hold
    count: int = 0
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacles:
    """What the check finds in one unit: open items, other errors, and merged files at odds."""

    open_items: int = 0
    faults: int = 0
    disagreements: int = 0


_OWED: Final[Mapping[AssessmentState, Hold]] = {
    AssessmentState.AWAITING_SHEET: Hold.AWAITED,
    AssessmentState.SENT_BACK: Hold.TO_COMPLETE,
    AssessmentState.OVERDUE: Hold.LATE,
}
LEFT_BY_CHECK: Final = frozenset(
    {AssessmentState.CHECKING, AssessmentState.CHECKED, AssessmentState.AWAITING_REVIEW}
)
"""States that only the check (校核) lets a unit out of."""
FORWARD: Final[Mapping[AssessmentState, AssessmentState]] = {
    AssessmentState.AWAITING_SHEET: AssessmentState.CHECKING,
    AssessmentState.SHEET_RECEIVED: AssessmentState.CHECKING,
    AssessmentState.SENT_BACK: AssessmentState.CHECKING,
    AssessmentState.OVERDUE: AssessmentState.CHECKING,
    AssessmentState.CHECKING: AssessmentState.CHECKED,
    AssessmentState.CHECKED: AssessmentState.AWAITING_REVIEW,
    AssessmentState.AWAITING_REVIEW: AssessmentState.FED_BACK,
    AssessmentState.UNDER_OBJECTION: AssessmentState.FED_BACK,
    AssessmentState.FED_BACK: AssessmentState.APPROVED,
}
"""The state that a unit goes on to from each; checking may begin without a sheet."""


def held(
    part: Assessment, today: date, obstacles: Obstacles | None, open_objections: int = 0
) -> Held:
    """Return what keeps a unit where it is; `obstacles` is None while they are being counted."""
    state = part.state
    if state in _OWED:
        return _awaited(part, today)
    if state is AssessmentState.SHEET_RECEIVED:
        return Held(hold=Hold.NOT_BEGUN)
    if state is AssessmentState.APPROVED:
        return Held(hold=Hold.DONE)
    if state in LEFT_BY_CHECK:
        return Held(hold=Hold.COUNTING) if obstacles is None else _unchecked(obstacles)
    if open_objections:
        return Held(hold=Hold.OBJECTION, count=open_objections)
    if part.objection_deadline is not None and today <= part.objection_deadline:
        return Held(hold=Hold.MAY_OBJECT, day=part.objection_deadline)
    return Held(hold=Hold.NOTHING)


def _awaited(part: Assessment, today: date) -> Held:
    hold = _OWED[part.state]
    if part.sheet_due is not None and part.sheet_due < today:
        hold = Hold.LATE
    elif hold is Hold.AWAITED and part.sheet_sent_on is None:
        return Held(hold=Hold.NOT_SENT)
    return Held(hold=hold, day=part.sheet_due)


def _unchecked(obstacles: Obstacles) -> Held:
    for hold, count in (
        (Hold.DISAGREEMENT, obstacles.disagreements),
        (Hold.OPEN_ITEMS, obstacles.open_items),
        (Hold.FAULTS, obstacles.faults),
    ):
        if count:
            return Held(hold=hold, count=count)
    return Held(hold=Hold.NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many units one hold keeps, and the sum of its numbers over them."""

    hold: Hold
    units: int
    count: int


def waiting(every: Iterable[Held]) -> tuple[Waiting, ...]:
    """Count units by what keeps them, in the order of the procedure."""
    units: Counter[Hold] = Counter()
    counts: Counter[Hold] = Counter()
    for one in every:
        units[one.hold] += 1
        counts[one.hold] += one.count
    return tuple(
        Waiting(hold=hold, units=units[hold], count=counts[hold]) for hold in Hold if units[hold]
    )
