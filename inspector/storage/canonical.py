"""The one written form of every value in the journal: canonical JSON, hashed exactly as stored."""

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any, Final, get_type_hints

import msgspec

from inspector.domain.checklist import Checklist, Item, Section
from inspector.domain.edits import JsonValue
from inspector.domain.errors import refused

_ENCODER: Final = msgspec.json.Encoder(order="sorted")
_LARGEST: Final = 2**63 - 1


def canonical(value: JsonValue) -> str:
    """Write a value as JSON with sorted keys, no white space and no needless escapes.

    Raises Refused for text that no file may hold (NUL, half a surrogate pair) and TypeError for
    floats, which no journal holds.
    """
    if value.__class__ is not str or "\0" in value:
        _check(value)
    try:
        return _ENCODER.encode(value).decode()
    except UnicodeEncodeError as error:
        raise refused("storage.unstorable_text") from error


def _check(value: object) -> None:
    if isinstance(value, str):
        if "\0" in value:
            raise refused("storage.unstorable_text")
    elif isinstance(value, int):
        if abs(value) > _LARGEST:
            raise refused("storage.number_too_large", number=str(value)[:40])
    elif isinstance(value, Mapping):
        for key, member in value.items():
            _check(key)
            _check(member)
    elif isinstance(value, Sequence):
        for member in value:
            _check(member)
    elif isinstance(value, float):
        raise TypeError(f"no float may stand in the journal: {value!r}")


def parse(text: str) -> Any:
    """Read canonical JSON back into plain values."""
    return msgspec.json.decode(text)


def digest_of(text: str) -> bytes:
    """Return the SHA-256 under which a value stands in its session's chain."""
    return hashlib.sha256(text.encode()).digest()


def plain(value: object) -> Any:
    """Return a domain value as plain JSON values, members that hold their default left out.

    Leaving defaults out keeps the written form, and with it every digest, the same when a later
    version gives a class one more member.
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(member) for name, member in value.items()}
    if isinstance(value, Sequence):
        return [plain(member) for member in value]
    return _plain_members(value)


def _plain_members(value: object) -> dict[str, Any]:
    members = {
        name: plain(getattr(value, name))
        for name, default in defaults(type(value)).items()
        if getattr(value, name) != default
    }
    if isinstance(value, Section):
        members.setdefault("children", [])  # tells a section from an item
    return members


def defaults(owner: type) -> dict[str, object]:
    """Return a dataclass's members with their defaults, `dataclasses.MISSING` for required ones."""
    known = _DEFAULTS.get(owner)
    if known is None:
        known = _DEFAULTS[owner] = {
            field.name: field.default
            if field.default_factory is dataclasses.MISSING
            else field.default_factory()
            for field in dataclasses.fields(owner)
        }
    return known


_DEFAULTS: Final[dict[type, dict[str, object]]] = {}


def as_type(raw: Any, wanted: Any) -> Any:
    """Build a domain value of the wanted type from plain JSON values."""
    return msgspec.convert(raw, wanted, strict=False)


def as_checklist(text: str) -> Checklist:
    """Build an edition from its written form."""
    return _as_tree(parse(text), Checklist)  # type: ignore[no-any-return]


def _as_tree(raw: dict[str, Any], owner: type[Checklist] | type[Section]) -> Any:
    hints = _HINTS[owner]
    members = {
        name: msgspec.convert(member, hints[name])
        for name, member in raw.items()
        if name != "children"
    }
    children = tuple(
        _as_tree(node, Section) if "children" in node else msgspec.convert(node, Item)
        for node in raw.get("children", ())
    )
    return owner(**members, children=children)


_HINTS: Final[dict[type, dict[str, Any]]] = {
    owner: get_type_hints(owner) for owner in (Checklist, Section)
}
