"""A workspace to work on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import set_up


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the workspace is."""
    return tmp_path / "宁州市2025.inspection"


@pytest.fixture
def workspace(path: Path) -> Iterator[WorkspaceFile]:
    """A new workspace with one unit, one list and one inspection of it."""
    with WorkspaceFile.create(path) as file:
        set_up(file)
        yield file
