"""Tables of the overview and its dialogs: rows are chosen whole, columns keep their width."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from inspector.ui.models.table import TableModel

_CELL_ROOM: Final = 40
"""What margins and an icon take of a cell."""


_BESIDE_TITLE: Final = 20
"""Pixels around a column's title, so that it is read whole in every language."""


def plain_table(
    model: TableModel[Any], key: str, name: str, *, is_sortable: bool = False
) -> QTableView:
    """Return a table of a model's rows; the last column takes what room is left."""
    table = QTableView()
    table.setObjectName(key)
    table.setAccessibleName(name)
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setStretchLastSection(True)
    for place, column in enumerate(model.columns):
        if column.width:
            title = header.fontMetrics().horizontalAdvance(column.title) + _BESIDE_TITLE
            header.resizeSection(place, max(column.width, title))
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 12)
    if is_sortable:
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        table.setSortingEnabled(True)
    return table


def give_room(table: QTableView, texts: Mapping[int, str]) -> None:
    """Make columns wide enough for their titles, and some for the longest text they may show."""
    header, measure = table.horizontalHeader(), table.fontMetrics()
    for place in range(header.count()):
        wanted = header.sectionSizeHint(place)
        if place in texts:
            wanted = max(wanted, measure.horizontalAdvance(texts[place]) + _CELL_ROOM)
        header.resizeSection(place, max(header.sectionSize(place), wanted))
