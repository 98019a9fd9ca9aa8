"""The history of one field in a workspace of a million edits."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measurement import Measurement, fastest
from inspector.domain.edits import BIRTH, Action, Edit, RecordKind
from inspector.domain.ids import AnswerKey
from inspector.storage.workspace_file import WorkspaceFile

EDITS = 1_000_000
A_GROUP = 50_000
AT_MOST = 0.010


def run() -> Sequence[Measurement]:
    """Measure the field of a record in the middle that was changed ten times."""
    with TemporaryDirectory(dir=Path.cwd()) as folder:
        own = _measured(Path(folder) / "large.inspection")
    return [
        Measurement(
            job=f"history of one field among {EDITS:,} edits",
            against="10 ms",
            own=own,
            other=AT_MOST,
            limit="10 ms",
            kept=own <= AT_MOST,
        )
    ]


def _measured(path: Path) -> float:
    with WorkspaceFile.create(path) as file:
        for start in range(0, EDITS, A_GROUP):
            _write(file, _edits(start))
        key = _key(EDITS // 4)
        for n in range(10):
            _write(file, [Edit(kind=RecordKind.ANSWER, key=key, field="note", after=f"{n}")])
        assert len(file.reader.history(RecordKind.ANSWER, key, "note")) == 11
        return fastest(lambda: file.reader.history(RecordKind.ANSWER, key, "note"), 10)


def _write(file: WorkspaceFile, edits: list[Edit]) -> None:
    with file.unit_of_work("bench") as work:
        work.write(edits)
        work.commit(Action(verb="answer.set"))


def _edits(start: int) -> list[Edit]:
    edits = []
    for n in range(start, start + A_GROUP, 2):
        key = _key(n)
        edits.append(Edit(kind=RecordKind.ANSWER, key=key, field=BIRTH, after=None))
        edits.append(Edit(kind=RecordKind.ANSWER, key=key, field="note", after="略"))
    return edits


def _key(n: int) -> AnswerKey:
    n -= n % 2
    return AnswerKey(f"{'1' * 32}/{n // 600:032x}/{n % 600:016x}")
