"""Asks for one reason before something is done that stays on record."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from inspector.i18n.gettext import _


class ReasonDialog(QDialog):
    """One question, one line; `given` gets what was written."""

    def __init__(
        self, title: str, question: str, given: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reason")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self._given = given
        asked = QLabel(question)
        asked.setWordWrap(True)
        self._field = QLineEdit()
        self._field.setObjectName("reason_text")
        self._field.setAccessibleName(_("Reason"))
        self._field.setPlaceholderText(_("Reason"))
        asked.setBuddy(self._field)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._accept = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._accept.setText(title)
        self._accept.setEnabled(False)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self._field.textChanged.connect(lambda text: self._accept.setEnabled(bool(text.strip())))
        self._buttons.accepted.connect(self._hand_over)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (asked, self._field, self._buttons):
            column.addWidget(widget)
        self._field.setFocus()

    def _hand_over(self) -> None:
        reason = self._field.text().strip()
        if reason:
            self.accept()
            self._given(reason)
