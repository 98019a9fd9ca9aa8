"""Yearly returns in the workspace: kept under unit and year, undone, merged, rebuilt."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from inspector.domain.edits import Action
from inspector.domain.ids import UnitId
from inspector.domain.returns import Return
from inspector.domain.unit import Unit
from inspector.storage.rebuild import rebuild
from inspector.storage.undo import undo
from inspector.storage.workspace_file import WorkspaceFile

UNIT = Unit(id=UnitId("u" * 32), name="市外事办公室", short_name="市外办", order=1)
ONE = Return(
    unit=UNIT.id,
    year=2025,
    form="2021",
    cells={"req.new.total": "3", "req.left.total": "/"},
    text="全年新收政府信息公开申请3件。",
    received_on=date(2026, 1, 20),
)


def put(workspace: WorkspaceFile, before: Return | None, after: Return) -> None:
    with workspace.unit_of_work("甲") as work:
        if before is None:
            work.add(UNIT)
            work.add(after)
        else:
            work.replace(before, after)
        work.commit(Action(verb="return.update"))


def test_a_return_is_kept_as_it_was_filled_in(tmp_path: Path) -> None:
    with WorkspaceFile.create(tmp_path / "a.inspection") as workspace:
        put(workspace, None, ONE)
        assert workspace.reader.returns() == (ONE,)
        assert workspace.reader.returns(UNIT.id) == (ONE,)
        assert workspace.reader.returns(UnitId("x")) == ()


def test_a_change_can_be_undone(tmp_path: Path) -> None:
    with WorkspaceFile.create(tmp_path / "a.inspection") as workspace:
        put(workspace, None, ONE)
        put(workspace, ONE, replace(ONE, cells={**ONE.cells, "req.new.total": "4"}))
        undo(workspace, "甲")
        assert workspace.reader.returns() == (ONE,)


def test_the_rows_follow_from_the_journal(tmp_path: Path) -> None:
    with WorkspaceFile.create(tmp_path / "a.inspection") as workspace:
        put(workspace, None, ONE)
        rebuild(workspace)
        assert workspace.reader.returns() == (ONE,)
