"""Tables over all units: results, rates, problems and the working."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from inspector.domain.answer import Side
from inspector.domain.checklist import ItemKind
from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.marks import Mark, share
from inspector.domain.results import ClassResult, Ranked, SectionGrade, Step
from inspector.i18n.working import working_line
from inspector.report import phrasing
from inspector.report.document import Align, Cell, Column, Table
from inspector.report.fields import PAPERS_LANGUAGE
from inspector.report.inspection_fields import (
    class_name,
    class_title,
    classes,
    decided_otherwise,
    is_waiting,
    result_of,
    units_of,
)
from inspector.report.meeting_tables import meeting
from inspector.report.problem_fields import problem_part
from inspector.report.problems import Problem, problems
from inspector.report.result_notes import decision, result_notes, rounding_note
from inspector.report.subject import is_approved
from inspector.report.unit_fields import cap, consequence

_STAGES: Final[Mapping[str, str]] = {
    "rounding": "",
    **dict.fromkeys(("finding", "rule", "item", "self", "penalty"), "指标"),
    **dict.fromkeys(("section", "spread", "weights", "total"), "各部分"),
    "base": "基础分",
    **dict.fromkeys(("source", "composite"), "各项合成"),
}
"""Stages by the first word of a step's code; what is left decides the mark and the grade."""
_LAST_STAGE: Final = "得分等次"
_OUTSIDE_THE_PARTS: Final = frozenset({ItemKind.BONUS, ItemKind.PENALTY, ItemKind.VETO})
_RATE_NOTE: Final = "得分率＝得分合计÷应得合计；一个扣分点计一个问题。"
_UNIT_RATE_NOTE: Final = "得分率＝得分÷应得分；不涉及的指标不计入应得分。"

InspectionTables = Callable[[InspectionDossier], tuple[Table, ...]]


@dataclass(frozen=True, slots=True)
class _Class:
    """One class with what its tables need."""

    name: str
    title: str
    """What its tables' titles begin with; nothing for a class that is alone."""
    units: Sequence[UnitDossier]
    result: ClassResult


def _ranked_classes(dossier: InspectionDossier) -> Iterator[_Class]:
    for unit_class in classes(dossier):
        result = result_of(dossier, unit_class)
        if result is not None:
            name, title = class_name(dossier, unit_class), class_title(dossier, unit_class, "")
            yield _Class(name, title, units_of(dossier, unit_class), result)


def results(dossier: InspectionDossier) -> tuple[Table, ...]:
    """Return 得分及等次汇总表, one table a class, in order of rank."""
    return tuple(_results(one) for one in _ranked_classes(dossier))


@dataclass(frozen=True, slots=True)
class _Row:
    """One unit in its place."""

    unit: UnitDossier
    ranked: Ranked

    def mark(self, mark: Mark | None) -> str:
        """Return a published mark as text, a dash for none."""
        return "—" if mark is None else phrasing.mark_text(mark, self.unit.rule_set.places)

    @property
    def earned(self) -> str:
        """What was earned of what could be."""
        grading = self.unit.approved
        if is_waiting(self.unit):
            return "—"
        earned = phrasing.mark_text(grading.earned)
        return f"{earned}/{phrasing.points_text(grading.entitled)}"

    @property
    def approved_grade(self) -> str:
        """The meeting's grade, once it stands."""
        return self.unit.assessment.approved_grade if is_approved(self.unit) else ""


@dataclass(frozen=True, slots=True)
class _ResultColumn:
    title: str
    width: int
    text: Callable[[_Row], str]
    align: Align = Align.CENTRE


def _results(one: _Class) -> Table:
    columns = _result_columns(one)
    units = {unit.unit.id: unit for unit in one.units}
    ranked = list(one.result.ranked)
    waiting = any(map(is_waiting, one.units))
    if waiting:
        order = list(units)
        ranked = sorted(
            (replace(each, rank=None, grade="") for each in ranked),
            key=lambda each: order.index(each.unit),
        )
    rows = [_Row(units[each.unit], each) for each in ranked]
    return Table(
        name="report.results",
        title=f"{one.name}（{len(one.units)}家）",
        columns=tuple(
            Column(title=column.title, width=column.width, align=column.align) for column in columns
        ),
        rows=tuple(tuple(Cell(text=column.text(row)) for column in columns) for row in rows),
        notes=result_notes(one.units, one.result),
        landscape=True,
    )


def _result_columns(one: _Class) -> list[_ResultColumn]:
    rules = one.units[0].rule_set
    kinds = {item.kind for _, item in one.units[0].checklist.items()}
    approved = any(map(is_approved, one.units))
    has_entitled = len({unit.approved.entitled for unit in one.units}) > 1
    columns = [
        (True, _ResultColumn("名次", 6, lambda row: str(row.ranked.rank or "—"))),
        (True, _ResultColumn("单位", 22, lambda row: row.unit.unit.label, Align.LEFT)),
        (has_entitled, _ResultColumn("得分/应得分", 12, lambda row: row.earned)),
        *((True, _source_column(source.name)) for source in rules.composite),
        (not rules.composite, _ResultColumn("基础分", 9, _base)),
        (ItemKind.BONUS in kinds, _ResultColumn("加分", 7, _bonus)),
        (ItemKind.PENALTY in kinds, _ResultColumn("减分", 7, _penalty)),
        (True, _ResultColumn("综合得分" if rules.composite else "得分", 10, _final)),
        (bool(rules.bands), _ResultColumn("按得分等次", 9, lambda row: row.ranked.grade or "—")),
        (
            bool(rules.bands) and approved,
            _ResultColumn("审定等次", 9, lambda row: row.approved_grade),
        ),
    ]
    return [column for wanted, column in columns if wanted]


def _source_column(name: str) -> _ResultColumn:
    return _ResultColumn(name, 9, lambda row: row.mark(row.unit.approved.sources.get(name)))


def _base(row: _Row) -> str:
    return row.mark(row.unit.approved.base)


def _bonus(row: _Row) -> str:
    return row.mark(None if is_waiting(row.unit) else row.unit.approved.bonus)


def _penalty(row: _Row) -> str:
    return row.mark(None if is_waiting(row.unit) else row.unit.approved.penalty)


def _final(row: _Row) -> str:
    return row.mark(row.ranked.mark)


def part_rates(dossier: InspectionDossier) -> tuple[Table, ...]:
    """Return rates and problems by part, one table a class: Σ earned ÷ Σ entitled."""
    return tuple(_part_rates(one) for one in _ranked_classes(dossier) if _parts(one))


def _parts(one: _Class) -> list[SectionGrade]:
    return [section for section in one.result.sections if section.level == 1 and section.entitled]


def _part_rates(one: _Class) -> Table:
    counted = _counted_problems(one)
    parts = _parts(one)
    counts = dict.fromkeys((section.title for section in parts), 0)
    for problem in counted:
        counts[problem_part(problem)] = counts.get(problem_part(problem), 0) + 1
    shares = {title: share(count, len(counted)) for title, count in counts.items()}
    rows = [_part_row(section, counts[section.title], shares[section.title]) for section in parts]
    others = [title for title in counts if title not in {section.title for section in parts}]
    rows += [_count_row(title, counts[title], shares[title]) for title in others]
    if one.result.total is not None:
        whole = None if not counted else share(len(counted), len(counted))
        rows.append(_part_row(one.result.total, len(counted), whole, title="合计"))
    return Table(
        name="report.part_rates",
        title=f"{one.title}各部分得分率",
        columns=(
            Column(title="部分", width=22),
            Column(title="得分合计", width=12, align=Align.RIGHT),
            Column(title="应得合计", width=12, align=Align.RIGHT),
            Column(title="得分率", width=12, align=Align.RIGHT),
            Column(title="问题数", width=10, align=Align.RIGHT),
            Column(title="占比", width=12, align=Align.RIGHT),
        ),
        rows=tuple(rows),
        notes=tuple(filter(None, (_RATE_NOTE, phrasing.shares_note(shares.values())))),
    )


def _counted_problems(one: _Class) -> list[Problem]:
    return [
        problem
        for unit in one.units
        for problem in problems(unit, Side.APPROVED)
        if problem.is_counted
    ]


def _part_row(
    section: SectionGrade, count: int, share: int | None, title: str = ""
) -> tuple[Cell, ...]:
    is_total = bool(title)
    texts = (
        title or section.title,
        phrasing.mark_text(section.mark),
        phrasing.points_text(section.entitled),
        phrasing.percent(section.rate),
        str(count),
        phrasing.percent(share),
    )
    return tuple(Cell(text=text, strong=is_total) for text in texts)


def _count_row(title: str, count: int, share: int | None) -> tuple[Cell, ...]:
    texts = (title, "—", "—", "—", str(count), phrasing.percent(share))
    return tuple(Cell(text=text) for text in texts)


def unit_rates(dossier: InspectionDossier) -> tuple[Table, ...]:
    """Return each unit's rate in each part, one table a class, units in official order."""
    return tuple(_unit_rates(one) for one in _ranked_classes(dossier) if _parts(one))


def _unit_rates(one: _Class) -> Table:
    parts = _parts(one)
    rows = [(Cell(text=unit.unit.label), *_unit_rate_cells(unit, parts)) for unit in one.units]
    return Table(
        name="report.unit_rates",
        title=f"{one.title}各单位得分率",
        columns=(
            Column(title="单位", width=24),
            *(Column(title=part.title, width=12, align=Align.RIGHT) for part in parts),
        ),
        rows=tuple(rows),
        notes=(_UNIT_RATE_NOTE,),
    )


def _unit_rate_cells(unit: UnitDossier, parts: Sequence[SectionGrade]) -> list[Cell]:
    rates = {section.number: section.rate for section in unit.approved.sections}
    return [Cell(text=phrasing.percent(rates.get(part.number))) for part in parts]


def problem_list(dossier: InspectionDossier) -> tuple[Table, ...]:
    """Return every problem of every unit in official order, without addresses or pictures."""
    found = [problem for unit in dossier.units for problem in problems(unit, Side.APPROVED)]
    rows = [
        (
            Cell(text=str(number)),
            Cell(text=problem.unit),
            Cell(text=problem.item.title),
            Cell(text=phrasing.clause(problem.fact)),
            Cell(text=phrasing.stamp(problem.sampled_at)),
            Cell(text=consequence(problem)),
        )
        for number, problem in enumerate(found, start=1)
    ]
    table = Table(
        name="report.problems",
        columns=(
            Column(title="序号", width=6, align=Align.CENTRE),
            Column(title="单位", width=17),
            Column(title="指标", width=27),
            Column(title="发现的问题", width=36),
            Column(title="采样时间", width=17, align=Align.CENTRE),
            Column(title="扣分", width=11, align=Align.CENTRE),
        ),
        rows=tuple(rows),
        notes=_caps(found),
        landscape=True,
    )
    return (table,) if rows else ()


def _caps(found: Sequence[Problem]) -> tuple[str, ...]:
    """Say where the rows of a unit's item add up to more than was deducted."""
    capped = {
        (one.unit, one.item.number): f"{one.unit}{one.item.number}{cap(one)}"
        for one in found
        if cap(one)
    }
    return tuple(capped.values())


def working(dossier: InspectionDossier) -> tuple[Table, ...]:
    """Return how each unit's mark came about, stage by stage, one table a class."""
    return tuple(
        _working(class_title(dossier, unit_class, ""), units_of(dossier, unit_class))
        for unit_class in classes(dossier)
    )


def _working(name: str, units: Sequence[UnitDossier]) -> Table:
    return Table(
        name="report.working",
        title=f"{name}计分过程" if name else "",
        columns=(Column(title="环节", width=12), Column(title="计算过程", width=88)),
        small=True,
        rows=tuple(row for unit in units for row in _working_rows(unit)),
        notes=(rounding_note(units[0].rule_set),),
    )


def _working_rows(unit: UnitDossier) -> list[tuple[Cell, ...]]:
    """Return the unit's name across the table, then a row a stage.

    What each deduction cost stands in the list of problems; the parts add it up.
    """
    stages: dict[str, list[str]] = {}
    missing = {step.subject for step in unit.approved.working if step.code == "source.missing"}
    earning = tuple(
        item.number for _, item in unit.checklist.items() if item.kind in _OUTSIDE_THE_PARTS
    )
    for step in unit.approved.working:
        stage = _stage(step)
        is_listed = step.code.startswith("finding.") and not step.subject.startswith(earning)
        is_empty = step.code == "total" and not unit.approved.entitled
        is_told = step.code == "source.missing" and not missing.isdisjoint(step.words)
        if stage and not (is_listed or is_empty or is_told):
            line = phrasing.clause(working_line(step, PAPERS_LANGUAGE))
            stages.setdefault(stage, []).append(line)
    for decided in decided_otherwise([unit]):
        stages.setdefault(_LAST_STAGE, []).append(decision(decided))
    return [
        (Cell(text=unit.unit.label, across=2, strong=True),),
        *((Cell(text=name), Cell(text="；\n".join(stages[name]) + "。")) for name in stages),
    ]


def _stage(step: Step) -> str:
    """Return the stage a step belongs to; the rounding is said once under the table."""
    return _STAGES.get(step.code.partition(".")[0], _LAST_STAGE)


INSPECTION_TABLES: Final[Mapping[str, InspectionTables]] = {
    "得分及等次": results,
    "各部分得分率": part_rates,
    "各单位得分率": unit_rates,
    "问题清单": problem_list,
    "计分过程": working,
    "会议研究": meeting,
}
"""Tables by the name that templates use."""
