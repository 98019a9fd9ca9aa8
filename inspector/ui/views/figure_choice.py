"""What figures are over: a class, a unit, and the inspection to compare with; and their tools."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from inspector.domain.ids import InspectionId, UnitId
from inspector.domain.statistics import View
from inspector.i18n.gettext import _
from inspector.services.statistic_figures import Members, Scope
from inspector.ui.context import Context
from inspector.ui.theme import GAP
from inspector.ui.views.ledger_filters import refill

_TOOLS: Final = ("radar", "copy_picture", "save_picture", "export")
_OF_ONE_CLASS: Final = frozenset({View.GRID, View.UNIT_RATES})
"""Views whose columns are those of one list."""


class FigureChoice(QWidget):
    """Boxes for class, unit and earlier inspection; `changed` follows a choice."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._members = Members()
        self._memory = context.memory
        self._recalled: dict[QComboBox, str] = {}
        """What this workspace remembers of each box, until its entries are offered."""
        self._class = self._box("class_choice", _("Class"))
        self._unit = self._box("unit_choice", _("Unit"))
        self._earlier = self._box("earlier_choice", _("Compare with"))
        self._wanted: UnitId | None = None
        self._class.currentIndexChanged.connect(self._narrow)
        for box in (self._unit, self._earlier):
            box.currentIndexChanged.connect(lambda _place: self.changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for box in (self._class, self._unit, self._earlier):
            row.addWidget(box)
        row.addStretch(1)
        for name in _TOOLS:
            action = context.actions.action(f"analysis.{name}")
            action.setIconText(action.text().rstrip("…"))
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAccessibleName(button.text())
            row.addWidget(button)
        self.fill(self._members)
        self.changed.connect(self._remember)

    def come_back(self) -> None:
        """Choose, once they are offered, what was chosen when this workspace was last open."""
        self._recalled = {
            box: str(self._memory.value(f"analysis/{box.objectName()}", ""))
            for box in (self._class, self._unit, self._earlier)
        }

    def _remember(self) -> None:
        for box in (self._class, self._unit, self._earlier):
            self._memory.put(f"analysis/{box.objectName()}", box.currentData() or "")

    @property
    def scope(self) -> Scope:
        """What is to be counted."""
        if self._unit.currentData() is not None:
            return Scope(unit=self._unit.currentData())
        return Scope(unit_class=self._class.currentData())

    @property
    def earlier(self) -> InspectionId | None:
        """The inspection to compare with; None takes the last one before."""
        chosen: InspectionId | None = self._earlier.currentData()
        return chosen

    def fill(self, members: Members) -> None:
        """Offer what there is, keeping what is chosen."""
        self._members = members
        refill(
            self._class, _("All classes"), members.classes, self._recalled.pop(self._class, None)
        )
        self._class.setVisible(len(members.classes) > 1)
        earlier = self._recalled.pop(self._earlier, None)
        refill(self._earlier, _("Last time"), members.earlier, earlier)
        self._offer_units()
        if self._wanted is not None:
            self._choose(self._wanted)

    def want_unit(self, unit: UnitId) -> None:
        """Show one unit, now or once it is there."""
        self._wanted = unit
        if self._unit.findData(unit) >= 0:
            self._choose(unit)
            self.changed.emit()

    def show_for(self, view: View) -> None:
        """Show the boxes that a view has use for; some are of one class alone."""
        self._earlier.setVisible(view is View.COMPARISON and len(self._members.earlier) > 1)
        needs_class = view in _OF_ONE_CLASS and len(self._members.classes) > 1
        if needs_class and self._class.currentData() is None and self._unit.currentData() is None:
            self._class.blockSignals(True)
            self._class.setCurrentIndex(1)
            self._class.blockSignals(False)
            self._offer_units()

    def _choose(self, unit: UnitId) -> None:
        self._wanted = None
        self._unit.blockSignals(True)
        self._unit.setCurrentIndex(max(self._unit.findData(unit), 0))
        self._unit.blockSignals(False)

    def _narrow(self) -> None:
        self._offer_units()
        self.changed.emit()

    def _offer_units(self) -> None:
        wanted = self._class.currentData()
        units = [(n, unit) for n, unit, kind in self._members.units if wanted in (None, kind)]
        refill(self._unit, _("All units"), units, self._recalled.pop(self._unit, None))

    def _box(self, key: str, name: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(key)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box
