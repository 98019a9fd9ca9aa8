"""Albums of a DOCX: two pictures to a page, each kept together with its caption."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from inspector.report.document import Pictures
from inspector.report.docx_drawings import inline_picture, picture_line
from inspector.report.docx_flow import Filling
from inspector.report.docx_notes import caption_height, room_under
from inspector.report.docx_xml import KEEP_NEXT, paragraph, run
from inspector.report.paper import Area
from inspector.report.picture_pages import TO_A_PAGE, fitted, room_for

_CAPTION_LINES: Final = 5
"""Room for as many lines of a caption beneath each picture, and for what its line adds."""
_FIRST_PAGE: Final = 0.94
"""How much of a page is left under the title, of which every page takes the measure."""
_OVER: Final = 8.0
_UNDER: Final = 3.0
"""Over and under a picture of a form, points; on a grid its line leaves enough."""
_LOST: Final = "〔图片无法显示〕"


def album_xml(
    block: Pictures,
    known: Mapping[str, bytes],
    area: Area,
    number: int,
    relate: Callable[[bytes], str],
    filling: Filling | None,
) -> Iterator[str]:
    """Yield the pictures of an album with their captions; `known` are their bytes by digest.

    `relate` stores a picture, naming it; `number` tells the album from the document's others;
    `filling` is the page where it has a grid.
    """
    height = room_for(_CAPTION_LINES, area.height * _FIRST_PAGE / TO_A_PAGE)
    if filling:
        height = filling.whole_lines(height)
    for at, picture in enumerate(block.pictures):
        data = known.get(picture.blob)
        size = fitted(data, area.width, height)
        begins = at > 0 and at % TO_A_PAGE == 0
        room = 0.0
        if filling:
            if begins:
                filling.turn()
            under = caption_height(picture.caption, area.width)
            room = filling.add_picture(size.height if data else 0.0, under)
        shown = (
            run(_LOST)
            if data is None
            else inline_picture(
                relate(data),
                *size,
                number=number * 1000 + at,
                told="；".join(picture.caption),
                is_framed=True,
            )
        )
        breaks = "<w:pageBreakBefore/>" if begins else ""
        line = picture_line() if filling else picture_line(before=_OVER, under=_UNDER)
        yield paragraph("TableText", shown, KEEP_NEXT + breaks + line)
        yield from _caption(picture.caption, room)


def _caption(lines: Sequence[str], room: float) -> Iterator[str]:
    """Yield what stands under a picture, with `room` under that; points."""
    for number, text in enumerate(lines, start=1):
        is_last = number == len(lines)
        yield paragraph("TableNote", run(text), room_under(room) if is_last else KEEP_NEXT)
