"""One table of a yearly return as Qt cells: headings, labels, numbers, and each check beside."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from inspector.domain.return_form import ReturnForm, Span, Table, Weight, blocks, cell_key
from inspector.domain.returns import Checked, Outcome, Return
from inspector.i18n.gettext import _
from inspector.i18n.return_words import check_line, check_name
from inspector.i18n.words import label
from inspector.ui.models.table import Index
from inspector.ui.theme import Theme

SIGNS: Final = {
    Outcome.HOLDS: "✓",
    Outcome.FAILS: "✗",
    Outcome.REMINDER: "!",
    Outcome.CANNOT_CHECK: "?",
}
ROLES: Final = {
    Outcome.HOLDS: "good",
    Outcome.FAILS: "bad",
    Outcome.REMINDER: "warning",
    Outcome.CANNOT_CHECK: "warning",
}
_WORST: Final = (Outcome.FAILS, Outcome.CANNOT_CHECK, Outcome.REMINDER, Outcome.HOLDS)


_Beside = dict[int, list[Checked]]
"""The checks beside each row."""
_Beneath = list[tuple[str, dict[int, Checked]]]
"""The rows of checks beneath: their number, and what stands under which column."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells shown as one, rows and columns counted from 0."""

    rows: Span
    columns: Span


class ReturnGrid(QAbstractTableModel):
    """The grid of one table; numbers can be typed where a return is shown that may change."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._form: ReturnForm | None = None
        self._table: Table | None = None
        self._given: Return | None = None
        self._last: Return | None = None
        self._words: dict[tuple[int, int], str] = {}
        self._beside: _Beside = {}
        self._beneath: _Beneath = []
        self.filled: Callable[[str, str], None] | None = None
        """Takes a cell and what was typed into it; None while nothing may change."""
        self.merged: tuple[Merged, ...] = ()

    def show(
        self,
        form: ReturnForm,
        table: Table,
        given: Return,
        last: Return | None,
        checks: Sequence[Checked],
    ) -> bool:
        """Show a table of a return with its checks; return whether it is laid out anew.

        What is laid out as before keeps the current cell, and what is being typed into it.
        """
        beside, beneath = _placed(table, checks)
        before, self._given, self._last = self._given, given, last
        if table is self._table and [key for key, _at in beneath] == [
            key for key, _at in self._beneath
        ]:
            self._beside, self._beneath = beside, beneath
            self._tell_changes(table, {} if before is None else before.cells, given.cells)
            return False
        self.beginResetModel()
        self._form, self._table, self._beside, self._beneath = form, table, beside, beneath
        self._words = {}
        self.merged = tuple(self._lay_out(table))
        self.endResetModel()
        return True

    def cell(self, index: Index) -> str | None:
        """Return the key of the form's cell at an index, if a number belongs there."""
        if self._table is None or not index.isValid():
            return None
        down, across = index.row() - self._heads, index.column() - self._labels
        if not 0 <= down < len(self._table.rows) or not 0 <= across < len(self._table.columns):
            return None
        row = self._table.rows[down]
        return None if row.is_heading else cell_key(row.key, self._table.columns[across].key)

    def index_of(self, cell: str) -> QModelIndex:
        """Return where a cell stands; an invalid index where it is not of this table."""
        if self._table is not None:
            for down, row in enumerate(self._table.rows):
                for across, column in enumerate(self._table.columns):
                    if cell_key(row.key, column.key) == cell:
                        return self.index(self._heads + down, self._labels + across)
        return QModelIndex()

    @property
    def label_columns(self) -> int:
        """How many columns stand left of the numbers."""
        return self._labels

    def _tell_changes(
        self, table: Table, before: Mapping[str, str], now: Mapping[str, str]
    ) -> None:
        """Tell views what changed; a cell told of would lose what is being typed into it."""
        for cell in table.cells():
            if before.get(cell, "") != now.get(cell, ""):
                index = self.index_of(cell)
                self.dataChanged.emit(index, index)
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, last.column()), last)
        if self._beneath:
            self.dataChanged.emit(self.index(self._heads + len(table.rows), 0), last)

    # Layout ---------------------------------------------------------------------------------------

    @property
    def _heads(self) -> int:
        table = self._table
        return 0 if table is None else table.heading_depth

    @property
    def _label_depth(self) -> int:
        return 0 if self._table is None else self._table.label_depth

    @property
    def _labels(self) -> int:
        table = self._table
        return 0 if table is None else self._label_depth + table.has_unit_column

    def _lay_out(self, table: Table) -> Iterator[Merged]:
        """Put the words of headings and labels down and yield what is merged."""
        heads, depth, labels = self._heads, self._label_depth, self._labels
        for levels, places, text in blocks([one.headings for one in table.columns], heads):
            yield self._put(levels, (places[0] + labels, places[1] + labels), text)
        if depth:
            words = table.note or "".join(table.label_headings)
            yield self._put((0, heads - 1), (0, depth - 1), words)
            for levels, rows, text, indent in table.label_blocks():
                yield self._put((rows[0] + heads, rows[1] + heads), levels, "　" * indent + text)
        if table.has_unit_column:
            yield self._put((0, heads - 1), (depth, depth), _("Unit of count"))
            for down, row in enumerate(table.rows):
                self._words[heads + down, depth] = "——" if row.is_heading else row.unit
        last = labels + len(table.columns)
        yield self._put((0, heads - 1), (last, last), _("Checks"))

    def _put(self, rows: Span, columns: Span, text: str) -> Merged:
        self._words[rows[0], columns[0]] = text
        return Merged(rows, columns)

    def _checks_at(self, index: Index) -> list[Checked]:
        if self._table is None:
            return []
        down, across = index.row() - self._heads, index.column() - self._labels
        if across == len(self._table.columns) and 0 <= down < len(self._table.rows):
            return self._beside.get(down, [])
        if down >= len(self._table.rows) and 0 <= across < len(self._table.columns):
            found = self._beneath[down - len(self._table.rows)][1].get(across)
            return [] if found is None else [found]
        return []

    # Qt's side ------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return headings, rows and the rows of checks beneath."""
        if parent.isValid() or self._table is None:
            return 0
        return self._heads + len(self._table.rows) + len(self._beneath)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return labels, columns and the column of checks beside."""
        if parent.isValid() or self._table is None:
            return 0
        return self._labels + len(self._table.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid() or self._given is None:
            return None
        checks = self._checks_at(index)
        cell = self.cell(index)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                if cell is not None:
                    return self._given.cells.get(cell, "")
                return self._text(index, checks)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(index, cell, checks)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(index, cell)
            case Qt.ItemDataRole.ForegroundRole if checks:
                return self._theme.colour(ROLES[_worst(checks)])
            case Qt.ItemDataRole.BackgroundRole if cell is None:
                return self._theme.colour("raised")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Numbers may be typed while a return is shown that may change."""
        flags = super().flags(index)
        if self.filled is not None and self.cell(index) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Hand what was typed on; the grid shows it once it is saved."""
        cell = self.cell(index)
        if role != Qt.ItemDataRole.EditRole or cell is None or self.filled is None:
            return False
        if self._given is not None and str(value).strip() != self._given.cells.get(cell, ""):
            self.filled(cell, str(value))
        return True

    def _text(self, index: Index, checks: list[Checked]) -> str:
        if checks:
            worst = _worst(checks)
            return f"{SIGNS[worst]} {label(worst)}"
        if self._table is not None and index.column() == 0:
            beneath = index.row() - self._heads - len(self._table.rows)
            if beneath >= 0:
                return _("Check {id}").format(id=self._beneath[beneath][0])
        return self._words.get((index.row(), index.column()), "")

    def _tip(self, index: Index, cell: str | None, checks: list[Checked]) -> str:
        form = self._form
        if form is None:
            return ""
        if checks:
            return "\n".join(f"{check_name(one)}：{check_line(form, one)}" for one in checks)
        if cell is not None and self._last is not None:
            before = self._last.cells.get(cell, "")
            return _("Last year: {value}").format(value=before or _("blank"))
        return self._words.get((index.row(), index.column()), "")

    def _alignment(self, index: Index, cell: str | None) -> Qt.AlignmentFlag:
        centre = Qt.AlignmentFlag.AlignCenter
        if cell is not None or index.row() < self._heads or index.column() >= self._label_depth:
            return centre
        if self._is_group(index):
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    def _is_group(self, index: Index) -> bool:
        """Tell whether a label covers several rows: its name stands where they begin."""
        spot = index.row(), index.column()
        return any(
            (one.rows[0], one.columns[0]) == spot
            for one in self.merged
            if one.rows[0] < one.rows[1]
        )


def _placed(table: Table, checks: Sequence[Checked]) -> tuple[_Beside, _Beneath]:
    """Sort the checks that have something to say beside their rows and beneath their columns."""
    rows = {row.key: place for place, row in enumerate(table.rows)}
    columns = {f"{table.key}/{column.key}": place for place, column in enumerate(table.columns)}
    beside: _Beside = {}
    beneath: dict[str, dict[int, Checked]] = {}
    for one in filter(is_told, checks):
        if one.check.row in rows:
            beside.setdefault(rows[one.check.row], []).append(one)
        if one.check.column in columns:
            beneath.setdefault(one.check.id, {})[columns[one.check.column]] = one
    return beside, sorted(beneath.items())


def is_told(one: Checked) -> bool:
    """Tell whether a check has something to say: one against a year that is not there has not."""
    return one.check.weight is Weight.ERROR or one.outcome is not Outcome.CANNOT_CHECK


def _worst(checks: Sequence[Checked]) -> Outcome:
    return next(outcome for outcome in _WORST if any(one.outcome is outcome for one in checks))
