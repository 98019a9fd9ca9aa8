"""Preferences of the inspection: its kind, and who signs its papers."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QComboBox, QLineEdit

from inspector.domain.errors import Refused
from inspector.domain.inspection import Inspection, InspectionKind
from inspector.i18n.gettext import CHINESE, _
from inspector.i18n.words import designation, label
from inspector.services import particulars
from inspector.settings import Settings
from inspector.ui.context import Context
from inspector.ui.dialogs.form import fields, muted
from inspector.ui.dialogs.preferences.page import PreferencePage


class TaskPage(PreferencePage):
    """The words of the task; written as one undoable action."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "task", _("Words of the task"))
        self._task: Inspection | None = None
        self._kind = QComboBox()
        for kind in InspectionKind:
            self._kind.addItem(label(kind), kind)
        self._kind.currentIndexChanged.connect(lambda _index: self._show_words())
        self._units = QLineEdit()
        self._units.setObjectName("unit_word")
        self._units.setToolTip(_("What papers and forms call a unit; empty follows the kind."))
        self._name, self._office = QLineEdit(), QLineEdit()
        self._contact, self._phone = QLineEdit(), QLineEdit()
        self.column.addLayout(
            fields(
                (_("Name of the task"), self._name),
                (_("Kind"), self._kind),
                (_("Units are called"), self._units),
                (_("Office that signs"), self._office),
                (_("Contact"), self._contact),
                (_("Telephone"), self._phone),
            )
        )
        self.column.addWidget(
            muted(_("Titles and forms of address in the papers follow from the kind."))
        )
        self._nothing = muted(_("No inspection is open."))
        self.column.addWidget(self._nothing)
        self.column.addStretch(1)

    def load(self, settings: Settings) -> None:  # noqa: ARG002
        """Show the inspection that is worked on."""
        session = self.context.session
        self._task = task = session.task
        can_write = task is not None and not session.is_read_only
        self._nothing.setVisible(task is None)
        typed = (self._name, self._units, self._office, self._contact, self._phone)
        for field in (self._kind, *typed):
            field.setEnabled(can_write)
        if task is not None:
            self._name.setText(task.name)
            self._kind.setCurrentIndex(self._kind.findData(task.kind))
            self._units.setText(task.unit_word)
            self._office.setText(task.office)
            self._contact.setText(task.office_contact)
            self._phone.setText(task.office_phone)
        self._show_words()

    def write(self, refuse: Callable[[Refused], None]) -> None:
        """Correct the inspection where something was changed."""
        task, session = self._task, self.context.session
        if task is None or session.is_read_only or not self._differs(task):
            return
        session.edit(
            partial(
                particulars.correct,
                task=task,
                name=self._name.text(),
                kind=self._kind.currentData(),
                unit_word=self._units.text().strip(),
                office=self._office.text().strip(),
                office_contact=self._contact.text().strip(),
                office_phone=self._phone.text().strip(),
            ),
            session,
            refused=refuse,
        )

    def _differs(self, task: Inspection) -> bool:
        present = (
            task.name,
            task.kind,
            task.unit_word,
            task.office,
            task.office_contact,
            task.office_phone,
        )
        return present != (
            self._name.text(),
            self._kind.currentData(),
            self._units.text().strip(),
            self._office.text().strip(),
            self._contact.text().strip(),
            self._phone.text().strip(),
        )

    def _show_words(self) -> None:
        kind = self._kind.currentData()
        self._units.setPlaceholderText(designation(kind, CHINESE) if kind is not None else "")
