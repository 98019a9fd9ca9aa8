"""What was written about units and stands nowhere in a paper that has to tell it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from inspector.domain.answer import Side
from inspector.domain.checklist import Item
from inspector.domain.dossier import UnitDossier
from inspector.domain.findings import earns
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue, Place, Severity
from inspector.report import wording
from inspector.report.accounts import own_words, voice_of
from inspector.report.compose import compose_each
from inspector.report.document import Document, Family
from inspector.report.kinds import Kind, Scope, Told
from inspector.report.subject import PaperOptions, UnitSubject, side_of
from inspector.services import documents
from inspector.services.desk import Desk

_NO_WORDS: Final = re.compile(r"[\W_]+")
_MOST_UNITS: Final = 10
"""Of so many units each text is named with the forms that tell it; of more, texts are counted."""
_SHOWN: Final = 24
"""How many characters of a text name it."""

Written = tuple[str, Item, str]
"""A code for what is not told, the item, and the text."""


def remarks(
    desk: Desk, task: Inspection, document: Document, kind: Kind, units: Iterable[UnitDossier]
) -> Iterator[Issue]:
    """Yield each text about these units that the paper's kind has to tell and does not."""
    if not kind.tells:
        return
    told = _words(document)
    missing = []
    for dossier in units:
        texts = [one for one in _written(task, dossier, kind) if not _is_told(dossier, one, told)]
        if texts:
            missing.append((dossier, texts))
    rest: dict[str, list[UnitDossier]] = {}
    for place, (dossier, texts) in enumerate(missing):
        others = _forms(desk, task, dossier, kind)
        for code, item, text in texts:
            elsewhere = [name for name, words in others.items() if _plain(text) in words]
            if place < _MOST_UNITS:
                yield _issue(code, _named(dossier, item, kind), text, document, elsewhere)
            else:
                more = "paper.told_elsewhere_more" if elsewhere else "paper.untold_more"
                rest.setdefault(more, []).append(dossier)
    yield from (_rest(document, code, of) for code, of in sorted(rest.items(), reverse=True))


def _rest(document: Document, code: str, of: Sequence[UnitDossier]) -> Issue:
    """Count texts that nobody could read one by one; `of` names the unit of each."""
    return Issue(
        code=code,
        severity=Severity.WARNING if code == "paper.untold_more" else Severity.NOTE,
        place=Place(file=document.head.title),
        parameters={"count": str(len(of)), "units": str(len({one.unit.id for one in of}))},
    )


def _issue(code: str, item: str, text: str, document: Document, elsewhere: list[str]) -> Issue:
    return Issue(
        code="paper.told_elsewhere" if elsewhere else code,
        severity=Severity.NOTE if elsewhere else Severity.WARNING,
        place=Place(file=document.head.title),
        parameters={"item": item, "text": _shown(text), "papers": "、".join(elsewhere)},
    )


def _named(dossier: UnitDossier, item: Item, kind: Kind) -> str:
    return item.number if kind.scope is Scope.UNIT else f"{dossier.unit.label}{item.number}"


def _is_told(dossier: UnitDossier, one: Written, told: str) -> bool:
    """Whether a text stands in a paper, which names the unit before its facts by itself."""
    text = one[2].strip()
    shortened = text.removeprefix(dossier.unit.label)
    return _plain(text) in told or (bool(_plain(shortened)) and _plain(shortened) in told)


def _written(task: Inspection, dossier: UnitDossier, kind: Kind) -> Iterator[Written]:
    """Yield what the paper's kind has to tell of a unit, in the list's order."""
    asked = {entry.finding for entry in dossier.rectifications}
    side = side_of(dossier, PaperOptions())
    voice = voice_of(task, by_unit=kind.by_unit)
    for _, item in dossier.checklist.items():
        answer = dossier.answers.get(item.key)
        if answer is None:
            continue
        either = dict.fromkeys((*answer.counting(Side.CHECKED), *answer.counting(Side.APPROVED)))
        costing = [one for one in answer.counting(side) if not earns(item, one)]
        texts = {
            Told.ACCOUNTS: [own_words(answer, voice)],
            Told.FINDINGS: [one.fact for one in either],
            Told.DEDUCTIONS: [one.fact for one in costing],
            Told.PROBLEMS: [one.fact for one in answer.findings if one.id in asked],
            Told.NOTES: [answer.note],
        }
        for told in kind.tells:
            yield from ((_CODES[told], item, text) for text in texts[told] if _plain(text))


_CODES: Final[Mapping[Told, str]] = {
    Told.ACCOUNTS: "paper.untold_account",
    Told.FINDINGS: "paper.untold_finding",
    Told.DEDUCTIONS: "paper.untold_finding",
    Told.PROBLEMS: "paper.untold_problem",
    Told.NOTES: "paper.untold_note",
}


def _forms(desk: Desk, task: Inspection, dossier: UnitDossier, but: Kind) -> Mapping[str, str]:
    """Return the words of the unit's other forms, by their names."""
    known = documents.every_kind(desk.file.path)
    options = PaperOptions(folder=documents.template_folder(desk.file.path))
    subject = UnitSubject(inspection=task, dossier=dossier)
    forms = [one for one in known.values() if _is_own_form(one) and one.key != but.key]
    made = compose_each([one.key for one in forms], subject, options)
    return {one.name: _words(paper) for one, paper in zip(forms, made, strict=True)}


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
