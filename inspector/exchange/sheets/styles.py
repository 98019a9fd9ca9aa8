"""How sheets look: the named styles of their cells, and row heights worked out from the text."""

import unicodedata
from functools import lru_cache
from typing import Final

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

TITLE: Final = "表题"
LINE: Final = "表前"
HEADER: Final = "表头"
LABEL: Final = "行名"
FOOT: Final = "表尾"
_BODY_POINTS: Final = 10
_THIN: Final = Side(style="thin", color="FF808080")
_FRAME: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER_FILL: Final = PatternFill("solid", start_color="FFE7ECF3")
_INPUT_FILL: Final = PatternFill("solid", start_color="FFFFFBE8")

_PIXELS_A_DIGIT: Final = 7.0
"""Of the workbook's default font, the unit of column widths (ECMA-376, 18.3.1.13)."""
_WIDE_PIXELS: Final = _BODY_POINTS * 96 / 72 + 0.2
_NARROW_PIXELS: Final = 7.2
_PADDING_PIXELS: Final = 8
_INDENT_PIXELS: Final = 9.0
"""Of one step of a cell's indent, three spaces of the default font."""
_LINE_HEIGHT: Final = 14.5
_ROW_PADDING: Final = 7.5
LEAST_ROW: Final = 30.0
MOST_ROW: Final = 409.0
"""Points, the largest height of a row that the format allows."""


def named_styles() -> tuple[NamedStyle, ...]:
    """Return the styles above and below the table; those of its cells are made when needed."""
    centre = Alignment(horizontal="center", vertical="center", wrap_text=True)
    left = Alignment(horizontal="left", vertical="center", wrap_text=True)
    return (
        NamedStyle(TITLE, font=Font(name="黑体", size=18), alignment=centre),
        NamedStyle(LINE, font=Font(name="宋体", size=_BODY_POINTS), alignment=left),
        NamedStyle(
            HEADER,
            font=Font(name="黑体", size=_BODY_POINTS),
            alignment=centre,
            border=_FRAME,
            fill=_HEADER_FILL,
        ),
        NamedStyle(LABEL, font=Font(name="宋体", size=_BODY_POINTS), alignment=left, border=_FRAME),
        NamedStyle(
            FOOT,
            font=Font(name="宋体", size=_BODY_POINTS + 1),
            alignment=Alignment(horizontal="left", vertical="center"),
            protection=Protection(locked=False),
        ),
    )


def body_style(*, is_input: bool, is_centred: bool, number_format: str) -> NamedStyle:
    """Return the style of one kind of table cell; input cells are tinted and unlocked."""
    name = f"{'填写' if is_input else '正文'}{'居中' if is_centred else ''} {number_format}"
    return NamedStyle(
        name,
        font=Font(name="宋体", size=_BODY_POINTS),
        alignment=Alignment(
            horizontal="center" if is_centred else "left", vertical="center", wrap_text=True
        ),
        border=_FRAME,
        fill=_INPUT_FILL if is_input else PatternFill(),
        number_format=number_format,
        protection=Protection(locked=not is_input),
    )


def set_in(characters: int) -> Alignment:
    """Return the alignment of a label whose lines all stand so many Chinese characters in."""
    return Alignment(
        horizontal="left", vertical="center", wrap_text=True, indent=_indent_steps(characters)
    )


def _indent_steps(characters: int) -> int:
    return round(characters * _WIDE_PIXELS / _INDENT_PIXELS)


@lru_cache(maxsize=8192)
def line_count(text: str, width: float, indent: int = 0) -> int:
    """Return how many lines a text takes in a column of that width (in digits of the font).

    `indent` is in Chinese characters, as in `set_in`.
    """
    room = width * _PIXELS_A_DIGIT - _PADDING_PIXELS - _indent_steps(indent) * _INDENT_PIXELS
    return sum(_lines(paragraph, room) for paragraph in text.split("\n"))


def _lines(paragraph: str, room: float) -> int:
    """Fill lines sign by sign: a Chinese sign may stand anywhere, a Latin word stays whole."""
    lines, used, word = 1, 0.0, 0.0
    for sign in paragraph:
        is_wide = unicodedata.east_asian_width(sign) in "WFA"
        size = _WIDE_PIXELS if is_wide else _NARROW_PIXELS
        word = 0.0 if is_wide or sign == " " else word + size
        used += size
        if used > room:
            lines += 1
            used = word if 0.0 < word < room else size
    return lines


def row_height(lines: int) -> float:
    """Return the height in points of a row whose fullest cell has so many lines."""
    return min(MOST_ROW, max(LEAST_ROW, lines * _LINE_HEIGHT + _ROW_PADDING))
