"""Heads, bases, conflicts, history and the order of edits."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from inspector.domain.answer import Conclusion
from inspector.domain.edits import Edit, EditId, JsonValue, RecordKind
from inspector.storage.field_reader import HISTORY
from inspector.storage.heads import Head, standing
from inspector.storage.spelling import read_bases, spell_bases
from inspector.storage.vocabulary import BY_KIND, KINDS
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

KEY = f"{TASK}/{EDUCATION.id}/{ITEM}"
ANSWER = RecordKind.ANSWER


def write(
    workspace: WorkspaceFile,
    field: str,
    after: JsonValue,
    bases: tuple[EditId, ...] | None = None,
    author: str = ZHANG,
) -> None:
    """Write one edit of the answer as one action."""
    with workspace.unit_of_work(author) as work:
        work.write([Edit(kind=ANSWER, key=KEY, field=field, after=after, bases=bases)])
        work.commit(SET)


def heads(workspace: WorkspaceFile, field: str) -> tuple[EditId, ...]:
    """Return the heads of a field of the answer."""
    return workspace.reader.heads(ANSWER, KEY, field)


def test_an_edit_on_what_stands_is_the_only_head(workspace: WorkspaceFile) -> None:
    write(workspace, "note", "一")
    (first,) = heads(workspace, "note")
    write(workspace, "note", "二")
    (second,) = heads(workspace, "note")
    assert second != first
    assert second.counter > first.counter
    assert workspace.reader.conflicts() == ()


def test_an_edit_with_older_bases_makes_a_conflict_and_the_latest_stands(
    workspace: WorkspaceFile,
) -> None:
    write(workspace, "note", "原文")
    seen = heads(workspace, "note")
    write(workspace, "note", "科里改的", author=LI)
    write(workspace, "note", "表上填的", bases=seen)
    assert stored(workspace) == answer(note="表上填的")
    (conflict,) = workspace.reader.conflicts()
    assert (conflict.kind, conflict.key, conflict.field) == (ANSWER, KEY, "note")
    assert [(one.author, one.after, one.before) for one in conflict.heads] == [
        (LI, "科里改的", "原文"),
        (ZHANG, "表上填的", "原文"),
    ]
    assert [one.in_conflict for one in workspace.reader.history(ANSWER, KEY, "note")] == [
        False,
        True,
        True,
    ]


def test_the_next_edit_names_all_heads_and_settles_the_conflict(workspace: WorkspaceFile) -> None:
    write(workspace, "note", "原文")
    seen = heads(workspace, "note")
    write(workspace, "note", "甲")
    write(workspace, "note", "乙", bases=seen)
    write(workspace, "note", "定")
    assert workspace.reader.conflicts() == ()
    assert len(heads(workspace, "note")) == 1
    assert stored(workspace) == answer(note="定")


def test_two_heads_that_agree_are_no_conflict(workspace: WorkspaceFile) -> None:
    write(workspace, "note", "原文")
    seen = heads(workspace, "note")
    write(workspace, "note", "同")
    write(workspace, "note", "同", bases=seen)
    assert len(heads(workspace, "note")) == 2
    assert workspace.reader.conflicts() == ()


def test_bases_that_the_file_does_not_hold_are_left_out(workspace: WorkspaceFile) -> None:
    write(workspace, "note", "原文")
    other_field = workspace.reader.heads(ANSWER, KEY, "*")
    write(workspace, "note", "改", bases=(EditId("f" * 32, 5), *other_field))
    assert len(heads(workspace, "note")) == 2
    assert [one.before for one in workspace.reader.history(ANSWER, KEY, "note")] == [None, None]


def test_equal_sets_of_findings_are_one_and_the_elder_ids_stand(workspace: WorkspaceFile) -> None:
    put(workspace, answer())
    seen = heads(workspace, "checked")
    put(workspace, answer(finding("elder")))
    with workspace.unit_of_work(LI) as work:
        link = [TASK, EDUCATION.id, ITEM]
        listed: JsonValue = {"id": "younger", "rule": 1, "points": 5_000}
        checked: JsonValue = {"conclusion": "partly_met", "findings": [listed]}
        work.write(
            [
                Edit(kind=RecordKind.FINDING, key="younger", field="*", after=link),
                Edit(kind=ANSWER, key=KEY, field="checked", after=checked, bases=seen),
            ]
        )
        work.commit(SET)
    assert len(heads(workspace, "checked")) == 2
    assert workspace.reader.conflicts() == ()
    assert stored(workspace) == answer(finding("elder"))


def test_different_sets_of_findings_are_a_conflict(workspace: WorkspaceFile) -> None:
    put(workspace, answer())
    put(workspace, answer(finding("f1")))
    write(workspace, "checked", {"conclusion": "met"}, bases=(), author=LI)
    (conflict,) = workspace.reader.conflicts()
    assert conflict.field == "checked"
    assert stored(workspace) == replace(answer(), conclusion=Conclusion.MET)


def test_the_order_of_heads_is_the_same_whatever_their_aliases() -> None:
    kind = BY_KIND[ANSWER]
    note = kind.by_name["note"]
    one = Head(counter=5, session=b"\x02" * 16, alias=1, text='"甲"')
    two = Head(counter=5, session=b"\x01" * 16, alias=2, text='"乙"')
    for order in ((one, two), (two, one)):
        assert standing(kind, note, order) == (one, True)


def test_history_tells_who_when_what_and_from_what(path: Path) -> None:
    moments = iter(datetime(2025, 11, day, 8, tzinfo=UTC) for day in range(1, 9))
    with WorkspaceFile.create(path, clock=lambda: next(moments)) as workspace:
        write(workspace, "self", ["met", 40_000])
        write(workspace, "self", ["met", 45_000], author=LI)
        first, second = workspace.reader.history(ANSWER, KEY, "self")
    assert (first.author, first.at.day, first.before, first.after) == (
        ZHANG,
        1,
        None,
        ["met", 40_000],
    )
    assert (second.author, second.at.day, second.before, second.after) == (
        LI,
        2,
        ["met", 40_000],
        ["met", 45_000],
    )
    assert second.verb == SET.verb
    assert (first.is_head, second.is_head) == (False, True)


def test_the_history_of_what_never_was_is_empty(workspace: WorkspaceFile) -> None:
    assert workspace.reader.history(ANSWER, "a/b/c", "note") == ()
    assert workspace.reader.heads(ANSWER, "a/b/c", "note") == ()


def test_history_and_heads_are_looked_up_through_an_index(workspace: WorkspaceFile) -> None:
    plan = [row[3] for row in workspace.database.rows(f"EXPLAIN QUERY PLAN {HISTORY}", (1, 2))]
    assert plan[0].startswith("SEARCH e USING INDEX edit_of_field (record=? AND field=?)")
    assert plan[1].startswith("SEARCH g USING PRIMARY KEY (session=? AND number=?)")
    for query in (
        "SELECT id FROM record WHERE kind=? AND key=?",
        "SELECT * FROM head WHERE record=? AND field=?",
    ):
        steps = workspace.database.rows(f"EXPLAIN QUERY PLAN {query}", (1, 2))
        assert [row[3] for row in steps if row[3].startswith("SCAN")] == []


def test_counters_go_on_after_a_clock_that_is_wrong_by_years(path: Path) -> None:
    late, early = datetime(2031, 1, 1, tzinfo=UTC), datetime(1999, 1, 1, tzinfo=UTC)
    with WorkspaceFile.create(path, clock=lambda: late) as workspace:
        write(workspace, "note", "一")
    with WorkspaceFile.open(path, clock=lambda: early) as workspace:
        write(workspace, "note", "二")
        assert stored(workspace) == answer(note="二")
        first, second = workspace.reader.history(ANSWER, KEY, "note")
        assert first.edit.session != second.edit.session
        assert first.edit.counter < second.edit.counter
        assert second.at == early
        assert [group.number for group in workspace.reader.groups()] == sorted(
            (group.number for group in workspace.reader.groups()), reverse=True
        )


def test_each_process_that_writes_opens_a_session_and_reading_opens_none(path: Path) -> None:
    with WorkspaceFile.create(path) as workspace:
        write(workspace, "note", "一")
        write(workspace, "note", "二")
    with WorkspaceFile.open(path) as workspace:
        stored(workspace)
    with WorkspaceFile.open(path) as workspace:
        write(workspace, "note", "三")
        sessions = workspace.database.rows("SELECT id, program, author, seen FROM session")
    assert len(sessions) == 2
    assert len({identity for identity, *_ in sessions}) == 2
    assert sessions[0][0].hex() in sessions[1][3], "the second session ties in the first's chain"


def test_copies_of_a_file_never_share_a_session(path: Path, tmp_path: Path) -> None:
    with WorkspaceFile.create(path) as workspace:
        write(workspace, "note", "一")
    copy = tmp_path / "copy.inspection"
    copy.write_bytes(path.read_bytes())
    ids = []
    for each in (path, copy):
        with WorkspaceFile.open(each) as workspace:
            write(workspace, "note", "二")
            ids.append(heads(workspace, "note")[0])
    assert ids[0].counter == ids[1].counter
    assert ids[0].session != ids[1].session


@pytest.mark.parametrize("bases", [(), ((1, 7),), ((2, 3),), ((1, 7), (2, 3), (13, 1_000_000))])
def test_bases_are_spelled_compactly_and_read_back(bases: tuple[tuple[int, int], ...]) -> None:
    assert read_bases(spell_bases(bases, 1), 1) == bases
    assert spell_bases(((1, 7),), 1) == "7"


def test_the_numbers_of_the_vocabulary_are_final() -> None:
    numbers = {
        kind.kind.value: (kind.number, {field.name: field.number for field in kind.fields})
        for kind in KINDS
    }
    assert {name: number for name, (number, _) in numbers.items()} == {
        "settings": 1,
        "unit": 2,
        "edition": 3,
        "inspection": 4,
        "assessment": 5,
        "answer": 6,
        "finding": 7,
        "evidence": 8,
        "objection": 9,
        "draft": 10,
        "purge": 11,
        "rectification": 12,
        "return": 13,
        "return_cell": 14,
    }
    assert numbers["answer"][1] == {
        "*": 0,
        "-": 1,
        "self": 2,
        "self_account": 3,
        "checked": 4,
        "account": 5,
        "note": 6,
        "self_note": 7,
    }
    for _, fields in numbers.values():
        assert len(set(fields.values())) == len(fields)


def test_values_stand_in_the_journal_exactly_as_they_are_hashed(workspace: WorkspaceFile) -> None:
    write(workspace, "checked", {"metrics": {"乙": 1, "甲": 2}, "conclusion": "met", "reason": ""})
    ((text,),) = workspace.database.rows(
        "SELECT after FROM edit JOIN record ON id = record WHERE kind = 6 AND field = 4"
    )
    assert text == '{"conclusion":"met","metrics":{"乙":1,"甲":2}}'


def test_a_change_to_the_tables_past_the_program_needs_a_parent(workspace: WorkspaceFile) -> None:
    with pytest.raises(IntegrityError):
        workspace.database.run("UPDATE edit SET record = 99999")


def test_conflict_of_one_value_blank_and_one_written(workspace: WorkspaceFile) -> None:
    write(workspace, "note", "一")
    change(workspace, answer(note="一"), answer(note=""))
    write(workspace, "note", None, bases=())
    assert workspace.reader.conflicts() == (), "None is the default, which is the empty text"
