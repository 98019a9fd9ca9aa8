"""A package for a laptop: what is assigned goes along, nothing of others, and it merges back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspector.domain.edits import Action
from inspector.domain.inspection import Assignment
from inspector.storage.workspace_file import WorkspaceFile
from tests.cli.conftest import Inspector

W = "组长.inspection"
OURS, THEIRS = "市外办", "市财政局"
SECRET = "市财政局的扣分事实不得外传"


@pytest.fixture
def leader(done: Inspector, tmp_path: Path) -> Inspector:
    """The leader's workspace: two units with a team each, findings and evidence of both."""
    done(
        *("inspection", "new", "-w", W, "--name", "2025年度考核"),
        *("--units", f"{OURS},{THEIRS}", "--checklist", "ningchuan-2025-b"),
    )
    with WorkspaceFile.open(tmp_path / W) as file, file.unit_of_work("组长") as work:
        (task,) = file.reader.inspections()
        names = {unit.id: unit.name for unit in file.reader.units()}
        for part in file.reader.assessments(task.id):
            work.replace(part, replace(part, team="一组" if names[part.unit] == OURS else "二组"))
        work.commit(Action(verb="assessment.update"))
    photo = tmp_path / "外办现场.png"
    photo.write_bytes(b"photo of ours")
    other = tmp_path / "财政现场.png"
    other.write_bytes(b"photo of theirs")
    for unit, fact, picture in ((OURS, "空白栏目2个", photo), (THEIRS, SECRET, other)):
        at = ("-w", W, "--unit", unit, "--item", "4.2")
        done("finding", "add", *at, "--rule", "a", "--count", 2, "--fact", fact)
        done("evidence", "add", *at, picture)
    done("answer", "set", "-w", W, "--unit", OURS, "--item", "1.1", "--note", "组长的备注")
    return done


def finding_of(done: Inspector, path: str, unit: str, item: str = "4.2") -> list[dict[str, Any]]:
    (answer,) = done("answer", "show", "-w", path, "--unit", unit, "--item", item, "--json").value
    found: list[dict[str, Any]] = answer["findings"]
    return found


def test_a_package_holds_what_is_assigned_and_no_other_units_marks(
    leader: Inspector, tmp_path: Path
) -> None:
    (written,) = leader(
        "package", "export", "-w", W, "--team", "一组", "甲.inspection", "--json"
    ).value
    assert (written["units"], written["answers"], written["files"]) == ([OURS], 2, 1)
    content = (tmp_path / "甲.inspection").read_bytes()
    assert SECRET.encode() not in content
    assert b"photo of theirs" not in content
    assert b"photo of ours" in content
    with WorkspaceFile.open(tmp_path / "甲.inspection", read_only=True) as file:
        assert [unit.name for unit in file.reader.units()] == [OURS, THEIRS]
    assert len(finding_of(leader, "甲.inspection", OURS)) == 1
    assert leader("verify", "-w", "甲.inspection", "--json").value["ok"]


def test_what_was_done_on_the_laptop_comes_back_and_nothing_else_changes(
    leader: Inspector, inspector: Inspector
) -> None:
    leader("package", "export", "-w", W, "--unit", OURS, "甲.inspection")
    untouched = leader("grade", "-w", W, "--json").value
    merged = leader("merge", "-w", W, "甲.inspection", "--json").value
    assert merged["conflicts"] == 0
    assert leader("grade", "-w", W, "--json").value == untouched

    nothing = inspector("--author", "甲", "undo", "-w", "甲.inspection")
    assert nothing.status == 1, "the package itself is no action of the laptop's"
    at = ("-w", "甲.inspection", "--unit", OURS)
    leader("finding", "add", *at, "--item", "4.2", "--rule", "c", "--count", 3, "--fact", "错链3处")
    leader("answer", "set", *at, "--item", "1.3", "--conclusion", "达到要求")
    leader("answer", "set", "-w", W, "--unit", OURS, "--item", "1.1", "--note", "组长又改")
    leader("answer", "set", "-w", W, "--unit", OURS, "--item", "1.6", "--conclusion", "达到要求")
    merged = leader("merge", "-w", W, "甲.inspection", "--json").value
    assert (merged["conflicts"], merged["answers"]) == (0, 2)
    assert [one["fact"] for one in finding_of(leader, W, OURS)] == ["空白栏目2个", "错链3处"]
    (note,) = leader("answer", "show", "-w", W, "--unit", OURS, "--item", "1.1", "--json").value
    assert note["note"] == "组长又改"
    assert len(finding_of(leader, W, THEIRS)) == 1
    assert leader("verify", "-w", W, "--json").value["ok"]
    assert leader("merge", "-w", W, "甲.inspection", "--json").value["edits"] == 0


def test_a_field_changed_on_both_sides_is_a_conflict_with_its_base(leader: Inspector) -> None:
    leader("package", "export", "-w", W, "--unit", OURS, "甲.inspection")
    for path, note in ((W, "组长改"), ("甲.inspection", "甲改")):
        author = "组长" if path == W else "甲"
        leader(
            *("--author", author, "answer", "set", "-w", path, "--unit", OURS),
            *("--item", "1.1", "--note", note),
        )
    assert leader("merge", "-w", W, "甲.inspection", "--json").value["conflicts"] == 1
    (found,) = leader("conflicts", "list", "-w", W, "--json").value
    assert (found["unit"], found["item"], found["field"]) == (OURS, "1.1", "note")
    assert found["base"] == "组长的备注"
    assert {(one["author"], one["value"]) for one in found["sides"]} == {
        ("组长", "组长改"),
        ("甲", "甲改"),
    }
    shown = leader("conflicts", "list", "-w", W).out
    assert "原为：组长的备注" in shown
    leader("conflicts", "settle", "-w", W, "--number", 1, "--side", 1)
    assert "没有不一致" in leader("conflicts", "list", "-w", W).out


def test_packages_merge_with_each_other_and_with_packages_made_of_them(
    leader: Inspector,
) -> None:
    for name in ("甲", "乙"):
        leader("package", "export", "-w", W, "--unit", OURS, f"{name}.inspection")
    leader("package", "export", "-w", "甲.inspection", "--unit", OURS, "丙.inspection")
    for name, item in (("甲", "1.3"), ("乙", "1.6"), ("丙", "5.1")):
        at = ("-w", f"{name}.inspection", "--unit", OURS, "--item", item)
        leader("--author", name, "answer", "set", *at, "--conclusion", "达到要求")
    merged = leader(
        "merge", "-w", "乙.inspection", "甲.inspection", "丙.inspection", "--json"
    ).value
    assert merged["conflicts"] == 0
    assert len(finding_of(leader, "乙.inspection", OURS)) == 1
    assert leader("merge", "-w", W, "丙.inspection", "--json").value["conflicts"] == 0
    assert leader("merge", "-w", W, "乙.inspection", "--json").value["conflicts"] == 0
    (shown,) = [one for one in leader("grade", "-w", W, "--json").value if one["unit"] == OURS]
    assert shown["open_items"] == 23 - 4
    assert leader("verify", "-w", W, "--json").value["ok"]


def test_the_whole_file_merges_into_a_package_as_well(leader: Inspector) -> None:
    leader("package", "export", "-w", W, "--unit", OURS, "甲.inspection")
    leader("answer", "set", "-w", W, "--unit", OURS, "--item", "1.1", "--note", "组长又改")
    assert leader("merge", "-w", "甲.inspection", W, "--json").value["conflicts"] == 0
    assert len(finding_of(leader, "甲.inspection", THEIRS)) == 1
    assert leader("verify", "-w", "甲.inspection", "--json").value["ok"]


def test_items_are_assigned_over_all_units_and_work_is_divided_by_inspector(
    leader: Inspector, tmp_path: Path
) -> None:
    export = ("package", "export", "-w", W, "--json")
    (written,) = leader(*export, "--item", "4.2", "条目.inspection").value
    assert (written["units"], written["answers"]) == ([OURS, THEIRS], 2)
    assert {one["for"] for one in leader(*export, "--all", "组").value} == {"一组", "二组"}
    with WorkspaceFile.open(tmp_path / W) as file, file.unit_of_work("组长") as work:
        (task,) = file.reader.inspections()
        ours, theirs = file.reader.units()
        part = file.reader.answers(task.id, theirs.id)
        divided = (
            Assignment(inspector="林静", units=(ours.id,)),
            Assignment(inspector="林静", units=(theirs.id,), items=tuple(part)),
            Assignment(inspector="赵启", units=(theirs.id,)),
        )
        work.replace(task, replace(task, assignments=divided))
        work.commit(Action(verb="inspection.update"))
    written = leader(*export, "--all", "人").value
    assert [(one["for"], one["answers"]) for one in written] == [("林静", 3), ("赵启", 1)]
    assert (tmp_path / "人" / "组长-林静.inspection").exists()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--team", "九组"), 1),
        (("--inspector", "某人"), 1),
        (("--unit", "市文旅局"), 1),
        ((), 2),
        (("--team", "一组", "--all"), 2),
    ],
)
def test_what_cannot_be_packed_is_refused_and_writes_nothing(
    leader: Inspector, inspector: Inspector, tmp_path: Path, arguments: tuple[str, ...], status: int
) -> None:
    del leader
    outcome = inspector("package", "export", "-w", W, "x.inspection", *arguments)
    assert outcome.status == status
    assert outcome.err
    assert not (tmp_path / "x.inspection").exists()


def test_a_package_has_a_password_of_its_own(
    leader: Inspector, inspector: Inspector, tmp_path: Path
) -> None:
    (tmp_path / "密码.txt").write_text("分发包的开启密码\n", encoding="utf-8")
    leader(
        *("package", "export", "-w", W, "--unit", OURS, "甲.inspection"),
        *("--package-password-file", "密码.txt"),
    )
    assert "空白栏目".encode() not in (tmp_path / "甲.inspection").read_bytes()
    assert inspector("merge", "-w", W, "甲.inspection").status == 1
    opened = ("--password-file", "密码.txt", "merge", "-w", W, "甲.inspection", "--json")
    assert leader(*opened).value["conflicts"] == 0


def test_what_was_entered_and_taken_back_before_comes_home_from_the_laptop_without_a_conflict(
    leader: Inspector,
) -> None:
    at = ("--unit", OURS, "--item", "1.1")
    fresh = ("--unit", OURS, "--item", "1.2")
    leader("finding", "add", "-w", W, *fresh, "--rule", "b", "--fact", "误录")
    leader("undo", "-w", W)
    leader("answer", "set", "-w", W, *at, "--conclusion", "达到要求")
    leader("undo", "-w", W)
    (written,) = leader(
        "package", "export", "-w", W, "--unit", OURS, "甲.inspection", "--json"
    ).value
    assert written["answers"] == 2, "an answer that was taken back is none"
    for one in (at, fresh):
        leader("answer", "set", "-w", "甲.inspection", *one, "--conclusion", "达到要求")
    merged = leader("merge", "-w", W, "甲.inspection", "--json").value
    assert merged["conflicts"] == 0
    (answer,) = leader("answer", "show", "-w", W, *fresh, "--json").value
    assert answer["conclusion"] == "met"


def test_nobody_has_a_rank_in_a_package_and_everybody_has_one_after_the_merge(
    leader: Inspector,
) -> None:
    for unit in (OURS, THEIRS):
        leader("answer", "confirm-rest", "-w", W, "--unit", unit)
    leader("package", "export", "-w", W, "--unit", OURS, "甲.inspection")
    (graded,) = leader("grade", "-w", "甲.inspection", "--json").value
    assert (graded["mark"] is not None, graded["rank"]) == (True, None)
    at = ("-w", "甲.inspection", "--unit", OURS, "--item", "1.3")
    leader("answer", "set", *at, "--note", "已看")
    leader("merge", "-w", W, "甲.inspection")
    assert sorted(one["rank"] for one in leader("grade", "-w", W, "--json").value) == [1, 1]


def test_a_package_for_one_way_of_checking_holds_the_items_that_are_checked_so(
    leader: Inspector,
) -> None:
    for number in ("4.4", "5.1"):
        leader("answer", "set", "-w", W, "--unit", OURS, "--item", number, "--note", "已约")
    leader("division", "assign", "-w", W, "--inspector", "丙", "--way", "现场,查阅")
    (written,) = leader("package", "export", "-w", W, "--all", "分", "--json").value
    assert (written["for"], written["answers"]) == ("丙", 2)
    notes = leader("answer", "show", "-w", written["path"], "--unit", OURS, "--json").value
    assert [one["number"] for one in notes if one["note"]] == ["4.4", "5.1"]
    assert finding_of(leader, written["path"], OURS) == []


def test_a_dry_run_of_a_merge_says_what_would_come_and_changes_nothing(
    leader: Inspector, tmp_path: Path
) -> None:
    leader("package", "export", "-w", W, "--unit", OURS, "甲.inspection")
    at = ("-w", "甲.inspection", "--unit", OURS)
    leader(
        "--author",
        "吴敏",
        "finding",
        "add",
        *at,
        "--item",
        "2.2",
        "--fact",
        "仅文字",
        "--rule",
        "a",
    )
    before = (tmp_path / W).read_bytes()
    view = leader("merge", "-w", W, "甲.inspection", "--dry-run", "--json").value
    (line,) = view["units"]
    assert (line["unit"], line["author"], line["findings"]) == (OURS, "吴敏", 1)
    assert "未作汇总" in leader("merge", "-w", W, "甲.inspection", "--dry-run").out
    assert (tmp_path / W).read_bytes() == before
    assert not (tmp_path / f"{W}.merging").exists()


def test_what_a_package_says_again_is_not_counted_as_brought(leader: Inspector) -> None:
    leader("package", "export", "-w", W, "--unit", OURS, "甲.inspection")
    at = ("-w", "甲.inspection", "--unit", OURS)
    leader("finding", "add", *at, "--item", "2.2", "--rule", "a", "--fact", "仅文字")
    merged = leader("merge", "-w", W, "甲.inspection", "--json").value
    assert (merged["answers"], merged["findings"]) == (1, 1)
