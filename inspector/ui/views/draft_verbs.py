"""What is done with drafts and papers from the screen: made, held against data, sent out."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from inspector.domain.draft import Draft
from inspector.domain.ids import DraftId, UnitId
from inspector.domain.issues import Issue, Severity
from inspector.i18n.gettext import _
from inspector.jobs.documents import Written
from inspector.report.document import Document
from inspector.services import draft_settling, drafts, public_papers
from inspector.services.documents import Wish
from inspector.services.draft_changes import described
from inspector.services.draft_settling import Comparison
from inspector.services.drafts import Opened
from inspector.services.files import file_name
from inspector.services.public_papers import PublicDraft
from inspector.ui.context import Context
from inspector.ui.dialogs.draft_changes import DraftChangesDialog
from inspector.ui.dialogs.left_out import LeftOutDialog
from inspector.ui.dialogs.new_draft import Beginning, NewDraftDialog
from inspector.ui.dialogs.paper_batch import BatchPlan, PaperBatchDialog
from inspector.ui.dialogs.print_paper import PaperPrinting
from inspector.ui.screen import LAST_UNIT
from inspector.ui.views.final_paper_verbs import FinalPaperVerbs
from inspector.ui.views.paper_folder import PaperFolder

if TYPE_CHECKING:
    from inspector.ui.views.documents import DocumentsScreen

_NAMED_BELOW: Final = "fonts.substituted"
"""What stands beneath the pages all the time is not said once more when they are written."""

_OF_A_DRAFT: Final = (
    *("compare", "public", "remove", "pdf", "word", "markdown", "print", "attach", "final"),
    *("level_1", "level_2", "level_3", "level_4", "body", "emphasis", "head"),
)
_WRITING: Final = ("new", "compare", "public", "remove", "attach")


def _is_note(issue: Issue) -> bool:
    return issue.severity is Severity.NOTE


class DraftVerbs(QObject):
    """Carries out the actions of the screen."""

    def __init__(self, screen: "DocumentsScreen", context: Context) -> None:
        super().__init__(screen)
        self._screen, self._context = screen, context
        self._printing = PaperPrinting(screen, context.workers, context.frame.tell)
        self._folder = PaperFolder(context)
        self._final = FinalPaperVerbs(screen, context, self._folder)

    def bind(self) -> None:
        """Carry out the actions from now on."""
        bind, text = self._context.actions.bind, self._screen.editor.text
        for verb in ("new", "compare", "public", "remove", "batch"):
            bind(f"documents.{verb}", getattr(self, verb))
        bind("documents.print", self.print_paper)
        self._final.bind()
        for verb, ending in (("pdf", ".pdf"), ("word", ".docx"), ("markdown", ".md")):
            bind(f"documents.{verb}", partial(self.export, ending))
        for level in (1, 2, 3, 4):
            bind(f"documents.level_{level}", partial(text.set_level, level))
        bind("documents.body", partial(text.set_level, 0))
        bind("documents.emphasis", text.toggle_emphasis)

    def enable(self, opened: Opened | None) -> None:
        """Let exactly those actions be chosen that make sense now."""
        enable = self._context.actions.enable
        can_write = not self._context.session.is_read_only
        for verb in _OF_A_DRAFT:
            enable(f"documents.{verb}", opened is not None and (can_write or verb not in _WRITING))
        enable("documents.new", can_write)
        can_be_public = opened is not None and opened.can_be_public
        enable("documents.public", can_be_public and can_write)
        enable("documents.final", opened is not None and bool(opened.listed.final))

    # Drafts --------------------------------------------------------------------------------------

    def new(self, kind: str = "", unit: UnitId | None = None) -> None:
        """Ask which paper is to be drafted, and draft it."""
        shelf, session = self._screen.shelf, self._context.session
        if shelf is None or not shelf.kinds or session.is_read_only:
            return
        came_from = UnitId(str(self._context.memory.value(LAST_UNIT, ""))) or None
        begin = Beginning(kind=kind or self._screen.kind, unit=unit or came_from)
        dialog = NewDraftDialog(self._screen, self._context.theme, shelf, begin, self._draft)
        arguments = {"door": session.door, "task": session.task}
        run = self._context.workers.run
        run("documents.practices", arguments, dialog.offer, dialog, lambda _: None, quiet=True)
        dialog.open()

    def compare(self) -> None:
        """Show what the data changed since the draft was made."""
        opened, session = self._screen.opened, self._context.session
        if opened is None:
            return
        self._screen.commit()
        draft, task = opened.listed.draft, session.task
        # Asked in the database thread first: what was typed must be in the file by then.
        session.ask(
            lambda _desk: None,
            lambda _: self._context.workers.run(
                "documents.compare",
                {"door": session.door, "task": task, "draft": draft},
                partial(self._offer, draft),
                self,
            ),
            self,
        )

    def public(self) -> None:
        """Make the public version of the draft, and list what was left out of it."""
        opened, task = self._screen.opened, self._context.session.task
        if opened is None or task is None:
            return
        self._screen.commit()
        verb = partial(public_papers.make, task=task, start=opened.listed.draft)
        self._context.session.edit(verb, self, partial(self._show_public, opened.listed.title))

    def _show_public(self, title: str, made: PublicDraft) -> None:
        self._screen.choose(made.draft.id)
        if made.left_out:
            self._context.frame.tell(_("Made the public version of {title}.").format(title=title))
            LeftOutDialog(self._screen, self._context.theme, made.left_out).open()
            return
        said = _("Made the public version of {title}; nothing had to be left out.")
        self._context.frame.tell(said.format(title=title))

    def remove(self) -> None:
        """Remove the draft; undo brings it back."""
        opened, task = self._screen.opened, self._context.session.task
        if opened is None or task is None:
            return
        draft = opened.listed.draft
        self._screen.choose(None)
        self._context.session.edit(partial(drafts.remove, task=task, start=draft), self)

    def _draft(self, wishes: Sequence[Wish]) -> None:
        session = self._context.session
        arguments = {"door": session.door, "task": session.task, "wishes": tuple(wishes)}
        self._context.workers.run("documents.draft", arguments, self._keep, self)

    def _keep(self, prepared: tuple[Draft, ...]) -> None:
        self._screen.commit()
        self._context.session.edit(
            lambda desk: drafts.add(desk, prepared),
            self,
            lambda _changes: self._screen.choose(prepared[0].id),
        )

    def _offer(self, draft: DraftId, found: Comparison) -> None:
        if not found.changes:
            self._context.frame.tell(_("The data makes the same paper as when the draft was made."))
            return
        shown = [described(change) for change in found.changes]
        DraftChangesDialog(
            self._screen,
            self._context.theme,
            shown,
            found.template_changed,
            partial(self._settle, draft, found),
        ).open()

    def _settle(self, draft: DraftId, found: Comparison, taken: Sequence[str]) -> None:
        task = self._context.session.task
        if task is not None:
            settle = draft_settling.settle
            verb = partial(settle, task=task, start=draft, against=found, taken=taken)
            self._context.session.edit(verb, self)

    # Papers --------------------------------------------------------------------------------------

    def export(self, ending: str) -> None:
        """Ask where to, and write the paper as it stands on the screen."""
        opened, paper = self._screen.opened, self._screen.paper
        if opened is None or paper is None:
            return
        self._screen.commit()
        dialog = QFileDialog(self._screen, _("Export the paper"))
        dialog.setObjectName("export_paper")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"*{ending}")
        dialog.setDefaultSuffix(ending.removeprefix("."))
        dialog.setDirectory(str(self._folder.path))
        dialog.selectFile(file_name(paper.head.title or opened.listed.kind_name) + ending)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._write(opened, paper, Path(name)))
        dialog.open()

    def print_paper(self) -> None:
        """Print pages of the paper as it stands on the screen."""
        opened, paper = self._screen.opened, self._screen.paper
        if opened is None or paper is None:
            return
        self._screen.commit()
        self._printing.ask(paper, self._screen.pages.view.count, self._folder.path)
        arguments = self._checked(opened, paper)
        self._context.workers.run("documents.look_over", arguments, self._warn, self, quiet=True)

    def batch(self) -> None:
        """Write papers of one kind for many units."""
        shelf = self._screen.shelf
        if shelf is None or not shelf.kinds:
            return
        self._screen.commit()
        kind = self._screen.kind
        name = next((one.name for one in shelf.kinds if one.key == kind), _("Papers"))
        plan = BatchPlan(kind=kind, folder=self._folder.path / file_name(name))
        PaperBatchDialog(self._screen, self._context, shelf, plan).open()

    def _write(self, opened: Opened, paper: Document, target: Path) -> None:
        self._folder.remember(target.parent)
        arguments = {**self._checked(opened, paper), "target": target}
        self._context.workers.run("documents.export", arguments, self._written, self)

    def _checked(self, opened: Opened, paper: Document) -> dict[str, Any]:
        """Return what a paper is looked over with: the data, and the draft that it is."""
        session, draft = self._context.session, opened.listed.draft
        return {"door": session.door, "task": session.task, "document": paper, "draft": draft}

    def _written(self, written: Written) -> None:
        (target,) = written.files
        self._context.frame.tell(_("Wrote {file}").format(file=target.name))
        self._warn(written.noticed)

    def _warn(self, noticed: Sequence[Issue]) -> None:
        told = [one for one in noticed if one.code != _NAMED_BELOW]
        if told:  # the bar has room for a few: what is wrong goes before what is only worth knowing
            self._context.frame.warn(tuple(sorted(told, key=_is_note)))
