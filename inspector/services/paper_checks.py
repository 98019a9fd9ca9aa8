"""A paper looked over before it goes out: its words, its figures, and what it leaves untold."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from inspector.domain.answer import Answer, Side
from inspector.domain.checklist import Item
from inspector.domain.dossier import UnitDossier
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue, Place, Severity
from inspector.domain.ranking import mean_mark
from inspector.domain.unit import Unit
from inspector.report import wording, wording_figures
from inspector.report.compose import compose
from inspector.report.document import Document, Family
from inspector.report.kinds import Kind, Scope
from inspector.report.subject import PaperOptions, UnitSubject
from inspector.report.wording import Known
from inspector.services import documents, grading, lookup
from inspector.services.desk import Desk

_NO_WORDS: Final = re.compile(r"[\W_]+")
_SHOWN: Final = 24
"""How many characters of a text name it."""


def looked_over(
    desk: Desk,
    task: Inspection,
    document: Document,
    unit: str | None = None,
) -> tuple[Issue, ...]:
    """Return what to look at in a paper about a unit, or about all where none is named."""
    known = documents.known_words(desk, task)
    if unit is None:
        units = tuple(grading.dossiers(desk, task))
        average = mean_mark(one.approved.mark for one in units)
        figures = wording_figures.of_all(units, average)
        return documents.notices(desk, document, replace(known, figures=figures))
    dossier = _dossier(desk, task, lookup.unit(desk, unit))
    if dossier is None:
        return documents.notices(desk, document, known)
    return about_unit(desk, task, document, dossier, known)


def about_unit(
    desk: Desk, task: Inspection, document: Document, dossier: UnitDossier, known: Known
) -> tuple[Issue, ...]:
    """Return what to look at in a paper about a unit whose data are read already."""
    kind = documents.every_kind(desk.file.path).get(document.kind)
    known = replace(known, figures=wording_figures.of_unit(dossier))
    noticed = documents.notices(desk, document, known)
    if kind is None or not kind.tells_all:
        return noticed
    return (*noticed, *_untold(desk, task, document, dossier))


def _dossier(desk: Desk, task: Inspection, unit: Unit) -> UnitDossier | None:
    return next(iter(grading.dossiers(desk, task, {unit.id})), None)


def _untold(
    desk: Desk, task: Inspection, document: Document, dossier: UnitDossier
) -> Iterator[Issue]:
    """Yield each account, finding and note that is filled in and that the paper does not tell."""
    told = _words(document)
    missing = [one for one in _written(dossier) if _plain(one[2]) not in told]
    if not missing:
        return
    others = _forms(desk, task, dossier, document.kind)
    for code, item, text in missing:
        elsewhere = [name for name, words in others.items() if _plain(text) in words]
        named = {"item": item.number, "text": _shown(text), "papers": "、".join(elsewhere)}
        yield Issue(
            code="paper.told_elsewhere" if elsewhere else code,
            severity=Severity.NOTE if elsewhere else Severity.WARNING,
            place=Place(file=document.head.title),
            parameters=named,
        )


def _written(dossier: UnitDossier) -> Iterator[tuple[str, Item, str]]:
    """Yield what the inspectors wrote about a unit: (code, item, text), in the list's order."""
    for _, item in dossier.checklist.items():
        answer = dossier.answers.get(item.key)
        if answer is not None:
            for code, text in _of_answer(answer):
                if _plain(text):
                    yield code, item, text


def _of_answer(answer: Answer) -> Iterator[tuple[str, str]]:
    yield "paper.untold_account", answer.account
    counting = (*answer.counting(Side.CHECKED), *answer.counting(Side.APPROVED))
    for finding in dict.fromkeys(counting):
        yield "paper.untold_finding", finding.fact
    yield "paper.untold_note", answer.note


def _forms(desk: Desk, task: Inspection, dossier: UnitDossier, but: str) -> Mapping[str, str]:
    """Return the words of the unit's other forms, by their names."""
    known = documents.every_kind(desk.file.path)
    options = PaperOptions(folder=documents.template_folder(desk.file.path))
    subject = UnitSubject(inspection=task, dossier=dossier)
    forms = (one for one in known.values() if _is_own_form(one) and one.key != but)
    return {one.name: _words(compose(one.key, subject, options)) for one in forms}


def _is_own_form(kind: Kind) -> bool:
    return kind.scope is Scope.UNIT and kind.family is Family.FORM and not kind.by_unit


def _words(document: Document) -> str:
    attached = map(_words, document.attachments)
    return _plain("\n".join(wording.texts(document))) + "".join(attached)


def _plain(text: str) -> str:
    """Return a text's letters and figures alone: stops and breaks are the paper's own."""
    return _NO_WORDS.sub("", text)


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
