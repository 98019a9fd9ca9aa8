"""What the pages of the preferences have in common."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from inspector.domain.errors import Refused
from inspector.settings import Settings
from inspector.ui.context import Context
from inspector.ui.theme import GAP


class PreferencePage(QWidget):
    """A page that shows what is set, and hands over what is to be set instead."""

    def __init__(self, context: Context, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.context = context
        self.title = title
        self.column = QVBoxLayout(self)
        self.column.setSpacing(GAP)

    def button(self, text: str) -> QPushButton:
        """Return a button that Enter does not press from elsewhere."""
        made = QPushButton(text)
        made.setAutoDefault(False)
        return made

    def load(self, settings: Settings) -> None:
        """Show what is set."""

    def settings_with(self, settings: Settings) -> Settings:
        """Return this machine's settings with what stands on this page."""
        return settings

    def write(self, refuse: Callable[[Refused], None]) -> None:
        """Write what belongs to the workspace; nothing where nothing was changed."""
