"""The key of an encrypted file: made from a password and the file's salt, and how a file is told.

A file is encrypted page by page by SQLCipher (AES-256, with an HMAC-SHA512 for each page). It
begins with 16 random bytes, the salt; any SQLCipher tool opens it with the password alone.
"""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from inspector.domain.errors import refused
from inspector.domain.issues import Place

PLAIN: Final = b"SQLite format 3\0"
"""The first bytes of a file that is not encrypted."""
SHORTEST: Final = 8
"""Characters a password must have."""

SUFFIX: Final = ".inspection"
"""The ending of a workspace's name."""

_SALT: Final = 16
_ROUNDS: Final = 256_000
"""Rounds of PBKDF2-HMAC-SHA512 that SQLCipher 4 asks for: about 0.2 s, against guessing."""
_PAGE: Final = 4096
_DISTINCT: Final = 224
"""Of 256 values, how many a page of random bytes holds at least; a damaged one holds fewer."""


@dataclass(frozen=True, slots=True)
class Key:
    """What pages are encrypted with; the password cannot be had from it."""

    secret: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @property
    def spelled(self) -> str:
        """The key as SQLCipher takes it without deriving anything again."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


Unlocking: TypeAlias = Key | str | None
"""What a file is opened with: a password, the key of an open file, or nothing."""


def new_key(password: str) -> Key:
    """Return a key with a new salt. Raises Refused when the password is too short."""
    if len(password) < SHORTEST:
        raise refused("storage.password_short", least=SHORTEST)
    return _derived(password, secrets.token_bytes(_SALT))


def key_for(path: Path, unlocking: Unlocking) -> Key | None:
    """Return the key that a password, or an open file's key, gives for a file.

    None for a file that is not encrypted, whatever was given. Raises Refused when a file that
    seems encrypted is to be opened with nothing.
    """
    start = _start(path)
    if start.startswith(PLAIN):
        return None
    if isinstance(unlocking, str) and unlocking and len(start) >= _SALT:
        return _derived(unlocking, start[:_SALT])
    if isinstance(unlocking, Key):
        return unlocking
    if is_encrypted(path):
        raise refused("storage.password_needed", Place(file=str(path)))
    return None


def is_encrypted(path: Path) -> bool:
    """Tell whether a file looks encrypted: whole pages, the first of them of random bytes.

    One that is named as a workspace may also have been cut short within a page.
    """
    start = _start(path)
    return (
        len(start) == _PAGE
        and (path.suffix == SUFFIX or path.stat().st_size % _PAGE == 0)
        and not start.startswith(PLAIN)
        and len(set(start)) >= _DISTINCT
    )


def has_salt_of(path: Path, key: Key) -> bool:
    """Tell whether a file begins as those do that were encrypted with this key."""
    return _start(path).startswith(key.salt)


def _derived(password: str, salt: bytes) -> Key:
    spelled = unicodedata.normalize("NFC", password).encode()
    secret = hashlib.pbkdf2_hmac("sha512", spelled, salt, _ROUNDS, 32)
    return Key(secret, salt)


def _start(path: Path) -> bytes:
    """Return a file's first page; nothing of one that is missing, empty or a folder."""
    if not path.is_file():
        return b""
    try:
        with path.open("rb") as file:
            return file.read(_PAGE)
    except OSError as error:
        raise refused("storage.unreadable", Place(file=str(path))) from error
