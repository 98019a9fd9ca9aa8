"""Folders of the program and of this machine."""

from pathlib import Path

import pytest

from inspector import paths

ROOT = Path(__file__).parents[1]


def test_the_source_tree_is_read_where_it_lies() -> None:
    assert paths.resources() == ROOT / "resources"
    assert paths.checklists() == ROOT / "checklists"


def test_one_variable_moves_all_of_this_machines_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    assert paths.cache() == tmp_path / "cache"
    assert paths.config() == tmp_path / "config"
    assert paths.logs() == tmp_path / "logs"
    assert paths.cache().is_dir()
    assert paths.logs().is_dir()


def test_without_it_the_folders_are_where_the_system_keeps_such_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    assert paths.cache() == tmp_path / "XDG_CACHE_HOME" / "inspector"
    assert paths.config() == tmp_path / "XDG_CONFIG_HOME" / "inspector"
    assert tmp_path / "XDG_STATE_HOME" in paths.logs().parents


def test_a_home_that_cannot_be_written_gives_a_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    occupied = tmp_path / "a file"
    occupied.touch()
    monkeypatch.setenv(paths.HOME_VARIABLE, str(occupied))
    for folder in (paths.cache(), paths.logs()):
        assert occupied not in folder.parents
        (folder / "proof").write_text("written", encoding="utf-8")
    assert paths.cache() == paths.cache()
