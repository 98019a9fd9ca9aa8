"""Two lists side by side: what is new, changed, the same or gone, each text with its changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.checklist import Checklist
from inspector.domain.ids import EditionId, ItemKey
from inspector.exchange.checklist_diff import ChangeKind, ItemChange, MatchedBy
from inspector.i18n.gettext import N_, _
from inspector.services import checklists
from inspector.services.desk import Desk
from inspector.services.last_time import Wording
from inspector.ui.context import Context
from inspector.ui.dialogs.form import fit_to_screen
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP, MARGIN, Theme
from inspector.ui.views.item_sides import differing, side_of

_CHANGES: Final[Mapping[ChangeKind, tuple[str, str, str]]] = {
    ChangeKind.NEW: (N_("New"), "mdi6.plus-circle-outline", "good"),
    ChangeKind.CHANGED: (N_("Changed"), "mdi6.pencil-circle-outline", "warning"),
    ChangeKind.MISSING: (N_("Dropped"), "mdi6.minus-circle-outline", "bad"),
    ChangeKind.SAME: (N_("Same"), "mdi6.equal", "muted"),
}
_MATCHED: Final[Mapping[MatchedBy, str]] = {
    MatchedBy.KEY: N_("known item"),
    MatchedBy.DIGEST: N_("same text"),
    MatchedBy.NUMBER: N_("same number, like text"),
    MatchedBy.TEXT: N_("like text"),
}
GUESSED: Final = frozenset({MatchedBy.NUMBER, MatchedBy.TEXT})
"""Matches that a person confirms."""
_WIDE, _TALL = 1120, 640
_LEAST_COLUMN = 90


@dataclass(frozen=True, slots=True)
class ListChoice:
    """A list that can be compared: an edition of the workspace, or one that is at hand."""

    title: str
    source: EditionId | Checklist


class CompareLists(QDialog):
    """Shows changes; where it asks, matches by likeness can be refused one by one."""

    decided = Signal(object)
    """The keys of new items that are no continuation of an old one."""

    def __init__(
        self,
        context: Context,
        changes: Sequence[ItemChange] = (),
        *,
        apart: frozenset[ItemKey] = frozenset(),
        is_asking: bool = False,
        choices: Sequence[ListChoice] = (),
    ) -> None:
        super().__init__(context.frame.window_widget)
        self.setObjectName("compare_lists")
        self.setWindowTitle(_("Compare lists"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._is_asking = context, is_asking
        self._choices = tuple(choices)
        self._apart = set(apart)
        self._asked = 0
        self.model: TableModel[ItemChange] = TableModel(
            _columns(context.theme, self._is_apart, is_asking=is_asking), self
        )
        self.table = QTableView()
        self.old, self.new = _pane("compare_old"), _pane("compare_new")
        self.older, self.newer = QComboBox(), QComboBox()
        self.chips = QButtonGroup(self)
        self.toggle = QPushButton(_("Not the same item"))
        self._lay_out()
        fit_to_screen(self, _WIDE, _TALL)
        self.show_changes(changes)

    # Parts ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        if self._choices:
            column.addLayout(self._choosers())
        column.addLayout(self._chip_row())
        down = QSplitter(Qt.Orientation.Vertical)
        down.setChildrenCollapsible(False)
        down.addWidget(self._dressed_table())
        down.addWidget(self._side_byside_of())
        down.setSizes([340, 240])
        column.addWidget(down, 1)
        buttons = QDialogButtonBox()
        if self._is_asking:
            self.toggle.setObjectName("compare_toggle")
            self.toggle.clicked.connect(self.toggle_current)
            self.toggle.setEnabled(False)
            buttons.addButton(self.toggle, QDialogButtonBox.ButtonRole.ActionRole)
            done = buttons.addButton(_("Confirm"), QDialogButtonBox.ButtonRole.AcceptRole)
            buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
            QShortcut(QKeySequence(Qt.Key.Key_Space), self.table, self.toggle_current)
        else:
            done = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        done.setObjectName("compare_done")
        done.setDefault(True)
        buttons.accepted.connect(self._decide)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _choosers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for words, box, name in (
            (_("Earlier list"), self.older, "compare_older"),
            (_("Later list"), self.newer, "compare_newer"),
        ):
            box.setObjectName(name)
            box.setAccessibleName(words)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            for choice in self._choices:
                box.addItem(choice.title)
            box.activated.connect(lambda _at: self.compare())
            box.currentTextChanged.connect(box.setToolTip)
            box.setToolTip(box.currentText())
            buddy = QLabel(words)
            buddy.setBuddy(box)
            row.addWidget(buddy)
            row.addWidget(box, 1)
        return row

    def _chip_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP // 2)
        self.chips.setExclusive(True)
        for kind in (None, *_CHANGES):
            chip = QPushButton()
            chip.setCheckable(True)
            chip.setProperty("kind", "chip")
            chip.setProperty("change", kind)
            chip.setAutoDefault(False)
            chip.clicked.connect(self._filter)
            self.chips.addButton(chip)
            row.addWidget(chip)
        self.chips.buttons()[0].setChecked(True)
        row.addStretch(1)
        return row

    def _dressed_table(self) -> QTableView:
        table = self.table
        table.setObjectName("compare_changes")
        table.setAccessibleName(_("Items of both lists"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + GAP)
        header = table.horizontalHeader()
        for at, column in enumerate(self.model.columns):
            least = header.fontMetrics().horizontalAdvance(column.title) + 3 * GAP
            header.resizeSection(at, max(column.width, least))
        header.setMinimumSectionSize(_LEAST_COLUMN)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentRowChanged.connect(self._show_pair)
        return table

    def _side_byside_of(self) -> QWidget:
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        for words, pane in ((_("Earlier list"), self.old), (_("Later list"), self.new)):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(GAP // 2)
            heading = QLabel(words)
            heading.setProperty("kind", "heading")
            pane.setAccessibleName(words)
            column.addWidget(heading)
            column.addWidget(pane, 1)
            across.addWidget(side)
        return across

    # Contents -------------------------------------------------------------------------------------

    def choose(self, older: int, newer: int) -> None:
        """Choose two of the lists and compare them."""
        self.older.setCurrentIndex(older)
        self.newer.setCurrentIndex(newer)
        self.compare()

    def compare(self) -> None:
        """Compare the lists that are chosen."""
        self._asked += 1
        asked = self._asked
        older, newer = (
            self._choices[box.currentIndex()].source for box in (self.older, self.newer)
        )
        self._context.session.ask(
            partial(_loaded, older=older, newer=newer), lambda lists: self._run(asked, lists), self
        )

    def _run(self, asked: int, lists: tuple[Checklist, Checklist]) -> None:
        old, new = lists
        self._context.workers.run(
            "checklists.compare",
            {"old": old, "new": new},
            lambda changes: self.show_changes(changes) if asked == self._asked else None,
            self,
        )

    def show_changes(self, changes: Sequence[ItemChange]) -> None:
        """Show what became of each item."""
        kinds = [change.kind for change in changes]
        for chip in self.chips.buttons():
            kind: ChangeKind | None = chip.property("change")
            word = _("All") if kind is None else _(_CHANGES[kind][0])
            count = len(kinds) if kind is None else kinds.count(kind)
            chip.setText(f"{word} {count}")
        self.model.replace(changes)
        self._filter()

    def _filter(self) -> None:
        kind = self.chips.checkedButton().property("change")
        self.model.keep(None if kind is None else lambda change: change.kind == kind)
        if self.model.rowCount():
            self.table.selectRow(0)
        else:
            self.old.clear()
            self.new.clear()

    def _show_pair(self, now: QModelIndex, _was: QModelIndex) -> None:
        if not now.isValid():
            return
        change = self.model.value(now.row())
        theme = self._context.theme
        self.old.setHtml(side_of(change, Wording.GONE, theme))
        self.new.setHtml(side_of(change, Wording.NEW, theme))
        self.toggle.setEnabled(change.matched_by in GUESSED)
        self._name_toggle(change)

    # Deciding -------------------------------------------------------------------------------------

    def _is_apart(self, change: ItemChange) -> bool:
        return change.new is not None and change.new.key in self._apart

    def _name_toggle(self, change: ItemChange) -> None:
        apart = self._is_apart(change)
        self.toggle.setText(_("Is the same item") if apart else _("Not the same item"))

    def toggle_current(self) -> None:
        """Refuse the match of the current row, or confirm it again."""
        index = self.table.currentIndex()
        if not self._is_asking or not index.isValid():
            return
        change = self.model.value(index.row())
        if change.new is None or change.matched_by not in GUESSED:
            return
        self._apart ^= {change.new.key}
        self.model.update([change], identity=id)
        self._name_toggle(change)

    def _decide(self) -> None:
        if self._is_asking:
            self.decided.emit(frozenset(self._apart))
        self.accept()


def _loaded(
    desk: Desk, older: EditionId | Checklist, newer: EditionId | Checklist
) -> tuple[Checklist, Checklist]:
    return _checklist(desk, older), _checklist(desk, newer)


def _checklist(desk: Desk, source: EditionId | Checklist) -> Checklist:
    return source if isinstance(source, Checklist) else checklists.edition(desk, source)


def _columns(
    theme: Theme, is_apart: Callable[[ItemChange], bool], *, is_asking: bool
) -> Sequence[Column[ItemChange]]:
    shown: list[Column[ItemChange]] = [
        Column(
            _("Change"),
            lambda one: _(_CHANGES[one.kind][0]),
            width=90,
            colour=lambda one: theme.colour(_CHANGES[one.kind][2]),
            icon=lambda one: theme.icon(_CHANGES[one.kind][1], _CHANGES[one.kind][2]),
        ),
        Column(_("Old number"), lambda one: one.old.number if one.old else "", width=90),
        Column(_("New number"), lambda one: one.new.number if one.new else "", width=90),
        Column(_("Content"), lambda one: _content(one), width=400),
        Column(_("What differs"), differing, width=190),
        Column(
            _("Matched by"),
            lambda one: _(_MATCHED[one.matched_by]) if one.matched_by else "",
            width=150,
        ),
    ]
    if is_asking:
        shown.append(
            Column(
                _("Same item"),
                lambda one: _same_words(one, apart=is_apart(one)),
                width=110,
                colour=lambda one: theme.colour("warning") if is_apart(one) else None,
            )
        )
    return shown


def _content(change: ItemChange) -> str:
    item = change.new or change.old
    return "" if item is None else " ".join(item.content.split())


def _same_words(change: ItemChange, *, apart: bool) -> str:
    if change.matched_by is None:
        return ""
    if change.matched_by not in GUESSED:
        return _("yes")
    return _("no, a new one") if apart else _("yes, proposed")


def _pane(name: str) -> QTextBrowser:
    pane = QTextBrowser()
    pane.setObjectName(name)
    pane.setOpenLinks(False)
    return pane
