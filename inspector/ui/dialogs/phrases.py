"""The usual phrases kept for the rules of an item: added, worded anew, dropped."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from inspector.domain.changes import Changes
from inspector.i18n.gettext import _
from inspector.services import phrases
from inspector.services.desk import Desk
from inspector.services.item_view import ItemView
from inspector.services.phrases import Phrase
from inspector.ui.context import Context
from inspector.ui.theme import GAP, MARGIN

_SIZE: Final = QSize(560, 420)
_NO_RULE: Final = 0


class PhrasesDialog(QDialog):
    """A rule and what was kept for it; each change is an edit of its own, and can be undone."""

    def __init__(self, context: Context, view: ItemView, rule: int = _NO_RULE) -> None:
        super().__init__(context.frame.window_widget)
        self.setObjectName("phrases")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Usual phrases for {number}").format(number=view.item.number))
        self.resize(_SIZE)
        self._session, self._item = context.session, view.item
        self._rule, self._list, self._new = QComboBox(), QListWidget(), QLineEdit()
        self._drop, self._reword = QPushButton(_("Drop")), QPushButton(_("Reword"))
        for one in view.rules:
            self._rule.addItem(f"{one.letter} {one.text}", one.number)
        if not view.rules:
            self._rule.addItem(_("No rule"), _NO_RULE)
        self._rule.setCurrentIndex(max(self._rule.findData(rule), 0))
        self._name_parts()
        self._lay_out()
        self._rule.currentIndexChanged.connect(lambda _index: self._ask())
        self._list.itemChanged.connect(self._rename)
        self._list.currentItemChanged.connect(lambda *_: self._allow())
        self._new.textChanged.connect(lambda _text: self._allow())
        self._session.changed.connect(self._hear)
        self._session.closed.connect(self.reject)
        self._allow()
        self._ask()

    def _name_parts(self) -> None:
        self._rule.setObjectName("phrases_rule")
        self._rule.setAccessibleName(_("Rule"))
        self._rule.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._list.setObjectName("phrases_kept")
        self._list.setAccessibleName(_("Usual phrases kept"))
        self._list.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self._new.setObjectName("phrases_new")
        self._new.setAccessibleName(_("Another phrase"))
        self._new.setPlaceholderText(_("Another phrase"))
        self._add = QPushButton(_("Add"))
        for button, name, verb in (
            (self._add, "phrases_add", self._keep),
            (self._reword, "phrases_reword", self._edit_current),
            (self._drop, "phrases_drop", self._drop_current),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(verb)
        self._add.setDefault(True)

    def _lay_out(self) -> None:
        hint = QLabel(
            _("Offered under the fact besides those written before. F2 rewords the one selected.")
        )
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        adding = QHBoxLayout()
        adding.setSpacing(GAP)
        adding.addWidget(self._new, 1)
        adding.addWidget(self._add)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(_("Close"))
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self._reword)
        foot.addWidget(self._drop)
        foot.addStretch(1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self._rule)
        column.addWidget(hint)
        column.addWidget(self._list, 1)
        column.addLayout(adding)
        column.addLayout(foot)
        self._new.setFocus()

    def _number(self) -> int:
        return int(self._rule.currentData())

    def _ask(self) -> None:
        question = partial(phrases.of_rule, item=self._item, rule=self._number())
        self._session.ask(question, self._show, self)

    def _hear(self, _changes: Changes) -> None:
        self._ask()

    def _show(self, found: tuple[Phrase, ...]) -> None:
        row = self._list.currentRow()
        self._list.blockSignals(True)
        self._list.clear()
        for one in found:
            if one.kept:
                line = QListWidgetItem(one.text)
                line.setData(Qt.ItemDataRole.UserRole, one.text)
                line.setFlags(line.flags() | Qt.ItemFlag.ItemIsEditable)
                self._list.addItem(line)
        self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
        self._list.blockSignals(False)
        self._allow()

    def _allow(self) -> None:
        has_one = self._list.currentItem() is not None and not self._session.is_read_only
        self._drop.setEnabled(has_one)
        self._reword.setEnabled(has_one)
        self._add.setEnabled(bool(self._new.text().strip()) and not self._session.is_read_only)

    def _keep(self) -> None:
        text = self._new.text()
        self._new.clear()
        self._edit(lambda desk: phrases.keep(desk, self._item, self._number(), text))

    def _edit_current(self) -> None:
        self._list.setFocus()
        self._list.editItem(self._list.currentItem())

    def _rename(self, line: QListWidgetItem) -> None:
        old, new = str(line.data(Qt.ItemDataRole.UserRole)), line.text()
        self._edit(lambda desk: phrases.reword(desk, self._item, self._number(), old, new))

    def _drop_current(self) -> None:
        text = str(self._list.currentItem().data(Qt.ItemDataRole.UserRole))
        self._edit(lambda desk: phrases.drop(desk, self._item, self._number(), text))

    def _edit(self, verb: Callable[[Desk], Changes]) -> None:
        """Write, and show anew what stands: also where nothing was changed, or it was refused."""
        self._session.edit(verb, self, lambda _changes: self._ask())
        self._ask()
