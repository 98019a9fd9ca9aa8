"""The file: made, opened, locked, refused, closed, and whole after a kill."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.domain.edits import RecordKind
from inspector.domain.errors import Refused
from inspector.storage import workspace_file
from inspector.storage.engine import APPLICATION_ID
from inspector.storage.migrations.steps import LATEST
from inspector.storage.verify import verify
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import EDUCATION, TASK, ZHANG, answer, change, put, set_up, stored

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def beside(path: Path) -> set[str]:
    """Return the names of what is in the workspace's folder."""
    return {one.name for one in path.parent.iterdir()}


def code(refusal: pytest.ExceptionInfo[Refused]) -> str:
    """Return the code of the one issue of a refusal."""
    (issue,) = refusal.value.issues
    return issue.code


def test_one_file_remains_when_a_workspace_is_closed(path: Path) -> None:
    with WorkspaceFile.create(path) as workspace:
        set_up(workspace)
        assert beside(path) > {path.name}
    assert beside(path) == {path.name}


def test_the_header_names_program_and_version(path: Path) -> None:
    WorkspaceFile.create(path).close()
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == LATEST
    assert header[18:20] == b"\x01\x01", "no write-ahead log is left to carry along"


def test_the_writing_connection_is_as_safe_as_it_should_be(workspace: WorkspaceFile) -> None:
    pragmas = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    for name, value in pragmas.items():
        assert workspace.database.value(f"PRAGMA {name}") == value


@pytest.mark.parametrize(
    ("name", "expected"),
    [("there.inspection", "storage.exists"), ("missing/x.inspection", "storage.no_folder")],
)
def test_making_refuses_what_would_be_written_over_or_has_no_folder(
    tmp_path: Path, name: str, expected: str
) -> None:
    (tmp_path / "there.inspection").write_text("mine")
    with pytest.raises(Refused) as refusal:
        WorkspaceFile.create(tmp_path / name)
    assert code(refusal) == expected
    assert (tmp_path / "there.inspection").read_text() == "mine"


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 a workbook", b"SQLite format 3\0", "text".encode("utf-16")]
)
def test_what_is_no_workspace_is_refused(tmp_path: Path, content: bytes, read_only: bool) -> None:
    path = tmp_path / "x.inspection"
    path.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        WorkspaceFile.open(path, read_only=read_only)
    assert code(refusal) == "storage.not_workspace"
    assert path.read_bytes() == content
    assert beside(path) == {path.name}


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.inspection"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (a)")
    connection.close()
    with pytest.raises(Refused) as refusal:
        WorkspaceFile.open(path)
    assert code(refusal) == "storage.not_workspace"


def test_a_missing_file_is_refused_and_not_made(path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        WorkspaceFile.open(path)
    assert code(refusal) == "storage.missing"
    assert beside(path) == set()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_workspace_of_a_newer_version_is_refused_untouched(path: Path, read_only: bool) -> None:
    WorkspaceFile.create(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version={LATEST + 1}")
    connection.close()
    content = path.read_bytes()
    with pytest.raises(Refused) as refusal:
        WorkspaceFile.open(path, read_only=read_only)
    assert code(refusal) == "storage.newer_version"
    assert path.read_bytes() == content


@pytest.mark.parametrize("kept", [150, 5_000, 20_000])
def test_a_file_that_was_cut_short_is_refused(path: Path, kept: int) -> None:
    with WorkspaceFile.create(path) as workspace:
        set_up(workspace)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(Refused) as refusal:
        WorkspaceFile.open(path)
    assert code(refusal) == "storage.damaged"
    assert beside(path) == {path.name}


def test_a_file_with_torn_pages_is_refused_when_they_are_met(path: Path) -> None:
    with WorkspaceFile.create(path) as workspace:
        set_up(workspace)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        WorkspaceFile.open(path)
    assert code(refusal) == "storage.damaged"
    assert beside(path) == {path.name}


def test_a_second_writer_is_told_who_has_the_file_and_may_read(
    path: Path, workspace: WorkspaceFile
) -> None:
    with pytest.raises(Refused) as refusal:
        WorkspaceFile.open(path)
    (issue,) = refusal.value.issues
    assert issue.code == "storage.locked"
    assert issue.place.file == str(path)
    assert {"person", "computer", "since"} <= set(issue.parameters)
    assert issue.parameters["computer"] not in ("", "?")
    put(workspace, answer(note="一"))
    with WorkspaceFile.open(path, read_only=True) as reading:
        assert stored(reading) == answer(note="一")
        put(workspace, answer(note="二"))
        assert stored(reading) == answer(note="二"), "a reader sees what is committed meanwhile"


def test_the_lock_of_another_process_holds_and_ends_with_it(path: Path) -> None:
    WorkspaceFile.create(path).close()
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(Refused) as refusal:
            WorkspaceFile.open(path)
        assert refusal.value.issues[0].parameters["process"] == str(holder.pid)
    finally:
        holder.kill()
        holder.communicate()
    with WorkspaceFile.open(path) as workspace:
        set_up(workspace)
    assert beside(path) == {path.name}


_HOLD = """
import sys, time
from pathlib import Path
from inspector.storage.workspace_file import WorkspaceFile
file = WorkspaceFile.open(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""

_WRITE = """
import sys
from pathlib import Path
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import answer, change, put
file = WorkspaceFile.open(Path(sys.argv[1]))
put(file, answer(note="0"))
for number in range(1, 1_000_000):
    change(file, answer(note=str(number - 1)), answer(note=str(number)))
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 17, 60])
def test_a_killed_process_loses_nothing_that_it_committed(path: Path, after: int) -> None:
    with WorkspaceFile.create(path) as workspace:
        set_up(workspace)
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITE, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    assert writer.stdout is not None
    lines = [writer.stdout.readline() for _ in range(after)]
    writer.kill()
    rest, _ = writer.communicate()
    last = int((lines + rest.split("\n"))[-2] if rest else lines[-1])
    with WorkspaceFile.open(path) as workspace:
        found = stored(workspace)
        assert found is not None
        assert int(found.note) in (last, last + 1)
        assert verify(workspace).ok


def test_a_file_left_by_a_killed_process_can_be_read_at_once(path: Path) -> None:
    with WorkspaceFile.create(path) as workspace:
        set_up(workspace)
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITE, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    writer.kill()
    writer.communicate()
    assert f"{path.name}-wal" in beside(path)
    with WorkspaceFile.open(path, read_only=True) as workspace:
        assert stored(workspace) is not None
    with WorkspaceFile.open(path):
        pass
    assert beside(path) == {path.name}


def test_a_reader_may_stay_when_the_writer_goes(path: Path) -> None:
    with WorkspaceFile.create(path) as workspace:
        set_up(workspace)
        reading = WorkspaceFile.open(path, read_only=True)
        put(workspace, answer(note="一"))
    assert stored(reading) == answer(note="一")
    with WorkspaceFile.open(path) as workspace:
        change(workspace, answer(note="一"), answer(note="二"))
        key = f"{TASK}/{EDUCATION.id}/k1"
        entries = reading.reader.history(RecordKind.ANSWER, key, "note")
        assert [one.after for one in entries] == ["一", "二"], "of a session opened meanwhile, too"
        reading.close()
    assert beside(path) == {path.name}


def test_what_could_not_be_made_whole_is_not_left_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_database: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(workspace_file, "migrate", fail)
    with pytest.raises(ZeroDivisionError):
        WorkspaceFile.create(path)
    assert beside(path) == set()


def test_a_workspace_open_to_be_read_takes_no_changes(path: Path) -> None:
    with WorkspaceFile.create(path) as workspace:
        set_up(workspace)
    content = path.read_bytes()
    with WorkspaceFile.open(path, read_only=True) as workspace:
        assert workspace.read_only
        with pytest.raises(Refused) as refusal:
            workspace.unit_of_work(ZHANG)
        assert code(refusal) == "storage.read_only"
        assert workspace.reader.unit(EDUCATION.id) == EDUCATION
    assert path.read_bytes() == content
    assert beside(path) == {path.name}


def test_a_workspace_on_a_medium_that_cannot_be_written_is_read_without_side_files(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with WorkspaceFile.create(path) as workspace:
        set_up(workspace)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with WorkspaceFile.open(path, read_only=True) as workspace:
        assert len(workspace.reader.assessments(TASK)) == 2
        assert beside(path) == {path.name}
    with pytest.raises(Refused) as refusal:
        WorkspaceFile.open(path)
    assert code(refusal) == "storage.not_writable"


def test_a_full_disk_is_a_refusal_and_nothing_is_changed(workspace: WorkspaceFile) -> None:
    put(workspace, answer(note="一"))
    pages = workspace.database.value("PRAGMA page_count")
    workspace.database.run(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(Refused) as refusal:
        put(workspace, answer(note="长" * 100_000))
    assert code(refusal) == "storage.disk_full"
    workspace.database.run("PRAGMA max_page_count=1000000")
    assert stored(workspace) == answer(note="一")
    put(workspace, answer(note="二"))
    assert verify(workspace).ok


def test_the_file_of_the_released_version_still_opens(tmp_path: Path) -> None:
    released = Path(__file__).parents[1] / "databases" / "version-0.1.inspection"
    path = tmp_path / released.name
    shutil.copy(released, path)
    with WorkspaceFile.open(path) as workspace:
        (task,) = workspace.reader.inspections()
        (unit,) = workspace.reader.units()
        answers = workspace.reader.answers(task.id, unit.id)
        assert [one.points for one in answers[next(iter(answers))].findings] == [5_000]
        assert workspace.reader.drafts(task.id) == ()
        assert workspace.reader.returns() == ()
        assert verify(workspace).ok


def test_the_file_of_the_released_version_is_read_without_being_changed(tmp_path: Path) -> None:
    released = Path(__file__).parents[1] / "databases" / "version-0.1.inspection"
    path = tmp_path / released.name
    shutil.copy(released, path)
    with WorkspaceFile.open(path, read_only=True) as workspace:
        (task,) = workspace.reader.inspections()
        assert workspace.reader.drafts(task.id) == ()
        assert [one.demand for one in workspace.reader.rectifications(task.id)] == [""]
        assert workspace.reader.returns() == ()
        assert verify(workspace).ok
    assert path.read_bytes() == released.read_bytes()


def test_names_with_signs_that_mean_something_in_an_address_are_opened(tmp_path: Path) -> None:
    path = tmp_path / "50% #1? 宁州 & Co.inspection"
    with WorkspaceFile.create(path) as workspace:
        set_up(workspace)
    assert beside(path) == {path.name}
    with WorkspaceFile.open(path, read_only=True) as workspace:
        assert len(workspace.reader.units()) == 2
