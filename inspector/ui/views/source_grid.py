"""The office's sheet as it looks: coloured columns with their meanings, and cells to go to."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from inspector.exchange.columns import CHOICES, RESULT_ROLES, Role
from inspector.exchange.extents import cell_place
from inspector.i18n.column_words import column_word
from inspector.i18n.gettext import _
from inspector.services.list_review import ListReview, ReviewColumn
from inspector.ui.models.source_sheet import SourceModel, ground_of, role_words
from inspector.ui.theme import GAP, Theme

_LINES = 2
"""Lines of a cell that are seen; the tip shows the rest."""
_MOST_SPANS = 3_000
_LEAST, _USUAL, _MOST = 60, 120, 300
_SAMPLED = 60
"""Rows whose texts decide how wide a column begins."""


class SourceGrid(QTableView):
    """A sheet; a click on a column's header says what it holds, on a row who it became."""

    column_chosen = Signal(str, object)
    """Letters of a column and the Role it was given; None: as the program thinks."""
    header_pointed = Signal(int)
    """The row (from 0) that was said to be the header."""
    row_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("source_grid")
        self.setAccessibleName(_("The sheet as it looks"))
        self.sheet = SourceModel(theme, self)
        self.menu: QMenu | None = None
        self._shown_sheet: object = None
        head = _ColumnHeader(self.sheet, theme, self)
        self.setHorizontalHeader(head)
        head.sectionClicked.connect(self.ask_meaning)
        self.setModel(self.sheet)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().lineSpacing() * _LINES + GAP)
        rows.setHighlightSections(False)
        theme.changed.connect(self.viewport().update)

    def show_review(self, review: ListReview) -> None:
        """Show a sheet, or the same sheet with other meanings."""
        is_same = self._shown_sheet == review.sheet
        self.sheet.show(review)
        if is_same:
            self._widen_columns(review)
            return
        self._shown_sheet = review.sheet
        self._span(review)
        self._size_columns(review)

    def _span(self, review: ListReview) -> None:
        self.clearSpans()
        rows, width = len(review.sheet.rows), review.sheet.width
        for merge in review.sheet.merges[:_MOST_SPANS]:
            height = min(merge.bottom, rows - 1) - merge.top + 1
            across = min(merge.right, width - 1) - merge.left + 1
            if height > 0 and across > 0 and height * across > 1:
                self.setSpan(merge.top, merge.left, height, across)

    def _size_columns(self, review: ListReview) -> None:
        metrics = self.fontMetrics()
        covered = {(one.top, one.left) for one in review.sheet.merges if one.right > one.left}
        for column in review.columns:
            widest = self._header_width(column)
            for at, row in enumerate(review.sheet.rows[:_SAMPLED]):
                if column.at < len(row) and (at, column.at) not in covered:
                    text = row[column.at][:_USUAL]
                    widest = max(widest, metrics.horizontalAdvance(text) // _LINES)
            self.setColumnWidth(column.at, max(_LEAST, min(widest + 3 * GAP, _MOST)))

    def _widen_columns(self, review: ListReview) -> None:
        """Give the words of changed meanings the room they need."""
        for column in review.columns:
            needed = self._header_width(column) + 2 * GAP
            if self.columnWidth(column.at) < needed:
                self.setColumnWidth(column.at, needed)

    def _header_width(self, column: ReviewColumn) -> int:
        return self.horizontalHeader().fontMetrics().horizontalAdvance(f"{role_words(column)} ▾")

    def go_to(self, cell: str) -> None:
        """Make a cell (A1 style), or a row by its number, the current one."""
        place = cell_place(cell) or ((int(cell) - 1, 0) if cell.isdecimal() else None)
        if place is not None:
            self.go_to_place(*place)

    def go_to_place(self, row: int, column: int) -> None:
        """Make a cell the current one and show it."""
        index = self.sheet.index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    # Saying what things are -----------------------------------------------------------------------

    def ask_meaning(self, at: int | None = None) -> None:
        """Open the menu of meanings for a column, the current one without a number."""
        where = self.currentIndex().column() if at is None else at
        column = self.sheet.column(max(where, 0))
        if column is None:
            return
        menu = QMenu(self)
        menu.setObjectName("column_meanings")
        results = QMenu(_("Filled in later"), menu)
        for role in CHOICES:
            owner = results if role in RESULT_ROLES else menu
            if role is Role.IGNORED:
                menu.addMenu(results)
                menu.addSeparator()
            action = owner.addAction(column_word(role.value).own)
            action.setCheckable(True)
            action.setChecked(role is column.role)
            action.setData(role.value)
        back = menu.addAction(_("As the program reads it"))
        back.setEnabled(column.is_chosen)
        menu.triggered.connect(
            lambda action: self.column_chosen.emit(
                column.letters, Role(action.data()) if action.data() else None
            )
        )
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu = menu
        menu.destroyed.connect(self._forget_menu)
        head = self.horizontalHeader()
        left = head.sectionViewportPosition(column.at)
        menu.popup(head.viewport().mapToGlobal(QPoint(left, head.height())))

    def _forget_menu(self) -> None:
        self.menu = None

    def point_at_header(self) -> None:
        """Say that the current row is the header."""
        if self.currentIndex().isValid():
            self.header_pointed.emit(self.currentIndex().row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer to take the row for the header, or to say what the column holds."""
        index = self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        menu.addAction(_("This row is the header"), self.point_at_header)
        menu.addAction(_("Meaning of the column…"), lambda: self.ask_meaning(index.column()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def currentChanged(self, current: object, previous: object) -> None:  # noqa: N802
        """Tell which row became current."""
        super().currentChanged(current, previous)  # type: ignore[arg-type]
        if self.currentIndex().isValid():
            self.row_chosen.emit(self.currentIndex().row())


class _ColumnHeader(QHeaderView):
    """Paints each column's meaning on its ground."""

    def __init__(self, sheet: SourceModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sheet, self._theme = sheet, theme
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName(_("Meanings of the columns"))
        self.setMinimumSectionSize(_LEAST)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Leave room for two lines."""
        return QSize(super().sizeHint().width(), 2 * self.fontMetrics().lineSpacing() + GAP)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803
        """Paint the letters, and under them what the column holds."""
        column = self._sheet.column(logicalIndex)
        if column is None:
            return
        painter.save()
        painter.fillRect(rect, self._theme.colour(ground_of(column.role)))
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(GAP // 2, GAP // 4, -GAP // 2, -GAP // 4)
        painter.setPen(self._theme.colour("muted"))
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(inside, top, column.letters)
        if column.is_chosen:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(inside, right, _("chosen"))
        painter.setPen(self._theme.colour("muted" if column.role is Role.IGNORED else "text"))
        word = str(self._sheet.headerData(logicalIndex, Qt.Orientation.Horizontal))
        shown = word.partition("\n")[2]
        elided = painter.fontMetrics().elidedText(
            shown, Qt.TextElideMode.ElideRight, inside.width()
        )
        bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(inside, bottom, elided)
        painter.restore()
