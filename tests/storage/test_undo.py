"""Undo takes back the author's own actions in this file and nothing that others built on."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from inspector.domain.changes import Changes
from inspector.domain.edits import Action, Edit, RecordKind
from inspector.domain.errors import Refused
from inspector.domain.evidence import Evidence
from inspector.domain.ids import EvidenceId, ItemKey, UnitId
from inspector.domain.inspection import Assessment
from inspector.domain.unit import Unit
from inspector.storage import journal
from inspector.storage.undo import next_redo, next_undo, redo, undo
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
    stored,
)


@pytest.fixture(autouse=True, params=[2, journal.BATCH])
def batch(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every test hold whether edits go through the tables in one batch or in many."""
    monkeypatch.setattr(journal, "BATCH", request.param)


KEY = f"{TASK}/{EDUCATION.id}/{ITEM}"


def test_undo_and_redo_go_back_and_forth_over_the_same_field(workspace: WorkspaceFile) -> None:
    states = [answer(), answer(note="一"), answer(note="二"), answer(note="三")]
    for old, new in pairwise(states):
        if old == answer():
            put(workspace, new)
        else:
            change(workspace, old, new)
    for expected in ("二", "一"):
        undo(workspace, ZHANG)
        assert stored(workspace) == answer(note=expected)
    undo(workspace, ZHANG)
    assert stored(workspace) is None
    for expected in ("一", "二", "三"):
        redo(workspace, ZHANG)
        assert stored(workspace) == answer(note=expected)
    undo(workspace, ZHANG)
    assert stored(workspace) == answer(note="二")
    redo(workspace, ZHANG)
    assert next_redo(workspace, ZHANG) is None
    assert verify(workspace).ok


def test_undo_works_after_a_restart(path: Path, workspace: WorkspaceFile) -> None:
    put(workspace, answer(note="一"))
    change(workspace, answer(note="一"), answer(note="二"))
    workspace.close()
    with WorkspaceFile.open(path) as again:
        undo(again, ZHANG)
        assert stored(again) == answer(note="一")
    with WorkspaceFile.open(path) as again:
        redo(again, ZHANG)
        assert stored(again) == answer(note="二")


def test_undo_takes_back_the_authors_own_actions_only(workspace: WorkspaceFile) -> None:
    put(workspace, answer(note="张三写的"))
    put(workspace, answer(note="李四写的", item=ItemKey("k2")), author=LI)
    done = undo(workspace, ZHANG)
    assert (done.group.author, done.left) == (ZHANG, ())
    assert stored(workspace) is None
    assert stored(workspace, ItemKey("k2")) is not None


def test_undo_leaves_and_names_what_a_colleague_built_on(workspace: WorkspaceFile) -> None:
    before = replace(answer(note="一"), account="甲")
    put(workspace, before)
    after = replace(before, note="二", account="乙")
    change(workspace, before, after)
    change(workspace, after, replace(after, note="李四改"), author=LI)
    group, changes, left = undo(workspace, ZHANG)
    assert isinstance(changes, Changes)
    assert changes.keys(RecordKind.ANSWER) == {KEY}
    assert [(one.key, one.field) for one in left] == [(KEY, "note")]  # type: ignore[attr-defined]
    assert group == done_group(workspace)
    assert stored(workspace) == replace(before, note="李四改")


def done_group(workspace: WorkspaceFile) -> object:
    """Return the group that the latest one took back."""
    latest, *older = workspace.reader.groups()
    return next(one for one in older if (one.session, one.number) == latest.undoes)


def test_an_undo_with_nothing_left_to_take_back_still_moves_on(workspace: WorkspaceFile) -> None:
    put(workspace, answer(note="一"))
    change(workspace, answer(note="一"), answer(note="二"), author=LI)
    done = undo(workspace, ZHANG)
    assert [one.field for one in done.left] == ["note"]
    assert stored(workspace) == answer(note="二")
    following = next_undo(workspace, ZHANG)
    assert following is not None
    assert following.verb == "inspection.new"


def test_a_unit_that_others_use_is_not_taken_away(workspace: WorkspaceFile) -> None:
    newcomer = Unit(id=UnitId("d" * 32), name="宁州市档案馆")
    put(workspace, newcomer)
    put(workspace, Assessment(inspection=TASK, unit=newcomer.id), author=LI)
    done = undo(workspace, ZHANG)
    assert [(one.kind, one.key, one.field) for one in done.left] == [
        (RecordKind.UNIT, newcomer.id, "*")
    ]
    assert workspace.reader.unit(newcomer.id) == newcomer


def test_a_whole_setting_up_is_taken_back_and_comes_again(workspace: WorkspaceFile) -> None:
    before = (workspace.reader.units(), workspace.reader.inspections())
    parts = workspace.reader.assessments(TASK)
    assert undo(workspace, ZHANG).left == ()
    assert workspace.reader.units() == ()
    assert workspace.reader.inspections() == ()
    assert workspace.reader.editions() == ()
    redo(workspace, ZHANG)
    assert (workspace.reader.units(), workspace.reader.inspections()) == before
    assert workspace.reader.assessments(TASK) == parts
    assert len(workspace.reader.editions()) == 1


def test_findings_go_and_come_with_the_answer_that_lists_them(workspace: WorkspaceFile) -> None:
    one, two = answer(finding("f1")), answer(finding("f1", points=9), finding("f2"))
    put(workspace, one)
    change(workspace, one, two)
    undo(workspace, ZHANG)
    assert stored(workspace) == one
    redo(workspace, ZHANG)
    assert stored(workspace) == two
    undo(workspace, ZHANG)
    undo(workspace, ZHANG)
    assert stored(workspace) is None
    redo(workspace, ZHANG)
    assert stored(workspace) == one


def test_a_finding_with_a_colleagues_evidence_stays_with_its_answer(
    workspace: WorkspaceFile,
) -> None:
    put(workspace, answer(finding("f1")))
    photo = Evidence(
        id=EvidenceId("p"),
        inspection=TASK,
        unit=EDUCATION.id,
        item=ITEM,
        finding=finding("f1").id,
        address="http://a.example",
    )
    put(workspace, photo, author=LI)
    done = undo(workspace, ZHANG)
    assert (RecordKind.FINDING, "f1", "*") in [(one.kind, one.key, one.field) for one in done.left]
    assert workspace.database.value("SELECT removed FROM finding WHERE id = 'f1'") == 0


def test_an_import_undone_leaves_nothing_for_the_next_import(workspace: WorkspaceFile) -> None:
    put(workspace, replace(answer(), self_account="第一次", note="便签"))
    undo(workspace, ZHANG)
    with workspace.unit_of_work(ZHANG) as work:
        work.write([Edit(kind=RecordKind.ANSWER, key=KEY, field="self", after=["met", 1])])
        work.commit(SET)
    found = stored(workspace)
    assert found is not None
    assert (found.self_account, found.note, found.self_mark) == ("", "", 1)


def test_a_new_action_leaves_nothing_to_do_again(workspace: WorkspaceFile) -> None:
    put(workspace, answer(note="一"))
    undo(workspace, ZHANG)
    put(workspace, answer(note="新", item=ItemKey("k2")), author=LI)
    assert next_redo(workspace, ZHANG) is not None, "what others do does not count"
    put(workspace, answer(note="新", item=ItemKey("k2")))
    assert next_redo(workspace, ZHANG) is not None, "nothing was changed, so nothing was done"
    put(workspace, answer(note="再", item=ItemKey("k2")))
    with pytest.raises(Refused, match=r"storage.nothing_to_redo"):
        redo(workspace, ZHANG)


def test_without_actions_there_is_nothing_to_undo(workspace: WorkspaceFile) -> None:
    with pytest.raises(Refused, match=r"storage.nothing_to_undo"):
        undo(workspace, "无名")


def test_an_undo_names_the_action_it_took_back(workspace: WorkspaceFile) -> None:
    put(workspace, answer(note="一"))
    undo(workspace, ZHANG)
    redo(workspace, ZHANG)
    latest, before, *_ = workspace.reader.groups(2)
    for group, verb in ((latest, "redo"), (before, "undo")):
        assert group.action == Action(verb=verb, parameters={**SET.parameters, "verb": SET.verb})


def test_sessions_that_came_by_a_merge_are_not_undone_here(workspace: WorkspaceFile) -> None:
    put(workspace, answer(note="一"))
    workspace.database.run("INSERT INTO merged_session SELECT alias FROM session")
    assert next_undo(workspace, ZHANG) is None
