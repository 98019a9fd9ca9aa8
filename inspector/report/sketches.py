"""Drawn pictures of made-up web pages and notice boards: evidence for a demo, nobody's own."""

import io
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from inspector.report.fonts import Role, installed

_WIDTH: Final = 1200
_HEIGHT: Final = 760
_BAR: Final = 64
_BANNER: Final = 110
_NAVIGATION: Final = 250
_ROW: Final = 62
_MARGIN: Final = 36
_INK: Final = "#2b2f36"
_FAINT: Final = "#7b828c"
_LINE: Final = "#dde2e8"
_GROUND: Final = "#ffffff"
_CHROME: Final = "#e8ebef"
_BLUE: Final = "#1f5fa8"
_RED: Final = "#d02020"
_CORK: Final = "#c79f6b"
_FRAME: Final = "#7a5230"
_COLOURS: Final = 64

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What a picture shows. Without an `address` it is a notice board, else a page of a site.

    A line is "left" or "left|right", the right part standing at the far end, as dates do; `menu`
    stands beside a page's lines; `marked` are places of lines with a red frame, from 0.
    """

    heading: str
    title: str
    lines: tuple[str, ...]
    address: str = ""
    menu: tuple[str, ...] = ()
    marked: tuple[int, ...] = ()


def draw(sketch: Sketch) -> bytes:
    """Return a sketch as PNG, 1200 × 760 pixels. Raises Refused where nothing sets Chinese."""
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), _GROUND if sketch.address else _CORK)
    pen = ImageDraw.Draw(picture)
    (_page if sketch.address else _board)(pen, sketch)
    out = io.BytesIO()
    picture.quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _page(pen: ImageDraw.ImageDraw, sketch: Sketch) -> None:
    pen.rectangle((0, 0, _WIDTH, _BAR), fill=_CHROME)
    for place, colour in enumerate(("#e06c60", "#e5b94e", "#72b86a")):
        pen.ellipse((24 + place * 30, 24, 40 + place * 30, 40), fill=colour)
    pen.rounded_rectangle((130, 14, _WIDTH - 30, _BAR - 14), 18, fill=_GROUND, outline=_LINE)
    pen.text((152, _BAR / 2), sketch.address, font=_font(22), fill=_FAINT, anchor="lm")
    pen.rectangle((0, _BAR, _WIDTH, _BAR + _BANNER), fill=_BLUE)
    middle = _BAR + _BANNER / 2
    pen.text((_MARGIN, middle), sketch.heading, font=_font(42), fill=_GROUND, anchor="lm")
    top = _BAR + _BANNER
    left = _MARGIN
    if sketch.menu:
        left += _NAVIGATION
        pen.rectangle((0, top, _NAVIGATION, _HEIGHT), fill="#f4f6f8")
        for place, entry in enumerate(sketch.menu):
            at = (_MARGIN, top + 44 + place * 54)
            pen.text(at, entry, font=_font(24), fill=_INK, anchor="lm")
    pen.text((left, top + 44), sketch.title, font=_font(30), fill=_BLUE, anchor="lm")
    pen.line((left, top + 74, _WIDTH - _MARGIN, top + 74), fill=_BLUE, width=2)
    _lines(pen, sketch, (left, top + 84, _WIDTH - _MARGIN))


def _board(pen: ImageDraw.ImageDraw, sketch: Sketch) -> None:
    pen.rectangle((0, 0, _WIDTH - 1, _HEIGHT - 1), outline=_FRAME, width=26)
    pen.text((_WIDTH / 2, 82), sketch.heading, font=_font(52), fill="#5c1f10", anchor="mm")
    sheet = (190, 140, _WIDTH - 190, _HEIGHT - 70)
    pen.rectangle((sheet[0] + 8, sheet[1] + 8, sheet[2] + 8, sheet[3] + 8), fill="#a07c4c")
    pen.rectangle(sheet, fill="#fbfaf5")
    pen.text((_WIDTH / 2, 190), sketch.title, font=_font(34), fill=_INK, anchor="mm")
    _lines(pen, sketch, (sheet[0] + _MARGIN, 230, sheet[2] - _MARGIN))


def _lines(pen: ImageDraw.ImageDraw, sketch: Sketch, room: tuple[int, int, int]) -> None:
    left, top, right = room
    for place, line in enumerate(sketch.lines):
        start, _, end = line.partition("|")
        middle = top + place * _ROW + _ROW / 2
        pen.text((left + 12, middle), start, font=_font(26), fill=_INK, anchor="lm")
        pen.text((right - 12, middle), end, font=_font(24), fill=_FAINT, anchor="rm")
        below = top + (place + 1) * _ROW
        pen.line((left, below, right, below), fill=_LINE)
        if place in sketch.marked:
            pen.rectangle((left - 4, below - _ROW + 4, right + 4, below - 4), outline=_RED, width=4)


def _font(size: int) -> Font:
    file = installed().choose(Role.SANS).face.file
    return ImageFont.truetype(file.path, size, index=file.number)
