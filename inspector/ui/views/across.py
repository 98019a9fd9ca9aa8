"""What the pages over all units have in common: something to choose, and rows beside it."""

from collections.abc import Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.edits import RecordKind
from inspector.services.text_search import TextIndex
from inspector.ui.memory import Memory
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP

T = TypeVar("T")
OF_ANSWERS: Final = frozenset(
    {RecordKind.ANSWER, RecordKind.FINDING, RecordKind.ASSESSMENT, RecordKind.INSPECTION}
)
"""Kinds of records whose changes the pages over all units follow."""
_LEFT, _RIGHT = 400, 700
_PASTE = QKeySequence.StandardKey.Paste


class Finder(QWidget, Generic[T]):
    """A searchable list; `chosen` carries the value that became current."""

    chosen = Signal(object)

    def __init__(self, name: str, said: str, hint: str, columns: Sequence[Column[T]]) -> None:
        super().__init__()
        self._search = QLineEdit()
        self._search.setObjectName(f"{name}_search")
        self._search.setAccessibleName(hint)
        self._search.setPlaceholderText(hint)
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._narrow)
        self._columns = tuple(columns)
        self.model: TableModel[T] = TableModel(columns, self)
        self.view = table_view(self.model, name, said)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.selectionModel().currentRowChanged.connect(self._moved)
        self._index = TextIndex(())
        self._places: dict[int, int] = {}
        self._rows: tuple[T, ...] = ()
        self._is_filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._search)
        column.addWidget(self.view, 1)

    @property
    def search(self) -> QLineEdit:
        """The field for a text to find."""
        return self._search

    def show_rows(self, rows: Sequence[T], current: T | None) -> None:
        """Show what there is to choose from; nothing is told of the choice made here."""
        self._rows = tuple(rows)
        self._index = TextIndex(" ".join(one.text(row) for one in self._columns) for row in rows)
        self._places = {id(row): place for place, row in enumerate(self._rows)}
        self._is_filling = True
        self.model.keep(None)  # It knows the rows that are going only.
        self.model.replace(self._rows)
        self._narrow(self._search.text())
        shown = self.model.rows
        if current is not None and current in shown:
            self._go_to(shown.index(current))
        self._is_filling = False

    def current(self) -> T | None:
        """Return the value that is chosen."""
        row = self.view.currentIndex().row()
        return self.model.value(row) if 0 <= row < self.model.rowCount() else None

    def _narrow(self, typed: str) -> None:
        found = self._index.find(typed)
        places = self._places
        self.model.keep(lambda row: places[id(row)] in found)

    def _go_to(self, row: int) -> None:
        index = self.model.index(row, 0)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def _moved(self, current: Any, _previous: Any) -> None:
        if current.isValid() and not self._is_filling:
            self.chosen.emit(self.model.value(current.row()))


class RowsView(QTableView):
    """A table of which several rows can be chosen and that tells of a paste."""

    pasted = Signal()

    def keyPressEvent(self, event: Any) -> None:  # noqa: N802
        """Tell of a paste; leave the rest to the table, but never search by typing."""
        if event.matches(_PASTE):
            self.pasted.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Typing here never searches."""


def table_view(model: TableModel[T], name: str, said: str) -> RowsView:
    """Return a table in the manner of these pages."""
    view = RowsView()
    view.setModel(model)
    view.setObjectName(name)
    view.setAccessibleName(said)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setAlternatingRowColors(True)
    view.setTabKeyNavigation(False)
    view.setShowGrid(False)
    view.setWordWrap(False)
    rows = view.verticalHeader()
    rows.hide()
    height = view.fontMetrics().height() + GAP + 2
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setMinimumSectionSize(height)
    rows.setDefaultSectionSize(height)
    header = view.horizontalHeader()
    header.setStretchLastSection(True)
    header.setHighlightSections(False)
    for place, column in enumerate(model.columns):
        if column.width:
            header.resizeSection(place, column.width)
    return view


def chosen_rows(view: QTableView, model: TableModel[T]) -> tuple[T, ...]:
    """Return the values of the rows chosen, from the top."""
    indexes = view.selectionModel().selectedRows()
    return tuple(model.value(row) for row in sorted(index.row() for index in indexes))


def choose_again(
    view: QTableView, model: TableModel[T], wanted: Sequence[object], identity: Any
) -> None:
    """Choose rows again by their identity after the table was filled anew."""
    selection = view.selectionModel()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for place, row in enumerate(model.rows):
        if identity(row) in wanted:
            selection.select(model.index(place, 0), flags)


def split_page(left: QWidget, right: Sequence[QWidget], memory: Memory, key: str) -> QSplitter:
    """Return a page of two panes; the parts on the right stand under each other."""
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    for part in right:
        column.addWidget(part, 1 if isinstance(part, QTableView) else 0)
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setChildrenCollapsible(False)
    split.addWidget(left)
    split.addWidget(pane)
    split.setStretchFactor(1, 1)
    split.setSizes([_LEFT, _RIGHT])
    memory.keep_splitter(split, key)
    return split


def heading() -> QLabel:
    """Return the line that says what is looked at."""
    label = QLabel()
    label.setProperty("kind", "heading")
    label.setWordWrap(True)
    return label
