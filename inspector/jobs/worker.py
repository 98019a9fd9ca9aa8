"""A worker process: takes orders on its input, does them one by one, answers on its output."""

import os
import sys
import traceback
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Final

from inspector import logs
from inspector.domain.errors import Refused
from inspector.i18n import gettext
from inspector.jobs.frames import Answer, Kind, Order, pack, read
from inspector.jobs.progress import Cancelled, Progress

_GIVES_WAY: Final = 5


def function_named(name: str) -> Callable[..., Any]:
    """Return the job `module.function`. Raises AttributeError or ImportError for an unknown one."""
    module, function = name.split(".")
    job: Callable[..., Any] = getattr(import_module(f"inspector.jobs.{module}"), function)
    return job


def main() -> None:
    """Serve until the window closes the pipe, giving way to the window where both are busy."""
    if sys.platform != "win32":
        os.nice(_GIVES_WAY)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not come between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for order in read(sys.stdin.buffer):
        if isinstance(order, Order):
            _send(answers, _carry_out(order, answers))


def _carry_out(order: Order, answers: BinaryIO) -> Answer:
    gettext.use(order.language)
    report = partial(_report, answers, order.number)
    hand_over = partial(_hand_over, answers, order.number)
    try:
        job = function_named(order.name)
        result = job(Progress(report, Path(order.flag), hand_over), **order.arguments)
        return Answer(order.number, Kind.DONE, result)
    except Cancelled:
        return Answer(order.number, Kind.CANCELLED)
    except Refused as refusal:
        return Answer(order.number, Kind.REFUSED, refusal.issues)
    except Exception as error:
        file = logs.write_report(error)
        return Answer(order.number, Kind.FAILED, (str(file), traceback.format_exc()))


def _report(answers: BinaryIO, number: int, done: int, total: int, text: str) -> None:
    _send(answers, Answer(number, Kind.PROGRESS, (done, total, text)))


def _hand_over(answers: BinaryIO, number: int, part: object) -> None:
    _send(answers, Answer(number, Kind.PART, part))


def _send(answers: BinaryIO, answer: Answer) -> None:
    answers.write(pack(answer))
    answers.flush()


if __name__ == "__main__":
    main()
