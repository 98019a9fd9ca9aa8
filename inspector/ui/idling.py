"""Locking an encrypted workspace when nobody has touched the program for some minutes."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_SIGNS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseMove,
        QEvent.Type.Drop,
    }
)
_MINUTE: Final = 60_000


class Idling(QObject):
    """Watches for keys and the mouse; `too_long` follows when there were none for the time set."""

    too_long = Signal()

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.too_long)
        self._application = application

    def watch(self, minutes: int) -> None:
        """Begin to wait anew; 0 minutes: no longer."""
        self._application.removeEventFilter(self)
        if minutes > 0:
            self._application.installEventFilter(self)
            self._timer.start(minutes * _MINUTE)
        else:
            self._timer.stop()

    @property
    def is_watching(self) -> bool:
        """Whether the time is running."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802
        """Begin to wait anew at each sign of somebody."""
        if self._timer.isActive() and event.type() in _SIGNS:  # The cheap question first.
            self._timer.start()
        return False
