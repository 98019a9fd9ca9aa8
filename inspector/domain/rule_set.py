"""The rule set: how an office turns findings into a mark, a grade and a rank, as data."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from inspector.domain.marks import Mark

SHARE_ONE = 10_000
"""Shares and weights are ten-thousandths of one: 30 % is 3000."""


class NotApplicable(StrEnum):
    """What an item that does not apply does to the total."""

    RATIO = "ratio"
    """Mark = earned ÷ entitled × full mark (the 安徽 formula; 75 × 4/3 is one case of it)."""
    SPREAD = "spread"
    """Its points are spread equally over applicable scored items (see `RuleSet.spread_over`)."""
    FULL = "full"
    """It earns its points."""
    EXCLUDE = "exclude"
    """It drops out and nothing is scaled."""


class DidNotOccur(StrEnum):
    """What an item earns when nothing happened this year."""

    FULL = "full"
    FULL_WITH_STATEMENT = "full_with_statement"
    """Full only with a published statement, otherwise `missing_statement_share` is lost."""
    AS_NOT_APPLICABLE = "as_not_applicable"


class RoundingOrder(StrEnum):
    """When numbers are rounded."""

    EACH_PUBLISHED = "each_published"
    """Each published number is rounded and the rounded one is used from there on."""
    LAST = "last"
    """Only the final mark is rounded; rank and grade use the rounded mark."""
    GRADE_EXACT = "grade_exact"
    """As LAST, but the grade is decided on the unrounded mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """Where deductions stop. `section_level` 1 caps at the first level of sections, 0 nowhere."""

    item: bool = True
    section_level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A threshold: the mark of the parts named (none: the basic mark) against `at_least`.

    Where an item of a part does not apply and the rule set scales (RATIO), the part's mark is
    scaled to the part's whole points before it is compared.
    """

    at_least: Mark
    inclusive: bool = True
    sections: tuple[str, ...] = ()
    """Numbers of the sections whose marks are added up for the comparison."""

    def is_passed_by(self, mark: int | Fraction) -> bool:
        """Whether a mark passes, rounded or not."""
        return mark >= self.at_least if self.inclusive else mark > self.at_least


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonus:
    """Bonus items: the most they earn in all, and the gates a unit must pass to earn any."""

    cap: Mark | None = None
    gates: tuple[Gate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartGate:
    """A part that must reach a mark, or the unit's grade is `grade` (or the worse one it has)."""

    gate: Gate
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """What a veto does: the grade it forces, and the mark it is limited to if any."""

    grade: str = "不合格"
    mark_limit: Mark | None = None
    ends_scoring: bool = False
    """No mark at all is given (不再对以下指标评分): the grade stands even while items are open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A grade and the least mark for it; `inclusive` is the ≥ that 90以上 leaves unsaid."""

    grade: str
    at_least: Mark
    inclusive: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source of a composite mark.

    A source is this inspection's own basic mark (`graded`), a column taken in from elsewhere
    under its name, or itself a composite of `parts`. A missing source drops out and the other
    weights are re-normalised, so equal weights make an arithmetic mean. A mark taken in under
    the name of a graded source stands in place of this inspection's own. With `parts`, `graded`
    says that the basic mark (年终基础分) is made of them.
    """

    name: str
    weight: int = SHARE_ONE
    graded: bool = False
    parts: tuple["Source", ...] = ()
    published: bool = True
    """Whether the number is printed, and so rounded under EACH_PUBLISHED."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """All choices of one scheme; the defaults are the plain ones."""

    name: str = ""
    full: Mark = Mark(1_000_000)
    caps: Caps = field(default_factory=Caps)
    not_applicable: NotApplicable = NotApplicable.RATIO
    spread_over: tuple[str, ...] = ()
    """For SPREAD: numbers of the sections whose applicable items share the points. None named:
    the section of the first level the item stands in, or the whole list if nothing is left there.
    """
    did_not_occur: DidNotOccur = DidNotOccur.FULL
    missing_statement_share: int = 4_000
    weights: tuple[tuple[str, int], ...] = ()
    """Weights of sections by number, on any level; each section then counts as its rate × weight
    × full. Sections of one parent that have weights are mixed by them, the others by points."""
    bonus: Bonus = field(default_factory=Bonus)
    part_gates: tuple[PartGate, ...] = ()
    veto: Veto = field(default_factory=Veto)
    composite: tuple[Source, ...] = ()
    """Sources of the yearly mark, weights summing to one; none means the basic mark alone."""
    bands: tuple[Band, ...] = ()
    """From best to worst; the last one's threshold is its floor."""
    quota: int | None = None
    """Largest share of a class that may hold the best grade, the number rounded down."""
    places: int = 2
    rounding: RoundingOrder = RoundingOrder.EACH_PUBLISHED
    grade_places: int | None = None
    """Decimals the mark is rounded to before it is graded; None grades the mark as it is."""
    appraisal_share: int = 400
    """Share at which the mark goes into the government's own appraisal (4 %)."""

    @property
    def best_grade(self) -> str | None:
        """The grade the quota limits."""
        return self.bands[0].grade if self.bands else None
