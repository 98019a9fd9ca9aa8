"""Drafts: one edit a save, taken back whole, marked until approved, compared and attached."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.domain.edits import Action, RecordKind
from inspector.domain.errors import Refused
from inspector.domain.ids import DraftId, assessment_key
from inspector.domain.inspection import AssessmentState, Inspection
from inspector.report.document import Document, Paragraph, Run
from inspector.report.draft_comparison import Part
from inspector.services import draft_settling, drafts, final_papers, findings, lookup
from inspector.services.desk import Desk
from inspector.services.documents import Wish
from inspector.services.findings import Fact
from inspector.storage.dependents import dependents
from inspector.storage.purge import purge_text
from inspector.storage.undo import redo, undo
from inspector.storage.verify import verify

FEEDBACK = Wish(kind="feedback", unit="市外办")


@pytest.fixture
def task(desk: Desk) -> Inspection:
    return lookup.inspection(desk, None)


@pytest.fixture
def draft(desk: Desk, task: Inspection) -> DraftId:
    return drafts.make(desk, task, FEEDBACK)


@pytest.fixture
def shown(desk: Desk, task: Inspection, draft: DraftId) -> Callable[[], Document]:
    return lambda: drafts.paper(desk, task, drafts.find(desk, task, draft))


def with_words(document: Document, words: str) -> Document:
    """Return the paper with a first paragraph that says something else."""
    first, *others = document.blocks
    assert isinstance(first, Paragraph)
    return replace(document, blocks=(replace(first, runs=(Run(text=words),)), *others))


def find_fault(desk: Desk, task: Inspection) -> None:
    unit, item = lookup.unit_and_item(desk, task, "市外办", "4.2")
    findings.add(desk, task, unit, item, lookup.rule(item, "a"), Fact(fact="空白栏目2个", count=2))


def approve(desk: Desk, task: Inspection) -> None:
    with desk.file.unit_of_work(desk.author) as work:
        for part in desk.file.reader.assessments(task.id):
            work.replace(part, replace(part, state=AssessmentState.APPROVED))
        work.commit(Action(verb="state.approve_all", parameters={"count": "2"}))


def test_a_draft_is_the_paper_of_the_data_and_knows_where_it_came_from(
    desk: Desk, task: Inspection, draft: DraftId, shown: Callable[[], Document]
) -> None:
    (listed,) = drafts.every(desk, task)
    assert (listed.kind_name, listed.units) == ("情况反馈", ("市外办",))
    assert listed.title == shown().head.title
    kept = drafts.find(desk, task, draft[:8])
    assert len(kept.chain_head) == 16
    assert len(kept.template) == 64
    assert draft_settling.compare(desk, task, kept).changes == ()


def test_a_save_is_one_edit_that_can_be_taken_back(
    desk: Desk, task: Inspection, draft: DraftId, shown: Callable[[], Document]
) -> None:
    before = shown()
    changes = drafts.update(desk, task, draft, with_words(before, "人写的话。"))
    assert changes.touched == {(RecordKind.DRAFT, draft)}
    (group, *_) = desk.file.reader.groups(1)
    assert (group.edits, group.verb) == (1, "draft.update")
    after = shown()
    assert after.blocks[0] != before.blocks[0]
    assert after.blocks[1:] == before.blocks[1:]
    undo(desk.file, desk.author)
    assert shown() == before
    redo(desk.file, desk.author)
    assert shown() == after
    assert verify(desk.file).ok


def test_the_same_text_again_is_no_edit(
    desk: Desk, task: Inspection, draft: DraftId, shown: Callable[[], Document]
) -> None:
    assert not drafts.update(desk, task, draft, shown()).touched


def test_drafts_before_approval_carry_the_marking_and_no_one_can_write_it_away(
    desk: Desk, task: Inspection, draft: DraftId, shown: Callable[[], Document]
) -> None:
    bare = replace(shown(), head=replace(shown().head, status=""))
    drafts.update(desk, task, draft, bare)
    assert shown().head.status == "未经审定"
    assert {form.head.status for form in shown().attachments} == {"未经审定"}


def test_a_draft_from_before_the_approval_is_marked_until_it_is_brought_up_to_the_data(
    desk: Desk, task: Inspection, draft: DraftId, shown: Callable[[], Document]
) -> None:
    approve(desk, task)
    assert shown().head.status == "未经审定"
    found = draft_settling.compare(desk, task, drafts.find(desk, task, draft))
    assert "head:status" in {change.key for change in found.changes}
    draft_settling.settle(desk, task, draft, found, [change.key for change in found.changes])
    assert shown().head.status == ""
    assert {form.head.status for form in shown().attachments} == {""}


def test_new_data_is_offered_and_changes_nothing_by_itself(
    desk: Desk, task: Inspection, draft: DraftId, shown: Callable[[], Document]
) -> None:
    drafts.update(desk, task, draft, with_words(shown(), "人写的话。"))
    before = shown()
    find_fault(desk, task)
    found = draft_settling.compare(desk, task, drafts.find(desk, task, draft))
    assert shown() == before
    assert Part.PARAGRAPH in {change.part for change in found.changes}
    assert any("空白栏目2个" in str(change.fresh) for change in found.changes)
    draft_settling.settle(desk, task, draft, found, [change.key for change in found.changes])
    assert "空白栏目2个" in str(shown().blocks)
    assert "人写的话。" in str(shown().blocks[0]), "what the data did not touch stays"
    assert draft_settling.compare(desk, task, drafts.find(desk, task, draft)).changes == ()
    undo(desk.file, desk.author)
    assert shown() == before


def test_what_is_left_is_not_offered_again_until_the_data_changes_there_once_more(
    desk: Desk, task: Inspection, draft: DraftId, shown: Callable[[], Document]
) -> None:
    def offered() -> draft_settling.Comparison:
        return draft_settling.compare(desk, task, drafts.find(desk, task, draft))

    before = shown()
    find_fault(desk, task)
    assert {Part.PARAGRAPH, Part.ATTACHMENT} <= {change.part for change in offered().changes}
    draft_settling.settle(desk, task, draft, offered(), ())
    assert shown().blocks == before.blocks
    assert offered().changes == ()
    draft_settling.settle(desk, task, draft, offered(), ())
    assert offered().changes == ()
    find_fault(desk, task)
    assert Part.ATTACHMENT in {change.part for change in offered().changes}


def test_a_purged_text_leaves_a_draft_that_still_reads(
    desk: Desk, task: Inspection, draft: DraftId, shown: Callable[[], Document]
) -> None:
    drafts.update(desk, task, draft, with_words(shown(), "联系人赵钱孙的手机号。"))
    purge_text(desk.file, desk.author, "赵钱孙", "含个人信息")
    assert "联系人的手机号。" in str(shown().blocks[0])
    assert verify(desk.file).ok


def test_a_removed_draft_is_gone_and_comes_back(
    desk: Desk, task: Inspection, draft: DraftId
) -> None:
    drafts.remove(desk, task, draft)
    assert drafts.every(desk, task) == ()
    undo(desk.file, desk.author)
    assert [one.draft for one in drafts.every(desk, task)] == [draft]


def test_the_final_paper_is_kept_with_its_draft(
    desk: Desk, task: Inspection, draft: DraftId, tmp_path: Path
) -> None:
    scan = tmp_path / "反馈（定稿）.pdf"
    scan.write_bytes(b"%PDF-1.7 scan")
    final_papers.attach(desk, task, draft, scan)
    (listed,) = drafts.every(desk, task)
    assert [one.name for one in listed.final] == [scan.name]
    assert final_papers.content_of(desk, task, draft, scan.name) == b"%PDF-1.7 scan"
    final_papers.detach(desk, task, draft, scan.name)
    assert drafts.every(desk, task)[0].final == ()
    with pytest.raises(Refused) as refusal:
        final_papers.attach(desk, task, draft, tmp_path / "表.xlsx")
    assert refusal.value.issues[0].code == "drafts.no_paper"


def test_units_and_inspections_cannot_go_while_a_draft_is_about_them(
    desk: Desk, task: Inspection, draft: DraftId
) -> None:
    whom = lookup.unit(desk, "市外办").id
    other = lookup.unit(desk, "市财政局").id
    standing = (RecordKind.DRAFT, draft)
    database = desk.file.database
    assert standing in dependents(database, RecordKind.INSPECTION, task.id)
    assert standing in dependents(database, RecordKind.UNIT, whom)
    assert standing in dependents(database, RecordKind.ASSESSMENT, assessment_key(task.id, whom))
    assert standing not in dependents(database, RecordKind.UNIT, other)


def test_a_text_goes_out_as_markdown_and_comes_back_changed(
    desk: Desk, task: Inspection, draft: DraftId, tmp_path: Path, shown: Callable[[], Document]
) -> None:
    file = tmp_path / "反馈.md"
    file.write_text(drafts.as_markdown(desk, task, draft), encoding="utf-8")
    assert not drafts.update_from_markdown(desk, task, draft, file).touched
    changed = file.read_text(encoding="utf-8").replace("\n# 一、", "\n人写的一段。\n\n# 一、", 1)
    file.write_text(changed, encoding="utf-8")
    drafts.update_from_markdown(desk, task, draft, file)
    assert "人写的一段。" in str(shown().blocks[1])
    assert len({block.id for block in shown().blocks}) == len(shown().blocks)
