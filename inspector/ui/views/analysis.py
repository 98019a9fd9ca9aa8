"""统计分析: one view of the figures at a time, a table with formulas beside the papers' chart."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
)

from inspector.domain.changes import Changes
from inspector.domain.errors import Refused
from inspector.domain.statistics import View
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.words import label
from inspector.jobs.statistics import Shown
from inspector.services import statistics
from inspector.services.statistic_figures import Members
from inspector.ui.context import Context
from inspector.ui.screen import Screen, Spot
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.chart_view import ChartView
from inspector.ui.views.figure_choice import FigureChoice
from inspector.ui.views.figure_grid import WIDE, FigureGrid
from inspector.ui.views.figure_tables import table_of
from inspector.ui.views.figure_verbs import FigureVerbs
from inspector.ui.workers import Running

_KEY: Final = "analysis"
_VIEWS: Final = tuple(View)
_OF_MARKS: Final = frozenset({View.RATES, View.UNIT_RATES, View.RANKING})
_SIZES: Final = [520, 644]
_SIZES_WIDE: Final = [300, 240]


class AnalysisScreen(Screen):
    """Figures of the current inspection; only units with every item checked are counted."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _KEY)
        self._running: Running | None = None
        self._shown: Shown | None = None
        self._build()
        self.verbs = FigureVerbs(context, self, self._choice, lambda: self.view)
        self._bind()

    @property
    def view(self) -> View:
        """The view that is in front."""
        return _VIEWS[self._tabs.currentIndex()]

    # Following ------------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask who takes part, then for the figures."""
        task = self.context.session.task
        if task is not None:
            self._come_back()
            self.context.session.ask(
                lambda desk: statistics.members(desk, task), self._take_members, self
            )

    def _come_back(self) -> None:
        """Show the view, and over whom, that was in front when this workspace was last open."""
        if self._shown is None:
            self._choice.come_back()
        last = str(self.context.memory.value("analysis/view", View.RATES))
        if self._shown is None and last in set(View):
            self._tabs.blockSignals(True)
            self._tabs.setCurrentIndex(_VIEWS.index(View(last)))
            self._tabs.blockSignals(False)

    def clear(self) -> None:
        """Forget the figures."""
        if self._running is not None:
            self._running.cancel()
        self._shown = None
        self._charts.show_pictures(())
        self._tell_nothing("")

    def refresh(self, changes: Changes) -> None:
        """Work the figures out anew."""
        del changes
        self.load()

    def enter(self, spot: Spot) -> None:
        """Show a unit, or the view that `more` names."""
        if spot.more in set(View):
            self._tabs.setCurrentIndex(_VIEWS.index(View(spot.more)))
        if spot.unit is not None:
            self._choice.want_unit(spot.unit)

    def spot(self) -> Spot:
        """Return the view and the unit shown."""
        return Spot(unit=self._choice.scope.unit, more=str(self.view))

    def _take_members(self, members: Members) -> None:
        self._choice.fill(members)
        self._ask()

    def _ask(self) -> None:
        """Have the view in front worked out and drawn."""
        self._choice.show_for(self.view)
        self.context.actions.enable(f"{_KEY}.radar", self.view is View.RATES)
        if self._running is not None:
            self._running.cancel()
        self._running = self.verbs.run(
            "show", self._show, {"dpi": self._charts.dpi}, self._show_refusal, quiet=True
        )

    def _show(self, shown: Shown) -> None:
        self._running, self._shown = None, shown
        counted = shown.comparison or shown.figures
        if counted is None:
            return
        self._charts.show_pictures(shown.pictures)
        self._grid.show_table(table_of(shown), self.view)
        self._lay_out()
        over = counted.counted
        self._tell("　".join(self._sentences(shown)))
        has_any = over.complete > 0 and not _bears_no_marks(shown)
        self._pages.setCurrentIndex(0 if has_any else 1)
        if not has_any:
            self._tell_nothing(_nothing(shown))
        for name in ("copy_picture", "save_picture"):
            self.context.actions.enable(f"{_KEY}.{name}", bool(shown.pictures) and has_any)
        self.context.actions.enable(f"{_KEY}.export", has_any)

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _sentences(self, shown: Shown) -> list[str]:
        found = shown.comparison or shown.figures
        words = list(self._grid.told)
        if found is not None and not found.counted.is_whole:
            words.insert(
                0,
                _("Only the {complete} of {units} units whose items are all checked count.").format(
                    complete=found.counted.complete, units=found.counted.units
                ),
            )
        return words

    def _show_refusal(self, refusal: Refused) -> None:
        self._running, self._shown = None, None
        self._tell_nothing("\n".join(map(sentence, refusal.issues)))

    def _tell_nothing(self, words: str) -> None:
        self._empty.setText(words)
        self._tell("")
        self._pages.setCurrentIndex(1)
        for name in ("copy_picture", "save_picture", "export"):
            self.context.actions.enable(f"{_KEY}.{name}", False)

    def _lay_out(self) -> None:
        """Put the chart beside a narrow table, under a wide one, whose units stay in sight."""
        is_wide = self.view in WIDE
        wanted = Qt.Orientation.Vertical if is_wide else Qt.Orientation.Horizontal
        if self._split.orientation() is not wanted:
            self._split.setOrientation(wanted)
            self._split.setSizes(_SIZES_WIDE if is_wide else _SIZES)

    # Parts ----------------------------------------------------------------------------------------

    def _bind(self) -> None:
        for name, do in (
            ("copy_picture", self.verbs.copy_picture),
            ("save_picture", self.verbs.save_picture),
            ("export", self.verbs.export),
            ("radar", self._ask),
            ("next_view", self._next_view),
            ("open_item", self._grid.open_current),
        ):
            self.context.actions.bind(f"{_KEY}.{name}", do)

    def _turn(self) -> None:
        self.context.memory.put("analysis/view", str(self.view))
        self._ask()

    def _next_view(self) -> None:
        self._tabs.setCurrentIndex((self._tabs.currentIndex() + 1) % len(_VIEWS))

    def _build(self) -> None:
        self._tabs = QTabBar()
        self._tabs.setObjectName("views")
        self._tabs.setAccessibleName(_("Views"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        for view in _VIEWS:
            self._tabs.addTab(label(view))
        self._choice = FigureChoice(self.context)
        self._charts = ChartView()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._tabs)
        column.addWidget(self._choice)
        self._told = QLabel()
        self._told.setObjectName("told")
        self._told.setProperty("kind", "muted")
        self._told.setWordWrap(True)
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._told)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._figures())
        self._empty = QLabel()
        self._empty.setObjectName("nothing")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._empty)
        column.addWidget(self._pages, 1)
        self._tabs.currentChanged.connect(self._turn)
        self._choice.changed.connect(self._ask)

    def _figures(self) -> QSplitter:
        self._grid = FigureGrid(self.context.theme)
        self._grid.opened.connect(lambda spot: self.context.frame.go_to("scoring", spot))
        split = self._split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("figures_split")
        split.addWidget(self._grid)
        split.addWidget(self._charts)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes(_SIZES)
        self.context.memory.keep_splitter(split, "figures")
        return split


def _bears_no_marks(shown: Shown) -> bool:
    """Whether a view is of marks, and the lists are of tasks."""
    figures = shown.figures
    return figures is not None and not figures.is_scored and shown.view in _OF_MARKS


def _nothing(shown: Shown) -> str:
    if _bears_no_marks(shown):
        return _("Lists of tasks bear no marks. See units by items and where units fell short.")
    if shown.comparison is not None:
        return _("No unit that both inspections have is checked completely yet.")
    return _("No unit is checked completely yet. Figures count only units without open items.")
