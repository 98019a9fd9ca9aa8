"""Blacking out parts of a picture of evidence, wherever the workspace shows it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from inspector.domain.changes import Changes
from inspector.domain.edits import Action
from inspector.domain.errors import refused
from inspector.domain.evidence import Box, Evidence
from inspector.report.blackout import black_out as blacked_out
from inspector.services import evidence
from inspector.services.desk import Desk


class Blackened(NamedTuple):
    """A picture with parts of it black, and the ending of its name."""

    content: bytes
    ending: str


def black_out(
    desk: Desk, piece: Evidence, boxes: Sequence[Box], purge_reason: str | None = None
) -> Changes:
    """Put a picture with parts of it black in place of one of evidence, everywhere it is shown.

    The original stays in the file and its history unless it is purged for a reason, for good.
    Raises Refused when the piece holds no picture, no box is named, or a box is not in it.
    """
    if purge_reason is not None:
        evidence.require_reason(purge_reason)
    return put_in_place(desk, piece, blackened(desk, piece, boxes), purge_reason)


def blackened(desk: Desk, piece: Evidence, boxes: Sequence[Box]) -> Blackened:
    """Return the picture with parts of it black, and write nothing; refuses as `black_out`."""
    if piece.blob is None:
        raise refused("blackout.no_file", name=piece.address or piece.name)
    if not boxes:
        raise refused("blackout.no_box", name=piece.name)
    return Blackened(*blacked_out(desk.file.reader.blob(piece.blob), boxes))


def put_in_place(
    desk: Desk, piece: Evidence, made: Blackened, purge_reason: str | None = None
) -> Changes:
    """Show a picture that was blacked out wherever the original was shown."""
    if purge_reason is not None:
        evidence.require_reason(purge_reason)
    with desk.file.unit_of_work(desk.author) as work:
        blob = work.put_blob(made.content)
        for one in _showing(desk, piece):
            work.replace(one, replace(one, blob=blob, name=_named(one.name, made.ending)))
        changes = work.commit(
            Action(verb="evidence.black_out", parameters={"name": piece.name or piece.id[:8]})
        )
    if purge_reason is not None:
        changes |= evidence.purge(desk, piece, purge_reason)
    return changes


def box(text: str) -> Box:
    """Return a box from x,y,width,height in pixels."""
    numbers = text.replace("，", ",").split(",")
    if len(numbers) != 4 or not all(one.strip().isdecimal() for one in numbers):
        raise refused("blackout.box_form", text=text)
    return Box(*map(int, numbers))


def _showing(desk: Desk, piece: Evidence) -> list[Evidence]:
    """Return every piece of evidence that holds the same file, in all inspections."""
    reader = desk.file.reader
    pieces = [one for task in reader.inspections() for one in reader.evidence(task.id)]
    return [one for one in pieces if one.blob == piece.blob]


def _named(name: str, ending: str) -> str:
    path = Path(name)
    is_as_it_was = path.suffix.lower() in (ending, ".jpeg" if ending == ".jpg" else ending)
    return name if is_as_it_was or not name else path.stem + ending
