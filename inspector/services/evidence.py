"""Evidence: addresses and files put to an answer or a finding; a file is kept once by its bytes."""

import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path

from inspector.domain.changes import Changes
from inspector.domain.checklist import Item
from inspector.domain.edits import Action
from inspector.domain.errors import refused
from inspector.domain.evidence import Evidence, EvidenceKind
from inspector.domain.finding import Finding
from inspector.domain.ids import BlobId, EvidenceId, new_id
from inspector.domain.inspection import Assessment, Inspection
from inspector.domain.unit import Unit
from inspector.services import answers, files, findings, lookup
from inspector.services.desk import Desk
from inspector.services.files import Hashed
from inspector.storage import purge as storage_purge
from inspector.storage.unit_of_work import UnitOfWork

_ADDRESSES = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What is put in: a file's path or a web address, with what is known about it."""

    source: str
    kind: EvidenceKind | None = None
    caption: str = ""
    taken_at: datetime | None = None
    content: bytes | None = None
    """What a file holds that is nowhere on disk, such as a picture that was pasted; `source` is
    its name then."""
    hashed: Hashed | None = None
    """What is known of a file that was read beforehand, beside the thread that writes."""
    address: str = ""
    """Where a picture was taken: the page that a screenshot shows."""


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
    if not pieces:
        raise refused("evidence.none_named")
    with desk.file.unit_of_work(desk.author) as work:
        added = []
        for piece in pieces:
            one = evidence_of(work, part, item, piece, finding)
            work.add(one)
            added.append(one)
        changes = work.commit(
            Action(
                verb="evidence.add",
                parameters={"unit": unit.label, "number": item.number, "count": str(len(added))},
            )
        )
    return tuple(added), changes


def evidence_of(
    work: UnitOfWork, part: Assessment, item: Item | None, piece: Piece, finding: Finding | None
) -> Evidence:
    """Return a piece as evidence; a file's bytes are kept on the way."""
    is_link = piece.content is None and is_address(piece.source)
    return Evidence(
        id=EvidenceId(new_id()),
        inspection=part.inspection,
        unit=part.unit,
        item=item.key if item else None,
        finding=finding.id if finding else None,
        kind=piece.kind or _kind_of(piece.source),
        address=piece.source if is_link else piece.address.strip(),
        blob=None if is_link else _kept(work, piece),
        name="" if is_link else Path(piece.source).name,
        caption=piece.caption,
        taken_at=piece.taken_at,
    )


def finding_of(desk: Desk, task: Inspection, unit: Unit, item: Item, start: str) -> Finding:
    """Return the finding of this unit's item whose id begins with these letters."""
    located = findings.locate(desk, task, start)
    if (located.unit.id, located.item.key) != (unit.id, item.key):
        raise refused(
            "evidence.other_finding",
            start=start,
            unit=located.unit.label,
            number=located.item.number,
        )
    return located.finding


def picture_name(item: Item, known: Iterable[Evidence]) -> str:
    """Return what a picture that is pasted is called: 图4-2-1.png, the next number that is free."""
    taken = {one.name for one in known}
    stem = item.number.replace(".", "-")
    return next(name for place in count(1) if (name := f"图{stem}-{place}.png") not in taken)


def locate(desk: Desk, task: Inspection, start: str) -> Evidence:
    """Return the one piece of evidence whose id begins with these letters."""
    found = [one for one in desk.file.reader.evidence(task.id) if one.id.startswith(start)]
    if not start or len(found) != 1:
        raise refused("evidence.unknown", start=start, count=len(found))
    return found[0]


def update(desk: Desk, task: Inspection, piece: Evidence, **fields: object) -> Changes:
    """Correct what is known of a piece: kind, caption, address, taken_at, finding.

    Raises Refused where the assessment is approved, and when nothing changes.
    """
    unit, item = _place_of(desk, task, piece)
    after = replace(piece, **fields)  # type: ignore[arg-type]
    if after == piece:
        raise refused("evidence.nothing_given", id=piece.id[:8])
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(piece, after)
        return work.commit(_action("evidence.update", unit, item))


def remove(desk: Desk, task: Inspection, piece: Evidence) -> Changes:
    """Take a piece away from its item; its history and its file stay, and it can be undone."""
    unit, item = _place_of(desk, task, piece)
    with desk.file.unit_of_work(desk.author) as work:
        work.remove(piece)
        return work.commit(_action("evidence.remove", unit, item))


def _place_of(desk: Desk, task: Inspection, piece: Evidence) -> tuple[Unit, Item | None]:
    """Return whose a piece is; refused where marks are approved, or it is gone meanwhile."""
    known = {one.id: one for one in desk.file.reader.evidence(task.id, piece.unit)}
    if piece.id not in known:
        raise refused("evidence.unknown", start=piece.id[:8], count=0)
    unit = desk.file.reader.unit(piece.unit)
    part = lookup.assessment(desk, task, unit)
    answers.require_unlocked(part, unit)
    items = lookup.items_by_key(lookup.checklist_of(desk, task, part))
    return unit, items.get(piece.item) if piece.item else None


def _action(verb: str, unit: Unit, item: Item | None) -> Action:
    number = item.number if item else "—"
    return Action(verb=verb, parameters={"unit": unit.label, "number": number})


def content_of(desk: Desk, piece: Evidence) -> bytes:
    """Return the bytes of a piece's file; refused where there is none or they were purged."""
    if piece.blob is None:
        raise refused("evidence.no_file", name=piece.address or piece.name)
    return desk.file.reader.blob(piece.blob)


def purge(desk: Desk, piece: Evidence, reason: str) -> Changes:
    """Remove a file's bytes for good from rows, journal and snapshots; hash, who and when stay."""
    require_reason(reason)
    if piece.blob is None:
        raise refused("evidence.no_file", name=piece.address or piece.name)
    return storage_purge.purge_blob(desk.file, desk.author, piece.blob, reason.strip())


def purge_text(desk: Desk, text: str, reason: str) -> Changes:
    """Remove a text for good from every value and snapshot in which it stands."""
    require_reason(reason)
    return storage_purge.purge_text(desk.file, desk.author, text, reason.strip())


def require_reason(reason: str) -> None:
    """Refuse to remove anything for good without saying why."""
    if not reason.strip():
        raise refused("evidence.no_reason")


def _kept(work: UnitOfWork, piece: Piece) -> BlobId:
    if piece.content is not None:
        return work.put_blob(piece.content)
    return files.keep(work, piece.hashed or Path(piece.source))


def is_address(source: str) -> bool:
    """Whether a source is a web address."""
    return source.lower().startswith(_ADDRESSES)


def _kind_of(source: str) -> EvidenceKind:
    if is_address(source):
        return EvidenceKind.LINK
    guess = mimetypes.guess_type(source)[0] or ""
    return EvidenceKind.SCREENSHOT if guess.startswith("image/") else EvidenceKind.OTHER
