"""问题整改: the ledger of problems, its filters, and the steps from notice to closing."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.changes import Changes
from inspector.domain.ids import FindingId, UnitId
from inspector.i18n.gettext import _
from inspector.services import problem_lines
from inspector.services.problem_lines import LedgerView, Possible, ProblemLine
from inspector.services.rectification import Problem
from inspector.ui.context import Context
from inspector.ui.models.table import TableModel
from inspector.ui.screen import Screen, Spot
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.flow_layout import FlowLayout
from inspector.ui.views.ledger_filters import LedgerFilters
from inspector.ui.views.ledger_head import LedgerHead
from inspector.ui.views.plain_table import give_room, plain_table
from inspector.ui.views.problem_detail import ProblemDetail
from inspector.ui.views.problem_table import columns, widest_texts
from inspector.ui.views.problem_verbs import ProblemVerbs
from inspector.ui.workers import Running

_KEY = "rectification"
_TOOLS = (
    "notice",
    "sheets_out",
    "sheets_in",
    "reply",
    "close",
    "send_back",
    "long_term",
    "extend",
    "remind",
    "repeats",
    "ledger_out",
)
_DETAIL_WIDTH = 280


class RectificationScreen(Screen):
    """The ledger of the current inspection on a day."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _KEY)
        self._running: Running | None = None
        self._view: LedgerView | None = None
        self._wanted: UnitId | None = None
        self._build()
        self.verbs = ProblemVerbs(context, self)
        self.verbs.bind()
        self._choose_steps()

    # What the verbs ask for -----------------------------------------------------------------------

    @property
    def view(self) -> LedgerView | None:
        """The ledger that is shown."""
        return self._view

    @property
    def head(self) -> LedgerHead:
        """The strip over the ledger."""
        return self._head

    def chosen(self) -> tuple[Problem, ...]:
        """Return the problems that are chosen, in the order shown."""
        chosen = self._table.selectionModel().selection()
        ranges = (chosen.at(number) for number in range(chosen.count()))
        places = {at for one in ranges for at in range(one.top(), one.bottom() + 1)}
        return tuple(self._model.value(place).problem for place in sorted(places))

    def units_in_view(self) -> tuple[UnitId, ...]:
        """Return the units the filter or the choice names; none means all."""
        if chosen := self.chosen():
            return tuple(dict.fromkeys(one.unit.id for one in chosen))
        unit, kind = self._filters.unit, self._filters.unit_class
        if unit is not None:
            return (unit,)
        if kind is None or self._view is None:
            return ()
        found = (one.problem.unit.id for one in self._view.lines if one.unit_class == kind)
        return tuple(dict.fromkeys(found))

    # Following ------------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the ledger of the day."""
        if self._view is None:
            self._filters.come_back()
            self._table.setFocus()
        session, door = self.context.session, self.context.session.door
        if session.task is None or door is None:
            return
        if self._running is not None:
            self._running.cancel()
        self._running = self.context.workers.run(
            "problems.view",
            {"door": door, "task": session.task.id, "day": self._head.day},
            self._show,
            self,
            quiet=True,
        )

    def clear(self) -> None:
        """Forget the ledger."""
        if self._running is not None:
            self._running.cancel()
        self._view = None
        self._model.replace(())
        self._detail.show_line(None)

    def refresh(self, changes: Changes) -> None:
        """Read the ledger anew; choice and place stay."""
        del changes
        self.load()

    def enter(self, spot: Spot) -> None:
        """Show one unit's problems."""
        self._wanted = spot.unit
        if self._view is not None:
            self._choose_unit()

    def spot(self) -> Spot:
        """Return the unit that is filtered by."""
        return Spot(unit=self._filters.unit)

    def _show(self, view: LedgerView) -> None:
        self._running, self._view = None, view
        current = self._current_id()
        chosen = {one.finding.id for one in self.chosen()}
        self._head.show_view(view)
        self._filters.fill(view)
        self._model.replace(view.lines)
        self._keep()
        self._choose_again(chosen, current)
        self._pages.setCurrentIndex(0 if view.lines else 1)
        self._tell_empty(view)
        self._choose_unit()
        self._choose_steps()
        if view.issues:
            self.context.frame.warn(view.issues)

    def _tell_empty(self, view: LedgerView) -> None:
        if view.unnoticed:
            words = _(
                "{count} problems were found, but no notice has named them yet. Serve notices to "
                "put them on the ledger."
            ).format(count=view.unnoticed)
        else:
            words = _("No problem was found yet. Problems come from the findings of the scoring.")
        self._empty.setText(words)
        self._begin.setVisible(bool(view.unnoticed))

    def _choose_unit(self) -> None:
        if self._wanted is not None:
            self._filters.choose_unit(self._wanted)
            self._wanted = None

    def _choose_again(self, chosen: set[FindingId], current: FindingId | None) -> None:
        model = self._table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        for place, line in enumerate(self._model.rows):
            index = self._model.index(place, 0)
            if line.id == current:
                model.setCurrentIndex(index, flags.NoUpdate)
            if line.id in chosen:
                model.select(index, flags.Select | flags.Rows)
        self._show_current()

    def _current_id(self) -> FindingId | None:
        index = self._table.currentIndex()
        return self._model.value(index.row()).id if index.isValid() else None

    # Choosing -------------------------------------------------------------------------------------

    def _show_current(self) -> None:
        index = self._table.currentIndex()
        has_one = index.isValid() and self._table.selectionModel().hasSelection()
        self._detail.show_line(self._model.value(index.row()) if has_one else None)
        self._choose_steps()

    def _choose_steps(self) -> None:
        chosen = self.chosen()
        can = problem_lines.possible(chosen)
        writes = not self.context.session.is_read_only
        for name in Possible.__dataclass_fields__:
            self._enable(name, getattr(can, name) and writes)
        has_ledger = self._view is not None and bool(self._view.lines)
        self._enable("demand", bool(chosen) and writes)
        self._enable("open_item", len(chosen) == 1)
        for name in ("sheets_out", "ledger_out"):
            self._enable(name, has_ledger)
        for name in ("sheets_in", "remind"):
            self._enable(name, has_ledger and writes)
        for name in ("notice", "repeats"):
            self._enable(name, writes)

    def _enable(self, name: str, on: bool) -> None:
        self.context.actions.enable(f"{_KEY}.{name}", on)

    # Filtering ------------------------------------------------------------------------------------

    def _keep(self) -> None:
        self._model.keep(self._filters.wanted.keeps)
        every = len(self._view.lines) if self._view else 0
        self._filters.tell(len(self._model.rows), every)
        self._show_current()

    # Parts ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._head = LedgerHead(self.context)
        self._head.day_changed.connect(self.load)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._head)
        column.addLayout(self._tools())
        self._filters = LedgerFilters(self.context)
        self._filters.changed.connect(self._keep)
        column.addWidget(self._filters)
        self._model: TableModel[ProblemLine] = TableModel(columns(self.context.theme), self)
        self._table = plain_table(self._model, "ledger", _("Ledger of problems"), is_sortable=True)
        self._table.selectionModel().selectionChanged.connect(lambda *_: self._show_current())
        self._table.doubleClicked.connect(
            lambda _index: self.context.actions.trigger(f"{_KEY}.open_item")
        )
        give_room(self._table, widest_texts())
        self.context.memory.keep_header(self._table.horizontalHeader(), "ledger")
        self._detail = ProblemDetail(self.context)
        self._detail.setMinimumWidth(220)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("ledger_split")
        split.addWidget(self._table)
        split.addWidget(self._detail)
        split.setStretchFactor(0, 1)
        split.setCollapsible(0, False)
        split.setSizes([10_000, _DETAIL_WIDTH])
        self.context.memory.keep_splitter(split, "ledger")
        self._pages = QStackedWidget()
        self._pages.addWidget(split)
        self._pages.addWidget(self._empty_page())
        column.addWidget(self._pages, 1)

    def _tools(self) -> FlowLayout:
        row = FlowLayout(gap=2)
        for name in _TOOLS:
            action = self.context.actions.action(f"{_KEY}.{name}")
            action.setIconText(action.text().rstrip("…"))
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAccessibleName(button.text())
            row.addWidget(button)
        return row

    def _empty_page(self) -> QWidget:
        self._empty = QLabel()
        self._empty.setObjectName("ledger_empty")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._begin = QPushButton(_("Serve notices…"))
        self._begin.setProperty("kind", "primary")
        self._begin.clicked.connect(lambda: self.context.actions.trigger(f"{_KEY}.notice"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(self._empty)
        column.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
        return page
