"""Sheets and the evidence that lies with them come in together, each file accounted for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Inspector, W, set_up
from tests.exchange.sheet_cases import changed, typed


@pytest.fixture
def folder(done: Inspector) -> Path:
    """A folder of what two units sent: sheets, evidence by name and by folder, a stamped scan."""
    set_up(done, "市外办,市财政局")
    done("unit", "update", "-w", W, "--unit", "市外办", "--code", "WB")
    done("sheet", "export", "-w", W, "--kind", "self", "--all", "报送")
    folder = Path("报送")
    for path in folder.iterdir():
        claims: dict[tuple[str, str], Any] = {
            ("5.2", "自评分"): 2,
            ("5.2", "佐证材料"): "工作方案.pdf",
        }
        path.write_bytes(changed(path.read_bytes(), typed(claims)))
    for name in (
        "市外办-1.2-1.png",
        "佐证-WB-3.2-1.pdf",
        "市外办-自评表盖章扫描件.pdf",
        "市财政局/1.3 财政预决算/决算.jpg",
        "市财政局/会议纪要-5.1-2.docx",
        "市财政局/工作方案.pdf",
        "不知是谁.jpg",
        "~$市外办.xlsx",
        "Thumbs.db",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(f"bytes of {name}".encode())
    return folder


def kept(done: Inspector, unit: str) -> dict[str, tuple[str | None, bool]]:
    """Return a unit's evidence by name: the item's number, and whether its bytes are there."""
    listed = done("evidence", "list", "-w", W, "--unit", unit, "--json").value
    return {one["name"]: (one["number"], one["sha256"] is not None) for one in listed}


def test_each_file_is_filed_by_its_name_or_its_folder(done: Inspector, folder: Path) -> None:
    done("sheet", "import", "-w", W, folder)
    assert kept(done, "市外办") == {
        "市外办-1.2-1.png": ("1.2", True),
        "佐证-WB-3.2-1.pdf": ("3.2", True),
        "市外办-自评表盖章扫描件.pdf": (None, True),
        "工作方案.pdf": ("5.2", False),
    }
    assert kept(done, "市财政局") == {
        "决算.jpg": ("1.3", True),
        "会议纪要-5.1-2.docx": ("5.1", True),
        "工作方案.pdf": ("5.2", True),
    }


def test_a_folder_is_known_by_the_unit_that_its_name_begins_with(
    done: Inspector, tmp_path: Path
) -> None:
    set_up(done, "市外办,市外办信息中心")
    for name in ("市外办信息中心报送材料/盖章扫描件.pdf", "市外办材料/1.2截图-1.2.png"):
        (tmp_path / "送" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "送" / name).write_bytes(name.encode())
    done("sheet", "import", "-w", W, tmp_path / "送")
    assert kept(done, "市外办信息中心") == {"盖章扫描件.pdf": (None, True)}
    assert kept(done, "市外办") == {"1.2截图-1.2.png": ("1.2", True)}


def test_sheets_came_in_on_the_day_that_is_said(done: Inspector, folder: Path) -> None:
    done("sheet", "import", "-w", W, folder, "--on", "2025-11-27")
    views = done("register", "show", "-w", W, "--json").value
    assert {one["received_on"] for one in views} == {"2025-11-27"}


def test_a_file_that_the_sheet_named_is_put_where_the_sheet_named_it(
    done: Inspector, folder: Path
) -> None:
    """市财政局 sent 工作方案.pdf, which says no item, and named it under 5.2."""
    done("sheet", "import", "-w", W, folder)
    assert kept(done, "市财政局")["工作方案.pdf"] == ("5.2", True)


def test_every_file_is_accounted_for_and_a_stranger_refused(done: Inspector, folder: Path) -> None:
    reports = {one["file"]: one for one in done("sheet", "import", "-w", W, folder, "--json").value}
    assert set(reports) == {
        "市外办-自评表.xlsx",
        "市财政局-自评表.xlsx",
        "市外办-1.2-1.png",
        "佐证-WB-3.2-1.pdf",
        "市外办-自评表盖章扫描件.pdf",
        "决算.jpg",
        "会议纪要-5.1-2.docx",
        "工作方案.pdf",
        "不知是谁.jpg",
    }
    assert {name for name, one in reports.items() if one["refused_whole"]} == {"不知是谁.jpg"}
    assert reports["佐证-WB-3.2-1.pdf"]["evidence_of"] == "3.2"


def test_all_of_it_is_one_step_back(done: Inspector, folder: Path) -> None:
    done("sheet", "import", "-w", W, folder)
    assert "收取2份表格、6件佐证材料" in done("undo", "-w", W).out
    assert kept(done, "市外办") == kept(done, "市财政局") == {}


def test_a_dry_run_says_the_same_and_keeps_nothing(done: Inspector, folder: Path) -> None:
    before = Path(W).read_bytes()
    dry = done("sheet", "import", "-w", W, folder, "--dry-run", "--json").value
    assert Path(W).read_bytes() == before
    assert done("sheet", "import", "-w", W, folder, "--json").value == dry


def test_what_is_there_already_is_not_taken_twice(done: Inspector, folder: Path) -> None:
    done("sheet", "import", "-w", W, folder)
    before = kept(done, "市外办")
    again = done("sheet", "import", "-w", W, folder, "--json").value
    assert kept(done, "市外办") == before
    said = {issue["code"] for one in again if one["is_evidence"] for issue in one["issues"]}
    assert said == {"evidence.there_already", "evidence.whose"}


def test_a_folder_of_evidence_alone_needs_no_sheet(done: Inspector, folder: Path) -> None:
    alone = Path("补报/市外办")
    alone.mkdir(parents=True)
    (alone / "4.4.jpg").write_bytes(b"the reading room")
    done("sheet", "import", "-w", W, "补报")
    assert kept(done, "市外办") == {"4.4.jpg": ("4.4", True)}
    assert folder.exists()


def test_a_locked_unit_takes_no_evidence(
    done: Inspector, folder: Path, approve: Callable[[str], None]
) -> None:
    approve("市外办")
    reports = {one["file"]: one for one in done("sheet", "import", "-w", W, folder, "--json").value}
    assert reports["市外办-1.2-1.png"]["refused_whole"]
    assert not reports["决算.jpg"]["refused_whole"]
    assert kept(done, "市外办") == {}
