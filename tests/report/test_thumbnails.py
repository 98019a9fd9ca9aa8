"""Small pictures of large ones: their size, their way up, and what is none."""

import io

import pytest
from PIL import Image

from inspector.report.thumbnails import shrunk, thumbnail

EDGE = 128
_TURNED = 6
"""EXIF orientation of a camera held upright."""


def content(kind: str, size: tuple[int, int], orientation: int | None = None) -> bytes:
    picture = Image.new("RGB", size, (10, 120, 200))
    out = io.BytesIO()
    exif = Image.Exif()
    if orientation is not None:
        exif[0x0112] = orientation
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def opened(made: bytes | None) -> Image.Image:
    assert made is not None
    return Image.open(io.BytesIO(made))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_fits_the_square_and_keeps_its_shape(kind: str) -> None:
    small = opened(thumbnail(content(kind, (800, 400)), EDGE))
    assert (small.format, small.size) == ("PNG", (EDGE, EDGE // 2))


def test_a_photograph_stands_upright() -> None:
    small = opened(thumbnail(content("JPEG", (800, 400), _TURNED), EDGE))
    assert small.size == (EDGE // 2, EDGE)


def test_a_small_picture_is_not_blown_up() -> None:
    assert opened(thumbnail(content("PNG", (20, 10)), EDGE)).size == (20, 10)


@pytest.mark.parametrize("broken", [b"", b"no picture", content("PNG", (800, 400))[:200]])
def test_what_is_no_picture_has_no_thumbnail(broken: bytes) -> None:
    assert thumbnail(broken, EDGE) is None


def test_a_shrunk_picture_knows_how_large_it_was_upright() -> None:
    turned = shrunk(content("JPEG", (800, 400), _TURNED), EDGE)
    assert turned is not None
    assert (turned.width, turned.height) == (400, 800)
