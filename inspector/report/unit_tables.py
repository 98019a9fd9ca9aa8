"""Tables of one unit's papers: its deductions, with room for its opinion, and what spares it."""

from collections.abc import Callable, Mapping
from typing import Final

from inspector.domain.answer import Conclusion, Side
from inspector.domain.checklist import Item, ItemKind
from inspector.domain.dossier import UnitDossier
from inspector.domain.ids import FindingId
from inspector.domain.results import Grading
from inspector.report import phrasing
from inspector.report.calculation import conversion
from inspector.report.document import Align, Cell, Column, Pictures, Table
from inspector.report.objection_tables import objections
from inspector.report.pictures import album, other_evidence, shown_by
from inspector.report.problems import Problem, count_vetoes, problems
from inspector.report.rectification_tables import problem_list, reply_form
from inspector.report.sheet_tables import confirmation, mark_details, self_sheet, working_sheet
from inspector.report.subject import grading_of, is_approved
from inspector.report.text_rows import lines
from inspector.report.unit_fields import by_item, cap

UnitTables = Callable[[UnitDossier, Side], tuple[Table, ...]]

_OPINION: Final = "□认可\n□有异议"
_OBJECTION_COLUMNS: Final = (
    Column(title="单位意见", width=9, align=Align.CENTRE),
    Column(title="异议理由及佐证", width=16),
)
_MARK_TITLES: Final = {Side.CHECKED: "初评分", Side.APPROVED: "审定得分", Side.SELF: "自评分"}


def deductions(dossier: UnitDossier, side: Side) -> tuple[Table, ...]:
    """Return 扣分情况反馈表: one row per finding, the sum before and after caps under them.

    Room for the unit's opinion is there as long as it can still object.
    """
    found = problems(dossier, side)
    settled = side is Side.APPROVED and is_approved(dossier)
    columns = _deduction_columns(side)
    columns = columns[: -len(_OBJECTION_COLUMNS)] if settled else columns
    rows: list[tuple[Cell, ...]] = []
    shown = shown_by(dossier)
    for group in by_item(found):
        rows += _item_rows(group, len(rows), shown, settled=settled)
    table = Table(
        name="feedback.findings",
        columns=columns,
        rows=(*rows, _total_row(found, grading_of(dossier, side), len(columns))),
        notes=tuple(_deduction_notes(found, dossier, side)),
        landscape=True,
    )
    return (table,)


def _deduction_columns(side: Side) -> tuple[Column, ...]:
    return (
        Column(title="序号", width=5, align=Align.CENTRE),
        Column(title="指标", width=17),
        Column(title="分值", width=5, align=Align.CENTRE),
        Column(title="扣分", width=6, align=Align.CENTRE),
        Column(title=_MARK_TITLES[side], width=7, align=Align.CENTRE),
        Column(title="扣分原因", width=24),
        Column(title="位置", width=16),
        Column(title="采样时间", width=11, align=Align.CENTRE),
        *_OBJECTION_COLUMNS,
    )


def _item_rows(
    found: list[Problem], before: int, shown: Mapping[FindingId | None, str], *, settled: bool
) -> list[tuple[Cell, ...]]:
    """Return an item's findings; what they share stands once beside all of them."""
    down = len(found)
    first = found[0]
    shared_left = (Cell(text=first.item.title, down=down), _points_cell(first.item, down))
    mark = (Cell(text=_item_mark(first), down=down),)
    opinion = () if settled else (Cell(text=_OPINION), Cell())
    rows = []
    for place, problem in enumerate(found):
        is_first = place == 0
        rows.append(
            (
                Cell(text=str(before + place + 1)),
                *(shared_left if is_first else ()),
                Cell(text=_cost(problem)),
                *(mark if is_first else ()),
                Cell(text=_reason(problem)),
                Cell(text=lines(problem.place, shown.get(problem.finding, ""))),
                Cell(text=phrasing.stamp(problem.sampled_at)),
                *opinion,
            )
        )
    return rows


def _points_cell(item: Item, down: int) -> Cell:
    return Cell(text=phrasing.points_text(item.points if item.is_marked else None), down=down)


def _item_mark(problem: Problem) -> str:
    grade = problem.grade
    if grade is None or not problem.item.is_marked:
        return "—"
    return phrasing.mark_text(grade.mark)


def _cost(problem: Problem) -> str:
    if problem.item.kind in (ItemKind.VETO, ItemKind.TASK):
        return "否决" if problem.item.kind is ItemKind.VETO else "—"
    return phrasing.mark_text(problem.points)


def _reason(problem: Problem) -> str:
    reason = phrasing.clause(problem.fact) or phrasing.gap("事实")
    return f"{reason}（已立行立改）" if problem.fixed_on_spot else reason


def _total_row(found: tuple[Problem, ...], grading: Grading, columns: int) -> tuple[Cell, ...]:
    text = f"扣{phrasing.mark_text(grading.deducted)}分"
    if grading.due != grading.deducted:
        text += f"（封顶前{phrasing.mark_text(grading.due)}分）"
    if grading.penalty:
        text += f"，减{phrasing.mark_text(grading.penalty)}分"
    vetoes = count_vetoes(found)
    if vetoes:
        text += f"，否决情形{vetoes}个"
    if not found:
        text = "无扣分"
    return (
        Cell(text="合计", across=2, align=Align.CENTRE, strong=True),
        Cell(text=text, across=columns - 2, align=Align.LEFT, strong=True),
    )


def _deduction_notes(found: tuple[Problem, ...], dossier: UnitDossier, side: Side) -> list[str]:
    conversions = conversion(dossier, grading_of(dossier, side))
    caps = [
        f"指标{group[0].item.number}（{group[0].item.content}）{cap(group[0])}"
        for group in by_item(found)
        if cap(group[0])
    ]
    return [*caps, *([f"{conversions}。"] if conversions else [])]


def not_applicable(dossier: UnitDossier, side: Side) -> tuple[Table, ...]:
    """Return the items that are no business of the unit, with the reason and who allowed it."""
    rows = [
        (
            Cell(text=item.title),
            _points_cell(item, 1),
            Cell(text="不涉及"),
            Cell(text=phrasing.clause(answer.reason) or phrasing.gap("理由")),
            Cell(text=answer.allowed_by or phrasing.gap("认定人")),
        )
        for _, item in dossier.checklist.items()
        if (answer := dossier.answers.get(item.key)) is not None
        and answer.conclusion is Conclusion.NOT_APPLICABLE
    ]
    if not rows:
        return ()
    table = Table(
        name="feedback.not_applicable",
        title="不涉及的指标",
        columns=(
            Column(title="指标", width=30),
            Column(title="分值", width=7, align=Align.CENTRE),
            Column(title="结论", width=9, align=Align.CENTRE),
            Column(title="理由", width=40),
            Column(title="认定人", width=12, align=Align.CENTRE),
        ),
        rows=tuple(rows),
        notes=("不涉及的指标不计入应得分。",) if _leaves_total(dossier, side) else (),
        landscape=True,
        small=True,
    )
    return (table,)


def _leaves_total(dossier: UnitDossier, side: Side) -> bool:
    """Whether what does not apply is in fact out of the entitled points."""
    return grading_of(dossier, side).entitled < (dossier.checklist.points or 0)


UNIT_TABLES: Final[Mapping[str, UnitTables]] = {
    "扣分情况": deductions,
    "不涉及指标": not_applicable,
    "异议复核": objections,
    "自评表": self_sheet,
    "检查底稿": working_sheet,
    "确认单": confirmation,
    "得分明细": mark_details,
    "整改问题": problem_list,
    "整改反馈": reply_form,
    "其他佐证": other_evidence,
}
"""Tables by the name that templates use."""
UNIT_ALBUMS: Final[Mapping[str, Callable[[UnitDossier], tuple[Pictures, ...]]]] = {"佐证": album}
"""Albums by the name that templates use."""
