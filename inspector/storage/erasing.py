"""Erasing files: their bytes are written over before the name goes.

That is all a program can do. A disk of flash memory may keep old bytes out of its reach.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

_CHUNK: Final = bytes(1 << 20)


def erase(path: Path) -> None:
    """Write zeros over a file and remove it. Raises OSError when the file cannot be removed."""
    if path.is_symlink() or path.stat().st_nlink > 1:
        path.unlink()  # what it leads to is another file, or another name of one that stays
        return
    with suppress(OSError), path.open("rb+") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(_CHUNK[: min(left, len(_CHUNK))])
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def replace_and_erase(new: Path, old: Path) -> None:
    """Give a new file the name of an old one in one step, and erase what stood there.

    Where the file system knows no second names (FAT), the old bytes are only given free.
    """
    aside = old.with_name(old.name + ".erased")
    with suppress(OSError):
        aside.unlink(missing_ok=True)
        aside.hardlink_to(old)
    new.replace(old)
    with suppress(OSError):
        erase(aside)
