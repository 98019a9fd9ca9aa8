"""PDF files as such: objects said in plain values, which reportlab numbers, writes and indexes.

A mapping is a dictionary, a sequence an array, a `str` a text, a `Name` a name. Equal values give
equal bytes.
"""

import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from reportlab.pdfbase import pdfdoc

_VERSION: Final = (1, 7)
_LEVEL: Final = 1
"""Of compression: outlines of glyphs, most of a paper, hardly shrink with more work."""

Reference: TypeAlias = pdfdoc.PDFObjectReference
"""An object by its place."""


class Name(str):
    """A word of the format itself, such as /Page, written without its stroke."""

    __slots__ = ()


Value = str | float | Reference | Sequence["Value"] | Mapping[str, "Value"]
"""What an object can be, `Name` being a `str`."""


class PdfFile:
    """A file being put together, object by object."""

    def __init__(self) -> None:
        self._document: Any = pdfdoc.PDFDocument(invariant=1, pdfVersion=_VERSION)
        self._places = 0

    def reserve(self) -> Reference:
        """Return the place of an object that is put later, so that others can name it before."""
        self._places += 1
        return Reference(f"O{self._places}")

    def put(self, value: Value, place: Reference | None = None) -> Reference:
        """Put an object into the file, or in the place kept for it."""
        return self._keep(_made(value), place or self.reserve())

    def put_stream(
        self, content: bytes, entries: Mapping[str, Value], *, packed: bool = True
    ) -> Reference:
        """Put bytes into the file, compressed unless `packed` is off."""
        self._document.updateSignature(content)
        filters = [_QUICKLY] if packed else None
        return self._keep(_Stream(_made(entries), content, filters), self.reserve())

    def written(self, catalog: Mapping[str, Value], about: Mapping[str, str]) -> bytes:
        """Return the file: its catalog is where readers begin, `about` what it says of itself."""
        self._document.updateSignature(repr(sorted(about.items())))
        self._document.Catalog, self._document.info = _made(catalog), _made(about)
        content: bytes = self._document.format()
        return content

    def _keep(self, made: Any, place: Reference) -> Reference:
        self._document.Reference(made, place.name)
        return place


class _Stream(pdfdoc.PDFStream):
    """A stream whose end stands on a line of its own, as ISO 19005-2, 6.1.7.1 asks."""

    def format(self, document: Any) -> bytes:
        written: bytes = super().format(document)
        return written.removesuffix(_END) + b"\n" + _END


_END: Final = b"endstream\n"


class _Dictionary(pdfdoc.PDFDictionary):
    """A dictionary whose keys are plain words, which need no looking through for odd letters."""

    def format(self, document: Any, IND: bytes = b" ") -> bytes:  # noqa: N803  reportlab's name
        written = (
            b"/%b %b" % (key.encode(), pdfdoc.format(one, document))
            for key, one in self.dict.items()
        )
        return b"<<%b>>" % IND.join(written)


class _Quickly(pdfdoc.PDFStreamFilterZCompress):
    def encode(self, text: bytes) -> bytes:
        return zlib.compress(text, _LEVEL)


_QUICKLY: Final = _Quickly()


def _made(value: Value) -> Any:
    """Return a value as reportlab writes it."""
    match value:
        case Name():
            return f"/{value}"
        case str():
            return pdfdoc.PDFString(value)
        case Mapping():
            return _Dictionary({key: _made(one) for key, one in value.items()})
        case Sequence():
            return pdfdoc.PDFArray([_made(one) for one in value])
        case _:
            return value
