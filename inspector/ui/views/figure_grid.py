"""One table of figures with the formula of the field chosen beneath it; fields lead to items."""

from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QTableView, QVBoxLayout, QWidget

from inspector.domain.statistics import View
from inspector.i18n.gettext import _
from inspector.ui.models.heat import HeatModel
from inspector.ui.screen import Spot
from inspector.ui.theme import GAP, Theme
from inspector.ui.views.figure_tables import FigureTable
from inspector.ui.views.figure_verbs import copy_fields
from inspector.ui.views.plain_table import give_room, plain_table

WIDE: Final = frozenset({View.GRID, View.UNIT_RATES})
"""Views whose table wants the whole width."""


class FigureGrid(QWidget):
    """Shows a FigureTable; `opened` carries the spot of the item that a field leads to."""

    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._view = View.RATES
        self._shown: FigureTable | None = None
        self._model: HeatModel[Any] = HeatModel((), theme, parent=self)
        self._table = self._make_table()
        self._formula = QLabel()
        self._formula.setObjectName("formula")
        self._formula.setAccessibleName(_("How the figure chosen was worked out"))
        self._formula.setWordWrap(True)
        self._formula.setMinimumHeight(self._formula.fontMetrics().height() + GAP)
        self._formula.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        column.addWidget(self._table, 1)
        column.addWidget(self._formula)

    @property
    def told(self) -> tuple[str, ...]:
        """Formulas that are about the table as a whole."""
        return () if self._shown is None else self._shown.told

    def show_table(self, table: FigureTable, view: View) -> None:
        """Show other figures."""
        before, self._shown, self._view = self._model, table, view
        self._model = HeatModel(table.columns, self._theme, table.depth, table.tips, parent=self)
        self._model.replace(table.rows)
        self._table.setModel(self._model)
        self._table.selectionModel().currentChanged.connect(self._tell_formula)
        is_wide = view in WIDE
        header = self._table.horizontalHeader()
        header.setStretchLastSection(not is_wide)
        for place, column in enumerate(table.columns):
            header.resizeSection(place, column.width)
        give_room(self._table, {})
        names = self._table.verticalHeader()
        names.setVisible(is_wide)
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._table.setColumnHidden(0, is_wide)
        self._formula.clear()
        before.deleteLater()

    def open_current(self) -> None:
        """Lead to the item of the field chosen."""
        spot = self._spot_of(self._table.currentIndex())
        if spot is not None:
            self.opened.emit(spot)

    def _make_table(self) -> QTableView:
        table = plain_table(self._model, "figures", _("Figures"), is_sortable=True)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        table.clicked.connect(self._click)
        table.doubleClicked.connect(lambda _index: self.open_current())
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(lambda: copy_fields(self._model, self._table.selectedIndexes()))
        return table

    def _tell_formula(self, index: QModelIndex) -> None:
        """Print the formula of the field that is chosen."""
        if index.isValid():
            tip = self._model.data(index, Qt.ItemDataRole.ToolTipRole)
            self._formula.setText(str(tip).replace("\n", "　"))

    def _spot_of(self, index: QModelIndex) -> Spot | None:
        if self._shown is None or not index.isValid():
            return None
        return self._shown.spot(self._model.value(index.row()), index.column())

    def _click(self, index: QModelIndex) -> None:
        """Go to an item by one click on its field; elsewhere a click only chooses."""
        spot = self._spot_of(index)
        if spot is not None and spot.item is not None and self._view is View.GRID:
            self.opened.emit(spot)
