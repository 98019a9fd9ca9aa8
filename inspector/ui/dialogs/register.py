"""Entries of the register of sheets: days of sending and receiving, a reason for sending back."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inspector.domain.errors import Refused
from inspector.domain.inspection import Inspection
from inspector.i18n.gettext import _
from inspector.services import register
from inspector.services.desk import Desk
from inspector.ui.context import Context
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import FormDialog, fields, muted
from inspector.ui.views.unit_rows import UnitRow, units_words


class _RegisterDialog(FormDialog):
    """What the entries have in common: the units, and an edit that may be refused."""

    def __init__(
        self,
        context: Context,
        task: Inspection,
        rows: Sequence[UnitRow],
        parent: QWidget,
        words: tuple[str, str, str],
    ) -> None:
        super().__init__(parent, *words)
        self.setMinimumWidth(440)
        self.context, self.task = context, task
        self.units = [row.line.unit for row in rows]
        self.body.addWidget(muted(units_words(rows)))

    def edit(self, verb: Callable[[Desk], object]) -> None:
        """Write, close, or say why not."""
        self.context.session.edit(verb, self, then=self.done_with, refused=self.refuse)

    def read(self, field: DayField) -> date | None:
        """Return the day in a field; a field that holds none is complained about."""
        try:
            day = field.day()
        except Refused as refusal:
            self.refuse(refusal)
            return None
        if day is None:
            self.complain(_("The day is missing."))
        return day


class SentDialog(_RegisterDialog):
    """Notes sheets as sent, and until when they are due."""

    def __init__(
        self, context: Context, task: Inspection, rows: Sequence[UnitRow], parent: QWidget
    ) -> None:
        words = ("register_sent", _("Sheets sent"), _("Note"))
        super().__init__(context, task, rows, parent, words)
        self._sent = DayField(context.theme, date.today())
        self._due = DayField(context.theme)
        self._due.setObjectName("due")
        self.body.addLayout(fields((_("Sent on"), self._sent), (_("Due on"), self._due)))

    def submit(self) -> None:
        """Note them."""
        sent, task, units = self.read(self._sent), self.task, self.units
        if sent is None:
            return
        try:
            due = self._due.day()
        except Refused as refusal:
            self.refuse(refusal)
            return
        self.edit(lambda desk: register.send(desk, task, units, sent, due))


class ReceivedDialog(_RegisterDialog):
    """Notes sheets as received, on paper or as files."""

    def __init__(
        self, context: Context, task: Inspection, rows: Sequence[UnitRow], parent: QWidget
    ) -> None:
        words = ("register_received", _("Sheets received"), _("Note"))
        super().__init__(context, task, rows, parent, words)
        self._on = DayField(context.theme, date.today())
        self.body.addLayout(fields((_("Received on"), self._on)))

    def submit(self) -> None:
        """Note them."""
        on, task, units = self.read(self._on), self.task, self.units
        if on is not None:
            self.edit(lambda desk: register.receive_several(desk, task, units, on))


class SentBackDialog(_RegisterDialog):
    """Sends one unit's sheet back, saying what is missing."""

    def __init__(
        self, context: Context, task: Inspection, rows: Sequence[UnitRow], parent: QWidget
    ) -> None:
        words = ("register_sent_back", _("Send back for completion"), _("Send back"))
        super().__init__(context, task, rows, parent, words)
        self._reason = QPlainTextEdit()
        self._reason.setObjectName("sent_back_reason")
        self._reason.setTabChangesFocus(True)
        self._reason.setMaximumHeight(80)
        self._due = DayField(context.theme)
        self.body.addLayout(
            fields((_("What is to be completed"), self._reason), (_("By"), self._due))
        )

    def submit(self) -> None:
        """Send it back."""
        reason, task, unit = self._reason.toPlainText().strip(), self.task, self.units[0]
        if not reason:
            self.complain(_("Say what is to be completed; the unit is told so."))
            return
        try:
            due = self._due.day()
        except Refused as refusal:
            self.refuse(refusal)
            return
        self.edit(lambda desk: register.send_back(desk, task, unit, reason, due))
