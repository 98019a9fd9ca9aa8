"""What counts as a problem: each finding that costs, and each veto once however often found."""

from typing import Final

from inspector.domain.answer import Answer, Side
from inspector.domain.checklist import Item, ItemKind
from inspector.domain.finding import Finding
from inspector.domain.findings import earns

_ASKED: Final = frozenset({ItemKind.SCORED, ItemKind.TASK, ItemKind.VETO})
"""What a penalty punishes was dealt with elsewhere; a bonus is no problem."""


def problem_findings(item: Item, answer: Answer | None, side: Side) -> tuple[Finding, ...]:
    """Return the findings under one item of which each is one problem.

    A veto stands with the first finding that shows it. What earns marks is no problem.
    """
    if answer is None or item.kind not in _ASKED:
        return ()
    found = tuple(one for one in answer.counting(side) if not earns(item, one))
    return found[:1] if item.kind is ItemKind.VETO else found
