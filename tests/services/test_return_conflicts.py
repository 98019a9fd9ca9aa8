"""Returns changed on two laptops: each cell is settled by itself, called by its words."""

import shutil
from pathlib import Path

import pytest

from inspector import bootstrap
from inspector.services import (
    checklists,
    conflicts,
    inspections,
    lookup,
    merging,
    packages,
    returns,
    unit_names,
    units,
)

BEGUN = {"req.new.total": "3", "cases.review_total": "1"}


@pytest.fixture
def merged(tmp_path: Path) -> Path:
    """Two people filled in what the total is; one of them also another cell."""
    here, there = tmp_path / "here.inspection", tmp_path / "there.inspection"
    with bootstrap.open_desk(here, author="甲", create=True) as desk:
        units.add(desk, unit_names.read_names("市外办"))
        unit = lookup.unit(desk, "市外办")
        returns.begin(desk, unit, 2025)
        returns.set_cells(desk, unit, 2025, BEGUN)
    shutil.copy(here, there)
    for path, author, cells in (
        (here, "甲", {"req.new.total": "4", "cases.review_total": "2"}),
        (there, "乙", {"req.new.total": "5", "cases.review_total": "3", "req.left.total": "0"}),
    ):
        with bootstrap.open_desk(path, author=author) as desk:
            returns.set_cells(desk, lookup.unit(desk, "市外办"), 2025, cells)
    merging.merge(here, [there])
    return here


def test_each_cell_is_a_line_with_its_words_what_was_before_and_both_values(merged: Path) -> None:
    with bootstrap.open_desk(merged, author="甲") as desk:
        found = conflicts.disputes(desk)
        left = returns.of_unit(desk, lookup.unit(desk, "市外办"), 2025).cells["req.left.total"]
    assert left == "0"
    told = {one.item: (one.base, {side.author: side.value for side in one.sides}) for one in found}
    assert told == {
        "2025 行政复议总计": ("1", {"甲": "2", "乙": "3"}),
        "2025 一、本年新收政府信息公开申请数量·总计": ("3", {"甲": "4", "乙": "5"}),
    }
    assert {one.unit.label for one in found if one.unit is not None} == {"市外办"}


def test_a_package_takes_its_units_returns_along_and_brings_them_back_by_cell(
    tmp_path: Path,
) -> None:
    whole, package = tmp_path / "whole.inspection", tmp_path / "甲.inspection"
    with bootstrap.open_desk(whole, author="科长", create=True) as desk:
        lists = {"": checklists.obtain("ningchuan-2025-b").checklist}
        plan = inspections.Plan(
            name="2025年考核", lists=lists, units=unit_names.read_names("市外办,市财政局")
        )
        inspections.create(desk, plan)
        task = lookup.inspection(desk, None)
        for unit in desk.file.reader.units():
            returns.begin(desk, unit, 2025)
            returns.set_cells(desk, unit, 2025, {**BEGUN, "req.left.total": "1"})
            returns.set_cells(desk, unit, 2025, {"req.left.total": ""})
        mine = lookup.unit(desk, "市外办")
        packages.export(desk, task, package, "甲", {mine.id: None})
    with bootstrap.open_desk(package, author="甲") as desk:
        assert {one.unit for one in desk.file.reader.returns()} == {mine.id}
        returns.set_cells(desk, mine, 2025, {"req.new.total": "5", "req.left.total": "0"})
    with bootstrap.open_desk(whole, author="科长") as desk:
        returns.set_cells(desk, mine, 2025, {"req.new.total": "4", "cases.review_total": "2"})
    merging.merge(whole, [package])
    with bootstrap.open_desk(whole, author="科长") as desk:
        (contested,) = conflicts.disputes(desk)
        cells = returns.of_unit(desk, mine, 2025).cells
    assert contested.item.endswith("本年新收政府信息公开申请数量·总计")
    assert (cells["req.left.total"], cells["cases.review_total"]) == ("0", "2")


def test_joining_two_units_joins_their_returns(tmp_path: Path) -> None:
    with bootstrap.open_desk(tmp_path / "a.inspection", author="甲", create=True) as desk:
        units.add(desk, unit_names.read_names("市外办,市外事办"))
        kept, other = (lookup.unit(desk, name) for name in ("市外办", "市外事办"))
        for unit, year, total in ((kept, 2025, "3"), (other, 2025, "4"), (other, 2024, "2")):
            returns.begin(desk, unit, year)
            returns.set_cells(desk, unit, year, {"req.new.total": total, "req.left.total": "0"})
        merging.join_units(desk, kept, other)
        (contested,) = conflicts.disputes(desk)
        assert returns.of_unit(desk, kept, 2024).cells["req.new.total"] == "2"
        assert desk.file.reader.returns(other.id) == ()
    assert {side.value for side in contested.sides} == {"3", "4"}


def test_taking_one_cell_leaves_the_others(merged: Path) -> None:
    with bootstrap.open_desk(merged, author="甲") as desk:
        first = conflicts.disputes(desk)[0]
        theirs = next(side for side in first.sides if side.author == "乙")
        conflicts.settle(desk, first, theirs, "以书面报送为准")
        (left,) = conflicts.disputes(desk)
        cells = returns.of_unit(desk, lookup.unit(desk, "市外办"), 2025).cells
    assert left.item == "2025 行政复议总计"
    assert cells["req.new.total"] == "5"
