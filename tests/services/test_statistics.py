"""Figures over many units: those of the made-up city's class B, worked out by hand."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import ItemKind
from inspector.domain.edits import Action
from inspector.domain.ids import FindingId, new_id
from inspector.domain.inspection import Inspection
from inspector.domain.marks import format_mark, parse_mark, percent
from inspector.domain.statistics import ItemOutcome, View
from inspector.domain.unit import UnitRow
from inspector.exchange import bundled
from inspector.i18n.gettext import CHINESE
from inspector.jobs import statistics as jobs
from inspector.jobs.door import Door
from inspector.jobs.progress import Progress
from inspector.services import (
    answers,
    inspections,
    lookup,
    next_time,
    statistic_charts,
    statistic_tables,
    statistics,
)
from inspector.services.desk import Desk
from inspector.services.next_time import NextPlan
from inspector.services.statistic_figures import Counted, LineKind, Scope
from inspector.storage.workspace_file import WorkspaceFile
from tests.golden.ningchuan import QUARTERS, UNITS_B, unit_answers

W = "2025.inspection"
FOUND = {name: (quarters, shorthand) for name, quarters, shorthand in UNITS_B}


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Class B as the meeting approved it, every unit checked, quarters taken in."""
    path = tmp_path_factory.mktemp("statistics") / W
    with WorkspaceFile.create(path) as file:
        desk = Desk(file=file, author="甲")
        plan = inspections.Plan(
            name="2025年度考核",
            lists={"B": bundled.load("ningchuan-2025-b")},
            class_names={"B": "市直部门"},
            units=[UnitRow(name=name) for name in FOUND],
        )
        task, _changes = inspections.create(desk, plan)
        with file.unit_of_work("甲") as work:
            for unit, part in inspections.participants(desk, task):
                quarters, shorthand = FOUND[unit.name]
                marks = map(parse_mark, quarters.split())
                work.replace(part, replace(part, imported=dict(zip(QUARTERS, marks, strict=True))))
                for answer in unit_answers(unit.name, shorthand).values():
                    own = tuple(replace(f, id=FindingId(new_id())) for f in answer.findings)
                    work.add(replace(answer, inspection=task.id, unit=unit.id, findings=own))
            work.commit(Action(verb="answer.set"))
    return path


@pytest.fixture
def desk(year: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copy(year, tmp_path / W)
    with WorkspaceFile.open(tmp_path / W) as file:
        yield Desk(file=file, author="甲")


def task_of(desk: Desk) -> Inspection:
    return lookup.inspection(desk, "2025年度考核")


def reopen(desk: Desk, unit: str, number: str) -> None:
    """Make an item of a unit open again."""
    task = task_of(desk)
    whom, item = lookup.unit_and_item(desk, task, unit, number)
    known = desk.file.reader.answer(task.id, whom.id, item.key)
    assert known is not None
    with desk.file.unit_of_work("甲") as work:
        work.replace(known, replace(known, conclusion=Conclusion.OPEN, findings=()))
        work.commit(Action(verb="answer.set"))


def test_the_rates_by_part_are_earned_over_entitled(desk: Desk) -> None:
    found = statistics.figures(desk, task_of(desk))
    assert found.counted == Counted(10, 10)
    overall = found.overall
    assert overall is not None
    assert overall.kind is LineKind.WHOLE
    parts = [
        (part.path[-1], format_mark(part.earned), format_mark(part.entitled, 0), percent(part.rate))
        for part in overall.parts
        if len(part.path) == 1 and part.rate is not None
    ]
    assert parts == [
        ("主动公开", "260.30", "298", "87.35%"),
        ("解读回应", "167.70", "200", "83.85%"),
        ("依申请公开", "182.00", "200", "91.00%"),
        ("平台建设", "146.00", "178", "82.02%"),
        ("组织保障", "110.00", "120", "91.67%"),
    ]
    formula = statistic_tables.rate_formula("合计", overall.whole, CHINESE)
    assert formula == "合计＝866.00÷996.00＝86.95%"


def test_sections_beneath_stand_after_their_own_chapter(desk: Desk) -> None:
    overall = statistics.figures(desk, task_of(desk)).overall
    assert overall is not None
    paths = [part.path for part in overall.parts]
    for at, path in enumerate(paths):
        if len(path) > 1:
            assert paths.index(path[:-1]) < at
            assert all(other[0] == path[0] for other in paths[paths.index(path[:1]) : at])


def test_the_ranking_has_shared_ranks_and_the_average_its_formula(desk: Desk) -> None:
    (group,) = statistics.figures(desk, task_of(desk)).rankings
    places = [(one.rank, one.label, format_mark(one.mark or 0)) for one in group.lines]
    assert places[:5] == [
        (1, "市发展改革委", "98.26"),
        (2, "市财政局", "93.16"),
        (3, "市教育局", "92.00"),
        (3, "市人力资源社会保障局", "92.00"),
        (5, "市卫生健康委", "91.23"),
    ]
    average = statistic_tables.average_formula("平均分", group, CHINESE)
    assert average == "平均分＝839.47÷10＝83.95"


def test_the_items_most_lost_by_come_first_with_units_and_marks(desk: Desk) -> None:
    (group,) = statistics.figures(desk, task_of(desk)).losses
    assert format_mark(group.lost) == "130.00"  # 996.00 − 866.00
    first = group.found[0]
    assert (first.number, len(first.units), first.of_units) == ("4.2", 10, 10)
    orders = [(-len(one.units), -one.lost) for one in group.found]
    assert orders == sorted(orders)
    spared = next(one for one in group.found if one.number == "1.4")
    assert (len(spared.units), spared.of_units) == (1, 9)  # 市外办 is not concerned
    kinds = {item.number: item.kind for _, item in bundled.load("ningchuan-2025-b").items()}
    assert {kinds[one.number] for one in group.found} == {ItemKind.SCORED}


def test_the_grid_adds_up_to_what_each_unit_lost(desk: Desk) -> None:
    (grid,) = statistics.figures(desk, task_of(desk)).grids
    numbers = [column.number for column in grid.columns]
    rows = {line.label: dict(zip(numbers, found, strict=True)) for line, found in grid.rows}
    office = rows["市外办"]
    assert office["4.2"] is not None
    assert (office["4.2"].outcome, format_mark(office["4.2"].lost)) == (ItemOutcome.LOST, "6.00")
    assert office["1.4"] is not None
    assert office["1.4"].outcome is ItemOutcome.NOT_APPLICABLE
    assert office["1.5"] is not None
    assert office["1.5"].outcome is ItemOutcome.DID_NOT_OCCUR
    assert office["J1"] is not None
    assert office["J1"].outcome is ItemOutcome.ADDED
    lost = sum(one.lost for one in office.values() if one is not None)
    assert format_mark(lost) == "19.35"
    veto = rows["市民政局"]["F1"]
    assert veto is not None
    assert veto.outcome is ItemOutcome.PENALISED
    assert sum(column.lost for column in grid.columns if column.number == "K1") == parse_mark("4")


def test_a_unit_with_an_open_item_is_counted_nowhere_and_has_no_mark(desk: Desk) -> None:
    reopen(desk, "市外办", "2.2")
    found = statistics.figures(desk, task_of(desk))
    assert found.counted == Counted(9, 10)
    overall = found.overall
    assert overall is not None
    assert format_mark(overall.whole.earned) == "787.35"  # 866.00 − 78.65
    (group,) = found.rankings
    last = group.lines[-1]
    assert (last.label, last.mark, last.rank, last.is_complete) == ("市外办", None, None, False)
    assert (last.checked, last.of_items) == (22, 23)
    assert group.average is None
    (grid,) = found.grids
    cells = next(cells for line, cells in grid.rows if line.label == "市外办")
    assert set(cells) == {None}
    assert all("市外办" not in group.names.values() for group in found.losses)
    (chart,) = statistic_charts.charts(found, View.RANKING, Scope())
    assert len(chart.rows) == 9
    assert chart.notes == ("共10家，只统计已完成核查的9家。",)


def test_a_unit_is_shown_beside_its_class(desk: Desk) -> None:
    office = lookup.unit(desk, "市外办")
    found = statistics.figures(desk, task_of(desk), Scope(unit=office.id))
    (chart,) = statistic_charts.charts(found, View.RATES, Scope(unit=office.id))
    assert chart.series == ("市外办", "市直部门")
    first = chart.rows[3]
    assert (first.label, first.texts) == ("平台建设", ("52.78%", "82.02%"))
    (group,) = found.rankings
    assert [(one.label, one.rank) for one in group.lines] == [("市外办", 7)]
    (radar,) = statistic_charts.charts(found, View.RATES, Scope(unit=office.id), radar=True)
    assert (radar.kind, len(radar.rows)) == ("radar", 5)


def test_this_time_against_last_compares_alike_items_alone_and_names_their_share(
    desk: Desk,
) -> None:
    before = task_of(desk)
    task = next_time.create(desk, before, NextPlan(name="2026年度考核")).task
    assert statistics.compared_with_last(desk, task) is not None
    office = lookup.unit(desk, "市外办")
    answers.confirm_rest(desk, task, office)
    found = statistics.compared(desk, task, before)
    assert found.counted == Counted(1, 10)
    (line,) = found.lines
    assert (line.unit.label, line.now) == ("市外办", 10_000)
    assert line.share == 9_800  # 1.4 did not apply last time
    assert percent(line.before or 0) == "80.26%"
    (chart,) = statistic_charts.comparison_charts(found)
    assert chart.series == ("2026年度考核", "2025年度考核")
    assert chart.rows[0].note == "可比98.00%"
    assert statistic_tables.change_text(line.before, line.now) == "+19.74"


def test_there_is_nothing_to_compare_without_an_earlier_inspection(desk: Desk) -> None:
    assert statistics.compared_with_last(desk, task_of(desk)) is None


def test_lists_of_tasks_have_no_rates_and_count_who_fell_short(tmp_path: Path) -> None:
    with WorkspaceFile.create(tmp_path / "tasks.inspection") as file:
        desk = Desk(file=file, author="甲")
        lists = {"": bundled.load("suqian-2020")}
        plan = inspections.Plan(name="督查", lists=lists, units=[UnitRow(name="市司法局")])
        task, _changes = inspections.create(desk, plan)
        answers.confirm_rest(desk, task, lookup.unit(desk, "市司法局"))
        found = statistics.figures(desk, task)
    assert not found.is_scored
    assert found.counted == Counted(1, 1)
    assert statistic_charts.charts(found, View.RATES, Scope()) == ()


@pytest.mark.parametrize(("letters", "names"), [(("B",), [""]), (("A", "B"), ["A类", "B类"])])
def test_a_nameless_class_bears_its_letter_only_beside_others(
    tmp_path: Path, letters: tuple[str, ...], names: list[str]
) -> None:
    with WorkspaceFile.create(tmp_path / "letters.inspection") as file:
        desk = Desk(file=file, author="甲")
        lists = dict.fromkeys(letters, bundled.load("ningchuan-2025-b"))
        units = [UnitRow(name=f"市{key}局", unit_class=key) for key in letters]
        task, _changes = inspections.create(
            desk, inspections.Plan(name="考核", lists=lists, units=units)
        )
        assert [one.name for one in statistics.figures(desk, task).rankings] == names
        assert [name for name, _key in statistics.members(desk, task).classes] == names


def test_the_workbook_holds_every_view(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "统计.xlsx"
    statistic_tables.write(statistics.figures(desk, task_of(desk)), None, target)
    book = load_workbook(target)
    assert book.sheetnames == [
        "市直部门得分率",
        "市直部门各单位得分率",
        "市直部门排名",
        "市直部门单位×指标",
        "市直部门失分集中指标",
    ]
    rates = {row[0]: row[1:4] for row in book.worksheets[0].iter_rows(min_row=3, values_only=True)}
    assert rates["主动公开"] == (260.3, 298, 0.8735)
    assert rates["合计"] == (866, 996, 0.8695)


@pytest.mark.parametrize("view", [view for view in View if view is not View.COMPARISON])
def test_a_job_hands_over_figures_and_pictures(desk: Desk, view: View) -> None:
    door = Door(desk.file.path, "甲")
    shown = jobs.show(Progress(), door, task_of(desk).id, view, Scope(unit_class="B"), 96)
    assert shown.figures is not None
    assert shown.figures.counted == Counted(10, 10)
    assert [one[:4] for one in shown.pictures] == [b"\x89PNG"]


def test_a_job_writes_the_workbook(desk: Desk, tmp_path: Path) -> None:
    door = Door(desk.file.path, "甲")
    target = tmp_path / "统计分析.xlsx"
    assert jobs.export(Progress(), door, task_of(desk).id, Scope(), target) == target
    assert target.exists()
