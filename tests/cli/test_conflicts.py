"""Conflicts of other kinds than marks, on the command line; and units that turn out to be one."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspector.domain.edits import Action
from inspector.domain.inspection import AssessmentState
from inspector.storage.workspace_file import WorkspaceFile
from tests.cli.conftest import Inspector

W, L = "组长.inspection", "甲.inspection"
UNIT = "市外办"
AT = ("--unit", UNIT, "--item", "1.1")


@pytest.fixture
def copies(done: Inspector) -> Inspector:
    """A workspace with one unit and a copy of it on a laptop."""
    done(
        *("inspection", "new", "-w", W, "--name", "2025年度考核", "--units", UNIT),
        *("--checklist", "ningchuan-2025-b"),
    )
    done("answer", "set", "-w", W, *AT, "--conclusion", "达到要求")
    shutil.copy(W, L)
    return done


def set_state(state: AssessmentState) -> None:
    with WorkspaceFile.open(Path(W)) as file, file.unit_of_work("组长") as work:
        (task,) = file.reader.inspections()
        (part,) = file.reader.assessments(task.id)
        work.replace(part, replace(part, state=state))
        work.commit(Action(verb="assessment.update"))


def disputes(done: Inspector, *arguments: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = done("conflicts", "list", "-w", W, *arguments, "--json").value
    return found


def test_work_elsewhere_on_an_approved_assessment_waits_until_it_is_unlocked(
    copies: Inspector, inspector: Inspector
) -> None:
    set_state(AssessmentState.APPROVED)
    note = ("--author", "甲", "answer", "set", "-w", L, *AT, "--note", "不知已审定")
    copies(*note)
    assert copies("merge", "-w", W, L, "--json").value["conflicts"] == 1
    (shown,) = copies("answer", "show", "-w", W, *AT, "--json").value
    assert shown["note"] == ""
    refused = inspector("conflicts", "settle", "-w", W, "--of", "甲")
    assert refused.status == 1
    assert "审定" in refused.err
    set_state(AssessmentState.CHECKING)
    (found,) = disputes(copies)
    assert [(one["author"], one["value"], one["stands"]) for one in found["sides"]] == [
        ("甲", "不知已审定", False)
    ]
    copies("conflicts", "settle", "-w", W, "--of", "甲", "--reason", "解锁后采纳")
    assert disputes(copies) == []
    (shown,) = copies("answer", "show", "-w", W, *AT, "--json").value
    assert shown["note"] == "不知已审定"


def test_many_are_settled_at_once_by_one_persons_values_for_some_units_or_items(
    copies: Inspector, inspector: Inspector
) -> None:
    for item in ("1.1", "1.3", "1.6"):
        for path, author in ((W, "组长"), (L, "甲")):
            at = ("-w", path, "--unit", UNIT, "--item", item)
            copies("--author", author, "answer", "set", *at, "--note", f"{author}的备注")
    copies("merge", "-w", W, L)
    assert [one["number"] for one in disputes(copies)] == [1, 2, 3]
    assert [one["number"] for one in disputes(copies, "--item", "1.3")] == [2]
    assert "组长的备注" in copies("conflicts", "list", "-w", W).out
    copies("conflicts", "settle", "-w", W, "--item", "1.3", "--item", "1.6", "--of", "甲")
    assert [one["item"] for one in disputes(copies)] == ["1.1"]
    for wrong in (("--number", 9, "--side", 1), ("--number", 1, "--side", 3)):
        assert inspector("conflicts", "settle", "-w", W, *wrong).status == 1
    unclear: list[tuple[object, ...]] = [(), ("--side", 1), ("--of", "甲", "--side", 1)]
    for arguments in unclear:
        assert inspector("conflicts", "settle", "-w", W, *arguments).status == 2
    side = next(n for n, one in enumerate(disputes(copies)[0]["sides"], 1) if one["author"] == "甲")
    copies("--author", "局长", "conflicts", "settle", "-w", W, "--number", 1, "--side", side)
    notes = [
        one["note"]
        for one in copies("answer", "show", "-w", W, "--unit", UNIT, "--json").value
        if one["number"] in ("1.1", "1.3", "1.6")
    ]
    assert notes == ["甲的备注"] * 3
    assert "核定" in copies("--author", "局长", "undo", "-w", W).out
    (again,) = disputes(copies)
    assert {one["author"] for one in again["sides"]} == {"组长", "甲"}
    assert again["item"] == "1.1"
    copies("--author", "局长", "redo", "-w", W)
    assert disputes(copies) == []
    assert copies("verify", "-w", W, "--json").value["ok"]


def test_the_same_unit_entered_twice_is_pointed_out_and_joined(copies: Inspector) -> None:
    copies("unit", "add", "-w", W, "市教育局")
    copies("unit", "add", "-w", L, "宁川市教育局")
    at = ("-w", L, "--unit", "宁川市教育局", "--item")
    copies("finding", "add", *at, "4.2", "--rule", "a", "--count", 2, "--fact", "空白栏目2个")
    copies("evidence", "add", *at, "4.2", "http://jyj.example/lanmu")
    copies("answer", "set", *at, "1.1", "--note", "甲的备注")
    copies("answer", "set", "-w", W, "--unit", "市教育局", "--item", "1.1", "--note", "组长的备注")
    merged = copies("merge", "-w", W, L, "--json").value
    assert merged["conflicts"] == 0
    assert [sorted(pair) for pair in merged["alike"]] == [["宁川市教育局", "市教育局"]]
    assert "市教育局" in copies("merge", "-w", W, L).out

    joined = copies("unit", "join", "-w", W, "市教育局", "宁川市教育局").out
    assert "市教育局" in joined
    names = [one["name"] for one in copies("unit", "list", "-w", W, "--json").value]
    assert sorted(names) == sorted([UNIT, "市教育局"])
    alias = ("-w", W, "--unit", "宁川市教育局")
    (answer,) = copies("answer", "show", *alias, "--item", "4.2", "--json").value
    assert [one["fact"] for one in answer["findings"]] == ["空白栏目2个"]
    assert len(answer["evidence"]) == 1
    (contested,) = disputes(copies)
    assert (contested["unit"], contested["item"], contested["field"]) == ("市教育局", "1.1", "note")
    assert copies("verify", "-w", W, "--json").value["ok"]
    copies("undo", "-w", W)
    names = [one["name"] for one in copies("unit", "list", "-w", W, "--json").value]
    assert "宁川市教育局" in names
    assert copies("verify", "-w", W, "--json").value["ok"]
