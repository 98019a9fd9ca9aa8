"""What returned sheets change, and how they stand beside what changed meanwhile."""

import pickle
from pathlib import Path
from typing import Any

import pytest

from inspector.domain.answer import Conclusion
from inspector.domain.edits import Action
from inspector.domain.marks import ONE, Mark
from inspector.exchange.sheets.claims import Outcome
from inspector.exchange.sheets.columns import SheetKind
from inspector.services import answers, findings, intake, lookup, sheets
from inspector.services.desk import Desk
from inspector.services.weighing import SheetReport
from inspector.storage.snapshots import list_snapshots
from tests.exchange.sheet_cases import changed, typed
from tests.services.conftest import ITEMS


def came_back(desk: Desk, kind: SheetKind, cells: dict[tuple[str, str], Any], folder: Path) -> Path:
    """Return the sheet of 市外办 with values typed into cells named by number and header."""
    task, unit = lookup.inspection(desk, None), lookup.unit(desk, "市外办")
    path = sheets.export_one(desk, task, kind, unit, folder)
    path.write_bytes(changed(path.read_bytes(), typed(cells)))
    return path


def take_in(desk: Desk, *paths: Path, **options: Any) -> tuple[SheetReport, ...]:
    return intake.take_in(desk, lookup.inspection(desk, None), paths, **options)


def stored(desk: Desk, number: str) -> Any:
    task, unit = lookup.inspection(desk, None), lookup.unit(desk, "市外办")
    return desk.file.reader.answer(task.id, unit.id, ITEMS[number].key)


def test_a_value_changed_meanwhile_becomes_a_conflict(desk: Desk, tmp_path: Path) -> None:
    path = came_back(desk, SheetKind.SELF, {("5.2", "自评分"): 1}, tmp_path)
    task, unit = lookup.inspection(desk, None), lookup.unit(desk, "市外办")
    answers.change(
        desk, task, unit, ITEMS["5.2"], Action(verb="answer.set"), self_mark=Mark(2 * ONE)
    )
    take_in(desk, path)
    (conflict,) = desk.file.reader.conflicts()
    assert conflict.field == "self"
    claimed: list[Any] = [head.after for head in conflict.heads]
    assert sorted(mark for _, mark in claimed) == [1 * ONE, 2 * ONE]


def test_a_cell_as_it_went_out_is_no_edit_even_if_the_value_changed_meanwhile(
    desk: Desk, tmp_path: Path
) -> None:
    path = came_back(desk, SheetKind.SELF, {("5.3", "自评分"): 2}, tmp_path)
    task, unit = lookup.inspection(desk, None), lookup.unit(desk, "市外办")
    answers.change(
        desk, task, unit, ITEMS["5.2"], Action(verb="answer.set"), self_mark=Mark(2 * ONE)
    )
    take_in(desk, path)
    assert desk.file.reader.conflicts() == ()
    assert stored(desk, "5.2").self_mark == 2 * ONE


def test_a_snapshot_is_taken_once_and_only_when_something_is_taken_in(
    desk: Desk, tmp_path: Path
) -> None:
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"no workbook")
    take_in(desk, bad)
    assert list_snapshots(desk.file.path) == ()
    take_in(desk, came_back(desk, SheetKind.SELF, {("5.2", "自评分"): 2}, tmp_path), bad)
    (snapshot,) = list_snapshots(desk.file.path)
    assert snapshot.reason == "import"


def test_evidence_that_a_unit_names_is_its_own_and_comes_once(desk: Desk, tmp_path: Path) -> None:
    named = {("5.2", "佐证材料"): "https://wsb.example/fa\n方案.pdf"}
    path = came_back(desk, SheetKind.SELF, named, tmp_path)
    take_in(desk, path)
    take_in(desk, path)
    task = lookup.inspection(desk, None)
    evidence = desk.file.reader.evidence(task.id)
    assert [one.name or one.address for one in evidence] == ["https://wsb.example/fa", "方案.pdf"]
    assert all(one.from_unit for one in evidence)


@pytest.mark.parametrize(
    ("number", "marks", "rule", "count"),
    [
        ("3.3", 1.5, 1, 3),  # 每件不规范扣0.5分
        ("5.1", 2, 1, 1),  # a未研究部署的扣2分；b…扣1分
        ("4.2", 2, 0, 1),  # a每个扣1分, b每个扣0.5分, c每处扣0.1分: any of them
        ("5.1", 1.5, 0, 1),  # neither a nor b costs that
    ],
)
def test_a_finding_added_on_a_working_sheet_is_put_under_the_one_rule_that_fits(
    desk: Desk, tmp_path: Path, number: str, marks: float, rule: int, count: int
) -> None:
    cells = {(number, "扣分"): marks, (number, "扣分原因"): "见截图"}
    take_in(desk, came_back(desk, SheetKind.WORKING, cells, tmp_path))
    (finding,) = stored(desk, number).findings
    assert (finding.rule, finding.count, finding.points) == (rule, count, int(marks * ONE))
    assert finding.inspector == "甲"


def test_a_deduction_corrected_on_a_working_sheet_brings_its_count(
    desk: Desk, tmp_path: Path
) -> None:
    task, unit, item = lookup.inspection(desk, None), lookup.unit(desk, "市外办"), ITEMS["3.3"]
    findings.add(
        desk, task, unit, item, findings.rule_meant(item, None), findings.Fact(fact="1件不规范")
    )
    cells = {("3.3", "扣分"): 1, ("3.3", "扣分原因"): "2件不规范"}
    (report,) = take_in(desk, came_back(desk, SheetKind.WORKING, cells, tmp_path))
    (finding,) = stored(desk, "3.3").findings
    assert (finding.count, finding.points, finding.fact) == (2, 1 * ONE, "2件不规范")
    assert report.count(Outcome.TAKEN) == 2


def test_a_finding_gone_from_a_working_sheet_is_withdrawn_only_when_it_is_said(
    desk: Desk, tmp_path: Path
) -> None:
    task, unit, item = lookup.inspection(desk, None), lookup.unit(desk, "市外办"), ITEMS["3.3"]
    findings.add(
        desk, task, unit, item, findings.rule_meant(item, None), findings.Fact(fact="1件不规范")
    )
    empty = {
        ("3.3", header): None for header in ("扣分", "扣分原因", "位置", "采样时间", "核查结论")
    }
    path = came_back(desk, SheetKind.WORKING, empty, tmp_path)
    take_in(desk, path)
    assert stored(desk, "3.3").findings[0].status.value == "standing"
    take_in(desk, path, clear_emptied=True)
    assert stored(desk, "3.3").findings[0].status.value == "withdrawn"


def test_sheets_are_followed_one_by_one(desk: Desk, tmp_path: Path) -> None:
    path = came_back(desk, SheetKind.SELF, {("5.2", "自评结论"): "达到要求"}, tmp_path)
    seen: list[Path] = []

    def follow(files: Any) -> Any:
        for file in files:
            seen.append(file)
            yield file

    take_in(desk, path, follow=follow)
    assert seen == [path]
    assert stored(desk, "5.2").self_conclusion is Conclusion.MET


def test_a_sheet_taken_in_again_says_that_nothing_changes(desk: Desk, tmp_path: Path) -> None:
    cells = {("5.2", "自评分"): 1, ("5.3", "自评说明"): "已办"}
    path = came_back(desk, SheetKind.SELF, cells, tmp_path)
    (first,) = take_in(desk, path)
    (second,) = take_in(desk, path)
    assert (first.count(Outcome.TAKEN), second.count(Outcome.TAKEN)) == (2, 0)
    reasons = [cell.issue.code for cell in second.cells if cell.issue]
    assert reasons.count("sheet.as_it_stands") == 2


def test_a_finding_of_a_working_sheet_taken_in_again_is_not_doubled(
    desk: Desk, tmp_path: Path
) -> None:
    cells = {
        ("5.2", "核查结论"): "部分达到",
        ("5.2", "扣分"): 1,
        ("5.2", "扣分原因"): "未公开指南",
    }
    path = came_back(desk, SheetKind.WORKING, cells, tmp_path)
    take_in(desk, path)
    (report,) = take_in(desk, path)
    assert [one.fact for one in stored(desk, "5.2").findings] == ["未公开指南"]
    assert report.count(Outcome.TAKEN) == 0


def test_files_are_read_first_and_taken_in_after_a_look_as_one_action(
    desk: Desk, tmp_path: Path
) -> None:
    path = came_back(desk, SheetKind.SELF, {("5.2", "自评分"): 1}, tmp_path)
    task, count = lookup.inspection(desk, None), len(desk.file.reader.groups())
    prepared = pickle.loads(pickle.dumps(intake.prepare(desk, task, [path])))
    assert len(desk.file.reader.groups()) == count
    assert [one.count(Outcome.TAKEN) for one in prepared.reports] == [1]
    assert prepared.paths() == (path,)
    intake.accept(desk, task, prepared)
    assert stored(desk, "5.2").self_mark == ONE
    assert len(desk.file.reader.groups()) == count + 1


def test_what_changed_while_a_sheet_was_looked_at_is_not_lost(desk: Desk, tmp_path: Path) -> None:
    cells = {("5.2", "工作开展情况"): "已建立台账"}
    path = came_back(desk, SheetKind.WORKING, cells, tmp_path)
    task, unit = lookup.inspection(desk, None), lookup.unit(desk, "市外办")
    prepared = intake.prepare(desk, task, [path])
    answers.change(
        desk, task, unit, ITEMS["5.2"], Action(verb="answer.set"), conclusion=Conclusion.MET
    )
    intake.accept(desk, task, prepared)
    assert stored(desk, "5.2").conclusion is Conclusion.MET
    assert stored(desk, "5.2").account == "已建立台账"


def test_a_file_left_out_after_the_look_is_not_taken_in(desk: Desk, tmp_path: Path) -> None:
    path = came_back(desk, SheetKind.SELF, {("5.2", "自评分"): 1}, tmp_path)
    task = lookup.inspection(desk, None)
    intake.accept(desk, task, intake.prepare(desk, task, [path]), without=[path])
    assert stored(desk, "5.2") is None
