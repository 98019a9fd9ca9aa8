"""Keeps the pages beside the text up to it: the body at each pause of a blink, annexes later."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.report.document import Document
from inspector.report.preview import Preview
from inspector.ui.views.page_preview import PagePreview
from inspector.ui.workers import Running, Workers

SOON: Final = 40
"""Milliseconds after a letter at which the body is laid out."""
LATER: Final = 600
"""Milliseconds without a letter after which annexes and forms follow."""


class Previewer(QObject):
    """Asks a worker for pages, one request at a time, always of the latest text."""

    shown = Signal(object)
    """A Preview that is in view now."""

    def __init__(
        self, workers: Workers, view: PagePreview, paper: Callable[[], Document | None]
    ) -> None:
        super().__init__(view)
        self._workers, self._view, self._paper = workers, view, paper
        self._running: Running | None = None
        self._is_outdated = False
        self._soon = _timer(self, SOON, self._ask_body)
        self._later = _timer(self, LATER, self._ask_whole)
        view.resized.connect(self._later.start)
        workers.ended.connect(self._ended)

    def follow(self) -> None:
        """Take note that the text changed."""
        self._is_outdated = True
        if not self._soon.isActive():
            self._soon.start()
        self._later.start()

    def show_all(self) -> None:
        """Show a paper from scratch, annexes and all."""
        self._drop()
        self._ask(body_only=False)

    def stop(self) -> None:
        """Ask for nothing more."""
        self._drop()

    def _drop(self) -> None:
        self._soon.stop()
        self._later.stop()
        if self._running is not None:
            # Its answer would be of another paper; the work itself is short and goes on.
            self._running.is_cancelled = True
            self._running = None

    def _ask_body(self) -> None:
        if self._running is None:
            self._ask(body_only=True)

    def _ask_whole(self) -> None:
        if self._running is None:
            self._ask(body_only=False)
        else:
            self._later.start()

    def _ask(self, *, body_only: bool) -> None:
        paper = self._paper()
        if paper is None:
            return
        self._is_outdated = False
        arguments = {
            "document": paper,
            "dpi": self._view.dpi,
            "known": self._view.known,
            "body_only": body_only,
            "near": self._view.shown_page if body_only else None,
        }
        self._running = self._workers.run(
            "documents.preview", arguments, self._arrived, self, quiet=True
        )

    def _ended(self, running: Running) -> None:
        if running is self._running:
            self._running = None

    def _arrived(self, preview: Preview) -> None:
        self._view.show_preview(preview)
        self.shown.emit(preview)
        if self._is_outdated:
            self._ask_body()


def _timer(parent: QObject, after: int, do: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(do)
    return timer
