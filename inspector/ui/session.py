"""The open workspace as the window sees it: what is asked and edited, and who hears of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from pathlib import Path
from types import EllipsisType
from typing import Any, TypeVar, cast

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from inspector import bootstrap
from inspector.domain.changes import Changes
from inspector.domain.errors import Refused
from inspector.domain.inspection import Inspection
from inspector.jobs.door import Door
from inspector.services import history
from inspector.services.desk import Desk, Unlocking
from inspector.ui.database_thread import DatabaseThread, News, Opened
from inspector.ui.errors import Outcome

T = TypeVar("T")
Then = Callable[[T], object]
OnRefused = Callable[[Refused], None]


class Session(QObject):
    """An open workspace seen from the window: questions and edits go to its own thread, in order.

    Nothing but plain values comes back, and everything that comes back does so in the window's
    thread.
    """

    opened = Signal()
    closed = Signal()
    task_changed = Signal()
    changed = Signal(object)
    """Changes: the records that an edit, an undo or a merge touched."""
    saved = Signal(object)
    """When the disk had the last edit, as a datetime."""
    refused = Signal(object)
    """A Refused that its asker did not handle."""
    failed = Signal(object)
    """A Failure in the database thread; the thread goes on."""
    busy = Signal(bool)
    """Whether verbs are under way."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.door: Door | None = None
        self.is_read_only = False
        self.author = ""
        self.tasks: tuple[Inspection, ...] = ()
        self.task: Inspection | None = None
        self._waiting = 0
        self._answered.connect(self._follow, Qt.ConnectionType.QueuedConnection)
        self._thread = DatabaseThread(self._answered.emit, self.failed.emit)

    # Asking --------------------------------------------------------------------------------------

    def ask(
        self,
        question: Callable[[Desk], T],
        then: Then[T] | None,
        owner: QObject,
        refused: OnRefused | None = None,
    ) -> None:
        """Read in the database thread; `then` gets the value unless `owner` is gone."""
        self._started()
        self._thread.carry_out(question, partial(self._after, owner, then, refused))

    def edit(
        self,
        verb: Callable[[Desk], T],
        owner: QObject,
        then: Then[T] | None = None,
        refused: OnRefused | None = None,
    ) -> None:
        """Write through a service; `changed` follows, then `then`, and `saved` from the disk."""
        self._started()
        self._started()  # Two answers come: what was done, and that the disk has it.
        after = partial(self._after, owner, then, refused)
        self._thread.carry_out(verb, after, synced=self._after_disk)

    def watch(
        self, question: Callable[[Desk, Changes], T], then: Callable[[Changes, T], None]
    ) -> None:
        """Let a question be answered in the same turn as each edit, just before `changed` tells.

        For what has to be painted at once: it saves a second way through the thread. Whoever
        watches lives as long as the session.
        """
        self._thread.watch(question, then)

    def undo(self, owner: QObject, then: Then[Any] | None = None) -> None:
        """Take this author's last action back."""
        self.edit(history.undo, owner, then)

    def redo(self, owner: QObject, then: Then[Any] | None = None) -> None:
        """Do again what was taken back last."""
        self.edit(history.redo, owner, then)

    # Opening and closing -------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """Where the open workspace is."""
        return None if self.door is None else self.door.path

    @property
    def is_busy(self) -> bool:
        """Whether verbs are under way, their answers not yet heard, or a file not let go of."""
        return self._waiting > 0

    @property
    def is_open(self) -> bool:
        """Whether a workspace is open."""
        return self.door is not None

    def open(
        self,
        path: Path,
        *,
        read_only: bool = False,
        create: bool = False,
        unlocking: Unlocking = None,
        author: str = "",
        on_refused: OnRefused | None = None,
    ) -> None:
        """Open a workspace in place of the one that is open; `opened` follows, or the refusal."""
        enter = partial(
            bootstrap.open_desk,
            path,
            author=author,
            read_only=read_only,
            create=create,
            password=unlocking,
        )
        self.close()
        self._started()
        self._thread.open(enter, partial(self._after_opening, on_refused))

    def reopen(
        self,
        between: Callable[[], T],
        then: Then[T] | None,
        owner: QObject,
        refused: OnRefused | None = None,
        *,
        unlocking: Unlocking | EllipsisType = ...,
        author: str | None = None,
    ) -> None:
        """Close the file, do something with it as a whole in the same thread, open it again.

        With the key it has afterwards, where that is another and nothing was refused, and in the
        name of another author where one is given.
        """
        door, read_only = self.door, self.is_read_only
        if door is None:
            return
        self.close()
        self._started()

        def opener(succeeded: bool) -> AbstractContextManager[Desk]:
            key = door.unlocking
            if succeeded and not isinstance(unlocking, EllipsisType):
                key = unlocking
            return bootstrap.open_desk(
                door.path,
                author=door.author if author is None else author,
                read_only=read_only,
                password=key,
            )

        def after(done: Outcome[T], opened: Outcome[Opened]) -> None:
            self._after_opening(None, opened)
            self._after(owner, then, refused, done, News())

        self._thread.do_closed(between, opener, after)

    def close(self) -> None:
        """Close the workspace after all that was asked; `closed` is emitted at once."""
        if self.door is None:
            return
        self.door, self.task, self.tasks = None, None, ()
        self._started()
        self._thread.close(lambda: None)
        self.closed.emit()

    def stop(self) -> None:
        """Close and end the thread, waiting until all that was asked is done."""
        self.close()
        self._thread.stop()

    def choose(self, task: Inspection) -> None:
        """Make another inspection of the workspace the current one."""
        if self.task is None or task.id != self.task.id:
            self.task = task
            self.task_changed.emit()

    # In the window's thread ----------------------------------------------------------------------

    def _started(self) -> None:
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit(True)

    @Slot(object)
    def _follow(self, what: Callable[[], None]) -> None:
        self._waiting -= 1
        what()
        if self._waiting == 0:
            self.busy.emit(False)

    def _after_opening(self, on_refused: OnRefused | None, outcome: Outcome[Opened]) -> None:
        if outcome.value is None:
            self._tell(outcome, on_refused)
            return
        self.door = outcome.value.door
        self.is_read_only = outcome.value.is_read_only
        self.author = outcome.value.author
        self.tasks = outcome.value.tasks
        self.task = self.tasks[-1] if self.tasks else None
        self.opened.emit()

    def _after(
        self,
        owner: QObject,
        then: Then[T] | None,
        refused: OnRefused | None,
        outcome: Outcome[T],
        news: News,
    ) -> None:
        if news.changes is not None:
            self._take_tasks(news.tasks)
            for tell in news.seen:
                tell()
            self.changed.emit(news.changes)
        is_heard = shiboken6.isValid(owner)
        if outcome.refusal is not None or outcome.failure is not None:
            self._tell(outcome, refused if is_heard else None)
        elif then is not None and is_heard:
            then(cast(T, outcome.value))

    def _after_disk(self, synced: Outcome[None], news: News) -> None:
        if synced.refusal is not None or synced.failure is not None:
            self._tell(synced, None)
        elif news.changes is not None:
            self.saved.emit(datetime.now().astimezone())

    def _take_tasks(self, tasks: tuple[Inspection, ...] | None) -> None:
        if tasks is None:
            return
        self.tasks = tasks
        before = self.task
        known = {task.id: task for task in tasks}
        fallback = tasks[-1] if tasks else None
        self.task = fallback if before is None else known.get(before.id, fallback)
        self.task_changed.emit()

    def _tell(self, outcome: Outcome[Any], on_refused: OnRefused | None) -> None:
        if outcome.refusal is not None:
            (on_refused or self.refused.emit)(outcome.refusal)
        elif outcome.failure is not None:
            self.failed.emit(outcome.failure)
