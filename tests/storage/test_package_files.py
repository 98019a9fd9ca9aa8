"""A package's first group counts as what it restates, wherever the edits made on it end up."""

import shutil
from pathlib import Path

import pytest

from inspector.domain.edits import Edit, EditId, RecordKind
from inspector.domain.errors import Refused
from inspector.storage.merging import merge
from inspector.storage.packages import Contents, write_package
from inspector.storage.undo import next_undo
from inspector.storage.verify import verify
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import (
    EDUCATION,
    ITEM,
    LI,
    SET,
    TASK,
    ZHANG,
    answer,
    finding,
    put,
    set_up,
)

KEY = f"{TASK}/{EDUCATION.id}/{ITEM}"


def pack(source: Path, target: Path) -> None:
    with WorkspaceFile.open(source, read_only=True) as workspace:
        records: dict[RecordKind, list[str]] = {
            RecordKind.UNIT: [EDUCATION.id],
            RecordKind.EDITION: [one.id for one in workspace.reader.editions()],
            RecordKind.INSPECTION: [TASK],
            RecordKind.ASSESSMENT: [f"{TASK}/{EDUCATION.id}"],
            RecordKind.ANSWER: [KEY],
        }
        write_package(workspace, target, LI, Contents(records=records), {"whom": LI})


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A workspace with one answer, and a package of it."""
    main, package = tmp_path / "main.inspection", tmp_path / "package.inspection"
    with WorkspaceFile.create(main) as workspace:
        set_up(workspace)
        put(workspace, answer(note="原"))
    pack(main, package)
    return main, package


def heads(path: Path) -> tuple[EditId, ...]:
    with WorkspaceFile.open(path, read_only=True) as workspace:
        return workspace.reader.heads(RecordKind.ANSWER, KEY, "note")


def take_sheet_in(path: Path, bases: tuple[EditId, ...], text: str) -> None:
    """Write what a sheet says that went out with these heads."""
    edit = Edit(kind=RecordKind.ANSWER, key=KEY, field="note", after=text, bases=bases)
    with WorkspaceFile.open(path) as workspace:
        with workspace.unit_of_work(LI) as work:
            work.write([edit])
            work.commit(SET)
        assert workspace.reader.conflicts() == ()
        assert verify(workspace).problems == ()


def note(path: Path) -> str:
    with WorkspaceFile.open(path, read_only=True) as workspace:
        found = workspace.reader.answer(TASK, EDUCATION.id, ITEM)
        assert found is not None
        return found.note


def test_a_package_alone_proves_itself_and_nobody_can_undo_what_it_began_with(
    files: tuple[Path, Path],
) -> None:
    with WorkspaceFile.open(files[1]) as workspace:
        assert verify(workspace).problems == ()
        assert next_undo(workspace, LI) is None


def test_a_sheet_from_the_whole_file_comes_back_to_the_package(files: tuple[Path, Path]) -> None:
    main, package = files
    sent = heads(main)
    take_sheet_in(package, sent, "表上改")
    merge(main, [package])
    assert note(main) == "表上改"
    assert len(heads(main)) == 1


def test_a_sheet_from_the_package_comes_back_to_the_whole_file(files: tuple[Path, Path]) -> None:
    main, package = files
    sent = heads(package)
    merge(main, [package])
    assert heads(main) != sent, "the edit that is restated stands, where it is known"
    take_sheet_in(main, sent, "表上改")
    assert note(main) == "表上改"


def test_a_sheet_from_one_package_comes_back_to_another_that_was_merged_with_it(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    main, package = files
    second = tmp_path / "second.inspection"
    pack(main, second)
    sent = heads(package), heads(second)
    merge(package, [second])
    for number, bases in enumerate(sent):
        target = tmp_path / f"{number}.inspection"
        shutil.copy(package, target)
        take_sheet_in(target, bases, "表上改")


def test_a_package_changed_past_the_program_is_refused(files: tuple[Path, Path]) -> None:
    main, package = files
    with WorkspaceFile.open(package) as workspace:
        workspace.database.run("UPDATE edit SET after = '\"改\"' WHERE after = '\"原\"'")
    before = main.read_bytes()
    with pytest.raises(Refused, match=r"storage\.merge_tampered"):
        merge(main, [package])
    assert main.read_bytes() == before


def test_a_package_is_no_way_to_cut_the_journal(files: tuple[Path, Path]) -> None:
    """What a session other than a package's started from must be there."""
    main, package = files
    with WorkspaceFile.open(package) as workspace:
        put(workspace, answer(note="一"), author=ZHANG)
    with WorkspaceFile.open(package) as workspace:
        put(workspace, answer(note="二"), author=ZHANG)
        ((alias,),) = workspace.database.rows("SELECT session FROM edit WHERE after = '\"一\"'")
        for table in ("edit", "edit_group"):
            workspace.database.run(f"DELETE FROM {table} WHERE session = ?", (alias,))
    with pytest.raises(Refused, match=r"storage\.merge_tampered"):
        merge(main, [package])


def test_a_package_carries_the_findings_of_both_sides_of_a_conflict(tmp_path: Path) -> None:
    main, laptop, package = (tmp_path / f"{name}.inspection" for name in ("main", "laptop", "out"))
    with WorkspaceFile.create(main) as workspace:
        set_up(workspace)
    shutil.copyfile(main, laptop)
    found = {
        main: finding("1" * 32, fact="空白栏目2个"),
        laptop: finding("2" * 32, 3_000, "未更新"),
    }
    for path, one in found.items():
        with WorkspaceFile.open(path) as workspace:
            put(workspace, answer(one))
    merge(main, [laptop])
    pack(main, package)
    with WorkspaceFile.open(package) as workspace:
        (conflict,) = workspace.reader.conflicts()
        assert (conflict.kind, conflict.field) == (RecordKind.ANSWER, "checked")
        known = {one.id: one.fact for one in found.values()}
        assert workspace.reader.facts(known) == known
        assert verify(workspace).problems == ()
