"""What the actions on the ledger do: open dialogs, send work out, go to the scoring."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from inspector.domain.inspection import Inspection
from inspector.i18n.gettext import _
from inspector.services import problem_lines
from inspector.services.problem_lines import Waiting
from inspector.services.reply_sheets import Read, ReplyReport
from inspector.ui.context import Context
from inspector.ui.dialogs.problem_extension import extension_dialog
from inspector.ui.dialogs.problem_import import ReplyImportDialog
from inspector.ui.dialogs.problem_notice import NoticeDialog
from inspector.ui.dialogs.problem_recheck import DemandDialog, RecheckDialog, Verdict
from inspector.ui.dialogs.problem_reminders import RemindersDialog
from inspector.ui.dialogs.problem_repeats import RepeatsDialog
from inspector.ui.dialogs.problem_reply import ReplyDialog
from inspector.ui.screen import Spot

if TYPE_CHECKING:
    from inspector.ui.views.rectification import RectificationScreen

_SHEETS = "*.xlsx *.xls *.et *.xlsm *.xlsb *.ods *.docx"


class ProblemVerbs:
    """The actions of the ledger, on what is chosen in it."""

    def __init__(self, context: Context, screen: "RectificationScreen") -> None:
        self._context, self._screen = context, screen

    def bind(self) -> None:
        """Say what carries each action out."""
        for name, do in (
            ("notice", self.serve),
            ("sheets_out", self.write_sheets),
            ("sheets_in", self.take_sheets),
            ("reply", self.reply),
            ("close", lambda: self.recheck(Verdict.CLOSE)),
            ("send_back", lambda: self.recheck(Verdict.SEND_BACK)),
            ("long_term", lambda: self.recheck(Verdict.LONG_TERM)),
            ("extend", self.extend),
            ("remind", self.remind),
            ("repeats", self.compare),
            ("demand", self.demand),
            ("open_item", self.open_item),
            ("ledger_out", self.write_ledger),
        ):
            self._context.actions.bind(f"rectification.{name}", do)

    @property
    def _task(self) -> Inspection | None:
        return self._context.session.task

    # On the ledger --------------------------------------------------------------------------------

    def serve(self) -> None:
        """Ask for the notice of the units in view."""
        task = self._task
        if task is None:
            return
        chosen = frozenset(self._screen.units_in_view())

        def show(waiting: tuple[Waiting, ...]) -> None:
            if not waiting:
                self._context.frame.tell(_("Every problem found is on the ledger already."))
                return
            here = chosen & {one.unit.id for one in waiting}
            NoticeDialog(self._context, task, waiting, here).open()

        self._context.session.ask(
            lambda desk: problem_lines.waiting(desk, task), show, self._screen
        )

    def reply(self) -> None:
        """Enter the reply to the problem chosen."""
        if chosen := self._screen.chosen():
            ReplyDialog(self._context, chosen[0]).open()

    def recheck(self, verdict: Verdict) -> None:
        """Say what the re-check of the problems chosen found."""
        if chosen := self._screen.chosen():
            RecheckDialog(self._context, chosen, verdict).open()

    def demand(self) -> None:
        """Say what is asked for."""
        if chosen := self._screen.chosen():
            DemandDialog(self._context, chosen).open()

    def extend(self) -> None:
        """Note or decide a request for more time."""
        if chosen := self._screen.chosen():
            extension_dialog(self._context, chosen).open()

    def remind(self) -> None:
        """Show whom to remind."""
        if self._task is not None:
            RemindersDialog(self._context, self._task, self._screen.head.day).open()

    def compare(self) -> None:
        """Show which problems may repeat earlier ones."""
        if self._task is not None:
            RepeatsDialog(self._context, self._task).open()

    def open_item(self) -> None:
        """Go to the problem's item."""
        if chosen := self._screen.chosen():
            spot = Spot(unit=chosen[0].unit.id, item=chosen[0].item.key)
            self._context.frame.go_to("scoring", spot)

    # Files ----------------------------------------------------------------------------------------

    def write_sheets(self) -> None:
        """Ask for a folder and write the reply sheets of the units in view."""
        dialog = QFileDialog(self._screen, _("Folder for the reply sheets"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.write_sheets_to(Path(name)))
        _open(dialog, "sheets_folder")

    def write_sheets_to(self, folder: Path) -> None:
        """Write the reply sheets of the units in view into a folder."""
        self._run(
            "reply_sheets_out",
            {"units": self._screen.units_in_view(), "folder": folder},
            lambda written: self._context.frame.tell(
                _("{count} reply sheets were written to {folder}.").format(
                    count=len(written), folder=folder
                )
            ),
        )

    def take_sheets(self) -> None:
        """Ask for sheets that came back."""
        dialog = QFileDialog(self._screen, _("Reply sheets that came back"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(_("Word and Excel ({endings})").format(endings=_SHEETS))
        dialog.filesSelected.connect(
            lambda names: self.take_sheets_from([Path(name) for name in names])
        )
        _open(dialog, "choose_sheets")

    def take_sheets_from(self, sources: list[Path]) -> None:
        """Read sheets and show what they would bring."""
        self._run(
            "read_replies",
            {"sources": sources, "on": self._screen.head.day},
            self._show_replies,
        )

    def _show_replies(self, found: tuple[tuple[Read, ...], tuple[ReplyReport, ...]]) -> None:
        if self._task is not None:
            ReplyImportDialog(self._context, self._task, *found).open()

    def write_ledger(self) -> None:
        """Ask where the ledger goes."""
        task = self._task
        if task is None:
            return
        dialog = QFileDialog(self._screen, _("Export the ledger"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Workbook (*.xlsx)"))
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{task.name}整改台账.xlsx")
        dialog.fileSelected.connect(lambda name: self.write_ledger_to(Path(name)))
        _open(dialog, "save_ledger")

    def write_ledger_to(self, target: Path) -> None:
        """Write the ledger of the units in view."""
        self._run(
            "ledger_out",
            {
                "day": self._screen.head.day,
                "units": self._screen.units_in_view(),
                "target": target,
            },
            lambda written: self._context.frame.tell(
                _("The ledger was written to {file}.").format(file=written)
            ),
        )

    def _run(self, job: str, arguments: dict[str, object], then: Callable[[Any], None]) -> None:
        task, door = self._task, self._context.session.door
        if task is None or door is None:
            return
        self._context.workers.run(
            f"problems.{job}", {"door": door, "task": task.id, **arguments}, then, self._screen
        )


def _open(dialog: QDialog, name: str) -> None:
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
