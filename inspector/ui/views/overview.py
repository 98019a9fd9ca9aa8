"""The overview: every unit and how far it is, the register of sheets, objections, bulk work."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from inspector.domain.changes import Changes
from inspector.domain.edits import RecordKind
from inspector.domain.holds import Hold
from inspector.domain.ids import UnitId
from inspector.domain.inspection import Inspection
from inspector.i18n.gettext import _
from inspector.services import overview
from inspector.services.overview import Figures, UnitLine
from inspector.ui.context import Context
from inspector.ui.screen import Screen, Spot
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.bulk_work import BulkWork
from inspector.ui.views.objections_view import ObjectionsView
from inspector.ui.views.progress_strip import ProgressStrip
from inspector.ui.views.register import RegisterView
from inspector.ui.views.unit_rows import UnitRow
from inspector.ui.views.units_view import UnitsView
from inspector.ui.workers import Running

_FEW = 6
"""Units whose figures are read at once in the database thread; more go to a worker."""


class OverviewScreen(Screen):
    """Lines at once, their figures as soon as they are counted; later only what changed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "overview")
        self._lines: tuple[UnitLine, ...] = ()
        self._figures: dict[UnitId, Figures] = {}
        self._counting: Running | None = None
        self._wanted: UnitId | None = None
        self.strip = ProgressStrip(context.theme)
        self.units = UnitsView(context)
        self.register = RegisterView(context)
        self.objections = ObjectionsView(context)
        self._bulk = BulkWork(context, self.units, self)
        self._build()

    # What the window asks -------------------------------------------------------------------------

    def load(self) -> None:
        """Read every line; many units are then counted in the background."""
        task = self.context.session.task
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        self._figures = {}
        self.units.hold = None
        if task is None:
            self.clear()
            return
        self.strip.show_task(task)
        today = date.today()
        self.context.session.ask(
            lambda desk: overview.first_look(desk, task, today),
            partial(self._take_first_look, task),
            self,
        )
        self.objections.load()

    def clear(self) -> None:
        """Forget the units."""
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        self._lines, self._figures = (), {}
        self._show_all(())

    def refresh(self, changes: Changes) -> None:
        """Read the lines again and count the units that were touched."""
        task = self.context.session.task
        if task is None:
            self.load()
            return
        touched = overview.touched(task, changes)
        self._ask_lines(task, self._show_lines)
        is_counting = self._counting is not None  # of what was there before this change
        if touched is None or len(touched) > _FEW or (touched and is_counting):
            self._count_all(task)
        elif touched:
            self._ask_figures(task, touched)
        if changes.keys(RecordKind.OBJECTION) or touched is None:
            self.objections.load()

    def enter(self, spot: Spot) -> None:
        """Choose a unit; `more` may name a tab: register or objections."""
        place = {"register": 1, "objections": 2}.get(spot.more, 0)
        self._tabs.setCurrentIndex(place)
        if spot.unit is not None:
            self._wanted = spot.unit
            self.units.go_to(spot.unit)

    def spot(self) -> Spot:
        """Return the tab and the unit chosen."""
        selected = self.units.selected()
        more = ("", "register", "objections")[self._tabs.currentIndex()]
        return Spot(unit=selected[0].key if selected else None, more=more)

    def rows(self) -> tuple[UnitRow, ...]:
        """Return every unit's row, filters aside."""
        today = date.today()
        return tuple(
            UnitRow(
                line,
                self._figures.get(line.key),
                overview.held(line, self._figures.get(line.key), today),
            )
            for line in self._lines
        )

    # Parts ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._tabs = QTabWidget()
        self._tabs.setObjectName("overview_tabs")
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.units, _("Units taking part"))
        self._tabs.addTab(self.register, _("Register of sheets"))
        self._tabs.addTab(self.objections, _("Objections"))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self.strip)
        column.addWidget(self._tabs, 1)
        self.strip.hold_chosen.connect(self._show_hold)
        self.units.opened.connect(self._score)
        self.units.chosen_changed.connect(self._bulk.settle)
        self.objections.opened.connect(self._score)
        self.context.actions.action("frame.field_mode").toggled.connect(self._hide_others)
        self._hide_others(self.context.frame.is_field_mode)

    def _hide_others(self, is_field_mode: bool) -> None:
        """Show nothing of other units while one is being visited."""
        for part in (self.strip, self._tabs):
            part.setVisible(not is_field_mode)

    def _score(self, unit: UnitId) -> None:
        self.context.frame.go_to("scoring", Spot(unit=unit))

    def _show_hold(self, hold: Hold | None) -> None:
        self._tabs.setCurrentIndex(0)
        self.units.show_hold(hold)
        self._show_whole()

    # Reading --------------------------------------------------------------------------------------

    def _ask_lines(self, task: Inspection, then: Callable[[Sequence[UnitLine]], None]) -> None:
        today = date.today()
        self.context.session.ask(lambda desk: overview.lines(desk, task, today), then, self)

    def _take_first_look(
        self,
        task: Inspection,
        found: tuple[Sequence[UnitLine], Mapping[UnitId, Figures] | None],
    ) -> None:
        if found[1] is None:
            self._count_all(task)
        self._figures = dict(found[1] or {})
        self._show_all(found[0])

    def _ask_figures(self, task: Inspection, units: frozenset[UnitId]) -> None:
        self.context.session.ask(
            lambda desk: overview.figures(desk, task, units), self._take_figures, self
        )

    def _count_all(self, task: Inspection) -> None:
        door = self.context.session.door
        if door is None:
            return
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self.context.workers.run(
            "overview.figures",
            {"door": door, "task": task.id},
            partial(self._take_all_figures, task),
            self,
            quiet=True,
        )

    def _take_all_figures(self, task: Inspection, found: Mapping[UnitId, Figures]) -> None:
        self._counting = None
        present = self.context.session.task
        if present is not None and present.id == task.id:
            self._take_figures(found)

    # Showing --------------------------------------------------------------------------------------

    def _show_all(self, lines: Sequence[UnitLine]) -> None:
        self._lines = tuple(lines)
        rows = self.rows()
        self.units.show_rows(rows)
        self.register.show_rows(rows)
        self._show_whole()
        self._bulk.settle()
        if self._wanted is not None:
            self.units.go_to(self._wanted)
            self._wanted = None

    def _show_lines(self, lines: Sequence[UnitLine]) -> None:
        """Take changed lines; the same units keep their places, others are shown from scratch."""
        same = [line.key for line in self._lines] == [line.key for line in lines]
        if not same:
            self._show_all(lines)
            return
        self._lines = tuple(lines)
        self._update()

    def _take_figures(self, found: Mapping[UnitId, Figures]) -> None:
        self._figures |= found
        self._update()

    def _update(self) -> None:
        rows = self.rows()
        self.units.update_rows(rows)
        self.register.update_rows(rows)
        self._show_whole()
        self._bulk.settle()

    def _show_whole(self) -> None:
        whole = overview.whole(self._lines, self._figures, date.today())
        self.strip.show_whole(whole, self.units.hold)
        waiting = sum(line.objections for line in self._lines)
        title = _("Objections ({count} undecided)").format(count=waiting)
        self._tabs.setTabText(2, title if waiting else _("Objections"))
