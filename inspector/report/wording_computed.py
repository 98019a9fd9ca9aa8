"""What papers over all units compute, by the words it stands behind: averages, rates, counts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from inspector.domain.answer import Side
from inspector.domain.checklist import ItemKind
from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.marks import share
from inspector.report import inspection_fields, phrasing
from inspector.report.fields import Fields
from inspector.report.problems import problems
from inspector.report.subject import PaperOptions
from inspector.report.unit_fields import high_to_low

_FILLERS: Final = "(?:的|得分率|比例|为|是|达到|达|：|共计|共)*"
_AVERAGE: Final = "平均得分|平均分|平均成绩|平均"
_FOUND: Final = "发现的?问题|存在的?问题|查出的?问题"
_TAKING_PART: Final = "(?:参加|接受)[^，。；]{0,8}的|共对"
_RATES: Final = {"优良率": ("优秀", "良好"), "合格率": ("优秀", "良好", "合格")}
_MOST: Final = 4
"""So many computed figures are named beside one that is none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What may stand behind some words."""

    pattern: re.Pattern[str]
    """Of the words with the figure behind them, as its group `figure`."""
    unit: str
    known: frozenset[Decimal]
    whole: str
    """What is computed over all, as papers write it."""


def of_all(dossier: InspectionDossier) -> tuple[Computed, ...]:
    """Return what is computed over all units, with what holds of each class, part and unit."""
    told = inspection_fields.of_units(dossier, PaperOptions())
    made = (
        *_of_marks(told),
        *_of_grades(dossier, told),
        *_of_parts(dossier),
        *_counts(dossier, told),
    )
    return tuple(one for one in made if one is not None)


def of_unit(dossier: UnitDossier) -> tuple[Computed, ...]:
    """Return what is computed of one unit: the rates of its parts and the items that cost marks."""
    parts: dict[str, list[str]] = {}
    for grading in (dossier.approved, dossier.checked):
        for one in high_to_low(grading.sections):
            parts.setdefault(one.title, []).append(phrasing.percent(one.rate))
    counted = [
        [one.item for one in problems(dossier, side) if one.is_counted]
        for side in (Side.APPROVED, Side.CHECKED)
    ]
    items = [len({one.key for one in found}) for found in counted]
    items += [len({one.key for one in found if one.kind is not ItemKind.VETO}) for found in counted]
    made = (
        *(_computed(re.escape(title), "%", rates) for title, rates in parts.items()),
        _computed("涉及指标", "项", sorted(set(items))),
    )
    return tuple(one for one in made if one is not None)


def _of_marks(told: Fields) -> Iterator[Computed | None]:
    averages = (told["总体"]["平均分"], *(one["平均分"] for one in told["各类"]))
    yield _computed(_AVERAGE, "分", averages)


def _of_grades(dossier: InspectionDossier, told: Fields) -> Iterator[Computed | None]:
    by_class = [
        Counter(map(_grade, inspection_fields.units_of(dossier, one)))
        for one in inspection_fields.classes(dossier)
    ]
    for one in told["总体"]["各等次"]:
        of_classes = [counts[one["等次"]] for counts in by_class]
        yield _computed(re.escape(one["等次"]), "家", (one["个数"],), of_classes)
    for rate, grades in _RATES.items():
        shares = (
            share(sum(counts[grade] for grade in grades), counts.total()) for counts in by_class
        )
        printed = [phrasing.percent(one) for one in shares]
        yield _computed(f"{rate}(?:（[^）]*）)?", "%", (told["总体"][rate],), printed)


def _grade(unit: UnitDossier) -> str:
    return unit.assessment.approved_grade or unit.approved.grade or ""


def _of_parts(dossier: InspectionDossier) -> Iterator[Computed | None]:
    """Yield the rates of each part, of whole classes and of each unit."""
    whole: dict[str, list[str]] = {}
    known: dict[str, list[str]] = {}
    for result in dossier.results.values():
        for one in high_to_low(result.sections):
            whole.setdefault(one.title, []).append(phrasing.percent(one.rate))
    for unit in dossier.units:
        for one in high_to_low(unit.approved.sections):
            known.setdefault(one.title, []).append(phrasing.percent(one.rate))
    for title, rates in whole.items():
        yield _computed(re.escape(title), "%", rates, known.get(title, ()))


def _counts(dossier: InspectionDossier, told: Fields) -> Iterator[Computed | None]:
    found, classes = told["问题"], told["各类"]
    counts = (found["个数"], *(one["个数"] for one in found["各类"]))
    known = [part["个数"] for one in found["各类"] for part in one["各部分"]]
    for unit in dossier.units:
        known += [_problems(unit, side) for side in (Side.CHECKED, Side.APPROVED)]
        known.append(len(unit.rectifications))
    known.append(sum(len(unit.rectifications) for unit in dossier.units))
    yield _computed(_FOUND, "个", counts, known)
    sizes = (told["总体"]["单位数"], *(one["单位数"] for one in classes))
    yield _computed(_TAKING_PART, "家", sizes)


def _problems(unit: UnitDossier, side: Side) -> int:
    return sum(one.is_counted for one in problems(unit, side))


def _computed(
    words: str, unit: str, whole: Iterable[object], also: Iterable[object] = ()
) -> Computed | None:
    """Return what may stand behind words; None where nothing is computed yet."""
    named = [str(one).removesuffix("%") for one in whole if one not in (None, "", "—")]
    others = [str(one).removesuffix("%") for one in also if one not in (None, "", "—")]
    if not named:
        return None
    printed = "、".join(f"{one}{unit}" for one in dict.fromkeys(named[:_MOST]))
    return Computed(
        pattern=re.compile(rf"(?:{words}){_FILLERS}(?P<figure>\d+(?:\.\d+)?){unit}"),
        unit=unit,
        known=frozenset(map(Decimal, (*named, *others))),
        whole=printed,
    )
