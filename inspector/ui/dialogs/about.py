"""Says which version this is, where its folders are and under which licence it stands."""

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from inspector import __version__, paths
from inspector.i18n.gettext import _
from inspector.ui.dialogs.form import fields, muted
from inspector.ui.theme import GAP, MARGIN

_WIDTH = 560


class AboutDialog(QDialog):
    """A few lines that can be copied."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("About"))
        self.setMinimumWidth(_WIDTH)
        title = QLabel(_("Inspector"))
        title.setProperty("kind", "title")
        rows = (
            (_("Version"), __version__),
            (_("Runs on"), f"Python {platform.python_version()}, Qt {qVersion()}"),
            (_("Settings"), str(paths.config())),
            (_("Logs and reports"), str(paths.logs())),
            (_("Files made for speed"), str(paths.cache())),
            (_("Licence"), "MIT"),
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addWidget(muted(_("For material that is not secret only.")))
        column.addLayout(fields(*((name, _copied(text)) for name, text in rows)))
        column.addWidget(buttons)


def _copied(text: str) -> QLabel:
    said = QLabel(text)
    said.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return said
