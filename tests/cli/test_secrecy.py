"""A workspace with a password on the command line: where it comes from, and what it keeps out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.cli.secret import VARIABLE
from tests.cli.conftest import Inspector

W = "2025.inspection"
PASSWORD = "宁州2025不外传"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def plain(inspector: Inspector, monkeypatch: pytest.MonkeyPatch) -> Inspector:
    """A workspace with one unit and a snapshot, and no password given anywhere."""
    monkeypatch.delenv(VARIABLE, raising=False)
    assert inspector("unit", "add", "市外办", "-w", W).status == 0
    assert inspector("unit", "add", "市民政局", "-w", W).status == 0
    Path("口令.txt").write_text(PASSWORD + "\n", encoding="utf-8")
    return inspector


@pytest.fixture
def locked(plain: Inspector) -> Inspector:
    """The same, with a password."""
    outcome = plain("password", "set", "-w", W, "--new-password-file", "口令.txt")
    assert (outcome.status, outcome.err) == (0, "")
    return plain


def units(outcome_of: Inspector, *arguments: str) -> list[str]:
    """Return the units' names as `unit list` gives them."""
    return [one["name"] for one in outcome_of("unit", "list", "-w", W, "--json", *arguments).value]


@pytest.mark.usefixtures("locked")
def test_setting_one_encrypts_the_workspace_and_its_snapshots() -> None:
    files = [Path(W), *Path().glob("*.snapshots/*")]
    assert len(files) == 2
    for file in files:
        assert "市外办".encode() not in file.read_bytes()
        assert not file.read_bytes().startswith(b"SQLite")


def test_every_command_takes_it_from_a_file_named_anywhere_on_the_line(locked: Inspector) -> None:
    assert units(locked, "--password-file", "口令.txt") == ["市外办", "市民政局"]
    first = locked("--password-file", "口令.txt", "unit", "add", "市财政局", "-w", W)
    assert first.status == 0
    assert locked("undo", "-w", W, "--password-file", "口令.txt").status == 0
    restored = locked("restore", "-w", W, "--snapshot", 1, "--password-file", "口令.txt")
    assert (restored.status, restored.err) == (0, "")


def test_or_from_the_environment(locked: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    assert units(locked) == ["市外办", "市民政局"]


def test_the_file_goes_before_the_environment(
    locked: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "some other password")
    assert units(locked, "--password-file", "口令.txt") == ["市外办", "市民政局"]


def test_missing_or_wrong_it_is_refused_in_one_sentence(
    locked: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Path(W).read_bytes()
    commands = (
        ("unit", "list", "-w", W),
        ("unit", "add", "市财政局", "-w", W),
        ("backup", "-w", W),
        ("restore", "-w", W, "--snapshot", "1"),
        ("password", "remove", "-w", W),
        ("password", "set", "-w", W, "--new-password-file", "口令.txt"),
    )
    for command in commands:
        outcome = locked(*command)
        assert (outcome.status, outcome.out) == (1, "")
        assert outcome.err.endswith("或写入环境变量 INSPECTOR_PASSWORD。\n")
        assert outcome.err.count("\n") == 1
    monkeypatch.setenv(VARIABLE, "some other password")
    for command in commands:
        outcome = locked(*command)
        assert (outcome.status, outcome.out) == (1, "")
        assert "密码打不开" in outcome.err
        assert outcome.err.count("\n") == 1
    assert Path(W).read_bytes() == before


def test_a_password_is_no_argument(locked: Inspector) -> None:
    assert locked("password", "set", "-w", W, PASSWORD).status == 2


def test_it_is_changed_and_removed(locked: Inspector) -> None:
    Path("新.txt").write_text("第二个密码2026", encoding="utf-8")
    outcome = locked(
        *("password", "set", "-w", W),
        *("--password-file", "口令.txt", "--new-password-file", "新.txt"),
    )
    assert outcome.status == 0
    assert "密码打不开" in locked("unit", "list", "-w", W, "--password-file", "口令.txt").err
    assert locked("password", "remove", "-w", W, "--password-file", "新.txt").status == 0
    assert units(locked) == ["市外办", "市民政局"]
    assert "没有设密码" in locked("password", "remove", "-w", W).err


def test_a_new_workspace_is_made_with_the_password_that_is_given(
    inspector: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    assert inspector("unit", "add", "市外办", "-w", W).status == 0
    assert "市外办".encode() not in Path(W).read_bytes()
    monkeypatch.delenv(VARIABLE)
    assert inspector("unit", "list", "-w", W).status == 1


def test_where_nobody_can_be_asked_a_new_one_must_be_in_a_file(plain: Inspector) -> None:
    outcome = plain("password", "set", "-w", W)
    assert (outcome.status, outcome.out) == (1, "")
    assert "--new-password-file" in outcome.err
    Path("空.txt").write_text("\n密码在第二行", encoding="utf-8")
    outcome = plain("password", "set", "-w", W, "--new-password-file", "空.txt")
    assert "空.txt中没有密码" in outcome.err
    Path("短.txt").write_text("1234", encoding="utf-8")
    assert "至少 8 个字符" in plain("password", "set", "-w", W, "--new-password-file", "短.txt").err
    assert units(plain) == ["市外办", "市民政局"]


def test_packages_with_passwords_of_their_own_are_merged(locked: Inspector) -> None:
    Path("包.txt").write_text("第二组的密码2025", encoding="utf-8")
    package = "第二组.inspection"
    shutil.copy(W, package)
    of_package = ("--new-password-file", "包.txt", "--password-file", "口令.txt")
    assert locked("password", "set", "-w", package, *of_package).status == 0
    assert locked("unit", "add", "市司法局", "-w", package, "--password-file", "包.txt").status == 0
    refused = locked("merge", "-w", W, package, "--password-file", "口令.txt")
    assert (refused.status, refused.out) == (1, "")
    assert f"密码打不开“{package}”" in refused.err
    Path("都有.txt").write_text(f"{PASSWORD}\n第二组的密码2025\n", encoding="utf-8")
    merged = locked("merge", "-w", W, package, "--password-file", "都有.txt")
    assert (merged.status, merged.err) == (0, "")
    assert units(locked, "--password-file", "口令.txt") == ["市外办", "市民政局", "市司法局"]
    for file in (Path(W), *Path().glob(f"{W}.*"), *Path().glob(f"{W}.snapshots/*")):
        assert file.is_dir() or "市外办".encode() not in file.read_bytes()
    assert locked("merge", "-w", W, "--take-back", "--password-file", "口令.txt").status == 0
    assert units(locked, "--password-file", "口令.txt") == ["市外办", "市民政局"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals to type into.")
@pytest.mark.usefixtures("locked")
def test_at_a_terminal_it_is_asked_for_and_not_shown() -> None:
    outcome, shown = typed(["unit", "list", "-w", W, "--json"], PASSWORD)
    assert "市民政局" in outcome
    assert "的密码：" in shown
    assert PASSWORD not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals to type into.")
def test_a_new_one_is_asked_for_twice(plain: Inspector) -> None:
    outcome, _shown = typed(["password", "set", "-w", W], "第一遍的密码", "第二遍的密码")
    assert outcome == ""
    assert units(plain) == ["市外办", "市民政局"]
    outcome, shown = typed(["password", "set", "-w", W], PASSWORD, PASSWORD)
    assert "已加密" in outcome
    assert "再输一次" in shown
    assert units(plain, "--password-file", "口令.txt") == ["市外办", "市民政局"]


def typed(arguments: list[str], *lines: str) -> tuple[str, str]:
    """Run a command at a terminal, type lines into it, and return what it wrote and showed."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "inspector", *arguments],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    os.close(theirs)
    shown = ""
    for line in lines:
        prompt = ""
        while "：" not in prompt:
            prompt += os.read(ours, 4096).decode(errors="replace")
        shown += prompt
        os.write(ours, f"{line}\n".encode())
    out, _ = process.communicate(timeout=600)
    os.close(ours)
    return out.decode(), shown
