"""A transaction that ends before the disk has it, and the wait for the disk afterwards."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.domain.errors import Refused
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import EDUCATION, put, set_up


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The inodes of the files that the disk was waited for."""
    inodes: list[int] = []

    def fsync(file: int) -> None:
        status = os.fstat(file)
        assert stat.S_ISREG(status.st_mode)
        inodes.append(status.st_ino)

    monkeypatch.setattr(os, "fsync", fsync)
    return inodes


def test_the_log_is_waited_for_once_for_all_that_was_written(path: Path, synced: list[int]) -> None:
    with WorkspaceFile.create(path) as workspace:
        set_up(workspace)
        workspace.database.sync_apart()
        assert workspace.database.value("PRAGMA synchronous") == 1
        put(workspace, replace(EDUCATION, contact="李四"))
        put(workspace, replace(EDUCATION, contact="王五"))
        assert synced == []
        workspace.database.sync()
        assert synced == [Path(f"{path}-wal").stat().st_ino]
        workspace.database.sync()
        assert len(synced) == 1


def test_nothing_is_waited_for_where_a_file_is_only_read(path: Path, synced: list[int]) -> None:
    with WorkspaceFile.create(path) as workspace:
        set_up(workspace)
    with WorkspaceFile.open(path, read_only=True) as workspace:
        workspace.database.sync_apart()
        workspace.reader.units()
        workspace.database.sync()
    assert synced == []


def test_a_drive_that_does_not_confirm_is_told_and_asked_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_file: int) -> None:
        raise OSError(5, "Input/output error")

    with WorkspaceFile.create(path) as workspace:
        workspace.database.sync_apart()
        set_up(workspace)
        with monkeypatch.context() as drive:
            drive.setattr(os, "fsync", broken)
            for _attempt in range(2):
                with pytest.raises(Refused) as refusal:
                    workspace.database.sync()
                assert [one.code for one in refusal.value.issues] == ["storage.not_on_disk"]
        workspace.database.sync()
