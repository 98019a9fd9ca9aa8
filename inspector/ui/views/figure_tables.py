"""Figures as tables: for each view its columns, rows, formulas, shades, and where a field leads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from inspector.domain.ids import UnitId
from inspector.domain.marks import percent, share, whole_mark
from inspector.domain.statistics import ItemFigure, ItemLoss, ItemOutcome, PartRate, View
from inspector.i18n.gettext import _
from inspector.i18n.rates import share_formula
from inspector.i18n.words import label
from inspector.jobs.statistics import Shown
from inspector.report.statistic_charts import figure_text
from inspector.services.next_time import Compared
from inspector.services.statistic_charts import first_level
from inspector.services.statistic_figures import (
    Comparison,
    Figures,
    Grid,
    GridColumn,
    LineKind,
    Losses,
    Ranking,
    RateLine,
    UnitLine,
)
from inspector.services.statistic_tables import average_formula, change_text, rate_formula
from inspector.ui.models.table import Column
from inspector.ui.screen import Spot

_FULL: Final = 10_000
_NO_RATE: Final = -1
_STEP: Final = "　"
"""Sets what lies beneath something in from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """One table; `spot` says where a field leads, `depth` how dark it is."""

    columns: tuple[Column[Any], ...]
    rows: tuple[Any, ...]
    spot: Callable[[Any, int], Spot | None] = lambda _row, _column: None
    depth: Callable[[Any, int], int | None] | None = None
    tips: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    """Formulas that are about the table as a whole."""


def table_of(shown: Shown) -> FigureTable:
    """Return the table of a view."""
    if shown.comparison is not None:
        return _comparison(shown.comparison)
    figures = shown.figures
    if figures is None:
        return FigureTable(columns=(), rows=())
    make = {
        View.RATES: _rates,
        View.UNIT_RATES: _unit_rates,
        View.RANKING: _ranking,
        View.GRID: _grid,
        View.LOSSES: _losses,
    }[shown.view]
    return make(figures)


_Part = tuple[RateLine, tuple[str, ...]]

# --- rates ----------------------------------------------------------------------------------------


def _rates(figures: Figures) -> FigureTable:
    """Make a row of each part of each line; one unit stands beside its class."""
    single = [one for one in figures.rates if one.kind is LineKind.UNIT]
    lines = [one for one in figures.rates if one.kind is not LineKind.UNIT]
    is_one_unit = len(figures.rankings) == 1 and figures.rankings[0].counted.units == 1
    over = [single[0], *lines] if is_one_unit else lines
    told = tuple(rate_formula(_line_name(line), line.whole) for line in over)
    if is_one_unit:
        return replace(_unit_beside_class(single[0], lines[-1]), told=told)
    rows = [(line, path) for line in lines for path in ((), *(part.path for part in line.parts))]
    if len(lines) == 1:
        rows = [*rows[1:], rows[0]]
    columns: tuple[Column[_Part], ...] = (
        Column(_("Part"), partial(_row_name, len(lines) > 1), width=210),
        Column(_("Earned"), lambda row: _sum(*row, "earned"), is_number=True, width=84),
        Column(_("Entitled"), lambda row: _sum(*row, "entitled"), is_number=True, width=84),
        Column(
            _("Rate"),
            lambda row: _rate_of(*row),
            is_number=True,
            width=84,
            key=lambda row: _rate_key(*row),
            tip=lambda row: _formula_of(*row),
        ),
    )
    return FigureTable(columns=columns, rows=tuple(rows), told=told)


def _line_name(line: RateLine) -> str:
    return line.label + _("Total")


def _row_name(is_nested: bool, row: _Part) -> str:
    line, path = row
    if not path:
        return _line_name(line)
    return f"{_STEP}{_part_name(path)}" if is_nested else _part_name(path)


def _unit_beside_class(unit: RateLine, others: RateLine) -> FigureTable:
    paths = tuple(part.path for part in unit.parts)
    columns: list[Column[tuple[str, ...]]] = [Column(_("Part"), _part_name, width=200)]
    for line in (unit, others):
        columns.append(
            Column(
                line.label or _("All units"),
                partial(_rate_of, line),
                is_number=True,
                width=110,
                key=partial(_rate_key, line),
                tip=partial(_formula_of, line),
            )
        )
    return FigureTable(
        columns=tuple(columns),
        rows=(*paths, ()),
        spot=lambda _row, _column: Spot(unit=unit.unit),
    )


def _part_name(path: tuple[str, ...]) -> str:
    return _STEP * (len(path) - 1) + path[-1] if path else _("Total")


def _part_at(line: RateLine, path: tuple[str, ...]) -> PartRate | None:
    if not path:
        return line.whole
    return next((part for part in line.parts if part.path == path), None)


def _sum(line: RateLine, path: tuple[str, ...], member: str) -> str:
    part = _part_at(line, path)
    return "" if part is None else whole_mark(getattr(part, member))


def _rate_of(line: RateLine, path: tuple[str, ...]) -> str:
    part = _part_at(line, path)
    return _percent(part.rate if part is not None and line.counted.complete else None)


def _rate_key(line: RateLine, path: tuple[str, ...]) -> int:
    part = _part_at(line, path)
    return _NO_RATE if part is None or part.rate is None else part.rate


def _formula_of(line: RateLine, path: tuple[str, ...]) -> str:
    part = _part_at(line, path)
    return "" if part is None else rate_formula(_part_name(path).strip(), part)


def _unit_rates(figures: Figures) -> FigureTable:
    lines = tuple(one for one in figures.rates if one.kind is LineKind.UNIT)
    paths = list(dict.fromkeys(part.path for one in lines for part in first_level(one)))
    columns: list[Column[RateLine]] = [Column(_("Unit"), lambda row: row.label, width=150)]
    for path in (*paths, ()):
        columns.append(
            Column(
                _part_name(path),
                partial(_rate_at, path),
                is_number=True,
                width=92,
                key=partial(_rate_key_at, path),
                tip=partial(_formula_at, path),
            )
        )

    def depth(row: RateLine, column: int) -> int | None:
        part = None if not column else _part_at(row, (*paths, ())[column - 1])
        return None if part is None or part.rate is None else 2 * (_FULL - part.rate)

    return FigureTable(
        columns=tuple(columns),
        rows=lines,
        depth=depth,
        spot=lambda row, _column: Spot(unit=row.unit),
    )


def _rate_at(path: tuple[str, ...], line: RateLine) -> str:
    return _rate_of(line, path)


def _rate_key_at(path: tuple[str, ...], line: RateLine) -> int:
    return _rate_key(line, path)


def _formula_at(path: tuple[str, ...], line: RateLine) -> str:
    return f"{line.label}　{_formula_of(line, path)}"


# --- ranking --------------------------------------------------------------------------------------


def _ranking(figures: Figures) -> FigureTable:
    rows = [(group, line) for group in figures.rankings for line in group.lines]
    columns: list[Column[tuple[Ranking, UnitLine]]] = [
        Column(
            _("Rank"),
            lambda row: str(row[1].rank or "—"),
            is_number=True,
            width=56,
            key=lambda row: row[1].rank or len(rows) + 1,
        ),
        Column(_("Unit"), lambda row: row[1].label, width=150),
        Column(
            _("Mark"),
            lambda row: "—" if row[1].mark is None else whole_mark(row[1].mark),
            is_number=True,
            width=80,
            key=lambda row: _NO_RATE if row[1].mark is None else row[1].mark,
        ),
        Column(_("Grade by mark"), lambda row: row[1].grade, width=84),
    ]
    if any(line.approved_grade for _group, line in rows):
        columns.append(Column(_("Approved grade"), lambda row: row[1].approved_grade, width=84))
    if not figures.counted.is_whole:
        columns.append(
            Column(_("Checked"), lambda row: f"{row[1].checked}/{row[1].of_items}", width=76)
        )
    if len(figures.rankings) > 1:
        columns.append(Column(_("Class"), lambda row: row[0].name))
    told = [average_formula(one.name + _("Average"), one) for one in figures.rankings]
    return FigureTable(
        columns=tuple(columns),
        rows=tuple(rows),
        spot=lambda row, _column: Spot(unit=row[1].unit),
        told=tuple(filter(None, told)),
    )


# --- units by items -------------------------------------------------------------------------------

_Row = tuple[UnitLine, tuple[ItemFigure | None, ...]]


def _grid(figures: Figures) -> FigureTable:
    """Make one table of the first class; several lists have no items in common."""
    if not figures.grids:
        return FigureTable(columns=(), rows=())
    grid = figures.grids[0]
    columns: list[Column[_Row]] = [
        Column(_("Unit"), lambda row: row[0].label, width=150),
        Column(_("Lost"), _lost, is_number=True, width=76, key=_lost_key),
    ]
    columns += [_grid_column(grid, at) for at in range(len(grid.columns))]

    def depth(row: _Row, column: int) -> int | None:
        figure = row[1][column - 2] if column > 1 else None
        return None if figure is None else _depth(figure)

    def spot(row: _Row, column: int) -> Spot:
        item = grid.columns[column - 2].key if column > 1 else None
        return Spot(unit=row[0].unit, item=item)

    return FigureTable(
        columns=tuple(columns),
        rows=grid.rows,
        depth=depth,
        spot=spot,
        tips=("", _("Sum of what was lost by item"), *(_column_tip(one) for one in grid.columns)),
    )


def _grid_column(grid: Grid, at: int) -> Column[_Row]:
    item = grid.columns[at]

    def tip(row: _Row) -> str:
        figure = row[1][at]
        words = "" if figure is None else f"　{label(figure.outcome)} {figure_text(figure)}"
        return f"{row[0].label}　{item.title}{words}"

    return Column(
        item.number,
        lambda row: figure_text(row[1][at]),
        is_number=True,
        width=58,
        key=lambda row: _lost_at(row[1][at]),
        tip=tip,
    )


def _column_tip(column: GridColumn) -> str:
    lost = _("lost by {count} units, {marks} in all").format(
        count=column.units, marks=whole_mark(column.lost)
    )
    return f"{column.title}\n{lost}"


def _lost_at(figure: ItemFigure | None) -> int:
    return _NO_RATE if figure is None else figure.lost


def _lost_key(row: _Row) -> int:
    known = [one for one in row[1] if one is not None]
    return sum(one.lost for one in known if one.is_lost) if known else _NO_RATE


def _lost(row: _Row) -> str:
    if not row[0].is_complete:
        return f"{row[0].checked}/{row[0].of_items}"
    return whole_mark(_lost_key(row))


def _depth(figure: ItemFigure) -> int | None:
    if figure.outcome is ItemOutcome.PENALISED:
        return _FULL
    if figure.outcome is not ItemOutcome.LOST:
        return None
    return figure.share_lost if figure.entitled else _FULL // 2


# --- losses ---------------------------------------------------------------------------------------

_Loss = tuple[Losses, ItemLoss]


def _losses(figures: Figures) -> FigureTable:
    rows = [(group, one) for group in figures.losses for one in group.found]
    columns: list[Column[_Loss]] = [
        Column(_("Item"), lambda row: row[1].title, width=180),
        Column(
            _("Units that lost"),
            lambda row: f"{len(row[1].units)}/{row[1].of_units}",
            is_number=True,
            width=84,
            key=lambda row: len(row[1].units),
            tip=_who_lost,
        ),
        Column(
            _("Lost"),
            lambda row: whole_mark(row[1].lost),
            is_number=True,
            width=72,
            key=lambda row: row[1].lost,
        ),
        Column(
            _("Of all lost"),
            lambda row: _percent(share(row[1].lost, row[0].lost)),
            is_number=True,
            width=84,
            key=lambda row: row[1].lost,
            tip=lambda row: share_formula(
                _("Of all lost"),
                whole_mark(row[1].lost),
                whole_mark(row[0].lost),
                share(row[1].lost, row[0].lost),
            ),
        ),
        Column(
            _("Rate"),
            lambda row: _percent(row[1].rate),
            is_number=True,
            width=72,
            key=lambda row: _NO_RATE if row[1].rate is None else row[1].rate,
            tip=_loss_formula,
        ),
    ]
    if len(figures.losses) > 1:
        columns.append(Column(_("Class"), lambda row: row[0].name))
    return FigureTable(columns=tuple(columns), rows=tuple(rows), spot=_first_to_lose)


def _who_lost(row: _Loss) -> str:
    group, one = row
    names = "、".join(group.names[unit] for unit in one.units)
    words = share_formula(
        _("Units that lost"), str(len(one.units)), str(one.of_units), one.share_of_units
    )
    return f"{words}\n{names}"


def _loss_formula(row: _Loss) -> str:
    one = row[1]
    earned = whole_mark(one.entitled - one.lost)
    return share_formula(one.title, earned, whole_mark(one.entitled), one.rate)


def _first_to_lose(row: _Loss, _column: int) -> Spot | None:
    units: Sequence[UnitId] = row[1].units
    return Spot(unit=units[0], item=row[1].key) if units else None


# --- this time against last -----------------------------------------------------------------------


def _comparison(found: Comparison) -> FigureTable:
    columns: tuple[Column[Compared], ...] = (
        Column(_("Unit"), lambda row: row.unit.label, width=150),
        Column(
            _("Before"),
            lambda row: _percent(row.before),
            is_number=True,
            width=84,
            key=lambda row: _NO_RATE if row.before is None else row.before,
            tip=lambda row: _compared_formula(row, 0),
        ),
        Column(
            _("Now"),
            lambda row: _percent(row.now),
            is_number=True,
            width=84,
            key=lambda row: _NO_RATE if row.now is None else row.now,
            tip=lambda row: _compared_formula(row, 1),
        ),
        Column(
            _("Change"),
            lambda row: change_text(row.before, row.now),
            is_number=True,
            width=76,
            key=lambda row: (row.now or 0) - (row.before or 0),
        ),
        Column(
            _("Comparable share"),
            lambda row: _percent(row.share),
            is_number=True,
            width=92,
            key=lambda row: _NO_RATE if row.share is None else row.share,
            tip=_share_formula,
        ),
    )
    told = [
        share_formula(
            name + _("Total"),
            whole_mark(found.earned[at]),
            whole_mark(found.entitled[at]),
            share(found.earned[at], found.entitled[at]),
        )
        for at, name in enumerate((_("Before"), _("Now")))
        if found.lines
    ]
    return FigureTable(
        columns=columns,
        rows=found.lines,
        spot=lambda row, _column: Spot(unit=row.unit.id),
        tips=("", "", "", _("In percentage points"), ""),
        told=tuple(told),
    )


def _compared_formula(row: Compared, at: int) -> str:
    rate = (row.before, row.now)[at]
    earned, entitled = whole_mark(row.earned[at]), whole_mark(row.entitled[at])
    return share_formula(row.unit.label, earned, entitled, rate)


def _share_formula(row: Compared) -> str:
    words = share_formula(
        _("Comparable share"), whole_mark(row.points[0]), whole_mark(row.points[1]), row.share
    )
    items = _("{count} of {all} items").format(count=row.items, all=row.of_items)
    return f"{words}　{items}"


def _percent(rate: int | None) -> str:
    return "—" if rate is None else percent(rate)
