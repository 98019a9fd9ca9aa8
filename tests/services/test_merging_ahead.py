"""A union is made on a copy while the workspace is open, looked through, then swapped in."""

import shutil
from pathlib import Path

import pytest

from inspector import bootstrap
from inspector.domain.errors import Refused
from inspector.domain.unit import UnitRow
from inspector.exchange import bundled
from inspector.services import answers, conflicts, findings, inspections, lookup, merging, secrecy
from inspector.services.desk import Desk

NUMBER = "1.1"


def note(desk: Desk, unit: str, text: str) -> None:
    task = lookup.inspection(desk, None)
    answers.set_given(desk, task, unit, NUMBER, answers.Given(note=text))


def noted(path: Path, unit: str, password: str | None = None) -> str:
    with bootstrap.open_desk(path, read_only=True, password=password) as desk:
        task = lookup.inspection(desk, None)
        found, item = lookup.unit_and_item(desk, task, unit, NUMBER)
        answer = desk.file.reader.answer(task.id, found.id, item.key)
        return "" if answer is None else answer.note


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A workspace, and a copy of it on which 乙 has noted something on two units."""
    ours, theirs = tmp_path / "主.inspection", tmp_path / "乙.inspection"
    with bootstrap.open_desk(ours, author="甲", create=True) as desk:
        plan = inspections.Plan(
            name="考核",
            lists={"": bundled.load("ningchuan-2025-b")},
            units=(UnitRow(name="市外办"), UnitRow(name="市财政局")),
        )
        inspections.create(desk, plan)
    shutil.copy(ours, theirs)
    with bootstrap.open_desk(theirs, author="乙") as desk:
        note(desk, "市外办", "乙看过")
        note(desk, "市财政局", "乙看过")
    return ours, theirs


def test_what_would_come_is_said_while_the_workspace_is_open_and_goes_on_in_its_log(
    files: tuple[Path, Path],
) -> None:
    ours, theirs = files
    seen: list[tuple[int, int, str]] = []
    with bootstrap.open_desk(ours, author="甲") as desk:
        note(desk, "市外办", "甲看过")
        outlook = merging.look_ahead(ours, [theirs], follow=lambda *step: seen.append(step))
        assert outlook.report.merged.new_conflicts == 1
        assert [
            (one.unit and one.unit.name, one.author, one.answers, one.conflicts)
            for one in outlook.units
        ] == [("市外办", "乙", 1, 1), ("市财政局", "乙", 1, 0)]
        with pytest.raises(Refused) as caught:
            merging.carry_out(outlook.prepared)
        assert caught.value.issues[0].code == "storage.locked"
        assert not desk.file.reader.conflicts(), "nothing has come in yet"
    merging.carry_out(outlook.prepared)
    assert noted(ours, "市财政局") == "乙看过"
    assert [done for done, _total, _name in seen] == sorted(done for done, _total, _name in seen)
    assert len({total for _done, total, _name in seen}) == 1
    with bootstrap.open_desk(ours, read_only=True) as desk:
        assert merging.can_be_taken_back(desk)
        assert len(desk.file.reader.conflicts()) == 1
    merging.take_back(ours)
    assert (noted(ours, "市外办"), noted(ours, "市财政局")) == ("甲看过", "")


def test_a_workspace_that_went_on_meanwhile_stays_as_it_is(files: tuple[Path, Path]) -> None:
    ours, theirs = files
    outlook = merging.look_ahead(ours, [theirs])
    with bootstrap.open_desk(ours, author="甲") as desk:
        note(desk, "市外办", "甲接着录")
    with pytest.raises(Refused) as caught:
        merging.carry_out(outlook.prepared)
    assert caught.value.issues[0].code == "storage.merge_moved_on"
    assert (noted(ours, "市外办"), noted(ours, "市财政局")) == ("甲接着录", "")


def test_what_is_called_off_leaves_nothing_behind(files: tuple[Path, Path]) -> None:
    ours, theirs = files
    before = sorted(ours.parent.iterdir())

    class CalledOffError(Exception):
        pass

    def stop(done: int, _total: int, _name: str) -> None:
        if done == 2:
            raise CalledOffError

    with pytest.raises(CalledOffError):
        merging.look_ahead(ours, [theirs], follow=stop)
    assert sorted(ours.parent.iterdir()) == before
    outlook = merging.look_ahead(ours, [theirs])
    merging.call_off(ours)
    assert sorted(ours.parent.iterdir()) == before
    with pytest.raises(Refused) as caught:
        merging.carry_out(outlook.prepared)
    assert caught.value.issues[0].code == "storage.merge_gone"


def test_a_file_of_another_workspace_is_refused_before_anything_is_copied(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    foreign = tmp_path / "外.inspection"
    with bootstrap.open_desk(foreign, author="丙", create=True) as desk:
        lists = {"": bundled.load("ningchuan-2025-b")}
        inspections.create(desk, inspections.Plan(name="别的", lists=lists))
    with pytest.raises(Refused) as caught:
        merging.look_ahead(files[0], [files[1], foreign])
    assert caught.value.issues[0].code == "storage.merge_foreign"
    assert not files[0].with_name("主.inspection.merging").exists()


def test_an_encrypted_workspace_is_united_with_an_open_file(
    files: tuple[Path, Path],
) -> None:
    ours, theirs = files
    secrecy.set_password(ours, "宁州2025不外传", None)
    outlook = merging.look_ahead(ours, [theirs], "宁州2025不外传")
    assert b"SQLite format 3" not in outlook.prepared.copy.read_bytes()[:16]
    merging.carry_out(outlook.prepared, "宁州2025不外传")
    assert noted(ours, "市财政局", "宁州2025不外传") == "乙看过"


def test_a_conflict_is_told_with_the_items_words_and_each_sides_facts(
    files: tuple[Path, Path],
) -> None:
    ours, theirs = files
    for path, author, count in ((ours, "甲", 13), (theirs, "乙", 8)):
        with bootstrap.open_desk(path, author=author) as desk:
            task = lookup.inspection(desk, None)
            unit, item = lookup.unit_and_item(desk, task, "市外办", "4.2")
            fact = findings.Fact(fact=f"错链{count}处", place="首页", count=count)
            findings.add(desk, task, unit, item, lookup.rule(item, "c"), fact)
    merging.merge(ours, [theirs])
    with bootstrap.open_desk(ours, read_only=True) as desk:
        (dispute,) = conflicts.disputes(desk)
        told = conflicts.told(desk, dispute)
        assert told.content == "栏目更新与链接"
        assert {
            side.author: [(one.fact, one.place, one.count) for one in listed]
            for side, listed in zip(dispute.sides, told.findings, strict=True)
        } == {"甲": [("错链13处", "首页", 13)], "乙": [("错链8处", "首页", 8)]}
