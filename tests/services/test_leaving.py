"""A unit leaves an inspection: nothing of it counts any more, and nothing of it is lost."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.domain.answer import Conclusion
from inspector.domain.edits import REMOVAL, Action
from inspector.domain.errors import Refused
from inspector.domain.inspection import AssessmentState, Inspection
from inspector.domain.unit import Unit, UnitRow
from inspector.exchange.sheets.columns import SheetKind
from inspector.services import (
    answers,
    by_rule,
    conflicts,
    findings,
    grading,
    history,
    inspections,
    intake,
    leaving,
    lookup,
    merging,
    sheets,
)
from inspector.services.answers import Given
from inspector.services.desk import Desk
from inspector.services.findings import Fact
from inspector.storage.workspace_file import WorkspaceFile
from tests.services.conftest import ITEMS

UNIT = "市外办"


def named(desk: Desk, name: str = UNIT) -> tuple[Inspection, Unit]:
    return lookup.inspection(desk, None), lookup.unit(desk, name)


def score(desk: Desk, number: str = "1.1") -> None:
    """Enter a finding of the unit under an item."""
    task, unit = named(desk)
    item = ITEMS[number]
    findings.add(desk, task, unit, item, item.rules[0], Fact(fact="栏目未更新"))


def take_out(desk: Desk, *, with_work: bool = False) -> None:
    task, unit = named(desk)
    leaving.take_out(desk, task, [unit], with_work=with_work)


def taking_part(desk: Desk) -> list[str]:
    return [unit.label for unit, _ in inspections.participants(desk, named(desk)[0])]


def test_a_unit_added_by_mistake_leaves_and_undo_brings_it_back(desk: Desk) -> None:
    take_out(desk)
    assert taking_part(desk) == ["市财政局"]
    assert lookup.unit(desk, UNIT), "the register keeps it for other years"
    assert history.undo(desk).group.action.verb == "unit.take_out"
    assert taking_part(desk) == [UNIT, "市财政局"]


def test_a_unit_with_work_leaves_only_when_that_is_meant_and_counts_nowhere_then(
    desk: Desk,
) -> None:
    score(desk)
    with pytest.raises(Refused) as refusal:
        take_out(desk)
    (issue,) = refusal.value.issues
    assert (issue.code, issue.parameters["answers"], issue.parameters["findings"]) == (
        "leaving.recorded",
        "1",
        "1",
    )
    assert len(taking_part(desk)) == 2
    task, unit = named(desk)
    take_out(desk, with_work=True)
    assert [one.label for one, _, _ in grading.grade_all(desk, task)] == ["市财政局"]
    assert list(findings.every(desk, task)) == []
    assert not any(line.findings for line in by_rule.rules(desk, task))
    with pytest.raises(Refused, match=r"lookup\.unit_not_inspected"):
        answers.set_given(desk, task, UNIT, "1.1", Given(note="补记"))
    inspections.add_units(desk, task, [UnitRow(name=UNIT)])
    assert [one.finding.fact for one in findings.every(desk, task, unit)] == ["栏目未更新"]


def test_a_sheet_that_comes_back_after_its_unit_left_is_refused(desk: Desk, tmp_path: Path) -> None:
    task, unit = named(desk)
    path = tmp_path / "自评表.xlsx"
    sheets.export_one(desk, task, SheetKind.SELF, unit, path)
    take_out(desk, with_work=True)
    before = desk.file.reader.chain_head()
    (report, *_) = intake.take_in(desk, task, [path])
    assert report.is_refused
    assert desk.file.reader.chain_head() == before


def test_an_approved_unit_stays_until_it_is_unlocked(desk: Desk) -> None:
    task, unit = named(desk)
    part = lookup.assessment(desk, task, unit)
    approved = replace(part, state=AssessmentState.APPROVED)
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(part, approved)
        work.commit(Action(verb="state.approve", parameters={}))
    with pytest.raises(Refused, match=r"answers\.locked"):
        take_out(desk, with_work=True)


@pytest.mark.parametrize("is_kept", [True, False])
def test_work_of_another_laptop_on_a_unit_that_left_is_a_conflict_and_nothing_is_lost(
    desk: Desk, tmp_path: Path, is_kept: bool
) -> None:
    ours, other = desk.file.path, tmp_path / "乙.inspection"
    desk.file.close()
    shutil.copyfile(ours, other)
    with WorkspaceFile.open(other) as file:
        score(Desk(file=file, author="乙"))
        score(Desk(file=file, author="乙"), "1.2")
    with WorkspaceFile.open(ours) as file:
        take_out(Desk(file=file, author="甲"))
    merging.merge(ours, [other])
    with WorkspaceFile.open(ours) as file:
        merged = Desk(file=file, author="甲")
        (dispute,) = conflicts.disputes(merged)
        assert (dispute.entry.field, dispute.unit and dispute.unit.label) == (REMOVAL, UNIT)
        side = next(one for one in dispute.sides if (one.author == "乙") is is_kept)
        conflicts.settle(merged, dispute, side, "以其为准")
        assert conflicts.disputes(merged) == ()
        assert (UNIT in taking_part(merged)) is is_kept
        task, unit = named(merged)
        found = merged.file.reader.answers(task.id, unit.id)
        assert sum(len(answer.findings) for answer in found.values()) == 2
        assert {answer.conclusion for answer in found.values()} != {Conclusion.OPEN}
