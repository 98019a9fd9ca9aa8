"""The first step of a new inspection: what it is, when, and in whose name."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.errors import Refused
from inspector.domain.inspection import Inspection, InspectionKind
from inspector.domain.objection import names
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.words import designation, label
from inspector.services import lookup
from inspector.services.inspections import Plan
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import fields
from inspector.ui.theme import GAP, Theme

if TYPE_CHECKING:
    pass

_YEARS: Final = (2008, 2099)


class TaskStep(QWidget):
    """Kind, name, year, period, dates, office and inspectors; who works here, if not known yet."""

    def __init__(self, theme: Theme, *, asks_who: bool = False) -> None:
        super().__init__()
        self._asks_who = asks_who
        today = date.today()
        self._is_named_by_hand = False
        self.kind = QComboBox()
        self.kind.setObjectName("task_kind")
        for one in InspectionKind:
            self.kind.addItem(label(one), one)
        self.kind.setCurrentIndex(self.kind.findData(InspectionKind.EVALUATION))
        self.unit_word = QLineEdit()
        self.unit_word.setObjectName("task_unit_word")
        self.unit_word.setToolTip(_("What papers and forms call a unit; empty follows the kind."))
        self.year = QSpinBox()
        self.year.setRange(*_YEARS)
        self.year.setValue(today.year)
        self.name = QLineEdit()
        self.name.setObjectName("task_name")
        self.start, self.end = DayField(theme), DayField(theme)
        self.sampling = QLineEdit()
        self.sampling.setPlaceholderText(_("2025-12-10 24:00; facts after it do not count"))
        self.office, self.contact, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.inspectors = QLineEdit()
        self.inspectors.setPlaceholderText(_("Names with commas between"))
        self.inspectors.setToolTip(_("Who checks together until the work is divided."))
        self.who = QLineEdit()
        self.who.setObjectName("task_who")
        self.who.setPlaceholderText(_("What you enter is signed with it"))
        self.basis = QPlainTextEdit()
        self.basis.setPlaceholderText(_("One document a line, with its number"))
        self.basis.setTabChangesFocus(True)
        self.basis.setMaximumHeight(64)
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _place: self._suggest())
        self.year.valueChanged.connect(lambda _year: self._suggest())
        self.name.textEdited.connect(self._keep_name)
        self._suggest()

    @property
    def task_kind(self) -> InspectionKind:
        """The kind chosen."""
        return InspectionKind(self.kind.currentData())

    @property
    def units_called(self) -> str:
        """What a unit is called: as was typed, else as the kind has it."""
        return self.unit_word.text().strip() or designation(self.task_kind)

    def show_task(self, task: Inspection) -> None:
        """Show what an inspection that is set up says of itself; its teams are not asked again."""
        self._is_named_by_hand = True
        self.kind.setCurrentIndex(self.kind.findData(task.kind))
        self.unit_word.setText(task.unit_word)
        if task.year is not None:
            self.year.setValue(task.year)
        self.name.setText(task.name)
        self.start.set_day(task.period_start)
        self.end.set_day(task.period_end)
        deadline = task.sampling_deadline
        self.sampling.setText("" if deadline is None else str(deadline))
        self.office.setText(task.office)
        self.contact.setText(task.office_contact)
        self.phone.setText(task.office_phone)
        self.basis.setPlainText("\n".join(task.basis))
        self.form.setRowVisible(self._team, False)

    def complaints(self) -> tuple[str, ...]:
        """Return what is missing or wrong, as sentences."""
        found = []
        if not self.name.text().strip():
            found.append(_("The inspection has no name yet; papers are titled by it."))
        for read in (self.start.day, self.end.day, self._sampling_deadline):
            try:
                read()
            except Refused as refusal:
                found.append(sentence(refusal.issues[0]))
        start, end = self.start.day_or_none(), self.end.day_or_none()
        if start is not None and end is not None and end < start:
            found.append(_("The period ends before it begins; correct one of the two days."))
        return tuple(found)

    def plan(self) -> Plan:
        """Return the plan as far as this step goes."""
        return Plan(
            name=self.name.text().strip(),
            kind=self.task_kind,
            unit_word=self.unit_word.text().strip(),
            lists={},
            basis=tuple(filter(None, map(str.strip, self.basis.toPlainText().splitlines()))),
            sampling_deadline=self._sampling_deadline(),
            office=self.office.text().strip(),
            office_contact=self.contact.text().strip(),
            office_phone=self.phone.text().strip(),
            year=self.year.value(),
            period_start=self.start.day(),
            period_end=self.end.day(),
            inspectors=_in_order(self.inspectors.text()),
        )

    def _lay_out(self) -> None:
        kind = _side_by_side(
            (_("Kind of task"), self.kind),
            (_("Units are called"), self.unit_word),
            (_("Year"), self.year),
        )
        period = _side_by_side((_("Period begins"), self.start), (_("to"), self.end))
        people = _side_by_side((_("Whom units may ask"), self.contact), (_("Phone"), self.phone))
        team: QWidget = self.inspectors
        if self._asks_who:
            team = _side_by_side((_("Inspectors"), self.inspectors), (_("You are"), self.who))
        self._team = team
        self.form = fields(
            (_("Kind of task"), kind),
            (_("Name"), self.name),
            (_("Period"), period),
            (_("Facts count until"), self.sampling),
            (_("Office that signs"), self.office),
            (_("Whom units may ask"), people),
            (_("Inspectors"), team),
            (_("Basis"), self.basis),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.form)
        column.addStretch(1)

    def _suggest(self) -> None:
        """Name the inspection by its year and kind until somebody names it otherwise."""
        year = self.year.value()
        self.start.set_day(date(year, 1, 1))
        self.end.set_day(date(year, 12, 31))
        self.unit_word.setPlaceholderText(designation(self.task_kind))
        if not self._is_named_by_hand:
            template = _("{year} open government {kind}")
            self.name.setText(template.format(year=year, kind=label(self.task_kind)))

    def _keep_name(self, text: str) -> None:
        self._is_named_by_hand = bool(text.strip())

    def _sampling_deadline(self) -> datetime | None:
        text = self.sampling.text().strip()
        return lookup.moment(text, self.year.value()) if text else None


def _in_order(text: str) -> tuple[str, ...]:
    """Return single names in the order written."""
    known = names([text])
    return tuple(sorted(known, key=text.index))


def _side_by_side(*parts: tuple[str, QWidget]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    for place, (text, field) in enumerate(parts):
        word = QLabel(text)
        word.setBuddy(field)
        field.setAccessibleName(text)
        if place:
            row.addWidget(word)
        row.addWidget(field, 1)
    return holder
