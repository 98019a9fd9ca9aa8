"""What becomes of a failure: refusals stay sentences, anything else becomes a report to keep."""

import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from inspector import logs
from inspector.domain.errors import Refused

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """An unexpected failure: where its report lies (empty: nowhere) and what it says."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a call came to: a value, a refusal, or a failure nobody expected."""

    value: T | None = None
    refusal: Refused | None = None
    failure: Failure | None = None


def outcome_of(call: Callable[[], T]) -> Outcome[T]:
    """Call and return what came of it; nothing is raised but what ends the program."""
    try:
        return Outcome(value=call())
    except Refused as refusal:
        return Outcome(refusal=refusal)
    except Exception as error:
        return Outcome(failure=reported(error))


def reported(error: BaseException) -> Failure:
    """Write a failure's report and return it."""
    file = ""
    with suppress(OSError):
        file = str(logs.write_report(error))
    return Failure(file, "".join(traceback.format_exception(error)))


class Hook(QObject):
    """Takes what nobody caught in the window's own thread and hands it to whoever shows it."""

    refused = Signal(object)
    failed = Signal(object)

    def install(self) -> None:
        """Stand in for Python's own printing of tracebacks."""
        sys.excepthook = self._take

    def remove(self) -> None:
        """Let Python print again."""
        sys.excepthook = sys.__excepthook__

    def _take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Refused):
            self.refused.emit(error)
        elif isinstance(error, Exception):
            self.failed.emit(reported(error))
        else:
            sys.__excepthook__(kind, error, trace)
