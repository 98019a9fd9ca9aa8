"""A row of buttons for actions of the table, each shown only where it means something."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from inspector.ui.actions.table import Actions
from inspector.ui.theme import GAP


class ActionButtons(QWidget):
    """Buttons for actions of one area, in order."""

    def __init__(self, actions: Actions, area: str, names: Sequence[str]) -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for name in names:
            action = actions.action(f"{area}.{name}")
            button = QPushButton(action.icon(), action.text())
            button.setObjectName(f"{area}_{name}")
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            action.changed.connect(lambda b=button, a=action: b.setIcon(a.icon()))
            button.setEnabled(action.isEnabled())
            self._buttons[name] = button
            row.addWidget(button)
        row.addStretch(1)

    def show_only(self, shown: Mapping[str, bool]) -> None:
        """Show the buttons that mean something now."""
        for name, button in self._buttons.items():
            button.setVisible(shown.get(name, True))
