"""Verifying finds any change made past the program, and the head that a paper shows."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.storage.engine import Access, Database, connect
from inspector.storage.rows import BLOB, EDIT, EDIT_GROUP, RECORD, SESSION
from inspector.storage.undo import undo
from inspector.storage.verify import verify
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import (
    EDUCATION,
    ITEM,
    LI,
    TASK,
    ZHANG,
    answer,
    change,
    finding,
    put,
    set_up,
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed workspace of three sessions with answers, an undo and a file of evidence."""
    path = tmp_path_factory.mktemp("verify") / "written.inspection"
    with WorkspaceFile.create(path) as workspace:
        set_up(workspace)
        put(workspace, answer(finding("f1"), note="一"))
    with WorkspaceFile.open(path) as workspace:
        change(workspace, answer(finding("f1"), note="一"), answer(note="二"), author=LI)
        undo(workspace, LI)
        with workspace.unit_of_work(LI) as work:
            work.put_blob(b"photo")
            work.replace(answer(finding("f1"), note="一"), answer(finding("f1"), note="三"))
            work.commit(workspace.reader.groups()[0].action)
    with WorkspaceFile.open(path) as workspace:
        put(workspace, replace(answer(finding("f1"), note="三"), account="末"))
    return path


def test_an_untouched_file_verifies(written: Path) -> None:
    with WorkspaceFile.open(written, read_only=True) as workspace:
        found = verify(workspace)
        edits = workspace.database.value("SELECT COUNT(*) FROM edit")
    assert found.ok
    assert (found.problems, found.sessions, found.edits) == ((), 3, edits)
    assert len(found.head) == 16


JOURNAL = [
    (table.name, column.name)
    for table in (SESSION, RECORD, EDIT_GROUP, EDIT, BLOB)
    for column in table.columns
]


def changed(value: Any, how: int) -> Any:
    """Return a value of a cell that differs from what stood there in one place."""
    if value is None:
        return how
    if isinstance(value, int):
        return value + 1 + how
    if isinstance(value, bytes):
        place = how % max(len(value), 1)
        return (
            value[:place]
            + bytes([(value[place] + 1) % 256] if value else b"x")
            + value[place + 1 :]
        )
    place = how % (len(value) + 1)
    letter = "7" if value[place : place + 1] != "7" else "8"
    return value[:place] + letter + value[place + 1 :]


@pytest.mark.parametrize(("table", "column"), JOURNAL)
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(row=st.integers(0, 10_000), how=st.integers(0, 200))
def test_a_change_anywhere_in_the_journal_is_found(
    written: Path, tmp_path: Path, table: str, column: str, row: int, how: int
) -> None:
    """Whatever cell is changed, in whichever row: verifying says so."""

    def tamper(database: Database) -> None:
        count = database.value(f"SELECT COUNT(*) FROM {table}")
        keys = ", ".join(f'"{one}"' for one in columns_of(table))
        old = database.rows(f"SELECT {keys} FROM {table} LIMIT 1 OFFSET ?", (row % count,))[0]
        where = " AND ".join(f'"{one}" IS ?' for one in columns_of(table))
        new = changed(old[columns_of(table).index(column)], how)
        database.run(f'UPDATE OR REPLACE {table} SET "{column}" = ? WHERE {where}', (new, *old))

    assert not verified_after(written, tmp_path, tamper)


def columns_of(table: str) -> list[str]:
    """Return the names of a journalled table's columns."""
    return [column for owner, column in JOURNAL if owner == table]


def verified_after(written: Path, tmp_path: Path, tamper: Callable[[Database], None]) -> bool:
    """Return whether a copy verifies after someone wrote to it past the program."""
    path = tmp_path / "copy.inspection"
    path.write_bytes(written.read_bytes())
    database = connect(path, Access.WRITE)
    tamper(database)
    database.close()
    with WorkspaceFile.open(path, read_only=True) as workspace:
        return verify(workspace).ok


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM edit WHERE counter = (SELECT MAX(counter) FROM edit)",
        "DELETE FROM edit WHERE counter = 4",
        "INSERT INTO edit VALUES (1, 999, 1, 1, 2, '\"x\"', NULL, '')",
        "UPDATE answer SET note = '改'",
        "UPDATE finding SET points = 0",
        "DELETE FROM head",
        "INSERT INTO conflict VALUES (1, 2)",
        "INSERT INTO unit (id) VALUES ('x')",
        "UPDATE blob SET content = NULL",
        "UPDATE edit SET digest = x'00', after = NULL WHERE counter = 4",
    ],
)
def test_rows_and_edits_taken_or_put_in_are_found(
    written: Path, tmp_path: Path, statement: str
) -> None:
    def tamper(database: Database) -> None:
        database.run(statement)

    assert not verified_after(written, tmp_path, tamper)


def test_the_end_of_an_earlier_session_cannot_be_cut_off(written: Path, tmp_path: Path) -> None:
    def cut(database: Database) -> None:
        last = "(SELECT MAX(number) FROM edit_group WHERE session = 2)"
        database.run(f"DELETE FROM edit WHERE session = 2 AND group_number = {last}")
        database.run(f"DELETE FROM edit_group WHERE session = 2 AND number = {last}")

    assert not verified_after(written, tmp_path, cut)


def test_a_printed_head_is_found_again_after_more_was_done(path: Path) -> None:
    with WorkspaceFile.create(path) as workspace:
        set_up(workspace)
        printed = workspace.reader.chain_head()
        put(workspace, answer(note="一"))
    with WorkspaceFile.open(path) as workspace:
        put(workspace, answer(note="二"))
        found = verify(workspace, printed.hex16.upper())
        assert found.ok
        assert found.printed_at == printed.at
        assert found.head != printed.hex16


def test_a_head_of_another_file_is_not_found(path: Path, workspace: WorkspaceFile) -> None:
    other = path.with_name("other.inspection")
    with WorkspaceFile.create(other) as elsewhere:
        set_up(elsewhere)
        foreign = elsewhere.reader.chain_head().hex16
    found = verify(workspace, foreign)
    assert not found.ok
    assert [issue.code for issue in found.problems] == ["storage.verify_head"]


def test_damaged_pages_are_said_and_not_raised(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "torn.inspection"
    content = bytearray(written.read_bytes())
    content[-4096 * 3 : -4096 * 3 + 100] = b"\xee" * 100
    path.write_bytes(content)
    with WorkspaceFile.open(path, read_only=True) as workspace:
        assert not verify(workspace).ok


def test_history_shows_nothing_else_than_the_chain_proves(workspace: WorkspaceFile) -> None:
    put(workspace, answer(note="一"))
    assert verify(workspace).ok
    workspace.database.run("UPDATE edit SET after = '\"假\"' WHERE after = '\"一\"'")
    found = verify(workspace)
    assert [issue.code for issue in found.problems] == ["storage.verify_chain"]
    assert found.problems[0].parameters["author"] == ZHANG
    assert ITEM in workspace.reader.answers(TASK, EDUCATION.id)
