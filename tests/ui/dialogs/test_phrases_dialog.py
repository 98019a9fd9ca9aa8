"""常用语 kept for a rule: added, reworded and dropped in the window, each step undone by Ctrl+Z."""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPushButton

from inspector.services import phrases
from inspector.ui.dialogs.phrases import PhrasesDialog
from tests.services.conftest import ITEMS
from tests.ui.item_bench import Bench, _made_once, bench, dialog, type_into

__all__ = ["_made_once", "bench"]


def kept(bench: Bench, rule: int) -> list[str]:
    """Return what stands in the file."""
    found = bench.read(lambda desk: phrases.of_rule(desk, ITEMS["4.2"], rule))
    return [one.text for one in found if one.kept]


def test_phrases_are_added_reworded_and_dropped(bench: Bench) -> None:
    bench.panel.show_phrases()
    asked = dialog(bench, PhrasesDialog)
    lines = asked.findChild(QListWidget, "phrases_kept")
    field = asked.findChild(QLineEdit, "phrases_new")
    drop = asked.findChild(QPushButton, "phrases_drop")
    assert isinstance(lines, QListWidget)
    assert isinstance(field, QLineEdit)
    assert isinstance(drop, QPushButton)
    assert not drop.isEnabled()
    for text in ("栏目内容与标题不符", "栏目长期为空"):
        type_into(field, text)
        bench.qtbot.keyClick(field, Qt.Key.Key_Return)
        bench.settle()
    assert [lines.item(row).text() for row in range(lines.count())] == [
        "栏目内容与标题不符",
        "栏目长期为空",
    ]
    lines.setFocus()
    bench.qtbot.keyClick(lines, Qt.Key.Key_Home)
    bench.qtbot.keyClick(lines, Qt.Key.Key_F2)
    editor = lines.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    type_into(editor, "栏目文不对题")
    bench.qtbot.keyClick(editor, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: sorted(kept(bench, 1)) == ["栏目文不对题", "栏目长期为空"])
    bench.settle()
    lines.setCurrentRow([lines.item(row).text() for row in range(2)].index("栏目长期为空"))
    bench.click(drop)
    bench.settle()
    assert kept(bench, 1) == ["栏目文不对题"]
    assert lines.count() == 1
    bench.program.session.undo(bench.panel)
    bench.settle()
    assert lines.count() == 2, "the dialog follows what is undone beside it"
    asked.reject()
    bench.qtbot.waitUntil(lambda: not shiboken6.isValid(asked))
    bench.program.session.redo(bench.panel)
    bench.settle()  # nothing of the closed dialog hears of it, or the test fails


def test_a_refused_wording_leaves_the_line_as_it_was(bench: Bench) -> None:
    bench.program.session.edit(
        lambda desk: phrases.keep(desk, ITEMS["4.2"], 1, "栏目长期为空"), bench.panel
    )
    bench.panel.show_phrases()
    asked = dialog(bench, PhrasesDialog)
    lines = asked.findChild(QListWidget, "phrases_kept")
    assert isinstance(lines, QListWidget)
    bench.qtbot.waitUntil(lambda: lines.count() == 1)
    with bench.qtbot.waitSignal(bench.program.session.refused):
        lines.item(0).setText("  ")
    bench.settle()
    assert lines.item(0).text() == "栏目长期为空"
    asked.reject()


def test_each_rule_has_phrases_of_its_own(bench: Bench) -> None:
    bench.program.session.edit(
        lambda desk: phrases.keep(desk, ITEMS["4.2"], 2, "超过6个月未更新"), bench.panel
    )
    bench.panel.show_phrases()
    asked = dialog(bench, PhrasesDialog)
    lines, rules = asked.findChild(QListWidget), asked.findChild(QComboBox, "phrases_rule")
    assert isinstance(lines, QListWidget)
    assert isinstance(rules, QComboBox)
    bench.settle()
    assert lines.count() == 0
    rules.setFocus()
    bench.qtbot.keyClick(rules, Qt.Key.Key_Down)
    bench.qtbot.waitUntil(lambda: lines.count() == 1)
    asked.reject()
