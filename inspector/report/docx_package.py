"""The package of a DOCX: its styles and settings, its parts and properties, and its bytes."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any, Final, cast

import docx
from docx.document import Document as Package
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from inspector.report import docx_styles
from inspector.report.document import Head
from inspector.report.docx_sections import Edges
from inspector.report.docx_settings import settings_xml
from inspector.report.pages import on_one_line
from inspector.report.paper import TextGrid

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The time every part of the file bears, so that equal papers are equal files."""
_MAIN_PART: Final = "word/document.xml"
_NOTHING: Final[Mapping[str, bytes]] = {}
_LONGEST_PROPERTY: Final = 255
"""Characters: python-docx takes no more."""
_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)


def begun(grid: TextGrid) -> Package:
    """Return a package with the styles of a text in this grid, and with settings."""
    package = docx.Document()
    _replace_children(package.styles.element, parse_xml(docx_styles.styles_xml(grid)))
    _replace_children(package.settings.element, parse_xml(settings_xml()))
    return package


def finished(package: Package, body: bytes, head: Head) -> bytes:
    """Return the file of a package with its main part put in; equal papers give equal bytes."""
    _set_properties(package, head)
    written = io.BytesIO()
    package.save(written)
    # The main part is put in as text: moving a long body's elements into python-docx's tree takes
    # the square of their number (20 s for 400 pages).
    return repacked(written.getvalue(), {_MAIN_PART: body})


def repacked(data: bytes, instead: Mapping[str, bytes] = _NOTHING) -> bytes:
    """Return a package with some parts put in, and no part bearing a time of making."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as finished,
    ):
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            finished.writestr(entry, instead.get(name) or made.read(name))
    return written.getvalue()


class Relations:
    """Puts headers, footers and pictures into a package and names their relations."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def of_edges(self, edges: Edges) -> dict[str, str]:
        """Return the relation of each header and footer, by its place."""
        return {place: self._relation(place, xml) for place, xml in edges.parts().items()}

    def of_picture(self, data: bytes) -> str:
        """Return the relation of a picture."""
        relation, _image = self._package.part.get_or_add_image(io.BytesIO(data))
        return relation

    def _relation(self, place: str, xml: str) -> str:
        main = self._package.part
        add = main.add_header_part if place.startswith("header") else main.add_footer_part
        made, relation = cast("tuple[Any, str]", add())  # type: ignore[no-untyped-call]
        _replace_children(made.element, parse_xml(xml))
        return relation


def _replace_children(element: BaseOxmlElement, new: BaseOxmlElement) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(list(new))


def _set_properties(package: Package, head: Head) -> None:
    properties = package.core_properties
    dated = datetime.combine(head.dated, time(), UTC) if head.dated else _UNDATED
    properties.title = _property(head.title)
    properties.author = properties.last_modified_by = _property(head.office)
    properties.created = properties.modified = dated
    properties.comments = ""


def _property(text: str) -> str:
    """Return a text as a property: on one line, without what no file may hold."""
    return on_one_line(text)[:_LONGEST_PROPERTY]
