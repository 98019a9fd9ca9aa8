"""One unit of the invented city, from its self-assessment through an objection to its grade."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.findings import finding_points, metric_count, rule_of
from inspector.domain.grading import prepare
from inspector.domain.ids import ItemKey
from inspector.domain.marks import format_mark
from inspector.domain.results import Grading
from inspector.domain.rule_set import Caps, NotApplicable, RuleSet
from inspector.i18n.working import working_line
from tests.golden.ningchuan import (
    CLASS_B,
    ITEMS_B,
    KEYS_B,
    SCORED_B,
    YEAR_END,
    answers,
    foreign_affairs,
    mark,
    self_sheet,
)
from tests.golden.problem_tally import count_problems

FIRST = foreign_affairs(objection_upheld=False)
REVIEWED = foreign_affairs(objection_upheld=True)
OPENED = {
    **self_sheet(),
    KEYS_B["4.2"]: replace(FIRST[KEYS_B["4.2"]], conclusion=Conclusion.PARTLY_MET),
}
"""The unit's sheet is back and one item has been checked."""


def graded(
    given: Mapping[ItemKey, Answer], rule_set: RuleSet = YEAR_END, side: Side = Side.APPROVED
) -> Grading:
    return prepare(CLASS_B, rule_set).grade(given, side=side)


def shown(*marks: int | None) -> tuple[str, ...]:
    return tuple("" if each is None else format_mark(each) for each in marks)


def lines(grading: Grading) -> list[str]:
    return [working_line(step, "zh_CN") for step in grading.working]


# --- the unit's own claim -----------------------------------------------------------------------


def test_the_self_sheet_gives_the_units_own_figures() -> None:
    """95.90 ÷ 98 × 100 = 97.857; the bonus it claims counts in its own result."""
    own = graded(self_sheet(), side=Side.SELF)
    assert shown(own.earned, own.entitled, own.base, own.mark) == (
        "95.90", "98.00", "97.86", "99.86"
    )  # fmt: skip


def test_a_self_sheet_leaves_every_item_of_the_checked_side_open() -> None:
    checked = graded(self_sheet(), side=Side.CHECKED)
    assert (checked.open_items, checked.checked_items) == (23, 0)
    assert (checked.base, checked.mark, checked.grade) == (None, None, None)


def test_while_items_are_open_only_what_was_deducted_so_far_is_said() -> None:
    checked = graded(OPENED, side=Side.CHECKED)
    assert (checked.open_items, checked.checked_items, checked.mark) == (22, 1, None)
    assert lines(checked)[-1] == "共23项，已核查1项，已扣6.00分"
    assert not any(line.startswith(("合计", "基础分", "等次")) for line in lines(checked))


# --- the table of sections ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "first", "reviewed"),
    [
        ("主动公开", ("28.00", "4.75", "23.25", 8304), ("28.00", "4.75", "23.25", 8304)),
        ("解读回应", ("20.00", "4.60", "15.40", 7700), ("20.00", "4.60", "15.40", 7700)),
        ("依申请公开", ("20.00", "3.50", "16.50", 8250), ("20.00", "0.50", "19.50", 9750)),
        ("平台建设", ("18.00", "8.50", "9.50", 5278), ("18.00", "8.50", "9.50", 5278)),
        ("组织保障", ("12.00", "1.00", "11.00", 9167), ("12.00", "1.00", "11.00", 9167)),
    ],
)
def test_each_section_has_its_entitled_points_deduction_mark_and_rate(
    title: str, first: tuple[str, str, str, int], reviewed: tuple[str, str, str, int]
) -> None:
    for side, expected in ((Side.CHECKED, first), (Side.APPROVED, reviewed)):
        sections = {section.title: section for section in graded(REVIEWED, side=side).sections}
        found = sections[title]
        figures = (*shown(found.entitled, found.deducted, found.mark), found.rate)
        assert figures == expected


def test_one_objection_is_counted_in_the_approved_mark_and_not_in_the_checked_one() -> None:
    """3.2: 8.00 as claimed, 5.00 at the first check, 8.00 again after the objection."""
    marks = [
        next(item for item in graded(given, side=side).items if item.number == "3.2").mark
        for given, side in (
            (self_sheet(), Side.SELF),
            (REVIEWED, Side.CHECKED),
            (REVIEWED, Side.APPROVED),
        )
    ]
    assert shown(*marks) == ("8.00", "5.00", "8.00")


def test_the_overturned_finding_stays_on_record_and_the_problem_goes() -> None:
    counts = {
        side: sum(count_problems(CLASS_B, REVIEWED, side).values())
        for side in (Side.CHECKED, Side.APPROVED)
    }
    assert counts == {Side.CHECKED: 14, Side.APPROVED: 13}
    assert len(REVIEWED[KEYS_B["3.2"]].findings) == 1


# --- four rule sets over the same facts ---------------------------------------------------------

LEVEL_ONE_CAP = replace(YEAR_END, caps=Caps(item=False, section_level=1))
AS_FULL = replace(YEAR_END, not_applicable=NotApplicable.FULL)
NOT_SCALED = replace(YEAR_END, not_applicable=NotApplicable.EXCLUDE)


@pytest.mark.parametrize(
    ("rule_set", "first", "reviewed"),
    [
        pytest.param(
            YEAR_END, ("77.19", "77.19", "合格"), ("80.26", "82.26", "良好"), id="leaf cap, ratio"
        ),
        pytest.param(
            LEVEL_ONE_CAP,
            ("76.48", "76.48", "合格"),
            ("79.54", "79.54", "合格"),
            id="level-1 cap, ratio",
        ),
        pytest.param(
            AS_FULL, ("77.65", "77.65", "合格"), ("80.65", "82.65", "良好"), id="leaf cap, full"
        ),
        pytest.param(
            NOT_SCALED, ("75.65", "75.65", "合格"), ("78.65", "78.65", "合格"), id="not scaled"
        ),
    ],
)
def test_the_rule_set_decides_the_grade(
    rule_set: RuleSet, first: tuple[str, str, str], reviewed: tuple[str, str, str]
) -> None:
    for side, expected in ((Side.CHECKED, first), (Side.APPROVED, reviewed)):
        result = graded(REVIEWED, rule_set, side)
        assert (*shown(result.base, result.mark), result.grade) == expected


def test_a_level_one_cap_lets_one_item_cost_more_than_its_points() -> None:
    result = graded(REVIEWED, LEVEL_ONE_CAP)
    platform = next(section for section in result.sections if section.title == "平台建设")
    assert shown(platform.deducted, platform.mark) == ("9.20", "8.80")


def test_the_working_names_the_rounding_used() -> None:
    assert lines(graded(REVIEWED))[0] == (
        "舍入方式：各项公布数四舍五入保留2位小数，并以公布数参与下一步计算、排名和定等次。"
    )


# --- the working --------------------------------------------------------------------------------


def test_deductions_before_and_after_the_caps_are_both_kept() -> None:
    for side, due, deducted in (
        (Side.CHECKED, "23.05", "22.35"),
        (Side.APPROVED, "20.05", "19.35"),
    ):
        result = graded(REVIEWED, side=side)
        assert shown(result.due, result.deducted) == (due, deducted)


def test_the_working_shows_where_an_item_is_capped() -> None:
    assert "4.2：应扣6.70分，按分值封顶扣6.00分，得0.00分" in lines(graded(REVIEWED))


def test_the_working_can_be_followed_to_the_grade() -> None:
    assert lines(graded(REVIEWED))[-9:] == [
        "主动公开：应得28.00分，扣0.50＋2.75＋1.50＝4.75分，得23.25分，得分率83.04%",
        "解读回应：应得20.00分，扣3.00＋1.60＝4.60分，得15.40分，得分率77.00%",
        "依申请公开：应得20.00分，扣0.50分，得19.50分，得分率97.50%",
        "平台建设：应得18.00分，扣2.00＋6.00＋0.50＝8.50分，得9.50分，得分率52.78%",
        "组织保障：应得12.00分，扣1.00分，得11.00分，得分率91.67%",
        "合计：应得98.00分，扣4.75＋4.60＋0.50＋8.50＋1.00＝19.35分（封顶前20.05分），"
        "得78.65分，得分率80.26%",
        "基础分：78.65÷98.00×100＝80.2551，公布80.26分",
        "得分：80.26＋2.00＝82.26，公布82.26分",
        "等次：82.26≥80，良好",
    ]


def test_a_bonus_below_the_gate_is_named_and_not_counted() -> None:
    first = graded(REVIEWED, side=Side.CHECKED)
    assert shown(first.bonus_due, first.bonus) == ("2.00", "0.00")
    assert "加分：基础分77.19分，未达到80.00分，加分2.00分不计" in lines(first)


def test_the_working_says_why_an_item_does_not_apply_and_who_allowed_it() -> None:
    assert "1.4：不涉及，2.00分不计入应得分（理由：不承担此项职责；认定人：组长）" in lines(
        graded(REVIEWED)
    )


def test_a_rate_is_shown_with_the_figures_it_comes_from() -> None:
    (line,) = [line for line in lines(graded(REVIEWED)) if line.startswith("2.1a")]
    assert line.endswith("：8÷9＝88.89%，按3个5个百分点计，1.00分×3＝3.00分")


# --- side tests ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "steps"),
    [(9, 9, 0), (19, 20, 1), (18, 20, 2), (17, 20, 3), (8, 9, 3), (7, 9, 5), (0, 0, 0)],
)
def test_a_rate_costs_one_mark_for_each_five_points_begun(
    part: int, whole: int, steps: int
) -> None:
    item = ITEMS_B["2.1"]
    metrics = {"政策性文件": mark(str(whole)), "已解读": mark(str(part))}
    assert metric_count(item, metrics) == steps
    assert finding_points(item, rule_of(item, 1), metrics=metrics) == mark(str(steps))


@pytest.mark.parametrize(
    ("claims", "bonus"),
    [
        ("J1×1", "2.00"),
        ("J1×3", "4.00"),
        ("J2×3", "2.00"),
        ("J1×3 J2×1", "5.00"),
        ("J1×3 J2×3", "5.00"),
    ],
)
def test_bonus_is_capped_by_rule_and_in_all(claims: str, bonus: str) -> None:
    assert shown(graded(answers("甲", claims)).bonus) == (bonus,)


def test_both_caps_of_the_bonus_are_shown() -> None:
    found = lines(graded(answers("甲", "J1×3 J2×3")))
    assert "J1：合计6.00分，按本条上限计4.00分" in found
    assert "J2：合计3.00分，按本条上限计2.00分" in found
    assert "加分：合计6.00分，按上限计5.00分" in found


@pytest.mark.parametrize(("published", "lost"), [(True, "0.00"), (False, "2.00")])
def test_what_did_not_occur_costs_a_share_only_without_a_statement(
    published: bool, lost: str
) -> None:
    """R3: full marks with a published statement, otherwise 40 % of the points are lost."""
    given = answers("甲", "", did_not_occur=("1.5",))
    key = KEYS_B["1.5"]
    given[key] = replace(given[key], statement_published=published)
    assert shown(graded(given).deducted) == (lost,)


def test_penalties_have_no_cap() -> None:
    result = graded(answers("甲", "K1×40"))
    assert shown(result.penalty, result.mark) == ("80.00", "20.00")


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ("", "59.00"),
        ("3.2a×3 2.2b 4.1a×3 4.2a×6 5.4a 5.4c 3.1a 2.3a 4.3a×8 1.1a×4 1.2a 1.2b×8", "51.00"),
    ],
)
def test_a_veto_limits_the_mark_and_raises_no_lower_one(findings: str, expected: str) -> None:
    result = graded(answers("甲", f"{findings} F1".strip()))
    assert shown(result.mark) == (expected,)
    assert result.grade == "不合格"
    assert result.vetoes == ("F1",)


def test_all_29_items_are_graded_and_only_the_23_scored_ones_wait() -> None:
    nothing = graded({})
    assert len(nothing.items) == 29
    assert nothing.open_items == len(SCORED_B) == 23
