"""What was changed of one answer: when, by whom, from what to what."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from inspector.i18n.actions import action_words
from inspector.i18n.answer_changes import changed_words
from inspector.i18n.gettext import _
from inspector.services.history import FieldChange
from inspector.ui.memory import Memory
from inspector.ui.models.table import Column, TableModel


class HistoryView(QWidget):
    """The changes of an answer, the latest first."""

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_view")
        self._model: TableModel[FieldChange] = TableModel(
            (
                Column(_("Time"), _time, width=136),
                Column(_("Who"), lambda one: one.entry.author, width=70),
                Column(_("What"), _changed, tip=lambda one: action_words(one.entry.action)),
            ),
            self,
        )
        table = QTableView()
        table.setObjectName("history_table")
        table.setAccessibleName(_("History"))
        table.setModel(self._model)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTextElideMode(Qt.TextElideMode.ElideRight)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        for place, column in enumerate(self._model.columns[:-1]):
            table.setColumnWidth(place, column.width)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        memory.keep_header(header, "scoring.history")
        self._table = table
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(table)

    def show_changes(self, changes: Sequence[FieldChange]) -> None:
        """Show these changes."""
        self._model.replace(changes)
        self._table.resizeRowsToContents()


def _time(change: FieldChange) -> str:
    return change.entry.at.astimezone().strftime("%Y-%m-%d %H:%M")


def _changed(change: FieldChange) -> str:
    entry = change.entry
    return changed_words(change.field, entry.before, entry.after)
