"""Two copies on which people worked apart become one: the same in whichever order."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.domain.ids import ItemKey
from inspector.storage.merging import merge
from inspector.storage.undo import next_undo
from inspector.storage.verify import verify
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import (
    LI,
    ZHANG,
    answer,
    change,
    finding,
    put,
    set_up,
    stored,
)


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of one workspace on which two people worked apart."""
    one, two = tmp_path / "one.inspection", tmp_path / "two.inspection"
    with WorkspaceFile.create(one) as workspace:
        set_up(workspace)
        put(workspace, answer(note="原"))
    shutil.copy(one, two)
    with WorkspaceFile.open(one) as workspace:
        change(workspace, answer(note="原"), answer(finding("f1"), note="张三改"))
        put(workspace, answer(note="张三独有", item=ItemKey("k2")))
    with WorkspaceFile.open(two) as workspace:
        put(workspace, answer(note="李四独有", item=ItemKey("k4")), author=LI)
        changed = replace(answer(finding("f2"), note="李四改"), account="李四独有")
        change(workspace, answer(note="原"), changed, author=LI)
    return one, two


def test_a_union_verifies_and_gives_the_same_rows_and_conflicts_in_either_order(
    copies: tuple[Path, Path], tmp_path: Path
) -> None:
    found = []
    for place, (first, second) in enumerate([copies, copies[::-1]]):
        target = tmp_path / f"{place}.inspection"
        shutil.copy(first, target)
        brought = merge(target, [second])
        assert (brought.sessions, brought.conflicts, brought.new_conflicts) == (1, 1, 1)
        again = merge(target, [second])
        assert again.is_nothing, "again is no change"
        with WorkspaceFile.open(target) as workspace:
            assert verify(workspace).problems == ()
            found.append(
                (
                    stored(workspace),
                    stored(workspace, ItemKey("k2")),
                    workspace.reader.conflicts(),
                    workspace.reader.chain_head().hex16,
                )
            )
    assert found[0] == found[1]
    united, only_one, conflicts, _ = found[0]
    assert united is not None
    assert united.account == "李四独有"
    assert [one.id for one in united.findings] == ["f1"], "equal findings are one, the elder"
    assert only_one is not None
    assert [(one.field, [head.author for head in one.heads]) for one in conflicts] == [
        ("note", [ZHANG, LI])
    ]
    assert united.note == "李四改", "the latest stands for the time being"


def test_the_head_printed_after_a_union_is_found_again_when_work_went_on(
    copies: tuple[Path, Path],
) -> None:
    one, two = copies
    merge(one, [two])
    with WorkspaceFile.open(one) as workspace:
        printed = workspace.reader.chain_head().hex16
    with WorkspaceFile.open(one) as workspace:
        assert verify(workspace, printed).ok
        put(workspace, answer(note="其后", item=ItemKey("k3")))
        assert workspace.reader.chain_head().hex16 != printed
        assert verify(workspace, printed).ok
        following = next_undo(workspace, ZHANG)
        assert following is not None
