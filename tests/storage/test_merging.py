"""Merging: what is one, what is a conflict, what is refused, and going back."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import Checklist, Item
from inspector.domain.edits import REMOVAL, Action, Edit, RecordKind
from inspector.domain.errors import Refused
from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding
from inspector.domain.ids import BlobId, EvidenceId, FindingId, ItemKey
from inspector.domain.inspection import AssessmentState
from inspector.storage import snapshots
from inspector.storage.engine import Access, connect
from inspector.storage.mapping import checked_value
from inspector.storage.merging import forget_when_edited, merge, take_back
from inspector.storage.purge import purge_blob, purge_text
from inspector.storage.rebuild import rebuild
from inspector.storage.undo import undo
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
    change,
    finding,
    put,
    set_up,
    stored,
)

ANSWER = f"{TASK}/{EDUCATION.id}/{ITEM}"


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Two laptops with a copy each of a workspace that holds one answer."""
    one, two = tmp_path / "甲" / "x.inspection", tmp_path / "乙" / "x.inspection"
    for path in (one, two):
        path.parent.mkdir()
    with WorkspaceFile.create(one) as workspace:
        set_up(workspace)
        put(workspace, answer(note="原"))
    shutil.copy(one, two)
    return one, two


def note(path: Path, text: str, author: str = ZHANG) -> None:
    with WorkspaceFile.open(path) as workspace:
        now = stored(workspace)
        assert now is not None
        change(workspace, now, replace(now, note=text), author=author)


def check(path: Path, *findings: Finding, author: str = ZHANG) -> None:
    with WorkspaceFile.open(path) as workspace:
        now = stored(workspace)
        assert now is not None
        checked = replace(now, conclusion=Conclusion.PARTLY_MET, findings=findings)
        change(workspace, now, checked, author=author)


def set_state(path: Path, state: AssessmentState, author: str = ZHANG) -> None:
    with WorkspaceFile.open(path) as workspace:
        part = workspace.reader.assessment(TASK, EDUCATION.id)
        change(workspace, part, replace(part, state=state), author=author)


def remove(path: Path, author: str = ZHANG) -> None:
    with WorkspaceFile.open(path) as workspace:
        now = stored(workspace)
        assert now is not None
        with workspace.unit_of_work(author) as work:
            work.remove(now)
            work.commit(SET)


def united(one: Path, two: Path, look: Callable[[WorkspaceFile], object]) -> object:
    """Merge either way, see that both ways give the same, and return what was looked at."""
    found = []
    for number, (first, second) in enumerate([(one, two), (two, one)]):
        target = one.parent / f"{number}.inspection"
        shutil.copy(first, target)
        merge(target, [second])
        with WorkspaceFile.open(target) as workspace:
            assert verify(workspace).problems == ()
            found.append(look(workspace))
    assert found[0] == found[1]
    return found[0]


def conflicts(workspace: WorkspaceFile) -> list[tuple[str, str]]:
    return [(one.kind.value, one.field) for one in workspace.reader.conflicts()]


# What is one and what is a conflict ----------------------------------------------------------


def test_the_same_list_added_on_two_laptops_is_one(copies: tuple[Path, Path]) -> None:
    listed = Checklist(
        title="同一份细则", children=(Item(key=ItemKey("k"), number="1", content="甲"),)
    )
    for path in copies:
        with WorkspaceFile.open(path) as workspace:
            put(workspace, listed)
    look = united(*copies, lambda one: (conflicts(one), len(one.reader.editions())))
    assert look == ([], 2)


def test_equal_findings_are_one_with_the_elder_id_and_others_a_conflict(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    check(one, finding("f1", fact="甲的说法"))
    check(two, finding("f2", fact="乙的说法"), author=LI)

    def look(workspace: WorkspaceFile) -> object:
        now = stored(workspace)
        assert now is not None
        return conflicts(workspace), [each.points for each in now.findings], len(now.findings)

    assert united(one, two, look) == ([], [5_000], 1)
    check(two, finding("f2"), finding("f3", points=10_000), author=LI)
    contested = united(one, two, look)
    assert contested == ([("answer", "checked")], [5_000, 10_000], 2)


def test_findings_of_the_side_that_loses_are_withdrawn_and_not_deleted(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    check(one, finding("f1", points=5_000))
    check(two, finding("f2", points=10_000), author=LI)
    merge(one, [two])
    with WorkspaceFile.open(one) as workspace:
        now = stored(workspace)
        assert now is not None
        (standing,) = now.findings
        kept = checked_value(answer(finding("f1", points=5_000)))
        with workspace.unit_of_work(LI) as work:
            work.write([Edit(kind=RecordKind.ANSWER, key=ANSWER, field="checked", after=kept)])
            work.commit(SET)
        assert workspace.reader.conflicts() == ()
        statuses = workspace.database.rows("SELECT id, status FROM finding ORDER BY id")
    assert standing.id in {"f1", "f2"}
    assert statuses == [("f1", "standing"), ("f2", "withdrawn")]


def test_an_edit_to_a_record_that_was_removed_elsewhere_is_a_conflict(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    remove(one)
    note(two, "乙在改", LI)
    look = united(one, two, lambda file: (conflicts(file), stored(file)))
    assert look == ([("answer", REMOVAL)], None)
    for removed, left in ((False, "乙在改"), (True, None)):
        merge(one, [two])
        with WorkspaceFile.open(one) as workspace:
            with workspace.unit_of_work(ZHANG) as work:
                edit = Edit(kind=RecordKind.ANSWER, key=ANSWER, field=REMOVAL, after=removed)
                work.write([edit])
                work.commit(SET)
            assert conflicts(workspace) == []
            now = stored(workspace)
            assert (now and now.note) == left
            assert verify(workspace).ok
            undo(workspace, ZHANG)
            rebuild(workspace)
            assert verify(workspace).ok


def test_a_removal_that_knew_the_edit_is_none(copies: tuple[Path, Path]) -> None:
    one, two = copies
    note(two, "乙在改", LI)
    merge(one, [two])
    remove(one)
    assert united(one, two, lambda file: (conflicts(file), stored(file))) == ([], None)


def test_undo_of_what_another_laptop_has_built_on_is_a_conflict(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    with WorkspaceFile.open(one) as workspace:
        change(workspace, answer(note="原"), answer(note="甲改"))
        shutil.copy(one, two)
        undo(workspace, ZHANG)
    note(two, "乙接着改", LI)

    def look(workspace: WorkspaceFile) -> object:
        (contested,) = workspace.reader.conflicts()
        return contested.field, sorted(str(head.after) for head in contested.heads)

    assert united(one, two, look) == ("note", ["乙接着改", "原"])


def test_an_edit_made_elsewhere_to_an_approved_assessment_changes_nothing(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    check(one, finding("f1", points=5_000))
    shutil.copy(one, two)
    set_state(one, AssessmentState.APPROVED)
    check(two, author=LI)
    note(two, "乙不知已审定", LI)
    set_state(two, AssessmentState.CHECKED, LI)

    def look(workspace: WorkspaceFile) -> object:
        now = stored(workspace)
        assert now is not None
        state = workspace.reader.assessment(TASK, EDUCATION.id).state
        return sorted(conflicts(workspace)), [one.id for one in now.findings], now.note, state

    contested = [("answer", "checked"), ("answer", "note"), ("assessment", "state")]
    assert united(one, two, look) == (contested, ["f1"], "原", AssessmentState.APPROVED)

    merge(one, [two])
    set_state(one, AssessmentState.CHECKING)
    with WorkspaceFile.open(one) as workspace:
        assert look(workspace) == (contested[:2], ["f1"], "原", AssessmentState.CHECKING)
        now = stored(workspace)
        assert now is not None
        change(workspace, now, replace(now, note="核定", findings=()))
        assert conflicts(workspace) == []
        assert verify(workspace).ok
    assert merge(one, [two]).is_nothing


def test_what_is_approved_on_two_laptops_is_approved(copies: tuple[Path, Path]) -> None:
    for path, author in zip(copies, (ZHANG, LI), strict=True):
        set_state(path, AssessmentState.APPROVED, author)
    assert united(*copies, conflicts) == []


def test_a_conflict_settled_on_two_laptops_alike_is_settled_and_otherwise_open_again(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    note(one, "甲改")
    note(two, "乙改", LI)
    merge(one, [two])
    merge(two, [one])
    for path, author in ((one, ZHANG), (two, LI)):
        note(path, "核定", author)
    assert united(one, two, conflicts) == []
    note(two, "另行核定", LI)
    assert united(one, two, conflicts) == [("answer", "note")]


# Copies of every kind --------------------------------------------------------------------------


def test_a_copy_restored_from_a_snapshot_gets_back_what_it_lost(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    before = snapshots.take_of(one, "daily", None)
    note(one, "快照之后")
    merge(two, [one])
    snapshots.restore(one, before)
    with WorkspaceFile.open(one) as workspace:
        assert getattr(stored(workspace), "note", "") == "原"
        put(workspace, answer(note="恢复之后", item=ItemKey("k2")))
    look = united(one, two, lambda file: (conflicts(file), getattr(stored(file), "note", "")))
    assert look == ([], "快照之后")


def test_two_copies_on_one_laptop_by_one_person_are_merged_like_any(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    note(one, "上午")
    with WorkspaceFile.open(two) as workspace:
        put(workspace, answer(note="下午", item=ItemKey("k2")))
    merge(one, [two])
    with WorkspaceFile.open(one) as workspace:
        assert conflicts(workspace) == []
        assert undo(workspace, ZHANG).group.action == SET
        assert getattr(stored(workspace), "note", "") == "原", "the other copy's work stays"
        assert stored(workspace, ItemKey("k2")) is not None


def test_files_of_evidence_come_along_and_purged_ones_go_and_stay_away(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    with WorkspaceFile.open(two) as workspace, workspace.unit_of_work(LI) as work:
        blob = work.put_blob("照片".encode())
        work.add(
            Evidence(id=EvidenceId("e1"), inspection=TASK, unit=EDUCATION.id, item=ITEM, blob=blob)
        )
        work.commit(SET)
    assert merge(one, [two]).files == 1
    with WorkspaceFile.open(one) as workspace:
        assert workspace.reader.blob(blob) == "照片".encode()
        purge_blob(workspace, ZHANG, blob, "错收")
    assert merge(one, [two]).is_nothing
    brought = merge(two, [one])
    assert brought.purged == 1
    assert_gone(two, blob, "照片")


def test_a_purged_text_goes_from_every_copy_its_snapshots_and_the_file_from_before(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    secret = "公民身份号码"
    note(one, secret)
    merge(two, [one])
    with WorkspaceFile.open(one) as workspace:
        purge_text(workspace, ZHANG, secret, "涉及隐私")
    with WorkspaceFile.open(two) as workspace:
        put(workspace, answer(note=secret, item=ItemKey("k2")), author=LI)
    assert merge(two, [one]).purged > 0
    for path in two.parent.rglob("*"):
        if path.is_file():
            assert secret.encode() not in path.read_bytes(), path
    assert united(one, two, conflicts) == []
    with pytest.raises(Refused, match=r"storage\.merge_not_taken_back"):
        take_back(two)


def assert_gone(path: Path, blob: BlobId, text: str) -> None:
    with (
        WorkspaceFile.open(path) as workspace,
        pytest.raises(Refused, match=r"storage\.blob_purged"),
    ):
        workspace.reader.blob(blob)
    for each in path.parent.rglob("*"):
        if each.is_file():
            assert text.encode() not in each.read_bytes()


# Refusals ------------------------------------------------------------------------------------


def flip_a_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:4200] = b"\xff" * 104
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def change_a_value(path: Path) -> None:
    with closing(connect(path, Access.WRITE)) as database:
        database.run("UPDATE edit SET after = '\"改\"' WHERE after = '\"原\"'")


def drop_the_last_group(path: Path) -> None:
    with closing(connect(path, Access.WRITE)) as database:
        database.run("DELETE FROM edit WHERE counter = (SELECT MAX(counter) FROM edit)")


def make_newer(path: Path) -> None:
    with closing(connect(path, Access.WRITE)) as database:
        database.run("PRAGMA user_version = 999")


def replace_by_a_letter(path: Path) -> None:
    path.write_bytes("关于报送材料的函".encode() * 100)


def begin_as_another(path: Path) -> None:
    path.unlink()
    with WorkspaceFile.create(path) as workspace, workspace.unit_of_work(LI) as work:
        work.set_setting("workspace", "f" * 32)
        work.commit(Action(verb="inspection.new"))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (flip_a_page, "merge_damaged"),
        (cut_short, "damaged"),
        (change_a_value, "merge_tampered"),
        (drop_the_last_group, "merge_tampered"),
        (make_newer, "newer_version"),
        (replace_by_a_letter, "not_workspace"),
        (begin_as_another, "merge_foreign"),
        (Path.unlink, "missing"),
    ],
)
def test_what_cannot_be_merged_is_refused_and_nothing_changes(
    copies: tuple[Path, Path], spoil: Callable[[Path], None], code: str
) -> None:
    one, two = copies
    with WorkspaceFile.open(one) as workspace, workspace.unit_of_work(ZHANG) as work:
        work.set_setting("workspace", "e" * 32)
        work.commit(SET)
    good = one.parent / "good.inspection"
    shutil.copy(one, good)
    note(good, "好的")
    note(two, "乙改", LI)
    spoil(two)
    before = {path: path.read_bytes() for path in one.parent.rglob("*") if path.is_file()}
    with pytest.raises(Refused) as refusal:
        merge(one, [good, two])
    assert [issue.code for issue in refusal.value.issues] == [f"storage.{code}"]
    assert str(two) in refusal.value.issues[0].place.file
    after = {path: path.read_bytes() for path in one.parent.rglob("*") if path.is_file()}
    assert after == before


def test_one_session_that_went_on_in_two_ways_is_refused(copies: tuple[Path, Path]) -> None:
    one, two = copies
    with WorkspaceFile.open(one) as workspace:
        put(workspace, answer(note="一", item=ItemKey("k2")))
        shutil.copy(one, two)
        with closing(connect(two, Access.WRITE)) as database:
            database.run("PRAGMA journal_mode=DELETE")
        put(workspace, answer(note="二", item=ItemKey("k2")))
    forged = one.parent / "forged.inspection"
    shutil.copy(one, forged)
    with closing(connect(forged, Access.WRITE)) as database:
        database.run(
            "UPDATE edit_group SET chain = x'00' WHERE number ="
            " (SELECT MAX(number) FROM edit_group)"
        )
    with pytest.raises(Refused, match=r"storage\.merge_tampered"):
        merge(one, [forged])


def test_a_workspace_that_is_open_is_not_merged_into(copies: tuple[Path, Path]) -> None:
    one, two = copies
    note(two, "乙改", LI)
    with WorkspaceFile.open(one), pytest.raises(Refused, match=r"storage\.locked"):
        merge(one, [two])


def test_what_is_merged_from_is_only_read_and_may_still_be_open(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    with WorkspaceFile.open(two) as workspace:
        put(workspace, answer(note="还开着", item=ItemKey("k2")), author=LI)
        assert merge(one, [two]).answers == 1
    before = {path.name: path.read_bytes() for path in two.parent.iterdir()}
    merge(one, [two])
    assert {path.name: path.read_bytes() for path in two.parent.iterdir()} == before


def test_encrypted_files_merge_with_their_passwords(tmp_path: Path) -> None:
    one, two = tmp_path / "one.inspection", tmp_path / "two.inspection"
    with WorkspaceFile.create(one, password="一号电脑的开启口令") as workspace:
        set_up(workspace)
    shutil.copy(one, two)
    with WorkspaceFile.open(two, unlocking="一号电脑的开启口令") as workspace:
        put(workspace, answer(note="乙", item=ItemKey("k2")), author=LI)
    with pytest.raises(Refused, match=r"storage\.password_needed"):
        merge(one, [two])
    assert merge(one, [two], "一号电脑的开启口令").answers == 1
    assert "乙".encode() not in one.read_bytes()
    with WorkspaceFile.open(one, unlocking="一号电脑的开启口令") as workspace:
        assert stored(workspace, ItemKey("k2")) is not None


# Going back ------------------------------------------------------------------------------------


def test_a_merge_is_taken_back_until_the_next_edit(copies: tuple[Path, Path]) -> None:
    one, two = copies
    note(two, "乙改", LI)
    before = one.read_bytes()
    merge(one, [two])
    assert getattr(read_answer(one), "note", "") == "乙改"
    take_back(one)
    assert one.read_bytes() == before
    with pytest.raises(Refused, match=r"storage\.merge_not_taken_back"):
        take_back(one)
    merge(one, [two])
    note(one, "甲接着改")
    with pytest.raises(Refused, match=r"storage\.merge_not_taken_back"):
        take_back(one)
    with WorkspaceFile.open(one) as workspace:
        forget_when_edited(workspace)
    assert not list(one.parent.glob("*.before-*"))


def read_answer(path: Path) -> object:
    with WorkspaceFile.open(path, read_only=True) as workspace:
        return stored(workspace)


KILLED = """
import os, signal, sys
from pathlib import Path
from inspector.storage import before_merge, merging, uniting
def killed(*_arguments, **_names):
    os.kill(os.getpid(), signal.SIGKILL)
place, one, two = sys.argv[1:]
module, name = place.split(".")
modules = {"before_merge": before_merge, "merging": merging, "uniting": uniting}
setattr(modules[module], name, killed)
merging.merge(Path(one), [Path(two)])
"""


@pytest.mark.parametrize(
    "place", ["uniting.derive", "merging.take_of", "merging.swap_in", "before_merge.put_in_place"]
)
def test_a_process_killed_while_merging_leaves_the_old_file_whole(
    copies: tuple[Path, Path], place: str
) -> None:
    one, two = copies
    note(two, "乙改", LI)
    script = [sys.executable, "-c", KILLED, place, str(one), str(two)]
    done = subprocess.run(script, check=False, cwd=Path.cwd(), env=dict(os.environ))
    assert done.returncode == -signal.SIGKILL
    with WorkspaceFile.open(one) as workspace:
        assert verify(workspace).ok
        assert getattr(stored(workspace), "note", "") == "原"
    merge(one, [two])
    with WorkspaceFile.open(one) as workspace:
        assert verify(workspace).ok
        assert getattr(stored(workspace), "note", "") == "乙改"


def test_work_on_answers_of_an_assessment_that_was_removed_elsewhere_is_a_conflict(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    with WorkspaceFile.open(one) as workspace, workspace.unit_of_work(ZHANG) as work:
        work.remove(workspace.reader.assessment(TASK, EDUCATION.id))
        work.commit(SET)
    check(two, finding("f1"), author=LI)
    assert united(one, two, conflicts) == [("assessment", REMOVAL)]
    merge(one, [two])
    with WorkspaceFile.open(one) as workspace:
        (contested,) = workspace.reader.conflicts()
        assert ("checked", LI) in [(field, edit.author) for field, edit in contested.overlooked]
        with workspace.unit_of_work(ZHANG) as work:
            key = f"{TASK}/{EDUCATION.id}"
            edit = Edit(kind=RecordKind.ASSESSMENT, key=key, field=REMOVAL, after=False)
            work.write([edit])
            work.commit(SET)
        assert conflicts(workspace) == []
        assert verify(workspace).ok


def test_evidence_of_a_finding_that_another_one_stands_for_stays_with_the_item(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    check(one, finding("f1"))
    check(two, finding("f2"), author=LI)
    for path, name in ((one, "f1"), (two, "f2")):
        with WorkspaceFile.open(path) as workspace:
            piece = Evidence(
                id=EvidenceId(f"e-{name}"),
                inspection=TASK,
                unit=EDUCATION.id,
                item=ITEM,
                finding=FindingId(name),
            )
            put(workspace, piece)

    def look(workspace: WorkspaceFile) -> object:
        now = stored(workspace)
        assert now is not None
        (standing,) = now.findings
        pieces = workspace.reader.evidence(TASK, EDUCATION.id)
        return sorted(one.finding == standing.id for one in pieces), {one.item for one in pieces}

    assert united(one, two, look) == ([False, True], {ITEM})
    merge(one, [two])
    with WorkspaceFile.open(one) as workspace:
        pieces = workspace.reader.evidence(TASK)
        assert {piece.finding for piece in pieces} <= {None, FindingId("f1"), FindingId("f2")}
        assert None in {piece.finding for piece in pieces}


def test_on_a_stick_that_knows_no_second_names_a_merge_is_taken_back_as_well(
    copies: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_names: object) -> None:
        raise PermissionError

    one, two = copies
    note(two, "乙改", LI)
    before = one.read_bytes()
    monkeypatch.setattr(os, "link", refuse)
    merge(one, [two])
    take_back(one)
    assert one.read_bytes() == before
