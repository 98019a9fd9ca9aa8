"""The register of self-assessment sheets: which went out, came back, are late, were sent back."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from inspector.domain.inspection import Inspection
from inspector.i18n.gettext import _
from inspector.services import register
from inspector.ui.context import Context
from inspector.ui.later import later
from inspector.ui.models.table import TableModel
from inspector.ui.theme import GAP
from inspector.ui.views.plain_table import plain_table
from inspector.ui.views.unit_rows import UnitRow, register_columns

if TYPE_CHECKING:
    from inspector.ui.dialogs.register import ReceivedDialog, SentBackDialog, SentDialog
else:
    ReceivedDialog = later("inspector.ui.dialogs.register", "ReceivedDialog")
    SentBackDialog = later("inspector.ui.dialogs.register", "SentBackDialog")
    SentDialog = later("inspector.ui.dialogs.register", "SentDialog")


class RegisterView(QWidget):
    """One line a unit, and buttons for what may happen to a sheet."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._model = TableModel[UnitRow](register_columns(context.theme), self)
        self._table = plain_table(
            self._model, "register", _("Register of sheets"), is_sortable=True
        )
        context.memory.keep_header(self._table.horizontalHeader(), "overview/register")
        self._summary = QLabel()
        self._summary.setProperty("kind", "muted")
        self._build()
        self._table.selectionModel().selectionChanged.connect(self._settle)

    @property
    def model(self) -> TableModel[UnitRow]:
        """The rows shown."""
        return self._model

    def show_rows(self, rows: Sequence[UnitRow]) -> None:
        """Show the units' sheets."""
        self._model.replace(rows)
        self._summarise()
        self._settle()

    def update_rows(self, rows: Sequence[UnitRow]) -> None:
        """Put new values in the place of old ones."""
        self._model.update(rows, lambda row: row.key)
        self._summarise()
        self._settle()

    def chosen(self) -> tuple[UnitRow, ...]:
        """Return the rows chosen."""
        rows = sorted({index.row() for index in self._table.selectionModel().selectedRows()})
        return tuple(self._model.value(row) for row in rows)

    # Parts ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._context.theme
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self._buttons: dict[str, QPushButton] = {}
        for key, text, icon, do in (
            ("sent", _("Sent…"), "mdi6.email-arrow-right-outline", self._note_sent),
            ("received", _("Received…"), "mdi6.email-check-outline", self._note_received),
            ("sent_back", _("Send back…"), "mdi6.email-sync-outline", self._send_back),
            ("late", _("Mark late ones"), "mdi6.email-alert-outline", self._mark_late),
        ):
            button = QPushButton(theme.icon(icon), text)
            button.setObjectName(f"register_{key}")
            button.clicked.connect(do)
            self._buttons[key] = button
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addWidget(self._table, 1)

    def _settle(self) -> None:
        chosen, may_write = self.chosen(), not self._context.session.is_read_only
        self._buttons["sent"].setEnabled(bool(chosen) and may_write)
        self._buttons["received"].setEnabled(bool(chosen) and may_write)
        self._buttons["sent_back"].setEnabled(len(chosen) == 1 and may_write)
        self._buttons["late"].setEnabled(bool(self._late()) and may_write)

    def _late(self) -> list[UnitRow]:
        today = date.today()
        return [row for row in self._model.rows if register.is_late(row.line.part, today)]

    def _summarise(self) -> None:
        parts = [row.line.part for row in self._model.rows]
        self._summary.setText(
            _("{sent} sent · {received} received · {late} late").format(
                sent=sum(part.sheet_sent_on is not None for part in parts),
                received=sum(part.sheet_received_on is not None for part in parts),
                late=sum(row.line.is_late for row in self._model.rows),
            )
        )

    # Doing ----------------------------------------------------------------------------------------

    def _note_sent(self) -> None:
        self._open(SentDialog)

    def _note_received(self) -> None:
        self._open(ReceivedDialog)

    def _send_back(self) -> None:
        self._open(SentBackDialog)

    def _open(
        self, dialog: Callable[[Context, Inspection, Sequence[UnitRow], QWidget], QDialog]
    ) -> None:
        task, chosen = self._context.session.task, self.chosen()
        if task is not None and chosen:
            dialog(self._context, task, chosen, self._context.frame.window_widget).open()

    def _mark_late(self) -> None:
        task = self._context.session.task
        if task is not None:
            self._context.session.edit(
                partial(register.mark_late, task=task, today=date.today()), self
            )
