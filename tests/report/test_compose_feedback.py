"""情况反馈 and 扣分情况反馈表: what one unit is told, before and after approval."""

from dataclasses import replace
from datetime import date

import pytest

from inspector.domain.answer import Answer, Conclusion, Side
from inspector.domain.errors import Refused
from inspector.domain.ids import ItemKey
from inspector.domain.inspection import AssessmentState
from inspector.report.compose import compose
from inspector.report.document import Align, Document, Family, Signature
from inspector.report.subject import PaperOptions, UnitSubject
from tests.report import ningchuan
from tests.report.reading import everything, paragraphs, rows, tables, text

DECEMBER_19 = PaperOptions(dated=date(2025, 12, 19))


@pytest.fixture(scope="module")
def first() -> Document:
    return compose("feedback", ningchuan.one_unit(), DECEMBER_19)


@pytest.fixture(scope="module")
def approved() -> Document:
    subject = ningchuan.one_unit(AssessmentState.APPROVED)
    return compose("feedback", subject, PaperOptions(dated=date(2025, 12, 26)))


def form(document: Document) -> Document:
    (attached,) = document.attachments
    return attached


def changed(subject: UnitSubject, number: str, **fields: object) -> UnitSubject:
    """Return the subject with one answer changed, graded anew."""
    old = subject.dossier
    item = next(item for _, item in old.checklist.items() if item.number == number)
    empty = Answer(inspection=subject.inspection.id, unit=old.unit.id, item=ItemKey(item.key))
    answer = replace(old.answers.get(item.key, empty), **fields)  # type: ignore[arg-type]
    made = ningchuan.dossier(
        old.unit, old.checklist, {**old.answers, item.key: answer}, old.assessment, old.rule_set
    )
    return replace(subject, dossier=made)


def test_the_form_has_a_row_for_each_of_the_fourteen_findings_and_their_sum(
    first: Document,
) -> None:
    (table,) = tables(form(first), "feedback.findings")
    *found, total = rows(table)
    assert len(found) == 14
    assert total == ["合计", "扣22.35分（封顶前23.05分）"]
    assert [cell.align for cell in table.rows[-1]] == [Align.CENTRE, Align.LEFT]
    assert [column.title for column in table.columns] == [
        "序号", "指标", "分值", "扣分", "初评分", "扣分原因", "位置", "采样时间", "单位意见",
        "异议理由及佐证",
    ]  # fmt: skip


def test_every_deduction_stands_with_its_fact_place_and_time(first: Document) -> None:
    (table,) = tables(form(first), "feedback.findings")
    assert rows(table)[3] == [
        "4", "1.7 年度重点工作任务分解及执行情况公开", "6", "1.50", "4.50",
        "年度重点工作执行情况仅公开1次", "部门网站“重点工作”栏目", "2025-12-09 10:12",
        "□认可\n□有异议", "",
    ]  # fmt: skip
    for _, _, fact, place, _ in ningchuan.FOREIGN_AFFAIRS:
        assert fact in text(first)
        assert place in text(first)
    assert "采样时间：2025年12月9日10时12分），扣1.50分" in text(first)


def test_the_deductions_of_one_item_share_its_points_and_its_mark(first: Document) -> None:
    (table,) = tables(form(first), "feedback.findings")
    whole, *others = [row for row in table.rows if row[0].text in ("10", "11", "12")]
    assert [cell.down for cell in whole] == [1, 3, 3, 1, 3, 1, 1, 1, 1, 1]
    assert [len(row) for row in others] == [7, 7]
    assert [row[1].text for row in others] == ["3.50", "1.20"]


def test_a_cap_is_said_in_the_text_and_under_the_table(first: Document) -> None:
    (table,) = tables(form(first), "feedback.findings")
    assert table.notes == (
        "指标4.2（栏目更新与链接）应扣6.70分，按分值封顶扣6.00分。",
        "应得分98分，按得分合计÷98×100折算。",
    )
    assert "应扣6.70分，按分值封顶扣6.00分。" in text(first)
    assert "共有扣分点14个，涉及指标11项，扣22.35分（封顶前应扣23.05分）。" in text(first)


@pytest.mark.parametrize(
    "sentence",
    [
        "抽查政策性文件9件，已解读8件，解读率88.89%。",
        "共收到网民留言和热线工单12件，均按时办结。",
        "本年度未发生行政复议、行政诉讼纠错情形。",
        "网站栏目更新维护和政策解读形式需要改进。",
    ],
)
def test_what_the_inspectors_wrote_down_stands_in_the_text(first: Document, sentence: str) -> None:
    assert sentence in text(first)


def test_figures_are_not_told_twice(first: Document) -> None:
    told = next(line for line in paragraphs(first) if line.startswith("（二）解读回应方面"))
    assert told.count("政策性文件") == 1


def test_figures_without_an_account_make_a_sentence_of_their_own() -> None:
    item = next(item for _, item in ningchuan.CLASS_B.items() if item.number == "2.1")
    subject = changed(ningchuan.one_unit(), item.number, account="")
    assert "政策性文件解读率88.89%（政策性文件9件，已解读8件）。" in text(
        compose("feedback", subject)
    )


def test_what_is_none_of_the_units_business_stands_in_the_table_only(first: Document) -> None:
    (table,) = tables(form(first), "feedback.not_applicable")
    assert rows(table) == [
        ["1.4 行政许可、行政处罚等结果信息公开", "2", "不涉及", "权责清单无行政许可、行政处罚事项",
         "组长李明"]
    ]  # fmt: skip
    assert "不涉及" not in text(first)


def test_neither_not_applicable_nor_the_units_own_we_is_ever_said(first: Document) -> None:
    assert "不适用" not in everything(first)
    assert "我办" not in everything(first)


def test_before_approval_there_is_neither_mark_nor_grade(first: Document) -> None:
    assert first.head.status == "未经审定"
    assert form(first).head.status == "未经审定"
    for word in ("77.19", "75.65", "合格", "良好", "优秀"):
        assert word not in text(first).replace("得分和等次以审定结果为准", "")


def test_the_unit_learns_how_and_until_when_to_object(first: Document) -> None:
    (how,) = [line for line in paragraphs(first) if "异议的，" in line]
    assert "2025年12月24日（星期三）前（含当日）" in how
    assert "联系人：周文；电话：0000-2345678" in how
    assert "异议提出截止日期：2025年12月24日（星期三）" in text(form(first))


def test_missing_words_are_a_visible_gap_and_never_made_up() -> None:
    subject = ningchuan.one_unit(summary="", objection_deadline=None)
    lines = paragraphs(compose("feedback", subject))
    assert "〔待填：总体评价〕" in lines
    assert any("〔待填：异议提出截止日期〕" in line for line in lines)


def test_what_was_fixed_on_the_spot_is_said_so(first: Document) -> None:
    (table,) = tables(form(first), "feedback.findings")
    assert rows(table)[0][5] == "“领导信息”栏目仍列已调离人员1人（已立行立改）"
    assert "扣0.50分，已立行立改。" in text(first)
    assert everything(first).count("立行立改") == 2


def test_the_form_can_be_signed_and_sealed_and_names_the_unit_on_each_page(
    first: Document,
) -> None:
    assert form(first).family is Family.FORM
    assert form(first).head.running_title == "宁川市人民政府外事办公室　扣分情况反馈表"
    (signature,) = [block for block in form(first).blocks if isinstance(block, Signature)]
    assert {"单位（盖章）", "主要负责人（签字）", "日期"} <= set(signature.fields)


def test_the_head_of_the_journal_and_the_date_stand_at_the_foot(first: Document) -> None:
    assert first.head.foot == "数据校验码：0123456789abcdef　2025年12月19日"
    assert form(first).head.foot == first.head.foot


def test_after_approval_mark_grade_and_rates_are_told(approved: Document) -> None:
    assert "经审定，你单位得分82.26分，等次为良好。应得分98分，按得分合计÷98×100折算。" in text(
        approved
    )
    assert (
        "依申请公开97.50%、组织保障91.67%、主动公开83.04%、解读回应77.00%、平台建设52.78%。"
        in text(approved)
    )
    assert "以上情况按计分规则加2.00分。" in text(approved)
    assert approved.head.status == ""


def test_after_approval_the_upheld_objection_takes_its_row_away(approved: Document) -> None:
    (table,) = tables(form(approved), "feedback.findings")
    assert len(table.rows) == 13 + 1
    assert table.columns[4].title == "审定得分"
    assert rows(table)[-1][1] == "扣19.35分（封顶前20.05分）"
    assert (
        "对“9月12日收到的申请10月28日答复，超期1件”的异议成立，撤销扣分3.00分"
        "（延期告知书已于10月15日送达申请人）。" in text(approved)
    )


def test_after_approval_there_is_no_room_for_objections(approved: Document) -> None:
    (table,) = tables(form(approved), "feedback.findings")
    titles = [column.title for column in table.columns]
    assert titles[-1] == "采样时间"
    assert {sum(cell.across for cell in row) for row in table.rows if row[0].text == "合计"} == {
        len(titles)
    }
    assert "□" not in everything(approved)


def test_what_stands_alone_under_its_heading_bears_no_number(first: Document) -> None:
    lines = paragraphs(first)
    alone = next(line for line in lines if "年度报告（指标5.4）" in line)
    assert not alone.startswith("1.")
    assert any(line.startswith("2.行政规范性文件集中公开") for line in lines)


def test_a_figure_is_told_although_a_date_holds_the_same_number() -> None:
    old = ningchuan.one_unit()
    subject = changed(old, "2.1", account="自9月起逐件配发解读。", metrics=ningchuan.METRICS["2.1"])
    assert "自9月起逐件配发解读。政策性文件解读率88.89%（政策性文件9件，已解读8件）。" in text(
        compose("feedback", subject)
    )


def test_the_first_marks_can_be_asked_for_after_approval() -> None:
    subject = ningchuan.one_unit(AssessmentState.APPROVED)
    paper = compose("feedback_form", subject, PaperOptions(side=Side.CHECKED))
    (table,) = tables(paper, "feedback.findings")
    assert len(table.rows) == 14 + 1


def test_an_unpublished_statement_that_cost_marks_is_a_row_of_its_own() -> None:
    subject = changed(ningchuan.one_unit(), "1.5", statement_published=False)
    (table,) = tables(form(compose("feedback", subject)), "feedback.findings")
    (row,) = [row for row in rows(table) if row[1].startswith("1.5")]
    assert row[3] == "2.00"
    assert row[5] == "本年度未发生该事项，未公开情况说明"


def test_penalties_and_vetoes_stand_in_the_form_and_are_named_as_such() -> None:
    def found(name: str, fact: str) -> dict[str, object]:
        return {"findings": (ningchuan.finding(name, 1, fact, "WB"),)}

    subject = changed(ningchuan.one_unit(), "K1", **found("K1", "被省级通报批评1次"))
    subject = changed(subject, "F1", **found("F1", "公示名单未隐去公民身份号码"))
    paper = compose("feedback", subject)
    (table,) = tables(form(paper), "feedback.findings")
    assert ["减2.00分" in line for line in paragraphs(paper)].count(True) == 2
    assert [row[3] for row in rows(table)[-3:-1]] == ["2.00", "否决"]
    assert rows(table)[-1][1] == "扣22.35分（封顶前23.05分），减2.00分，否决情形1个"
    assert (
        "共有扣分点14个，涉及指标11项，扣22.35分（封顶前应扣23.05分），另减2.00分；"
        "另有否决情形1个。" in paragraphs(paper)
    )
    assert "公示名单未隐去公民身份号码，属否决情形。" in text(paper)


def test_a_unit_without_any_deduction_gets_a_table_that_says_so() -> None:
    subject = ningchuan.one_unit()
    answers = {
        key: replace(one, conclusion=Conclusion.MET, findings=())
        for key, one in subject.dossier.answers.items()
    }
    old = subject.dossier
    clean = ningchuan.dossier(old.unit, old.checklist, answers, old.assessment, old.rule_set)
    paper = compose("feedback", replace(subject, dossier=clean))
    (table,) = tables(form(paper), "feedback.findings")
    assert rows(table) == [["合计", "无扣分"]]
    assert "对反馈情况有异议的，" in text(paper)
    assert "扣分情况" not in [line.partition("、")[2] for line in paragraphs(paper)]


def test_equal_input_makes_equal_papers_ids_included(first: Document) -> None:
    assert compose("feedback", ningchuan.one_unit(), DECEMBER_19) == first
    ids = [block.id for block in first.blocks]
    assert len(set(ids)) == len(ids)


def test_a_paragraph_keeps_its_id_when_only_its_words_change(first: Document) -> None:
    other = compose("feedback", ningchuan.one_unit(summary="另一句。又一句。"), DECEMBER_19)
    assert [block.id for block in other.blocks] == [block.id for block in first.blocks]
    assert other != first


def test_a_paper_about_one_unit_refuses_a_whole_inspection_and_the_other_way_round() -> None:
    with pytest.raises(Refused) as no_unit:
        compose("feedback", ningchuan.inspected([], [ningchuan.one_unit().dossier]))
    with pytest.raises(Refused) as one_unit:
        compose("report", ningchuan.one_unit())
    assert no_unit.value.issues[0].code == "document.needs_unit"
    assert one_unit.value.issues[0].code == "document.takes_no_unit"
