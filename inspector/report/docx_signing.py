"""Fields to be signed, dated and sealed by hand as DOCX: a table without lines."""

from collections.abc import Sequence

from inspector.report import docx_styles, paper
from inspector.report.document import Signature
from inspector.report.docx_xml import (
    KEEP_NEXT,
    paragraph,
    row_height,
    run,
    tab,
    table,
    table_cell,
    table_row,
    twips,
)
from inspector.report.signing import date_to_fill, in_rows, is_sealed, label


def signature_xml(block: Signature, width: int) -> str:
    """Return the fields to be signed as a table without lines, kept together."""
    rows = in_rows(block.fields)
    each = len(rows[0]) if rows else 1
    parts = [width // each] * each
    made = [_signature_row(fields, parts, is_last=fields is rows[-1]) for fields in rows]
    return table(docx_styles.BARE_TABLE, parts, made)


def signature_height(block: Signature) -> float:
    """Return how high the fields to be signed are, in points."""
    return sum(map(_room_to_sign, in_rows(block.fields)))


def _room_to_sign(fields: Sequence[str]) -> float:
    return paper.SEAL_ROOM if is_sealed(fields) else paper.SIGNATURE_ROOM


def _signature_row(fields: Sequence[str], widths: Sequence[int], *, is_last: bool) -> str:
    height = _room_to_sign(fields)
    kept = "" if is_last else KEEP_NEXT
    filled = [*fields, *[""] * (len(widths) - len(fields))]
    cells = (
        table_cell(width, _field_to_sign(field, width, kept), '<w:vAlign w:val="bottom"/>')
        for width, field in zip(widths, filled, strict=True)
    )
    return table_row(cells, row_height(twips(height)))


def _field_to_sign(field: str, width: int, kept: str) -> str:
    """Return a field with the words of a date, or with a line to write on."""
    if not field:
        return paragraph("Signature", "", kept)
    dated = date_to_fill(field)
    if dated:
        return paragraph("Signature", run(label(field) + dated), kept)
    end = width - twips(paper.SIZE_SMALL_4)
    stop = f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="{end}"/></w:tabs>'
    return paragraph("Signature", run(label(field)) + tab(), kept + stop)
