"""What a file is, by its content and not its name, and whether it is safe to open."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Final, NamedTuple

from inspector.domain.errors import refused
from inspector.domain.issues import Place

MEGABYTE: Final = 1_000_000
LARGEST_FILE: Final = 200 * MEGABYTE
LARGEST_INFLATED: Final = 640 * MEGABYTE
"""Of all XML parts together: a sheet of a million formatted blank rows is about 300 MB."""
LARGEST_PART: Final = 64 * MEGABYTE
"""Of a part other than a sheet: these are held in memory whole."""
LARGEST_DOCUMENT: Final = 24 * MEGABYTE
"""Of a Word document's text, whose tree takes about ten times its size in memory."""
MOST_PARTS: Final = 5_000
_CHUNK: Final = 1 << 20
_FED: Final = 1 << 16
"""Packed bytes fed at a time: what is left over is copied, so it must stay small."""
OVERLAP: Final = 512
"""Bytes of the last chunk repeated in front of the next, so that no tag is cut in two."""

_ZIP: Final = b"PK\x03\x04"
_OPEN_TEXT: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
"""How a text of LibreOffice begins behind the head of its archive."""
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_LOCKED: Final = 0x61
"""Flags of a part that is encrypted, strongly encrypted, or stored as a patch to another."""
_LOCAL_HEADER: Final = struct.Struct("<4s22xHH")
_XML_PARTS: Final = (".xml", ".rels", ".bin", ".vml")
_SHEET_PART: Final = re.compile(r"xl/worksheets/[^/]*\.(?:xml|bin)|content\.xml", re.IGNORECASE)
_OTHER_ENCODING: Final = re.compile(
    rb"\xff\xfe|\xfe\xff|\x00|[^\x00]\x00"
    rb"|\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"'](?!utf-?8|us-ascii|ascii)",
    re.IGNORECASE,
)
"""XML that is not UTF-8, in which a declaration could hide; no office program writes it."""


class FileKind(StrEnum):
    """What a file is."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    DOCX = "docx"


class Chunk(NamedTuple):
    """Bytes of a part; the first `repeated` of them stood at the end of the chunk before."""

    data: bytes
    repeated: int


@dataclass(frozen=True, slots=True)
class Container:
    """A file that was recognised and found safe to open."""

    kind: FileKind
    data: bytes
    parts: tuple[zipfile.ZipInfo, ...] = ()


def open_container(data: bytes, name: str) -> Container:
    """Recognise a file and check its parts.

    Raises Refused for what is no workbook or Word file, is empty, cut short, encrypted, or would
    unpack beyond the limits; nothing is inflated further than the limits.
    """
    place = Place(file=name)
    if not data:
        raise refused("workbook.empty_file", place)
    if len(data) > LARGEST_FILE:
        raise refused("workbook.too_large", place, limit=LARGEST_FILE // MEGABYTE)
    if data.startswith(_OLE):
        return Container(_ole_kind(data, place), data)
    if not data.startswith(_ZIP[:2]):
        raise refused("workbook.not_a_workbook", place)
    if _OPEN_TEXT in data[:128]:
        raise refused("workbook.open_text", place)
    parts = _parts(data, place)
    kind = _zip_kind({part.filename for part in parts}, place)
    _check_sizes(parts, kind, place)
    return Container(kind, data, parts)


def chunks_of(container: Container, part: zipfile.ZipInfo, name: str) -> Iterator[Chunk]:
    """Yield a part inflated in chunks, each with the end of the one before in front.

    Raises Refused when the part is damaged, holds more than it declares, is not UTF-8, or
    declares a document type, by which entities come in.
    """
    place = Place(file=name)
    before = b""
    for chunk in _inflated(container.data, part, place):
        joined = before + chunk
        if not part.filename.lower().endswith(".bin"):
            if not before and _OTHER_ENCODING.match(joined):
                raise refused("workbook.damaged", place)
            if b"<!DOCTYPE" in joined or b"<!ENTITY" in joined:
                raise refused("workbook.entities", place)
        yield Chunk(joined, len(before))
        before = joined[-OVERLAP:]


def checked_parts(container: Container) -> tuple[zipfile.ZipInfo, ...]:
    """Return the parts that a reader will parse, and that must therefore be checked."""
    return tuple(part for part in container.parts if _is_parsed(part))


def is_sheet(part: zipfile.ZipInfo) -> bool:
    """Whether a part holds the cells of a sheet."""
    return _SHEET_PART.fullmatch(part.filename.lstrip("/").replace("\\", "/")) is not None


def _is_parsed(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith(_XML_PARTS)


def _ole_kind(data: bytes, place: Place) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise refused("workbook.encrypted", place)
    if "WordDocument".encode("utf-16-le") in data:
        raise refused("workbook.old_word", place)
    streams = ("Workbook", "WORKBOOK", "Book", "BOOK")
    if not any(f"{stream}\0".encode("utf-16-le") in data for stream in streams):
        raise refused("workbook.not_a_workbook", place)
    return FileKind.XLS


def _parts(data: bytes, place: Place) -> tuple[zipfile.ZipInfo, ...]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return tuple(archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError) as broken:
        code = "workbook.truncated" if data.startswith(_ZIP) else "workbook.not_a_workbook"
        raise refused(code, place) from broken


def _zip_kind(names: set[str], place: Place) -> FileKind:
    if "word/document.xml" in names:
        return FileKind.DOCX
    if "xl/workbook.bin" in names:
        return FileKind.XLSB
    if any(name.lower().endswith("workbook.xml") for name in names):
        return FileKind.XLSX
    if {"content.xml", "mimetype"} <= names:
        return FileKind.ODS
    raise refused("workbook.not_a_workbook", place)


def _check_sizes(parts: tuple[zipfile.ZipInfo, ...], kind: FileKind, place: Place) -> None:
    parsed = [part for part in parts if _is_parsed(part)]
    largest = LARGEST_DOCUMENT if kind is FileKind.DOCX else LARGEST_PART
    fits = (
        len(parts) <= MOST_PARTS
        and sum(part.file_size for part in parsed) <= LARGEST_INFLATED
        and all(part.file_size <= largest for part in parsed if not is_sheet(part))
    )
    if not fits:
        raise refused("workbook.inflates", place, limit=LARGEST_INFLATED // MEGABYTE)
    if any(part.flag_bits & _LOCKED for part in parts):
        raise refused("workbook.encrypted", place)


def _inflated(data: bytes, part: zipfile.ZipInfo, place: Place) -> Iterator[bytes]:
    """Yield the bytes of a part; a reader that trusts its header would not see what lies behind."""
    packed = _packed(data, part, place)
    if part.compress_type == zipfile.ZIP_STORED:
        if len(packed) != part.file_size:
            raise refused("workbook.damaged", place)
        for start in range(0, len(packed), _CHUNK):
            yield bytes(packed[start : start + _CHUNK])
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise refused("workbook.damaged", place)
    size = 0
    for chunk in _deflated(packed, place):
        size += len(chunk)
        if size > part.file_size:
            raise refused("workbook.inflates", place, limit=LARGEST_INFLATED // MEGABYTE)
        yield chunk
    if size != part.file_size:
        raise refused("workbook.damaged", place)


def _deflated(packed: memoryview, place: Place) -> Iterator[bytes]:
    """Yield what a deflate stream holds, never more than a chunk at a time."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    for start in range(0, len(packed), _FED):
        pending = bytes(packed[start : start + _FED])
        while pending and not stream.eof:
            try:
                chunk = stream.decompress(pending, _CHUNK)
            except zlib.error as broken:
                raise refused("workbook.damaged", place) from broken
            pending = stream.unconsumed_tail
            if chunk:
                yield chunk
    rest = stream.flush()
    if rest:
        yield rest
    if not stream.eof:
        raise refused("workbook.truncated", place)


def _packed(data: bytes, part: zipfile.ZipInfo, place: Place) -> memoryview:
    header = data[part.header_offset : part.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size:
        raise refused("workbook.truncated", place)
    signature, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    start = part.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    if signature != _ZIP or start + part.compress_size > len(data):
        raise refused("workbook.truncated", place)
    return memoryview(data)[start : start + part.compress_size]
