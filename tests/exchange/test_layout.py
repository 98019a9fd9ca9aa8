"""Where a list stands in a grid, and which column holds what, whatever the office calls it."""

import pytest

from inspector.exchange.columns import Role, header_word
from inspector.exchange.grid import Grid, read_workbook
from inspector.exchange.layout import Layout, propose_layout
from inspector.exchange.list_header import find_header, looks_like_header
from tests.workbooks.making import Rows, xlsx


def layout(rows: Rows, *merges: str, sheet: str = "Sheet1", file: str = "") -> Layout:
    grid = grid_of(rows, *merges, sheet=sheet)
    header = find_header(grid)
    assert header is not None
    found = propose_layout(grid, header, file=file)
    assert found is not None
    return found


def grid_of(rows: Rows, *merges: str, sheet: str = "Sheet1") -> Grid:
    return read_workbook(xlsx(rows, merges, sheet), "a.xlsx").sheets[0]


ROW = ["公开", "目录", "编制目录", "缺项扣1分", 5]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("序号", Role.NUMBER),
        ("指标编号", Role.NUMBER),
        ("一级指标", Role.NAME),
        ("五级指标", Role.NAME),
        ("类　别", Role.NAME),
        ("考核项目", Role.NAME),
        ("分\n值", Role.POINTS),
        ("权重（%）", Role.POINTS),
        ("各项分值", Role.POINTS),
        ("指标分值", Role.POINTS),
        ("得分（满分）", Role.POINTS),
        ("倒扣分值", Role.PENALTY_POINTS),
        ("评分标准", Role.CRITERIA),
        ("扣分细则", Role.CRITERIA),
        ("评分说明", Role.CRITERIA),
        ("考核标准", Role.CRITERIA),
        ("考核内容及评分标准", Role.NAME),
        ("牵头单位", Role.LEAD),
        ("责任处室", Role.RESPONSIBLE),
        ("时限要求", Role.DEADLINE),
        ("检查方式", Role.WAY),
        ("自评分", Role.SELF_MARK),
        ("考评分", Role.MARK),
        ("项目分", Role.MARK),
        ("扣 分", Role.DEDUCTION),
        ("失分原因", Role.REASON),
        ("存在问题(1. 2. 3.)", Role.REASON),
        ("整改情况", Role.RECTIFICATION),
        ("完成情况(已完成/未完成)", Role.ACCOUNT),
        ("附件或链接", Role.EVIDENCE),
        ("备注：", Role.REMARK),
    ],
)
def test_the_union_of_headers_seen_is_known(header: str, role: Role) -> None:
    word = header_word(header)
    assert word is not None
    assert word.role is role


@pytest.mark.parametrize(
    "text", ["主动公开", "加分项", "法规处", "10", "", "每缺一项扣2分", "年底前"]
)
def test_words_of_the_list_itself_are_no_headers(text: str) -> None:
    assert header_word(text) is None


def test_a_row_of_the_list_does_not_look_like_a_header() -> None:
    assert looks_like_header(("序号", "考核内容", "分值"))
    assert not looks_like_header(("1", "公开", "目录", "5"))
    assert not looks_like_header(("分值",))


@pytest.mark.parametrize(
    ("rows", "title", "year", "unit_class"),
    [
        ([["2021年度自评表"]], "2021年度自评表", 2021, ""),
        ([["附件1"], ["２０２３年考核细则"]], "２０２３年考核细则", 2023, ""),
        ([["附件2：2022年任务清单"]], "2022年任务清单", 2022, ""),
        ([["《二〇二五年考核评分细则》"]], "二〇二五年考核评分细则", 2025, ""),
        ([["考核评分细则"], ["（B类：市直部门）"]], "考核评分细则（B类：市直部门）", None, "B"),
        ([["宁川市2025年度"], ["政务公开考核细则"]], "宁川市2025年度政务公开考核细则", 2025, ""),
        ([["考核细则"], ["填报单位（盖章）：", "", "日期："]], "考核细则", None, ""),
    ],
)
def test_title_year_and_class_stand_above_the_header(
    rows: Rows, title: str, year: int | None, unit_class: str
) -> None:
    found = layout([*rows, ["类别", "指标", "考核内容", "评分标准", "分值"], ROW])
    assert (found.title, found.year, found.unit_class) == (title, year, unit_class)


def test_without_a_title_the_sheet_or_else_the_file_names_the_list() -> None:
    rows = [["类别", "指标", "考核内容", "评分标准", "分值"], ROW]
    assert layout(rows, sheet="A类县区细则", file="2025年.xlsx").title == "A类县区细则"
    named = layout(rows, file="2025年考核细则.xlsx")
    assert (named.title, named.year) == ("2025年考核细则", 2025)


TWO_ROWS = [
    ["序号", "考核指标", "", "分值", "评分标准", "评分情况", ""],
    ["", "一级指标", "二级指标", "", "", "自评分", "考评分"],
    [1, "政策解读", "解读比例", 10, "扣2分", "", ""],
]


@pytest.mark.parametrize(
    "merges", [("A1:A2", "B1:C1", "D1:D2", "E1:E2", "F1:G1"), ()], ids=["merged", "blank"]
)
def test_a_header_of_two_rows(merges: tuple[str, ...]) -> None:
    found = layout(TWO_ROWS, *merges)
    assert (found.first_row, found.last_row) == (0, 1)
    assert found.level_headers == ("一级指标",)
    columns = found.resolved
    assert (columns.number, columns.content, columns.points, columns.criteria) == (0, 2, 3, (4,))
    assert columns.results == ((Role.SELF_MARK, 5), (Role.MARK, 6))


def test_a_header_of_three_rows_with_points_under_each_level() -> None:
    found = layout(
        [
            ["序号", "考核指标", "", "", "", "考核内容", "评分标准"],
            ["", "一级指标", "", "二级指标", "", "", ""],
            ["", "名称", "分值", "名称", "分值", "", ""],
            [1, "组织", 30, "领导", 10, "会议", "缺1次扣1分"],
        ],
        *("A1:A3", "B1:E1", "F1:F3", "G1:G3", "B2:C2", "D2:E2"),
    )
    columns = found.resolved
    assert (found.last_row, columns.levels, columns.content) == (2, (1, 3), 5)
    assert columns.level_points == ((0, 2),)
    assert columns.points == 4


def test_columns_under_one_merged_heading_are_levels_both() -> None:
    found = layout(
        [
            ["序号", "考核项目", "", "各项分值", "考核内容", "评分标准", "说明"],
            [1, "组织领导", "机构", 20, "成立机构", "未成立扣5分", "看文件"],
        ],
        "B1:C1",
    )
    assert found.resolved.levels == (1, 2)
    assert found.resolved.texts == ((Role.GUIDANCE, 6),)


def test_columns_of_names_without_a_header_are_levels() -> None:
    found = layout([["", "", "指标分值", "扣分", "失分原因"], ["政策法规", "规章", 4, 1, "x"]])
    assert (found.resolved.levels, found.resolved.content) == ((0,), 1)


def test_the_real_header_is_taken_and_not_the_block_of_totals_above() -> None:
    found = layout(
        [
            ["测评反馈表"],
            ["指标", "总分", "得分"],
            ["基本信息", 100, 81.22],
            ["类别", "指标", "考核内容", "评分标准", "分值"],
            ROW,
        ]
    )
    assert found.first_row == 3


def test_a_column_of_remarks_that_tells_deductions_is_the_criteria_where_no_other_is() -> None:
    rows = [["三级指标", "四级指标", "备注"], ["信息(5分)", "数据(5分)", "每缺一次扣0.5分"]]
    assert layout(rows).resolved.criteria == (2,)
    plain = [["三级指标", "四级指标", "备注"], ["信息(5分)", "数据(5分)", "逐月"]]
    assert layout(plain).resolved.texts == ((Role.REMARK, 2),)


def test_the_mark_is_the_points_only_where_nothing_was_filled_in_yet() -> None:
    rows = [["类别", "考核内容", "得分"], ["公开", "目录", 5], ["", "指南", 6]]
    assert layout(rows).resolved.points == 2
    filled = [["类别", "考核内容", "自评分", "得分"], ["公开(5分)", "目录", 5, 4]]
    assert layout(filled).resolved.points is None


def test_a_fingerprint_knows_a_layout_again_and_no_other() -> None:
    header = ["类别", "指标", "考核内容", "评分标准", "分值"]
    first = layout([["2024年细则"], header, ROW])
    again = layout([["2025年细则"], ["单位："], header, ROW, ROW])
    other = layout([["2025年细则"], [*header[:-1], "权重"], ROW])
    assert first.fingerprint == again.fingerprint
    assert first.fingerprint != other.fingerprint


def test_a_sheet_without_a_header_has_none() -> None:
    assert find_header(grid_of([["通知"], ["各单位："], ["请于月底前报送。", "附表"]])) is None
