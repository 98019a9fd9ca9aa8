"""Exit statuses, languages, and what happens when something goes wrong."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from inspector.services import checklists
from inspector.storage.workspace_file import WorkspaceFile
from tests.cli.conftest import AT, Inspector, W, set_up


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["findign"], "没有“findign”这个命令"),
        (["checklist", "shwo"], "没有“shwo”这个命令，现有：list，show"),
        (["grade"], "缺少--workspace"),
        (["checklist", "show"], "缺少细则"),
        (["grade", "-w", W, "--wokring"], "没有--wokring这个选项"),
        (["grade", "-w"], "-w缺少取值"),
        (["history", "-w", W, "--limit", "viel"], "--limit的值不合适"),
        (["history", "-w", W, "--unit", "市外办"], "--unit和--item须同时给出"),
        (["checklist", "show", "a.xlsx", "b.xlsx"], "多出了b.xlsx"),
        (["--lang", "fr", "grade"], "fr"),
        (["document", "--kind", "feedback"], "-w、--kind和-o"),
        (["evidence", "purge", "-w", W, "--reason", "误收"], "二者选一"),
    ],
)
def test_wrong_usage_is_status_2_and_one_sentence(
    inspector: Inspector, arguments: list[str], words: str
) -> None:
    outcome = inspector(*arguments)
    assert (outcome.status, outcome.out) == (2, "")
    (sentence,) = outcome.err.splitlines()
    assert words in sentence


def test_ctrl_c_is_no_fault_and_says_that_it_stopped(
    inspector: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checklists, "catalogue", interrupt)
    outcome = inspector("checklist", "list")
    assert (outcome.status, outcome.err) == (1, "已停止。\n")


@pytest.mark.parametrize("place", ["before", "after"])
def test_english_is_chosen_anywhere_on_the_line(inspector: Inspector, place: str) -> None:
    chosen = ("--lang", "en")
    listing = ("checklist", "list")
    outcome = inspector(*((*chosen, *listing) if place == "before" else (*listing, *chosen)))
    assert outcome.out.startswith("Key ")


def test_english_is_chosen_by_the_environment_and_chinese_is_the_default() -> None:
    def first_word(**environment: str) -> str:
        program = Path(sys.executable).with_name("inspector")
        out = subprocess.run(
            [program, "checklist", "list"],
            env={"PATH": "", "HOME": "/nowhere", **environment},
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        return out.split()[0]

    assert first_word() == "代号"
    assert first_word(INSPECTOR_LANG="en") == "Key"
    assert first_word(INSPECTOR_LANG="tlh") == "代号"


def test_a_refusal_reads_in_the_language_chosen(inspector: Inspector) -> None:
    assert inspector("grade", "-w", "none.inspection", "--lang", "en").err.startswith("There is no")


def test_the_version_is_shown(inspector: Inspector) -> None:
    assert inspector("--version").out.startswith("inspector ")


def test_a_fault_of_our_own_is_a_sentence_that_names_a_report(
    inspector: Inspector, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("our own fault")

    monkeypatch.setattr(checklists, "catalogue", fail)
    outcome = inspector("checklist", "list")
    assert (outcome.status, outcome.out) == (1, "")
    (sentence,) = outcome.err.splitlines()
    report = Path(sentence.partition("软件维护人员：")[2])
    assert "ZeroDivisionError: our own fault" in report.read_text(encoding="utf-8")


def test_a_reader_that_stops_early_is_no_fault() -> None:
    program = Path(sys.executable).with_name("inspector")
    with subprocess.Popen(
        [program, "checklist", "show", "ningchuan-2025-b", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_a_terminal_of_another_encoding_shows_what_it_can() -> None:
    program = Path(sys.executable).with_name("inspector")
    shown = subprocess.run(
        [program, "checklist", "list"],
        env={"PATH": "", "HOME": "/nowhere", "PYTHONIOENCODING": "gb2312"},
        capture_output=True,
        check=True,
    )
    assert "代号" in shown.stdout.decode("gb2312")
    assert shown.stderr == b""


def test_what_is_open_elsewhere_may_be_read_and_names_who_has_it(
    inspector: Inspector, done: Inspector
) -> None:
    set_up(done)
    with WorkspaceFile.open(Path(W)):
        outcome = inspector("answer", "set", *AT, "--item", "5.2", "--conclusion", "达到要求")
        assert outcome.status == 1
        (sentence,) = outcome.err.splitlines()
        assert "正在" in sentence or "打开" in sentence
        assert done("answer", "show", *AT, "--json").value


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "找不到"),
        (b"", "不是本程序的资料库"),
        (b"hello", "不是本程序的资料库"),
        (b"SQLite format 3\0" + bytes(200), "不是本程序的资料库"),
    ],
)
def test_what_is_no_workspace_is_refused(
    inspector: Inspector, content: bytes | None, words: str
) -> None:
    if content is not None:
        Path(W).write_bytes(content)
    outcome = inspector("grade", "-w", W)
    assert outcome.status == 1
    (sentence,) = outcome.err.splitlines()
    assert words in sentence
    assert (Path(W).read_bytes() if content is not None else None) == content


def test_a_workspace_cut_short_is_refused(inspector: Inspector, done: Inspector) -> None:
    set_up(done)
    whole = Path(W).read_bytes()
    Path(W).write_bytes(whole[: len(whole) // 2])
    outcome = inspector("grade", "-w", W)
    assert outcome.status == 1
    assert "损坏" in outcome.err


def test_the_author_is_the_one_named_else_the_machine_s_setting(
    done: Inspector, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(done)
    monkeypatch.delenv("INSPECTOR_AUTHOR")
    (own_home / "config").mkdir(exist_ok=True)
    setting = next(own_home.rglob("config"), own_home) / "settings.toml"
    setting.write_text('author = "乙"\n', encoding="utf-8")
    try:
        done("unit", "add", "市财政局", "-w", W)
        done("--author", "丙", "unit", "add", "市教育局", "-w", W)
    finally:
        setting.unlink()
    assert [one["author"] for one in done("history", "-w", W, "--json").value] == ["丙", "乙", "甲"]


def test_json_is_the_only_thing_on_standard_output(done: Inspector, first_check: Path) -> None:
    for arguments in (
        ["checklist", "list"],
        ["checklist", "show", "ningchuan-2025-b"],
        ["checklist", "diff", "national-2021", "national-2022"],
        ["inspection", "list", "-w", first_check],
        ["inspection", "show", "-w", first_check],
        ["unit", "list", "-w", first_check],
        ["answer", "show", "-w", first_check, "--unit", "市外办"],
        ["finding", "list", "-w", first_check],
        ["grade", "-w", first_check],
        ["history", "-w", first_check],
        ["verify", "-w", first_check],
        ["document", "--list"],
    ):
        shown: Any = json.loads(done(*arguments, "--json").out)
        assert shown


def test_the_program_leaves_with_the_status_of_its_command() -> None:
    program = Path(sys.executable).with_name("inspector")
    assert subprocess.run([program, "nix"], capture_output=True, check=False).returncode == 2
    assert (
        subprocess.run([sys.executable, "-m", "inspector", "--version"], check=False).returncode
        == 0
    )
