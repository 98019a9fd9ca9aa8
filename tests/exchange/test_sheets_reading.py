"""Sheets that come back: what is taken, what is refused and why, and whose they are."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from openpyxl import Workbook, load_workbook

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.checklist import Checklist, Item
from inspector.domain.edits import EditId
from inspector.domain.errors import Refused
from inspector.domain.finding import Finding
from inspector.domain.ids import FindingId, InspectionId
from inspector.domain.issues import Severity
from inspector.domain.marks import Mark, parse_mark
from inspector.exchange.sheets.claims import Outcome, SheetReading
from inspector.exchange.sheets.columns import Field, SheetKind
from inspector.exchange.sheets.known import KnownList, KnownLists
from inspector.exchange.sheets.reading import read_sheet
from inspector.exchange.sheets.writing import write_sheet
from inspector.i18n.messages import sentence
from tests.exchange.sheet_cases import (
    CLASS_B,
    INSPECTION,
    OTHER_UNIT,
    TASKS,
    UNIT,
    WORKSPACE,
    changed,
    known,
    numbered,
    order,
    rearranged,
    row_of,
    standing_alone,
    typed,
    without_column,
    without_hidden_sheet,
)

HEADS = (EditId("s1", 7), EditId("s2", 9))


def sent(kind: SheetKind = SheetKind.SELF, **fields: Any) -> bytes:
    """Return a sheet on the class B list."""
    return write_sheet(order(kind, **fields))


def back(data: bytes, *changes: Callable[[Workbook], None]) -> SheetReading:
    """Change a sheet and read it."""
    return read_sheet(changed(data, *changes), "表.xlsx", known())


def codes(reading: SheetReading) -> list[str]:
    """Return the codes of what was noticed; each has a sentence."""
    assert all(sentence(issue) for issue in reading.issues)
    return [issue.code for issue in reading.issues]


def answered(number: str, **fields: object) -> dict[object, Answer]:
    """Return one answer, by its item."""
    item = numbered(CLASS_B, number)
    made = Answer(inspection=INSPECTION.id, unit=UNIT.id, item=item.key)
    return {item.key: replace(made, **fields)}  # type: ignore[arg-type]


def self_assessment(number: str, item: Item) -> dict[tuple[str, str], object]:
    """Return what 市外办 fills in for an item in the first acceptance scenario."""
    if number == "1.4":
        return {(number, "自评结论"): "不涉及", (number, "自评说明"): "权责清单无此类事项"}
    if number in ("J2", "K1", "K2", "F1", "F2"):
        return {}
    mark = {"2.2": 2.4, "4.3": 3.5, "J1": 2}.get(number, (item.points or 0) / 10_000)
    return {(number, "自评结论"): "达到要求", (number, "自评分"): mark}


def test_a_sorted_sheet_with_blank_rows_and_a_column_less_brings_all_24_claims() -> None:
    # The first acceptance scenario: two rows inserted, 备注 deleted, sorted by 二级指标.
    cells: dict[tuple[str, str], object] = {}
    for _, item in CLASS_B.items():
        cells |= self_assessment(item.number, item)

    def sort(rows: list[list[object]]) -> list[list[object] | None]:
        ordered: list[list[object] | None] = [*sorted(rows, key=lambda row: str(row[2] or ""))]
        ordered.insert(4, None)
        ordered.insert(17, None)
        return ordered

    reading = back(sent(), typed(cells), rearranged(sort), without_column("备注"))

    assert (reading.unit, reading.inspection) == (UNIT.id, INSPECTION.id)
    kinds = [numbered_kind(claim.item) for claim in reading.claims]
    assert (kinds.count("scored"), kinds.count("bonus"), len(kinds)) == (23, 1, 24)
    scored = sum(c.self_mark or 0 for c in reading.claims if numbered_kind(c.item) == "scored")
    assert scored == parse_mark("95.90")
    assert not reading.working_rows
    assert codes(reading) == ["sheet.blank_row"] * 2 + ["sheet.column_missing"]
    assert [issue.place.cell for issue in reading.issues[:2]] == ["9", "22"]
    assert reading.missing_columns == ("备注",)


def numbered_kind(key: str) -> str:
    """Return the kind of an item by its key."""
    return next(item.kind for _, item in CLASS_B.items() if item.key == key)


def test_a_changed_cell_is_an_edit_with_the_heads_it_went_out_with() -> None:
    key = numbered(CLASS_B, "1.1").key
    data = sent(
        answers=answered("1.1", self_account="旧", self_note="旧备注"),
        heads={key: {"self_account": HEADS}},
    )
    reading = back(data, typed({("1.1", "自评说明"): "新", ("1.1", "自评分"): 4}))
    (claim,) = reading.claims
    assert claim.edited == (Field.SELF_MARK, Field.SELF_ACCOUNT)
    assert (claim.self_mark, claim.self_account, claim.self_note) == (Mark(40000), "新", "旧备注")
    assert claim.bases == {Field.SELF_MARK: (), Field.SELF_ACCOUNT: HEADS}


def test_an_emptied_cell_is_listed_and_keeps_its_value_until_the_user_says_otherwise() -> None:
    data = sent(answers=answered("1.1", self_account="旧", self_mark=Mark(40000)))
    reading = back(data, typed({("1.1", "自评说明"): None, ("1.1", "自评分"): "—"}))
    (claim,) = reading.claims
    assert (claim.edited, claim.emptied) == ((), (Field.SELF_MARK, Field.SELF_ACCOUNT))
    assert (claim.self_account, claim.self_mark) == ("旧", Mark(40000))
    assert reading.emptied
    assert {cell.outcome for cell in reading.cells()} == {Outcome.EMPTIED}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("3.5", "3.5"),
        ("３．５分", "3.5"),
        (" 4 ", "4"),
        ("0", "0"),
        ("3.4000000000000004", "3.4"),
        (2.4, "2.4"),
    ],
)
def test_marks_are_read_as_people_type_them(text: object, mark: str) -> None:
    (claim,) = back(sent(), typed({("1.1", "自评分"): text})).claims
    assert claim.self_mark == parse_mark(mark)


@pytest.mark.parametrize(
    ("number", "header", "text", "code"),
    [
        ("1.1", "自评分", "4.5", "sheet.mark_above"),
        ("1.1", "自评分", "-1", "sheet.mark_negative"),
        ("1.1", "自评分", "优", "sheet.not_a_mark"),
        ("1.1", "自评分", "NaN", "sheet.not_a_mark"),
        ("1.1", "自评分", "1e400", "sheet.not_a_mark"),
        ("1.1", "自评分", "最高3分", "sheet.not_a_mark"),
        ("1.1", "自评分", "1.23456", "sheet.mark_too_fine"),
        ("J1", "自评分", "4.5", "sheet.mark_above"),
        ("F1", "自评分", "1", "sheet.mark_not_asked"),
        ("1.1", "自评结论", "很好", "sheet.not_a_conclusion"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_refused_with_its_place_and_reason(
    number: str, header: str, text: str, code: str
) -> None:
    reading = back(sent(), typed({(number, header): text, ("1.2", "自评说明"): "照收"}))
    (issue,) = reading.issues
    assert (issue.code, issue.severity) == (code, Severity.ERROR)
    letter = {"自评分": "H", "自评结论": "G"}[header]
    row = 5 + [item.number for _, item in CLASS_B.items()].index(number)
    assert issue.place.cell == f"{letter}{row}"
    assert text in sentence(issue)
    assert [claim.self_account for claim in reading.claims] == ["照收"]


def test_every_cell_that_was_taken_ignored_or_refused_is_reported() -> None:
    def add_column(book: Workbook) -> None:
        book.worksheets[0].cell(4, 13).value = "领导批示"

    reading = back(sent(), typed({("1.1", "自评分"): 3, ("1.2", "自评分"): 99}), add_column)
    report = {(cell.cell, cell.outcome) for cell in reading.cells()}
    assert report == {("H5", Outcome.TAKEN), ("H6", Outcome.REFUSED), ("M4", Outcome.IGNORED)}


def test_a_formula_saved_without_its_value_is_refused_and_clears_nothing() -> None:
    data = sent(answers=answered("1.1", self_mark=Mark(40000)))

    def calculate(book: Workbook) -> None:
        book.worksheets[0]["H5"] = "=2+2"

    reading = back(data, calculate)
    assert codes(reading) == ["sheet.not_calculated"]
    assert not reading.claims


def test_a_self_sheet_writes_nothing_on_the_checked_side_whatever_it_contains() -> None:
    def smuggle(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.title = "检查工作底稿"
        for column, header in enumerate(("核查结论", "扣分", "扣分原因", "初评分"), 13):
            sheet.cell(4, column).value = header
            sheet.cell(5, column).value = {"核查结论": "达到要求", "扣分原因": "无"}.get(header, 0)

    reading = back(sent(), smuggle)
    assert reading.kind is SheetKind.SELF
    assert not reading.working_rows
    assert not reading.claims
    assert codes(reading).count("sheet.column_not_taken") == 4


def test_without_hidden_sheet_a_self_sheet_does_not_become_a_working_sheet() -> None:
    def smuggle(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.cell(4, 13).value, sheet.cell(5, 13).value = "核查结论", "达到要求"

    assert back(sent(), smuggle, without_hidden_sheet).kind is SheetKind.SELF


def test_a_changed_hidden_sheet_is_not_trusted() -> None:
    def tamper(book: Workbook) -> None:
        book.worksheets[1]["A2"] = str(book.worksheets[1]["A2"].value).replace("self", "working")

    reading = back(sent(answers=answered("1.1", self_account="旧")), tamper)
    assert (reading.kind, reading.matched_by_key) == (SheetKind.SELF, False)
    assert codes(reading) == ["sheet.stamp_broken"]
    (claim,) = reading.claims
    assert claim.bases == {Field.SELF_ACCOUNT: None}


@pytest.mark.parametrize(
    "line",
    ['["a","",{"self_mark":"x"}]', '["a","",{},{"self_mark":"9:1"}]', "[]", "7", '["a","",7]'],
)
def test_a_hidden_sheet_made_by_hand_is_left_aside(line: str) -> None:
    def forge(book: Workbook) -> None:
        hidden = book.worksheets[1]
        lines = [str(hidden["A2"].value), line]
        hidden.delete_rows(3, hidden.max_row)
        hidden["A3"] = line
        hidden["C1"] = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    reading = back(sent(answers=answered("1.1", self_account="旧")), forge)
    assert codes(reading) == ["sheet.stamp_broken"]
    assert [claim.self_account for claim in reading.claims] == ["旧"]


def test_a_sheet_of_a_newer_program_is_read_by_its_text() -> None:
    def renew(book: Workbook) -> None:
        book.worksheets[1]["B1"] = "2"

    reading = back(sent(answers=answered("1.1", self_account="旧")), renew)
    assert codes(reading) == ["sheet.stamp_newer"]
    assert [claim.self_account for claim in reading.claims] == ["旧"]


def test_a_sheet_from_another_workspace_is_matched_by_number_and_text() -> None:
    elsewhere = known(standing_alone(CLASS_B), units=(replace(UNIT, id=OTHER_UNIT.id),))
    data = changed(sent(), typed({("1.1", "自评说明"): "写明"}))
    reading = read_sheet(data, "表.xlsx", elsewhere)
    assert codes(reading)[0] == "sheet.stamp_foreign"
    assert reading.unit == OTHER_UNIT.id
    (claim,) = reading.claims
    assert claim.item.startswith("fresh-")


def test_a_renamed_sheet_and_a_copied_file_still_come_back() -> None:
    def rename(book: Workbook) -> None:
        book.worksheets[0].title = "Sheet1"
        book.worksheets[1].title = "Sheet2"

    reading = back(sent(), rename, typed({("1.1", "自评说明"): "写明"}))
    assert reading.matched_by_key
    assert len(reading.claims) == 1


@pytest.mark.parametrize("place", ["line", "foot", "title", "file", "code", "nowhere"])
def test_without_hidden_sheet_the_unit_is_known_by_line_foot_title_or_file(place: str) -> None:
    def name(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["A1"], sheet["A2"] = "自评表", "填报单位："
        if place == "line":
            sheet["A2"] = "填报单位：市财政局"
        elif place == "foot":
            sheet.cell(sheet.max_row, 1).value = "填报单位（盖章）：财政局"
        elif place == "title":
            sheet["A1"] = "市财政局2025年度政务公开自评表"

    file = {"file": "3.市财政局自评表（盖章版）.xlsx", "code": "CZ-自评表.xlsx"}.get(
        place, "表.xlsx"
    )
    data = changed(sent(), without_hidden_sheet, name)
    reading = read_sheet(data, file, known())
    assert reading.unit == (None if place == "nowhere" else OTHER_UNIT.id)
    assert ("sheet.unit_unknown" in codes(reading)) is (place == "nowhere")


def test_a_form_filled_in_for_another_unit_than_it_went_to_is_pointed_out() -> None:
    def name(book: Workbook) -> None:
        book.worksheets[0]["A2"] = "填报单位：市财政局"

    reading = back(sent(), name)
    assert reading.unit == UNIT.id
    assert codes(reading) == ["sheet.unit_differs"]


def test_two_inspections_on_one_list_are_told_apart_by_the_title_or_not_at_all() -> None:
    spring = replace(INSPECTION, id=InspectionId("4" * 32), name="2025年一季度抽查")
    both = KnownLists(
        workspace=WORKSPACE,
        lists=tuple(
            KnownList(inspection=one, checklist=CLASS_B, units=(UNIT,))
            for one in (spring, INSPECTION)
        ),
    )
    data = changed(sent(), without_hidden_sheet)
    assert read_sheet(data, "表.xlsx", both).inspection == INSPECTION.id

    def untitle(book: Workbook) -> None:
        book.worksheets[0]["A1"] = "自评表"

    reading = read_sheet(changed(data, untitle), "表.xlsx", both)
    assert reading.inspection is None
    assert "sheet.inspection_unclear" in codes(reading)


def test_a_row_pasted_over_another_is_taken_by_what_people_see() -> None:
    def paste(book: Workbook) -> None:
        sheet = book.worksheets[0]
        source, target = row_of(sheet, "1.1"), row_of(sheet, "1.2")
        for column in range(1, 12):
            sheet.cell(target, column).value = sheet.cell(source, column).value
        sheet.delete_rows(source)

    reading = back(sent(), typed({("1.1", "自评说明"): "粘贴"}), paste)
    (claim,) = reading.claims
    assert claim.item == numbered(CLASS_B, "1.1").key
    assert "sheet.row_moved" in codes(reading)


def test_an_item_that_stands_twice_is_taken_once() -> None:
    def copy(book: Workbook) -> None:
        sheet = book.worksheets[0]
        row = row_of(sheet, "1.1")
        for column in range(1, 13):
            for target in (40, 41):
                sheet.cell(target, column).value = sheet.cell(row, column).value
        sheet.cell(41, 9).value = "另一说法"

    reading = back(sent(), typed({("1.1", "自评说明"): "一种说法"}), copy)
    assert [claim.self_account for claim in reading.claims] == ["一种说法"]
    assert codes(reading) == ["sheet.item_twice", "sheet.item_twice_differs"]


def test_a_row_of_no_item_is_refused_with_its_reason_and_a_heading_is_skipped() -> None:
    def add(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.insert_rows(6, 2)
        sheet["A6"], sheet["D6"], sheet["I6"] = "9.9", "本单位自行增加的内容", "已开展"
        sheet["A7"] = "以下为第二部分"

    reading = back(sent(), add)
    assert {(issue.code, issue.place.cell) for issue in reading.issues} == {
        ("sheet.row_unknown", "6"),
        ("sheet.row_skipped", "7"),
    }


def test_points_changed_by_the_unit_are_ignored_and_named() -> None:
    reading = back(sent(), typed({("1.1", "分值"): 40, ("1.1", "自评分"): 40}))
    assert codes(reading) == ["sheet.points_changed", "sheet.mark_above"]
    assert not reading.claims


def test_a_cut_short_text_that_was_changed_is_refused() -> None:
    data = sent(answers=answered("1.1", self_account="长" * 40_000))
    assert not read_sheet(data, "表.xlsx", known()).claims
    reading = back(data, typed({("1.1", "自评说明"): "改短"}))
    assert codes(reading) == ["sheet.cut_text_changed"]
    assert reading.rows[0].self_account == "长" * 40_000


def word_table(rows: list[list[str]], *paragraphs: str) -> bytes:
    """Return a Word file with one table."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_a_word_table_is_read_by_its_headers() -> None:
    data = word_table(
        [
            ["序号", "考核指标", "考核内容", "分值", "自评得分", "完成情况", "附件或链接"],
            [
                "1",
                "主动公开",
                "行政规范性文件集中公开",
                "6分",
                "５.５分",
                "已集中公开",
                "http://a.example",
            ],
            ["2", "主动公开", "财政预决算及“三公”经费公开", "4", "4", "按时公开", ""],
            ["3", "其他", "与细则无关的工作", "5", "5", "", ""],
        ],
        "市财政局政务公开自评表",
        "填报单位：市财政局",
    )
    reading = read_sheet(data, "自评.docx", known())
    assert (reading.kind, reading.unit) == (SheetKind.SELF, OTHER_UNIT.id)
    first, second = reading.claims
    assert (first.self_mark, first.self_account) == (parse_mark("5.5"), "已集中公开")
    assert (first.evidence, second.self_account) == ("http://a.example", "按时公开")
    assert [issue.code for issue in reading.issues if issue.severity is Severity.ERROR] == [
        "sheet.row_unknown"
    ]


def test_a_task_list_in_word_has_its_conclusions_under_完成情况() -> None:
    data = word_table(
        [
            ["工作任务", "完成情况", "备注"],
            ["公开规划信息", "已完成", "甲"],
            ["开展业务培训", "推进中", ""],
        ],
        "填报单位：市外办",
    )
    reading = read_sheet(data, "自查.docx", known(TASKS))
    said = [(claim.self_conclusion, claim.self_note) for claim in reading.claims]
    assert said == [(Conclusion.MET, "甲"), (Conclusion.PARTLY_MET, "")]


@pytest.mark.parametrize(
    "rows",
    [
        [["甲", "乙", "丙"], ["1", "2", "3"]],
        [["指标编号", "考核内容", "自评分"], ["9", "别的", "1"]],
    ],
)
def test_a_file_without_our_table_or_without_our_items_is_refused(rows: list[list[str]]) -> None:
    with pytest.raises(Refused) as refusal:
        read_sheet(word_table(rows), "别的.docx", known())
    (issue,) = refusal.value.issues
    assert issue.code in ("sheet.no_table", "sheet.no_rows")
    assert "别的.docx" in sentence(issue)


FINDINGS = (
    Finding(id=FindingId("f1"), rule=1, points=Mark(20000), fact="空白栏目2个"),
    Finding(id=FindingId("f2"), rule=2, points=Mark(35000), fact="未更新栏目7个", place="通知公告"),
)


def working(**fields: object) -> bytes:
    """Return a working sheet on which 4.2 has two findings."""
    given = answered("4.2", conclusion=Conclusion.PARTLY_MET, findings=FINDINGS, account="抽查")
    key = next(iter(given))
    return sent(SheetKind.WORKING, answers=given, heads={key: {"conclusion": HEADS}}, **fields)


def row_typed(offset: int, cells: dict[str, Any]) -> Callable[[Workbook], None]:
    """Type into the row that stands so far below the first one of 4.2."""

    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        headers = [cell.value for cell in sheet[4]]
        for header, value in cells.items():
            sheet.cell(row_of(sheet, "4.2") + offset, headers.index(header) + 1).value = value

    return change


def inserted(offset: int) -> Callable[[Workbook], None]:
    """Insert a row that far below the first one of 4.2."""

    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.insert_rows(row_of(sheet, "4.2") + offset)

    return change


def test_a_finding_in_an_inserted_row_belongs_to_the_item_above_it() -> None:
    cells: dict[str, object] = {
        "扣分": 1.2,
        "扣分原因": "错链12处",
        "采样时间": "2025年12月3日15时30分",
    }
    reading = back(working(), inserted(2), row_typed(2, cells))
    (claim,) = reading.working_claims
    assert [finding.id for finding in claim.findings] == ["f1", "f2", None]
    added = claim.findings[2]
    assert (added.points, added.fact) == (Mark(12000), "错链12处")
    assert str(added.sampled_at) == "2025-12-03 15:30:00"
    assert claim.bases == {Field.CONCLUSION: HEADS}
    assert not claim.edited


def test_a_changed_finding_keeps_its_identity_and_says_which_cells_changed() -> None:
    reading = back(working(), row_typed(1, {"扣分": 3, "位置": None}))
    (claim,) = reading.working_claims
    first, second = claim.findings
    assert (first.id, first.edited) == ("f1", ())
    assert (second.id, second.points, second.place) == ("f2", Mark(30000), "通知公告")
    assert (second.edited, second.emptied) == ((Field.DEDUCTION,), (Field.PLACE,))
    cells = {(cell.cell, cell.outcome) for cell in reading.cells()}
    assert cells == {("J22", Outcome.TAKEN), ("M22", Outcome.EMPTIED)}


def test_a_finding_whose_row_was_deleted_is_listed_and_not_withdrawn_by_itself() -> None:
    def delete(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.delete_rows(row_of(sheet, "4.2") + 1)

    reading = back(working(), delete)
    (claim,) = reading.working_claims
    assert [finding.id for finding in claim.findings] == ["f1"]
    assert claim.missing_findings == ("f2",)
    assert reading.emptied


def test_a_row_copied_with_its_hidden_key_is_a_new_finding() -> None:
    def copy(book: Workbook) -> None:
        sheet = book.worksheets[0]
        row = row_of(sheet, "4.2")
        sheet.insert_rows(row)
        for column in range(1, sheet.max_column + 1):
            sheet.cell(row, column).value = sheet.cell(row + 1, column).value
        sheet.cell(row, 12).value = "空白栏目又1个"

    (claim,) = back(working(), copy).working_claims
    assert [(f.id, f.fact) for f in claim.findings] == [
        (None, "空白栏目又1个"),
        ("f1", "空白栏目2个"),
        ("f2", "未更新栏目7个"),
    ]
    assert not claim.missing_findings


def test_findings_keep_their_identity_without_the_hidden_column() -> None:
    reading = back(working(), row_typed(1, {"扣分": 3}), without_column("行标识"))
    (claim,) = reading.working_claims
    assert [(f.id, f.points) for f in claim.findings] == [("f1", Mark(20000)), ("f2", Mark(30000))]


def test_a_conclusion_and_an_account_may_stand_in_any_row_of_the_item() -> None:
    reading = back(working(), row_typed(1, {"核查结论": "未达到", "工作开展情况": "重新抽查"}))
    (claim,) = reading.working_claims
    assert (claim.conclusion, claim.account) == (Conclusion.NOT_MET, "重新抽查")
    assert {cell.cell for cell in reading.cells()} == {"I22", "O22"}


def test_two_rows_that_conclude_differently_are_pointed_out() -> None:
    changes = (row_typed(0, {"核查结论": "未达到"}), row_typed(1, {"核查结论": "达到要求"}))
    reading = back(working(), *changes)
    assert reading.working_claims[0].conclusion is Conclusion.NOT_MET
    assert codes(reading) == ["sheet.cell_twice_differs"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"扣分": 1}, "sheet.deduction_without_reason"),
        ({"扣分原因": "错链"}, "sheet.reason_without_deduction"),
        ({"位置": "首页"}, "sheet.deduction_without_reason"),
        ({"扣分": "很多", "扣分原因": "错链"}, "sheet.not_a_mark"),
        ({"扣分": -1, "扣分原因": "错链"}, "sheet.mark_negative"),
    ],
)
def test_a_finding_needs_its_fact_and_its_points(cells: dict[str, object], code: str) -> None:
    reading = back(working(), inserted(2), row_typed(2, cells))
    assert codes(reading) == [code]
    assert not reading.working_claims


def test_a_finding_is_taken_without_a_time_that_is_none() -> None:
    cells: dict[str, object] = {"扣分": 1, "扣分原因": "错链", "采样时间": "前几天"}
    reading = back(working(), inserted(2), row_typed(2, cells))
    assert codes(reading) == ["sheet.not_a_time"]
    assert reading.working_claims[0].findings[2].sampled_at is None


@pytest.mark.parametrize(("mark", "expected"), [(0.5, []), (3, ["sheet.mark_unexplained"])])
def test_a_typed_mark_is_never_taken_and_must_follow_from_the_findings(
    mark: float, expected: list[str]
) -> None:
    reading = back(working(), row_typed(0, {"初评分": mark}))
    assert codes(reading) == expected
    assert not reading.working_claims


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-12-03 15:30", "2025-12-03 15:30:00"),
        ("2025/12/3 9:05", "2025-12-03 09:05:00"),
        ("2025.12.3", "2025-12-03 00:00:00"),
        ("12月3日15时", "2025-12-03 15:00:00"),
        ("２０２５年１２月３日下午３点", "2025-12-03 15:00:00"),
        ("20251203", "2025-12-03 00:00:00"),
        ("2025-12-10 24:00", "2025-12-11 00:00:00"),
        (45994.6458333333, "2025-12-03 15:30:00"),
    ],
)
def test_times_are_read_as_people_type_them(text: object, moment: str) -> None:
    reading = back(working(), row_typed(0, {"采样时间": text}))
    assert str(reading.working_claims[0].findings[0].sampled_at) == moment


def test_a_deduction_of_a_bonus_item_is_what_it_earns() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.worksheets[0]
        row = row_of(sheet, "J1")
        sheet.cell(row, 10).value, sheet.cell(row, 12).value = 2, "省政府办公厅简报推广"
        sheet.cell(row, 11).value = 2

    reading = back(working(), fill)
    (claim,) = reading.working_claims
    assert [(f.points, f.fact) for f in claim.findings] == [(Mark(20000), "省政府办公厅简报推广")]
    assert not codes(reading)


def test_a_finding_about_a_task_carries_no_points() -> None:
    data = write_sheet(order(SheetKind.WORKING, TASKS))

    def fill(book: Workbook) -> None:
        sheet = book.worksheets[0]
        headers = [cell.value for cell in sheet[4]]
        sheet.cell(5, headers.index("扣分原因") + 1).value = "规划未公开"
        sheet.cell(5, headers.index("核查结论") + 1).value = "未完成"

    reading = read_sheet(changed(data, fill), "表.xlsx", known(TASKS))
    (claim,) = reading.working_claims
    assert claim.conclusion is Conclusion.NOT_MET
    assert [(f.points, f.fact) for f in claim.findings] == [(Mark(0), "规划未公开")]


def test_a_reading_by_the_other_list_finds_the_unit_s_own() -> None:
    tasks = KnownList(inspection=INSPECTION, checklist=TASKS, units=(OTHER_UNIT,))
    scored = KnownList(inspection=INSPECTION, checklist=CLASS_B, units=(UNIT,))
    both = KnownLists(workspace=WORKSPACE, lists=(tasks, scored))
    data = changed(sent(), without_hidden_sheet, typed({("1.1", "自评说明"): "写明"}))
    (claim,) = read_sheet(data, "表.xlsx", both).claims
    assert claim.item == numbered(CLASS_B, "1.1").key


def test_an_edited_list_finds_rows_by_their_nearest_text() -> None:
    def reword(checklist: Checklist) -> Checklist:
        first = checklist.children[0]
        assert not isinstance(first, Item)
        return checklist if not first else standing_alone(checklist)

    def shorten(book: Workbook) -> None:
        sheet = book.worksheets[0]
        row = row_of(sheet, "1.5")
        sheet.cell(row, 1).value = None
        sheet.cell(row, 4).value = "重大行政决策事项目录、意见征集和采纳情况的公开"
        sheet.cell(row, 9).value = "已公开"

    data = changed(sent(), without_hidden_sheet, without_column("行标识"), shorten)
    reading = read_sheet(data, "表.xlsx", known(reword(CLASS_B)))
    (claim,) = reading.claims
    assert claim.item == f"fresh-{numbered(CLASS_B, '1.5').key}"
    assert "sheet.text_changed" in codes(reading)


def test_the_sheet_that_went_out_can_be_opened_again_by_openpyxl() -> None:
    assert load_workbook(BytesIO(sent())).worksheets[0].title == "自评表"
