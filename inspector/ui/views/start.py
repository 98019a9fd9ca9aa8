"""The start page: what can be done while no workspace is open."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from inspector.i18n.gettext import _
from inspector.ui.context import Context


class StartPage(QWidget):
    """Recent workspaces, and the ways to begin."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("start")
        self._context = context
        title = QLabel(_("Inspector"))
        title.setProperty("kind", "title")
        choose = QPushButton(_("Open…"))
        choose.clicked.connect(lambda: context.actions.trigger("frame.open"))
        column = QVBoxLayout(self)
        column.addWidget(title)
        column.addWidget(choose)
        column.addStretch(1)

    def load(self) -> None:
        """Show what was open lately."""

    def begin_task(self) -> None:
        """Begin a new inspection in three steps."""

    def offer_reading(self, path: Path) -> None:
        """Offer to look at a workspace that someone else has open."""
