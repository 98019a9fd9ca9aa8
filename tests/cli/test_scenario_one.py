"""One unit from the list to the feedback, typed on the command line, figure by figure."""

from pathlib import Path

import pytest

from inspector.exchange import bundled
from tests.cli.conftest import Inspector

W = "2025.inspection"
AT = ("-w", W, "--unit", "市外办")

FINDINGS = (
    ("1.1", "b", 1, "“领导信息”仍列已调离人员1人", "0.50"),
    ("1.2", "b", 3, "现行有效规范性文件未公开3件", "1.50"),
    ("1.2", "c", 5, "废止文件未标注5件", "1.25"),
    ("1.7", "c", 1, "重点工作执行情况仅公开1次", "1.50"),
    ("2.2", "a", 1, "8件解读均为文字", "1.60"),
    ("3.2", "a", 1, "9月12日收到的申请10月28日答复，超期1件", "3.00"),
    ("3.3", "a", 1, "抽查答复书3件，1件未告知救济途径", "0.50"),
    ("4.1", "a", 1, "缺“政府信息公开制度”栏目", "2.00"),
    ("4.2", "a", 2, "空白栏目2个", "2.00"),
    ("4.2", "b", 7, "超过6个月未更新栏目7个", "3.50"),
    ("4.2", "c", 12, "错链、断链12处", "1.20"),
    ("4.3", "a", 1, "公众号连续14天未更新1次", "0.50"),
    ("5.4", "b", 1, "2024年度年报勾稽关系不符1处", "1.00"),
)


@pytest.fixture
def workspace(done: Inspector) -> Inspector:
    """An inspection of 市外办 against the class B list of the invented city."""
    done(
        "inspection",
        "new",
        "-w",
        W,
        "--name",
        "2025年度政务公开工作考核",
        "--checklist",
        "ningchuan-2025-b",
        "--units",
        "市外办",
        "--office",
        "宁川市政务公开工作领导小组办公室",
    )
    return done


def enter_everything(done: Inspector) -> None:
    """Enter the findings and conclusions of the first check."""
    for number, rule, count, fact, _points in FINDINGS:
        done(
            "finding",
            "add",
            *AT,
            "--item",
            number,
            "--rule",
            rule,
            "--count",
            count,
            "--fact",
            fact,
            "--place",
            "门户网站",
            "--sampled-at",
            "2025-12-09T10:12",
        )
    metrics = [f"{name}={figure}" for name, figure in zip(metric_names(), (9, 8), strict=True)]
    done("answer", "set", *AT, "--item", "2.1", "--metric", metrics[0], "--metric", metrics[1])
    done("finding", "add", *AT, "--item", "2.1", "--fact", "政策性文件9件，已解读8件，解读率88.89%")
    done(
        "answer",
        "set",
        *AT,
        "--item",
        "1.4",
        "--conclusion",
        "不涉及",
        "--allowed-by",
        "组长",
        "--reason",
        "权责清单无行政许可、行政处罚事项",
    )
    for number in ("1.5", "3.4"):
        done("answer", "set", *AT, "--item", number, "--conclusion", "本年度未发生")


def metric_names() -> list[str]:
    """Return what the shipped list calls the two figures of item 2.1."""
    items = {item.number: item for _, item in bundled.load("ningchuan-2025-b").items()}
    return [metric.name for metric in items["2.1"].metrics[:2]]


def test_each_finding_costs_what_its_rule_says(workspace: Inspector) -> None:
    enter_everything(workspace)
    found = workspace("finding", "list", *AT, "--json").value
    costs = {(one["number"], one["rule"]): one["points"] for one in found}
    assert costs == {
        **{(number, rule): points for number, rule, _, _, points in FINDINGS},
        ("2.1", "a"): "3.00",
    }


def test_no_mark_and_no_grade_while_items_are_open(workspace: Inspector) -> None:
    enter_everything(workspace)
    (graded,) = workspace("grade", "-w", W, "--json").value
    assert graded["open_items"] == 9
    assert graded["mark"] is graded["proposed_grade"] is graded["rank"] is None
    assert graded["deducted"] == "22.35"


def test_first_check_gives_77_19_and_a_pass(workspace: Inspector) -> None:
    enter_everything(workspace)
    confirmed = workspace("answer", "confirm-rest", *AT).out
    assert "已将9项确认为达到要求" in confirmed
    (graded,) = workspace("grade", "-w", W, "--json").value
    assert (graded["earned"], graded["entitled"]) == ("75.65", "98.00")
    assert (graded["mark"], graded["proposed_grade"]) == ("77.19", "合格")
    assert graded["due"] == "23.05"
    sections = {one["title"]: one for one in graded["sections"] if one["level"] == 1}
    assert sections["平台建设"]["mark"] == "9.50"
    assert sections["平台建设"]["rate"] == "52.78%"
    assert any("应扣6.70分，按分值封顶扣6.00分" in line for line in graded["working"]), graded[
        "working"
    ]


def test_confirming_the_rest_is_one_step_back(workspace: Inspector) -> None:
    enter_everything(workspace)
    workspace("answer", "confirm-rest", *AT)
    workspace("undo", "-w", W)
    (graded,) = workspace("grade", "-w", W, "--json").value
    assert graded["open_items"] == 9
    workspace("redo", "-w", W)
    (graded,) = workspace("grade", "-w", W, "--json").value
    assert graded["mark"] == "77.19"


def test_feedback_says_what_was_found_and_nothing_more(
    workspace: Inspector, tmp_path: Path
) -> None:
    enter_everything(workspace)
    workspace("answer", "confirm-rest", *AT)
    for suffix in ("pdf", "docx", "md"):
        paper = tmp_path / f"反馈.{suffix}"
        workspace("document", "-w", W, "--kind", "feedback", "--unit", "市外办", "-o", paper)
        assert paper.stat().st_size > 1000
    text = (tmp_path / "反馈.md").read_text(encoding="utf-8")
    assert "扣22.35分（封顶前23.05分）" in text
    for _, _, _, fact, _ in FINDINGS:
        assert fact in text
    assert "不适用" not in text
    assert "我办" not in text
    assert "77.19" not in text, "an unapproved mark has no place in the paper"


def test_history_of_an_item_names_who_and_what(workspace: Inspector) -> None:
    enter_everything(workspace)
    entries = workspace("history", *AT, "--item", "3.2", "--json").value
    assert {entry["author"] for entry in entries} == {"甲"}
    assert any("3.2" in entry["words"] for entry in entries)


def test_verify_proves_the_file_against_the_head_of_a_paper(workspace: Inspector) -> None:
    proof = workspace("verify", "-w", W, "--json").value
    assert proof["ok"]
    assert workspace("verify", "-w", W, "--head", proof["head"]).status == 0
