"""Pictures of a PDF's pages, for preview and print."""

import io
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import pypdfium2

_POINTS_PER_INCH = 72
_QUICKLY = 1
"""Pictures go to a window or a printer beside, and no further: time counts, not size."""


def page_images(
    pdf: bytes, dpi: int, wanted: Collection[int] | None = None, *, is_grey: bool = False
) -> list[bytes]:
    """Return each page of a PDF, or those wanted (from 0), as a PNG, in dots per inch.

    `is_grey` leaves colours out, which takes a third of the time.
    """
    with opened_pages(pdf) as pages:
        numbers = range(pages.count)
        return [
            pages.image(at, dpi, is_grey=is_grey)
            for at in numbers
            if wanted is None or at in wanted
        ]


class FinishedPages:
    """The pages of an open PDF, painted one at a time."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self.count = len(document)

    def image(self, at: int, dpi: int, *, is_grey: bool = False) -> bytes:
        """Return a page, counted from 0, as a PNG."""
        return _png(self._document[at], dpi, is_grey=is_grey)


@contextmanager
def opened_pages(pdf: bytes) -> Iterator[FinishedPages]:
    """Open a PDF to paint its pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield FinishedPages(document)
    finally:
        document.close()


def _png(page: pypdfium2.PdfPage, dpi: int, *, is_grey: bool) -> bytes:
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, grayscale=is_grey)
    stream = io.BytesIO()
    bitmap.to_pil().save(stream, "PNG", compress_level=_QUICKLY)
    return stream.getvalue()
