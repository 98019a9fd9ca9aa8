"""The yearly report: six parts since 2019, free before, tables and sentences from the form."""

from dataclasses import replace

import pytest

from inspector.domain.dossier import FiledReturn
from inspector.domain.returns import Return
from inspector.exchange.return_forms import load
from inspector.report.compose import compose
from inspector.report.document import Annex, Document, Paragraph, Table
from inspector.report.docx import render_docx
from inspector.report.pdf import render_pdf
from inspector.report.subject import PaperOptions
from tests.golden import return_cases as given
from tests.report import ningchuan, suqian


def of_unit(one: Return | None, last: Return | None = None) -> Document:
    filed = None if one is None else FiledReturn(form=load(one.form), given=one, last=last)
    subject = ningchuan.one_unit()
    dossier = replace(subject.dossier, filed=filed)
    return compose("annual_report", replace(subject, dossier=dossier), PaperOptions())


def text_of(document: Document) -> str:
    return "\n".join(
        block.heading + "".join(run.text for run in block.runs)
        for block in document.blocks
        if isinstance(block, Paragraph)
    )


def tables_of(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def test_the_report_has_the_six_parts() -> None:
    assert titles_of(of_unit(given.HOUSING)) == [
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    ]


def test_its_sentences_say_what_the_tables_say() -> None:
    text = text_of(of_unit(given.HOUSING, given.BEFORE["市住房城乡建设局"]))
    assert "全年新收政府信息公开申请58件，比上年增长427.27%，上年结转3件" in text
    assert "不予公开5件、无法提供14件、不予处理5件、其他处理1件；结转下年度继续办理3件" in text
    assert "制发行政规范性文件3件，废止2件，现行有效27件" in text


def test_each_table_of_the_form_stands_under_its_part() -> None:
    tables = tables_of(of_unit(given.HOUSING))
    assert [table.name for table in tables] == [
        *("return.two_1", "return.two_5", "return.two_6", "return.two_8"),
        *("return.three", "return.four"),
    ]
    three = tables[4]
    assert [cell.text for cell in three.rows[0]][-7:] == ["51", "4", "0", "1", "2", "0", "58"]
    assert [len(row) for row in three.header] == [2, 3, 5]


def test_without_a_return_everything_about_it_is_a_gap() -> None:
    document = of_unit(None)
    assert "〔待填：收到和处理申请的情况〕" in text_of(document)
    assert tables_of(document) == []


def titles_of(document: Document, level: int = 1) -> list[str]:
    return [
        block.heading
        for block in document.blocks
        if isinstance(block, Paragraph) and block.level == level
    ]


def test_up_to_2018_the_report_is_free_with_the_table_of_the_form_annexed() -> None:
    document = of_unit(given.NINGBO)
    assert titles_of(document) == ["概述", "主动公开信息情况", "下步工作措施"]
    (annex,) = [block for block in document.blocks if isinstance(block, Annex)]
    assert annex.title == "政府信息公开情况统计表"
    assert "填报单位：市外办　　（2018年度）" in text_of(document)
    (table,) = tables_of(document)
    assert table.name == "return.main"
    assert {"610", "596", "10", "4", "/"} <= {cell.text for row in table.rows for cell in row}


def test_the_old_form_s_labels_stand_in_as_deep_as_they_belong() -> None:
    (table,) = tables_of(of_unit(given.NINGBO))
    labels = [row[0] for row in table.rows][:4]
    assert labels[0].text == "一、主动公开情况"
    assert [label.indent for label in labels] == [0, 2, 5, 8]


def test_the_free_report_opens_with_the_numbers_of_the_table() -> None:
    text = text_of(of_unit(given.NINGBO))
    assert "全年主动公开政府信息610条，其中政府网站596条、政务微博10条、政务微信4条。" in text
    assert "未收到政府信息公开申请。未发生因政府信息公开引起的行政复议、行政诉讼。" in text
    assert "从事政府信息公开工作的有2人（其中兼职2人），专项经费5万元。" in text
    assert "召开工作会议或专题会议1次，举办培训班1次，接受培训23人次。" in text


def test_the_free_report_tells_each_part_of_the_list_with_the_unit_s_words() -> None:
    """A part is （一）, what stands in it 1., the unit's own words follow as they were written."""
    subject = suqian.own_check()
    dossier = replace(subject.dossier, filed=FiledReturn(form=load("2018"), given=given.NINGBO))
    document = compose("annual_report", replace(subject, dossier=dossier), PaperOptions())
    assert titles_of(document, 2)[:2] == [
        "持续推进政务运行公开透明",
        "加强公共卫生信息公开",
    ]
    account = next(one.account for one in dossier.answers.values() if one.account)
    assert account.splitlines()[0] in text_of(document)


def test_without_a_return_of_2018_its_numbers_are_a_gap_and_nothing_is_annexed() -> None:
    subject = ningchuan.one_unit()
    old = replace(subject, inspection=replace(subject.inspection, year=2018))
    document = compose("annual_report", old, PaperOptions())
    assert "〔待填：2018年度年报数据〕" in text_of(document)
    assert tables_of(document) == []


def test_the_city_s_report_of_2018_is_free_too_and_annexes_the_sum() -> None:
    whole = ningchuan.fifteen_units()
    filed = FiledReturn(form=load("2018"), given=given.NINGBO)
    document = compose("city_annual_report", replace(whole, filed=filed), PaperOptions())
    assert titles_of(document) == ["概述", "主动公开信息情况", "下步工作措施"]
    assert "评定优秀4家、良好8家、合格2家、不合格1家。" in text_of(document)
    assert [table.name for table in tables_of(document)] == ["return.main"]


def test_the_city_s_report_tells_how_the_units_were_graded() -> None:
    whole = ningchuan.fifteen_units()
    text = text_of(compose("city_annual_report", whole, PaperOptions()))
    expected = "对15家单位开展政务公开工作考核，评定优秀4家、良好8家、合格2家、不合格1家。"
    assert expected in text
    assert "〔待填：社会评议情况〕〔待填：责任追究结果情况〕" in text


@pytest.mark.parametrize("one", [given.HOUSING, given.NINGBO, given.SHANGHAI], ids=lambda r: r.form)
def test_it_can_be_printed_and_worked_on_in_word(one: Return) -> None:
    document = of_unit(one)
    assert render_pdf(document).data.startswith(b"%PDF")
    assert render_docx(document).data.startswith(b"PK")
