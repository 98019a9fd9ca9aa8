"""The ledger follows the findings: what stands is asked for, what falls leaves, nothing twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from inspector.domain.calendar import Term
from inspector.domain.edits import Action
from inspector.domain.errors import Refused
from inspector.domain.finding import FindingStatus
from inspector.domain.inspection import Inspection
from inspector.domain.ledger import Outcome
from inspector.domain.rectification import RectificationState
from inspector.domain.unit import Unit, UnitRow
from inspector.exchange import bundled
from inspector.services import findings, inspections, ledgers, lookup, rectification
from inspector.services.desk import Desk
from inspector.services.rectification import Notice, Problem
from inspector.storage.workspace_file import WorkspaceFile

SERVED = Notice(served=date(2025, 12, 26))
DAY = date(2026, 1, 16)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An inspection of two units; 甲局 has two findings, one of them fixed on the spot."""
    with WorkspaceFile.create(tmp_path / "w.inspection") as file:
        desk = Desk(file=file, author="甲")
        plan = inspections.Plan(
            name="2025年度考核",
            lists={"": bundled.load("ningchuan-2025-b")},
            units=(UnitRow(name="甲局", code="JJ"), UnitRow(name="乙局")),
        )
        inspections.create(desk, plan)
        add(desk, "4.2", "a", "空白栏目1个")
        add(desk, "4.2", "c", "错链3处", fixed=True)
        yield desk


def task_of(desk: Desk) -> Inspection:
    return lookup.inspection(desk, None)


def unit_of(desk: Desk) -> Unit:
    return lookup.unit(desk, "甲局")


def add(desk: Desk, number: str, rule: str | None, fact: str, *, fixed: bool = False) -> str:
    task, unit = task_of(desk), unit_of(desk)
    part = lookup.assessment(desk, task, unit)
    item = lookup.item(lookup.checklist_of(desk, task, part), number)
    finding, _changes = findings.add(
        desk,
        task,
        unit,
        item,
        findings.rule_meant(item, rule),
        findings.Fact(
            fact=fact,
            place="门户网站",
            fixed_on_spot=fixed,
            sampled_at=lookup.moment("2025-12-09 10:12"),
        ),
    )
    return finding.id


def opened(desk: Desk, notice: Notice = SERVED) -> tuple[Problem, ...]:
    rectification.open_problems(desk, task_of(desk), notice)
    return rectification.problems(desk, task_of(desk))


def test_what_was_fixed_on_the_spot_is_on_the_ledger_and_done(desk: Desk) -> None:
    asked, fixed = opened(desk)
    assert asked.entry.state is RectificationState.PENDING
    assert fixed.entry.state is RectificationState.FIXED_ON_SPOT
    assert fixed.entry.completed_on == date(2025, 12, 9)
    counted = ledgers.on_day(desk, task_of(desk), DAY)
    assert counted.total.count(Outcome.FIXED_ON_SPOT) == 1
    assert counted.total.count(Outcome.NOT_REPLIED) == 1
    assert [rate.value for rate in counted.rates] == [5000, 5000, 5000, 5000]


def test_a_finding_that_is_withdrawn_leaves_the_ledger_and_its_number_is_not_used_again(
    desk: Desk,
) -> None:
    first, _second = opened(desk)
    located = findings.locate(desk, task_of(desk), first.finding.id)
    findings.withdraw(desk, task_of(desk), located, "误记")
    (left,) = rectification.problems(desk, task_of(desk))
    add(desk, "1.1", "a", "少一项")
    numbers = [one.entry.number for one in opened(desk)]
    assert numbers == [left.entry.number, "JJ-03"]
    assert "JJ-01" not in numbers


def test_a_finding_that_an_objection_overturned_leaves_the_ledger(desk: Desk) -> None:
    first, _second = opened(desk)
    answer = desk.file.reader.answer(task_of(desk).id, first.unit.id, first.item.key)
    assert answer is not None
    fallen = tuple(
        replace(one, status=FindingStatus.OVERTURNED) if one.id == first.finding.id else one
        for one in answer.findings
    )
    with desk.file.unit_of_work("乙") as work:
        work.replace(answer, replace(answer, findings=fallen))
        work.commit(Action(verb="objection.decide"))
    assert len(rectification.problems(desk, task_of(desk))) == 1


def test_a_veto_found_twice_is_one_problem_and_a_bonus_is_none(desk: Desk) -> None:
    add(desk, "F1", None, "公示名单未隐去公民身份号码")
    add(desk, "F1", None, "又一处")
    add(desk, "J1", None, "省级转发经验1次")
    add(desk, "K1", None, "被省通报1次")
    items = [one.item.number for one in opened(desk)]
    assert items == ["4.2", "4.2", "F1"]


def test_the_same_findings_are_not_asked_for_twice(desk: Desk) -> None:
    opened(desk)
    again, changes = rectification.open_problems(
        desk, task_of(desk), Notice(served=date(2026, 3, 1))
    )
    assert (again.added, again.noticed, changes.group) == (0, 0, None)


def test_a_deadline_may_be_given_or_counted_in_natural_days(desk: Desk) -> None:
    given = Notice(served=date(2025, 12, 26), deadline=date(2026, 1, 31))
    assert {one.entry.deadline for one in opened(desk, given)} == {date(2026, 1, 31)}
    natural = Notice(served=date(2026, 1, 30), term=Term(days=15, working=False))
    add(desk, "1.1", "a", "少一项")
    made, _changes = rectification.open_problems(desk, task_of(desk), natural)
    assert made.deadline == date(2026, 2, 14)
    with pytest.raises(Refused):
        rectification.open_problems(
            desk, task_of(desk), Notice(served=DAY, deadline=date(2026, 1, 1))
        )


def test_a_step_with_several_problems_is_taken_with_all_or_none(desk: Desk) -> None:
    first, fixed = opened(desk)
    with pytest.raises(Refused):
        rectification.close(desk, [fixed, first], "乙", DAY)
    assert {one.entry.state for one in rectification.problems(desk, task_of(desk))} == {
        RectificationState.PENDING,
        RectificationState.FIXED_ON_SPOT,
    }


def test_a_problem_is_found_by_number_or_by_the_start_of_its_findings_id(desk: Desk) -> None:
    first, _second = opened(desk)
    task = task_of(desk)
    assert rectification.locate(desk, task, "JJ-01") == first
    assert rectification.locate(desk, task, first.finding.id[:10]) == first
    for wrong in ("JJ-99", "", first.finding.id[:2]):
        with pytest.raises(Refused):
            rectification.locate(desk, task, wrong)


def test_files_that_show_a_fix_are_kept_as_the_units_evidence(desk: Desk, tmp_path: Path) -> None:
    first, _second = opened(desk)
    shown = tmp_path / "整改后.txt"
    shown.write_text("整改后", encoding="utf-8")
    rectification.reply(desk, first, rectification.Reply(on=DAY, result="已改", files=(shown,)))
    (piece,) = desk.file.reader.evidence(task_of(desk).id)
    assert (piece.finding, piece.from_unit, piece.name) == (first.finding.id, True, "整改后.txt")
    assert piece.blob is not None
    assert desk.file.reader.blob(piece.blob).decode() == "整改后"
