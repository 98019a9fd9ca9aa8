"""When a text that is typed is kept, and when it becomes an edit by itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inspector.services import typing
from inspector.ui.views.typed_text import TypedText
from tests.ui.item_bench import type_into

_SOON, _NEVER = 20, 60_000


class Desk:
    """A box to type into beside another field, and what became of what was typed."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.box, self.other = QPlainTextEdit(), QLineEdit()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.box)
        layout.addWidget(self.other)
        self.kept: list[str] = []
        self.saved: list[str] = []
        self.typed = TypedText(self.box, self.kept.append, self.saved.append)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.box.setFocus()
        qtbot.waitUntil(self.box.hasFocus)
        self.typed.start_over("原文")


def desk(
    qtbot: QtBot, patch: pytest.MonkeyPatch, *, rest: int, at_least: int, edit: int = _NEVER
) -> Desk:
    patch.setattr(typing, "REST", rest)
    patch.setattr(typing, "AT_LEAST", at_least)
    patch.setattr(typing, "BECOMES_EDIT", edit)
    return Desk(qtbot)


def test_a_text_is_kept_after_a_short_rest(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    made = desk(qtbot, monkeypatch, rest=_SOON, at_least=_NEVER)
    type_into(made.box, "一")
    qtbot.waitUntil(lambda: made.kept == ["一原文"])
    assert made.saved == []
    made.typed.commit()


def test_a_text_is_kept_while_letters_go_on_coming(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk(qtbot, monkeypatch, rest=_NEVER, at_least=_SOON)

    def typed_on() -> bool:
        type_into(made.box, "一")
        return len(made.kept) > 1

    qtbot.waitUntil(typed_on)
    assert made.saved == []
    made.typed.commit()


def test_a_text_becomes_an_edit_by_itself_in_the_end(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk(qtbot, monkeypatch, rest=_SOON, at_least=_SOON, edit=_SOON)
    type_into(made.box, "一")
    qtbot.waitUntil(lambda: made.saved == ["一原文"])
    assert not made.typed.is_dirty


def test_a_text_becomes_an_edit_when_its_box_is_left_and_only_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk(qtbot, monkeypatch, rest=_NEVER, at_least=_NEVER)
    type_into(made.box, "一")
    made.other.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: made.saved == ["一原文"])
    made.typed.commit()
    assert made.saved == ["一原文"]


def test_a_text_set_by_the_program_is_neither_kept_nor_saved(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk(qtbot, monkeypatch, rest=_SOON, at_least=_SOON, edit=_SOON)
    made.typed.show("新文")
    assert made.box.toPlainText() == "新文"
    made.other.setFocus()
    assert (made.kept, made.saved) == ([], [])


def test_what_is_typed_over_stays_when_the_text_beneath_changes(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk(qtbot, monkeypatch, rest=_NEVER, at_least=_NEVER)
    type_into(made.box, "一")
    made.typed.show("别处改的")
    assert made.box.toPlainText() == "一原文"
    made.typed.commit()
    assert made.saved == ["一原文"]
