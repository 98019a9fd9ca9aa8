"""The fields of papers on rectification: what was asked, what came of it, and the rates."""

from collections.abc import Iterable
from datetime import date

from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.ledger import (
    LedgerLine,
    Outcome,
    RateKind,
    outcome,
    rate_of,
    reminders,
    total_line,
    unit_lines,
)
from inspector.domain.rectification import REVIEW_TIME, Rectification
from inspector.i18n import dates
from inspector.i18n.gettext import CHINESE
from inspector.i18n.rates import formula
from inspector.i18n.words import label
from inspector.report import phrasing
from inspector.report.fields import Fields
from inspector.report.pictures import shown_by
from inspector.report.rectification_tables import Named, named
from inspector.report.subject import PaperOptions


def of_unit(dossier: UnitDossier, options: PaperOptions) -> Fields:
    """Return the field 整改 of one unit's papers."""
    entries = dossier.rectifications
    on = counting_day(entries, options)
    owed = reminders(entries, on)
    late = owed[0].not_replied if owed else ()
    back = owed[0].sent_back if owed else ()
    known = {one.entry.finding: one for one in named(dossier)}
    in_album = shown_by(dossier, links=False)
    served = min((one.noticed_on for one in entries if one.noticed_on), default=None)
    return {
        "个数": len(entries),
        "期限": _deadline(entries),
        "通知日期": _day(served),
        "复核期限": "" if served is None else dates.day(served + REVIEW_TIME),
        "统计日期": "" if on == date.min else dates.day(on),
        "立行立改数": sum(1 for one in entries if outcome(one, on) is Outcome.FIXED_ON_SPOT),
        "有佐证图": any(in_album.get(finding) for finding in known),
        "各问题": [_problem(one) for one in known.values()],
        "未反馈": [_problem(known[one.finding]) for one in late],
        "退回": [_problem(known[one.finding]) for one in back],
        "催办期限": _reminded_until([*late, *back], on),
    }


def of_units(dossier: InspectionDossier, options: PaperOptions) -> Fields:
    """Return the field 整改 of papers over all units."""
    entries = [entry for unit in dossier.units for entry in unit.rectifications]
    on = counting_day(entries, options)
    lines = unit_lines(entries, on)
    whole = total_line(lines)
    return {
        "统计日期": "" if on == date.min else dates.day(on),
        "期限": _deadline(entries),
        "单位数": len(lines),
        "个数": whole.problems,
        "各情形": [
            {"名称": label(one, CHINESE), "个数": whole.count(one)}
            for one in Outcome
            if whole.count(one)
        ],
        "比率": [formula(rate_of(kind, whole), CHINESE) for kind in RateKind],
        "除长期坚持": [
            formula(rate_of(kind, whole, without_long_term=True), CHINESE)
            for kind in RateKind
            if whole.count(Outcome.LONG_TERM)
        ],
        "全部完成": [_label(dossier, line) for line in lines if _is_done(line)],
        "未反馈": _units_with(dossier, lines, Outcome.NOT_REPLIED),
        "退回": _units_with(dossier, lines, Outcome.SENT_BACK),
        "长期坚持": [
            _problem(one)
            for unit in dossier.units
            for one in named(unit)
            if outcome(one.entry, on) is Outcome.LONG_TERM
        ],
    }


def counting_day(entries: Iterable[Rectification], options: PaperOptions) -> date:
    """Return the day a paper counts on: its own date, else the latest day the ledger knows."""
    if options.dated is not None:
        return options.dated
    known = [
        day
        for one in entries
        for day in (one.noticed_on, one.replied_on, one.checked_on)
        if day is not None
    ]
    return max(known, default=date.min)


def _problem(one: Named) -> Fields:
    entry, finding = one.entry, one.finding
    return {
        "编号": entry.number,
        "指标": one.item,
        "事实": "" if finding is None else phrasing.clause(finding.fact),
        "位置": "" if finding is None else finding.place,
        "期限": "" if entry.awaited_by is None else dates.day(entry.awaited_by),
        "理由": phrasing.clause(entry.check_note),
        "单位": one.unit,
    }


def _label(dossier: InspectionDossier, line: LedgerLine) -> str:
    return next(one.unit.label for one in dossier.units if one.unit.id == line.unit)


def _is_done(line: LedgerLine) -> bool:
    done = (Outcome.CLOSED_ON_TIME, Outcome.CLOSED_LATE, Outcome.FIXED_ON_SPOT)
    return line.count(*done) == line.problems


def _units_with(
    dossier: InspectionDossier, lines: Iterable[LedgerLine], wanted: Outcome
) -> list[Fields]:
    return [
        {"单位": _label(dossier, line), "个数": line.count(wanted)}
        for line in lines
        if line.count(wanted)
    ]


def _reminded_until(entries: Iterable[Rectification], on: date) -> str:
    """Return the last day that the latest reminders give, where it is not past."""
    given = (one.reminders[-1].until for one in entries if one.reminders)
    return _day(max((day for day in given if day and day >= on), default=None))


def _deadline(entries: Iterable[Rectification]) -> str:
    """Return the last day for replies as the notices gave it."""
    return _day(max((one.deadline for one in entries if one.deadline), default=None))


def _day(day: date | None) -> str:
    return "" if day is None else dates.day(day)
