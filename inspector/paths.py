"""Where things are: what ships with the program, and this machine's own folders."""

import os
import tempfile
from functools import cache as once
from pathlib import Path
from typing import Final

import platformdirs

HOME_VARIABLE: Final = "INSPECTOR_HOME"
"""Names one folder for settings, caches and logs, so that a stick can carry them all."""

_PACKAGE: Final = Path(__file__).parent
_NAME: Final = "inspector"


def resources() -> Path:
    """Return the folder of templates, translations and tables that ship with the program."""
    return _shipped("resources")


def checklists() -> Path:
    """Return the folder of the lists and forms that ship with the program."""
    return _shipped("checklists")


def manual() -> Path:
    """Return the folder of the manual's pages and pictures."""
    carried = _PACKAGE / "_shipped" / "manual"
    return carried if carried.is_dir() else _PACKAGE.parent / "docs" / "manual"


def cache() -> Path:
    """Return the folder for what can be made again; it exists, in a temporary place if need be."""
    return _writable("cache", platformdirs.user_cache_path(_NAME, appauthor=False))


def logs() -> Path:
    """Return the folder for logs and failure reports; it exists, as for `cache`."""
    return _writable("logs", platformdirs.user_log_path(_NAME, appauthor=False))


def config() -> Path:
    """Return the folder of this machine's settings, which need not exist."""
    return _own("config", platformdirs.user_config_path(_NAME, appauthor=False))


def window_memory() -> Path:
    """Return the file in which the window remembers sizes, filters and places."""
    return config() / "window.ini"


def documents() -> Path:
    """Return the folder where people look for their own files, which need not exist."""
    return _own("documents", platformdirs.user_documents_path())


def _shipped(name: str) -> Path:
    """Return a top-level folder, carried into the package by the wheel, beside it in the source."""
    carried = _PACKAGE / "_shipped" / name
    return carried if carried.is_dir() else _PACKAGE.parent / name


def _own(name: str, usual: Path) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / name if home else usual


def _writable(name: str, usual: Path) -> Path:
    folder = _own(name, usual)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # A home that is read-only or full must not keep a paper from being made.
        return _temporary() / name
    return folder if os.access(folder, os.W_OK) else _temporary() / name


@once
def _temporary() -> Path:
    """Make this process's own folder; a shared name could be prepared by another user."""
    folder = Path(tempfile.mkdtemp(prefix=f"{_NAME}-"))
    for name in ("cache", "logs"):
        (folder / name).mkdir()
    return folder
