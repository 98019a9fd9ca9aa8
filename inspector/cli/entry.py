"""The entry of the command line: language first, then the command; every failure a sentence."""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from inspector.domain.errors import Refused
from inspector.i18n.gettext import _, use

DONE, REFUSED, WRONG_USAGE = 0, 1, 2

_INTERRUPTED = 130
"""What the library makes of Ctrl+C."""
_LANGUAGE = "--lang"
_PASSWORD_FILE = "--password-file"


def run(arguments: Sequence[str]) -> int:
    """Run one command and return the exit status: 0 done, 1 refused, 2 wrong usage."""
    _let_every_character_out()
    try:
        status = _run(arguments)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Nobody reads the output any more, which is no fault; what is left to be written would
        # otherwise make the interpreter complain on leaving.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return _say_stopped()
    except Exception as error:
        _say_failure(error)
        return REFUSED


def _run(arguments: Sequence[str]) -> int:
    try:
        rest = _choose_language(arguments)
    except Refused as refusal:
        _say(refusal)
        return WRONG_USAGE
    # The commands word their help on loading, so they are loaded once the language is known.
    from typer import Abort, Exit
    from typer.exceptions import TyperException

    from inspector.cli.main import app
    from inspector.cli.wording import usage_sentence

    try:
        status = app(args=_password_file_first(rest), prog_name="inspector", standalone_mode=False)
    except Refused as refusal:
        _say(refusal)
        return REFUSED
    except TyperException as error:
        print(usage_sentence(error), file=sys.stderr)
        return WRONG_USAGE
    except Exit as exit_:
        status = exit_.exit_code
    except Abort:
        return _say_stopped()
    except SystemExit:
        # So the library leaves when nobody reads the output any more, which is no fault.
        return DONE
    if status == _INTERRUPTED:
        return _say_stopped()
    return status if isinstance(status, int) else DONE


def _choose_language(arguments: Sequence[str]) -> list[str]:
    """Set the language that is asked for anywhere on the line; return the other arguments.

    Raises Refused for a language the program does not speak.
    """
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if argument == "--":
            return [*rest, argument, *waiting]
        if name == _LANGUAGE:
            use(value if equals else next(waiting, ""))
        else:
            rest.append(argument)
    return rest


def _password_file_first(arguments: Sequence[str]) -> list[str]:
    """Move the program's own option to where the program looks for it."""
    if _PASSWORD_FILE not in arguments:
        return list(arguments)
    at = arguments.index(_PASSWORD_FILE)
    return [*arguments[at : at + 2], *arguments[:at], *arguments[at + 2 :]]


def _let_every_character_out() -> None:
    """Write “?” for a character that a terminal of another encoding cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _say_stopped() -> int:
    print(_("Stopped."), file=sys.stderr)
    return REFUSED


def _say(refusal: Refused) -> None:
    from inspector.i18n.messages import sentence

    for issue in refusal.issues:
        print(sentence(issue), file=sys.stderr)


def _say_failure(error: Exception) -> None:
    from inspector.logs import write_report

    report = ""
    with suppress(OSError):
        report = str(write_report(error))
    print(
        _(
            "The program met a fault of its own and stopped; what was saved is safe. "
            "Please send this report to whoever looks after the program: {report}"
        ).format(report=report or repr(error)),
        file=sys.stderr,
    )
