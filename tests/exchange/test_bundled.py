"""Lists in YAML are read exactly or refused with a remedy; R1, R2 …: see checklists/README.md."""

from collections import Counter
from itertools import pairwise

import pytest

from inspector.domain.checklist import (
    CheckingWay,
    Checklist,
    Item,
    ItemKind,
    Metric,
    Scoring,
    Section,
    digest,
)
from inspector.domain.errors import Refused
from inspector.domain.marks import Mark, parse_mark
from inspector.domain.rule_set import (
    DidNotOccur,
    NotApplicable,
    RoundingOrder,
    RuleSet,
)
from inspector.domain.rules import RuleKind, letter
from inspector.exchange import bundled
from inspector.exchange.bundled import read_yaml
from inspector.i18n.messages import sentence

SMALL = """
title: 试用细则
children:
  - number: "1"
    title: 公开
    points: 5
    children:
      - {content: 目录, criteria: 未公开的扣2分, points: 3}
      - {content: 年报, criteria: 未按时发布的不得分, points: 2}
  - {content: 泄密, kind: veto}
"""


def refusal(text: str) -> tuple[str, dict[str, str], str]:
    """Return code, parameters and sentence of the one problem that a text is refused for."""
    with pytest.raises(Refused) as caught:
        read_yaml(text, "细则.yaml")
    (issue,) = caught.value.issues
    assert issue.place.file == "细则.yaml"
    return issue.code, dict(issue.parameters), sentence(issue)


def items(checklist: Checklist) -> dict[str, Item]:
    return {item.number: item for _, item in checklist.items()}


def sections(checklist: Checklist) -> list[Section]:
    return [node for _, node in checklist.walk() if isinstance(node, Section)]


# ---------------------------------------------------------------- the file


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("title: [", "lists.not_yaml", "2"),
        ("title: 甲\nbasis: &a [乙]\nsources: *a\n", "lists.yaml_alias", "2"),
        ("title: 甲\ntitle: 乙\n", "lists.yaml_repeated", "2"),
        ("title: 甲\n---\ntitle: 乙\n", "lists.yaml_documents", "2"),
        ("title: 甲\n? [乙]\n: 丙\n", "lists.yaml_nesting", "2"),
        ("[" * 100_000, "lists.yaml_nesting", "1"),
        ("- " * 100_000, "lists.yaml_nesting", "1"),
    ],
)
def test_r1_only_plain_yaml_is_taken(text: str, code: str, line: str) -> None:
    found, parameters, _ = refusal(text)
    assert (found, parameters["line"]) == (code, line)


def test_r1_an_enormous_file_is_refused_unread() -> None:
    assert refusal("#" * 4_000_001)[0] == "lists.too_large"


def test_r1_control_signs_are_refused_and_not_a_crash() -> None:
    assert refusal("title: \x00甲")[0] == "lists.not_yaml"


def test_r1_marks_are_exact() -> None:
    text = SMALL.replace("points: 5", "points: 5.0001").replace("points: 3", "points: 3.0001")
    assert read_yaml(text, "甲").points == Mark(50_001)


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "path"),
    [
        ("points: 3}", "point: 3}", "lists.unknown_field", "8", "children[0].children[0]"),
        ("title: 试用细则", "year: 2025", "lists.missing_field", "2", "."),
        ("kind: veto", "kind: vetoed", "lists.unknown_word", "10", "children[1].kind"),
        ("points: 3}", "points: 三}", "lists.bad_value", "8", "children[0].children[0].points"),
        ("points: 3}", "points: -3}", "lists.bad_value", "8", "children[0].children[0].points"),
        ("points: 3}", "points: nan}", "lists.bad_value", "8", "children[0].children[0].points"),
        ("points: 3}", "points: 1e400}", "lists.bad_value", "8", "children[0].children[0].points"),
        ("points: 3}", "points: [3]}", "lists.bad_value", "8", "children[0].children[0].points"),
        ("title: 公开", "title: ''", "lists.title_or_content", "4", "children[0]"),
        (
            "title: 公开",
            "title: 公开\n    content: 甲",
            "lists.title_or_content",
            "4",
            "children[0]",
        ),
    ],
)
def test_r2_every_fault_names_line_path_and_remedy(
    old: str, new: str, code: str, line: str, path: str
) -> None:
    found, parameters, said = refusal(SMALL.replace(old, new))
    assert (found, parameters["line"], parameters["path"]) == (code, line, path)
    assert "细则.yaml" in said
    assert "请" in said or "须" in said


@pytest.mark.parametrize("text", ["", "甲", "[]", "title: 甲\nchildren: []\n"])
def test_r2_a_file_without_a_list_is_refused(text: str) -> None:
    assert refusal(text)[0] in {"lists.missing_field", "lists.bad_value"}


@pytest.mark.parametrize("share", ["30", "0.3", "101%", "33.333%", "-5%"])
def test_r3_shares_are_percent_with_their_sign(share: str) -> None:
    assert refusal(f"rule_set: {{quota: '{share}'}}\n{SMALL}")[0] == "lists.bad_value"


def test_r3_shares_keep_two_places() -> None:
    assert read_yaml(f"rule_set: {{quota: 33.33%}}\n{SMALL}", "甲").rule_set.quota == 3333


@pytest.mark.parametrize("key", bundled.keys())
def test_r4_a_list_is_always_the_same(key: str) -> None:
    assert bundled.load(key) == bundled.load(key)


# ---------------------------------------------------------------- the list and its items


def test_r6_sections_and_items_stand_side_by_side_at_any_depth() -> None:
    deep = "".join(
        f"{'  ' * depth}  - title: 第{depth}层\n{'  ' * depth}    children:\n" for depth in range(8)
    )
    text = f"title: 深\nchildren:\n{deep}{'  ' * 8}  - content: 底\n  - content: 旁\n"
    checklist = read_yaml(text, "甲")
    assert [(len(path), item.content) for path, item in checklist.items()] == [(8, "底"), (0, "旁")]


def test_r6_an_item_with_children_and_an_empty_section_are_refused() -> None:
    inner = "title: 甲\nchildren:\n  - content: 乙\n    children: [{content: 丙}]\n"
    assert refusal(inner)[0] == "lists.item_with_children"
    assert refusal("title: 甲\nchildren:\n  - title: 乙\n")[0] == "lists.empty_section"


def test_r7_stated_points_must_equal_the_sum() -> None:
    code, parameters, _ = refusal(SMALL.replace("points: 5", "points: 6"))
    assert code == "lists.total_differs"
    assert (parameters["stated"], parameters["total"], parameters["line"]) == ("6", "5", "4")


def test_r8_numbers_default_to_the_place_and_may_not_repeat() -> None:
    assert list(items(read_yaml(SMALL, "甲"))) == ["1.1", "1.2", "2"]
    code, parameters, _ = refusal(SMALL.replace("content: 泄密", "number: '1.2', content: 泄密"))
    assert (code, parameters["word"], parameters["first"]) == ("lists.repeated_number", "1.2", "9")


def test_r9_kind_follows_from_the_points() -> None:
    found = items(read_yaml(SMALL.replace(", kind: veto", ""), "甲"))
    assert [item.kind for item in found.values()] == [ItemKind.SCORED] * 2 + [ItemKind.TASK]
    assert refusal(SMALL.replace("kind: veto", "kind: scored"))[0] == "lists.scored_without_points"


def test_r10_the_key_is_the_digest_of_the_text() -> None:
    found = items(read_yaml(SMALL, "甲"))
    assert found["1.1"].key == digest("目录", "未公开的扣2分")
    twice = SMALL.replace(
        "content: 年报, criteria: 未按时发布的不得分", "content: 目录 ,criteria: 未公开的扣２分。"
    )
    assert refusal(twice)[0] == "lists.repeated_item"


def test_r12_metrics_may_be_named() -> None:
    text = "title: 甲\nchildren:\n  - {content: 乙, metrics: [{name: 参加人数, unit: 人}]}\n"
    assert items(read_yaml(text, "甲"))["1"].metrics == (Metric(name="参加人数", unit="人"),)


def test_r13_rules_are_read_from_the_criteria_unless_they_are_given() -> None:
    assert [rule.kind for rule in items(read_yaml(SMALL, "甲"))["1.1"].rules] == [RuleKind.ONCE]
    without = SMALL.replace("points: 3}", "points: 3, rules: []}")
    assert items(read_yaml(without, "甲"))["1.1"].rules == ()


def test_r14_rules_given_in_the_file_are_taken_as_they_stand() -> None:
    rules = (
        "[{text: 每半天扣, kind: each, points: 0.5, counter: 天, cap: 2},"
        " {text: 打折, kind: share, share: 40%, base: 1}]"
    )
    checklist = read_yaml(SMALL.replace("points: 3}", f"points: 3, rules: {rules}}}"), "甲")
    each, share = items(checklist)["1.1"].rules
    assert (each.number, each.points, each.counter, each.cap) == (1, 5_000, "天", 20_000)
    assert (share.number, share.kind, share.share, share.base) == (2, RuleKind.SHARE, 4_000, 10_000)


def test_r17_what_is_left_out_has_the_plain_default() -> None:
    assert read_yaml(SMALL, "甲").rule_set == RuleSet()


def test_r18_a_threshold_passes_unless_the_file_says_otherwise() -> None:
    text = (
        "rule_set: {bonus: {gates: [{at_least: 80, inclusive: false}, {at_least: 60}]}}\n" + SMALL
    )
    first, second = read_yaml(text, "甲").rule_set.bonus.gates
    assert (first.is_passed_by(parse_mark("80")), second.is_passed_by(parse_mark("60"))) == (
        False,
        True,
    )


def test_an_unknown_key_is_refused_with_the_keys_there_are() -> None:
    with pytest.raises(Refused) as caught:
        bundled.load("nowhere-2025")
    assert "ningchuan-2025-b" in sentence(caught.value.issues[0])


def test_every_field_of_the_rule_set_can_be_written() -> None:
    text = """
rule_set:
  name: 全部
  full: 130
  caps: {item: false, section_level: 1}
  not_applicable: spread
  spread_over: ["1"]
  did_not_occur: as_not_applicable
  missing_statement_share: 50%
  weights: {"1": 60%, "2": 40%}
  bonus: {cap: 30, gates: [{at_least: 44, sections: ["1"]}]}
  part_gates: [{gate: {at_least: 21, sections: ["1"]}, grade: 不合格}]
  veto: {grade: 差, mark_limit: 59, ends_scoring: true}
  composite:
    - {name: 平时, weight: 30%, parts: [{name: 一季度}]}
    - {name: 年终, weight: 70%, graded: true}
  bands: [{grade: 优, at_least: 90}, {grade: 差, at_least: 0}]
  quota: 30%
  places: 4
  rounding: last
  grade_places: 0
  appraisal_share: 5%
"""
    rule_set = read_yaml(text + SMALL, "甲").rule_set
    plain = RuleSet()
    assert [
        name for name in RuleSet.__slots__ if getattr(rule_set, name) == getattr(plain, name)
    ] == []
    assert (rule_set.rounding, rule_set.places, rule_set.grade_places) == (RoundingOrder.LAST, 4, 0)
    assert rule_set.weights == (("1", 6_000), ("2", 4_000))
    assert rule_set.composite[0].parts[0].name == "一季度"


# ---------------------------------------------------------------- the made-up city


CLASS_B = bundled.load("ningchuan-2025-b")


def test_class_b_has_29_items_in_four_kinds_and_100_points() -> None:
    kinds = Counter(item.kind for _, item in CLASS_B.items())
    assert kinds == {"scored": 23, "bonus": 2, "penalty": 2, "veto": 2}
    assert CLASS_B.points == parse_mark("100")


def test_class_b_sections_state_their_points() -> None:
    stated = [(section.title, section.points) for section in sections(CLASS_B) if section.points]
    assert [(title, points // 10_000) for title, points in stated] == [
        ("主动公开", 30),
        ("法定主动公开内容", 16),
        ("重大决策预公开", 8),
        ("执行公开", 6),
        ("解读回应", 20),
        ("政策解读", 15),
        ("回应关切", 5),
        ("依申请公开", 20),
        ("渠道与时限", 12),
        ("答复质量", 8),
        ("平台建设", 18),
        ("网站专栏", 12),
        ("新媒体与线下", 6),
        ("组织保障", 12),
        ("组织领导", 5),
        ("培训与年报", 7),
    ]


def test_class_b_rules_are_lettered_as_the_office_calls_them() -> None:
    found = items(CLASS_B)
    letters = {
        number: "".join(letter(rule.number) for rule in item.rules)
        for number, item in found.items()
    }
    assert letters == {
        **{
            "1.1": "ab",
            "1.2": "abc",
            "1.3": "ab",
            "1.4": "a",
            "1.5": "abc",
            "1.6": "a",
            "1.7": "abc",
        },
        **{"2.1": "a", "2.2": "ab", "2.3": "a", "2.4": "a"},
        **{"3.1": "a", "3.2": "a", "3.3": "a", "3.4": "a"},
        **{"4.1": "ab", "4.2": "abc", "4.3": "ab", "4.4": "ab"},
        **{"5.1": "ab", "5.2": "a", "5.3": "a", "5.4": "abc"},
        **{"J1": "a", "J2": "a", "K1": "a", "K2": "a", "F1": "a", "F2": "a"},
    }
    assert found["2.1"].scoring is Scoring.RATIO
    assert found["2.2"].scoring is Scoring.STEPS
    assert (found["1.7"].rules[2].kind, found["1.7"].rules[2].base) == (RuleKind.SHARE, 30_000)
    assert found["2.1"].metrics == (
        Metric(name="政策性文件", unit="件"),
        Metric(name="已解读", unit="件"),
    )


def test_class_b_says_how_each_item_is_checked() -> None:
    ways = Counter(way for _, item in CLASS_B.items() for way in item.ways)
    assert ways == {
        CheckingWay.ONLINE: 14,
        CheckingWay.PAPERS: 5,
        CheckingWay.SYSTEM: 2,
        CheckingWay.MOCK_REQUEST: 1,
        CheckingWay.ON_SITE: 1,
        CheckingWay.RECOGNITION: 6,
    }


@pytest.mark.parametrize("key", ["ningchuan-2025-a", "ningchuan-2025-b"])
def test_the_city_publishes_one_scheme_for_both_classes(key: str) -> None:
    rules = bundled.load(key).rule_set
    assert rules.caps.item
    assert rules.not_applicable is NotApplicable.RATIO
    assert (rules.did_not_occur, rules.missing_statement_share) == (
        DidNotOccur.FULL_WITH_STATEMENT,
        4_000,
    )
    assert rules.bonus.cap == parse_mark("5")
    assert [gate.is_passed_by(parse_mark("80.00")) for gate in rules.bonus.gates] == [True]
    assert [gate.is_passed_by(parse_mark("79.99")) for gate in rules.bonus.gates] == [False]
    assert rules.veto.mark_limit == parse_mark("59")
    assert [(band.grade, band.at_least // 10_000, band.inclusive) for band in rules.bands] == [
        ("优秀", 90, True),
        ("良好", 80, True),
        ("合格", 60, True),
        ("不合格", 0, True),
    ]
    assert rules.quota == 3_000
    assert (rules.places, rules.rounding) == (2, RoundingOrder.EACH_PUBLISHED)
    assert [(source.name, source.weight) for source in rules.composite] == [
        ("平时得分", 3_000),
        ("年终基础分", 7_000),
    ]
    assert [part.name for part in rules.composite[0].parts] == ["一季度", "二季度", "三季度"]


def test_class_a_mixes_three_levels_at_the_end_of_the_year() -> None:
    year_end = bundled.load("ningchuan-2025-a").rule_set.composite[1]
    assert [(part.name, part.weight) for part in year_end.parts] == [
        ("本级", 6_000),
        ("乡镇街道", 3_000),
        ("县直部门", 1_000),
    ]


def test_class_a_has_100_points_and_every_scored_item_a_rule() -> None:
    checklist = bundled.load("ningchuan-2025-a")
    assert checklist.points == parse_mark("100")
    assert [item.number for _, item in checklist.items() if item.is_marked and not item.rules] == []


# ---------------------------------------------------------------- lists of real documents


KEYS = bundled.keys()
REAL = [key for key in KEYS if not key.startswith("ningchuan")]


@pytest.mark.parametrize("key", REAL)
def test_lists_of_real_documents_are_tasks_without_marks(key: str) -> None:
    checklist = bundled.load(key)
    assert not checklist.is_scored
    assert {item.points for _, item in checklist.items()} == {None}


@pytest.mark.parametrize("key", REAL)
def test_lists_of_real_documents_say_where_they_come_from_and_what_is_unconfirmed(key: str) -> None:
    checklist = bundled.load(key)
    assert checklist.basis
    assert all(source.title and source.unconfirmed for source in checklist.sources)


@pytest.mark.parametrize(
    ("key", "number"),
    [
        ("national-2018", "国办发〔2018〕23号"),
        ("national-2019", "国办发〔2019〕14号"),
        ("national-2020", "国办发〔2020〕17号"),
        ("national-2021", "国办发〔2021〕12号"),
        ("national-2022", "国办发〔2022〕8号"),
        ("suqian-2020", "宿政办发〔2020〕41号"),
    ],
)
def test_sources_are_cited_by_document_number(key: str, number: str) -> None:
    assert [source.document_number for source in bundled.load(key).sources] == [number]


def test_suqian_2020_has_five_areas_and_eleven_sub_items() -> None:
    checklist = bundled.load("suqian-2020")
    assert len(checklist.children) == 5
    assert len([item for path, item in checklist.items() if path]) == 11
    assert isinstance(checklist.children[1], Item)


def test_ningbo_2018_has_four_areas_and_ten_sub_items() -> None:
    checklist = bundled.load("ningbo-2018")
    counts = [len(child.children) for child in checklist.children if isinstance(child, Section)]
    assert counts == [3, 3, 2, 2]


def test_national_outlines_have_their_five_or_four_parts() -> None:
    parts = {year: len(bundled.load(f"national-{year}").children) for year in range(2018, 2023)}
    assert parts == {2018: 4, 2019: 5, 2020: 5, 2021: 4, 2022: 5}


def test_items_of_outlines_that_are_not_confirmed_say_so() -> None:
    unsure = {
        item.content
        for year in range(2018, 2023)
        for _, item in bundled.load(f"national-{year}").items()
        if item.remark
    }
    assert "推进基层政务公开标准化规范化试点" in unsure
    assert "深入解读重要政策措施" not in unsure


@pytest.mark.parametrize("key", bundled.keys())
def test_items_stand_in_the_order_of_their_numbers(key: str) -> None:
    numbers = [
        tuple(map(int, item.number.split(".")))
        for _, item in bundled.load(key).items()
        if item.number[0].isdigit()
    ]
    assert all(earlier < later for earlier, later in pairwise(numbers))
