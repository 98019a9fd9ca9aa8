"""Papers as plain JSON values, and back into the very same papers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import msgspec

from inspector.report.document import (
    Annex,
    Block,
    Chart,
    Document,
    Family,
    Head,
    PaperSize,
    Paragraph,
    Pictures,
    Signature,
    Table,
)

_BLOCKS: Final[dict[str, type[Block]]] = {
    "paragraph": Paragraph,
    "table": Table,
    "chart": Chart,
    "pictures": Pictures,
    "signature": Signature,
    "annex": Annex,
}
_NAMES: Final = {block: name for name, block in _BLOCKS.items()}
_TAG: Final = "block"


def packed(document: Document) -> dict[str, Any]:
    """Return a paper as plain JSON values."""
    stored: dict[str, Any] = msgspec.to_builtins(
        replace(document, blocks=(), attachments=(), pictures={})
    )
    del stored["pictures"]
    if not document.head.joint_offices:
        # A paper of one office is written as it always was, so that its digest stays the same.
        del stored["head"]["joint_offices"]
    stored["blocks"] = [packed_block(block) for block in document.blocks]
    stored["attachments"] = [packed(attached) for attached in document.attachments]
    return stored


def packed_block(block: Block) -> dict[str, Any]:
    """Return one block as plain JSON values that say what it is."""
    return {_TAG: _NAMES[type(block)], **msgspec.to_builtins(block)}


def unpacked(stored: Mapping[str, Any]) -> Document:
    """Return the paper that `packed` wrote. Raises KeyError, TypeError or msgspec's errors."""
    return Document(
        kind=msgspec.convert(stored["kind"], type=str),
        family=msgspec.convert(stored["family"], type=Family),
        head=msgspec.convert(stored["head"], type=Head),
        blocks=tuple(map(unpacked_block, stored["blocks"])),
        size=msgspec.convert(stored.get("size", PaperSize.A4), type=PaperSize),
        attachments=tuple(map(unpacked, stored["attachments"])),
    )


def unpacked_block(stored: Mapping[str, Any]) -> Block:
    """Return the block that `packed_block` wrote."""
    kind: type[Block] = _BLOCKS[stored[_TAG]]
    members = {name: member for name, member in stored.items() if name != _TAG}
    return msgspec.convert(members, type=kind)
