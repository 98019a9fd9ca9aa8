"""Watches one box of text: keeps what is typed beside the journal, and makes it an edit in time."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QPlainTextEdit

from inspector.services import typing


class Beat(QObject):
    """Calls after a rest from typing, and again and again while typing goes on."""

    def __init__(self, do: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._do = do
        self._rest = _timer(self, typing.REST, self._fire)
        self._at_least = _timer(self, typing.AT_LEAST, self._fire)

    def strike(self) -> None:
        """Take note of a letter."""
        self._rest.start()
        if not self._at_least.isActive():
            self._at_least.start()

    def stop(self) -> None:
        """Forget what was noted."""
        self._rest.stop()
        self._at_least.stop()

    def _fire(self) -> None:
        self.stop()
        self._do()


class TypedText(QObject):
    """A box whose text is kept while it is typed and handed over when the box is left.

    `keep` gets every text worth keeping, an empty one for none; `save` the text that is to become
    an edit. Neither hears of a text that was set by the program.
    """

    def __init__(
        self, box: QPlainTextEdit, keep: Callable[[str], None], save: Callable[[str], None]
    ) -> None:
        super().__init__(box)
        self._box, self._keep, self._save = box, keep, save
        self._standing = ""
        self._is_setting = False
        self._beat = Beat(self._keep_now, self)
        self._edit = _timer(self, typing.BECOMES_EDIT, self.commit)
        box.textChanged.connect(self._typed)
        box.installEventFilter(self)

    @property
    def is_dirty(self) -> bool:
        """Whether the box holds something else than what stands."""
        return self._box.toPlainText() != self._standing

    def show(self, text: str) -> None:
        """Show what stands; what is being typed over it stays."""
        typing_on = self.is_dirty
        self._standing = text
        if not typing_on:
            self._set(text)

    def start_over(self, text: str) -> None:
        """Show what stands in the place of whatever the box holds."""
        self._settle()
        self._standing = text
        self._set(text)

    def restore(self, text: str) -> None:
        """Put back what was typed before; it becomes an edit like everything typed."""
        self._set(text)
        self._edit.start()

    def commit(self) -> None:
        """Hand over what was typed, if anything."""
        self._settle()
        if self.is_dirty and not self._box.isReadOnly():
            self._standing = self._box.toPlainText()
            self._save(self._standing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the box being left for the end of typing."""
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        if self._is_setting:
            return
        self._beat.strike()
        self._edit.start()

    def _keep_now(self) -> None:
        self._keep(self._box.toPlainText() if self.is_dirty else "")

    def _settle(self) -> None:
        self._beat.stop()
        self._edit.stop()

    def _set(self, text: str) -> None:
        self._is_setting = True
        self._box.setPlainText(text)
        self._is_setting = False


def _timer(parent: QObject, after: int, do: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(do)
    return timer
