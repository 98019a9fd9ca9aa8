"""The sheets of one unit as tables: what it claims, what was found, what to sign on the spot."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.checklist import Checklist, Item, ItemKind
from inspector.domain.dossier import UnitDossier
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.ids import ItemKey
from inspector.domain.marks import format_mark
from inspector.domain.results import Grading, SectionGrade
from inspector.i18n.gettext import CHINESE
from inspector.i18n.words import conclusion_label, label
from inspector.report import phrasing
from inspector.report.calculation import calculation
from inspector.report.document import Cell, Column, Table
from inspector.report.pictures import shown_by
from inspector.report.problems import problems
from inspector.report.subject import grading_of
from inspector.report.text_rows import columns, lines, row
from inspector.report.unit_fields import consequence

_OPINION: Final = "□认可\n□有异议及理由："
_SELF_COLUMNS: Final[tuple[tuple[str, int] | tuple[str, int, bool], ...]] = (
    *(("指标编号", 5, True), ("考核内容", 16), ("分值", 4, True), ("自评结论", 6, True)),
    *(("自评分", 5, True), ("自评说明", 16), ("佐证材料", 12), ("备注", 6)),
)
_LEAST_LINES: Final = 8
"""Rows of a form that is signed on the spot, blank ones for what is found there among them."""


def self_sheet(dossier: UnitDossier, side: Side = Side.SELF) -> tuple[Table, ...]:
    """Return what the unit claims, every item of its list in order."""
    del side  # a unit speaks for itself only
    known = _evidence_names(dossier)
    rows = [
        _claim_row(item, dossier.answers.get(item.key), known.get(item.key, []))
        for _path, item in dossier.checklist.items()
    ]
    return (_table("sheet.self", columns(*_SELF_COLUMNS), rows),)


def blank_sheet(checklist: Checklist) -> tuple[Table, ...]:
    """Return the sheet of a list for every unit to fill in."""
    rows = [_claim_row(item, None, []) for _path, item in checklist.items()]
    return (_table("sheet.blank", columns(*_SELF_COLUMNS), rows),)


def _claim_row(item: Item, answer: Answer | None, evidence: list[str]) -> tuple[Cell, ...]:
    points = "" if item.points is None else phrasing.points_text(item.points)
    if answer is None:
        return row(item.number, item.content, points, "", "", "", "", "")
    said = answer.self_conclusion
    is_task = item.kind is ItemKind.TASK
    return row(
        item.number,
        item.content,
        points,
        "" if said is None else conclusion_label(said, task=is_task, language=CHINESE),
        "" if answer.self_mark is None else format_mark(answer.self_mark),
        answer.self_account,
        lines(*evidence),
        answer.self_note,
    )


def _evidence_names(dossier: UnitDossier) -> Mapping[ItemKey | None, list[str]]:
    """Return the names of what the unit sent, by item."""
    names: dict[ItemKey | None, list[str]] = {}
    for one in dossier.evidence:
        if one.from_unit:
            names.setdefault(one.item, []).append(one.name or one.address)
    return names


def working_sheet(dossier: UnitDossier, side: Side = Side.CHECKED) -> tuple[Table, ...]:
    """Return what the inspectors concluded and found, every item of the list in order."""
    del side  # 初评分 stays what it was, whatever an objection changes
    marks = {graded.key: graded.mark for graded in dossier.checked.items}
    rows: list[tuple[Cell, ...]] = []
    for _path, item in dossier.checklist.items():
        rows += _working_rows(item, dossier.answers.get(item.key), marks.get(item.key))
    wanted = columns(
        *(("指标编号", 34, True), ("考核内容", 84), ("分值", 32, True), ("自评分", 44, True)),
        *(("核查结论", 56, True), ("扣分", 44, True), ("初评分", 44, True), ("扣分原因", 124)),
        *(("位置", 70), ("采样时间", 62, True), ("工作开展情况", 96), ("备注", 52)),
    )
    return (_table("sheet.working", wanted, rows),)


def _working_rows(
    item: Item, answer: Answer | None, mark: int | None
) -> Iterator[tuple[Cell, ...]]:
    points = "" if item.points is None else phrasing.points_text(item.points)
    if answer is None:
        yield row(item.number, item.content, points, *[""] * 9)
        return
    lead = (
        *(item.number, item.content, points),
        "" if answer.self_mark is None else format_mark(answer.self_mark),
        conclusion_label(answer.conclusion, task=item.kind is ItemKind.TASK, language=CHINESE),
    )
    whole = "" if mark is None or item.points is None or _is_spared(answer) else format_mark(mark)
    told = (answer.account, answer.note)
    if not answer.findings:
        yield row(*lead, "", whole, _why_not(answer), "", "", *told)
    counted = answer.counting(Side.CHECKED)
    for one in answer.findings:
        cost = _points_of(item, one) if one in counted else "—"
        yield row(
            *lead,
            *(cost, whole, _fact(one), one.place, phrasing.stamp(one.sampled_at)),
            *told,
        )
        lead, whole, told = (item.number, "", "", "", ""), "", ("", "")


def _fact(finding: Finding) -> str:
    """Return a finding's fact and, where it no longer stands, what became of it and why."""
    if finding.status is FindingStatus.STANDING:
        return finding.fact
    return lines(finding.fact, f"（{label(finding.status, CHINESE)}：{finding.status_reason}）")


def _points_of(item: Item, finding: Finding) -> str:
    """Return what a finding costs, or what it adds where the item is a bonus."""
    points = format_mark(finding.points)
    return f"加{points}" if item.kind is ItemKind.BONUS else points


def _why_not(answer: Answer) -> str:
    """Return the reason given and, for an item that is no business of the unit, who allowed it."""
    if not _is_spared(answer):
        return phrasing.clause(answer.reason)
    reason = phrasing.clause(answer.reason) or phrasing.gap("理由")
    return f"{reason}（认定人：{answer.allowed_by or phrasing.gap('认定人')}）"


def confirmation(dossier: UnitDossier, side: Side = Side.CHECKED) -> tuple[Table, ...]:
    """Return 现场检查情况确认单: what was found, with room for the unit to agree or object."""
    shown = shown_by(dossier)
    rows = [
        row(
            place,
            one.item.title,
            one.fact,
            lines(one.place, phrasing.stamp(one.sampled_at), shown.get(one.finding, "")),
            _OPINION,
        )
        for place, one in enumerate(problems(dossier, side), 1)
    ]
    while len(rows) < _LEAST_LINES:
        rows.append(row(len(rows) + 1, "", "", "", _OPINION))
    wanted = columns(
        *(("序号", 4, True), ("检查内容", 14), ("发现的情况", 20)),
        *(("位置及佐证", 14), ("单位意见", 14)),
    )
    return (_table("sheet.confirmation", wanted, rows),)


def mark_details(dossier: UnitDossier, side: Side) -> tuple[Table, ...]:
    """Return 得分明细表: points, deduction and mark of every item, parts and whole added up."""
    graded = grading_of(dossier, side)
    marks = {one.key: one for one in graded.items}
    facts: dict[ItemKey, list[str]] = {}
    for one in problems(dossier, side):
        facts.setdefault(one.item.key, []).append(one.fact)
    rows = []
    for _path, item in dossier.checklist.items():
        grade, answer = marks.get(item.key), dossier.answers.get(item.key)
        if item.points is None or grade is None:
            continue
        said = None if answer is None else answer.self_mark
        lead = (item.number, item.content, phrasing.points_text(item.points), _optional(said))
        if answer is not None and _is_spared(answer):
            rows.append(row(*lead, "—", "—", f"不涉及：{_why_not(answer)}"))
            continue
        why = "；".join(map(phrasing.clause, facts.get(item.key, ())))
        rows.append(row(*lead, _optional(grade.deducted), _optional(grade.mark), why))
    for section in graded.sections:
        if section.level == 1:
            rows.append(_sum_row(section.title, section, section.mark, section.rate))
    rows.append(_sum_row("合计", graded, graded.earned, None))
    wanted = columns(
        *(("指标编号", 5, True), ("考核内容", 20), ("分值／应得分", 6, True)),
        *(("自评分", 5, True), ("扣分", 5, True), ("得分", 5, True), ("扣分原因／得分率", 20)),
    )
    return (replace(_table("sheet.marks", wanted, rows), notes=tuple(_besides(dossier, side))),)


def _besides(dossier: UnitDossier, side: Side) -> Iterator[str]:
    """Yield what is added, taken off or decides the grade beside the marked items."""
    for _path, item in dossier.checklist.items():
        answer = dossier.answers.get(item.key)
        if item.kind is ItemKind.BONUS and answer is not None:
            for one in answer.counting(side):
                points = phrasing.mark_text(one.points)
                yield f"{item.number} {phrasing.clause(one.fact)}，加{points}分。"
    for problem in problems(dossier, side):
        if problem.item.points is None:
            fact = phrasing.clause(problem.fact)
            yield f"{problem.item.number} {fact}，{consequence(problem)}。"
    if worked_out := calculation(dossier, grading_of(dossier, side)):
        yield f"{worked_out}。"


def _is_spared(answer: Answer | None) -> bool:
    return answer is not None and answer.conclusion is Conclusion.NOT_APPLICABLE


def _sum_row(
    title: str, whole: SectionGrade | Grading, mark: int, rate: int | None
) -> tuple[Cell, ...]:
    return row(
        "",
        title,
        phrasing.mark_text(whole.entitled),
        "",
        phrasing.mark_text(whole.deducted),
        phrasing.mark_text(mark),
        "" if rate is None else f"得分率{phrasing.percent(rate)}",
        strong=True,
    )


def _optional(mark: int | None) -> str:
    return "" if mark is None else phrasing.mark_text(mark)


def _table(name: str, wanted: tuple[Column, ...], rows: list[tuple[Cell, ...]]) -> Table:
    return Table(name=name, columns=wanted, rows=tuple(rows), landscape=True, small=True)
