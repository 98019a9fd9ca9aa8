"""One yearly return as its form shows it: a tab for each part, the checks, the report's words."""

from itertools import groupby
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
    QScrollArea,
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
from inspector.ui.views.return_table import ReturnTable
from inspector.ui.views.return_years import ReturnYears

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
        self._grids: list[tuple[Table, ReturnGrid, ReturnTable]] = []
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
                view.merge_cells()
            view.fit()
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
            view = ReturnTable(grid, table)
            self._grids.append((table, grid, view))
            column.addWidget(title)
            column.addWidget(view, 0 if view.is_short else 1)
        if all(view.is_short for _table, _grid, view in self._grids[-len(tables) :]):
            column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        return area


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
