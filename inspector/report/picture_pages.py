"""Pictures on pages: two to a page, each with its caption beneath and a fine line around."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from inspector.report import paper
from inspector.report.document import Picture, Pictures
from inspector.report.flow import Strip
from inspector.report.fonts import Role
from inspector.report.pages import Outline, Photo, Spans, Text, on_one_line
from inspector.report.picture_files import size_of
from inspector.report.typeface import Style, Typefaces

TO_A_PAGE: Final = 2
_LEADING: Final = paper.SIZE_5 * 1.45
_UNDER_PICTURE: Final = paper.points(2)
_UNDER_CAPTION: Final = paper.points(5)
_GREY: Final = (0.6, 0.6, 0.6)
_THIN: Final = 0.4
_LOST: Final = "图片无法显示"


class Fitted(NamedTuple):
    """A picture's width and height on paper, points."""

    width: float
    height: float


def fitted(data: bytes | None, width: float, height: float) -> Fitted:
    """Return how large a picture is within a room; the room itself for one that is lost."""
    if data is None:
        return Fitted(width, height)
    across, down = size_of(data)
    scale = min(width / across, height / down)
    return Fitted(across * scale, down * scale)


def room_for(caption_lines: int, cell: float) -> float:
    """Return how high a picture may be within its part of a page."""
    return cell - _UNDER_PICTURE - caption_lines * _LEADING - _UNDER_CAPTION


def picture_strips(
    block: Pictures, known: Mapping[str, bytes], width: float, cell: float, fonts: Typefaces
) -> Iterator[Strip]:
    """Yield a strip for each picture, all of one height; `known` are the bytes by digest."""
    style = Style(fonts.typeface(Role.BODY), paper.SIZE_5)
    strong = Style(fonts.typeface(Role.SANS), paper.SIZE_5)
    for picture in block.pictures:
        yield _strip(picture, known.get(picture.blob), width, cell, (strong, style))


def _strip(
    picture: Picture, data: bytes | None, width: float, cell: float, styles: tuple[Style, Style]
) -> Strip:
    strong, style = styles
    lines = [
        (spans, line)
        for number, text in enumerate(picture.caption)
        for spans in (Spans.plain(on_one_line(text), style if number else strong),)
        for line in spans.lines(width, justify=False)
    ]
    room = room_for(len(lines), cell)
    size = fitted(data, width, room)
    x, y = (width - size.width) / 2, room - size.height
    texts: list[Text] = []
    for at, (spans, line) in enumerate(lines):
        baseline = room + _UNDER_PICTURE + at * _LEADING + paper.EM_ASCENT * paper.SIZE_5
        texts += spans.place(line, 0.0, baseline)
    if data is None:
        texts.append(Text.centred(_LOST, width, room / 2, style))
    right, down = x + size.width, y + size.height
    frame = Outline(((x, y), (right, y), (right, down), (x, down)), _THIN, _GREY)
    photos = () if data is None else (Photo(x, y, size.width, size.height, picture.blob, data),)
    return Strip(height=cell, texts=tuple(texts), outlines=(frame,), photos=photos)
