"""The report of an unexpected failure: to read, copy and save; the program goes on."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from inspector.i18n.gettext import _
from inspector.services.files import write_file
from inspector.ui.errors import Failure


class FailureDialog(QDialog):
    """Says that the program met a fault of its own, and that nothing saved is lost."""

    def __init__(self, failure: Failure, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("failure")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("A fault of the program"))
        self.resize(640, 400)
        said = QLabel(
            _(
                "The program met a fault of its own. Everything that was saved is safe, and you "
                "can go on working. Please hand this report to whoever looks after the program."
            )
        )
        said.setWordWrap(True)
        self._report = QPlainTextEdit(failure.text)
        self._report.setReadOnly(True)
        self._report.setAccessibleName(_("Report"))
        where = QLabel(_("Saved as {file}").format(file=failure.file) if failure.file else "")
        where.setWordWrap(True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Go on"))
        copy = buttons.addButton(_("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        save = buttons.addButton(_("Save as…"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self._report.toPlainText())
        )
        save.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (said, self._report, where, buttons):
            column.addWidget(widget)

    def _save(self) -> None:
        dialog = QFileDialog(self, _("Save the report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("inspector-report.txt")
        dialog.fileSelected.connect(self._write)
        dialog.open()

    def _write(self, name: str) -> None:
        write_file(Path(name), self._report.toPlainText().encode())
