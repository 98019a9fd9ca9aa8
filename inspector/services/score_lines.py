"""What a score sheet shows of an item, of a section and of the whole, as plain values."""

from dataclasses import dataclass

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import CheckingWay, ItemKind
from inspector.domain.ids import ItemKey
from inspector.domain.marks import Mark


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of a unit: what the list says of it, and how it stands.

    `points` are those that hold for this unit, None for a task or a veto. `deducted` is what is
    taken off after the caps of the item and its rules; `earned` what a bonus item brings.
    """

    key: ItemKey
    number: str
    title: str
    kind: ItemKind
    ways: tuple[CheckingWay, ...]
    points: Mark | None
    conclusion: Conclusion
    is_open: bool
    deducted: Mark
    earned: Mark
    findings: int
    evidence: int
    lacks_evidence: bool
    """Whether a deduction stands that nothing shows (缺依据)."""
    in_bulk: bool
    is_spared: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section and its sums; `due` is what would be deducted were it not for its own cap."""

    index: int
    number: str
    title: str
    points: Mark | None
    due: Mark
    deducted: Mark


@dataclass(frozen=True, slots=True)
class Totals:
    """How far a unit is checked; mark and grade are None while items are open."""

    checked: int
    items: int
    deducted: Mark
    mark: Mark | None
    grade: str | None
