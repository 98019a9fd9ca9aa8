"""The words for the parts of a paper: its head line by line, its blocks, its levels."""

from collections.abc import Mapping
from typing import Final

from inspector.i18n.gettext import N_, _

_HEAD: Final[Mapping[str, str]] = {
    "title": N_("Paper title"),
    "document_number": N_("Document number"),
    "issuer_upward": N_("Issued by"),
    "addressee": N_("Addressee"),
    "office": N_("Signing office"),
    "dated": N_("Date of the paper"),
    "sealed": N_("Room for a seal"),
    "annexes": N_("Annexes"),
    "copied_to": N_("Copied to"),
    "note": N_("Paper note"),
    "status": N_("Marking"),
    "running_title": N_("Running title"),
    "foot": N_("Foot line"),
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


def part_word(name: str, language: str | None = None) -> str:
    """Return what a part of a paper is called."""
    return _(_PARTS[name], language)
