"""One unit from its self-assessment through an objection to its approval, as typed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import AT, Inspector, W, enter_everything, graded, set_up
from tests.cli.test_sheets import SHEET, export, mistreated

EXTENSION = "延期告知书10月15日送达申请人，经政府信息公开工作机构负责人同意。"
OBJECTION = ("state", "objection")
UPHELD = (
    *(*OBJECTION, "decide", *AT, "--item", "3.2", "--decision", "异议成立"),
    *("--reason", "已依法延期，应于11月13日前答复，未超期", "--approver", "周明远"),
    *("--on", "2025-12-24"),
)
Refuse = Callable[..., str]


def state(done: Inspector) -> Any:
    """Return where the one unit stands."""
    (view,) = done("state", "show", *AT, "--json").value
    return view


def go_on(done: Inspector, *states: str) -> None:
    for name in states:
        done("state", "advance", *AT, "--to", name, "--on", "2025-12-19")


@pytest.fixture
def checked(entered: Inspector) -> Inspector:
    """The first check of 市外办 is whole, its bonus recognised."""
    entered("answer", "confirm-rest", *AT)
    entered("finding", "add", *AT, "--item", "J1", "--fact", "省政府办公厅简报推广")
    return entered


@pytest.fixture
def fed_back(checked: Inspector) -> Inspector:
    """Fed back on 19 December 2025."""
    go_on(checked, "初评完成", "待审核", "已反馈")
    return checked


@pytest.fixture
def objected(fed_back: Inspector) -> Inspector:
    """The unit objects to 3.2, and 何川 reviews it."""
    object_to(fed_back, "3.2", "2025-12-23")
    fed_back(*OBJECTION, "assign", *AT, "--item", "3.2", "--reviewer", "何川")
    return fed_back


@pytest.fixture
def approved(objected: Inspector) -> Inspector:
    """The objection is upheld and the meeting has approved the grade."""
    objected(*UPHELD)
    objected("state", "approve", *AT, "--on", "2025-12-26")
    return objected


def object_to(done: Inspector, number: str, received: str, *more: str) -> Any:
    given = (*OBJECTION, "add", *AT, "--item", number, "--received", received)
    return done(*given, "--reason", EXTENSION, *more)


def test_scenario_one_from_the_sheet_to_the_lock(
    done: Inspector, inspector: Inspector, refused: Refuse, tmp_path: Path
) -> None:
    """Every figure of the scenario, each command as a person types it."""
    set_up(done)
    done("register", "send", "-w", W, "--all", "--on", "2025-11-03", "--due", "2025-11-28")
    SHEET.write_bytes(mistreated(export(done)))
    done("sheet", "import", "-w", W, SHEET)
    done("register", "receive", *AT, "--on", "2025-11-27")
    (line,) = done("register", "show", "-w", W, "--json").value
    assert (line["sent_on"], line["received_on"]) == ("2025-11-03", "2025-11-27")
    assert graded(done, "--side", "self")["mark"] == "99.86"

    enter_everything(done)
    assert "初评完成" in refused("state", "advance", *AT, "--to", "待审核")
    done("answer", "confirm-rest", *AT)
    done("finding", "add", *AT, "--item", "J1", "--fact", "省政府办公厅简报推广")
    assert done("check", *AT, "--json").value[0]["blocked"] is False
    go_on(done, "初评完成", "待审核")
    fed = done("state", "advance", *AT, "--to", "已反馈", "--on", "2025-12-19")
    assert "2025-12-24" in fed.out
    assert graded(done)["mark"] == "77.19"

    notice = tmp_path / "延期告知书.pdf"
    notice.write_bytes(b"%PDF-1.4 made up")
    object_to(done, "3.2", "2025-12-23", "--evidence", str(notice))
    assert state(done)["state"] == "under_objection"
    assign = (*OBJECTION, "assign", *AT, "--item", "3.2", "--reviewer")
    assert "甲" in refused(*assign, "甲")
    done(*assign, "何川")
    effect = done(*UPHELD, "--json").value
    assert (effect["before"]["mark"], effect["before"]["grade"]) == ("77.19", "合格")
    assert (effect["after"]["base"], effect["after"]["mark"]) == ("80.26", "82.26")
    done("document", "-w", W, "--kind", "objection_form", "--unit", "市外办", "-o", "复核.md")
    form = Path("复核.md").read_text(encoding="utf-8")
    assert all(
        word in form for word in ("3.00", "0.00", "何川", "延期告知书.pdf", "异议成立", "周明远")
    )
    assert "| 甲 |" not in form, "whoever checked first has no part in it"
    done("state", "approve", *AT, "--on", "2025-12-26")
    assert (graded(done)["approved_grade"], graded(done)["mark"]) == ("良好", "82.26")
    assert graded(done, "--side", "checked")["mark"] == "77.19"

    for locked in (
        ("answer", "set", *AT, "--item", "1.1", "--account", "改"),
        ("finding", "add", *AT, "--item", "3.3", "--fact", "又一件", "--place", "某处"),
        ("answer", "confirm-rest", *AT),
        ("register", "receive", *AT),
        ("undo", "-w", W),
    ):
        refused(*locked)
    again = inspector("sheet", "import", "-w", W, SHEET, "--json")
    assert (again.status, again.value[0]["taken"]) == (1, [])

    unlock = ("state", "unlock", *AT)
    refused(*unlock, "--second", "周明远")
    refused(*unlock, "--reason", "漏记一件佐证")
    refused(*unlock, "--reason", "漏记一件佐证", "--second", "甲")
    done(*unlock, "--reason", "漏记一件佐证", "--second", "周明远")
    assert state(done)["state"] == "checking"
    assert (state(done)["unlock_reason"], state(done)["unlocked_by"]) == ("漏记一件佐证", "周明远")
    done("answer", "set", *AT, "--item", "1.1", "--account", "公开了机构职能。")


def test_an_open_item_holds_the_unit_and_the_check_says_which(
    entered: Inspector, inspector: Inspector
) -> None:
    (found,) = entered("check", *AT, "--json").value
    open_items = {one["number"] for one in found["issues"] if one["code"] == "check.open"}
    assert found["blocked"]
    assert open_items == {"1.3", "1.6", "2.3", "2.4", "3.1", "4.4", "5.1", "5.2", "5.3"}
    outcome = inspector("state", "advance", *AT, "--to", "初评完成")
    assert outcome.status == 1
    assert len(outcome.err.splitlines()) == 9
    assert state(entered)["state"] == "checking"


def test_what_only_may_be_asked_is_shown_and_does_not_hold(checked: Inspector) -> None:
    moved = checked("state", "advance", *AT, "--to", "初评完成", "--json").value[0]
    assert {issue["severity"] for issue in moved["issues"]} == {"warning"}
    assert any(issue["code"] == "check.no_evidence" for issue in moved["issues"])
    assert state(checked)["state"] == "checked"


def test_states_follow_each_other_in_order_only(checked: Inspector, refused: Refuse) -> None:
    sentence = refused("state", "advance", *AT, "--to", "已反馈")
    assert "检查中" in sentence
    assert "初评完成" in sentence
    go_on(checked, "初评完成", "待审核", "已反馈")
    assert "inspector state approve" in refused("state", "advance", *AT, "--to", "已审定")


def test_the_feedback_sets_the_last_day_in_working_days(fed_back: Inspector) -> None:
    """19 December 2025 is a Friday; three working days later is the 24th."""
    found = state(fed_back)
    assert (found["feedback_date"], found["objection_deadline"]) == ("2025-12-19", "2025-12-24")


def test_public_holidays_move_the_last_day(checked: Inspector) -> None:
    """After 29 September 2025: the 30th, then 9 and 10 October, as 1 to 8 October are off."""
    go_on(checked, "初评完成", "待审核")
    checked("state", "advance", *AT, "--to", "已反馈", "--on", "2025-09-29")
    assert state(checked)["objection_deadline"] == "2025-10-10"


def test_another_term_than_three_days_is_given_with_the_feedback(checked: Inspector) -> None:
    go_on(checked, "初评完成", "待审核")
    given = ("state", "advance", *AT, "--to", "已反馈", "--on", "2025-12-19", "--days", "5")
    assert "2025-12-26" in checked(*given).out


def test_an_objection_after_the_last_day_needs_a_reason(
    fed_back: Inspector, refused: Refuse
) -> None:
    late = (
        *OBJECTION,
        "add",
        *AT,
        "--item",
        "3.2",
        "--received",
        "2025-12-25",
        "--reason",
        "未超期",
    )
    assert "2025-12-24" in refused(*late)
    fed_back(*late, "--late-reason", "挂号信收寄戳为12月24日")
    (found,) = fed_back(*OBJECTION, "list", "-w", W, "--json").value
    assert found["late"]
    assert found["late_reason"] == "挂号信收寄戳为12月24日"


@pytest.mark.usefixtures("checked")
def test_no_objection_before_the_feedback(refused: Refuse) -> None:
    given = (*OBJECTION, "add", *AT, "--item", "3.2", "--reason", "未超期")
    assert "尚未反馈" in refused(*given)


@pytest.mark.usefixtures("objected")
def test_an_item_has_one_undecided_objection(refused: Refuse) -> None:
    given = (*OBJECTION, "add", *AT, "--item", "3.2", "--received", "2025-12-23", "--reason", "再")
    assert "3.2" in refused(*given)


@pytest.mark.usefixtures("objected")
def test_an_undecided_objection_holds_the_approval(refused: Refuse) -> None:
    assert "3.2" in refused("state", "approve", *AT, "--on", "2025-12-26")
    assert "3.2" in refused("state", "advance", *AT, "--to", "已反馈")


@pytest.mark.usefixtures("objected")
def test_a_decision_names_its_reason_and_who_approved_it(refused: Refuse) -> None:
    bare = (*OBJECTION, "decide", *AT, "--item", "3.2", "--decision", "refused")
    refused(*bare, "--reason", "证据不足")
    refused(*bare, "--approver", "周明远")


def test_a_preview_changes_nothing(objected: Inspector) -> None:
    effect = objected(*UPHELD, "--preview", "--json").value
    assert not effect["done"]
    assert effect["after"]["mark"] == "82.26"
    assert graded(objected)["mark"] == "77.19"
    assert state(objected)["state"] == "under_objection"


def test_the_finding_stays_on_record_and_the_checked_mark_stays(approved: Inspector) -> None:
    (answer,) = approved("answer", "show", *AT, "--item", "3.2", "--json").value
    assert (answer["checked_mark"], answer["approved_mark"]) == ("5", "8")
    (finding,) = answer["findings"]
    assert finding["status"] == "overturned"


def test_an_objection_upheld_in_part_puts_another_finding_in_place(objected: Inspector) -> None:
    object_to(objected, "1.2", "2025-12-23")
    objected(*OBJECTION, "decide", *AT, "--item", "1.2", *PARTLY)
    (answer,) = objected("answer", "show", *AT, "--item", "1.2", "--json").value
    assert [(one["status"], one["points"]) for one in answer["findings"]] == [
        ("overturned", "1.50"),
        ("overturned", "1.25"),
        ("decided", "0.50"),
    ]
    assert state(objected)["state"] == "under_objection", "3.2 is still undecided"


PARTLY = (
    *("--decision", "changed", "--reason", "其中2件已公开", "--approver", "周明远"),
    *("--on", "2025-12-24", "--reviewer", "何川"),
    *("--rule", "b", "--fact", "现行有效规范性文件未公开1件", "--place", "文件库"),
)


def test_a_bonus_that_was_not_recognised_can_be_granted_on_objection(
    entered: Inspector,
) -> None:
    """The unit claims J1; nothing was found under it, so the objection contests no finding."""
    entered("answer", "confirm-rest", *AT)
    go_on(entered, "初评完成", "待审核", "已反馈")
    for number, decision in (("3.2", "upheld"), ("J1", "changed")):
        object_to(entered, number, "2025-12-23")
        fact = ("--fact", "省政府办公厅简报推广", "--place", "简报") if number == "J1" else ()
        entered(
            *(*OBJECTION, "decide", *AT, "--item", number, "--decision", decision, *fact),
            *("--reason", "属实", "--approver", "周明远", "--reviewer", "何川"),
            *("--on", "2025-12-24"),
        )
    assert graded(entered)["mark"] == "82.26"
    assert graded(entered, "--side", "checked")["mark"] == "77.19"


def test_an_objection_that_is_refused_changes_no_mark(objected: Inspector) -> None:
    objected(
        *(*OBJECTION, "decide", *AT, "--item", "3.2", "--decision", "异议不成立"),
        *("--reason", "延期告知书未送达", "--approver", "周明远", "--on", "2025-12-24"),
    )
    assert graded(objected)["mark"] == "77.19"
    assert state(objected)["state"] == "fed_back"


def test_another_grade_than_the_proposed_one_needs_a_reason(
    objected: Inspector, refused: Refuse
) -> None:
    objected(*UPHELD)
    other = ("state", "approve", *AT, "--on", "2025-12-26", "--grade", "合格")
    sentence = refused(*other)
    assert "良好" in sentence
    assert "不是" in refused("state", "approve", *AT, "--grade", "优良")
    objected(*other, "--reason", "当年被省通报批评")
    found = state(objected)
    assert (found["proposed_grade"], found["approved_grade"]) == ("良好", "合格")
    assert (found["approval_reason"], found["approved_on"]) == ("当年被省通报批评", "2025-12-26")


def test_approving_before_the_last_day_is_said(fed_back: Inspector) -> None:
    told = fed_back("state", "approve", *AT, "--on", "2025-12-24", "--json").value[0]
    assert [issue["code"] for issue in told["issues"]] == ["approval.time_to_object"]


@pytest.mark.usefixtures("approved")
def test_what_is_approved_is_not_approved_twice(refused: Refuse) -> None:
    assert "良好" in refused("state", "approve", *AT)
    assert "unlock" in refused("state", "advance", *AT, "--to", "检查中")


def test_undo_stops_at_the_lock(objected: Inspector, refused: Refuse) -> None:
    """甲 decided the objection; taking that back would move the mark that 组长 approved."""
    objected(*UPHELD)
    objected("--author", "组长", "state", "approve", *AT, "--on", "2025-12-26")
    assert "市外办" in refused("undo", "-w", W)
    assert graded(objected)["mark"] == "82.26"


def test_redo_stops_at_the_lock(objected: Inspector, refused: Refuse) -> None:
    objected(*UPHELD)
    objected("undo", "-w", W)
    objected("--author", "组长", *UPHELD)
    objected("--author", "组长", "state", "approve", *AT, "--on", "2025-12-26")
    assert "市外办" in refused("redo", "-w", W)


@pytest.mark.usefixtures("checked")
def test_only_what_is_approved_is_unlocked(refused: Refuse) -> None:
    refused("state", "unlock", *AT, "--reason", "录入有误", "--second", "周明远")


def test_a_sheet_is_sent_back_and_comes_in_again(done: Inspector, refused: Refuse) -> None:
    set_up(done, "市外办,市财政局")
    done("register", "send", "-w", W, "--all", "--on", "2025-11-03", "--due", "2025-11-28")
    refused("register", "send-back", *AT, "--reason", "缺盖章页")
    done("register", "receive", *AT, "--on", "2025-11-27")
    done("register", "send-back", *AT, "--reason", "缺盖章页", "--due", "2025-12-02")
    assert "市财政局" in done("register", "late", "-w", W, "--on", "2025-11-29").out
    lines = {one["unit"]: one for one in done("register", "show", "-w", W, "--json").value}
    assert lines["市外办"]["state"] == "sent_back"
    assert (lines["市外办"]["due"], lines["市外办"]["sent_back_reason"]) == (
        "2025-12-02",
        "缺盖章页",
    )
    assert lines["市财政局"]["state"] == "overdue"
    SHEET.write_bytes(mistreated(export(done)))
    done("sheet", "import", "-w", W, SHEET)
    lines = {one["unit"]: one for one in done("register", "show", "-w", W, "--json").value}
    assert lines["市外办"]["state"] == "sheet_received"
    assert lines["市外办"]["sent_back_reason"] == ""


def test_all_units_go_on_together_and_those_held_are_named(checked: Inspector) -> None:
    checked("unit", "add", "-w", W, "市财政局")
    checked("answer", "set", "-w", W, "--unit", "市财政局", "--item", "5.2", "--conclusion", "met")
    moved = {
        one["unit"]: one
        for one in checked("state", "advance", "-w", W, "--all", "--to", "初评完成", "--json").value
    }
    assert (moved["市外办"]["held"], moved["市外办"]["state"]) == (False, "checked")
    assert (moved["市财政局"]["held"], moved["市财政局"]["state"]) == (True, "checking")


def test_going_on_together_sends_nobody_back(checked: Inspector, refused: Refuse) -> None:
    go_on(checked, "初评完成")
    refused("state", "advance", "-w", W, "--all", "--to", "检查中")
    assert state(checked)["state"] == "checked"


def test_what_was_changed_after_the_feedback_is_said(objected: Inspector) -> None:
    """3.2 was decided on an objection; 3.3 was just changed, and the unit was not told."""
    objected(*UPHELD)
    found = [one["id"] for one in objected("finding", "list", *AT, "--json").value]
    at = [one["number"] for one in objected("finding", "list", *AT, "--json").value].index("3.3")
    objected("finding", "withdraw", found[at], "-w", W, "--reason", "重复记录")
    objected("answer", "set", *AT, "--item", "3.3", "--conclusion", "met")
    told = objected("state", "approve", *AT, "--on", "2025-12-26", "--json").value[0]
    assert [issue["code"] for issue in told["issues"]] == ["state.changed_since_feedback"]
    assert "3.3" in told["issues"][0]["message"]


def test_an_unlocking_is_not_taken_back_by_a_key(approved: Inspector) -> None:
    """After it marks may change, so only a new approval locks them again."""
    approved("state", "unlock", *AT, "--reason", "漏记", "--second", "周明远")
    approved("answer", "set", *AT, "--item", "1.1", "--account", "公开了机构职能。")
    approved("undo", "-w", W)
    approved("undo", "-w", W)
    found = state(approved)
    assert (found["state"], found["approved_grade"]) != ("approved", "良好")
    assert found["unlocked_by"] == "周明远"
