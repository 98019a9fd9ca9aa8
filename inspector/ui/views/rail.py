"""The rail on the left: the screens with icons and words."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from inspector.i18n.gettext import _
from inspector.ui.screens import SCREENS
from inspector.ui.theme import Theme

_ICON = 22


class Rail(QWidget):
    """One button for each screen; `chosen` names the one that was pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Screens"))
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(2)
        for place, spec in enumerate(SCREENS, start=1):
            button = QToolButton()
            button.setProperty("place", "rail")
            button.setCheckable(True)
            button.setText(_(spec.title))
            button.setAccessibleName(_(spec.title))
            button.setToolTip(f"{_(spec.tip)}  Ctrl+{place}")
            button.setIcon(theme.icon(spec.icon, "rail_text"))
            button.setIconSize(QSize(_ICON, _ICON))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _on=False, key=spec.key: self.chosen.emit(key))
            group.addButton(button)
            column.addWidget(button)
            self._buttons[spec.key] = button
        column.addStretch(1)

    def show_only(self, key: str) -> None:
        """Leave one button; all of them for an empty key."""
        for name, button in self._buttons.items():
            button.setVisible(key in ("", name))

    def show_screen(self, key: str) -> None:
        """Mark the screen that is in front."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)
