"""Drafts in merged workspaces: two people's words are both kept until someone chooses."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from inspector.domain.draft import Draft, FinalPaper
from inspector.domain.edits import Action
from inspector.domain.ids import DraftId, InspectionId
from inspector.storage.merging import merge
from inspector.storage.verify import verify
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import LI, ZHANG, set_up

ONE = Draft(
    id=DraftId("d" * 32),
    inspection=InspectionId("e" * 32),
    kind="feedback",
    text={"head": {"title": "反馈"}, "blocks": [{"id": "a", "runs": [{"text": "甲"}]}]},
)
WRITTEN = Action(verb="draft.update", parameters={"title": "反馈"})


def with_text(words: str) -> Draft:
    return replace(ONE, text={**ONE.text, "blocks": [{"id": "a", "runs": [{"text": words}]}]})


@contextmanager
def two_laptops(tmp_path: Path) -> Iterator[tuple[WorkspaceFile, Path]]:
    """One file with the draft, and the path of a copy taken then."""
    here, there = tmp_path / "甲.inspection", tmp_path / "乙.inspection"
    with WorkspaceFile.create(here) as workspace:
        set_up(workspace)
        write(workspace, ZHANG, None, ONE)
    shutil.copy(here, there)
    with WorkspaceFile.open(here) as workspace:
        yield workspace, there


@contextmanager
def merged(workspace: WorkspaceFile, there: Path) -> Iterator[WorkspaceFile]:
    """The workspace with what the other file holds."""
    workspace.close()
    merge(workspace.path, [there])
    with WorkspaceFile.open(workspace.path) as whole:
        yield whole


def write(workspace: WorkspaceFile, author: str, before: Draft | None, after: Draft) -> None:
    with workspace.unit_of_work(author) as work:
        if before is None:
            work.add(after)
        else:
            work.replace(before, after)
        work.commit(WRITTEN)


def drafts(workspace: WorkspaceFile) -> tuple[Draft, ...]:
    return workspace.reader.drafts(ONE.inspection)


def test_a_draft_and_its_final_paper_come_over_whole(tmp_path: Path) -> None:
    with two_laptops(tmp_path) as (workspace, there):
        with WorkspaceFile.open(there) as other, other.unit_of_work(LI) as work:
            blob = work.put_blob(b"scan")
            work.replace(ONE, replace(ONE, final=(FinalPaper(blob=blob, name="定稿.pdf"),)))
            work.commit(WRITTEN)
        with merged(workspace, there) as whole:
            (draft,) = drafts(whole)
            assert [one.name for one in draft.final] == ["定稿.pdf"]
            assert whole.reader.blob(draft.final[0].blob) == b"scan"
            assert whole.reader.conflicts() == ()


def test_words_changed_on_two_laptops_are_a_conflict_and_neither_is_lost(tmp_path: Path) -> None:
    with two_laptops(tmp_path) as (workspace, there):
        write(workspace, ZHANG, ONE, with_text("张三写的"))
        with WorkspaceFile.open(there) as other:
            write(other, LI, ONE, with_text("李四写的"))
        with merged(workspace, there) as whole:
            (conflict,) = whole.reader.conflicts()
            assert (conflict.key, conflict.field) == (ONE.id, "text")
            said = {str(head.after["blocks"]) for head in conflict.heads}  # type: ignore[index,call-overload]
            assert {"张三写的" in one for one in said} == {True, False}
            assert len(drafts(whole)) == 1
            assert verify(whole).ok


def test_the_same_words_on_two_laptops_are_no_conflict(tmp_path: Path) -> None:
    with two_laptops(tmp_path) as (workspace, there):
        write(workspace, ZHANG, ONE, with_text("同样的话"))
        with WorkspaceFile.open(there) as other:
            write(other, LI, ONE, with_text("同样的话"))
        with merged(workspace, there) as whole:
            assert whole.reader.conflicts() == ()
