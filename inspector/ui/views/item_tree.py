"""The list of a unit as a tree: choosing items, folding sections, keys that begin a finding."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QWidget

from inspector.domain.ids import ItemKey
from inspector.domain.running import Touched
from inspector.i18n.gettext import _
from inspector.services.score_filter import Filter
from inspector.services.score_lines import ItemLine, SectionLine
from inspector.services.score_sheet import ScoreSheet
from inspector.ui.delegates.item_line import ItemLineDelegate
from inspector.ui.delegates.line_words import row_tip, row_words
from inspector.ui.models.item_tree import ItemTreeModel
from inspector.ui.models.table import Index
from inspector.ui.theme import Theme

_BEGINS_SIZE: Final = frozenset("-−－.0123456789")
_LONGEST_SIZE: Final = 8
_AT_ONCE: Final = 12
"""Rows that one edit touches at most; where it is a whole list, the next frame will do."""


class SizeField(QLineEdit):
    """Holds a size while it is typed; `entered` carries it, or nothing where it was given up."""

    entered = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("size_field")
        self.setAccessibleName(_("Size of the finding"))
        self.setMaxLength(_LONGEST_SIZE)
        self.hide()
        self.returnPressed.connect(lambda: self._end(self.text().strip()))

    def begin(self, row: QRect, begun: str) -> None:
        """Open at the end of a row with what was typed already."""
        width = self.fontMetrics().horizontalAdvance("0" * (_LONGEST_SIZE + 3))
        self.setGeometry(row.right() - width, row.top(), width, row.height())
        self.setText(begun)
        self.show()
        self.setFocus()
        self.setCursorPosition(len(begun))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Give up with Esc; keep Enter from the list beneath."""
        if event.key() == Qt.Key.Key_Escape:
            self._end("")
            return
        super().keyPressEvent(event)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Take Tab for Enter: the finding's own fields come next."""
        is_pressed = event.type() == QEvent.Type.KeyPress
        if is_pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            self._end(self.text().strip())
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Go away with the keys; nothing was entered."""
        super().focusOutEvent(event)
        self.hide()

    def _end(self, text: str) -> None:
        self.hide()
        self.entered.emit(text)


class ItemTree(QTableView):
    """Rows of one height, painted by one delegate; the chosen item survives every refresh."""

    chosen = Signal(object)
    """The ItemKey that became current."""
    size_typed = Signal(str)
    """The size of a finding was typed on the current item, such as -0.5."""
    working_asked = Signal(int)
    """The index of a section whose subtotal was clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("item_tree")
        self.setAccessibleName(_("Items of the list"))
        self._key: ItemKey | None = None
        self._model = ItemTreeModel(row_words, row_tip, self)
        self._delegate = ItemLineDelegate(self._model, theme, self)
        self.setItemDelegate(self._delegate)
        self.setModel(self._model)
        self._size = SizeField(self.viewport())
        self._size.entered.connect(self._size_entered)
        self.takes_sizes = True
        """Whether a size typed on an item begins a finding."""
        self._dress()
        theme.changed.connect(self.viewport().update)

    @property
    def lines(self) -> ItemTreeModel:
        """The model, with what is shown."""
        return self._model

    @property
    def key(self) -> ItemKey | None:
        """The item that is chosen."""
        return self._key

    # Contents ------------------------------------------------------------------------------------

    def show_sheet(self, sheet: ScoreSheet | None) -> None:
        """Show another sheet; the chosen item stays chosen where the list has it."""
        self._model.show(sheet)
        self._restore()

    def keep(self, wanted: Filter) -> None:
        """Filter; the chosen item stays chosen while it is shown."""
        self._model.keep(wanted)
        self._restore()

    def refresh(self, touched: Touched) -> None:
        """Repaint what an edit touched, at once: other panes follow the edit at their leisure."""
        rows = self._model.refresh(touched)
        if self.isVisible() and len(rows) <= _AT_ONCE:
            region = QRegion()
            for row in rows:
                region += self.visualRect(self._model.index(row, 0))
            self.viewport().repaint(region)

    def show_subtotals(self, shown: bool) -> None:
        """Show or hide the sections' sums."""
        self._delegate.shows_subtotals = shown
        self.viewport().update()

    def choose(self, key: ItemKey) -> bool:
        """Make an item the current one, unfolding what hides it; False where it is not shown."""
        for section in self._model.sections_above(key):
            if self._model.is_folded(section):
                self._model.fold(section, False)
        row = self._model.row_of(key)
        if row is None:
            return False
        self._go_to(row)
        return True

    def step(self, by: int, *, at_folded: bool = False) -> None:
        """Go to the next item, or with -1 to the one before; stop at what is folded, if asked."""
        row = self.currentIndex().row() + by
        while 0 <= row < self._model.rowCount():
            line = self._model.line(row)
            if isinstance(line, ItemLine) or (at_folded and self._model.is_folded(line.index)):
                self._go_to(row)
                return
            row += by

    def section(self) -> int | None:
        """Return the section that is current, or that the current item stands in."""
        row = self.currentIndex().row()
        if row < 0:
            return None
        line = self._model.line(row)
        if isinstance(line, SectionLine):
            return line.index
        return next(iter(self._model.sections_above(line.key)), None)

    def _go_to(self, row: int) -> None:
        index = self._model.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _restore(self) -> None:
        row = None if self._key is None else self._model.row_of(self._key)
        if row is not None:
            self._go_to(row)

    # Qt's side -----------------------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell which item became current; a section leaves the item that was."""
        super().currentChanged(current, previous)
        if not current.isValid():
            return
        line = self._model.line(current.row())
        if isinstance(line, ItemLine) and line.key != self._key:
            self._key = line.key
            self.chosen.emit(line.key)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Typing here never searches."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Fold with the arrows, begin a finding with its size, leave the rest to the view."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain and event.text() in _BEGINS_SIZE and event.text():
            self._type_size(event.text())
            return
        if not plain and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._fold_here(event.key() == Qt.Key.Key_Left)
            return
        if not plain and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.step(1 if event.key() == Qt.Key.Key_Down else -1, at_folded=True)
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and not plain:
            line = self._current_line()
            if isinstance(line, SectionLine):
                self._fold(line.index, not self._model.is_folded(line.index))
                return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Fold by the sign, show the working by the subtotal, choose by the rest."""
        at = event.position().toPoint()
        section = self._section_at(at)
        if event.button() == Qt.MouseButton.LeftButton and section is not None:
            index = self.indexAt(at)
            rect = self.visualRect(index)
            if self._delegate.fold_rect(rect, self._model.depth(index.row())).contains(at):
                self._fold(section.index, not self._model.is_folded(section.index))
                return
            if self._delegate.shows_subtotals and self._delegate.subtotal_rect(rect).contains(at):
                self.setCurrentIndex(index)
                self.working_asked.emit(section.index)
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Fold a section by a double click."""
        section = self._section_at(event.position().toPoint())
        if section is not None:
            self._fold(section.index, not self._model.is_folded(section.index))
            return
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show a hand over what can be clicked."""
        at = event.position().toPoint()
        section = self._section_at(at)
        is_link = section is not None and self._delegate.subtotal_rect(
            self.visualRect(self.indexAt(at))
        ).contains(at)
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    # Parts ---------------------------------------------------------------------------------------

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        height = self._delegate.row_height(self.font())
        rows.setMinimumSectionSize(height)
        rows.setDefaultSectionSize(height)

    def _type_size(self, begun: str) -> None:
        """Open the field for a size over the end of the current row."""
        if self.takes_sizes and isinstance(self._current_line(), ItemLine):
            rect = self.visualRect(self.currentIndex())
            self._size.begin(rect, begun)

    def _size_entered(self, text: str) -> None:
        self.setFocus()
        if text:
            self.size_typed.emit(text)

    def _current_line(self) -> ItemLine | SectionLine | None:
        row = self.currentIndex().row()
        return None if row < 0 else self._model.line(row)

    def _section_at(self, at: QPoint) -> SectionLine | None:
        index = self.indexAt(at)
        line = self._model.line(index.row()) if index.isValid() else None
        return line if isinstance(line, SectionLine) else None

    def _fold_here(self, folded: bool) -> None:
        section = self.section()
        if section is not None:
            self._fold(section, folded)

    def _fold(self, section: int, folded: bool) -> None:
        self._model.fold(section, folded)
        row = self._model.row_of_section(section)
        shown = None if self._key is None else self._model.row_of(self._key)
        if row is not None:
            self._go_to(shown if shown is not None and not folded else row)
