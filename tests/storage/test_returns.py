"""Yearly returns in the workspace: kept under unit and year, undone, merged, rebuilt."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from inspector.domain.edits import Action, Edit, RecordKind
from inspector.domain.ids import UnitId
from inspector.domain.returns import Return
from inspector.domain.unit import Unit
from inspector.storage.merging import merge
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


def laptops(tmp_path: Path) -> tuple[Path, Path]:
    """Two files that hold the same return."""
    here, there = tmp_path / "here.inspection", tmp_path / "there.inspection"
    with WorkspaceFile.create(here) as workspace:
        put(workspace, None, ONE)
    shutil.copy(here, there)
    return here, there


def fill(path: Path, **cells: str) -> None:
    with WorkspaceFile.open(path) as workspace:
        (before,) = workspace.reader.returns()
        named = {f"req.new.{column}": text for column, text in cells.items()}
        put(workspace, before, replace(before, cells={**before.cells, **named}))


def test_different_cells_filled_in_on_two_laptops_come_together(tmp_path: Path) -> None:
    here, there = laptops(tmp_path)
    fill(here, natural="2")
    fill(there, company="1")
    merge(here, [there])
    with WorkspaceFile.open(here) as workspace:
        (whole,) = workspace.reader.returns()
        assert workspace.reader.conflicts() == ()
    assert whole.cells == {**ONE.cells, "req.new.natural": "2", "req.new.company": "1"}


def test_one_cell_filled_in_otherwise_on_two_laptops_is_in_conflict_alone(tmp_path: Path) -> None:
    here, there = laptops(tmp_path)
    fill(here, natural="2", total="4")
    fill(there, natural="2", total="5")
    merge(here, [there])
    with WorkspaceFile.open(here) as workspace:
        (contested,) = workspace.reader.conflicts()
    assert contested.key == f"{UNIT.id}/2025/req.new.total"
    assert contested.base == "3"
    assert {head.after for head in contested.heads} == {"4", "5"}


def test_a_cell_left_blank_again_is_not_there(tmp_path: Path) -> None:
    with WorkspaceFile.create(tmp_path / "a.inspection") as workspace:
        put(workspace, None, ONE)
        put(workspace, ONE, replace(ONE, cells={"req.new.total": "3"}))
        assert workspace.reader.returns()[0].cells == {"req.new.total": "3"}
        rebuild(workspace)
        assert workspace.reader.returns()[0].cells == {"req.new.total": "3"}


def test_a_file_from_before_cells_were_records_is_read_with_what_came_since(tmp_path: Path) -> None:
    """Field 3 of a return held all its cells; what was filled in later stands over it."""
    with WorkspaceFile.create(tmp_path / "a.inspection") as workspace:
        with workspace.unit_of_work("甲") as work:
            work.add(UNIT)
            work.add(replace(ONE, cells={}))
            key = f"{UNIT.id}/2025"
            old = Edit(kind=RecordKind.RETURN, key=key, field="cells", after=dict(ONE.cells))
            work.write([old])
            work.commit(Action(verb="return.update"))
        assert workspace.reader.returns() == (ONE,)
        later = replace(ONE, cells={"req.new.total": "5"})
        put(workspace, ONE, later)
        assert workspace.reader.returns() == (later,)
