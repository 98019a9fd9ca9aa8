"""The left of 公文材料: the kinds of papers with their drafts beneath."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QMenu,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.ids import DraftId
from inspector.i18n.gettext import _
from inspector.report.kinds import Kind
from inspector.services.drafts import Listed, Shelf
from inspector.services.pinyin import matches
from inspector.ui.memory import Memory
from inspector.ui.models.table import Column
from inspector.ui.models.tree import Node, TreeModel
from inspector.ui.theme import GAP, Theme

_FILTER: Final = "documents.filter"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: a kind of paper, or one of its drafts."""

    kind: str
    name: str
    draft: Listed | None = None
    is_twin: bool = False
    """Whether another draft of the kind is about the same."""


class DraftList(QWidget):
    """`chosen` names the draft gone to, or the kind alone; `wanted` a kind to be drafted."""

    chosen = Signal(object)
    """A DraftId, or None where a kind of paper is in front."""
    wanted = Signal(str)
    """The key of a kind."""

    def __init__(self, theme: Theme, memory: Memory) -> None:
        super().__init__()
        self.setObjectName("draft_list")
        self._theme, self._memory = theme, memory
        self._search = QLineEdit()
        self._search.setObjectName("draft_search")
        self._search.setAccessibleName(_("Find a paper"))
        self._search.setPlaceholderText(_("Find a paper"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._narrow)
        self._model: TreeModel[Entry] = TreeModel(
            (Column(_("Papers"), _text, tip=_tip, icon=self._icon),), self
        )
        self._view = QTreeView()
        self._view.setObjectName("draft_tree")
        self._view.setAccessibleName(_("Kinds of papers and drafts"))
        self._view.setModel(self._model)
        self._view.setHeaderHidden(True)
        self._view.setUniformRowHeights(True)
        self._view.setRootIsDecorated(True)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._show_menu)
        self._view.selectionModel().currentChanged.connect(self._follow)
        self._view.activated.connect(self._activated)
        self._menu_actions: tuple[QAction, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._search)
        column.addWidget(self._view, 1)

    @property
    def view(self) -> QTreeView:
        """The tree."""
        return self._view

    @property
    def kind(self) -> str:
        """The key of the kind that is in front, or of the draft's kind."""
        entry = self._current()
        return "" if entry is None else entry.kind

    def recall(self) -> None:
        """Narrow the list as it was narrowed when one worked on this workspace last."""
        self._search.setText(str(self._memory.value(_FILTER, "")))

    def set_menu(self, actions: Iterable[QAction]) -> None:
        """Offer these actions under the right button."""
        self._menu_actions = tuple(actions)

    def show_shelf(self, shelf: Shelf, draft: DraftId | None) -> None:
        """Show the kinds and drafts, the current one marked; what is folded stays so."""
        folded = self._folded()
        kind = self.kind
        root = Node(Entry("", ""), [_kind_node(one, shelf) for one in self._named(shelf)])
        self._model.set_root(root)
        self._view.expandAll()
        for node in root.children:
            if node.value.kind in folded:
                self._view.collapse(self._model.index_of(node))
        for node in root.walk():
            listed = node.value.draft
            is_draft = listed is not None and listed.draft == draft
            if is_draft or (draft is None and listed is None and node.value.kind == kind):
                self._mark(node)
                return

    def _named(self, shelf: Shelf) -> list[Kind | str]:
        """Return all kinds, also of drafts whose kind is no more."""
        known = {one.key for one in shelf.kinds}
        gone = dict.fromkeys(one.kind for one in shelf.drafts if one.kind not in known)
        return [*shelf.kinds, *gone]

    def _mark(self, node: Node[Entry]) -> None:
        index = self._model.index_of(node)
        self._view.selectionModel().blockSignals(True)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._view.selectionModel().setCurrentIndex(index, flag)
        self._view.selectionModel().blockSignals(False)
        self._view.scrollTo(index)
        self._view.viewport().update()

    def _folded(self) -> set[str]:
        root = self._model.root
        if root is None:
            return set()
        return {
            node.value.kind
            for node in root.children
            if node.children and not self._view.isExpanded(self._model.index_of(node))
        }

    def _current(self) -> Entry | None:
        node = self._model.node(self._view.currentIndex())
        return None if node is None else node.value

    def _follow(self, current: QModelIndex) -> None:
        node = self._model.node(current)
        if node is not None:
            listed = node.value.draft
            self.chosen.emit(None if listed is None else listed.draft)

    def _activated(self, index: QModelIndex) -> None:
        node = self._model.node(index)
        if node is not None and node.value.draft is None:
            self.wanted.emit(node.value.kind)

    def _show_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self._menu_actions))
        menu.popup(self._view.viewport().mapToGlobal(point))

    def _narrow(self, typed: str) -> None:
        self._memory.put(_FILTER, typed)
        self._model.keep(
            (lambda entry: matches(f"{entry.name} {_tip(entry)}", typed)) if typed else None
        )
        self._view.expandAll()

    def _icon(self, entry: Entry) -> QIcon:
        if entry.draft is None:
            return self._theme.icon("mdi6.file-document-multiple-outline")
        if entry.draft.final:
            return self._theme.icon("mdi6.file-check-outline", "good")
        return self._theme.icon("mdi6.file-document-edit-outline")


def _kind_node(kind: Kind | str, shelf: Shelf) -> Node[Entry]:
    key = kind if isinstance(kind, str) else kind.key
    drafts = [one for one in shelf.drafts if one.kind == key]
    name = kind if isinstance(kind, str) else kind.name
    if drafts:
        name = drafts[0].kind_name
    count = Counter(_whom(one) for one in drafts)
    return Node(
        Entry(key, name), [Node(Entry(key, name, one, count[_whom(one)] > 1)) for one in drafts]
    )


def _whom(draft: Listed) -> str:
    return "、".join(draft.units) or draft.title


def _text(entry: Entry) -> str:
    if entry.draft is None:
        return entry.name
    whom, made = _whom(entry.draft), entry.draft.made_at
    if entry.is_twin and made is not None:
        whom += made.strftime("　%m-%d %H:%M")
    return _("{name} (final)").format(name=whom) if entry.draft.final else whom


def _tip(entry: Entry) -> str:
    if entry.draft is None:
        return entry.name
    made = entry.draft.made_at
    at = "" if made is None else made.strftime("%Y-%m-%d %H:%M")
    finals = "、".join(one.name for one in entry.draft.final)
    return "\n".join(filter(None, (entry.draft.title, at, finals)))
