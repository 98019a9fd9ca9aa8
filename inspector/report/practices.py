"""Sentences on what was done, offered to choose from: the inspectors' own words, never composed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.checklist import Item, ItemKind
from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.report import phrasing
from inspector.report.problems import part_title

AWARDED: Final = "经验推广"
"""What practices are headed by that earned bonus marks."""


@dataclass(frozen=True, slots=True)
class Practice:
    """One sentence on offer. `number` counts from 1 in the order of units and lists."""

    number: int
    unit: str
    part: str
    item: str
    """The item's number."""
    text: str


def offered(dossier: InspectionDossier) -> tuple[Practice, ...]:
    """Return what may be chosen: accounts of items without any deduction, and awarded bonuses."""
    found = (one for unit in dossier.units for one in _of_unit(unit))
    return tuple(Practice(number, *one) for number, one in enumerate(found, start=1))


def _of_unit(dossier: UnitDossier) -> Iterator[tuple[str, str, str, str]]:
    for path, item in dossier.checklist.items():
        answer = dossier.answers.get(item.key)
        if answer is None:
            continue
        for text in _texts(item, answer):
            part = AWARDED if item.kind is ItemKind.BONUS else part_title(path, item)
            yield dossier.unit.label, part, item.number, phrasing.sentence(text)


def _texts(item: Item, answer: Answer) -> Iterator[str]:
    found = answer.counting(Side.APPROVED)
    if item.kind is ItemKind.BONUS:
        yield from (finding.fact for finding in found if finding.fact)
    elif answer.conclusion is Conclusion.MET and answer.account.strip() and not found:
        yield answer.account
