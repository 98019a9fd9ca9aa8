"""Dossiers: everything a paper or a screen shows of one unit or of one inspection, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from inspector.domain.answer import Answer
from inspector.domain.checklist import Checklist
from inspector.domain.evidence import Evidence
from inspector.domain.ids import FindingId, ItemKey, UnitId
from inspector.domain.inspection import Assessment, Inspection
from inspector.domain.objection import Objection
from inspector.domain.rectification import Rectification
from inspector.domain.results import ClassResult, Grading
from inspector.domain.return_form import ReturnForm
from inspector.domain.returns import Return
from inspector.domain.rule_set import RuleSet
from inspector.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledReturn:
    """A yearly return with the form it is filled in on, and the one of the year before."""

    form: ReturnForm
    given: Return
    last: Return | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierProblem:
    """A problem of an earlier inspection that a person confirmed to be there again."""

    year: int | None
    number: str
    """问题编号, "" where it never came to a notice."""
    fact: str
    closed_on: date | None = None
    """When it was put off the ledger, if it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDossier:
    """One unit's part in one inspection."""

    unit: Unit
    assessment: Assessment
    checklist: Checklist
    rule_set: RuleSet
    answers: Mapping[ItemKey, Answer]
    """By item; items without an answer are open."""
    evidence: tuple[Evidence, ...] = ()
    objections: tuple[Objection, ...] = ()
    """By day of receipt."""
    rectifications: tuple[Rectification, ...] = ()
    """What becomes of its problems, in the order of their numbers."""
    filed: FiledReturn | None = None
    """Its return of the inspection's year."""
    self_graded: Grading
    checked: Grading
    approved: Grading


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionDossier:
    """One inspection over its units, in official order."""

    inspection: Inspection
    units: tuple[UnitDossier, ...]
    results: Mapping[str, ClassResult] = field(default_factory=dict)
    """By class key, over the approved side."""
    average: int | None = None
    """Mean published mark over all classes, or None while any unit is open."""
    chain_head: str = ""
    """First 16 hex digits of the journal's head, for the foot of papers."""
    last_grades: Mapping[UnitId, str] = field(default_factory=dict)
    """What was approved in the inspection before this one."""
    repeated: Mapping[FindingId, EarlierProblem] = field(default_factory=dict)
    """By finding that repeats one."""
    filed: FiledReturn | None = None
    """The sum of the returns of the inspection's year."""

    def of_class(self, key: str) -> list[UnitDossier]:
        """Return the units of one class in official order."""
        return [one for one in self.units if self.inspection.class_of(one.assessment).key == key]
