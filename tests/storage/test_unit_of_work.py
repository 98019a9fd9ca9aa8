"""What is put into a workspace comes out again, all of it or none."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import Checklist
from inspector.domain.edits import Action, Edit, JsonValue, RecordKind
from inspector.domain.errors import Refused
from inspector.domain.evidence import Evidence, EvidenceKind
from inspector.domain.finding import FindingStatus
from inspector.domain.ids import BlobId, EvidenceId, ItemKey
from inspector.domain.inspection import AssessmentState, Team
from inspector.domain.marks import Mark
from inspector.domain.rule_set import Band, RuleSet, Source
from inspector.storage import unit_of_work
from inspector.storage.mapping import edition_id
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import (
    CHECKLIST,
    EDUCATION,
    HEALTH,
    ITEM,
    SET,
    TASK,
    ZHANG,
    answer,
    change,
    finding,
    put,
    stored,
)


def test_units_come_back_as_they_were_put_in_and_in_official_order(
    workspace: WorkspaceFile,
) -> None:
    assert workspace.reader.units() == (HEALTH, EDUCATION)
    assert workspace.reader.unit(EDUCATION.id) == EDUCATION


def test_a_list_comes_back_whole_and_is_named_by_its_digest(workspace: WorkspaceFile) -> None:
    (edition,) = workspace.reader.editions()
    assert workspace.reader.checklist(edition.id) == CHECKLIST
    assert (edition.title, edition.year, edition.items) == (CHECKLIST.title, 2025, 2)
    ((body,),) = workspace.database.rows(
        "SELECT after FROM edit WHERE record = (SELECT id FROM record WHERE key = ?)", (edition.id,)
    )
    assert hashlib.sha256(body.encode()).hexdigest() == edition.id


def test_the_same_list_added_twice_is_one_edition_and_no_edit(workspace: WorkspaceFile) -> None:
    (edition,) = workspace.reader.editions()
    with workspace.unit_of_work(ZHANG) as work:
        assert work.add(CHECKLIST) == edition.id
        assert work.commit(SET).group is None
    assert len(workspace.reader.editions()) == 1


def test_every_member_of_an_inspection_and_assessment_comes_back(
    workspace: WorkspaceFile,
) -> None:
    (task,) = workspace.reader.inspections()
    rule_set = RuleSet(
        name="甲",
        bands=(Band(grade="优秀", at_least=Mark(900_000)),),
        composite=(Source(name="合", parts=(Source(name="一", graded=True),)),),
    )
    fuller = replace(
        task,
        period_start=date(2025, 1, 1),
        sampling_deadline=datetime(2025, 12, 1, 8, 30, tzinfo=UTC),
        teams=(Team(name="一组", leader="王五", members=("赵六",)),),
        classes=(replace(task.classes[0], rule_set=rule_set),),
        items=(ITEM,),
        seed=7,
    )
    part = workspace.reader.assessment(TASK, EDUCATION.id)
    further = replace(
        part,
        state=AssessmentState.APPROVED,
        spared=(ITEM,),
        imported={"第一季度": Mark(812_345)},
        approved_on=date(2025, 12, 31),
    )
    change(workspace, task, fuller)
    change(workspace, part, further)
    assert workspace.reader.inspections() == (fuller,)
    assert workspace.reader.assessments(TASK)[1] == further


def test_an_answer_comes_back_with_its_findings_in_their_order(workspace: WorkspaceFile) -> None:
    first = replace(
        finding("f2", fact="“职能”栏目=空"),
        sampled_at=datetime(2025, 11, 3, 9, 5, tzinfo=UTC),
        place="http://a.example/1",
        inspector="王五",
        fixed_on_spot=True,
        status=FindingStatus.OVERTURNED,
        status_reason="异议成立",
    )
    full = replace(
        answer(first, finding("f1", points=-3)),
        self_conclusion=Conclusion.MET,
        self_mark=Mark(45_000),
        self_account="第一行\n第二行",
        self_note="备注",
        statement_published=False,
        reason="无此职能",
        allowed_by="组长",
        in_bulk=True,
        metrics={"受理件数": 90_000},
        account="情况",
        note="便签",
    )
    put(workspace, full)
    assert stored(workspace) == full
    assert workspace.reader.all_answers(TASK) == {EDUCATION.id: {ITEM: full}}


def test_what_is_not_committed_is_not_there(path: Path, workspace: WorkspaceFile) -> None:
    before = workspace.reader.chain_head()
    with workspace.unit_of_work(ZHANG) as work:
        work.add(answer(finding("f1")))
        work.put_blob(b"photo")
    assert stored(workspace) is None
    assert workspace.reader.chain_head() == before
    put(workspace, answer(finding("f1")))
    workspace.close()
    with WorkspaceFile.open(path, read_only=True) as again:
        assert stored(again) == answer(finding("f1"))
        assert again.database.value("SELECT COUNT(*) FROM blob") == 0


def test_an_error_within_rolls_back_and_the_next_action_goes_on(workspace: WorkspaceFile) -> None:
    def fail_halfway() -> None:
        with workspace.unit_of_work(ZHANG) as work:
            work.add(answer(note="半"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    put(workspace, answer(note="全"))
    assert stored(workspace) == answer(note="全")


def test_a_change_says_which_records_it_touched(workspace: WorkspaceFile) -> None:
    key = f"{TASK}/{EDUCATION.id}/{ITEM}"
    put(workspace, answer(finding("f1")))
    changes = change(workspace, answer(finding("f1")), answer(finding("f1", fact="改")))
    assert changes.keys(RecordKind.FINDING) == {"f1"}
    assert changes.keys(RecordKind.ANSWER) == {key}, "its answer must be painted anew"


def test_a_change_of_what_no_longer_stands_is_refused(workspace: WorkspaceFile) -> None:
    put(workspace, answer(note="一"))
    change(workspace, answer(note="一"), answer(note="二"))
    with pytest.raises(Refused, match=r"storage.changed_meanwhile"):
        change(workspace, answer(note="一"), answer(note="三"))
    assert stored(workspace) == answer(note="二")
    other_field = replace(answer(note="一"), account="别的")
    change(workspace, answer(note="一"), other_field)
    assert stored(workspace) == replace(answer(note="二"), account="别的")


def test_a_finding_that_leaves_the_list_is_withdrawn_and_stays_on_record(
    workspace: WorkspaceFile,
) -> None:
    both = answer(finding("f1"), finding("f2"))
    put(workspace, both)
    change(workspace, both, answer(finding("f2")))
    assert stored(workspace) == answer(finding("f2"))
    assert workspace.database.rows(
        "SELECT position, points, status, fact FROM finding WHERE id = 'f1'"
    ) == [(None, 0, "withdrawn", "未公开目录")]


def test_many_values_are_added_at_once(workspace: WorkspaceFile) -> None:
    many = [answer(finding(f"f{n}"), note=str(n), item=ItemKey(f"i{n}")) for n in range(5_000)]
    put(workspace, replace(many[7], note="旧", account="旧"))
    with workspace.unit_of_work(ZHANG) as work:
        work.add_all(many)
        work.commit(SET)
    assert workspace.reader.answers(TASK, EDUCATION.id) == {one.item: one for one in many}


def test_a_removed_answer_that_is_written_to_again_comes_back_without_its_past(
    workspace: WorkspaceFile,
) -> None:
    put(workspace, answer(note="旧"))
    with workspace.unit_of_work(ZHANG) as work:
        work.remove(answer(note="旧"))
        work.commit(SET)
    assert stored(workspace) is None
    put(workspace, replace(answer(), account="新"))
    assert stored(workspace) == replace(answer(), account="新")


def test_a_sheets_raw_edits_need_no_birth(workspace: WorkspaceFile) -> None:
    key = f"{TASK}/{EDUCATION.id}/{ITEM}"
    with workspace.unit_of_work(ZHANG) as work:
        work.write(
            [
                Edit(kind=RecordKind.ANSWER, key=key, field="self", after=["met", 5], bases=()),
                Edit(kind=RecordKind.ANSWER, key=key, field="self_account", after="有"),
            ]
        )
        work.commit(SET)
    assert stored(workspace) == replace(
        answer(), self_conclusion=Conclusion.MET, self_mark=Mark(5), self_account="有"
    )


def test_a_record_that_was_never_added_takes_no_edits(workspace: WorkspaceFile) -> None:
    edit = Edit(kind=RecordKind.UNIT, key="nobody", field="name", after="x")
    with pytest.raises(ValueError, match="never added"), workspace.unit_of_work(ZHANG) as work:
        work.write([edit])


@pytest.mark.parametrize("text", ["空字符\0", "半个字符\ud800"])
def test_text_that_no_file_may_hold_is_refused(workspace: WorkspaceFile, text: str) -> None:
    with pytest.raises(Refused, match=r"storage.unstorable_text"):
        put(workspace, answer(note=text))
    assert stored(workspace) is None


def test_a_literal_escape_of_nul_is_an_ordinary_text(workspace: WorkspaceFile) -> None:
    put(workspace, answer(note="\\u0000"))
    assert stored(workspace) == answer(note="\\u0000")


def test_no_float_enters_the_journal(workspace: WorkspaceFile) -> None:
    with pytest.raises(TypeError, match="float"), workspace.unit_of_work(ZHANG) as work:
        work.set_setting("weights", [{"share": 0.1}])  # type: ignore[dict-item]


def test_settings_are_set_changed_and_taken_away(workspace: WorkspaceFile) -> None:
    values: tuple[JsonValue, ...] = ({"title": "通报", "places": 2}, None)
    for value in values:
        with workspace.unit_of_work(ZHANG) as work:
            work.set_setting("papers", value)
            work.commit(Action(verb="settings.set"))
        wanted = {} if value is None else {"papers": value}
        assert workspace.reader.settings() == wanted


def test_a_file_of_evidence_is_kept_once(workspace: WorkspaceFile) -> None:
    with workspace.unit_of_work(ZHANG) as work:
        blob = work.put_blob(b"scan")
        assert work.put_blob(b"scan") == blob
        pieces = [
            Evidence(
                id=EvidenceId(name),
                inspection=TASK,
                unit=EDUCATION.id,
                item=ITEM,
                kind=EvidenceKind.PHOTO,
                blob=blob,
                name="照片.jpg",
                taken_at=datetime(2025, 11, 3, tzinfo=UTC),
            )
            for name in ("p1", "p2")
        ]
        for piece in pieces:
            work.add(piece)
        work.commit(Action(verb="evidence.add"))
    assert blob == hashlib.sha256(b"scan").hexdigest()
    assert workspace.database.value("SELECT COUNT(*) FROM blob") == 1
    assert set(workspace.reader.evidence(TASK, EDUCATION.id)) == set(pieces)
    assert workspace.reader.evidence(TASK, HEALTH.id) == ()
    assert workspace.reader.blob(blob) == b"scan"


def test_a_file_over_the_limit_is_refused(
    workspace: WorkspaceFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_of_work, "MOST_BYTES", 3)
    with workspace.unit_of_work(ZHANG) as work:
        with pytest.raises(Refused, match=r"storage.blob_too_large"):
            work.put_blob(b"1234")
        with pytest.raises(Refused, match=r"storage.blob_too_large"):
            work.put_hashed_blob(BlobId("0" * 64), 4, ())
        work.put_blob(b"123")


def test_a_file_whose_hash_is_known_is_kept_piece_by_piece_and_read_once(
    workspace: WorkspaceFile,
) -> None:
    identity = BlobId(hashlib.sha256(b"scanned").hexdigest())
    with workspace.unit_of_work(ZHANG) as work:
        assert work.put_hashed_blob(identity, 7, [b"scan", b"ned"]) == identity
        assert work.put_hashed_blob(identity, 7, (pytest.fail("read again") for _ in "a"))
        work.commit(Action(verb="evidence.add"))
    assert workspace.reader.blob(identity) == b"scanned"


@pytest.mark.parametrize("pieces", [[b"scan", b"NED"], [b"scan"], [b"scan", b"ned", b"!"], []])
def test_a_file_that_changed_after_it_was_hashed_is_refused(
    workspace: WorkspaceFile, pieces: list[bytes]
) -> None:
    identity = BlobId(hashlib.sha256(b"scanned").hexdigest())
    with (
        pytest.raises(Refused, match=r"storage.blob_changed"),
        workspace.unit_of_work(ZHANG) as work,
    ):
        work.put_hashed_blob(identity, 7, pieces)
    assert workspace.database.value("SELECT COUNT(*) FROM blob") == 0


def test_a_list_keeps_its_digest_when_a_later_version_knows_one_more_default() -> None:
    assert (
        edition_id(Checklist(title="甲")) == hashlib.sha256('{"title":"甲"}'.encode()).hexdigest()
    )


def test_item_keys_may_hold_a_slash(workspace: WorkspaceFile) -> None:
    slashed = answer(note="一", item=ItemKey("1/2"))
    put(workspace, slashed)
    assert stored(workspace, ItemKey("1/2")) == slashed
    heads = workspace.reader.heads_of_answers(TASK, EDUCATION.id)
    assert set(heads[ItemKey("1/2")]) == {"*", "note"}
