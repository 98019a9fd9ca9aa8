"""Evidence: addresses and files put to an answer or a finding; a file is kept once by its bytes."""

import mimetypes
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from inspector.domain.changes import Changes
from inspector.domain.checklist import Item
from inspector.domain.edits import Action
from inspector.domain.errors import refused
from inspector.domain.evidence import Evidence, EvidenceKind
from inspector.domain.finding import Finding
from inspector.domain.ids import EvidenceId, new_id
from inspector.domain.inspection import Inspection
from inspector.domain.unit import Unit
from inspector.services import answers, lookup
from inspector.services.desk import Desk
from inspector.services.files import read_file
from inspector.storage import purge as storage_purge

_ADDRESSES = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What is put in: a file's path or a web address, with what is known about it."""

    source: str
    kind: EvidenceKind | None = None
    caption: str = ""
    taken_at: datetime | None = None


def add(
    desk: Desk,
    task: Inspection,
    unit: Unit,
    item: Item,
    pieces: tuple[Piece, ...],
    finding: Finding | None = None,
) -> tuple[tuple[Evidence, ...], Changes]:
    """Put pieces of evidence to an item, all or none, as one action."""
    part = lookup.assessment(desk, task, unit)
    answers.require_unlocked(part, unit)
    contents = [None if _is_address(one.source) else read_file(Path(one.source)) for one in pieces]
    if not pieces:
        raise refused("evidence.none_named")
    with desk.file.unit_of_work(desk.author) as work:
        added = []
        for piece, content in zip(pieces, contents, strict=True):
            one = Evidence(
                id=EvidenceId(new_id()),
                inspection=task.id,
                unit=unit.id,
                item=item.key,
                finding=finding.id if finding else None,
                kind=piece.kind or _kind_of(piece.source),
                address=piece.source if content is None else "",
                blob=None if content is None else work.put_blob(content),
                name="" if content is None else Path(piece.source).name,
                caption=piece.caption,
                taken_at=piece.taken_at,
            )
            work.add(one)
            added.append(one)
        changes = work.commit(
            Action(
                verb="evidence.add",
                parameters={"unit": unit.label, "number": item.number, "count": str(len(added))},
            )
        )
    return tuple(added), changes


def locate(desk: Desk, task: Inspection, start: str) -> Evidence:
    """Return the one piece of evidence whose id begins with these letters."""
    found = [one for one in desk.file.reader.evidence(task.id) if one.id.startswith(start)]
    if not start or len(found) != 1:
        raise refused("evidence.unknown", start=start, count=len(found))
    return found[0]


def purge(desk: Desk, piece: Evidence, reason: str) -> Changes:
    """Remove a file's bytes for good from rows, journal and snapshots; hash, who and when stay."""
    if piece.blob is None:
        raise refused("evidence.no_file", name=piece.address)
    return storage_purge.purge_blob(desk.file, desk.author, piece.blob, reason)


def _is_address(source: str) -> bool:
    return source.lower().startswith(_ADDRESSES)


def _kind_of(source: str) -> EvidenceKind:
    if _is_address(source):
        return EvidenceKind.LINK
    guess = mimetypes.guess_type(source)[0] or ""
    return EvidenceKind.SCREENSHOT if guess.startswith("image/") else EvidenceKind.OTHER
