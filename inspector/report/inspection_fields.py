"""The fields of papers over all units: how it stands, what was done, what is wrong."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from inspector.domain.answer import Side
from inspector.domain.checklist import ItemKind
from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.inspection import UnitClass
from inspector.domain.marks import Mark
from inspector.domain.ranking import share
from inspector.domain.results import ClassResult
from inspector.report import phrasing
from inspector.report.fields import Fields
from inspector.report.practices import Practice, offered
from inspector.report.problems import Problem, problems
from inspector.report.subject import PaperOptions, is_approved
from inspector.report.unit_fields import high_to_low

FACTS_SHOWN: Final = 12
"""Up to this many units an item's facts stand in the text; beyond, in the annex."""
NAMES_SHOWN: Final = 30
"""Up to this many units are named in a row."""
_DIGIT: Final = re.compile(r"[0-9０-９]")
_GOOD_GRADES: Final = ("优秀", "良好")
_FAILING_GRADE: Final = "不合格"


def of_units(dossier: InspectionDossier, options: PaperOptions) -> Fields:
    """Return the fields 总体, 各类, 做法, 问题 and 下一步."""
    found = [one for unit in dossier.units for one in problems(unit, Side.APPROVED)]
    return {
        "总体": _whole(dossier),
        "各类": [_class(dossier, one) for one in classes(dossier)],
        "做法": _practices(dossier, options.practices),
        "问题": _problems(dossier, found),
        "下一步": [step.strip() for step in options.next_steps if step.strip()],
    }


def classes(dossier: InspectionDossier) -> list[UnitClass]:
    """Return the classes that have units, in the inspection's order."""
    return [one for one in dossier.inspection.classes if units_of(dossier, one)]


def units_of(dossier: InspectionDossier, unit_class: UnitClass) -> list[UnitDossier]:
    """Return a class's units in official order."""
    return [
        unit
        for unit in dossier.units
        if dossier.inspection.unit_class(unit.assessment.unit_class).key == unit_class.key
    ]


def result_of(dossier: InspectionDossier, unit_class: UnitClass) -> ClassResult | None:
    """Return a class's result, or None when it has not been ranked."""
    return dossier.results.get(unit_class.key)


def class_name(unit_class: UnitClass) -> str:
    """Return what a class is called in papers."""
    return unit_class.name or unit_class.key or "参加单位"


def _mark(mark: Mark | None) -> str | None:
    return None if mark is None else phrasing.mark_text(mark)


def _whole(dossier: InspectionDossier) -> Fields:
    units = dossier.units
    waiting = [unit for unit in units if unit.approved.mark is None and not unit.approved.grade]
    settled = all(map(is_approved, units))
    grades = _grades(dossier, settled=settled)
    average = None if dossier.average is None else Mark(dossier.average)
    return {
        "单位数": len(units),
        "类数": len(classes(dossier)),
        "未完成": [unit.unit.label for unit in waiting],
        "已完成数": len(units) - len(waiting),
        "平均分": _mark(average),
        "等次已审定": settled,
        "各等次": [{"等次": grade, "个数": count} for grade, count in grades.items() if count],
        "优良率": _rate(grades, len(units), _GOOD_GRADES),
        "合格率": _rate(grades, len(units), [one for one in grades if one != _FAILING_GRADE]),
        "会议调整": _decisions(dossier) if settled else [],
    }


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
    """Return the units whose approved grade is not the one their mark gives."""
    return [
        {
            "单位": unit.unit.label,
            "拟定": unit.approved.grade,
            "审定": unit.assessment.approved_grade,
            "理由": phrasing.clause(unit.assessment.approval_reason),
            "日期": ""
            if unit.assessment.approved_on is None
            else phrasing.day(unit.assessment.approved_on),
        }
        for unit in dossier.units
        if unit.approved.grade
        and unit.assessment.approved_grade
        and unit.assessment.approved_grade != unit.approved.grade
    ]


def _class(dossier: InspectionDossier, unit_class: UnitClass) -> Fields:
    result = result_of(dossier, unit_class)
    rated = [] if result is None else high_to_low(result.sections)
    return {
        "名称": class_name(unit_class),
        "单位数": len(units_of(dossier, unit_class)),
        "平均分": None if result is None else _mark(result.average),
        "得分率": [{"部分": one.title, "得分率": phrasing.percent(one.rate)} for one in rated],
    }


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


def _problems(dossier: InspectionDossier, found: list[Problem]) -> Fields:
    counted = [one for one in found if one.is_counted]
    penalties = [one for one in found if one.item.kind is ItemKind.PENALTY]
    parts = _by_part(counted)
    return {
        "个数": len(counted),
        "各类": [_class_counts(dossier, one, counted) for one in classes(dossier)],
        "各部分": [_part(part, group) for part, group in parts],
        "减分": [f"{one.unit}{_fact(one)}" for one in penalties],
        "有省略": any(
            len(_units(group)) > FACTS_SHOWN for _, all_ in parts for group in _by_item(all_)
        ),
    }


def problem_part(problem: Problem) -> str:
    """Return the heading a problem is counted under; vetoes are counted by themselves."""
    return "否决情形" if problem.item.kind is ItemKind.VETO else problem.part


def _by_part(found: Iterable[Problem]) -> list[tuple[str, list[Problem]]]:
    """Group problems by part, parts in the order of the lists, vetoes last."""
    parts: dict[str, list[Problem]] = {}
    vetoes: list[Problem] = []
    for problem in found:
        is_veto = problem.item.kind is ItemKind.VETO
        (vetoes if is_veto else parts.setdefault(problem.part, [])).append(problem)
    ordered = sorted(parts.items(), key=lambda part: _place_in_list(part[1][0]))
    return [*ordered, *([("否决情形", vetoes)] if vetoes else [])]


def _place_in_list(problem: Problem) -> int:
    titles = [node for path, node in problem.dossier.checklist.items()]
    return next(place for place, item in enumerate(titles) if item.key == problem.item.key)


def _by_item(found: Iterable[Problem]) -> list[list[Problem]]:
    """Group problems by item, items in the order of their list."""
    items: dict[str, list[Problem]] = {}
    for problem in found:
        items.setdefault(problem.item.key, []).append(problem)
    return sorted(items.values(), key=lambda group: _place_in_list(group[0]))


def _class_counts(
    dossier: InspectionDossier, unit_class: UnitClass, counted: list[Problem]
) -> Fields:
    members = {unit.unit.id for unit in units_of(dossier, unit_class)}
    own = [one for one in counted if one.dossier.unit.id in members]
    parts = [(part, len(group)) for part, group in _by_part(own)]
    shares = {part: share(count, len(own)) for part, count in parts}
    return {
        "名称": class_name(unit_class),
        "个数": len(own),
        "各部分": [
            {"部分": part, "个数": count, "占比": phrasing.percent(shares[part])}
            for part, count in sorted(parts, key=lambda part: -part[1])
        ],
        "占比说明": phrasing.shares_note(shares.values()),
    }


def _part(title: str, found: list[Problem]) -> Fields:
    return {
        "标题": title,
        "个数": len(found),
        "单位数": len(_units(found)),
        "各项": [_item(group) for group in _by_item(found)],
    }


def _units(found: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Group problems by unit, units in official order."""
    units: dict[str, list[Problem]] = {}
    for problem in found:
        units.setdefault(problem.unit, []).append(problem)
    return units


def _item(found: list[Problem]) -> Fields:
    units = _units(found)
    return {
        "内容": found[0].item.content,
        "单位数": len(units),
        "个数": len(found),
        "文字": _facts(units),
    }


def _facts(units: Mapping[str, list[Problem]]) -> str:
    """Return who lacks what; beyond FACTS_SHOWN units the facts are left to the annex."""
    if len(units) <= FACTS_SHOWN:
        told = (f"{phrasing.listed(names)}{fact}" for fact, names in _sharing(units))
        return f"{'；'.join(told)}。"
    if len(units) <= NAMES_SHOWN:
        return f"涉及{phrasing.listed(units)}。"
    return f"涉及{len(units)}家单位。"


def _sharing(units: Mapping[str, list[Problem]]) -> Iterator[tuple[str, list[str]]]:
    """Yield facts with the units they hold for.

    A fact with a number is told unit by unit: nobody could tell whether the number is each
    unit's or that of all of them together.
    """
    shared: dict[str, list[str]] = {}
    for unit, group in units.items():
        facts = "，".join(map(_fact, group))
        key = facts if not _DIGIT.search(facts) else f"{unit}\n{facts}"
        shared.setdefault(key, []).append(unit)
    for key, names in shared.items():
        yield key.rpartition("\n")[2], names


def _fact(problem: Problem) -> str:
    fact = phrasing.clause(problem.fact).removeprefix(problem.unit)
    return fact or phrasing.gap("事实")
