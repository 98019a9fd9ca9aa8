"""Binding finished files into one PDF: papers and scans, and each picture with its words."""

import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

import pypdfium2
from PIL import ImageOps

from inspector.domain.errors import Refused
from inspector.report import archival, paper
from inspector.report.document import Document, Family, Head, Paragraph, Run
from inspector.report.drawing import Metadata, write_pdf
from inspector.report.embedding import Embedding
from inspector.report.pages import Page
from inspector.report.pdf import render_pdf
from inspector.report.picture_files import on_paper
from inspector.report.picture_opening import opened

_LONGEST_SIDE: Final = 2_000
"""Pixels: enough for a page of paper, and a bound file stays small."""
_QUALITY: Final = 85
_TOP: Final = 0.72
"""Of the page's height: a picture lies below it, its words above."""
_PDF: Final = b"%PDF-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One thing to bind: a finished PDF, or a picture with what is written over it."""

    title: str
    content: bytes
    caption: str = ""
    """Of a picture: what it shows, one paragraph a line."""
    from_outside: bool = False
    """Whether someone else made the PDF, so that nobody knows whether it is PDF/A."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The whole file, the page each leaf begins on (from 1), and the titles left out."""

    data: bytes
    is_archival: bool
    """Whether the whole is PDF/A-2b, as it is where all of it was made here."""
    first_pages: tuple[int | None, ...]
    left_out: tuple[str, ...]


def bind(leaves: Sequence[Leaf], *, title: str = "") -> Bound:
    """Bind finished files into one PDF in their order; equal leaves give equal bytes.

    What is neither PDF nor picture, or cannot be opened, is left out and named. A whole that is
    PDF/A-2b says so, and bears the title.
    """
    first_pages: list[int | None] = []
    left_out: list[str] = []
    is_archival = not any(leaf.from_outside and _is_pdf(leaf) for leaf in leaves)
    with closing(_archival(title) if is_archival else pypdfium2.PdfDocument.new()) as whole:
        for leaf in leaves:
            data = _as_pdf(leaf)
            first = len(whole) + 1
            if data is None or not _append(whole, data):
                left_out.append(leaf.title)
                first_pages.append(None)
            else:
                first_pages.append(first)
        return Bound(
            data=archival.written(whole),
            is_archival=is_archival,
            first_pages=tuple(first_pages),
            left_out=tuple(left_out),
        )


def _archival(title: str) -> pypdfium2.PdfDocument:
    """Return a file without pages that declares itself PDF/A-2b; what is added to it must be."""
    page = Page(paper.FORM.page_width, paper.FORM.page_height)
    document = pypdfium2.PdfDocument(write_pdf([page], Metadata(title, ""), Embedding()))
    del document[0]
    return document


def _append(whole: pypdfium2.PdfDocument, data: bytes) -> bool:
    try:
        with closing(pypdfium2.PdfDocument(data)) as part:
            whole.import_pages(part)
    except pypdfium2.PdfiumError:
        return False
    return True


def _is_pdf(leaf: Leaf) -> bool:
    return leaf.content.startswith(_PDF)


def _as_pdf(leaf: Leaf) -> bytes | None:
    if _is_pdf(leaf):
        return leaf.content
    picture = _as_jpeg(leaf.content)
    return None if picture is None else _with_picture(leaf, picture)


def _as_jpeg(content: bytes) -> bytes | None:
    """Return a picture upright and small enough for a page, or None for what is none."""
    try:
        with opened(content) as source:
            pixels = on_paper(ImageOps.exif_transpose(source))
    except Refused:
        return None
    pixels.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    buffer = io.BytesIO()
    pixels.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()


def _with_picture(leaf: Leaf, picture: bytes) -> bytes:
    """Return a page with the words of a picture above and the picture beneath them."""
    words = tuple(_paragraphs(leaf.caption))
    page_of_words = Document(
        kind="archive.picture",
        family=Family.FORM,
        head=Head(title=leaf.title, running_title=leaf.title),
        blocks=words,
    )
    with closing(pypdfium2.PdfDocument(render_pdf(page_of_words).data)) as document:
        page = document[len(document) - 1]
        _place(document, page, picture)
        page.gen_content()
        return archival.written(document)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for number, line in enumerate(text.splitlines()):
        yield Paragraph(id=f"words-{number}", runs=(Run(text=line),), indent=False)


def _place(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, picture: bytes) -> None:
    """Set a picture as large as the room under the words allows, in its middle."""
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(io.BytesIO(picture), pages=[page], inline=True)
    wide, high = image.get_px_size()
    area = paper.FORM
    room_wide = area.width
    low = area.page_height - area.bottom
    room_high = area.page_height * _TOP - low
    scale = min(room_wide / wide, room_high / high)
    size = (wide * scale, high * scale)
    left = area.left + (room_wide - size[0]) / 2
    matrix = pypdfium2.PdfMatrix().scale(*size).translate(left, low + room_high - size[1])
    image.set_matrix(matrix)
    page.insert_obj(image)
