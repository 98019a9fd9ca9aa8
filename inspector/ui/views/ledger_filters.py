"""The filters over the ledger: unit, class, state, overdue, words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from inspector.domain.ids import UnitId
from inspector.domain.rectification import RectificationState
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.services.problem_lines import LedgerView
from inspector.ui.context import Context
from inspector.ui.theme import GAP
from inspector.ui.views.problem_table import LedgerFilter, state_icon


class LedgerFilters(QWidget):
    """What is to be shown of the ledger; `changed` follows each choice."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme, self._memory = context.theme, context.memory
        self._recalled: dict[QComboBox, str] = {}
        """What this workspace remembers of units and classes, until they are offered."""
        self._unit = self._box("unit_filter", _("Unit"))
        self._class = self._box("class_filter", _("Class"))
        self._state = self._box("state_filter", _("State"))
        refill(self._unit, _("All units"), ())
        refill(self._class, _("All classes"), ())
        refill(self._state, _("All states"), [(label(one), one) for one in RectificationState])
        self._overdue = QCheckBox(_("Overdue only"))
        self._overdue.setObjectName("overdue")
        self._overdue.toggled.connect(lambda _on: self.changed.emit())
        self._search = QLineEdit()
        self._search.setObjectName("ledger_search")
        self._search.setAccessibleName(_("Find in the ledger"))
        self._search.setPlaceholderText(_("Find: number, item, fact, place, person"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda _text: self.changed.emit())
        self._count = QLabel()
        self._count.setProperty("kind", "muted")
        self._count.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for widget in (self._unit, self._class, self._state, self._overdue):
            row.addWidget(widget)
        row.addWidget(self._search, 1)
        row.addWidget(self._count)
        self._draw_icons()
        context.theme.changed.connect(self._draw_icons)
        self.changed.connect(self._remember)

    def come_back(self) -> None:
        """Filter as this workspace was filtered when it was last open."""
        last = str(self._memory.value("ledger/state", ""))
        place = next((at for at, one in enumerate(RectificationState, 1) if one == last), 0)
        for field in (self._state, self._overdue, self._search):
            field.blockSignals(True)
        self._state.setCurrentIndex(place)
        self._overdue.setChecked(str(self._memory.value("ledger/overdue", "")) == "1")
        self._search.clear()
        for field in (self._state, self._overdue, self._search):
            field.blockSignals(False)
        self._recalled = {
            self._unit: str(self._memory.value("ledger/unit", "")),
            self._class: str(self._memory.value("ledger/class", "")),
        }

    def _remember(self) -> None:
        state: RectificationState | None = self._state.currentData()
        self._memory.put("ledger/state", "" if state is None else str(state))
        self._memory.put("ledger/overdue", "1" if self._overdue.isChecked() else "")
        self._memory.put("ledger/unit", self.unit or "")
        self._memory.put("ledger/class", self.unit_class or "")

    @property
    def unit(self) -> UnitId | None:
        """The unit that alone is shown."""
        chosen: UnitId | None = self._unit.currentData()
        return chosen

    @property
    def unit_class(self) -> str | None:
        """The class that alone is shown."""
        chosen: str | None = self._class.currentData()
        return chosen

    @property
    def wanted(self) -> LedgerFilter:
        """What is to be shown."""
        return LedgerFilter(
            unit=self.unit,
            unit_class=self.unit_class,
            state=self._state.currentData(),
            overdue=self._overdue.isChecked(),
            words=self._search.text(),
        )

    def fill(self, view: LedgerView) -> None:
        """Offer the units and classes of a ledger, keeping what is chosen."""
        units = [(unit.label, unit.id) for unit, _line in view.units]
        classes = [(name, key) for key, name in view.classes]
        refill(self._unit, _("All units"), units, self._recalled.pop(self._unit, None))
        refill(self._class, _("All classes"), classes, self._recalled.pop(self._class, None))
        self._class.setVisible(len(view.classes) > 1)

    def choose_unit(self, unit: UnitId) -> None:
        """Show one unit alone; all where it has no problems."""
        self._unit.setCurrentIndex(max(self._unit.findData(unit), 0))

    def tell(self, shown: int, every: int) -> None:
        """Say how many lines are shown of how many."""
        words = _("{shown} of {every}").format(shown=shown, every=every)
        self._count.setText(words)
        self._count.setVisible(shown != every)

    def _box(self, key: str, name: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(key)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.currentIndexChanged.connect(lambda _place: self.changed.emit())
        return box

    def _draw_icons(self) -> None:
        for place, state in enumerate(RectificationState, start=1):
            self._state.setItemIcon(place, state_icon(self._theme, state))


def refill(
    box: QComboBox,
    everything: str,
    entries: Sequence[tuple[str, object]],
    recalled: str | None = None,
) -> None:
    """Offer other entries; the one recalled, or else chosen before, is chosen where it is there."""
    before = box.currentData() if recalled is None else recalled or None
    box.blockSignals(True)
    box.clear()
    box.addItem(everything, None)
    for text, value in entries:
        box.addItem(text, value)
    place = next((at for at in range(box.count()) if box.itemData(at) == before), 0)
    box.setCurrentIndex(place)
    box.blockSignals(False)
