"""What a draft came from: the data, the template, and what the office asked for."""

import hashlib
from datetime import date, datetime
from typing import Any

from inspector.domain.draft import Draft
from inspector.report import draft_text
from inspector.report.compose import template_of
from inspector.report.document import Document, RedHead
from inspector.report.subject import PaperOptions
from inspector.services import documents
from inspector.services.desk import Desk
from inspector.services.documents import Wish


def members(desk: Desk, kind: str, made: Document, chain_head: str) -> dict[str, Any]:
    """Return the members of a draft that say from what it was made."""
    return {
        "base": draft_text.text_of(made),
        "generated": draft_text.generated_of(made),
        "template": template_digest(desk, kind),
        "chain_head": chain_head,
        "made_at": datetime.now().replace(microsecond=0),
    }


def template_digest(desk: Desk, kind: str) -> str:
    """Return the digest of the template that makes a kind of paper now."""
    options = PaperOptions(folder=documents.template_folder(desk.file.path))
    return hashlib.sha256(template_of(kind, options).encode()).hexdigest()


def chain_head(desk: Desk) -> str:
    """Return the journal's head as a draft notes it."""
    return desk.file.reader.chain_head().hex16


def stored(wish: Wish) -> dict[str, Any]:
    """Return what an office asked for as a draft keeps it."""
    kept: dict[str, Any] = {}
    if wish.practices:
        kept["practices"] = list(wish.practices)
    if wish.dated is not None:
        kept["dated"] = wish.dated.isoformat()
    if wish.addressee:
        kept["addressee"] = wish.addressee
    if wish.red_head is not None:
        kept["red_head"] = wish.red_head.value
    if wish.imprint:
        kept["imprint"] = True
    if wish.head_lines:
        kept["head_lines"] = list(wish.head_lines)
    return kept


def wish_of(desk: Desk, draft: Draft) -> Wish:
    """Return what the office asked for when the draft was made, to make it again."""
    dated, red_head = draft.wish.get("dated"), draft.wish.get("red_head")
    return Wish(
        kind=draft.kind,
        unit=unit_of(desk, draft),
        practices=tuple(draft.wish.get("practices", ())),
        dated=None if dated is None else date.fromisoformat(dated),
        addressee=str(draft.wish.get("addressee", "")),
        red_head=None if red_head is None else RedHead(red_head),
        imprint=bool(draft.wish.get("imprint")),
        head_lines=tuple(draft.wish.get("head_lines", ())),
    )


def unit_of(desk: Desk, draft: Draft) -> str | None:
    """Return the name of the unit that a draft is about; None for one over all units."""
    return desk.file.reader.unit(draft.units[0]).name if draft.units else None
