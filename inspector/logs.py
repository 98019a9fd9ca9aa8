"""The log and the reports of unexpected failures, for whoever is asked to help."""

import logging
import platform
import sys
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from inspector import __version__, paths

LOG_NAME: Final = "inspector.log"
_PATTERNS: Final = (LOG_NAME + "*", "failure-*.txt")
_SIZE: Final = 1_000_000
_KEPT: Final = 3
_FORMAT: Final = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"


def start(level: int = logging.INFO) -> Path:
    """Log to a file that rotates at a megabyte, three old ones kept; return where it is."""
    file = paths.logs() / LOG_NAME
    handler = RotatingFileHandler(
        file, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger("inspector")
    _stop(root)
    root.addHandler(handler)
    root.setLevel(level)
    return file


def write_report(error: BaseException) -> Path:
    """Write what an unexpected failure left behind into a file of its own; return where it is.

    The report holds versions, the command and the traceback; texts of a workspace only as far as
    the failure's own message quotes them.
    """
    moment = datetime.now(UTC)
    file = paths.logs() / f"failure-{moment:%Y%m%d-%H%M%S-%f}.txt"
    lines = [
        f"Inspector {__version__}, {moment.isoformat(timespec='seconds')}",
        f"Python {platform.python_version()}, {platform.platform()}",
        f"Command: {sys.argv}",
        "",
        *traceback.format_exception(error),
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def _stop(root: logging.Logger) -> None:
    for handler in [*root.handlers]:
        root.removeHandler(handler)
        handler.close()


def files() -> tuple[Path, ...]:
    """Return the logs and failure reports there are."""
    found = (path for pattern in _PATTERNS for path in paths.logs().glob(pattern))
    return tuple(sorted(found))
