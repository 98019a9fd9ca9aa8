"""The fields of one unit's papers: its accounts, its marks and what cost it marks."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from inspector.domain.answer import Conclusion, Side
from inspector.domain.checklist import ItemKind
from inspector.domain.dossier import UnitDossier
from inspector.domain.finding import FindingStatus
from inspector.domain.ids import FindingId
from inspector.domain.results import Grading, SectionGrade
from inspector.i18n import dates
from inspector.i18n.words import conclusion_label
from inspector.report import phrasing
from inspector.report.accounts import Chapter, chapters, voice_of
from inspector.report.calculation import calculation, conversion
from inspector.report.fields import PAPERS_LANGUAGE, Fields
from inspector.report.pictures import is_picture, shown_by
from inspector.report.problems import Problem, count_vetoes, part_title, problems
from inspector.report.subject import (
    PaperOptions,
    UnitSubject,
    grading_of,
    is_approved,
    side_of,
)

_Shown = Mapping[FindingId | None, str]
"""What shows each finding."""


def of_unit(subject: UnitSubject, options: PaperOptions, *, by_unit: bool) -> Fields:
    """Return the fields 单位, 细则, 各部分, 评价, 成绩, 扣分, 加分, 异议 and 佐证."""
    dossier = subject.dossier
    side = side_of(dossier, options)
    voice = voice_of(subject.inspection, by_unit=by_unit)
    return {
        "单位": _unit(dossier),
        "细则": _checklist(dossier),
        "各部分": [_chapter(chapter) for chapter in chapters(dossier, voice)],
        "评价": dossier.assessment.summary.strip(),
        "成绩": _marks(dossier, side),
        "扣分": _deductions(dossier, side),
        "加分": _awards(dossier, side),
        "异议": _objection(dossier, side),
        "佐证": {"图片数": sum(map(is_picture, dossier.evidence))},
    }


def _unit(dossier: UnitDossier) -> Fields:
    unit = dossier.unit
    return {"名称": unit.name, "简称": unit.label, "联络员": unit.contact, "电话": unit.phone}


def _checklist(dossier: UnitDossier) -> Fields:
    checklist = dossier.checklist
    return {
        "标题": checklist.title if "《" in checklist.title else f"《{checklist.title}》",
        "年度": "" if checklist.year is None else str(checklist.year),
        "依据": list(checklist.basis),
        "计分": checklist.is_scored,
    }


def _chapter(chapter: Chapter) -> Fields:
    return {
        "标题": chapter.title,
        "文字": chapter.text,
        "全文": chapter.whole,
        "各段": [
            {
                "级": passage.level,
                "标题": passage.heading,
                "文字": passage.text,
                "有下级": passage.is_parent,
            }
            for passage in chapter.passages
        ],
    }


def _marks(dossier: UnitDossier, side: Side) -> Fields:
    grading = grading_of(dossier, side)
    approved = is_approved(dossier) and side is Side.APPROVED
    places = dossier.rule_set.places
    return {
        "已审定": approved,
        "得分": None if grading.mark is None else phrasing.mark_text(grading.mark, places),
        "原得分": _original(grading, places),
        "等次": dossier.assessment.approved_grade if approved else "",
        "等次理由": dossier.assessment.approval_reason if approved else "",
        "应得分": phrasing.points_text(grading.entitled),
        "折算": conversion(dossier, grading),
        "计算": calculation(dossier, grading),
        "扣分": phrasing.mark_text(grading.deducted),
        "封顶前扣分": phrasing.mark_text(grading.due),
        "有封顶": grading.due != grading.deducted,
        "加分": phrasing.mark_text(grading.bonus) if grading.bonus else "",
        "减分": phrasing.mark_text(grading.penalty) if grading.penalty else "",
        "未查项数": grading.open_items,
        "各结论": _conclusions(dossier),
        "得分率": [
            {"部分": section.title, "得分率": phrasing.percent(section.rate)}
            for section in high_to_low(grading.sections)
        ],
    }


def _original(grading: Grading, places: int) -> str:
    if grading.original is None or grading.original == grading.mark:
        return ""
    return phrasing.mark_text(grading.original, places)


def high_to_low(sections: Iterable[SectionGrade]) -> list[SectionGrade]:
    """Return the first-level sections that have a rate, from high to low, equals in list order."""
    rated = [one for one in sections if one.level == 1 and one.rate is not None]
    return sorted(rated, key=lambda section: -(section.rate or 0))


def _conclusions(dossier: UnitDossier) -> list[Fields]:
    """Count the marked items by conclusion, in the order of the conclusions."""
    told = {ItemKind.SCORED, ItemKind.TASK}
    items = [item for _, item in dossier.checklist.items() if item.kind in told]
    answers = [dossier.answers.get(item.key) for item in items]
    found = [Conclusion.OPEN if answer is None else answer.conclusion for answer in answers]
    is_task = not dossier.checklist.is_scored
    return [
        {
            "结论": conclusion_label(one, task=is_task, language=PAPERS_LANGUAGE),
            "项数": found.count(one),
        }
        for one in Conclusion
        if one in found
    ]


def _deductions(dossier: UnitDossier, side: Side) -> Fields:
    found = problems(dossier, side)
    sections = {one.title: one for one in grading_of(dossier, side).sections if one.level == 1}
    parts = [(part, list(group)) for part, group in groupby(found, key=lambda one: one.part)]
    counted = [one for one in found if one.is_counted and one.item.kind is not ItemKind.VETO]
    shown = shown_by(dossier, links=False)
    return {
        "个数": len(counted),
        "指标数": len({problem.item.key for problem in counted}),
        "否决数": count_vetoes(found),
        "有佐证图": any(shown.get(one.finding) for one in found),
        "各部分": [_part(part, group, sections.get(part), shown) for part, group in parts],
    }


def _part(title: str, found: list[Problem], section: SectionGrade | None, shown: _Shown) -> Fields:
    scored = section is not None and any(one.item.is_marked for one in found)
    return {
        "标题": title,
        "个数": len(found),
        "扣分": phrasing.mark_text(section.deducted) if section is not None and scored else "",
        "各项": [_item(group, shown) for group in by_item(found)],
    }


def by_item(found: Iterable[Problem]) -> list[list[Problem]]:
    """Group one unit's problems by item."""
    return [list(group) for _, group in groupby(found, key=lambda problem: problem.item.key)]


def _item(found: list[Problem], shown: _Shown) -> Fields:
    item = found[0].item
    return {
        "指标": item.number,
        "内容": item.content,
        "各扣分点": [_problem(problem, shown.get(problem.finding, "")) for problem in found],
        "封顶": cap(found[0]),
    }


def _problem(problem: Problem, evidence: str) -> Fields:
    place = phrasing.clause(problem.place)
    when = "" if problem.sampled_at is None else dates.moment(problem.sampled_at)
    source = (place and f"位置：{place}", when and f"采样时间：{when}", evidence)
    return {
        "事实": phrasing.clause(problem.fact) or None,
        "位置": place,
        "采样时间": when,
        "佐证": evidence,
        "出处": "，".join(filter(None, source)),
        "后果": consequence(problem),
        "立行立改": problem.fixed_on_spot,
    }


def consequence(problem: Problem) -> str:
    """Return what a problem costs, in words: 扣0.50分, 减2.00分, 属否决情形."""
    if problem.item.kind is ItemKind.VETO:
        return "属否决情形"
    if problem.item.kind is ItemKind.TASK:
        return ""
    word = "减" if problem.item.kind is ItemKind.PENALTY else "扣"
    return f"{word}{phrasing.mark_text(problem.points)}分"


def cap(problem: Problem) -> str:
    """Return the sentence that an item's deductions stopped at its points, or ""."""
    grade = problem.grade
    if grade is None or not problem.item.is_marked or grade.due <= grade.deducted:
        return ""
    due, deducted = (phrasing.mark_text(mark) for mark in (grade.due, grade.deducted))
    return f"应扣{due}分，按分值封顶扣{deducted}分。"


def _awards(dossier: UnitDossier, side: Side) -> list[Fields]:
    """Return the facts that earned bonus marks."""
    awards: list[Fields] = []
    for _, item in dossier.checklist.items():
        answer = dossier.answers.get(item.key)
        if item.kind is ItemKind.BONUS and answer is not None:
            awards += [
                {
                    "指标": item.number,
                    "内容": item.content,
                    "事实": phrasing.clause(finding.fact) or None,
                }
                for finding in answer.counting(side)
            ]
    return awards


def _objection(dossier: UnitDossier, side: Side) -> Fields:
    assessment = dossier.assessment
    deadline, fed_back = assessment.objection_deadline, assessment.feedback_date
    return {
        "截止日期": "" if deadline is None else dates.day_and_weekday(deadline),
        "反馈日期": "" if fed_back is None else dates.day(fed_back),
        "件数": len(dossier.objections),
        "撤销": _by_status(dossier, FindingStatus.OVERTURNED) if side is Side.APPROVED else [],
        "调整": _by_status(dossier, FindingStatus.DECIDED) if side is Side.APPROVED else [],
    }


def _by_status(dossier: UnitDossier, status: FindingStatus) -> list[Fields]:
    """Return the findings that an objection's decision took away or put in place."""
    return [
        {
            "指标": item.number,
            "内容": item.content,
            "部分": part_title(path, item),
            "事实": phrasing.clause(finding.fact),
            "扣分": phrasing.mark_text(finding.points),
            "理由": phrasing.clause(finding.status_reason),
        }
        for path, item in dossier.checklist.items()
        if item.key in dossier.answers
        for finding in dossier.answers[item.key].findings
        if finding.status is status
    ]
