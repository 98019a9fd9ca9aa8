"""A desk with an inspection of two units against the class B list of the invented city."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.domain.checklist import Item
from inspector.domain.unit import UnitRow
from inspector.exchange import bundled
from inspector.services import inspections
from inspector.services.desk import Desk
from inspector.storage.workspace_file import WorkspaceFile

ITEMS: dict[str, Item] = {item.number: item for _, item in bundled.load("ningchuan-2025-b").items()}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with WorkspaceFile.create(tmp_path / "2025.inspection") as file:
        opened = Desk(file=file, author="甲")
        inspections.create(
            opened,
            inspections.Plan(
                name="2025年度考核",
                lists={"": bundled.load("ningchuan-2025-b")},
                units=[UnitRow(name="市外办", code="WB"), UnitRow(name="市财政局")],
            ),
        )
        yield opened
