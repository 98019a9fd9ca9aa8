"""Lists from offices' files in a process of their own: reviewed, compared, written."""

from collections.abc import Mapping
from pathlib import Path

from inspector.domain.checklist import Checklist
from inspector.exchange.checklist_diff import ItemChange
from inspector.exchange.checklist_reader import Choice
from inspector.exchange.columns import Role
from inspector.jobs.progress import Progress
from inspector.services import checklists, list_review
from inspector.services.checklists import Obtained, Shipped
from inspector.services.list_review import ListReview


def review(
    progress: Progress,
    *,
    path: Path | None = None,
    pasted: str = "",
    sheet: str | None = None,
    columns: Mapping[str, Role] | None = None,
    remembered: Mapping[str, Mapping[str, Role]] | None = None,
    header_row: int | None = None,
) -> ListReview:
    """Read the list in a file, or in what was pasted, for a person to judge.

    `columns` are roles by letter that the person chose, `remembered` those of known layouts, and
    `header_row` counts from 0.
    """
    progress(0, 1, "" if path is None else path.name)
    choice = Choice(columns=columns, remembered=remembered or {}, header_row=header_row)
    if path is None:
        found = list_review.review_pasted(pasted, choice)
    else:
        found = list_review.review(path, sheet=sheet, choice=choice)
    progress(1, 1)
    return found


def obtain(progress: Progress, *, source: str) -> Obtained:
    """Return a list that ships or stands in a YAML file."""
    progress(0, 1)
    return checklists.obtain(source)


def catalogue(progress: Progress) -> tuple[Shipped, ...]:
    """Return the lists that ship."""
    progress(0, 1)
    return checklists.catalogue()


def compare(progress: Progress, *, old: Checklist, new: Checklist) -> tuple[ItemChange, ...]:
    """Return what became of each item."""
    progress(0, 1)
    return checklists.difference(old, new)


def export(progress: Progress, *, checklist: Checklist, target: Path) -> Path:
    """Write a list as a workbook."""
    progress(0, 1, target.name)
    return checklists.export(checklist, target)
