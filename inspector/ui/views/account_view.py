"""How the work was done, for the papers, and a note for ourselves: two boxes of text."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from inspector.i18n.gettext import _
from inspector.services.item_view import ItemView
from inspector.ui.theme import GAP
from inspector.ui.views.typed_text import TypedText

ACCOUNT, NOTE = "account", "note"
"""Fields of an answer, as the journal names them."""


class AccountView(QWidget):
    """Account and note of one answer; what is typed is kept and handed over by itself."""

    def __init__(
        self,
        keep: Callable[[str, str], None],
        save: Callable[[str, str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("account_view")
        self._key = ""
        self._boxes = {
            ACCOUNT: _box(ACCOUNT, _("Account"), _("How the work was done; goes into the papers")),
            NOTE: _box(NOTE, _("Note"), _("A note for ourselves; goes into no paper")),
        }
        self._typed = {
            field: TypedText(box, _bound(keep, field), _bound(save, field))
            for field, box in self._boxes.items()
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP, GAP, GAP)
        row.setSpacing(GAP)
        row.addWidget(self._boxes[ACCOUNT], 2)
        row.addWidget(self._boxes[NOTE], 1)

    def show_view(self, view: ItemView) -> None:
        """Show an answer's texts; what is being typed over them stays."""
        standing = {ACCOUNT: view.answer.account, NOTE: view.answer.note}
        for field, typed in self._typed.items():
            if view.key == self._key:
                typed.show(standing[field])
            else:
                typed.start_over(standing[field])
            self._boxes[field].setReadOnly(view.is_locked)
        self._key = view.key

    def restore(self, field: str, text: str) -> None:
        """Put back a text that was being typed."""
        if field in self._typed:
            self._typed[field].restore(text)

    def commit(self) -> None:
        """Hand over what is being typed."""
        for typed in self._typed.values():
            typed.commit()


def _box(name: str, title: str, hint: str) -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setObjectName(name)
    box.setAccessibleName(title)
    box.setPlaceholderText(hint)
    box.setTabChangesFocus(True)
    box.setMinimumHeight(56)
    return box


def _bound(do: Callable[[str, str], None], field: str) -> Callable[[str], None]:
    return lambda text: do(field, text)
