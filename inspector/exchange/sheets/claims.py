"""What comes back: claims by item, and every cell that was taken, ignored, emptied or refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from inspector.domain.answer import Conclusion
from inspector.domain.edits import EditId
from inspector.domain.ids import FindingId, InspectionId, ItemKey, UnitId
from inspector.domain.issues import Issue, Severity
from inspector.domain.marks import Mark
from inspector.exchange.sheets.columns import Field, SheetKind

NO_ROWS: Final[Mapping[Field, int]] = {}
Bases = tuple[EditId, ...] | None
"""The heads a field went out with; None when the sheet does not say (its hidden sheet is gone)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfClaim:
    """What a unit claims about one item.

    Fields that are not `edited` hold what went out; so do `emptied` ones, which are cleared only
    when the user asks for it, and cells that were refused.
    """

    item: ItemKey
    row: int
    self_conclusion: Conclusion | None = None
    self_mark: Mark | None = None
    self_account: str = ""
    evidence: str = ""
    """Names and addresses, one a line."""
    self_note: str = ""
    edited: tuple[Field, ...] = ()
    emptied: tuple[Field, ...] = ()
    bases: Mapping[Field, Bases] = field(default_factory=dict)
    """Of the edited and emptied fields."""

    @property
    def is_change(self) -> bool:
        """Whether any cell was edited or emptied."""
        return bool(self.edited or self.emptied)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingClaim:
    """One row's finding. `id` is None for one that did not go out with the sheet."""

    id: FindingId | None
    row: int
    points: Mark
    fact: str
    place: str = ""
    sampled_at: datetime | None = None
    """Wall-clock time as typed, without a zone."""
    edited: tuple[Field, ...] = ()
    """Which of its cells were changed; all that are filled, for a new one."""
    emptied: tuple[Field, ...] = ()
    """Which of its cells were emptied; their values here are those that went out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingClaim:
    """What an inspector's sheet says about one item, over all of its rows."""

    item: ItemKey
    row: int
    conclusion: Conclusion = Conclusion.OPEN
    findings: tuple[FindingClaim, ...] = ()
    missing_findings: tuple[FindingId, ...] = ()
    """Went out and are no longer there: withdrawn only when the user asks for it."""
    account: str = ""
    evidence: str = ""
    note: str = ""
    edited: tuple[Field, ...] = ()
    """Item fields that were changed; changed findings say so themselves."""
    emptied: tuple[Field, ...] = ()
    bases: Mapping[Field, Bases] = field(default_factory=dict)
    """Of the edited and emptied fields; CONCLUSION's are those of the whole checked side and are
    there whenever a finding changed."""
    field_rows: Mapping[Field, int] = field(default_factory=dict)
    """Where an edited field stands, if not in the item's first row."""

    @property
    def is_change(self) -> bool:
        """Whether any cell was edited or emptied, or a finding added or left out."""
        return bool(self.edited or self.emptied or self.missing_findings) or any(
            finding.edited or finding.emptied for finding in self.findings
        )


class Outcome(StrEnum):
    """What became of a cell."""

    TAKEN = "taken"
    EMPTIED = "emptied"
    IGNORED = "ignored"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CellReport:
    """One line of the report of cells. The reason of an ignored or refused cell is its issue."""

    cell: str
    outcome: Outcome
    field: Field | None = None
    item: ItemKey | None = None
    issue: Issue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """One sheet that came back.

    `inspection` and `unit` are None when they could not be recognised; an issue says so.
    `matched_by_key` is False when the hidden sheet was gone or not to be trusted, so that all
    bases are None.
    """

    name: str
    sheet: str
    kind: SheetKind
    inspection: InspectionId | None = None
    unit: UnitId | None = None
    matched_by_key: bool = True
    rows: tuple[SelfClaim, ...] = ()
    """Of a 自评表: all rows that were matched, changed or not."""
    working_rows: tuple[WorkingClaim, ...] = ()
    """Of a 底稿: all items that were matched, changed or not."""
    columns: Mapping[Field, str] = field(default_factory=dict)
    """Letters of the columns that were read."""
    missing_columns: tuple[str, ...] = ()
    missing_items: tuple[ItemKey, ...] = ()
    """Items of the list that no row speaks of."""
    issues: tuple[Issue, ...] = ()

    @property
    def claims(self) -> tuple[SelfClaim, ...]:
        """The unit's rows that change anything."""
        return tuple(row for row in self.rows if row.is_change)

    @property
    def working_claims(self) -> tuple[WorkingClaim, ...]:
        """The inspectors' items that change anything."""
        return tuple(row for row in self.working_rows if row.is_change)

    @property
    def emptied(self) -> bool:
        """Whether anything would be cleared or withdrawn if the user asked for it."""
        return any(claim.emptied for claim in self.claims) or any(
            claim.emptied
            or claim.missing_findings
            or any(finding.emptied for finding in claim.findings)
            for claim in self.working_claims
        )

    def cells(self) -> Iterator[CellReport]:
        """Yield every cell that was taken or emptied, then all that were ignored or refused."""
        for claim in self.claims:
            yield from self._lines(claim.row, claim.item, claim)
        for work in self.working_claims:
            yield from self._lines(work.row, work.item, work, work.field_rows)
            for finding in work.findings:
                yield from self._lines(finding.row, work.item, finding)
        for issue in self.issues:
            if issue.place.cell:
                is_refused = issue.severity is Severity.ERROR
                outcome = Outcome.REFUSED if is_refused else Outcome.IGNORED
                yield CellReport(issue.place.cell, outcome, issue=issue)

    def _lines(
        self,
        row: int,
        item: ItemKey,
        claim: SelfClaim | WorkingClaim | FindingClaim,
        rows: Mapping[Field, int] = NO_ROWS,
    ) -> Iterator[CellReport]:
        for name in claim.edited:
            cell = f"{self.columns.get(name, '')}{rows.get(name, row)}"
            yield CellReport(cell, Outcome.TAKEN, name, item)
        for name in claim.emptied:
            yield CellReport(f"{self.columns.get(name, '')}{row}", Outcome.EMPTIED, name, item)
