"""Blacking out parts of a picture: burnt into its pixels, with nothing beneath and nothing beside.

What a file holds besides the pixels goes too: place and camera, and above all the small preview
that cameras put in, which would show what was blacked out.
"""

import io
from collections.abc import Iterable
from typing import Final

from PIL import Image, ImageDraw, ImageOps

from inspector.domain.errors import refused
from inspector.domain.evidence import Box
from inspector.report.picture_opening import opened

_QUALITY: Final = 95
"""Of JPEG: what was not blacked out looks as before."""
_BLACK: Final = (0, 0, 0)


def black_out(content: bytes, boxes: Iterable[Box]) -> tuple[bytes, str]:
    """Return a picture with parts of it black, and the ending for its name.

    A JPEG stays one; every other kind becomes PNG, which loses nothing. Boxes are counted in the
    picture as it is looked at, turned as its camera says. Raises Refused when the file is no
    picture, holds several, or a box is not in it.
    """
    picture, kind = _opened(content)
    drawing = ImageDraw.Draw(picture)
    for box in boxes:
        _check(box, picture.size)
        drawing.rectangle(
            (box.left, box.top, box.left + box.width - 1, box.top + box.height - 1),
            fill=_BLACK if picture.mode == "RGB" else (*_BLACK, 255),
        )
    out = io.BytesIO()
    if kind == "JPEG":
        picture.save(out, "JPEG", quality=_QUALITY, subsampling=0)
        return out.getvalue(), ".jpg"
    picture.save(out, "PNG")
    return out.getvalue(), ".png"


def _opened(content: bytes) -> tuple[Image.Image, str]:
    """Return a picture's pixels alone, upright, and what kind of file it was."""
    with opened(content) as source:
        if getattr(source, "n_frames", 1) > 1:
            raise refused("report.several_pictures")
        upright = ImageOps.exif_transpose(source)
        mode = "RGBA" if upright.has_transparency_data else "RGB"
        pixels = upright.convert(mode)
    bare = Image.new(mode, pixels.size)
    bare.paste(pixels)
    return bare, source.format or ""


def _check(box: Box, size: tuple[int, int]) -> None:
    width, height = size
    is_inside = (
        box.left >= 0
        and box.top >= 0
        and box.width > 0
        and box.height > 0
        and box.left + box.width <= width
        and box.top + box.height <= height
    )
    if not is_inside:
        raise refused(
            "report.box_outside",
            box=f"{box.left},{box.top},{box.width},{box.height}",
            width=width,
            height=height,
        )
