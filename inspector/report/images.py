"""Pictures of a PDF's pages, for preview and print."""

import io

import pypdfium2

_POINTS_PER_INCH = 72


def page_images(pdf: bytes, dpi: int) -> list[bytes]:
    """Return each page of a PDF as a PNG, in dots per inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_png(page, dpi) for page in document]
    finally:
        document.close()


def _png(page: pypdfium2.PdfPage, dpi: int) -> bytes:
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH)
    stream = io.BytesIO()
    bitmap.to_pil().save(stream, "PNG")
    return stream.getvalue()
