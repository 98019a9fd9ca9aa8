"""Pages drawn into a PDF: the file's structure and each page's operators."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from inspector.report import archival
from inspector.report.bookmarks import put_bookmarks
from inspector.report.embedding import Embedding
from inspector.report.pages import Page, Photo, Text, on_one_line
from inspector.report.pdf_file import Name, PdfFile, Reference, Value
from inspector.report.picture_files import size_of
from inspector.report.typeface import BLACK, Colour

_PRODUCER: Final = "Inspector"
_RIGHT_ANGLE: Final = 90


class Metadata(NamedTuple):
    """What the file says of itself."""

    title: str
    author: str


def write_pdf(pages: Sequence[Page], metadata: Metadata, embedding: Embedding) -> bytes:
    """Draw pages and return the file, PDF/A-2b; equal pages give equal bytes."""
    file = PdfFile()
    photos = _Photos(file)
    parent, resources = file.reserve(), file.reserve()
    drawn = [_put_page(file, page, parent, resources, embedding, photos) for page in pages]
    file.put({"Type": Name("Pages"), "Count": len(drawn), "Kids": drawn}, parent)
    file.put({"Font": embedding.write(file), "XObject": photos.places}, resources)
    title, author = on_one_line(metadata.title), on_one_line(metadata.author)
    catalog: dict[str, Value] = {"Type": Name("Catalog"), "Pages": parent}
    bookmarks = put_bookmarks(
        file,
        (
            (title, level, place)
            for page, place in zip(pages, drawn, strict=True)
            for title, level in page.bookmarks
        ),
    )
    if bookmarks:
        catalog["Outlines"] = bookmarks
    catalog |= archival.declared(file, title=title, author=author, producer=_PRODUCER)
    about = {"Title": title, "Author": author, "Creator": _PRODUCER, "Producer": _PRODUCER}
    return file.written(catalog, about)


class _Photos:
    """The pictures of a file, each put into it once."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._names: dict[str, str] = {}
        self.places: dict[str, Reference] = {}

    def name(self, photo: Photo) -> str:
        """Return the name under which pages draw a picture."""
        name = self._names.get(photo.blob)
        if name is None:
            name = self._names[photo.blob] = f"P{len(self._names) + 1}"
            self.places[name] = self._put(photo.data)
        return name

    def _put(self, jpeg: bytes) -> Reference:
        width, height = size_of(jpeg)
        entries: dict[str, Value] = {
            "Type": Name("XObject"),
            "Subtype": Name("Image"),
            "Width": width,
            "Height": height,
            "ColorSpace": Name("DeviceRGB"),
            "BitsPerComponent": 8,
            "Filter": Name("DCTDecode"),
        }
        return self._file.put_stream(jpeg, entries, packed=False)


def _put_page(
    file: PdfFile,
    page: Page,
    parent: Reference,
    resources: Reference,
    embedding: Embedding,
    photos: _Photos,
) -> Reference:
    content = "\n".join(_content(page, embedding, photos)).encode("ascii")
    width, height = (page.height, page.width) if page.turned else (page.width, page.height)
    return file.put(
        {
            "Type": Name("Page"),
            "Parent": parent,
            "MediaBox": [0, 0, width, height],
            "Rotate": _RIGHT_ANGLE if page.turned else 0,
            "Resources": resources,
            "Contents": file.put_stream(content, {}),
        }
    )


def _content(page: Page, embedding: Embedding, photos: _Photos) -> list[str]:
    """Return the page's drawing operators."""
    content = []
    if page.turned:
        content.append(f"q 0 1 -1 0 {page.height:.3f} 0 cm")
    content += _photos(page, photos)
    content += _boxes(page)
    content += _rules(page)
    content += _outlines(page)
    content += _texts(page.texts, page.height, embedding)
    if page.turned:
        content.append("Q")
        content += _texts(page.upright, page.width, embedding)
    return content


def _photos(page: Page, photos: _Photos) -> list[str]:
    """Draw the pictures, beneath all else."""
    return [
        f"q {one.width:.2f} 0 0 {one.height:.2f} {one.x:.2f} "
        f"{page.height - one.y - one.height:.2f} cm /{photos.name(one)} Do Q"
        for one in page.photos
    ]


def _rules(page: Page) -> list[str]:
    drawn = []
    thickness = 0.0
    for rule in page.rules:
        if rule.thickness != thickness:
            thickness = rule.thickness
            drawn.append(f"{thickness:.3f} w")
        drawn.append(
            f"{rule.x0:.2f} {page.height - rule.y0:.2f} m "
            f"{rule.x1:.2f} {page.height - rule.y1:.2f} l S"
        )
    return drawn


def _boxes(page: Page) -> list[str]:
    """Return the filled rectangles; what follows is drawn in black again."""
    if not page.boxes:
        return []
    drawn = ["q"]
    for box in page.boxes:
        drawn.append(
            f"{_colour(box.fill)} rg {box.x:.2f} {page.height - box.y - box.height:.2f} "
            f"{box.width:.2f} {box.height:.2f} re f"
        )
    return [*drawn, "Q"]


def _outlines(page: Page) -> list[str]:
    if not page.outlines:
        return []
    drawn = ["q 1 j"]
    for line in page.outlines:
        (x, y), *others = line.points
        drawn.append(f"{_colour(line.colour)} RG {line.thickness:.3f} w")
        drawn.append(f"{x:.2f} {page.height - y:.2f} m")
        drawn += [f"{right:.2f} {page.height - down:.2f} l" for right, down in others]
        drawn.append("s")
    return [*drawn, "Q"]


def _colour(parts: Colour) -> str:
    return " ".join(f"{part:.3f}" for part in parts)


def _texts(texts: Sequence[Text], height: float, embedding: Embedding) -> list[str]:
    """Return one text object: fonts, spacing and colour are named only where they change."""
    if not texts:
        return []
    drawn = ["BT"]
    state = ("", 0.0)
    spacing, colour = 0.0, BLACK
    for text in texts:
        style = text.style
        if style.colour != colour:
            colour = style.colour
            drawn.append(f"{_colour(colour)} rg")
        wanted = style.tracking + text.spacing
        if wanted != spacing:
            spacing = wanted
            drawn.append(f"{spacing:.4f} Tc")
        drawn.append(f"1 0 0 1 {text.x:.3f} {height - text.y:.3f} Tm")
        for font, codes in embedding.runs(style.typeface, text.text):
            if font != state[0] or style.size != state[1]:
                state = (font, style.size)
                drawn.append(f"/{font} {style.size:g} Tf")
            drawn.append(f"<{codes}> Tj")
    drawn.append("ET")
    return drawn if colour == BLACK else ["q", *drawn, "Q"]
