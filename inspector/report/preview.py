"""Pictures of a paper while it is being written: only the pages that changed, and where blocks are.

Laying out is quick, painting is not: a page whose content the caller has a picture of already is
named by its key and not painted again.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from inspector.report.document import Annex, Document
from inspector.report.drawing import Metadata, write_pdf
from inspector.report.embedding import Embedding
from inspector.report.fonts import Substitution
from inspector.report.images import page_images
from inspector.report.imprint import without_imprint
from inspector.report.pages import Page, Text
from inspector.report.pdf import pages_of
from inspector.report.typeface import Typefaces, typefaces

_NEIGHBOURS: Final = 1
"""Pages before and after one that are in sight with it."""
_NOBODY: Final = Metadata("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """One page: the key of its content, its size in points as it is looked at, and its PNG.

    `image` is None where the caller holds a picture of this key already, or wanted none.
    """

    key: str
    width: float
    height: float
    image: bytes | None


class BlockPlace(NamedTuple):
    """Where a block, or the head (`pages.HEAD_BLOCK`), stands: page from 0, points from its top."""

    block: str
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Pages as they will be printed; `is_whole` unless annexes and forms were left for later."""

    pages: tuple[PagePicture, ...]
    places: tuple[BlockPlace, ...]
    substitutions: tuple[Substitution, ...]
    is_whole: bool


def preview(
    document: Document,
    dpi: int,
    known: Collection[str] = (),
    *,
    body_only: bool = False,
    near: int | None = None,
    fonts: Typefaces | None = None,
) -> Preview:
    """Lay a paper out and paint the pages of which the caller has no picture yet.

    `body_only` leaves out annexes and attached forms; with `near`, only that page and its
    neighbours are painted, the others keep their keys without an image. Raises Refused
    (`report.no_font`) if none of the machine's fonts sets Chinese.
    """
    fonts = fonts or typefaces()
    shown = _body(document) if body_only else document
    laid = list(pages_of(shown, fonts))
    keys = [_key(page, dpi) for page in laid]
    wanted = {
        key: page
        for number, (key, page) in enumerate(zip(keys, laid, strict=True))
        if key not in known and (near is None or abs(number - near) <= _NEIGHBOURS)
    }
    painted = dict(zip(wanted, _painted(list(wanted.values()), dpi), strict=True))
    fonts.keep()
    used = [(text.style.typeface.role, text.text) for page in laid for text in page.texts]
    return Preview(
        pages=tuple(
            PagePicture(key=key, width=page.width, height=page.height, image=painted.get(key))
            for key, page in zip(keys, laid, strict=True)
        ),
        places=tuple(
            BlockPlace(mark.block, number, mark.x, mark.y, mark.width, mark.height)
            for number, page in enumerate(laid)
            for mark in page.marks
        ),
        substitutions=fonts.substitutions(used),
        is_whole=shown is document,
    )


def _painted(pages: Sequence[Page], dpi: int) -> list[bytes]:
    if not pages:
        return []
    is_grey = not any(page.has_colour for page in pages)
    return page_images(write_pdf(pages, _NOBODY, Embedding()), dpi, is_grey=is_grey)


def _body(document: Document) -> Document:
    """Return a paper without what stands behind its date; the list of annexes stays."""
    first = next((at for at, one in enumerate(document.blocks) if isinstance(one, Annex)), None)
    if first is None and not document.attachments:
        return document
    blocks = document.blocks[:first]
    titles = tuple(one.title for one in document.blocks if isinstance(one, Annex))
    head = replace(document.head, annexes=document.head.annexes or titles)
    return replace(document, head=without_imprint(head), blocks=blocks, attachments=())


def _key(page: Page, dpi: int) -> str:
    """Return a digest of all that is drawn on a page; marks and bookmarks are not drawn."""
    drawn = (
        dpi,
        page.width,
        page.height,
        page.turned,
        [_drawn(text) for text in page.texts],
        [_drawn(text) for text in page.upright],
        page.rules,
        page.boxes,
        page.outlines,
        [photo[:-1] for photo in page.photos],
    )
    return hashlib.sha256(repr(drawn).encode()).hexdigest()[:32]


def _drawn(text: Text) -> tuple[object, ...]:
    style = text.style
    role = style.typeface.role.value
    shape = (role, style.size, style.tracking, style.colour)
    return (text.x, text.y, text.text, *shape, text.spacing)
