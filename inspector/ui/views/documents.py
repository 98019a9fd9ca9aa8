"""公文材料: kinds and drafts, the text of one, and its finished pages beside it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.changes import Changes
from inspector.domain.edits import RecordKind
from inspector.domain.ids import DraftId, UnitId
from inspector.domain.inspection import Inspection
from inspector.report.document import Document
from inspector.report.preview import Preview
from inspector.services import drafts
from inspector.services.drafts import Opened, Shelf
from inspector.ui.context import Context
from inspector.ui.screen import Screen, Spot
from inspector.ui.theme import GAP
from inspector.ui.views.draft_frame import DataWatch, DraftNews, nothing_yet, push_button
from inspector.ui.views.draft_list import DraftList
from inspector.ui.views.draft_typing import DraftTyping
from inspector.ui.views.draft_verbs import DraftVerbs
from inspector.ui.views.notice import Notice
from inspector.ui.views.paper_editor import PaperEditor
from inspector.ui.views.paper_pages import PaperPages
from inspector.ui.views.previewer import Previewer

_KEY: Final = "documents"
_WIDTHS: Final = (210, 540, 440)


class DocumentsScreen(Screen):
    """Shows one draft at a time; what is typed becomes one edit when one leaves it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _KEY)
        self._shelf: Shelf | None = None
        self._draft: DraftId | None = None
        action = context.actions.action
        self._list = DraftList(context.theme, context.memory)
        self._editor = PaperEditor(context.theme, action)
        self._pages = PaperPages(context.theme, action)
        self._previewer = Previewer(context.workers, self._pages.view, lambda: self._editor.paper)
        self._lost = Notice()
        self._typing = DraftTyping(context.session, self._editor, self._lost)
        self._news = DraftNews(action("documents.compare"))
        self._look = DataWatch(context, lambda: self.opened, self._news)
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
        return self._typing.opened

    @property
    def paper(self) -> Document | None:
        """The paper as it stands on the screen, typing and all."""
        return None if self.opened is None else self._editor.paper

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
        self._typing.commit()

    # What every screen does ----------------------------------------------------------------------

    def load(self) -> None:
        """Show kinds and drafts, and the draft that was worked on last."""
        self.commit()
        self._list.recall()
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
        if self.opened is not None:
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
            partial(self._show_opened, session.task),
            self,
            lambda _refusal: self._show_draft(None),
        )

    def _show_opened(self, task: Inspection, opened: Opened) -> None:
        """Show a draft; one that is worked on already keeps its caret and what is being typed."""
        if opened.listed.draft != self._draft:
            return
        before = self.opened
        if before is None or before.listed.draft != opened.listed.draft:
            self._show_draft(opened, task)
            return
        if self._typing.follow(opened):
            self._previewer.show_all()
            self._look.start()
        self._settle()

    def _show_draft(self, opened: Opened | None, task: Inspection | None = None) -> None:
        self._typing.begin(task, opened)
        self._look.stop()
        self._pages.clear()
        self._middle.setCurrentIndex(0 if opened is None else 1)
        if opened is None:
            self._previewer.stop()
        else:
            self.context.memory.put("documents.draft", opened.listed.draft)
            self._previewer.show_all()
            self._look.start()
        self._settle()

    def _settle(self) -> None:
        self._verbs.enable(self.opened)
        self._editor.set_read_only(self.context.session.is_read_only)

    def _typed(self) -> None:
        if self.opened is not None:
            self._previewer.follow()
            self._typing.note()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Catch up, the pages too."""
        super().showEvent(event)
        if self.opened is not None:
            self._previewer.follow()
            self._look.start()

    # Parts ---------------------------------------------------------------------------------------

    def _begin(self, kind: str, unit: UnitId | None = None) -> None:
        self._verbs.new(kind, unit)

    def _bind(self) -> None:
        self._verbs.bind()
        head = self.context.actions.action("documents.head")
        shown = str(self.context.memory.value("documents.head", "yes")) == "yes"
        head.setChecked(shown)
        self._editor.show_head_form(shown)
        self.context.actions.bind("documents.head", self._toggle_head)

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

    def _shown(self, preview: Preview) -> None:
        self._pages.tell(preview)
        self._pages.view.mark(self._editor.text.caret()[0])

    def _build(self, action: Callable[[str], QAction]) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for key in ("documents.new", "documents.batch"):
            column.addWidget(push_button(action(key)))
        column.addWidget(self._list, 1)
        keys = ("new", "compare", "public", "pdf", "word", "markdown", "print", "attach", "final")
        self._list.set_menu(action(f"documents.{key}") for key in (*keys, "remove"))
        self._middle = QStackedWidget()
        self._middle.addWidget(nothing_yet())
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
