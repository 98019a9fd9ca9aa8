"""What would be taken in of some units' returns, file by file, before it is."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
)

from inspector.domain.unit import Unit
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.services import returns
from inspector.services.returns import FileReading, FileReport
from inspector.ui.context import Context
from inspector.ui.models.table import Column, TableModel
from inspector.ui.views.plain_table import plain_table


class ReturnIntake(QDialog):
    """A line for each file with the unit recognised and what was noticed; then taken in at once."""

    def __init__(
        self,
        files: tuple[FileReading, ...],
        year: int,
        context: Context,
        show: Callable[[Sequence[Unit]], None],
    ) -> None:
        super().__init__(context.frame.window_widget)
        self.setObjectName("return_intake")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Take in returns"))
        self.resize(860, 520)
        self._files, self._year, self._context = files, year, context
        self._show_taken = show
        columns: tuple[Column[FileReport], ...] = (
            Column(_("File"), lambda one: one.path.name, width=280),
            Column(_("Unit"), lambda one: "—" if one.unit is None else one.unit.label, width=160),
            Column(_("Taken"), lambda one: str(one.taken), is_number=True, width=80),
            Column(_("As before"), lambda one: str(one.same), is_number=True, width=80),
            Column(_("Remarks"), lambda one: str(len(one.issues) or ""), width=80),
        )
        self._model = TableModel[FileReport](columns, self)
        table = plain_table(self._model, "return_intake_files", _("Files"))
        table.selectionModel().currentRowChanged.connect(self._show_remarks)
        self._remarks = QPlainTextEdit()
        self._remarks.setReadOnly(True)
        self._remarks.setAccessibleName(_("Remarks"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(table)
        split.addWidget(self._remarks)
        split.setSizes([320, 140])
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(_("Take in"))
        self._ok.setEnabled(False)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self._take_in)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(QLabel(_("Returns of {year}").format(year=year)))
        column.addWidget(split, 1)
        column.addWidget(buttons)
        context.session.ask(
            lambda desk: returns.take_in(desk, files, year, dry_run=True)[0], self._show, self
        )

    def _show(self, reports: tuple[FileReport, ...]) -> None:
        self._model.replace(reports)
        self._ok.setEnabled(any(one.taken for one in reports))
        self._ok.setDefault(True)
        self._show_remarks()

    def _show_remarks(self, *_indexes: object) -> None:
        issues = [issue for one in self._model.rows for issue in one.issues]
        lines = [sentence(issue) for issue in issues]
        self._remarks.setPlainText("\n".join(lines) or _("Nothing was noticed."))

    def _take_in(self) -> None:
        files, year, today, show = self._files, self._year, date.today(), self._show_taken
        self._context.session.edit(
            lambda desk: returns.take_in(desk, files, year, on=today)[0],
            self._context.frame.window_widget,
            lambda reports: show([one.unit for one in reports if one.unit and one.taken]),
        )
        self.accept()
