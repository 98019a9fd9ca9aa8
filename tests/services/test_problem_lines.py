"""The ledger as a screen shows it: days left in working days, what waits for a notice, repeats."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspector.domain.changes import Changes
from inspector.domain.inspection import Inspection
from inspector.domain.rectification import RectificationState
from inspector.domain.unit import UnitRow
from inspector.exchange import bundled
from inspector.i18n.deadlines import remaining
from inspector.i18n.gettext import CHINESE
from inspector.jobs import problems as jobs
from inspector.jobs.door import Door
from inspector.jobs.progress import Progress
from inspector.report.document import Table
from inspector.services import (
    documents,
    findings,
    inspections,
    ledgers,
    lookup,
    next_time,
    problem_lines,
    rectification,
    reply_sheets,
)
from inspector.services.desk import Desk
from inspector.services.documents import Wish
from inspector.services.next_time import NextPlan
from inspector.services.rectification import Notice, Reply
from inspector.storage.workspace_file import WorkspaceFile

SERVED = Notice(served=date(2025, 12, 26))
CAME_BACK = date(2026, 1, 9)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with WorkspaceFile.create(tmp_path / "w.inspection") as file:
        opened = Desk(file=file, author="甲")
        plan = inspections.Plan(
            name="2025年度考核",
            lists={"": bundled.load("ningchuan-2025-b")},
            units=(UnitRow(name="甲局", code="JJ"), UnitRow(name="乙局", code="YJ")),
        )
        inspections.create(opened, plan)
        add(opened, "2025年度考核", "甲局", "4.2", "空白栏目1个")
        add(opened, "2025年度考核", "甲局", "1.1", "少1项")
        add(opened, "2025年度考核", "乙局", "4.2", "空白栏目2个")
        yield opened


def add(desk: Desk, name: str, unit: str, number: str, fact: str) -> None:
    task, whom = lookup.inspection(desk, name), lookup.unit(desk, unit)
    _whom, item = lookup.unit_and_item(desk, task, unit, number)
    rule = findings.rule_meant(item, "a")
    findings.add(desk, task, whom, item, rule, findings.Fact(fact=fact, place="门户网站"))


def task_of(desk: Desk) -> Inspection:
    return lookup.inspection(desk, "2025年度考核")


def words(desk: Desk, day: date) -> list[str]:
    return [
        remaining(one.days_left, is_overdue=one.is_overdue, language=CHINESE)
        for one in problem_lines.view(desk, task_of(desk), day).lines
    ]


def test_what_is_left_is_counted_in_working_days(desk: Desk) -> None:
    rectification.open_problems(desk, task_of(desk), SERVED, lookup.unit(desk, "乙局"))
    assert words(desk, date(2026, 1, 5)) == ["剩余5个工作日"]
    assert words(desk, date(2026, 1, 12)) == ["今日到期"]
    assert words(desk, date(2026, 1, 16)) == ["逾期4个工作日"]
    (line,) = problem_lines.view(desk, task_of(desk), date(2026, 1, 16)).lines
    assert line.state is RectificationState.NOT_REPLIED
    rectification.reply(desk, line.problem, Reply(on=CAME_BACK, result="已整改", link="http://a"))
    assert words(desk, date(2026, 1, 16)) == [""]
    (line,) = problem_lines.view(desk, task_of(desk), date(2026, 1, 16)).lines
    assert line.evidence == 1


def test_units_whose_problems_no_notice_names_are_waiting(desk: Desk) -> None:
    task = task_of(desk)
    assert [(one.unit.name, one.problems) for one in problem_lines.waiting(desk, task)] == [
        ("甲局", 2),
        ("乙局", 1),
    ]
    rectification.open_problems(desk, task, SERVED, lookup.unit(desk, "甲局"))
    view = problem_lines.view(desk, task, CAME_BACK)
    assert (len(view.lines), view.unnoticed) == (2, 1)
    assert problem_lines.deadline(desk, SERVED) == date(2026, 1, 12)


def test_an_earlier_fact_stands_beside_and_a_person_decides(desk: Desk) -> None:
    before = task_of(desk)
    task = next_time.create(desk, before, NextPlan(name="2026年度考核")).task
    add(desk, "2026年度考核", "甲局", "4.2", "空白栏目仍为1个")
    add(desk, "2026年度考核", "甲局", "5.1", "未研究部署")
    seen = problem_lines.seen_before(desk, task)
    (one,) = seen.found
    assert (seen.earlier, one.before.fact, one.now.fact) == (
        "2025年度考核",
        "空白栏目1个",
        "空白栏目仍为1个",
    )
    assert (one.same_place, one.is_confirmed) == (True, False)
    assert problem_lines.say_seen(desk, task, ((one.now.id, True),)) != Changes()
    assert problem_lines.seen_before(desk, task).found[0].is_confirmed
    assert problem_lines.say_seen(desk, task, ((one.now.id, True),)) == Changes()


def test_the_ledger_names_the_problem_of_the_year_before_and_that_it_was_closed(
    desk: Desk, tmp_path: Path
) -> None:
    """A unit says that it was put off last year: paper and workbook show what that was."""
    before = task_of(desk)
    rectification.open_problems(desk, before, SERVED)
    old = rectification.problems(desk, before)[1]
    assert old.finding.fact == "空白栏目1个"
    rectification.reply(desk, old, Reply(on=CAME_BACK, result="已整改", link="http://a"))
    old = rectification.locate(desk, before, old.entry.number)
    rectification.close(desk, [old], "丙", date(2026, 1, 14))
    task = next_time.create(desk, before, NextPlan(name="2026年度考核")).task
    add(desk, "2026年度考核", "甲局", "4.2", "空白栏目仍为1个")
    add(desk, "2026年度考核", "甲局", "5.1", "未研究部署")
    (one,) = problem_lines.seen_before(desk, task).found
    problem_lines.say_seen(desk, task, ((one.now.id, True),))
    rectification.open_problems(desk, task, SERVED)
    (table,) = [
        block
        for block in documents.make(desk, task, Wish(kind="ledger")).blocks
        if isinstance(block, Table)
    ]
    again, other = [[cell.text for cell in row][-2:] for row in table.rows]
    assert again == ["是", f"上年重复问题：2025年{old.entry.number}“空白栏目1个”，2026-01-14销号"]
    assert other == ["否", ""]
    book = load_workbook(ledgers.write(desk, task, CAME_BACK, tmp_path / "台账.xlsx"))
    said = [str(cell.value) for row in book["整改台账"] for cell in row if cell.value]
    assert f"上年重复问题：2025年{old.entry.number}“空白栏目1个”，2026年1月14日销号" in said


def test_reply_sheets_go_out_come_back_and_are_looked_through_first(
    desk: Desk, tmp_path: Path
) -> None:
    task = task_of(desk)
    rectification.open_problems(desk, task, SERVED)
    door = Door(desk.file.path, "甲")
    only = lookup.unit(desk, "甲局").id
    (sheet,) = jobs.reply_sheets_out(Progress(), door, task.id, [only], tmp_path / "out")
    book = load_workbook(sheet)
    page = book.worksheets[0]
    cells = {str(cell.value): cell for row in page.iter_rows() for cell in row if cell.value}
    result = next(cell for name, cell in cells.items() if name.startswith("整改情况"))
    page.cell(cells["JJ-01"].row, result.column).value = "已补齐"
    book.save(sheet)
    read, (report,) = jobs.read_replies(Progress(), door, task.id, [sheet], CAME_BACK)
    assert report.replied == ("JJ-01",)
    assert problem_lines.view(desk, task, CAME_BACK).lines[0].state is RectificationState.PENDING
    reply_sheets.take_in_read(desk, task, read, CAME_BACK)
    assert problem_lines.view(desk, task, CAME_BACK).lines[0].state is RectificationState.REPLIED
    target = jobs.ledger_out(Progress(), door, task.id, CAME_BACK, [only], tmp_path / "台账.xlsx")
    assert load_workbook(target).sheetnames[0] == "整改台账"
