"""Locking: the connection that holds the key is closed until the password is given again."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog

from inspector.ui.context import Context
from inspector.ui.idling import Idling

KEY = "frame.lock"


class Locking(QObject):
    """Locks on request, and by itself when nobody is there."""

    def __init__(
        self,
        context: Context,
        minutes: Callable[[], int],
        ask: Callable[[Path], None],
        parent: QObject,
    ) -> None:
        """Take how many idle minutes are allowed, and what asks for the password of a file."""
        super().__init__(parent)
        self._context, self._minutes, self._ask = context, minutes, ask
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._idling = Idling(application, self)
        self._idling.too_long.connect(self.lock)
        context.actions.bind(KEY, self.lock)
        context.session.opened.connect(self.settle)
        context.session.closed.connect(self._rest)
        self._rest()

    @property
    def is_watching(self) -> bool:
        """Whether the workspace is locked when nobody is there."""
        return self._idling.is_watching

    def settle(self) -> None:
        """Watch an encrypted workspace for the minutes that are set; leave any other alone."""
        door = self._context.session.door
        has_password = door is not None and door.unlocking is not None
        self._context.actions.enable(KEY, has_password)
        self._idling.watch(self._minutes() if has_password else 0)

    def lock(self) -> None:
        """Put every dialog away, close the file and ask for its password."""
        path = self._context.session.path
        if path is None:
            return
        window = self._context.frame.window_widget
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        self._context.frame.close_workspace()  # whatever actions may be chosen now
        self._ask(path)

    def _rest(self) -> None:
        self._context.actions.enable(KEY, False)
        self._idling.watch(0)
