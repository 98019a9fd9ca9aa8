"""Places that are found by typing, and what undo would take back and where it stands."""

from pathlib import Path

import pytest

from inspector import bootstrap
from inspector.domain.answer import Conclusion
from inspector.domain.unit import UnitRow
from inspector.exchange import bundled
from inspector.jobs.door import Door
from inspector.jobs.places import index
from inspector.jobs.progress import Progress
from inspector.services import answers, history, inspections, lookup, places
from inspector.services.text_search import TextIndex

UNITS = ("市外办", "市财政局")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "2025.inspection"
    with bootstrap.open_desk(made, author="甲", create=True) as desk:
        rows = [UnitRow(name="市外事办公室", short_name=UNITS[0]), UnitRow(name=UNITS[1])]
        lists = {"": bundled.load("ningchuan-2025-b")}
        inspections.create(desk, inspections.Plan(name="2025年度考核", lists=lists, units=rows))
    return made


def test_places_are_the_units_then_every_item_once(path: Path) -> None:
    with bootstrap.open_desk(path, read_only=True) as desk:
        found = places.targets(desk, lookup.inspection(desk, None))
    assert [one.text for one in found[:2]] == [*UNITS]
    items = [one for one in found if one.item is not None]
    assert len(items) == len({one.item for one in items}) == 29
    assert items[0].text.startswith("1.1 ")
    assert "市外事办公室" in found[0].more


def test_the_index_made_by_a_worker_finds_by_chinese_and_by_first_letters(path: Path) -> None:
    with bootstrap.open_desk(path, read_only=True) as desk:
        task = lookup.inspection(desk, None).id
    found, letters = index(Progress(), Door(path), task, ["撤销"])
    texts = ["撤销", *(f"{one.text} {one.more}" for one in found)]
    search = TextIndex(texts, letters)
    for typed, wanted in (
        ("cx", "撤销"),
        ("swb", "市外办"),
        ("shiwai", ""),
        ("财政局", "市财政局"),
    ):
        hits = [texts[place] for place in search.find(typed)]
        assert any(wanted in hit for hit in hits) if wanted else not hits, typed


def test_without_a_workspace_only_actions_are_indexed() -> None:
    found, letters = index(Progress(), None, None, ["撤销"])
    assert found == ()
    assert "撤" in letters["c"]


def test_what_undo_would_take_back_is_told_with_its_place(path: Path) -> None:
    with bootstrap.open_desk(path, author="甲") as desk:
        task = lookup.inspection(desk, None)
        met = answers.Given(conclusion=Conclusion.MET)
        answers.set_given(desk, task, UNITS[0], "1.3", met)
        undone, redone = history.pending(desk)
        assert undone is not None
        assert redone is None
        unit, item = lookup.unit_and_item(desk, task, UNITS[0], "1.3")
        assert (undone.inspection, undone.unit, undone.item) == (task.id, unit.id, item.key)
        history.undo(desk)
        undone, redone = history.pending(desk)
        assert redone is not None
        assert redone.item == item.key
        assert undone is not None
        assert undone.entry.verb == "inspection.new"
    with bootstrap.open_desk(path, read_only=True) as desk:
        assert history.pending(desk) == (None, None)
