"""What is blacked out of a picture is in no byte of it any more."""

import io
import warnings

import pytest
from PIL import Image

from inspector.domain.errors import Refused
from inspector.domain.evidence import Box
from inspector.report.blackout import black_out

SIZE = (240, 160)
BOX = Box(left=40, top=20, width=60, height=30)


def picture(kind: str, mode: str = "RGB", **options: object) -> bytes:
    """Return a picture in which every pixel differs from its neighbours."""
    image = Image.new("RGB", SIZE)
    image.putdata([(x, y, (x * y) % 256) for y in range(SIZE[1]) for x in range(SIZE[0])])
    out = io.BytesIO()
    image.convert(mode).save(out, kind, **options)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    """Return a picture's pixels."""
    return Image.open(io.BytesIO(content))


def pixels(image: Image.Image, box: Box) -> set[object]:
    """Return the colours within a box."""
    within = (box.left, box.top, box.left + box.width, box.top + box.height)
    return {color for _, color in image.convert("RGB").crop(within).getcolors(1 << 20) or ()}


@pytest.mark.parametrize(
    ("kind", "mode", "ending"),
    [
        ("PNG", "RGB", ".png"),
        ("PNG", "P", ".png"),
        ("PNG", "L", ".png"),
        ("PNG", "RGBA", ".png"),
        ("BMP", "RGB", ".png"),
        ("GIF", "P", ".png"),
        ("TIFF", "CMYK", ".png"),
    ],
)
def test_the_part_is_black_and_the_rest_as_it_was(kind: str, mode: str, ending: str) -> None:
    before = picture(kind, mode)
    content, name = black_out(before, [BOX])
    after = opened(content)
    assert (after.size, name) == (SIZE, ending)
    assert pixels(after, BOX) == {(0, 0, 0)}
    covered = opened(before).convert("RGB")
    covered.paste((0, 0, 0), (BOX.left, BOX.top, BOX.left + BOX.width, BOX.top + BOX.height))
    assert after.convert("RGB").tobytes() == covered.tobytes()


def test_a_jpeg_stays_one_and_looks_as_before() -> None:
    before = picture("JPEG", quality=95)
    content, name = black_out(before, [BOX])
    after = opened(content)
    assert (after.format, name) == ("JPEG", ".jpg")
    assert all(max(color) < 24 for color in pixels(after, BOX) if isinstance(color, tuple))
    was, became = opened(before).getpixel((200, 100)), after.getpixel((200, 100))
    assert isinstance(was, tuple)
    assert isinstance(became, tuple)
    assert all(abs(one - other) < 24 for one, other in zip(was, became, strict=True))


def test_the_preview_and_the_place_in_a_photo_go() -> None:
    exif = Image.Exif()
    exif[0x010E] = "preview of somebody's face"
    content, _ = black_out(picture("JPEG", exif=exif, comment=b"remark"), [BOX])
    assert b"somebody" not in content
    assert b"Exif" not in content
    assert b"remark" not in content


def test_parts_are_counted_as_the_picture_is_looked_at() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter to the right
    content, _ = black_out(picture("JPEG", exif=exif, quality=95), [Box(0, 0, 20, 20)])
    after = opened(content)
    assert after.size == (SIZE[1], SIZE[0])
    assert all(
        max(color) < 24 for color in pixels(after, Box(0, 0, 20, 20)) if isinstance(color, tuple)
    )


def test_what_is_transparent_stays_so_and_what_is_black_does_not() -> None:
    image = Image.new("RGBA", SIZE, (10, 20, 30, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    content, _ = black_out(out.getvalue(), [BOX])
    after = opened(content)
    assert after.getpixel((0, 0)) == (10, 20, 30, 0)
    assert after.getpixel((BOX.left, BOX.top)) == (0, 0, 0, 255)


@pytest.mark.parametrize(
    "box", [Box(-1, 0, 5, 5), Box(0, 0, 0, 5), Box(230, 0, 11, 5), Box(0, 155, 5, 6)]
)
def test_a_part_that_is_not_in_the_picture_is_refused(box: Box) -> None:
    with pytest.raises(Refused, match=r"report.box_outside"):
        black_out(picture("PNG"), [BOX, box])


def test_what_is_no_picture_or_several_is_refused() -> None:
    with pytest.raises(Refused, match=r"report.no_picture"):
        black_out("一份文件".encode(), [BOX])
    with pytest.raises(Refused, match=r"report.no_picture"):
        black_out(picture("PNG")[:300], [BOX])
    frames = [Image.new("RGB", SIZE, color) for color in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(Refused, match=r"report.several_pictures"):
        black_out(out.getvalue(), [BOX])


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.new("1", (15_000, 14_000)).save(out, "PNG")
    with pytest.raises(Refused, match=r"report.picture_too_large"):
        black_out(out.getvalue(), [BOX])
