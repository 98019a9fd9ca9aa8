"""What the window's own actions do: dialogs, backup, locking, the manual."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from inspector.i18n.gettext import _
from inspector.ui.context import Context
from inspector.ui.later import later
from inspector.ui.screens import SCREENS

if TYPE_CHECKING:
    from inspector.ui.dialogs.about import AboutDialog
    from inspector.ui.dialogs.choosing_task import ChoosingTask
    from inspector.ui.dialogs.history import HistoryDialog
    from inspector.ui.dialogs.manual import ManualWindow
    from inspector.ui.dialogs.preferences.dialog import PreferencesDialog
else:
    AboutDialog = later("inspector.ui.dialogs.about", "AboutDialog")
    ChoosingTask = later("inspector.ui.dialogs.choosing_task", "ChoosingTask")
    HistoryDialog = later("inspector.ui.dialogs.history", "HistoryDialog")
    ManualWindow = later("inspector.ui.dialogs.manual", "ManualWindow")
    PreferencesDialog = later("inspector.ui.dialogs.preferences.dialog", "PreferencesDialog")

_PAGES_OF_DIALOGS: Final = {
    "new_task": "start",
    "preferences": "preferences",
    "merge": "merging",
    "conflicts": "merging",
    "alike_units": "merging",
}
"""The manual's page for each dialog that has one of its own, by the dialog's name."""
_HELP: Final = "help_key"


class FrameVerbs(QObject):
    """Binds the actions of the window that are no screen's."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._manual: ManualWindow | None = None
        bind = context.actions.bind
        bind("frame.history", lambda: HistoryDialog(context).open())
        bind("frame.preferences", lambda: PreferencesDialog(context).open())
        bind("frame.task", lambda: ChoosingTask(context).open())
        bind("frame.about", lambda: AboutDialog(context.frame.window_widget).open())
        bind("frame.backup", self.back_up)
        bind("frame.manual", self.open_manual)
        # Shortcuts of the window are silent in dialogs; help is wanted there most.
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._give_help)

    def back_up(self) -> None:
        """Let a worker copy the workspace into the backup folder, after all that was entered."""
        self._context.session.ask(lambda desk: desk.author, self._begin_backup, self)

    def _begin_backup(self, _author: str) -> None:
        door = self._context.session.door
        if door is not None:
            self._context.frame.tell(_("Backing up…"))
            self._context.workers.run("archive.back_up", {"door": door}, self._tell_backup, self)

    def open_manual(self) -> None:
        """Open the manual at the page of the dialog or screen that is in front."""
        page, over = self._page(), self._in_front()
        if self._manual is None or not shiboken6.isValid(self._manual):
            self._manual = ManualWindow(self._context.theme, self._context.frame.window_widget)
        self._put_over(over)
        self._manual.open_at(page)

    def _put_over(self, over: QWidget) -> None:
        """Make the manual a window of what is in front: a modal dialog silences all others."""
        manual = self._manual
        if manual is None or not shiboken6.isValid(manual) or manual.parentWidget() is over:
            return
        was_visible = manual.isVisible()
        manual.setParent(over, manual.windowFlags())
        manual.setVisible(was_visible)
        if isinstance(over, QDialog):
            over.finished.connect(lambda _result: self._put_over(self._in_front()))

    def _in_front(self) -> QWidget:
        return QApplication.activeModalWidget() or self._context.frame.window_widget

    def _give_help(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Let F1 open the manual in a dialog that has the keys for the first time."""
        dialog = None if now is None else now.window()
        if not isinstance(dialog, QDialog) or dialog is self._manual:
            return
        if dialog.findChild(QShortcut, _HELP, Qt.FindChildOption.FindDirectChildrenOnly) is None:
            key = QShortcut(self._context.actions.action("frame.manual").shortcut(), dialog)
            key.setObjectName(_HELP)
            key.activated.connect(self.open_manual)

    def _page(self) -> str:
        active = QApplication.activeModalWidget()
        named = active.objectName() if active is not None else ""
        if named in _PAGES_OF_DIALOGS:
            return _PAGES_OF_DIALOGS[named]
        screen = self._context.actions.screen
        return next((spec.manual for spec in SCREENS if spec.key == screen), "start")

    def _tell_backup(self, copy: Path) -> None:
        self._context.frame.tell(_("Backed up to {file}").format(file=copy))
