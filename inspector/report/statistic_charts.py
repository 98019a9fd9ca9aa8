"""Figures as charts, in the words of papers: rates, ranking, losses, units by items, this and last.

The screens of statistics and the papers make their charts here, so that both show one drawing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from inspector.domain import statistics
from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.inspection import UnitClass
from inspector.domain.marks import ONE, Mark
from inspector.domain.statistics import ItemFigure, ItemLoss, ItemOutcome, PartRate
from inspector.report import phrasing
from inspector.report.document import Chart, ChartKind, ChartRow
from inspector.report.inspection_fields import class_title, classes, result_of, units_of

_WHOLE: Final = "合计"
_ALL: Final = 10_000
_RATE_NOTE: Final = "得分率＝得分合计÷应得合计，不涉及的指标不计入应得分。"
_LOSS_NOTE: Final = (
    "按失分单位数由多到少排列，单位数相同的按失分合计排列；失分为封顶后的扣分，"
    "“失分单位”为失分单位数÷适用单位数。"
)
_MOST_LOSSES: Final = 15
_FULL_MARK: Final = 100 * ONE


@dataclass(frozen=True, slots=True)
class Place:
    """One unit's place in its class, as a bar shows it."""

    label: str
    mark: Mark | None
    rank: int | None
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Twice:
    """A name with its rate now and before, over what can be compared, and how much that is."""

    label: str
    now: int | None
    before: int | None
    share: int | None


def rates(title: str, parts: Sequence[PartRate], whole: PartRate | None = None) -> Chart:
    """Return a bar for the rate of each part, and for the whole last."""
    shown = [(part.path[-1], part) for part in parts if part.entitled]
    if whole is not None and whole.entitled:
        shown.append((_WHOLE, whole))
    return Chart(
        name="statistics.rates",
        title=title,
        rows=tuple(
            ChartRow(label=label, values=(part.rate,), texts=(phrasing.percent(part.rate),))
            for label, part in shown
        ),
        notes=(_RATE_NOTE,),
    )


def against(
    title: str,
    names: tuple[str, str],
    parts: Sequence[tuple[PartRate, PartRate | None]],
    kind: ChartKind = ChartKind.PAIRS,
) -> Chart:
    """Return the rates of one beside those of another, such as a unit beside its class."""
    rows = []
    for one, other in parts:
        values = (one.rate, None if other is None else other.rate)
        texts = tuple(map(phrasing.percent, values))
        rows.append(
            ChartRow(label=one.path[-1] if one.path else _WHOLE, values=values, texts=texts)
        )
    return Chart(
        name="statistics.rates_against",
        kind=kind,
        title=title,
        series=names,
        rows=tuple(rows),
        notes=(_RATE_NOTE,),
    )


def ranking(title: str, places: Sequence[Place], notes: tuple[str, ...] = ()) -> Chart:
    """Return a bar for each unit's mark, in the order given."""
    marks = [one.mark for one in places if one.mark is not None]
    return Chart(
        name="statistics.ranking",
        title=title,
        rows=tuple(
            ChartRow(
                label=f"{one.rank or '—'}　{one.label}",
                values=(one.mark,),
                texts=("待核查" if one.mark is None else phrasing.mark_text(one.mark),),
                note=one.grade,
            )
            for one in places
        ),
        full=max([_FULL_MARK, *marks]),
        notes=notes,
    )


def losses(title: str, found: Sequence[ItemLoss], most: int = _MOST_LOSSES) -> Chart:
    """Return a bar for the share of units that lost by each item, most first."""
    return Chart(
        name="statistics.losses",
        title=title,
        rows=tuple(
            ChartRow(
                label=one.title,
                values=(one.share_of_units,),
                texts=(f"{len(one.units)}/{one.of_units}家",),
                note=f"失{phrasing.mark_text(one.lost)}分" if one.lost else "",
            )
            for one in found[:most]
        ),
        notes=(_LOSS_NOTE,),
    )


def grid(
    title: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[ItemFigure | None]]],
) -> Chart:
    """Return units by items: what was lost is printed, and darker the more of the item it is."""
    return Chart(
        name="statistics.grid",
        kind=ChartKind.GRID,
        title=title,
        series=tuple(columns),
        rows=tuple(
            ChartRow(
                label=label,
                values=tuple(map(_depth, figures)),
                texts=tuple(map(figure_text, figures)),
            )
            for label, figures in rows
        ),
        notes=("表中数字为失分，颜色越深失分占该指标应得分的比例越大；／为不涉及，空格为未失分。",),
    )


def part_grid(
    title: str,
    parts: Sequence[str],
    rows: Sequence[tuple[str, PartRate, Sequence[PartRate | None]]],
) -> Chart:
    """Return units by parts: each rate printed, darker the lower it is; the whole last."""
    return Chart(
        name="statistics.unit_rates",
        kind=ChartKind.GRID,
        title=title,
        series=(*parts, _WHOLE),
        rows=tuple(
            ChartRow(
                label=label,
                values=tuple(_lack(one) for one in (*found, whole)),
                texts=tuple(_rate_text(one) for one in (*found, whole)),
            )
            for label, whole, found in rows
        ),
        full=_ALL // 2,
        notes=(_RATE_NOTE, "颜色越深得分率越低。"),
    )


def twice(title: str, names: tuple[str, str], found: Sequence[Twice]) -> Chart:
    """Return the rates now and before, with how much of the list can be compared."""
    return Chart(
        name="statistics.twice",
        kind=ChartKind.PAIRS,
        title=title,
        series=names,
        rows=tuple(
            ChartRow(
                label=one.label,
                values=(one.now, one.before),
                texts=(phrasing.percent(one.now), phrasing.percent(one.before)),
                note=f"可比{phrasing.percent(one.share)}",
            )
            for one in found
        ),
        notes=(
            "只比较两次都已核查且内容、标准、分值均未变的指标；"
            "“可比”为这些指标的分值占本次计分指标分值的比例。",
        ),
    )


def figure_text(figure: ItemFigure | None) -> str:
    """Return what stands in a field of units by items."""
    if figure is None:
        return ""
    match figure.outcome:
        case ItemOutcome.NOT_APPLICABLE:
            return "／"
        case ItemOutcome.LOST:
            return f"−{phrasing.mark_text(figure.lost)}" if figure.lost else "未达"
        case ItemOutcome.PENALISED:
            return f"−{phrasing.mark_text(figure.lost)}" if figure.lost else "否决"
        case ItemOutcome.ADDED:
            return f"＋{phrasing.mark_text(figure.mark)}"
        case ItemOutcome.OPEN:
            return "待查"
        case _:
            return ""


def counted_note(complete: int, units: int) -> tuple[str, ...]:
    """Return the note that a figure over some of the units needs; none where all are complete."""
    if complete == units:
        return ()
    return (f"共{units}家，只统计已完成核查的{complete}家。",)


# --- for papers -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Class:
    one: UnitClass
    title: str
    """What its charts' titles begin with; nothing for a class that is alone."""
    units: Sequence[UnitDossier]
    complete: Sequence[UnitDossier]

    @property
    def notes(self) -> tuple[str, ...]:
        return counted_note(len(self.complete), len(self.units))


def _classes(dossier: InspectionDossier) -> Iterator[_Class]:
    for one in classes(dossier):
        units = units_of(dossier, one)
        complete = [unit for unit in units if statistics.is_complete(unit.approved)]
        if complete:
            yield _Class(one, class_title(dossier, one, ""), units, complete)


def _rates(dossier: InspectionDossier) -> Iterator[Chart]:
    for found in _classes(dossier):
        graded = [unit.approved for unit in found.complete]
        parts = [part for part in statistics.part_rates(graded) if len(part.path) == 1]
        if any(part.entitled for part in parts):
            chart = rates(f"{found.title}各部分得分率", parts, statistics.whole_rate(graded))
            yield _noted(chart, found)


def _ranking(dossier: InspectionDossier) -> Iterator[Chart]:
    for found in _classes(dossier):
        result = result_of(dossier, found.one)
        if result is None or len(found.complete) < len(found.units):
            continue
        names = {unit.unit.id: unit.unit.label for unit in found.units}
        places = [
            Place(names[one.unit], one.mark, one.rank, one.grade or "") for one in result.ranked
        ]
        yield ranking(f"{found.title}得分排名", places)


def _losses(dossier: InspectionDossier) -> Iterator[Chart]:
    for found in _classes(dossier):
        graded = [(unit.unit.id, unit.approved) for unit in found.complete]
        lost = statistics.item_losses(found.complete[0].checklist, graded)
        if lost:
            yield _noted(losses(f"{found.title}失分集中指标", lost), found)


def _noted(chart: Chart, found: _Class) -> Chart:
    return replace(chart, notes=(*chart.notes, *found.notes))


InspectionCharts = Callable[[InspectionDossier], Iterator[Chart]]

INSPECTION_CHARTS: Final[Mapping[str, InspectionCharts]] = {
    "各部分得分率": _rates,
    "得分排名": _ranking,
    "失分集中指标": _losses,
}
"""Charts by the name that templates use."""


# --- beneath --------------------------------------------------------------------------------------


def _depth(figure: ItemFigure | None) -> int | None:
    if figure is None:
        return None
    if figure.outcome is ItemOutcome.PENALISED:
        return _ALL
    if figure.outcome is ItemOutcome.LOST:
        return figure.share_lost if figure.entitled else _ALL // 2
    return 0


def _lack(part: PartRate | None) -> int | None:
    return None if part is None or part.rate is None else _ALL - part.rate


def _rate_text(part: PartRate | None) -> str:
    return "" if part is None else phrasing.percent(part.rate)
