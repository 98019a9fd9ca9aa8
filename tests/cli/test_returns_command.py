"""`inspector returns`: three units' reports taken in, checked, added up, laid side by side."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspector.bootstrap import open_desk
from inspector.services import unit_names, units
from tests.cli.conftest import Inspector, W
from tests.exchange.test_return_files import as_a_unit_sends_it
from tests.golden import return_cases as given

FIRST = (given.FOREIGN_AFFAIRS, given.FINANCE, given.HOUSING_FIRST)
YEAR = ("-w", W, "--year", "2025")


@pytest.fixture
def sent(done: Inspector, tmp_path: Path) -> Inspector:
    """The three units in the register, their reports taken in on one day."""
    with open_desk(tmp_path / W, author="甲", create=True) as desk:
        units.add(desk, unit_names.read_names("市外办,市财政局,市住房城乡建设局,市政府"))
    files = []
    for one in FIRST:
        files.append(tmp_path / f"{one.unit}年报.docx")
        files[-1].write_bytes(as_a_unit_sends_it(one))
    done("returns", "import", *files, *YEAR, "--on", "2026-01-20")
    return done


def test_the_list_for_sending_back_has_a_line_for_each_unit(sent: Inspector) -> None:
    lines = sent("returns", "check", *YEAR).out.splitlines()
    housing = next(line for line in lines if line.startswith("市住房城乡建设局"))
    assert housing.split() == ["市住房城乡建设局", "2026-01-20", "3", "4", "1", "退回补正"]
    finance = next(line for line in lines if line.startswith("市财政局"))
    assert finance.split()[-1] == "无误"


def test_trying_with_zeros_leaves_what_fails(sent: Inspector) -> None:
    tried = sent("returns", "check", *YEAR, "--as-zero", "--json").value
    assert {(one["fails"], one["cannot_check"]) for one in tried} == {(0, 0), (3, 0)}


def test_the_years_stand_side_by_side(sent: Inspector, tmp_path: Path) -> None:
    at = ("-w", W, "--unit", "市财政局", "--year", "2024")
    sent("returns", "new", *at)
    sent("returns", "fill", *at, "req.new.total=12")
    years = sent("returns", "years", "-w", W, "--unit", "市财政局", "--json").value
    assert years["years"] == [2024, 2025]
    assert years["cells"]["req.new.total"] == {"filled": ["12", "14"], "total": "26"}
    only = sent("returns", "years", "-w", W, "--from", "2025", "--json").value
    assert only["years"] == [2025]
    sent("returns", "years", "-w", W, "--unit", "市财政局", "-o", "历年.xlsx")
    sheet = load_workbook(tmp_path / "历年.xlsx").worksheets[0]
    assert "市财政局" in str(sheet.cell(1, 1).value)


def test_the_whole_s_own_return_is_held_against_the_sum(sent: Inspector) -> None:
    at = ("-w", W, "--unit", "市政府", "--year", "2025")
    sent("returns", "new", *at)
    sent("returns", "fill", *at, "req.new.total=76", "req.left.total=4")
    assert "市政府" in sent("returns", "whole", "-w", W, "--unit", "市政府").out
    (city,) = sent("returns", "check", *at, "--json").value
    outcomes = {one["about"]: one["outcome"] for one in city["checks"] if one["id"] == "N9"}
    assert outcomes["一、本年新收政府信息公开申请数量·总计"] == "fails"
    assert outcomes["四、结转下年度继续办理·总计"] == "holds"
    assert sent("returns", "total", *YEAR, "--json").value["units"] == 3
    assert "—" in sent("returns", "whole", "-w", W, "--none").out
