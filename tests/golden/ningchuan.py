"""The invented city of Ningchuan: its class B list, rule sets and the two years' results."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.checklist import Checklist, Item, ItemKind, Metric, Scoring, Section
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.findings import finding_points, rule_of
from inspector.domain.ids import FindingId, InspectionId, ItemKey, UnitId
from inspector.domain.marks import Mark, parse_mark
from inspector.domain.rule_set import Band, Bonus, DidNotOccur, Gate, RuleSet, Source, Veto
from inspector.domain.rules import Rule, RuleKind

INSPECTION: Final = InspectionId("2025")


def mark(text: str) -> Mark:
    """Read a mark."""
    return parse_mark(text)


# --- the list -----------------------------------------------------------------------------------


def _each(points: str, counter: str, text: str) -> dict[str, object]:
    return {"kind": RuleKind.EACH, "points": mark(points), "counter": counter, "text": text}


def _once(points: str, text: str) -> dict[str, object]:
    return {"kind": RuleKind.ONCE, "points": mark(points), "text": text}


def _none(text: str) -> dict[str, object]:
    return {"kind": RuleKind.ALL, "text": text}


def _lost(share: int, text: str, base: str | None = None) -> dict[str, object]:
    part = mark(base) if base else None
    return {"kind": RuleKind.SHARE, "share": share, "base": part, "text": text}


_RATIO = {
    "kind": RuleKind.RATIO,
    "points": mark("1"),
    "step": 500,
    "text": "解读率达100%得满分，每低5个百分点扣1分（不足5个百分点按5个百分点计）",
}

_SECTIONS: Final = (
    (
        "1",
        "主动公开",
        30,
        (("法定主动公开内容", 16, 4), ("重大决策预公开", 8, 2), ("执行公开", 6, 1)),
    ),
    ("2", "解读回应", 20, (("政策解读", 15, 3), ("回应关切", 5, 1))),
    ("3", "依申请公开", 20, (("渠道与时限", 12, 2), ("答复质量", 8, 2))),
    ("4", "平台建设", 18, (("网站专栏", 12, 2), ("新媒体与线下", 6, 2))),
    ("5", "组织保障", 12, (("组织领导", 5, 2), ("培训与年报", 7, 2))),
)

_ITEMS: Final[Mapping[str, tuple[str, str, tuple[dict[str, object], ...]]]] = {
    "1.1": (
        "机构职能、领导信息、内设机构、办公地址及联系方式公开并动态更新",
        "4",
        (_each("1", "项", "每缺1项扣1分"), _each("0.5", "处", "信息过时未更新的每处扣0.5分")),
    ),
    "1.2": (
        "行政规范性文件集中公开",
        "6",
        (
            _once("2", "未公开现行有效文件目录的扣2分"),
            _each("0.5", "件", "每少公开1件扣0.5分"),
            _each("0.25", "件", "废止、失效文件未标注的每件扣0.25分"),
        ),
    ),
    "1.3": (
        "财政预决算及“三公”经费公开",
        "4",
        (
            _each("2", "", "预算、决算未按时公开的各扣2分"),
            _once("0.5", "未公开“三公”经费说明的扣0.5分"),
        ),
    ),
    "1.4": (
        "行政许可、行政处罚等结果信息公开",
        "2",
        (_each("0.2", "件", "超期公开的每件扣0.2分"),),
    ),
    "1.5": (
        "重大行政决策事项目录、意见征集及采纳情况公开",
        "5",
        (
            _once("2", "未公开目录的扣2分"),
            _each("1", "件", "未反馈采纳情况的每件扣1分"),
            _lost(4000, "本年度未发生且未公开说明的扣分值的40%"),
        ),
    ),
    "1.6": ("建议提案办理结果公开", "3", (_each("0.5", "件", "每少公开1件扣0.5分"),)),
    "1.7": (
        "年度重点工作任务分解及执行情况公开",
        "6",
        (
            _once("3", "未公开任务分解的扣3分"),
            _once("3", "未公开执行情况的扣3分"),
            _lost(5000, "执行情况仅公开1次的，该3分可得50%", "3"),
        ),
    ),
    "2.1": ("政策性文件解读率", "8", (_RATIO,)),
    "2.2": ("解读形式", "4", (_lost(4000, "仅文字解读的可得60%"), _none("未解读的不得分"))),
    "2.3": ("主要负责人带头解读", "3", (_none("未开展的，不得分"),)),
    "2.4": ("网民留言、12345热线工单按时办结", "5", (_each("0.5", "件", "每超期1件扣0.5分"),)),
    "3.1": ("申请渠道畅通", "4", (_none("渠道不畅通的，不得分"),)),
    "3.2": ("法定期限内答复", "8", (_each("3", "件", "每超期1件扣3分"),)),
    "3.3": ("答复文书规范", "5", (_each("0.5", "件", "每件不规范扣0.5分"),)),
    "3.4": ("行政复议、行政诉讼纠错情况", "3", (_each("3", "件", "每被纠错1件扣3分"),)),
    "4.1": (
        "政府信息公开专栏设置",
        "6",
        (_each("2", "个", "缺少法定栏目的每个扣2分"), _once("1", "名称不规范的扣1分")),
    ),
    "4.2": (
        "栏目更新与链接",
        "6",
        (
            _each("1", "个", "空白栏目每个扣1分"),
            _each("0.5", "个", "超过6个月未更新的栏目每个扣0.5分"),
            _each("0.1", "处", "错链、断链每处扣0.1分"),
        ),
    ),
    "4.3": (
        "政务新媒体运维",
        "4",
        (
            _each("0.5", "次", "连续14天未更新的每次扣0.5分"),
            _each("0.5", "条", "留言未按时回复的每条扣0.5分"),
        ),
    ),
    "4.4": (
        "政务公开专区（查阅点）",
        "2",
        (_none("未设置的，不得分"), _once("1", "未配备查阅设备的扣1分")),
    ),
    "5.1": (
        "听取汇报、研究部署，明确分管领导和工作机构",
        "3",
        (_once("2", "未研究部署的扣2分"), _once("1", "未明确分管领导和工作机构的扣1分")),
    ),
    "5.2": ("制定并公开年度工作方案", "2", (_none("未制定公开的，不得分"),)),
    "5.3": ("开展业务培训", "2", (_none("未开展的，不得分"),)),
    "5.4": (
        "政府信息公开工作年度报告",
        "5",
        (
            _once("2", "未按时发布的扣2分"),
            _each("1", "处", "勾稽关系不符的每处扣1分"),
            _once("2", "与上年雷同的扣2分"),
        ),
    ),
}

_BESIDE: Final = (
    (
        "加分项",
        ItemKind.BONUS,
        (
            ("J1", "经验做法被省级以上推广", RuleKind.GAIN_EACH, "2", "4", "次"),
            ("J2", "创新案例入选市级案例", RuleKind.GAIN_EACH, "1", "2", "项"),
        ),
    ),
    (
        "减分项",
        ItemKind.PENALTY,
        (
            ("K1", "被省级以上通报批评", RuleKind.EACH, "2", None, "次"),
            ("K2", "信息发布出现严重表述错误", RuleKind.EACH, "1", None, "次"),
        ),
    ),
    (
        "否决项",
        ItemKind.VETO,
        (
            ("F1", "泄露国家秘密、工作秘密或者个人隐私造成不良影响", RuleKind.VETO, "0", None, ""),
            ("F2", "未按规定发布年度报告，经督促仍未发布", RuleKind.VETO, "0", None, ""),
        ),
    ),
)


def _item(number: str) -> Item:
    content, points, rules = _ITEMS[number]
    scoring = {"2.1": Scoring.RATIO, "2.2": Scoring.STEPS}.get(number, Scoring.DEDUCT)
    metrics = (Metric(name="政策性文件", unit="件"), Metric(name="已解读", unit="件"))
    return Item(
        key=ItemKey(number),
        number=number,
        content=content,
        points=mark(points),
        scoring=scoring,
        metrics=metrics if scoring is Scoring.RATIO else (),
        rules=tuple(Rule(number=n, **rule) for n, rule in enumerate(rules, 1)),  # type: ignore[arg-type]
    )


def _beside(title: str, kind: ItemKind, rows: Iterable[tuple[str, ...]]) -> Section:
    items = []
    for number, content, rule_kind, points, cap, counter in rows:
        rule = Rule(
            number=1,
            text=content,
            kind=RuleKind(rule_kind),
            points=mark(points),
            cap=mark(cap) if cap else None,
            counter=counter,
        )
        items.append(
            Item(key=ItemKey(number), number=number, content=content, kind=kind, rules=(rule,))
        )
    return Section(number=title, title=title, children=tuple(items))


def _section(
    number: str, title: str, points: int, parts: Iterable[tuple[str, int, int]]
) -> Section:
    children, first = [], 1
    for place, (name, part_points, size) in enumerate(parts, 1):
        items = tuple(_item(f"{number}.{n}") for n in range(first, first + size))
        children.append(
            Section(
                number=f"{number}.{place}",
                title=name,
                points=Mark(part_points * 10_000),
                children=items,
            )
        )
        first += size
    return Section(
        number=number, title=title, points=Mark(points * 10_000), children=tuple(children)
    )


# --- the rules of the scheme (R1 to R9) ---------------------------------------------------------

BANDS: Final = (
    Band(grade="优秀", at_least=mark("90")),
    Band(grade="良好", at_least=mark("80")),
    Band(grade="合格", at_least=mark("60")),
    Band(grade="不合格", at_least=mark("0")),
)

YEAR_END: Final = RuleSet(
    name="末级封顶，不涉及按比率折算",
    did_not_occur=DidNotOccur.FULL_WITH_STATEMENT,
    missing_statement_share=4_000,
    bonus=Bonus(cap=mark("5"), gates=(Gate(at_least=mark("80")),)),
    veto=Veto(grade="不合格", mark_limit=mark("59")),
    bands=BANDS,
    quota=3_000,
)
"""R1 to R8: the year-end mark alone."""

QUARTERS: Final = ("一季度", "二季度", "三季度")
_ORDINARY: Final = Source(
    name="平时得分", weight=3_000, parts=tuple(Source(name=quarter) for quarter in QUARTERS)
)
YEARLY_B: Final = replace(
    YEAR_END,
    composite=(_ORDINARY, Source(name="年终基础分", weight=7_000, graded=True)),
)
"""R9: 30 % ordinary mark, 70 % year-end mark."""

YEARLY_A: Final = replace(
    YEAR_END,
    composite=(
        _ORDINARY,
        Source(
            name="年终基础分",
            weight=7_000,
            parts=(
                Source(name="本级", weight=6_000, graded=True),
                Source(name="乡镇街道", weight=3_000),
                Source(name="县直部门", weight=1_000),
            ),
        ),
    ),
)
"""Class A: the year-end mark is made of own level, townships and county departments."""

CLASS_B: Final = Checklist(
    title="宁川市2025年度政务公开工作考核评分细则（B类：市直部门）",
    year=2025,
    unit_class="B",
    rule_set=YEARLY_B,
    level_headers=("一级指标", "二级指标"),
    children=(
        *(_section(*row) for row in _SECTIONS),
        *(_beside(*row) for row in _BESIDE),  # type: ignore[arg-type]
    ),
)
ITEMS_B: Final = {item.number: item for _, item in CLASS_B.items()}
SCORED_B: Final = tuple(n for n, item in ITEMS_B.items() if item.kind is ItemKind.SCORED)


# --- answers ------------------------------------------------------------------------------------


def finding(item: Item, rule: int, count: int = 1, *, serial: int = 0) -> Finding:
    """Return a finding under a rule, worth what the rule says."""
    points = finding_points(item, rule_of(item, rule), count=count)
    return Finding(
        id=FindingId(f"{item.number}/{rule}/{serial}"),
        rule=rule,
        count=count,
        points=points,
        fact=f"{item.number}：{count}",
    )


_SHORTHAND: Final = re.compile(r"([JKF]?\d(?:\.\d)?)([a-c]?)(?:×(\d+))?")


def answers(
    unit: str,
    shorthand: str,
    *,
    not_applicable: Iterable[str] = (),
    did_not_occur: Iterable[str] = (),
) -> dict[ItemKey, Answer]:
    """Return a unit's answers: findings such as "1.2b×2 2.2a J1×1", every other scored item met."""
    found: dict[str, list[Finding]] = {}
    for serial, word in enumerate(shorthand.split()):
        parsed = _SHORTHAND.fullmatch(word)
        assert parsed is not None, word
        number, rule, count = parsed.groups()
        made = finding(
            ITEMS_B[number], ord(rule or "a") - ord("a") + 1, int(count or 1), serial=serial
        )
        found.setdefault(number, []).append(made)
    given = dict.fromkeys(SCORED_B, Conclusion.MET)
    given |= dict.fromkeys(found, Conclusion.PARTLY_MET)
    given |= dict.fromkeys(did_not_occur, Conclusion.DID_NOT_OCCUR)
    given |= dict.fromkeys(not_applicable, Conclusion.NOT_APPLICABLE)
    return {
        ItemKey(number): Answer(
            inspection=INSPECTION,
            unit=UnitId(unit),
            item=ItemKey(number),
            conclusion=conclusion,
            findings=tuple(found.get(number, ())),
            reason="不承担此项职责" if conclusion is Conclusion.NOT_APPLICABLE else "",
            allowed_by="组长" if conclusion is Conclusion.NOT_APPLICABLE else "",
        )
        for number, conclusion in given.items()
    }


def overturn(given: Mapping[ItemKey, Answer], number: str) -> dict[ItemKey, Answer]:
    """Return the answers after an objection to the findings of one item was upheld."""
    key = ItemKey(number)
    gone = tuple(
        replace(each, status=FindingStatus.OVERTURNED, status_reason="异议成立，撤销")
        for each in given[key].findings
    )
    return {**given, key: replace(given[key], findings=gone)}


FOREIGN_AFFAIRS: Final = (
    "1.1b×1 1.2b×3 1.2c×5 1.7c 2.1a×3 2.2a 3.2a×1 3.3a×1 4.1a×1 4.2a×2 4.2b×7 4.2c×12 4.3a×1 "
    "5.4b×1 J1×1"
)
"""市外办 as first checked; 3.2a falls on its objection."""


def foreign_affairs(*, objection_upheld: bool) -> dict[ItemKey, Answer]:
    """Return the answers of 市外办 (scenario 1)."""
    given = answers(
        "市外办", FOREIGN_AFFAIRS, not_applicable=("1.4",), did_not_occur=("1.5", "3.4")
    )
    ratio = given[ItemKey("2.1")]
    given[ItemKey("2.1")] = replace(ratio, metrics={"政策性文件": mark("9"), "已解读": mark("8")})
    return overturn(given, "3.2") if objection_upheld else given


def self_sheet() -> dict[ItemKey, Answer]:
    """Return what 市外办 claimed: full marks but for 1.4, 2.2 and 4.3, and one bonus."""
    claimed = {number: ITEMS_B[number].points for number in SCORED_B}
    claimed |= {"2.2": mark("2.4"), "4.3": mark("3.5"), "J1": mark("2"), "1.4": None}
    return {
        ItemKey(number): Answer(
            inspection=INSPECTION,
            unit=UnitId("市外办"),
            item=ItemKey(number),
            self_conclusion=Conclusion.NOT_APPLICABLE if number == "1.4" else Conclusion.MET,
            self_mark=points,
        )
        for number, points in claimed.items()
    }


# --- scenario 2 ---------------------------------------------------------------------------------

UNITS_B: Final = (
    ("市发展改革委", "94.10 95.35 96.20", "1.2b×2 2.4a×1 3.3a×1 4.2c×8 4.3b×1 J1×1"),
    ("市教育局", "89.30 90.06 91.00", "1.1b×2 1.2b×2 1.6a×1 2.2a 3.3a×3 4.2b×1 4.2c×6 4.3a×1"),
    (
        "市公安局",
        "83.00 84.55 85.15",
        "1.1b×3 1.2c×5 1.7c 2.1a×3 2.2a 3.3a×2 4.1b 4.2a×1 4.2c×8 4.3a×2 5.4b×1 K1×1",
    ),
    (
        "市民政局",
        "86.40 87.00 88.20",
        "1.1a×1 1.2b×3 1.6a×1 2.2a 2.4a×4 3.3a×4 4.2b×2 4.2c×4 4.3b×2 5.1b F1",
    ),
    ("市财政局", "92.00 93.10 94.40", "1.2c×6 2.2a 3.3a×2 4.2c×7 4.3a×1 J2×1 K1×1"),
    (
        "市人力资源社会保障局",
        "90.00 90.18 90.90",
        "1.1b×1 1.2c×4 1.4a×1 2.1a×1 2.4a×2 3.3a×2 4.2a×1 4.2c×6 5.4b×1",
    ),
    (
        "市自然资源和规划局",
        "86.00 87.20 88.05",
        "1.1a×1 1.2b×3 1.2c×2 1.7c 2.1a×1 2.2a 3.3a×3 4.2a×1 4.2b×1 4.2c×4 5.4c",
    ),
    (
        "市住房城乡建设局",
        "55.20 57.40 60.35",
        "1.1a×2 1.1b×3 1.2b×6 1.3b 1.5a 1.6a×2 1.7c 2.1a×4 2.2a 2.4a×6 3.2a×1 3.3a×2 3.3a×1 3.4a×1 "
        "4.1a×1 4.2a×2 4.2b×3 4.2c×14 4.3a×1 5.1b 5.4b×1 5.4c",
    ),
    (
        "市卫生健康委",
        "88.00 89.50 90.60",
        "1.1b×2 1.2b×2 1.5b×1 2.1a×1 2.2a 3.3a×3 4.2a×1 4.2c×8 4.3a×1 J2×1",
    ),
    ("市外办", "84.50 82.00 86.10", FOREIGN_AFFAIRS),
)
"""In official order: name, first to third quarter, findings."""

UNITS_A: Final = (
    ("临溪县", "91.00 92.30 93.00", "93.50 90.20 91.80", "2"),
    ("安陵县", "88.40 89.10 90.20", "90.00 86.50 88.00", "0"),
    ("云台县", "79.00 80.50 81.00", "78.00 75.50 80.00", "0"),
    ("河阳区", "90.00 90.90 91.50", "92.00 88.00 90.50", "0"),
    ("宁川高新区", "82.00 83.20 84.30", "84.00 - 83.00", "0"),
)
"""Name, quarters, own level / townships / county departments ("-": there are none), bonus."""


def quarter_marks(text: str) -> dict[str, Mark]:
    """Return the marks taken in for the three quarters."""
    return {name: mark(word) for name, word in zip(QUARTERS, text.split(), strict=True)}


def unit_answers(
    name: str, shorthand: str, *, objection_upheld: bool = True
) -> dict[ItemKey, Answer]:
    """Return the answers of one class B unit."""
    if name == "市外办":
        return foreign_affairs(objection_upheld=objection_upheld)
    return answers(name, shorthand, not_applicable=("4.4",) if name == "市财政局" else ())
