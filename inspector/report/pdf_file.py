"""PDF files as such: objects written down by number, and the table by which readers find them.

What goes into a file is said in plain values: a mapping is a dictionary, a sequence an array, a
`str` a text, a `Name` a name. Equal values give equal bytes.
"""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from typing import Final

_HEAD: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version, and four bytes that tell transports that the file is binary."""
_LEVEL: Final = 1
"""Of compression: outlines of glyphs, most of a paper, hardly shrink with more work."""


class Name(str):
    """A word of the format itself, such as /Page, written without its stroke."""

    __slots__ = ()


class Reference(int):
    """An object by its number."""

    __slots__ = ()


Value = str | float | bool | Sequence["Value"] | Mapping[str, "Value"]
"""What an object can be, `Name` and `Reference` being a `str` and an `int`."""


class PdfFile:
    """A file being put together, object by object."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def reserve(self) -> Reference:
        """Return the number of an object that is put later, so that others can name it before."""
        self._objects.append(b"")
        return Reference(len(self._objects))

    def put(self, value: Value, place: Reference | None = None) -> Reference:
        """Put an object into the file, or in the place kept for it."""
        return self._keep(_shown(value).encode("ascii"), place)

    def put_stream(
        self, content: bytes, entries: Mapping[str, Value], *, packed: bool = True
    ) -> Reference:
        """Put bytes into the file, compressed unless `packed` is off."""
        described = dict(entries)
        if packed:
            content = zlib.compress(content, _LEVEL)
            described["Filter"] = Name("FlateDecode")
        described["Length"] = len(content)
        head = _shown(described).encode("ascii")
        return self._keep(b"%b\nstream\n%b\nendstream" % (head, content), None)

    def written(self, catalog: Reference, about: Reference) -> bytes:
        """Return the file: its catalog is where readers begin, `about` what it says of itself."""
        parts, places, at = [_HEAD], [], len(_HEAD)
        for number, content in enumerate(self._objects, start=1):
            places.append(at)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
            at += len(parts[-1])
        size = len(places) + 1
        table = "".join(f"{place:010d} 00000 n \n" for place in places)
        digest = hashlib.sha256(b"".join(parts)).hexdigest()[:32]
        trailer = _shown({"Size": size, "Root": catalog, "Info": about})
        # An identifier is two texts of bytes, which no plain value stands for.
        trailer = trailer.removesuffix(">>") + f"/ID [<{digest}> <{digest}>]>>"
        end = (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n{trailer}\n"
            f"startxref\n{at}\n%%EOF\n"
        )
        return b"".join([*parts, end.encode("ascii")])

    def _keep(self, content: bytes, place: Reference | None) -> Reference:
        place = self.reserve() if place is None else place
        self._objects[place - 1] = content
        return place


def _shown(value: Value) -> str:
    """Return a value as the format writes it."""
    match value:
        case Name():
            return f"/{value}"
        case str():
            return f"<feff{value.encode('utf-16-be').hex()}>"
        case Reference():
            return f"{int(value)} 0 R"
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.4f}".rstrip("0").rstrip(".")
        case int():
            return str(value)
        case Mapping():
            return f"<<{' '.join(f'/{key} {_shown(one)}' for key, one in value.items())}>>"
        case _:
            return f"[{' '.join(map(_shown, value))}]"
