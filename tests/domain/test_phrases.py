"""Criteria are read into rules as an inspector would read them, and never guessed at."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.checklist import ItemKind, Metric, Scoring
from inspector.domain.marks import ONE, Mark, parse_mark, plain_mark
from inspector.domain.phrase_table import PHRASES, Phrase
from inspector.domain.phrases import parse_rules, ratio_metrics
from inspector.domain.rules import Rule, RuleKind


def reads(rule: Rule) -> str:
    """Return a rule in the short form of the table of phrases."""
    points = plain_mark(rule.points)
    limit = f" ≤{plain_mark(rule.cap)}" if rule.cap is not None else ""
    base = f" of {plain_mark(rule.base)}" if rule.base is not None else ""
    match rule.kind:
        case RuleKind.SHARE:
            return f"share {plain_mark(rule.share * 100)}%{base}"
        case RuleKind.ALL:
            return f"all{base}"
        case RuleKind.VETO:
            return "veto"
        case RuleKind.RATIO:
            step, target = (plain_mark(share * 100) for share in (rule.step, rule.target))
            return f"ratio {points} per {step}% below {target}%"
        case _:
            counter = f"/{rule.counter}" if rule.counter else ""
            return f"{rule.kind} {points}{counter}{limit}"


def read_all(criteria: str, points: str | None = None) -> str:
    parsed = parse_rules(criteria, parse_mark(points) if points else None)
    return "; ".join(map(reads, parsed.rules))


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.example)
def test_each_phrase_of_the_table_reads_its_example(phrase: Phrase) -> None:
    assert read_all(phrase.example) == phrase.reads


CLASS_B = {
    "1.1": (
        "4",
        "每缺1项扣1分；信息过时未更新的每处扣0.5分，扣完为止",
        "each 1/项; each 0.5/处",
    ),
    "1.2": (
        "6",
        "①未公开现行有效文件目录的扣2分；②每少公开1件扣0.5分；"
        "③废止、失效文件未标注的每件扣0.25分，扣完为止",
        "once 2; each 0.5/件; each 0.25/件",
    ),
    "1.3": (
        "4",
        "预算、决算未按时公开的各扣2分；未公开“三公”经费说明的扣0.5分，扣完为止",
        "each 2; once 0.5",
    ),
    "1.4": ("2", "超期公开的每件扣0.2分，扣完为止", "each 0.2/件"),
    "1.5": (
        "5",
        "未公开目录的扣2分；未反馈采纳情况的每件扣1分；本年度未发生且未公开说明的扣分值的40%",
        "once 2; each 1/件; share 40%",
    ),
    "1.6": ("3", "每少公开1件扣0.5分，扣完为止", "each 0.5/件"),
    "1.7": (
        "6",
        "未公开任务分解的扣3分；未公开执行情况的扣3分；执行情况仅公开1次的，该3分可得50%",
        "once 3; once 3; share 50% of 3",
    ),
    "2.1": (
        "8",
        "解读率达100%得满分，每低5个百分点扣1分（不足5个百分点按5个百分点计），扣完为止",
        "ratio 1 per 5% below 100%",
    ),
    "2.2": ("4", "仅文字解读的可得60%；未解读的不得分", "share 40%; all"),
    "2.3": ("3", "未开展的，不得分", "all"),
    "2.4": ("5", "每超期1件扣0.5分，扣完为止", "each 0.5/件"),
    "3.1": ("4", "渠道不畅通的，不得分", "all"),
    "3.2": ("8", "每超期1件扣3分，扣完为止", "each 3/件"),
    "3.3": ("5", "每件不规范扣0.5分，扣完为止", "each 0.5/件"),
    "3.4": ("3", "每被纠错1件扣3分，扣完为止", "each 3/件"),
    "4.1": ("6", "缺少法定栏目的每个扣2分；名称不规范的扣1分，扣完为止", "each 2/个; once 1"),
    "4.2": (
        "6",
        "①空白栏目每个扣1分；②超过6个月未更新的栏目每个扣0.5分；③错链、断链每处扣0.1分，扣完为止",
        "each 1/个; each 0.5/个; each 0.1/处",
    ),
    "4.3": (
        "4",
        "连续14天未更新的每次扣0.5分；留言未按时回复的每条扣0.5分，扣完为止",
        "each 0.5/次; each 0.5/条",
    ),
    "4.4": ("2", "未设置的，不得分；未配备查阅设备的扣1分", "all; once 1"),
    "5.1": ("3", "未研究部署的扣2分；未明确分管领导和工作机构的扣1分", "once 2; once 1"),
    "5.2": ("2", "未制定公开的，不得分", "all"),
    "5.3": ("2", "未开展的，不得分", "all"),
    "5.4": (
        "5",
        "未按时发布的扣2分；勾稽关系不符的每处扣1分；与上年雷同的扣2分，扣完为止",
        "once 2; each 1/处; once 2",
    ),
}
"""The scored items of the invented city's class B list: points, criteria, rules a, b, c."""


@pytest.mark.parametrize("number", CLASS_B)
def test_class_b_list_is_read_whole(number: str) -> None:
    points, criteria, rules = CLASS_B[number]
    assert read_all(criteria, points) == rules
    assert parse_rules(criteria, parse_mark(points)).rest == ""


def test_class_b_bonus_and_penalty_items_are_read() -> None:
    bonus = parse_rules("每项加1分，最高加2分", None, ItemKind.BONUS)
    assert (bonus.scoring, reads(bonus.rules[0])) == (Scoring.ADD, "gain_each 1/项 ≤2")
    assert read_all("每次扣2分") == "each 2/次"


@pytest.mark.parametrize(
    ("number", "scoring"),
    [("1.1", "deduct"), ("1.5", "deduct"), ("1.7", "deduct"), ("2.1", "ratio"), ("2.2", "steps")],
)
def test_way_of_scoring_follows_from_the_rules(number: str, scoring: str) -> None:
    points, criteria, _ = CLASS_B[number]
    assert parse_rules(criteria, parse_mark(points)).scoring == scoring


@pytest.mark.parametrize(
    ("criteria", "rules"),
    [
        # 鲤城区2020年政务公开指数绩效考评标准表
        ("不按要求公开的每条扣5分", "each 5/条"),
        ("未规范录入每条扣1分", "each 1/条"),
        ("泄密的每例扣6分，表述错误的每例扣2分", "each 6/例; each 2/例"),
        ("超期办理每条扣6分", "each 6/条"),
        ("被纠错的，每件扣3分", "each 3/件"),
        # 某县信息公开考核
        ("数量低于规定标准，出现一个月扣5分，扣完为止", "each 5/个月"),
        ("信息发布空白月，每个月扣10分", "each 10/个月"),
        # 绵阳市2022年评估指标
        ("存在任何一种情况扣0.5分", "once 0.5"),
        # 某州政府信息公开考核
        ("缺一项扣2分", "each 2/项"),
        ("每缺一项扣2分", "each 2/项"),
        ("出现事故或投诉不得分", "all"),
        ("此项不得分", "all"),
        # 得分式
        ("公开政策1分，公开对象1分", "gain_once 1; gain_once 1"),
        ("一项可得2分，最高不超过6分", "gain_each 2/项 ≤6"),
        ("排名第1得6分", "gain_once 6"),
        ("每进1名扣0.1分", "each 0.1/名"),
        # 2010年乡镇考核
        ("受上级表彰的每次 +3；通报批评的每次 −3", "gain_each 3/次; each 3/次"),
    ],
)
def test_wording_of_real_lists_is_read(criteria: str, rules: str) -> None:
    assert read_all(criteria) == rules


@pytest.mark.parametrize(
    ("criteria", "rules"),
    [
        ("部门预算、决算未按时公开的，每项扣5分", "each 5/项"),
        ("1.未公开的扣2分\n2.公开不及时的扣1分\n3.每少1条扣0.5分", "once 2; once 1; each 0.5/条"),
        ("(1)未公开的扣2分(2)公开不及时的扣1分", "once 2; once 1"),
        ("a、未公开的扣2分；b、每处扣0.5分", "once 2; each 0.5/处"),
        ("未公开的扣2分，公开不及时的扣1分", "once 2; once 1"),
        ("每１处扣０．５分", "each 0.5/处"),
        ("每少\n一项扣\n0.5 分", "each 0.5/项"),
        ("未公开的，扣两分", "once 2"),
        ("每处扣0.5分（最多扣2分）；名称不符的扣1分", "each 0.5/处 ≤2; once 1"),
        ("每月公开1次，未公开的扣1分", "once 1"),
        ("每季度至少更新1次，少1次扣1分", "each 1/次"),
        ("仅公开1次的扣1分", "once 1"),
        ("发现1处错误的扣1分", "each 1/处"),
        ("5分钟内未回复的扣1分", "once 1"),
        ("达到95%得满分，每下降1%扣0.5分", "ratio 0.5 per 1% below 95%"),
        ("领导机构健全（2分）；制度完善（3分）", "gain_once 2; gain_once 3"),
        ("满分5分，未公开的扣2分", "once 2"),
        ("出现即不合格", "veto"),
        ("出现上述情形之一的，直接评定为不合格", "veto"),
        ("抽查不合格的每次扣2分", "each 2/次"),
        ("未按时公开的扣1分，每逾期1个工作日加扣0.5分", "once 1; each 0.5/个工作日"),
        ("超过1个月未更新，扣1分", "once 1"),
        ("每年至少开展2次培训，每少1次扣1分", "each 1/次"),
        ("按时公开得1分，不按时公开不得分", "gain_once 1; all"),
        ("公开率90%以上得3分，80%—90%得2分", "gain_once 3; gain_once 2"),
        ("满意度低于90%的，每低1个百分点扣0.1分", "ratio 0.1 per 1% below 90%"),
        ("受通报表扬的，省级加3分，市级加1分", "gain_once 3; gain_once 1"),
        ("每个0.5分，未公开的扣1分", "once 1"),
    ],
)
def test_ways_of_writing_are_understood(criteria: str, rules: str) -> None:
    assert read_all(criteria) == rules


@pytest.mark.parametrize(
    "criteria",
    [
        "查看网站和台账",
        "酌情扣1-3分",
        "视情况扣2至5分",
        "每5处扣1分",
        "每低5个百分点扣1分（不足5个百分点不扣分）",
        "连续两个季度未更新的扣三分之一",
        "得分＝已解读数÷应解读数×5",
        "不符合要求的每项酌情扣0.1—0.5分",
        "",
    ],
)
def test_what_cannot_be_said_by_a_rule_stays_text(criteria: str) -> None:
    parsed = parse_rules(criteria)
    assert (parsed.rules, parsed.rest) == ((), criteria)


def test_rules_are_numbered_in_the_order_of_the_cell_and_keep_their_wording() -> None:
    rules = parse_rules(CLASS_B["4.2"][1]).rules
    assert [(rule.number, rule.text) for rule in rules] == [
        (1, "空白栏目每个扣1分"),
        (2, "超过6个月未更新的栏目每个扣0.5分"),
        (3, "错链、断链每处扣0.1分"),
    ]


def test_text_without_a_rule_is_left_over() -> None:
    parsed = parse_rules("查看网站。未公开的，每项扣1分：①机构职能；②领导信息")
    assert [rule.text for rule in parsed.rules] == ["未公开的，每项扣1分"]
    assert parsed.rest == "查看网站；①机构职能；②领导信息"


def test_bare_figures_may_not_exceed_the_points() -> None:
    criteria = "公开政策3分，公开对象3分"
    assert len(parse_rules(criteria, Mark(6 * ONE)).rules) == 2
    assert parse_rules(criteria, Mark(5 * ONE)).rules == ()


def test_words_of_a_veto_item_are_its_rule() -> None:
    rules = parse_rules("泄露国家秘密造成不良影响", None, ItemKind.VETO).rules
    assert [(rule.number, rule.kind) for rule in rules] == [(1, RuleKind.VETO)]


@pytest.mark.parametrize("criteria", ["", "—", "/"])
def test_a_veto_without_criteria_forbids_what_its_content_says(criteria: str) -> None:
    (rule,) = parse_rules(criteria, None, ItemKind.VETO, "泄露国家秘密").rules
    assert (rule.kind, rule.text) == (RuleKind.VETO, "泄露国家秘密")


@pytest.mark.parametrize(
    ("content", "criteria", "names"),
    [
        ("政策性文件解读率", "", ("政策性文件", "已解读")),
        ("网民留言按时办结率", "", ("网民留言", "按时办结")),
        ("政策解读", "解读率达100%得满分", ("应解读", "已解读")),
        ("满意度", "每低5个百分点扣1分", ("总数", "达标数")),
    ],
)
def test_ratio_items_ask_for_two_figures(
    content: str, criteria: str, names: tuple[str, str]
) -> None:
    assert ratio_metrics(content, criteria) == tuple(Metric(name=name) for name in names)


FRAGMENTS = [
    *"每各均扣加得可未缺少超的该不一两项处件次个月，；。、（）①1. \n",
    *("0.5分", "3分", "10", "60%", "百分点", "扣分值的", "最高", "不得分", "不足", "每低", "为止"),
    *("扣0.25分", "加2分", "不合格", "１２分", "99999999999999分", "0.00001分", "分", "%"),
]
criteria_like = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)


@given(st.one_of(st.text(), criteria_like), st.sampled_from(ItemKind))
def test_any_text_is_parsed_without_failing(text: str, kind: ItemKind) -> None:
    parsed = parse_rules(text, Mark(5 * ONE), kind)
    assert [rule.number for rule in parsed.rules] == list(range(1, len(parsed.rules) + 1))


@given(criteria_like)
def test_every_value_found_stands_in_the_text(text: str) -> None:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    for rule in parse_rules(text).rules:
        for value in (rule.points, rule.cap, rule.base):
            if value:
                assert any(word in plain for word in (plain_mark(value), *_in_words(value)))


def _in_words(value: Mark) -> tuple[str, ...]:
    return {1: ("一",), 2: ("二", "两")}.get(value // ONE, ()) if value % ONE == 0 else ()
