"""公文材料: kinds and drafts, the text of one, and its finished pages beside it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.changes import Changes
from inspector.domain.edits import RecordKind
from inspector.domain.ids import DraftId, UnitId
from inspector.i18n.gettext import _
from inspector.report.document import Document
from inspector.report.preview import Preview
from inspector.services import drafts
from inspector.services.drafts import Comparison, Opened, Shelf
from inspector.services.typing import BECOMES_EDIT
from inspector.ui.context import Context
from inspector.ui.screen import Screen, Spot
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.draft_list import DraftList
from inspector.ui.views.draft_verbs import DraftVerbs
from inspector.ui.views.notice import Notice
from inspector.ui.views.paper_editor import PaperEditor
from inspector.ui.views.paper_pages import PaperPages
from inspector.ui.views.previewer import Previewer
from inspector.ui.views.typed_text import Beat

_KEY: Final = "documents"
_WIDTHS: Final = (210, 540, 440)
_LOOK_AGAIN: Final = 800
"""Milliseconds after the last change of the data at which the draft is held against it."""
_OF_A_DRAFT: Final = (
    *("compare", "remove", "pdf", "word", "markdown", "print", "attach", "final"),
    *("level_1", "level_2", "level_3", "level_4", "body", "emphasis", "head"),
)
_WRITING: Final = ("new", "compare", "remove", "attach")


class DocumentsScreen(Screen):
    """Shows one draft at a time; what is typed becomes one edit when one leaves it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _KEY)
        self._shelf: Shelf | None = None
        self._opened: Opened | None = None
        self._draft: DraftId | None = None
        action = context.actions.action
        self._list = DraftList(context.theme)
        self._editor = PaperEditor(context.theme, action)
        self._pages = PaperPages(context.theme, action)
        self._previewer = Previewer(context.workers, self._pages.view, lambda: self._editor.paper)
        self._beat = Beat(self._keep_typed, self)
        self._edit = _timer(self, BECOMES_EDIT, self.commit)
        self._look = _timer(self, _LOOK_AGAIN, self._hold_against_data)
        self._lost = Notice()
        self._news = _News(action("documents.compare"))
        self._verbs = DraftVerbs(self, context)
        self._build(action)
        self._listen()
        self._bind()
        self._show_draft(None)

    # What verbs ask ------------------------------------------------------------------------------

    @property
    def shelf(self) -> Shelf | None:
        """The kinds and drafts."""
        return self._shelf

    @property
    def opened(self) -> Opened | None:
        """The draft that is worked on, as it was opened."""
        return self._opened

    @property
    def paper(self) -> Document | None:
        """The paper as it stands on the screen, typing and all."""
        return None if self._opened is None else self._editor.paper

    @property
    def kind(self) -> str:
        """The key of the kind in front."""
        return self._list.kind

    @property
    def editor(self) -> PaperEditor:
        """The editor in the middle."""
        return self._editor

    @property
    def pages(self) -> PaperPages:
        """The pages at the right."""
        return self._pages

    def choose(self, draft: DraftId | None) -> None:
        """Work on another draft, or on none."""
        self.commit()
        if draft != self._draft:
            self._draft = draft
            self._open(draft)

    def commit(self) -> None:
        """Make what was typed an edit of the draft."""
        self._beat.stop()
        self._edit.stop()
        paper, session = self.paper, self.context.session
        if self._opened is None or paper is None or session.task is None:
            return
        if session.is_read_only or not self._is_dirty():
            return
        draft, task = self._opened.listed.draft, session.task
        self._editor.stand_on(paper)
        self._opened = replace(self._opened, paper=paper)
        session.edit(partial(drafts.update, task=task, start=draft, edited=paper), self)

    # What every screen does ----------------------------------------------------------------------

    def load(self) -> None:
        """Show kinds and drafts, and the draft that was worked on last."""
        if self._draft is None:
            self._draft = DraftId(str(self.context.memory.value("documents.draft", ""))) or None
        self._ask_shelf()
        self._open(self._draft)

    def clear(self) -> None:
        """Forget everything: the workspace was closed."""
        self._draft = None
        self._shelf = None
        self._show_draft(None)

    def refresh(self, changes: Changes) -> None:
        """Follow changes: of drafts at once, of the data as an offer."""
        touched = changes.keys(RecordKind.DRAFT)
        if touched or changes.keys(RecordKind.INSPECTION) or changes.keys(RecordKind.UNIT):
            self._ask_shelf()
        if self._draft in touched or changes.keys(RecordKind.ASSESSMENT):
            self._open(self._draft)
        if self._opened is not None:
            self._look.start()

    def enter(self, spot: Spot) -> None:
        """Go to a draft by its id, or begin one of a kind about a unit: `more` is `new:KIND`."""
        if spot.more.startswith("new:"):
            self._begin(spot.more.removeprefix("new:"), spot.unit)
        elif spot.more:
            self.choose(DraftId(spot.more))

    def spot(self) -> Spot:
        """Return the draft that is shown now."""
        return Spot(more=self._draft or "")

    def leave(self) -> None:
        """Hand over what is being typed."""
        self.commit()
        self._previewer.stop()
        self._look.stop()

    # Showing -------------------------------------------------------------------------------------

    def _ask_shelf(self) -> None:
        session = self.context.session
        if session.task is None:
            self._show_shelf(Shelf(kinds=(), drafts=(), units=()))
            return
        session.ask(partial(drafts.shelf, task=session.task), self._show_shelf, self)

    def _show_shelf(self, shelf: Shelf) -> None:
        self._shelf = shelf
        if self._draft is not None and self._draft not in {one.draft for one in shelf.drafts}:
            self._draft = None
            self._show_draft(None)
        self._list.show_shelf(shelf, self._draft)
        self._settle()

    def _open(self, draft: DraftId | None) -> None:
        session = self.context.session
        if draft is None or session.task is None:
            self._show_draft(None)
            return
        session.ask(
            partial(drafts.opened, task=session.task, start=draft),
            self._show_opened,
            self,
            lambda _refusal: self._show_draft(None),
        )

    def _show_opened(self, opened: Opened) -> None:
        """Show a draft; one that is worked on already keeps its caret and what is being typed."""
        if opened.listed.draft != self._draft:
            return
        before = self._opened
        if before is None or before.listed.draft != opened.listed.draft:
            self._show_draft(opened)
        elif opened.paper == before.paper or self._is_dirty():
            self._opened = replace(opened, paper=before.paper)
            self._settle()
        else:
            self._opened = opened
            self._editor.show_paper(opened.paper)
            self._previewer.show_all()
            self._look.start()

    def _show_draft(self, opened: Opened | None) -> None:
        self._opened = opened
        self._news.hide()
        self._look.stop()
        self._beat.stop()
        self._edit.stop()
        self._middle.setCurrentIndex(0 if opened is None else 1)
        if opened is None:
            self._previewer.stop()
            self._editor.show_paper(None)
            self._pages.clear()
            self._lost.say("")
        else:
            self.context.memory.put("documents.draft", opened.listed.draft)
            self._editor.set_upward(opened.upward)
            self._editor.show_paper(opened.paper)
            self._pages.clear()
            self._previewer.show_all()
            self._look.start()
            self._offer_lost(opened)
        self._settle()

    def _settle(self) -> None:
        """Let exactly those actions be chosen that make sense now."""
        enable = self.context.actions.enable
        can_write = not self.context.session.is_read_only
        for verb in _OF_A_DRAFT:
            enable(f"documents.{verb}", self._opened is not None)
        if not can_write:
            for verb in _WRITING:
                enable(f"documents.{verb}", False)
        has_final = self._opened is not None and bool(self._opened.listed.final)
        enable("documents.final", has_final)
        self._editor.set_read_only(not can_write)

    # Typing --------------------------------------------------------------------------------------

    def _typed(self) -> None:
        if self._opened is None:
            return
        self._previewer.follow()
        self._beat.strike()
        self._edit.start()

    def _is_dirty(self) -> bool:
        return self._opened is not None and self._editor.paper != self._opened.paper

    def _keep_typed(self) -> None:
        session, opened = self.context.session, self._opened
        if opened is None or session.is_read_only:
            return
        text = self._editor.paper if self._is_dirty() else None
        session.ask(partial(drafts.keep_typed, draft=opened.listed.draft, edited=text), None, self)

    def _offer_lost(self, opened: Opened) -> None:
        if opened.lost is None or opened.lost_at is None:
            self._lost.say("")
            return
        at = opened.lost_at.astimezone().strftime("%m-%d %H:%M")
        told = _("Text typed {at} did not become part of the draft.").format(at=at)
        self._lost.say(told, asks=True)

    def _restore(self) -> None:
        if self._opened is not None and self._opened.lost is not None:
            self._editor.show_paper(self._opened.lost)
            self._editor.stand_on(self._opened.paper)
            self._typed()
        self._lost.say("")

    def _discard(self) -> None:
        opened = self._opened
        if opened is not None:
            forget = partial(drafts.keep_typed, draft=opened.listed.draft, edited=None)
            self.context.session.ask(forget, None, self)
        self._lost.say("")

    # The data meanwhile --------------------------------------------------------------------------

    def _hold_against_data(self) -> None:
        session, opened = self.context.session, self._opened
        if opened is None or session.door is None or session.task is None:
            return
        draft = opened.listed.draft
        self.context.workers.run(
            "documents.compare",
            {"door": session.door, "task": session.task, "draft": draft},
            partial(self._tell_news, draft),
            self,
            lambda _refusal: self._news.hide(),
            quiet=True,
        )

    def _tell_news(self, draft: DraftId, found: Comparison) -> None:
        if draft == self._draft:
            self._news.tell(len(found.changes))

    # Parts ---------------------------------------------------------------------------------------

    def _begin(self, kind: str, unit: UnitId | None = None) -> None:
        self._verbs.new(kind, unit)

    def _bind(self) -> None:
        bind, verbs, text = self.context.actions.bind, self._verbs, self._editor.text
        for verb in ("new", "compare", "remove", "print", "batch", "attach", "final"):
            bind(f"documents.{verb}", getattr(verbs, verb if verb != "print" else "print_paper"))
        for verb, ending in (("pdf", ".pdf"), ("word", ".docx"), ("markdown", ".md")):
            bind(f"documents.{verb}", partial(verbs.export, ending))
        for level in (1, 2, 3, 4):
            bind(f"documents.level_{level}", partial(text.set_level, level))
        bind("documents.body", partial(text.set_level, 0))
        bind("documents.emphasis", text.toggle_emphasis)
        head = self.context.actions.action("documents.head")
        shown = str(self.context.memory.value("documents.head", "yes")) == "yes"
        head.setChecked(shown)
        self._editor.show_head_form(shown)
        bind("documents.head", self._toggle_head)

    def _toggle_head(self) -> None:
        on = self.context.actions.action("documents.head").isChecked()
        self._editor.show_head_form(on)
        self.context.memory.put("documents.head", "yes" if on else "no")

    def _listen(self) -> None:
        self._list.chosen.connect(self.choose)
        self._list.wanted.connect(self._begin)
        self._editor.typed.connect(self._typed)
        self._editor.caret_moved.connect(self._pages.view.mark)
        self._pages.view.clicked.connect(self._editor.go_to)
        self._previewer.shown.connect(self._shown)
        self._lost.accepted.connect(self._restore)
        self._lost.declined.connect(self._discard)

    def _shown(self, preview: Preview) -> None:
        self._pages.tell(preview)
        self._pages.view.mark(self._editor.text.caret()[0])

    def _build(self, action: Callable[[str], QAction]) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for key in ("documents.new", "documents.batch"):
            column.addWidget(_push_button(action(key)))
        column.addWidget(self._list, 1)
        keys = ("new", "compare", "pdf", "word", "markdown", "print", "attach", "final", "remove")
        self._list.set_menu(action(f"documents.{key}") for key in keys)
        self._middle = QStackedWidget()
        self._middle.addWidget(_nothing_yet())
        self._middle.addWidget(self._worked_on())
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        for number, widget in enumerate((left, self._middle, self._pages)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(number, int(number > 0))
        splitter.setSizes(list(_WIDTHS))
        self.context.memory.keep_splitter(splitter, "documents")
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP, GAP, GAP)
        row.addWidget(splitter)

    def _worked_on(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for widget in (self._lost, self._news):
            column.addWidget(widget)
        column.addWidget(self._editor, 1)
        return page


class _News(QFrame):
    """Says that the data changed since the draft was made, with a way to the changes."""

    def __init__(self, compare: QAction) -> None:
        super().__init__()
        self.setObjectName("draft_news")
        self.setProperty("kind", "notice")
        self._text = QLabel()
        self._text.setWordWrap(True)
        button = _push_button(compare)
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


def _nothing_yet() -> QWidget:
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


def _push_button(action: QAction) -> QPushButton:
    button = QPushButton(action.icon(), action.text())
    button.setObjectName(f"button_{action.objectName()}")
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        button.setIcon(action.icon())

    action.changed.connect(follow)
    return button


def _timer(parent: QObject, after: int, do: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(do)
    return timer
