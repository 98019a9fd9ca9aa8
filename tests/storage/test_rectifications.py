"""A problem's way to its closing is kept field by field, under the key of its finding."""

from dataclasses import replace
from datetime import date

import pytest

from inspector.domain.errors import Refused
from inspector.domain.ids import FindingId
from inspector.domain.rectification import (
    Extension,
    Rectification,
    RectificationState,
    Reminder,
)
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

BARE = Rectification(
    finding=FindingId("f1"), inspection=TASK, unit=EDUCATION.id, item=ITEM, number="JY-01"
)
FULL = replace(
    BARE,
    noticed_on=date(2025, 12, 26),
    deadline=date(2026, 1, 12),
    leader="王某",
    person_in_charge="李某",
    measure="补充目录",
    result="已补充",
    link="http://jyj.ningzhou.example/ml",
    completed_on=date(2026, 1, 8),
    replied_on=date(2026, 1, 9),
    state=RectificationState.SENT_BACK,
    checked_by="乙",
    checked_on=date(2026, 1, 14),
    check_note="仍缺一项",
    again_by=date(2026, 1, 20),
    extensions=(
        Extension(
            asked_on=date(2026, 1, 5),
            wanted=date(2026, 1, 20),
            reason="系统升级",
            granted=True,
            until=date(2026, 1, 19),
            decided_by="组长",
            decided_on=date(2026, 1, 6),
        ),
    ),
    reminders=(
        Reminder(sent_on=date(2026, 1, 16), sent_by="乙", note="电话", until=date(2026, 1, 21)),
    ),
)


def test_a_line_of_the_ledger_comes_back_as_it_was_put_in(workspace: WorkspaceFile) -> None:
    put(workspace, answer(finding("f1")), BARE)
    assert workspace.reader.rectifications(TASK) == (BARE,)
    change(workspace, BARE, FULL)
    assert workspace.reader.rectifications(TASK, EDUCATION.id) == (FULL,)
    assert workspace.reader.rectifications(TASK, HEALTH.id) == ()


def test_lines_stand_in_the_official_order_of_the_units_and_by_number(
    workspace: WorkspaceFile,
) -> None:
    other = replace(BARE, finding=FindingId("f0"), unit=HEALTH.id, number="WJ-01")
    second = replace(BARE, finding=FindingId("f3"), number="JY-02")
    put(workspace, second, BARE, other)
    assert [one.number for one in workspace.reader.rectifications(TASK)] == [
        "WJ-01",
        "JY-01",
        "JY-02",
    ]


def test_the_ledger_is_rebuilt_from_the_journal(workspace: WorkspaceFile) -> None:
    put(workspace, answer(finding("f1")), FULL)
    before = contents(workspace.database, TableClass.DERIVED)
    workspace.database.run("UPDATE rectification SET state = 'closed', extensions = '[]'")
    rebuild(workspace)
    assert contents(workspace.database, TableClass.DERIVED) == before


def test_a_step_is_taken_back(workspace: WorkspaceFile) -> None:
    put(workspace, answer(finding("f1")), BARE)
    change(workspace, BARE, FULL)
    undo(workspace, ZHANG)
    assert workspace.reader.rectifications(TASK) == (BARE,)


def test_two_who_move_the_same_line_do_not_write_over_each_other(workspace: WorkspaceFile) -> None:
    put(workspace, answer(finding("f1")), BARE)
    change(workspace, BARE, replace(BARE, result="甲的"))
    with pytest.raises(Refused):
        change(workspace, BARE, replace(BARE, result="乙的"))
