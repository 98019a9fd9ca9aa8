"""Small pictures of large ones, for lists."""

import io
import warnings
from typing import Final

from PIL import Image, ImageOps

_MOST_PIXELS: Final = 200_000_000


def thumbnail(content: bytes, edge: int) -> bytes | None:
    """Return a picture as PNG that fits a square of `edge` pixels; None for what is no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            source = Image.open(io.BytesIO(content))
            if source.width * source.height > _MOST_PIXELS:
                return None
            source.draft("RGB", (edge, edge))  # JPEG is read in the size that is needed
            small = ImageOps.exif_transpose(source)
            small.thumbnail((edge, edge))
            out = io.BytesIO()
            small.convert("RGBA").save(out, "PNG")
            return out.getvalue()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
