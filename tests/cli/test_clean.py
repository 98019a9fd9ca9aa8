"""Cleaning a laptop at the end: what goes, what stays and why."""

from pathlib import Path

import pytest

from inspector import logs, paths, settings
from inspector.cli.secret import VARIABLE
from inspector.domain.edits import RecordKind
from inspector.settings import Settings
from inspector.storage import recovery
from inspector.storage.workspace_file import WorkspaceFile
from tests.cli.conftest import Inspector

W = "宁州2025.inspection"
TYPED = "正在写的话"


@pytest.fixture
def used(
    inspector: Inspector, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Inspector:
    """A workspace that was worked in on this laptop, with all that leaves behind."""
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path_factory.mktemp("laptop")))
    inspector("unit", "add", "市外办", "-w", W)
    inspector("unit", "add", "市民政局", "-w", W)
    inspector("backup", "-w", W)
    with WorkspaceFile.open(Path(W)) as file:
        for text in (TYPED[:2], TYPED * 40, TYPED):
            recovery.write(file, RecordKind.ANSWER, "a/b/c", "note", text)
    beside = Path(W)
    beside.with_name(W + ".before-0123456789abcdef").write_bytes(b"before the merge")
    beside.with_name(W + ".merging").write_bytes(b"half a merge")
    beside.with_name(W + ".damaged").write_bytes(b"damaged")
    beside.with_name(W + ".lock").touch()
    beside.with_name("别的.inspection").write_bytes(b"another workspace")
    Path(W + ".snapshots", "自己放的.txt").write_text("x", encoding="utf-8")
    logs.write_report(ValueError(TYPED))
    (paths.logs() / logs.LOG_NAME).write_text("一行", encoding="utf-8")
    (paths.cache() / "outlines").mkdir()
    (paths.cache() / "outlines" / "a").write_bytes(b"glyphs")
    (paths.cache() / "fonts.json").write_text("{}", encoding="utf-8")
    paths.window_memory().parent.mkdir(parents=True, exist_ok=True)
    paths.window_memory().write_text("[program]\nfolder=市外办\n", encoding="utf-8")
    settings.save(Settings(author="王敏", recent_files=("宁州2025.inspection", "别的.inspection")))
    return inspector


def names(folder: Path) -> set[str]:
    """Return the names of all files in a folder and beneath."""
    return {one.name for one in folder.rglob("*") if one.is_file()}


def test_what_the_work_left_is_removed_and_listed(used: Inspector) -> None:
    assert TYPED.encode() in Path(W).read_bytes()
    found = used("clean", "-w", W, "--yes", "--json").value
    removed = [(one["what"], Path(one["path"]).name.split("-")[0]) for one in found["removed"]]
    assert found["done"]
    assert [what for what, _ in removed] == [
        "side",
        "snapshot",
        "before_merge",
        "unfinished",
        "recovery",
        "log",
        "log",
        "cache",
        "window",
        "recent_files",
    ]
    assert {one["what"]: one["count"] for one in found["removed"]}["cache"] == 2
    assert names(paths.logs()) == names(paths.cache()) == set()
    assert settings.load() == Settings(author="王敏")
    assert TYPED.encode() not in Path(W).read_bytes()
    assert [one["name"] for one in used("unit", "list", "-w", W, "--json").value] == [
        "市外办",
        "市民政局",
    ]
    assert used("verify", "-w", W).status == 0


def test_what_stays_is_named_with_its_reason(used: Inspector) -> None:
    left = used("clean", "-w", W, "--yes", "--json").value["left"]
    assert [one["why"] for one in left] == [
        "workspace",
        "strange",
        "damaged",
        "backup",
        "settings",
    ]
    assert all(Path(one["path"]).exists() for one in left)
    here = {one.name.split("-")[0] for one in Path().iterdir()}
    assert here == {W, W + ".snapshots", W + ".damaged", "宁州2025", "别的.inspection"}


def test_without_yes_and_nobody_to_ask_it_only_lists(used: Inspector) -> None:
    before = {one: one.read_bytes() for one in Path().rglob("*") if one.is_file()}
    outcome = used("clean", "-w", W)
    assert outcome.status == 0
    assert "未作清理" in outcome.out
    assert "全部资料库共用" in outcome.out
    assert "快照" in outcome.out
    assert "录入中尚未保存的文字：1处" in outcome.out
    assert {one: one.read_bytes() for one in Path().rglob("*") if one.is_file()} == before
    assert names(paths.logs()) != set()
    assert len(settings.load().recent_files) == 2


def test_both_lists_are_shown_to_people(used: Inspector) -> None:
    out = used("clean", "-w", W, "--yes").out
    assert out.index("已清理") < out.index("汇总前留存的文件") < out.index("资料库本身")
    again = used("clean", "-w", W, "--yes").out
    assert "无" in again.splitlines()[1]
    assert "Removed" in used("--lang", "en", "clean", "-w", W, "--yes").out


def test_a_workspace_that_is_open_is_not_cleaned(used: Inspector) -> None:
    with WorkspaceFile.open(Path(W)):
        outcome = used("clean", "-w", W, "--yes")
    assert (outcome.status, outcome.out) == (1, "")
    assert "正被占用" in outcome.err
    assert len(list(Path(W + ".snapshots").glob("*.snapshot"))) == 1


def test_one_with_a_password_is_cleaned_with_it(
    used: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("口令.txt").write_text("宁州2025不外传", encoding="utf-8")
    assert used("password", "set", "-w", W, "--new-password-file", "口令.txt").status == 1
    Path(W + ".before-0123456789abcdef").unlink()
    assert used("password", "set", "-w", W, "--new-password-file", "口令.txt").status == 0
    monkeypatch.delenv(VARIABLE, raising=False)
    assert used("clean", "-w", W, "--yes").status == 1
    assert used("clean", "-w", W, "--yes", "--password-file", "口令.txt").status == 0
    assert not list(Path(W + ".snapshots").glob("*.snapshot"))
