"""A line above an item: why nothing can be changed, or what was typed and never saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from inspector.i18n.gettext import _
from inspector.ui.theme import GAP


class Notice(QFrame):
    """Says one thing; where it asks, two buttons answer."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("item_notice")
        self.setProperty("kind", "notice")
        self._text = QLabel()
        self._text.setObjectName("item_notice_text")
        self._text.setWordWrap(True)
        self._yes = QPushButton(_("Restore"))
        self._yes.setObjectName("restore_typed")
        self._no = QPushButton(_("Discard"))
        self._no.setObjectName("discard_typed")
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        row.setSpacing(GAP)
        row.addWidget(self._text, 1)
        for button, signal in ((self._yes, self.accepted), (self._no, self.declined)):
            button.setAutoDefault(False)
            button.clicked.connect(signal)
            row.addWidget(button)

    def say(self, text: str, *, asks: bool = False) -> None:
        """Say something, and ask for a yes or no; an empty text puts the line away."""
        self._text.setText(text)
        self._yes.setVisible(asks)
        self._no.setVisible(asks)
        self.setVisible(bool(text))
