"""DOCX: opened again with python-docx, it is the paper it should be."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.document import Document as Package
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from inspector.report import paper
from inspector.report.compose import compose
from inspector.report.document import (
    Annex,
    Cell,
    Column,
    Document,
    Family,
    Head,
    Paragraph,
    Run,
    RunStyle,
    Signature,
    Table,
)
from inspector.report.docx import render_docx
from inspector.report.lines import NO_END, NO_START
from inspector.report.subject import PaperOptions
from tests.report import ningchuan

EMPTY = Document(kind="report", family=Family.OFFICIAL, head=Head(title="题"))


def opened(document: Document) -> Package:
    return docx.Document(io.BytesIO(render_docx(document).data))


def part(document: Document, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(render_docx(document).data)) as package:
        return package.read(name).decode()


@pytest.fixture(scope="module")
def feedback() -> Document:
    return compose("feedback", ningchuan.one_unit(), PaperOptions(dated=date(2025, 12, 19)))


@pytest.fixture(scope="module")
def report() -> Document:
    return compose("report", ningchuan.fifteen_units(), PaperOptions(dated=date(2025, 12, 29)))


def styled(package: Package, style: str) -> list[str]:
    return [one.text for one in package.paragraphs if one.style and one.style.name == style]


def test_equal_papers_are_equal_files(feedback: Document) -> None:
    assert render_docx(feedback).data == render_docx(feedback).data


def test_margins_and_grid_are_those_of_the_standard(feedback: Document) -> None:
    section = opened(feedback).sections[0]
    margins = [section.top_margin, section.left_margin, section.right_margin, section.bottom_margin]
    assert [one.mm for one in margins if one] == pytest.approx([37, 28, 26, 35], abs=0.1)
    assert section.page_width == pytest.approx(Mm(210), abs=999)
    assert section.page_height == pytest.approx(Mm(297), abs=999)
    (pitch,) = section._sectPr.xpath("w:docGrid/@w:linePitch")
    assert 22 * int(pitch) <= 225 / 25.4 * 1440 < 22 * (int(pitch) + 1)


def test_word_breaks_and_squeezes_lines_by_our_rules(feedback: Document) -> None:
    """No mark hangs out of the type area, none begins or ends a line wrongly, no air is added."""
    settings = opened(feedback).settings.element
    (before,) = settings.xpath("w:noLineBreaksBefore[@w:lang='zh-CN']/@w:val")
    (after,) = settings.xpath("w:noLineBreaksAfter[@w:lang='zh-CN']/@w:val")
    assert set(before) == NO_START >= set("，。、；：？！）》”’—…")
    assert set(after) == NO_END >= set("（《“‘")
    assert settings.xpath("w:characterSpacingControl/@w:val") == ["compressPunctuation"]
    assert settings.xpath("w:compat/w:doNotExpandShiftReturn")
    assert settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val") == ["15"]
    normal = opened(feedback).styles["Normal"].element.pPr
    for rule in ("overflowPunct", "autoSpaceDE", "autoSpaceDN"):
        assert normal.find(qn(f"w:{rule}")).get(qn("w:val")) == "0"


def test_no_style_keeps_lines_back_from_filling_the_page(feedback: Document) -> None:
    """Widow control would leave pages of 21 lines; a line of another height shifts all below."""
    styles = opened(feedback).styles.element
    assert styles.xpath("//w:widowControl/@w:val") == ["0"]
    assert not styles.xpath("//w:keepLines")
    assert set(styles.xpath("//w:pPr/w:spacing/@w:lineRule")) == {"exact"}
    large = ("Title", "AnnexTitle", "BodyText", "Heading1", "Heading4", "Addressee", "Dated")
    for name in large:
        assert not styles.xpath(f"w:style[@w:styleId='{name}']/w:pPr/w:spacing")


def test_who_goes_on_writing_after_a_heading_writes_body_text(feedback: Document) -> None:
    styles = opened(feedback).styles.element
    assert styles.xpath("w:style[@w:styleId='Heading1']/w:next/@w:val") == ["BodyText"]
    levels = styles.xpath("w:style[starts-with(@w:styleId, 'Heading')]/w:pPr/w:outlineLvl/@w:val")
    assert levels == ["0", "1", "2", "3"]


def test_each_level_has_a_style_with_the_font_of_its_name(feedback: Document) -> None:
    package = opened(feedback)
    fonts = {
        style.name: style.element.rPr.rFonts.get(qn("w:eastAsia"))
        for style in package.styles
        if style.element.rPr is not None and style.element.rPr.rFonts is not None
    }
    assert fonts["Title"] == "方正小标宋简体"
    assert fonts["Heading 1"] == "黑体"
    assert fonts["Heading 2"] == "楷体_GB2312"
    assert fonts["Heading 3"] == "仿宋_GB2312"
    assert fonts["公文正文"] == "仿宋_GB2312"
    assert styled(package, "Heading 1")[:2] == ["一、总体评价", "二、工作开展情况"]
    assert "（一）主动公开（扣4.75分）" in styled(package, "Heading 2")


def test_a_heading_that_runs_in_is_a_run_of_its_own_style(feedback: Document) -> None:
    package = opened(feedback)
    (told,) = [one for one in package.paragraphs if one.text.startswith("（二）解读回应方面")]
    assert [run.style.name for run in told.runs][:1] == ["接排标题 2"]
    assert told.runs[0].text == "（二）解读回应方面。"


def test_page_numbers_are_fields_and_stand_outside(feedback: Document) -> None:
    package = opened(feedback)
    assert package.settings.odd_and_even_pages_header_footer
    section = package.sections[0]
    for footer, end in ((section.footer, "right"), (section.even_page_footer, "left")):
        number = footer.paragraphs[0]
        assert number.text == "— 1 —"
        assert "PAGE" in number._p.xml
        alignment = (
            number._p.pPr.jc if number._p.pPr.jc is not None else number.style.element.pPr.jc
        )
        assert alignment.get(qn("w:val")) == end


def test_a_form_counts_its_own_pages_and_names_the_unit(feedback: Document) -> None:
    section = opened(feedback).sections[-1]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.header.paragraphs[0].text == "宁川市人民政府外事办公室　扣分情况反馈表\t未经审定"
    footer = section.footer.paragraphs[0]
    assert footer.text == "第1页　共2页"
    (end,) = re.findall(r"PAGEREF (\w+)", footer._p.xml)
    marks = opened(feedback).element.body.xpath(".//w:bookmarkStart/@w:name")
    assert marks == [end]
    assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_tables_repeat_their_header_and_keep_rows_whole(feedback: Document) -> None:
    table = opened(feedback).tables[0]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
    assert [cell.text for cell in table.rows[0].cells][:3] == ["序号", "指标", "分值"]
    assert len(table.rows) == 1 + 14 + 1 + 1
    assert table.rows[-1].cells[0].text.startswith("注：")
    assert table.cell(10, 1).text == table.cell(12, 1).text == "4.2 栏目更新与链接"
    assert table.cell(15, 2).text == table.cell(15, 9).text == "扣22.35分（封顶前23.05分）"


@pytest.mark.parametrize("rows", [4, 6, 7, 11])
def test_no_page_holds_notes_without_rows_and_none_a_title_alone(rows: int) -> None:
    """LibreOffice keeps rows with notes only where these are a row, too; Word in any case."""
    table = Table(
        title="市直部门",
        columns=(Column(title="单位"), Column(title="得分")),
        rows=tuple((Cell(text=f"第{number}家"), Cell(text="90.00")) for number in range(rows)),
        notes=tuple(f"第{number}条规则。" for number in range(12)),
    )
    package = opened(replace(EMPTY, blocks=(Annex(id="", title="汇总表", landscape=True), table)))
    made = package.tables[0]
    notes = made.rows[-1].cells[0].text
    assert notes.startswith("注：1.第0条规则。")
    assert notes.endswith("12.第11条规则。")
    assert made.rows[-1]._tr.xpath("w:trPr/w:cantSplit")
    kept = [bool(row._tr.xpath("w:tc/w:p/w:pPr/w:keepNext")) for row in made.rows[1:-1]]
    assert kept[-2:] == [True, True]
    assert rows < 5 or not all(kept), "a table that does not fit under its title can be parted"


def test_a_row_taller_than_a_page_may_break() -> None:
    table = Table(columns=(Column(title="备注"),), rows=((Cell(text="长" * 20_000),),))
    row = opened(replace(EMPTY, blocks=(table,))).tables[0].rows[1]
    assert not row._tr.xpath("w:trPr/w:cantSplit")
    assert len(row.cells[0].text) == 20_000


def test_a_cell_set_in_says_so_of_its_paragraphs_instead_of_beginning_with_squares() -> None:
    rows = ((Cell(text="其中：网站", indent=2), Cell(text="1")),)
    table = Table(columns=(Column(title="指标"), Column(title="数")), rows=rows)
    cell = opened(replace(EMPTY, blocks=(table,))).tables[0].cell(1, 0)
    (inset,) = cell._tc.xpath("w:p/w:pPr/w:ind/@w:left")
    assert int(inset) == 2 * paper.SIZE_SMALL_4 * 20
    assert cell.text == "其中：网站"


def test_annexes_begin_on_pages_of_their_own_and_lie_where_they_should(report: Document) -> None:
    package = opened(report)
    lying = [section.orientation == WD_ORIENT.LANDSCAPE for section in package.sections]
    assert lying == [False, True, False, True]
    assert styled(package, "附件编号")[0] == "附件1"
    assert styled(package, "附件说明") == [
        "附件：1. 得分及等次汇总表", "　　　2. 各部分得分率", "　　　3. 问题清单"
    ]  # fmt: skip


def test_annexes_on_the_same_sheet_are_parted_by_a_page_break() -> None:
    package = opened(replace(EMPTY, blocks=(Annex(title="甲"), Annex(title="乙"))))
    labels = [
        one for one in package.paragraphs if one.text.startswith("附件") and one.text[2:].isdigit()
    ]
    assert [one.paragraph_format.page_break_before for one in labels] == [True, True]
    assert len(package.sections) == 1


def test_the_signature_is_never_parted_from_the_text(feedback: Document) -> None:
    package = opened(feedback)
    texts = [one.text for one in package.paragraphs]
    place = texts.index("2025年12月19日")
    before = package.paragraphs[place - 6 : place]
    assert all(one.paragraph_format.keep_with_next for one in before)


def test_gaps_are_marked_where_they_stand() -> None:
    text = Run(text="平均〔待填：分数〕分。")
    package = opened(replace(EMPTY, blocks=(Paragraph(runs=(text,)),)))
    (told,) = [one for one in package.paragraphs if "平均" in one.text]
    assert [(run.text, run.style.name) for run in told.runs if run.style.name == "待填"] == [
        ("〔待填：分数〕", "待填")
    ]


def test_word_may_cut_an_address_but_no_other_word() -> None:
    address = "见https://www.example.gov.cn/zfxxgk/fdzdgknr/index.html。"
    blocks = tuple(Paragraph(runs=(Run(text=text),)) for text in (address, "见Excel表。"))
    first, second = opened(replace(EMPTY, blocks=blocks)).paragraphs[-2:]
    (cut,) = first._p.xpath("./w:pPr/w:wordWrap")
    assert cut.get(qn("w:val")) == "0"
    assert not second._p.xpath("./w:pPr/w:wordWrap")


def test_every_text_comes_back_and_nothing_in_it_is_markup() -> None:
    text = "<w:p/> & ]]> \x00\x0b“引”\ud800\n第二行"
    runs = (Run(text=text), Run(text="重", style=RunStyle.EMPHASIS))
    package = opened(replace(EMPTY, blocks=(Paragraph(runs=runs),)))
    assert [one.text for one in package.paragraphs[-2:]] == ["<w:p/> & ]]> “引”", "第二行重"]


def test_head_and_foot_of_an_official_paper_stand_in_it() -> None:
    head = Head(
        title="题", document_number="宁政办发〔2025〕9号", issuer_upward="李明", addressee="市政府",
        office="办公室", dated=date(2025, 1, 2), copied_to=("甲", "乙"), note="此件公开发布",
        sealed=False,
    )  # fmt: skip
    texts = [one.text for one in opened(replace(EMPTY, head=head)).paragraphs]
    for line in ("\t宁政办发〔2025〕9号\t签发人：李明", "市政府：", "办公室", "2025年1月2日",
                 "（此件公开发布）"):  # fmt: skip
        assert line in texts


def test_fields_to_be_signed_are_there_with_room_for_a_seal() -> None:
    fields = ("单位（盖章）", "负责人（签字）", "日期")
    (table,) = opened(replace(EMPTY, blocks=(Signature(fields=fields),))).tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "单位（盖章）：\t", "负责人（签字）：\t", "日期：　　年　　月　　日"
    ]  # fmt: skip
    lines = table._tbl.xpath(".//w:tab[@w:leader='underscore']")
    assert len(lines) == 2
    assert (table.rows[0].height or 0) > Mm(25)


def test_title_and_author_stand_in_the_file(report: Document) -> None:
    properties = opened(report).core_properties
    assert properties.title == "关于2025年度政务公开工作考核情况的报告"
    assert properties.author == "宁川市人民政府办公室"


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("关于\x0b考核\x00情况的\n报告", "关于 考核情况的 报告"),
        ("关于" * 200, ("关于" * 200)[:255]),
    ],
)
def test_a_title_that_no_property_holds_is_told_as_far_as_it_goes(title: str, kept: str) -> None:
    """python-docx refuses controls and more than 255 characters."""
    written = opened(replace(EMPTY, head=replace(EMPTY.head, title=title, office=title)))
    assert written.core_properties.title == kept
    assert written.core_properties.author == kept


def test_a_landscape_annex_of_text_alone_keeps_its_place() -> None:
    blocks = (
        Paragraph(runs=(Run(text="文"),)),
        Annex(title="甲", landscape=True),
        Annex(title="乙"),
    )
    package = opened(replace(EMPTY, blocks=blocks))
    assert [one.orientation for one in package.sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT
    ]  # fmt: skip
    assert styled(package, "附件标题") == ["甲", "乙"]


def test_of_two_landscape_annexes_each_begins_a_page() -> None:
    """A new section begins one; the second lies on the same sheet and has to ask for it."""
    blocks = tuple(
        block
        for name in ("自评表（县）", "自评表（部门）")
        for block in (Annex(id="", title=name, landscape=True), Paragraph(id=""))
    )
    package = opened(replace(EMPTY, blocks=blocks))
    labels = [
        one for one in package.paragraphs if one.text.startswith("附件") and "." not in one.text
    ]
    begins = [bool(one._p.xpath("w:pPr/w:pageBreakBefore")) for one in labels]
    assert len(package.sections) == 2
    assert begins[-2:] == [False, True]


def test_a_small_table_stays_whole_and_a_long_one_begins_and_ends_with_some_rows() -> None:
    def kept(rows: int) -> list[bool]:
        body = tuple((Cell(text="市外办"), Cell(text=str(number))) for number in range(rows))
        columns = (Column(title="单位"), Column(title="得分"))
        table = Table(columns=columns, rows=body)
        made = Document(kind="t", family=Family.FORM, head=Head(title="表"), blocks=(table,))
        (found,) = opened(made).tables
        return [bool(row._tr.xpath("w:tc/w:p/w:pPr/w:keepNext")) for row in found.rows]

    assert kept(8) == [True] * 8 + [False]
    long = kept(30)
    assert long[:3] == [True] * 3
    assert not any(long[3:-4])
    assert long[-4:] == [True, True, True, False]


def test_a_row_that_opens_a_part_keeps_two_rows_with_it() -> None:
    row = (Cell(text="市外办"), Cell(text="说明"))
    opening = (Cell(text="平台建设", across=2, strong=True),)
    table = Table(
        columns=(Column(title="单位"), Column(title="说明")),
        rows=(*[row] * 20, opening, *[row] * 20),
    )
    made = Document(kind="t", family=Family.FORM, head=Head(title="表"), blocks=(table,))
    (found,) = opened(made).tables
    kept = [bool(one._tr.xpath("w:tc/w:p/w:pPr/w:keepNext")) for one in found.rows]
    assert kept[20:24] == [False, True, True, False]
