"""The notes under a table of results: every rule that a reader with a calculator would ask for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from inspector.domain.answer import Side
from inspector.domain.checklist import ItemKind
from inspector.domain.dossier import UnitDossier
from inspector.domain.marks import plain_mark, plain_percent
from inspector.domain.results import ClassResult
from inspector.domain.rule_set import Band, RoundingOrder, RuleSet, Source
from inspector.i18n import dates
from inspector.report import phrasing
from inspector.report.calculation import conversion
from inspector.report.inspection_fields import decided_otherwise, is_waiting
from inspector.report.problems import problems

_ROUNDING: Final[Mapping[RoundingOrder, str]] = {
    RoundingOrder.EACH_PUBLISHED: (
        "各项公布的得分均四舍五入保留{places}位小数，以公布数参与下一步计算、排名和确定等次。"
    ),
    RoundingOrder.LAST: (
        "中间结果不舍入，最后得分四舍五入保留{places}位小数，以此排名和确定等次。"
    ),
    RoundingOrder.GRADE_EXACT: ("最后得分四舍五入保留{places}位小数公布，等次按舍入前的得分确定。"),
}
_PLACES: Final = {0: "零", 1: "一", 2: "两", 3: "三", 4: "四"}
_TIES: Final = "得分相同的名次并列，其后的名次顺延。"


def result_notes(units: Sequence[UnitDossier], result: ClassResult) -> tuple[str, ...]:
    """Return the notes under one class's results."""
    rules = units[0].rule_set
    waiting = list(_waiting(units))
    return (
        *waiting,
        *_formula(units[0]),
        rounding_note(rules),
        _TIES,
        *_bands(rules, result, len(units)),
        *([] if waiting else _tie_across_quota(units, result)),
        *_conversions(units),
        *_missing_sources(units),
        *_vetoes(units),
        *_decisions(units),
        *_average(units, result),
    )


def _waiting(units: Sequence[UnitDossier]) -> Iterator[str]:
    count = sum(map(is_waiting, units))
    if count:
        yield f"本类尚有{count}家单位未完成核查，名次、等次和平均得分待全部完成后统计。"


def rounding_note(rules: RuleSet) -> str:
    """Return which numbers a rule set rounds, and which it goes on with."""
    return _ROUNDING[rules.rounding].format(places=_PLACES.get(rules.places, str(rules.places)))


def _formula(unit: UnitDossier) -> Iterator[str]:
    rules = unit.rule_set
    kinds = {item.kind for _, item in unit.checklist.items()}
    bonus = "＋加分" if ItemKind.BONUS in kinds else ""
    penalty = "－减分" if ItemKind.PENALTY in kinds else ""
    if rules.composite:
        yield f"综合得分＝{_sum(rules.composite)}{bonus}{penalty}。"
    for source in rules.composite:
        if len(source.parts) > 1 and not _is_mean(source.parts):
            yield f"{source.name}＝{_sum(source.parts)}。"
        elif source.parts:
            names = phrasing.listed(part.name for part in source.parts)
            yield f"{source.name}为{names}的算术平均。"


def _sum(sources: Iterable[Source]) -> str:
    return "＋".join(f"{source.name}×{plain_percent(source.weight)}" for source in sources)


def _is_mean(sources: Sequence[Source]) -> bool:
    weights = [source.weight for source in sources]
    return max(weights) - min(weights) <= 1


def _bands(rules: RuleSet, result: ClassResult, size: int) -> Iterator[str]:
    if not rules.bands:
        return
    bands = "、".join(map(_band, rules.bands))
    quota = ""
    if rules.quota is not None and result.quota is not None:
        quota = (
            f"；{rules.best_grade}不超过本类单位数的{plain_percent(rules.quota)}"
            f"（{size}家，向下取整为{result.quota}家）"
        )
    yield f"等次按得分确定：{bands}{quota}。"


def _band(band: Band) -> str:
    if band.at_least <= 0:
        return f"{band.grade}为其余"
    sign = "≥" if band.inclusive else "＞"
    return f"{band.grade}{sign}{plain_mark(band.at_least)}"


def _tie_across_quota(units: Sequence[UnitDossier], result: ClassResult) -> Iterator[str]:
    tied = [unit.unit.label for unit in units if unit.unit.id in result.tie_across_quota]
    if tied and not all(unit.assessment.approved_grade for unit in units):
        best = units[0].rule_set.best_grade
        yield f"{phrasing.listed(tied)}得分相同，并列导致{best}超过限额，由会议研究确定。"


def _conversions(units: Sequence[UnitDossier]) -> Iterator[str]:
    by_text: dict[str, list[str]] = {}
    for unit in units:
        text = conversion(unit, unit.approved)
        if text:
            by_text.setdefault(text, []).append(unit.unit.label)
    for text, names in by_text.items():
        yield f"{phrasing.listed(names)}有不涉及的指标，{text}。"


def _missing_sources(units: Sequence[UnitDossier]) -> Iterator[str]:
    by_source: dict[str, list[str]] = {}
    for unit in units:
        missing = [one for one in unit.approved.working if one.code == "source.missing"]
        whole = {one.subject for one in missing}
        for step in missing:
            if whole.isdisjoint(step.words):  # what it is a part of is not missing as a whole
                by_source.setdefault(step.subject, []).append(unit.unit.label)
    for source, names in by_source.items():
        named = phrasing.with_ending(source, "得分")
        yield f"{phrasing.listed(names)}没有{named}，其余各项按原权重比例折算。"


def _vetoes(units: Sequence[UnitDossier]) -> Iterator[str]:
    for unit in units:
        grading = unit.approved
        if not grading.vetoes:
            continue
        facts = [
            phrasing.clause(problem.fact)
            for problem in problems(unit, Side.APPROVED)
            if problem.item.kind is ItemKind.VETO and problem.fact
        ]
        reason = f"（{'；'.join(facts)}）" if facts else ""
        marks = ""
        if grading.mark is not None and grading.original not in (None, grading.mark):
            mark, original = (
                phrasing.mark_text(one, unit.rule_set.places)
                for one in (grading.mark, grading.original or 0)
            )
            marks = f"，得分按{mark}分计（原{original}分）"
        yield f"{unit.unit.label}有否决情形{reason}，评定为{unit.rule_set.veto.grade}{marks}。"


def _decisions(units: Sequence[UnitDossier]) -> Iterator[str]:
    """Say for each grade that the meeting set otherwise what the mark gives, why, and when."""
    by_text: dict[str, list[str]] = {}
    for unit in decided_otherwise(units):
        told = f"按得分为{unit.approved.grade}，{decision(unit)}。"
        by_text.setdefault(told, []).append(unit.unit.label)
    for told, names in by_text.items():
        yield f"{phrasing.listed(names)}{told}"


def decision(unit: UnitDossier) -> str:
    """Return how the meeting decided on a unit's grade, with the reason, in one clause."""
    when = unit.assessment.approved_on
    meeting = f"{dates.day(when)}会议研究" if when else "会议研究"
    reason = phrasing.clause(unit.assessment.approval_reason)
    because = f"（{reason}）" if reason else ""
    return f"经{meeting}，审定为{unit.assessment.approved_grade}{because}"


def _average(units: Sequence[UnitDossier], result: ClassResult) -> Iterator[str]:
    if result.average is None:
        return
    places = units[0].rule_set.places
    marks = [unit.approved.mark for unit in units if unit.approved.mark is not None]
    limited = any(unit.approved.vetoes for unit in units)
    yield (
        f"平均得分＝{phrasing.mark_text(sum(marks), places)}÷{len(marks)}"
        f"＝{phrasing.mark_text(result.average, places)}分"
        f"{'，含否决后的得分' if limited else ''}。"
    )
