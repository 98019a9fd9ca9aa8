"""A list of units with boxes to tick, narrowed by typing."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.ids import UnitId
from inspector.domain.unit import Unit
from inspector.i18n.gettext import _
from inspector.services.pinyin import matches
from inspector.ui.theme import GAP

_UNIT = Qt.ItemDataRole.UserRole


class UnitPicker(QWidget):
    """Units in official order; `changed` follows each tick."""

    changed = Signal()

    def __init__(self, units: Sequence[Unit], ticked: Collection[UnitId] = ()) -> None:
        super().__init__()
        self.setObjectName("unit_picker")
        self._units = tuple(units)
        self._search = QLineEdit()
        self._search.setObjectName("unit_picker_search")
        self._search.setAccessibleName(_("Part of the unit's name"))
        self._search.setPlaceholderText(_("Name or first letters of pinyin"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._narrow)
        self._list = QListWidget()
        self._list.setObjectName("unit_picker_list")
        self._list.setAccessibleName(_("Units"))
        for unit in self._units:
            item = QListWidgetItem(unit.label, self._list)
            item.setToolTip(unit.name)
            item.setData(_UNIT, unit)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_state(unit.id in ticked))
        self._list.itemChanged.connect(lambda _item: self.changed.emit())
        first = next((item for item in self._items() if item.data(_UNIT).id in ticked), None)
        if first is not None:
            self._list.setCurrentItem(first)
        self._lay_out()

    def units(self) -> tuple[Unit, ...]:
        """Return the units that are ticked."""
        return tuple(
            item.data(_UNIT) for item in self._items() if item.checkState() is Qt.CheckState.Checked
        )

    def tick(self, units: Collection[UnitId]) -> None:
        """Tick these units and no other."""
        for item in self._items():
            item.setCheckState(_state(item.data(_UNIT).id in units))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._search, 1)
        for text, name, on in ((_("All"), "tick_all", True), (_("None"), "tick_none", False)):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, on=on: self._tick_shown(on))
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addWidget(self._list, 1)

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _tick_shown(self, on: bool) -> None:
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(_state(on))

    def _narrow(self, typed: str) -> None:
        for item in self._items():
            unit: Unit = item.data(_UNIT)
            names = (unit.name, unit.label, *unit.aliases)
            item.setHidden(not any(matches(name, typed) for name in names))


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
