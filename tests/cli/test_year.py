"""A year of fifteen units: quarters taken in, an objection that moves others, quota, approval."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook, load_workbook

from inspector import paths
from inspector.bootstrap import open_desk
from inspector.services import demo
from tests.cli.conftest import Inspector, W

YEAR = yaml.safe_load((paths.resources() / "demo" / demo.DATA).read_text(encoding="utf-8"))
UNITS = {entry["short_name"]: entry for entry in YEAR["units"]}
QUARTERS = ("一季度", "二季度", "三季度", "乡镇街道", "县直部门")
AT = ("-w", W, "--unit", "市外办", "--item", "3.2")
UPHELD = (
    *("state", "objection", "decide", *AT, "--decision", "upheld", "--approver", "周明远"),
    *("--reason", "已依法延期，未超期", "--on", "2025-12-24"),
)


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's year before anything was fed back, without the marks made elsewhere."""
    path = tmp_path_factory.mktemp("year") / W
    with open_desk(path, author=demo.AUTHOR, create=True) as desk:
        task = demo.set_up(desk, YEAR)
        for entry in YEAR["units"]:
            demo.check(desk, task, {**entry, "imported": {}})
    return path


@pytest.fixture
def checked(done: Inspector, year: Path, tmp_path: Path) -> Inspector:
    """The first check of fifteen units, over a copy."""
    shutil.copy(year, tmp_path / W)
    return done


@pytest.fixture
def fed_back(checked: Inspector) -> Inspector:
    """The quarters are in, and all units were fed back on 19 December."""
    checked("marks", "import", quarters(), "-w", W)
    for state in ("初评完成", "待审核", "已反馈"):
        checked("state", "advance", "-w", W, "--all", "--to", state, "--on", "2025-12-19")
    return checked


@pytest.fixture
def objected(fed_back: Inspector) -> Inspector:
    """市外办 objects to 3.2, reviewed by 何川."""
    fed_back(
        *("state", "objection", "add", *AT, "--received", "2025-12-23"),
        *("--reason", "延期告知书10月15日送达申请人"),
    )
    fed_back("state", "objection", "assign", *AT, "--reviewer", "何川")
    return fed_back


def quarters(**instead: dict[str, Any]) -> Path:
    """Write the marks made elsewhere as an office keeps them: one row a unit, a mean beneath."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["2025年平时得分及县区分项得分"])
    sheet.append(["序号", "单位", *QUARTERS, "备注"])
    for number, (name, entry) in enumerate(UNITS.items(), 1):
        marks = {**entry.get("imported", {}), **instead.get(name, {})}
        cells = [marks.get(one) and float(marks[one]) for one in QUARTERS]
        sheet.append([number, name, *cells])
    sheet.append([None, "平均", 88.88])
    path = Path("平时得分.xlsx")
    book.save(path)
    return path


def places(done: Inspector) -> dict[str, tuple[str, int, str]]:
    """Return each unit's mark, rank and proposed grade."""
    return {
        one["unit"]: (one["mark"], one["rank"], one["proposed_grade"])
        for one in done("state", "show", "-w", W, "--json").value
    }


def decide_year(done: Inspector) -> None:
    """Enter the objection's outcome and the meeting's decisions."""
    done(*UPHELD, "--confirm")
    for name, entry in UNITS.items():
        given = entry["approval"]
        more = ("--reason", given["reason"]) if "reason" in given else ()
        done(
            *("state", "approve", "-w", W, "--unit", name, "--grade", given["grade"]),
            *("--on", given["date"], *more),
        )


def test_the_quarters_come_in_by_their_headers(checked: Inspector) -> None:
    report = checked("marks", "import", quarters(), "-w", W, "--json").value
    assert len(report["changes"]) == 10 * 3 + 4 * 5 + 4
    assert report["ignored"] == ["序号", "备注"]
    again = checked("marks", "import", quarters(), "-w", W, "--json").value
    assert (again["changes"], again["same"]) == ([], 54)
    shown = {one["unit"]: one for one in checked("marks", "show", "-w", W, "--json").value}
    assert shown["宁川高新区"]["marks"] == {
        "一季度": "82.00",
        "二季度": "83.20",
        "三季度": "84.30",
        "县直部门": "83.00",
    }
    assert "乡镇街道" not in shown["市外办"]["sources"]


def test_every_fault_of_a_file_of_marks_is_named_at_once_and_nothing_taken(
    checked: Inspector, inspector: Inspector
) -> None:
    book = load_workbook(quarters())
    sheet = book.worksheets[0]
    sheet["B5"], sheet["C6"], sheet["F9"] = "云台市", "优", 88
    book.save("错.xlsx")
    outcome = inspector("marks", "import", "错.xlsx", "-w", W)
    assert outcome.status == 1
    assert {cell for cell in ("B5", "C6", "F9") if cell in outcome.err} == {"B5", "C6", "F9"}
    assert all(not one["marks"] for one in checked("marks", "show", "-w", W, "--json").value)


def test_another_header_and_a_dry_run(checked: Inspector, refused: Callable[..., str]) -> None:
    book = load_workbook(quarters())
    book.worksheets[0]["C2"] = "第一季度抽查得分"
    book.save("改名.xlsx")
    renamed = ("marks", "import", "改名.xlsx", "-w", W, "--column", "第一季度抽查得分=一季度")
    report = checked(*renamed, "--dry-run", "--json").value
    assert len(report["changes"]) == 54
    assert all(not one["marks"] for one in checked("marks", "show", "-w", W, "--json").value)
    assert "春季" in refused("marks", "import", "改名.xlsx", "-w", W, "--column", "甲=春季")


def test_before_the_objection_the_foreign_office_is_eighth(fed_back: Inspector) -> None:
    found = places(fed_back)
    assert found["市外办"] == ("79.29", 8, "合格")
    assert found["市公安局"][1] == 7


def test_the_ranks_that_move_are_shown_before_it_is_confirmed(
    objected: Inspector, refused: Callable[..., str]
) -> None:
    assert "市公安局7→8" in refused(*UPHELD)
    assert "市公安局7→8" in objected(*UPHELD, "--preview").out
    assert places(objected)["市外办"][0] == "79.29"
    effect = objected(*UPHELD, "--confirm", "--json").value
    assert effect["other_ranks"] == [{"unit": "市公安局", "before": 7, "after": 8}]
    assert effect["own_rank"] == {"before": 8, "after": 7}
    assert places(objected)["市外办"] == ("83.44", 7, "良好")


def test_quota_and_tie_are_shown_and_not_decided(
    objected: Inspector, refused: Callable[..., str]
) -> None:
    objected(*UPHELD, "--confirm")
    told = objected("state", "show", "-w", W).out
    assert "市教育局、市人力资源社会保障局得分并列" in told
    assert "市卫生健康委得分达到优秀分数线" in told
    views = {one["unit"]: one for one in objected("grade", "-w", W, "--json").value}
    tied = {name for name, one in views.items() if one["tied_across_quota"]}
    assert tied == {"市教育局", "市人力资源社会保障局"}
    assert {name for name, one in views.items() if one["over_quota"]} == {"市卫生健康委", "河阳区"}
    approve = ("state", "approve", "-w", W, "--on", "2025-12-26", "--unit")
    assert "并列" in refused(*approve, "市教育局")
    assert "限额" in refused(*approve, "市卫生健康委")
    left = objected("state", "approve", "-w", W, "--all", "--on", "2025-12-26").out
    for name in ("市教育局", "市人力资源社会保障局", "市卫生健康委", "河阳区"):
        assert f"留待会议研究：{name}" in left
    states = {
        one["unit"]: one["state"] for one in objected("state", "show", "-w", W, "--json").value
    }
    assert {name for name, state in states.items() if state != "approved"} == {
        "市教育局",
        "市人力资源社会保障局",
        "市卫生健康委",
        "河阳区",
    }


def test_the_meeting_s_decisions_stand_beside_the_proposed_grades(
    objected: Inspector, refused: Callable[..., str]
) -> None:
    finance = ("state", "approve", "-w", W, "--unit", "市财政局", "--grade", "良好")
    assert "优秀" in refused(*finance, "--on", "2025-12-26")
    decide_year(objected)
    views = {one["unit"]: one for one in objected("state", "show", "-w", W, "--json").value}
    assert {name: one["approved_grade"] for name, one in views.items()} == {
        name: entry["approval"]["grade"] for name, entry in UNITS.items()
    }
    found = views["市财政局"]
    assert (found["proposed_grade"], found["approved_grade"]) == ("优秀", "良好")
    assert found["approval_reason"] == "当年被省通报批评，不评优秀。"
    assert found["approved_on"] == "2025-12-26"
    assert places(objected)["市住房城乡建设局"] == ("60.00", 9, "合格")
    worth = {
        one["unit"]: one["appraisal_mark"] for one in objected("grade", "-w", W, "--json").value
    }
    assert [worth[name] for name in ("市发展改革委", "市外办", "市民政局")] == [
        "3.93",
        "3.34",
        "2.36",
    ]
    book = quarters(市外办={"一季度": "94.50"})
    assert "市外办" in refused("marks", "import", book, "-w", W)


def test_the_table_for_the_appraisal_office_has_the_marks_at_four_percent(
    objected: Inspector,
) -> None:
    decide_year(objected)
    objected("grade", "-w", W, "-o", "得分汇总.xlsx")
    sheet = load_workbook("得分汇总.xlsx")["汇总（市直部门）"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    header = next(row for row in rows if "折分" in row)
    unit, worth = header.index("单位"), header.index("折分")
    found = {row[unit]: row[worth] for row in rows}
    assert (found["市发展改革委"], found["市外办"], found["市民政局"]) == (3.93, 3.34, 2.36)
    assert any("折分＝得分×4%" in str(cell) for row in rows for cell in row)
