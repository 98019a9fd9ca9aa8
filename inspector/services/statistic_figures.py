"""The figures of an inspection as plain values, and the scope that they are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inspector.domain.ids import InspectionId, ItemKey, UnitId
from inspector.domain.marks import Mark
from inspector.domain.statistics import ItemFigure, ItemLoss, PartRate
from inspector.services.next_time import Compared


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: everything, one class, or one unit."""

    unit_class: str | None = None
    unit: UnitId | None = None


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Counted:
    """How many units figures are over: those whose every item is checked, of all."""

    complete: int
    units: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.complete == self.units


class LineKind(StrEnum):
    """Over what one line of rates was added up."""

    WHOLE = "whole"
    CLASS = "class"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLine:
    """Rates by part over all units, one class, or one unit; a unit with open items has none."""

    kind: LineKind
    label: str
    """A class's or unit's name; "" for the whole."""
    unit_class: str | None = None
    unit: UnitId | None = None
    counted: Counted
    whole: PartRate
    parts: tuple[PartRate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """One unit in its class. Without a mark it has no rank; `checked` says how far it is."""

    unit: UnitId
    label: str
    is_complete: bool
    checked: int
    of_items: int
    mark: Mark | None
    rank: int | None
    grade: str
    approved_grade: str
    over_quota: bool
    deducted: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """One class in order of rank, units without a mark last in official order."""

    unit_class: str
    name: str
    counted: Counted
    lines: tuple[UnitLine, ...]
    total: Mark
    """Sum of the published marks, which the average divides."""
    marked: int
    average: Mark | None
    """Mean of the published marks; None while any unit of the class has none."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """An item of a table units × items, with what all complete units lost by it."""

    key: ItemKey
    number: str
    title: str
    part: str
    points: Mark | None
    lost: Mark
    units: int
    """How many units lost by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Units × items of one class; a unit with open items has a row without figures."""

    unit_class: str
    name: str
    counted: Counted
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[UnitLine, tuple[ItemFigure | None, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """失分集中指标 of one class: items by how many units lost, then by how much."""

    unit_class: str
    name: str
    counted: Counted
    lost: Mark
    """What was lost by all items together."""
    found: tuple[ItemLoss, ...]
    names: Mapping[UnitId, str] = field(default_factory=dict)
    """Of the units that lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures of an inspection within a scope."""

    task: str
    is_scored: bool
    """False for lists of tasks, which bear no marks."""
    counted: Counted
    rates: tuple[RateLine, ...]
    """The whole or the class first, then (over several classes) each class, then the units."""
    rankings: tuple[Ranking, ...]
    grids: tuple[Grid, ...]
    losses: tuple[Losses, ...]

    @property
    def overall(self) -> RateLine | None:
        """The line over everything within the scope; None where only one unit is looked at."""
        return next((one for one in self.rates if one.kind is not LineKind.UNIT), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """This inspection against an earlier one, over the items alone that can be compared."""

    now: str
    before: str
    counted: Counted
    """Of the units that both inspections have."""
    lines: tuple[Compared, ...]
    earned: tuple[Mark, Mark]
    """Before and now, over all lines; so is `entitled`."""
    entitled: tuple[Mark, Mark]
    points: tuple[Mark, Mark]
    """Points of what can be compared, and of all."""


@dataclass(frozen=True, slots=True)
class Members:
    """What a scope can be: classes, units with their class, and inspections to compare with."""

    classes: tuple[tuple[str, str], ...] = ()
    """Names and keys of the classes that have units."""
    units: tuple[tuple[str, UnitId, str], ...] = ()
    """Names, ids and classes, in official order."""
    earlier: tuple[tuple[str, InspectionId], ...] = ()
    """Names and ids of the inspections of no later year."""
