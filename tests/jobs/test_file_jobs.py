"""Files beside the window: hashed, told how far, called off half-way, written out."""

from hashlib import sha256
from pathlib import Path

import pytest

from inspector.domain.edits import Action
from inspector.domain.errors import Refused
from inspector.jobs import files as jobs
from inspector.jobs.door import Door
from inspector.jobs.progress import Cancelled, Progress
from inspector.services import files
from inspector.storage.workspace_file import WorkspaceFile


def test_files_and_those_of_folders_are_hashed(tmp_path: Path) -> None:
    folder = tmp_path / "佐证"
    folder.mkdir()
    loose = tmp_path / "首页.png"
    loose.write_bytes(b"a")
    (folder / "4.1-1.png").write_bytes(b"b")
    (folder / ".hidden").write_bytes(b"c")
    found = jobs.read(Progress(), [loose, folder])
    assert [(one.path.name, one.digest) for one in found] == [
        ("首页.png", sha256(b"a").hexdigest()),
        ("4.1-1.png", sha256(b"b").hexdigest()),
    ]


def test_reading_tells_the_file_and_stops_when_called_off(tmp_path: Path) -> None:
    flag = tmp_path / "off"
    large = tmp_path / "录像.mp4"
    with large.open("wb") as file:
        file.truncate(120 * 1024 * 1024)
    told: list[str] = []

    def report(done: int, total: int, name: str) -> None:
        assert done < total
        told.append(name)
        flag.touch()

    with pytest.raises(Cancelled):
        jobs.read(Progress(report, flag), [large])
    assert told == ["录像.mp4"]


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 3)
    (tmp_path / "a.bin").write_bytes(b"1234")
    with pytest.raises(Refused, match=r"files.too_large"):
        jobs.read(Progress(), [tmp_path / "a.bin"])


def test_a_kept_file_is_written_out_by_a_job_that_only_reads(tmp_path: Path) -> None:
    content = b"%PDF-1.7 signed"
    with WorkspaceFile.create(tmp_path / "2025.inspection") as file:
        with file.unit_of_work("甲") as work:
            blob = work.put_blob(content)
            work.commit(Action(verb="evidence.add"))
        door = Door(file.path, "甲", None)
        written = jobs.write_out(Progress(), door, blob, tmp_path / "取回" / "定稿.pdf")
    assert written.read_bytes() == content
