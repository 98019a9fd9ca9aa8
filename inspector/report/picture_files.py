"""Pictures of evidence made fit for paper: upright, in the size of print, and nothing beside."""

import io
from typing import Final

from PIL import Image, ImageOps

from inspector.domain.errors import Refused
from inspector.report.picture_opening import opened

_EDGE: Final = 1600
"""Pixels along the longer edge: about 250 to the inch where two pictures share a page."""
_QUALITY: Final = 88
_PAPER: Final = (255, 255, 255)
ENDINGS: Final = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".tif", ".tiff")
"""What pictures are called."""


def prepared(content: bytes) -> bytes | None:
    """Return a picture as JPEG for print; None for what is no picture.

    Place and camera, which the file may hold, are left out; equal input gives equal bytes.
    """
    try:
        with opened(content) as source:
            source.draft("RGB", (_EDGE, _EDGE))  # JPEG is read in the size that is needed
            upright = ImageOps.exif_transpose(source)
            upright.thumbnail((_EDGE, _EDGE))
            out = io.BytesIO()
            on_paper(upright).save(out, "JPEG", quality=_QUALITY)
            return out.getvalue()
    except Refused:
        return None


def on_paper(picture: Image.Image) -> Image.Image:
    """Return a picture's colours over white where it is see-through."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    sheet = Image.new("RGB", clear.size, _PAPER)
    sheet.paste(clear, mask=clear.getchannel("A"))
    return sheet


def size_of(picture: bytes) -> tuple[int, int]:
    """Return the width and height of a prepared picture, pixels."""
    with Image.open(io.BytesIO(picture)) as known:
        return known.size
