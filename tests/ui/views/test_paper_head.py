"""The head of a paper as a form: what is chosen and typed stands in the head, and back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from inspector.report.document import Head, RedHead
from inspector.ui.main import Program
from inspector.ui.views.paper_head import PaperHead

HEAD = Head(
    title="关于考核情况的通报", document_number="宁政办发〔2025〕7号", red_head=RedHead.FULL,
    letterhead="宁川市人民政府办公室文件", urgency="特急", issuer_upward="王明",
    addressee="各县区人民政府", office="宁川市人民政府办公室", dated=date(2025, 12, 19),
    joint_offices=("宁川市财政局", "宁川市数据局"), sealed=False, annexes=("甲", "乙"),
    copied_to=("市委办公室",), note="此件公开发布",
    printed_by="宁川市府办", printed_on=date(2025, 12, 22), status="未经审定",
)  # fmt: skip


@pytest.fixture
def form(program: Program, qtbot: QtBot) -> PaperHead:
    made = PaperHead(program.theme)
    qtbot.addWidget(made)
    made.show()
    return made


def field(form: PaperHead, name: str) -> QLineEdit:
    found = form.findChild(QLineEdit, f"head_{name}")
    assert found is not None
    return found


def test_a_head_comes_back_whole_and_showing_it_is_no_typing(form: PaperHead) -> None:
    heard: list[None] = []
    form.typed.connect(lambda: heard.append(None))
    form.show_head(HEAD)
    assert form.head() == HEAD
    assert heard == []


def test_a_red_head_is_chosen_and_its_mark_typed_only_where_it_is_printed(
    form: PaperHead, qtbot: QtBot
) -> None:
    form.show_head(Head(title="题"))
    assert not field(form, "letterhead").isEnabled()
    box = form.findChild(QComboBox, "head_red_head")
    assert box is not None
    with qtbot.waitSignal(form.typed):
        qtbot.keyClick(box, Qt.Key.Key_End)
    assert form.head().red_head is RedHead.FULL
    assert field(form, "letterhead").isEnabled()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert form.head().red_head is RedHead.ROOM
    assert not field(form, "letterhead").isEnabled()


def test_other_offices_and_several_signers_are_typed_in_order(
    form: PaperHead, qtbot: QtBot
) -> None:
    form.set_upward(True)
    form.show_head(Head(title="题", office="甲"))
    with qtbot.waitSignal(form.typed):
        qtbot.keyClicks(field(form, "joint_offices"), "B; C;")
    qtbot.keyClicks(field(form, "issuer_upward"), "Wang,Li,Zhang")
    assert form.head().offices == ("甲", "B", "C")
    assert form.head().signers == ("Wang", "Li", "Zhang")


def test_printing_office_and_day_are_typed(form: PaperHead, qtbot: QtBot) -> None:
    form.show_head(Head(title="题"))
    field(form, "printed_by").setFocus()
    with qtbot.waitSignal(form.typed):
        qtbot.keyClicks(field(form, "printed_by"), "OFFICE")
    qtbot.keyClicks(field(form, "printed_on"), "2025-12-22")
    assert form.head().printed_by == "OFFICE"
    assert form.head().printed_on == date(2025, 12, 22)


def test_nothing_can_be_changed_in_a_workspace_that_is_only_read(form: PaperHead) -> None:
    form.set_read_only(True)
    assert all(box.isReadOnly() for box in form.findChildren(QLineEdit))
    assert not any(box.isEnabled() for box in form.findChildren(QComboBox))
