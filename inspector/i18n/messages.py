"""The catalogue of messages: one sentence with place, cause and remedy for each issue's code."""

from collections.abc import Mapping
from typing import Final

from inspector.domain.issues import Issue
from inspector.i18n import (
    checklist_messages,
    compose_messages,
    draft_messages,
    exchange_messages,
    grading_messages,
    lists_messages,
    merging_messages,
    paper_messages,
    procedure_messages,
    rectification_messages,
    report_messages,
    returns_messages,
    services_messages,
    settings_messages,
    sheet_messages,
    state_messages,
    storage_messages,
    window_words,
)
from inspector.i18n.gettext import _

AREAS: Final[Mapping[str, Mapping[str, str]]] = {
    "checklist": checklist_messages.MESSAGES,
    "compose": compose_messages.MESSAGES,
    "draft": draft_messages.MESSAGES,
    "exchange": exchange_messages.MESSAGES,
    "grading": grading_messages.MESSAGES,
    "lists": lists_messages.MESSAGES,
    "merging": merging_messages.MESSAGES,
    "paper": paper_messages.MESSAGES,
    "procedure": procedure_messages.MESSAGES,
    "rectification": rectification_messages.MESSAGES,
    "report": report_messages.MESSAGES,
    "returns": returns_messages.MESSAGES,
    "services": services_messages.MESSAGES,
    "settings": settings_messages.MESSAGES,
    "sheet": sheet_messages.MESSAGES,
    "state": state_messages.MESSAGES,
    "storage": storage_messages.MESSAGES,
}
"""The messages of each area, by the name of its module; a code stands in one area only."""

_TEMPLATES: Final[Mapping[str, str]] = {
    code: template for messages in AREAS.values() for code, template in messages.items()
}


_in_window: Final[list[bool]] = []
"""Holds something while sentences are read in the window; process-wide, like the language."""


def speak_in_window(on: bool) -> None:
    """Say remedies as the window knows them, or again as commands and their options."""
    _in_window[:] = [True] if on else []


def sentence(issue: Issue) -> str:
    """Return the one sentence that says an issue in the language in use.

    Raises KeyError for a code, or a parameter of its template, that nobody wrote down.
    """
    place = issue.place
    words = {"file": place.file, "sheet": place.sheet, "cell": place.cell, **issue.parameters}
    template = _TEMPLATES[issue.code]
    if _in_window:
        template = window_words.MESSAGES.get(issue.code, template)
    return _(template).format_map(words)
