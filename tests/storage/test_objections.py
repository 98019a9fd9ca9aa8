"""Objections are records of their own, kept field by field."""

from dataclasses import replace
from datetime import date

import pytest

from inspector.domain.checklist import CheckingWay
from inspector.domain.errors import Refused
from inspector.domain.ids import EvidenceId, FindingId, ObjectionId
from inspector.domain.inspection import Assessment, Assignment
from inspector.domain.objection import Objection, ObjectionDecision
from inspector.storage.rebuild import rebuild
from inspector.storage.rows import TableClass
from inspector.storage.undo import undo
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import (
    EDUCATION,
    HEALTH,
    ITEM,
    TASK,
    ZHANG,
    answer,
    change,
    contents,
    finding,
    put,
)

BARE = Objection(
    id=ObjectionId("o1"),
    inspection=TASK,
    unit=EDUCATION.id,
    item=ITEM,
    received_on=date(2025, 12, 23),
)
FULL = replace(
    BARE,
    reason="延期告知书10月15日送达",
    evidence=(EvidenceId("e1"),),
    deadline=date(2025, 12, 22),
    late_reason="快递在途，收寄戳为12月22日",
    reviewer="何川",
    decision=ObjectionDecision.CHANGED,
    decision_reason="部分成立",
    old_findings=(FindingId("f1"),),
    new_findings=(FindingId("f2"),),
    decided_on=date(2025, 12, 24),
    approver="周明远",
)


def test_an_objection_comes_back_as_it_was_put_in(workspace: WorkspaceFile) -> None:
    put(workspace, answer(finding("f1")), BARE)
    assert workspace.reader.objections(TASK) == (BARE,)
    change(workspace, BARE, FULL)
    assert workspace.reader.objections(TASK, EDUCATION.id) == (FULL,)
    assert workspace.reader.objections(TASK, HEALTH.id) == ()


def test_objections_stand_in_the_order_they_came_in(workspace: WorkspaceFile) -> None:
    early = replace(BARE, id=ObjectionId("o9"), received_on=date(2025, 12, 20))
    put(workspace, BARE, early)
    assert [one.id for one in workspace.reader.objections(TASK)] == ["o9", "o1"]


def test_objections_are_rebuilt_from_the_journal(workspace: WorkspaceFile) -> None:
    put(workspace, answer(finding("f1")), FULL)
    before = contents(workspace.database, TableClass.DERIVED)
    workspace.database.run("UPDATE objection SET decision = NULL, old_findings = '[]'")
    rebuild(workspace)
    assert contents(workspace.database, TableClass.DERIVED) == before


def test_a_decision_is_taken_back(workspace: WorkspaceFile) -> None:
    put(workspace, answer(finding("f1")), BARE)
    change(workspace, BARE, FULL)
    undo(workspace, ZHANG)
    assert workspace.reader.objections(TASK) == (BARE,)


def test_two_who_decide_the_same_objection_do_not_write_over_each_other(
    workspace: WorkspaceFile,
) -> None:
    put(workspace, BARE)
    change(workspace, BARE, replace(BARE, reviewer="甲"))
    with pytest.raises(Refused):
        change(workspace, BARE, replace(BARE, reviewer="乙"))


def test_the_register_of_sheets_and_an_unlocking_stand_in_the_assessment(
    workspace: WorkspaceFile,
) -> None:
    part = Assessment(
        inspection=TASK,
        unit=HEALTH.id,
        sheet_sent_on=date(2025, 11, 3),
        sheet_due=date(2025, 11, 28),
        sheet_received_on=date(2025, 11, 27),
        sent_back_reason="缺盖章",
        unlock_reason="录入有误",
        unlocked_by="周明远",
    )
    put(workspace, part)
    assert workspace.reader.assessment(TASK, HEALTH.id) == part


def test_who_checks_what_stands_in_the_inspection(workspace: WorkspaceFile) -> None:
    (before,) = workspace.reader.inspections()
    after = replace(
        before,
        objection_days=5,
        assignments=(
            Assignment(inspector="甲", items=(ITEM,), ways=(CheckingWay.ONLINE,)),
            Assignment(inspector="乙", units=(EDUCATION.id,)),
        ),
    )
    change(workspace, before, after)
    assert workspace.reader.inspections() == (after,)
