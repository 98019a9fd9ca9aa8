"""The tables of a workspace file as SQLAlchemy knows them, and to which class each belongs.

Statements are composed from these tables; `migrations` holds what created them, and a test
compares the two.
"""

from enum import Enum
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)


class TableClass(Enum):
    """What may be done to a table."""

    JOURNALLED = "journalled"
    """The journal itself and the files of evidence: appended to, merged by union."""
    DERIVED = "derived"
    """Dropped and rebuilt from the journalled tables at any time."""
    LOCAL = "local"
    """Belongs to this file on this machine; never merged, never rebuilt."""


METADATA: Final = MetaData()


def _table(name: str, belongs: TableClass, *columns: Any, rowid: bool = False) -> Table:
    return Table(name, METADATA, *columns, info={"class": belongs}, sqlite_with_rowid=rowid)


def _text(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _number(name: str, default: int = 0) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default=text(str(default)))


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True, nullable=False)


def _maybe_text(name: str) -> Column[str]:
    return Column(name, Text)


def _maybe_number(name: str) -> Column[int]:
    return Column(name, BigInteger)


def _removed() -> Column[int]:
    return _number("removed")


# Journalled ------------------------------------------------------------------------------------

SESSION: Final = _table(
    "session",
    TableClass.JOURNALLED,
    Column("alias", Integer, primary_key=True, nullable=False),
    Column("id", LargeBinary, nullable=False, unique=True),
    _text("program"),
    _text("author"),
    _number("opened_at"),
    _text("seen", "{}"),
    rowid=True,
)
"""`alias` is the session's number in this file only; `seen` the chain heads it started from."""

RECORD: Final = _table(
    "record",
    TableClass.JOURNALLED,
    Column("id", Integer, primary_key=True, nullable=False),
    Column("kind", BigInteger, nullable=False),
    Column("key", Text, nullable=False),
    Index("record_by_key", "kind", "key", unique=True),
    rowid=True,
)
"""Keys of records, interned: `id` is the record's number in this file only."""

EDIT_GROUP: Final = _table(
    "edit_group",
    TableClass.JOURNALLED,
    Column("session", BigInteger, ForeignKey("session.alias"), primary_key=True, nullable=False),
    Column("number", BigInteger, primary_key=True, nullable=False),
    _text("verb"),
    _maybe_text("parameters"),
    Column("digest", LargeBinary),
    _text("author"),
    _number("at"),
    _maybe_number("undoes_session"),
    _maybe_number("undoes_number"),
    _number("edits"),
    Column("chain", LargeBinary, nullable=False),
    Index("edit_group_by_number", "number"),
)
"""`number` is the Lamport counter at which the group began; its edits follow without a gap.

`digest` holds the SHA-256 of parameters that were purged.
"""

EDIT: Final = _table(
    "edit",
    TableClass.JOURNALLED,
    Column("session", BigInteger, primary_key=True, nullable=False),
    Column("counter", BigInteger, primary_key=True, nullable=False),
    Column("group_number", BigInteger, nullable=False),
    Column("record", BigInteger, ForeignKey("record.id"), nullable=False),
    Column("field", BigInteger, nullable=False),
    _maybe_text("after"),
    Column("digest", LargeBinary),
    _text("bases"),
    ForeignKeyConstraint(["session", "group_number"], ["edit_group.session", "edit_group.number"]),
    Index("edit_of_field", "record", "field"),
)
"""`bases`: counters apart by spaces, `alias:counter` for edits of another session.

`digest` holds the SHA-256 of a value that was purged, and `after` is then NULL.
"""

BLOB: Final = _table(
    "blob",
    TableClass.JOURNALLED,
    Column("id", Text, primary_key=True, nullable=False),
    _number("size"),
    Column("content", LargeBinary),
    rowid=True,
)
"""Files of evidence under the SHA-256 of their bytes; NULL once purged."""

# Derived ---------------------------------------------------------------------------------------

HEAD: Final = _table(
    "head",
    TableClass.DERIVED,
    Column("record", BigInteger, primary_key=True, nullable=False),
    Column("field", BigInteger, primary_key=True, nullable=False),
    Column("session", BigInteger, primary_key=True, nullable=False),
    Column("counter", BigInteger, primary_key=True, nullable=False),
)
"""Edits that no other edit names as its base."""

CONFLICT: Final = _table(
    "conflict",
    TableClass.DERIVED,
    Column("record", BigInteger, primary_key=True, nullable=False),
    Column("field", BigInteger, primary_key=True, nullable=False),
)
"""Fields whose heads do not agree."""

SETTING: Final = _table(
    "setting", TableClass.DERIVED, _key("name"), _text("value", "null"), _removed()
)

UNIT: Final = _table(
    "unit",
    TableClass.DERIVED,
    _key("id"),
    _text("name"),
    _text("short_name"),
    _text("aliases", "[]"),
    _text("code"),
    _number("order"),
    _text("unit_class"),
    _text("contact"),
    _text("phone"),
    _text("websites", "[]"),
    _text("accounts", "[]"),
    _number("only_returns"),
    _removed(),
)

EDITION: Final = _table(
    "edition",
    TableClass.DERIVED,
    _key("id"),
    _text("title"),
    _maybe_number("year"),
    _number("items"),
    _maybe_number("points"),
    _removed(),
)

INSPECTION: Final = _table(
    "inspection",
    TableClass.DERIVED,
    _key("id"),
    _text("name"),
    _text("kind", "evaluation"),
    _maybe_number("year"),
    _maybe_text("period_start"),
    _maybe_text("period_end"),
    _text("basis", "[]"),
    _maybe_text("sampling_deadline"),
    _text("classes", "[]"),
    _text("teams", "[]"),
    _text("items", "null"),
    _maybe_number("seed"),
    _text("office"),
    _text("office_contact"),
    _text("office_phone"),
    _text("assignments", "[]"),
    _number("objection_days", 3),
    _maybe_text("previous"),
    _removed(),
    _text("unit_word"),  # since migration 6
)

ASSESSMENT: Final = _table(
    "assessment",
    TableClass.DERIVED,
    _key("inspection"),
    _key("unit"),
    _text("unit_class"),
    _text("state", "awaiting_sheet"),
    _text("spared", "[]"),
    _text("team"),
    _text("inspectors", "[]"),
    _text("imported", "{}"),
    _text("summary"),
    _maybe_text("feedback_date"),
    _maybe_text("objection_deadline"),
    _text("approved_grade"),
    _text("approval_reason"),
    _maybe_text("approved_on"),
    _maybe_text("sheet_sent_on"),
    _maybe_text("sheet_due"),
    _maybe_text("sheet_received_on"),
    _text("sent_back_reason"),
    _text("unlock_reason"),
    _text("unlocked_by"),
    _removed(),
)

ANSWER: Final = _table(
    "answer",
    TableClass.DERIVED,
    _key("inspection"),
    _key("unit"),
    _key("item"),
    _maybe_text("self_conclusion"),
    _maybe_number("self_mark"),
    _text("self_account"),
    _text("self_note"),
    _text("conclusion", "open"),
    _number("statement_published", 1),
    _text("reason"),
    _text("allowed_by"),
    _number("in_bulk"),
    _text("metrics", "{}"),
    _text("account"),
    _text("note"),
    _removed(),
)

FINDING: Final = _table(
    "finding",
    TableClass.DERIVED,
    _key("id"),
    _text("inspection"),
    _text("unit"),
    _text("item"),
    _maybe_number("position"),
    _number("rule"),
    _number("count", 1),
    _number("points"),
    _text("place"),
    _text("status", "withdrawn"),
    _text("fact"),
    _maybe_text("sampled_at"),
    _text("inspector"),
    _number("fixed_on_spot"),
    _number("seen_before"),
    _text("status_reason"),
    _removed(),
    Index("finding_of_answer", "inspection", "unit", "item"),
    rowid=True,
)
"""`position` is its place in the answer's list of findings, NULL once it has left the list."""

EVIDENCE: Final = _table(
    "evidence",
    TableClass.DERIVED,
    _key("id"),
    _text("inspection"),
    _text("unit"),
    _maybe_text("item"),
    _maybe_text("finding"),
    _text("kind", "other"),
    _text("address"),
    _maybe_text("blob"),
    _text("name"),
    _text("caption"),
    _maybe_text("taken_at"),
    _number("from_unit"),
    _removed(),
    Index("evidence_of_unit", "inspection", "unit"),
    rowid=True,
)

RECTIFICATION: Final = _table(
    "rectification",
    TableClass.DERIVED,
    _key("finding"),
    _maybe_text("inspection"),  # Nothing stands here once the notice is taken back.
    _maybe_text("unit"),
    _maybe_text("item"),
    _text("number"),
    _maybe_text("noticed_on"),
    _maybe_text("deadline"),
    _text("leader"),
    _text("person_in_charge"),
    _text("measure"),
    _text("result"),
    _text("link"),
    _maybe_text("completed_on"),
    _maybe_text("replied_on"),
    _text("state", "pending"),
    _text("checked_by"),
    _maybe_text("checked_on"),
    _text("check_note"),
    _maybe_text("again_by"),
    _text("extensions", "[]"),
    _text("reminders", "[]"),
    _removed(),
    _text("demand"),
    Index("rectification_of_unit", "inspection", "unit"),
    rowid=True,
)
"""What becomes of each finding that a unit was told to put right."""

OBJECTION: Final = _table(
    "objection",
    TableClass.DERIVED,
    _key("id"),
    _text("inspection"),
    _text("unit"),
    _text("item"),
    _text("reason"),
    _text("evidence", "[]"),
    _maybe_text("received_on"),
    _maybe_text("deadline"),
    _text("late_reason"),
    _text("reviewer"),
    _maybe_text("decision"),
    _text("decision_reason"),
    _text("old_findings", "[]"),
    _text("new_findings", "[]"),
    _maybe_text("decided_on"),
    _text("approver"),
    _removed(),
    Index("objection_of_unit", "inspection", "unit"),
    rowid=True,
)

DRAFT: Final = _table(
    "draft",
    TableClass.DERIVED,
    _key("id"),
    _maybe_text("inspection"),
    _maybe_text("kind"),
    _text("units", "[]"),
    _text("text", "{}"),
    _text("base", "{}"),
    _text("generated", "{}"),
    _text("template"),
    _text("chain_head"),
    _maybe_text("made_at"),
    _text("wish", "{}"),
    _text("final", "[]"),
    _removed(),
    Index("draft_of_inspection", "inspection"),
    rowid=True,
)
"""Since migration 2."""

YEARLY_RETURN: Final = _table(
    "yearly_return",
    TableClass.DERIVED,
    _key("unit"),
    Column("year", BigInteger, primary_key=True, nullable=False),
    _text("form"),
    _text("cells", "{}"),
    _text("text"),
    _maybe_text("received_on"),
    _removed(),
)
"""Since migration 4."""

RETURN_CELL: Final = _table(
    "return_cell",
    TableClass.DERIVED,
    _key("unit"),
    Column("year", BigInteger, primary_key=True, nullable=False),
    _key("cell"),
    _text("filled"),
    _removed(),
)
"""Since migration 5."""

PURGED: Final = _table(
    "purged", TableClass.DERIVED, _key("digest"), _text("what"), _text("reason"), _removed()
)
"""Digests of files and values that are never taken in again."""

# Local -----------------------------------------------------------------------------------------

RECOVERY: Final = _table(
    "recovery",
    TableClass.LOCAL,
    _key("kind"),
    _key("key"),
    _key("field"),
    _text("text"),
    _number("at"),
)
"""Text that is being typed and is no edit yet."""

MERGED_SESSION: Final = _table(
    "merged_session",
    TableClass.LOCAL,
    Column("session", Integer, primary_key=True, nullable=False),
    rowid=True,
)
"""Aliases of the sessions that came into this file by a merge: their groups are not undone here."""


def tables(belongs: TableClass) -> tuple[Table, ...]:
    """Return the tables of one class, parents before children."""
    return tuple(one for one in METADATA.sorted_tables if one.info["class"] is belongs)
