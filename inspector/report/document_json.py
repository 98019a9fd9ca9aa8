"""Papers as JSON, the stored form of a draft, and back into the very same values."""

from dataclasses import replace
from typing import Any, Final

import msgspec

from inspector.domain.errors import refused
from inspector.report.document import (
    Annex,
    Block,
    Document,
    Family,
    Head,
    Paragraph,
    Signature,
    Table,
)

VERSION: Final = 1
"""Raised when a stored draft would no longer be read as it was meant."""
_BLOCKS: Final[dict[str, type[Block]]] = {
    "paragraph": Paragraph,
    "table": Table,
    "signature": Signature,
    "annex": Annex,
}
_NAMES: Final = {block: name for name, block in _BLOCKS.items()}
_TAG: Final = "block"


def to_json(document: Document) -> str:
    """Return a paper as JSON text; equal papers give equal text."""
    return msgspec.json.encode({"version": VERSION, **_packed(document)}).decode()


def from_json(text: str) -> Document:
    """Return the paper that `to_json` wrote. Raises Refused (`draft.unreadable`) for other text."""
    try:
        stored = msgspec.json.decode(text, type=dict[str, Any])
        if stored.pop("version", None) != VERSION:
            raise refused("draft.unreadable", reason="version")
        return _unpacked(stored)
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as error:
        raise refused("draft.unreadable", reason=error) from error


def _packed(document: Document) -> dict[str, Any]:
    stored: dict[str, Any] = msgspec.to_builtins(replace(document, blocks=(), attachments=()))
    stored["blocks"] = [
        {_TAG: _NAMES[type(block)], **msgspec.to_builtins(block)} for block in document.blocks
    ]
    stored["attachments"] = [_packed(attached) for attached in document.attachments]
    return stored


def _unpacked(stored: dict[str, Any]) -> Document:
    return Document(
        kind=msgspec.convert(stored["kind"], type=str),
        family=msgspec.convert(stored["family"], type=Family),
        head=msgspec.convert(stored["head"], type=Head),
        blocks=tuple(_block(block) for block in stored["blocks"]),
        attachments=tuple(_unpacked(attached) for attached in stored["attachments"]),
    )


def _block(stored: dict[str, Any]) -> Block:
    kind: type[Block] = _BLOCKS[stored.pop(_TAG)]
    return msgspec.convert(stored, type=kind)
