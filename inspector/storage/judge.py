"""Judging contested fields: edits that came late to an approved assessment, or to a removal."""

from collections.abc import Sequence
from typing import Final, TypeAlias

from inspector.domain.edits import RecordKind
from inspector.domain.inspection import AssessmentState
from inspector.storage.canonical import canonical, parse
from inspector.storage.engine import Database
from inspector.storage.heads import FieldEdit, Head, agree, heads_among, standing
from inspector.storage.knowledge import GroupPlace, Knowledge
from inspector.storage.restating import restating_groups
from inspector.storage.spelling import read_bases
from inspector.storage.vocabulary import BIRTH_NUMBER, BY_KIND, REMOVAL_NUMBER, Field, Kind

_ASSESSMENTS: Final = BY_KIND[RecordKind.ASSESSMENT]
_STATE: Final = _ASSESSMENTS.by_name["state"].number
_APPROVALS: Final = (
    "SELECT r.key, e.session, e.group_number FROM record r JOIN edit e ON e.record = r.id"
    f" AND e.field = {_STATE} WHERE r.kind = {_ASSESSMENTS.number} AND e.after = ?"
)
_EDITS: Final = (
    "SELECT e.session, e.counter, s.id, e.after, e.digest, e.group_number, e.bases FROM edit e"
    " JOIN session s ON s.alias = e.session WHERE e.record = ? AND e.field = ?"
)
_HEADS: Final = (
    "SELECT h.field, e.session, e.group_number, e.counter, e.after FROM head h JOIN edit e"
    " ON e.session = h.session AND e.counter = h.counter WHERE h.record = ? AND h.field > 0"
)

_BENEATH: Final = (
    "SELECT r.id, h.field, e.session, e.group_number, e.counter FROM record a JOIN record r"
    f" ON r.kind = {BY_KIND[RecordKind.ANSWER].number}"
    " AND r.key > a.key || '/' AND r.key < a.key || '0' JOIN head h ON h.record = r.id"
    " AND h.field > 1 JOIN edit e ON e.session = h.session AND e.counter = h.counter"
    f" WHERE a.id = ? AND a.kind = {_ASSESSMENTS.number}"
)
"""What stands in the answers of an assessment."""

Overlooked: TypeAlias = tuple[int, int, int, int]
"""An edit somebody did not know: record, field, and the session's alias and the counter."""


class Judge:
    """One sitting over a file as it stands; make a new one when the journal has grown."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._knowledge: Knowledge | None = None
        self._approvals: dict[str, list[GroupPlace]] = {}
        approved = canonical(AssessmentState.APPROVED.value)
        for key, alias, group in database.rows(_APPROVALS, (approved,)):
            self._approvals.setdefault(key, []).append((alias, group))
        self._restating = restating_groups(database)

    @property
    def knowledge(self) -> Knowledge:
        """Who knew what; worked out when first asked."""
        if self._knowledge is None:
            self._knowledge = Knowledge(self._database)
        return self._knowledge

    # Fields --------------------------------------------------------------------------------------

    def standing(
        self, kind: Kind, key: str, field: Field, record: int, heads: Sequence[Head]
    ) -> tuple[Head, bool]:
        """Return the head that stands for the time being, and whether the field is in conflict.

        Where an assessment was approved by someone who did not know an edit, and whose approval
        its author did not know, what the approval knew goes on standing.
        """
        approvals = self._approvals and self._approvals_over(kind, key, record)
        if not approvals or field.number == BIRTH_NUMBER:
            return standing(kind, field, heads)
        edits = self.edits(record, field.number)
        late = {one.local for one in edits if self._is_late(one.place, approvals)}
        if not any((head.alias, head.counter) in late for head in heads):
            return standing(kind, field, heads)
        known = heads_among([one for one in edits if one.local not in late] or [_unset(field)])
        approved, _ = standing(kind, field, known)
        if agree(kind, field, [approved, *heads]):
            return standing(kind, field, heads)
        return approved, True

    def edits(self, record: int, field: int) -> list[FieldEdit]:
        """Return all edits of one field."""
        return [
            FieldEdit(
                Head(counter, session, alias, text, digest),
                group,
                read_bases(bases, alias),
                (alias, group) in self._restating,
            )
            for alias, counter, session, text, digest, group, bases in self._database.rows(
                _EDITS, (record, field)
            )
        ]

    def _approvals_over(self, kind: Kind, key: str, record: int) -> list[GroupPlace]:
        """Return the groups that approved the assessment a record belongs to."""
        if kind.kind is RecordKind.ANSWER:
            inspection, unit, _ = key.split("/", 2)
        elif kind.kind is RecordKind.ASSESSMENT:
            return self._approvals.get(key, [])
        elif kind.kind is RecordKind.FINDING:
            link = self._database.value(
                "SELECT after FROM edit WHERE record = ? AND field = 0 AND after IS NOT NULL",
                (record,),
            )
            inspection, unit, _ = (link and parse(link)) or ("", "", "")
        else:
            return []
        return self._approvals.get(f"{inspection}/{unit}", [])

    def _is_late(self, place: GroupPlace, approvals: Sequence[GroupPlace]) -> bool:
        knows = self.knowledge.knows
        if all(knows(approval, place) for approval in approvals):
            return False
        return not any(knows(place, approval) for approval in approvals)

    # Removals ------------------------------------------------------------------------------------

    def is_removal_contested(self, record: int) -> bool:
        """Whether a record was removed by someone who did not know an edit that stands in it."""
        return bool(self.overlooked(record))

    def overlooked(self, record: int) -> list[Overlooked]:
        """Return the edits that a removal did not know, in the record or in what hangs on it.

        Edits whose authors knew of the removal are none of them.
        """
        removals: list[GroupPlace] = []
        others: list[tuple[GroupPlace, Overlooked]] = []
        for field, alias, group, counter, text in self._database.rows(_HEADS, (record,)):
            if field != REMOVAL_NUMBER:
                others.append(((alias, group), (record, field, alias, counter)))
            elif text == "true":
                removals.append((alias, group))
            else:
                return []  # it is back, or the removal itself is contested
        if not removals:
            return []
        for answer, field, alias, group, counter in self._database.rows(_BENEATH, (record,)):
            others.append(((alias, group), (answer, field, alias, counter)))
        knows = self.knowledge.knows
        return [
            edit
            for other, edit in others
            if not any(knows(one, other) or knows(other, one) for one in removals)
        ]


def _unset(field: Field) -> FieldEdit:
    """Return a field's default as if it had been set before everything."""
    return FieldEdit(Head(0, b"", 0, field.default), 0, ())
