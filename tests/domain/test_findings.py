"""What one fact costs or earns under each kind of rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.answer import Answer
from inspector.domain.checklist import Checklist, Item, ItemKind, Metric, Scoring
from inspector.domain.errors import Refused
from inspector.domain.finding import Finding
from inspector.domain.findings import (
    earns,
    finding_points,
    metric_count,
    metric_finding,
    rule_name,
    rule_of,
)
from inspector.domain.ids import FindingId, InspectionId, ItemKey, UnitId
from inspector.domain.marks import Mark
from inspector.domain.rules import Rule, RuleKind
from tests.golden.problem_tally import count_problems
from tests.golden.small_lists import item, mark


def rule(kind: RuleKind, **more: object) -> Rule:
    return Rule(number=1, text="", kind=kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("phrase", "made", "count", "points"),
    [
        ("每少一项扣0.5分", rule(RuleKind.EACH, points=mark("0.5")), 3, "1.5"),
        ("未公开目录的扣2分", rule(RuleKind.ONCE, points=mark("2")), 3, "2"),
        ("不得分", rule(RuleKind.ALL), 1, "6"),
        ("该3分不得分", rule(RuleKind.ALL, base=mark("3")), 1, "3"),
        ("可得60%", rule(RuleKind.SHARE, share=4_000), 1, "2.4"),
        ("该3分可得50%", rule(RuleKind.SHARE, share=5_000, base=mark("3")), 2, "1.5"),
        (
            "每次加3分，最高加10分",
            rule(RuleKind.GAIN_EACH, points=mark("3"), cap=mark("10")),
            4,
            "12",
        ),
        ("公开政策1分", rule(RuleKind.GAIN_ONCE, points=mark("1")), 2, "1"),
        ("出现即不合格", rule(RuleKind.VETO), 1, "0"),
        ("nothing was counted", rule(RuleKind.ONCE, points=mark("2")), 0, "0"),
    ],
)
def test_a_finding_is_worth_what_its_rule_says_before_any_cap(
    phrase: str, made: Rule, count: int, points: str
) -> None:
    assert finding_points(item("1", "6", made), made, count=count) == mark(points), phrase


def test_a_negative_count_is_refused() -> None:
    made = rule(RuleKind.EACH, points=mark("1"))
    with pytest.raises(Refused):
        finding_points(item("1", "6", made), made, count=-1)


def test_without_a_rule_the_points_must_be_given() -> None:
    with pytest.raises(Refused) as caught:
        finding_points(item("1", "6"), None)
    assert [issue.code for issue in caught.value.issues] == ["finding.points_needed"]


def test_a_penalty_without_a_rule_costs_its_stated_points_each_time() -> None:
    """县级考评表: the second block has 考核内容 and 倒扣分值 and nothing else."""
    assert finding_points(item("K", "2", kind=ItemKind.PENALTY), None, count=3) == mark("6")


def test_a_veto_costs_no_points() -> None:
    assert finding_points(item("F", kind=ItemKind.VETO), None) == 0


# --- rates --------------------------------------------------------------------------------------

PER_FIVE = Rule(
    number=1, text="每低5个百分点扣1分", kind=RuleKind.RATIO, points=mark("1"), step=500
)


def ratio_item(made: Rule = PER_FIVE) -> Item:
    return Item(
        key=ItemKey("1"),
        number="1",
        content="解读率",
        points=mark("8"),
        scoring=Scoring.RATIO,
        rules=(made,),
        metrics=(Metric(name="应解读"), Metric(name="已解读")),
    )


def figures(part: str, whole: str) -> dict[str, int]:
    return {"应解读": mark(whole), "已解读": mark(part)}


def test_the_figures_make_the_finding() -> None:
    made = metric_finding(ratio_item(), figures("8", "9"))
    assert made is not None
    assert (made.rule.number, made.count, made.points) == (1, 3, mark("3"))


@pytest.mark.parametrize(
    "metrics", [figures("9", "9"), figures("0", "0"), {"应解读": mark("9")}, {}]
)
def test_figures_that_meet_the_demand_or_say_nothing_make_none(metrics: dict[str, int]) -> None:
    assert metric_finding(ratio_item(), metrics) is None


def test_missing_figures_are_told_from_a_rate_that_is_met() -> None:
    assert metric_count(ratio_item(), {"应解读": mark("9")}) is None
    assert metric_count(ratio_item(), figures("9", "9")) == 0


def test_a_target_below_100_percent_is_what_the_rate_falls_short_of() -> None:
    made = Rule(number=1, text="", kind=RuleKind.RATIO, points=mark("2"), target=9_000, step=1_000)
    rates = [figures(part, "100") for part in ("90", "89", "80", "79")]
    assert [metric_count(ratio_item(made), rate) for rate in rates] == [0, 1, 1, 2]


def test_without_figures_the_count_is_the_number_of_steps() -> None:
    assert finding_points(ratio_item(), PER_FIVE, count=3) == mark("3")


@given(st.integers(1, 500), st.integers(0, 500), st.integers(1, 3_000))
def test_the_steps_are_those_begun(whole: int, part: int, step: int) -> None:
    """n steps mean more than n − 1 steps short, and no more than n."""
    made = Rule(number=1, text="", kind=RuleKind.RATIO, points=Mark(1), step=step)
    metrics = {"应解读": Mark(whole * 10_000), "已解读": Mark(part * 10_000)}
    steps = metric_count(ratio_item(made), metrics)
    assert steps is not None
    short = 10_000 * (whole - part)
    if short <= 0:
        assert steps == 0
    else:
        assert (steps - 1) * step * whole < short <= steps * step * whole


# --- names --------------------------------------------------------------------------------------


def test_rules_are_called_by_letters() -> None:
    rules = tuple(Rule(number=n, text="", kind=RuleKind.ONCE, points=Mark(1)) for n in (1, 2, 3))
    assert [rule_name(item("1.2", "6", *rules), n) for n in (1, 3)] == ["1.2a", "1.2c"]
    assert rule_name(item("1.2", "6", *rules), 0) == "1.2"
    assert rule_name(item("J1", None, rules[0], kind=ItemKind.BONUS), 1) == "J1"


def test_an_item_knows_only_its_own_rules() -> None:
    assert rule_of(item("1", "6", PER_FIVE), 1) is PER_FIVE
    assert rule_of(item("1", "6", PER_FIVE), 2) is None


def test_what_earns_marks_is_no_problem() -> None:
    gain = Rule(number=1, text="印发方案得3分", kind=RuleKind.GAIN_ONCE, points=mark("3"))
    loss = Rule(number=2, text="未公开的扣1分", kind=RuleKind.ONCE, points=mark("1"))
    plan = Item(key=ItemKey("k"), number="1", content="年度方案", rules=(gain, loss))
    found = tuple(
        Finding(id=FindingId(str(one.number)), rule=one.number, points=one.points)
        for one in (gain, loss)
    )
    answer = Answer(inspection=InspectionId("i"), unit=UnitId("u"), item=plan.key, findings=found)
    assert [earns(plan, one) for one in found] == [True, False]
    assert count_problems(Checklist(title="细则", children=(plan,)), {plan.key: answer}) == {"": 1}
