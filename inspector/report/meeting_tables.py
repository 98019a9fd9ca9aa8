"""The table that lies before the leaders' meeting: all classes on one sheet, room to write in."""

from collections.abc import Iterator, Sequence
from typing import Final

from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.marks import Mark
from inspector.domain.results import ClassResult, Ranked
from inspector.report import phrasing
from inspector.report.document import Align, Cell, Column, Table
from inspector.report.inspection_fields import (
    class_name,
    classes,
    is_waiting,
    result_of,
    units_of,
)
from inspector.report.subject import is_approved
from inspector.report.text_rows import columns

_COLUMNS: Final[tuple[Column, ...]] = columns(
    *(("名次", 8, True), ("单位", 32), ("平时得分", 9, True), ("年终得分", 9, True)),
    *(("加分", 8, True), ("减分", 8, True), ("综合得分", 9, True), ("拟定等次", 11, True)),
    *(
        ("上年等次", 11, True),
        ("主要扣分点", 105),
        ("研究意见", 43),
        ("审定等次", 11, True),
    ),
)
_USUAL: Final = "平时"
_YEARLY: Final = "年终"
"""By these words the two sources of a year's mark are known."""
_TOLD: Final = 3
"""So many items that cost most are named at most,"""
_TWO_LINES: Final = 68.0
"""as long as they take so many characters: with rows of two lines fifteen units share a sheet."""


def meeting(dossier: InspectionDossier) -> tuple[Table, ...]:
    """Return one table over all classes, each in order of rank under a line with its name."""
    rows: list[tuple[Cell, ...]] = []
    for one in classes(dossier):
        result, units = result_of(dossier, one), units_of(dossier, one)
        if result is not None:
            heading = f"{class_name(dossier, one)}（{len(units)}家）{_quota(result, units)}"
            rows.append((Cell(text=heading, across=len(_COLUMNS), strong=True, align=Align.LEFT),))
            rows += _class_rows(dossier, result, units)
    if not rows:
        return ()
    table = Table(
        name="meeting.table", columns=_COLUMNS, rows=tuple(rows), landscape=True, large=True
    )
    return (table,)


def _quota(result: ClassResult, units: Sequence[UnitDossier]) -> str:
    """Return what may have the best grade, and how many tie across that line."""
    if result.quota is None or not units[0].rule_set.bands:
        return ""
    best = units[0].rule_set.bands[0].grade
    tied = len(result.tie_across_quota)
    across = f"，{tied}家并列于限额处，由会议确定" if tied else ""
    return f"　{best}限额{result.quota}家{across}"


def _class_rows(
    dossier: InspectionDossier, result: ClassResult, units: Sequence[UnitDossier]
) -> Iterator[tuple[Cell, ...]]:
    known = {one.unit.id: one for one in units}
    for ranked in result.ranked:
        unit = known[ranked.unit]
        yield tuple(
            Cell(text=text)
            for text in _texts(unit, ranked, dossier.last_grades.get(ranked.unit, ""))
        )


def _texts(unit: UnitDossier, ranked: Ranked, last: str) -> tuple[str, ...]:
    graded = unit.approved
    places = unit.rule_set.places

    def mark(value: Mark | None) -> str:
        return "—" if value is None else phrasing.mark_text(value, places)

    waiting = is_waiting(unit)
    usual = _source(unit, _USUAL)
    yearly = _source(unit, _YEARLY)
    return (
        "—" if ranked.rank is None or waiting else str(ranked.rank),
        unit.unit.label,
        mark(usual),
        mark(graded.base if yearly is None else yearly),
        "—" if waiting else mark(graded.bonus),
        "—" if waiting else mark(graded.penalty),
        mark(ranked.mark),
        "—" if waiting else ranked.grade or "—",
        last or "—",
        "—" if waiting else _costliest(unit),
        phrasing.clause(unit.assessment.approval_reason) if is_approved(unit) else "",
        unit.assessment.approved_grade if is_approved(unit) else "",
    )


def _source(unit: UnitDossier, word: str) -> Mark | None:
    found = [mark for name, mark in unit.approved.sources.items() if word in name]
    return found[0] if found else None


def _costliest(unit: UnitDossier) -> str:
    """Return the items that cost most, the dearest first, with what they cost; one at least."""
    titles = {
        item.key: item.title.removeprefix(item.number).lstrip()
        for _path, item in unit.checklist.items()
    }
    lost = [one for one in unit.approved.items if one.deducted > 0]
    lost.sort(key=lambda one: -one.deducted)
    told = [f"{titles[one.key]}{phrasing.points_text(one.deducted)}分" for one in lost[:_TOLD]]
    while len(told) > 1 and _characters("；".join(told)) > _TWO_LINES:
        told.pop()
    return "；".join(told) or "无"


def _characters(text: str) -> float:
    """Return how many full-width characters a text takes."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)
