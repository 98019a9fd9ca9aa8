"""How a job says how far it is, and how it learns that nobody waits for it any more."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

_PAUSE: Final = 0.05
"""Seconds between two reports: as often as a bar can be seen to move."""

Report = Callable[[int, int, str], None]


class Cancelled(Exception):
    """Whoever asked for the work has called it off."""


class Progress:
    """Called by a job at each step; raises Cancelled once the flag file is there."""

    def __init__(self, report: Report | None = None, flag: Path | None = None) -> None:
        """Report to a function, where one listens; watch a flag, where there is one."""
        self._report = report
        self._flag = flag
        self._last = 0.0

    def __call__(self, done: int, total: int, text: str = "") -> None:
        """Say that `done` of `total` steps are behind; the text names the present one."""
        now = time.monotonic()
        if done < total and now - self._last < _PAUSE:
            return
        self._last = now
        if self._flag is not None and self._flag.exists():
            raise Cancelled
        if self._report is not None:
            self._report(done, total, text)
