"""What is typed into a draft: kept beside the journal at once, an edit when one leaves it."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from inspector.domain.inspection import Inspection
from inspector.i18n.gettext import _
from inspector.services import drafts
from inspector.services.drafts import Opened
from inspector.services.typing import BECOMES_EDIT
from inspector.ui.session import Session
from inspector.ui.views.notice import Notice
from inspector.ui.views.paper_editor import PaperEditor
from inspector.ui.views.typed_text import Beat


class DraftTyping(QObject):
    """Knows the draft that is worked on, what of it stands, and what is only typed so far."""

    def __init__(self, session: Session, editor: PaperEditor, notice: Notice) -> None:
        super().__init__(editor)
        self._session, self._editor, self._notice = session, editor, notice
        self._opened: Opened | None = None
        self._task: Inspection | None = None
        self._beat = Beat(self._keep, self)
        self._edit = QTimer(self)
        self._edit.setSingleShot(True)
        self._edit.setInterval(BECOMES_EDIT)
        self._edit.timeout.connect(self.commit)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        notice.accepted.connect(self._restore)
        notice.declined.connect(self._discard)

    @property
    def opened(self) -> Opened | None:
        """The draft, its paper as it stands in the workspace."""
        return self._opened

    @property
    def is_dirty(self) -> bool:
        """Whether anything is typed that is no edit yet."""
        return self._opened is not None and self._editor.paper != self._opened.paper

    def begin(self, task: Inspection | None, opened: Opened | None) -> None:
        """Work on another draft of an inspection, or on none; its text is shown."""
        self._settle()
        self._task, self._opened = task, opened
        if opened is not None:
            self._editor.set_upward(opened.upward)
        self._editor.show_paper(None if opened is None else opened.paper)
        self._offer(opened)

    def follow(self, opened: Opened) -> bool:
        """Take note of how the same draft stands now; True where its text changed elsewhere.

        What is being typed goes on, and what changed elsewhere gives way to it.
        """
        before = self._opened
        if before is None:
            return False
        is_same = opened.paper == before.paper
        if is_same or self.is_dirty:
            self._opened = replace(opened, paper=before.paper)
            return False
        self._opened = opened
        self._editor.show_paper(opened.paper)
        return True

    def note(self) -> None:
        """Take note that a person typed."""
        self._beat.strike()
        self._edit.start()

    def commit(self) -> None:
        """Make what was typed an edit of the draft."""
        self._settle()
        opened, task, paper = self._opened, self._task, self._editor.paper
        if opened is None or task is None or paper is None or paper == opened.paper:
            return
        if self._session.is_read_only or not self._session.is_open:
            return
        self._editor.stand_on(paper)
        self._opened = replace(opened, paper=paper)
        verb = partial(drafts.update, task=task, start=opened.listed.draft, edited=paper)
        self._session.edit(verb, self)

    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Take the editor being left for the list, say, for the end of typing."""
        inside = self._editor.isAncestorOf
        if before is not None and now is not None and inside(before) and not inside(now):
            self.commit()

    def _settle(self) -> None:
        self._beat.stop()
        self._edit.stop()

    def _keep(self) -> None:
        if self._opened is None or self._session.is_read_only:
            return
        text = self._editor.paper if self.is_dirty else None
        draft = self._opened.listed.draft
        self._session.ask(partial(drafts.keep_typed, draft=draft, edited=text), None, self)

    # After a crash -------------------------------------------------------------------------------

    def _offer(self, opened: Opened | None) -> None:
        if opened is None or opened.lost is None or opened.lost_at is None:
            self._notice.say("")
            return
        at = opened.lost_at.astimezone().strftime("%m-%d %H:%M")
        told = _("Text typed {at} did not become part of the draft.").format(at=at)
        self._notice.say(told, asks=True)

    def _restore(self) -> None:
        if self._opened is not None and self._opened.lost is not None:
            self._editor.show_paper(self._opened.lost)
            self._editor.stand_on(self._opened.paper)
            self._editor.typed.emit()
        self._notice.say("")

    def _discard(self) -> None:
        if self._opened is not None:
            draft = self._opened.listed.draft
            forget = partial(drafts.keep_typed, draft=draft, edited=None)
            self._session.ask(forget, None, self)
        self._notice.say("")
