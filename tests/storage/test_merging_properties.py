"""Random work on up to six copies, merged in random orders and repeatedly, ends in one state."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from inspector.domain.answer import Answer, Conclusion
from inspector.domain.edits import Action, Edit, EditId, RecordKind
from inspector.domain.errors import Refused
from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding
from inspector.domain.ids import EvidenceId, FindingId, ItemKey, new_id
from inspector.domain.inspection import AssessmentState
from inspector.domain.marks import Mark
from inspector.storage import snapshots
from inspector.storage.engine import Access, connect
from inspector.storage.merging import merge
from inspector.storage.packages import Contents, write_package
from inspector.storage.purge import purge_blob, purge_text
from inspector.storage.rows import METADATA, TableClass, tables
from inspector.storage.snapshot_files import folder_of, list_snapshots
from inspector.storage.undo import next_undo, undo
from inspector.storage.verify import verify
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import EDUCATION, SET, TASK, set_up

COPIES = 6
NUMBERED_HERE = {"head", "conflict"}
"""Tables whose rows hold numbers that are local to a file."""
SECRET = "身份证号"


@dataclass(frozen=True)
class Step:
    """Something somebody does on one copy; `choice` picks among what there is."""

    copy: int
    verb: str
    item: ItemKey
    text: str
    choice: int


_ORDINARY = ["note", "check", "check", "correct", "claim", "remove", "undo", "prove", "merge"]
_RARE = [
    "settle",
    "approve",
    "unlock",
    "copy",
    "purge_text",
    "purge_file",
    "go_back",
    "pack",
    "send",
    "take",
]
VERBS = st.sampled_from([*_ORDINARY, *_RARE])
STEPS = st.lists(
    st.builds(
        Step,
        copy=st.integers(0, COPIES - 1),
        verb=VERBS,
        item=st.sampled_from([ItemKey("k1"), ItemKey("k2")]),
        text=st.sampled_from(["甲", "乙", SECRET]),
        choice=st.integers(0, 5),
    ),
    min_size=4,
    max_size=22,
)


class Laptops:
    """Copies of one workspace, each in its own folder, with clocks that are years apart."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        first = self.path(0)
        first.parent.mkdir()
        with WorkspaceFile.create(first) as file:
            set_up(file)
        snapshots.take_of(first, "daily", None)
        for number in range(1, COPIES):
            shutil.copytree(first.parent, self.path(number).parent)
            for old in list_snapshots(self.path(number)):
                assert old.path.exists()
        self.sent: list[tuple[ItemKey, tuple[EditId, ...]]] = []
        self.paths = [self.path(number) for number in range(COPIES)]

    def path(self, number: int) -> Path:
        """Return where a copy is."""
        return self.folder / str(number) / "x.inspection"

    def open(self, number: int) -> WorkspaceFile:
        """Open a copy on a machine whose clock is wrong by some years."""
        now = datetime(2025, 12, 1, tzinfo=UTC) + timedelta(days=400 * (number - 3))
        return WorkspaceFile.open(self.path(number), clock=lambda: now)

    def do(self, step: Step) -> None:
        """Carry out one step, if it can be."""
        whole: dict[str, Callable[[Step], object]] = {
            "merge": lambda one: merge(
                self.path(one.copy), [self.path((one.copy + 1 + one.choice) % COPIES)]
            ),
            "send": self._send,
            "take": self._take,
            "copy": self._copy_over,
            "pack": self._pack,
            "go_back": lambda one: snapshots.restore(
                self.path(one.copy), list_snapshots(self.path(one.copy))[-1]
            ),
        }
        if step.verb in whole:
            whole[step.verb](step)
            return
        with self.open(step.copy) as file:
            _ON_FILE[step.verb](file, step)

    def _send(self, step: Step) -> None:
        """Note the heads that a sheet goes out with."""
        with self.open(step.copy) as file:
            key = f"{TASK}/{EDUCATION.id}/{step.item}"
            heads = file.reader.heads(RecordKind.ANSWER, key, "note")
        if heads:
            self.sent.append((step.item, heads))

    def _take(self, step: Step) -> None:
        """Take a sheet in, on whichever copy, with the heads it went out with."""
        if self.sent:
            item, heads = self.sent[step.choice % len(self.sent)]
            key = f"{TASK}/{EDUCATION.id}/{item}"
            edit = Edit(
                kind=RecordKind.ANSWER, key=key, field="note", after=f"表{step.text}", bases=heads
            )
            with self.open(step.copy) as file, file.unit_of_work(_author(step)) as work:
                work.write([edit])
                work.commit(SET)

    def _copy_over(self, step: Step) -> None:
        """Put a second copy of one laptop's file on it, and work on that one from then on."""
        twin = self.path((step.copy + 1) % COPIES)
        merge(twin, [self.path(step.copy)])

    def _pack(self, step: Step) -> None:
        """Hand a laptop a package in place of the copy it has, once that has been merged."""
        origin = self.path(step.copy)
        laptop = self.path((step.copy + 1 + step.choice) % COPIES)
        if origin == laptop:
            return
        merge(origin, [laptop])
        with WorkspaceFile.open(origin, read_only=True) as file:
            answers = file.reader.answers(TASK, EDUCATION.id)
            evidence = file.reader.evidence(TASK, EDUCATION.id)
            contents = Contents(
                records={
                    RecordKind.UNIT: [unit.id for unit in file.reader.units()],
                    RecordKind.EDITION: [one.id for one in file.reader.editions()],
                    RecordKind.INSPECTION: [TASK],
                    RecordKind.ASSESSMENT: [f"{TASK}/{EDUCATION.id}"],
                    RecordKind.ANSWER: [f"{TASK}/{EDUCATION.id}/{item}" for item in answers],
                    RecordKind.EVIDENCE: [piece.id for piece in evidence],
                },
                files=[piece.blob for piece in evidence if piece.blob],
            )
            laptop.unlink()
            write_package(file, laptop, _author(step), contents, {})
        shutil.rmtree(folder_of(laptop))
        snapshots.take_of(laptop, "daily", None)


def _now(file: WorkspaceFile, item: ItemKey) -> Answer:
    found = file.reader.answer(TASK, EDUCATION.id, item)
    return found or Answer(inspection=TASK, unit=EDUCATION.id, item=item)


def _author(step: Step) -> str:
    return f"第{step.copy % 3}人"


def _put(file: WorkspaceFile, step: Step, answer: Answer) -> None:
    with file.unit_of_work(_author(step)) as work:
        work.add(answer)
        work.commit(SET)


def _note(file: WorkspaceFile, step: Step) -> None:
    _put(file, step, replace(_now(file, step.item), note=step.text))


def _claim(file: WorkspaceFile, step: Step) -> None:
    _put(file, step, replace(_now(file, step.item), self_mark=Mark(step.choice)))


def _check(file: WorkspaceFile, step: Step) -> None:
    finding = Finding(id=FindingId(new_id()), rule=1, points=Mark(step.choice % 2), fact=step.text)
    answer = _now(file, step.item)
    findings = (*answer.findings[: step.choice % 3], finding)
    _put(file, step, replace(answer, conclusion=Conclusion.NOT_MET, findings=findings))


def _correct(file: WorkspaceFile, step: Step) -> None:
    answer = _now(file, step.item)
    findings = tuple(replace(one, fact=step.text) for one in answer.findings)
    _put(file, step, replace(answer, findings=findings))


def _remove(file: WorkspaceFile, step: Step) -> None:
    answer = file.reader.answer(TASK, EDUCATION.id, step.item)
    if answer is not None:
        with file.unit_of_work(_author(step)) as work:
            work.remove(answer)
            work.commit(SET)


def _undo(file: WorkspaceFile, step: Step) -> None:
    if next_undo(file, _author(step)) is not None:
        undo(file, _author(step))


def _prove(file: WorkspaceFile, step: Step) -> None:
    with file.unit_of_work(_author(step)) as work:
        with suppress(Refused):  # a picture that was purged is not taken in again
            blob = work.put_blob(f"照片{step.choice}".encode())
            work.add(
                Evidence(
                    id=EvidenceId(new_id()),
                    inspection=TASK,
                    unit=EDUCATION.id,
                    item=step.item,
                    blob=blob,
                    name=step.text,
                )
            )
        work.commit(SET)


def _state(state: AssessmentState) -> Callable[[WorkspaceFile, Step], None]:
    def change(file: WorkspaceFile, step: Step) -> None:
        part = file.reader.assessment(TASK, EDUCATION.id)
        with file.unit_of_work(_author(step)) as work:
            work.replace(part, replace(part, state=state, approved_grade=step.text))
            work.commit(Action(verb="assessment.update"))

    return change


def _purge_text(file: WorkspaceFile, step: Step) -> None:
    with suppress(Refused):
        purge_text(file, _author(step), SECRET, "涉及隐私")


def _purge_file(file: WorkspaceFile, step: Step) -> None:
    for one in file.reader.evidence(TASK)[:1]:
        assert one.blob is not None
        purge_blob(file, _author(step), one.blob, "错收")


def _settle(file: WorkspaceFile, step: Step) -> None:
    for conflict in file.reader.conflicts():
        if (conflict.kind, conflict.field) == (RecordKind.ANSWER, "note"):
            item = ItemKey(conflict.key.rsplit("/", 1)[1])
            _put(file, replace(step, item=item), replace(_now(file, item), note=f"定{step.text}"))


_ON_FILE: dict[str, Callable[[WorkspaceFile, Step], None]] = {
    "note": _note,
    "check": _check,
    "correct": _correct,
    "claim": _claim,
    "remove": _remove,
    "undo": _undo,
    "prove": _prove,
    "approve": _state(AssessmentState.APPROVED),
    "unlock": _state(AssessmentState.CHECKING),
    "purge_text": _purge_text,
    "purge_file": _purge_file,
    "settle": _settle,
}


def state_of(path: Path) -> dict[str, Any]:
    """Return everything a file shows, without the numbers that are its own."""
    with WorkspaceFile.open(path, read_only=True) as file:
        assert verify(file).problems == ()
        found: dict[str, Any] = {}
        for table in tables(TableClass.DERIVED):
            if table.name not in NUMBERED_HERE:
                key = ", ".join(f'"{one.name}"' for one in METADATA.tables[table.name].primary_key)
                found[table.name] = file.database.rows(
                    f'SELECT * FROM "{table.name}" ORDER BY {key}'
                )
        found["conflicts"] = [
            (one.kind, one.key, one.field, [head.edit for head in one.heads])
            for one in file.reader.conflicts()
        ]
        found["files"] = file.database.rows("SELECT id, content FROM blob ORDER BY id")
        found["head"] = file.reader.chain_head().hex16
        return found


def edits_of(path: Path) -> set[tuple[bytes, int]]:
    """Return the identities of all edits in a file."""
    with closing(connect(path, Access.READ)) as database:
        return set(
            database.rows(
                "SELECT s.id, e.counter FROM edit e JOIN session s ON s.alias = e.session"
            )
        )


def merged_in(folder: Path, paths: Sequence[Path], together: bool) -> Path:
    """Merge copies into a copy of the first, one after another or all at once."""
    target = Path(tempfile.mkdtemp(dir=folder)) / "x.inspection"
    shutil.copy(paths[0], target)
    if together:
        merge(target, paths[1:])
    else:
        for path in paths[1:]:
            merge(target, [path])
    return target


@given(
    steps=STEPS,
    one=st.permutations(range(COPIES)),
    other=st.permutations(range(COPIES)),
    again=st.integers(0, COPIES - 1),
)
@settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_every_order_of_merging_gives_the_same_rows_and_conflicts_and_loses_nothing(
    steps: list[Step], one: list[int], other: list[int], again: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        laptops = Laptops(folder)
        for step in steps:
            laptops.do(step)
        everything = set().union(*(edits_of(path) for path in laptops.paths))

        first = merged_in(folder, [laptops.paths[n] for n in one], together=True)
        state = state_of(first)
        assert edits_of(first) == everything

        second = merged_in(folder, [laptops.paths[n] for n in other], together=False)
        assert state_of(second) == state

        halves = [
            merged_in(folder, [laptops.paths[n] for n in half], together=True)
            for half in (other[: COPIES // 2], other[COPIES // 2 :])
        ]
        merge(halves[1], [halves[0]])
        assert state_of(halves[1]) == state

        assert merge(first, [laptops.paths[again], halves[0], second]).is_nothing
        assert state_of(first) == state
