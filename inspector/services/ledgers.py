"""The ledger of rectification as figures and as a workbook: 整改台账, counts, rates, reminders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from inspector.domain import ledger
from inspector.domain.dossier import EarlierProblem
from inspector.domain.inspection import Inspection
from inspector.domain.ledger import LedgerLine, Outcome, Rate, RateKind
from inspector.domain.unit import Unit
from inspector.exchange.table_writer import OutTable, TableColumn, TableValue, write_tables
from inspector.i18n import dates, ledger_words
from inspector.i18n.gettext import CHINESE
from inspector.i18n.rates import formula
from inspector.i18n.words import label
from inspector.services import rectification, repeats
from inspector.services.desk import Desk
from inspector.services.files import write_file
from inspector.services.rectification import Problem, Whom

_COLUMNS: Final = (
    TableColumn("序号", 5),
    TableColumn("责任单位", 14),
    TableColumn("问题编号", 10),
    TableColumn("对应指标", 22, is_centred=False),
    TableColumn("问题描述", 30, is_centred=False),
    TableColumn("位置及佐证", 22, is_centred=False),
    TableColumn("扣分", 6, marks=True),
    TableColumn("整改要求", 20, is_centred=False),
    TableColumn("整改时限", 11),
    TableColumn("责任领导", 9),
    TableColumn("责任人及电话", 13),
    TableColumn("整改措施", 22, is_centred=False),
    TableColumn("整改结果", 26, is_centred=False),
    TableColumn("完成时间", 11),
    TableColumn("核查结论", 11),
    TableColumn("核查人及日期", 12),
    TableColumn("是否销号", 6),
    TableColumn("是否重复问题", 7),
    TableColumn("备注", 20, is_centred=False),
)
"""The columns of the ledger that offices keep, left to right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One inspection's ledger on a day."""

    day: date
    problems: tuple[Problem, ...]
    units: tuple[tuple[Unit, LedgerLine], ...]
    total: LedgerLine
    rates: tuple[Rate, ...]
    """Completion and on-time rate, each with and without the long-term problems."""


def on_day(desk: Desk, task: Inspection, day: date, whom: Whom = None) -> Ledger:
    """Count the ledger on a day, of all units or of some."""
    found = rectification.problems(desk, task, whom)
    units = {one.unit.id: one.unit for one in found}
    lines = ledger.unit_lines((one.entry for one in found), day)
    total = ledger.total_line(lines)
    return Ledger(
        day=day,
        problems=found,
        units=tuple((units[line.unit], line) for line in lines if line.unit is not None),
        total=total,
        rates=tuple(
            ledger.rate_of(kind, total, without_long_term=without)
            for kind in RateKind
            for without in (False, True)
        ),
    )


def write(desk: Desk, task: Inspection, day: date, target: Path, whom: Whom = None) -> Path:
    """Write the ledger of a day as a workbook: 整改台账, 整改情况统计 and 催办清单."""
    counted = on_day(desk, task, day, whom)
    tables = [_list(desk, task, counted), _counts(task, counted)]
    reminded = tuple(_reminder_rows(desk, task, day, whom))
    if reminded:
        tables.append(_reminders(task, day, reminded))
    return write_file(target, write_tables(tables, target.name))


def _list(desk: Desk, task: Inspection, counted: Ledger) -> OutTable:
    shown: dict[str, list[str]] = {}
    for one in desk.file.reader.evidence(task.id):
        if one.finding is not None and not one.from_unit:
            shown.setdefault(one.finding, []).append(one.address or one.caption or one.name)
    units = {one.unit.id for one in counted.problems if one.finding.seen_before}
    earlier = repeats.confirmed(desk, task, units)
    return OutTable(
        tab="整改台账",
        title=f"{task.name}整改台账",
        columns=_COLUMNS,
        rows=tuple(
            _row(
                place,
                one,
                counted.day,
                shown.get(one.finding.id, ()),
                earlier.get(one.finding.id),
            )
            for place, one in enumerate(counted.problems, 1)
        ),
        notes=(f"统计日期：{_day(counted.day)}。",),
    )


def _row(
    place: int,
    one: Problem,
    day: date,
    shown: Sequence[str],
    earlier: EarlierProblem | None,
) -> tuple[TableValue, ...]:
    entry, seen_before = one.entry, one.finding.seen_before
    remarks = ledger_words.remarks(entry, dates.day, seen_before=seen_before, earlier=earlier)
    return (
        place,
        one.unit.label,
        entry.number,
        one.item.title,
        one.finding.fact,
        _lines(one.finding.place, *shown),
        one.finding.points,
        ledger_words.demand(entry),
        _day(entry.due),
        entry.leader,
        entry.person_in_charge,
        entry.measure,
        _lines(entry.result, entry.link),
        _day(entry.completed_on),
        ledger_words.standing(entry, day),
        _lines(entry.checked_by, _day(entry.checked_on)),
        ledger_words.is_closed(entry, day),
        ledger_words.yes_or_no(seen_before),
        "；".join(remarks),
    )


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _counts(task: Inspection, counted: Ledger) -> OutTable:
    outcomes = [one for one in Outcome if _is_shown(one, counted)]
    return OutTable(
        tab="整改情况统计",
        title=f"{task.name}整改情况统计表",
        columns=(
            TableColumn("单位", 20),
            TableColumn("问题", 8),
            *(TableColumn(label(one, CHINESE), 11) for one in outcomes),
        ),
        rows=(
            *(_count_row(unit.label, line, outcomes) for unit, line in counted.units),
            _count_row("合计", counted.total, outcomes),
        ),
        notes=(
            f"统计日期：{_day(counted.day)}。",
            *(f"{formula(rate, CHINESE)}。" for rate in counted.rates),
        ),
    )


_ALWAYS: Final = frozenset(
    {
        Outcome.CLOSED_ON_TIME,
        Outcome.CLOSED_LATE,
        Outcome.SENT_BACK,
        Outcome.NOT_REPLIED,
        Outcome.LONG_TERM,
    }
)


def _is_shown(one: Outcome, counted: Ledger) -> bool:
    return one in _ALWAYS or counted.total.count(one) > 0


def _count_row(name: str, line: LedgerLine, outcomes: Sequence[Outcome]) -> tuple[TableValue, ...]:
    return (name, line.problems, *(line.count(one) for one in outcomes))


def _reminder_rows(
    desk: Desk, task: Inspection, day: date, whom: Whom
) -> Iterator[tuple[TableValue, ...]]:
    for unit, one in rectification.to_remind(desk, task, day, whom):
        numbers = [entry.number for entry in (*one.sent_back, *one.not_replied)]
        yield (
            unit.label,
            len(numbers),
            len(one.sent_back),
            len(one.not_replied),
            "、".join(numbers),
            unit.contact,
            unit.phone,
        )


def _reminders(task: Inspection, day: date, rows: tuple[tuple[TableValue, ...], ...]) -> OutTable:
    return OutTable(
        tab="催办清单",
        title=f"{task.name}整改催办清单",
        columns=(
            TableColumn("单位", 20),
            TableColumn("催办问题", 10),
            TableColumn("核查退回", 10),
            TableColumn("逾期未反馈", 11),
            TableColumn("问题编号", 40, is_centred=False),
            TableColumn("联络员", 10),
            TableColumn("联系电话", 14),
        ),
        rows=rows,
        notes=(f"统计日期：{_day(day)}。",),
    )


def _day(day: date | None) -> str:
    return "" if day is None else dates.day(day)
