"""The invented city's ledger of 16 January 2026: what became of the 104 problems of class B."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from inspector.domain.calendar import Term
from inspector.domain.ids import UnitId
from inspector.domain.ledger import open_entries
from inspector.domain.rectification import (
    Rectification,
    close,
    keep_watching,
    reply,
    send_back,
)
from inspector.domain.unit import Unit
from inspector.exchange.calendars import shipped
from tests.golden.ningchuan import CLASS_B, INSPECTION, UNITS_B, unit_answers

SERVED: Final = date(2025, 12, 26)
DEADLINE: Final = Term(days=10).deadline(shipped(), SERVED)
COUNTED: Final = date(2026, 1, 16)
_BEFORE: Final = date(2026, 1, 9)
_AFTER: Final = date(2026, 1, 14)

COLUMNS: Final = ("按期销号", "逾期销号", "核查退回", "逾期未反馈", "长期坚持")
LEDGER: Final = {
    "市发展改革委": (5, 5, 0, 0, 0, 0),
    "市教育局": (8, 8, 0, 0, 0, 0),
    "市公安局": (11, 9, 1, 0, 0, 1),
    "市民政局": (11, 9, 2, 0, 0, 0),
    "市财政局": (5, 5, 0, 0, 0, 0),
    "市人力资源社会保障局": (9, 9, 0, 0, 0, 0),
    "市自然资源和规划局": (11, 9, 1, 0, 0, 1),
    "市住房城乡建设局": (22, 10, 4, 4, 3, 1),
    "市卫生健康委": (9, 9, 0, 0, 0, 0),
    "市外办": (13, 11, 0, 1, 0, 1),
}
"""All problems, then how many came out as COLUMNS says."""


def opened() -> tuple[Rectification, ...]:
    """Return the ledger on the day the notices went out, in official order."""
    return tuple(
        entry
        for order, (name, _quarters, found) in enumerate(UNITS_B, start=1)
        for entry in open_entries(
            INSPECTION,
            Unit(id=UnitId(name), name=name, order=order, code="WB" if name == "市外办" else ""),
            CLASS_B,
            unit_answers(name, found),
            deadline=DEADLINE,
        )
    )


def on_count_day() -> tuple[Rectification, ...]:
    """Return the ledger on 16 January, every line brought there by its steps."""
    return tuple(entry for name in LEDGER for entry in _of_unit(name))


def _of_unit(name: str) -> Iterator[Rectification]:
    return brought_on(name, [entry for entry in opened() if entry.unit == name])


def brought_on(name: str, entries: Iterable[Rectification]) -> Iterator[Rectification]:
    """Yield a unit's lines as they stand on the day of counting."""
    waiting = iter(entries)
    for step, count in zip(_STEPS, LEDGER[name][1:], strict=True):
        for _ in range(count):
            yield step(next(waiting))
    yield from waiting


def _closed_on_time(entry: Rectification) -> Rectification:
    return close(reply(entry, _BEFORE, "已补充公开"), "乙", _AFTER)


def _closed_late(entry: Rectification) -> Rectification:
    return close(reply(entry, _AFTER, "已补充公开"), "乙", COUNTED)


def _sent_back(entry: Rectification) -> Rectification:
    return send_back(reply(entry, _BEFORE, "已整改"), "乙", _AFTER, "栏目仍为空白")


def _silent(entry: Rectification) -> Rectification:
    return entry


def _long_term(entry: Rectification) -> Rectification:
    return keep_watching(reply(entry, _BEFORE, "已建立机制"), "乙", _AFTER, "须持续更新")


_STEPS: Final = (_closed_on_time, _closed_late, _sent_back, _silent, _long_term)
