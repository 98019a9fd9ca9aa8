"""One yearly return as its form shows it: a tab for each part, the checks, the report's words."""

from itertools import groupby
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.return_form import ReturnForm, Table
from inspector.domain.returns import Checked, Outcome
from inspector.i18n.gettext import _
from inspector.i18n.return_words import (
    cell_words,
    check_line,
    check_name,
    leap_line,
    misfiled_line,
    recounted_line,
    reflection_line,
    said_line,
)
from inspector.i18n.words import label
from inspector.services.return_review import Review
from inspector.services.returns import form_of
from inspector.ui.context import Context
from inspector.ui.models.return_grid import ROLES, SIGNS, ReturnGrid, is_told
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP
from inspector.ui.views.plain_table import plain_table
from inspector.ui.views.return_matrix import ReturnMatrix
from inspector.ui.views.return_years import ReturnYears

_NUMBER_WIDTH: Final = 58
_ROOMY_WIDTH: Final = 110
"""Of numbers, where a table has few columns."""
_FEW: Final = 4
_LABEL_WIDTHS: Final = (48, 72, 128)
_SINGLE_LABEL: Final = 320
_UNIT_WIDTH: Final = 60
_ORDER: Final = (Outcome.FAILS, Outcome.CANNOT_CHECK, Outcome.REMINDER, Outcome.HOLDS)

Line = tuple[Outcome, str, str, str]
"""Of the list of checks: outcome, name, what it says, the cell it leads to."""


class ReturnSheet(QTabWidget):
    """Shows a review; numbers typed and words changed are handed on."""

    cell_filled = Signal(str, str)
    text_changed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("return_sheet")
        self.setDocumentMode(True)
        self._theme = context.theme
        self._form_key = ""
        self._grids: list[tuple[Table, ReturnGrid, QTableView]] = []
        columns: tuple[Column[Line], ...] = (
            Column(
                _("Outcome"),
                lambda one: f"{SIGNS[one[0]]} {label(one[0])}",
                width=104,
                colour=lambda one: context.theme.colour(ROLES[one[0]]),
            ),
            Column(_("Check"), lambda one: one[1], width=220),
            Column(_("What it says"), lambda one: one[2]),
        )
        self._model = TableModel[Line](columns, self)
        self._lines = plain_table(self._model, "return_checks", _("Checks"))
        self._lines.activated.connect(lambda index: self.go_to(self._model.value(index.row())[3]))
        self._lines.clicked.connect(lambda index: self.go_to(self._model.value(index.row())[3]))
        self._words = QPlainTextEdit()
        self._words.setObjectName("return_text")
        self._words.setAccessibleName(_("Words of the report"))
        self._words.setPlaceholderText(
            _("Paste the report's words here; the numbers in them are held against the table.")
        )
        self._matrix = ReturnMatrix(context.theme)
        self.show_matrix = self._matrix.show_reviews
        self._years = ReturnYears()
        self.show_years = self._years.show_years
        self._may_change = False

    def show_review(self, form: ReturnForm, review: Review, *, may_change: bool) -> None:
        """Show a unit's return and what its checks came to."""
        if form.key != self._form_key:
            self._build(form)
        self._may_change = may_change
        for table, grid, view in self._grids:
            grid.filled = self.cell_filled.emit if may_change else None
            if grid.show(form, table, review.given, review.last, review.checks):
                _dress(view, grid, table)
        self._model.replace(_lines(review))
        if self._words.toPlainText() != review.given.text:
            self._words.setPlainText(review.given.text)
        self._words.setReadOnly(not may_change)
        failing = review.count(Outcome.FAILS) + review.count(Outcome.CANNOT_CHECK)
        place = self.indexOf(self._lines)
        self.setTabText(place, _("Checks {count}").format(count=failing + review.reminders))

    def hand_over(self) -> None:
        """Hand on the report's words if they were changed."""
        if self._may_change and self._words.document().isModified():
            self._words.document().setModified(False)
            self.text_changed.emit(self._words.toPlainText())

    def current_cell(self) -> str | None:
        """Return the cell that has the focus in the tab in front."""
        for _table, grid, view in self._grids:
            if view.hasFocus() or (view.isVisible() and view.currentIndex().isValid()):
                found = grid.cell(view.currentIndex())
                if found is not None:
                    return found
        return None

    def go_to(self, cell: str) -> None:
        """Show a cell and make it the current one."""
        for _table, grid, view in self._grids:
            index = grid.index_of(cell)
            if index.isValid():
                page = view.parentWidget()
                while page is not None and self.indexOf(page) < 0:
                    page = page.parentWidget()
                if page is not None:
                    self.setCurrentWidget(page)
                view.setCurrentIndex(index)
                view.scrollTo(index)
                view.setFocus()
                return

    def _build(self, form: ReturnForm) -> None:
        self._form_key = form.key
        self._grids = []
        while self.count():
            page = self.widget(0)
            self.removeTab(0)
            if page not in (self._lines, self._words, self._years, self._matrix):
                page.deleteLater()
        for tab, tables in groupby(form.tables, key=lambda table: table.tab):
            self.addTab(self._page([*tables]), tab)
        self.addTab(self._lines, _("Checks"))
        self.addTab(self._words, _("Words"))
        self.addTab(self._years, _("Over the years"))
        self.addTab(self._matrix, _("All units"))

    def _page(self, tables: list[Table]) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, GAP, 0, GAP)
        column.setSpacing(GAP)
        for table in tables:
            title = QLabel(table.title)
            title.setProperty("kind", "heading")
            grid = ReturnGrid(self._theme, self)
            view = _view(grid, table)
            self._grids.append((table, grid, view))
            column.addWidget(title)
            column.addWidget(view, 0 if len(table.rows) < _SHORT else 1)
        if all(len(table.rows) < _SHORT for table in tables):
            column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        return area


def _view(grid: ReturnGrid, table: Table) -> QTableView:
    view = QTableView()
    view.setObjectName(f"return_{table.key}")
    view.setAccessibleName(table.title)
    view.setModel(grid)
    view.setWordWrap(True)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
    view.setTabKeyNavigation(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    for header in (view.horizontalHeader(), view.verticalHeader()):
        header.hide()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    return view


def _dress(view: QTableView, grid: ReturnGrid, table: Table) -> None:
    """Give a view its merged cells and widths; a short table is as high as its rows."""
    view.clearSpans()
    for one in grid.merged:
        down, across = one.rows[1] - one.rows[0] + 1, one.columns[1] - one.columns[0] + 1
        if down > 1 or across > 1:
            view.setSpan(one.rows[0], one.columns[0], down, across)
    labels = grid.label_columns - table.has_unit_column
    widths = [_SINGLE_LABEL] if labels == 1 else [*_LABEL_WIDTHS[len(_LABEL_WIDTHS) - labels :]]
    widths += [_UNIT_WIDTH] * table.has_unit_column
    number = _ROOMY_WIDTH if len(table.columns) <= _FEW else _NUMBER_WIDTH
    widths += [number] * len(table.columns) + [_check_width(view)]
    for place, width in enumerate(widths):
        view.setColumnWidth(place, width)
    for row, height in enumerate(_heights(view, grid)):
        view.setRowHeight(row, height)
    if len(table.rows) < _SHORT:
        height = view.verticalHeader().length() + 2 * view.frameWidth()
        view.setFixedHeight(height + view.horizontalScrollBar().sizeHint().height())
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


_SHORT: Final = 6
_PADDING: Final = 14
_SIDES: Final = 20
"""Pixels left and right of the words of a cell, by which they wrap."""


def _check_width(view: QTableView) -> int:
    """Return the width in which the longest outcome is read whole in the language shown."""
    words = [f"{SIGNS[outcome]} {label(outcome)}" for outcome in Outcome]
    return max(map(view.fontMetrics().horizontalAdvance, words)) + _PADDING


def _heights(view: QTableView, grid: ReturnGrid) -> list[int]:
    """Return the height each row needs for the words that stand in it alone."""
    metrics = view.fontMetrics()
    heights = [metrics.height() + _PADDING] * grid.rowCount()
    for one in grid.merged:
        row = one.rows[0]
        if one.rows[1] != row:
            continue
        columns = range(one.columns[0], one.columns[1] + 1)
        room = sum(view.columnWidth(column) for column in columns) - _SIDES
        text = str(grid.index(row, one.columns[0]).data())
        flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        needed = metrics.boundingRect(QRect(0, 0, room, 10_000), flags, text).height()
        heights[row] = max(heights[row], needed + _PADDING)
    return heights


def _lines(review: Review) -> list[Line]:
    """Return what the checks say, the failing ones first, then what else is odd."""
    form = form_of(review.given)
    lines: list[Line] = []
    for outcome in _ORDER[:3]:
        lines += [
            _line(form, one) for one in review.checks if one.outcome is outcome and is_told(one)
        ]
    reminder = Outcome.REMINDER
    lines += [
        (reminder, cell_words(form, one.cell), misfiled_line(form, one), one.cell)
        for one in review.misfiled
    ]
    lines += [
        (reminder, _("Words"), said_line(form, one), one.saying.cell)
        for one in review.said
        if not one.agrees
    ]
    lines += [(reminder, _("Leap"), leap_line(form, one), one.cell) for one in review.leaps]
    lines += [
        (reminder, _("Scores"), reflection_line(one.number, told=one.told), "")
        for one in review.reflections
        if not one.agrees
    ]
    lines += [
        (reminder, _("Scores"), recounted_line(form, one.number, one.said), one.said.saying.cell)
        for one in review.recounted
        if not one.said.agrees
    ]
    if review.alike_words:
        lines.append((reminder, _("Alike"), review.alike_words, ""))
    return lines + [_line(form, one) for one in review.checks if one.outcome is Outcome.HOLDS]


def _line(form: ReturnForm, one: Checked) -> Line:
    names = one.missing or one.check.rule.names()
    return one.outcome, check_name(one), check_line(form, one), names[0].cell
