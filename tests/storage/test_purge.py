"""What is purged is gone from every byte, and the chain still holds."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.domain.edits import Edit, RecordKind
from inspector.domain.errors import Refused
from inspector.domain.evidence import Evidence
from inspector.domain.ids import BlobId, EvidenceId, ItemKey
from inspector.storage import recovery
from inspector.storage.before_merge import before_file
from inspector.storage.purge import purge_blob, purge_text
from inspector.storage.rebuild import rebuild
from inspector.storage.rows import TableClass
from inspector.storage.snapshots import list_snapshots, restore, take
from inspector.storage.undo import next_undo, undo
from inspector.storage.verify import verify
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import (
    EDUCATION,
    ITEM,
    LI,
    SET,
    TASK,
    ZHANG,
    answer,
    change,
    contents,
    finding,
    put,
    stored,
)

SECRET = "身份证号320000197001011234"
PHOTO = b"a photo of somebody's identity card " * 200
KEY = f"{TASK}/{EDUCATION.id}/{ITEM}"


def everywhere(path: Path) -> bytes:
    """Return all bytes of the workspace, what lies beside it, and its snapshots."""
    return b"".join(one.read_bytes() for one in sorted(path.parent.rglob("*")) if one.is_file())


def with_photo(workspace: WorkspaceFile) -> BlobId:
    """Put in the photo as a piece of evidence and return its digest."""
    with workspace.unit_of_work(ZHANG) as work:
        blob = work.put_blob(PHOTO)
        work.add(
            Evidence(id=EvidenceId("p"), inspection=TASK, unit=EDUCATION.id, item=ITEM, blob=blob)
        )
        work.commit(SET)
    return blob


def test_a_purged_file_leaves_its_digest_who_and_when(path: Path, workspace: WorkspaceFile) -> None:
    blob = with_photo(workspace)
    take(workspace, "import")
    assert PHOTO[:2000] in everywhere(path)
    changes = purge_blob(workspace, LI, blob, "误收身份证照片")
    assert PHOTO[:36] not in everywhere(path)
    assert changes.keys(RecordKind.EVIDENCE) == {"p"}
    with pytest.raises(Refused, match=r"storage.blob_purged"):
        workspace.reader.blob(blob)
    (entry,) = workspace.reader.history(RecordKind.PURGE, blob, "*")
    assert (entry.author, entry.after) == (LI, {"what": "file", "reason": "误收身份证照片"})
    assert hashlib.sha256(PHOTO).hexdigest() == blob
    assert verify(workspace).ok


def test_a_purged_file_is_never_taken_in_again(workspace: WorkspaceFile) -> None:
    purge_blob(workspace, LI, with_photo(workspace), "误收")
    with pytest.raises(Refused, match=r"storage.blob_purged"):
        with_photo(workspace)


def test_purging_what_is_not_there_is_an_error(workspace: WorkspaceFile) -> None:
    with pytest.raises(KeyError):
        purge_blob(workspace, LI, BlobId("0" * 64), "误收")
    with pytest.raises(Refused, match=r"storage.purge_nothing"):
        purge_text(workspace, LI, "无处可寻", "误收")
    with pytest.raises(Refused, match=r"storage.purge_too_short"):
        purge_text(workspace, LI, " 一 ", "误收")


def with_secret(workspace: WorkspaceFile) -> None:
    """Let the secret stand in a note, a fact, a checked side, an old value and an action."""
    one = replace(
        answer(replace(finding("f1", fact=f"公开了{SECRET}"), place=f"第2栏{SECRET}")),
        note=f"前{SECRET}后",
    )
    put(workspace, one)
    change(workspace, one, replace(one, note="已改"))
    put(workspace, replace(answer(item=ItemKey("k2")), account=f"{SECRET}。其余保留"))
    undo(workspace, ZHANG)
    with workspace.unit_of_work(ZHANG) as work:
        work.add(replace(answer(item=ItemKey("k2")), account=f"{SECRET}。其余保留"))
        work.commit(replace(SET, parameters={"unit": SECRET}))
    recovery.write(workspace, RecordKind.ANSWER, KEY, "note", f"正在写{SECRET}")


def test_a_purged_text_is_gone_from_every_byte_and_the_rest_stays(
    path: Path, workspace: WorkspaceFile
) -> None:
    with_secret(workspace)
    take(workspace, "import")
    assert SECRET.encode() in everywhere(path)
    purge_text(workspace, LI, SECRET, "误录身份证号")
    assert SECRET.encode() not in everywhere(path)
    found = stored(workspace)
    assert found is not None
    assert [(one.fact, one.place, one.points) for one in found.findings] == [
        ("公开了", "第2栏", 5_000)
    ]
    assert found.note == "已改"
    other = stored(workspace, ItemKey("k2"))
    assert other is not None
    assert other.account == "。其余保留"
    assert verify(workspace).ok


def logged(path: Path) -> bytes:
    """Return the write-ahead log."""
    return path.with_name(path.name + "-wal").read_bytes()


def test_the_log_is_searched_too(path: Path, workspace: WorkspaceFile) -> None:
    with_secret(workspace)
    blob = with_photo(workspace)
    assert SECRET.encode() in logged(path)
    assert PHOTO[:2000] in logged(path)
    purge_text(workspace, LI, SECRET, "误录")
    purge_blob(workspace, LI, blob, "误收")
    assert logged(path) == b""
    workspace.close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert SECRET.encode() not in everywhere(path)
    assert PHOTO[:36] not in everywhere(path)


def test_traces_that_a_reader_holds_on_to_are_told_and_go_when_the_file_is_next_closed(
    path: Path, workspace: WorkspaceFile
) -> None:
    with_secret(workspace)
    with WorkspaceFile.open(path, read_only=True) as reading:
        reading.database.run("BEGIN")
        assert reading.database.value("SELECT COUNT(*) FROM edit")
        with pytest.raises(Refused, match=r"storage.purge_traces"):
            purge_text(workspace, LI, SECRET, "误录")
        assert SECRET.encode() in logged(path)
        workspace.close()
    with WorkspaceFile.open(path) as again:
        assert verify(again).ok
    assert SECRET.encode() not in everywhere(path)


def test_the_file_from_before_a_merge_goes_with_a_purge(
    path: Path, workspace: WorkspaceFile
) -> None:
    with_secret(workspace)
    before_file(path, "0123456789abcdef").write_bytes(SECRET.encode())
    purge_text(workspace, LI, SECRET, "误录")
    assert SECRET.encode() not in everywhere(path)


def test_all_snapshots_are_searched(workspace: WorkspaceFile) -> None:
    with_secret(workspace)
    blob = with_photo(workspace)
    taken = [take(workspace, reason) for reason in ("import", "merge", "daily")]
    for snapshot in taken:
        assert SECRET.encode() in snapshot.path.read_bytes()
    purge_text(workspace, LI, SECRET, "误录")
    purge_blob(workspace, LI, blob, "误收")
    for snapshot in taken:
        assert SECRET.encode() not in snapshot.path.read_bytes()
        assert PHOTO[:36] not in snapshot.path.read_bytes()


def test_a_purge_shows_in_the_history_and_survives_a_rebuild(workspace: WorkspaceFile) -> None:
    with_secret(workspace)
    purge_text(workspace, LI, SECRET, "误录")
    entries = workspace.reader.history(RecordKind.ANSWER, KEY, "note")
    assert [(one.purged, one.after) for one in entries] == [(True, ""), (False, "已改")]
    before = contents(workspace.database, TableClass.DERIVED)
    rebuild(workspace)
    assert contents(workspace.database, TableClass.DERIVED) == before


def test_a_value_that_was_purged_is_blanked_when_it_comes_again(
    path: Path, workspace: WorkspaceFile
) -> None:
    with_secret(workspace)
    purge_text(workspace, LI, SECRET, "误录")
    workspace.close()
    with WorkspaceFile.open(path) as again:
        with again.unit_of_work(ZHANG) as work:
            note = Edit(kind=RecordKind.ANSWER, key=KEY, field="note", after=f"前{SECRET}后")
            work.write([note])
            work.commit(SET)
        found = stored(again)
        assert found is not None
        assert found.note == ""
        assert verify(again).ok
    assert SECRET.encode() not in everywhere(path)


def test_purging_keeps_a_conflict_open(workspace: WorkspaceFile) -> None:
    put(workspace, answer(note="原"))
    seen = workspace.reader.heads(RecordKind.ANSWER, KEY, "note")
    for note, bases in ((f"甲{SECRET}", seen), ("乙", seen)):
        with workspace.unit_of_work(ZHANG) as work:
            work.write(
                [Edit(kind=RecordKind.ANSWER, key=KEY, field="note", after=note, bases=bases)]
            )
            work.commit(SET)
    purge_text(workspace, LI, SECRET, "误录")
    (conflict,) = workspace.reader.conflicts()
    assert sorted(str(one.after) for one in conflict.heads) == ["乙", "甲"]


def test_undo_never_brings_back_what_was_purged(workspace: WorkspaceFile) -> None:
    put(workspace, answer(note=SECRET))
    change(workspace, answer(note=SECRET), answer(note="新"))
    purge_text(workspace, ZHANG, SECRET, "误录")
    following = next_undo(workspace, ZHANG)
    assert following is not None
    assert following.verb == SET.verb, "the purge itself is passed over"
    done = undo(workspace, ZHANG)
    assert [one.field for one in done.left] == ["note"]
    assert stored(workspace) == answer(note="新")


def test_undo_keeps_the_picture_that_took_the_place_of_a_purged_one(
    workspace: WorkspaceFile,
) -> None:
    original = with_photo(workspace)
    (piece,) = workspace.reader.evidence(TASK)
    with workspace.unit_of_work(ZHANG) as work:
        covered = work.put_blob(b"the same photo, the number black")
        work.replace(piece, replace(piece, blob=covered, name="涂黑.png"))
        work.commit(SET)
    purge_blob(workspace, ZHANG, original, "含个人信息")
    done = undo(workspace, ZHANG)
    assert {one.field for one in done.left} == {"blob", "name"}
    (stays,) = workspace.reader.evidence(TASK)
    assert (stays.blob, stays.name) == (covered, "涂黑.png")


@pytest.mark.parametrize("what", ["file", "text"])
def test_a_snapshot_from_before_does_not_bring_it_back(
    path: Path, workspace: WorkspaceFile, what: str
) -> None:
    with_secret(workspace)
    blob = with_photo(workspace)
    snapshot = take(workspace, "import")
    kept = snapshot.path.read_bytes()
    if what == "file":
        purge_blob(workspace, LI, blob, "误收")
    else:
        purge_text(workspace, LI, SECRET, "误录")
    snapshot.path.write_bytes(kept)  # as if a copy of it had been put by elsewhere
    workspace.close()
    restore(path, list_snapshots(path)[0])
    snapshot.path.unlink()
    for old in list_snapshots(path):
        old.path.unlink()
    assert (PHOTO[:36] if what == "file" else SECRET.encode()) not in everywhere(path)
    with WorkspaceFile.open(path) as again:
        assert verify(again).ok
        digest = again.database.value("SELECT digest FROM purged LIMIT 1")
        (entry,) = again.reader.history(RecordKind.PURGE, digest, "*")
        assert entry.author == LI
