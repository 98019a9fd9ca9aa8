"""The window: rail, screens, menus, status line, and going from place to place."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector import settings
from inspector.domain.errors import Refused
from inspector.domain.issues import Issue
from inspector.services import recent
from inspector.ui.actions.table import Actions
from inspector.ui.context import Context
from inspector.ui.errors import Failure, Hook
from inspector.ui.field_mode import SCREEN as FIELD_SCREEN
from inspector.ui.field_mode import FieldMode
from inspector.ui.finding_places import FindingPlaces
from inspector.ui.frame_verbs import FrameVerbs
from inspector.ui.last_place import keep_spot, kept_screen, kept_spot
from inspector.ui.later import later
from inspector.ui.locking import Locking
from inspector.ui.memory import Memory
from inspector.ui.merging import Merging
from inspector.ui.opening import Opening
from inspector.ui.screen import Screen, Spot
from inspector.ui.screens import SCREENS, built
from inspector.ui.session import Session
from inspector.ui.theme import Theme
from inspector.ui.title import title_of
from inspector.ui.undoing import Undoing
from inspector.ui.views.message_bar import MessageBar
from inspector.ui.views.rail import Rail
from inspector.ui.views.status_line import StatusLine
from inspector.ui.workers import Workers

if TYPE_CHECKING:
    from inspector.ui.dialogs.closing import ClosingDialog
    from inspector.ui.dialogs.failure import FailureDialog
    from inspector.ui.dialogs.import_start import begin_import
    from inspector.ui.views.start import StartPage
else:
    ClosingDialog = later("inspector.ui.dialogs.closing", "ClosingDialog")
    FailureDialog = later("inspector.ui.dialogs.failure", "FailureDialog")
    begin_import = later("inspector.ui.dialogs.import_start", "begin_import")
    StartPage = later("inspector.ui.views.start", "StartPage")


_SIZE = (1280, 800)
_TITLE_BAR = QMargins(0, 0, 0, 32)
"""What a desktop's title bar may take of a small screen."""
_LEAST = (1024, 640)


class MainWindow(QMainWindow):
    """One window for one workspace; without one it shows the start page."""

    def __init__(
        self,
        session: Session,
        workers: Workers,
        theme: Theme,
        memory: Memory,
        hook: Hook,
        author: str = "",
        *,
        opens_file: bool = False,
    ) -> None:
        """Show the start page at once, unless a file is about to be opened."""
        super().__init__()
        self.setObjectName("window")
        self._session, self._workers, self._memory = session, workers, memory
        self._may_close = False
        self._is_ending = False
        self._actions = Actions(self, theme)
        self.context = Context(
            session=session,
            workers=workers,
            theme=theme,
            actions=self._actions,
            memory=memory,
            frame=self,
        )
        self._screens: dict[str, Screen] = {}
        self._start: StartPage | None = None
        self._build(theme)
        self._actions.fill(self.menuBar())
        self._field = FieldMode(self.context, self)
        self._undoing = Undoing(self.context, self)
        self._places = FindingPlaces(self.context, self)
        self._verbs = FrameVerbs(self.context, self)
        self._merging = Merging(self.context, self)
        self._opening = Opening(
            session,
            self,
            author,
            self._refuse_file,
            lambda path: self._start_page.offer_reading(path),
        )
        self._locking = Locking(self.context, _idle_minutes, self._opening.ask_password, self)
        self._bind()
        self._listen(hook)
        self.setMinimumSize(*_LEAST)
        if not memory.restore_window(self):
            room = self.screen().availableSize().shrunkBy(_TITLE_BAR)
            self.resize(QSize(*_SIZE).boundedTo(room))
        if not opens_file:
            self._show_start()

    # What screens ask of the window ---------------------------------------------------------------

    def go_to(self, screen: str, spot: Spot | None = None) -> None:
        """Bring a screen to the front, building it at its first visit."""
        if not self._session.is_open or (self.is_field_mode and screen != FIELD_SCREEN):
            return
        before = self._front()
        is_new = screen not in self._screens
        if is_new:
            spec = next(spec for spec in SCREENS if spec.key == screen)
            self._screens[screen] = built(spec, self.context)
            self._stack.addWidget(self._screens[screen])
        shown = self._screens[screen]
        if before is not None and before is not shown:
            before.leave()
            keep_spot(self._memory, before)
        self._rail.show_screen(screen)
        self._actions.show_screen(screen)
        self._stack.setCurrentWidget(shown)
        self._messages.follow(screen)
        if is_new or not shown.isAncestorOf(self.focusWidget() or self):
            shown.take_keys()
        if spot is not None:
            shown.enter(spot)
        self._memory.put("screen", screen)

    def tell(self, text: str) -> None:
        """Say in passing that something is done."""
        self._status.tell(text)

    def warn(self, issues: tuple[Issue, ...]) -> None:
        """Show issues until they are put away, on the screen that is in front."""
        self._messages.show_issues(issues, self._actions.screen)

    @property
    def window_widget(self) -> QWidget:
        """The widget that dialogs belong to."""
        return self

    @property
    def spot(self) -> Spot | None:
        """Where the screen in front stands; None on the start page."""
        front = self._front()
        return None if front is None else front.spot()

    @property
    def is_field_mode(self) -> bool:
        """Whether only the unit being visited may be shown."""
        return self._actions.action("frame.field_mode").isChecked()

    def built_screen(self, key: str) -> Screen | None:
        """Return a screen that was built already."""
        return self._screens.get(key)

    # Opening and closing --------------------------------------------------------------------------

    def open_workspace(self, path: Path, *, read_only: bool = False) -> None:
        """Open a workspace file; a password is asked for, another's lock is told."""
        self._leave_front()
        self._messages.put_away()
        self._opening.open(path, read_only=read_only)

    def choose_workspace(self) -> None:
        """Ask which workspace to open."""
        self._opening.choose(self.open_workspace)

    def close_workspace(self) -> None:
        """Close the workspace and show the start page."""
        self._leave_front()
        self._session.close()

    def shut(self) -> None:
        """Close without asking; work under way is called off."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Hand over what is being typed, then end the thread and the processes.

        All edits asked for are waited for; while papers are being made the user is asked.
        """
        if self._workers.watched and not self._may_close:
            event.ignore()
            dialog = ClosingDialog(self._workers, self)
            dialog.close_now.connect(self.shut)
            dialog.open()
            return
        self._is_ending = True
        self.statusBar().clearMessage()
        self._leave_front()
        self._memory.keep_window(self)
        self._memory.flush()
        self._workers.stop()
        self._session.stop()
        event.accept()

    # Parts ----------------------------------------------------------------------------------------

    def _build(self, theme: Theme) -> None:
        self._rail = Rail(theme)
        self._rail.chosen.connect(self.go_to)
        self._messages = MessageBar(theme)
        self._messages.setObjectName("messages")
        self._stack = QStackedWidget()
        self.setCentralWidget(_beside(self._rail, self._stack, self._messages))
        self._status = StatusLine(self._session, self._workers, theme)
        self.setStatusBar(self._status)

    def _bind(self) -> None:
        bind = self._actions.bind
        bind("frame.open", self.choose_workspace)
        bind("frame.close", self.close_workspace)
        bind("frame.quit", self.close)
        bind("frame.new", lambda: self._start_page.begin_task())
        bind("checklists.import", partial(begin_import, self.context))
        self._field.changed.connect(self._show_field_mode)
        for spec in SCREENS:
            bind(f"frame.screen.{spec.key}", partial(self.go_to, spec.key))

    def _listen(self, hook: Hook) -> None:
        self._session.opened.connect(self._show_opened)
        self._session.task_changed.connect(self._show_title)
        self._session.closed.connect(self._show_start)
        for source in (self._session, self._workers, hook):
            source.refused.connect(self._show_refusal)
            source.failed.connect(self._show_failure)

    # Following ------------------------------------------------------------------------------------

    def _show_opened(self) -> None:
        path = self._session.path
        if path is None:
            return
        self._memory.use(path)
        if not self._session.is_read_only:
            recent.remember(path)
        self._rail.show()
        self._actions.set_workspace(True)
        self._show_title()
        screen = kept_screen(self._memory)
        self.go_to(screen, kept_spot(self._memory, screen))

    def _show_title(self) -> None:
        self.setWindowTitle(title_of(self._session, is_field_mode=self.is_field_mode))
        self._actions.enable("frame.task", len(self._session.tasks) > 1)

    def _show_field_mode(self, on: bool) -> None:
        self._rail.show_only(FIELD_SCREEN if on else "")
        self._show_title()
        if not self._session.is_open:
            self._start_page.load()

    @property
    def _start_page(self) -> StartPage:
        """The start page, built when it is first needed: not where a file is opened at once."""
        if self._start is None:
            self._start = StartPage(self.context)
            self._stack.addWidget(self._start)
        return self._start

    def _refuse_file(self, refusal: Refused | None) -> None:
        if not self._session.is_open:
            self._show_start()
        if refusal is not None:
            self._show_refusal(refusal)

    def _show_start(self) -> None:
        if self._is_ending:
            return
        self._memory.use(None)
        self._rail.hide()
        self._actions.set_workspace(False)
        self._actions.show_screen("")
        self._stack.setCurrentWidget(self._start_page)
        self._start_page.load()
        self._show_title()

    def _show_refusal(self, refusal: Refused) -> None:
        self.warn(refusal.issues)

    def _show_failure(self, failure: Failure) -> None:
        FailureDialog(failure, self).open()

    def _front(self) -> Screen | None:
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, Screen) else None

    def _leave_front(self) -> None:
        front = self._front()
        if front is not None and self._session.is_open:
            front.leave()
            keep_spot(self._memory, front)


def _beside(rail: QWidget, screens: QWidget, strip: QWidget) -> QWidget:
    """Return the rail beside the screens, with a strip beneath, which moves nothing aimed at."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(screens, 1)
    column.addWidget(strip)
    centre = QWidget()
    row = QHBoxLayout(centre)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(rail)
    row.addLayout(column, 1)
    return centre


def _idle_minutes() -> int:
    return settings.load().idle_minutes
