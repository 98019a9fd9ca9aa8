"""The scoring screen: one unit item by item, one item of all units, or one rule of all units."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout

from inspector.domain.changes import Changes
from inspector.domain.ids import ItemKey, UnitId
from inspector.domain.running import Touched
from inspector.domain.scheme import WHOLE
from inspector.i18n.gettext import _
from inspector.ui.actions.scoring import WRITING
from inspector.ui.context import Context
from inspector.ui.screen import Screen, Spot
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.scoring_head import ScoringHead
from inspector.ui.views.scoring_modes import BY_ITEM, BY_RULE, BY_UNIT, ScoringModes
from inspector.ui.views.scoring_verbs import UnitVerbs
from inspector.ui.views.sheet_source import SheetSource
from inspector.ui.views.unit_page import UnitPage

_PLACE: Final = "scoring/place"


class ScoringScreen(Screen):
    """Brings what was read, what is shown and what may be done together."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "scoring")
        self._item: ItemKey | None = None
        self._source = SheetSource(context.session, self)
        self._head = ScoringHead(context, self)
        self._stack = QStackedWidget(self)
        self._modes = ScoringModes(context, self._stack)
        self._page = self._modes.page
        self._verbs = UnitVerbs(context, self._page, self)
        self._none = QLabel(_("The inspection has no units yet; add them in the overview."))
        self._arrange()
        self._bind()
        self._page.show_subtotals(not context.frame.is_field_mode)

    @property
    def page(self) -> UnitPage:
        """The page of one unit."""
        return self._page

    @property
    def head(self) -> ScoringHead:
        """The line above."""
        return self._head

    # What a screen does --------------------------------------------------------------------------

    def load(self) -> None:
        """Show the current inspection at the unit and item that were shown last."""
        self._page.recall()
        unit = self._source.unit
        if unit is None:
            unit, self._item = self._recalled()
        self._source.load(unit)
        self._modes.load()

    def clear(self) -> None:
        """Forget the workspace that was closed."""
        self._item = None
        self._source.clear()
        self._modes.clear()
        self._head.show_mode(BY_UNIT)

    def refresh(self, changes: Changes) -> None:
        """Read again what an edit touched, and nothing else."""
        self._source.refresh(changes)
        self._modes.refresh(changes)

    def enter(self, spot: Spot) -> None:
        """Go to a unit and an item."""
        if spot.unit is None and spot.item is None:
            return
        self._set_mode(BY_UNIT)
        unit = spot.unit or self._source.unit
        if self._source.is_opening and unit == self._source.unit:
            self._item = spot.item or self._item
        elif unit is not None and unit != self._source.unit:
            self._open(unit, spot.item)
        elif spot.item is not None:
            self._page.choose(spot.item)

    def spot(self) -> Spot:
        """Return the unit and item that are shown."""
        return Spot(unit=self._source.unit, item=self._item)

    def leave(self) -> None:
        """Hand over what is being typed."""
        self._page.panel.commit_pending()
        self._verbs.stop_counting()
        self._remember()

    # Units ---------------------------------------------------------------------------------------

    def _open(self, unit: UnitId, item: ItemKey | None) -> None:
        self._page.panel.commit_pending()
        self._item = item
        self._source.open(unit)
        self._list_units()

    def _show_opened(self) -> None:
        source = self._source
        has_units = source.sheet is not None or not self.context.session.is_open
        self._stack.setCurrentWidget(self._modes if has_units else self._none)
        self._list_units()
        self._head.show_unit(source.sheet)
        self._page.show_sheet(source.sheet, self._item)
        self._verbs.count_later()
        self._allow()
        self._remember()

    def _list_units(self) -> None:
        self._head.show_choices(self._source.choices, self._source.unit)

    def _show_touched(self, touched: Touched, has_part: bool) -> None:
        sheet = self._source.sheet
        if sheet is None:
            return
        self._page.take(touched)
        self._verbs.count_later()
        if has_part:
            self._head.show_unit(sheet)
            self._allow()
        else:
            self._head.show_totals(sheet.totals())

    def _step_unit(self, by: int) -> None:
        unit = self._head.chooser.neighbour(by)
        if unit is None:
            self.context.frame.tell(_("There is no further unit."))
        else:
            self._open(unit, self._page.item)

    # Modes ---------------------------------------------------------------------------------------

    def _set_mode(self, mode: str) -> None:
        self._head.show_mode(mode)
        if mode != self._modes.mode:
            self.leave()
            self._modes.show_mode(mode)
            self._allow()

    def _follow_field_mode(self) -> None:
        hides = self.context.frame.is_field_mode
        if hides:
            self._set_mode(BY_UNIT)
        self._page.show_subtotals(not hides)
        self._head.follow_field_mode()
        self._head.show_unit(self._page.sheet)

    def _allow(self) -> None:
        """Let actions that write be chosen only where a unit's marks may change."""
        sheet, actions = self._page.sheet, self.context.actions
        is_open = sheet is not None and not sheet.is_locked
        may_write = is_open and not self.context.session.is_read_only
        on_unit = self._modes.mode == BY_UNIT and sheet is not None
        self._page.allow_findings(may_write)
        for key in WRITING:
            actions.enable(key, may_write and on_unit)
        for key in _ON_UNIT:
            actions.enable(f"scoring.{key}", on_unit)
        actions.enable("scoring.fill_down", self._modes.mode == BY_ITEM)

    # Parts ---------------------------------------------------------------------------------------

    def _item_changed(self, key: ItemKey) -> None:
        self._item = key

    def _recalled(self) -> tuple[UnitId | None, ItemKey | None]:
        unit, item = [*(self.context.memory.value(_PLACE) or []), "", ""][:2]
        return UnitId(unit) if unit else None, ItemKey(item) if item else None

    def _remember(self) -> None:
        if self._source.unit is not None:
            self.context.memory.put(_PLACE, [self._source.unit, self._item or ""])
            self._page.remember()

    def _arrange(self) -> None:
        self._none.setProperty("kind", "muted")
        self._stack.addWidget(self._modes)
        self._stack.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN // 2, GAP, MARGIN // 2, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        self._head.show_mode(BY_UNIT)
        self._head.show_unit(None)

    def _bind(self) -> None:
        page, panel = self._page, self._page.panel
        verbs: dict[str, Callable[[], object]] = {
            **{f"conclude_{n}": partial(panel.conclude, n) for n in range(1, 6)},
            "confirm": page.confirm,
            "finding": panel.start_finding,
            "take_back": panel.take_back_last,
            "paste_picture": panel.paste_screenshot,
            "phrases": panel.show_phrases,
            "next_item": partial(page.step, 1),
            "previous_item": partial(page.step, -1),
            "next_unit": partial(self._step_unit, 1),
            "previous_unit": partial(self._step_unit, -1),
            "choose_unit": self._head.chooser.open,
            "search": page.search,
            "working": page.show_working,
            "check": self._verbs.check,
            "confirm_rest": self._verbs.confirm_rest,
            "fill_down": self._modes.fill_down,
            **{mode: partial(self._set_mode, mode) for mode in (BY_UNIT, BY_ITEM, BY_RULE)},
        }
        for key, verb in verbs.items():
            self.context.actions.bind(f"scoring.{key}", verb)
        self._head.chooser.chosen.connect(lambda unit: self._open(unit, self._page.item))
        self._head.deducted.clicked.connect(lambda: self._page.show_working(WHOLE))
        self._modes.unit_asked.connect(lambda unit, item: self.enter(Spot(unit=unit, item=item)))
        page.item_changed.connect(self._item_changed)
        self._source.opened.connect(self._show_opened)
        self._source.listed.connect(self._list_units)
        self._source.touched.connect(self._show_touched)
        self._verbs.counted.connect(self._head.show_issues)
        field_mode = self.context.actions.action("frame.field_mode")
        field_mode.toggled.connect(self._follow_field_mode)


_ON_UNIT: Final = (
    "confirm",
    "phrases",
    "next_item",
    "previous_item",
    "search",
    "working",
    "check",
)
