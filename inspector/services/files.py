"""Files beside the workspace: read, kept in it, written whole or not at all."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from inspector.domain.errors import refused
from inspector.domain.ids import BlobId
from inspector.domain.issues import Place
from inspector.i18n.gettext import N_, _
from inspector.storage.unit_of_work import UnitOfWork

MOST_BYTES = 200 * 1024 * 1024
"""The largest file taken in, as for evidence."""
_PIECE: Final = 1024 * 1024


_CAUSES: Final = {
    errno.EACCES: N_("no permission"),
    errno.EPERM: N_("no permission"),
    errno.EROFS: N_("the drive is read-only"),
    errno.ENOSPC: N_("the drive is full"),
    errno.EDQUOT: N_("the drive is full"),
    errno.ENOENT: N_("there is no such folder"),
    errno.ENOTDIR: N_("there is no such folder"),
    errno.ENAMETOOLONG: N_("the name is too long"),
}
"""What the system says in a language of its own choosing."""


def cause_of(error: OSError) -> str:
    """Return in words why the system refused a file."""
    known = _CAUSES.get(error.errno or 0)
    return _("system error {number}").format(number=error.errno) if known is None else _(known)


@dataclass(frozen=True, slots=True)
class Hashed:
    """A file that was read once: how many bytes it has, and their SHA-256."""

    path: Path
    size: int
    digest: BlobId


def read_file(path: Path) -> bytes:
    """Return a file's bytes, refusing what is missing, a folder, unreadable or too large."""
    return b"".join(pieces_of(path))


def pieces_of(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes piece by piece, refusing as `read_file` does."""
    place = Place(file=str(path))
    if path.is_dir():
        raise refused("files.is_folder", place)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise refused("files.too_large", place, limit=MOST_BYTES // 1024 // 1024)
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except FileNotFoundError as error:
        raise refused("files.not_found", place) from error
    except OSError as error:
        raise refused("files.unreadable", place, cause=cause_of(error)) from error


def hashed(path: Path, read: Callable[[int], None]) -> Hashed:
    """Hash a file; `read` is told the bytes of each piece. Raises Refused as `read_file` does."""
    digest = hashlib.sha256()
    size = 0
    for piece in pieces_of(path):
        digest.update(piece)
        size += len(piece)
        read(len(piece))
    return Hashed(path, size, BlobId(digest.hexdigest()))


def keep(work: UnitOfWork, file: Path | Hashed) -> BlobId:
    """Keep a file's bytes in the workspace piece by piece, hashed beforehand or only now.

    Raises Refused as `read_file` does, and where the file changed since it was hashed.
    """
    known = file if isinstance(file, Hashed) else hashed(file, lambda _length: None)
    return work.put_hashed_blob(known.digest, known.size, pieces_of(known.path))


def read_text(content: bytes, name: str) -> str:
    """Return a file's bytes as UTF-8 text, refusing what is none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused("files.no_text", Place(file=name)) from error


def write_file(path: Path, content: bytes) -> Path:
    """Write a file beside its final place and move it there, so that no half file is left."""
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as out:
            temporary = Path(out.name)
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
        raise refused("files.unwritable", Place(file=str(path)), cause=cause_of(error)) from error
    return path


def file_name(text: str) -> str:
    """Return text as a file name that every system takes."""
    return "".join("_" if char in '\\/:*?"<>|' or ord(char) < 32 else char for char in text).strip()
