"""Schemes that offices really published, each with the document its figures come from."""

import pickle
from collections.abc import Mapping
from dataclasses import replace

import pytest

from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.checklist import Checklist, ItemKind, Scoring
from inspector.domain.errors import Refused
from inspector.domain.findings import finding_points
from inspector.domain.grading import grade, prepare
from inspector.domain.ids import ItemKey
from inspector.domain.marks import format_mark, plain_mark
from inspector.domain.results import Grading
from inspector.domain.rule_set import (
    Band,
    Bonus,
    Caps,
    DidNotOccur,
    Gate,
    NotApplicable,
    PartGate,
    RoundingOrder,
    RuleSet,
    Source,
    Veto,
)
from inspector.domain.rules import Rule, RuleKind
from inspector.i18n.working import working_line
from tests.golden.small_lists import all_met, answer, checklist, finding, item, mark, section


def graded(of: Checklist, given: Mapping[ItemKey, Answer], **more: object) -> Grading:
    return grade(of, None, given, side=Side.APPROVED, **more)  # type: ignore[arg-type]


def lines(grading: Grading) -> list[str]:
    return [working_line(step, "zh_CN") for step in grading.working]


def shown(*marks: int | None) -> tuple[str, ...]:
    return tuple("-" if each is None else format_mark(each) for each in marks)


# --- where deductions stop ----------------------------------------------------------------------

EACH_FIVE = Rule(number=1, text="不规范的每条扣5分", kind=RuleKind.EACH, points=mark("5"))


def test_deductions_of_one_item_stop_at_its_points() -> None:
    """国办秘函〔2019〕19号: 单项指标扣分之和不超过本项指标总分值."""
    of = checklist(RuleSet(), section("1", "网站", item("1.1", "12", EACH_FIVE), item("1.2", "88")))
    result = graded(of, all_met(of, {"1.1": finding("15", rule=1, count=3)}))
    assert shown(result.due, result.deducted, result.mark) == ("15.00", "12.00", "88.00")


def test_deductions_stop_at_the_weight_of_the_first_level() -> None:
    """锦政公办发〔2020〕4号: 一级指标减分上限为自身权重, so an item may cost more than it has."""
    of = checklist(
        RuleSet(caps=Caps(item=False, section_level=1)),
        section("1", "网站", item("1.1", "4"), item("1.2", "16"), points="20"),
        section("2", "条例", item("2.1", "80"), points="80"),
    )
    within = graded(of, all_met(of, {"1.1": "15"}))
    assert shown(within.sections[0].mark, within.mark) == ("5.00", "85.00")
    beyond = graded(of, all_met(of, {"1.1": "15", "1.2": "9"}))
    assert shown(beyond.due, beyond.deducted, beyond.mark) == ("24.00", "20.00", "80.00")
    assert "网站：应扣15.00＋9.00＝24.00分，按本部分分值封顶扣20.00分" in lines(beyond)


def test_a_cap_may_sit_on_the_second_level() -> None:
    of = checklist(
        RuleSet(caps=Caps(item=False, section_level=2)),
        section(
            "1",
            "公开",
            section("1.1", "目录", item("1.1.1", "10")),
            section("1.2", "年报", item("1.2.1", "90")),
        ),
    )
    result = graded(of, all_met(of, {"1.1.1": "30", "1.2.1": "20"}))
    assert shown(result.sections[0].deducted, result.sections[1].deducted) == ("30.00", "10.00")
    assert shown(result.mark) == ("70.00",)


def test_a_rule_stops_at_its_own_cap() -> None:
    """“每次扣1分，最多扣3分”: the rule stops before the item does."""
    rule = Rule(
        number=1, text="每次扣1分，最多扣3分", kind=RuleKind.EACH, points=mark("1"), cap=mark("3")
    )
    of = checklist(RuleSet(), item("1", "100", rule))
    result = graded(of, all_met(of, {"1": finding("5", rule=1, count=5)}))
    assert shown(result.due, result.deducted) == ("5.00", "3.00")


# --- items that do not apply --------------------------------------------------------------------


def test_the_ratio_of_what_applies() -> None:
    """涡阳县 2020年第三季度测评 (安徽): (81.22 + 0.64) ÷ (100.00 + 0.64) × 100 = 81.34."""
    of = checklist(
        RuleSet(),
        section("1", "基本信息", item("1.1", "100.00")),
        section("2", "重点领域", item("2.1", "0.64")),
    )
    result = graded(of, all_met(of, {"1.1": "18.78"}))
    assert shown(result.base, result.mark) == ("81.34", "81.34")
    assert "基础分：81.86÷100.64×100＝81.3394，公布81.34分" in lines(result)


SERVICE_LIST = checklist(
    RuleSet(),
    section("1", "发布解读", item("1.1", "40")),
    section("2", "办事服务", item("2.1", "25")),
    section("3", "互动交流", item("3.1", "35")),
)


def test_a_list_of_75_is_brought_to_100_by_four_thirds() -> None:
    """国办秘函〔2019〕19号: 办事服务 does not apply, the full mark is 75, the result × 4/3."""
    result = graded(SERVICE_LIST, all_met(SERVICE_LIST, {"1.1": "12"}, not_applicable=["2.1"]))
    assert shown(result.entitled, result.earned, result.mark) == ("75.00", "63.00", "84.00")


def test_a_spared_item_does_not_apply_from_the_start() -> None:
    given = all_met(SERVICE_LIST, {"1.1": "12"})
    del given[ItemKey("2.1")]
    result = graded(SERVICE_LIST, given, spared=[ItemKey("2.1")])
    assert (result.open_items, *shown(result.entitled, result.mark)) == (0, "75.00", "84.00")


SPREAD_LIST = checklist(
    RuleSet(not_applicable=NotApplicable.SPREAD),
    section("1", "办事服务", item("1.1", "12"), item("1.2", "8")),
    section(
        "2",
        "其他指标",
        *(
            item(f"2.{n}", "5", Rule(number=1, text="不得分", kind=RuleKind.ALL))
            for n in range(1, 16)
        ),
        item("2.16", "5"),
    ),
)


def test_twenty_marks_are_spread_equally_over_the_other_items() -> None:
    """肇庆 2019: 办事服务的20分平均计入其他指标中; 16 items of 5 become 16 of 6.25."""
    given = all_met(
        SPREAD_LIST,
        {"2.1": finding("5", rule=1), "2.16": finding("0.5")},
        not_applicable=["1.1", "1.2"],
    )
    result = graded(SPREAD_LIST, given)
    raised = {each.number: each for each in result.items}
    assert shown(raised["2.2"].mark, raised["2.1"].deducted) == ("6.25", "6.25")
    assert shown(raised["2.16"].deducted, raised["2.16"].mark) == ("0.50", "5.75")
    assert shown(result.entitled, result.mark) == ("100.00", "93.25")
    assert "细则：不涉及的20.00分平均计入其余16项。" in lines(result)


def test_spread_points_add_up_although_they_cannot_be_divided() -> None:
    """8 marks over 17 items: each gets 0.47, the first one cent more, and the sum is 100.00."""
    given = all_met(SPREAD_LIST, not_applicable=["1.2"])
    over_all = replace(SPREAD_LIST.rule_set, spread_over=("1", "2"))
    result = grade(SPREAD_LIST, over_all, given, side=Side.APPROVED)
    raised = sorted({each.entitled - mark("5") for each in result.items[2:]})
    assert [plain_mark(each) for each in raised] == ["0.47"]
    assert plain_mark(result.items[0].entitled) == "12.48"
    assert shown(result.entitled, result.mark) == ("100.00", "100.00")


def test_without_a_part_named_the_points_stay_in_their_own_section() -> None:
    result = graded(SPREAD_LIST, all_met(SPREAD_LIST, not_applicable=["1.2"]))
    assert shown(result.items[0].entitled, result.items[2].entitled) == ("20.00", "5.00")


def test_what_cannot_be_dealt_out_in_cents_goes_to_the_first_item() -> None:
    of = checklist(
        RuleSet(not_applicable=NotApplicable.SPREAD, full=mark("10.0001")),
        item("1", "5.0001"),
        item("2", "2"),
        item("3", "3"),
    )
    result = graded(of, all_met(of, not_applicable=["1"]))
    raised = [plain_mark(each.entitled) for each in result.items]
    assert raised == ["0", "4.5001", "5.5"]


def test_a_claim_of_nothing_loses_the_points_that_were_spread_over_the_item_too() -> None:
    given = {
        each.key: replace(answer(each.number), self_mark=each.points)
        for _, each in SPREAD_LIST.items()
    }
    given[ItemKey("2.1")] = replace(given[ItemKey("2.1")], self_mark=mark("0"))
    for number in ("1.1", "1.2"):
        given[ItemKey(number)] = replace(answer(number), self_conclusion=Conclusion.NOT_APPLICABLE)
    own = grade(SPREAD_LIST, None, given, side=Side.SELF)
    assert shown(own.deducted, own.mark) == ("6.25", "93.75")


def test_a_unit_without_key_fields_may_simply_have_a_smaller_full_mark() -> None:
    """某区指标表: 没有涉及重点领域的部门只考核这三项，总分12.5分; nothing is scaled."""
    of = checklist(
        RuleSet(full=mark("25"), not_applicable=NotApplicable.EXCLUDE),
        section("1", "基本", item("1.1", "10.5"), item("1.2", "1"), item("1.3", "1")),
        section("2", "重点领域", item("2.1", "12.5")),
    )
    result = graded(of, all_met(of, {"1.1": "2"}, not_applicable=["2.1"]))
    assert shown(result.entitled, result.mark) == ("12.50", "10.50")


def test_what_did_not_occur_may_count_as_not_applicable() -> None:
    of = replace(SERVICE_LIST, rule_set=RuleSet(did_not_occur=DidNotOccur.AS_NOT_APPLICABLE))
    given = all_met(of, {"1.1": "12"})
    given[ItemKey("2.1")] = answer("2.1", Conclusion.DID_NOT_OCCUR)
    result = graded(of, given)
    assert shown(result.mark) == ("84.00",)
    assert "2.1：本年度未发生，25.00分按不涉及处理" in lines(result)


def test_a_unit_to_which_nothing_applies_has_no_mark() -> None:
    result = graded(SERVICE_LIST, all_met(SERVICE_LIST, not_applicable=["1.1", "2.1", "3.1"]))
    assert (result.open_items, result.mark, result.grade) == (0, None, None)


# --- bonus, veto and gates ----------------------------------------------------------------------

STATE_COUNCIL_2019 = checklist(
    RuleSet(
        bonus=Bonus(cap=mark("30"), gates=(Gate(at_least=mark("80"), inclusive=False),)),
        veto=Veto(grade="不合格", ends_scoring=True),
        bands=(Band(grade="合格", at_least=mark("60")), Band(grade="不合格", at_least=mark("0"))),
    ),
    item("F", kind=ItemKind.VETO),
    section("1", "扣分指标", item("1.1", "100")),
    section("2", "加分指标", item("J", kind=ItemKind.BONUS)),
)
"""国办秘函〔2019〕19号: veto, then 100 marks of deductions, then up to 30 of bonus above 80."""


@pytest.mark.parametrize(
    ("lost", "expected", "grade_expected"),
    [
        ("20", "80.00", "合格"),
        ("19.99", "110.01", "合格"),
        ("40", "60.00", "合格"),
        ("40.01", "59.99", "不合格"),
    ],
)
def test_bonus_counts_only_above_80(lost: str, expected: str, grade_expected: str) -> None:
    given = all_met(STATE_COUNCIL_2019, {"1.1": lost, "J": "31"})
    del given[ItemKey("F")]
    result = graded(STATE_COUNCIL_2019, given)
    assert (*shown(result.mark), result.grade) == (expected, grade_expected)


def test_the_working_tells_above_from_at_least() -> None:
    given = all_met(STATE_COUNCIL_2019, {"1.1": "20", "J": "31"})
    assert "加分：基础分80.00分，未超过80.00分，加分31.00分不计" in lines(
        graded(STATE_COUNCIL_2019, given)
    )


def test_a_veto_ends_the_scoring_at_once() -> None:
    """国办秘函〔2019〕19号: 出现单项否决的判定为不合格，不再对以下指标评分."""
    result = graded(STATE_COUNCIL_2019, {ItemKey("F"): answer("F", findings=[finding("0")])})
    assert (result.mark, result.grade, result.open_items) == (None, "不合格", 1)
    assert lines(result)[-1] == "否决F：评定为不合格，不再计分"


def test_a_vetoed_unit_is_recorded_with_59() -> None:
    """肇庆 2019: a vetoed unit is recorded as 59."""
    rules = RuleSet(veto=Veto(grade="不合格", mark_limit=mark("59")))
    of = replace(STATE_COUNCIL_2019, rule_set=rules)
    result = graded(of, all_met(of, {"1.1": "5", "F": finding("0")}))
    assert (*shown(result.mark, result.original), result.grade) == ("59.00", "95.00", "不合格")


MIANYANG = checklist(
    RuleSet(
        bonus=Bonus(cap=mark("30"), gates=(Gate(at_least=mark("44"), sections=("2.1", "2.2")),)),
        part_gates=(
            PartGate(gate=Gate(at_least=mark("21"), sections=("2.1",)), grade="不合格"),
            PartGate(gate=Gate(at_least=mark("12"), sections=("2.2",)), grade="不合格"),
        ),
        bands=(
            Band(grade="优秀", at_least=mark("90")),
            Band(grade="合格", at_least=mark("60")),
            Band(grade="不合格", at_least=mark("0")),
        ),
    ),
    section("1", "组织管理", item("1.1", "15")),
    section(
        "2",
        "网站与新媒体",
        section("2.1", "政府网站", item("2.1.1", "35")),
        section("2.2", "政务新媒体", item("2.2.1", "20")),
    ),
    section("3", "公开实效", item("3.1", "30")),
    section("4", "加分指标", item("J", kind=ItemKind.BONUS)),
)
"""绵阳 2022: 130 = 15 + 55 + 30 + 30 bonus."""


@pytest.mark.parametrize(
    ("site", "media", "expected", "grade_expected"),
    [
        pytest.param("0", "0", "130.00", "优秀", id="everything earned"),
        pytest.param("3", "8", "119.00", "优秀", id="44 of 55: bonus counts"),
        pytest.param("3.01", "8", "88.99", "合格", id="43.99 of 55: no bonus"),
        pytest.param("14.01", "0", "85.99", "不合格", id="site below 21 of 35"),
        pytest.param("14", "0", "86.00", "合格", id="site at 21 of 35"),
        pytest.param("0", "8.01", "121.99", "不合格", id="media below 12"),
    ],
)
def test_130_marks_with_gates_on_parts(
    site: str, media: str, expected: str, grade_expected: str
) -> None:
    given = all_met(MIANYANG, {"2.1.1": site, "2.2.1": media, "J": "30"})
    result = graded(MIANYANG, given)
    assert (*shown(result.mark), result.grade) == (expected, grade_expected)


def test_the_working_names_the_part_that_failed_its_gate() -> None:
    result = graded(MIANYANG, all_met(MIANYANG, {"2.1.1": "15"}))
    assert lines(result)[-1] == "等次：政府网站20.00分，未达到21.00分，不合格"


def test_a_part_gate_never_betters_a_grade() -> None:
    gate = PartGate(gate=Gate(at_least=mark("21"), sections=("2.1",)), grade="合格")
    of = replace(MIANYANG, rule_set=replace(MIANYANG.rule_set, part_gates=(gate,)))
    assert graded(of, all_met(of, {"2.1.1": "15"})).grade == "合格"
    assert graded(of, all_met(of, {"2.1.1": "35", "3.1": "30"})).grade == "不合格"


def test_a_gate_on_a_part_is_scaled_where_an_item_of_it_does_not_apply() -> None:
    """20 of 30 applicable marks stand for 23.33 of 35, which passes the gate at 21."""
    of = replace(
        MIANYANG,
        children=(
            section(
                "2",
                "网站与新媒体",
                section("2.1", "政府网站", item("a", "30"), item("b", "5")),
                section("2.2", "政务新媒体", item("c", "20")),
            ),
            section("3", "其他", item("d", "45")),
        ),
    )
    result = graded(of, all_met(of, {"a": "10"}, not_applicable=["b"]))
    assert result.grade == "合格"


def test_commendation_and_criticism_add_and_take_away() -> None:
    """2010年乡镇考核办法: 受上级表彰每次加3分, 通报批评每次减3分."""
    plus = Rule(number=1, text="每次加3分", kind=RuleKind.GAIN_EACH, points=mark("3"))
    minus = Rule(number=1, text="每次减3分", kind=RuleKind.EACH, points=mark("3"))
    of = checklist(
        RuleSet(),
        item("1", "100"),
        item("J", None, plus, kind=ItemKind.BONUS),
        item("K", None, minus, kind=ItemKind.PENALTY),
    )
    given = all_met(of, {"1": "10", "J": finding("6", rule=1, count=2), "K": finding("3", rule=1)})
    result = graded(of, given)
    assert shown(result.base, result.bonus, result.penalty, result.mark) == (
        "90.00", "6.00", "3.00", "93.00"
    )  # fmt: skip
    assert "得分：90.00＋6.00－3.00＝93.00，公布93.00分" in lines(result)


def test_a_bonus_item_stops_at_its_stated_points() -> None:
    plus = Rule(number=1, text="每次加1分", kind=RuleKind.GAIN_EACH, points=mark("1"))
    of = checklist(RuleSet(), item("1", "100"), item("J", "2", plus, kind=ItemKind.BONUS))
    result = graded(of, all_met(of, {"1": "10", "J": finding("3", rule=1, count=3)}))
    assert shown(result.bonus, result.mark) == ("2.00", "92.00")
    assert "J：应加3.00分，按上限计2.00分" in lines(result)


def test_a_units_own_claims_of_bonus_and_penalty_count_in_its_own_mark() -> None:
    plus = Rule(number=1, text="", kind=RuleKind.GAIN_EACH, points=mark("2"), cap=mark("4"))
    of = checklist(
        RuleSet(),
        item("1", "100"),
        item("J", None, plus, kind=ItemKind.BONUS),
        item("K", kind=ItemKind.PENALTY),
    )
    given = {
        ItemKey(number): replace(answer(number, Conclusion.OPEN), self_mark=mark(claimed))
        for number, claimed in (("1", "90"), ("J", "6"), ("K", "1"))
    }
    own = grade(of, None, given, side=Side.SELF)
    assert shown(own.bonus, own.penalty, own.mark) == ("4.00", "1.00", "93.00")


def test_a_claim_that_nobody_has_decided_is_named_and_not_counted() -> None:
    of = checklist(RuleSet(), item("1", "100"), item("J", kind=ItemKind.BONUS))
    given = all_met(of)
    given[ItemKey("J")] = replace(answer("J", Conclusion.OPEN), self_mark=mark("2"))
    result = graded(of, given)
    assert shown(result.bonus, result.mark) == ("0.00", "100.00")
    assert "J：单位申报加分2.00分，尚未认定，暂不计分" in lines(result)


# --- weights ------------------------------------------------------------------------------------


def test_online_80_percent_and_on_site_20_percent() -> None:
    """2010年乡镇考核办法: 网上考核占80%, 现场考核占20%, each on its own hundred."""
    of = checklist(
        RuleSet(weights=(("1", 8_000), ("2", 2_000))),
        section("1", "网上考核", item("1.1", "100")),
        section("2", "现场考核", item("2.1", "60"), item("2.2", "40")),
    )
    result = graded(of, all_met(of, {"1.1": "14.63", "2.1": "8.8"}))
    assert shown(result.mark) == ("86.54",)
    assert "基础分：85.37×80%＋91.20×20%＝86.536，公布86.54分" in lines(result)


JIAMUSI = (12, 10, 15, 5, 5, 5, 20, 10, 8, 6, 4)
"""佳木斯市政务公开第三方评估 (2018): weights of the eleven indicators of the first level."""


def test_a_tree_of_weights_in_percent() -> None:
    """佳木斯 2018: eleven first-level weights that add up to 100; items within each in percent."""
    assert sum(JIAMUSI) == 100
    weights = tuple((str(n), weight * 100) for n, weight in enumerate(JIAMUSI, 1))
    of = checklist(
        RuleSet(weights=weights),
        *(
            section(str(n), f"一级指标{n}", item(f"{n}.1", "70"), item(f"{n}.2", "30"))
            for n in range(1, 12)
        ),
    )
    result = graded(of, all_met(of, {"3.1": "35", "7.2": "30"}))
    # 100 − 15 × 35 % − 20 × 30 %
    assert shown(result.mark) == ("88.75",)


def test_weights_on_two_levels() -> None:
    of = checklist(
        RuleSet(weights=(("1", 6_000), ("1.1", 2_500), ("1.2", 7_500), ("2", 4_000))),
        section(
            "1",
            "公开",
            section("1.1", "目录", item("a", "10")),
            section("1.2", "年报", item("b", "20")),
        ),
        section("2", "解读", item("c", "50")),
    )
    result = graded(of, all_met(of, {"a": "4", "b": "2", "c": "5"}))
    # 公开 60 × 25 % + 90 × 75 % = 82.50; 82.50 × 60 % + 90 × 40 % = 85.50
    assert shown(result.mark) == ("85.50",)
    assert "公开：60.00×25%＋90.00×75%＝82.50，公布82.50分" in lines(result)


def test_a_weighted_section_that_does_not_apply_leaves_its_weight_to_the_others() -> None:
    of = checklist(
        RuleSet(weights=(("1", 5_000), ("2", 3_000), ("3", 2_000))),
        *(section(str(n), f"部分{n}", item(f"{n}.1", "10")) for n in (1, 2, 3)),
    )
    result = graded(of, all_met(of, {"1.1": "1", "3.1": "3"}, not_applicable=["2.1"]))
    # (90 × 50 % + 70 × 20 %) ÷ 70 %
    assert shown(result.mark) == ("84.29",)


@pytest.mark.parametrize(
    ("order", "expected"),
    [(RoundingOrder.EACH_PUBLISHED, "66.67"), (RoundingOrder.LAST, "66.66")],
)
def test_a_weighted_sections_published_mark_goes_on(order: RoundingOrder, expected: str) -> None:
    """66.665 is published as 66.67: 66.67 and 66.66 make 66.665, 66.665 and 66.66 make 66.6625."""
    of = checklist(
        RuleSet(weights=(("1", 5_000), ("2", 5_000)), rounding=order),
        section("1", "甲", item("1.1", "200")),
        section("2", "乙", item("2.1", "10")),
    )
    result = graded(of, all_met(of, {"1.1": "66.67", "2.1": "3.334"}))
    assert shown(result.mark) == (expected,)


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ((("1", 5_000), ("2", 4_000)), "rule_set.weights_total"),
        ((("1", 10_000),), "rule_set.weight_missing"),
        ((("1", 5_000), ("9", 5_000)), "rule_set.unknown_section"),
    ],
)
def test_weights_that_do_not_fit_the_list_are_refused(
    weights: tuple[tuple[str, int], ...], code: str
) -> None:
    of = checklist(
        RuleSet(weights=weights),
        section("1", "公开", item("1.1", "10")),
        section("2", "解读", item("2.1", "10")),
    )
    with pytest.raises(Refused) as caught:
        prepare(of)
    assert [issue.code for issue in caught.value.issues] == [code]


def test_a_gate_on_a_section_the_list_lacks_is_refused() -> None:
    rules = RuleSet(bonus=Bonus(gates=(Gate(at_least=mark("1"), sections=("7",)),)))
    with pytest.raises(Refused):
        prepare(replace(SERVICE_LIST, rule_set=rules))


# --- parts of marks -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "lost_share", "lost"),
    [
        ("3.0000", 4_000, "1.2"),
        ("4.0000", 6_000, "2.4"),
        ("2.0000", 6_400, "1.28"),
        ("1.0000", 5_000, "0.5"),
        ("2.0000", 2_000, "0.4"),
    ],
)
def test_a_column_with_a_statement_only_keeps_part_of_its_marks(
    points: str, lost_share: int, lost: str
) -> None:
    """宣州区 2021年第二季度, 涡阳县 2020年第三季度测评 (安徽): 扣40%, 60%, 64%, 50%, 20%."""
    rule = Rule(number=1, text="仅有情况说明", kind=RuleKind.SHARE, share=lost_share)
    assert finding_points(item("1", points, rule), rule) == mark(lost)


def test_marks_of_four_decimals_stay_exact() -> None:
    """安徽测评表 prints 2.0000 / 1.2800."""
    of = checklist(
        RuleSet(full=mark("4.0002"), places=4),
        section("1", "政策法规", item("1.1", "2.0000"), item("1.2", "2.0002")),
    )
    result = graded(of, all_met(of, {"1.1": "1.2800", "1.2": "0.0001"}))
    assert format_mark(result.mark or 0, 4) == "2.7201"


def test_small_marks_of_a_wider_scheme_add_up() -> None:
    """上海市级机关考核评估指标表: 组织和渠道 (1.2分) is the sum of 0.2, 0.24, 0.08, …."""
    points = ("0.2", "0.24", "0.08", "0.08", "0.2", "0.08", "0.16", "0.16")
    of = checklist(
        RuleSet(full=mark("1.2")),
        section(
            "1", "组织和渠道", *(item(f"1.{n}", p) for n, p in enumerate(points)), points="1.2"
        ),
    )
    result = graded(of, all_met(of, {"1.1": "0.24"}))
    assert shown(result.entitled, result.mark) == ("1.20", "0.96")


def test_points_earned_one_by_one_stop_at_the_items_points() -> None:
    """“一项可得2分，最高不超过6分”: three facts or more earn all six."""
    rule = Rule(
        number=1, text="一项可得2分", kind=RuleKind.GAIN_EACH, points=mark("2"), counter="项"
    )
    of = checklist(RuleSet(full=mark("6")), item("1", "6", rule, scoring=Scoring.ADD))
    marks = [
        graded(of, all_met(of, {"1": finding(str(2 * count), rule=1, count=count)})).mark
        for count in (1, 2, 3, 4)
    ]
    assert shown(*marks) == ("2.00", "4.00", "6.00", "6.00")


def test_points_earned_each_for_its_own_content_add_up() -> None:
    """“公开政策1分，公开对象1分”: what was not found earns nothing."""
    rules = [
        Rule(number=n, text=text, kind=RuleKind.GAIN_ONCE, points=mark("1"))
        for n, text in enumerate(("公开政策1分", "公开对象1分", "公开标准1分"), 1)
    ]
    of = checklist(RuleSet(full=mark("3")), item("1", "3", *rules, scoring=Scoring.ADD))
    result = graded(of, all_met(of, {"1": [finding("1", rule=1), finding("1", rule=3)]}))
    assert shown(result.deducted, result.mark) == ("1.00", "2.00")


# --- grades and rounding ------------------------------------------------------------------------

BANDS_70_89 = (
    Band(grade="优秀", at_least=mark("90")),
    Band(grade="良好", at_least=mark("70")),
    Band(grade="合格", at_least=mark("60")),
    Band(grade="不合格", at_least=mark("0")),
)
"""某州政府信息公开考核: 90分以上, 70–89, 60–69, 59以下; nothing is said about 89.5."""


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (RuleSet(bands=BANDS_70_89), "良好"),
        (RuleSet(bands=BANDS_70_89, grade_places=0), "优秀"),
        (RuleSet(bands=BANDS_70_89, places=0), "优秀"),
    ],
)
def test_89_5_between_two_bands_is_decided_by_the_rule_set(rules: RuleSet, expected: str) -> None:
    of = checklist(rules, item("1", "100"))
    assert graded(of, all_met(of, {"1": "10.5"})).grade == expected


@pytest.mark.parametrize(("inclusive", "expected"), [(True, "优秀"), (False, "良好")])
def test_a_band_says_whether_its_own_number_is_in_it(inclusive: bool, expected: str) -> None:
    """岳公开办发〔2017〕2号 writes 80–90（含80）; other schemes leave it open."""
    bands = (replace(BANDS_70_89[0], inclusive=inclusive), *BANDS_70_89[1:])
    of = checklist(RuleSet(bands=bands), item("1", "100"))
    assert graded(of, all_met(of, {"1": "10"})).grade == expected


def test_a_scale_may_have_three_grades() -> None:
    """朔州市民政局: 优秀 ≥ 90, 合格 70–89, 不合格 < 70."""
    bands = (
        Band(grade="优秀", at_least=mark("90")),
        Band(grade="合格", at_least=mark("70")),
        Band(grade="不合格", at_least=mark("0")),
    )
    of = checklist(RuleSet(bands=bands), item("1", "100"))
    grades = [graded(of, all_met(of, {"1": lost})).grade for lost in ("10", "10.01", "30", "30.01")]
    assert grades == ["优秀", "合格", "合格", "不合格"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [(RoundingOrder.EACH_PUBLISHED, "83.34"), (RoundingOrder.LAST, "83.33")],
)
def test_rounding_each_step_or_only_the_last(order: RoundingOrder, expected: str) -> None:
    """4.9996 ÷ 6 × 100 = 83.3267, published 83.33; (83.33 + 83.34) ÷ 2 = 83.335."""
    half = (Source(name="本次", weight=5_000, graded=True), Source(name="上次", weight=5_000))
    of = checklist(RuleSet(rounding=order, composite=half), item("1", "6"))
    imported = {"上次": mark("83.34")}
    result = graded(of, all_met(of, {"1": "1.0004"}), imported=imported)
    assert shown(result.mark) == (expected,)


def test_a_mark_taken_in_stands_in_place_of_the_inspections_own() -> None:
    rules = RuleSet(composite=(Source(name="年终", graded=True),))
    result = graded(replace(SERVICE_LIST, rule_set=rules), {}, imported={"年终": mark("88.5")})
    assert shown(result.base, result.mark) == ("88.50", "88.50")


def test_a_sample_of_items_is_graded_over_the_sample() -> None:
    given = all_met(SERVICE_LIST, {"1.1": "10"})
    result = graded(SERVICE_LIST, given, items=[ItemKey("1.1"), ItemKey("2.1")])
    assert (len(result.items), *shown(result.entitled, result.mark)) == (2, "65.00", "84.62")


def test_a_scheme_and_its_results_cross_to_another_process() -> None:
    scheme = prepare(MIANYANG)
    given = all_met(MIANYANG, {"2.1.1": "15"})
    result = scheme.grade(given, side=Side.APPROVED)
    assert pickle.loads(pickle.dumps(result)) == result
    again = pickle.loads(pickle.dumps(scheme)).grade(given, side=Side.APPROVED)
    assert again == result


def test_a_list_of_tasks_has_progress_and_no_mark() -> None:
    of = checklist(
        RuleSet(),
        section("1", "公开", *(item(f"1.{n}", kind=ItemKind.TASK) for n in range(1, 4))),
    )
    given = {
        ItemKey("1.1"): answer("1.1", Conclusion.MET),
        ItemKey("1.2"): answer("1.2", Conclusion.ONGOING),
    }
    result = graded(of, given)
    assert (result.checked_items, result.open_items, result.mark, result.grade) == (
        2,
        1,
        None,
        None,
    )
    assert lines(result)[-1] == "共3项，已核查2项，已扣0.00分"
