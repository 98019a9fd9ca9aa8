"""Preferences of type: which font sets each role of a paper, and where fonts are looked for."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QTableView,
)

from inspector.domain.typeface import Typeface
from inspector.i18n.gettext import _
from inspector.settings import Settings
from inspector.ui.context import Context
from inspector.ui.dialogs.form import heading, muted
from inspector.ui.dialogs.preferences.page import PreferencePage
from inspector.ui.models.table import Column, TableModel

_FOLDERS_HEIGHT = 84


class FontsPage(PreferencePage):
    """What was found on this machine, looked for by a worker."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "fonts", _("Fonts"))
        self._model = TableModel[Typeface](self._columns(), self)
        self._table = QTableView()
        self._table.setModel(self._model)
        self._table.setAccessibleName(_("Fonts of papers"))
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._table.verticalHeader().hide()
        self._table.setShowGrid(False)
        for place, column in enumerate(self._model.columns):
            self._table.setColumnWidth(place, column.width)
        self._table.horizontalHeader().setStretchLastSection(True)
        self._state = muted(_("Looking for fonts…"))
        self._folders = QListWidget()
        self._folders.setAccessibleName(_("Folders of your own fonts"))
        self._folders.setMaximumHeight(_FOLDERS_HEIGHT)
        add, remove = self.button(_("Add a folder…")), self.button(_("Remove"))
        add.clicked.connect(self._choose_folder)
        remove.clicked.connect(self._remove_folder)
        buttons = QHBoxLayout()
        buttons.addWidget(add)
        buttons.addWidget(remove)
        buttons.addStretch(1)
        self.column.addWidget(heading(_("Fonts of papers")))
        self.column.addWidget(self._table, 1)
        self.column.addWidget(self._state)
        self.column.addWidget(heading(_("Folders of your own fonts")))
        self.column.addWidget(self._folders)
        self.column.addLayout(buttons)

    def load(self, settings: Settings) -> None:
        """Show the folders and let a worker look for the fonts."""
        self._folders.clear()
        self._folders.addItems(list(settings.font_folders))
        self.context.workers.run("typefaces.overview", {}, self._show_found, self, quiet=True)

    def settings_with(self, settings: Settings) -> Settings:
        """Return the settings with this page's."""
        rows = range(self._folders.count())
        return replace(settings, font_folders=tuple(self._folders.item(row).text() for row in rows))

    def _show_found(self, found: tuple[Typeface, ...]) -> None:
        self._model.replace(found)
        others = sum(not one.is_genuine for one in found)
        self._state.setText(
            _("{count} roles are set in another font; papers look a little different.").format(
                count=others
            )
            if others
            else _("Every role has its own font.")
        )

    def _columns(self) -> tuple[Column[Typeface], ...]:
        return (
            Column(_("Role"), lambda one: one.role, width=90),
            Column(_("Wanted"), lambda one: one.wanted, width=150),
            Column(
                _("Used here"),
                lambda one: one.used or "—",
                width=210,
                tip=lambda one: str(one.file),
            ),
            Column(_("State"), _state, colour=self._colour),
        )

    def _colour(self, one: Typeface) -> QColor:
        role = "good" if one.is_genuine else ("warning" if one.used else "bad")
        return self.context.theme.colour(role)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Choose a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._add_folder)
        dialog.open()

    def _add_folder(self, folder: str) -> None:
        if not self._folders.findItems(folder, Qt.MatchFlag.MatchExactly):
            self._folders.addItem(folder)

    def _remove_folder(self) -> None:
        self._folders.takeItem(self._folders.currentRow())


def _state(one: Typeface) -> str:
    if one.is_genuine:
        return _("found")
    return _("substituted") if one.used else _("missing")
