"""Small pictures of large ones, for lists."""

import io
from typing import Final, NamedTuple

from PIL import ImageOps

from inspector.domain.errors import Refused
from inspector.report.picture_opening import opened

_TURNED: Final = range(5, 9)
"""Orientations in which a camera's picture lies on its side."""
_ORIENTATION: Final = 0x0112
_QUICKLY: Final = 1
"""Small pictures go to the window and no further: time counts, not size."""


class Shrunk(NamedTuple):
    """A picture upright and small, as PNG, and its width and height before, upright."""

    content: bytes
    width: int
    height: int


def thumbnail(content: bytes, edge: int) -> bytes | None:
    """Return a picture as PNG that fits a square of `edge` pixels; None for what is no picture."""
    found = shrunk(content, edge)
    return None if found is None else found.content


def shrunk(content: bytes, edge: int) -> Shrunk | None:
    """Return a picture that fits a square of `edge` pixels, and how large it was."""
    try:
        with opened(content) as source:
            width, height = source.size
            if source.getexif().get(_ORIENTATION) in _TURNED:
                width, height = height, width
            source.draft("RGB", (edge, edge))  # JPEG is read in the size that is needed
            small = ImageOps.exif_transpose(source)
            small.thumbnail((edge, edge))
            out = io.BytesIO()
            small.convert("RGBA").save(out, "PNG", compress_level=_QUICKLY)
            return Shrunk(out.getvalue(), width, height)
    except Refused:
        return None
