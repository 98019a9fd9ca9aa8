"""The line at the foot of the window: saved state, names, and background work."""

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from inspector.domain.inspection import working_with
from inspector.i18n.gettext import _
from inspector.ui.session import Session
from inspector.ui.theme import GAP, Theme
from inspector.ui.workers import Running, Workers

_MOST_NAMES = 4
"""Names that have room; all of them stand in the tip."""
_SEPARATOR = "、"
_GLANCE = 300
"""Milliseconds after which work of the file is told: a large piece of evidence, say."""
_PASSING = 6000
"""Milliseconds for which a remark in passing is shown."""


class StatusLine(QStatusBar):
    """Follows the session and the workers."""

    def __init__(
        self, session: Session, workers: Workers, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(0, 0, GAP, 0)
        self._session = session
        self._running: list[Running] = []
        self._state = ""
        self._saved = QLabel()
        self._saved.setObjectName("saved")
        self._saved.setAccessibleName(_("Saved state"))
        self._names = QLabel()
        self._names.setObjectName("names")
        self._work = QLabel()
        self._work.setObjectName("work")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = QToolButton()
        self._cancel.setObjectName("cancel_work")
        self._cancel.setIcon(theme.icon("mdi6.close-circle-outline"))
        self._cancel.setToolTip(_("Cancel"))
        self._cancel.setAccessibleName(_("Cancel"))
        self._cancel.clicked.connect(self._cancel_latest)
        for widget in (self._work, self._bar, self._cancel, self._names, self._saved):
            self.addPermanentWidget(widget)
        self._pause = QTimer(self, singleShot=True, interval=_GLANCE)
        self._pause.timeout.connect(lambda: self._saved.setText(_("Working…")))
        session.busy.connect(self._follow_thread)
        session.opened.connect(self._show_opened)
        session.task_changed.connect(self._show_names)
        session.closed.connect(self._show_closed)
        session.saved.connect(self._show_saved)
        workers.started.connect(self._begin)
        workers.progressed.connect(self._progress)
        workers.ended.connect(self._end)
        self._show_work()

    def tell(self, text: str) -> None:
        """Show a remark for some seconds."""
        self.showMessage(text, _PASSING)

    def _follow_thread(self, busy: bool) -> None:
        """Say so when the file is at work for longer than a glance, then what it said before."""
        if busy and self._session.is_open:
            self._pause.start()
        else:
            self._pause.stop()
            self._saved.setText(self._state)

    def _say_saved(self, text: str) -> None:
        self._state = text
        self._saved.setText(text)

    def _show_opened(self) -> None:
        read_only = self._session.is_read_only
        self._say_saved(_("Read-only") if read_only else _("✓ All saved"))
        self._show_names()

    def _show_closed(self) -> None:
        self._pause.stop()
        self._state = ""
        self._saved.clear()
        self._names.clear()

    def _show_names(self) -> None:
        author, task = self._session.author, self._session.task
        people = (author,) if task is None else working_with(task, author)
        shown = _SEPARATOR.join(people[:_MOST_NAMES])
        self._names.setText(_("Inspectors {names}").format(names=shown))
        self._names.setToolTip(
            _("Signed by {name}; the others are of the same team.").format(name=author)
            + ("" if len(people) <= _MOST_NAMES else "\n" + _SEPARATOR.join(people))
        )

    def _show_saved(self, at: datetime) -> None:
        self._say_saved(_("✓ Saved {time}").format(time=f"{at:%H:%M:%S}"))

    def _begin(self, running: Running) -> None:
        self._running.append(running)
        self._show_work()

    def _progress(self, running: Running, done: int, total: int, text: str) -> None:
        if running in self._running and running is self._running[-1]:
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._work.setText(self._counted(text or _("Working…")))

    def _end(self, running: Running) -> None:
        if running in self._running:
            self._running.remove(running)
        self._show_work()

    def _show_work(self) -> None:
        busy = bool(self._running)
        self._bar.setRange(0, 0)
        self._work.setText(self._counted(_("Working…")) if busy else "")
        for widget in (self._work, self._bar, self._cancel):
            widget.setVisible(busy)

    def _counted(self, text: str) -> str:
        """Say how many works wait beside the latest, which is the one shown and called off."""
        others = len(self._running) - 1
        if not others:
            return text
        return _("{work} (and {count} more)").format(work=text, count=others)

    def _cancel_latest(self) -> None:
        if self._running:
            self._running[-1].cancel()
