"""The papers of a draft as they were signed and sent: saved to a folder, or taken off."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.draft import FinalPaper
from inspector.i18n.gettext import _
from inspector.ui.theme import GAP, MARGIN

_NAME = Qt.ItemDataRole.UserRole
_WIDTH = 460

Verb = Callable[[str], None]


class FinalPapersDialog(QDialog):
    """Lists the papers; `save` and `detach` get the name of the one that is chosen."""

    def __init__(
        self, parent: QWidget, papers: Sequence[FinalPaper], save: Verb, detach: Verb | None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("final_papers")
        self.setWindowTitle(_("Final papers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._list = QListWidget()
        self._list.setObjectName("final_papers_list")
        self._list.setAccessibleName(_("Final papers"))
        for one in papers:
            day = "" if one.attached_on is None else f"　{one.attached_on.isoformat()}"
            item = QListWidgetItem(one.name + day, self._list)
            item.setData(_NAME, one.name)
        self._list.setCurrentRow(0)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for text, name, verb in (
            (_("Save as…"), "final_save", save),
            (_("Take off"), "final_detach", detach),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setEnabled(verb is not None and self._list.count() > 0)
            if verb is not None:
                button.clicked.connect(lambda _checked=False, verb=verb: self._do(verb))
            row.addWidget(button)
        row.addStretch()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.reject)
        row.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addWidget(self._list, 1)
        column.addLayout(row)

    def _do(self, verb: Verb) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.accept()
            verb(str(item.data(_NAME)))
