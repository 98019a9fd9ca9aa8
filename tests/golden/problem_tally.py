"""The problems of units added up by part, as the worked years state them."""

from collections.abc import Iterable, Mapping

from inspector.domain.answer import Answer, Side
from inspector.domain.checklist import Checklist, ItemKind
from inspector.domain.ids import ItemKey
from inspector.domain.problem import problem_findings

_LISTED = frozenset({ItemKind.SCORED, ItemKind.TASK, ItemKind.VETO})


def count_problems(
    checklist: Checklist, answers: Mapping[ItemKey, Answer], side: Side = Side.APPROVED
) -> dict[str, int]:
    """Return one unit's problems by the title of the first-level section, 0 where it has none."""
    counts: dict[str, int] = {}
    for path, item in checklist.items():
        if item.kind in _LISTED:
            title = path[0].title if path else ""
            found = problem_findings(item, answers.get(item.key), side)
            counts[title] = counts.get(title, 0) + len(found)
    return counts


def add_up(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return the sums of several units' problems by section, in the order first seen."""
    totals: dict[str, int] = {}
    for unit in counts:
        for title, number in unit.items():
            totals[title] = totals.get(title, 0) + number
    return totals
