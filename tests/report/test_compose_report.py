"""情况报告 over all units: every figure of the scenario's year, and the notes under the tables."""

from dataclasses import replace
from datetime import date

import pytest

from inspector.domain.answer import Side
from inspector.domain.checklist import ItemKind
from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.grading import grade
from inspector.domain.ids import FindingId, UnitId
from inspector.domain.inspection import AssessmentState, InspectionKind
from inspector.report.compose import compose
from inspector.report.document import Annex, Document
from inspector.report.inspection_tables import part_rates
from inspector.report.practices import offered
from inspector.report.subject import PaperOptions
from tests.golden.problem_tally import add_up, count_problems
from tests.report import ningchuan
from tests.report.reading import everything, paragraphs, rows, tables, text

OPTIONS = PaperOptions(
    dated=date(2025, 12, 29), practices=(1, 3), addressee="宁川市人民政府", issuer_upward="李明"
)


@pytest.fixture(scope="module")
def year() -> InspectionDossier:
    return ningchuan.fifteen_units()


@pytest.fixture(scope="module")
def paper(year: InspectionDossier) -> Document:
    return compose("report", year, OPTIONS)


def of_class(year: InspectionDossier, key: str) -> list[UnitDossier]:
    return [unit for unit in year.units if unit.assessment.unit_class == key]


def test_the_whole_is_told_as_the_scenario_has_it(paper: Document) -> None:
    told = paragraphs(paper)
    assert (
        "接受考核的15家单位平均得分85.02分，其中县（区）、功能区5家，平均87.16分；市直部门10家，"
        "平均83.95分。评定优秀4家、良好8家、合格2家、不合格1家，优良率80.00%，"
        "合格率（合格及以上）93.33%。"
    ) in told
    assert (
        "从市直部门看，得分率由高到低依次为：组织保障91.67%、依申请公开91.00%、主动公开87.35%、"
        "解读回应83.85%、平台建设82.02%。"
    ) in told


def test_the_meetings_changes_are_told_with_reason_and_date(paper: Document) -> None:
    assert "市财政局按得分为优秀，2025年12月26日审定为良好（2025年被省政府办公厅通报批评）" in text(
        paper
    )


def test_problems_are_counted_by_part_from_most_to_fewest(paper: Document) -> None:
    assert (
        "市直部门共发现问题104个，其中主动公开方面32个，占30.77%；平台建设方面32个，占30.77%；"
        "解读回应方面18个，占17.31%；依申请公开方面13个，占12.50%；组织保障方面8个，占7.69%；"
        "否决情形1个，占0.96%。"
    ) in paragraphs(paper)


def test_the_counts_are_those_of_the_domain(year: InspectionDossier, paper: Document) -> None:
    counts = add_up(count_problems(unit.checklist, unit.answers) for unit in of_class(year, "B"))
    (_, table) = [None, *tables(paper, "report.part_rates")]
    printed = {row[0]: int(row[4]) for row in rows(table)}
    assert printed.pop("合计") == sum(counts.values())
    assert printed.pop("否决情形") == counts.pop("否决项")
    assert printed == counts


def test_a_veto_shown_by_two_facts_is_one_problem_and_both_are_told(
    year: InspectionDossier,
) -> None:
    again = replace(year, units=tuple(map(with_vetoes_found_twice, year.units)))
    paper = compose("report", again, OPTIONS)
    assert "市直部门共发现问题104个" in text(paper)
    assert "否决情形1个，占0.96%。" in text(paper)
    assert "市民政局公示名单未隐去3人公民身份号码，名单在镜像站仍可打开。" in text(paper)
    (_, table) = [None, *tables(paper, "report.part_rates")]
    assert [row[4] for row in rows(table) if row[0] in ("否决情形", "合计")] == ["1", "104"]


def with_vetoes_found_twice(unit: UnitDossier) -> UnitDossier:
    vetoes = {item.key for _, item in unit.checklist.items() if item.kind is ItemKind.VETO}
    answers = {
        key: answer
        if key not in vetoes or not answer.findings
        else replace(
            answer,
            findings=(
                *answer.findings,
                replace(
                    answer.findings[0], id=FindingId(f"again-{key}"), fact="名单在镜像站仍可打开"
                ),
            ),
        )
        for key, answer in unit.answers.items()
    }
    return replace(unit, answers=answers)


def test_problems_name_the_units_and_their_facts(paper: Document) -> None:
    told = text(paper)
    assert "市住房城乡建设局申请超期答复1件。" in told
    assert "市住房城乡建设局行政复议被纠错1件。" in told
    assert "市民政局公示名单未隐去3人公民身份号码。" in told
    assert "另有减分情形2个：市公安局被省级通报批评1次；市财政局被省级通报批评1次。" in told


def test_an_item_of_many_units_names_them_and_leaves_the_facts_to_the_annex(
    paper: Document,
) -> None:
    told = text(paper)
    assert (
        "2.解读形式（8家、8个）。涉及市教育局、市公安局、市民政局、市财政局、市自然资源和规划局、"
        "市住房城乡建设局、市卫生健康委、市外办。"
    ) in told
    assert "2.答复文书规范（10家、11个）。涉及全部10家单位。" in told


def test_units_with_the_same_fact_share_it_unless_it_holds_a_number(paper: Document) -> None:
    told = text(paper)
    assert "市民政局、市住房城乡建设局未明确分管领导和工作机构。" in told
    assert "市教育局建议提案办理结果未公开1件；市民政局建议提案办理结果未公开1件；" in told


def test_no_judging_word_stands_in_the_programs_own_text(paper: Document) -> None:
    for word in ("重视不够", "敷衍", "不到位", "较差", "严重滞后", "流于形式"):
        assert word not in everything(paper)


def test_results_stand_in_order_of_rank_with_ties_and_gaps(paper: Document) -> None:
    counties, departments = tables(paper, "report.results")
    assert [row[:2] for row in rows(departments)[:6]] == [
        ["1", "市发展改革委"], ["2", "市财政局"], ["3", "市教育局"], ["3", "市人力资源社会保障局"],
        ["5", "市卫生健康委"], ["6", "市自然资源和规划局"],
    ]  # fmt: skip
    assert rows(departments)[1][2:] == [
        "92.70/98", "93.17", "94.59", "1.00", "2.00", "93.16", "优秀", "良好"
    ]  # fmt: skip
    assert rows(departments)[8][-3:] == ["60.00", "合格", "合格"]
    assert rows(departments)[9][-3:] == ["59.00", "不合格", "不合格"]
    assert [row[5] for row in rows(counties)] == ["94.27", "90.70", "88.89", "83.65", "78.27"]


def test_every_rule_a_reader_would_ask_for_stands_under_the_table(paper: Document) -> None:
    counties, departments = tables(paper, "report.results")
    assert departments.notes == (
        "综合得分＝平时得分×30%＋年终基础分×70%＋加分－减分。",
        "平时得分为一季度、二季度、三季度的算术平均。",
        "各项公布的得分均四舍五入保留两位小数，以公布数参与下一步计算、排名和确定等次。",
        "得分相同的名次并列，其后的名次顺延。",
        "等次按得分确定：优秀≥90、良好≥80、合格≥60、不合格为其余；优秀不超过本类单位数的30%"
        "（10家，向下取整为3家）。",
        "市财政局、市外办有不涉及的指标，应得分98分，按得分合计÷98×100折算。",
        "市民政局有否决情形（公示名单未隐去3人公民身份号码），评定为不合格，得分按59.00分计"
        "（原87.76分）。",
        "市财政局按得分为优秀，经2025年12月26日会议研究，审定为良好"
        "（2025年被省政府办公厅通报批评）。",
        "市卫生健康委按得分为优秀，经2025年12月26日会议研究，审定为良好（限额）。",
        "平均得分＝839.47÷10＝83.95分，含否决后的得分。",
    )
    assert "宁川高新区没有乡镇街道得分，其余各项按原权重比例折算。" in counties.notes
    assert "年终得分＝本级×60%＋乡镇街道×30%＋县直部门×10%。" in counties.notes
    assert "平均得分＝435.78÷5＝87.16分。" in counties.notes


def test_rates_are_sums_earned_over_sums_entitled(paper: Document) -> None:
    (table,) = tables(paper, "report.part_rates")
    assert rows(table)[0] == ["主动公开", "260.30", "298", "87.35%", "32", "30.77%"]
    assert rows(table)[-1] == ["合计", "866.00", "996", "86.95%", "104", "100.00%"]
    assert table.notes == ("得分率＝得分合计÷应得合计；一个扣分点计一个问题。",)
    (by_unit,) = tables(paper, "report.unit_rates")
    assert rows(by_unit)[-1] == ["市外办", "83.04%", "77.00%", "97.50%", "52.78%", "91.67%"]


def test_shares_that_do_not_add_up_are_explained(year: InspectionDossier) -> None:
    unit = of_class(year, "B")[0]  # five problems in four parts: 1, 1, 1, 2
    three = [one for one in of_class(year, "B") if one.unit.label in ("市公安局",)]
    paper = compose("report", ningchuan.inspected([], three))  # 11 problems: 3, 2, 1, 4, 1
    (table,) = tables(paper, "report.part_rates")
    note = "各项占比合计为99.99%，因四舍五入与100%略有差异。"
    assert note in table.notes
    assert note in text(paper)
    even = compose("report", ningchuan.inspected([], [unit]))
    assert "四舍五入与100%" not in everything(even)


def test_the_working_of_each_unit_is_a_paper_of_its_own_that_stays_with_the_office(
    year: InspectionDossier, paper: Document
) -> None:
    assert not list(tables(paper, "report.working"))
    counties, departments = tables(compose("mark_working", year), "report.working")
    told = "".join(cell for row in rows(departments) for cell in row)
    assert "市外办" in told
    assert "78.65÷98.00×100" in told
    assert "84.20×30%＋80.26×70%＝81.442" in told
    assert [row[0].across for row in departments.rows].count(2) == 10
    assert len(counties.rows) >= 5


def test_rows_that_add_up_to_more_than_was_deducted_are_explained(paper: Document) -> None:
    (table,) = tables(paper, "report.problems")
    assert table.notes == ("市外办4.2应扣6.70分，按分值封顶扣6.00分。",)


def test_the_annexes_are_announced_and_the_results_lie_sideways(paper: Document) -> None:
    annexes = [block for block in paper.blocks if isinstance(block, Annex)]
    assert [annex.title for annex in annexes] == [
        "得分及等次汇总表", "各部分得分率", "问题清单"
    ]  # fmt: skip
    assert annexes[0].landscape
    assert all(table.landscape for table in tables(paper, "report.results"))


def test_only_chosen_sentences_stand_among_what_was_done(
    year: InspectionDossier, paper: Document
) -> None:
    on_offer = offered(year)
    told = text(paper)
    for one in on_offer:
        assert (f"{one.unit}：{one.text}" in told) is (one.number in OPTIONS.practices)


def test_sentences_on_offer_are_the_inspectors_own_of_items_without_deduction(
    year: InspectionDossier,
) -> None:
    accounts = {
        (unit.unit.label, answer.account)
        for unit in year.units
        for answer in unit.answers.values()
        if answer.account and not answer.counting(Side.APPROVED)
    }
    plain = [one for one in offered(year) if one.part != "经验推广"]
    assert plain
    assert {(one.unit, one.text) for one in plain} <= accounts
    assert "2.1" not in [one.item for one in plain if one.unit == "市外办"]


def test_without_a_choice_the_paper_shows_a_gap_instead_of_praise(year: InspectionDossier) -> None:
    told = paragraphs(compose("report", year))
    place = told.index("二、主要做法")
    assert told[place + 1].startswith("〔待填：主要做法。")


def test_the_offices_own_next_steps_replace_the_templates(year: InspectionDossier) -> None:
    paper = compose("report", year, PaperOptions(next_steps=("抓整改。", "抓培训。")))
    told = paragraphs(paper)
    assert told[told.index("四、下一步工作") + 1 :] == ["抓整改。", "抓培训。", "特此报告。"]


def test_a_paper_that_goes_up_shows_who_signs_it(paper: Document) -> None:
    assert paper.head.issuer_upward == "李明"
    assert paper.head.addressee == "宁川市人民政府"
    assert paper.head.title == "关于2025年度政务公开工作考核情况的报告"
    assert "通报" not in paper.head.title


def test_approved_papers_bear_no_status_and_others_say_so(
    year: InspectionDossier, paper: Document
) -> None:
    assert paper.head.status == ""
    first = year.units[0]
    state = replace(first.assessment, state=AssessmentState.CHECKED)
    units = (replace(first, assessment=state), *year.units[1:])
    unsettled = compose("report", replace(year, units=units))
    assert unsettled.head.status == "未经审定"
    assert "按得分拟定优秀7家、良好5家、合格2家、不合格1家" in text(unsettled)


def test_while_units_are_open_they_are_named_and_nothing_is_averaged() -> None:
    whole = ningchuan.fifteen_units()
    *others, last = of_class(whole, "B")
    answers = dict(list(last.answers.items())[1:])
    part = replace(last.assessment, state=AssessmentState.CHECKING, approved_grade="")
    unfinished = ningchuan.dossier(last.unit, last.checklist, answers, part, last.rule_set)
    year = ningchuan.inspected(of_class(whole, "A"), [*others, unfinished])
    paper = compose("report", year)
    assert (
        "接受考核的15家单位中，已完成核查14家，尚未完成1家（市外办）。"
        "平均得分、名次和等次待全部核查完成后统计。"
    ) in paragraphs(paper)
    assert "85.02" not in everything(paper)
    assert paper.head.status == "未经审定"
    results = tables(paper, "report.results")[1]
    assert {row[0] for row in rows(results)} == {"—"}
    assert [row[1] for row in rows(results)] == [unit.unit.label for unit in (*others, last)]
    assert set(rows(results)[-1][2:-1]) == {"—"}
    assert results.notes[0] == ("本类尚有1家单位未完成核查，名次、等次和平均得分待全部完成后统计。")
    assert "从市直部门已完成核查的9家单位看，得分率由高到低依次为：" in text(paper)


def test_no_problem_is_denied_before_anybody_was_checked(year: InspectionDossier) -> None:
    untouched = tuple(
        replace(
            unit,
            answers={},
            assessment=replace(unit.assessment, state=AssessmentState.CHECKING),
            checked=grade(unit.checklist, None, {}, side=Side.CHECKED),
            approved=grade(unit.checklist, None, {}, side=Side.APPROVED),
        )
        for unit in year.units
        if unit.assessment.unit_class == "B"
    )
    started = replace(year, units=untouched, results={}, average=None)
    told = text(compose("report", started, OPTIONS))
    assert "未发现问题" not in told
    assert "〔待填：存在的主要问题" in told
    assert "0个问题" not in told


def test_a_tie_across_the_quota_is_shown_until_the_meeting_decides() -> None:
    whole = ningchuan.fifteen_units()
    undecided = [
        replace(unit, assessment=replace(unit.assessment, state=AssessmentState.CHECKED,
                                         approved_grade=""))
        for unit in of_class(whole, "B")
    ]  # fmt: skip
    (table,) = tables(compose("report", ningchuan.inspected([], undecided)), "report.results")
    assert (
        "市教育局、市人力资源社会保障局得分相同，并列导致优秀超过限额，由会议研究确定。"
        in table.notes
    )
    assert "审定等次" not in [column.title for column in table.columns]


def test_problems_of_several_classes_are_told_class_by_class() -> None:
    whole = ningchuan.fifteen_units()
    two = [unit for unit in whole.units if unit.unit.label in ("市公安局", "市民政局")]
    police, civil = two
    first = replace(police, assessment=replace(police.assessment, unit_class="A"))
    told = paragraphs(compose("report", ningchuan.inspected([first], [civil])))
    start = told.index("三、存在的主要问题") + 1
    assert told[start].startswith("（一）县（区）、功能区。共发现问题11个，其中平台建设方面4个")
    assert told[start + 1] == "1.主动公开方面（1家、3个）"
    assert told[start + 2].startswith("（1）机构职能、领导信息")
    assert any(line.startswith("（二）市直部门。共发现问题11个，其中") for line in told)


def test_facts_of_many_units_move_to_a_list_in_the_annex() -> None:
    whole = ningchuan.fifteen_units()
    police = next(unit for unit in whole.units if unit.unit.label == "市公安局")
    many = [
        replace(police, unit=replace(police.unit, id=UnitId(f"u{n}"),
                                     short_name=f"第{n}单位", order=n))
        for n in range(1, 15)
    ]  # fmt: skip
    paper = compose("report", ningchuan.inspected([], many))
    assert "（14家、28个）。涉及全部14家单位。" in text(paper)
    assert "涉及单位较多的问题，各单位的具体情况见附件3。" in paragraphs(paper)
    (table,) = tables(paper, "report.problems")
    assert len(table.rows) == 14 * 12
    assert "问题清单" in [block.title for block in paper.blocks if isinstance(block, Annex)]


def test_a_class_that_is_alone_bears_no_letter_and_one_of_several_does() -> None:
    whole = ningchuan.fifteen_units()
    first, second = whole.inspection.classes
    lettered = replace(
        whole,
        inspection=replace(
            whole.inspection, classes=(replace(first, name="A"), replace(second, name="B"))
        ),
    )
    titles = {one.title for one in part_rates(lettered)}
    assert f"{second.key}类各部分得分率" in titles
    units = tuple(lettered.of_class(second.key))
    inspection = replace(whole.inspection, classes=(replace(second, name="B"),))
    alone = replace(lettered, inspection=inspection, units=units)
    (table,) = part_rates(alone)
    assert table.title == "各部分得分率"
    paper = compose("report", alone)
    assert "\n得分率由高到低依次为" in text(paper)
    assert "\n共发现问题104个" in text(paper)
    (rates,) = tables(paper, "report.part_rates")
    (working,) = tables(compose("mark_working", alone), "report.working")
    assert rates.title == working.title == "", "the annex and the form are called so already"


def test_a_class_without_a_name_is_called_as_the_kind_of_inspection_calls_its_units() -> None:
    whole = ningchuan.fifteen_units()
    units = tuple(whole.of_class("B"))
    classes = (replace(whole.inspection.classes[1], name="B"),)
    inspection = replace(whole.inspection, kind=InspectionKind.SUPERVISION, classes=classes)
    paper = compose("report", replace(whole, inspection=inspection, units=units))
    (results,) = tables(paper, "report.results")
    assert results.title == "督查对象（10家）"
    assert "接受督查的10家单位平均得分" in text(paper)


def test_a_source_that_nobody_has_is_noted_once_and_like_decisions_together(
    year: InspectionDossier,
) -> None:
    """Without any quarter there is no 平时得分: the quarters need no notes of their own."""
    units = []
    for unit in of_class(year, "B")[:2]:
        part = replace(
            unit.assessment,
            imported={},
            approved_grade="合格",
            approval_reason="本类不评优秀",
            approved_on=date(2025, 12, 26),
        )
        marks = grade(unit.checklist, unit.rule_set, unit.answers, side=Side.APPROVED)
        units.append(replace(unit, assessment=part, approved=marks))
    whole = ningchuan.inspected([], units)
    paper = compose("report", whole)
    (results,) = tables(paper, "report.results")
    names = "、".join(unit.unit.label for unit in units)
    assert [note for note in results.notes if "没有" in note] == [
        f"{names}没有平时得分，其余各项按原权重比例折算。"
    ]
    assert [note for note in results.notes if "审定为" in note] == [
        f"{names}按得分为优秀，经2025年12月26日会议研究，审定为合格（本类不评优秀）。"
    ]
    assert (f"作如下调整：{names}按得分为优秀，2025年12月26日审定为合格（本类不评优秀）。") in text(
        paper
    )
    (working,) = tables(compose("mark_working", whole), "report.working")
    told = "\n".join(cell.text for row in working.rows for cell in row)
    assert "一季度" not in told
    assert told.count("平时得分：无此项得分") == len(units)
    assert told.count("经2025年12月26日会议研究，审定为合格（本类不评优秀）。") == len(units)
