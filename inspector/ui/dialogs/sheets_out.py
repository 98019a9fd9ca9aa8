"""Sending the self-assessment sheets out: the files, the folder, the days of the register."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from inspector.domain.errors import Refused
from inspector.domain.inspection import Inspection
from inspector.i18n.gettext import _
from inspector.services import register
from inspector.ui.context import Context
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import FormDialog, add_field, fields, muted
from inspector.ui.views.unit_rows import UnitRow, units_words


class SheetsOutDialog(FormDialog):
    """Writes one sheet a unit into a folder, and notes them as sent."""

    def __init__(
        self, context: Context, task: Inspection, rows: Sequence[UnitRow], parent: QWidget
    ) -> None:
        super().__init__(parent, "sheets_out", _("Send out sheets"), _("Write the sheets"))
        self.setMinimumWidth(560)
        self._context, self._task = context, task
        self._rows = tuple(rows)
        self._folder = QLineEdit()
        self._folder.setObjectName("folder")
        path = context.session.path
        self._folder.setText("" if path is None else str(path.parent / _("Self-assessment sheets")))
        choose = QPushButton(_("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._folder, 1)
        row.addWidget(choose)
        self._note = QCheckBox(_("Note them in the register as sent"))
        self._note.setChecked(True)
        self._sent = DayField(context.theme, date.today())
        self._due = DayField(context.theme)
        self._due.setObjectName("due")
        self.body.addWidget(muted(units_words(rows)))
        form = fields((_("Folder"), beside))
        self._folder.setAccessibleName(_("Folder"))
        form.addRow("", self._note)
        add_field(form, _("Sent on"), self._sent)
        add_field(form, _("Due on"), self._due)
        self.body.addLayout(form)
        self._note.toggled.connect(self._sent.setEnabled)
        self._note.toggled.connect(self._due.setEnabled)

    def submit(self) -> None:
        """Write the sheets in the background, then note them."""
        folder, door = self._folder.text().strip(), self._context.session.door
        if door is None:
            return
        if not folder:
            self.complain(_("No folder is named yet; say where the files are to go."))
            return
        try:
            self._sent.day(), self._due.day()
        except Refused as refusal:
            self.refuse(refusal)
            return
        arguments = {
            "door": door,
            "task": self._task.id,
            "chosen": [row.key for row in self._rows],
            "folder": Path(folder),
        }
        self._context.workers.run(
            "overview.self_sheets", arguments, self._note_sent, self, failed=self.refuse
        )

    def _note_sent(self, written: tuple[Path, ...]) -> None:
        self._context.frame.tell(
            _("{count} sheets written to {folder}.").format(
                count=len(written), folder=self._folder.text()
            )
        )
        if not self._note.isChecked():
            self.accept()
            return
        task, units = self._task, [row.line.unit for row in self._rows if not row.line.is_locked]
        sent, due = self._sent.day() or date.today(), self._due.day()
        self._context.session.edit(
            lambda desk: register.send(desk, task, units, sent, due),
            self,
            then=self.done_with,
            refused=self.refuse,
        )

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Folder"), self._folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._folder.setText)
        dialog.open()
