"""The mouse in the text of a paper: three clicks take a paragraph and leave the next one apart."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.ui.models.paper_lines import Line, Span
from inspector.ui.theme import Theme
from inspector.ui.views.paper_text import PaperText

LEFT = Qt.MouseButton.LeftButton
LINES = ("第一段的话。", "第二段的话。", "第三段的话。")


@pytest.fixture
def text(qapp: QApplication, qtbot: QtBot) -> Iterator[PaperText]:
    theme = Theme(qapp)
    shown = PaperText(theme)
    qtbot.addWidget(shown)
    shown.resize(600, 400)
    shown.show_lines([Line(id=f"{n}", spans=(Span(words),)) for n, words in enumerate(LINES)])
    shown.show()
    yield shown
    theme.deleteLater()


def click_three_times(text: PaperText, line: int) -> None:
    cursor = text.textCursor()
    cursor.setPosition(text.document().findBlockByNumber(line).position() + 2)
    where = text.cursorRect(cursor).center() + QPoint(1, 0)
    QTest.mouseDClick(text.viewport(), LEFT, pos=where)
    QTest.mousePress(text.viewport(), LEFT, pos=where)
    QTest.mouseRelease(text.viewport(), LEFT, pos=where)


@pytest.mark.parametrize("line", [0, 1, 2])
def test_typing_over_a_paragraph_leaves_its_neighbours_apart(text: PaperText, line: int) -> None:
    click_three_times(text, line)
    assert text.textCursor().selectedText() == LINES[line]
    QTest.keyClicks(text, "new")
    said = [one.text for one in text.lines()]
    assert said == [*LINES[:line], "new", *LINES[line + 1 :]]


def test_a_selection_by_shift_and_mouse_may_end_at_the_next_paragraph(text: PaperText) -> None:
    start = text.cursorRect(text.textCursor()).center()
    cursor = text.textCursor()
    cursor.setPosition(text.document().findBlockByNumber(1).position())
    end = text.cursorRect(cursor).center()
    QTest.mouseClick(text.viewport(), LEFT, pos=start - QPoint(1, 0))
    QTest.mouseClick(text.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, end - QPoint(1, 0))
    assert text.textCursor().selectionEnd() == cursor.position()
