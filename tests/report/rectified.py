"""The invented city's year with its ledger: what became of the 104 problems of class B."""

from dataclasses import replace
from functools import cache as once
from typing import Final

from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.ledger import open_entries
from inspector.domain.rectification import RectificationState
from inspector.report.subject import UnitSubject
from tests.golden import ledger
from tests.report import ningchuan

_PENDING: Final = RectificationState.PENDING


@once
def whole() -> InspectionDossier:
    """Return all units, those of class B with their lines of the ledger."""
    made = ningchuan.fifteen_units()
    return replace(made, units=tuple(map(_with_ledger, made.units)))


def one(name: str) -> UnitSubject:
    """Return one unit with its lines of the ledger."""
    (found,) = [unit for unit in whole().units if unit.unit.label == name]
    return UnitSubject(inspection=ningchuan.INSPECTION, dossier=found)


def _with_ledger(unit: UnitDossier) -> UnitDossier:
    if unit.unit.label not in ledger.LEDGER:
        return unit
    entries = open_entries(
        ningchuan.INSPECTION.id,
        unit.unit,
        unit.checklist,
        unit.answers,
        deadline=ledger.DEADLINE,
    )
    # The golden ledger knows of nothing that was put right on the spot.
    noticed = [
        replace(entry, noticed_on=ledger.SERVED, state=_PENDING, completed_on=None)
        for entry in entries
    ]
    moved = tuple(ledger.brought_on(unit.unit.label, noticed))
    return replace(unit, rectifications=moved)
