"""The lists on the left of 考核细则; one is chosen as soon as it is there."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from inspector.i18n.gettext import _
from inspector.services.checklists import Listed, Shipped
from inspector.services.edition_drafts import DraftInfo
from inspector.ui.memory import Memory
from inspector.ui.models.catalogue import CatalogueModel, Entry
from inspector.ui.theme import GAP, Theme

_NARROW = 260
_FIGURES = 52
"""Width of the columns of figures."""
_REMEMBERED = "checklists/chosen"


class CatalogueView(QTreeView):
    """Lists in groups; `chosen` tells that another became current, or that none is there."""

    chosen = Signal()

    def __init__(self, theme: Theme, memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self._editions: Sequence[Listed] | None = None
        self._drafts: Sequence[DraftInfo] = ()
        self._shipped: Sequence[Shipped] = ()
        self.key = ""
        """What the chosen list is remembered by; it may not be there yet."""
        self.lists = CatalogueModel(theme, self)
        self.setObjectName("catalogue")
        self.setAccessibleName(_("Lists"))
        self.setModel(self.lists)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setIndentation(GAP + GAP // 2)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setMinimumWidth(_NARROW)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, header.ResizeMode.Stretch)
        for at in range(1, self.lists.columnCount()):
            header.setSectionResizeMode(at, header.ResizeMode.Fixed)
            header.resizeSection(at, _FIGURES)
        self.selectionModel().currentRowChanged.connect(self._follow)

    @property
    def entry(self) -> Entry | None:
        """The list that is chosen, if it is there."""
        node = self.lists.find(self.key)
        return None if node is None else node.value.entry

    @property
    def editions(self) -> tuple[Listed, ...]:
        """The lists of the workspace."""
        return tuple(self._editions or ())

    @property
    def shipped(self) -> tuple[Shipped, ...]:
        """The lists that ship."""
        return tuple(self._shipped)

    @property
    def is_whole(self) -> bool:
        """Whether all lists are there, those of the workspace and those that ship."""
        return self._editions is not None and bool(self._shipped)

    def show_shipped(self, shipped: Sequence[Shipped]) -> None:
        """Show the lists that ship."""
        self._shipped = shipped
        self._show()

    def show_stock(self, editions: Sequence[Listed], drafts: Sequence[DraftInfo]) -> None:
        """Show the lists of the workspace."""
        self._editions, self._drafts = editions, drafts
        self.key = self.key or str(self._memory.value(_REMEMBERED, ""))
        self._show()

    def forget(self) -> None:
        """Forget the lists of a workspace that was closed."""
        self._editions, self._drafts, self.key = None, (), ""

    def go_to(self, key: str) -> None:
        """Choose a list; one that is not there yet as soon as it is."""
        self.key = key
        if self.lists.find(key) is not None:
            self._choose()

    def _show(self) -> None:
        selection = self.selectionModel()
        blocked = selection.blockSignals(True)
        self.lists.show(self._editions or (), self._drafts, self._shipped)
        self.setCurrentIndex(QModelIndex())
        selection.blockSignals(blocked)
        self.expandAll()
        self._choose()

    def _choose(self) -> None:
        node, root = self.lists.find(self.key), self.lists.root
        if node is None and self.is_whole and root is not None and root.children:
            node = root.children[0].children[0]
        if node is None:
            self.chosen.emit()
            return
        index = self.lists.index_of(node)
        if self.currentIndex().siblingAtColumn(0) == index:
            self.chosen.emit()
        self.setCurrentIndex(index)

    def _follow(self, now: QModelIndex, _was: QModelIndex) -> None:
        node = self.lists.node(now)
        if node is None or node.value.entry is None:
            return
        self.key = node.value.key
        self._memory.put(_REMEMBERED, self.key)
        self.chosen.emit()
