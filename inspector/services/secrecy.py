"""Secrecy: the password of a workspace that is not open."""

from pathlib import Path

from inspector.storage import key, passwords


def is_locked(workspace: Path) -> bool:
    """Tell whether a file needs a password."""
    return key.is_encrypted(workspace)


def opens(file: Path, password: str) -> bool:
    """Tell whether a password opens a file that needs one."""
    return passwords.opens(file, password)


def set_password(workspace: Path, password: str, present: str | None) -> tuple[Path, ...]:
    """Encrypt a workspace and all that lies beside it with a password; return what was rewritten.

    `present` is the password it has now, if any.
    """
    return passwords.set_password(workspace, password, present)


def remove_password(workspace: Path, present: str | None) -> tuple[Path, ...]:
    """Write a workspace and all that lies beside it without encryption; return what was."""
    return passwords.remove_password(workspace, present)
