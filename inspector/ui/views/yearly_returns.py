"""年报数据: the returns of a year, unit by unit and in total, each check beside its cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
)

from inspector.domain.changes import Changes
from inspector.domain.edits import RecordKind
from inspector.domain.ids import UnitId
from inspector.domain.returns import Outcome, Return
from inspector.domain.unit import Unit
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.services import return_years, returns
from inspector.services.return_review import Review, Reviews
from inspector.services.review_reader import ReviewReader
from inspector.ui.context import Context
from inspector.ui.models.return_grid import SIGNS
from inspector.ui.models.table import Column, TableModel
from inspector.ui.screen import Screen, Spot
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.plain_table import plain_table
from inspector.ui.views.return_matrix import conclusion_words
from inspector.ui.views.return_sheet import ReturnSheet
from inspector.ui.views.return_verbs import ReturnVerbs

_BAR: Final = (
    "returns.import",
    "returns.begin",
    "returns.paste",
    "returns.as_zero",
    "returns.export",
)
_FOLLOWED: Final = (
    *(RecordKind.RETURN, RecordKind.RETURN_CELL),
    *(RecordKind.UNIT, RecordKind.SETTINGS, RecordKind.ANSWER, RecordKind.FINDING),
)
_YEARS_BACK: Final = 8
_LAST_MONTH_OF_RETURNS: Final = 6
"""Until June the year before is the one that returns are about."""


@dataclass(frozen=True, slots=True)
class Line:
    """One unit in the list, or the total at its end."""

    unit: Unit | None
    review: Review | None


class ReturnsScreen(Screen):
    """Units on the left, the form of the one chosen on the right."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "returns")
        self._model = TableModel(_columns(), self)
        self._table = plain_table(self._model, "return_units", _("Units"))
        self._sheet = ReturnSheet(context)
        self._nothing = QLabel()
        self._year = QComboBox()
        self._summary = QLabel()
        self._right = QStackedWidget()
        self._reader = ReviewReader()
        """Asked in the thread of the database alone."""
        self.whole: Unit | None = None
        """Whose return is that of the whole."""
        self.verbs = ReturnVerbs(context, self)
        self._build()
        self._bind()

    # Following ------------------------------------------------------------------------------------

    def load(self) -> None:
        """Show the year again from scratch."""
        self._read()

    def refresh(self, changes: Changes) -> None:
        """Follow changes of returns, units and scores."""
        if any(changes.keys(kind) for kind in _FOLLOWED):
            self._read(changes)

    def clear(self) -> None:
        """Show nothing."""
        self._model.replace(())

    def spot(self) -> Spot:
        """Return the unit that is shown."""
        line = self._line()
        return Spot(unit=None if line is None else _whose(line))

    def enter(self, spot: Spot) -> None:
        """Go to a unit."""
        for row, line in enumerate(self._model.rows):
            if line.unit is not None and _whose(line) == spot.unit:
                self._table.selectRow(row)

    def show_taken(self, units: Sequence[Unit]) -> None:
        """Go to the first unit whose return was taken in, unless one of them is shown."""
        if units and self.unit not in units:
            self.enter(Spot(unit=units[0].id))

    def leave(self) -> None:
        """Hand over what is being typed."""
        self._sheet.hand_over()

    # What is chosen -------------------------------------------------------------------------------

    @property
    def year(self) -> int:
        """The year whose returns are shown."""
        return int(self._year.currentData())

    @property
    def unit(self) -> Unit | None:
        """The unit that is chosen; None for none, and for all together."""
        line = self._line()
        return None if line is None else line.unit

    @property
    def shown_return(self) -> Return | None:
        """The return on the right."""
        line = self._line()
        return None if line is None or line.review is None else line.review.given

    @property
    def current_cell(self) -> str | None:
        """The cell that is current in the return."""
        return self._sheet.current_cell()

    # Parts ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setProperty("kind", "muted")
        self._right.addWidget(self._nothing)
        self._right.addWidget(self._sheet)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._table)
        splitter.addWidget(self._right)
        splitter.setSizes([334, 864])
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        self.context.memory.keep_splitter(splitter, "returns/split")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addLayout(self._head())
        column.addWidget(splitter, 1)

    def _head(self) -> QHBoxLayout:
        today = date.today()
        self._year.setAccessibleName(_("Year"))
        self._year.setObjectName("return_year")
        for year in range(today.year, today.year - _YEARS_BACK - 1, -1):
            self._year.addItem(_("{year}").format(year=year), year)
        task = self.context.session.task
        by_month = today.year - (today.month <= _LAST_MONTH_OF_RETURNS)
        usual = task.year if task is not None and task.year is not None else by_month
        remembered = int(self.context.memory.value("returns/year", usual))
        self._year.setCurrentIndex(max(0, self._year.findData(remembered)))
        label = QLabel(_("Year"))
        label.setBuddy(self._year)
        self._summary.setProperty("kind", "muted")
        head = QHBoxLayout()
        head.setSpacing(GAP)
        for widget in (label, self._year, self._summary):
            head.addWidget(widget)
        head.addStretch(1)
        for key in _BAR:
            button = QToolButton()
            button.setDefaultAction(self.context.actions.action(key))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            head.addWidget(button)
        return head

    def _bind(self) -> None:
        self.verbs.bind()
        self.context.actions.bind("returns.as_zero", self.load)
        self._year.currentIndexChanged.connect(self._change_year)
        self._table.selectionModel().currentRowChanged.connect(self._show_line)
        self._sheet.cell_filled.connect(self.verbs.fill)
        self._sheet.text_changed.connect(self.verbs.keep_text)

    def _as_zero(self) -> bool:
        return self.context.actions.action("returns.as_zero").isChecked()

    def _line(self) -> Line | None:
        index = self._table.currentIndex()
        return self._model.value(index.row()) if index.isValid() else None

    def _change_year(self) -> None:
        self._sheet.hand_over()
        self.context.memory.put("returns/year", self.year)
        self.load()

    def _read(self, changes: Changes | None = None) -> None:
        year, as_zero = self.year, self._as_zero()
        self.context.session.ask(
            lambda desk: self._reader.read(desk, year, as_zero=as_zero, changes=changes),
            self._show,
            self,
        )

    def _show(self, reviews: Reviews) -> None:
        lines = [Line(unit, reviews.of.get(unit.id)) for unit in reviews.units]
        lines.append(Line(None, reviews.total))
        self.whole = reviews.whole
        there = [line.review for line in lines if line.unit and line.review]
        back = sum(1 for one in there if one.is_to_be_sent_back)
        self._summary.setText(
            _("{count} of {all} units, {back} to be sent back").format(
                count=len(there), all=len(lines) - 1, back=back
            )
        )
        self._sheet.show_matrix(there)
        if list(map(_whose, lines)) == list(map(_whose, self._model.rows)):
            self._model.update(lines, _whose)
            self._show_line()
        else:
            row = max(0, self._table.currentIndex().row())
            self._model.replace(lines)
            self._table.selectRow(min(row, len(lines) - 1))

    def _show_line(self) -> None:
        line = self._line()
        is_unit = line is not None and line.unit is not None
        has_return = line is not None and line.review is not None
        may_change = not self.context.session.is_read_only
        enable = self.context.actions.enable
        enable("returns.begin", may_change and is_unit and not has_return)
        enable("returns.paste", may_change and is_unit and has_return)
        enable("returns.whole", may_change and is_unit and has_return)
        enable("returns.export", has_return)
        enable("returns.export_years", has_return)
        enable("returns.import", may_change)
        if line is None or line.review is None:
            self._nothing.setText(
                _("No return of this year yet. Take in the unit's file, or begin a blank one.")
            )
            self._right.setCurrentWidget(self._nothing)
            return
        form = returns.form_of(line.review.given)
        self._sheet.show_review(form, line.review, may_change=may_change and is_unit)
        self._right.setCurrentWidget(self._sheet)
        is_whole = self.whole is not None and line.unit == self.whole
        self.context.actions.action("returns.whole").setChecked(is_whole)
        unit = line.unit
        self.context.session.ask(
            lambda desk: return_years.look(desk, unit), self._sheet.show_years, self
        )


def _whose(line: Line) -> UnitId | None:
    return None if line.unit is None else line.unit.id


def _columns() -> tuple[Column[Line], ...]:
    return (
        Column(
            _("Unit"),
            lambda line: _("All units together") if line.unit is None else line.unit.label,
            width=150,
        ),
        Column(_("Checks"), _signs, width=82, tip=_counts),
        Column(_("Conclusion"), _conclusion, width=84),
    )


def _counted(line: Line) -> Iterator[tuple[Outcome, int]]:
    """Yield how many checks came to each outcome that wants a look."""
    if line.review is not None:
        yield Outcome.FAILS, line.review.count(Outcome.FAILS)
        yield Outcome.CANNOT_CHECK, line.review.count(Outcome.CANNOT_CHECK)
        yield Outcome.REMINDER, line.review.reminders


def _signs(line: Line) -> str:
    return "  ".join(f"{SIGNS[outcome]} {count}" for outcome, count in _counted(line) if count)


def _counts(line: Line) -> str:
    return _(", ").join(f"{label(outcome)} {count}" for outcome, count in _counted(line))


def _conclusion(line: Line) -> str:
    if line.unit is None:
        return ""  # nobody is sent the sum back
    return _("not received") if line.review is None else conclusion_words(line.review)
