"""The numbered vocabulary of the journal: kinds, fields, and the row columns each field fills.

A number, once released, keeps its meaning; a field that gets another shape gets another number.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeAlias

from inspector.domain.answer import Answer
from inspector.domain.draft import Draft
from inspector.domain.edits import BIRTH, REMOVAL, JsonValue, RecordKind
from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding
from inspector.domain.inspection import Assessment, Inspection
from inspector.domain.objection import Objection
from inspector.domain.rectification import Rectification
from inspector.domain.returns import Return
from inspector.domain.unit import Unit
from inspector.storage.canonical import as_checklist, canonical, defaults, parse, plain

Columns: TypeAlias = tuple[object, ...]
Fill: TypeAlias = Callable[[JsonValue, str], Columns]
"""Turns a field's value and its canonical text into what its columns hold."""

FILLED: Final = "filled"
"""The field of a cell of a yearly return: what was filled in."""
BIRTH_NUMBER: Final = 0
REMOVAL_NUMBER: Final = 1


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind of record."""

    name: str
    number: int
    default: str
    """Canonical text of the value a record has before any edit of this field."""
    columns: tuple[str, ...]
    fill: Fill
    trimmed: bool = False
    """Whether members that hold their default are left out of the written form."""

    @property
    def is_json(self) -> bool:
        """Whether the field's column holds its canonical text rather than the bare value."""
        return self.fill is _as_text

    def text_of(self, value: JsonValue) -> str:
        """Write a value of this field; None is its default."""
        if value is None:
            return self.default
        if self.trimmed:
            value = trimmed_checked(value)
        return canonical(value)


@dataclass(frozen=True)
class Kind:
    """One kind of record: its table, how its key spells the row's key, and its fields."""

    kind: RecordKind
    number: int
    table: str
    keys: tuple[str, ...]
    fields: tuple[Field, ...]
    derived_key: bool = False
    """Whether any edit of the record gives birth to it."""

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Return the fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def by_number(self) -> Mapping[int, Field]:
        """Return the fields by number."""
        return {field.number: field for field in self.fields}

    def row_key(self, key: str) -> tuple[str, ...]:
        """Return the values of the row's key columns."""
        return tuple(key.split("/", len(self.keys) - 1))


def _as_is(value: JsonValue, _text: str) -> Columns:
    return (value,)


def _as_text(_value: JsonValue, text: str) -> Columns:
    return (text,)


def _nothing(_value: JsonValue, _text: str) -> Columns:
    return ()


def _removed(value: JsonValue, _text: str) -> Columns:
    return (1 if value else 0,)


def _pair(value: Any, _text: str) -> Columns:
    conclusion, mark = value
    return (conclusion, mark)


def _birth(columns: tuple[str, ...] = (), fill: Fill = _nothing) -> Field:
    return Field(BIRTH, BIRTH_NUMBER, "null", columns, fill)


_REMOVAL: Final = Field(REMOVAL, REMOVAL_NUMBER, "false", ("removed",), _removed)

# The checked side of an answer -----------------------------------------------------------------

CHECKED_DEFAULTS: Final[Mapping[str, JsonValue]] = {
    "conclusion": "open",
    "statement": True,
    "reason": "",
    "allowed_by": "",
    "in_bulk": False,
    "metrics": {},
    "findings": [],
}
LISTED_DEFAULTS: Final[Mapping[str, JsonValue]] = {"count": 1, "place": "", "status": "standing"}


def trimmed_checked(value: Any) -> dict[str, JsonValue]:
    """Return a checked side without the members that hold their default."""
    kept = {name: member for name, member in value.items() if member != CHECKED_DEFAULTS[name]}
    if "findings" in kept:
        kept["findings"] = [
            {name: one[name] for name in one if one[name] != LISTED_DEFAULTS.get(name, _UNLIKE)}
            for one in kept["findings"]
        ]
    return kept


_UNLIKE: Final = object()


def _checked(value: Any, _text: str) -> Columns:
    return (
        value.get("conclusion", "open"),
        1 if value.get("statement", True) else 0,
        value.get("reason", ""),
        value.get("allowed_by", ""),
        1 if value.get("in_bulk", False) else 0,
        canonical(value["metrics"]) if "metrics" in value else "{}",
    )


_CHECKED_COLUMNS: Final = (
    "conclusion",
    "statement_published",
    "reason",
    "allowed_by",
    "in_bulk",
    "metrics",
)

# The others ------------------------------------------------------------------------------------


def _edition(_value: JsonValue, text: str) -> Columns:
    checklist = as_checklist(text)
    count = sum(1 for _ in checklist.items())
    return (checklist.title, checklist.year, count, checklist.points)


def _link(value: Any, _text: str) -> Columns:
    """Columns of the answer that a finding was made for, as its birth names it."""
    if value is None:
        return ("", "", "")
    return tuple(value)


def _purged(value: Any, _text: str) -> Columns:
    if value is None:
        return ("", "")
    return (value["what"], value["reason"])


# The course of a problem ------------------------------------------------------------------------

COURSE: Final[tuple[str, ...]] = (
    "state",
    "measure",
    "result",
    "link",
    "completed_on",
    "replied_on",
    "checked_by",
    "checked_on",
    "check_note",
    "again_by",
)
"""Members of a rectification that only mean something together: what was answered and found."""


def _course(value: Any, _text: str) -> Columns:
    unset = defaults(Rectification)
    return tuple(value.get(name, plain(unset[name])) for name in COURSE)


def _members(owner: type, **numbers: int) -> tuple[Field, ...]:
    """Make one field for each named member of a dataclass, in a column of the same name."""
    fields = []
    for name, number in numbers.items():
        default = defaults(owner)[name]
        text = canonical(None if default is dataclasses.MISSING else plain(default))
        is_scalar = default is None or isinstance(default, str | int)
        plain_column = (is_scalar and name not in _JSON_MEMBERS) or default is dataclasses.MISSING
        fields.append(Field(name, number, text, (name,), _as_is if plain_column else _as_text))
    return tuple(fields)


_JSON_MEMBERS: Final = frozenset({"items"})

KINDS: Final[tuple[Kind, ...]] = (
    Kind(
        RecordKind.SETTINGS,
        1,
        "setting",
        ("name",),
        (_birth(), _REMOVAL, Field("value", 2, "null", ("value",), _as_text)),
        derived_key=True,
    ),
    Kind(
        RecordKind.UNIT,
        2,
        "unit",
        ("id",),
        (
            _birth(),
            _REMOVAL,
            *_members(
                Unit,
                name=2,
                short_name=3,
                aliases=4,
                code=5,
                order=6,
                unit_class=7,
                contact=8,
                phone=9,
                websites=10,
                accounts=11,
                only_returns=12,
            ),
        ),
    ),
    Kind(
        RecordKind.EDITION,
        3,
        "edition",
        ("id",),
        (_birth(("title", "year", "items", "points"), _edition), _REMOVAL),
    ),
    Kind(
        RecordKind.INSPECTION,
        4,
        "inspection",
        ("id",),
        (
            _birth(),
            _REMOVAL,
            *_members(
                Inspection,
                name=2,
                kind=3,
                year=4,
                period_start=5,
                period_end=6,
                basis=7,
                sampling_deadline=8,
                classes=9,
                teams=10,
                items=11,
                seed=12,
                office=13,
                office_contact=14,
                office_phone=15,
                assignments=16,
                objection_days=17,
                previous=18,
                unit_word=19,
            ),
        ),
    ),
    Kind(
        RecordKind.ASSESSMENT,
        5,
        "assessment",
        ("inspection", "unit"),
        (
            _birth(),
            _REMOVAL,
            *_members(
                Assessment,
                unit_class=2,
                state=3,
                spared=4,
                team=5,
                inspectors=6,
                imported=7,
                summary=8,
                feedback_date=9,
                objection_deadline=10,
                approved_grade=11,
                approval_reason=12,
                approved_on=13,
                sheet_sent_on=14,
                sheet_due=15,
                sheet_received_on=16,
                sent_back_reason=17,
                unlock_reason=18,
                unlocked_by=19,
            ),
        ),
        derived_key=True,
    ),
    Kind(
        RecordKind.ANSWER,
        6,
        "answer",
        ("inspection", "unit", "item"),
        (
            _birth(),
            _REMOVAL,
            Field("self", 2, "[null,null]", ("self_conclusion", "self_mark"), _pair),
            *_members(Answer, self_account=3),
            Field("checked", 4, "{}", _CHECKED_COLUMNS, _checked, trimmed=True),
            *_members(Answer, account=5, note=6, self_note=7),
        ),
        derived_key=True,
    ),
    Kind(
        RecordKind.FINDING,
        7,
        "finding",
        ("id",),
        (
            _birth(("inspection", "unit", "item"), _link),
            _REMOVAL,
            *_members(
                Finding,
                fact=2,
                sampled_at=3,
                inspector=4,
                fixed_on_spot=5,
                seen_before=6,
                status_reason=7,
            ),
        ),
    ),
    Kind(
        RecordKind.EVIDENCE,
        8,
        "evidence",
        ("id",),
        (
            _birth(),
            _REMOVAL,
            *_members(
                Evidence,
                inspection=2,
                unit=3,
                item=4,
                finding=5,
                kind=6,
                address=7,
                blob=8,
                name=9,
                caption=10,
                taken_at=11,
                from_unit=12,
            ),
        ),
    ),
    Kind(
        RecordKind.OBJECTION,
        9,
        "objection",
        ("id",),
        (
            _birth(),
            _REMOVAL,
            *_members(
                Objection,
                inspection=2,
                unit=3,
                item=4,
                reason=5,
                evidence=6,
                received_on=7,
                deadline=8,
                late_reason=9,
                reviewer=10,
                decision=11,
                decision_reason=12,
                old_findings=13,
                new_findings=14,
                decided_on=15,
                approver=16,
            ),
        ),
    ),
    Kind(
        RecordKind.DRAFT,
        10,
        "draft",
        ("id",),
        (
            _birth(),
            _REMOVAL,
            *_members(
                Draft,
                inspection=2,
                kind=3,
                units=4,
                text=5,
                base=6,
                generated=7,
                template=8,
                chain_head=9,
                made_at=10,
                wish=11,
                final=12,
            ),
        ),
    ),
    Kind(
        RecordKind.PURGE,
        11,
        "purged",
        ("digest",),
        (_birth(("what", "reason"), _purged), _REMOVAL),
        derived_key=True,
    ),
    Kind(
        RecordKind.RECTIFICATION,
        12,
        "rectification",
        ("finding",),
        (
            _birth(),
            _REMOVAL,
            *_members(
                Rectification,
                inspection=2,
                unit=3,
                item=4,
                number=5,
                noticed_on=6,
                deadline=7,
                leader=8,
                person_in_charge=9,
                measure=10,
                result=11,
                link=12,
                completed_on=13,
                replied_on=14,
                state=15,
                checked_by=16,
                checked_on=17,
                check_note=18,
                again_by=19,
                extensions=20,
                reminders=21,
                demand=22,
            ),
            # Fills the columns of 10 to 19, which are read only where a file has edits of theirs.
            Field("course", 23, "{}", COURSE, _course),
        ),
        derived_key=True,
    ),
    Kind(
        RecordKind.RETURN,
        13,
        "yearly_return",
        ("unit", "year"),
        (
            _birth(),
            _REMOVAL,
            # 3 is read only where a file has edits of it; each cell is a record of its own now.
            *_members(Return, form=2, cells=3, text=4, received_on=5),
        ),
        derived_key=True,
    ),
    Kind(
        RecordKind.RETURN_CELL,
        14,
        "return_cell",
        ("unit", "year", "cell"),
        (_birth(), _REMOVAL, Field(FILLED, 2, '""', (FILLED,), _as_is)),
        derived_key=True,
    ),
)

BY_KIND: Final[Mapping[RecordKind, Kind]] = {kind.kind: kind for kind in KINDS}
BY_NUMBER: Final[Mapping[int, Kind]] = {kind.number: kind for kind in KINDS}


def value_of(text: str | None, field: Field) -> Any:
    """Read what an edit holds; a purged value reads as the field's default."""
    return parse(field.default if text is None else text)
