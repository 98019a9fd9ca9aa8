"""Snapshots, going back to one, and whole copies."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inspector.domain.edits import RecordKind
from inspector.domain.errors import Refused
from inspector.domain.evidence import Evidence
from inspector.domain.ids import EvidenceId
from inspector.storage import recovery, snapshot_files, snapshots
from inspector.storage.snapshots import backup, list_snapshots, restore, take, take_when_due
from inspector.storage.verify import verify
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import EDUCATION, SET, TASK, ZHANG, answer, change, put, stored


def put_file(workspace: WorkspaceFile, content: bytes) -> None:
    """Put in a file of evidence."""
    with workspace.unit_of_work(ZHANG) as work:
        blob = work.put_blob(content)
        work.add(Evidence(id=EvidenceId(blob[:32]), inspection=TASK, unit=EDUCATION.id, blob=blob))
        work.commit(SET)


def test_going_back_gives_the_state_of_the_snapshot_with_all_files_of_evidence(
    path: Path, workspace: WorkspaceFile
) -> None:
    put(workspace, answer(note="一"))
    put_file(workspace, b"first")
    snapshot = take(workspace, "import")
    head = workspace.reader.chain_head()
    change(workspace, answer(note="一"), answer(note="二"))
    put_file(workspace, b"second")
    workspace.close()
    kept = restore(path, snapshot)
    assert kept is not None
    with WorkspaceFile.open(path) as again:
        assert stored(again) == answer(note="一")
        assert again.reader.chain_head() == head
        (piece,) = again.reader.evidence(TASK)
        assert piece.blob is not None
        assert again.reader.blob(piece.blob) == b"first"
        assert verify(again).ok
    restore(path, kept)
    with WorkspaceFile.open(path) as again:
        assert stored(again) == answer(note="二")
        assert len(again.reader.evidence(TASK)) == 2
        for piece in again.reader.evidence(TASK):
            assert piece.blob is not None
            assert again.reader.blob(piece.blob) in (b"first", b"second")


def test_a_snapshot_holds_no_files_of_evidence(workspace: WorkspaceFile) -> None:
    put_file(workspace, b"x" * 3_000_000)
    assert take(workspace, "import").size < 1_000_000


def test_a_snapshot_is_taken_while_a_change_is_under_way(workspace: WorkspaceFile) -> None:
    put(workspace, answer(note="一"))
    with workspace.unit_of_work(ZHANG) as work:
        work.replace(answer(note="一"), answer(note="二"))
        take(workspace, "daily")
        work.commit(SET)
    assert stored(workspace) == answer(note="二")
    workspace.close()
    restore(workspace.path, list_snapshots(workspace.path)[0])
    with WorkspaceFile.open(workspace.path) as again:
        assert stored(again) == answer(note="一")


def test_the_ten_latest_are_kept(path: Path, workspace: WorkspaceFile) -> None:
    taken = [take(workspace, "import") for _ in range(snapshot_files.KEPT + 2)]
    assert list_snapshots(path) == tuple(reversed(taken[2:]))


def test_one_is_due_when_the_last_is_old(
    workspace: WorkspaceFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert take_when_due(workspace) is not None
    assert take_when_due(workspace) is None
    monkeypatch.setattr(snapshots, "DUE", timedelta(0))
    assert take_when_due(workspace) is not None


def test_a_snapshot_names_its_time_and_reason(workspace: WorkspaceFile) -> None:
    before = datetime.now(UTC)
    taken = take(workspace, "merge")
    assert taken.reason == "merge"
    assert before <= taken.taken_at <= datetime.now(UTC)
    assert list_snapshots(workspace.path) == (taken,)


def test_a_snapshot_is_not_opened_as_a_workspace(workspace: WorkspaceFile) -> None:
    with pytest.raises(Refused, match=r"storage.not_workspace"):
        WorkspaceFile.open(take(workspace, "import").path)


def test_an_open_workspace_is_not_gone_back_on(path: Path, workspace: WorkspaceFile) -> None:
    snapshot = take(workspace, "import")
    put(workspace, answer(note="一"))
    with pytest.raises(Refused, match=r"storage.locked"):
        restore(path, snapshot)
    assert stored(workspace) == answer(note="一")


def test_a_damaged_workspace_is_gone_back_on(path: Path, workspace: WorkspaceFile) -> None:
    put(workspace, answer(note="一"))
    snapshot = take(workspace, "import")
    workspace.close()
    path.write_bytes(b"\xff" * 10_000)
    assert restore(path, snapshot) is None
    assert path.with_name(path.name + ".damaged").read_bytes() == b"\xff" * 10_000
    with WorkspaceFile.open(path) as again:
        assert stored(again) == answer(note="一")


def test_a_backup_is_the_whole_file(path: Path, workspace: WorkspaceFile) -> None:
    put(workspace, answer(note="一"))
    put_file(workspace, b"photo")
    target = path.parent / "usb" / "备份.inspection"
    with pytest.raises(Refused, match=r"storage.no_folder"):
        backup(workspace, target)
    target.parent.mkdir()
    assert backup(workspace, target) == target
    assert [one.name for one in target.parent.iterdir()] == [target.name]
    with pytest.raises(Refused, match=r"storage.exists"):
        backup(workspace, target)
    with WorkspaceFile.open(target) as copy:
        assert stored(copy) == answer(note="一")
        assert copy.reader.chain_head() == workspace.reader.chain_head()
        assert verify(copy).ok
        (piece,) = copy.reader.evidence(TASK)
        assert piece.blob is not None
        assert copy.reader.blob(piece.blob) == b"photo"


def test_a_workspace_that_is_only_read_can_be_backed_up(
    path: Path, workspace: WorkspaceFile
) -> None:
    workspace.close()
    with WorkspaceFile.open(path, read_only=True) as reading:
        target = backup(reading, path.with_name("copy.inspection"))
    with WorkspaceFile.open(target, read_only=True) as copy:
        assert len(copy.reader.units()) == 2


def test_what_is_being_typed_survives_and_is_no_edit(path: Path, workspace: WorkspaceFile) -> None:
    head = workspace.reader.chain_head()
    for text in ("正", "正在写"):
        recovery.write(workspace, RecordKind.ANSWER, "a/b/c", "note", text)
    workspace.close()
    with WorkspaceFile.open(path) as again:
        (typed,) = recovery.read(again)
        assert (typed.kind, typed.key, typed.field, typed.text) == (
            RecordKind.ANSWER,
            "a/b/c",
            "note",
            "正在写",
        )
        assert again.reader.chain_head() == head
        recovery.clear(again, RecordKind.ANSWER, "a/b/c", "note")
        assert recovery.read(again) == ()
    with WorkspaceFile.open(path, read_only=True) as reading, pytest.raises(Refused):
        recovery.write(reading, RecordKind.ANSWER, "a/b/c", "note", "x")
