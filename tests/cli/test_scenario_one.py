"""One unit's first check from the list to the feedback, on the command line, figure by figure."""

from pathlib import Path

from tests.cli.conftest import AT, FINDINGS, Inspector, W, graded


def test_each_finding_costs_what_its_rule_says(entered: Inspector) -> None:
    found = entered("finding", "list", *AT, "--json").value
    costs = {(one["number"], one["rule"]): one["points"] for one in found}
    assert costs == {
        **{(number, rule): points for number, rule, _, _, points in FINDINGS},
        ("2.1", "a"): "3.00",
    }


def test_no_mark_and_no_grade_while_items_are_open(entered: Inspector) -> None:
    result = graded(entered)
    assert result["open_items"] == 9
    assert result["mark"] is result["proposed_grade"] is result["rank"] is None
    assert result["deducted"] == "22.35"


def test_first_check_gives_77_19_and_a_pass(entered: Inspector) -> None:
    assert "已将9项确认为达到要求" in entered("answer", "confirm-rest", *AT).out
    result = graded(entered)
    assert (result["earned"], result["entitled"]) == ("75.65", "98.00")
    assert (result["mark"], result["proposed_grade"]) == ("77.19", "合格")
    assert (result["deducted"], result["due"]) == ("22.35", "23.05")
    sections = {one["title"]: one for one in result["sections"] if one["level"] == 1}
    assert {title: (one["mark"], one["rate"]) for title, one in sections.items()} == {
        "主动公开": ("23.25", "83.04%"),
        "解读回应": ("15.40", "77.00%"),
        "依申请公开": ("16.50", "82.50%"),
        "平台建设": ("9.50", "52.78%"),
        "组织保障": ("11.00", "91.67%"),
    }


def test_the_working_shows_the_cap_as_the_scheme_words_it(entered: Inspector) -> None:
    working = entered("grade", *AT, "--working").out
    assert "应扣6.70分，按分值封顶扣6.00分" in working


def test_a_bonus_below_the_gate_is_recorded_and_not_counted(entered: Inspector) -> None:
    entered("answer", "confirm-rest", *AT)
    entered("finding", "add", *AT, "--item", "J1", "--fact", "省政府办公厅简报推广")
    assert (graded(entered)["mark"], graded(entered)["bonus"]) == ("77.19", "0.00")


def test_a_veto_is_recorded_without_points_and_fails_the_unit(entered: Inspector) -> None:
    entered("answer", "confirm-rest", *AT)
    entered("finding", "add", *AT, "--item", "F1", "--fact", "公示名单未隐去公民身份号码")
    result = graded(entered)
    assert (result["original"], result["mark"]) == ("77.19", "59.00")
    assert result["proposed_grade"] == "不合格"


def test_a_penalty_takes_its_points_off_the_whole(entered: Inspector) -> None:
    entered("answer", "confirm-rest", *AT)
    entered("finding", "add", *AT, "--item", "K1", "--fact", "被省政府办公厅通报批评")
    assert graded(entered)["mark"] == "75.19"


def test_answers_show_marks_only_where_items_are_closed(entered: Inspector) -> None:
    answers = {one["number"]: one for one in entered("answer", "show", *AT, "--json").value}
    assert answers["4.2"]["checked_mark"] == "0"
    assert answers["3.2"]["checked_mark"] == "5"
    assert answers["1.3"]["checked_mark"] is None, "still open"
    assert {one["approved_mark"] for one in answers.values()} == {None}, "nothing is approved"
    assert answers["1.4"]["conclusion"] == "not_applicable"
    assert answers["3.4"]["conclusion"] == "did_not_occur"
    assert answers["2.1"]["metrics"] == {"政策性文件": "9", "已解读": "8"}
    (finding,) = answers["3.3"]["findings"]
    assert finding["points"] == "0.50"
    assert finding["place"] == "门户网站"
    assert finding["sampled_at"] == "2025-12-09 10:12"


def test_confirming_the_rest_is_one_step_back(entered: Inspector) -> None:
    entered("answer", "confirm-rest", *AT)
    entered("undo", "-w", W)
    assert graded(entered)["open_items"] == 9
    entered("redo", "-w", W)
    assert graded(entered)["mark"] == "77.19"


def test_feedback_says_what_was_found_and_nothing_more(entered: Inspector, tmp_path: Path) -> None:
    entered("answer", "confirm-rest", *AT)
    for suffix in ("pdf", "docx", "md"):
        paper = tmp_path / f"反馈.{suffix}"
        entered("document", *AT, "--kind", "feedback", "-o", paper)
        assert paper.stat().st_size > 1000
    text = (tmp_path / "反馈.md").read_text(encoding="utf-8")
    assert "扣22.35分（封顶前23.05分）" in text
    for _, _, _, fact, _ in FINDINGS:
        assert fact in text
    assert "不适用" not in text
    assert "我办" not in text
    assert "77.19" not in text, "an unapproved mark has no place in the paper"


def test_history_of_an_item_begins_with_its_marks_in_turn(entered: Inspector) -> None:
    entered("answer", "set", *AT, "--item", "3.2", "--self-mark", "8")
    first = entered("history", *AT, "--item", "3.2").out.splitlines()[0]
    assert first == "8.00（自评）→5.00（初评）"
