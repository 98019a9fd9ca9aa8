"""The scoring screen: one unit item by item, one item of all units, or one rule of all units."""

from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout

from inspector.domain.changes import Changes
from inspector.domain.edits import RecordKind
from inspector.domain.ids import ItemKey, UnitId
from inspector.domain.inspection import Inspection
from inspector.domain.scheme import WHOLE
from inspector.i18n.gettext import _
from inspector.services import score_sheet
from inspector.services.desk import Desk
from inspector.services.score_sheet import Choice, Fresh, ScoreSheet, SheetReader
from inspector.ui.actions.scoring import WRITING
from inspector.ui.context import Context
from inspector.ui.screen import Screen, Spot
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.scoring_head import ScoringHead
from inspector.ui.views.scoring_modes import BY_ITEM, BY_RULE, BY_UNIT, ScoringModes
from inspector.ui.views.scoring_verbs import UnitVerbs
from inspector.ui.views.unit_page import UnitPage

_PLACE: Final = "scoring/place"
_LISTED: Final = frozenset({RecordKind.UNIT, RecordKind.ASSESSMENT, RecordKind.INSPECTION})
"""Kinds of record that change what the list of units shows."""
_Opened: TypeAlias = tuple[tuple[Choice, ...], ScoreSheet | None]


class ScoringScreen(Screen):
    """Reads sheets in the database thread and hands them to the page that shows them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "scoring")
        self._reader = SheetReader()
        self._unit: UnitId | None = None
        self._item: ItemKey | None = None
        self._asked = 0
        self._is_opening = False
        """Whether the unit to be shown is still being read."""
        self._shown: tuple[Inspection, UnitId] | None = None
        """What the database thread reads along with each edit."""
        self._taken: Changes | None = None
        """The changes that were read along and taken in already."""
        self._choices: tuple[Choice, ...] = ()
        self._head = ScoringHead(context, self)
        self._stack = QStackedWidget(self)
        self._modes = ScoringModes(context, self._stack)
        self._page = self._modes.page
        self._verbs = UnitVerbs(context, self._page, self)
        self._none = QLabel(_("The inspection has no units yet; add them in the overview."))
        self._arrange()
        self._bind()

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
        task = self.context.session.task
        self._page.recall()
        if task is None:
            self._show_opened(self._next_token(), ((), None))
            return
        if self._unit is None:
            self._recall()
        self.context.session.ask(
            partial(_opened, self._reader, task, self._unit),
            partial(self._show_opened, self._next_token()),
            self,
        )
        self._modes.load()

    def clear(self) -> None:
        """Forget the workspace that was closed."""
        self._next_token()
        self._unit = self._item = self._shown = None
        self._reader = SheetReader()
        self._choices = ()
        self._page.show_sheet(None)
        self._head.show_unit(None)
        self._head.show_choices((), None)
        self._modes.clear()
        self._head.show_mode(BY_UNIT)

    def refresh(self, changes: Changes) -> None:
        """Read again what an edit touched, and nothing else."""
        task, sheet = self.context.session.task, self._page.sheet
        if task is None:
            return
        kinds = {kind for kind, _key in changes.touched}
        if kinds & _LISTED:
            ask_choices = partial(score_sheet.choices, task=task)
            self.context.session.ask(ask_choices, self._show_choices, self)
        self._modes.refresh(changes)
        wanted = None if sheet is None else sheet.wanted(changes)
        if sheet is None or wanted is None or changes is self._taken:
            return
        if wanted.everything:
            self._open(sheet.unit.id, self._page.item)
            return
        self.context.session.ask(
            partial(score_sheet.fresh, task=task, unit=sheet.unit.id, wanted=wanted),
            partial(self._take, sheet),
            self,
        )

    def enter(self, spot: Spot) -> None:
        """Go to a unit and an item."""
        if spot.unit is None and spot.item is None:
            return
        self._set_mode(BY_UNIT)
        unit = spot.unit or self._unit
        sheet = self._page.sheet
        if self._is_opening and unit == self._unit:
            self._item = spot.item or self._item
        elif unit is not None and (sheet is None or sheet.unit.id != unit):
            self._open(unit, spot.item)
        elif spot.item is not None:
            self._page.choose(spot.item)

    def spot(self) -> Spot:
        """Return the unit and item that are shown."""
        return Spot(unit=self._unit, item=self._item)

    def leave(self) -> None:
        """Hand over what is being typed."""
        self._page.panel.commit_pending()
        self._verbs.stop_counting()
        self._remember()

    # Units ---------------------------------------------------------------------------------------

    def _open(self, unit: UnitId, item: ItemKey | None) -> None:
        task = self.context.session.task
        if task is None:
            return
        self._page.panel.commit_pending()
        self._unit, self._item = unit, item
        self._head.show_choices(self._choices, unit)
        self.context.session.ask(
            partial(self._reader.read, task=task, unit=unit),
            partial(self._show_sheet, self._next_token()),
            self,
        )

    def _show_opened(self, token: int, opened: _Opened) -> None:
        if token != self._asked:
            return
        self._choices, sheet = opened
        self._stack.setCurrentWidget(self._none if sheet is None else self._modes)
        self._show_sheet(token, sheet)

    def _show_sheet(self, token: int, sheet: ScoreSheet | None) -> None:
        if token != self._asked:
            return
        self._is_opening = False
        self._unit = None if sheet is None else sheet.unit.id
        task = self.context.session.task
        self._shown = None if task is None or sheet is None else (task, sheet.unit.id)
        self._head.show_choices(self._choices, self._unit)
        self._head.show_unit(sheet)
        self._page.show_sheet(sheet, self._item)
        self._verbs.count_later()
        self._allow()
        self._remember()

    def _show_choices(self, choices: tuple[Choice, ...]) -> None:
        self._choices = choices
        self._head.show_choices(choices, self._unit)

    def _take(self, sheet: ScoreSheet, fresh: Fresh) -> None:
        if sheet is not self._page.sheet:
            return
        touched = sheet.take(fresh)
        if touched is None:
            self._open(sheet.unit.id, self._page.item)
            return
        self._page.take(touched)
        self._verbs.count_later()
        if fresh.part is not None:
            self._head.show_unit(sheet)
            self._allow()
        else:
            self._head.show_totals(sheet.totals())

    def _read_along(self, desk: Desk, changes: Changes) -> tuple[UnitId, Fresh] | None:
        """Read in the turn of an edit what it touched of the unit shown, where that is enough."""
        if self._shown is None:
            return None
        task, unit = self._shown
        fresh = score_sheet.answers_touched(desk, task, unit, changes)
        return None if fresh is None else (unit, fresh)

    def _take_along(self, changes: Changes, read: tuple[UnitId, Fresh] | None) -> None:
        sheet = self._page.sheet
        if read is not None and sheet is not None and sheet.unit.id == read[0]:
            self._taken = changes
            self._take(sheet, read[1])

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

    def _next_token(self) -> int:
        self._asked += 1
        self._is_opening = True
        return self._asked

    def _item_changed(self, key: ItemKey) -> None:
        self._item = key

    def _recall(self) -> None:
        unit, item = [*(self.context.memory.value(_PLACE) or []), "", ""][:2]
        self._unit = UnitId(unit) if unit else None
        self._item = ItemKey(item) if item else None

    def _remember(self) -> None:
        self.context.memory.put(_PLACE, [self._unit or "", self._item or ""])

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
        self.context.session.watch(self._read_along, self._take_along)
        self._verbs.counted.connect(self._head.show_issues)
        field_mode = self.context.actions.action("frame.field_mode")
        field_mode.toggled.connect(self._follow_field_mode)


_ON_UNIT: Final = (
    "confirm",
    "next_item",
    "previous_item",
    "search",
    "working",
    "check",
)


def _opened(reader: SheetReader, task: Inspection, unit: UnitId | None, desk: Desk) -> _Opened:
    """Read the units and the sheet of one of them: the one named, or the first."""
    choices = score_sheet.choices(desk, task)
    units = [one.unit for one in choices]
    if not units:
        return choices, None
    chosen = unit if unit in units else units[0]
    return choices, reader.read(desk, task, chosen)
