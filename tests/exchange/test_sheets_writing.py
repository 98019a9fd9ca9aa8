"""The two workbooks that go out: their columns, guards, print set-up, and what is not in them."""

import re
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.checklist import Checklist
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.ids import FindingId
from inspector.domain.marks import Mark
from inspector.exchange.sheets.cell_text import CUT_SHORT
from inspector.exchange.sheets.columns import SheetKind
from inspector.exchange.sheets.words import SCORED_WORDS, TASK_WORDS
from inspector.exchange.sheets.writing import HEADER_ROW, write_sheet
from inspector.i18n.words import conclusion_label
from tests.exchange.sheet_cases import (
    CLASS_B,
    INSPECTION,
    TASKS,
    UNIT,
    numbered,
    order,
    row_of,
)

SELF_HEADERS = [
    *("指标编号", "一级指标", "二级指标", "考核内容", "评分标准", "分值"),
    *("自评结论", "自评分", "自评说明", "佐证材料", "备注"),
]
WORKING_HEADERS = [
    *("指标编号", "一级指标", "二级指标", "考核内容", "评分标准", "分值", "检查方式", "自评分"),
    *(
        "核查结论",
        "扣分",
        "初评分",
        "扣分原因",
        "位置",
        "采样时间",
        "工作开展情况",
        "佐证材料",
        "备注",
    ),
]


def sheet_of(data: bytes) -> Worksheet:
    """Return the visible sheet."""
    sheet: Worksheet = load_workbook(BytesIO(data)).worksheets[0]
    return sheet


def headers(sheet: Worksheet) -> list[object]:
    """Return the headers of the columns that are not hidden."""
    return [
        cell.value
        for cell in sheet[HEADER_ROW]
        if not sheet.column_dimensions[get_column_letter(cell.column or 0)].hidden
    ]


def answer(number: str, **fields: object) -> dict[object, Answer]:
    """Return one answer of the class B list, by its item."""
    item = numbered(CLASS_B, number)
    made = Answer(inspection=INSPECTION.id, unit=UNIT.id, item=item.key)
    return {item.key: replace(made, **fields)}  # type: ignore[arg-type]


def finding(fact: str, points: int, **fields: object) -> Finding:
    """Return a finding."""
    made = Finding(id=FindingId(fact), rule=1, points=Mark(points), fact=fact)
    return replace(made, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "expected"), [(SheetKind.SELF, SELF_HEADERS), (SheetKind.WORKING, WORKING_HEADERS)]
)
def test_the_columns_stand_in_the_order_of_the_form(kind: SheetKind, expected: list[str]) -> None:
    assert headers(sheet_of(write_sheet(order(kind)))) == expected


def test_there_are_as_many_level_columns_as_the_list_has_levels_and_its_own_content_header() -> (
    None
):
    flat = headers(sheet_of(write_sheet(order(SheetKind.SELF, TASKS))))
    assert flat == ["指标编号", "一级指标", "工作任务", "自评结论", "自评说明", "佐证材料", "备注"]


def test_a_self_sheet_holds_nothing_of_the_checked_side_not_even_hidden() -> None:
    given = answer(
        "4.2",
        self_account="专栏已整改",
        conclusion=Conclusion.PARTLY_MET,
        account="检查组查阅情况",
        note="内部备注",
        reason="内部理由",
        allowed_by="组长甲",
        findings=(finding("空白栏目2个", 20000, place="政策解读栏目", inspector="检查人乙"),),
    )
    key = next(iter(given))
    data = write_sheet(order(SheetKind.SELF, answers=given, marks={key: Mark(40000)}))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        everything = unescape("".join(archive.read(part).decode() for part in archive.namelist()))
    assert "专栏已整改" in everything
    for secret in (
        "检查组查阅情况",
        "内部备注",
        "内部理由",
        "组长甲",
        "空白栏目2个",
        "政策解读栏目",
    ):
        assert secret not in everything
    assert headers(sheet_of(data)) == SELF_HEADERS


def test_several_findings_of_one_item_are_several_rows_under_it() -> None:
    found = (
        finding("空白栏目2个", 20000, sampled_at=datetime(2025, 12, 3, 15, 30)),
        finding("超过6个月未更新栏目7个", 35000),
        finding("错链12处", 12000, status=FindingStatus.WITHDRAWN),
    )
    given = answer("4.2", conclusion=Conclusion.PARTLY_MET, findings=found, account="抽查30个栏目")
    sheet = sheet_of(write_sheet(order(SheetKind.WORKING, answers=given)))
    first = row_of(sheet, "4.2")
    rows = [[cell.value for cell in sheet[at]][:17] for at in (first, first + 1, first + 2)]
    of_finding = [(row[0], row[8], row[9], row[11], row[13], row[14]) for row in rows]
    assert of_finding == [
        ("4.2", "部分达到", 2, "空白栏目2个", "2025-12-03 15:30", "抽查30个栏目"),
        ("4.2", None, 3.5, "超过6个月未更新栏目7个", None, None),
        ("4.3", None, None, None, None, None),
    ]
    assert rows[0][1:7] == rows[1][1:7]


def test_marks_are_numbers_with_their_places() -> None:
    fine = replace(numbered(CLASS_B, "1.1"), points=Mark(12345))
    checklist = Checklist(title="细则", children=(fine,))
    sheet = sheet_of(
        write_sheet(order(SheetKind.SELF, checklist, answers=answer("1.1", self_mark=Mark(35000))))
    )
    points, mark = sheet.cell(5, 4), sheet.cell(5, 6)
    assert (points.value, points.number_format) == (1.2345, "0.0000")
    assert (mark.value, mark.number_format) == (3.5, "0.00")
    assert Decimal(str(points.value)) == Decimal("1.2345")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-无", "@市外办", "＝全角", "#N/A", '=A1&"x"'])
def test_what_looks_like_a_formula_is_text_and_stays_text_when_edited(text: str) -> None:
    data = write_sheet(order(SheetKind.SELF, answers=answer("1.1", self_account=text)))
    cell = sheet_of(data).cell(5, 9)
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.number_format == "@"
    if text[0] in "=+-@":
        assert cell.quotePrefix
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [archive.read(part).decode() for part in archive.namelist() if "sheet" in part]
    assert not any("<f>" in part or "<f " in part for part in parts)


def test_only_the_input_cells_are_unlocked_and_the_sheet_is_protected() -> None:
    sheet = sheet_of(write_sheet(order(SheetKind.SELF)))
    assert sheet.protection.sheet
    unlocked = {get_column_letter(c.column or 0) for c in sheet[5] if not c.protection.locked}
    assert unlocked == set("GHIJK")


def test_inspectors_may_insert_rows_and_units_may_sort_though_the_sheets_are_protected() -> None:
    working = sheet_of(write_sheet(order(SheetKind.WORKING))).protection
    unit = sheet_of(write_sheet(order(SheetKind.SELF))).protection
    assert not working.insertRows
    assert unit.insertRows
    assert not unit.sort


def test_conclusions_come_from_a_drop_down_and_marks_stay_within_the_points() -> None:
    sheet = sheet_of(write_sheet(order(SheetKind.SELF)))
    words, capped, free = sheet.data_validations.dataValidation
    assert words.formula1 == '"达到要求,部分达到,未达到,本年度未发生,不涉及"'
    assert str(words.sqref) == "G5:G33"
    assert (capped.formula1, capped.formula2, str(capped.sqref)) == ("0", "$F5", "H5:H27")
    assert (free.formula1, str(free.sqref)) == ("0", "H28:H33")


def test_tasks_have_their_own_conclusions() -> None:
    sheet = sheet_of(write_sheet(order(SheetKind.SELF, TASKS)))
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"已完成,推进中,未完成,长期推进"'


def test_the_words_of_the_drop_downs_are_those_of_the_program() -> None:
    for task, words in ((False, SCORED_WORDS), (True, TASK_WORDS)):
        for conclusion, word in words.items():
            assert conclusion_label(conclusion, task=task, language="zh_CN") == word


@pytest.mark.parametrize("kind", list(SheetKind))
def test_the_sheet_is_set_up_for_paper(kind: SheetKind) -> None:
    sheet = sheet_of(write_sheet(order(kind)))
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert sheet.freeze_panes == f"B{HEADER_ROW + 1}"
    assert sheet.oddFooter is not None
    assert re.search("第&P页.*共&N页", sheet.oddFooter.center.text or "")
    assert sheet.oddFooter.left.text == "市外办"


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (
            SheetKind.SELF,
            ["填报单位（盖章）", "主要负责人（签字）", "填报人", "联系电话", "填报日期"],
        ),
        (SheetKind.WORKING, ["检查人员（签字）", "组长（签字）", "检查日期"]),
    ],
)
def test_the_foot_has_its_lines_for_signatures(kind: SheetKind, labels: list[str]) -> None:
    sheet = sheet_of(write_sheet(order(kind)))
    foot = [str(cell.value) for cell in sheet[sheet.max_row] if cell.value]
    assert [text.partition("：")[0] for text in foot] == labels


def test_the_keys_stand_in_a_sheet_that_no_menu_shows() -> None:
    book = load_workbook(BytesIO(write_sheet(order(SheetKind.SELF))))
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "veryHidden"]


def test_the_table_itself_is_not_merged_so_that_it_can_be_sorted() -> None:
    sheet = sheet_of(write_sheet(order(SheetKind.SELF)))
    assert all(merged.max_row < HEADER_ROW for merged in sheet.merged_cells.ranges)
    assert sheet.auto_filter.ref is not None


def test_rows_are_high_enough_for_their_text() -> None:
    long = "在单位门户网站设置专栏，按要求公开机构职能等内容。" * 12
    given = answer("1.1", self_account=long) | answer("1.2", self_account="短")
    sheet = sheet_of(write_sheet(order(SheetKind.SELF, answers=given)))
    # 30 digits of the default font are 210 pixels and hold 15 letters of 10 points.
    lines = len(long) / 15
    height = sheet.row_dimensions[5].height
    assert height is not None
    assert lines * 12 < height < lines * 20
    assert (sheet.row_dimensions[6].height or 0) < height / 3


def test_a_text_longer_than_a_cell_goes_out_cut_short_and_says_so() -> None:
    given = answer("1.1", self_account="长" * 40_000)
    cell = sheet_of(write_sheet(order(SheetKind.SELF, answers=given))).cell(5, 9)
    assert len(str(cell.value)) <= 32_767
    assert str(cell.value).endswith(CUT_SHORT)
