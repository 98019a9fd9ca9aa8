"""The findings of an item as a list: corrected in place, withdrawn, marked, pasted many at once."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.finding import Finding
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.services.item_view import FindingView, ItemView
from inspector.ui.memory import Memory
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP, Theme
from inspector.ui.views.finding_form import TIME_FORMAT
from inspector.ui.views.rule_buttons import signed

FACT, COUNT, POINTS, PLACE, TIME = "fact", "count", "points", "place", "sampled_at"


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell as it was typed anew: a finding, the field, and the text."""

    finding: Finding
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with its place in the list."""

    place: int
    shown: FindingView


_NO_EDITS: Final = QAbstractItemView.EditTrigger.NoEditTriggers
_EDITS: Final = (
    QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
)
_EDITING: Final = QAbstractItemView.State.EditingState
_FIXED: Final = "fixed_on_spot"
_SEEN: Final = "seen_before"


class FindingsList(QWidget):
    """Findings, one a row, with what can be done to the selected one above them."""

    corrected = Signal(object)
    """A Correction."""
    marked = Signal(object, str, bool)
    """A Finding, fixed_on_spot or seen_before, and whether it is."""
    withdrawal_wanted = Signal(object)
    picture_wanted = Signal()
    phrase_kept = Signal(object)
    pasted = Signal(str)
    """Several lines or cells that are to become findings."""

    def __init__(self, theme: Theme, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self._theme = theme
        self._is_locked = True
        self._key = ""
        self._later: ItemView | None = None
        self._title = QLabel()
        self._title.setProperty("kind", "heading")
        self._model: TableModel[Row] = TableModel(self._columns(), self)
        self._table = self._make_table()
        memory.keep_header(self._table.horizontalHeader(), "scoring.findings")
        self._buttons = self._make_buttons()
        top = QHBoxLayout()
        top.setSpacing(GAP // 2)
        top.addWidget(self._title)
        top.addStretch(1)
        for button in self._buttons.values():
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        column.addLayout(top)
        column.addWidget(self._table, 1)
        self._follow_selection()

    def show_view(self, view: ItemView) -> None:
        """Show an item's findings; the selected one stays selected.

        While a cell is being typed into, the list waits until that is done.
        """
        is_same, self._key = self._key == view.key, view.key
        if is_same and not view.is_locked and self._table.state() is _EDITING:
            self._later = view
            return
        self._later = None
        selected = self.selected if is_same else None
        self._is_locked = view.is_locked
        self._table.setEditTriggers(_NO_EDITS if view.is_locked else _EDITS)
        rows = [Row(place, one) for place, one in enumerate(view.findings, start=1)]
        self._model.replace(rows)
        self._title.setText(_("Findings {count}").format(count=len(view.standing) or ""))
        if selected is not None:
            self.select(selected.finding.id)
        self._follow_selection()

    def _catch_up(self) -> None:
        if self._later is not None:
            self.show_view(self._later)

    @property
    def selected(self) -> FindingView | None:
        """The finding whose row is selected."""
        rows = self._table.selectionModel().selectedRows()
        return self._model.value(rows[0].row()).shown if rows else None

    def select(self, finding: str) -> None:
        """Select a finding by its id."""
        for place, row in enumerate(self._model.rows):
            if row.shown.finding.id == finding:
                self._table.selectRow(place)
                return

    # Parts ----------------------------------------------------------------------------------------

    def _columns(self) -> tuple[Column[Row], ...]:
        muted = self._colour
        return (
            Column("", lambda row: str(row.place), is_number=True, width=28, colour=muted),
            Column(_("Rules"), lambda row: row.shown.rule or "—", width=44, colour=muted),
            Column(
                _("Taken off"),
                points_words,
                is_number=True,
                width=66,
                colour=muted,
                edit=self._taker(POINTS),
            ),
            Column(
                _("Count"),
                lambda row: str(row.shown.finding.count),
                is_number=True,
                width=48,
                colour=muted,
                edit=self._taker(COUNT),
            ),
            Column(
                _("Fact"), fact_words, tip=fact_tip, colour=muted, edit=self._taker(FACT), width=220
            ),
            Column(
                _("Place"),
                lambda row: row.shown.finding.place,
                width=136,
                colour=muted,
                edit=self._taker(PLACE),
            ),
            Column(
                _("Seen at"),
                time_words,
                tip=time_tip,
                width=92,
                colour=muted,
                edit=self._taker(TIME),
            ),
            Column(
                _("Proof"),
                lambda row: str(len(row.shown.evidence) or ""),
                is_number=True,
                tip=lambda row: "\n".join(row.shown.evidence),
                width=44,
                colour=muted,
            ),
            Column(_("Marked as"), remark_words, tip=remark_tip, width=90, colour=muted),
        )

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("findings_table")
        table.setAccessibleName(_("Findings"))
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.verticalHeader().hide()
        table.setMinimumHeight(72)
        header = table.horizontalHeader()
        header.setMinimumSectionSize(28)
        for place, column in enumerate(self._model.columns):
            table.setColumnWidth(place, max(column.width, header.sectionSizeHint(place)))
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        rows = table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.selectionModel().selectionChanged.connect(lambda *_rows: self._follow_selection())
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        table.installEventFilter(self)
        closed = table.itemDelegate().closeEditor
        closed.connect(self._catch_up, Qt.ConnectionType.QueuedConnection)
        return table

    def _make_buttons(self) -> dict[str, QToolButton]:
        made = {}
        for key, text, icon in (
            (_FIXED, _("Put right on the spot"), "mdi6.wrench-check-outline"),
            (_SEEN, _("Seen before"), "mdi6.repeat"),
            ("picture", _("Paste a screenshot"), "mdi6.image-plus-outline"),
            ("withdraw", _("Withdraw…"), "mdi6.undo-variant"),
        ):
            button = QToolButton()
            button.setObjectName(f"finding_{key}")
            button.setText(text)
            button.setToolTip(text)
            button.setIcon(self._theme.icon(icon))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            made[key] = button
        for key in (_FIXED, _SEEN):
            made[key].setCheckable(True)
            made[key].clicked.connect(lambda on, key=key: self._mark(key, on))
        made["picture"].clicked.connect(self.picture_wanted)
        made["withdraw"].clicked.connect(self._ask_to_withdraw)
        return made

    # Following ------------------------------------------------------------------------------------

    def _follow_selection(self) -> None:
        one = self.selected
        can = one is not None and one.is_open and not self._is_locked
        for key, button in self._buttons.items():
            button.setEnabled(can)
            button.setVisible(not self._is_locked and bool(self._model.rows))
            if button.isCheckable():
                button.setChecked(one is not None and bool(getattr(one.finding, key)))

    def _colour(self, row: Row) -> QColor | None:
        return None if row.shown.counts else self._theme.colour("off")

    def _taker(self, field: str) -> "_Taker":
        return _Taker(self, field)

    def take(self, row: Row, field: str, text: str) -> bool:
        """Pass on what was typed into a cell; the list follows when it is saved."""
        shown = row.shown
        can = {POINTS: shown.has_typed_points, COUNT: shown.is_counted or shown.has_typed_points}
        if self._is_locked or not shown.is_open or not can.get(field, True):
            return False
        if text.strip() == str(_plain(row, field)):
            return False
        self.corrected.emit(Correction(row.shown.finding, field, text.strip()))
        return False

    def _mark(self, key: str, on: bool) -> None:
        if self.selected is not None:
            self.marked.emit(self.selected.finding, key, on)

    def _ask_to_withdraw(self) -> None:
        if self.selected is not None and not self._is_locked:
            self.withdrawal_wanted.emit(self.selected.finding)

    def _show_menu(self, at: QPoint) -> None:
        one = self.selected
        if one is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copied = menu.addAction(_("Copy the fact"))
        copied.triggered.connect(lambda: QGuiApplication.clipboard().setText(one.finding.fact))
        if not self._is_locked:
            kept = menu.addAction(_("Keep as a usual phrase"))
            kept.triggered.connect(lambda: self.phrase_kept.emit(one.finding))
            if one.is_open:
                self._add(menu, _("Withdraw…")).triggered.connect(self._ask_to_withdraw)
        menu.popup(self._table.viewport().mapToGlobal(at))

    def _add(self, menu: QMenu, text: str) -> QAction:
        return menu.addAction(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take pasted lines for findings, and Delete for the wish to withdraw."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.matches(QKeySequence.StandardKey.Paste):
                text = QGuiApplication.clipboard().text()
                if text.strip() and not self._is_locked:
                    self.pasted.emit(text)
                return True
            if event.key() == Qt.Key.Key_Delete:
                self._ask_to_withdraw()
                return True
        return super().eventFilter(watched, event)


@dataclass(frozen=True, slots=True)
class _Taker:
    """Takes what is typed into the cells of one column."""

    view: FindingsList
    field: str

    def __call__(self, row: Row, text: str) -> bool:
        return self.view.take(row, self.field, text)


def points_words(row: Row) -> str:
    """Return what a finding costs, with its sign."""
    return signed(row.shown.finding.points, earns=row.shown.earns)


def fact_words(row: Row) -> str:
    """Return the fact; of one withdrawn also why."""
    finding = row.shown.finding
    if row.shown.counts:
        return finding.fact
    return _("Withdrawn: {fact} ({reason})").format(
        fact=finding.fact, reason=finding.status_reason or "—"
    )


def fact_tip(row: Row) -> str:
    """Return the fact with who recorded it."""
    finding = row.shown.finding
    return "\n".join(filter(None, (finding.fact, finding.inspector)))


def time_words(row: Row) -> str:
    """Return when it was seen, without the year."""
    at = row.shown.finding.sampled_at
    return "" if at is None else at.strftime("%m-%d %H:%M")


def time_tip(row: Row) -> str:
    """Return when it was seen, in full."""
    at = row.shown.finding.sampled_at
    return "" if at is None else at.strftime(TIME_FORMAT)


def remark_words(row: Row) -> str:
    """Return what else is said of a finding."""
    finding = row.shown.finding
    said = []
    if finding.fixed_on_spot:
        said.append(_("fixed at once"))
    if finding.seen_before:
        said.append(_("repeated"))
    elif row.shown.repeats is not None and row.shown.counts:
        said.append(_("repeated?"))
    if row.shown.counts and not row.shown.is_open:
        said.append(label(finding.status))
    return "  ".join(said)


def remark_tip(row: Row) -> str:
    """Return the earlier finding that this one may repeat."""
    before = row.shown.repeats
    if before is None:
        return remark_words(row)
    return _("Found last time: {fact}").format(fact=f"{before.fact}  {before.place}".strip())


def _plain(row: Row, field: str) -> str:
    """Return a cell's value as it is typed."""
    finding = row.shown.finding
    match field:
        case "points":
            return points_words(row)
        case "count":
            return str(finding.count)
        case "sampled_at":
            return time_words(row)
        case _:
            return str(getattr(finding, field))
