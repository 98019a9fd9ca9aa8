"""The messages between the window and its worker processes: a length, then a pickled value."""

import pickle
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, BinaryIO, Final

_LENGTH: Final = struct.Struct(">Q")


class Kind(StrEnum):
    """What a worker says of a job."""

    PROGRESS = "progress"
    PART = "part"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Order:
    """A job for a worker: the function `module.function` beneath `inspector.jobs`."""

    number: int
    name: str
    arguments: dict[str, Any]
    flag: str
    """The file whose appearance calls the job off."""
    language: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says: progress (done, total, text), a part, a result, issues, or a report."""

    number: int
    kind: Kind
    value: Any = field(default=None, repr=False)


def pack(message: Order | Answer) -> bytes:
    """Return a message as bytes; only ever read by this program's own processes."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def read(stream: BinaryIO) -> Iterator[Order | Answer]:
    """Yield messages until the other end closes."""
    while head := stream.read(_LENGTH.size):
        yield pickle.loads(stream.read(_LENGTH.unpack(head)[0]))


class Inbox:
    """Bytes as they come in, cut into messages."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def put(self, piece: bytes) -> Iterator[Answer]:
        """Take bytes in and yield each message that is whole."""
        self._bytes += piece
        while len(self._bytes) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self._bytes)[0]
            if len(self._bytes) < end:
                return
            message = pickle.loads(self._bytes[_LENGTH.size : end])
            del self._bytes[:end]
            yield message
