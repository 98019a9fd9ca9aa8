"""Where a password comes from: a file, the environment or the keyboard; never the command line.

An argument would stand in the shell's history and in the system's list of processes.
"""

import os
import sys
from collections.abc import Sequence
from getpass import getpass
from pathlib import Path
from typing import Final

from inspector.domain.errors import refused
from inspector.i18n.gettext import _

VARIABLE: Final = "INSPECTOR_PASSWORD"


class PasswordFile:
    """The file named by the program's own option."""

    path: Path | None = None


def password_of(workspace: Path) -> str | None:
    """Return the password given for a workspace; ask for it where one is needed.

    None where none is given and none needed, or nobody can be asked.
    """
    from inspector.services.secrecy import is_locked

    password = given()
    if password is None and is_locked(workspace) and _somebody_is_there():
        password = getpass(_("Password of “{file}”: ").format(file=workspace))
    return password


def passwords_of(others: Sequence[Path], known: str | None) -> dict[Path, str]:
    """Return the password of each other file that is locked, as far as one is given or typed.

    The workspace's own is tried first, then the lines of the password file.
    """
    from inspector.services.secrecy import is_locked, opens

    candidates = dict.fromkeys([*([known] if known else []), *_all_given()])
    found = {}
    for other in others:
        if not is_locked(other):
            continue
        fitting = next((one for one in candidates if opens(other, one)), None)
        if fitting is None and _somebody_is_there():
            fitting = getpass(_("Password of “{file}”: ").format(file=other))
        if fitting is not None:
            found[other] = fitting
    return found


def given() -> str | None:
    """Return the password from the file that is named, else from the environment."""
    return next(iter(_all_given()), None)


def from_file(path: Path) -> str:
    """Return the first line of a password file."""
    return _lines(path)[0]


def _all_given() -> list[str]:
    """Return the workspace's password, then those of files that are merged."""
    if PasswordFile.path is not None:
        return _lines(PasswordFile.path)
    password = os.environ.get(VARIABLE)
    return [password] if password else []


def _lines(path: Path) -> list[str]:
    from inspector.services.files import read_file, read_text

    lines = read_text(read_file(path), str(path)).splitlines()
    if not lines or not lines[0]:
        raise refused("password.empty_file", file=path)
    return [line for line in lines if line]


def asked_twice() -> str:
    """Ask for a new password, twice, since nobody sees what is typed."""
    if not _somebody_is_there():
        raise refused("password.none_given")
    password = getpass(_("New password: "))
    if getpass(_("Once more: ")) != password:
        raise refused("password.not_alike")
    return password


def _somebody_is_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
