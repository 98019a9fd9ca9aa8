"""Yearly returns in files: Word as units send it, workbooks out and back, and pasted cells."""

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from hypothesis import given as cases
from hypothesis import settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from inspector.domain.errors import Refused
from inspector.domain.ids import UnitId
from inspector.domain.return_form import ReturnForm
from inspector.domain.returns import Return, read_cell
from inspector.exchange.return_forms import load
from inspector.exchange.return_reader import pasted, read_return
from inspector.exchange.return_writer import write_return
from inspector.exchange.sheets import styles
from tests.golden import return_cases as given

FORM = load("2021")


def word_table(document: DocumentObject, rows: Sequence[Sequence[str]]) -> None:
    width = max(map(len, rows))
    cells = document.add_table(len(rows), width)._cells  # asked once: it walks the whole table
    for line, row in enumerate(rows):
        for place, text in enumerate(row):
            cells[line * width + place].text = text


def as_a_unit_sends_it(one: Return) -> bytes:
    """Lay a return out in Word by hand, as offices do: merged heads, groups, no keys."""
    document = Document()
    document.add_paragraph(f"{one.unit}2025年政府信息公开工作年度报告")
    document.add_paragraph(one.text)
    number = one.cells
    word_table(
        document,
        [
            ["第二十条第（一）项", "", "", ""],
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", *(number[f"rules.{key}"] for key in ("made", "ended", "valid"))],
            ["行政规范性文件", *(number[f"normative.{key}"] for key in ("made", "ended", "valid"))],
            ["第二十条第（五）项", "", "", ""],
            ["信息内容", "本年处理决定数量", "", ""],
            ["行政许可", number["licence.decided"], "", ""],
            ["第二十条第（六）项", "", "", ""],
            ["信息内容", "本年处理决定数量", "", ""],
            ["行政处罚", number["penalty.decided"], "", ""],
            ["行政强制", number["coercion.decided"], "", ""],
            ["第二十条第（八）项", "", "", ""],
            ["信息内容", "本年收费金额\n（单位：万元）", "", ""],
            ["行政事业性收费", number["fee.charged"], "", ""],
        ],
    )
    document.add_paragraph("三、收到和处理政府信息公开申请情况")
    three = next(table for table in FORM.tables if table.key == "three")
    heads = [
        [
            "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
            "",
            "",
            "申请人情况",
        ],
        ["", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"],
        ["", "", "", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""],
    ]
    lines = []
    for row in three.rows:
        labels = [*row.labels, *[""] * (3 - len(row.labels))]
        values = [number[f"{row.key}.{key}"] for key in given.PEOPLE]
        lines.append([*labels, *values])
    word_table(document, [*heads, *lines])
    document.add_paragraph("四、政府信息公开行政复议、行政诉讼情况")
    five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    word_table(
        document,
        [
            ["行政复议", "", "", "", "", "行政诉讼"],
            [*five, "未经复议直接起诉", "", "", "", "", "复议后起诉"],
            [*[""] * 5, *five, *five],
            [number[f"cases.{group}_{key}"] for group in given.GROUPS for key in given.CASES],
        ],
    )
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("one", [given.HOUSING, given.HOUSING_FIRST], ids=["corrected", "first"])
def test_a_word_file_is_read_cell_by_cell(one: Return) -> None:
    reading = read_return(as_a_unit_sends_it(one), "年报.docx", FORM)
    assert reading.cells == one.cells
    assert reading.issues == ()
    assert "57件" in reading.text


@pytest.mark.parametrize(
    "one",
    [given.HOUSING_FIRST, given.FINANCE, given.NINGBO, given.SHANGHAI, given.CITY],
    ids=["first", "finance", "ningbo", "shanghai", "city"],
)
def test_a_workbook_comes_back_as_it_went_out(one: Return) -> None:
    form = load(one.form)
    data = write_return(form, one, "某单位", "年报.xlsx")
    back = read_return(data, "年报.xlsx", form)
    assert {key: text for key, text in back.cells.items() if text} == {
        key: text for key, text in one.cells.items() if text
    }
    assert back.issues == ()


CELL = st.one_of(st.just(""), st.just("/"), st.just("详见附表"), st.integers(0, 10**8).map(str))


@settings(max_examples=15)
@cases(st.data(), st.sampled_from(["2018", "2019", "2021"]))
def test_whatever_is_filled_in_comes_back(data: st.DataObject, key: str) -> None:
    form = load(key)
    chosen = data.draw(st.lists(st.sampled_from(form.cells), unique=True, max_size=20))
    one = Return(
        unit=UnitId("甲"), year=2025, form=key, cells={cell: data.draw(CELL) for cell in chosen}
    )
    back = read_return(write_return(form, one, "甲", "a.xlsx"), "a.xlsx", form)
    for cell in form.cells:
        assert read_cell(back.cells.get(cell, "")) == read_cell(one.cells.get(cell, ""))


def test_numbers_go_out_as_numbers() -> None:
    book = load_workbook(io.BytesIO(write_return(FORM, given.HOUSING, "市住建局", "a.xlsx")))
    values = [cell.value for row in book["二、主动公开"].iter_rows() for cell in row]
    assert 2846 in values
    assert 186.5 in values


def test_a_label_set_in_stands_in_with_all_its_lines() -> None:
    """The old form sets labels in; spaces before them would move the first line alone."""
    data = write_return(load("2018"), given.NINGBO, "某局", "a.xlsx")
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    cells = {str(row[0].value): row[0].alignment for row in sheet.iter_rows(min_row=4)}
    texts = ["一、主动公开情况", "其中：主动公开规范性文件数", "制发规范性文件总数"]
    steps = [cells[text].indent for text in texts]
    assert steps[0] == 0
    assert steps[1] > 0
    assert steps[2] > steps[1]
    assert all(cells[text].wrap_text for text in texts)
    assert not any(text[0].isspace() for text in cells)


def test_what_an_indent_takes_is_missing_from_each_line() -> None:
    text = "通过不同渠道和方式公开政府信息的情况"
    assert styles.line_count(text, 40.0) == 1
    assert styles.line_count(text, 40.0, indent=8) == 2


def test_a_file_without_the_form_is_refused() -> None:
    document = Document()
    word_table(document, [["序号", "事项"], ["1", "甲"]])
    stream = io.BytesIO()
    document.save(stream)
    with pytest.raises(Refused) as refusal:
        read_return(stream.getvalue(), "x.docx", FORM)
    assert refusal.value.issues[0].code == "returns.no_table"


def without(form: ReturnForm, key: str) -> ReturnForm:
    return replace(form, tables=tuple(table for table in form.tables if table.key != key))


def test_a_missing_table_is_named() -> None:
    data = write_return(without(FORM, "four"), given.FINANCE, "市财政局", "a.xlsx")
    reading = read_return(data, "a.xlsx", FORM)
    assert [issue.code for issue in reading.issues] == ["returns.table_missing"]


def test_pasted_cells_fill_the_table_from_one_cell_on() -> None:
    cells = pasted(FORM, "req.granted.company", "1\t2\n3\t/\n")
    assert cells == {
        "req.granted.company": "1",
        "req.granted.research": "2",
        "req.partly.company": "3",
        "req.partly.research": "/",
    }


def test_a_column_pasted_over_a_heading_row_stays_in_its_rows() -> None:
    """Copied in Excel, the heading row between comes along, empty."""
    cells = pasted(load("2018"), "a1b.n", "3\r\n\r\n1\r\n596\r\n")
    assert cells == {"a1b.n": "3", "a2.1.n": "1", "a2.2.n": "596"}


def test_a_cell_of_several_lines_is_one_cell() -> None:
    cells = pasted(FORM, "req.granted.company", '"1\n2"\t3')
    assert cells == {"req.granted.company": "1\n2", "req.granted.research": "3"}


def test_a_piece_with_its_headings_finds_its_own_rows() -> None:
    """As Excel copies the table of part two, whatever cell is current."""
    piece = (
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t/\t5\n行政规范性文件\t3\t2\t"
    )
    assert pasted(FORM, "req.left.total", piece) == {
        "normative.made": "3",
        "normative.ended": "2",
        "normative.valid": "",
        "rules.made": "0",
        "rules.ended": "/",
        "rules.valid": "5",
    }


def test_a_text_whose_quotation_never_ends_is_not_pasted() -> None:
    with pytest.raises(Refused) as refusal:
        pasted(FORM, "req.new.natural", '"' + "全年新收政府信息公开申请\n" * 20_000)
    assert refusal.value.issues[0].code == "returns.not_pasted"


def test_what_does_not_fit_is_not_pasted() -> None:
    with pytest.raises(Refused) as refusal:
        pasted(FORM, "req.left.total", "1\t2")
    assert refusal.value.issues[0].code == "returns.not_pasted"
