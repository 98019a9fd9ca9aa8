"""Figures over many units: rates by part of the list, where marks are lost, units by items."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import Checklist, Item, ItemKind
from inspector.domain.ids import ItemKey, UnitId
from inspector.domain.marks import Mark, share
from inspector.domain.results import Grading, ItemGrade

_FALLS_SHORT: Final = frozenset({Conclusion.PARTLY_MET, Conclusion.NOT_MET})


class View(StrEnum):
    """What a person wants to see of the figures."""

    RATES = "rates"  # 各部分得分率
    UNIT_RATES = "unit_rates"  # 各单位得分率
    RANKING = "ranking"  # 得分排名
    GRID = "grid"  # 单位×指标
    LOSSES = "losses"  # 失分集中指标
    COMPARISON = "comparison"  # 与上次比较


@dataclass(frozen=True, slots=True)
class PartRate:
    """What was earned of what could be under one heading: rate = earned ÷ entitled, never a mean.

    `path` holds the titles from the first level down to this one; it is empty for the whole.
    """

    path: tuple[str, ...]
    earned: Mark
    entitled: Mark

    @property
    def rate(self) -> int | None:
        """The rate in ten-thousandths, None for 0 ÷ 0."""
        return share(self.earned, self.entitled)


class ItemOutcome(StrEnum):
    """What an item came to for one unit, as a table of units by items tells it."""

    FULL = "full"
    LOST = "lost"
    NOT_APPLICABLE = "not_applicable"
    DID_NOT_OCCUR = "did_not_occur"
    OPEN = "open"
    ADDED = "added"
    """A bonus that was earned."""
    PENALISED = "penalised"
    """A penalty, or a veto, that was found."""
    NONE = "none"
    """A bonus, penalty or veto of which there was nothing; a task that was met."""


_LOSING: Final = frozenset({ItemOutcome.LOST, ItemOutcome.PENALISED})


class ItemFigure(NamedTuple):
    """One item of one unit. `lost` is entitled - mark; a bonus has only a mark, a penalty loses.

    A named tuple because a table of units by items hands tens of thousands from one process to
    another, and they get there eight times as fast.
    """

    outcome: ItemOutcome
    entitled: Mark
    mark: Mark
    lost: Mark

    @property
    def is_lost(self) -> bool:
        """Whether the unit lost by it: it fell short, or a penalty was found."""
        return self.outcome in _LOSING

    @property
    def share_lost(self) -> int:
        """How much of what could be earned was lost, in ten-thousandths."""
        return share(self.lost, self.entitled) or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLoss:
    """One item over many units: how many lost marks by it, and how much."""

    key: ItemKey
    number: str
    title: str
    part: str
    """The title of its chapter."""
    units: tuple[UnitId, ...]
    """The units that lost by it, in the order given."""
    of_units: int
    """How many units it applies to."""
    lost: Mark
    entitled: Mark

    @property
    def share_of_units(self) -> int | None:
        """How many of the units lost by it, in ten-thousandths."""
        return share(len(self.units), self.of_units)

    @property
    def rate(self) -> int | None:
        """What was earned of what could be, in ten-thousandths; None for a task."""
        return share(self.entitled - self.lost, self.entitled)


def is_complete(grading: Grading) -> bool:
    """Whether every item of a unit is checked, so that it counts in figures over many units."""
    return grading.open_items == 0


def whole_rate(gradings: Iterable[Grading]) -> PartRate:
    """Return the rate over whole lists."""
    counted = list(gradings)
    return PartRate(
        (),
        Mark(sum(one.earned for one in counted)),
        Mark(sum(one.entitled for one in counted)),
    )


def part_rates(gradings: Iterable[Grading]) -> tuple[PartRate, ...]:
    """Return the rates by section, at every level, in the order in which sections first appear.

    Sections of several lists are one where they and all above them bear the same titles.
    """
    earned: dict[tuple[str, ...], int] = {}
    entitled: dict[tuple[str, ...], int] = {}
    for grading in gradings:
        for path, mark, most in _parts(grading):
            earned[path] = earned.get(path, 0) + mark
            entitled[path] = entitled.get(path, 0) + most
    return tuple(
        PartRate(path, Mark(mark), Mark(entitled[path])) for path, mark in _in_order(earned)
    )


def item_figures(checklist: Checklist, grading: Grading) -> Mapping[ItemKey, ItemFigure]:
    """Return what each item came to for one unit, by item."""
    items = {item.key: item for _, item in checklist.items()}
    return {
        grade.key: _figure(items[grade.key], grade, grading.vetoes)
        for grade in grading.items
        if grade.key in items
    }


def item_losses(
    checklist: Checklist, gradings: Sequence[tuple[UnitId, Grading]]
) -> tuple[ItemLoss, ...]:
    """Return the items by which units lost, those that most units lost by first, then most marks.

    Bonus, penalty and veto items stand outside; a task counts the units that fell short of it.
    """
    figures = [(unit, item_figures(checklist, grading)) for unit, grading in gradings]
    found = [
        _loss(path[0].title if path else "", item, figures)
        for path, item in checklist.items()
        if item.kind in (ItemKind.SCORED, ItemKind.TASK)
    ]
    losing = [one for one in found if one.units]
    return tuple(sorted(losing, key=lambda one: (-len(one.units), -one.lost)))


# --- beneath --------------------------------------------------------------------------------------


def _parts(grading: Grading) -> Iterator[tuple[tuple[str, ...], int, int]]:
    above: list[str] = []
    for section in grading.sections:
        above[section.level - 1 :] = [section.title]
        yield tuple(above), section.mark, section.entitled


def _in_order(
    found: Mapping[tuple[str, ...], int],
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield sections with those beneath them, though lists differ in which they have."""
    places: dict[tuple[str, ...], int] = {}
    for path in found:
        for depth in range(1, len(path) + 1):
            places.setdefault(path[:depth], len(places))
    yield from sorted(
        found.items(),
        key=lambda entry: [places[entry[0][:depth]] for depth in range(1, len(entry[0]) + 1)],
    )


def _figure(item: Item, grade: ItemGrade, vetoes: Sequence[str]) -> ItemFigure:
    outcome = _outcome(item, grade, item.number in vetoes)
    if item.kind is ItemKind.SCORED:
        lost = grade.entitled - grade.mark if outcome is ItemOutcome.LOST else 0
    else:
        lost = max(-grade.mark, 0)
    return ItemFigure(outcome, grade.entitled, grade.mark, Mark(lost))


def _outcome(item: Item, grade: ItemGrade, is_veto: bool) -> ItemOutcome:
    if grade.conclusion is Conclusion.NOT_APPLICABLE:
        return ItemOutcome.NOT_APPLICABLE
    match item.kind:
        case ItemKind.SCORED:
            return _scored_outcome(grade)
        case ItemKind.TASK:
            return _task_outcome(grade)
        case ItemKind.BONUS:
            return ItemOutcome.ADDED if grade.mark > 0 else ItemOutcome.NONE
        case ItemKind.PENALTY | ItemKind.VETO:
            found = is_veto or grade.mark < 0
            return ItemOutcome.PENALISED if found else ItemOutcome.NONE


def _scored_outcome(grade: ItemGrade) -> ItemOutcome:
    if grade.conclusion is Conclusion.OPEN:
        return ItemOutcome.OPEN
    if grade.mark < grade.entitled:
        return ItemOutcome.LOST
    if grade.conclusion is Conclusion.DID_NOT_OCCUR:
        return ItemOutcome.DID_NOT_OCCUR
    return ItemOutcome.FULL if grade.entitled else ItemOutcome.NOT_APPLICABLE


def _task_outcome(grade: ItemGrade) -> ItemOutcome:
    if grade.conclusion is Conclusion.OPEN:
        return ItemOutcome.OPEN
    return ItemOutcome.LOST if grade.conclusion in _FALLS_SHORT else ItemOutcome.NONE


def _loss(
    part: str, item: Item, figures: Sequence[tuple[UnitId, Mapping[ItemKey, ItemFigure]]]
) -> ItemLoss:
    known = [(unit, found[item.key]) for unit, found in figures if item.key in found]
    is_task = item.kind is ItemKind.TASK
    applying = [
        (unit, one)
        for unit, one in known
        if one.entitled or (is_task and one.outcome is not ItemOutcome.NOT_APPLICABLE)
    ]
    return ItemLoss(
        key=item.key,
        number=item.number,
        title=item.title,
        part=part,
        units=tuple(unit for unit, one in applying if one.outcome is ItemOutcome.LOST),
        of_units=len(applying),
        lost=Mark(sum(one.lost for _unit, one in applying)),
        entitled=Mark(sum(one.entitled for _unit, one in applying)),
    )
