"""The journal's format allows a union of two copies: only local numbers have to be told anew."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.domain.ids import ItemKey
from inspector.storage.engine import Access, Database, connect
from inspector.storage.field_reader import read_bases, spell_bases
from inspector.storage.rebuild import rebuild
from inspector.storage.undo import next_undo
from inspector.storage.verify import verify
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import (
    LI,
    ZHANG,
    answer,
    change,
    finding,
    put,
    set_up,
    stored,
)


def unite(target: WorkspaceFile, source: Path) -> None:
    """Append to one journal what another holds and it does not, under its own numbers."""
    ours, theirs = target.database, connect(source, Access.IMMUTABLE)
    with ours.transaction():
        aliases = _appended(ours, theirs, "session", "alias", ("id",))
        records = _appended(ours, theirs, "record", "id", ("kind", "key"))
        for group in theirs.rows("SELECT * FROM edit_group"):
            session, undone = aliases[group[0]], group[7] and aliases[group[7]]
            row = (session, *group[1:7], undone, *group[8:])
            ours.run(f"INSERT OR IGNORE INTO edit_group VALUES ({', '.join('?' * 11)})", row)
        for alias, counter, group, record, field, after, digest, bases in theirs.rows(
            "SELECT * FROM edit"
        ):
            named = [(aliases[one], number) for one, number in read_bases(bases, alias)]
            session = aliases[alias]
            spelled = spell_bases(named, session)
            row = (session, counter, group, records[record], field, after, digest, spelled)
            ours.run(f"INSERT OR IGNORE INTO edit VALUES ({', '.join('?' * 8)})", row)
    theirs.close()
    rebuild(target)


def _appended(
    ours: Database, theirs: Database, table: str, number: str, names: tuple[str, ...]
) -> dict[int, int]:
    """Append rows of a numbered table; return our number for each of theirs."""
    columns = [row[1] for row in ours.rows(f"PRAGMA table_info({table})") if row[1] != number]
    listed = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    known = " AND ".join(f'"{name}" = ?' for name in names)
    numbers = {}
    for theirs_number, *values in theirs.rows(f"SELECT {number}, {listed} FROM {table}"):
        ours.run(f"INSERT OR IGNORE INTO {table} ({listed}) VALUES ({marks})", values)
        key = [values[columns.index(name)] for name in names]
        numbers[theirs_number] = ours.value(f"SELECT {number} FROM {table} WHERE {known}", key)
    return numbers


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of one workspace on which two people worked apart."""
    one, two = tmp_path / "one.inspection", tmp_path / "two.inspection"
    with WorkspaceFile.create(one) as workspace:
        set_up(workspace)
        put(workspace, answer(note="原"))
    shutil.copy(one, two)
    with WorkspaceFile.open(one) as workspace:
        change(workspace, answer(note="原"), answer(finding("f1"), note="张三改"))
        put(workspace, answer(note="张三独有", item=ItemKey("k2")))
    with WorkspaceFile.open(two) as workspace:
        put(workspace, answer(note="李四独有", item=ItemKey("k4")), author=LI)
        changed = replace(answer(finding("f2"), note="李四改"), account="李四独有")
        change(workspace, answer(note="原"), changed, author=LI)
    return one, two


def test_a_union_verifies_and_gives_the_same_rows_and_conflicts_in_either_order(
    copies: tuple[Path, Path], tmp_path: Path
) -> None:
    found = []
    for place, (first, second) in enumerate([copies, copies[::-1]]):
        target = tmp_path / f"{place}.inspection"
        shutil.copy(first, target)
        with WorkspaceFile.open(target) as workspace:
            unite(workspace, second)
            once = workspace.database.rows("SELECT * FROM edit")
            unite(workspace, second)
            assert workspace.database.rows("SELECT * FROM edit") == once, "again is no change"
            assert verify(workspace).ok
            found.append(
                (
                    stored(workspace),
                    stored(workspace, ItemKey("k2")),
                    workspace.reader.conflicts(),
                    workspace.reader.chain_head().hex16,
                )
            )
    assert found[0] == found[1]
    united, only_one, conflicts, _ = found[0]
    assert united is not None
    assert united.account == "李四独有"
    assert [one.id for one in united.findings] == ["f1"], "equal findings are one, the elder"
    assert only_one is not None
    assert [(one.field, [head.author for head in one.heads]) for one in conflicts] == [
        ("note", [ZHANG, LI])
    ]
    assert united.note == "李四改", "the latest stands for the time being"


def test_the_head_printed_after_a_union_is_found_again_when_work_went_on(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    with WorkspaceFile.open(one) as workspace:
        unite(workspace, two)
        printed = workspace.reader.chain_head().hex16
    with WorkspaceFile.open(one) as workspace:
        assert verify(workspace, printed).ok
        put(workspace, answer(note="其后", item=ItemKey("k3")))
        assert workspace.reader.chain_head().hex16 != printed
        assert verify(workspace, printed).ok
        following = next_undo(workspace, ZHANG)
        assert following is not None
