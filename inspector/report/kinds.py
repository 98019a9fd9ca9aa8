"""The table of kinds of paper: each is one template and one entry of kinds.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.report import templates
from inspector.report.document import Family, PaperSize, RedHead

TABLE: Final = "kinds.toml"


class Scope(StrEnum):
    """What a paper is about."""

    UNIT = "unit"
    INSPECTION = "inspection"


class Told(StrEnum):
    """What a paper may have to tell in full."""

    ACCOUNTS = "accounts"
    """What the inspectors wrote of how an item is done."""
    FINDINGS = "findings"
    """Every finding that counts in the first mark or in the approved one."""
    DEDUCTIONS = "deductions"
    """Every finding that cost marks, on the side that the paper shows."""
    PROBLEMS = "problems"
    """Every finding that is to be put right."""
    NOTES = "notes"
    """The inspectors' own notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of paper. `attachments` are the kinds of the forms that go with it."""

    key: str
    name: str
    scope: Scope
    family: Family
    template: str
    attachments: tuple[str, ...] = ()
    carries_head: bool = False
    """Whether the head of the journal stands at the foot of each page."""
    upward: bool = False
    """Whether the paper goes up, so that 签发人 is shown."""
    size: PaperSize = PaperSize.A4
    by_unit: bool = False
    """Whether the unit itself speaks: it signs, and no mark of the inspectors appears."""
    red_head: RedHead = RedHead.NONE
    """What stands over its title unless the office or the template says otherwise."""
    imprint: bool = False
    """Whether 版记 is usual for it."""
    tells: tuple[Told, ...] = ()
    """What was written about units and has to stand in it; what does not is named."""
    public_of: str = ""
    """The kind whose public version this is: the same paper without what the public may not see."""
    leaves_out: tuple[str, ...] = ()
    """Names of the tables that a public version leaves out."""


def kinds(folder: Path | None = None) -> Mapping[str, Kind]:
    """Return every kind by key: those that ship, and the office's own from its folder."""
    found = dict(_read(templates.shipped() / TABLE))
    if folder is not None and (folder / TABLE).is_file():
        found |= _read(folder / TABLE)
    return found


def kind(key: str, folder: Path | None = None) -> Kind:
    """Return a kind by its key. Raises Refused (`document.unknown_kind`) for an unknown one."""
    known = kinds(folder)
    if key not in known:
        names = "、".join(f"{one.key}（{one.name}）" for one in known.values())
        raise refused("document.unknown_kind", kind=key, known=names)
    return known[key]


@lru_cache(maxsize=8)
def _read(path: Path) -> Mapping[str, Kind]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise refused("kinds.not_toml", Place(file=path.name), reason=error) from error
    return {key: _kind(key, entry, path.name) for key, entry in entries.items()}


def _kind(key: str, entry: Any, file: str) -> Kind:
    try:
        return Kind(
            key=key,
            name=str(entry["name"]),
            scope=Scope(entry["scope"]),
            family=Family(entry["family"]),
            template=str(entry["template"]),
            attachments=tuple(map(str, entry.get("attachments", ()))),
            carries_head=bool(entry.get("carries_head", False)),
            upward=bool(entry.get("upward", False)),
            size=PaperSize(entry.get("size", PaperSize.A4)),
            by_unit=bool(entry.get("by_unit", False)),
            red_head=RedHead(entry.get("red_head", RedHead.NONE)),
            imprint=bool(entry.get("imprint", False)),
            tells=tuple(map(Told, entry.get("tells", ()))),
            public_of=str(entry.get("public_of", "")),
            leaves_out=tuple(map(str, entry.get("leaves_out", ()))),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise refused("kinds.bad_entry", Place(file=file), kind=key, reason=error) from error
