"""The files that came back with their reasons beneath, and which of them is current."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from inspector.i18n.gettext import _
from inspector.services.intake import Prepared
from inspector.ui.memory import Memory
from inspector.ui.models.intake_lines import IntakeLine, IntakeModel
from inspector.ui.theme import GAP, Theme

_WIDTHS = (280, 120, 60, 60, 60)


class IntakeTree(QTreeView):
    """A file a line; reasons take the whole row."""

    def __init__(self, theme: Theme, memory: Memory) -> None:
        super().__init__()
        self.lines = IntakeModel(theme, self)
        self.setObjectName("intake_tree")
        self.setAccessibleName(_("Files and what becomes of them"))
        self.setModel(self.lines)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.header()
        for at, width in enumerate(_WIDTHS):
            title = str(self.lines.headerData(at, Qt.Orientation.Horizontal))
            least = header.fontMetrics().horizontalAdvance(title) + 3 * GAP
            header.resizeSection(at, max(width, least))
        header.setStretchLastSection(True)
        memory.keep_header(header, "intake_tree")
        self.expanded.connect(self._span_reasons)

    @property
    def file(self) -> IntakeLine | None:
        """The file that is current, or whose reason is."""
        node = self.lines.node(self.currentIndex())
        if node is not None and node.value.path is None and node.parent is not None:
            node = node.parent
        return None if node is None or node.value.path is None else node.value

    def show_prepared(self, prepared: Prepared, without: frozenset[Path]) -> None:
        """Show what was read; what was unfolded and current stays so."""
        rows = range(self.lines.rowCount())
        unfolded = [at for at in rows if self.isExpanded(self.lines.index(at, 0))]
        current = self.currentIndex()
        row = (current.parent() if current.parent().isValid() else current).row()
        self.lines.show(prepared, without)
        for at in unfolded:
            self.setExpanded(self.lines.index(at, 0), True)
        self.setCurrentIndex(self.lines.index(max(row, 0), 0))

    def _span_reasons(self, at: QModelIndex) -> None:
        for row in range(self.lines.rowCount(at)):
            self.setFirstColumnSpanned(row, at, True)
