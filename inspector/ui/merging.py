"""Merging from the window: bringing laptops together, and settling what they differ in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector.ui.context import Context
from inspector.ui.later import later

if TYPE_CHECKING:
    from inspector.ui.dialogs.alike_units import AlikeUnitsDialog
    from inspector.ui.dialogs.conflicts import ConflictsDialog
    from inspector.ui.dialogs.merge import MergeDialog
else:
    AlikeUnitsDialog = later("inspector.ui.dialogs.alike_units", "AlikeUnitsDialog")
    ConflictsDialog = later("inspector.ui.dialogs.conflicts", "ConflictsDialog")
    MergeDialog = later("inspector.ui.dialogs.merge", "MergeDialog")

MERGE, CONFLICTS = "frame.merge", "frame.conflicts"


class Merging(QObject):
    """Binds the two actions; a workspace that is only read is not merged into."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        context.actions.bind(MERGE, self.merge)
        context.actions.bind(CONFLICTS, self.show_conflicts)
        context.session.opened.connect(self._settle)

    def merge(self, files: Sequence[Path] = ()) -> None:
        """Open the dialog, at once looking into the files that are named."""
        dialog = MergeDialog(self._context, files)
        dialog.conflicts_wanted.connect(self.show_conflicts)
        dialog.alike_wanted.connect(self.show_alike)
        dialog.open()

    def show_conflicts(self) -> None:
        """Open the list of what people do not agree on."""
        dialog = ConflictsDialog(self._context)
        dialog.alike_wanted.connect(self.show_alike)
        dialog.open()

    def show_alike(self) -> None:
        """Ask which units of like name are one."""
        AlikeUnitsDialog(self._context).open()

    def _settle(self) -> None:
        for key in (MERGE, CONFLICTS):
            self._context.actions.enable(key, not self._context.session.is_read_only)
