"""Fifteen units in two classes: composite marks, ranks, quota, averages, rates and problems."""

from dataclasses import replace

import pytest

from inspector.domain.answer import Side
from inspector.domain.grading import appraisal_mark, prepare
from inspector.domain.ids import UnitId
from inspector.domain.marks import format_mark, share
from inspector.domain.ranking import RankChange, grade_counts, mean_mark, rank, rank_changes
from inspector.domain.results import ClassResult, Grading
from inspector.domain.rule_set import RoundingOrder
from inspector.i18n.working import working_line
from tests.golden.ningchuan import (
    CLASS_A,
    CLASS_B,
    ITEMS_B,
    KEYS_B,
    UNITS_A,
    UNITS_B,
    bonus_a,
    finding,
    mark,
    quarter_marks,
    unit_answers,
)
from tests.golden.problem_tally import add_up, count_problems

YEARLY_B = CLASS_B.rule_set


def graded_b(side: Side = Side.APPROVED) -> dict[str, Grading]:
    scheme = prepare(CLASS_B)
    return {
        name: scheme.grade(unit_answers(name, found), side=side, imported=quarter_marks(quarters))
        for name, quarters, found in UNITS_B
    }


def graded_a() -> dict[str, Grading]:
    """Grade class A by marks that were settled elsewhere; its own list may stay unanswered."""
    scheme = prepare(CLASS_A)
    gradings = {}
    for name, quarters, sources, bonus in UNITS_A:
        imported = quarter_marks(quarters)
        for source, word in zip(("本级", "乡镇街道", "县直部门"), sources.split(), strict=True):
            if word != "-":
                imported[source] = mark(word)
        found = bonus_a(name) if bonus == "2" else {}
        gradings[name] = scheme.grade(found, side=Side.APPROVED, imported=imported)
    return gradings


def result_b(side: Side = Side.APPROVED) -> ClassResult:
    return rank("B", [(UnitId(n), g) for n, g in graded_b(side).items()], YEARLY_B)


def result_a() -> ClassResult:
    return rank("A", [(UnitId(n), g) for n, g in graded_a().items()], CLASS_A.rule_set)


def percent(rate: int | None) -> str:
    assert rate is not None
    return f"{format_mark(rate * 100)}%"


# --- class B ------------------------------------------------------------------------------------

TABLE_B = [
    (1, "市发展改革委", "95.22", "96.70/100.00", "96.70", "2.00", "0.00", "98.26", "优秀"),
    (2, "市财政局", "93.17", "92.70/98.00", "94.59", "1.00", "2.00", "93.16", "优秀"),
    (3, "市教育局", "90.12", "92.80/100.00", "92.80", "0.00", "0.00", "92.00", "优秀"),
    (3, "市人力资源社会保障局", "90.36", "92.70/100.00", "92.70", "0.00", "0.00", "92.00", "优秀"),
    (5, "市卫生健康委", "89.37", "90.60/100.00", "90.60", "1.00", "0.00", "91.23", "优秀"),
    (6, "市自然资源和规划局", "87.08", "87.50/100.00", "87.50", "0.00", "0.00", "87.37", "良好"),
    (7, "市外办", "84.20", "78.65/98.00", "80.26", "2.00", "0.00", "83.44", "良好"),
    (8, "市公安局", "84.23", "85.35/100.00", "85.35", "0.00", "2.00", "83.01", "良好"),
    (9, "市住房城乡建设局", "57.65", "61.00/100.00", "61.00", "0.00", "0.00", "60.00", "合格"),
    (10, "市民政局", "87.20", "88.00/100.00", "88.00", "0.00", "0.00", "59.00", "不合格"),
]


def test_class_b_is_graded_and_ranked_as_worked_out_by_hand() -> None:
    gradings = graded_b()
    found = [
        (
            ranked.rank,
            ranked.unit,
            format_mark(gradings[ranked.unit].sources["平时得分"]),
            f"{format_mark(gradings[ranked.unit].earned)}"
            f"/{format_mark(gradings[ranked.unit].entitled)}",
            format_mark(gradings[ranked.unit].base or 0),
            format_mark(gradings[ranked.unit].bonus),
            format_mark(gradings[ranked.unit].penalty),
            format_mark(ranked.mark or 0),
            ranked.grade,
        )
        for ranked in result_b().ranked
    ]
    assert found == TABLE_B


@pytest.mark.parametrize(
    ("name", "composite"),
    [
        ("市发展改革委", "95.22×30%＋96.70×70%＝96.256"),
        ("市财政局", "93.17×30%＋94.59×70%＝94.164"),
        ("市教育局", "90.12×30%＋92.80×70%＝91.996"),
        ("市人力资源社会保障局", "90.36×30%＋92.70×70%＝91.998"),
        ("市卫生健康委", "89.37×30%＋90.60×70%＝90.231"),
        ("市自然资源和规划局", "87.08×30%＋87.50×70%＝87.374"),
        ("市外办", "84.20×30%＋80.26×70%＝81.442"),
        ("市公安局", "84.23×30%＋85.35×70%＝85.014"),
        ("市住房城乡建设局", "57.65×30%＋61.00×70%＝59.995"),
        ("市民政局", "87.20×30%＋88.00×70%＝87.76"),
    ],
)
def test_the_composite_can_be_followed_before_it_is_rounded(name: str, composite: str) -> None:
    lines = [working_line(step, "zh_CN") for step in graded_b()[name].working]
    assert f"综合：{composite}" in lines


def test_the_grade_follows_the_mark_that_is_printed() -> None:
    """59.995 is published as 60.00 and is 合格; “60.00 不合格” would be wrong."""
    housing = graded_b()["市住房城乡建设局"]
    assert (format_mark(housing.mark or 0), housing.grade) == ("60.00", "合格")


def test_an_office_may_grade_before_rounding_and_the_working_says_so() -> None:
    exact = replace(YEARLY_B, rounding=RoundingOrder.GRADE_EXACT)
    name, quarters, found = UNITS_B[7]
    housing = prepare(CLASS_B, exact).grade(
        unit_answers(name, found), side=Side.APPROVED, imported=quarter_marks(quarters)
    )
    assert (format_mark(housing.mark or 0), housing.grade) == ("60.00", "不合格")
    assert working_line(housing.working[0], "zh_CN").endswith("等次按舍入前的得分确定。")


def test_a_veto_leaves_the_original_mark_visible() -> None:
    civil = graded_b()["市民政局"]
    assert (format_mark(civil.mark or 0), format_mark(civil.original or 0)) == ("59.00", "87.76")
    assert civil.vetoes == ("F1",)


def test_a_tie_across_the_quota_is_shown_and_not_decided() -> None:
    """10 × 30 % = 3 places; ranks 1, 2 and two third places reach the mark for it."""
    result = result_b()
    assert (result.quota, result.best_by_mark) == (3, 5)
    assert result.tie_across_quota == ("市教育局", "市人力资源社会保障局")
    assert [ranked.unit for ranked in result.ranked if ranked.over_quota] == ["市卫生健康委"]
    assert {ranked.grade for ranked in result.ranked[:5]} == {"优秀"}


def test_the_objection_moves_another_unit() -> None:
    before, after = result_b(Side.CHECKED), result_b()
    foreign = next(ranked for ranked in before.ranked if ranked.unit == "市外办")
    assert (format_mark(foreign.mark or 0), foreign.rank, foreign.grade) == ("79.29", 8, "合格")
    assert rank_changes(before, after) == (
        RankChange(UnitId("市外办"), 8, 7),
        RankChange(UnitId("市公安局"), 7, 8),
    )


def test_the_losing_value_of_a_conflict_would_have_given_another_mark() -> None:
    """4.2 of 市卫生健康委 with 13 wrong links instead of 1 empty column and 8 wrong links."""
    name, quarters, found = UNITS_B[8]
    given = unit_answers(name, found)
    item = ITEMS_B["4.2"]
    other = (finding(item, 1), finding(item, 3, 13))
    given[KEYS_B["4.2"]] = replace(given[KEYS_B["4.2"]], findings=other)
    result = prepare(CLASS_B).grade(given, side=Side.APPROVED, imported=quarter_marks(quarters))
    assert (format_mark(result.base or 0), format_mark(result.mark or 0)) == ("90.10", "90.88")


# --- class A ------------------------------------------------------------------------------------

TABLE_A = [
    (1, "临溪县", "92.10", "92.34", "94.27", "优秀", False),
    (2, "河阳区", "90.80", "90.65", "90.70", "优秀", True),
    (3, "安陵县", "89.23", "88.75", "88.89", "良好", False),
    (4, "宁川高新区", "83.17", "83.86", "83.65", "良好", False),
    (5, "云台县", "80.17", "77.45", "78.27", "合格", False),
]


def test_class_a_is_graded_and_ranked_as_worked_out_by_hand() -> None:
    """90.695 is published as 90.70; binary floating point would print 90.69."""
    gradings = graded_a()
    found = [
        (
            ranked.rank,
            ranked.unit,
            format_mark(gradings[ranked.unit].sources["平时得分"]),
            format_mark(gradings[ranked.unit].base or 0),
            format_mark(ranked.mark or 0),
            ranked.grade,
            ranked.over_quota,
        )
        for ranked in result_a().ranked
    ]
    assert found == TABLE_A
    assert result_a().quota == 1


def test_a_missing_source_drops_out_and_the_other_weights_are_normalised() -> None:
    lines = [working_line(step, "zh_CN") for step in graded_a()["宁川高新区"].working]
    assert "乡镇街道：无此项得分，不计，其余各项按权重比例折算（原权重30%）" in lines
    assert "年终基础分：（84.00×60%＋83.00×10%）÷70%＝83.8571，公布83.86分" in lines
    assert "综合：83.17×30%＋83.86×70%＝83.653" in lines


# --- both classes -------------------------------------------------------------------------------


def test_averages_are_over_published_marks_and_over_units() -> None:
    a, b = result_a(), result_b()
    marks = [ranked.mark for ranked in (*a.ranked, *b.ranked)]
    shown = [format_mark(mark or 0) for mark in (b.average, a.average, mean_mark(marks))]
    assert shown == ["83.95", "87.16", "85.02"]
    assert format_mark(result_b(Side.CHECKED).average or 0) == "83.53"


def test_grades_are_counted_and_their_shares_published() -> None:
    """As approved by the meeting: 优秀4, 良好8, 合格2, 不合格1 of 15."""
    approved = ["优秀"] * 4 + ["良好"] * 8 + ["合格"] * 2 + ["不合格"]
    counts = grade_counts(approved, YEARLY_B)
    assert counts == (("优秀", 4), ("良好", 8), ("合格", 2), ("不合格", 1))
    shares = [share(count, 15) for _, count in counts]
    assert [percent(each) for each in shares] == ["26.67%", "53.33%", "13.33%", "6.67%"]
    assert (percent(share(12, 15)), percent(share(14, 15))) == ("80.00%", "93.33%")


def test_proposed_grades_are_counted_by_mark_alone() -> None:
    assert result_b().grades == (("优秀", 5), ("良好", 3), ("合格", 1), ("不合格", 1))


@pytest.mark.parametrize(
    ("title", "earned", "entitled", "rate"),
    [
        ("主动公开", "260.30", "298.00", "87.35%"),
        ("解读回应", "167.70", "200.00", "83.85%"),
        ("依申请公开", "182.00", "200.00", "91.00%"),
        ("平台建设", "146.00", "178.00", "82.02%"),
        ("组织保障", "110.00", "120.00", "91.67%"),
    ],
)
def test_a_sections_rate_is_earned_over_entitled_of_all_units(
    title: str, earned: str, entitled: str, rate: str
) -> None:
    """Not the mean mark over the full mark, which would be 86.77 % and 81.11 % for two of them."""
    section = next(s for s in result_b().sections if s.title == title)
    assert (format_mark(section.mark), format_mark(section.entitled)) == (earned, entitled)
    assert percent(section.rate) == rate


def test_the_whole_lists_rate_is_over_all_units_too() -> None:
    total = result_b().total
    assert total is not None
    assert (format_mark(total.mark), format_mark(total.entitled)) == ("866.00", "996.00")
    assert percent(total.rate) == "86.95%"


PROBLEMS = {
    "市发展改革委": (1, 1, 1, 2, 0, 0),
    "市教育局": (3, 1, 1, 3, 0, 0),
    "市公安局": (3, 2, 1, 4, 1, 0),
    "市民政局": (3, 2, 1, 3, 1, 1),
    "市财政局": (1, 1, 1, 2, 0, 0),
    "市人力资源社会保障局": (3, 2, 1, 2, 1, 0),
    "市自然资源和规划局": (4, 2, 1, 3, 1, 0),
    "市住房城乡建设局": (7, 3, 4, 5, 3, 0),
    "市卫生健康委": (3, 2, 1, 3, 0, 0),
    "市外办": (4, 2, 1, 5, 1, 0),
}


def test_one_finding_is_one_problem_and_one_veto_another() -> None:
    counts = {
        name: count_problems(CLASS_B, unit_answers(name, found)) for name, _, found in UNITS_B
    }
    assert {name: tuple(unit.values()) for name, unit in counts.items()} == PROBLEMS
    totals = add_up(counts.values())
    assert totals == {
        "主动公开": 32, "解读回应": 18, "依申请公开": 13, "平台建设": 32, "组织保障": 8, "否决项": 1
    }  # fmt: skip
    assert sum(totals.values()) == 104
    shares = [percent(share(number, 104)) for number in totals.values()]
    assert shares == ["30.77%", "17.31%", "12.50%", "30.77%", "7.69%", "0.96%"]


def test_one_veto_found_twice_is_one_problem() -> None:
    counts = count_problems(CLASS_B, unit_answers("甲", "F1 F1 1.1a×1"))
    assert sum(counts.values()) == 2


def test_a_mark_goes_into_the_governments_appraisal_at_its_share() -> None:
    gradings = graded_b()
    worth = [
        format_mark(appraisal_mark(gradings[name].mark or mark("0"), YEARLY_B))
        for name in ("市发展改革委", "市外办", "市民政局")
    ]
    assert worth == ["3.93", "3.34", "2.36"]


# --- ranking by itself --------------------------------------------------------------------------


def test_a_unit_with_open_items_has_no_rank_and_the_class_no_average() -> None:
    name, quarters, found = UNITS_B[0]
    given = unit_answers(name, found)
    del given[KEYS_B["5.4"]]
    scheme = prepare(CLASS_B)
    units = [
        (UnitId(n), scheme.grade(a, side=Side.APPROVED, imported=quarter_marks(quarters)))
        for n, a in ((name, given), ("乙", unit_answers("乙", "")))
    ]
    result = rank("B", units, YEARLY_B)
    assert [(ranked.unit, ranked.rank) for ranked in result.ranked] == [("乙", 1), (name, None)]
    assert result.average is None
