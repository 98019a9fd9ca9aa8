"""统计分析 as data: a sheet a view in one workbook, with formulas and what was counted below."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from inspector.domain.marks import Mark, share, whole_mark
from inspector.domain.statistics import ItemFigure, ItemOutcome, PartRate
from inspector.exchange.table_writer import OutTable, Rate, TableColumn, TableValue, write_tables
from inspector.i18n.gettext import CHINESE
from inspector.i18n.rates import mean_formula, share_formula
from inspector.report.statistic_charts import counted_note, figure_text
from inspector.services.files import write_file
from inspector.services.statistic_figures import (
    Comparison,
    Counted,
    Figures,
    Grid,
    LineKind,
    Losses,
    Ranking,
    RateLine,
)

_ALL: Final = "参评单位"
_WHOLE: Final = "合计"
_SUMMED: Final = frozenset({ItemOutcome.LOST, ItemOutcome.PENALISED})


def write(figures: Figures, comparison: Comparison | None, target: Path) -> Path:
    """Write the figures as a workbook, with the comparison where there is one."""
    tables = list(_tables(figures))
    if comparison is not None:
        tables.append(_comparison(comparison))
    return write_file(target, write_tables(tables, target.name))


def rate_formula(name: str, part: PartRate, language: str | None = None) -> str:
    """Return a rate with the figures it was made from: 主动公开＝260.30÷298.00＝87.35%."""
    earned, entitled = whole_mark(part.earned), whole_mark(part.entitled)
    return share_formula(name, earned, entitled, part.rate, language)


def average_formula(name: str, found: Ranking, language: str | None = None) -> str:
    """Return a class's average with its figures, "" while a unit has no mark."""
    if found.average is None:
        return ""
    mean = whole_mark(found.average)
    return mean_formula(name, whole_mark(found.total), found.marked, mean, language)


def _tables(figures: Figures) -> Iterator[OutTable]:
    over = [one for one in figures.rates if one.kind is not LineKind.UNIT]
    yield from (_rates(figures, one) for one in over if one.parts)
    for ranking in figures.rankings:
        units = [
            one
            for one in figures.rates
            if one.kind is LineKind.UNIT and one.unit_class == ranking.unit_class
        ]
        if any(one.parts for one in units):
            yield _unit_rates(figures, ranking, units)
        yield _ranking(figures, ranking)
    yield from (_grid(figures, one) for one in figures.grids)
    yield from (_losses(figures, one) for one in figures.losses if one.found)


def _rates(figures: Figures, line: RateLine) -> OutTable:
    name = line.label or _ALL
    rows: list[tuple[TableValue, ...]] = []
    for part in line.parts:
        rows.append(
            ("　" * (len(part.path) - 1) + part.path[-1], part.earned, part.entitled, _rate(part))
        )
    rows.append((_WHOLE, line.whole.earned, line.whole.entitled, _rate(line.whole)))
    return OutTable(
        tab=f"{name}得分率",
        title=f"{figures.task}{name}各部分得分率",
        columns=(
            TableColumn("部分", 34, is_centred=False),
            TableColumn("得分合计", 12, marks=True),
            TableColumn("应得合计", 12, marks=True),
            TableColumn("得分率", 10),
        ),
        rows=tuple(rows),
        notes=(
            "得分率＝得分合计÷应得合计，不涉及的指标不计入应得分。",
            f"{rate_formula(_WHOLE, line.whole, CHINESE)}。",
            *counted_note(line.counted.complete, line.counted.units),
        ),
    )


def _unit_rates(figures: Figures, group: Ranking, lines: list[RateLine]) -> OutTable:
    paths = list(dict.fromkeys(p.path for one in lines for p in one.parts if len(p.path) == 1))
    name = group.name or _ALL
    rows = []
    for one in lines:
        known = {part.path: part for part in one.parts}
        rates = [known.get(path) for path in paths]
        rows.append((one.label, *map(_rate, rates), _rate(one.whole)))
    return OutTable(
        tab=f"{name}各单位得分率",
        title=f"{figures.task}{name}各单位得分率",
        columns=(
            TableColumn("单位", 24),
            *(TableColumn(path[-1], 12) for path in paths),
            TableColumn(_WHOLE, 12),
        ),
        rows=tuple(rows),
        notes=("得分率＝得分÷应得分，不涉及的指标不计入应得分。", *_counted(group.counted)),
    )


def _ranking(figures: Figures, group: Ranking) -> OutTable:
    name = group.name or _ALL
    average = average_formula("平均分", group, CHINESE)
    return OutTable(
        tab=f"{name}排名",
        title=f"{figures.task}{name}得分排名",
        columns=(
            TableColumn("名次", 6),
            TableColumn("单位", 24),
            TableColumn("得分", 10, marks=True),
            TableColumn("按得分等次", 11),
            TableColumn("审定等次", 10),
            TableColumn("已核查", 12),
        ),
        rows=tuple(
            (
                one.rank,
                one.label,
                one.mark,
                one.grade,
                one.approved_grade,
                f"{one.checked}/{one.of_items}",
            )
            for one in group.lines
        ),
        notes=tuple(filter(None, (average and f"{average}。", *_counted(group.counted)))),
    )


def _grid(figures: Figures, group: Grid) -> OutTable:
    name = group.name or _ALL
    rows = [
        (line.label, *(figure_text(one) for one in found), _lost(found))
        for line, found in group.rows
    ]
    sums = tuple(whole_mark(one.lost) if one.lost else "" for one in group.columns)
    rows.append((_WHOLE, *sums, whole_mark(sum(one.lost for one in group.columns))))
    rows.append(("失分单位", *(str(one.units) if one.units else "" for one in group.columns), ""))
    return OutTable(
        tab=f"{name}单位×指标",
        title=f"{figures.task}{name}各单位各指标失分",
        columns=(
            TableColumn("单位", 22),
            *(TableColumn(one.number, 7) for one in group.columns),
            TableColumn(_WHOLE, 9),
        ),
        rows=tuple(rows),
        notes=(
            "表中为失分（－）和加分（＋）；／为不涉及，空格为未失分。逐项失分之和未计各部分封顶。",
            *_counted(group.counted),
        ),
    )


def _lost(found: tuple[ItemFigure | None, ...]) -> str:
    known = [one for one in found if one is not None]
    if not known:
        return "待核查"
    return whole_mark(sum(one.lost for one in known if one.outcome in _SUMMED))


def _losses(figures: Figures, group: Losses) -> OutTable:
    name = group.name or _ALL
    return OutTable(
        tab=f"{name}失分集中指标",
        title=f"{figures.task}{name}失分集中指标",
        columns=(
            TableColumn("部分", 16),
            TableColumn("指标", 40, is_centred=False),
            TableColumn("失分单位数", 9),
            TableColumn("适用单位数", 9),
            TableColumn("失分单位占比", 10),
            TableColumn("失分合计", 10, marks=True),
            TableColumn("占全部失分", 10),
            TableColumn("得分率", 10),
            TableColumn("失分单位", 50, is_centred=False),
        ),
        rows=tuple(
            (
                one.part,
                one.title,
                len(one.units),
                one.of_units,
                _share(one.share_of_units),
                one.lost,
                _share(share(one.lost, group.lost)),
                _share(one.rate),
                "、".join(group.names[unit] for unit in one.units),
            )
            for one in group.found
        ),
        notes=(
            "失分单位占比＝失分单位数÷适用单位数；占全部失分＝该指标失分合计÷全部指标失分合计"
            f"（{whole_mark(group.lost)}）。",
            *_counted(group.counted),
        ),
    )


def _comparison(found: Comparison) -> OutTable:
    rows = [
        (
            one.unit.label,
            Mark(one.earned[0]),
            Mark(one.entitled[0]),
            _share(one.before),
            Mark(one.earned[1]),
            Mark(one.entitled[1]),
            _share(one.now),
            change_text(one.before, one.now),
            f"{one.items}/{one.of_items}",
            _share(one.share),
        )
        for one in found.lines
    ]
    before, now = (share(*pair) for pair in zip(found.earned, found.entitled, strict=True))
    rows.append(
        (
            _WHOLE,
            found.earned[0],
            found.entitled[0],
            _share(before),
            found.earned[1],
            found.entitled[1],
            _share(now),
            change_text(before, now),
            "",
            _share(share(*found.points)),
        )
    )
    return OutTable(
        tab="与上次比较",
        title=f"{found.now}与{found.before}比较",
        columns=(
            TableColumn("单位", 24),
            TableColumn("上次得分", 10, marks=True),
            TableColumn("上次应得", 10, marks=True),
            TableColumn("上次得分率", 11),
            TableColumn("本次得分", 10, marks=True),
            TableColumn("本次应得", 10, marks=True),
            TableColumn("本次得分率", 11),
            TableColumn("增减（百分点）", 11),
            TableColumn("可比指标", 10),
            TableColumn("可比分值占比", 11),
        ),
        rows=tuple(rows),
        notes=(
            "只比较两次都已核查且内容、标准、分值均未变的指标；"
            "可比分值占比＝这些指标的分值÷本次计分指标的分值。",
            *_counted(found.counted),
        ),
    )


def change_text(before: int | None, now: int | None) -> str:
    """Return how many percentage points a rate rose or fell: +1.25, −0.40, 0.00."""
    if before is None or now is None:
        return "—"
    change = now - before
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return f"{sign}{whole_mark(abs(change) * 100)}"


def _counted(counted: Counted) -> tuple[str, ...]:
    return counted_note(counted.complete, counted.units)


def _rate(part: PartRate | None) -> Rate | None:
    return None if part is None else _share(part.rate)


def _share(value: int | None) -> Rate | None:
    return None if value is None else Rate(value)
