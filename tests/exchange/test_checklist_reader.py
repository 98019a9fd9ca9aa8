"""Rules of meaning: what the rows and columns of an office's list say."""

import pytest

from inspector.domain.checklist import CheckingWay, Checklist, Item, ItemKind, Scoring, Section
from inspector.domain.issues import Severity
from inspector.domain.marks import Mark, plain_mark
from inspector.exchange.checklist_reader import ChecklistReading, Choice, read_checklist
from inspector.exchange.columns import Role
from inspector.exchange.list_text import Ignored
from tests.workbooks.making import Cell, Rows, docx, xlsx, xlsx_of

FILE = "清单.xlsx"


def read(rows: Rows, *merges: str, results: bool = False) -> ChecklistReading:
    return read_checklist(xlsx(rows, merges), FILE, with_results=results)


def items(reading: ChecklistReading) -> list[Item]:
    return [item for _, item in reading.checklist.items()]


def paths(checklist: Checklist) -> list[tuple[list[str], str]]:
    return [([section.title for section in path], item.content) for path, item in checklist.items()]


def points(reading: ChecklistReading) -> list[str | None]:
    return [None if item.points is None else plain_mark(item.points) for item in items(reading)]


def sections(reading: ChecklistReading) -> dict[str, str | None]:
    return {
        node.title: None if node.points is None else plain_mark(node.points)
        for _, node in reading.checklist.walk()
        if isinstance(node, Section)
    }


def codes(reading: ChecklistReading) -> list[tuple[str, str]]:
    return [(issue.code, issue.place.cell) for issue in reading.issues]


def reasons(reading: ChecklistReading) -> list[tuple[int, Ignored]]:
    return [(row.row, row.reason) for row in reading.ignored]


# "the item's content is the most specific column there is (考核内容, 检查内容, 考察点,
# 考评内容, 工作任务, 具体项目 …; otherwise the deepest level column); level columns to its left
# are its path"


@pytest.mark.parametrize(
    ("levels", "content"),
    [
        (["一级指标", "二级指标"], "考核内容"),
        (["类别"], "检查内容"),
        (["一级指标", "二级指标"], "考察点"),
        (["一级指标", "二级指标", "三级指标"], "考评内容"),
        (["任务类别"], "工作任务"),
        (["指标"], "具体项目"),
        (["工作任务"], "具体要求"),
        (["工作任务"], "细化分工"),
        (["工作任务"], "工作要求"),
        (["重点任务"], "主要措施"),
    ],
)
def test_content_is_the_most_specific_column_and_levels_left_of_it_are_its_path(
    levels: list[str], content: str
) -> None:
    names = [f"第{level}层" for level in range(len(levels))]
    reading = read([[*levels, content, "评分标准", "分值"], [*names, "公开目录", "缺项扣1分", 5]])
    assert paths(reading.checklist) == [(names, "公开目录")]
    assert reading.checklist.level_headers == tuple(levels)
    assert reading.checklist.content_header == content


def test_without_a_content_column_the_deepest_level_is_the_content() -> None:
    reading = read(
        [
            ["一级指标", "二级指标", "分值", "评分标准"],
            ["公开", "目录", 5, "x"],
            ["", "指南", 6, "y"],
        ]
    )
    assert paths(reading.checklist) == [(["公开"], "目录"), (["公开"], "指南")]


# "a row that spans the table and holds no points opens a section"


TASKS = [
    ["2021年政务公开重点任务分解表"],
    ["工作任务", "工作要求", "牵头单位", "责任单位"],
    ["一、紧扣“十四五”开好局起好步，进一步深化政务公开"],
    ["规划公开", "主动公开各类规划", "发改局", "各部门"],
    ["二、紧扣宏观政策落地见效，深化政务公开"],
    ["政策解读", "解读率达到100%", "办公室", "各单位"],
]


@pytest.mark.parametrize("merges", [("A3:D3", "A5:D5"), ()], ids=["merged", "lone"])
def test_a_row_that_spans_the_table_opens_a_section(merges: tuple[str, ...]) -> None:
    reading = read(TASKS, *merges)
    assert paths(reading.checklist) == [
        (["紧扣“十四五”开好局起好步，进一步深化政务公开", "规划公开"], "主动公开各类规划"),
        (["紧扣宏观政策落地见效，深化政务公开", "政策解读"], "解读率达到100%"),
    ]
    assert reading.ignored == ()


def test_a_heading_with_points_in_the_points_column_is_a_section_with_points() -> None:
    reading = read(
        [
            ["序号", "考核项目", "各项分值", "考核内容", "评分标准", "说明"],
            ["总分", "", 100],
            ["一、 通用考核项目(全部责任单位)", "", 40],
            [1, "组织领导", 40, "成立机构", "未成立扣5分", "看文件"],
            ["二、 专项考核项目", "", 60],
            [2, "信息公开", 60, "公开目录", "每少1项扣3分", ""],
        ]
    )
    assert sections(reading) == {
        "通用考核项目(全部责任单位)": "40",
        "组织领导": None,
        "专项考核项目": "60",
        "信息公开": None,
    }
    assert reasons(reading) == [(2, Ignored.TOTAL)]
    assert reading.issues == ()
    assert items(reading)[0].guidance == "看文件"


# "where content and the deepest level column are both there, the level column is part of the path"


def test_level_and_content_columns_together_make_the_path() -> None:
    reading = read(
        [
            ["一级指标", "二级指标", "三级指标", "权重", "考评内容", "评分细则"],
            ["健康情况(15)", "可用性", "首页访问", 15, "首页能否打开", "打不开不得分"],
            ["信息公开(85)", "目录", "指南", 85, "指南是否完整", "不完整的可得30%"],
        ]
    )
    assert paths(reading.checklist)[0] == (["健康情况", "可用性", "首页访问"], "首页能否打开")
    assert sections(reading)["健康情况"] == "15"
    assert reading.issues == ()


# "a section with nothing beneath it is an item of its own"


def test_a_section_with_nothing_beneath_is_an_item() -> None:
    reading = read(
        [
            ["工作任务", "责任单位"],
            ["一、总体情况"],
            ["二、主动公开"],
            ["（一）目录", "办公室"],
            ["（二）指南", "办公室"],
            ["三、附则"],
        ]
    )
    assert paths(reading.checklist) == [
        ([], "总体情况"),
        (["主动公开"], "目录"),
        (["主动公开"], "指南"),
        ([], "附则"),
    ]
    assert {item.kind for item in items(reading)} == {ItemKind.TASK}


def test_a_numbered_section_with_nothing_beneath_keeps_what_stands_in_its_row() -> None:
    reading = read(
        [
            ["一级指标", "二级指标", "考核内容", "分值", "责任单位"],
            ["一、决策公开", "（一）预公开", "目录公开", 10, "办公室"],
            ["二、公共卫生信息公开", None, None, 20, "疾控处"],
            ["三、平台", "（一）网站", "栏目设置", 70, "信息中心"],
        ]
    )
    assert paths(reading.checklist) == [
        (["决策公开", "预公开"], "目录公开"),
        ([], "公共卫生信息公开"),
        (["平台", "网站"], "栏目设置"),
    ]
    assert plain_mark(reading.checklist.points or 0) == "100"
    assert items(reading)[1].responsible == "疾控处"
    assert reading.issues == ()


def test_a_level_without_content_beneath_is_an_item_with_its_row() -> None:
    reading = read(
        [
            ["一级指标", "考核内容", "分值", "评分标准"],
            ["公开", "目录", 5, "缺项扣1分"],
            ["组织保障", "", 10, "未研究部署扣2分"],
        ]
    )
    assert paths(reading.checklist) == [(["公开"], "目录"), ([], "组织保障")]
    assert points(reading) == ["5", "10"]
    assert items(reading)[1].criteria == "未研究部署扣2分"


# "an enumerator in front (一、 （一） 1. ① 1.1) is the number, not the text"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("一、主动公开", "主动公开"),
        ("（一）主动公开", "主动公开"),
        ("1.主动公开", "主动公开"),
        ("①主动公开", "主动公开"),
        ("1.1 主动公开", "主动公开"),
        ("第一部分 主动公开", "主动公开"),
        ("12345热线办理", "12345热线办理"),
        ("3项制度落实", "3项制度落实"),
    ],
)
def test_an_enumerator_in_front_is_not_text(name: str, text: str) -> None:
    reading = read(
        [["指标", "考核内容", "分值"], [name, f"{name}情况", 5], ["其他", "其他事项", 5]]
    )
    (section, *_), item = next(iter(reading.checklist.items()))
    assert (section.title, item.content) == (text, f"{text}情况")


def test_the_lists_own_numbers_are_kept_where_each_is_unique() -> None:
    reading = read([["序号", "考核内容", "分值"], ["J1", "经验推广", 1], ["1.10", "目录", 2]])
    assert [item.number for item in items(reading)] == ["J1", "1.10"]


def test_numbers_that_begin_anew_in_each_section_give_way_to_paths() -> None:
    reading = read(
        [
            ["指标", "序号", "考核内容", "分值"],
            ["公开", 1, "目录", 2],
            ["", 2, "指南", 2],
            ["解读", 1, "解读率", 2],
        ]
    )
    assert [item.number for item in items(reading)] == ["1.1", "1.2", "2.1"]
    assert reading.issues == ()


def test_a_single_repeated_number_is_told_and_replaced() -> None:
    rows = [
        [number, f"第{place}个内容", 1] for place, number in enumerate([1, 2, 3, 4, 5, 6, 7, 7])
    ]
    rows += [[number, f"另{number}个内容", 1] for number in range(9, 15)]
    reading = read([["序号", "考核内容", "分值"], *rows])
    numbers = [item.number for item in items(reading)]
    assert len(set(numbers)) == len(numbers)
    assert codes(reading) == [("list.number_repeated", "A8"), ("list.number_repeated", "A9")]


def test_numeric_numbers_get_back_the_nought_that_their_cell_lost() -> None:
    numbers = [1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.1, 1.11]
    rows = [[number, f"第{place}个内容", 1] for place, number in enumerate(numbers)]
    reading = read([["编号", "考核内容", "分值"], *rows])
    assert [item.number for item in items(reading)][-3:] == ["1.9", "1.10", "1.11"]


# "a bracketed number of points at the end of a name (（10.5分）, (15), （0.5-3.5分）) is points,
# not text; points may stand on any level, and a stated total that does not equal the sum is an
# issue"


def test_points_in_brackets_behind_a_name_are_points() -> None:
    reading = read(
        [
            ["三级指标", "四级指标", "五级指标", "备注"],
            ["经济运行信息(10.5分)", "统计数据（7）", "月度数据（3.5分）", "每缺一次扣0.5分"],
            ["", "", "季度数据（0.5-3.5分）", "每缺一次扣0.5分"],
            ["", "形势分析【3.5分】", "", "未公开不得分"],
        ]
    )
    assert sections(reading) == {"经济运行信息": "10.5", "统计数据": "7"}
    assert [item.content for item in items(reading)] == ["月度数据", "季度数据", "形势分析"]
    assert points(reading) == ["3.5", "3.5", "3.5"]
    assert items(reading)[0].criteria == "每缺一次扣0.5分"
    assert codes(reading) == [("list.points_range", "C3")]


def test_points_stand_beside_every_level() -> None:
    reading = read(
        [
            ["一级指标", "分值", "二级指标", "分值", "考核内容", "分值", "评分标准"],
            ["公开", 30, "目录", 10, "编制", 10, "x"],
            ["", "", "指南", 20, "内容", 5, "x"],
            ["", "", "", "", "更新", 15, "x"],
        ]
    )
    assert sections(reading) == {"公开": "30", "目录": "10", "指南": "20"}
    assert points(reading) == ["10", "5", "15"]
    assert reading.issues == ()


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([["公开（9分）", "目录", 4], ["", "指南", 6]], "list.section_sum", "A2"),
        ([["公开", "目录", 4], ["", "指南", 6], ["小计", "", 9]], "list.subtotal_differs", "C4"),
        ([["公开", "目录", 4], ["", "指南", 6], ["合计", "", 99]], "list.total_differs", "C4"),
        ([["总分：100分", "", ""], ["公开", "目录", 4]], "list.total_differs", "C2"),
    ],
)
def test_a_stated_total_that_is_not_the_sum_is_an_issue(
    rows: list[list[Cell]], code: str, cell: str
) -> None:
    reading = read([["指标", "考核内容", "分值"], *rows])
    assert codes(reading) == [(code, cell)]
    assert reading.issues[0].severity is Severity.WARNING


def test_totals_that_agree_are_silent() -> None:
    reading = read(
        [
            ["指标", "考核内容", "分值"],
            ["公开（10分）", "目录", 4],
            ["", "指南", 6],
            ["小计", "", "10分"],
            ["解读", "解读率", "９０分"],
            ["小计", "", 90],
            ["加分项", "创新", 5],
            ["合计", "", 105],
            ["总分", "", 100],
        ]
    )
    assert reading.issues == ()


def test_points_in_name_and_cell_that_differ_are_told() -> None:
    reading = read([["考核内容", "分值"], ["目录（5分）", 6], ["指南（4分）", 4]])
    assert codes(reading) == [("list.points_twice", "B2")]
    assert points(reading) == ["6", "4"]


def test_points_of_the_list_become_its_full_mark() -> None:
    reading = read([["考核内容", "分值"], ["目录", 12.5], ["指南", "17.5"]])
    assert reading.checklist.rule_set.full == Mark(300_000)


# "full-width digits, 分, +, spaces and line breaks in cells and headers; a dash or slash for none"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("５分", "5"),
        ("１０．５", "10.5"),
        (" 5 分", "5"),
        ("+5", "5"),
        ("5\n分", "5"),
        (0.1 + 0.2, "0.3"),
        ("2.0000", "2"),
        ("最高5分", "5"),
        ("—", None),
        ("/", None),
    ],
)
def test_points_are_read_however_they_are_typed(text: Cell, value: str | None) -> None:
    reading = read([["考核内容", "分\n值"], ["目 录\n编 制", text], ["指南", 1]])
    assert points(reading)[0] == value
    assert items(reading)[0].content == "目录编制"
    assert reading.issues == ()


def test_headers_are_known_with_line_breaks_spaces_and_full_width_marks() -> None:
    reading = read(
        [["指 标", "考核\n内容", "分\n值（１００分）", "评 分 标 准："], ["a", "目录", 5, "x"]]
    )
    assert items(reading)[0].criteria == "x"
    assert points(reading) == ["5"]


def test_line_breaks_stay_where_they_part_sentences_and_go_where_they_fit_the_column() -> None:
    reading = read(
        [
            ["考核内容", "分值", "评分标准"],
            ["行政规范性文件\n集中公开", 5, "①未公开的扣2分；\n②每少1件\n扣1分。"],
        ]
    )
    (item,) = items(reading)
    assert item.content == "行政规范性文件集中公开"
    assert item.criteria == "①未公开的扣2分；\n②每少1件扣1分。"
    assert len(item.rules) == 2


# "one item over several rows of criteria is one item with the criteria joined; several items
# under one merged cell are several items"


SPREAD = [
    ["指标", "具体项目", "分值", "评分说明"],
    ["机制", "领导小组", 4, "名单得2分"],
    ["", "", "", "会议得2分"],
    ["", "年度方案", 6, "印发得6分"],
]


@pytest.mark.parametrize("merges", [("A2:A4", "B2:B3", "C2:C3"), ()], ids=["merged", "blank"])
def test_one_item_over_several_rows_of_criteria(merges: tuple[str, ...]) -> None:
    reading = read(SPREAD, *merges)
    assert paths(reading.checklist) == [(["机制"], "领导小组"), (["机制"], "年度方案")]
    assert items(reading)[0].criteria == "名单得2分\n会议得2分"
    assert points(reading) == ["4", "6"]


def test_the_same_content_repeated_beside_more_criteria_is_one_item() -> None:
    reading = read(
        [
            ["指标", "具体项目", "分值", "评分说明"],
            ["机制", "领导小组", 4, "名单得2分"],
            ["机制", "领导小组", "", "会议得2分"],
        ]
    )
    assert [item.criteria for item in items(reading)] == ["名单得2分\n会议得2分"]


def test_rows_with_points_of_their_own_under_one_merged_cell_are_several_items() -> None:
    reading = read(
        [["指标", "考核内容", "分值", "评分标准"], ["a", "目录", 4, "x"], ["", "", 6, "y"]], "B2:B3"
    )
    assert points(reading) == ["4", "6"]
    assert len({item.key for item in items(reading)}) == 2


def test_items_whose_office_stands_in_one_merged_cell_all_have_it() -> None:
    reading = read(
        [
            ["序号", "工作任务", "责任单位"],
            [1, "公开", "办公室"],
            [2, "解读", ""],
            [3, "回应", "网信办"],
        ],
        "C2:C3",
    )
    assert [item.responsible for item in items(reading)] == ["办公室", "办公室", "网信办"]


def test_points_merged_over_several_items_are_told() -> None:
    rows = [["指标", "考核内容", "分值"], ["a", "目录", 10], ["", "指南", ""], ["b", "解读", 5]]
    whole = read(rows, "A2:A3", "C2:C3")
    assert sections(whole) == {"a": "10", "b": None}
    assert points(whole) == [None, None, "5"]
    assert codes(whole) == [("list.points_undivided", "C2")]
    part = read([*rows[:3], ["", "更新", 5]], "A2:A4", "C2:C3")
    assert codes(part) == [("list.points_shared", "C2")]


def test_an_item_without_points_in_a_scored_list_is_told() -> None:
    reading = read([["考核内容", "分值"], ["目录", 10], ["指南", ""]])
    assert codes(reading) == [("list.points_missing", "B3")]


# "headers repeated in the middle, a second header that changes the meaning of columns (得分 →
# 倒扣分值), note rows, subtotals, totals, signature lines, blank formatted areas of any size, a
# cover sheet in front, hidden sheets"


def test_headers_repeated_on_each_page_are_ignored_with_their_reason() -> None:
    header = ["序号", "工作任务", "完成情况(已完成/未完成)", "存在问题(1. 2. 3.)", "材料提供部门"]
    reading = read(
        [
            ["全面推进政务公开工作督察表"],
            ["督察对象：        督察时间："],
            header,
            [1, "推进决策公开", "", "1. 2. 3.", "办公室"],
            header,
            [2, "推进执行公开", "", "", "法规科"],
        ]
    )
    assert [item.responsible for item in items(reading)] == ["办公室", "法规科"]
    assert reasons(reading) == [(2, Ignored.ABOVE_HEADER), (5, Ignored.REPEATED_HEADER)]
    assert reading.checklist.title == "全面推进政务公开工作督察表"


@pytest.mark.parametrize("second", [["", "考核内容", "倒扣分值"], ["考核内容", "倒扣分值"]])
def test_a_second_header_changes_what_columns_mean(second: list[str]) -> None:
    row = ["", "被通报批评", "5分"] if second[0] == "" else ["被通报批评", "5分"]
    reading = read(
        [
            ["类别", "考核内容", "得分", "合计得分"],
            ["组织领导", "成立机构", 3, 6],
            ["", "明确人员", 3, ""],
            ["公开", "公开目录", 94, 94],
            second,
            row,
        ],
        "A2:A3",
        "D2:D3",
    )
    kinds = [(item.content, item.kind) for item in items(reading)]
    assert kinds[-1] == ("被通报批评", ItemKind.PENALTY)
    assert points(reading) == ["3", "3", "94", "5"]
    assert reading.checklist.points == Mark(1_000_000)
    assert sections(reading) == {"组织领导": "6", "公开": "94"}
    assert reasons(reading) == [(5, Ignored.SECOND_HEADER)]
    assert reading.issues == ()


def test_notes_totals_and_lines_to_sign_are_ignored_with_their_reasons() -> None:
    reading = read(
        [
            ["附件1"],
            ["2024年政务公开工作考核评分细则"],
            ["填报单位（盖章）：", "", "日期：  年  月  日"],
            ["一级指标", "考察点", "分值", "扣分细则"],
            ["单项否决", "网站无法访问", "—", "出现即不合格"],
            [
                "如果网站出现“单项否决”指标中的任意一种情形，则判定为不合格网站，不再对以下指标进行评分。"
            ],
            ["信息更新", "首页更新", 100, "每次扣5分"],
            ["合 计", "", 100, ""],
            ["注：1.本表由办公室解释。"],
            ["2.各单位应如实填报。"],
            ["单位负责人签字：", "联系人：", "电话：", ""],
        ],
        "A6:D6",
        "A9:D9",
    )
    assert reasons(reading) == [
        (1, Ignored.ABOVE_HEADER),
        (3, Ignored.ABOVE_HEADER),
        (6, Ignored.NOTE),
        (8, Ignored.TOTAL),
        (9, Ignored.NOTE),
        (10, Ignored.NOTE),
        (11, Ignored.SIGNATURE),
    ]
    assert len(items(reading)) == 2
    assert reading.issues == ()


def test_a_cover_in_front_and_hidden_sheets_are_passed_over() -> None:
    rows = [["考核内容", "分值"], ["目录", 5]]
    data = xlsx_of(
        {
            "封面": ([["XX市政务公开考核"], ["2024年12月"]], ()),
            "旧表": ([["考核内容", "分值"], ["旧内容", 5]], ()),
            "细则": (rows, ()),
        },
        hidden=["旧表"],
    )
    reading = read_checklist(data, FILE)
    assert (reading.sheet, [item.content for item in items(reading)]) == ("细则", ["目录"])
    assert [issue.code for issue in reading.issues] == ["list.hidden_sheets"]
    hidden = read_checklist(data, FILE, sheet="旧表")
    assert [item.content for item in items(hidden)] == ["旧内容"]


def test_a_hidden_sheet_is_read_when_no_other_holds_a_list() -> None:
    data = xlsx_of(
        {"封面": ([["封面"]], ()), "细则": ([["考核内容", "分值"], ["目录", 5]], ())},
        hidden=["细则"],
    )
    reading = read_checklist(data, FILE)
    assert [issue.code for issue in reading.issues] == ["list.sheet_is_hidden"]


def test_other_sheets_with_lists_are_named() -> None:
    rows = ([["考核内容", "评分标准", "分值"], ["目录", "x", 5]], ())
    reading = read_checklist(xlsx_of({"A类": rows, "B类": rows}), FILE)
    assert (reading.sheet, reading.other_sheets) == ("A类", ("B类",))
    assert read_checklist(xlsx_of({"A类": rows, "B类": rows}), FILE, sheet="B类").sheet == "B类"


# "veto, bonus and penalty blocks by their words; a list without points is a list of tasks;
# 责任单位 (责任科室, 责任处室) is the responsible office, 牵头单位 the lead"


def test_veto_bonus_and_penalty_blocks_are_known_by_the_words_of_their_level() -> None:
    reading = read(
        [
            ["类别", "考核内容", "分值", "评分标准"],
            ["单项否决", "网站无法访问", "—", "出现即不合格"],
            ["信息更新", "首页更新", 100, "每次扣5分"],
            ["加分项（最高5分）", "经验推广", "+3", "每次加3分，最高加3分"],
            ["减分项", "被通报批评", "-2", "每次扣2分"],
            ["一票否决", "泄密", "/", ""],
        ]
    )
    assert [item.kind for item in items(reading)] == [
        ItemKind.VETO,
        ItemKind.SCORED,
        ItemKind.BONUS,
        ItemKind.PENALTY,
        ItemKind.VETO,
    ]
    assert points(reading) == [None, "100", "3", "2", None]
    assert reading.checklist.points == Mark(1_000_000)
    assert reading.checklist.rule_set.bonus.cap == Mark(50_000)
    assert reading.issues == ()


@pytest.mark.parametrize("merged", [True, False])
def test_blocks_are_known_by_the_heading_above_them(merged: bool) -> None:
    rows: list[list[Cell]] = [
        ["指标", "考核内容", "分值", "评分标准"],
        ["第一部分 单项否决指标"],
        ["泄密", "发生泄密事件", "", "出现即否决"],
        ["第二部分 扣分指标（100分）"],
        ["发布", "信息更新", 100, "每次扣5分"],
        ["第三部分 加分指标（30分）"],
        ["创新", "创新做法", 30, "每项加5分"],
        ["四、扣分项"],
        ["通报", "被通报批评", "每次5分", ""],
    ]
    headings = ["A2:D2", "A4:D4", "A6:D6", "A8:D8"] if merged else []
    reading = read(rows, *headings)
    assert [item.kind for item in items(reading)] == [
        ItemKind.VETO,
        ItemKind.SCORED,
        ItemKind.BONUS,
        ItemKind.PENALTY,
    ]
    assert items(reading)[-1].criteria == "每次5分"
    assert reading.issues == ()


def test_a_column_of_kinds_is_heeded() -> None:
    reading = read(
        [
            ["考核内容", "指标类型", "分值"],
            ["目录", "基础项", 100],
            ["创新", "加分项", 5],
            ["泄密", "否决项", ""],
        ]
    )
    assert [item.kind for item in items(reading)] == [
        ItemKind.SCORED,
        ItemKind.BONUS,
        ItemKind.VETO,
    ]


@pytest.mark.parametrize("content", ["完善加分减分机制", "增加分类指导", "一票否决制度落实情况"])
def test_content_that_only_mentions_such_a_word_is_scored(content: str) -> None:
    reading = read([["指标", "考核内容", "分值"], ["制度", content, 10]])
    assert items(reading)[0].kind is ItemKind.SCORED


def test_a_list_without_points_is_a_list_of_tasks() -> None:
    reading = read(
        [
            ["序号", "工作任务", "细化分工", "责任处室", "完成时限", "备注"],
            [1, "推进规划公开", "公开规划纲要", "规划处", "2021年8月前", ""],
            ["", "", "公开专项规划", "规划处", "长期推进", "逐年"],
        ],
        "A2:A3",
        "B2:B3",
    )
    assert {item.kind for item in items(reading)} == {ItemKind.TASK}
    assert not reading.checklist.is_scored
    assert [item.deadline for item in items(reading)] == ["2021年8月前", "长期推进"]
    assert items(reading)[1].remark == "逐年"


@pytest.mark.parametrize("header", ["责任单位", "责任科室", "责任处室", "责任部门", "承办单位"])
def test_responsible_office_and_lead_are_told_apart(header: str) -> None:
    reading = read([["工作任务", "牵头单位", header], ["公开", "办公室", "各处室"]])
    assert (items(reading)[0].lead, items(reading)[0].responsible) == ("办公室", "各处室")


def test_ways_of_checking_are_read_and_unknown_words_kept() -> None:
    reading = read(
        [
            ["考核内容", "分值", "检查方式"],
            ["目录", 5, "网上、查阅资料、专家打分"],
            ["专区", 5, "现场"],
        ]
    )
    first, second = items(reading)
    assert first.ways == (CheckingWay.ONLINE, CheckingWay.PAPERS)
    assert first.guidance == "专家打分"
    assert second.ways == (CheckingWay.ON_SITE,)


# "results already filled in (得分, 扣分, 失分原因, 整改情况) come in as findings when the user
# asks for it"


RESULTS: list[list[Cell]] = [
    ["2020年第三季度政务公开测评反馈表"],
    ["测评总得分", "81.34"],
    ["栏目", "", "指标分值", "扣分", "失分原因", "整改情况"],
    ["政策法规"],
    ["", "规章", "4.0000", "1.2800", "未及时更新；链接失效", "已整改"],
    ["", "规范性文件", "2.0000", "—", "", ""],
    ["重大决策预公开"],
    ["", "意见征集", 3, 1.5, "未反馈扣1分；只有说明扣0.5分", ""],
]


def test_results_come_in_as_findings_only_when_asked_for() -> None:
    assert read(RESULTS, "A3:B3").results == ()
    reading = read(RESULTS, "A3:B3", results=True)
    first, second = reading.results
    assert [(finding.fact, finding.points) for finding in first.findings] == [
        ("未及时更新", Mark(6_400)),
        ("链接失效", Mark(6_400)),
    ]
    assert first.rectification == "已整改"
    assert [(finding.fact, finding.points) for finding in second.findings] == [
        ("未反馈扣1分", Mark(10_000)),
        ("只有说明扣0.5分", Mark(5_000)),
    ]


def test_rows_of_categories_without_points_are_sections() -> None:
    reading = read(RESULTS, "A3:B3")
    assert paths(reading.checklist) == [
        (["政策法规"], "规章"),
        (["政策法规"], "规范性文件"),
        (["重大决策预公开"], "意见征集"),
    ]


def test_a_mark_without_a_deduction_gives_a_finding_of_the_difference() -> None:
    reading = read(
        [
            ["考核内容", "分值", "自评分", "得分", "扣分原因"],
            ["目录", 5, 5, 3.5, "缺2项"],
            ["指南", 5, 5, 5, ""],
        ],
        results=True,
    )
    first, second = reading.results
    assert (first.self_mark, first.mark) == (Mark(50_000), Mark(35_000))
    assert [finding.points for finding in first.findings] == [Mark(15_000)]
    assert second.findings == ()


# the rest


def test_tables_of_a_word_file_go_through_the_same_reader() -> None:
    rows = [["类别", "考核内容", "评分标准", "分值"], ["公开", "目录", "缺项扣1分", "40"]]
    more = [
        ["类别", "考核内容", "评分标准", "分值"],
        ["解读", "解读率", "每低5个百分点扣1分", "60"],
    ]
    reading = read_checklist(
        docx("附件2", "宁川市2025年度政务公开考核细则", rows, "二、解读回应", more), "细则.docx"
    )
    assert reading.checklist.title == "宁川市2025年度政务公开考核细则"
    assert reading.checklist.year == 2025
    assert paths(reading.checklist) == [(["公开"], "目录"), (["解读回应", "解读"], "解读率")]
    assert items(reading)[1].scoring is Scoring.RATIO


def test_the_user_can_say_what_a_column_holds() -> None:
    rows = [["考核内容", "奇怪的列", "分值"], ["目录", "缺项扣1分", 5]]
    assert codes(read(rows)) == [("list.column_unknown", "B1")]
    reading = read_checklist(xlsx(rows), FILE, choice=Choice(columns={"B": Role.CRITERIA}))
    assert items(reading)[0].criteria == "缺项扣1分"
    assert reading.layout.fingerprint == read(rows).layout.fingerprint


def test_every_row_is_an_item_a_section_or_ignored_with_a_reason() -> None:
    reading = read(
        [
            ["2024年考核细则"],
            ["序号", "指标", "考核内容", "分值"],
            [1, "公开", "目录", 5],
            [2, "", "", ""],
            ["", "", "", "", "写在表外"],
            ["", "", "", 7],
        ]
    )
    assert reasons(reading) == [
        (4, Ignored.UNNAMED),
        (5, Ignored.OUTSIDE),
        (6, Ignored.UNNAMED),
    ]


def test_weights_written_as_shares_are_points_out_of_a_hundred() -> None:
    shares = read([["指标", "权重"], ["目录", 0.3], ["指南", 0.7]])
    assert points(shares) == ["30", "70"]
    assert points(read([["指标", "权重（%）"], ["目录", "30%"], ["指南", "70%"]])) == ["30", "70"]


def test_a_formula_without_its_value_is_an_error_where_points_are_expected() -> None:
    reading = read([["考核内容", "分值"], ["目录", 5], ["指南", "=2+3"], ["合计", "=SUM(B2:B3)"]])
    assert codes(reading) == [("list.points_formula", "B3")]
    assert [issue.code for issue in reading.errors] == ["list.points_formula"]


def test_items_remember_the_row_they_were_read_from() -> None:
    assert [item.row for item in items(read(SPREAD))] == [2, 4]


def test_titles_and_marks_of_printed_pages_inside_the_list_are_ignored() -> None:
    title, header = ["2023年考核细则"], ["序号", "指标", "考核内容", "分值"]
    reading = read(
        [
            *(title, header, [1, "公开", "目录", 50], ["第1页 共2页"]),
            *(title, header, [2, "公开", "指南", 50], ["第2页 共2页"]),
        ],
        "A1:D1",
        "A5:D5",
    )
    assert paths(reading.checklist) == [(["公开"], "目录"), (["公开"], "指南")]
    assert [row.row for row in reading.ignored] == [4, 5, 6, 8]


def test_a_veto_told_in_one_sentence_across_the_table_is_an_item() -> None:
    reading = read(
        [
            ["指标", "考核内容", "分值", "评分标准"],
            ["公开", "目录", 100, "扣1分"],
            ["一票否决：发生泄密事件、造成严重后果的，年度考核评定为不合格等次。"],
            ["加分项：受到省级表彰的每次加2分，最高加4分。"],
            ["解读", "解读率", 0, "扣1分"],
        ],
        "A3:D3",
        "A4:D4",
    )
    assert [item.kind for item in items(reading)] == [
        ItemKind.SCORED,
        ItemKind.VETO,
        ItemKind.BONUS,
        ItemKind.SCORED,
    ]
    assert items(reading)[1].criteria == "发生泄密事件、造成严重后果的，年度考核评定为不合格等次。"
    assert len(items(reading)[2].rules) == 1
    assert paths(reading.checklist)[3] == (["解读"], "解读率")


def test_names_under_headers_nobody_knows_are_still_names() -> None:
    reading = read(
        [["评价维度", "权重", "打分规则"], ["公开程度", 60, "扣5分"], ["解读", 40, "扣2分"]]
    )
    assert [item.content for item in items(reading)] == ["公开程度", "解读"]


@pytest.mark.parametrize("merges", [("A2:A3", "B2:B3"), ()], ids=["merged", "blank"])
def test_points_beside_a_level_belong_to_it_where_items_tell_their_own(
    merges: tuple[str, ...],
) -> None:
    reading = read(
        [
            ["类别", "分值", "考核内容", "评分标准"],
            ["公开", 30, "目录（10分）", "扣1分"],
            ["", "", "指南（20分）", "扣1分"],
            ["解读", 70, "解读率（70分）", "扣1分"],
        ],
        *merges,
    )
    assert sections(reading) == {"公开": "30", "解读": "70"}
    assert points(reading) == ["10", "20", "70"]
    assert reading.issues == ()


def test_items_have_the_office_of_their_section_unless_they_name_their_own() -> None:
    reading = read(
        [
            ["任务", "责任单位", "完成时限"],
            ["一、公开", "办公室", "年底前"],
            ["（一）目录", "", ""],
            ["（二）指南", "宣传科", "6月底前"],
            ["二、解读", "宣传科", "长期"],
        ]
    )
    assert paths(reading.checklist) == [(["公开"], "目录"), (["公开"], "指南"), ([], "解读")]
    assert [item.responsible for item in items(reading)] == ["办公室", "宣传科", "宣传科"]
    assert [item.deadline for item in items(reading)] == ["年底前", "6月底前", "长期"]


def test_headings_nest_by_their_enumerators() -> None:
    reading = read(
        [
            ["考核内容", "分值", "评分标准"],
            ["一、主动公开（60分）"],
            ["（一）法定公开（40分）"],
            ["1.目录", 40, "x"],
            ["（二）预公开（20分）"],
            ["1.征求意见", 20, "x"],
            ["二、解读（40分）"],
            ["1.解读率", 40, "z"],
        ]
    )
    assert paths(reading.checklist) == [
        (["主动公开", "法定公开"], "目录"),
        (["主动公开", "预公开"], "征求意见"),
        (["解读"], "解读率"),
    ]
    assert reading.issues == ()


# "every veto, bonus and penalty item is recognised by its section": the word may stand in the
# column of numbers, merged over the levels.


def test_a_kind_in_the_column_of_numbers_opens_the_first_level() -> None:
    reading = read(
        [
            ["序号", "一级指标", "二级指标", "考核内容", "评分标准", "分值"],
            [1, "公开", "法定", "机构职能", "每少一项扣1分", 100],
            ["加分项（10分）", "", "", "经验推广", "每次加3分", 10],
            ["", "", "", "创新做法", "每次加1分", 5],
            ["减分项", "", "", "被通报批评", "每次扣3分", "—"],
            ["否决项", "", "", "泄密", "", "—"],
        ],
        "A3:C3",
        "A5:C5",
        "A6:C6",
    )
    assert paths(reading.checklist) == [
        (["公开", "法定"], "机构职能"),
        (["加分项"], "经验推广"),
        (["加分项"], "创新做法"),
        (["减分项"], "被通报批评"),
        (["否决项"], "泄密"),
    ]
    assert [item.kind for item in items(reading)] == [
        ItemKind.SCORED,
        ItemKind.BONUS,
        ItemKind.BONUS,
        ItemKind.PENALTY,
        ItemKind.VETO,
    ]
    assert not any("分项" in item.number for item in items(reading))


# "rows that are neither item nor section are listed as ignored with the reason"


@pytest.mark.parametrize(
    "remark",
    [
        "没有涉及重点领域的部门只考核这三项，总分12.5分",
        "没有涉及重点领域的单位只考核以上两项。",
        "本表由政务公开办公室负责解释，自印发之日起施行",
        "各单位的得分由政务公开办公室汇总后通报",
    ],
)
@pytest.mark.parametrize("first", ["类别", "责任单位"])
def test_a_remark_across_the_last_row_is_a_note(remark: str, first: str) -> None:
    if first == "责任单位" and remark.startswith("各单位"):
        remark = f"说明：{remark}"
    reading = read(
        [
            [first, "考核内容", "评分标准", "分值"],
            ["办公室", "目录", "每处扣1分", 50],
            ["财务处", "指南", "每处扣1分", 50],
            [remark],
        ],
        "A4:D4",
    )
    assert [item.content for item in items(reading)] == ["目录", "指南"]
    assert [item.responsible for item in items(reading)] in (["", ""], ["办公室", "财务处"])
    assert reasons(reading) == [(4, Ignored.NOTE)]


@pytest.mark.parametrize(
    "last", ["凡发生重大泄密事件的单位一票否决", "三、政策文件印发之日起三日内解读"]
)
def test_a_wide_last_row_with_a_number_or_a_kind_is_no_note(last: str) -> None:
    reading = read(
        [
            ["类别", "考核内容", "评分标准", "分值"],
            ["公开", "目录", "每处扣1分", 100],
            [last],
        ],
        "A3:D3",
    )
    assert len(items(reading)) == 2
    assert reasons(reading) == []


# "a cell with only a dash or a slash counts as blank"


@pytest.mark.parametrize("dash", ["—", "–", "-", "/", "／", "无"])
def test_a_dash_for_content_or_level_counts_as_blank(dash: str) -> None:
    reading = read(
        [
            ["一级指标", "二级指标", "考核内容", "评分标准", "分值"],
            ["公开", "目录", dash, "每处扣1分", 40],
            ["解读", dash, "解读率", "每处扣1分", 60],
        ]
    )
    assert paths(reading.checklist) == [(["公开"], "目录"), (["解读"], "解读率")]


def test_a_dash_does_not_put_an_item_under_the_level_of_the_row_above() -> None:
    reading = read(
        [
            ["一级指标", "二级指标", "考核内容", "评分标准", "分值"],
            ["公开", "目录", "编制", "每处扣1分", 40],
            ["公开", "—", "指南", "每处扣1分", 60],
        ]
    )
    path, content = paths(reading.checklist)[1]
    assert content == "指南"
    assert "目录" not in path
