"""What grading returns: marks, entitled points, rates, grade, rank and the working."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from inspector.domain.answer import Conclusion, Side
from inspector.domain.ids import ItemKey, UnitId
from inspector.domain.marks import Mark


class Step(NamedTuple):
    """One line of the working: a code, what it is about, and the numbers that went into it.

    Marks stand as marks in `numbers` (ten-thousandths); the words are made by `i18n.working`.
    A named tuple because grading all units makes tens of thousands, and it is made twice as fast
    as a frozen dataclass; so is ItemGrade.
    """

    code: str
    subject: str = ""
    numbers: tuple[int, ...] = ()
    words: tuple[str, ...] = ()


class ItemGrade(NamedTuple):
    """One item's mark. `due` is the deduction before the cap, `deducted` after it.

    `entitled` is 0 for an item that is out of the total and for every item that is not scored.
    A bonus item has its mark as it stands before the gates and the cap over all, a penalty item
    the negative of what it costs. An open item has no mark yet: 0 of its points.
    """

    key: ItemKey
    number: str
    conclusion: Conclusion
    entitled: Mark
    due: Mark
    deducted: Mark
    mark: Mark


@dataclass(frozen=True, slots=True)
class SectionGrade:
    """One section's sums over what is beneath it, caps applied; `level` counts from 1.

    `rate` is in ten-thousandths; None for 0 ÷ 0 and while an item beneath is open (`mark` is then
    what has been earned so far).
    """

    number: str
    title: str
    level: int
    points: Mark
    entitled: Mark
    due: Mark
    deducted: Mark
    mark: Mark
    rate: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """One unit's result on one side. While items are open, marks and grade are None."""

    side: Side
    open_items: int
    """Items that keep the mark back (see `answer_rules.is_open`)."""
    checked_items: int
    """Scored items and tasks that do not."""
    items: tuple[ItemGrade, ...]
    sections: tuple[SectionGrade, ...]
    earned: Mark
    entitled: Mark
    due: Mark
    """Sum of all deductions before any cap."""
    deducted: Mark
    """Sum of all deductions after the caps; "deducted so far" while items are open."""
    base: Mark | None = None
    """The basic mark (年终基础分) as it is published, rounded."""
    sources: Mapping[str, Mark] = field(default_factory=dict)
    """The published marks of the composite's sources by name, the basic one included."""
    bonus_due: Mark = Mark(0)
    """What the bonus items earn after their own caps, before the gates and the cap over all."""
    bonus: Mark = Mark(0)
    penalty: Mark = Mark(0)
    original: Mark | None = None
    """The final mark before a veto; the mark itself where there is none."""
    mark: Mark | None = None
    grade: str | None = None
    """The proposed grade."""
    vetoes: tuple[str, ...] = ()
    """Numbers of the veto items that were found."""
    working: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """One unit's place in its class.

    `grade` is the one its mark gives. `over_quota`: it has the mark for the best grade but ranks
    beyond the quota; where a tie crosses the quota its units are in `tie_across_quota` instead,
    for the meeting to decide.
    """

    unit: UnitId
    mark: Mark | None
    rank: int | None
    grade: str | None
    over_quota: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassResult:
    """One class: ranking in order of mark, average, grades counted, section rates and quota."""

    unit_class: str
    ranked: tuple[Ranked, ...]
    average: Mark | None
    grades: tuple[tuple[str, int], ...]
    sections: tuple[SectionGrade, ...]
    """Sums over all graded units: rate = Σ earned ÷ Σ entitled, never mean ÷ full."""
    total: SectionGrade | None = None
    """The same sums over the whole list, level 0."""
    quota: int | None = None
    """The most units that may hold the best grade."""
    best_by_mark: int = 0
    """How many have the mark for it."""
    tie_across_quota: tuple[UnitId, ...] = ()
