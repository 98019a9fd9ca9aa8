"""How far long work is: a bar on the terminal's error stream, nothing where there is none."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Thing = TypeVar("Thing")


def shown(things: Iterable[Thing], description: str, total: int | None = None) -> Iterator[Thing]:
    """Yield the things while a bar shows how many of the total are done."""
    if not sys.stderr.isatty():
        yield from things
        return
    # Only a terminal needs it, and it takes longer to load than most commands to run.
    from rich.console import Console
    from rich.progress import Progress

    with Progress(
        console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()
    ) as bar:
        yield from bar.track(things, total=total, description=description)
