"""A list is looked through before it is taken in: rows, columns, tree, issues."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspector.domain.checklist import Item
from inspector.domain.errors import Refused
from inspector.exchange.checklist_reader import Choice
from inspector.exchange.columns import Role
from inspector.services import checklists, history
from inspector.services.checklists import Acceptance
from inspector.services.desk import Desk
from inspector.services.list_review import ListReview, RowUse, review
from tests.workbooks.making import xlsx, xlsx_of

ROWS = [
    ["宁川市2026年考核细则"],
    ["序号", "一级指标", "考核内容", "分值", "奇怪的列"],
    [1, "公开", "目录", 5, "缺项扣1分"],
    ["", "", "", "", ""],
    [2, "", "专栏", 3, "未设扣1分"],
    ["", "解读", "", "", ""],
    [3, "", "解读率", 2, ""],
    ["合计", "", "", 10, ""],
]


def reviewed(folder: Path, content: bytes, **choice: object) -> ListReview:
    path = folder / "细则.xlsx"
    path.write_bytes(content)
    return review(path, choice=Choice(**choice))  # type: ignore[arg-type]


def roles(found: ListReview) -> list[Role]:
    return [column.role for column in found.columns]


def test_each_row_says_what_it_became(tmp_path: Path) -> None:
    found = reviewed(tmp_path, xlsx(ROWS))
    assert [use.value for use in found.uses] == [
        *("title", "header", "item", "none", "item", "section", "item", "ignored")
    ]
    assert found.reasons == {7: "ignored.total"}
    assert found.header == (1, 1)
    assert found.errors == ()


def test_each_section_and_item_knows_the_cell_it_came_from(tmp_path: Path) -> None:
    found = reviewed(tmp_path, xlsx(ROWS))
    assert found.checklist is not None
    walked = [
        node.content if isinstance(node, Item) else node.title
        for _path, node in found.checklist.walk()
    ]
    for name, (row, column) in zip(walked, found.places, strict=True):
        assert found.sheet.rows[row][column] == name


def test_a_column_can_be_given_another_meaning_and_the_tree_follows(tmp_path: Path) -> None:
    plain = reviewed(tmp_path, xlsx(ROWS))
    assert roles(plain) == [Role.NUMBER, Role.LEVEL, Role.CONTENT, Role.POINTS, Role.IGNORED]
    chosen = reviewed(tmp_path, xlsx(ROWS), columns={"E": Role.CRITERIA})
    assert roles(chosen)[-1] is Role.CRITERIA
    assert chosen.columns[-1].is_chosen
    assert chosen.checklist is not None
    assert next(item.criteria for _, item in chosen.checklist.items()) == "缺项扣1分"


def test_content_and_levels_can_be_chosen_against_what_the_headers_say(tmp_path: Path) -> None:
    found = reviewed(tmp_path, xlsx(ROWS), columns={"C": Role.LEVEL, "E": Role.CONTENT})
    assert found.checklist is not None
    assert [item.content for _, item in found.checklist.items()][:2] == ["缺项扣1分", "未设扣1分"]


def test_points_that_are_chosen_are_those_of_the_items(tmp_path: Path) -> None:
    rows = [["一级指标", "考核内容", "分值", "系数"], ["公开", "目录", 5, 2], ["", "专栏", 3, 1]]
    found = reviewed(tmp_path, xlsx(rows), columns={"D": Role.POINTS})
    assert found.checklist is not None
    assert [item.points for _, item in found.checklist.items()] == [20_000, 10_000]


def test_a_column_that_is_not_to_be_read_is_left_out(tmp_path: Path) -> None:
    found = reviewed(tmp_path, xlsx(ROWS), columns={"D": Role.IGNORED})
    assert found.checklist is not None
    assert not found.checklist.is_scored


def test_a_sheet_without_a_header_is_shown_and_its_header_pointed_at(tmp_path: Path) -> None:
    rows = [["清单"], ["甲", "乙", "丙"], ["公开", "目录", "5"], ["解读", "解读率", "2"]]
    found = reviewed(tmp_path, xlsx(rows))
    assert found.checklist is None
    assert [issue.code for issue in found.issues] == ["list.point_at_header"]
    assert found.sheet.rows[2] == ("公开", "目录", "5")
    pointed = reviewed(tmp_path, xlsx(rows), header_row=1)
    assert pointed.uses[1] is RowUse.HEADER
    told = reviewed(
        tmp_path,
        xlsx(rows),
        header_row=1,
        columns={"A": Role.LEVEL, "B": Role.CONTENT, "C": Role.POINTS},
    )
    assert told.checklist is not None
    assert [item.content for _, item in told.checklist.items()] == ["目录", "解读率"]


def test_a_list_without_a_column_of_contents_says_what_to_choose(tmp_path: Path) -> None:
    rows = [["分值", "评分标准", "责任单位"], [5, "缺项扣1分", "办公室"]]
    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx(rows))
    found = review(path, choice=Choice(header_row=0))
    assert [issue.code for issue in found.issues] == ["list.no_content"]


def test_the_sheets_to_choose_from_are_named(tmp_path: Path) -> None:
    content = xlsx_of({"封面": ([["说明"]], ()), "细则": (ROWS, ()), "旧": (ROWS, ())}, ["旧"])
    found = reviewed(tmp_path, content)
    assert [(one.name, one.is_hidden) for one in found.sheets] == [
        ("封面", False),
        ("细则", False),
        ("旧", True),
    ]
    assert found.sheet.name == "细则"


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        reviewed(tmp_path, b"no workbook")


def test_the_meaning_of_columns_is_remembered_for_the_layout_in_one_action(
    desk: Desk, tmp_path: Path
) -> None:
    found = reviewed(tmp_path, xlsx(ROWS), columns={"E": Role.CRITERIA})
    assert found.checklist is not None
    before = desk.file.reader.groups()
    checklists.accept(
        desk,
        Acceptance(checklist=found.checklist, fingerprint=found.fingerprint, columns=found.chosen),
    )
    assert len(desk.file.reader.groups()) == len(before) + 1
    remembered = checklists.remembered_columns(desk)
    later = [*ROWS[:2], [1, "依申请公开", "答复", 4, "超期扣1分"]]
    again = reviewed(tmp_path, xlsx(later), remembered=remembered)
    assert again.columns[-1].role is Role.CRITERIA
    history.undo(desk)
    assert checklists.remembered_columns(desk) == {}
    assert found.checklist.title not in {one.title for one in checklists.in_workspace(desk)}


def test_items_confirmed_as_the_same_keep_their_keys(desk: Desk, tmp_path: Path) -> None:
    old = reviewed(tmp_path, xlsx(ROWS)).checklist
    assert old is not None
    checklists.accept(desk, Acceptance(checklist=old))
    changed = [*ROWS[:2], [1, "公开", "公开目录和指南", 5, ""]]
    new = reviewed(tmp_path, xlsx(changed)).checklist
    assert new is not None
    (was, *_), (item,) = ([item for _, item in one.items()] for one in (old, new))
    accepted = checklists.accept(desk, Acceptance(checklist=new, keys={item.key: was.key}))
    ((_, kept),) = desk.file.reader.checklist(accepted.edition).items()
    assert (kept.key, kept.content) == (was.key, "公开目录和指南")


def test_two_items_are_never_taken_for_one(desk: Desk, tmp_path: Path) -> None:
    new = reviewed(tmp_path, xlsx(ROWS)).checklist
    assert new is not None
    first, second, _third = (item for _, item in new.items())
    with pytest.raises(Refused) as refusal:
        checklists.accept(desk, Acceptance(checklist=new, keys={first.key: second.key}))
    assert [issue.code for issue in refusal.value.issues] == ["checklists.one_key"]


def test_hidden_columns_that_were_read_are_named(tmp_path: Path) -> None:
    workbook = load_workbook(BytesIO(xlsx(ROWS)))
    workbook["Sheet1"].column_dimensions["D"].hidden = True
    path = tmp_path / "隐藏列.xlsx"
    workbook.save(path)
    found = review(path, choice=Choice())
    notices = [one for one in found.issues if one.code == "list.hidden_columns"]
    assert [one.parameters["columns"] for one in notices] == ["D"]


def test_circled_parts_of_one_content_stay_in_it(tmp_path: Path) -> None:
    rows = [
        ["考核内容", "评分标准", "分值"],
        ["①公开②征集③反馈", "缺一项扣1分", 3],
        ["1.5倍以上的处罚公示", "未公示扣1分", 2],
    ]
    found = reviewed(tmp_path, xlsx(rows))
    assert found.checklist is not None
    assert [item.content for _, item in found.checklist.items()] == [
        "①公开②征集③反馈",
        "1.5倍以上的处罚公示",
    ]
