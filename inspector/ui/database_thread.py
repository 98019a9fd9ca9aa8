"""The thread that alone touches an open workspace: verbs in order, and what each changed."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from inspector.domain.changes import Changes
from inspector.domain.edits import RecordKind
from inspector.domain.errors import refused
from inspector.domain.inspection import Inspection
from inspector.jobs.door import Door
from inspector.services.desk import Desk, unlocking_of
from inspector.ui.errors import Failure, Outcome, outcome_of

T = TypeVar("T")
Opener = Callable[[], AbstractContextManager[Desk]]


@dataclass(frozen=True, slots=True)
class Opened:
    """What the window learns of a workspace that was opened."""

    door: Door
    is_read_only: bool
    author: str
    tasks: tuple[Inspection, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What a verb changed (None: nothing), the inspections where they did, and who is to hear."""

    changes: Changes | None = None
    tasks: tuple[Inspection, ...] | None = None
    seen: tuple[Callable[[], None], ...] = ()


class DatabaseThread:
    """Holds the desk of the open workspace in a thread of its own; turns are taken in order.

    What follows a turn is handed to `answer` as a call for the asker's thread.
    """

    def __init__(
        self,
        answer: Callable[[Callable[[], None]], None],
        failed: Callable[[Failure], None],
    ) -> None:
        """Start the thread; `failed` hears of a workspace that could not be closed."""
        self._answer = answer
        self._failed = failed
        self._desk: Desk | None = None  # Touched by the thread only, as all below.
        self._stack = ExitStack()
        self._newest = 0
        self._watches: list[tuple[Callable[[Desk, Changes], Any], Callable[[Changes, Any], None]]]
        self._watches = []
        self._turns: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="database", daemon=True)
        self._thread.start()

    # Called from outside -------------------------------------------------------------------------

    def open(self, opener: Opener, then: Callable[[Outcome[Opened]], None]) -> None:
        """Open a workspace where none is open."""

        def turn() -> None:
            outcome = outcome_of(partial(self._enter, opener))
            self._answer(partial(then, outcome))

        self._turns.put(turn)

    def do_closed(
        self,
        call: Callable[[], T],
        opener: Callable[[bool], AbstractContextManager[Desk]],
        then: Callable[[Outcome[T], Outcome[Opened]], None],
    ) -> None:
        """Do something with the file as a whole and open it, told whether that succeeded."""

        def turn() -> None:
            done = outcome_of(call)
            succeeded = done.refusal is None and done.failure is None
            opened = outcome_of(partial(self._enter, partial(opener, succeeded)))
            self._answer(partial(then, done, opened))

        self._turns.put(turn)

    def carry_out(
        self,
        verb: Callable[[Desk], T],
        then: Callable[[Outcome[T], News], None],
        *,
        synced: Callable[[Outcome[None], News], None] | None = None,
    ) -> None:
        """Call a verb with the open desk; one that writes tells what it changed.

        A verb writes where somebody waits for the disk to have what it wrote (`synced`). What it
        changed is told before that, since the disk takes longer than all the rest.
        """

        def turn() -> None:
            outcome = outcome_of(lambda: verb(self._present()))
            writes = synced is not None and self._desk is not None
            news = self._news_of(outcome.value) if writes else News()
            self._answer(partial(then, outcome, news))
            on_disk = outcome_of(self._sync)
            if synced is not None:
                self._answer(partial(synced, on_disk, news))

        self._turns.put(turn)

    def watch(
        self, question: Callable[[Desk, Changes], T], then: Callable[[Changes, T], None]
    ) -> None:
        """Answer a question in the same turn as each verb that changed something."""
        self._watches.append((question, then))

    def close(self, then: Callable[[], None]) -> None:
        """Close the workspace after all that was asked."""

        def turn() -> None:
            self._leave()
            self._answer(then)

        self._turns.put(turn)

    def stop(self) -> None:
        """Close and end the thread, waiting until all that was asked is done."""
        self._turns.put(self._leave)
        self._turns.put(None)
        self._thread.join()

    # In the thread -------------------------------------------------------------------------------

    def _serve(self) -> None:
        while (turn := self._turns.get()) is not None:
            turn()

    def _enter(self, opener: Opener) -> Opened:
        desk = self._stack.enter_context(opener())
        desk.file.database.sync_apart()
        self._desk = desk
        self._newest = _newest(desk)
        return Opened(
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
            self._failed(outcome.failure)

    def _sync(self) -> None:
        if self._desk is not None:
            self._desk.file.database.sync()

    def _present(self) -> Desk:
        if self._desk is None:
            raise refused("ui.nothing_open")
        return self._desk

    def _news_of(self, result: object) -> News:
        return outcome_of(lambda: self._news(self._present(), result)).value or News()

    def _news(self, desk: Desk, result: object) -> News:
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
            return News()
        tasks = None
        if told.keys(RecordKind.INSPECTION):
            tasks = desk.file.reader.inspections()
        return News(told, tasks, tuple(self._seen(desk, told)))

    def _seen(self, desk: Desk, changes: Changes) -> Iterator[Callable[[], None]]:
        """Answer those who watch; each answer is a call for the asker's thread."""
        for question, then in tuple(self._watches):
            outcome = outcome_of(partial(question, desk, changes))
            if outcome.failure is None and outcome.refusal is None:
                yield partial(then, changes, outcome.value)


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
