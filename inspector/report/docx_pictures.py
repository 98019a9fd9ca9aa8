"""Albums of a DOCX: two pictures to a page, each kept together with its caption."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from inspector.report.document import Picture, Pictures
from inspector.report.docx_drawings import inline_picture
from inspector.report.docx_xml import KEEP_NEXT, paragraph, run
from inspector.report.paper import Area
from inspector.report.picture_pages import TO_A_PAGE, fitted, room_for

_CAPTION_LINES: Final = 5
"""Room for as many lines of a caption beneath each picture, and for what its line adds."""
_FIRST_PAGE: Final = 0.94
"""How much of a page is left under the title, of which every page takes the measure."""
_LINE: Final = (
    '<w:snapToGrid w:val="0"/><w:spacing w:before="160" w:after="60" w:line="240" '
    'w:lineRule="auto"/><w:jc w:val="center"/>'
)
"""A picture on a line of fixed height would be cut to it."""
_LOST: Final = "〔图片无法显示〕"


def album_xml(
    block: Pictures,
    known: Mapping[str, bytes],
    area: Area,
    number: int,
    relate: Callable[[bytes], str],
) -> str:
    """Return the pictures of an album; `known` are their bytes by digest.

    `relate` stores a picture, naming it; `number` tells the album from the document's others.
    """
    height = room_for(_CAPTION_LINES, area.height * _FIRST_PAGE / TO_A_PAGE)
    return "".join(
        "".join(_entry(picture, known.get(picture.blob), (area.width, height), mark, relate, at))
        for at, picture in enumerate(block.pictures)
        for mark in (number * 1000 + at,)
    )


def _entry(
    picture: Picture,
    data: bytes | None,
    room: tuple[float, float],
    mark: int,
    relate: Callable[[bytes], str],
    at: int,
) -> Iterator[str]:
    breaks = "<w:pageBreakBefore/>" if at and at % TO_A_PAGE == 0 else ""
    told = "；".join(picture.caption)
    size = fitted(data, *room)
    shown = (
        run(_LOST)
        if data is None
        else inline_picture(relate(data), *size, number=mark, told=told, is_framed=True)
    )
    yield paragraph("TableText", shown, KEEP_NEXT + breaks + _LINE)
    for line, text in enumerate(picture.caption):
        kept = KEEP_NEXT if line < len(picture.caption) - 1 else ""
        yield paragraph("TableNote", run(text), kept)
