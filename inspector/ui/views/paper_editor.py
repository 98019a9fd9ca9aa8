"""The middle of 公文材料: buttons for levels, the head as a form, the text; all without markup."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from inspector.i18n.gettext import _
from inspector.report.document import Document
from inspector.report.pages import HEAD_BLOCK
from inspector.ui.models.paper_lines import blocks_of, lines_of
from inspector.ui.theme import GAP, Theme
from inspector.ui.views.paper_head import PaperHead
from inspector.ui.views.paper_text import PaperText

LEVELS: Final = ("documents.level_1", "documents.level_2", "documents.level_3", "documents.body")


class PaperEditor(QWidget):
    """Edits one paper. `typed` follows each change by a person, `caret_moved` names the block."""

    typed = Signal()
    caret_moved = Signal(str)

    def __init__(self, theme: Theme, action: Callable[[str], QAction]) -> None:
        super().__init__()
        self.setObjectName("paper_editor")
        self._paper: Document | None = None
        self._head = PaperHead(theme)
        self._text = PaperText(theme)
        self._head.typed.connect(self.typed)
        self._text.typed.connect(self.typed)
        self._text.caret_moved.connect(self.caret_moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(self._bar(action))
        column.addWidget(self._head)
        column.addWidget(self._text, 1)

    @property
    def text(self) -> PaperText:
        """The text under the head."""
        return self._text

    @property
    def paper(self) -> Document | None:
        """The paper as it stands in the fields and the text, None while there is none."""
        if self._paper is None:
            return None
        return replace(
            self._paper,
            head=self._head.head(),
            blocks=blocks_of(self._text.lines(), self._paper.blocks),
        )

    def show_paper(self, paper: Document | None) -> None:
        """Show another paper, or another state of the same one."""
        self._paper = paper
        if paper is None:
            self._text.show_lines(())
            return
        self._head.show_head(paper.head)
        self._text.show_lines(lines_of(paper.blocks))

    def stand_on(self, paper: Document) -> None:
        """Take a paper as what stands from now on, without touching what is being typed."""
        self._paper = paper

    def set_read_only(self, on: bool) -> None:
        """Let nobody type, in a workspace that is only read."""
        self._head.set_read_only(on)
        self._text.setReadOnly(on)

    def go_to(self, block: str, share: float) -> None:
        """Put the caret where a page was clicked: into a block, or the head."""
        if block == HEAD_BLOCK:
            self._head.show()
            self._head.take_focus()
        elif self._text.go_to_block(block, share):
            self._text.setFocus()

    def set_upward(self, on: bool) -> None:
        """Say whether the paper goes up, so that it names who issued it."""
        self._head.set_upward(on)

    def show_head_form(self, on: bool) -> None:
        """Show the head's form, or leave the room to the text."""
        self._head.setVisible(on)

    def _bar(self, action: Callable[[str], QAction]) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(GAP // 2)
        for key, face in zip(LEVELS, ("一、", "（一）", "1.", _("Body")), strict=True):
            bar.addWidget(short_button(action(key), face))
        bar.addWidget(short_button(action("documents.emphasis"), _("Strong")))
        bar.addStretch()
        bar.addWidget(short_button(action("documents.head"), _("Head of the paper")))
        return bar


def short_button(action: QAction, face: str) -> QToolButton:
    """Return a button for an action with a shorter word than its menu entry."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAccessibleName(action.text())
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def follow() -> None:
        button.setText(face)

    action.changed.connect(follow)
    follow()
    return button
