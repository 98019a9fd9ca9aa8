"""The rows of a unit's sheet under Qt's own tester, filtered, folded and refreshed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from inspector import bootstrap
from inspector.domain.answer import Conclusion
from inspector.domain.ids import ItemKey
from inspector.domain.inspection import Inspection
from inspector.services import answers, findings, lookup, score_sheet, unit_choices
from inspector.services.desk import Desk
from inspector.services.findings import Fact
from inspector.services.score_filter import Filter, Show
from inspector.services.score_lines import ItemLine, SectionLine
from inspector.services.score_sheet import ScoreSheet
from inspector.ui.delegates.line_words import row_tip, row_words
from inspector.ui.models.item_tree import ItemTreeModel


@pytest.fixture
def desk(demo_file: Path) -> Iterator[Desk]:
    with bootstrap.open_desk(demo_file, author="吴敏") as opened:
        yield opened


@pytest.fixture
def task(desk: Desk) -> Inspection:
    return lookup.inspection(desk, None)


@pytest.fixture
def sheet(desk: Desk, task: Inspection) -> ScoreSheet:
    unit = unit_choices.choices(desk, task)[0].unit
    return score_sheet.SheetReader().read(desk, task, unit)


@pytest.fixture
def model(sheet: ScoreSheet, qapp: QApplication) -> ItemTreeModel:
    made = ItemTreeModel(row_words, row_tip, qapp)
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        made, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    made.show(sheet)
    return made


def shown_items(model: ItemTreeModel) -> list[ItemKey]:
    lines = [model.line(row) for row in range(model.rowCount())]
    return [line.key for line in lines if isinstance(line, ItemLine)]


def test_every_section_and_item_has_its_row_in_the_order_of_the_list(
    model: ItemTreeModel, sheet: ScoreSheet
) -> None:
    assert shown_items(model) == list(sheet.lines)
    assert model.rowCount() == len(sheet.lines) + len(sheet.outline.children) - 1
    first = model.line(0)
    assert isinstance(first, SectionLine)
    assert (first.index, model.depth(0)) == (1, 0)


def test_a_filter_leaves_the_items_wanted_and_their_sections(
    model: ItemTreeModel, sheet: ScoreSheet
) -> None:
    model.keep(Filter(show=Show.DEDUCTED))
    wanted = [key for key, line in sheet.lines.items() if line.deducted]
    assert shown_items(model) == wanted
    for key in wanted:
        above = model.sections_above(key)
        assert all(model.row_of_section(section) is not None for section in above)
    model.keep(Filter())
    assert shown_items(model) == list(sheet.lines)


def test_folding_hides_what_stands_beneath_and_a_search_finds_it_all_the_same(
    model: ItemTreeModel, sheet: ScoreSheet
) -> None:
    key = next(iter(sheet.lines))
    section = model.sections_above(key)[-1]
    model.fold(section, True)
    assert model.row_of(key) is None
    assert model.row_of_section(section) == 0
    model.keep(Filter(typed=sheet.lines[key].number))
    assert model.row_of(key) is not None
    model.keep(Filter())
    assert model.row_of(key) is None
    model.fold(section, False)
    assert model.row_of(key) is not None


def test_an_edit_repaints_its_item_and_the_sections_above_and_nothing_else(
    model: ItemTreeModel, sheet: ScoreSheet, desk: Desk, task: Inspection
) -> None:
    key = next(key for key, line in sheet.lines.items() if not line.findings)
    item = sheet.item(key)
    fact = Fact(fact="栏目空白", place="专栏", points=None)
    rule = next(rule for rule in item.rules if rule.kind.value in {"each", "once"})
    _finding, changes = findings.add(desk, task, sheet.unit, item, rule, fact)
    wanted = sheet.wanted(changes)
    assert wanted is not None
    touched = sheet.take(score_sheet.fresh(desk, task, sheet.unit.id, wanted))
    assert touched is not None
    painted: set[int] = set()
    model.dataChanged.connect(lambda first, _last, _roles: painted.add(first.row()))
    model.refresh(touched)
    above = {model.row_of_section(section) for section in model.sections_above(key)}
    assert painted == above | {model.row_of(key)}
    row = model.row_of(key)
    assert row is not None
    line = model.line(row)
    assert isinstance(line, ItemLine)
    assert line.deducted == rule.points


def test_rows_speak_in_words(model: ItemTreeModel, sheet: ScoreSheet) -> None:
    """Colour and sign never carry the meaning alone."""
    key = next(key for key, line in sheet.lines.items() if line.deducted)
    row = model.row_of(key)
    assert row is not None
    said = model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "部分达到" in said or "未达到" in said
    assert "−" in said
    tip = model.data(model.index(row, 0), Qt.ItemDataRole.ToolTipRole)
    assert "缺少佐证材料" in tip


def test_another_unit_is_shown_under_the_same_filter(
    model: ItemTreeModel, desk: Desk, task: Inspection, sheet: ScoreSheet
) -> None:
    model.keep(Filter(show=Show.OPEN))
    assert shown_items(model) == []
    other = lookup.unit(desk, unit_choices.choices(desk, task)[1].label)
    item = sheet.item(next(iter(sheet.lines)))
    action = findings.action_on("answer.set", other, item)
    part = desk.file.reader.answer(task.id, other.id, item.key)
    assert part is not None
    answers.change(desk, task, other, item, action, conclusion=Conclusion.OPEN, findings=())
    model.show(score_sheet.SheetReader().read(desk, task, other.id))
    assert shown_items(model) == [item.key]
    model.show(None)
    assert model.rowCount() == 0
