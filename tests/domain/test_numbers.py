"""Numerals of Chinese sheets are read as the people who typed them meant them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.marks import ONE, Mark, parse_mark, plain_mark
from inspector.domain.numbers import (
    EnumeratorStyle,
    Points,
    PointsProblem,
    enumerator,
    numeral_value,
    read_points,
    split_enumerator,
    split_points,
)


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("一、主动公开（30分）", "一", "主动公开（30分）"),
        ("（一）推进重要决策公开", "一", "推进重要决策公开"),
        ("(十一) 监督", "十一", "监督"),
        ("1. 机构职能", "1", "机构职能"),
        ("1．机构职能", "1", "机构职能"),
        ("12、12345热线", "12", "12345热线"),
        ("1.1 机构职能", "1.1", "机构职能"),
        ("1.1机构职能", "1.1", "机构职能"),
        ("１．１．２、机构职能", "1.1.2", "机构职能"),
        ("1.2分类公开", "1.2", "分类公开"),
        ("1.4年报", "1.4", "年报"),
        ("①未公开目录的", "1", "未公开目录的"),
        ("⑴未公开", "1", "未公开"),
        ("(1) 未公开", "1", "未公开"),
        ("1）未公开", "1", "未公开"),
        ("第一、机构", "第一", "机构"),
        ("第二部分 解读", "第二部分", "解读"),
        ("1.\n机构职能", "1", "机构职能"),
        ("一　主动公开", "一", "主动公开"),
        ("1 机构职能", "1", "机构职能"),
        ("A、甲", "A", "甲"),
        ("J1 经验推广", "J1", "经验推广"),
    ],
)
def test_enumerator_in_front_is_the_number_not_the_text(text: str, number: str, rest: str) -> None:
    assert split_enumerator(text) == (number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "2025年工作任务",
        "12345热线办理",
        "3.5分",
        "3.5分以上",
        "1次",
        "1.5万元",
        "0.5分",
        "95%以上",
        "24 小时值班",
        "12 月底前",
        "一、二级指标",
        "1、2月份",
        "十四五规划",
        "第一季度",
        "A类县区",
        "三 公 经 费",
        "（2025年）公开",
        "主动公开",
        "",
    ],
)
def test_amounts_years_and_words_are_no_enumerators(text: str) -> None:
    assert split_enumerator(text) == ("", text)


def test_enumerator_styles_are_told_apart() -> None:
    texts = ["一、甲", "（一）甲", "1.甲", "（1）甲", "①甲", "1.1甲"]
    styles = [found.style for found in map(enumerator, texts) if found]
    assert styles == [
        EnumeratorStyle.HAN,
        EnumeratorStyle.HAN_BRACKET,
        EnumeratorStyle.ARABIC,
        EnumeratorStyle.ARABIC_BRACKET,
        EnumeratorStyle.CIRCLED,
        EnumeratorStyle.PATH,
    ]


@pytest.mark.parametrize(
    ("number", "value"),
    [
        *[("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("一百零五", 105)],
        *[("12", 12), ("１２", 12), ("甲", None), ("", None), ("十十", None)],
    ],
)
def test_numerals_have_values(number: str, value: int | None) -> None:
    assert numeral_value(number) == value


@pytest.mark.parametrize(
    ("name", "text", "points"),
    [
        ("经济运行信息（10.5分）", "经济运行信息", "10.5"),
        ("健康情况(15)", "健康情况", "15"),
        ("组织和渠道(1.2分)", "组织和渠道", "1.2"),
        ("主动公开\n（１０ 分）：", "主动公开", "10"),
        ("主动公开（30分）（市直部门）", "主动公开（市直部门）", "30"),
        ("主动公开 30分", "主动公开", "30"),
        ("培训（满分：5分）", "培训", "5"),
    ],
)
def test_bracketed_points_are_points_not_text(name: str, text: str, points: str) -> None:
    assert split_points(name) == (text, parse_mark(points), None, False)


def test_upper_end_of_a_range_is_the_points_and_the_lower_end_is_kept() -> None:
    assert split_points("政策解读（0.5-3.5分）") == ("政策解读", Mark(35_000), Mark(5_000), False)


def test_limit_of_points_is_told_from_points() -> None:
    assert split_points("加分项（最高5分）") == ("加分项", Mark(50_000), None, True)


@pytest.mark.parametrize(
    "name",
    [
        "附件(1)",
        "政务公开(2025)",
        "政务公开（2025年）",
        "比重（30%）",
        "查阅点（专区）",
        "（30分）",
        "甲(-5分)",
    ],
)
def test_other_brackets_stay_in_the_name(name: str) -> None:
    assert split_points(name) == (name, None, None, False)


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        ("１０分", "10"),
        ("5", "5"),
        ("+5", "5"),
        ("5 分", "5"),
        ("5\n分", "5"),
        ("（5分）", "5"),
        ("满分5分", "5"),
        ("1,000", "1000"),
        ("五分", "5"),
        ("2.0000", "2"),
        ("0.08", "0.08"),
        ("1E2", "100"),
        ("0.30000000000000004", "0.3"),
        ("2.9999999999999996", "3"),
        ("0", "0"),
    ],
)
def test_cells_of_points_are_read(cell: str, points: str) -> None:
    assert read_points(cell) == Points(parse_mark(points))


@pytest.mark.parametrize("cell", ["", " ", "—", "——", "-", "－", "/", "／", "无"])
def test_dash_slash_and_blank_are_no_points(cell: str) -> None:
    assert read_points(cell) == Points()


@pytest.mark.parametrize("cell", ["最高5分", "最高加5分", "不超过5分", "5分以内", "加分最高5分"])
def test_limits_are_read_as_limits(cell: str) -> None:
    assert read_points(cell) == Points(Mark(50_000), is_limit=True)


@pytest.mark.parametrize(
    ("cell", "points", "problem"),
    [
        ("五六分", None, PointsProblem.NOT_A_NUMBER),
        ("见备注", None, PointsProblem.NOT_A_NUMBER),
        ("1 0", None, PointsProblem.NOT_A_NUMBER),
        ("5+2", None, PointsProblem.NOT_A_NUMBER),
        ("-5", Mark(-50_000), PointsProblem.NEGATIVE),
        ("－３分", Mark(-30_000), PointsProblem.NEGATIVE),
        ("NaN", None, PointsProblem.NOT_FINITE),
        ("-inf", None, PointsProblem.NOT_FINITE),
        ("#DIV/0!", None, PointsProblem.NOT_FINITE),
        ("1e400", None, PointsProblem.TOO_LARGE),
        ("9" * 5000, None, PointsProblem.TOO_LARGE),
        ("3.33333", Mark(33_333), PointsProblem.TOO_FINE),
    ],
)
def test_problems_of_points_are_distinguished(
    cell: str, points: Mark | None, problem: PointsProblem
) -> None:
    assert read_points(cell) == Points(points, problem=problem)


@given(st.integers(min_value=0, max_value=10**12))
def test_every_mark_is_read_back_exactly(value: int) -> None:
    assert read_points(plain_mark(value) + "分").points == value


@given(st.integers(0, 10**9), st.integers(-12, 12))
def test_exponents_are_exact(digits: int, exponent: int) -> None:
    read = read_points(f"{digits}e{exponent}")
    exact = Fraction(digits) * Fraction(10) ** exponent * ONE
    assert (read.problem is PointsProblem.TOO_LARGE) == (exact >= 10**13)
    if read.points is not None:
        assert abs(read.points - exact) <= Fraction(1, 2)


@given(st.text())
def test_any_text_is_read_without_failing(text: str) -> None:
    number, rest = split_enumerator(text)
    assert text.strip().endswith(rest)
    assert bool(number) == (rest != text.strip())
    split_points(text)
    read_points(text)
