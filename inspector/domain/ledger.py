"""The ledger over many problems: how they came out, the rates, whom to remind, what goes on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from inspector.domain.answer import Answer, Side
from inspector.domain.checklist import Checklist, Item
from inspector.domain.finding import Finding
from inspector.domain.ids import InspectionId, ItemKey, UnitId
from inspector.domain.marks import share
from inspector.domain.problem import problem_findings
from inspector.domain.rectification import (
    Rectification,
    RectificationState,
    is_overdue,
    state_on,
)
from inspector.domain.unit import Unit


class Outcome(StrEnum):
    """How a problem stands on the day of counting; each problem has exactly one."""

    CLOSED_ON_TIME = "closed_on_time"  # 按期销号
    CLOSED_LATE = "closed_late"  # 逾期销号
    FIXED_ON_SPOT = "fixed_on_spot"  # 立行立改
    AWAITING_RECHECK = "awaiting_recheck"  # 已反馈待核查
    IN_TIME = "in_time"  # 整改中，未到期限
    SENT_BACK = "sent_back"  # 核查退回
    NOT_REPLIED = "not_replied"  # 逾期未反馈
    LONG_TERM = "long_term"  # 长期坚持


class RateKind(StrEnum):
    """Which rate of the ledger."""

    COMPLETED = "completed"  # 整改完成率
    ON_TIME = "on_time"  # 按期整改率


FORMULAS: Final[Mapping[RateKind, tuple[Outcome, ...]]] = {
    RateKind.COMPLETED: (Outcome.CLOSED_ON_TIME, Outcome.CLOSED_LATE, Outcome.FIXED_ON_SPOT),
    RateKind.ON_TIME: (Outcome.CLOSED_ON_TIME, Outcome.FIXED_ON_SPOT),
}
"""What each rate counts, over all problems or over those that are not long-term."""

_OUTCOMES: Final[Mapping[RectificationState, Outcome]] = {
    RectificationState.PENDING: Outcome.IN_TIME,
    RectificationState.UNDER_WAY: Outcome.IN_TIME,
    RectificationState.EXTENDED: Outcome.IN_TIME,
    RectificationState.FIXED_ON_SPOT: Outcome.FIXED_ON_SPOT,
    RectificationState.REPLIED: Outcome.AWAITING_RECHECK,
    RectificationState.SENT_BACK: Outcome.SENT_BACK,
    RectificationState.NOT_REPLIED: Outcome.NOT_REPLIED,
    RectificationState.LONG_TERM: Outcome.LONG_TERM,
}
"""Of every state but 已销号, which is on time or late."""
_DONE: Final = frozenset({RectificationState.CLOSED, RectificationState.FIXED_ON_SPOT})


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One unit's problems counted by outcome; `unit` is None in the line of totals."""

    unit: UnitId | None
    counts: Mapping[Outcome, int]

    @property
    def problems(self) -> int:
        """All problems, which is the sum of the outcomes."""
        return sum(self.counts.values())

    def count(self, *outcomes: Outcome) -> int:
        """Return how many problems came out so."""
        return sum(self.counts.get(outcome, 0) for outcome in outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A rate with the numbers of its formula: Σ `parts` ÷ (`problems` - `left_out`).

    `left_out` is None where long-term problems are part of the whole. `value` is in
    ten-thousandths, rounded half up; None where there is nothing to divide by.
    """

    kind: RateKind
    parts: tuple[int, ...]
    problems: int
    left_out: int | None
    value: int | None


@dataclass(frozen=True, slots=True)
class UnitReminder:
    """What one unit is reminded of."""

    unit: UnitId
    sent_back: tuple[Rectification, ...]
    not_replied: tuple[Rectification, ...]


@dataclass(frozen=True, slots=True)
class CarryOver:
    """What goes into the next year: problems not closed, pinned on top, and those kept in sight.

    Neither says anything about the next year's answers: nothing of it counts as checked.
    """

    pinned: tuple[Rectification, ...]
    watched: tuple[Rectification, ...]


def open_entries(
    inspection: InspectionId,
    unit: Unit,
    checklist: Checklist,
    answers: Mapping[ItemKey, Answer],
    *,
    deadline: date | None = None,
    side: Side = Side.APPROVED,
    known: Iterable[Rectification] = (),
) -> tuple[Rectification, ...]:
    """Return a new line of the ledger for each of a unit's problems that has none yet.

    What is one problem says `problem.py`. Numbers are the unit's code and go on after the
    lines known.
    """
    there = {entry.finding: entry for entry in known if entry.unit == unit.id}
    found = [
        (item, finding)
        for item, finding in _problems(checklist, answers, side)
        if finding.id not in there
    ]
    return tuple(
        _opened(inspection, unit, item, finding, f"{unit.code or unit.label}-{place:02d}", deadline)
        for place, (item, finding) in enumerate(found, start=len(there) + 1)
    )


def outcome(entry: Rectification, day: date) -> Outcome:
    """Return how a problem stands on a day."""
    state = state_on(entry, day)
    if state is not RectificationState.CLOSED:
        return _OUTCOMES[state]
    due, finished = entry.due, entry.finished_on
    late = due is not None and finished is not None and finished > due
    return Outcome.CLOSED_LATE if late else Outcome.CLOSED_ON_TIME


def unit_lines(entries: Iterable[Rectification], day: date) -> tuple[LedgerLine, ...]:
    """Return one line a unit, in the order in which the units first appear."""
    counted: dict[UnitId, Counter[Outcome]] = {}
    for entry in entries:
        counted.setdefault(entry.unit, Counter())[outcome(entry, day)] += 1
    return tuple(LedgerLine(unit, dict(counts)) for unit, counts in counted.items())


def total_line(lines: Iterable[LedgerLine]) -> LedgerLine:
    """Return the line of totals."""
    total: Counter[Outcome] = Counter()
    for line in lines:
        total.update(line.counts)
    return LedgerLine(None, dict(total))


def rate_of(kind: RateKind, line: LedgerLine, *, without_long_term: bool = False) -> Rate:
    """Return a rate over one line, with or without the long-term problems in its whole."""
    left_out = line.count(Outcome.LONG_TERM) if without_long_term else None
    parts = tuple(count for one in FORMULAS[kind] if (count := line.count(one)))
    return Rate(
        kind=kind,
        parts=parts or (0,),
        problems=line.problems,
        left_out=left_out,
        value=share(sum(parts), line.problems - (left_out or 0)),
    )


def reminders(entries: Iterable[Rectification], day: date) -> tuple[UnitReminder, ...]:
    """Return whom to remind of what on a day, in the order in which the units first appear."""
    late: dict[UnitId, list[Rectification]] = {}
    for entry in entries:
        if is_overdue(entry, day):
            late.setdefault(entry.unit, []).append(entry)
    return tuple(
        UnitReminder(unit, *_split(owed, RectificationState.SENT_BACK))
        for unit, owed in late.items()
    )


def carry_over(entries: Iterable[Rectification]) -> CarryOver:
    """Split what was neither closed nor fixed on the spot into open and long-term problems."""
    left = [entry for entry in entries if entry.state not in _DONE]
    watched, pinned = _split(left, RectificationState.LONG_TERM)
    return CarryOver(pinned=pinned, watched=watched)


def _split(
    entries: Iterable[Rectification], state: RectificationState
) -> tuple[tuple[Rectification, ...], tuple[Rectification, ...]]:
    """Return the problems in a state, and the others."""
    every = tuple(entries)
    within = tuple(entry for entry in every if entry.state is state)
    return within, tuple(entry for entry in every if entry.state is not state)


def _problems(
    checklist: Checklist, answers: Mapping[ItemKey, Answer], side: Side
) -> Iterator[tuple[Item, Finding]]:
    for _, item in checklist.items():
        for finding in problem_findings(item, answers.get(item.key), side):
            yield item, finding


def _opened(
    inspection: InspectionId,
    unit: Unit,
    item: Item,
    finding: Finding,
    number: str,
    deadline: date | None,
) -> Rectification:
    seen = finding.sampled_at if finding.fixed_on_spot else None
    at_once = RectificationState.FIXED_ON_SPOT
    return Rectification(
        finding=finding.id,
        inspection=inspection,
        unit=unit.id,
        item=item.key,
        number=number,
        deadline=deadline,
        state=at_once if finding.fixed_on_spot else RectificationState.PENDING,
        completed_on=None if seen is None else seen.date(),
    )
