"""How many problems were found: one standing finding is one problem, and so is each veto."""

from collections.abc import Iterable, Mapping

from inspector.domain.answer import Answer, Side, counting
from inspector.domain.checklist import Checklist, ItemKind
from inspector.domain.findings import earns
from inspector.domain.ids import ItemKey

_PROBLEMS = frozenset({ItemKind.SCORED, ItemKind.TASK})


def count_problems(
    checklist: Checklist, answers: Mapping[ItemKey, Answer], side: Side = Side.APPROVED
) -> dict[str, int]:
    """Return one unit's problems by the title of the first-level section, in the list's order.

    A section without problems stands with 0 where it holds scored items or tasks. Each veto item
    found is one problem of its section. What earns marks is none; nor are bonus and penalty
    items: what a penalty punishes was dealt with elsewhere.
    """
    counts: dict[str, int] = {}
    for path, item in checklist.items():
        if item.kind not in _PROBLEMS and item.kind is not ItemKind.VETO:
            continue
        title = path[0].title if path else ""
        answer = answers.get(item.key)
        counted = counting(answer.findings, side) if answer is not None else ()
        found = sum(1 for finding in counted if not earns(item, finding))
        if item.kind is ItemKind.VETO:
            found = min(found, 1)
        counts[title] = counts.get(title, 0) + found
    return counts


def add_up(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return the sums of several units' problems by section, in the order first seen."""
    totals: dict[str, int] = {}
    for unit in counts:
        for title, number in unit.items():
            totals[title] = totals.get(title, 0) + number
    return totals
