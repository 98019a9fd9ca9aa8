"""The demo's papers: written as PDF and DOCX, or begun as drafts on the screen."""

from collections.abc import Iterator
from pathlib import Path

from inspector.domain.inspection import Inspection
from inspector.services import documents, drafts
from inspector.services.demo_data import Entry
from inspector.services.desk import Desk


def write(desk: Desk, task: Inspection, wish: documents.Wish, stem: Path) -> Iterator[Path]:
    """Write a paper as PDF and DOCX and yield both files."""
    paper = documents.make(desk, task, wish)
    for ending in (".pdf", ".docx"):
        target = stem.with_name(stem.name + ending)
        documents.write(paper, target)
        yield target


def begin_drafts(desk: Desk, task: Inspection, more: Entry) -> None:
    """Begin the drafts that a file of the demo names."""
    for one in more["drafts"]:
        wish = documents.Wish(
            kind=one["kind"],
            unit=one.get("unit"),
            addressee=one.get("addressee", ""),
            practices=tuple(one.get("practices", ())),
        )
        drafts.make(desk, task, wish)
