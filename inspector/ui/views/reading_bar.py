"""How far the reading of files is, with a button that stops it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from inspector.i18n.gettext import _
from inspector.ui.theme import GAP


class ReadingBar(QWidget):
    """Hidden while nothing is being read."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reading_bar")
        self._bar = QProgressBar()
        self._bar.setAccessibleName(_("Progress"))
        self._now = QLabel()
        self.button = QPushButton(_("Stop reading"))
        self.button.setObjectName("intake_stop")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.stopped)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._bar, 1)
        row.addWidget(self._now, 1)
        row.addWidget(self.button)
        self.hide()

    def begin(self) -> None:
        """Show that something is being read; how much is not known yet."""
        self._bar.setRange(0, 0)
        self._now.clear()
        self.show()

    def follow(self, done: int, total: int, name: str) -> None:
        """Show how far it is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._now.setText(name)
