"""The words for the parts of a paper: its head line by line, its blocks, its levels."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from inspector.i18n.gettext import N_, _

_HEAD: Final[Mapping[str, str]] = {
    "title": N_("Paper title"),
    "document_number": N_("Document number"),
    "red_head": N_("Over the title"),
    "letterhead": N_("Letterhead"),
    "urgency": N_("Urgency"),
    "issuer_upward": N_("Issued by"),
    "addressee": N_("Addressee"),
    "office": N_("Signing office"),
    "joint_offices": N_("Joint offices"),
    "dated": N_("Date of the paper"),
    "sealed": N_("Room for a seal"),
    "annexes": N_("Annexes"),
    "copied_to": N_("Copied to"),
    "printed_by": N_("Printed by"),
    "printed_on": N_("Printed on"),
    "note": N_("Paper note"),
    "status": N_("Marking"),
    "running_title": N_("Running title"),
    "foot": N_("Foot line"),
}
_RED_HEADS: Final[Mapping[str, str]] = {
    "none": N_("No red head"),
    "room": N_("Room for a red head"),
    "full": N_("Red head"),
}
_PARTS: Final[Mapping[str, str]] = {
    "head": N_("Head of the paper"),
    "paragraph": N_("Paragraph"),
    "table": N_("Table or chart"),
    "attachment": N_("Attached form"),
}


def head_word(name: str, language: str | None = None) -> str:
    """Return what a member of a paper's head is called."""
    return _(_HEAD[name], language)


def red_head_word(kind: str, language: str | None = None) -> str:
    """Return what stands over the title of a paper, in words."""
    return _(_RED_HEADS[kind], language)


def part_word(name: str, language: str | None = None) -> str:
    """Return what a part of a paper is called."""
    return _(_PARTS[name], language)


def draft_words(stored: Mapping[str, Any]) -> str:
    """Return what the written form of a draft says: title and paragraphs, or names of tables."""
    return "\n".join(filter(None, _said(stored))) or "—"


def _said(stored: Mapping[str, Any]) -> Iterator[str]:
    yield str(stored.get("head", {}).get("title", ""))
    for block in (*stored.get("blocks", ()), *stored.get("tables", {}).values()):
        runs = (run.get("text", "") for run in block.get("runs", ()))
        yield "".join((block.get("heading", ""), *runs)) or str(block.get("title", ""))
    for form in stored.get("attachments", ()):
        yield from _said(form)
