"""A tree of plain nodes and the thin adapter that shows it to Qt."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from inspector.ui.models.table import VALUE_ROLE, Column, Index

T = TypeVar("T")


class Node(Generic[T]):
    """A value with its place in the tree; `shown` are the children that pass the filter."""

    __slots__ = ("children", "parent", "row", "shown", "value")

    def __init__(self, value: T, children: Sequence["Node[T]"] = ()) -> None:
        self.value = value
        self.parent: Node[T] | None = None
        self.children = list(children)
        self.shown = self.children
        self.row = 0
        """The place among the shown children of the parent."""
        for row, child in enumerate(self.children):
            child.parent, child.row = self, row

    def walk(self) -> Iterator["Node[T]"]:
        """Yield all nodes beneath this one, a parent before its children."""
        for child in self.children:
            yield child
            yield from child.walk()

    def ancestors(self) -> Iterator["Node[T]"]:
        """Yield the parents from the nearest up, the invisible root left out."""
        node = self.parent
        while node is not None and node.parent is not None:
            yield node
            node = node.parent

    def filter(self, keep: Callable[[T], bool] | None) -> bool:
        """Rebuild the lists of shown children; a node is shown if it or one beneath it is kept."""
        if keep is None:
            self.shown = self.children
            for child in self.children:
                child.filter(None)
        else:
            self.shown = [
                child
                for child in self.children
                if (child.filter(keep) if child.children else keep(child.value))
            ]
        for row, child in enumerate(self.shown):
            child.row = row
        return bool(self.shown)


class TreeModel(QAbstractItemModel, Generic[T]):
    """Adapts nodes: indexes point at nodes, nothing is stored twice."""

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._root: Node[T] | None = None
        self._keep: Callable[[T], bool] | None = None

    @property
    def root(self) -> Node[T] | None:
        """The invisible node above all."""
        return self._root

    def set_root(self, root: Node[T] | None) -> None:
        """Show another tree, under the same filter."""
        self.beginResetModel()
        self._root = root
        if root is not None and self._keep is not None:
            root.filter(self._keep)
        self.endResetModel()

    def node(self, index: Index) -> Node[T] | None:
        """Return the node an index points at."""
        if not index.isValid():
            return None
        found: Node[T] = index.internalPointer()
        return found

    def index_of(self, node: Node[T], column: int = 0) -> QModelIndex:
        """Return the index of a node; an invalid one for a node that is not shown."""
        parent = node.parent
        if parent is None or node.row >= len(parent.shown) or parent.shown[node.row] is not node:
            return QModelIndex()
        return self.createIndex(node.row, column, node)

    def refresh(self, nodes: Iterable[Node[T]]) -> None:
        """Repaint nodes whose values changed, and their ancestors, each once."""
        touched = {id(node): node for start in nodes for node in (start, *start.ancestors())}
        last = len(self._columns) - 1
        for node in touched.values():
            first = self.index_of(node)
            if first.isValid():
                self.dataChanged.emit(first, self.createIndex(node.row, last, node))

    def keep(self, condition: Callable[[T], bool] | None) -> None:
        """Show only leaves that meet a condition, with the branches that lead to them."""
        self._keep = condition
        if self._root is None:
            return
        self.layoutAboutToBeChanged.emit()
        held = [(index, self.node(index)) for index in self.persistentIndexList()]
        self._root.filter(condition)
        for index, node in held:
            moved = QModelIndex() if node is None else self.index_of(node, index.column())
            self.changePersistentIndex(index, moved)
        self.layoutChanged.emit()

    # Qt's side -----------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return the index of a place."""
        above = self.node(parent) if parent.isValid() else self._root
        if above is None or not 0 <= column < len(self._columns):
            return QModelIndex()
        if not 0 <= row < len(above.shown):
            return QModelIndex()
        return self.createIndex(row, column, above.shown[row])

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        """Return the index of the node above."""
        node = self.node(index)
        if node is None or node.parent is None or node.parent is self._root:
            return QModelIndex()
        return self.createIndex(node.parent.row, 0, node.parent)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return how many children are shown."""
        if parent.column() > 0:
            return 0
        node = self.node(parent) if parent.isValid() else self._root
        return 0 if node is None else len(node.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008, ARG002
        """Return how many columns there are."""
        return len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        node = self.node(index)
        if node is None:
            return None
        column = self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(node.value)
            case Qt.ItemDataRole.ToolTipRole:
                return (column.tip or column.text)(node.value)
            case Qt.ItemDataRole.TextAlignmentRole if column.is_number:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ForegroundRole if column.colour is not None:
                return column.colour(node.value)
            case Qt.ItemDataRole.DecorationRole if column.icon is not None:
                return column.icon(node.value)
            case VALUE_ROLE.value:
                return node.value
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._columns[section].title if 0 <= section < len(self._columns) else None
