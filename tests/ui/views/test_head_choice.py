"""Head and imprint as they are asked for with new papers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox
from pytestqt.qtbot import QtBot

from inspector.report.document import RedHead
from inspector.services import documents
from inspector.services.documents import Wish
from inspector.services.drafts import Shelf
from inspector.ui.dialogs.new_draft import Beginning, NewDraftDialog
from inspector.ui.main import Program
from inspector.ui.views.head_choice import HeadChoice


@pytest.fixture
def wishes() -> list[Wish]:
    return []


@pytest.fixture
def dialog(program: Program, wishes: list[Wish]) -> NewDraftDialog:
    shelf = Shelf(kinds=documents.kinds(), drafts=(), units=())
    begin = Beginning(kind="bulletin")
    made = NewDraftDialog(program.window, program.theme, shelf, begin, wishes.extend)
    made.show()
    return made


def choice(dialog: NewDraftDialog) -> tuple[QComboBox, QCheckBox]:
    box, tick = (
        dialog.findChild(QComboBox, "choice_red_head"),
        dialog.findChild(QCheckBox, "choice_imprint"),
    )
    assert box is not None
    assert tick is not None
    return box, tick


def test_a_wish_leaves_the_head_to_the_template_unless_somebody_chooses(
    dialog: NewDraftDialog, qtbot: QtBot, wishes: list[Wish]
) -> None:
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    (wish,) = wishes
    assert (wish.red_head, wish.imprint) == (None, False)


def test_head_and_imprint_that_are_chosen_go_with_the_wish(
    dialog: NewDraftDialog, qtbot: QtBot, wishes: list[Wish]
) -> None:
    box, tick = choice(dialog)
    qtbot.keyClick(box, Qt.Key.Key_End)
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    (wish,) = wishes
    assert (wish.red_head, wish.imprint) == (RedHead.FULL, True)


def test_a_form_is_asked_for_without_a_head(dialog: NewDraftDialog) -> None:
    kinds = dialog.findChild(QComboBox, "new_draft_kind")
    assert kinds is not None
    asked = dialog.findChild(HeadChoice)
    assert asked is not None
    assert asked.isEnabled()
    kinds.setCurrentIndex(kinds.findData("feedback_form"))
    assert not asked.isEnabled()
    dialog.reject()
