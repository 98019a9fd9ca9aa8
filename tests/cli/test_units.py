"""Inspections and the register of units, from names and from files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import AT, Inspector, W, set_up
from tests.workbooks.making import xlsx

Refused = Callable[..., str]
CLASSES = ("--class", "A=ningchuan-2025-a", "--class", "B=ningchuan-2025-b")
HEADER = ["序号", "单位全称", "简称", "别名", "代字", "类别", "联络员", "联系电话"]
ROWS = [
    ["1", "宁川市财政局", "市财政局", "财政局", "CZ", "B", "李某", "0000001"],
    ["2", "临溪县人民政府", "临溪县", "", "LX", "A", "王某", "0000002"],
]


def new(*options: object) -> tuple[object, ...]:
    return ("inspection", "new", "-w", W, "--name", "2025年度考核", *options)


def units(done: Inspector) -> list[tuple[str, str, str]]:
    return [
        (one["name"], one["short_name"], one["class"])
        for one in done("unit", "list", "-w", W, "--json").value
    ]


def register(ending: str) -> Path:
    """Write the register of two units as a file of this ending, and return where it is."""
    path = Path(f"名单{ending}")
    if ending == ".xlsx":
        path.write_bytes(xlsx([["2025年度考核对象名单"], HEADER, *ROWS]))
    else:
        lines = "\n".join(",".join(row) for row in (HEADER, *ROWS))
        path.write_bytes(lines.encode("gb18030" if ending == ".csv" else "utf-8-sig"))
    return path


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".txt"])
def test_a_register_is_read_from_a_file_with_the_classes_in_it(
    done: Inspector, ending: str
) -> None:
    done(*new("--units", register(ending), *CLASSES))
    assert units(done) == [
        ("宁川市财政局", "市财政局", "B"),
        ("临溪县人民政府", "临溪县", "A"),
    ]
    for name in ("财政局", "CZ", "宁川市财政局"):
        assert done("answer", "show", "-w", W, "--unit", name, "--json").value[0]["number"] == "1.1"


def test_a_list_of_names_is_a_register_too(done: Inspector) -> None:
    Path("名单.txt").write_text("市财政局\n\n市教育局\n", encoding="utf-8")
    done(*new("--units", "名单.txt", "--checklist", "ningchuan-2025-b"))
    assert [name for name, _, _ in units(done)] == ["市财政局", "市教育局"]


def test_each_class_has_its_list(done: Inspector) -> None:
    done(*new("--units", "临溪县=A，市外办=B", *CLASSES))
    view = done("inspection", "show", "-w", W, "--json").value
    assert [(one["key"], one["checklist"][-9:]) for one in view["classes"]] == [
        ("A", "县（区）、功能区）"),
        ("B", "（B类：市直部门）"),
    ]
    assert view["states"] == {"awaiting_sheet": 2}
    shown = done("answer", "show", "-w", W, "--unit", "临溪县", "--json").value
    assert len(shown) == 34


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--units", "市外办"), "--checklist"),
        (("--units", "市外办", "--checklist", "nix"), "没有代号为“nix”的自带细则"),
        (("--units", "市外办", "--checklist", "nix.xlsx"), "找不到nix.xlsx"),
        (("--units", "市外办", "--class", "A"), "A=代号"),
        (("--units", "、，", "--checklist", "ningchuan-2025-b"), "没有写明单位"),
        (("--units", "名单.xlsx", "--checklist", "ningchuan-2025-b"), "找不到名单.xlsx"),
        (("--units", "市外办=C", *CLASSES), "A、B"),
        (("--units", "市外办", "--checklist", "ningchuan-2025-b", "--kind", "抽奖"), "督查、检查"),
        (("--units", "甲=A", *CLASSES, "--sampling-deadline", "快"), "“快”不是有效的时间"),
    ],
)
def test_an_inspection_that_cannot_be_set_up_leaves_no_workspace(
    refused: Refused, options: tuple[str, ...], words: str
) -> None:
    assert words in refused(*new(*options))
    assert not Path(W).exists()


def test_a_second_inspection_of_the_name_is_refused(done: Inspector, refused: Refused) -> None:
    done(*new("--units", "市外办", "--checklist", "ningchuan-2025-b"))
    sentence = refused(*new("--units", "市财政局", "--checklist", "ningchuan-2025-b"))
    assert "2025年度考核" in sentence
    assert [name for name, _, _ in units(done)] == ["市外办"]


def test_with_several_inspections_the_name_is_asked_for(done: Inspector, refused: Refused) -> None:
    for name in ("第一季度抽查", "第二季度抽查"):
        done(
            *("inspection", "new", "-w", W, "--name", name, "--units", "市外办"),
            *("--checklist", "ningchuan-2025-b"),
        )
    assert "第一季度抽查、第二季度抽查" in refused("grade", "-w", W)
    assert "现有任务：第一季度抽查、第二季度抽查" in refused(
        "grade", "-w", W, "--inspection", "年终"
    )
    done("grade", "-w", W, "--inspection", "第二季度抽查")
    assert [one["name"] for one in done("inspection", "list", "-w", W, "--json").value] == [
        "第一季度抽查",
        "第二季度抽查",
    ]


def test_a_workspace_without_an_inspection_says_how_to_set_one_up(
    done: Inspector, refused: Refused
) -> None:
    done("checklist", "add", "ningchuan-2025-b", "-w", W)
    assert "inspection new" in refused("grade", "-w", W)


def test_units_that_join_later_are_added_once(done: Inspector) -> None:
    set_up(done)
    assert "已加入1家单位" in done("unit", "add", "市外办，市财政局", "-w", W).out
    assert "已加入0家单位" in done("unit", "add", "市财政局", "-w", W).out
    assert [name for name, _, _ in units(done)] == ["市外办", "市财政局"]


def test_a_unit_is_corrected_and_found_by_each_of_its_names(done: Inspector) -> None:
    set_up(done)
    done(
        *("unit", "update", "-w", W, "--unit", "市外办", "--name", "宁川市人民政府外事办公室"),
        *("--short-name", "市外办", "--alias", "外办", "--alias", "外事办", "--code", "WB"),
    )
    for name in ("宁川市人民政府外事办公室", "市外办", "外办", "外事办", "WB", " 市 外 办 "):
        done("answer", "show", "-w", W, "--unit", name, "--item", "1.1")


def test_a_name_that_another_unit_has_is_refused(done: Inspector, refused: Refused) -> None:
    set_up(done, "市外办,市财政局")
    for option in ("--name", "--short-name", "--alias", "--code"):
        sentence = refused("unit", "update", "-w", W, "--unit", "市外办", option, "市财政局")
        assert "市财政局" in sentence
    assert "没有给出市外办" in refused("unit", "update", "-w", W, "--unit", "市外办")


def test_units_stand_in_official_order_and_not_in_that_of_entering(done: Inspector) -> None:
    set_up(done, "市外办,市财政局")
    done("unit", "update", "-w", W, "--unit", "市外办", "--order", 9)
    assert [name for name, _, _ in units(done)] == ["市财政局", "市外办"]


def test_a_file_that_names_no_unit_is_refused(done: Inspector, refused: Refused) -> None:
    set_up(done)
    Path("通知.xlsx").write_bytes(xlsx([["会议通知", ""], ["时间", "地点"], ["周一", "三楼"]]))
    assert "单位名称" in refused("unit", "add", "通知.xlsx", "-w", W)
    Path("乱码.txt").write_bytes(b"\xff\xfe\xfa\x80\x80")
    assert "乱码.txt" in refused("unit", "add", "乱码.txt", "-w", W)


def test_sixty_units_are_named_on_the_line(done: Inspector) -> None:
    set_up(done, ",".join(f"第{number}中心小学" for number in range(60)))
    assert len(done("unit", "list", "-w", W, "--json").value) == 60


def test_a_unit_is_taken_out_by_name_and_one_with_work_only_when_that_is_said(
    done: Inspector, refused: Refused
) -> None:
    set_up(done, "市外办,市财政局,市教育局")
    done("answer", "set", *AT, "--item", "1.1", "--note", "已看")
    assert "指标1项" in (sentence := refused("unit", "remove", "-w", W, "市外办,市财政局"))
    assert "--with-work" in sentence
    assert "已移出1家单位" in done("unit", "remove", "-w", W, "市财政局").out
    done("unit", "remove", "-w", W, "市外办", "--with-work")
    assert [name for name, _, _ in units(done)] == ["市教育局"]
    assert "将市外办移出任务" in done("undo", "-w", W).out
    assert "未列入任务" in refused("unit", "remove", "-w", W, "市财政局")


def test_the_period_is_corrected_after_the_inspection_was_set_up(
    done: Inspector, refused: Refused
) -> None:
    set_up(done)
    given = ("--period-start", "2025-01-01", "--period-end", "2025-11-30")
    done("inspection", "set", "-w", W, *given)
    assert "2024" in refused("inspection", "set", "-w", W, "--period-end", "2024-12-31")
