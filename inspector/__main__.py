"""The program's door: without a command the window opens, otherwise the command line answers."""

import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass

OPEN = "open"
"""The one command that opens the window: `inspector open FILE`."""
_TAKEN = ("--lang", "--author")
"""Options of the program that the window understands too, anywhere on the line."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the window is to begin with."""

    files: tuple[str, ...]
    language: str = ""
    author: str = ""


def main() -> None:
    """Open the window or run the command line, and leave with its exit status."""
    arguments = sys.argv[1:]
    opening = opening_of(arguments)
    if opening is None:
        from inspector.cli.entry import run

        sys.exit(run(arguments))
    gc.disable()  # nothing that is loaded is garbage; the window switches it on again
    from inspector.ui.main import run as open_window

    sys.exit(open_window(opening.files, opening.language, opening.author))


def opening_of(arguments: Sequence[str]) -> Opening | None:
    """Return with what the window opens; None where the command line is meant."""
    options: dict[str, str] = {}
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if name in _TAKEN:
            options[name] = value if equals else next(waiting, "")
        else:
            rest.append(argument)
    named = rest[1:] if rest[:1] == [OPEN] else rest
    if (rest and rest[0] != OPEN) or len(named) > 1 or any(one.startswith("-") for one in named):
        return None
    return Opening(tuple(named), options.get("--lang", ""), options.get("--author", ""))


if __name__ == "__main__":
    main()
