"""Tables on rectification: the problems of a notice, the reply to it, the ledger over all units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from inspector.domain.answer import Side
from inspector.domain.dossier import EarlierProblem, InspectionDossier, UnitDossier
from inspector.domain.finding import Finding
from inspector.domain.ledger import Outcome, RateKind, rate_of, total_line, unit_lines
from inspector.domain.marks import percent
from inspector.domain.rectification import Rectification
from inspector.i18n import dates, ledger_words
from inspector.i18n.gettext import CHINESE
from inspector.i18n.rates import formula
from inspector.i18n.words import label
from inspector.report import phrasing
from inspector.report.document import Cell, Column, Table
from inspector.report.pictures import shown_by
from inspector.report.text_rows import columns, iso, lines, row

_OUTCOMES: Final = (
    Outcome.CLOSED_ON_TIME,
    Outcome.CLOSED_LATE,
    Outcome.FIXED_ON_SPOT,
    Outcome.AWAITING_RECHECK,
    Outcome.IN_TIME,
    Outcome.SENT_BACK,
    Outcome.NOT_REPLIED,
    Outcome.LONG_TERM,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A line of the ledger with what it is about, in words."""

    entry: Rectification
    finding: Finding | None
    item: str
    unit: str
    shown_by: str = ""
    """Where the evidence is found, such as 佐证图册图2."""


def named(dossier: UnitDossier) -> list[Named]:
    """Return a unit's lines of the ledger with their findings and items."""
    findings = {one.id: one for answer in dossier.answers.values() for one in answer.findings}
    items = {item.key: item.title for _path, item in dossier.checklist.items()}
    shown = shown_by(dossier)
    return [
        Named(
            one,
            findings.get(one.finding),
            items.get(one.item, ""),
            dossier.unit.label,
            shown.get(one.finding, ""),
        )
        for one in dossier.rectifications
    ]


def problem_list(dossier: UnitDossier, side: Side) -> tuple[Table, ...]:
    """Return the list of problems that goes with a notice."""
    del side  # the ledger is about what was approved
    rows = tuple(
        row(
            str(place),
            one.entry.number,
            one.item,
            _fact(one),
            _place(one),
            _points(one),
            ledger_words.demand(one.entry),
            iso(one.entry.deadline),
        )
        for place, one in enumerate(named(dossier), 1)
    )
    wanted = columns(
        *(("序号", 36, True), ("问题编号", 56, True), ("对应指标", 120), ("问题描述", 160)),
        *(("位置及佐证", 116), ("扣分", 38, True), ("整改要求", 100), ("整改时限", 64, True)),
    )
    return _table("rectification.problems", wanted, rows)


def reply_form(dossier: UnitDossier, side: Side) -> tuple[Table, ...]:
    """Return the form on which the unit answers; what it has said already is filled in."""
    del side
    rows = tuple(
        row(
            str(place),
            one.entry.number,
            _fact(one),
            one.entry.measure,
            lines(one.entry.result, one.entry.link),
            iso(one.entry.completed_on),
            one.entry.leader,
            _person(one),
        )
        for place, one in enumerate(named(dossier), 1)
    )
    wanted = columns(
        *(("序号", 36, True), ("问题编号", 56, True), ("问题描述", 140), ("整改措施", 120)),
        *(("整改结果及链接", 156), ("完成时间", 64, True), ("责任领导", 42, True)),
        ("责任人及电话", 76, True),
    )
    return _table("rectification.reply", wanted, rows)


def ledger(dossier: InspectionDossier, on: date) -> tuple[Table, ...]:
    """Return the whole ledger over all units as it stands on a day, one line a problem.

    Its widths are points on A3 in 五号: a date, a telephone number and 问题编号 are not torn.
    """
    every = [one for unit in dossier.units for one in named(unit)]
    wanted = columns(
        *(("序号", 32, True), ("责任单位", 62, True), ("问题编号", 66, True), ("对应指标", 66)),
        *(("问题描述", 84), ("位置及佐证", 68), ("扣分", 32, True), ("整改要求", 58)),
        *(("整改时限", 61, True), ("责任领导", 42, True), ("责任人及电话", 67, True)),
        *(("整改措施", 70), ("整改结果", 70), ("完成时间", 61, True), ("核查结论", 51, True)),
        *(("核查人及日期", 61, True), ("是否销号", 30, True), ("是否重复问题", 30, True)),
        ("备注", 60),
    )
    rows = tuple(
        _ledger_row(place, one, on, dossier.repeated.get(one.entry.finding))
        for place, one in enumerate(every, 1)
    )
    notes = () if on == date.min else (f"统计日期：{dates.day(on)}。",)
    return _table("rectification.ledger", wanted, rows, notes)


def progress(dossier: InspectionDossier, on: date) -> tuple[Table, ...]:
    """Return how each unit's problems stand on a day, with the rates under them."""
    entries = [entry for unit in dossier.units for entry in unit.rectifications]
    counted = unit_lines(entries, on)
    whole = total_line(counted)
    shown = [one for one in _OUTCOMES if whole.count(one)]
    names = {one.unit.id: one.unit.label for one in dossier.units}
    rows = []
    for line in (*counted, whole):
        name = "合计" if line.unit is None else names[line.unit]
        rate = rate_of(RateKind.COMPLETED, line).value
        counts = [str(line.count(one)) for one in shown]
        rate_text = "—" if rate is None else percent(rate)
        rows.append(row(name, str(line.problems), *counts, rate_text, strong=line.unit is None))
    wanted = columns(
        ("单位", 12),
        ("问题数", 5, True),
        *((label(one, CHINESE), 6, True) for one in shown),
        ("整改完成率", 7, True),
    )
    notes = tuple(formula(rate_of(kind, whole), CHINESE) for kind in RateKind)
    return _table("rectification.progress", wanted, tuple(rows), notes)


def _ledger_row(
    place: int, one: Named, on: date, earlier: EarlierProblem | None
) -> tuple[Cell, ...]:
    entry = one.entry
    seen_before = one.finding is not None and one.finding.seen_before
    return row(
        str(place),
        one.unit,
        entry.number,
        one.item,
        _fact(one),
        _place(one),
        _points(one),
        ledger_words.demand(entry),
        iso(entry.due),
        entry.leader,
        _person(one),
        entry.measure,
        lines(entry.result, entry.link),
        iso(entry.completed_on),
        ledger_words.standing(entry, on),
        lines(entry.checked_by, iso(entry.checked_on)),
        ledger_words.is_closed(entry, on),
        ledger_words.yes_or_no(seen_before),
        lines(*ledger_words.remarks(entry, iso, seen_before=seen_before, earlier=earlier)),
    )


def _fact(one: Named) -> str:
    return "" if one.finding is None else one.finding.fact


def _place(one: Named) -> str:
    """Return where it was seen and what shows it, one under the other."""
    return lines("" if one.finding is None else one.finding.place, one.shown_by)


def _person(one: Named) -> str:
    """Return who sees to it, name and telephone number each on a line of its own."""
    return "\n".join(one.entry.person_in_charge.split())


def _points(one: Named) -> str:
    return "" if one.finding is None else phrasing.mark_text(one.finding.points)


def _table(
    name: str,
    wanted: tuple[Column, ...],
    rows: Iterable[tuple[Cell, ...]],
    notes: tuple[str, ...] = (),
) -> tuple[Table, ...]:
    given = tuple(rows)
    if not given:
        return ()
    return (Table(name=name, columns=wanted, rows=given, notes=notes, landscape=True, small=True),)
