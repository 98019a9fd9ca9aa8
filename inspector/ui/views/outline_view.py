"""A list as a tree of lines: search above, columns remembered, the chosen line kept."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from inspector.i18n.gettext import _
from inspector.services.list_outline import OutlineLine
from inspector.ui.memory import Memory
from inspector.ui.models.outline import OutlineModel
from inspector.ui.models.tree import Node
from inspector.ui.theme import GAP, Theme

_UNFOLDED = 400
"""Lists of so many lines at most open unfolded."""
_PAUSE = 120
"""Milliseconds after the last letter until the search acts."""


class OutlineView(QWidget):
    """The tree of a list with its search field; `chosen` tells the line that became current."""

    chosen = Signal(object)
    """An OutlineLine, or None."""

    def __init__(self, theme: Theme, memory: Memory, name: str) -> None:
        super().__init__()
        self.model = OutlineModel(theme, self)
        self.tree = QTreeView()
        self.tree.setObjectName(name)
        self.tree.setAccessibleName(_("Sections and items"))
        self.tree.setModel(self.model)
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(True)
        self.tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setAllColumnsShowFocus(True)
        self._dress_header(memory, name)
        self.search = QLineEdit()
        self.search.setObjectName(f"{name}_search")
        self.search.setAccessibleName(_("Search the list"))
        self.search.setPlaceholderText(_("Search number, content, criteria, office"))
        self.search.setClearButtonEnabled(True)
        self.count = QLabel()
        self.count.setProperty("kind", "muted")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self._find)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self.tree.selectionModel().currentChanged.connect(lambda _now, _was: self._tell())
        self._lay_out()

    def _dress_header(self, memory: Memory, name: str) -> None:
        header = self.tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for at, width in enumerate(self.model.widths):
            title = str(self.model.headerData(at, Qt.Orientation.Horizontal))
            least = header.fontMetrics().horizontalAdvance(title) + 3 * GAP
            header.resizeSection(at, max(width, least))
        memory.keep_header(header, name)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.search, 1)
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addWidget(self.tree, 1)

    # Contents -------------------------------------------------------------------------------------

    def show_lines(self, lines: Sequence[OutlineLine], *, keep: bool = False) -> None:
        """Show a list; with `keep` it is the same one, and what was folded and chosen stays so."""
        total = sum(line.items for line in lines)
        self.count.setText(_("{count} items").format(count=total))
        if keep and self.model.update(lines):
            self._tell()
            return
        if not keep:
            self._stop_searching()
        unfolded = self._unfolded() if keep else set()
        current = self.line if keep else None
        blocked = self.tree.selectionModel().blockSignals(True)
        self.model.show(lines)
        self.tree.selectionModel().blockSignals(blocked)
        whole = sum(1 for line in lines for _line in line.walk())
        if not keep and whole <= _UNFOLDED:
            self.tree.expandAll()
        for ref in unfolded:
            self._unfold(ref)
        if current is not None and current.ref:
            self.choose_named(current.ref)
        self._tell()

    def _unfolded(self) -> set[str]:
        root = self.model.root
        return {
            node.value.ref
            for node in (root.walk() if root is not None else ())
            if node.children and self.tree.isExpanded(self.model.index_of(node))
        }

    def _unfold(self, ref: str) -> None:
        node = self.model.named(ref)
        if node is not None:
            self.tree.setExpanded(self.model.index_of(node), True)

    @property
    def line(self) -> OutlineLine | None:
        """The line that is chosen."""
        node = self.model.node(self.tree.currentIndex())
        return None if node is None else node.value

    def choose(self, place: int) -> None:
        """Make a line current, by its place among all; silent, the asker knows already."""
        node = self.model.at(place)
        if node is not None:
            self._choose(node)

    def choose_named(self, ref: str) -> None:
        """Make a line current, by its name in the draft."""
        node = self.model.named(ref)
        if node is not None:
            self._choose(node)

    def _stop_searching(self) -> None:
        """Show all lines again: another list, or a line that the search hides, is wanted."""
        self._wait.stop()
        blocked = self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(blocked)
        self.model.keep(None)

    def _choose(self, node: Node[OutlineLine]) -> None:
        if not self.model.index_of(node).isValid():
            self._stop_searching()
        index = self.model.index_of(node)
        if not index.isValid() or index == self.tree.currentIndex().siblingAtColumn(0):
            return
        self.tree.selectionModel().setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.tree.scrollTo(index)

    def _find(self) -> None:
        self.model.search(self.search.text())
        if self.search.text().strip():
            self.tree.expandAll()

    def _tell(self) -> None:
        self.chosen.emit(self.line)
