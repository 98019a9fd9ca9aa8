"""Answers and findings: what is recorded, what follows from it, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import AT, Inspector, W, graded, metric_names, set_up

Refused = Callable[..., str]


@pytest.fixture
def ready(done: Inspector) -> Inspector:
    """An inspection of 市外办 and 市财政局 with nothing entered yet."""
    set_up(done, "市外办,市财政局")
    return done


def answer(done: Inspector, number: str) -> Any:
    (view,) = done("answer", "show", *AT, "--item", number, "--json").value
    return view


def add(done: Inspector, number: str, *options: object) -> str:
    """Record a finding and return its id."""
    out = done("finding", "add", *AT, "--item", number, *options).out
    return out.removeprefix("已录入").partition("，")[0]


def findings(done: Inspector) -> list[Any]:
    found: list[Any] = done("finding", "list", *AT, "--json").value
    return found


def test_each_part_of_an_answer_is_set_by_itself(ready: Inspector) -> None:
    ready(
        "answer", "set", *AT, "--item", "5.2", "--self-mark", "１.5分", "--self-conclusion", "达标"
    )
    ready(
        "answer", "set", *AT, "--item", "5.2", "--self-account", "方案已公开", "--account", "属实"
    )
    ready("answer", "set", *AT, "--item", "5.2", "--note", "=复核", "--conclusion", "met")
    view = answer(ready, "5.2")
    assert (view["self_conclusion"], view["self_mark"], view["self_account"]) == (
        "met", "1.5", "方案已公开",
    )  # fmt: skip
    assert (view["conclusion"], view["account"], view["note"]) == ("met", "属实", "=复核")
    assert view["checked_mark"] == "2"


def test_the_shape_of_answers_is_as_promised(ready: Inspector) -> None:
    assert {
        "number", "path", "content", "points", "self_conclusion", "self_mark", "self_account",
        "conclusion", "checked_mark", "approved_mark", "findings", "account", "metrics", "note",
        "evidence",
    } <= answer(ready, "1.1").keys()  # fmt: skip


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--item", "9.9", "--note", "x"), "没有第9.9项，现有：1.1、1.2"),
        (("--item", "5.2"), "没有给出第5.2项"),
        (("--item", "5.2", "--conclusion", "还行"), "“还行”不在可用的词语之列"),
        (("--item", "5.2", "--self-mark", "两分"), "“两分”不是有效的分数"),
        (("--item", "5.2", "--self-mark", "-1"), "“-1”不是有效的分数"),
        (("--item", "5.2", "--self-mark", "1e400"), "不是有效的分数"),
        (("--item", "5.2", "--self-mark", "nan"), "不是有效的分数"),
        (("--item", "2.1", "--metric", "9"), "请写作名称=数值"),
        (("--item", "2.1", "--metric", "已解读=八"), "“八”不是数"),
        (
            ("--item", "2.1", "--metric", "读者=8"),
            "第2.1项没有“读者”这项数据，应填：政策性文件、已解读",
        ),
        (("--item", "1.4", "--conclusion", "不涉及", "--allowed-by", "组长"), "理由"),
        (("--item", "1.4", "--conclusion", "不涉及", "--reason", "无此事项"), "认定人"),
        (("--item", "5.2", "--conclusion", "长期推进"), "长期推进"),
    ],
)
def test_what_makes_no_answer_is_refused(
    ready: Inspector, refused: Refused, options: tuple[str, ...], words: str
) -> None:
    del ready
    assert words in refused("answer", "set", *AT, *options)


def test_an_unknown_unit_is_answered_with_the_names_there_are(
    ready: Inspector, refused: Refused
) -> None:
    del ready
    sentence = refused("answer", "show", "-w", W, "--unit", "市教育局")
    assert "市外办、市财政局" in sentence


def test_figures_of_a_ratio_item_make_its_finding(ready: Inspector) -> None:
    whole, part = metric_names()
    for done, points in ((9, None), (19, "1.00")):
        of = {9: 9, 19: 20}[done]
        ready("answer", "set", *AT, "--item", "2.1", "--metric", f"{whole}={of}")
        ready("answer", "set", *AT, "--item", "2.1", "--metric", f"{part}={done}")
        assert [one["points"] for one in findings(ready)] == ([points] if points else [])
    assert answer(ready, "2.1")["conclusion"] == "partly_met"
    ready("answer", "set", *AT, "--item", "2.1", "--metric", f"{part}=20")
    assert findings(ready) == []
    assert answer(ready, "2.1")["checked_mark"] == "8"


def test_the_fact_of_a_figure_s_finding_survives_new_figures(ready: Inspector) -> None:
    whole, part = metric_names()
    figures = ("answer", "set", *AT, "--item", "2.1", "--metric")
    ready(*figures, f"{whole}=9", "--metric", f"{part}=8")
    add(ready, "2.1", "--fact", "已解读8件", "--place", "专栏")
    ready(*figures, f"{part}=7")
    (finding,) = findings(ready)
    assert (finding["fact"], finding["place"], finding["points"]) == ("已解读8件", "专栏", "5.00")


def test_a_ratio_finding_needs_its_figures_and_nothing_else_counts_it(
    ready: Inspector, refused: Refused
) -> None:
    assert "政策性文件、已解读" in refused("finding", "add", *AT, "--item", "2.1", "--fact", "少")
    whole, part = metric_names()
    both = ("--metric", f"{whole}=9", "--metric", f"{part}=8")
    ready("answer", "set", *AT, "--item", "2.1", *both)
    (finding,) = findings(ready)
    assert "指标数据" in refused("finding", "update", finding["id"], "-w", W, "--count", 5)
    sentence = refused("answer", "set", *AT, "--item", "2.1", *both, "--conclusion", "达到要求")
    assert "达到要求" in sentence


def test_met_beside_a_finding_is_refused(ready: Inspector, refused: Refused) -> None:
    add(ready, "5.2", "--fact", "方案未公开")
    sentence = refused("answer", "set", *AT, "--item", "5.2", "--conclusion", "达到要求")
    assert "5.2" in sentence
    assert "达到要求" in sentence
    assert answer(ready, "5.2")["conclusion"] == "not_met", "all of its points are lost"


def test_not_applicable_beside_a_finding_is_refused(ready: Inspector, refused: Refused) -> None:
    reasons = ("--reason", "无行政许可", "--allowed-by", "组长")
    ready("answer", "set", *AT, "--item", "1.4", "--conclusion", "不涉及", *reasons)
    assert "不涉及" in refused("finding", "add", *AT, "--item", "1.4", "--fact", "超期")
    assert answer(ready, "1.4")["reason"] == "无行政许可"


def test_unmet_without_a_finding_is_kept_open_and_said_so(
    ready: Inspector, inspector: Inspector
) -> None:
    outcome = inspector("answer", "set", *AT, "--item", "5.2", "--conclusion", "部分达到")
    assert outcome.status == 0
    assert "5.2" in outcome.err
    assert answer(ready, "5.2")["checked_mark"] is None
    assert graded(ready)["open_items"] == 23


def test_an_item_that_was_met_is_no_longer_so_once_something_is_found(ready: Inspector) -> None:
    ready("answer", "confirm-rest", *AT)
    add(ready, "3.2", "--fact", "超期1件")
    assert answer(ready, "3.2")["conclusion"] == "partly_met"
    assert answer(ready, "3.2")["checked_mark"] == "5"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--item", "4.2", "--fact", "空白"), "多条评分标准"),
        (("--item", "4.2", "--rule", "d", "--fact", "空白"), "没有评分标准d"),
        (("--item", "5.2", "--fact", " "), "没有写明事实"),
        (("--item", "3.2", "--fact", "超期", "--count", "0"), "应为1至100000"),
        (("--item", "3.2", "--fact", "超期", "--count", "9" * 30), "应为1至100000"),
        (("--item", "3.2", "--fact", "超期", "--points", "2"), "由评分标准计算"),
        (("--item", "3.2", "--fact", "超期", "--sampled-at", "前天"), "“前天”不是有效的时间"),
        (("--item", "3.2", "--fact", "超期", "--sampled-at", "2025-13-40"), "不是有效的时间"),
    ],
)
def test_what_makes_no_finding_is_refused(
    ready: Inspector, refused: Refused, options: tuple[str, ...], words: str
) -> None:
    del ready
    assert words in refused("finding", "add", *AT, *options)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2025-12-09T10:12", "2025-12-09 10:12"),
        ("2025年12月9日10时12分", "2025-12-09 10:12"),
        ("12月9日", "2025-12-09 00:00"),
        ("2025-12-10 24:00", "2025-12-11 00:00"),
    ],
)
def test_times_are_read_as_people_write_them(ready: Inspector, typed: str, read: str) -> None:
    add(ready, "3.2", "--fact", "超期", "--sampled-at", typed)
    (finding,) = findings(ready)
    assert finding["sampled_at"] == read


def test_a_correction_reprices_the_finding_and_keeps_the_rest(ready: Inspector) -> None:
    one = add(ready, "4.2", "--rule", "a", "--count", 2, "--fact", "空白栏目2个", "--place", "专栏")
    ready("finding", "update", one, "-w", W, "--count", 3, "--fact", "空白栏目3个", "--fixed")
    (finding,) = findings(ready)
    assert (finding["count"], finding["points"], finding["place"]) == (3, "3.00", "专栏")
    assert (finding["fact"], finding["fixed_on_spot"]) == ("空白栏目3个", True)


def test_a_withdrawn_finding_stays_on_record_and_counts_nothing(
    ready: Inspector, refused: Refused
) -> None:
    one = add(ready, "5.2", "--fact", "方案未公开")
    ready("finding", "withdraw", one, "-w", W, "--reason", "误记")
    (finding,) = findings(ready)
    assert finding["status"] == "withdrawn"
    assert answer(ready, "5.2")["conclusion"] == "open"
    assert graded(ready)["deducted"] == "0.00"
    assert "不再有效" in refused("finding", "update", one, "-w", W, "--count", 2)
    assert "不再有效" in refused("finding", "withdraw", one, "-w", W, "--reason", "再撤")


def test_corrections_that_say_nothing_are_refused(ready: Inspector, refused: Refused) -> None:
    one = add(ready, "5.2", "--fact", "方案未公开")
    assert "没有给出" in refused("finding", "update", one, "-w", W)
    assert "没有写明事实" in refused("finding", "update", one, "-w", W, "--fact", "")
    assert "没有写明撤回" in refused("finding", "withdraw", one, "-w", W, "--reason", " ")
    assert "开头的扣分点有0个" in refused("finding", "update", "zz", "-w", W, "--count", 2)


def test_bonus_is_capped_by_rule_and_in_all(ready: Inspector) -> None:
    """J1 3次、J2 3项: min(6,4)＋min(3,2)＝6, and no more than 5 in all."""
    ready("answer", "confirm-rest", *AT)
    add(ready, "J1", "--fact", "省级推广3次", "--count", 3)
    add(ready, "J2", "--fact", "市级案例3项", "--count", 3)
    result = graded(ready)
    assert (result["bonus"], result["mark"]) == ("5.00", "105.00")


def test_confirming_leaves_what_was_concluded_and_is_said_item_by_item(ready: Inspector) -> None:
    add(ready, "3.2", "--fact", "超期1件")
    ready("answer", "set", *AT, "--item", "3.4", "--conclusion", "本年度未发生")
    told = ready("answer", "confirm-rest", *AT).out
    assert "已将21项确认为达到要求" in told
    assert "3.4" not in told
    assert "已将0项" in ready("answer", "confirm-rest", *AT).out


def test_nothing_of_an_approved_unit_can_be_changed(
    ready: Inspector, refused: Refused, approve: Callable[[str], None]
) -> None:
    one = add(ready, "5.2", "--fact", "方案未公开")
    approve("市外办")
    for attempt in (
        ("answer", "set", *AT, "--item", "5.3", "--conclusion", "达到要求"),
        ("answer", "confirm-rest", *AT),
        ("finding", "add", *AT, "--item", "5.3", "--fact", "未培训"),
        ("finding", "update", one, "-w", W, "--fact", "改"),
        ("finding", "withdraw", one, "-w", W, "--reason", "改"),
        ("evidence", "add", "https://a.example", *AT, "--item", "5.2"),
    ):
        assert "已审定" in refused(*attempt)
    assert answer(ready, "5.2")["approved_mark"] == "0"
