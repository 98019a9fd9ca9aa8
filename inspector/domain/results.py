"""What grading returns: marks, entitled points, rates, grade, rank and the working."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inspector.domain.answer import Conclusion, Side
from inspector.domain.ids import ItemKey, UnitId
from inspector.domain.marks import Mark


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working: a code, what it is about, and the numbers that went into it.

    Marks stand as marks in `numbers` (ten-thousandths); the words are made by `i18n.working`.
    """

    code: str
    subject: str = ""
    numbers: tuple[int, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemGrade:
    """One item's mark. `due` is the deduction before the cap, `deducted` after it."""

    key: ItemKey
    number: str
    conclusion: Conclusion
    entitled: Mark
    due: Mark
    deducted: Mark
    mark: Mark


@dataclass(frozen=True, slots=True)
class SectionGrade:
    """One section's sums over what is beneath it; `rate` in ten-thousandths, None for 0 ÷ 0."""

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
    checked_items: int
    items: tuple[ItemGrade, ...]
    sections: tuple[SectionGrade, ...]
    earned: Mark
    entitled: Mark
    due: Mark
    """Sum of all deductions before any cap."""
    deducted: Mark
    """Sum of all deductions after the caps; "deducted so far" while items are open."""
    base: Mark | None = None
    """The basic mark (年终基础分), published."""
    sources: Mapping[str, Mark] = field(default_factory=dict)
    """The published marks of the composite's sources by name, the basic one included."""
    bonus_due: Mark = Mark(0)
    bonus: Mark = Mark(0)
    penalty: Mark = Mark(0)
    original: Mark | None = None
    """The final mark before a veto."""
    mark: Mark | None = None
    grade: str | None = None
    """The proposed grade."""
    vetoes: tuple[str, ...] = ()
    """Numbers of the veto items that were found."""
    working: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """One unit's place in its class. `over_quota` asks the meeting to decide; nobody else does."""

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
    quota: int | None = None
    best_by_mark: int = 0
    tie_across_quota: tuple[UnitId, ...] = ()
