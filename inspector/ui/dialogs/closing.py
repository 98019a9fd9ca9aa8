"""Asks what becomes of work that is still under way when the window is to be closed."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from inspector.i18n.gettext import _
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.workers import Workers

_WIDTH = 460


class ClosingDialog(QDialog):
    """Close when the work is done, call it off and close, or stay."""

    close_now = Signal()

    def __init__(self, workers: Workers, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("closing")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Work is still under way"))
        self.setMinimumWidth(_WIDTH)
        said = QLabel(
            _(
                "Papers or files are still being made. The window closes when they are done. "
                "Everything you entered is saved already."
            )
        )
        said.setWordWrap(True)
        buttons = QDialogButtonBox()
        stay = buttons.addButton(_("Do not close"), QDialogButtonBox.ButtonRole.RejectRole)
        leave = buttons.addButton(
            _("Call the work off and close"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        stay.setDefault(True)
        stay.clicked.connect(self.reject)
        leave.clicked.connect(self._leave)
        self._workers = workers
        # Not before whoever asked for the work has what came of it, and may have written it.
        workers.ended.connect(self._look, Qt.ConnectionType.QueuedConnection)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(2 * GAP)
        column.addWidget(said)
        column.addWidget(buttons)

    @Slot()
    def _look(self) -> None:
        if self.isVisible() and not self._workers.watched:
            self._leave()

    def _leave(self) -> None:
        self.accept()
        self.close_now.emit()
