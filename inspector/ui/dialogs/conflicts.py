"""What merged laptops do not agree on: looked at side by side, settled one by one or by a rule."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
)

from inspector.domain.changes import Changes
from inspector.domain.errors import Refused
from inspector.i18n.conflict_words import field_words
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.services import conflicts, merging
from inspector.services.conflicts import Dispute, Told
from inspector.services.desk import Desk
from inspector.ui.context import Context
from inspector.ui.dialogs.form import fit_to_screen, muted
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.conflict_sides import EDGE, ConflictSides
from inspector.ui.views.plain_table import plain_table
from inspector.ui.views.settle_form import SettleForm

_WIDE, _TALL = 1120, 640
_ALL: Final = ""
_ROW: Final = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)


class ConflictsDialog(QDialog):
    """The list on the left, the values on the right, the reason beneath."""

    alike_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.frame.window_widget)
        self.setObjectName("conflicts")
        self.setWindowTitle(_("Differing values"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._found: tuple[Dispute, ...] = ()
        self._current: Dispute | None = None
        self.unit = QComboBox()
        self.count = QLabel()
        self.model: TableModel[Dispute] = TableModel(_columns(), self)
        self.table = plain_table(self.model, "conflict_list", _("Differing values"))
        self.sides = ConflictSides()
        self.form = SettleForm()
        self.problem = QLabel()
        self.alike_button = QPushButton(_("The same unit?…"))
        self.close_button = QPushButton(_("Close"))
        self._lay_out()
        self._connect()
        fit_to_screen(self, _WIDE, _TALL)
        self._ask()
        context.session.ask(
            merging.alike_units, lambda pairs: self.alike_button.setVisible(bool(pairs)), self
        )

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.sides)
        splitter.setStretchFactor(0, 5)
        splitter.setStretchFactor(1, 6)
        splitter.setSizes([480, 580])
        self._context.memory.keep_splitter(splitter, "conflicts")
        self.problem.setObjectName("problem")
        self.problem.setProperty("kind", "bad")
        self.problem.setWordWrap(True)
        self.problem.hide()
        for button, name in (
            (self.close_button, "conflict_close"),
            (self.alike_button, "conflict_alike"),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
        self.alike_button.setToolTip(_("Say which units of like name are one."))
        self.alike_button.hide()
        last = QHBoxLayout()
        last.addWidget(muted(_("The reason stays in the history.")))
        last.addStretch(1)
        last.addWidget(self.alike_button)
        last.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addLayout(self._head())
        column.addWidget(splitter, 1)
        column.addWidget(self.form)
        column.addWidget(self.problem)
        column.addLayout(last)

    def _head(self) -> QHBoxLayout:
        label = QLabel(_("Unit"))
        label.setBuddy(self.unit)
        self.unit.setObjectName("conflict_unit")
        self.unit.setAccessibleName(_("Unit"))
        self.unit.setMinimumContentsLength(14)
        self.unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.count.setObjectName("conflict_count")
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(label)
        row.addWidget(self.unit)
        row.addStretch(1)
        row.addWidget(self.count)
        return row

    def _connect(self) -> None:
        self.unit.activated.connect(lambda _at: self._filter())
        self.table.selectionModel().currentRowChanged.connect(
            lambda now, _was: self._show(now.row())
        )
        self.sides.chosen.connect(lambda _place: self._choose())
        self.form.one_wanted.connect(self.settle)
        self.form.rule_wanted.connect(self.settle_by_rule)
        self.close_button.clicked.connect(self.reject)
        self.alike_button.clicked.connect(self.alike_wanted)

    # The list -------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self.count.setText(_("Listing…"))
        self._context.session.ask(conflicts.disputes, self._take, self)

    def _take(self, found: tuple[Dispute, ...]) -> None:
        row = max(self.table.currentIndex().row(), 0)
        self._found = found
        chosen = self.unit.currentData()
        units = {one.unit.id: one.unit.label for one in found if one.unit is not None}
        self.unit.clear()
        self.unit.addItem(_("All units"), _ALL)
        for identity, name in units.items():
            self.unit.addItem(name, identity)
        self.unit.setCurrentIndex(max(self.unit.findData(chosen), 0))
        self._filter(row)

    def _filter(self, row: int = 0) -> None:
        wanted = self.unit.currentData() or _ALL
        shown = [
            one
            for one in self._found
            if wanted == _ALL or (one.unit is not None and one.unit.id == wanted)
        ]
        self._current = None
        self.sides.clear()
        self.model.replace(shown)
        self.form.offer({side.author for one in shown for side in one.sides})
        self.count.setText(_counted(len(shown), len(self._found)))
        if shown:
            at = self.model.index(min(row, len(shown) - 1), 0)
            self.table.selectionModel().setCurrentIndex(at, _ROW)
            self.table.scrollTo(at)
        self._enable()

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self.model.rows):
            return
        dispute = self._current = self.model.value(row)
        self._context.session.ask(
            lambda desk: conflicts.told(desk, dispute),
            lambda told: self._show_told(dispute, told),
            self,
        )

    def _show_told(self, dispute: Dispute, told: Told) -> None:
        if dispute is self._current:
            self.sides.show_dispute(dispute, told)
            self._enable()
            self._ask_for_pictures()

    def _ask_for_pictures(self) -> None:
        door, blobs = self._context.session.door, self.sides.blobs
        if door is not None and blobs:
            self._context.workers.run(
                "thumbnails.made",
                {"door": door, "blobs": blobs, "edge": EDGE},
                self.sides.take_thumbnails,
                self,
                quiet=True,
            )

    def _choose(self) -> None:
        self._enable()
        self.form.reason.setFocus()

    def _enable(self) -> None:
        can_choose = self._current is not None and self.sides.choice is not None
        self.form.allow(choice=can_choose, lines=bool(self.model.rows))

    # Settling -------------------------------------------------------------------------------------

    def settle(self, reason: str) -> None:
        """Settle the current conflict by the value that is chosen."""
        dispute, place = self._current, self.sides.choice
        if dispute is None or place is None:
            return
        side = dispute.sides[place]
        self._write(lambda desk: (0, conflicts.settle(desk, dispute, side, reason)), 1)

    def settle_by_rule(self, author: str, reason: str, is_selection: bool) -> None:
        """Settle the lines shown, or those selected, by one person's values."""
        chosen = self._selected() if is_selection else self.model.rows
        if not chosen:
            return

        def verb(desk: Desk) -> tuple[int, Changes]:
            left, changes = conflicts.settle_by_author(desk, chosen, author, reason)
            return len(left), changes

        self._write(verb, len(chosen))

    def _selected(self) -> Sequence[Dispute]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.value(row) for row in rows]

    def _write(self, verb: Callable[[Desk], tuple[int, Changes]], count: int) -> None:
        """Carry a verb out that returns how many lines it left, with its changes."""
        self.problem.hide()
        self.form.allow(choice=False, lines=False)
        self._context.session.edit(
            verb, self, lambda done: self._written(count - done[0], done[0]), self._refuse
        )

    def _written(self, settled: int, left: int) -> None:
        told = _("{count} values were settled.").format(count=settled)
        if left:
            told += " " + _("{count} are left: this person has no value there.").format(count=left)
        self._context.frame.tell(told)
        self.form.reason.clear()
        self._ask()
        self.table.setFocus()

    def _refuse(self, refusal: Refused) -> None:
        self.problem.setText("\n".join(map(sentence, refusal.issues)))
        self.problem.show()
        self._enable()


def _counted(shown: int, every: int) -> str:
    if not every:
        return _("Nothing differs.")
    if shown == every:
        return _("Differing: {count}").format(count=every)
    return _("{shown} of {count} values that differ").format(shown=shown, count=every)


def _columns() -> tuple[Column[Dispute], ...]:
    return (
        Column(_("Unit"), lambda one: one.unit.label if one.unit else "—", width=140),
        Column(_("Item"), lambda one: one.item or "—", width=70, tip=lambda one: one.item),
        Column(_("Field"), lambda one: field_words(one.entry.field), width=90),
        Column(_("Who"), lambda one: "、".join(side.author for side in one.sides)),
    )
