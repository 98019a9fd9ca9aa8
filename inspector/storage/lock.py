"""The operating-system lock beside a workspace file, and the note that says who holds it."""

import getpass
import json
import os
import socket
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from inspector.domain.errors import refused
from inspector.domain.issues import Place

_PATIENCE: Final = 0.2
"""Seconds; long enough for a process that is just closing the file."""


class WorkspaceLock:
    """Held by the one process that writes a workspace."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._path = workspace.with_name(workspace.name + ".lock")
        self._note = workspace.with_name(workspace.name + ".holder")
        self._lock = FileLock(self._path)

    def acquire(self) -> None:
        """Take the lock at once. Raises Refused, naming who holds it."""
        try:
            self._lock.acquire(timeout=_PATIENCE, poll_interval=_PATIENCE / 4)
        except Timeout as error:
            raise self._refusal() from error
        except OSError as error:
            raise refused("storage.not_writable", Place(file=str(self._workspace))) from error
        with suppress(OSError):
            self._note.write_text(json.dumps(_holder(), ensure_ascii=False), encoding="utf-8")

    def release(self) -> None:
        """Give the lock up and take its files away.

        Where the system allows it the lock's file is removed while it is still held: who opened it
        meanwhile finds, once the lock is theirs, that it has no name any more, and tries again.
        Windows lets nobody remove an open file, so there it goes afterwards.
        """
        for path in (self._note, self._path):
            with suppress(OSError):
                path.unlink()
        self._lock.release()
        if sys.platform == "win32":
            with suppress(OSError):
                self._path.unlink()

    def _refusal(self) -> Exception:
        holder = {"person": "?", "computer": "?", "since": "?"}
        with suppress(OSError, ValueError):
            holder.update(json.loads(self._note.read_text(encoding="utf-8")))
        place = Place(file=str(self._workspace))
        return refused("storage.locked", place, **{name: holder[name] for name in sorted(holder)})


def _holder() -> dict[str, str]:
    person = "?"
    with suppress(OSError, KeyError, ImportError):
        person = getpass.getuser()
    since = datetime.now(UTC).astimezone().strftime("%Y-%m-%d %H:%M")
    return {
        "person": person,
        "computer": socket.gethostname(),
        "process": str(os.getpid()),
        "since": since,
    }
