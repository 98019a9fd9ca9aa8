"""考核细则: the lists of the workspace and those that ship, taken in, compared, worked over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.changes import Changes
from inspector.domain.checklist import Checklist
from inspector.domain.edits import RecordKind
from inspector.domain.ids import EditionId
from inspector.i18n.gettext import _
from inspector.services import checklists, edition_drafts
from inspector.services.checklists import Acceptance, Accepted, Listed, Shipped
from inspector.services.desk import Desk
from inspector.services.edition_drafts import Draft, DraftInfo
from inspector.ui.context import Context
from inspector.ui.screen import Screen, Spot
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views import list_outlets
from inspector.ui.views.action_buttons import ActionButtons
from inspector.ui.views.catalogue_view import CatalogueView
from inspector.ui.views.draft_work import DraftWork
from inspector.ui.views.import_review import ImportReview, Source
from inspector.ui.views.list_page import ListPage, about_list

_IMPORT_SPOT = "import:"
_BUTTONS = ("import", "export", "compare", "adopt", "draft", "publish", "discard")
_SHOWN_ALWAYS = frozenset({"import", "export", "compare"})
_DRAFT_ACTIONS = ("publish", "discard", "add_item", "add_section", "remove", "up", "down")


@dataclass(frozen=True, slots=True)
class _Stock:
    """The lists of the workspace and the drafts of them."""

    editions: tuple[Listed, ...]
    drafts: tuple[DraftInfo, ...]


class ChecklistsScreen(Screen):
    """The library of lists; an import takes its place while it is looked through."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "checklists")
        self.setAcceptDrops(True)
        self._checklist: Checklist | None = None
        self.catalogue = CatalogueView(context.theme, context.memory)
        self.page = ListPage(context)
        self.work = DraftWork(context, self.page)
        self.review = ImportReview(context)
        self.stack = QStackedWidget()
        self.buttons = ActionButtons(context.actions, "checklists", _BUTTONS)
        self._lay_out()
        self._bind()

    # Parts ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setObjectName("checklists_across")
        across.setChildrenCollapsible(False)
        across.addWidget(self.catalogue)
        across.addWidget(self.page)
        across.setStretchFactor(1, 1)
        across.setSizes([400, 800])
        self.context.memory.keep_splitter(across, "checklists_across")
        library = QWidget()
        column = QVBoxLayout(library)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addWidget(self.buttons)
        column.addWidget(across, 1)
        self.stack.addWidget(library)
        self.stack.addWidget(self.review)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.page.show_nothing()

    def _bind(self) -> None:
        verbs: dict[str, Callable[[], object]] = {
            "paste": self.paste,
            "export": self.export,
            "compare": self.compare,
            "adopt": self.adopt,
            "draft": self.begin_draft,
            "column": self.review.grid.ask_meaning,
            "header": self.review.grid.point_at_header,
            "reload": self.review.reload,
            **self.work.verbs(),
        }
        for name, verb in verbs.items():
            self.context.actions.bind(f"checklists.{name}", verb)
        self.catalogue.chosen.connect(self._show_entry)
        self.review.closed.connect(self._leave_review)
        self.work.made.connect(self.catalogue.go_to)
        self._settle()

    def _settle(self) -> None:
        """Let those actions be chosen that mean something now."""
        reviewing = self.stack.currentWidget() is self.review
        entry = None if reviewing else self.catalogue.entry
        session = self.context.session
        may_write = not (session.is_open and session.is_read_only)
        allowed = {
            "import": may_write and not reviewing,
            "paste": may_write and not reviewing,
            "export": self._checklist is not None and not reviewing,
            "compare": not reviewing,
            "adopt": may_write and isinstance(entry, Shipped),
            "draft": may_write and isinstance(entry, Listed),
            **dict.fromkeys(("column", "header", "reload"), reviewing),
            **dict.fromkeys(_DRAFT_ACTIONS, may_write and isinstance(entry, DraftInfo)),
        }
        for name, on in allowed.items():
            self.context.actions.enable(f"checklists.{name}", on)
        self.buttons.show_only({**allowed, **dict.fromkeys(_SHOWN_ALWAYS, True)})

    # Following the workspace ----------------------------------------------------------------------

    def load(self) -> None:
        """Show the lists."""
        if not self.catalogue.shipped:
            self.context.workers.run(
                "checklists.catalogue", {}, self.catalogue.show_shipped, self, quiet=True
            )
        self._ask_stock()

    def _ask_stock(self) -> None:
        self.context.session.ask(_stock, self._take_stock, self)

    def _take_stock(self, stock: _Stock) -> None:
        """Show the lists, unless the workspace was closed meanwhile."""
        if self.context.session.is_open:
            self.catalogue.show_stock(stock.editions, stock.drafts)

    def clear(self) -> None:
        """Forget the workspace."""
        self.review.stop()
        self.stack.setCurrentIndex(0)
        self.catalogue.forget()
        self._show_nothing()
        self._settle()

    def refresh(self, changes: Changes) -> None:
        """Follow lists and drafts; nothing else shows here."""
        kinds = (RecordKind.SETTINGS, RecordKind.EDITION, RecordKind.INSPECTION)
        if any(changes.keys(kind) for kind in kinds):
            self._ask_stock()

    def leave(self) -> None:
        """Hand over what is being typed into a draft."""
        self.page.form.leave()

    def enter(self, spot: Spot) -> None:
        """Go to a list, or begin an import of the file that is named."""
        if spot.more.startswith(_IMPORT_SPOT):
            self.import_file(Path(spot.more.removeprefix(_IMPORT_SPOT)))
        elif spot.more:
            self.catalogue.go_to(spot.more)

    def spot(self) -> Spot:
        """Return the list that is shown."""
        return Spot(more=self.catalogue.key)

    # Showing one list -----------------------------------------------------------------------------

    def _show_entry(self) -> None:
        entry, key = self.catalogue.entry, self.catalogue.key
        if isinstance(entry, Shipped):
            self._show_list(key, entry.checklist, about_list(entry.checklist))
        elif isinstance(entry, Listed):
            self.context.session.ask(
                partial(checklists.edition, key=entry.id),
                lambda found: self._show_list(key, found, _about(entry, found)),
                self,
            )
        elif isinstance(entry, DraftInfo):
            self.context.session.ask(
                partial(edition_drafts.open_draft, draft=entry.id),
                lambda draft: self._show_draft(key, draft, entry),
                self,
                refused=lambda _refusal: None,
            )
        elif self.catalogue.is_whole:
            self._show_nothing()
        self._settle()

    def _show_nothing(self) -> None:
        self._checklist = None
        self.work.follow(None)
        self.page.show_nothing()

    def _show_list(self, key: str, checklist: Checklist, about: str) -> None:
        if key != self.catalogue.key:
            return
        is_shown = checklist is self._checklist and self.work.draft is None
        self._checklist = checklist
        self.work.follow(None)
        if not is_shown:
            self.page.show_list(checklist, about)
        self._settle()

    def _show_draft(self, key: str, draft: Draft, entry: DraftInfo) -> None:
        if key != self.catalogue.key:
            return
        self._checklist = draft.folded.checklist
        about = _("Draft of “{base}”, {count} changes").format(
            base=entry.base_title, count=draft.edits
        )
        self.page.show_draft(draft, about)
        self.work.follow(draft)
        self._settle()

    # Taking in ------------------------------------------------------------------------------------

    def import_file(self, path: Path) -> None:
        """Look a file's list through."""
        self._begin_review(Source(path=path))

    def paste(self) -> None:
        """Look the table on the clipboard through."""
        self._begin_review(Source(pasted=QGuiApplication.clipboard().text()))

    def _begin_review(self, source: Source) -> None:
        self.page.form.leave()
        self.stack.setCurrentWidget(self.review)
        self._settle()
        self.review.begin(source)

    def _leave_review(self, edition: EditionId | None) -> None:
        if edition is not None:
            self.catalogue.go_to(f"edition:{edition}")
        self.stack.setCurrentIndex(0)
        self.catalogue.setFocus()
        self._settle()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take one file."""
        if self._dropped(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Look a dropped file's list through."""
        path = self._dropped(event.mimeData().urls())
        if path is not None:
            event.acceptProposedAction()
            self.import_file(path)

    def _dropped(self, addresses: Sequence[QUrl]) -> Path | None:
        files = [Path(one.toLocalFile()) for one in addresses if one.isLocalFile()]
        may_write = not self.context.session.is_read_only
        return files[0] if len(files) == 1 and files[0].is_file() and may_write else None

    def adopt(self) -> None:
        """Put a list that ships into the workspace."""
        entry = self.catalogue.entry
        if isinstance(entry, Shipped):
            acceptance = Acceptance(checklist=entry.checklist)
            self.context.session.edit(
                partial(checklists.accept, acceptance=acceptance), self, then=self._adopted
            )

    def _adopted(self, accepted: Accepted) -> None:
        self.catalogue.go_to(f"edition:{accepted.edition}")
        self.context.frame.tell(_("The list is in the workspace now."))

    # Out, beside, and worked over -----------------------------------------------------------------

    def export(self) -> None:
        """Ask where to write the list that is shown."""
        if self._checklist is not None:
            list_outlets.ask_target(self.context, self, self._checklist)

    def compare(self) -> None:
        """Show two lists side by side."""
        list_outlets.compare(self.context, self.catalogue, self._checklist, self.work.draft)

    def begin_draft(self) -> None:
        """Begin a draft of the list that is shown."""
        entry = self.catalogue.entry
        if isinstance(entry, Listed):
            self.work.begin(entry.id)


def _stock(desk: Desk) -> _Stock:
    return _Stock(checklists.in_workspace(desk), edition_drafts.drafts(desk))


def _about(entry: Listed, checklist: Checklist) -> str:
    parts = [about_list(checklist)]
    if entry.used_by:
        parts.append(_("used by {names}").format(names="、".join(entry.used_by)))
    return "　".join(parts)
