"""What is done with papers as they were signed and sent: attached, saved, taken off."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from inspector.domain.ids import DraftId
from inspector.domain.inspection import Inspection
from inspector.i18n.gettext import _
from inspector.services import final_papers
from inspector.services.drafts import Opened
from inspector.services.files import Hashed
from inspector.ui.context import Context
from inspector.ui.dialogs.final_papers import FinalPapersDialog
from inspector.ui.views.paper_folder import PaperFolder

if TYPE_CHECKING:
    from inspector.ui.views.documents import DocumentsScreen


class FinalPaperVerbs(QObject):
    """Carries out the actions on final papers of the draft that is open."""

    def __init__(self, screen: "DocumentsScreen", context: Context, folder: PaperFolder) -> None:
        super().__init__(screen)
        self._screen, self._context, self._folder = screen, context, folder

    def bind(self) -> None:
        """Carry out the actions from now on."""
        self._context.actions.bind("documents.attach", self.attach)
        self._context.actions.bind("documents.final", self.show)

    def attach(self) -> None:
        """Ask for the signed paper, and put it to its draft."""
        opened = self._screen.opened
        if opened is None:
            return
        endings = " ".join(f"*{ending}" for ending in final_papers.ENDINGS)
        dialog = QFileDialog(self._screen, _("Attach the final paper"))
        dialog.setObjectName("attach_final")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Scans and Word files ({endings})").format(endings=endings))
        dialog.setDirectory(str(self._folder.path))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        draft = opened.listed.draft
        dialog.fileSelected.connect(lambda name: self._read(draft, Path(name)))
        dialog.open()

    def show(self) -> None:
        """Show the final papers of the draft."""
        opened = self._screen.opened
        if opened is None:
            return
        FinalPapersDialog(
            self._screen,
            opened.listed.final,
            partial(self._ask_where, opened),
            None if self._context.session.is_read_only else partial(self._detach, opened),
        ).open()

    def _read(self, draft: DraftId, file: Path) -> None:
        """Have the file hashed beside the window; the database thread then only copies it."""
        task = self._context.session.task
        if task is not None:
            then = partial(self._attach, task, draft)
            self._context.workers.run("files.read", {"sources": (file,)}, then, self)

    def _attach(self, task: Inspection, draft: DraftId, read: Sequence[Hashed]) -> None:
        (file,) = read
        self._context.session.edit(
            partial(final_papers.attach, task=task, start=draft, file=file),
            self,
            lambda _done: self._context.frame.tell(
                _("Attached {file} as the final paper.").format(file=file.path.name)
            ),
        )

    def _detach(self, opened: Opened, name: str) -> None:
        task = self._context.session.task
        if task is not None:
            verb = partial(final_papers.detach, task=task, start=opened.listed.draft, name=name)
            self._context.session.edit(verb, self)

    def _ask_where(self, opened: Opened, name: str) -> None:
        dialog = QFileDialog(self._screen, _("Save the final paper"))
        dialog.setObjectName("save_final")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDirectory(str(self._folder.path))
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda where: self._save(opened, name, Path(where)))
        dialog.open()

    def _save(self, opened: Opened, name: str, target: Path) -> None:
        blob = next(one.blob for one in opened.listed.final if one.name == name)
        self._context.workers.run(
            "files.write_out",
            {"door": self._context.session.door, "blob": blob, "target": target},
            lambda path: self._context.frame.tell(_("Wrote {file}").format(file=path.name)),
            self,
        )
