"""The yearly report: six parts, the form's tables, sentences with the form's own numbers."""

from dataclasses import replace

import pytest

from inspector.domain.dossier import FiledReturn
from inspector.domain.returns import Return
from inspector.exchange.return_forms import load
from inspector.report.compose import compose
from inspector.report.document import Document, Paragraph, Table
from inspector.report.docx import render_docx
from inspector.report.pdf import render_pdf
from inspector.report.subject import PaperOptions
from tests.golden import return_cases as given
from tests.report import ningchuan


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
    titles = [
        block.heading
        for block in of_unit(given.HOUSING).blocks
        if isinstance(block, Paragraph) and block.level == 1
    ]
    assert titles == [
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


def test_the_old_form_is_one_table() -> None:
    document = of_unit(given.NINGBO)
    (table,) = tables_of(document)
    assert table.name == "return.main"
    assert "全年主动公开政府信息610条。" in text_of(document)
    assert {"610", "596", "10", "4", "/"} <= {cell.text for row in table.rows for cell in row}


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
    assert render_docx(document).startswith(b"PK")
