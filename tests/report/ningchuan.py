"""The invented city's year as dossiers: one unit's papers, and those over fifteen units."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.checklist import Checklist, Item, ItemKind
from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.findings import finding_points, rule_of
from inspector.domain.grading import grade
from inspector.domain.ids import EditionId, FindingId, InspectionId, ItemKey, UnitId
from inspector.domain.inspection import (
    Assessment,
    AssessmentState,
    Inspection,
    InspectionKind,
    UnitClass,
)
from inspector.domain.marks import Mark, parse_mark
from inspector.domain.ranking import mean_mark, rank
from inspector.domain.rule_set import RuleSet, Source
from inspector.domain.unit import Unit
from inspector.exchange import bundled
from inspector.report.subject import UnitSubject

CLASS_B = bundled.load("ningchuan-2025-b")
INSPECTION = Inspection(
    id=InspectionId("nc2025"),
    name="2025年度政务公开工作考核",
    kind=InspectionKind.EVALUATION,
    year=2025,
    period_start=date(2025, 12, 1),
    period_end=date(2025, 12, 10),
    basis=("《宁川市2025年度政务公开工作考核方案》（宁政办发〔2025〕12号）",),
    sampling_deadline=datetime(2025, 12, 11),
    classes=(
        UnitClass(key="A", name="县（区）、功能区", edition=EditionId("a")),
        UnitClass(key="B", name="市直部门", edition=EditionId("b")),
    ),
    office="宁川市人民政府办公室",
    office_contact="周文",
    office_phone="0000-2345678",
)

# rule, count, fact, place, sampled (day of December, hour, minute)
FOREIGN_AFFAIRS = (
    ("1.1b", 1, "“领导信息”栏目仍列已调离人员1人", "部门网站“机构职能”栏目", (9, 9, 20)),
    ("1.2b", 3, "现行有效的行政规范性文件有3件未集中公开", "部门网站“规范性文件”栏目", (9, 9, 45)),
    ("1.2c", 5, "5件已废止文件未作标注", "部门网站“规范性文件”栏目", (9, 9, 50)),
    ("1.7c", 1, "年度重点工作执行情况仅公开1次", "部门网站“重点工作”栏目", (9, 10, 12)),
    ("2.1a", 1, "政策性文件9件，已解读8件，解读率88.89%", "部门网站“政策解读”栏目", (9, 10, 40)),
    ("2.2a", 1, "8件解读材料均为文字形式", "部门网站“政策解读”栏目", (9, 10, 45)),
    ("3.2a", 1, "9月12日收到的申请10月28日答复，超期1件", "依申请公开登记簿第7号", (4, 15, 0)),
    ("3.3a", 1, "抽查答复书3件，1件未告知救济途径", "依申请公开卷宗第5号", (4, 15, 20)),
    ("4.1a", 1, "缺少“政府信息公开制度”栏目", "部门网站政府信息公开专栏", (9, 14, 5)),
    ("4.2a", 2, "“建议提案办理”“公共企事业单位”2个栏目为空白", "部门网站", (9, 14, 10)),
    ("4.2b", 7, "7个栏目超过6个月未更新", "部门网站", (9, 14, 30)),
    ("4.2c", 12, "错链、断链12处", "部门网站首页及各栏目", (9, 15, 0)),
    ("4.3a", 1, "公众号7月3日至7月18日连续14天以上未更新1次", "“宁川外事”公众号", (9, 15, 30)),
    ("5.4b", 1, "2024年度年报勾稽关系不符1处", "部门网站“政府信息公开年报”栏目", (9, 16, 0)),
)
ACCOUNTS = {
    "2.1": "抽查政策性文件9件，已解读8件，解读率88.89%。",
    "2.4": "共收到网民留言和热线工单12件，均按时办结。",
    "3.1": "11月3日网上提交模拟申请，11月12日答复。",
    "3.4": "本年度未发生行政复议、行政诉讼纠错情形。",
    "5.2": "3月18日制定并公开年度工作方案。",
    "5.3": "举办业务培训2期，参训46人次。",
}
METRICS = {"2.1": {"政策性文件": 90_000, "已解读": 80_000}}
_FACTS = {
    "1.1a": "机构信息缺少{n}项", "1.1b": "机构信息未及时更新{n}处",
    "1.2b": "现行有效规范性文件未公开{n}件", "1.2c": "废止文件未标注{n}件",
    "1.3b": "未公开“三公”经费说明", "1.4a": "行政许可结果超期公开{n}件",
    "1.5a": "未公开重大行政决策事项目录", "1.5b": "意见采纳情况未反馈{n}件",
    "1.6a": "建议提案办理结果未公开{n}件", "1.7c": "重点工作执行情况仅公开1次",
    "2.1a": "政策性文件解读率未达100%", "2.2a": "解读材料均为文字形式",
    "2.4a": "热线工单超期{n}件", "3.2a": "申请超期答复{n}件", "3.3a": "{n}件答复文书不规范",
    "3.4a": "行政复议被纠错{n}件", "4.1a": "缺少法定栏目{n}个", "4.1b": "公开专栏名称不规范",
    "4.2a": "空白栏目{n}个", "4.2b": "超过6个月未更新的栏目{n}个", "4.2c": "错链、断链{n}处",
    "4.3a": "政务新媒体连续14天未更新{n}次", "4.3b": "留言未按时回复{n}条",
    "5.1b": "未明确分管领导和工作机构", "5.4b": "年报勾稽关系不符{n}处", "5.4c": "年报与上年雷同",
    "J1": "经验做法被省级简报推广", "J2": "创新案例入选市级案例", "K1": "被省级通报批评{n}次",
    "F1": "公示名单未隐去3人公民身份号码",
}  # fmt: skip


def _item(name: str) -> tuple[Item, int]:
    """Return the item and rule number that a name such as 1.2b means."""
    number, letter = (name[:-1], name[-1]) if name[-1].islower() else (name, "a")
    item = next(item for _, item in CLASS_B.items() if item.number == number)
    return item, ord(letter) - ord("a") + 1


def finding(name: str, count: int, fact: str, unit: str, **more: object) -> Finding:
    item, number = _item(name)
    metrics = METRICS.get(item.number) if unit == "WB" else None
    points = (
        Mark(0)
        if item.kind is ItemKind.VETO
        else finding_points(item, rule_of(item, number), count=count, metrics=metrics)
    )
    made = Finding(
        id=FindingId(f"{unit}-{name}-{fact}"), rule=number, count=count, points=points, fact=fact
    )
    return replace(made, **more)  # type: ignore[arg-type]


def _answers(unit: str, findings: Mapping[str, tuple[Finding, ...]]) -> dict[ItemKey, Answer]:
    answers = {}
    for _, item in CLASS_B.items():
        found = findings.get(item.number, ())
        is_scored = item.kind is ItemKind.SCORED
        if not found and not is_scored:
            continue
        conclusion = Conclusion.PARTLY_MET if found else Conclusion.MET
        answers[item.key] = Answer(
            inspection=INSPECTION.id,
            unit=UnitId(unit),
            item=item.key,
            conclusion=conclusion if is_scored else Conclusion.OPEN,
            findings=found,
        )
    return answers


def dossier(
    unit: Unit, checklist: Checklist, answers: Mapping[ItemKey, Answer], assessment: Assessment,
    rules: RuleSet,
) -> UnitDossier:  # fmt: skip
    """Grade a unit on all sides."""
    graded = {
        side: grade(checklist, rules, answers, side=side, imported=assessment.imported)
        for side in Side
    }
    return UnitDossier(
        unit=unit, assessment=assessment, checklist=checklist, rule_set=rules, answers=answers,
        self_graded=graded[Side.SELF], checked=graded[Side.CHECKED],
        approved=graded[Side.APPROVED],
    )  # fmt: skip


def _grouped(found: list[tuple[str, Finding]]) -> dict[str, tuple[Finding, ...]]:
    grouped: dict[str, tuple[Finding, ...]] = {}
    for name, finding in found:
        number = _item(name)[0].number
        grouped[number] = (*grouped.get(number, ()), finding)
    return grouped


def foreign_affairs_answers() -> dict[ItemKey, Answer]:
    """Return what was found at 市外办, the upheld objection to 3.2 included."""
    found = []
    for name, count, fact, place, (day, hour, minute) in FOREIGN_AFFAIRS:
        overturned = name == "3.2a"
        made = finding(
            name, count, fact, "WB",
            place=place,
            sampled_at=datetime(2025, 12, day, hour, minute),
            fixed_on_spot=name == "1.1b",
            status=FindingStatus.OVERTURNED if overturned else FindingStatus.STANDING,
            status_reason="延期告知书已于10月15日送达申请人" if overturned else "",
        )  # fmt: skip
        found.append((name, made))
    found.append(("J1", finding("J1", 1, "经验做法被省政府办公厅简报推广", "WB")))
    answers = _answers("WB", _grouped(found))
    for number, account in ACCOUNTS.items():
        key = _item(number)[0].key
        answers[key] = replace(answers[key], account=account, metrics=METRICS.get(number, {}))
    key = _item("1.4")[0].key
    answers[key] = replace(
        answers[key], conclusion=Conclusion.NOT_APPLICABLE,
        reason="权责清单无行政许可、行政处罚事项", allowed_by="组长李明",
    )  # fmt: skip
    for number in ("1.5", "3.4"):
        key = _item(number)[0].key
        answers[key] = replace(answers[key], conclusion=Conclusion.DID_NOT_OCCUR)
    return answers


FOREIGN_AFFAIRS_UNIT = Unit(
    id=UnitId("WB"), name="宁川市人民政府外事办公室", short_name="市外办", code="WB", order=10,
    unit_class="B",
)  # fmt: skip


def one_unit(state: AssessmentState = AssessmentState.FED_BACK, **more: object) -> UnitSubject:
    """Return 市外办 graded by the year-end mark alone."""
    assessment = Assessment(
        inspection=INSPECTION.id, unit=UnitId("WB"), unit_class="B", state=state,
        summary="该单位依申请公开渠道畅通，热线工单按时办结率100%。网站栏目更新维护和政策解读形式需要改进。",
        feedback_date=date(2025, 12, 19), objection_deadline=date(2025, 12, 24),
    )  # fmt: skip
    if state is AssessmentState.APPROVED:
        assessment = replace(assessment, approved_grade="良好", approved_on=date(2025, 12, 26))
    assessment = replace(assessment, **more)  # type: ignore[arg-type]
    rules = replace(CLASS_B.rule_set, composite=())
    made = dossier(FOREIGN_AFFAIRS_UNIT, CLASS_B, foreign_affairs_answers(), assessment, rules)
    return UnitSubject(inspection=INSPECTION, dossier=made, chain_head="0123456789abcdef")


# order, name, quarters, findings, meeting's grade
_DEPARTMENTS = (
    (1, "市发展改革委", "94.10 95.35 96.20", "1.2b×2 2.4a×1 3.3a×1 4.2c×8 4.3b×1 J1×1", "优秀"),
    (2, "市教育局", "89.30 90.06 91.00",
     "1.1b×2 1.2b×2 1.6a×1 2.2a 3.3a×3 4.2b×1 4.2c×6 4.3a×1", "优秀"),
    (3, "市公安局", "83.00 84.55 85.15",
     "1.1b×3 1.2c×5 1.7c 2.1a×3 2.2a 3.3a×2 4.1b 4.2a×1 4.2c×8 "
     "4.3a×2 5.4b×1 K1×1", "良好"),
    (4, "市民政局", "86.40 87.00 88.20",
     "1.1a×1 1.2b×3 1.6a×1 2.2a 2.4a×4 3.3a×4 4.2b×2 4.2c×4 4.3b×2 "
     "5.1b F1", "不合格"),
    (5, "市财政局", "92.00 93.10 94.40", "1.2c×6 2.2a 3.3a×2 4.2c×7 4.3a×1 J2×1 K1×1", "良好"),
    (6, "市人力资源社会保障局", "90.00 90.18 90.90",
     "1.1b×1 1.2c×4 1.4a×1 2.1a×1 2.4a×2 3.3a×2 4.2a×1 4.2c×6 "
     "5.4b×1", "优秀"),
    (7, "市自然资源和规划局", "86.00 87.20 88.05",
     "1.1a×1 1.2b×3 1.2c×2 1.7c 2.1a×1 2.2a 3.3a×3 4.2a×1 4.2b×1 "
     "4.2c×4 5.4c", "良好"),
    (8, "市住房城乡建设局", "55.20 57.40 60.35",
     "1.1a×2 1.1b×3 1.2b×6 1.3b 1.5a 1.6a×2 1.7c 2.1a×4 2.2a "
     "2.4a×6 3.2a×1 3.3a×2 3.3a×1 3.4a×1 4.1a×1 4.2a×2 4.2b×3 "
     "4.2c×14 4.3a×1 5.1b 5.4b×1 5.4c", "合格"),
    (9, "市卫生健康委", "88.00 89.50 90.60",
     "1.1b×2 1.2b×2 1.5b×1 2.1a×1 2.2a 3.3a×3 4.2a×1 4.2c×8 4.3a×1 "
     "J2×1", "良好"),
)  # fmt: skip
_COUNTIES = (
    (11, "临溪县", "91.00 92.30 93.00", "93.50 90.20 91.80", "2", "优秀"),
    (12, "安陵县", "88.40 89.10 90.20", "90.00 86.50 88.00", "0", "良好"),
    (13, "云台县", "79.00 80.50 81.00", "78.00 75.50 80.00", "0", "合格"),
    (14, "河阳区", "90.00 90.90 91.50", "92.00 88.00 90.50", "0", "良好"),
    (15, "宁川高新区", "82.00 83.20 84.30", "84.00 - 83.00", "0", "良好"),
)
_QUARTERS = ("一季度", "二季度", "三季度")
_LEVELS = ("本级", "乡镇街道", "县直部门")


def _assessment(
    unit: str, unit_class: str, grade_: str, imported: Mapping[str, Mark]
) -> Assessment:
    reason = "2025年被省政府办公厅通报批评" if unit == "市财政局" else "限额" if unit in (
        "市卫生健康委", "河阳区") else ""  # fmt: skip
    return Assessment(
        inspection=INSPECTION.id, unit=UnitId(unit), unit_class=unit_class,
        state=AssessmentState.APPROVED, imported=imported, approved_grade=grade_,
        approval_reason=reason, approved_on=date(2025, 12, 26),
    )  # fmt: skip


def _marks(names: tuple[str, ...], text: str) -> dict[str, Mark]:
    pairs = zip(names, text.split(), strict=True)
    return {name: parse_mark(mark) for name, mark in pairs if mark != "-"}


def _department(order: int, name: str, quarters: str, lines: str, grade_: str) -> UnitDossier:
    found = []
    for line in lines.split():
        rule, _, count = line.partition("×")
        number = int(count or 1)
        key = rule if rule in _FACTS else rule[:-1]
        found.append((rule, finding(rule, number, _FACTS[key].format(n=number), name)))
    answers = _answers(name, _grouped(found))
    if name == "市财政局":
        key = _item("4.4")[0].key
        answers[key] = replace(
            answers[key], conclusion=Conclusion.NOT_APPLICABLE,
            reason="专区由市政务服务中心统一设置", allowed_by="组长李明",
        )  # fmt: skip
    if name == "市教育局":
        key = _item("1.7")[0].key
        answers[key] = replace(
            answers[key], account="年度重点工作执行情况按季度公开，逐项列明进度。"
        )
    if name == "市发展改革委":
        key = _item("2.2")[0].key
        answers[key] = replace(answers[key], account="以图解、短视频和问答形式解读政策12件。")
    unit = Unit(id=UnitId(name), name=f"宁川{name}", short_name=name, order=order, unit_class="B")
    part = _assessment(name, "B", grade_, _marks(_QUARTERS, quarters))
    return dossier(unit, CLASS_B, answers, part, CLASS_B.rule_set)


def _class_a() -> Checklist:
    """Return a list whose mark comes from three levels; one bonus item, as the scheme has it."""
    parts = tuple(
        Source(name=name, weight=weight)
        for name, weight in zip(_LEVELS, (6000, 3000, 1000), strict=True)
    )
    quarters, _ = CLASS_B.rule_set.composite
    year = Source(name="年终得分", weight=7000, graded=True, parts=parts)
    rules = replace(CLASS_B.rule_set, composite=(quarters, year))
    bonus = CLASS_B.children[-3]
    return replace(CLASS_B, rule_set=rules, children=(bonus,))


def _county(
    order: int, name: str, quarters: str, levels: str, bonus: str, grade_: str
) -> UnitDossier:
    checklist = _class_a()
    unit = Unit(id=UnitId(name), name=name, short_name=name, order=order - 20, unit_class="A")
    part = _assessment(
        name, "A", grade_, {**_marks(_QUARTERS, quarters), **_marks(_LEVELS, levels)}
    )
    found = [("J1", finding("J1", 1, "经验做法被省级简报推广", name))] if bonus == "2" else []
    answers = {key: one for key, one in _answers(name, _grouped(found)).items() if one.findings}
    return dossier(unit, checklist, answers, part, checklist.rule_set)


def fifteen_units() -> InspectionDossier:
    """Return both classes, approved by the meeting."""
    counties = [_county(*row) for row in _COUNTIES]
    departments = [_department(*row) for row in _DEPARTMENTS]
    foreign = one_unit().dossier
    part = _assessment("WB", "B", "良好", _marks(_QUARTERS, "84.50 82.00 86.10"))
    departments.append(
        dossier(FOREIGN_AFFAIRS_UNIT, CLASS_B, foreign.answers, part, CLASS_B.rule_set)
    )
    return inspected(counties, departments)


def inspected(counties: list[UnitDossier], departments: list[UnitDossier]) -> InspectionDossier:
    """Rank the two classes and join them."""
    classes = {"A": counties, "B": departments}
    results = {
        key: rank(key, [(unit.unit.id, unit.approved) for unit in units], units[0].rule_set)
        for key, units in classes.items()
        if units
    }
    units = (*counties, *departments)
    return InspectionDossier(
        inspection=INSPECTION, units=units, results=results,
        average=mean_mark(unit.approved.mark for unit in units), chain_head="0123456789abcdef",
    )  # fmt: skip
