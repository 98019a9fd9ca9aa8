"""Warm worker processes: jobs go out as plain values, progress and results come back."""

import itertools
import sys
import tempfile
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import shiboken6
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from inspector.domain.errors import Refused
from inspector.i18n import gettext
from inspector.jobs.frames import Answer, Inbox, Kind, Order, pack
from inspector.ui.errors import Failure

_PATIENCE: Final = 2000
"""Milliseconds in which a job that was called off may stop by itself."""


@dataclass(eq=False)
class Running:
    """A job under way, or waiting for its turn."""

    order: Order
    owner: QObject
    then: Callable[[Any], None]
    failed: Callable[[Refused], None] | None
    progress: Callable[[int, int, str], None] | None
    part: Callable[[Any], None] | None
    workers: "Workers" = field(repr=False)
    is_quiet: bool = False
    """Whether it is left out of the status bar: a preview, say, that follows the typing."""
    is_cancelled: bool = False

    def cancel(self) -> None:
        """Call the job off; nothing of it is heard of again."""
        self.workers.cancel(self)


class Workers(QObject):
    """One or two processes of this program without a window, kept warm."""

    started = Signal(object)
    """A Running that people may watch and call off."""
    progressed = Signal(object, int, int, str)
    ended = Signal(object)
    refused = Signal(object)
    """A Refused that its asker did not handle."""
    failed = Signal(object)
    """A Failure in a worker, or the end of one that nobody asked for."""

    def __init__(self, parent: QObject | None = None, count: int = 2) -> None:
        """Keep at most `count` processes; they start with their first order, or by `warm_up`."""
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._count = count
        self._lines: list[_Line] = []
        self._queue: deque[Running] = deque()
        self._is_stopped = False
        self._folder = tempfile.TemporaryDirectory(prefix="inspector-")

    def run(
        self,
        name: str,
        arguments: dict[str, Any],
        then: Callable[[Any], None],
        owner: QObject,
        failed: Callable[[Refused], None] | None = None,
        progress: Callable[[int, int, str], None] | None = None,
        *,
        part: Callable[[Any], None] | None = None,
        quiet: bool = False,
    ) -> Running:
        """Do the job `module.function` of `inspector.jobs`; `then` gets what it returns.

        Before that `part` gets, in order, what it hands over while it is at work. Nothing is done
        any more after `stop`.
        """
        number = next(self._numbers)
        flag = str(Path(self._folder.name) / f"cancel-{number}")
        order = Order(number, name, arguments, flag, gettext.current())
        running = Running(order, owner, then, failed, progress, part, self, quiet)
        if self._is_stopped:
            return running
        self._queue.append(running)
        if not quiet:
            self.started.emit(running)
        self._hand_out()
        return running

    def warm_up(self) -> None:
        """Start one process and let it load what most jobs need."""
        self.run("warm.up", {}, lambda _: None, self, quiet=True)

    def cancel(self, running: Running) -> None:
        """Call a job off: by its flag, then, if it does not listen, by ending its process."""
        if running.is_cancelled or self._is_stopped:
            return
        running.is_cancelled = True
        self.ended.emit(running)
        if running in self._queue:
            self._queue.remove(running)
            return
        Path(running.order.flag).touch()
        line = next((line for line in self._lines if line.job is running), None)
        if line is not None:
            QTimer.singleShot(_PATIENCE, line, lambda: line.end_if_still_at(running))

    def stop(self) -> None:
        """End all processes and forget what waits."""
        self._is_stopped = True
        self._queue.clear()
        for line in tuple(self._lines):  # one that ends by itself meanwhile leaves the list
            line.stop()
        self._lines.clear()
        self._folder.cleanup()

    @property
    def is_idle(self) -> bool:
        """Whether no job is under way or waiting."""
        return not self._queue and all(line.job is None for line in self._lines)

    @property
    def watched(self) -> tuple[Running, ...]:
        """The jobs under way or waiting that people may watch, previews and the like aside."""
        at_work = [line.job for line in self._lines if line.job is not None]
        return tuple(
            one for one in (*at_work, *self._queue) if not (one.is_quiet or one.is_cancelled)
        )

    def renew(self) -> None:
        """End the processes that are free, so that the next orders meet the settings of now."""
        for line in [line for line in self._lines if line.job is None]:
            self._lines.remove(line)
            line.stop()
            line.deleteLater()

    def hear(self, running: Running, answer: Answer) -> None:
        """Pass on what a worker said."""
        if running.is_cancelled:
            return
        if answer.kind is Kind.PROGRESS:
            self.progressed.emit(running, *answer.value)
            if running.progress is not None and shiboken6.isValid(running.owner):
                running.progress(*answer.value)
            return
        if answer.kind is Kind.PART:
            if running.part is not None and shiboken6.isValid(running.owner):
                running.part(answer.value)
            return
        self.ended.emit(running)
        alive = shiboken6.isValid(running.owner)
        if answer.kind is Kind.DONE and alive:
            running.then(answer.value)
        elif answer.kind is Kind.REFUSED:
            told = running.failed if alive and running.failed is not None else self.refused.emit
            told(Refused(*answer.value))
        elif answer.kind is Kind.FAILED:
            self.failed.emit(Failure(*answer.value))

    def free(self, line: "_Line") -> None:
        """Take note that a process is free, or gone."""
        if self._is_stopped:
            return
        if not line.is_alive and line in self._lines:
            self._lines.remove(line)
            line.deleteLater()
        self._hand_out()

    def _hand_out(self) -> None:
        while self._queue:
            line = next((line for line in self._lines if line.job is None), None)
            if line is None and len(self._lines) < self._count:
                line = _Line(self)
                self._lines.append(line)
            if line is None:
                return
            line.begin(self._queue.popleft())


class _Line(QObject):
    """The line to one process."""

    def __init__(self, workers: Workers) -> None:
        super().__init__(workers)
        self._workers = workers
        self._inbox = Inbox()
        self.job: Running | None = None
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finished)
        self._process.start(sys.executable, ["-m", "inspector.jobs.worker"])

    @property
    def is_alive(self) -> bool:
        """Whether the process runs or is about to."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def begin(self, running: Running) -> None:
        """Send an order."""
        self.job = running
        self._process.write(pack(running.order))

    def end_if_still_at(self, running: Running) -> None:
        """End a process that does not listen to being called off."""
        if self.job is running:
            self._process.kill()

    def stop(self) -> None:
        """End the process and wait for it."""
        self._process.finished.disconnect(self._finished)
        self._process.closeWriteChannel()
        if self.job is not None or not self._process.waitForFinished(_PATIENCE):
            self._process.kill()
            self._process.waitForFinished()

    def _read(self) -> None:
        piece = bytes(self._process.readAllStandardOutput().data())
        for answer in self._inbox.put(piece):
            running = self.job
            if running is None or running.order.number != answer.number:
                continue
            if answer.kind not in (Kind.PROGRESS, Kind.PART):
                self.job = None
            self._workers.hear(running, answer)
        if self.job is None:
            self._workers.free(self)

    def _finished(self) -> None:
        lost, self.job = self.job, None
        if lost is not None and not lost.is_cancelled:
            answer = Answer(lost.order.number, Kind.FAILED, ("", f"worker: {lost.order.name}"))
            self._workers.hear(lost, answer)
        self._workers.free(self)
