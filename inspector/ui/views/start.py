"""The start page: what can be done while no workspace is open."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector import paths
from inspector.domain.errors import Refused
from inspector.i18n.gettext import N_, _
from inspector.services import recent
from inspector.services.recent import RecentWorkspace
from inspector.ui.context import Context
from inspector.ui.delegates.recent_row import RecentRow
from inspector.ui.dialogs.form import heading, muted
from inspector.ui.later import later
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.recent_lines import RecentLines, lines_of
from inspector.ui.workers import Running

if TYPE_CHECKING:
    from inspector.ui.dialogs.new_task import NewTaskDialog
else:
    NewTaskDialog = later("inspector.ui.dialogs.new_task", "NewTaskDialog")

_ENDING: Final = ".inspection"
_WIDTH: Final = 1040
"""The page grows no wider than this; lines longer than that are hard to read."""
_NOTICE: Final = "start/notice"
"""Under which the memory keeps that the notice was read."""
_BUTTONS: Final = (
    ("frame.new", N_("New inspection…"), "mdi6.file-plus-outline"),
    ("frame.open", N_("Open…"), "mdi6.folder-open-outline"),
    ("checklists.import", N_("Import a checklist…"), "mdi6.file-import-outline"),
)


class StartPage(QWidget):
    """Recent workspaces with what is unfinished in each, and the ways to begin."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._context = context
        self._known: tuple[RecentWorkspace, ...] = ()
        self._looking: Running | None = None
        self._waiting_file: Path | None = None
        self._build()
        context.theme.changed.connect(self._list.viewport().update)

    # What the window asks -------------------------------------------------------------------------

    def load(self) -> None:
        """Show what was open lately, and look what is unfinished in it."""
        self._offer.hide()
        self._keep_room_of_notice(keeps=False)
        # Locked in field mode, the unit that looks on sees no other file's name.
        self._known = () if self._context.frame.is_field_mode else recent.files()
        self._show_known(is_looking=True)
        if self._known and self._notice.isHidden():
            self._list.setFocus()
        if self._looking is not None:
            self._looking.cancel()
        self._looking = None
        if self._known:
            self._looking = self._context.workers.run(
                "overview.recent_workspaces",
                {"known": self._known, "today": date.today()},
                self._show_looked_into,
                self,
                failed=lambda _refusal: self._show_known(is_looking=False),
                quiet=True,
            )

    def begin_task(self) -> None:
        """Begin a new inspection in three steps."""
        dialog = NewTaskDialog(self._context, self._context.frame.window_widget)
        dialog.made.connect(self._context.frame.open_workspace)
        dialog.open()

    def offer_reading(self, path: Path) -> None:
        """Offer to look at a workspace that someone else has open."""
        self._waiting_file = path
        self._offer_text.setText(
            _("{name} cannot be written to now; it can be looked at.").format(name=path.stem)
        )
        self._offer.show()

    # Parts ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        page = QWidget()
        page.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(page)
        column.setContentsMargins(2 * MARGIN, 2 * MARGIN, 2 * MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        title = QLabel(_("Inspector"))
        title.setProperty("kind", "title")
        column.addWidget(title)
        column.addWidget(self._made_notice())
        column.addWidget(self._made_offer())
        row = QHBoxLayout()
        row.setSpacing(2 * MARGIN)
        row.addLayout(self._made_buttons())
        row.addLayout(self._made_list(), 1)
        column.addLayout(row, 1)
        column.addWidget(muted(_("For material that is not secret only.")))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(page, 100)
        outer.addStretch(1)

    def _made_buttons(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GAP)
        column.addWidget(heading(_("Begin")))
        for key, text, icon in _BUTTONS:
            button = self._made_button(_(text), icon)
            button.setObjectName(key)
            button.clicked.connect(lambda _on=False, key=key: self._context.actions.trigger(key))
            column.addWidget(button)
            if key == "frame.new":
                button.setProperty("kind", "primary")
                button.setIcon(self._context.theme.icon(icon, "on_accent"))
        demo = self._made_button(_("Demo data"), "mdi6.school-outline")
        demo.setObjectName("demo")
        demo.setToolTip(_("Builds an invented city's year, with its papers, and opens it."))
        demo.clicked.connect(self._build_demo)
        self._demo = demo
        column.addWidget(demo)
        column.addStretch(1)
        return column

    def _made_button(self, text: str, icon: str) -> QPushButton:
        button = QPushButton(self._context.theme.icon(icon), text)
        button.setMinimumSize(200, 44)
        button.setIconSize(QSize(20, 20))
        return button

    def _made_list(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GAP)
        column.addWidget(heading(_("Recent workspaces")))
        self._model = TableModel[RecentLines]([Column("", lambda one: one.spoken)], self)
        self._list = QListView()
        self._list.setObjectName("recent")
        self._list.setAccessibleName(_("Recent workspaces"))
        self._list.setModel(self._model)
        self._delegate = RecentRow(self._context.theme)
        self._list.setItemDelegate(self._delegate)
        self._list.setMouseTracking(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.activated.connect(self._open_index)
        forget = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._list)
        forget.setContext(Qt.ShortcutContext.WidgetShortcut)
        forget.activated.connect(self._forget)
        column.addWidget(self._list, 1)
        self._hint = muted("")
        column.addWidget(self._hint)
        return column

    def _made_notice(self) -> QFrame:
        self._notice = QFrame()
        self._notice.setObjectName("notice")
        self._notice.setProperty("kind", "notice")
        text = QLabel(
            _(
                "This program is for material that is not secret only; entering or keeping state "
                "secrets is strictly forbidden."
            )
        )
        text.setWordWrap(True)
        understood = QPushButton(_("I understand"))
        understood.setObjectName("understood")
        understood.clicked.connect(self._put_notice_away)
        row = QHBoxLayout(self._notice)
        row.addWidget(text, 1)
        row.addWidget(understood)
        self._notice.setHidden(bool(self._context.memory.value(_NOTICE, "")))
        return self._notice

    def _made_offer(self) -> QFrame:
        self._offer = QFrame()
        self._offer.setObjectName("offer")
        self._offer.setProperty("kind", "notice")
        self._offer_text = QLabel()
        self._offer_text.setWordWrap(True)
        read = QPushButton(_("Open read-only"))
        read.setObjectName("open_read_only")
        read.clicked.connect(self._open_for_reading)
        row = QHBoxLayout(self._offer)
        row.addWidget(self._offer_text, 1)
        row.addWidget(read)
        self._offer.hide()
        return self._offer

    # Doing ----------------------------------------------------------------------------------------

    def _show_known(self, *, is_looking: bool) -> None:
        today = date.today()
        self._model.replace([lines_of(one, today, is_looking=is_looking) for one in self._known])
        if self._known:
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._hint.setHidden(self._context.frame.is_field_mode)
        self._hint.setText(
            _("Enter opens, Delete takes a workspace off this list; files can be dropped here.")
            if self._known
            else _("Nothing was open yet. Begin with a new inspection, or with the demo data.")
        )

    def _show_looked_into(self, found: Sequence[RecentWorkspace]) -> None:
        chosen = self._list.currentIndex().row()
        listed = {one.path for one in self._known}  # without what was taken off meanwhile
        self._known = tuple(one for one in found if one.path in listed)
        self._show_known(is_looking=False)
        if 0 <= chosen < len(self._known):
            self._list.setCurrentIndex(self._model.index(chosen, 0))

    def _open_index(self, index: QModelIndex) -> None:
        self._context.frame.open_workspace(self._model.value(index.row()).path)

    def _forget(self) -> None:
        index = self._list.currentIndex()
        if not index.isValid():
            return
        recent.forget(self._model.value(index.row()).path)
        self._known = tuple(one for place, one in enumerate(self._known) if place != index.row())
        self._show_known(is_looking=False)

    def _open_for_reading(self) -> None:
        self._offer.hide()
        if self._waiting_file is not None:
            self._context.frame.open_workspace(self._waiting_file, read_only=True)

    def _put_notice_away(self) -> None:
        self._context.memory.put(_NOTICE, "read")
        self._keep_room_of_notice(keeps=True)  # nothing is to move that the mouse is aimed at
        self._notice.hide()

    def _keep_room_of_notice(self, *, keeps: bool) -> None:
        policy = self._notice.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps)
        self._notice.setSizePolicy(policy)

    def _build_demo(self) -> None:
        self._demo.setEnabled(False)
        self._context.workers.run(
            "demo.build",
            {"folder": paths.documents() / _("Inspector demo")},
            self._open_demo,
            self,
            failed=self._demo_refused,
        )

    def _open_demo(self, path: Path) -> None:
        self._demo.setEnabled(True)
        self._context.frame.open_workspace(path)

    def _demo_refused(self, refusal: Refused) -> None:
        self._demo.setEnabled(True)
        self._context.workers.refused.emit(refusal)

    # Files dropped --------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take a workspace that is dragged here."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open a workspace that is dropped here."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self._context.frame.open_workspace(path)


def _dropped(event: QDropEvent) -> Path | None:
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((file for file in files if file.suffix.lower() == _ENDING), None)
