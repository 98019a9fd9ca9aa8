"""Workbooks and Word files made by code, so that every test shows what it reads."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docx import Document
from openpyxl import Workbook

Cell = object
"""Whatever openpyxl can write: texts, numbers, dates, None."""
Rows = Sequence[Any]
"""Rows of cells; rows of different lengths and types have no closer type of their own."""


def xlsx(rows: Rows, merges: Iterable[str] = (), sheet: str = "Sheet1") -> bytes:
    """Return a workbook of one sheet."""
    return xlsx_of({sheet: (rows, tuple(merges))})


def xlsx_of(sheets: dict[str, tuple[Rows, tuple[str, ...]]], hidden: Iterable[str] = ()) -> bytes:
    """Return a workbook of several sheets, rows and merged ranges by name."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, (rows, merges) in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for merge in merges:
            sheet.merge_cells(merge)
        sheet.sheet_state = "hidden" if name in set(hidden) else "visible"
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    """Return a workbook's bytes."""
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def docx(*blocks: str | Sequence[Sequence[str]]) -> bytes:
    """Return a Word file: a text is a paragraph, rows are a table; None in a row goes on above."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for cells, row in zip(table.rows, block, strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="' + _RELATION + '/{kind}" Target="{target}"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def raw_xlsx(sheet_data: str, before: str = "", more: dict[str, str] | None = None) -> bytes:
    """Return a workbook whose only sheet has this XML; `before` stands in front of its root."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(
            kind="worksheet", target="worksheets/sheet1.xml"
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{_MAIN}"><cellXfs count="1"><xf numFmtId="0"/></cellXfs>'
            "</styleSheet>"
        ),
        "xl/worksheets/sheet1.xml": (
            f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="{_MAIN}">'
            f"<sheetData>{sheet_data}</sheetData></worksheet>"
        ),
        **(more or {}),
    }
    return zipped(parts)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def raw_row(number: int, *cells: str) -> str:
    """Return a row of inline texts as XML."""
    filled = "".join(
        f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in enumerate(cells)
        if text
    )
    return f'<row r="{number}">{filled}</row>'


def xlsb(rows: Sequence[tuple[int, Sequence[str | float | None]]]) -> bytes:
    """Return a binary workbook ([MS-XLSB]) of numbered rows, with A2:A3 merged."""
    book = _record(131) + _record(143)
    book += _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("细则"))
    book += _record(144) + _record(132)
    sheet = _record(129) + _record(148, struct.pack("<4I", 0, 2, 0, 1)) + _record(145)
    for number, cells in rows:
        sheet += _record(0, struct.pack("<I", number) + bytes(13))
        sheet += b"".join(_xlsb_cell(column, cell) for column, cell in enumerate(cells))
    merges = _record(177, struct.pack("<I", 1)) + _record(176, struct.pack("<4I", 1, 2, 0, 0))
    sheet += _record(146) + merges + _record(178) + _record(130)
    kind = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = _TYPES.replace("workbook.xml", "workbook.bin")
    return zipped(
        {
            "[Content_Types].xml": types.replace(kind, "vnd.ms-excel.sheet.binary.main"),
            "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="xl/workbook.bin"),
            "xl/_rels/workbook.bin.rels": _RELATIONS.format(
                kind="worksheet", target="worksheets/sheet1.bin"
            ),
            "xl/workbook.bin": book,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    return head + bytes([size & 0x7F | 0x80, size >> 7]) + body


def _xlsb_cell(column: int, cell: str | float | None) -> bytes:
    place = struct.pack("<II", column, 0)
    if cell is None:
        return _record(1, place)
    if isinstance(cell, str):
        return _record(6, place + _wide(cell))
    return _record(5, place + struct.pack("<d", cell))


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
