"""The fields of papers over all units: how it stands, what was done, what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.inspection import UnitClass
from inspector.domain.marks import Mark, share
from inspector.domain.results import ClassResult
from inspector.i18n import dates
from inspector.i18n.words import units_called
from inspector.report import phrasing, problem_fields
from inspector.report.fields import PAPERS_LANGUAGE, Fields
from inspector.report.practices import Practice, offered
from inspector.report.subject import PaperOptions, is_approved
from inspector.report.unit_fields import high_to_low

_GOOD_GRADES: Final = ("优秀", "良好")
_FAILING_GRADE: Final = "不合格"
_LEADING_SHARE: Final = 30
"""Percent of a class that a bulletin names first."""


def of_units(dossier: InspectionDossier, options: PaperOptions) -> Fields:
    """Return the fields 总体, 各类, 做法, 问题 and 下一步."""
    return {
        "总体": _whole(dossier),
        "各类": [_class(dossier, one) for one in classes(dossier)],
        "做法": _practices(dossier, options.practices),
        "问题": problem_fields.of_classes(
            (class_name(dossier, one), units_of(dossier, one)) for one in classes(dossier)
        ),
        "下一步": [step.strip() for step in options.next_steps if step.strip()],
    }


def classes(dossier: InspectionDossier) -> list[UnitClass]:
    """Return the classes that have units, in the inspection's order."""
    return [one for one in dossier.inspection.classes if units_of(dossier, one)]


def units_of(dossier: InspectionDossier, unit_class: UnitClass) -> list[UnitDossier]:
    """Return a class's units in official order."""
    return dossier.of_class(unit_class.key)


def result_of(dossier: InspectionDossier, unit_class: UnitClass) -> ClassResult | None:
    """Return a class's result, or None when it has not been ranked."""
    return dossier.results.get(unit_class.key)


def class_name(dossier: InspectionDossier, unit_class: UnitClass) -> str:
    """Return what a class is called in papers; one that is alone needs no letter of its own."""
    if unit_class.given_name or is_alone(dossier) or not unit_class.key:
        return unit_class.given_name or units_called(dossier.inspection, PAPERS_LANGUAGE)
    return phrasing.with_ending(unit_class.key, "类")


def class_title(dossier: InspectionDossier, unit_class: UnitClass, words: str) -> str:
    """Return the title of a class's table: 市直部门各部分得分率, or 各部分得分率 of one alone."""
    return words if is_alone(dossier) else class_name(dossier, unit_class) + words


def is_alone(dossier: InspectionDossier) -> bool:
    """Whether all units are marked in one class."""
    return len(dossier.inspection.classes) == 1


def is_waiting(unit: UnitDossier) -> bool:
    """Whether a unit has neither mark nor grade yet, for items that nobody has checked."""
    return unit.approved.mark is None and not unit.approved.grade


def _mark(mark: Mark | None) -> str | None:
    return None if mark is None else phrasing.mark_text(mark)


def _whole(dossier: InspectionDossier) -> Fields:
    units = dossier.units
    waiting = list(filter(is_waiting, units))
    settled = all(map(is_approved, units))
    grades = _grades(dossier, settled=settled)
    average = None if dossier.average is None else Mark(dossier.average)
    return {
        "单位数": len(units),
        "自评表时限": _last_day_for_sheets(units),
        "类数": len(classes(dossier)),
        "未完成": [unit.unit.label for unit in waiting],
        "已完成数": len(units) - len(waiting),
        "平均分": _mark(average),
        "等次已审定": settled,
        "审定日期": _approved_on(units) if settled else "",
        "各等次": [{"等次": grade, "个数": count} for grade, count in grades.items() if count],
        "优良率": _rate(grades, len(units), _GOOD_GRADES),
        "合格率": _rate(grades, len(units), [one for one in grades if one != _FAILING_GRADE]),
        "会议调整": _decisions(dossier) if settled else [],
    }


def _last_day_for_sheets(units: Iterable[UnitDossier]) -> str:
    """Return until when the self-sheets are due; "" before they are sent out, or to differ."""
    days = {unit.assessment.sheet_due for unit in units}
    (day, *others) = days or {None}
    return "" if day is None or others else dates.day(day)


def _approved_on(units: Iterable[UnitDossier]) -> str:
    """Return the day on which all units were approved, "" where there is no one day."""
    days = {unit.assessment.approved_on for unit in units}
    (day, *others) = days or {None}
    return "" if day is None or others else dates.day(day)


def _grades(dossier: InspectionDossier, *, settled: bool) -> Mapping[str, int]:
    """Count the grades from best to worst: the approved ones once all are, else the proposed."""
    counts: dict[str, int] = {}
    for unit in dossier.units:
        counts.update({band.grade: 0 for band in unit.rule_set.bands if band.grade not in counts})
        counts.setdefault(unit.rule_set.veto.grade, 0) if unit.rule_set.bands else None
    for unit in dossier.units:
        grade = unit.assessment.approved_grade if settled else unit.approved.grade
        if grade:
            counts[grade] = counts.get(grade, 0) + 1
    return counts


def _rate(grades: Mapping[str, int], whole: int, wanted: Iterable[str]) -> str:
    """Return the share of units with one of these grades, or "" where a grade is not in use."""
    names = list(wanted)
    if sum(grades.values()) != whole or not all(name in grades for name in names) or not names:
        return ""
    if _FAILING_GRADE not in grades:
        return ""
    return phrasing.percent(share(sum(grades[name] for name in names), whole))


def _decisions(dossier: InspectionDossier) -> list[Fields]:
    """Return the meeting's decisions for other grades than the marks give, like ones together."""
    alike: dict[tuple[str, str, str, str], list[str]] = {}
    for unit in decided_otherwise(dossier.units):
        part = unit.assessment
        on = "" if part.approved_on is None else dates.day(part.approved_on)
        reason = phrasing.clause(part.approval_reason)
        told = (unit.approved.grade or "", part.approved_grade, reason, on)
        alike.setdefault(told, []).append(unit.unit.label)
    keys = ("拟定", "审定", "理由", "日期")
    return [
        {"单位": phrasing.listed(names), **dict(zip(keys, told, strict=True))}
        for told, names in alike.items()
    ]


def decided_otherwise(units: Iterable[UnitDossier]) -> list[UnitDossier]:
    """Return the units to which the meeting gave another grade than their mark gives."""
    return [
        unit
        for unit in units
        if unit.approved.grade
        and unit.assessment.approved_grade
        and unit.assessment.approved_grade != unit.approved.grade
    ]


def _class(dossier: InspectionDossier, unit_class: UnitClass) -> Fields:
    result = result_of(dossier, unit_class)
    units = units_of(dossier, unit_class)
    rated = [] if result is None else high_to_low(result.sections)
    return {
        "名称": class_name(dossier, unit_class),
        "细则": units[0].checklist.title,
        "自评表": blank_sheet_name(dossier, unit_class),
        "单位": [unit.unit.label for unit in units],
        "靠前": [] if result is None else _leading(result, units),
        "单位数": len(units),
        "已完成数": len(units) - sum(map(is_waiting, units)),
        "平均分": None if result is None else _mark(result.average),
        "得分率": [{"部分": one.title, "得分率": phrasing.percent(one.rate)} for one in rated],
    }


def blank_sheet_name(dossier: InspectionDossier, unit_class: UnitClass) -> str:
    """Return the name under which templates ask for a class's blank 自评表."""
    return f"自评表　{class_name(dossier, unit_class)}"


def _leading(result: ClassResult, units: Sequence[UnitDossier]) -> list[str]:
    """Return the units with the best marks in order of rank; nobody while marks are missing."""
    if any(map(is_waiting, units)):
        return []
    labels = {unit.unit.id: unit.unit.label for unit in units}
    count = max(1, len(units) * _LEADING_SHARE // 100)
    return [
        labels[one.unit]
        for one in result.ranked
        if one.rank is not None and one.rank <= count and one.grade != _FAILING_GRADE
    ]


def _practices(dossier: InspectionDossier, chosen: Sequence[int]) -> Fields:
    """Return the chosen sentences by part, in the order of the offer."""
    on_offer = offered(dossier)
    taken = [one for one in on_offer if one.number in chosen]
    parts = dict.fromkeys(one.part for one in taken)
    return {
        "可选条数": len(on_offer),
        "各部分": [
            {"标题": part, "各条": [_practice(one) for one in taken if one.part == part]}
            for part in parts
        ],
    }


def _practice(practice: Practice) -> Fields:
    return {"单位": practice.unit, "文字": practice.text}
