"""The tamper-evident chain: the fixed byte layout of sessions, groups and edits, and its hashes.

One chain runs through each session. Nothing that is local to a file (aliases, record numbers) and
no value stands in it, only the value's SHA-256, so that a union of journals keeps every chain and
a purged value leaves it whole. Integers are big-endian, texts UTF-8 behind their length.
"""

import hashlib
import struct
from collections.abc import Sequence
from typing import Final, TypeAlias

Base: TypeAlias = tuple[bytes, int]
"""An edit as the chain names it: the session's 16 bytes and the counter."""

_SESSION_MARK: Final = b"inspector session 1\0"
_EDIT_MARK: Final = b"E"
_GROUP_MARK: Final = b"G"
_EDIT_HEAD: Final = struct.Struct(">cQHHI")
_EDIT_TAIL: Final = struct.Struct(">32sH")
_BASE: Final = struct.Struct(">16sQ")
_GROUP: Final = struct.Struct(">cQqI32s16sQ")
_NO_SESSION: Final = bytes(16)


def _text(text: str) -> bytes:
    encoded = text.encode()
    return len(encoded).to_bytes(4, "big") + encoded


def start(session: bytes, program: str, author: str, opened_at: int, seen: str) -> bytes:
    """Return the hash a session's chain begins with; `seen` ties in the chains before it."""
    return hashlib.sha256(
        _SESSION_MARK
        + session
        + opened_at.to_bytes(8, "big", signed=True)
        + _text(program)
        + _text(author)
        + _text(seen)
    ).digest()


class GroupChain:
    """The hash of one group while its edits come in."""

    def __init__(self, previous: bytes) -> None:
        self._hash = hashlib.sha256(previous)

    def add(
        self,
        counter: int,
        kind: int,
        field: int,
        key: bytes,
        digest: bytes,
        bases: Sequence[Base],
    ) -> None:
        """Take in one edit: its number, what it is about, its value's digest and its bases."""
        head = _EDIT_HEAD.pack(_EDIT_MARK, counter, kind, field, len(key))
        tail = _EDIT_TAIL.pack(digest, len(bases))
        named = b"".join(_BASE.pack(*base) for base in sorted(bases)) if bases else b""
        self._hash.update(head + key + tail + named)

    def finish(
        self,
        *,
        number: int,
        at: int,
        edits: int,
        verb: str,
        author: str,
        parameters: bytes,
        undoes: Base | None,
    ) -> bytes:
        """Close the group with its own columns and return the chain's new head."""
        undone = undoes or (_NO_SESSION, 0)
        self._hash.update(
            _GROUP.pack(_GROUP_MARK, number, at, edits, parameters, *undone)
            + _text(verb)
            + _text(author)
        )
        return self._hash.digest()
