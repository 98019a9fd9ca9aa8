"""Asks for the password of an encrypted workspace."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from inspector.domain.errors import Refused
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence


class PasswordDialog(QDialog):
    """One field; the password is handed over and not kept."""

    def __init__(
        self,
        path: Path,
        refusal: Refused | None,
        given: Callable[[Path, str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("password")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Password"))
        self.setMinimumWidth(420)
        self._path, self._given = path, given
        why = QLabel("\n".join(sentence(issue) for issue in refusal.issues) if refusal else "")
        why.setWordWrap(True)
        why.setVisible(bool(why.text()))
        self._field = QLineEdit()
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setAccessibleName(_("Password"))
        label = QLabel(_("Password of {file}").format(file=path.name))
        label.setBuddy(self._field)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Open"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self._hand_over)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (why, label, self._field, buttons):
            column.addWidget(widget)
        self._field.setFocus()

    def _hand_over(self) -> None:
        password = self._field.text()
        self._field.clear()
        self.accept()
        self._given(self._path, password)


def ask_password(
    parent: QWidget, path: Path, refusal: Refused | None, given: Callable[[Path, str], None]
) -> None:
    """Open the dialog; `given` gets the path and the password."""
    PasswordDialog(path, refusal, given, parent).open()
