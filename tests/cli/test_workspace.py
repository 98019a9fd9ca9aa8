"""The workspace as a whole: undo after a restart, history, proof, backup and snapshots."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import AT, Inspector, W, set_up

Refused = Callable[..., str]


@pytest.fixture
def ready(done: Inspector) -> Inspector:
    """An inspection of 市外办 in which 3.2 was claimed, found at fault and noted upon."""
    set_up(done)
    done("answer", "set", *AT, "--item", "3.2", "--self-mark", 8, "--self-conclusion", "达到要求")
    done("finding", "add", *AT, "--item", "3.2", "--fact", "超期1件")
    done("answer", "set", *AT, "--item", "3.2", "--note", "待核")
    return done


def note(done: Inspector) -> Any:
    (view,) = done("answer", "show", *AT, "--item", "3.2", "--json").value
    return view["note"]


def in_a_process_of_its_own(*arguments: str) -> str:
    program = Path(sys.executable).with_name("inspector")
    shown = subprocess.run(
        [program, *arguments],
        env={**os.environ, "INSPECTOR_AUTHOR": "甲"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return shown.stdout


def test_undo_and_redo_survive_a_restart(ready: Inspector) -> None:
    assert "已撤销：填写市外办第3.2项" in in_a_process_of_its_own("undo", "-w", W)
    assert note(ready) == ""
    assert "已恢复：填写市外办第3.2项" in in_a_process_of_its_own("redo", "-w", W)
    assert note(ready) == "待核"


def test_undo_goes_back_step_by_step_to_the_empty_file(ready: Inspector, refused: Refused) -> None:
    for _ in range(4):
        ready("undo", "-w", W)
    assert "没有甲可撤销的操作" in refused("undo", "-w", W)
    assert ready("inspection", "list", "-w", W, "--json").value == []
    for _ in range(4):
        ready("redo", "-w", W)
    assert note(ready) == "待核"
    assert "没有甲撤销后可恢复的操作" in refused("redo", "-w", W)


def test_undo_takes_back_one_s_own_actions_only(ready: Inspector) -> None:
    ready("--author", "乙", "answer", "set", *AT, "--item", "5.2", "--note", "乙记")
    ready("undo", "-w", W)
    assert note(ready) == ""
    (other,) = ready("answer", "show", *AT, "--item", "5.2", "--json").value
    assert other["note"] == "乙记"


def test_what_others_built_on_is_left_and_said(ready: Inspector) -> None:
    ready("--author", "乙", "answer", "set", *AT, "--item", "3.2", "--note", "乙改")
    assert "有1处内容他人已在其后修改，保留不动" in ready("undo", "-w", W).out
    assert note(ready) == "乙改"


def test_history_names_who_did_what_the_newest_first(ready: Inspector) -> None:
    ready("undo", "-w", W)
    words = [one["words"] for one in ready("history", "-w", W, "--json").value]
    assert words == [
        "撤销：填写市外办第3.2项",
        "填写市外办第3.2项",
        "录入市外办第3.2项扣分点",
        "填写市外办第3.2项",
        "新建任务“2025年度政务公开工作考核”",
    ]
    assert len(ready("history", "-w", W, "--limit", 2, "--json").value) == 2


def test_history_of_an_item_says_what_was_there_before_and_after(ready: Inspector) -> None:
    (finding,) = ready("finding", "list", *AT, "--json").value
    ready("finding", "update", finding["id"], "-w", W, "--fact", "超期2件", "--count", 2)
    changes = ready("history", *AT, "--item", "3.2", "--json").value
    assert [(one["field"], one["author"]) for one in changes] == [
        ("self", "甲"), ("checked", "甲"), ("note", "甲"), ("fact", "甲"), ("checked", "甲"),
    ] or {one["field"] for one in changes} == {"self", "checked", "note", "fact"}  # fmt: skip
    claimed = changes[0]["after"]
    assert claimed == {"conclusion": "met", "mark": "8"}
    found = changes[1]["after"]
    assert found["conclusion"] == "partly_met"
    assert [(one["rule"], one["points"]) for one in found["findings"]] == [("a", "3")]
    told = ready("history", *AT, "--item", "3.2").out
    assert "自评：—→达到要求，8" in told
    assert "核查：待核查→部分达到，a 3.00" in told
    assert "事实：超期1件→超期2件" in told


def test_verify_proves_the_file_against_the_head_of_a_paper(
    ready: Inspector, refused: Refused
) -> None:
    proof = ready("verify", "-w", W, "--json").value
    assert proof["ok"]
    assert len(proof["head"]) == 16
    ready("answer", "set", *AT, "--item", "5.2", "--conclusion", "达到要求")
    assert ready("verify", "-w", W, "--head", proof["head"]).status == 0, "it stood there once"
    assert "0123456789abcdef" in refused("verify", "-w", W, "--head", "0123456789abcdef")


def test_verify_finds_what_was_changed_behind_the_journal(
    ready: Inspector, inspector: Inspector
) -> None:
    del ready
    with sqlite3.connect(W) as file:
        file.execute("UPDATE finding SET points = 0")
    file.close()
    outcome = inspector("verify", "-w", W)
    assert outcome.status == 1
    assert "finding" in outcome.err


def test_a_backup_is_a_workspace_of_its_own(ready: Inspector, refused: Refused) -> None:
    Path("图.png").write_bytes(b"\x89PNG evidence")
    ready("evidence", "add", "图.png", *AT, "--item", "3.2")
    ready("backup", "-w", W, "备份.inspection")
    ready("answer", "set", *AT, "--item", "3.2", "--note", "备份之后")
    copy = ("-w", "备份.inspection", "--unit", "市外办")
    (view,) = ready("answer", "show", *copy, "--item", "3.2", "--json").value
    assert (view["note"], view["evidence"]) == ("待核", ["图.png"])
    assert ready("verify", "-w", "备份.inspection").status == 0
    assert "备份.inspection" in refused("backup", "-w", W, "备份.inspection")


def test_a_backup_without_a_name_goes_beside_the_workspace_or_into_a_folder(
    ready: Inspector,
) -> None:
    Path("U盘").mkdir()
    written = [Path(ready("backup", "-w", W, *where).out.strip()) for where in ((), ("U盘",))]
    assert [path.parent for path in written] == [Path(), Path("U盘")]
    assert all(path.name.startswith("2025-") and path.is_file() for path in written)


def test_a_snapshot_is_taken_before_an_import_and_brought_back(
    ready: Inspector, refused: Refused
) -> None:
    assert "还没有快照" in ready("restore", "-w", W).out or Path(W + ".snapshots").exists()
    shutil.rmtree(W + ".snapshots", ignore_errors=True)
    ready("sheet", "export", *AT, "--kind", "self", "表.xlsx")
    ready("sheet", "import", "-w", W, "表.xlsx")
    ready("answer", "set", *AT, "--item", "3.2", "--note", "导入之后")
    assert "收取表格" in ready("restore", "-w", W).out
    assert "没有第9个快照" in refused("restore", "-w", W, "--snapshot", 9)
    ready("restore", "-w", W, "--snapshot", 1)
    assert note(ready) == "待核"
    ready("restore", "-w", W, "--snapshot", 1)
    assert note(ready) == "导入之后", "the state left behind was kept"


def test_a_refused_command_leaves_the_file_as_it_was(ready: Inspector, refused: Refused) -> None:
    before = ready("verify", "-w", W, "--json").value
    assert refused("answer", "set", *AT, "--item", "5.2", "--conclusion", "还行")
    assert ready("verify", "-w", W, "--json").value == before
    assert {path.name for path in Path().iterdir()} <= {W, W + ".snapshots"}
