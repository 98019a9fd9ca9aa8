"""The program's door: without arguments the window opens, otherwise the command line answers."""

import sys

OPEN = "open"
"""The one command that opens the window: `inspector open FILE`."""


def main() -> None:
    """Open the window or run the command line, and leave with its exit status."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] == OPEN:
        from inspector.ui.main import run as open_window

        sys.exit(open_window(arguments[1:]))
    from inspector.cli.entry import run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
