"""A paper looked over before it goes out: its words, its figures, and what it leaves untold."""

from dataclasses import replace
from typing import Final

from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue
from inspector.domain.unit import Unit
from inspector.report import wording_changes, wording_figures
from inspector.report.document import Document
from inspector.report.wording import Known
from inspector.services import documents, grading, lookup, untold
from inspector.services.desk import Desk

_FIGURE_CODES: Final = frozenset(
    {
        "paper.no_such_figure",
        "paper.no_such_mark",
        "paper.no_such_mark_of_all",
        "paper.no_such_count",
    }
)


def looked_over(
    desk: Desk,
    task: Inspection,
    document: Document,
    unit: str | None = None,
    base: Document | None = None,
) -> tuple[Issue, ...]:
    """Return what to look at in a paper about a unit, or about all where none is named.

    `base` is what the data had made of a draft before people wrote on it.
    """
    known = documents.known_words(desk, task)
    if unit is None:
        return _about_all(desk, task, document, grading.dossier(desk, task), known, base)
    dossier = _dossier(desk, task, lookup.unit(desk, unit))
    if dossier is None:
        return _noticed(desk, document, known, base)
    return about_unit(desk, task, document, dossier, known, base)


def _about_all(
    desk: Desk,
    task: Inspection,
    document: Document,
    dossier: InspectionDossier,
    known: Known,
    base: Document | None,
) -> tuple[Issue, ...]:
    kind = documents.every_kind(desk.file.path).get(document.kind)
    known = replace(known, figures=wording_figures.of_all(dossier))
    noticed = _noticed(desk, document, known, base)
    if kind is None:
        return noticed
    return (*noticed, *untold.remarks(desk, task, document, kind, dossier.units))


def about_unit(
    desk: Desk,
    task: Inspection,
    document: Document,
    dossier: UnitDossier,
    known: Known,
    base: Document | None = None,
) -> tuple[Issue, ...]:
    """Return what to look at in a paper about a unit whose data are read already."""
    kind = documents.every_kind(desk.file.path).get(document.kind)
    known = replace(known, figures=wording_figures.of_unit(dossier))
    noticed = _noticed(desk, document, known, base)
    if kind is None:
        return noticed
    return (*noticed, *untold.remarks(desk, task, document, kind, (dossier,)))


def _noticed(
    desk: Desk, document: Document, known: Known, base: Document | None
) -> tuple[Issue, ...]:
    changed = () if base is None else tuple(wording_changes.overwritten(base, document))
    told = tuple(str(one.parameters["word"]) for one in changed)
    # A figure that was written over is named with what stood there, and not once more.
    others = (
        one
        for one in documents.notices(desk, document, known)
        if not (one.code in _FIGURE_CODES and str(one.parameters["word"]).endswith(told))
    )
    return (*changed, *others)


def _dossier(desk: Desk, task: Inspection, unit: Unit) -> UnitDossier | None:
    return next(iter(grading.dossiers(desk, task, {unit.id})), None)
