"""A unit's sheet as nodes, and the thin adapter that lays the visible ones out as rows.

The rows are a flat table and not a tree of Qt's: QTreeView asks the model for every row beneath an
open branch, 100 ms for 10,000 items, where a table with rows of one height asks for those painted.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from inspector.domain.ids import ItemKey
from inspector.domain.running import Touched
from inspector.domain.scheme import WHOLE
from inspector.services.score_filter import Filter
from inspector.services.score_lines import ItemLine, SectionLine
from inspector.services.score_sheet import ScoreSheet
from inspector.ui.models.table import VALUE_ROLE, Index
from inspector.ui.models.tree import Node

Line: TypeAlias = ItemLine | SectionLine
LineNode: TypeAlias = Node[Line]
Words: TypeAlias = Callable[[Line], str]
_MANY: Final = 100
"""Rows beyond which all between the first and the last are repainted in one."""


class ItemTreeModel(QAbstractTableModel):
    """Sections and items of one sheet, filtered and folded; each row points at its node."""

    def __init__(self, words: Words, tips: Words, parent: QObject | None = None) -> None:
        """Show lines to readers of the screen in `words`, and explain them in `tips`."""
        super().__init__(parent)
        self._words, self._tips = words, tips
        self._sheet: ScoreSheet | None = None
        self._root: LineNode | None = None
        self._sections: dict[int, LineNode] = {}
        self._items: dict[ItemKey, LineNode] = {}
        self._rows: list[LineNode] = []
        self._places: dict[int, int] | None = None
        self._filter = Filter()
        self._folded: set[int] = set()

    # Contents ------------------------------------------------------------------------------------

    def show(self, sheet: ScoreSheet | None) -> None:
        """Show another sheet under the same filter; what was folded stays so by its place."""
        self.beginResetModel()
        self._sheet = sheet
        self._sections, self._items = {}, {}
        self._root = None if sheet is None else self._section_node(sheet, WHOLE)
        self._rearrange()
        self.endResetModel()

    def keep(self, wanted: Filter) -> None:
        """Show only the items that are wanted, with the sections they stand in."""
        self.beginResetModel()
        self._filter = wanted
        self._rearrange()
        self.endResetModel()

    def fold(self, section: int, folded: bool) -> None:
        """Hide or show what stands beneath a section."""
        if (section in self._folded) is folded:
            return
        self.beginResetModel()
        (self._folded.add if folded else self._folded.discard)(section)
        self._lay_out()
        self.endResetModel()

    def is_folded(self, section: int) -> bool:
        """Whether what stands beneath a section is hidden; nothing is while one filters."""
        return section in self._folded and self._filter.is_everything

    def refresh(self, touched: Touched) -> Sequence[int]:
        """Take over what an edit touched and repaint only that; return its visible rows.

        Rows stay where they are: an item that no longer meets the filter stays until the filter
        is chosen again, as it is the one being worked at.
        """
        sheet = self._sheet
        if sheet is None:
            return ()
        items = self._items if touched.everything else touched.items
        sections = (set(self._sections) if touched.everything else touched.parts) - {WHOLE}
        nodes = [self._items[key] for key in items]
        for node, key in zip(nodes, items, strict=True):
            node.value = sheet.lines[key]
        for index in sections:
            self._sections[index].value = sheet.section(index)
            nodes.append(self._sections[index])
        rows = self._rows_of(nodes)
        self._repaint(rows)
        return rows

    # Asking --------------------------------------------------------------------------------------

    @property
    def sheet(self) -> ScoreSheet | None:
        """What is shown."""
        return self._sheet

    def line(self, row: int) -> Line:
        """Return what a row shows, for whoever paints it."""
        return self._rows[row].value

    def depth(self, row: int) -> int:
        """Return how deep a row stands; 0 for the first level."""
        return sum(1 for _ in self._rows[row].ancestors())

    def row_of(self, key: ItemKey) -> int | None:
        """Return the row of an item, or None while it is not shown."""
        node = self._items.get(key)
        return None if node is None else next(iter(self._rows_of([node])), None)

    def row_of_section(self, section: int) -> int | None:
        """Return the row of a section, or None while it is not shown."""
        node = self._sections.get(section)
        return None if node is None else next(iter(self._rows_of([node])), None)

    def sections_above(self, key: ItemKey) -> tuple[int, ...]:
        """Return the sections that an item stands in, the nearest first."""
        node = self._items.get(key)
        above = () if node is None else node.ancestors()
        return tuple(one.value.index for one in above if isinstance(one.value, SectionLine))

    def items(self) -> Iterator[ItemLine]:
        """Yield the items that are shown, folded ones too, in order."""
        if self._root is not None:
            yield from _items_beneath(self._root)

    # Making rows ---------------------------------------------------------------------------------

    def _section_node(self, sheet: ScoreSheet, index: int) -> LineNode:
        children = [
            self._section_node(sheet, child)
            if isinstance(child, int)
            else self._item_node(sheet, child)
            for child in sheet.outline.children[index]
        ]
        node: LineNode = Node(sheet.section(index), children)
        self._sections[index] = node
        return node

    def _item_node(self, sheet: ScoreSheet, key: ItemKey) -> LineNode:
        node = self._items[key] = Node[Line](sheet.lines[key])
        return node

    def _rearrange(self) -> None:
        if self._root is not None and self._sheet is not None:
            if self._filter.is_everything:
                self._root.filter(None)
            else:
                wanted = self._sheet.passing(self._filter)
                self._root.filter(lambda line: isinstance(line, ItemLine) and line.key in wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        """Put the visible nodes in a row."""
        self._rows = []
        self._places = None
        if self._root is not None:
            self._append_beneath(self._root)

    def _append_beneath(self, node: LineNode) -> None:
        for child in node.shown:
            self._rows.append(child)
            if isinstance(child.value, SectionLine) and not self.is_folded(child.value.index):
                self._append_beneath(child)

    def _rows_of(self, nodes: Iterable[LineNode]) -> list[int]:
        if self._places is None:
            self._places = {id(node): row for row, node in enumerate(self._rows)}
        found = (self._places.get(id(node)) for node in nodes)
        return [row for row in found if row is not None]

    def _repaint(self, rows: Sequence[int]) -> None:
        if len(rows) > _MANY:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), 0))
            return
        for row in rows:
            index = self.index(row, 0)
            self.dataChanged.emit(index, index)

    # Qt's side -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return how many rows are visible."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return one: a row is painted whole."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says in words; its painting does not ask for it."""
        if not index.isValid():
            return None
        line = self._rows[index.row()].value
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._words(line)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tips(line)
            case VALUE_ROLE.value:
                return line
        return None


def _items_beneath(node: LineNode) -> Iterator[ItemLine]:
    for child in node.shown:
        if isinstance(child.value, ItemLine):
            yield child.value
        else:
            yield from _items_beneath(child)
