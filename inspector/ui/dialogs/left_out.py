"""What a public version leaves out, one sentence a line, for a person to check."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.issues import Issue, Severity
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.ui.dialogs.form import fit_to_screen
from inspector.ui.theme import GAP, MARGIN, Theme

_SIZE = (640, 420)


class LeftOutDialog(QDialog):
    """Lists what was left out; what has to be written anew stands first."""

    def __init__(self, parent: QWidget, theme: Theme, issues: Sequence[Issue]) -> None:
        super().__init__(parent)
        self.setObjectName("left_out")
        self.setWindowTitle(_("Left out of the public version"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lead = QLabel(
            _("Check what was left out. Sentences marked with a gap have to be written anew.")
        )
        lead.setWordWrap(True)
        self._list = QListWidget()
        self._list.setObjectName("left_out_list")
        self._list.setAccessibleName(_("Left out of the public version"))
        self._list.setWordWrap(True)
        self._list.setAlternatingRowColors(True)
        for issue in sorted(issues, key=lambda one: one.severity is not Severity.WARNING):
            item = QListWidgetItem(sentence(issue), self._list)
            if issue.severity is Severity.WARNING:
                item.setIcon(theme.icon("mdi6.alert-outline", "warning"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(_("Close"))
        close.setDefault(True)
        copy = QPushButton(_("Copy"))
        copy.setObjectName("left_out_copy")
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(lead)
        column.addWidget(self._list, 1)
        column.addWidget(buttons)
        fit_to_screen(self, *_SIZE)

    def _copy(self) -> None:
        lines = [self._list.item(row).text() for row in range(self._list.count())]
        QGuiApplication.clipboard().setText("\n".join(lines))
