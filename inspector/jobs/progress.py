"""How a job says how far it is, hands over what is ready, and learns that nobody waits."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

_PAUSE: Final = 0.05
"""Seconds between two reports: as often as a bar can be seen to move."""

Report = Callable[[int, int, str], None]
HandOver = Callable[[Any], None]


class Cancelled(Exception):
    """Whoever asked for the work has called it off."""


class Progress:
    """Called by a job at each step; raises Cancelled once the flag file is there."""

    def __init__(
        self,
        report: Report | None = None,
        flag: Path | None = None,
        hand_over: HandOver | None = None,
    ) -> None:
        """Report to a function, where one listens; watch a flag, where there is one."""
        self._report = report
        self._flag = flag
        self._hand_over = hand_over
        self._last = 0.0

    def __call__(self, done: int, total: int, text: str = "") -> None:
        """Say that `done` of `total` steps are behind; the text names the present one."""
        if self._flag is not None and self._flag.exists():
            raise Cancelled
        now = time.monotonic()
        if self._report is None or (done < total and now - self._last < _PAUSE):
            return
        self._last = now
        self._report(done, total, text)

    def hand_over(self, part: object) -> None:
        """Give a part of the result away as soon as it is ready."""
        if self._hand_over is not None:
            self._hand_over(part)
