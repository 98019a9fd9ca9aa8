"""The fields of what is wrong over several units: counted by part, told by item, units named."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from inspector.domain.answer import Side
from inspector.domain.checklist import ItemKind
from inspector.domain.dossier import UnitDossier
from inspector.domain.marks import share
from inspector.report import phrasing
from inspector.report.fields import Fields
from inspector.report.problems import Problem, problems

FACTS_SHOWN: Final = 5
"""Up to this many units an item's facts stand in the text; beyond, in the annex."""
NAMES_SHOWN: Final = 30
"""Up to this many units are named in a row."""
VETOES: Final = "否决情形"
_DIGIT: Final = re.compile(r"[0-9０-９]")


def of_classes(classes: Iterable[tuple[str, Sequence[UnitDossier]]]) -> Fields:
    """Return the field 问题 over classes of units, each with its name."""
    named = [(name, len(units), _found(units)) for name, units in classes]
    told = [_class(name, size, found) for name, size, found in named]
    penalties = [one for _, _, found in named for one in found if one.item.kind is ItemKind.PENALTY]
    return {
        "个数": sum(one["个数"] for one in told),
        "各类": [one for one in told if one["个数"]],
        "减分": [f"{one.unit}{_fact(one)}" for one in penalties],
        "有省略": any(one["有省略"] for one in told),
    }


def _found(units: Iterable[UnitDossier]) -> list[Problem]:
    return [problem for unit in units for problem in problems(unit, Side.APPROVED)]


def problem_part(problem: Problem) -> str:
    """Return the heading a problem is counted under; vetoes are counted by themselves."""
    return VETOES if problem.item.kind is ItemKind.VETO else problem.part


def _class(name: str, size: int, found: Iterable[Problem]) -> Fields:
    told = [one for one in found if _is_told(one)]
    parts = _by_part(told)
    counts = {part: _count(group) for part, group in parts}
    shares = {part: share(count, _count(told)) for part, count in counts.items()}
    return {
        "名称": name,
        "个数": _count(told),
        "由多到少": [
            {"部分": _heading(part), "个数": count, "占比": phrasing.percent(shares[part])}
            for part, count in sorted(counts.items(), key=lambda part: -part[1])
        ],
        "占比说明": phrasing.shares_note(shares.values()),
        "各部分": [_part(part, group, size) for part, group in parts],
        "有省略": any(len(_units(group)) > FACTS_SHOWN for group in _by_item(told)),
    }


def _is_told(problem: Problem) -> bool:
    """Whether the text tells a problem: those counted, and every fact of a veto counted once."""
    return problem.is_counted or problem.item.kind is ItemKind.VETO


def _count(found: Iterable[Problem]) -> int:
    return sum(problem.is_counted for problem in found)


def _heading(part: str) -> str:
    return part if part == VETOES else phrasing.with_ending(part, "方面")


def _by_part(found: Iterable[Problem]) -> list[tuple[str, list[Problem]]]:
    """Group problems by part, parts in the order of the list, vetoes last."""
    parts: dict[str, list[Problem]] = {}
    for problem in found:
        parts.setdefault(problem_part(problem), []).append(problem)
    return sorted(parts.items(), key=lambda part: min(map(_place_in_list, part[1])))


def _by_item(found: Iterable[Problem]) -> list[list[Problem]]:
    """Group problems by item, items in the order of their list."""
    items: dict[str, list[Problem]] = {}
    for problem in found:
        items.setdefault(problem.item.key, []).append(problem)
    return sorted(items.values(), key=lambda group: _place_in_list(group[0]))


def _place_in_list(problem: Problem) -> tuple[bool, int]:
    return problem.item.kind is ItemKind.VETO, problem.place_in_list


def _part(title: str, found: list[Problem], size: int) -> Fields:
    return {
        "标题": _heading(title),
        "个数": _count(found),
        "单位数": len(_units(found)),
        "各项": [_item(group, size) for group in _by_item(found)],
    }


def _units(found: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Group problems by unit, units in official order."""
    units: dict[str, list[Problem]] = {}
    for problem in found:
        units.setdefault(problem.unit, []).append(problem)
    return units


def _item(found: list[Problem], size: int) -> Fields:
    units = _units(found)
    return {
        "内容": found[0].item.content,
        "单位数": len(units),
        "个数": _count(found),
        "文字": _facts(units, size),
        "涉及": _who(units, size),
    }


def _facts(units: Mapping[str, list[Problem]], size: int) -> str:
    """Return who lacks what; beyond FACTS_SHOWN units the facts are left to the annex.

    `size` is the number of units in the class.
    """
    if len(units) <= FACTS_SHOWN:
        told = (f"{phrasing.listed(names)}{fact}" for fact, names in _sharing(units))
        return f"{'；'.join(told)}。"
    return _who(units, size)


def _who(units: Mapping[str, list[Problem]], size: int) -> str:
    """Return which units a problem concerns, without what was found there."""
    if len(units) == size:
        return f"涉及全部{size}家单位。"
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
