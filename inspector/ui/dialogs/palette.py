"""The command palette: any action, unit or item by typing a part of its name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector.i18n.gettext import _
from inspector.services.text_search import TextIndex
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP

_MOST = 60
_WIDTH, _HEIGHT = 640, 440
_ROW = 30
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be chosen: what it says, what it is, and what choosing it does."""

    text: str
    kind: str
    icon: QIcon
    choose: Callable[[], object]
    more: str = ""
    """Further words it is found by."""


class PaletteDialog(QDialog):
    """A field over a list; arrows move, Enter chooses, Esc goes away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Find an action, unit or item"))
        self.resize(_WIDTH, _HEIGHT)
        self._entries: Sequence[Entry] = ()
        self._index = TextIndex(())
        self._field = QLineEdit()
        self._field.setObjectName("typed")
        self._field.setAccessibleName(_("Find an action, unit or item"))
        self._field.setPlaceholderText(_("Type Chinese or first letters of pinyin."))
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(lambda _text: self._show_found())
        self._field.installEventFilter(self)
        self._model = TableModel[Entry](
            (
                Column("", lambda one: one.text, icon=lambda one: one.icon),
                Column("", lambda one: one.kind, is_number=True, width=150),
            ),
            self,
        )
        self._list = _made_list(self._model)
        self._list.activated.connect(self._choose)
        self._list.clicked.connect(self._choose)
        self._none = QLabel(_("Nothing of that name."))
        self._none.setProperty("kind", "muted")
        column = QVBoxLayout(self)
        column.setSpacing(GAP)
        column.addWidget(self._field)
        column.addWidget(self._none)
        column.addWidget(self._list, 1)

    def offer(self, entries: Sequence[Entry], letters: Mapping[str, str]) -> None:
        """Offer entries, found by Chinese and, as far as letters are known, by pinyin."""
        self._entries = entries
        self._index = TextIndex([f"{one.text} {one.more}" for one in entries], letters)
        self._show_found()

    def _show_found(self) -> None:
        typed = self._field.text().strip().casefold()
        found = self._index.find(typed)
        shown = [self._entries[place] for place in sorted(found)]
        if typed:
            shown.sort(key=lambda one: not one.text.casefold().startswith(typed))
        self._model.replace(shown[:_MOST])
        self._none.setVisible(not shown)
        if shown:
            self._list.setCurrentIndex(self._model.index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            entry = self._model.value(index.row())
            self.accept()
            entry.choose()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let arrows move in the list and Enter choose while the field is typed into."""
        if watched is self._field and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress and event.key() in _MOVES:
                self._list.keyPressEvent(event)
                return True
            if event.type() is QEvent.Type.KeyPress and event.key() in (
                Qt.Key.Key_Return,
                Qt.Key.Key_Enter,
            ):
                self._choose(self._list.currentIndex())
                return True
        return super().eventFilter(watched, event)


def _made_list(model: TableModel[Entry]) -> QTableView:
    table = QTableView()
    table.setObjectName("found")
    table.setAccessibleName(_("Found"))
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW)
    table.horizontalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.setColumnWidth(1, model.columns[1].width)
    return table
