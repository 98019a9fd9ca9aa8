"""Pictures of evidence made fit for paper: upright, in the size of print, and nothing beside."""

import io
import warnings
from typing import Final

from PIL import Image, ImageOps

_MOST_PIXELS: Final = 200_000_000
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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            source = Image.open(io.BytesIO(content))
            if source.width * source.height > _MOST_PIXELS:
                return None
            source.draft("RGB", (_EDGE, _EDGE))  # JPEG is read in the size that is needed
            upright = ImageOps.exif_transpose(source)
            upright.thumbnail((_EDGE, _EDGE))
            out = io.BytesIO()
            _on_paper(upright).save(out, "JPEG", quality=_QUALITY)
            return out.getvalue()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def _on_paper(picture: Image.Image) -> Image.Image:
    """Return a picture's colours over white where it is see-through."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    sheet = Image.new("RGB", clear.size, _PAPER)
    sheet.paste(clear, mask=clear.getchannel("A"))
    return sheet


def size_of(picture: bytes) -> tuple[int, int]:
    """Return the width and height of a prepared picture, pixels."""
    with Image.open(io.BytesIO(picture)) as opened:
        return opened.size
