"""Importing a checklist from anywhere: which file, and where nothing is open, into what place."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from inspector.i18n.gettext import _
from inspector.ui.context import Context
from inspector.ui.screen import Spot

_FILTER: Final = "*.xlsx *.xlsm *.xls *.et *.xlsb *.ods *.docx"
_ENDING: Final = ".inspection"


def begin_import(context: Context) -> QFileDialog:
    """Ask which file holds the list; the screen of lists then shows it to be looked through."""
    dialog = QFileDialog(context.frame.window_widget, _("Import a checklist"))
    dialog.setObjectName("import_list")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(_("Excel, WPS and Word files ({endings})").format(endings=_FILTER))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: import_list(context, Path(name)))
    dialog.open()
    return dialog


def import_list(context: Context, path: Path) -> None:
    """Look a file's list through, in a new workspace where none is open."""
    if context.session.is_open:
        _go(context, path)
    else:
        _ask_place(context, path)


def _go(context: Context, path: Path) -> None:
    context.frame.go_to("checklists", Spot(more=f"import:{path}"))


def _ask_place(context: Context, path: Path) -> None:
    dialog = QFileDialog(context.frame.window_widget, _("Where to keep the new workspace"))
    dialog.setObjectName("import_place")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_("Workspaces (*{ending})").format(ending=_ENDING))
    dialog.setDefaultSuffix(_ENDING.lstrip("."))
    dialog.selectFile(f"{path.stem}{_ENDING}")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: _create(context, Path(name), path))
    dialog.open()


def _create(context: Context, workspace: Path, path: Path) -> None:
    context.session.opened.connect(
        partial(_go, context, path), Qt.ConnectionType.SingleShotConnection
    )
    context.session.open(workspace, create=True)
