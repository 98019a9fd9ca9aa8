"""Plain values as rows of a table: what a column shows of a value is a function."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
VALUE_ROLE = Qt.ItemDataRole.UserRole
"""The row's value itself."""


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its title and what it shows of a row's value."""

    title: str
    text: Callable[[T], str]
    is_number: bool = False
    """Whether it is set to the right."""
    width: int = 0
    """Pixels it begins with at 100 %; 0 leaves it to the view."""
    key: Callable[[T], Any] | None = None
    """What it is sorted by; the text without it."""
    tip: Callable[[T], str] | None = None
    colour: Callable[[T], QColor | None] | None = None
    """Of the text; never the only sign of anything."""
    icon: Callable[[T], QIcon | None] | None = None
    edit: Callable[[T, str], bool] | None = None
    """Takes what was typed into the cell; False leaves the cell as it was."""


class TableModel(QAbstractTableModel, Generic[T]):
    """Rows of plain values under columns; sorting keeps the order rows came in for equal keys."""

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._given: list[T] = []
        self._rows: list[T] = []
        self._keep: Callable[[T], bool] | None = None
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    # Rows ----------------------------------------------------------------------------------------

    @property
    def rows(self) -> tuple[T, ...]:
        """The rows that are shown, in the order shown."""
        return tuple(self._rows)

    @property
    def columns(self) -> tuple[Column[T], ...]:
        """The columns."""
        return self._columns

    def value(self, row: int) -> T:
        """Return the value of a row that is shown."""
        return self._rows[row]

    def replace(self, rows: Sequence[T]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._given = list(rows)
        self._rows = self._arranged()
        self.endResetModel()

    def update(self, rows: Sequence[T], identity: Callable[[T], object] = _same) -> None:
        """Put new values in the place of old ones of the same identity; no row moves."""
        fresh = {identity(row): row for row in rows}
        self._given = [fresh.get(identity(row), row) for row in self._given]
        for place, row in enumerate(self._rows):
            found = fresh.get(identity(row))
            if found is not None:
                self._rows[place] = found
                last = self.index(place, len(self._columns) - 1)
                self.dataChanged.emit(self.index(place, 0), last)

    def keep(self, condition: Callable[[T], bool] | None) -> None:
        """Show only rows that meet a condition; all rows without one."""
        self._keep = condition
        self._rearrange()

    def _arranged(self) -> list[T]:
        rows = [row for row in self._given if self._keep is None or self._keep(row)]
        if self._sorted is not None:
            column, order = self._columns[self._sorted[0]], self._sorted[1]
            rows.sort(key=column.key or column.text, reverse=order is Qt.SortOrder.DescendingOrder)
        return rows

    def _rearrange(self) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(index, self._rows[index.row()]) for index in before]
        self._rows = self._arranged()
        places = {id(row): place for place, row in enumerate(self._rows)}
        for index, row in held:
            place = places.get(id(row))
            moved = QModelIndex() if place is None else self.index(place, index.column())
            self.changePersistentIndex(index, moved)
        self.layoutChanged.emit()

    # Qt's side -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        column, row = self._columns[index.column()], self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return column.text(row)
            case Qt.ItemDataRole.ToolTipRole:
                return (column.tip or column.text)(row)
            case Qt.ItemDataRole.TextAlignmentRole if column.is_number:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ForegroundRole if column.colour is not None:
                return column.colour(row)
            case Qt.ItemDataRole.DecorationRole if column.icon is not None:
                return column.icon(row)
            case VALUE_ROLE.value:
                return row
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = self._columns[section].is_number
            side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells that take what is typed may be edited."""
        flags = super().flags(index)
        if index.isValid() and self._columns[index.column()].edit is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Hand what was typed to the column."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        taken = self._columns[index.column()].edit
        if taken is None or not taken(self._rows[index.row()], str(value)):
            return False
        self.dataChanged.emit(index, index)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 brings back the order the rows came in."""
        self._sorted = None if column < 0 else (column, order)
        self._rearrange()
