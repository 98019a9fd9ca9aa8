"""Laptops are brought together in the window: looked through, merged, settled, taken back."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from inspector import bootstrap
from inspector.domain.unit import UnitRow
from inspector.exchange import bundled
from inspector.i18n import gettext
from inspector.services import evidence, findings, inspections, lookup, merging, secrecy
from inspector.services.desk import Desk
from inspector.services.evidence import Piece
from inspector.ui.dialogs.alike_units import AlikeUnitsDialog
from inspector.ui.dialogs.conflicts import ConflictsDialog
from inspector.ui.dialogs.merge import MergeDialog
from inspector.ui.main import Program
from inspector.ui.views.evidence_verbs import png
from tests.ui.item_bench import picture

OURS, THEIRS = "市外办", "市财政局"
D = TypeVar("D", bound=QDialog)
Settled = Callable[[Program], None]


def add_finding(desk: Desk, unit: str, count: int) -> None:
    task = lookup.inspection(desk, None)
    whom, item = lookup.unit_and_item(desk, task, unit, "4.2")
    rule = lookup.rule(item, "c")
    fact = findings.Fact(fact=f"错链{count}处", place="网站首页", count=count)
    findings.add(desk, task, whom, item, rule, fact)


def counted(path: Path, unit: str) -> list[int]:
    """Return how many bad links stand against a unit in a file."""
    with bootstrap.open_desk(path, read_only=True) as desk:
        task = lookup.inspection(desk, None)
        whom, item = lookup.unit_and_item(desk, task, unit, "4.2")
        answer = desk.file.reader.answer(task.id, whom.id, item.key)
        return [] if answer is None else [one.count for one in answer.findings]


@pytest.fixture
def laptops(tmp_path: Path) -> tuple[Path, Path]:
    """The leader's workspace and 丙's copy, which differ in what they found at two units."""
    leader, other = tmp_path / "组长.inspection", tmp_path / "丙.inspection"
    with bootstrap.open_desk(leader, author="组长", create=True) as desk:
        plan = inspections.Plan(
            name="考核",
            lists={"": bundled.load("ningchuan-2025-b")},
            units=(UnitRow(name=OURS), UnitRow(name=THEIRS)),
        )
        inspections.create(desk, plan)
    shutil.copy(leader, other)
    for path, author, count in ((leader, "甲", 13), (other, "丙", 8)):
        with bootstrap.open_desk(path, author=author) as desk:
            add_finding(desk, OURS, count)
            add_finding(desk, THEIRS, count + 1)
    return leader, other


@pytest.fixture
def at_leaders(program: Program, laptops: tuple[Path, Path], qtbot: QtBot) -> Program:
    with qtbot.waitSignal(program.session.opened):
        program.window.open_workspace(laptops[0])
    return program


def opened(program: Program, qtbot: QtBot, kind: type[D]) -> D:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in program.window.findChildren(kind)))
    return next(one for one in program.window.findChildren(kind) if one.isVisible())


def looked(dialog: MergeDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.accept_button.isEnabled)


def begin(program: Program, qtbot: QtBot) -> MergeDialog:
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in dialogs(program)))
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    QTest.keyClick(
        program.window,
        Qt.Key.Key_M,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    return opened(program, qtbot, MergeDialog)


def drop(dialog: MergeDialog, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    dialog.dropEvent(
        QDropEvent(
            QPointF(20, 20),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_conflict_shows_the_pictures_of_each_side(
    program: Program, laptops: tuple[Path, Path], qtbot: QtBot
) -> None:
    leader, other = laptops
    content = png(picture())
    with bootstrap.open_desk(other, author="丙") as desk:
        task = lookup.inspection(desk, None)
        whom, item = lookup.unit_and_item(desk, task, OURS, "4.2")
        answer = desk.file.reader.answer(task.id, whom.id, item.key)
        assert answer is not None
        piece = Piece(source="错链.png", content=content)
        evidence.add(desk, task, whom, item, (piece,), answer.findings[0])
    merging.merge(leader, [other])
    with qtbot.waitSignal(program.session.opened):
        program.window.open_workspace(leader)
    program.window.context.actions.trigger("frame.conflicts")
    listed = opened(program, qtbot, ConflictsDialog)

    def pictures() -> list[QLabel]:
        labels = listed.sides.findChildren(QLabel)
        return [one for one in labels if one.isVisible() and not one.pixmap().isNull()]

    qtbot.waitUntil(lambda: len(listed.model.rows) == 2)
    row = next(at for at, one in enumerate(listed.model.rows) if one.unit and one.unit.name == OURS)
    listed.table.setFocus()
    QTest.keyClick(listed.table, Qt.Key.Key_Home)
    for _down in range(row):
        QTest.keyClick(listed.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(pictures()) == 1)
    assert pictures()[0].accessibleName() == "错链.png"
    assert pictures()[0].pixmap().toImage().pixelColor(4, 60).name() == "#2f6db5"
    listed.reject()


def test_a_file_is_chosen_looked_through_merged_and_settled_by_keys_alone(
    at_leaders: Program, laptops: tuple[Path, Path], qtbot: QtBot, settled: Settled
) -> None:
    program, (leader, other) = at_leaders, laptops
    dialog = begin(program, qtbot)
    QTest.keyClick(dialog.files.add_button, Qt.Key.Key_Space)
    chooser = dialog.files.findChild(QDialog, "merge_chooser")
    assert chooser is not None
    field = chooser.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    field.setText(str(other))
    QTest.keyPress(field, Qt.Key.Key_Return)  # the release would find the dialog gone
    looked(dialog, qtbot)
    assert [
        (row.unit and row.unit.name, row.author, row.findings, row.conflicts)
        for row in dialog.model.rows
    ] == [(OURS, "丙", 1, 1), (THEIRS, "丙", 1, 1)]
    assert counted(leader, OURS) == [13], "nothing has come in yet"

    QTest.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.outcome.isVisible)
    assert "2处不一致" in dialog.outcome.text.text()
    QTest.keyClick(dialog.outcome.conflicts_button, Qt.Key.Key_Space)
    listed = opened(program, qtbot, ConflictsDialog)
    qtbot.waitUntil(lambda: len(listed.model.rows) == 2)
    first = listed.model.rows[0].sides
    place = next(at for at, side in enumerate(first) if side.author == "丙")
    qtbot.waitUntil(lambda: listed.sides.findChild(QRadioButton, f"side_{place + 1}") is not None)
    QTest.keyClick(listed, Qt.Key(Qt.Key.Key_1 + place), Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: listed.sides.choice == place)
    assert not listed.form.one_button.isEnabled(), "a reason is asked for"
    listed.form.reason.setText("另5处为上级网站当日故障")
    QTest.keyClick(listed.form.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(listed.model.rows) == 1)
    listed.reject()
    settled(program)
    assert counted(leader, OURS) == [8]


def test_lines_are_settled_by_one_persons_values_as_one_action(
    at_leaders: Program, laptops: tuple[Path, Path], qtbot: QtBot, settled: Settled
) -> None:
    program, (leader, other) = at_leaders, laptops
    dialog = begin(program, qtbot)
    drop(dialog, other)
    looked(dialog, qtbot)
    dialog.accept_button.click()
    qtbot.waitUntil(dialog.outcome.isVisible)
    dialog.accept()
    program.window.context.actions.trigger("frame.conflicts")
    listed = opened(program, qtbot, ConflictsDialog)
    qtbot.waitUntil(lambda: len(listed.model.rows) == 2)
    listed.form.author.setCurrentText("丙")
    listed.form.reason.setText("以丙为准")
    QTest.mouseClick(listed.form.rule_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not listed.model.rows)
    assert listed.count.text() == "没有不一致之处。"
    listed.reject()
    settled(program)
    assert (counted(leader, OURS), counted(leader, THEIRS)) == ([8], [9])
    program.window.context.actions.trigger("frame.undo")
    settled(program)
    with bootstrap.open_desk(leader, read_only=True) as desk:
        assert len(desk.file.reader.conflicts()) == 2


def test_what_is_only_looked_at_changes_nothing_and_leaves_nothing(
    at_leaders: Program, laptops: tuple[Path, Path], qtbot: QtBot, settled: Settled
) -> None:
    dialog = begin(at_leaders, qtbot)
    drop(dialog, laptops[1])
    looked(dialog, qtbot)
    assert laptops[0].with_name("组长.inspection.merging").exists()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settled(at_leaders)
    assert not laptops[0].with_name("组长.inspection.merging").exists()
    assert counted(laptops[0], OURS) == [13]


def test_a_merge_is_taken_back_from_the_window(
    at_leaders: Program, laptops: tuple[Path, Path], qtbot: QtBot, settled: Settled
) -> None:
    dialog = begin(at_leaders, qtbot)
    drop(dialog, laptops[1])
    looked(dialog, qtbot)
    dialog.accept_button.click()
    qtbot.waitUntil(dialog.outcome.isVisible)
    dialog.accept()
    again = begin(at_leaders, qtbot)
    qtbot.waitUntil(again.files.earlier_button.isVisible)
    with qtbot.waitSignal(at_leaders.session.opened):
        QTest.mouseClick(again.files.earlier_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in dialogs(at_leaders)))
    settled(at_leaders)
    with bootstrap.open_desk(laptops[0], read_only=True) as desk:
        assert desk.file.reader.conflicts() == ()
    assert counted(laptops[0], OURS) == [13]


def dialogs(program: Program) -> Iterator[QDialog]:
    yield from program.window.findChildren(MergeDialog)


def test_a_tampered_file_is_refused_in_a_sentence(
    at_leaders: Program, laptops: tuple[Path, Path], qtbot: QtBot
) -> None:
    raw = bytearray(laptops[1].read_bytes())
    at = raw.find("错链8处".encode())
    raw[at : at + 3] = "满".encode()
    laptops[1].write_bytes(bytes(raw))
    dialog = begin(at_leaders, qtbot)
    drop(dialog, laptops[1])
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "丙.inspection" in dialog.problem.text()
    assert "没有任何改动" in dialog.problem.text()
    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_a_file_with_a_password_of_its_own_is_asked_for_it(
    at_leaders: Program, laptops: tuple[Path, Path], qtbot: QtBot
) -> None:
    secrecy.set_password(laptops[1], "丙组专用2025", None)
    dialog = begin(at_leaders, qtbot)
    drop(dialog, laptops[1])
    qtbot.waitUntil(lambda: dialog.findChild(QDialog, "password") is not None)
    asking = dialog.findChild(QDialog, "password")
    assert asking is not None
    field = asking.findChild(QLineEdit)
    assert field is not None
    field.setText("丙组专用2025")
    QTest.keyPress(field, Qt.Key.Key_Return)  # the release would find the dialog gone
    looked(dialog, qtbot)
    assert len(dialog.model.rows) == 2
    dialog.reject()


def test_units_of_like_name_are_joined_or_kept_apart_for_good(
    at_leaders: Program, qtbot: QtBot, settled: Settled
) -> None:
    program = at_leaders

    def add(desk: Desk) -> object:
        rows = [UnitRow(name="宁川市财政局"), UnitRow(name="宁川市市外办")]
        return inspections.add_units(desk, lookup.inspection(desk, None), rows)

    program.session.edit(add, program.window)
    settled(program)
    dialog = AlikeUnitsDialog(program.window.context)
    dialog.open()
    qtbot.waitUntil(lambda: len(dialog.pairs) == 1)
    assert {one.name for one in dialog.pairs[0]} == {THEIRS, "宁川市财政局"}
    button = dialog.findChild(QPushButton, "apart_1")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.pairs)
    dialog.reject()
    again = AlikeUnitsDialog(program.window.context)
    again.open()
    settled(program)
    assert again.pairs == ()
    program.window.context.memory.put("units_apart", [])
    again.reject()
    third = AlikeUnitsDialog(program.window.context)
    third.open()
    qtbot.waitUntil(lambda: len(third.pairs) == 1)
    join = third.findChild(QPushButton, "join_1_1")
    assert join is not None
    QTest.mouseClick(join, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not third.pairs)
    third.reject()
    settled(program)


@pytest.mark.parametrize("language", gettext.LANGUAGES)
def test_no_button_of_the_three_dialogs_is_clipped(
    at_leaders: Program, settled: Settled, language: str
) -> None:
    before = gettext.current()
    gettext.use(language)
    try:
        context = at_leaders.window.context
        for dialog in (MergeDialog(context), ConflictsDialog(context), AlikeUnitsDialog(context)):
            dialog.open()
            settled(at_leaders)
            QApplication.processEvents()
            for button in dialog.findChildren(QPushButton):
                if button.isVisible():
                    assert button.width() >= button.minimumSizeHint().width(), button.objectName()
                    corner = button.mapTo(dialog, QPoint(button.width(), button.height()))
                    assert corner.x() <= dialog.width()
            dialog.reject()
    finally:
        gettext.use(before)
