"""Preferences of this machine: name, language, appearance, lock, backups."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QWidget,
)

from inspector.i18n import gettext
from inspector.i18n.gettext import N_, _
from inspector.settings import Settings
from inspector.ui.context import Context
from inspector.ui.dialogs.form import fields, muted
from inspector.ui.dialogs.preferences.page import PreferencePage
from inspector.ui.theme import GAP, Appearance

_LANGUAGES: Final = ((gettext.CHINESE, "简体中文"), (gettext.ENGLISH, "English"))
_APPEARANCES: Final = (
    (Appearance.SYSTEM, N_("As the system")),
    (Appearance.LIGHT, N_("Light")),
    (Appearance.DARK, N_("Dark")),
)
_MOST_MINUTES: Final = 240


class GeneralPage(PreferencePage):
    """Settings that this machine keeps for every workspace."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "general", _("General"))
        self._author = QLineEdit()
        self._language = QComboBox()
        for code, name in _LANGUAGES:
            self._language.addItem(name, code)
        self._appearance = QComboBox()
        for appearance, text in _APPEARANCES:
            self._appearance.addItem(_(text), appearance)
        self._idle = QSpinBox()
        self._idle.setRange(0, _MOST_MINUTES)
        self._idle.setSuffix(" " + _("minutes"))
        self._idle.setSpecialValueText(_("Never"))
        self._backups = QLineEdit()
        self._backups.setPlaceholderText(_("Beside the workspace"))
        self.column.addLayout(
            fields(
                (_("Your name"), self._author),
                (_("Language"), self._language),
                (_("Appearance"), self._appearance),
                (_("Lock when idle"), self._idle),
                (_("Backup folder"), self._with_button(self._backups)),
            )
        )
        self._backups.setAccessibleName(_("Backup folder"))
        self.column.addWidget(muted(_("Your name stands beside everything you record.")))
        self.column.addWidget(muted(_("Another language is used from the next start on.")))
        self.column.addWidget(muted(_("Only a workspace with a password is locked.")))
        self.column.addStretch(1)

    def load(self, settings: Settings) -> None:
        """Show what is set; the name is the account's where none is set."""
        self._author.setText(settings.author)
        self._author.setPlaceholderText(self.context.session.author)
        self._choose(self._language, settings.language or gettext.current())
        self._choose(self._appearance, settings.appearance or Appearance.SYSTEM)
        self._idle.setValue(settings.idle_minutes)
        self._backups.setText(settings.backup_folder)

    def settings_with(self, settings: Settings) -> Settings:
        """Return the settings with this page's."""
        return replace(
            settings,
            author=self._author.text().strip(),
            language=self._language.currentData(),
            appearance=str(self._appearance.currentData()),
            idle_minutes=self._idle.value(),
            backup_folder=self._backups.text().strip(),
        )

    def _with_button(self, field: QLineEdit) -> QWidget:
        button = QToolButton()
        button.setIcon(self.context.theme.icon("mdi6.folder-open-outline"))
        button.setToolTip(_("Choose a folder"))
        button.setAccessibleName(_("Choose a folder"))
        button.clicked.connect(self._choose_folder)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP // 2)
        row.addWidget(field, 1)
        row.addWidget(button)
        return both

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Choose a folder"), self._backups.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._backups.setText)
        dialog.open()

    @staticmethod
    def _choose(box: QComboBox, value: object) -> None:
        box.setCurrentIndex(max(box.findData(value), 0))
