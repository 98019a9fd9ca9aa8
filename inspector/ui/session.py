"""The one database thread and the workspace that is open in it."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from types import EllipsisType
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from inspector import bootstrap
from inspector.domain.changes import Changes
from inspector.domain.edits import RecordKind
from inspector.domain.errors import Refused, refused
from inspector.domain.inspection import Inspection
from inspector.jobs.door import Door
from inspector.services import history
from inspector.services.desk import Desk, Unlocking, unlocking_of
from inspector.ui.errors import Outcome, outcome_of

T = TypeVar("T")
Then = Callable[[T], object]
OnRefused = Callable[[Refused], None]


@dataclass(frozen=True, slots=True)
class _Order(Generic[T]):
    """One verb for the database thread and what is to follow it in the window's thread."""

    verb: Callable[[Desk], T]
    owner: QObject
    then: Then[T] | None
    refused: OnRefused | None
    writes: bool


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the window learns of a workspace that was opened."""

    door: Door
    is_read_only: bool
    author: str
    tasks: tuple[Inspection, ...]


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
    """When the last edit was committed, as a datetime."""
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
        self._desk: Desk | None = None  # Touched by the database thread only.
        self._stack = ExitStack()
        self._newest = 0
        self._watches: list[tuple[Callable[[Desk, Changes], Any], Callable[[Changes, Any], None]]]
        self._watches = []
        self._orders: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._answered.connect(self._follow, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._serve, name="database", daemon=True)
        self._thread.start()

    # Asking --------------------------------------------------------------------------------------

    def ask(
        self,
        question: Callable[[Desk], T],
        then: Then[T] | None,
        owner: QObject,
        refused: OnRefused | None = None,
    ) -> None:
        """Read in the database thread; `then` gets the value unless `owner` is gone."""
        self._put(_Order(question, owner, then, refused, writes=False))

    def edit(
        self,
        verb: Callable[[Desk], T],
        owner: QObject,
        then: Then[T] | None = None,
        refused: OnRefused | None = None,
    ) -> None:
        """Write through a service; `changed` and `saved` follow, then `then`."""
        self._put(_Order(verb, owner, then, refused, writes=True))

    def watch(
        self, question: Callable[[Desk, Changes], T], then: Callable[[Changes, T], None]
    ) -> None:
        """Let a question be answered in the same turn as each edit, just before `changed` tells.

        For what has to be painted at once: it saves a second way through the thread. Whoever
        watches lives as long as the session.
        """
        self._watches.append((question, then))

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
        """Whether verbs are under way or their answers not yet heard."""
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
        self._orders.put(
            lambda: self._answered.emit(
                partial(self._after_opening, outcome_of(lambda: self._enter(enter)), on_refused)
            )
        )

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
        self._started()  # for the file's opening
        self._started()  # and for what is done between

        def turn() -> None:
            done = outcome_of(between)
            is_done = done.refusal is None and done.failure is None
            key = door.unlocking
            if is_done and not isinstance(unlocking, EllipsisType):
                key = unlocking
            again = partial(
                bootstrap.open_desk,
                door.path,
                author=door.author if author is None else author,
                read_only=read_only,
                password=key,
            )
            opened = outcome_of(lambda: self._enter(again))
            self._answered.emit(partial(self._after_opening, opened, None))
            order = _Order(lambda _: between(), owner, then, refused, writes=False)
            self._answered.emit(partial(self._after, order, done, None))

        self._orders.put(turn)

    def close(self) -> None:
        """Close the workspace after all that was asked; `closed` is emitted at once."""
        if self.door is None:
            return
        self.door, self.task, self.tasks = None, None, ()
        self._orders.put(self._leave)
        self.closed.emit()

    def stop(self) -> None:
        """Close and end the thread, waiting until all that was asked is done."""
        self.close()
        self._orders.put(self._leave)
        self._orders.put(None)
        self._thread.join()

    def choose(self, task: Inspection) -> None:
        """Make another inspection of the workspace the current one."""
        if self.task is None or task.id != self.task.id:
            self.task = task
            self.task_changed.emit()

    # In the database thread ----------------------------------------------------------------------

    def _serve(self) -> None:
        while (order := self._orders.get()) is not None:
            order()

    def _enter(self, opener: Callable[[], Any]) -> _Opened:
        desk: Desk = self._stack.enter_context(opener())
        self._desk = desk
        self._newest = _newest(desk)
        return _Opened(
            Door(desk.file.path, desk.author, unlocking_of(desk)),
            desk.file.read_only,
            desk.author,
            desk.file.reader.inspections(),
        )

    def _leave(self) -> None:
        self._desk = None
        outcome = outcome_of(self._stack.close)
        self._stack = ExitStack()
        if outcome.failure is not None:
            self.failed.emit(outcome.failure)

    def _carry_out(self, order: _Order[Any]) -> None:
        outcome = outcome_of(lambda: order.verb(self._present()))
        news = None
        if order.writes and self._desk is not None:
            news = outcome_of(lambda: self._news(self._present(), outcome.value)).value
        self._answered.emit(partial(self._after, order, outcome, news))

    def _present(self) -> Desk:
        if self._desk is None:
            raise refused("ui.nothing_open")
        return self._desk

    def _news(self, desk: Desk, result: object) -> "_News":
        """Tell what a verb changed: as it says itself, else as the journal says."""
        told = changes_in(result)
        newest = _newest(desk)
        if told is None and newest != self._newest:
            groups = desk.file.reader.groups(newest - self._newest)
            fresh = [group for group in groups if group.number > self._newest]
            touched = [desk.file.reader.touched(group) for group in fresh]
            told = Changes(newest, frozenset().union(*touched))
        self._newest = newest
        if told is None or not told.touched:
            return _News(None, None)
        tasks = None
        if told.keys(RecordKind.INSPECTION):
            tasks = desk.file.reader.inspections()
        return _News(told, tasks, tuple(self._seen(desk, told)))

    def _seen(self, desk: Desk, changes: Changes) -> Iterator[Callable[[], None]]:
        """Answer those who watch; each answer is a call for the window's thread."""
        for question, then in tuple(self._watches):
            outcome = outcome_of(partial(question, desk, changes))
            if outcome.failure is None and outcome.refusal is None:
                yield partial(then, changes, outcome.value)

    # In the window's thread ----------------------------------------------------------------------

    def _put(self, order: _Order[Any]) -> None:
        self._started()
        self._orders.put(partial(self._carry_out, order))

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

    def _after_opening(self, outcome: Outcome[_Opened], on_refused: OnRefused | None) -> None:
        if outcome.value is None:
            self._tell(outcome, on_refused)
            return
        self.door = outcome.value.door
        self.is_read_only = outcome.value.is_read_only
        self.author = outcome.value.author
        self.tasks = outcome.value.tasks
        self.task = self.tasks[-1] if self.tasks else None
        self.opened.emit()

    def _after(self, order: _Order[Any], outcome: Outcome[Any], news: "_News | None") -> None:
        if news is not None and news.changes is not None:
            self._take_tasks(news.tasks)
            for tell in news.seen:
                tell()
            self.changed.emit(news.changes)
            self.saved.emit(datetime.now().astimezone())
        if outcome.refusal is not None or outcome.failure is not None:
            self._tell(outcome, order.refused if shiboken6.isValid(order.owner) else None)
        elif order.then is not None and shiboken6.isValid(order.owner):
            order.then(outcome.value)

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


@dataclass(frozen=True, slots=True)
class _News:
    changes: Changes | None
    tasks: tuple[Inspection, ...] | None
    seen: tuple[Callable[[], None], ...] = ()


def changes_in(result: object) -> Changes | None:
    """Return the Changes that a service returned, alone or among other things."""
    if isinstance(result, Changes):
        return result
    told = getattr(result, "changes", None)
    if isinstance(told, Changes):
        return told
    if isinstance(result, tuple) and not hasattr(result, "_fields"):
        return _joined(part for part in result if isinstance(part, Changes))
    return None


def _joined(parts: Iterable[Changes]) -> Changes | None:
    whole: Changes | None = None
    for part in parts:
        whole = part if whole is None else whole | part
    return whole


def _newest(desk: Desk) -> int:
    return next((group.number for group in desk.file.reader.groups(1)), 0)
