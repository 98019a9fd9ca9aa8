"""A draft's paper in two written forms: what people write, and what only the data makes.

The text holds head and blocks; of tables and charts only place and name. These whole, and the
attached forms, are the other form, so that saving a changed paragraph does not write them again.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import msgspec

from inspector.domain.errors import refused
from inspector.report.document import Block, Chart, Document, Pictures, Table
from inspector.report.document_json import (
    packed,
    packed_block,
    unpacked,
    unpacked_block,
)

_VERSION: Final = 1
"""Raised when a stored draft would no longer be read as it was meant."""
_UNREADABLE: Final = (msgspec.ValidationError, KeyError, TypeError, AttributeError)


def text_of(document: Document) -> dict[str, Any]:
    """Return a paper's head and blocks as plain JSON values, tables and charts by name."""
    blocks = tuple(map(_named_only, document.blocks))
    stored = packed(replace(document, blocks=blocks, attachments=()))
    stored["blocks"] = [_without_defaults(block) for block in stored["blocks"]]
    return _as_read({"version": _VERSION, **stored})


def generated_of(document: Document) -> dict[str, Any]:
    """Return a paper's tables and charts by id and its attached forms as plain JSON values."""
    made = (block for block in document.blocks if isinstance(block, Table | Chart | Pictures))
    return _as_read(
        {
            "tables": {block.id: packed_block(block) for block in made},
            "attachments": [packed(attached) for attached in document.attachments],
        }
    )


def digest_of(made: Block | Document | None) -> str:
    """Return what a table, chart or form says as a digest, whatever its marking and origin."""
    if made is None:
        return ""
    if isinstance(made, Document):
        made = replace(made, head=replace(made.head, status="", foot=""))
        stored = packed(made)
    else:
        stored = packed_block(made)
    return hashlib.sha256(msgspec.json.encode(stored)).hexdigest()[:32]


def joined(text: Mapping[str, Any], generated: Mapping[str, Any]) -> Document:
    """Return the whole paper; a table that the data no longer makes stays empty in its place.

    Raises Refused (`draft.unreadable`) where the two are no paper.
    """
    try:
        if text.get("version") != _VERSION:
            raise refused("draft.unreadable", reason="version")
        tables = {
            identity: unpacked_block(table)
            for identity, table in generated.get("tables", {}).items()
        }
        paper = unpacked(text)
        return replace(
            paper,
            blocks=tuple(tables.get(block.id, block) for block in paper.blocks),
            attachments=tuple(map(unpacked, generated.get("attachments", ()))),
        )
    except _UNREADABLE as error:
        raise refused("draft.unreadable", reason=error) from error


def _as_read(stored: dict[str, Any]) -> dict[str, Any]:
    """Return values as they will be read back, so that equal ones compare equal."""
    return msgspec.json.decode(msgspec.json.encode(stored), type=dict[str, Any])


def _named_only(block: Block) -> Block:
    if isinstance(block, Table):
        return Table(id=block.id, name=block.name, title=block.title)
    if isinstance(block, Chart):
        return Chart(id=block.id, name=block.name, title=block.title)
    if isinstance(block, Pictures):
        return Pictures(id=block.id, name=block.name, title=block.title)
    return block


def _without_defaults(block: dict[str, Any]) -> dict[str, Any]:
    """Leave out of a block what `unpacked_block` puts in by itself."""
    return {
        name: member
        for name, member in block.items()
        if name in ("block", "id") or member not in _EMPTY.get(name, ())
    }


_EMPTY: Final[Mapping[str, tuple[Any, ...]]] = {
    "level": (0,),
    "heading": ("",),
    "run_in": (False,),
    "indent": (True,),
    "columns": ([], ()),
    "header": ([], ()),
    "rows": ([], ()),
    "notes": ([], ()),
    "pictures": ([], ()),
    "series": ([], ()),
    "full": (10_000,),
    "landscape": (False,),
    "small": (False,),
}
