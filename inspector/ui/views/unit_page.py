"""One unit's sheet: the list on the left, the chosen item on the right."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.answer import Conclusion
from inspector.domain.ids import ItemKey
from inspector.domain.running import Touched
from inspector.domain.scheme import WHOLE
from inspector.i18n.gettext import _
from inspector.services import answers, findings, score_filter
from inspector.services.score_filter import Filter, Show
from inspector.services.score_lines import ItemLine
from inspector.services.score_sheet import ScoreSheet
from inspector.ui.context import Context
from inspector.ui.delegates.line_words import subtotal_working
from inspector.ui.dialogs.scoring import WorkingDialog
from inspector.ui.theme import GAP
from inspector.ui.views.item_filter import ItemFilter
from inspector.ui.views.item_panel import ItemPanel
from inspector.ui.views.item_tree import ItemTree

_TREE_WIDTH: Final = 430
_PANEL_WIDTH: Final = 640


class UnitPage(QWidget):
    """Keeps list and item in step; what is written is written by the panel."""

    item_changed = Signal(object)
    """The ItemKey that is shown now."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Build from the outside in: a styled widget that changes its parent is styled anew."""
        super().__init__(parent)
        self.setObjectName("unit_page")
        self._context = context
        self._sheet: ScoreSheet | None = None
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        left = QWidget(self._split)
        self._filter = ItemFilter(context.memory, left)
        self._tree = ItemTree(context.theme, left)
        self._panel = ItemPanel(context)
        self._rest = QToolButton(left)
        self._rest.setObjectName("confirm_rest_button")
        self._rest.setDefaultAction(context.actions.action("scoring.confirm_rest"))
        self._rest.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._none = QLabel(_("No item of the list is shown under this filter."), left)
        self._arrange(left)
        self._filter.changed.connect(self._keep)
        self._tree.chosen.connect(self._show_item)
        self._tree.size_typed.connect(self._begin_finding)
        self._tree.working_asked.connect(self.show_working)
        self._panel.done.connect(self._tree.setFocus)
        self._bind_arrows()

    @property
    def sheet(self) -> ScoreSheet | None:
        """The sheet that is shown."""
        return self._sheet

    @property
    def item(self) -> ItemKey | None:
        """The item that is shown."""
        return self._tree.key

    @property
    def panel(self) -> ItemPanel:
        """The right side."""
        return self._panel

    @property
    def tree(self) -> ItemTree:
        """The list."""
        return self._tree

    # Contents ------------------------------------------------------------------------------------

    def recall(self) -> None:
        """Take over what this workspace remembers of the filter."""
        self._filter.recall()
        self._tree.keep(self._filter.filter)

    def remember(self) -> None:
        """Let this workspace remember the filter."""
        self._filter.remember()

    def show_sheet(self, sheet: ScoreSheet | None, item: ItemKey | None = None) -> None:
        """Show a unit at an item; without one at its first open item."""
        is_same = sheet is not None and self._sheet is not None and sheet.unit == self._sheet.unit
        self._sheet = sheet
        if sheet is None:
            self._tree.show_sheet(None)
            self._panel.clear()
            return
        self._filter.offer(score_filter.ways(sheet.lines.values()), sheet.has_division)
        self._show_counts(sheet)
        before = self._tree.key
        self._tree.show_sheet(sheet)
        self._tree.keep(self._filter.filter)
        self._mention_none()
        wanted = item if item in sheet.lines else before if before in sheet.lines else None
        wanted = wanted or self._first(sheet)
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            self._tree.setFocus()
        if wanted is None:
            self._panel.clear()
        elif wanted == before:
            self._tree.choose(wanted)
            if not is_same:
                self._show_item(wanted)
        else:
            self.choose(wanted)

    def take(self, touched: Touched) -> None:
        """Repaint what an edit touched."""
        self._tree.refresh(touched)
        if self._sheet is not None:
            self._show_counts(self._sheet)

    def allow_findings(self, allowed: bool) -> None:
        """Say whether a size typed in the list may begin a finding."""
        self._tree.takes_sizes = allowed

    def show_subtotals(self, shown: bool) -> None:
        """Show or hide the sections' sums."""
        self._tree.show_subtotals(shown)

    # Going about ---------------------------------------------------------------------------------

    def choose(self, key: ItemKey) -> None:
        """Go to an item, taking the filter away where it hides it."""
        if not self._tree.choose(key):
            self._filter.clear()
            self._tree.choose(key)

    def step(self, by: int) -> None:
        """Go to the item before or after, from inside a text too."""
        self._panel.commit_pending()
        self._tree.step(by)

    def search(self) -> None:
        """Put the keys into the search field."""
        self._filter.search.setFocus()
        self._filter.search.selectAll()

    def confirm(self) -> None:
        """Confirm the item and go to the next open one.

        What is being typed is handed over. An item of which nothing is said yet is confirmed as
        met; one that somebody concluded stays as it is.
        """
        sheet, key = self._sheet, self._tree.key
        if sheet is None or key is None:
            return
        has_form = self._panel.has_finding_form
        self._panel.commit_pending()
        line = sheet.lines.get(key)
        is_shut = sheet.is_locked or self._context.session.is_read_only
        if line is not None and _is_untouched(line) and not has_form and not is_shut:
            self._confirm_as_met(sheet, key)
        self._go_to_open(key)

    def show_working(self, section: int | None = None) -> None:
        """Show how a subtotal comes about; without a section named, that of the current one."""
        sheet = self._sheet
        index = self._tree.section() if section is None else section
        if sheet is None or index is None or self._context.frame.is_field_mode:
            return
        line = sheet.section(index)
        title = sheet.unit.label if index == WHOLE else f"{line.number} {line.title}".strip()
        dialog = WorkingDialog(
            title, subtotal_working(line), sheet.working(index), self._context.frame.window_widget
        )
        dialog.open()

    def _confirm_as_met(self, sheet: ScoreSheet, key: ItemKey) -> None:
        """Conclude by unit and item, so that no key can hit another item while one is loaded."""
        task = self._context.session.task
        if task is not None:
            item = sheet.item(key)
            self._context.session.edit(
                partial(
                    answers.change,
                    task=task,
                    unit=sheet.unit,
                    item=item,
                    action=findings.action_on("answer.set", sheet.unit, item),
                    conclusion=Conclusion.MET,
                    in_bulk=False,
                ),
                self,
            )

    def _go_to_open(self, key: ItemKey) -> None:
        lines = list(self._tree.lines.items())
        keys = [line.key for line in lines]
        start = keys.index(key) + 1 if key in keys else 0
        for line in (*lines[start:], *lines[:start]):
            if line.is_open and line.key != key:
                self.choose(line.key)
                return
        self._context.frame.tell(_("No other item is open."))

    def _show_item(self, key: ItemKey) -> None:
        if self._sheet is not None:
            self._panel.show_item(self._sheet.unit.id, key)
            self.item_changed.emit(key)

    def _begin_finding(self, typed: str) -> None:
        self._panel.start_finding(points_text=typed)

    def _show_counts(self, sheet: ScoreSheet) -> None:
        self._filter.show_counts(sheet.counts)
        self._rest.setVisible(sheet.counts[Show.OPEN] > 0 and not sheet.is_locked)

    def _keep(self, wanted: Filter) -> None:
        self._tree.keep(wanted)
        self._mention_none()

    def _mention_none(self) -> None:
        is_empty = self._sheet is not None and self._tree.lines.rowCount() == 0
        self._none.setVisible(is_empty)

    @staticmethod
    def _first(sheet: ScoreSheet) -> ItemKey | None:
        lines = sheet.lines.values()
        opened = (line.key for line in lines if line.is_open)
        return next(opened, next(iter(sheet.lines), None))

    # Parts ---------------------------------------------------------------------------------------

    def _arrange(self, left: QWidget) -> None:
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self._none.setProperty("kind", "muted")
        self._none.setWordWrap(True)
        self._none.hide()
        column.addWidget(self._filter)
        column.addWidget(self._none)
        column.addWidget(self._tree, 1)
        column.addWidget(self._rest)
        split = self._split
        split.setObjectName("scoring_split")
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self._panel)
        split.setStretchFactor(1, 1)
        split.setSizes([_TREE_WIDTH, _PANEL_WIDTH])
        self._context.memory.keep_splitter(split, "scoring")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    def _bind_arrows(self) -> None:
        """Let plain arrows move between items while a button of the panel has the keys."""
        self._arrows = []
        for key, by in ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)):
            shortcut = QShortcut(QKeySequence(key), self._panel)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.step, by))
            shortcut.setEnabled(False)
            self._arrows.append(shortcut)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is self._filter.search and self._sheet is not None:
            self._sheet.find("a")  # The table of pinyin is loaded before the first letter is typed.
        is_button = isinstance(new, QAbstractButton) and self._panel.isAncestorOf(new)
        for shortcut in self._arrows:
            shortcut.setEnabled(is_button or new is self._panel)


def _is_untouched(line: ItemLine) -> bool:
    return line.is_open and line.conclusion is Conclusion.OPEN and not line.findings
