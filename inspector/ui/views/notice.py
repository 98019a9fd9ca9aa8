"""A line above an item: why nothing can be changed, or what was typed and never saved."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from inspector.i18n.gettext import N_, _
from inspector.i18n.words import label
from inspector.services import typing
from inspector.services.item_view import ItemView
from inspector.ui.theme import GAP

_FIELDS: Final[Mapping[str, str]] = {
    "account": N_("Account"),
    "note": N_("Note"),
    typing.NEW_FINDING: N_("Finding"),
}


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


def words(view: ItemView) -> tuple[str, bool]:
    """Return what is to be said above an item, and whether it asks; nothing where all is usual."""
    if view.is_read_only:
        return _("This workspace is open for reading only; nothing can be changed."), False
    if view.is_locked:
        told = _("{state}: the marks are locked and nothing can be changed here.")
        return told.format(state=label(view.state)), False
    if view.typed:
        fields = "、".join(_(_FIELDS.get(one.field, one.field)) for one in view.typed)
        asked = _("Text was typed here and never saved ({fields}). Restore it?")
        return asked.format(fields=fields), True
    if view.is_spared:
        return _("This item is not checked for this unit."), False
    return "", False
