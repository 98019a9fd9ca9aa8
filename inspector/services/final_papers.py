"""Papers as they were signed and sent (定稿): put to their drafts, given back, taken off."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from inspector.domain.changes import Changes
from inspector.domain.draft import Draft, FinalPaper
from inspector.domain.errors import refused
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Place
from inspector.services import drafts, files
from inspector.services.desk import Desk
from inspector.services.files import Hashed

ENDINGS: Final = (".pdf", ".docx", ".doc", ".wps", ".ofd", ".png", ".jpg", ".jpeg", ".tif")


def attach(
    desk: Desk, task: Inspection, start: str, file: Path | Hashed, on: date | None = None
) -> Changes:
    """Put a scan or a Word file to its draft; it may have been hashed beforehand.

    Raises Refused for a file that is no paper or cannot be read.
    """
    path = file.path if isinstance(file, Hashed) else file
    require_paper(path)
    draft = drafts.find(desk, task, start)
    with desk.file.unit_of_work(desk.author) as work:
        blob = files.keep(work, file)
        kept = FinalPaper(blob=blob, name=path.name, attached_on=on or date.today())
        others = tuple(one for one in draft.final if one.blob != blob)
        work.replace(draft, replace(draft, final=(*others, kept)))
        return work.commit(drafts.action_on("draft.attach", draft, name=path.name))


def require_paper(path: Path) -> None:
    """Refuse a file that by its ending is no paper."""
    if path.suffix.lower() not in ENDINGS:
        raise refused("drafts.no_paper", Place(file=str(path)), endings=" ".join(ENDINGS))


def detach(desk: Desk, task: Inspection, start: str, name: str) -> Changes:
    """Take a paper off its draft again, by its name or digest."""
    draft = drafts.find(desk, task, start)
    _named(draft, name)
    kept = tuple(one for one in draft.final if name not in (one.name, one.blob))
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(draft, replace(draft, final=kept))
        return work.commit(drafts.action_on("draft.detach", draft, name=name))


def content_of(desk: Desk, task: Inspection, start: str, name: str) -> bytes:
    """Return a paper's bytes, by its name or digest."""
    return desk.file.reader.blob(_named(drafts.find(desk, task, start), name).blob)


def _named(draft: Draft, name: str) -> FinalPaper:
    for one in draft.final:
        if name in (one.name, one.blob):
            return one
    names = "、".join(one.name for one in draft.final) or "—"
    raise refused("drafts.unknown_final", name=name, names=names)
