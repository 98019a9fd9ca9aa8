"""Checklists on the command line: shown, added, exported and compared."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.exchange import bundled
from inspector.storage.workspace_file import WorkspaceFile
from tests.cli.conftest import Inspector, W, contents
from tests.workbooks.making import xlsx

Refused = Callable[..., str]
ROWS = [
    ["附件1", "", "", "", "", ""],
    ["2024年度政务公开考核细则", "", "", "", "", ""],
    ["指标编号", "一级指标", "考核内容", "评分标准", "分值", "责任单位"],
    ["1.1", "主动公开（10分）", "机构职能公开", "每缺1项扣1分，扣完为止", "4", "各部门"],
    ["1.2", "", "规范性文件公开", "①未公开目录的扣2分；②每少1件扣0.5分", "6", "各部门"],
    ["", "小计", "", "", "10", ""],
    ["注：本表由办公室解释。", "", "", "", "", ""],
]


def office_list(points: str = "4") -> Path:
    """Write an office's list as a workbook and return where it is."""
    rows = [*ROWS[:3], [*ROWS[3][:4], points, ROWS[3][5]], *ROWS[4:]]
    Path("细则.xlsx").write_bytes(xlsx(rows))
    return Path("细则.xlsx")


def test_the_lists_that_ship_are_listed_with_items_and_points(done: Inspector) -> None:
    listed = {one["key"]: one for one in done("checklist", "list", "--json").value}
    assert set(listed) == set(bundled.keys())
    assert listed["ningchuan-2025-b"] == {
        "key": "ningchuan-2025-b",
        "title": "宁川市2025年度政务公开工作考核评分细则（B类：市直部门）",
        "year": 2025,
        "items": 29,
        "points": "100",
    }
    assert listed["suqian-2020"]["points"] is None, "a list of tasks has no points"


def test_a_foreign_list_is_shown_with_its_rules_and_every_row_left_out(done: Inspector) -> None:
    view = done("checklist", "show", office_list(), "--json").value
    assert (view["title"], view["year"], view["points"]) == ("2024年度政务公开考核细则", 2024, "10")
    first, second = view["items"]
    assert (first["number"], first["path"], first["content"]) == (
        "1.1", ["主动公开"], "机构职能公开",
    )  # fmt: skip
    assert (first["points"], first["kind"], first["responsible"]) == ("4", "scored", "各部门")
    assert [rule["points"] for rule in second["rules"]] == ["2", "0.5"]
    assert second["row"] == 5
    assert [(one["severity"], one["place"].rpartition("!")[2]) for one in view["issues"]] == [
        ("note", "1"), ("note", "6"), ("note", "7"),
    ]  # fmt: skip
    assert all(one["message"] for one in view["issues"])


def test_people_see_the_items_and_why_rows_were_left_out(done: Inspector) -> None:
    told = done("checklist", "show", office_list()).out
    assert "1.2" in told
    assert "规范性文件公开" in told
    assert "小计行" in told


def test_a_list_of_the_demo_city_comes_back_as_it_went_out(done: Inspector) -> None:
    done("checklist", "export", "ningchuan-2025-b", "b.xlsx")
    out, back = (
        done("checklist", "show", source, "--json").value
        for source in ("ningchuan-2025-b", "b.xlsx")
    )
    for view in (out, back):
        for item in view["items"]:
            del item["row"]
    assert back == out
    assert back["issues"] == []


@pytest.mark.parametrize("points", ["若干", "-4", "NaN", "1e400"])
def test_points_that_cannot_be_are_shown_and_refused(
    inspector: Inspector, refused: Refused, points: str
) -> None:
    path = office_list(points)
    shown = inspector("checklist", "show", path, "--json")
    assert shown.status == 1
    (error,) = [one for one in shown.value["issues"] if one["severity"] == "error"]
    assert error["place"].endswith("!E4")
    assert shown.err.splitlines() == [error["message"]]
    assert refused("checklist", "add", path, "-w", W) == error["message"]
    assert not Path(W).exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("坏.xlsx", b"", "坏.xlsx"),
        ("坏.xlsx", b"PK\x03\x04", "坏.xlsx"),
        ("坏.docx", b"hello", "坏.docx"),
        ("坏.yaml", b"\xff\xfe\x00", "坏.yaml"),
        ("坏.yaml", b"title: [", "坏.yaml"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(
    refused: Refused, name: str, content: bytes, words: str
) -> None:
    Path(name).write_bytes(content)
    assert words in refused("checklist", "show", name)
    assert words in refused("checklist", "add", name, "-w", W)


def test_a_folder_and_a_sheet_that_is_not_there_are_refused(refused: Refused) -> None:
    Path("夹").mkdir()
    assert "文件夹" in refused("checklist", "show", "夹")
    assert "Sheet9" in refused("checklist", "show", office_list(), "--sheet", "Sheet9")


def test_the_same_list_twice_is_one_edition_and_no_second_action(
    done: Inspector, inspector: Inspector
) -> None:
    done("checklist", "add", "ningchuan-2025-b", "-w", W)
    before = contents(inspector)
    done("checklist", "add", "ningchuan-2025-b", "-w", W)
    assert contents(inspector) == before


def test_a_list_that_follows_another_keeps_the_keys_of_its_items(done: Inspector) -> None:
    """Seen by a comparison: what keeps its key is the same or changed, never new and missing."""
    done("checklist", "add", "national-2021", "-w", W)
    done("checklist", "add", "national-2022", "-w", W, "--replaces", _title("national-2021"))
    words = {one["verb"] for one in done("history", "-w", W, "--json").value}
    assert words == {"checklist.add"}


def test_a_list_to_follow_that_is_not_there_is_refused(done: Inspector, refused: Refused) -> None:
    done("checklist", "add", "national-2021", "-w", W)
    add = ("checklist", "add", "national-2022", "-w", W, "--replaces", "2019年清单")
    assert _title("national-2021") in refused(*add)


def _title(key: str) -> str:
    return bundled.load(key).title


def test_lists_are_compared_item_by_item(done: Inspector) -> None:
    shutil.copy(office_list(), "旧.xlsx")
    changes = done("checklist", "diff", "旧.xlsx", office_list("5"), "--json").value
    assert [(one["change"], one["old_number"], one["new_number"]) for one in changes] == [
        ("changed", "1.1", "1.1"),
        ("same", "1.2", "1.2"),
    ]


STRANGE = [
    ["2026年度政务公开考核细则"],
    ["指标编号", "考核内容", "怪列", "分值"],
    ["1.1", "机构职能公开", "每缺1项扣1分", "4"],
]


def test_a_column_can_be_named_and_is_remembered_for_the_layout(done: Inspector) -> None:
    Path("怪.xlsx").write_bytes(xlsx(STRANGE))
    plain = done("checklist", "show", "怪.xlsx", "--json").value
    assert plain["items"][0]["criteria"] == ""
    named = done("checklist", "show", "怪.xlsx", "--column", "评分标准=C", "--json").value
    assert named["items"][0]["criteria"] == "每缺1项扣1分"
    done("checklist", "add", "怪.xlsx", "-w", W, "--column", "评分标准=C")
    again = [STRANGE[0], STRANGE[1], ["2.1", "解读率", "未解读扣2分", "3"]]
    Path("再来.xlsx").write_bytes(xlsx(again))
    done("checklist", "add", "再来.xlsx", "-w", W)
    with WorkspaceFile.open(Path(W), read_only=True) as file:
        lists = [file.reader.checklist(one.id) for one in file.reader.editions()]
    assert {item.criteria for one in lists for _, item in one.items()} == {
        "每缺1项扣1分",
        "未解读扣2分",
    }


def test_a_column_that_means_nothing_known_is_refused(refused: Refused) -> None:
    Path("怪.xlsx").write_bytes(xlsx(STRANGE))
    assert "评分标准=E" in refused("checklist", "show", "怪.xlsx", "--column", "E")
    assert "评分标准" in refused("checklist", "show", "怪.xlsx", "--column", "天气=E")


def test_a_draft_is_worked_over_and_published(done: Inspector, refused: Refused) -> None:
    done("checklist", "add", office_list(), "-w", W)
    done("checklist", "draft", "-w", W, "--of", "2024年度政务公开考核细则",
         "--title", "2025年度考核细则", "--year", 2025)  # fmt: skip
    (known,) = done("checklist", "drafts", "-w", W, "--json").value
    assert (known["title"], known["of"]) == ("2025年度考核细则", "2024年度政务公开考核细则")
    edit = ("checklist", "edit", "-w", W, "--draft", "2025年度考核细则")
    done(*edit, "--item", "1.1", "--points", "3.5", "--criteria", "未公开扣2分")
    done(*edit, "--item", "1.2", "--add", "--content", "政策解读", "--points", "2")
    done(*edit, "--item", "1.3", "--move", "-1")
    done(*edit, "--item", "1.2", "--remove")
    assert "1.9" in refused(*edit, "--item", "1.9", "--remove")
    done("checklist", "publish", "-w", W, "--draft", "2025年度考核细则")
    assert done("checklist", "drafts", "-w", W, "--json").value == []
