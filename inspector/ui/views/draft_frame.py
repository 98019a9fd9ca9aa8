"""What stands around a draft on its screen: the offer of new data; a page while none is open."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from inspector.domain.ids import DraftId
from inspector.i18n.gettext import _
from inspector.services.draft_settling import Comparison
from inspector.services.drafts import Opened
from inspector.ui.context import Context
from inspector.ui.theme import GAP, MARGIN

_LOOK_AGAIN: Final = 800
"""Milliseconds after the last change at which a draft is held against the data."""


class DraftNews(QFrame):
    """Says that the data changed since the draft was made, with a way to the changes."""

    def __init__(self, compare: QAction) -> None:
        super().__init__()
        self.setObjectName("draft_news")
        self.setProperty("kind", "notice")
        self._text = QLabel()
        self._text.setWordWrap(True)
        button = push_button(compare)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        row.addWidget(self._text, 1)
        row.addWidget(button)
        self.hide()

    def tell(self, count: int) -> None:
        """Tell how many places changed; none puts the line away."""
        told = _("Since the draft was made, the data changed {count} places of it.")
        self._text.setText(told.format(count=count))
        self.setVisible(count > 0)


class DataWatch(QObject):
    """Holds the draft against the data a while after either changed, and tells what it finds."""

    def __init__(
        self, context: Context, opened: Callable[[], Opened | None], news: DraftNews
    ) -> None:
        super().__init__(news)
        self._context, self._opened, self._news = context, opened, news
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_AGAIN)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Take note that the draft or the data is another one."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more, and tell nothing."""
        self._timer.stop()
        self._news.hide()

    def _look(self) -> None:
        session, opened = self._context.session, self._opened()
        if opened is None or session.door is None or session.task is None:
            return
        draft = opened.listed.draft
        self._context.workers.run(
            "documents.compare",
            {"door": session.door, "task": session.task, "draft": draft},
            partial(self._tell, draft),
            self,
            lambda _refusal: self._news.hide(),
            quiet=True,
        )

    def _tell(self, draft: DraftId, found: Comparison) -> None:
        opened = self._opened()
        if opened is not None and opened.listed.draft == draft:
            self._news.tell(len(found.changes))


def nothing_yet() -> QWidget:
    """Return the page that is shown while no draft is open."""
    page = QWidget()
    title = QLabel(_("No draft is open"))
    title.setProperty("kind", "heading")
    told = QLabel(_("Choose a draft at the left, or a kind of paper and press Enter to draft one."))
    told.setProperty("kind", "muted")
    told.setWordWrap(True)
    told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    column = QVBoxLayout(page)
    column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    column.addStretch(1)
    column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(told)
    column.addStretch(2)
    return page


def push_button(action: QAction) -> QPushButton:
    """Return a framed button that carries out an action."""
    button = QPushButton(action.icon(), action.text())
    button.setObjectName(f"button_{action.objectName()}")
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        button.setIcon(action.icon())

    action.changed.connect(follow)
    return button
