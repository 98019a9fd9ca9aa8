"""Rows are a pure projection of the journal: whatever is done, a rebuild gives the same rows."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.edits import Edit, EditId, RecordKind
from inspector.domain.finding import Finding, FindingStatus
from inspector.domain.ids import FindingId, ItemKey
from inspector.domain.marks import Mark
from inspector.storage import journal
from inspector.storage.migrations.steps import MIGRATIONS
from inspector.storage.rebuild import rebuild
from inspector.storage.rows import METADATA, TableClass, tables
from inspector.storage.undo import next_redo, next_undo, redo, undo
from inspector.storage.verify import verify
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import EDUCATION, LI, SET, TASK, ZHANG, contents, set_up

BATCH = journal.BATCH
AUTHORS = st.sampled_from([ZHANG, LI])
ITEMS = st.sampled_from([ItemKey("k1"), ItemKey("k2"), ItemKey("k3")])
TEXTS = st.sampled_from(["", "甲", "乙", '引号"与\\', "=1+1"])
MARKS = st.one_of(st.none(), st.integers(-5, 5).map(Mark))
FINDINGS = st.lists(
    st.builds(
        Finding,
        id=st.sampled_from([FindingId(f"f{number}") for number in range(6)]),
        rule=st.integers(0, 2),
        count=st.integers(1, 2),
        points=st.integers(0, 3).map(Mark),
        fact=TEXTS,
        place=TEXTS,
        status=st.sampled_from(FindingStatus),
    ),
    max_size=3,
    unique_by=lambda finding: finding.id,
).map(tuple)


class Workspaces(RuleBasedStateMachine):
    """Random edits, undos, redos and reopenings, by two authors, against a plain model."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "x.inspection"
        self.file = WorkspaceFile.create(self.path)
        set_up(self.file)
        journal.BATCH = 3
        self.seen: list[tuple[str, str, EditId]] = []
        self.contested = False

    def teardown(self) -> None:
        """See that every chain holds, close the file and take the folder away."""
        assert verify(self.file).ok
        journal.BATCH = BATCH
        self.file.close()
        self.folder.cleanup()

    def blank(self, item: ItemKey) -> Answer:
        """Return an answer with nothing in it."""
        return Answer(inspection=TASK, unit=EDUCATION.id, item=item)

    def key(self, item: ItemKey) -> str:
        """Return the key of an answer."""
        return f"{TASK}/{EDUCATION.id}/{item}"

    @rule(
        author=AUTHORS,
        item=ITEMS,
        note=TEXTS,
        mark=MARKS,
        findings=FINDINGS,
        conclusion=st.sampled_from(Conclusion),
    )
    def set_answer(
        self,
        author: str,
        item: ItemKey,
        note: str,
        mark: Mark | None,
        findings: tuple[Finding, ...],
        conclusion: Conclusion,
    ) -> None:
        """Set an answer, and read it back."""
        own = tuple(replace(one, id=FindingId(f"{item}-{one.id}")) for one in findings)
        wanted = replace(
            self.blank(item), note=note, self_mark=mark, findings=own, conclusion=conclusion
        )
        with self.file.unit_of_work(author) as work:
            work.add(wanted)
            work.commit(SET)
        assert self.answers()[item] == wanted

    @rule(author=AUTHORS, item=ITEMS)
    def remove_answer(self, author: str, item: ItemKey) -> None:
        """Remove an answer that is there."""
        known = self.answers().get(item)
        if known is not None:
            with self.file.unit_of_work(author) as work:
                work.remove(known)
                work.commit(SET)
            assert item not in self.answers()

    @rule(item=ITEMS, field=st.sampled_from(["note", "checked"]))
    def send_a_sheet_out(self, item: ItemKey, field: str) -> None:
        """Remember the heads of a field, as a sheet does that goes out."""
        heads = self.file.reader.heads(RecordKind.ANSWER, self.key(item), field)
        self.seen.extend((self.key(item), field, head) for head in heads)

    @precondition(lambda self: self.seen)
    @rule(choice=st.integers(0, 10_000), note=TEXTS, author=AUTHORS)
    def take_a_sheet_in(self, choice: int, note: str, author: str) -> None:
        """Write an edit on heads of long ago, so that there may be a conflict."""
        key, field, head = self.seen[choice % len(self.seen)]
        after = note if field == "note" else {"conclusion": "met", "reason": note}
        edit = Edit(kind=RecordKind.ANSWER, key=key, field=field, after=after, bases=(head,))
        with self.file.unit_of_work(author) as work:
            work.write([edit])
            work.commit(SET)

    @rule(author=AUTHORS)
    def undo(self, author: str) -> None:
        """Take back what an author did last, and where nothing is left, do it again."""
        if next_undo(self.file, author) is None:
            return
        before = self.answers()
        done = undo(self.file, author)
        if not done.left and not self.file.reader.conflicts():
            redo(self.file, author)
            assert self.answers() == before
            undo(self.file, author)

    @rule(author=AUTHORS)
    def redo(self, author: str) -> None:
        """Do again what an author took back."""
        if next_redo(self.file, author) is not None:
            redo(self.file, author)

    @rule()
    def reopen(self) -> None:
        """Close the file and open it again."""
        before = self.answers()
        self.file.close()
        self.file = WorkspaceFile.open(self.path)
        assert self.answers() == before

    @rule()
    def roll_back(self) -> None:
        """Begin a change and leave it."""
        before = self.answers()
        with self.file.unit_of_work(ZHANG) as work:
            work.add(replace(self.blank(ItemKey("k1")), note="弃"))
        assert self.answers() == before

    def answers(self) -> dict[ItemKey, Answer]:
        """Return the answers as they stand."""
        return self.file.reader.answers(TASK, EDUCATION.id)

    @invariant()
    def rows_are_what_the_journal_makes_them(self) -> None:
        """Rebuild every derived table from the journal alone and find the same rows."""
        before = contents(self.file.database, TableClass.DERIVED)
        rebuild(self.file)
        assert contents(self.file.database, TableClass.DERIVED) == before


Workspaces.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=16,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestWorkspaces = Workspaces.TestCase


def test_everything_that_is_not_local_comes_back_from_the_journal_alone(
    workspace: WorkspaceFile,
) -> None:
    database = workspace.database
    before = contents(database, TableClass.DERIVED)
    assert before["answer"] == []
    assert len(before["assessment"]) == 2
    for table in tables(TableClass.DERIVED):
        database.run(f'DROP TABLE "{table.name}"')
    rebuild(workspace)
    assert contents(database, TableClass.DERIVED) == before


def test_every_table_of_the_file_belongs_to_one_class(workspace: WorkspaceFile) -> None:
    there = {
        name
        for (name,) in workspace.database.rows("SELECT name FROM sqlite_master WHERE type='table'")
    }
    classed = [table.name for one in TableClass for table in tables(one)]
    assert sorted(classed) == sorted(there)


def test_the_migrations_make_the_tables_that_statements_are_composed_from(
    workspace: WorkspaceFile,
) -> None:
    assert len(MIGRATIONS) == workspace.database.value("PRAGMA user_version")

    def schema() -> dict[str, object]:
        return {
            table.name: (
                workspace.database.rows(f'PRAGMA table_info("{table.name}")'),
                sorted(
                    (name, workspace.database.rows(f'PRAGMA index_info("{name}")'))
                    for _, name, *_ in workspace.database.rows(f'PRAGMA index_list("{table.name}")')
                ),
            )
            for table in METADATA.sorted_tables
            if table.info["class"] is TableClass.DERIVED
        }

    migrated = schema()
    rebuild(workspace)
    assert schema() == migrated
