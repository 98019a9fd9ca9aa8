"""The program's door: arguments go to the command line."""

import sys

from inspector.cli.entry import run


def main() -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
