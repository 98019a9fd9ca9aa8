"""The table of units with its filters and the bar of what can be done with those chosen."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.holds import Hold
from inspector.domain.ids import UnitId
from inspector.domain.inspection import AssessmentState
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.services import overview, pinyin
from inspector.ui.context import Context
from inspector.ui.models.table import TableModel
from inspector.ui.theme import GAP
from inspector.ui.views.flow_layout import FlowLayout
from inspector.ui.views.plain_table import plain_table
from inspector.ui.views.unit_rows import CLASS_COLUMN, UnitRow, unit_columns

_BULK: Final = (
    "overview.send_sheets",
    "overview.take_sheets",
    "overview.divide",
    "overview.package",
    "overview.advance",
    "overview.papers",
    "overview.approve",
    "overview.unlock",
    "overview.add_units",
)
"""What the bar offers, in the order of the work."""
_ON_ROWS: Final = (*_BULK[:-1], "overview.correct_unit", "overview.take_out")
"""What the rows offer under the right button."""


class UnitsView(QWidget):
    """Units in official order, sorted and filtered, several to be chosen at once."""

    opened = Signal(object)
    """The id of a unit that is to be scored."""
    filtered = Signal()
    chosen_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.hold: Hold | None = None
        self._model = TableModel[UnitRow](unit_columns(context.theme), self)
        self._table = plain_table(self._model, "units", _("Units taking part"), is_sortable=True)
        self._build()
        context.memory.keep_header(self._table.horizontalHeader(), "overview/units")
        self._restore_filters()
        context.theme.changed.connect(self._table.viewport().update)

    # What is shown and chosen ---------------------------------------------------------------------

    @property
    def model(self) -> TableModel[UnitRow]:
        """The rows shown."""
        return self._model

    def show_rows(self, rows: Sequence[UnitRow]) -> None:
        """Show other units; those chosen stay chosen where they are still shown."""
        chosen = {row.key for row in self.selected()}
        self._fill_filters(rows)
        self._model.keep(self._keeps if self._filters() else None)
        self._model.replace(rows)
        self._choose({*chosen})
        self._say_chosen()

    def update_rows(self, rows: Sequence[UnitRow]) -> None:
        """Put new values in the place of old ones; nothing moves but what no longer fits."""
        self._fill_filters(rows)
        self._model.update(rows, lambda row: row.key)
        if self._filters():
            self._model.keep(self._keeps)
        self._say_chosen()

    def show_hold(self, hold: Hold | None) -> None:
        """Show only the units that one hold keeps."""
        self.hold = hold
        self._filter()

    def selected(self) -> tuple[UnitRow, ...]:
        """Return the rows chosen, in the order shown."""
        rows = sorted({index.row() for index in self._table.selectionModel().selectedRows()})
        return tuple(self._model.value(row) for row in rows)

    def chosen(self) -> tuple[UnitRow, ...]:
        """Return the rows chosen, or all that are shown where none is."""
        return self.selected() or self._model.rows

    def go_to(self, unit: UnitId) -> None:
        """Choose one unit."""
        self._choose({unit})
        self._table.setFocus()

    # Parts ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._search = QLineEdit()
        self._search.setObjectName("search_units")
        self._search.setPlaceholderText(_("Search units: Chinese or initials of pinyin"))
        self._search.setAccessibleName(_("Search units"))
        self._search.setClearButtonEnabled(True)
        self._search.setMinimumWidth(270)
        self._search.textChanged.connect(lambda _text: self._filter())
        filters = QHBoxLayout()
        filters.setSpacing(GAP)
        filters.addWidget(self._search)
        self._state, self._class, self._team = QComboBox(), QComboBox(), QComboBox()
        for key, box, name in (
            ("state", self._state, _("State")),
            ("class", self._class, _("Class")),
            ("team", self._team, _("Team")),
        ):
            box.setObjectName(f"filter_{key}")
            box.setAccessibleName(name)
            box.setMinimumWidth(120)
            box.activated.connect(lambda _place: self._filter())
            filters.addWidget(box)
        filters.addStretch(1)
        self._count = QLabel()
        self._count.setProperty("kind", "muted")
        filters.addWidget(self._count)
        self._table.activated.connect(lambda index: self.opened.emit(self._key_at(index.row())))
        self._table.selectionModel().selectionChanged.connect(self._selection_changed)
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._table.addActions([self._context.actions.action(key) for key in _ON_ROWS])
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addLayout(filters)
        column.addWidget(self._made_bar())
        column.addWidget(self._table, 1)

    def _made_bar(self) -> QWidget:
        bar = QWidget()
        flow = FlowLayout(bar)
        for key in _BULK:
            button = QToolButton()
            button.setDefaultAction(self._context.actions.action(key))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            flow.addWidget(button)
        return bar

    # Filtering ------------------------------------------------------------------------------------

    def _filters(self) -> bool:
        boxes = (self._state, self._class, self._team)
        return bool(
            self.hold or self._search.text().strip() or any(b.currentIndex() > 0 for b in boxes)
        )

    def _keeps(self, row: UnitRow) -> bool:
        for box, text in (
            (self._state, label(row.line.state)),
            (self._class, row.line.class_name),
            (self._team, row.line.team),
        ):
            if box.currentIndex() > 0 and box.currentText() != text:
                return False
        if self.hold is not None and row.held.hold is not self.hold:
            return False
        typed = self._search.text()
        return any(pinyin.matches(name, typed) for name in overview.names_of(row.line))

    def _filter(self) -> None:
        self._model.keep(self._keeps if self._filters() else None)
        boxes = (self._state, self._class, self._team)
        self._context.memory.put(
            "overview/filters",
            [box.currentText() if box.currentIndex() > 0 else "" for box in boxes],
        )
        self._say_chosen()
        self.filtered.emit()

    def _restore_filters(self) -> None:
        kept = self._context.memory.value("overview/filters", [])
        boxes = (self._state, self._class, self._team)
        for box, text in zip(boxes, kept if isinstance(kept, list) else [], strict=False):
            if text:
                box.addItems(["", str(text)])
                box.setCurrentIndex(1)

    def _fill_filters(self, rows: Sequence[UnitRow]) -> None:
        self._fill(self._class, _("All classes"), {row.line.class_name: None for row in rows})
        self._fill(self._team, _("All teams"), {row.line.team: None for row in rows})
        present = {row.line.state for row in rows}
        states = {label(one): None for one in AssessmentState if one in present}
        self._fill(self._state, _("All states"), states)
        several = len({row.line.class_name for row in rows}) > 1
        self._class.setVisible(several)
        self._table.setColumnHidden(CLASS_COLUMN, not several)
        self._team.setVisible(any(row.line.team for row in rows))

    @staticmethod
    def _fill(box: QComboBox, every: str, texts: dict[str, None]) -> None:
        wanted = [every, *(text for text in texts if text)]
        if [box.itemText(place) for place in range(box.count())] == wanted:
            return
        present = box.currentText() if box.currentIndex() > 0 else ""
        box.clear()
        box.addItems(wanted)
        box.setCurrentIndex(max(box.findText(present), 0) if present else 0)

    # Choosing -------------------------------------------------------------------------------------

    def _key_at(self, row: int) -> UnitId:
        return self._model.value(row).key

    def _choose(self, units: set[UnitId]) -> None:
        selection = QItemSelection()
        first = None
        for place, row in enumerate(self._model.rows):
            if row.key in units:
                index = self._model.index(place, 0)
                first = first or index
                selection.select(index, index)
        flags = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        self._table.selectionModel().select(selection, flags)
        if first is not None:
            self._table.selectionModel().setCurrentIndex(
                first, QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self._table.scrollTo(first)
        elif self._model.rows and not self._table.currentIndex().isValid():
            self._table.selectionModel().setCurrentIndex(
                self._model.index(0, 1), QItemSelectionModel.SelectionFlag.NoUpdate
            )

    def _selection_changed(self) -> None:
        self._say_chosen()
        self.chosen_changed.emit()

    def _say_chosen(self) -> None:
        selected, shown = len(self.selected()), len(self._model.rows)
        if selected:
            words = _("{selected} of {shown} units chosen").format(selected=selected, shown=shown)
        else:
            words = _("None chosen: actions take all {shown} shown").format(shown=shown)
        self._count.setText(words)
