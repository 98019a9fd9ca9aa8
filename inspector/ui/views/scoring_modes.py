"""The three ways to work as pages of which one is in front; the last two are built when wanted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.domain.changes import Changes
from inspector.ui.context import Context
from inspector.ui.views.by_item import ByItemPage
from inspector.ui.views.by_rule import ByRulePage
from inspector.ui.views.unit_page import UnitPage

BY_UNIT, BY_ITEM, BY_RULE = "by_unit", "by_item", "by_rule"


class ScoringModes(QStackedWidget):
    """Shows one unit, one item of all units, or one rule of all units."""

    unit_asked = Signal(object, object)
    """A unit and an item to go to, chosen on one of the pages over all units."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.page = UnitPage(context, self)
        self._others: dict[str, ByItemPage | ByRulePage] = {}
        self.mode = BY_UNIT
        self.addWidget(self.page)

    @property
    def other(self) -> ByItemPage | ByRulePage | None:
        """The page over all units that is in front, if one is."""
        return self._others.get(self.mode)

    def show_mode(self, mode: str) -> None:
        """Bring a page to the front and let it read what it shows."""
        self.mode = mode
        if mode == BY_UNIT:
            self.setCurrentWidget(self.page)
            return
        if mode not in self._others:
            made = ByItemPage(self._context) if mode == BY_ITEM else ByRulePage(self._context)
            made.unit_asked.connect(self.unit_asked)
            self._others[mode] = made
            self.addWidget(made)
        self.setCurrentWidget(self._others[mode])
        self._others[mode].load()

    def load(self) -> None:
        """Read anew what the page in front shows of all units."""
        if self.other is not None:
            self.other.load()

    def refresh(self, changes: Changes) -> None:
        """Follow an edit on the page in front; the others read anew when they are brought there."""
        if self.other is not None:
            self.other.refresh(changes)

    def fill_down(self) -> None:
        """Fill down where that means something."""
        if isinstance(self.other, ByItemPage):
            self.other.fill_down()

    def clear(self) -> None:
        """Forget the workspace that was closed."""
        self.show_mode(BY_UNIT)
        for other in self._others.values():
            other.clear()
