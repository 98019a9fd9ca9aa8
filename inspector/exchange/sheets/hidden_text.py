"""Text for hidden sheets: JSON as a workbook keeps it, cut into cells, with a checksum."""

import hashlib
import json
from collections.abc import Sequence
from typing import Final

from inspector.exchange.sheets.cell_text import IMPOSSIBLE

_CHUNK: Final = 4_500
"""Characters of one cell: even if each had to be shielded, a cell would hold them."""


def json_text(value: object) -> str:
    """Return plain values as JSON that comes back exactly from a cell."""
    return shielded(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def shielded(json_text: str) -> str:
    """Return JSON with what a workbook cannot hold, or would change, written as JSON writes it.

    That is what no XML can hold, and what looks like an escape of the format, which LibreOffice
    shields once too seldom.
    """
    text = json_text.replace("_x", "\\u005fx")
    return IMPOSSIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def chunks(text: str) -> list[str]:
    """Cut a text into cells."""
    return [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]


def checksum(lines: Sequence[str]) -> str:
    """Return 16 hex digits by which a change of the lines is seen."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
