"""The history of the whole workspace: every action, newest first, with who did it and when."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
)

from inspector.i18n.actions import action_words
from inspector.i18n.gettext import _
from inspector.services import history
from inspector.services.desk import Desk
from inspector.services.history import Pending
from inspector.storage.entries import GroupEntry
from inspector.ui.context import Context
from inspector.ui.models.table import Column, TableModel
from inspector.ui.places import spot_of
from inspector.ui.theme import GAP

_AT_ONCE = 500
_TALL, _WIDE = 520, 860


@dataclass(frozen=True, slots=True)
class _Row:
    entry: GroupEntry
    at: datetime
    words: str


class HistoryDialog(QDialog):
    """A table of actions with a filter; a double click goes to the place of one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.frame.window_widget)
        self.setObjectName("history")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("History of actions"))
        self.resize(_WIDE, _TALL)
        self._context = context
        self._limit = _AT_ONCE
        self._model: TableModel[_Row] = TableModel(_columns(), self)
        self._table = QTableView()
        self._search = QLineEdit()
        self._who = QComboBox()
        self._count = QLabel()
        self._older = QPushButton(_("Show older"))
        self._lay_out()
        self._search.textChanged.connect(lambda _text: self._filter())
        self._who.currentIndexChanged.connect(lambda _index: self._filter())
        self._older.clicked.connect(self._show_older)
        self._table.activated.connect(self._go)
        context.session.closed.connect(self.reject)
        self._ask()

    def _lay_out(self) -> None:
        self._search.setPlaceholderText(_("Search in what was done"))
        self._search.setAccessibleName(_("Search in what was done"))
        self._search.setClearButtonEnabled(True)
        self._who.setAccessibleName(_("Author"))
        self._who.addItem(_("Everyone"), "")
        table = self._table
        table.setModel(self._model)
        table.setAccessibleName(_("History of actions"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setWordWrap(False)
        for place, column in enumerate(self._model.columns):
            table.setColumnWidth(place, column.width)
        table.horizontalHeader().setStretchLastSection(True)
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self._search, 1)
        top.addWidget(self._who)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self._count)
        foot.addWidget(self._older)
        foot.addStretch(1)
        foot.addWidget(buttons)
        column_box = QVBoxLayout(self)
        column_box.addLayout(top)
        column_box.addWidget(table, 1)
        column_box.addLayout(foot)

    def _ask(self) -> None:
        self._context.session.ask(partial(_latest, limit=self._limit), self._take, self)

    def _take(self, entries: tuple[GroupEntry, ...]) -> None:
        rows = [_Row(one, one.at.astimezone(), action_words(one.action)) for one in entries]
        self._model.replace(rows)
        self._older.setVisible(len(rows) == self._limit)
        known = {self._who.itemData(place) for place in range(self._who.count())}
        for name in sorted({row.entry.author for row in rows} - known):
            self._who.addItem(name, name)
        self._filter()

    def _show_older(self) -> None:
        self._limit *= 4
        self._ask()

    def _filter(self) -> None:
        wanted, who = self._search.text().strip().casefold(), self._who.currentData()
        self._model.keep(
            lambda row: wanted in row.words.casefold() and who in ("", row.entry.author)
        )
        self._count.setText(_("{count} actions").format(count=self._model.rowCount()))

    def _go(self, index: QModelIndex) -> None:
        entry = self._model.value(index.row()).entry
        self._context.session.ask(partial(history.place_of, entry=entry), self._show, self)

    def _show(self, one: Pending) -> None:
        found = spot_of(self._context.session, one)
        if found is None:
            self._count.setText(_("This action belongs to no single place."))
            return
        self.accept()
        self._context.frame.go_to(*found)


def _latest(desk: Desk, limit: int) -> tuple[GroupEntry, ...]:
    return history.actions(desk, limit)


def _columns() -> tuple[Column[_Row], ...]:
    return (
        Column(_("When"), lambda row: f"{row.at:%Y-%m-%d %H:%M:%S}", width=160),
        Column(_("Author"), lambda row: row.entry.author, width=110),
        Column(_("What was done"), lambda row: row.words),
    )
