"""Problems seen before: this year's fact beside an earlier one; a person says which repeat."""

from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHeaderView

from inspector.domain.ids import FindingId
from inspector.domain.inspection import Inspection
from inspector.i18n.gettext import _
from inspector.services import problem_lines
from inspector.services.problem_lines import Seen, SeenTwice
from inspector.ui.context import Context
from inspector.ui.dialogs.form import FormDialog, fit_to_screen, muted
from inspector.ui.models.table import Column, Index, TableModel
from inspector.ui.views.plain_table import plain_table

_FACTS: Final = (3, 5)
"""The columns of the two facts, which share what room there is."""


class RepeatsModel(TableModel[SeenTwice]):
    """Facts that may repeat; the first column is ticked where a person says they do."""

    def __init__(self, columns: tuple[Column[SeenTwice], ...]) -> None:
        super().__init__(columns)
        self._said: dict[FindingId, bool] = {}

    def show_found(self, found: Seen) -> None:
        """Show what was found, ticked where it was confirmed."""
        self._said = {one.now.id: one.is_confirmed for one in found.found}
        self.replace(found.found)

    def changed(self) -> tuple[tuple[FindingId, bool], ...]:
        """Return what was said otherwise than it stands."""
        return tuple(
            (one.now.id, self._said[one.now.id])
            for one in self.rows
            if self._said[one.now.id] is not one.is_confirmed
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the first column be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the tick of the first column, and what the table shows."""
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid() and index.column() == 0:
            is_said = self._said[self.value(index.row()).now.id]
            return Qt.CheckState.Checked if is_said else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(  # noqa: N802
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or index.column():
            return super().setData(index, value, role)
        self._said[self.value(index.row()).now.id] = value in (
            Qt.CheckState.Checked,
            Qt.CheckState.Checked.value,
        )
        self.dataChanged.emit(index, index)
        return True


class RepeatsDialog(FormDialog):
    """Proposes problems that may repeat; nothing counts as repeated until it is ticked."""

    def __init__(self, context: Context, task: Inspection) -> None:
        super().__init__(
            context.frame.window_widget, "problem_repeats", _("Seen before"), _("Confirm")
        )
        self._context, self._task = context, task
        self._told = muted("")
        self.body.addWidget(self._told)
        self._model = RepeatsModel(_columns())
        self._model.setParent(self)
        self._table = plain_table(self._model, "repeats", _("Facts that may repeat"))
        self._table.setWordWrap(True)
        self._table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self._table.horizontalHeader()
        for place in _FACTS:
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(lambda *_: self._table.resizeRowsToContents())
        self._table.doubleClicked.connect(self._turn)
        self.body.addWidget(self._table, 1)
        fit_to_screen(self, 980, 560)
        self.accept_button.setEnabled(False)
        context.session.ask(
            lambda desk: problem_lines.seen_before(desk, task), self._show, self, self.refuse
        )

    def _show(self, seen: Seen) -> None:
        self._model.show_found(seen)
        self.accept_button.setEnabled(bool(seen.found))
        words = _("Compared with {name}. Tick what is the same problem again.")
        if not seen.found:
            words = _("Compared with {name}: no unit has a problem under the same item again.")
        self._told.setText(words.format(name=seen.earlier))

    def _turn(self, index: QModelIndex) -> None:
        first = self._model.index(index.row(), 0)
        state = self._model.data(first, Qt.ItemDataRole.CheckStateRole)
        turned = (
            Qt.CheckState.Unchecked if state is Qt.CheckState.Checked else Qt.CheckState.Checked
        )
        self._model.setData(first, turned, Qt.ItemDataRole.CheckStateRole)

    def submit(self) -> None:
        """Record what was said."""
        chosen, task = self._model.changed(), self._task
        if not chosen:
            self.done_with()
            return
        self._context.session.edit(
            lambda desk: problem_lines.say_seen(desk, task, chosen),
            self,
            self.done_with,
            self.refuse,
        )


def _columns() -> tuple[Column[SeenTwice], ...]:
    return (
        Column(_("Repeats"), lambda _row: "", width=64),
        Column(_("Unit"), lambda row: row.unit.label, width=130),
        Column(_("Item"), lambda row: row.number, tip=lambda row: row.title, width=64),
        Column(
            _("This time"),
            lambda row: _with_place(row.now.fact, row.now.place),
            width=290,
        ),
        Column(_("Same place"), lambda row: _("yes") if row.same_place else _("no"), width=80),
        Column(_("Earlier"), lambda row: _with_place(row.before.fact, row.before.place)),
    )


def _with_place(fact: str, place: str) -> str:
    return f"{fact}（{place}）" if place else fact
