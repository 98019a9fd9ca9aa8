"""A button that names the unit and opens a list to choose another one from by typing."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.ids import UnitId
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.services.pinyin import matches
from inspector.services.unit_choices import Choice
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP

_SIZE: Final = (380, 420)
_LONGEST: Final = 14
"""Characters of a name that stand on the button; the tooltip has all of it."""
_MOVES: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class UnitChooser(QPushButton):
    """Shows the current unit; `chosen` names the one that was picked from the list."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unit_chooser")
        self._choices: tuple[Choice, ...] = ()
        self._unit: UnitId | None = None
        self._popup: _Popup | None = None
        self.clicked.connect(self.open)

    def show_choices(self, choices: Sequence[Choice], unit: UnitId | None) -> None:
        """Offer units, one of them the current one."""
        self._choices, self._unit = tuple(choices), unit
        current = self.current()
        name = _("No unit") if current is None else current.label
        shown = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
        self.setText(f"{shown} ▾")
        self.setAccessibleName(_("Unit: {name}").format(name=name))
        self.setToolTip("" if current is None else current.names[0])

    def current(self) -> Choice | None:
        """Return the current unit."""
        return next((one for one in self._choices if one.unit == self._unit), None)

    def neighbour(self, by: int) -> UnitId | None:
        """Return the unit so many places on, or None at either end."""
        units = [one.unit for one in self._choices]
        if self._unit not in units:
            return None
        place = units.index(self._unit) + by
        return units[place] if 0 <= place < len(units) else None

    def open(self) -> None:
        """Open the list beneath the button."""
        if self.isEnabled():
            if self._popup is None:
                self._popup = _Popup(self)
                self._popup.picked.connect(self.chosen)
            self._popup.open(self._choices, self._unit)


class _Popup(QFrame):
    """A field to type into over the units that fit."""

    picked = Signal(object)

    def __init__(self, button: QWidget) -> None:
        super().__init__(button, Qt.WindowType.Popup)
        self._button = button
        self.setObjectName("unit_list")
        self.setProperty("kind", "card")
        self._typed = QLineEdit()
        self._typed.setObjectName("unit_search")
        self._typed.setAccessibleName(_("Part of the unit's name"))
        self._typed.setPlaceholderText(_("Name or first letters of pinyin"))
        self._typed.setClearButtonEnabled(True)
        self._typed.textChanged.connect(self._narrow)
        self._typed.installEventFilter(self)
        self._model: TableModel[Choice] = TableModel(
            (
                Column(_("Unit"), lambda one: one.label, tip=lambda one: one.names[0]),
                Column(_("Class"), lambda one: one.class_name),
                Column(_("State"), lambda one: label(one.state)),
            ),
            self,
        )
        self._list = _list_of(self._model)
        self._list.clicked.connect(lambda index: self._pick(index.row()))
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._typed)
        column.addWidget(self._list, 1)

    def open(self, choices: Sequence[Choice], unit: UnitId | None) -> None:
        """Show the units, the current one marked."""
        self._model.replace(choices)
        self._list.setColumnHidden(1, len({one.class_name for one in choices}) < 2)
        self._typed.clear()
        self._narrow("")
        rows = [one.unit for one in self._model.rows]
        self._mark(rows.index(unit) if unit in rows else 0)
        self.resize(*_SIZE)
        self.move(self._button.mapToGlobal(QPoint(0, self._button.height())))
        self.show()
        self._typed.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let the arrows move in the list while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _MOVES:
                self._list.keyPressEvent(event)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._pick(self._list.currentIndex().row())
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, typed: str) -> None:
        self._model.keep(lambda one: any(matches(name, typed) for name in one.names))
        self._mark(0)

    def _mark(self, row: int) -> None:
        if row < self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(row, 0))

    def _pick(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            self.hide()
            self.picked.emit(self._model.value(row).unit)


def _list_of(model: TableModel[Choice]) -> QTableView:
    view = QTableView()
    view.setModel(model)
    view.setAccessibleName(_("List of units"))
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setShowGrid(False)
    view.verticalHeader().hide()
    header = view.horizontalHeader()
    header.hide()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return view
