"""The words of the ledger, one source for the paper and the workbook: demand, standing, remarks."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from inspector.domain.dossier import EarlierProblem
from inspector.domain.ledger import outcome
from inspector.domain.rectification import Rectification, RectificationState, state_on
from inspector.i18n.gettext import CHINESE
from inspector.i18n.words import label

DEMAND: Final = "整改到位，并报送链接或佐证材料。"
"""What is asked where the notice says nothing of its own."""
_CLOSED: Final = frozenset({RectificationState.CLOSED, RectificationState.FIXED_ON_SPOT})

Written = Callable[[date], str]
"""How a day is written: papers have narrow columns."""


def demand(entry: Rectification) -> str:
    """Return what is asked of the unit (整改要求)."""
    return entry.demand or DEMAND


def standing(entry: Rectification, on: date) -> str:
    """Return how a problem stands on a day (核查结论), such as 逾期未反馈."""
    return label(outcome(entry, on), CHINESE)


def is_closed(entry: Rectification, on: date) -> str:
    """Return whether a problem is off the ledger on a day (是否销号)."""
    return yes_or_no(state_on(entry, on) in _CLOSED)


def yes_or_no(answer: bool) -> str:
    """Return 是 or 否."""
    return "是" if answer else "否"


def remarks(
    entry: Rectification,
    written: Written,
    *,
    seen_before: bool,
    earlier: EarlierProblem | None = None,
) -> Iterator[str]:
    """Yield what 备注 says of a problem; `earlier` is the one it repeats, where it is known."""
    if seen_before:
        yield "上年重复问题" if earlier is None else f"上年重复问题：{_repeated(earlier, written)}"
    if entry.due is not None and entry.deadline is not None and entry.due != entry.deadline:
        yield f"原时限{written(entry.deadline)}，已批准延期"
    if entry.asked is not None:
        yield f"申请延期至{written(entry.asked.wanted)}，待批"
    if entry.check_note:
        yield entry.check_note
    if entry.again_by is not None:
        yield f"限{written(entry.again_by)}前重新整改"
    if entry.reminders:
        last = entry.reminders[-1]
        until = "" if last.until is None else f"，限{written(last.until)}前反馈"
        yield f"已催办{len(entry.reminders)}次，最近一次{written(last.sent_on)}{until}"


def _repeated(earlier: EarlierProblem, written: Written) -> str:
    """Return what was found then and whether it was put off the ledger, for the unit to compare."""
    year = "" if earlier.year is None else f"{earlier.year}年"
    closed = "" if earlier.closed_on is None else f"，{written(earlier.closed_on)}销号"
    return f"{year}{earlier.number}“{earlier.fact.rstrip('。')}”{closed}"
