"""Figures as `inspector statistics` shows them: plain tables, and values for machines."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from inspector.domain.marks import format_mark, percent, share, whole_mark
from inspector.domain.statistics import PartRate, View
from inspector.i18n.gettext import _
from inspector.report.statistic_charts import figure_text
from inspector.services.statistic_charts import first_level
from inspector.services.statistic_figures import (
    Comparison,
    Figures,
    Grid,
    LineKind,
    Losses,
    Ranking,
    RateLine,
)
from inspector.services.statistic_tables import average_formula, change_text, rate_formula

Json = dict[str, Any]


class Shown(NamedTuple):
    """One table with its title and the lines under it."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


def json_of(figures: Figures, comparison: Comparison | None, view: View) -> Json:
    """Return one view for machines; marks and rates are texts, None where there is none."""
    counted = figures.counted if comparison is None else comparison.counted
    made: Json = {"complete": counted.complete, "units": counted.units}
    if comparison is not None and view is View.COMPARISON:
        return {**made, **_comparison_json(comparison)}
    match view:
        case View.RANKING:
            made["classes"] = [_ranking_json(one) for one in figures.rankings]
        case View.GRID:
            made["classes"] = [_grid_json(one) for one in figures.grids]
        case View.LOSSES:
            made["classes"] = [_losses_json(one) for one in figures.losses]
        case _:
            made["lines"] = [_line_json(one) for one in figures.rates]
    return made


def tables_of(figures: Figures, comparison: Comparison | None, view: View) -> Iterator[Shown]:
    """Yield the tables of one view."""
    match view:
        case View.RATES:
            lines = [one for one in figures.rates if one.kind is not LineKind.UNIT]
            single = [one for one in figures.rates if one.kind is LineKind.UNIT]
            yield from map(_rates, lines + (single if len(single) == 1 else []))
        case View.UNIT_RATES:
            yield from _unit_rates(figures)
        case View.RANKING:
            yield from _rankings(figures)
        case View.GRID:
            yield from _grids(figures)
        case View.LOSSES:
            yield from _losses(figures)
        case View.COMPARISON:
            if comparison is not None:
                yield _comparison(comparison)


# --- tables ---------------------------------------------------------------------------------------


def _rates(line: RateLine) -> Shown:
    rows = [
        (
            "　" * (len(part.path) - 1) + part.path[-1],
            whole_mark(part.earned),
            whole_mark(part.entitled),
            _percent(part.rate),
        )
        for part in line.parts
    ]
    headers = (_("Part"), _("Earned"), _("Entitled"), _("Rate"))
    return Shown(line.label, headers, rows, (rate_formula(_("Total"), line.whole),))


def _unit_rates(figures: Figures) -> Iterator[Shown]:
    for group in figures.rankings:
        lines = [
            one
            for one in figures.rates
            if one.kind is LineKind.UNIT and one.unit_class == group.unit_class
        ]
        paths = list(dict.fromkeys(part.path for one in lines for part in first_level(one)))
        rows = []
        for one in lines:
            known = {part.path: part.rate for part in one.parts}
            rates = [_percent(known.get(path)) for path in paths]
            rows.append((one.label, *rates, _percent(one.whole.rate)))
        headers = (_("Unit"), *(path[-1] for path in paths), _("Total"))
        yield Shown(group.name, headers, rows)


def _rankings(figures: Figures) -> Iterator[Shown]:
    headers = (_("Rank"), _("Mark"), _("Grade"), _("Checked"), _("Unit"))
    for group in figures.rankings:
        rows = [
            (
                str(one.rank or "—"),
                "—" if one.mark is None else whole_mark(one.mark),
                one.approved_grade or one.grade or "—",
                f"{one.checked}/{one.of_items}",
                one.label,
            )
            for one in group.lines
        ]
        average = average_formula(_("Average"), group)
        yield Shown(group.name, headers, rows, (average,) if average else ())


def _grids(figures: Figures) -> Iterator[Shown]:
    for group in figures.grids:
        at = [number for number, column in enumerate(group.columns) if column.units]
        rows = [
            (line.label, *(figure_text(found[number]) for number in at))
            for line, found in group.rows
        ]
        yield Shown(group.name, (_("Unit"), *(group.columns[n].number for n in at)), rows)


def _losses(figures: Figures) -> Iterator[Shown]:
    headers = (_("Units that lost"), _("Lost"), _("Of all lost"), _("Rate"), _("Item"))
    for group in figures.losses:
        rows = [
            (
                f"{len(one.units)}/{one.of_units}",
                whole_mark(one.lost),
                _percent(share(one.lost, group.lost)),
                _percent(one.rate),
                one.title,
            )
            for one in group.found
        ]
        yield Shown(group.name, headers, rows)


def _comparison(found: Comparison) -> Shown:
    headers = (_("Before"), _("Now"), _("Change"), _("Comparable share"), _("Unit"))
    rows = [
        (
            _percent(one.before),
            _percent(one.now),
            change_text(one.before, one.now),
            _percent(one.share),
            one.unit.label,
        )
        for one in found.lines
    ]
    return Shown(f"{found.before} → {found.now}", headers, rows)


# --- values ---------------------------------------------------------------------------------------


def _part_json(part: PartRate) -> Json:
    return {
        "path": list(part.path),
        "earned": whole_mark(part.earned),
        "entitled": whole_mark(part.entitled),
        "rate": None if part.rate is None else percent(part.rate),
        "formula": rate_formula(part.path[-1] if part.path else _("Total"), part),
    }


def _line_json(line: RateLine) -> Json:
    return {
        "over": str(line.kind),
        "name": line.label,
        "class": line.unit_class,
        "complete": line.counted.complete,
        "units": line.counted.units,
        "total": _part_json(line.whole),
        "parts": [_part_json(part) for part in line.parts],
    }


def _ranking_json(group: Ranking) -> Json:
    return {
        "class": group.unit_class,
        "average": None if group.average is None else whole_mark(group.average),
        "average_formula": average_formula(_("Average"), group) or None,
        "lines": [
            {
                "unit": one.label,
                "rank": one.rank,
                "mark": None if one.mark is None else whole_mark(one.mark),
                "proposed_grade": one.grade or None,
                "approved_grade": one.approved_grade or None,
                "checked": one.checked,
                "items": one.of_items,
                "complete": one.is_complete,
            }
            for one in group.lines
        ],
    }


def _grid_json(group: Grid) -> Json:
    return {
        "class": group.unit_class,
        "items": [
            {
                "number": one.number,
                "title": one.title,
                "lost": whole_mark(one.lost),
                "units": one.units,
            }
            for one in group.columns
        ],
        "rows": [
            {
                "unit": line.label,
                "items": [
                    None
                    if one is None
                    else {
                        "outcome": str(one.outcome),
                        "mark": format_mark(one.mark),
                        "lost": format_mark(one.lost),
                    }
                    for one in found
                ],
            }
            for line, found in group.rows
        ],
    }


def _losses_json(group: Losses) -> Json:
    return {
        "class": group.unit_class,
        "lost": whole_mark(group.lost),
        "items": [
            {
                "number": one.number,
                "title": one.title,
                "part": one.part,
                "units": [group.names[unit] for unit in one.units],
                "of_units": one.of_units,
                "share_of_units": _percent(one.share_of_units),
                "lost": whole_mark(one.lost),
                "share_of_lost": _percent(share(one.lost, group.lost)),
                "rate": None if one.rate is None else percent(one.rate),
            }
            for one in group.found
        ],
    }


def _comparison_json(found: Comparison) -> Json:
    return {
        "now": found.now,
        "before": found.before,
        "lines": [
            {
                "unit": one.unit.label,
                "before": None if one.before is None else percent(one.before),
                "now": None if one.now is None else percent(one.now),
                "change": change_text(one.before, one.now),
                "items": one.items,
                "of_items": one.of_items,
                "share": None if one.share is None else percent(one.share),
            }
            for one in found.lines
        ],
    }


def _percent(rate: int | None) -> str:
    return "—" if rate is None else percent(rate)
