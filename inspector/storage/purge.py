"""Purging: a file or text taken in by mistake is blanked wherever it stands, for good.

What stays is its SHA-256, who removed it, when and why. The chain holds without the value.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from inspector.domain.changes import Changes
from inspector.domain.edits import BIRTH, Action, Edit, EditId, JsonValue, RecordKind
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import BlobId
from inspector.domain.issues import Place
from inspector.storage.before_merge import forget_before
from inspector.storage.canonical import canonical, digest_of, parse
from inspector.storage.engine import Database
from inspector.storage.key import Key
from inspector.storage.rebuild import rebuild_tables
from inspector.storage.sessions import Sessions
from inspector.storage.snapshot_files import list_snapshots, opened
from inspector.storage.vocabulary import BY_NUMBER, Kind
from inspector.storage.workspace_file import WorkspaceFile

VERB: Final = "purge"
FILE: Final = "file"
TEXT: Final = "text"
SHORTEST: Final = 2
"""Characters a text must have: a single one stands in too many places to be meant."""

_KEPT_KINDS: Final = frozenset({RecordKind.EDITION, RecordKind.PURGE})
"""Published lists are named by their own digest and hold nothing secret."""
_CODES: Final = frozenset(
    {
        "id",
        "conclusion",
        "status",
        "key",
        "edition",
        "kind",
        "block",
        "blob",
        "family",
        "style",
        "align",
    }
)
"""Members of values that hold the program's codes, never what a person wrote."""
_CODE_FIELDS: Final = frozenset(
    {"*", "-", "self", "state", "kind", "blob", "inspection", "units", "template", "chain_head"}
)
_CODE_COLUMNS: Final = frozenset({"unit", "item", "finding"})
_LINKED_KINDS: Final = frozenset({RecordKind.EVIDENCE, RecordKind.RECTIFICATION})
"""Kinds whose fields of those names are keys of other records."""


@dataclass(frozen=True, slots=True)
class _Found:
    """One edit whose value holds the text."""

    edit: EditId
    kind: Kind
    key: str
    field: str
    text: str
    is_head: bool


def purge_blob(workspace: WorkspaceFile, author: str, blob: BlobId, reason: str) -> Changes:
    """Remove a file's bytes for good from the workspace; its digest, who and when stay.

    Raises KeyError when the workspace does not hold the file.
    """
    database = workspace.database
    if database.value("SELECT 1 FROM blob WHERE id = ?", (blob,)) is None:
        raise KeyError(blob)
    with workspace.unit_of_work(author) as work:
        work.write([_purging(blob, FILE, reason)])
        blank_files(database)
        changes = work.commit(Action(verb=VERB, parameters={"reason": reason}))
    _scrub(workspace, frozenset())
    shown = database.rows("SELECT id FROM evidence WHERE blob = ?", (blob,))
    touched = frozenset((RecordKind.EVIDENCE, str(identity)) for (identity,) in shown)
    drafts = database.rows("SELECT id FROM draft WHERE INSTR(final, ?) > 0", (blob,))
    touched |= {(RecordKind.DRAFT, str(identity)) for (identity,) in drafts}
    return changes | Changes(changes.group, touched)


def purge_text(workspace: WorkspaceFile, author: str, text: str, reason: str) -> Changes:
    """Remove a text for good from every value and every snapshot that holds it.

    Values that stand are replaced by what is left without the text; older ones are blanked whole.
    Raises Refused when the text is too short or stands nowhere.
    """
    if len(text.strip()) < SHORTEST:
        raise refused("storage.purge_too_short", least=SHORTEST)
    journal = workspace.writing_journal
    found = list(_holding(workspace.database, journal.sessions, text))
    digests = frozenset(
        [digest_of(one.text) for one in found]
        + [digest_of(parameters) for parameters in _groups_holding(workspace.database, text)]
    )
    if not digests:
        raise refused("storage.purge_nothing", Place(file=str(workspace.path)))
    with workspace.unit_of_work(author) as work:
        work.write(_replacing(found, text))
        work.write(_purging(digest.hex(), TEXT, reason) for digest in sorted(digests))
        journal.note_purged(digests)
        blank_texts(workspace.database, digests)
        workspace.database.run("DELETE FROM recovery WHERE INSTR(text, ?) > 0", (text,))
        changes = work.commit(Action(verb=VERB, parameters={"reason": reason}))
    _scrub(workspace, digests)
    return changes


def _purging(digest: str, what: str, reason: str) -> Edit:
    after = {"what": what, "reason": reason}
    return Edit(kind=RecordKind.PURGE, key=digest, field=BIRTH, after=after)


# Finding -------------------------------------------------------------------------------------


def _holding(database: Database, sessions: Sessions, text: str) -> Iterator[_Found]:
    """Yield every edit in whose value a person's words hold the text."""
    rows = database.rows(
        "SELECT e.session, e.counter, r.kind, r.key, e.field, e.after, h.record IS NOT NULL"
        " FROM edit e JOIN record r ON r.id = e.record LEFT JOIN head h ON h.record = e.record"
        " AND h.field = e.field AND h.session = e.session AND h.counter = e.counter"
        " WHERE INSTR(e.after, ?) > 0",
        (_fragment(text),),
    )
    for alias, counter, number, key, field_number, after, is_head in rows:
        kind = BY_NUMBER[number]
        name = kind.by_number[field_number].name
        if _may_hold(kind, name) and _without(parse(after), text) != parse(after):
            edit = EditId(sessions.id_of(alias).hex(), counter)
            yield _Found(edit, kind, key, name, after, bool(is_head))


def _may_hold(kind: Kind, name: str) -> bool:
    if kind.kind in _KEPT_KINDS or name in _CODE_FIELDS:
        return False
    return kind.kind not in _LINKED_KINDS or name not in _CODE_COLUMNS


def _groups_holding(database: Database, text: str) -> Iterator[str]:
    for (parameters,) in database.rows(
        "SELECT parameters FROM edit_group WHERE INSTR(parameters, ?) > 0", (_fragment(text),)
    ):
        yield parameters


def _fragment(text: str) -> str:
    """Return the text as it stands within canonical JSON."""
    return canonical(text)[1:-1]


def _replacing(found: Sequence[_Found], text: str) -> Iterator[Edit]:
    """Yield an edit for each head, on that head alone, so that a conflict stays one."""
    for one in found:
        if one.is_head:
            yield Edit(
                kind=one.kind.kind,
                key=one.key,
                field=one.field,
                after=_without(parse(one.text), text),
                bases=(one.edit,),
            )


def _without(value: Any, text: str) -> JsonValue:
    """Return a value with the text cut out of every word a person wrote in it."""
    if isinstance(value, str):
        return value.replace(text, "")
    if isinstance(value, list):
        return [_without(member, text) for member in value]
    if isinstance(value, dict):
        return {
            name: member if name in _CODES else _without(member, text)
            for name, member in value.items()
        }
    plain: JsonValue = value
    return plain


# Blanking ------------------------------------------------------------------------------------


def blank_files(database: Database) -> None:
    """Blank the files of evidence whose digest was purged."""
    database.run(
        "UPDATE blob SET content = NULL WHERE content IS NOT NULL"
        " AND id IN (SELECT digest FROM purged WHERE what = 'file')"
    )


def blank_texts(database: Database, digests: frozenset[bytes]) -> None:
    """Blank every value of the journal, and the parameters of every group, with these digests."""
    edits = [
        (digest, session, counter)
        for session, counter, after in database.each(
            "SELECT session, counter, after FROM edit WHERE after IS NOT NULL"
        )
        if (digest := digest_of(after)) in digests
    ]
    groups = [
        (digest, session, number)
        for session, number, parameters in database.each(
            "SELECT session, number, parameters FROM edit_group WHERE parameters IS NOT NULL"
        )
        if (digest := digest_of(parameters)) in digests
    ]
    database.run_many(
        "UPDATE edit SET after = NULL, digest = ? WHERE session = ? AND counter = ?", edits
    )
    database.run_many(
        "UPDATE edit_group SET parameters = NULL, digest = ? WHERE session = ? AND number = ?",
        groups,
    )


def _scrub(workspace: WorkspaceFile, digests: frozenset[bytes]) -> None:
    """Rewrite the file and its snapshots, so that no freed page keeps what was purged."""
    try:
        scrub_beside(workspace.path, digests, workspace.database.key)
        is_rewritten = workspace.database.rewrite()
    except Refused as error:
        raise refused("storage.purge_traces", Place(file=str(workspace.path))) from error
    if not is_rewritten:
        raise refused("storage.purge_traces", Place(file=str(workspace.path)))


def scrub_beside(workspace: Path, digests: frozenset[bytes], key: Key | None) -> None:
    """Blank texts in the snapshots beside a workspace; the file from before a merge goes."""
    forget_before(workspace)
    for snapshot in list_snapshots(workspace):
        with opened(snapshot.path, key) as copy:
            _scrub_snapshot(copy, digests)


def _scrub_snapshot(copy: Database, digests: frozenset[bytes]) -> None:
    with copy.transaction():
        copy.run("DELETE FROM recovery")
        if digests:
            blank_texts(copy, digests)
            rebuild_tables(copy)
    copy.run("VACUUM")
