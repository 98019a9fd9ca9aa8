"""One unit's row in the overview and in the register, and the words of its columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtGui import QColor, QIcon

from inspector.domain.holds import Held, Hold
from inspector.domain.ids import UnitId
from inspector.domain.inspection import AssessmentState
from inspector.domain.marks import format_mark
from inspector.i18n.gettext import _
from inspector.i18n.progress import held_words
from inspector.i18n.words import label
from inspector.services.overview import Figures, UnitLine
from inspector.ui.models.table import Column
from inspector.ui.theme import Theme

_MOST_NAMED: Final = 8
_STATE_ICONS: Final = {
    AssessmentState.AWAITING_SHEET: ("mdi6.email-outline", "muted"),
    AssessmentState.SHEET_RECEIVED: ("mdi6.email-check-outline", "accent"),
    AssessmentState.SENT_BACK: ("mdi6.email-sync-outline", "warning"),
    AssessmentState.OVERDUE: ("mdi6.email-alert-outline", "bad"),
    AssessmentState.CHECKING: ("mdi6.circle-half-full", "accent"),
    AssessmentState.CHECKED: ("mdi6.check-circle-outline", "good"),
    AssessmentState.AWAITING_REVIEW: ("mdi6.eye-check-outline", "accent"),
    AssessmentState.FED_BACK: ("mdi6.message-text-outline", "good"),
    AssessmentState.UNDER_OBJECTION: ("mdi6.comment-alert-outline", "warning"),
    AssessmentState.APPROVED: ("mdi6.lock", "good"),
}
HOLD_ROLES: Final = {
    Hold.LATE: "bad",
    Hold.DISAGREEMENT: "bad",
    Hold.FAULTS: "bad",
    Hold.OBJECTION: "warning",
    Hold.TO_COMPLETE: "warning",
    Hold.OPEN_ITEMS: "text",
    Hold.NOTHING: "good",
    Hold.DONE: "muted",
    Hold.MAY_OBJECT: "muted",
    Hold.COUNTING: "muted",
}
"""The colour of the words that say what keeps a unit; the words say it all."""
DASH: Final = "—"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A line with its figures, None while they are being counted, and what keeps the unit."""

    line: UnitLine
    figures: Figures | None
    held: Held

    @property
    def key(self) -> UnitId:
        """The unit's id."""
        return self.line.key


def unit_columns(theme: Theme) -> list[Column[UnitRow]]:
    """Return the columns of the overview."""
    order = tuple(AssessmentState)
    return [
        Column(_("#"), lambda one: str(one.line.place + 1), True, 44, lambda one: one.line.place),
        Column(
            _("Unit"),
            lambda one: one.line.unit.label,
            width=150,
            key=lambda one: one.line.place,
            tip=_names_tip,
        ),
        Column(_("Class"), lambda one: one.line.class_name, width=104),
        Column(
            _("State"),
            lambda one: label(one.line.state),
            width=126,
            key=lambda one: order.index(one.line.state),
            icon=lambda one: state_icon(theme, one.line.state),
        ),
        Column(_("Checked"), _checked, True, 70, _checked_key),
        Column(_("Deducted"), _deducted, True, 84, lambda one: _figure(one, "deducted")),
        Column(_("Mark"), _mark, True, 60, lambda one: _figure(one, "mark")),
        Column(_("Grade of the unit"), _grade, width=110, tip=_grade_tip),
        Column(
            _("Open problems"),
            lambda one: str(one.line.problems or ""),
            True,
            108,
            lambda one: one.line.problems,
        ),
        Column(_("Team and inspectors"), _people, width=120, tip=_people),
        Column(
            _("Next step"),
            lambda one: held_words(one.held),
            width=150,
            key=lambda one: (tuple(Hold).index(one.held.hold), -one.held.count),
            colour=lambda one: theme.colour(HOLD_ROLES.get(one.held.hold, "text")),
        ),
    ]


CLASS_COLUMN: Final = 2


def register_columns(theme: Theme) -> list[Column[UnitRow]]:
    """Return the columns of the register of sheets."""

    def colour(one: UnitRow) -> QColor | None:
        return theme.colour("bad") if one.line.is_late else None

    return [
        Column(_("#"), lambda one: str(one.line.place + 1), True, 44, lambda one: one.line.place),
        Column(
            _("Unit"),
            lambda one: one.line.unit.label,
            width=170,
            key=lambda one: one.line.place,
            tip=_names_tip,
        ),
        Column(
            _("State"),
            lambda one: label(one.line.state),
            width=140,
            icon=lambda one: state_icon(theme, one.line.state),
        ),
        Column(_("Sent"), lambda one: _day(one.line.part.sheet_sent_on), width=110),
        Column(_("Due"), lambda one: _day(one.line.part.sheet_due), width=110, colour=colour),
        Column(_("Received"), lambda one: _day(one.line.part.sheet_received_on), width=110),
        Column(_("Late"), lambda one: _("⚠ late") if one.line.is_late else "", colour=colour),
        Column(_("Contact"), _contact, width=160),
        Column(_("What is to be completed"), lambda one: one.line.part.sent_back_reason, width=160),
    ]


def state_icon(theme: Theme, state: AssessmentState) -> QIcon:
    """Return the glyph of a state; its word stands beside it."""
    return theme.icon(*_STATE_ICONS[state])


def _names_tip(one: UnitRow) -> str:
    unit = one.line.unit
    return "\n".join(dict.fromkeys(filter(None, (unit.name, unit.short_name, *unit.aliases))))


def _checked(one: UnitRow) -> str:
    return "…" if one.figures is None else f"{one.figures.checked}/{one.figures.items}"


def _checked_key(one: UnitRow) -> float:
    if one.figures is None or not one.figures.items:
        return -1.0
    return one.figures.checked / one.figures.items


def _deducted(one: UnitRow) -> str:
    if one.figures is None or not one.figures.deducted:
        return "" if one.figures is None else "0"
    return f"−{format_mark(one.figures.deducted)}"


def _mark(one: UnitRow) -> str:
    if one.figures is None or one.figures.mark is None:
        return DASH
    return format_mark(one.figures.mark, one.figures.places)


def _figure(one: UnitRow, name: str) -> int:
    value = None if one.figures is None else getattr(one.figures, name)
    return -1 if value is None else int(value)


def _grade(one: UnitRow) -> str:
    if one.line.is_locked:
        return one.line.part.approved_grade  # the state beside it bears the lock
    if one.figures is None or not one.figures.grade:
        return DASH
    return _("{grade} (proposed)").format(grade=one.figures.grade)


def _grade_tip(one: UnitRow) -> str:
    part = one.line.part
    if one.line.is_locked:
        return _("Approved on {day}; its marks are locked. {reason}").format(
            day=_day(part.approved_on), reason=part.approval_reason
        )
    if part.unlock_reason:
        return _("Unlocked with {second}: {reason}").format(
            second=part.unlocked_by, reason=part.unlock_reason
        )
    return _grade(one)


def _people(one: UnitRow) -> str:
    names = "、".join(one.line.part.inspectors)
    return f"{one.line.team} {names}".strip()


def _contact(one: UnitRow) -> str:
    return f"{one.line.unit.contact} {one.line.unit.phone}".strip()


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def units_words(rows: Sequence[UnitRow]) -> str:
    """Name the units that an action is about: all of a few, the first of many."""
    shown = "、".join(row.line.unit.label for row in rows[:_MOST_NAMED])
    if len(rows) > _MOST_NAMED:
        return _("{names} and others, {count} units").format(names=shown, count=len(rows))
    return _("{names} ({count} units)").format(names=shown, count=len(rows))
