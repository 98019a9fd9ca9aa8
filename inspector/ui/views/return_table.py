"""One table of a yearly return's form in its view: merged cells, and columns that fit the room."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from inspector.domain.return_form import Table
from inspector.ui.models.return_grid import ReturnGrid

_NUMBER_WIDTH: Final = 58
_LEAST_NUMBER: Final = 42
"""Of numbers where the room is short: two characters of a heading, or five digits."""
_ROOMY_WIDTH: Final = 110
"""Of numbers, where a table has few columns."""
_FEW: Final = 4
_LABEL_WIDTHS: Final = (48, 72, 128)
_SINGLE_LABEL: Final = 320
_ROOMY_LABEL: Final = 480
"""Of labels that have one column, where there is room."""
_UNIT_WIDTH: Final = 60
_SHORT: Final = 6
"""A table of fewer rows is as high as they are."""
_PADDING: Final = 14
_SIDES: Final = 20
"""Pixels left and right of the words of a cell, by which they wrap."""


class ReturnTable(QTableView):
    """Shows a grid; its columns of numbers give way before it scrolls sideways."""

    def __init__(self, grid: ReturnGrid, table: Table) -> None:
        super().__init__()
        self._grid, self._table = grid, table
        self.setObjectName(f"return_{table.key}")
        self.setAccessibleName(table.title)
        self.setModel(grid)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if self.is_short:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def is_short(self) -> bool:
        """Tell whether the table needs no more room than its few rows."""
        return len(self._table.rows) < _SHORT

    def merge_cells(self) -> None:
        """Merge the cells of a grid that was laid out anew."""
        self.clearSpans()
        for one in self._grid.merged:
            down, across = one.rows[1] - one.rows[0] + 1, one.columns[1] - one.columns[0] + 1
            if down > 1 or across > 1:
                self.setSpan(one.rows[0], one.columns[0], down, across)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the columns to another width; a tab that comes to the front gets its own then."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def fit(self) -> None:
        """Give columns and rows the room that they have and what they hold needs."""
        for place, width in enumerate(self._widths()):
            self.setColumnWidth(place, width)
        for row, height in enumerate(self._heights()):
            self.setRowHeight(row, height)
        if self.is_short:
            height = self.verticalHeader().length() + 2 * self.frameWidth()
            self.setFixedHeight(height + self.horizontalScrollBar().sizeHint().height())

    def _widths(self) -> list[int]:
        """Return the widths of labels, numbers and checks; the numbers share what is left."""
        table, count = self._table, len(self._table.columns)
        labels = self._grid.label_columns - table.has_unit_column
        units = [_UNIT_WIDTH] * table.has_unit_column
        checks = self._check_width()
        wanted = _ROOMY_WIDTH if count <= _FEW else _NUMBER_WIDTH
        room = self.viewport().width() - sum(units) - checks
        words = [*_LABEL_WIDTHS[len(_LABEL_WIDTHS) - labels :]]
        if labels == 1:
            words = [max(_SINGLE_LABEL, min(_ROOMY_LABEL, room - wanted * count))]
        number = max(_LEAST_NUMBER, min(wanted, (room - sum(words)) // count))
        return [*words, *units, *[number] * count, checks]

    def _check_width(self) -> int:
        """Return the width in which each outcome that is shown is read whole."""
        grid, last = self._grid, self._grid.columnCount() - 1
        words = [str(grid.index(row, last).data() or "") for row in range(grid.rowCount())]
        return max(map(self.fontMetrics().horizontalAdvance, words), default=0) + _SIDES

    def _heights(self) -> list[int]:
        """Return the height each row needs for the words that stand in it alone."""
        grid, metrics = self._grid, self.fontMetrics()
        heights = [metrics.height() + _PADDING] * grid.rowCount()
        for one in grid.merged:
            row = one.rows[0]
            if one.rows[1] != row:
                continue
            columns = range(one.columns[0], one.columns[1] + 1)
            room = sum(self.columnWidth(column) for column in columns) - _SIDES
            text = str(grid.index(row, one.columns[0]).data())
            flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
            needed = metrics.boundingRect(QRect(0, 0, room, 10_000), flags, text).height()
            heights[row] = max(heights[row], needed + _PADDING)
        return heights
