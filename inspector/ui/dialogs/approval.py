"""Approval: the meeting's table, approved in one step, and opening what was approved again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from inspector.domain.changes import Changes
from inspector.domain.errors import Refused
from inspector.domain.ids import UnitId
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue
from inspector.domain.marks import format_mark
from inspector.domain.objection import names
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.words import label
from inspector.services import approval
from inspector.services.approval import Verdict
from inspector.services.meeting import Candidate, Quota, Table
from inspector.ui.context import Context
from inspector.ui.delegates.choice import ChoiceDelegate, TextDelegate
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import FormDialog, fields, fit_to_screen, muted, sentences_of
from inspector.ui.models.table import VALUE_ROLE, Column, TableModel
from inspector.ui.theme import MARGIN
from inspector.ui.views.plain_table import plain_table
from inspector.ui.views.unit_rows import DASH, UnitRow

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the meeting's table with what is about to be decided; None: not now."""

    candidate: Candidate
    grade: str | None
    reason: str

    @property
    def key(self) -> UnitId:
        """The unit's id."""
        return self.candidate.unit.id

    @property
    def is_open(self) -> bool:
        """Whether it can be decided about now."""
        return not (self.candidate.is_locked or self.candidate.unready)

    @property
    def needs_reason(self) -> bool:
        """Whether the meeting has to say why it decided so."""
        one = self.candidate
        if self.grade is None or not self.is_open:
            return False
        is_best = bool(one.grades) and self.grade == one.grades[0]
        return self.grade != one.proposed or (one.is_for_the_meeting and is_best)


def entry_of(candidate: Candidate) -> Entry:
    """Return a line as it begins: the proposed grade where the mark alone says it."""
    plain = not (candidate.is_locked or candidate.unready or candidate.is_for_the_meeting)
    return Entry(candidate, candidate.proposed if plain else None, "")


class ApprovalDialog(FormDialog):
    """The table that lies before the meeting; what is filled in is approved as one action."""

    def __init__(self, context: Context, task: Inspection, parent: QWidget) -> None:
        super().__init__(parent, "approval", _("Approval"), _("Approve"))
        self._context, self._task = context, task
        self._quotas: tuple[Quota, ...] = ()
        self._build()
        fit_to_screen(self, 1120, 620)
        self.accept_button.setEnabled(False)
        self._quota_words.setText(_("Ranking all units…"))
        if context.session.door is not None:
            context.workers.run(
                "overview.table",
                {"door": context.session.door, "task": task.id},
                self.show_table,
                self,
                failed=self.refuse,
                quiet=True,
            )

    def submit(self) -> None:
        """Approve every unit that has a grade."""
        day = self._read_day()
        if day is None:
            return
        chosen = [one for one in self._model.rows if one.is_open and one.grade is not None]
        unreasoned = [one for one in chosen if one.needs_reason and not one.reason.strip()]
        if not chosen:
            self.complain(_("No unit has a grade to be approved yet; fill in the column."))
            return
        if unreasoned:
            units = "、".join(one.candidate.unit.label for one in unreasoned)
            self.complain(
                _(
                    "The meeting's reason is missing for {units}; fill in the column “Reason”."
                ).format(units=units)
            )
            return
        verdicts = {one.key: Verdict(on=day, grade=one.grade, reason=one.reason) for one in chosen}
        task = self._task
        self._context.session.edit(
            lambda desk: approval.approve_several(desk, task, verdicts),
            self,
            then=self._tell,
            refused=self.refuse,
        )

    def show_table(self, table: Table) -> None:
        """Show what the meeting decides about."""
        self._quotas = table.quotas
        self._model.replace([entry_of(one) for one in table.candidates])
        several = len({one.class_key for one in table.candidates}) > 1
        self._table.setColumnHidden(_CLASS, not several)
        self._table.setColumnHidden(_LAST, not any(one.last_grade for one in table.candidates))
        self._settle()
        first = next((at for at, one in enumerate(self._model.rows) if one.is_open), 0)
        self._table.setCurrentIndex(self._model.index(first, _GRADE))
        self._table.setFocus()

    # Parts ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._on = DayField(self._context.theme, date.today())
        self._on.setObjectName("meeting_day")
        self._quota_words = QLabel()
        self._quota_words.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(2 * MARGIN)
        row.addLayout(fields((_("Day of the meeting"), self._on)))
        row.addWidget(self._quota_words, 1)
        self.body.addLayout(row)
        self._model = TableModel[Entry](self._columns(), self)
        self._table = self._made_table()
        self._on.textChanged.connect(self._table.viewport().update)
        self.body.addWidget(self._table, 1)
        self.body.addWidget(
            muted(
                _(
                    "F2 or a double click edits grade and reason. Units without a grade here stay "
                    "as they are. After approval no key changes a mark."
                )
            )
        )

    def _columns(self) -> list[Column[Entry]]:
        return [
            Column(_("Class"), lambda one: one.candidate.class_name, width=124),
            Column(_("Rank"), lambda one: str(one.candidate.rank or DASH), True, 50),
            Column(_("Unit"), lambda one: one.candidate.unit.label, width=140),
            Column(_("First mark"), lambda one: _mark(one, one.candidate.first_mark), True, 74),
            Column(_("Mark"), lambda one: _mark(one, one.candidate.mark), True, 66),
            Column(_("Proposed"), lambda one: one.candidate.proposed or DASH, width=70),
            Column(_("Last year"), lambda one: one.candidate.last_grade or DASH, width=70),
            Column(
                _("Approved grade"),
                self._grade_text,
                width=120,
                edit=self._set_grade,
                icon=self._lock_icon,
            ),
            Column(_("The meeting's reason"), _reason_text, width=190, edit=self._set_reason),
            Column(_("To note"), self._note, tip=self._note_tip, colour=self._colour),
        ]

    def _made_table(self) -> QTableView:
        table = plain_table(self._model, "meeting", _("The meeting's table"))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self._delegate = ChoiceDelegate(_choices, _("Approved grade"), self)
        table.setItemDelegateForColumn(_GRADE, self._delegate)
        self._typing = TextDelegate(_is_open, _("The meeting's reason"), self)
        table.setItemDelegateForColumn(_REASON, self._typing)
        return table

    # Editing --------------------------------------------------------------------------------------

    def _set_grade(self, entry: Entry, text: str) -> bool:
        if not entry.is_open or text not in (_not_now(), *_grades(entry)):
            return False
        grade = None if text == _not_now() else text.removesuffix(_no_grade())
        return self._put(replace(entry, grade=grade))

    def _set_reason(self, entry: Entry, text: str) -> bool:
        return entry.is_open and self._put(replace(entry, reason=text.strip()))

    def _put(self, entry: Entry) -> bool:
        self._model.update([entry], lambda one: one.key)
        self._settle()
        return True

    def _settle(self) -> None:
        rows = self._model.rows
        count = sum(1 for one in rows if one.is_open and one.grade is not None)
        self.accept_button.setText(_("Approve {count} units").format(count=count))
        self.accept_button.setEnabled(count > 0)
        self._quota_words.setText("\n".join(_quota_words(one, rows) for one in self._quotas))

    def _read_day(self) -> date | None:
        try:
            day = self._on.day()
        except Refused as refusal:
            self.refuse(refusal)
            return None
        if day is None:
            self.complain(_("The day of the meeting is missing."))
        return day

    def _tell(self, done: tuple[tuple[Issue, ...], Changes]) -> None:
        if done[0]:
            self._context.frame.warn(done[0])
        self._context.frame.tell(_("Approved; the marks are locked."))
        self.accept()

    # Words ----------------------------------------------------------------------------------------

    def _grade_text(self, entry: Entry) -> str:
        if entry.candidate.is_locked:
            grade = entry.candidate.part.approved_grade
            return _("{grade} (approved)").format(grade=grade).strip()
        if not entry.is_open:
            return DASH
        if entry.grade is None:
            return _not_now()
        return entry.grade or _no_grade()

    def _lock_icon(self, entry: Entry) -> QIcon | None:
        if entry.candidate.is_locked:
            return self._context.theme.icon("mdi6.lock", "good")
        return self._context.theme.icon("mdi6.pencil-outline") if entry.is_open else None

    def _note(self, entry: Entry) -> str:
        one = entry.candidate
        if one.is_locked:
            return _("Approved on {day}").format(day=one.part.approved_on)
        if one.unready:
            return _unready_words(one)
        if entry.needs_reason and not entry.reason:
            return _("⚠ A reason is needed")
        if one.is_tied:
            return _("Tied across the quota: the meeting decides")
        if one.is_over_quota:
            return _("Beyond the quota: the meeting decides")
        day = self._on.day_or_none()
        if day is not None and one.may_object_on(day):
            return _("⚠ May object until {day}").format(day=one.part.objection_deadline)
        return ""

    def _note_tip(self, entry: Entry) -> str:
        return sentences_of(entry.candidate.unready) or self._note(entry)

    def _colour(self, entry: Entry) -> QColor:
        role = "muted" if not entry.is_open else "warning"
        return self._context.theme.colour(role)


_TOO_EARLY: Final = "approval.not_fed_back"
_CLASS: Final = 0
_LAST: Final = 6
_GRADE: Final = 7
_REASON: Final = 8


class UnlockDialog(FormDialog):
    """Asks why an approved unit is opened again, and who else agrees."""

    def __init__(self, context: Context, task: Inspection, row: UnitRow, parent: QWidget) -> None:
        super().__init__(parent, "unlock", _("Unlock"), _("Unlock"))
        self.setMinimumWidth(460)
        self._context, self._task, self._unit = context, task, row.line.unit
        self.body.addWidget(
            muted(
                _(
                    "{unit} is approved. Unlocking takes the approval back; it stays in the "
                    "history, with the reason and both names."
                ).format(unit=row.line.unit.label)
            )
        )
        self._reason, self._second = QLineEdit(), QLineEdit()
        self._reason.setObjectName("reason")
        self._second.setObjectName("second")
        self._second.setPlaceholderText(
            _("Somebody other than {author}").format(author=context.session.author)
        )
        self.body.addLayout(fields((_("Reason"), self._reason), (_("Second person"), self._second)))

    def submit(self) -> None:
        """Unlock, with both given."""
        reason, second = self._reason.text().strip(), self._second.text().strip()
        if not reason or not second:
            self.complain(_("Unlocking needs a reason and a second person's name."))
            return
        if names([second]) <= names([self._context.session.author]):
            self.complain(_("The second person has to be somebody else."))
            return
        task, unit = self._task, self._unit
        self._context.session.edit(
            lambda desk: approval.unlock(desk, task, unit, reason, second),
            self,
            then=self.done_with,
            refused=self.refuse,
        )


def _unready_words(one: Candidate) -> str:
    """Return in a few words why a unit cannot be approved yet; its tip says it whole."""
    first = one.unready[0]
    if first.code == _TOO_EARLY:
        return _("Not fed back yet ({state})").format(state=label(one.part.state))
    return sentence(first)


def _not_now() -> str:
    return _("not now")


def _no_grade() -> str:
    return _("without a grade")


def _grades(entry: Entry) -> tuple[str, ...]:
    return entry.candidate.grades or (_no_grade(),)


def _entry_at(index: Index) -> Entry:
    entry = index.data(VALUE_ROLE)
    assert isinstance(entry, Entry)
    return entry


def _is_open(index: Index) -> bool:
    return _entry_at(index).is_open


def _choices(index: Index) -> Sequence[str]:
    entry = _entry_at(index)
    return (_not_now(), *_grades(entry)) if entry.is_open else ()


def _mark(entry: Entry, mark: int | None) -> str:
    return DASH if mark is None else format_mark(mark, entry.candidate.places)


def _reason_text(entry: Entry) -> str:
    return entry.candidate.part.approval_reason if entry.candidate.is_locked else entry.reason


def _quota_words(quota: Quota, rows: Sequence[Entry]) -> str:
    members = [one for one in rows if one.candidate.class_key == quota.class_key]
    given = sum(
        1
        for one in members
        if (one.candidate.part.approved_grade if one.candidate.is_locked else one.grade)
        == quota.grade
    )
    words = _("{name}: at most {most} “{grade}”, {by_mark} by mark, {given} given").format(
        name=quota.class_name or _("All units"),
        most=quota.most,
        grade=quota.grade,
        by_mark=quota.by_mark,
        given=given,
    )
    if quota.tied:
        words += _("; {count} tie across the quota").format(count=quota.tied)
    return f"⚠ {words}" if given > quota.most else words
