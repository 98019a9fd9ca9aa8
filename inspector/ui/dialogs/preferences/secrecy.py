"""Preferences of secrecy: the workspace's password, set, changed or removed."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit

from inspector.domain.errors import Refused
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.services import secrecy
from inspector.settings import Settings
from inspector.ui.context import Context
from inspector.ui.dialogs.form import fields, muted
from inspector.ui.dialogs.preferences.page import PreferencePage


class SecrecyPage(PreferencePage):
    """Acts at once: the whole file is written anew, so there is nothing to put off."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "secrecy", _("Password"))
        self._present, self._new, self._again = (self._made_field() for _n in range(3))
        self._state = QLabel()
        self._state.setWordWrap(True)
        self._said = QLabel()
        self._said.setObjectName("said")
        self._said.setWordWrap(True)
        self._set = self.button(_("Set the password"))
        self._remove = self.button(_("Remove the password"))
        self._set.clicked.connect(self._change)
        self._remove.clicked.connect(self._take_away)
        buttons = QHBoxLayout()
        buttons.addWidget(self._set)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        self.column.addWidget(self._state)
        self.column.addLayout(
            fields(
                (_("Present password"), self._present),
                (_("New password"), self._new),
                (_("New password again"), self._again),
            )
        )
        self.column.addLayout(buttons)
        self.column.addWidget(self._said)
        self.column.addWidget(
            muted(_("Nobody can open the file without the password; there is no way around it."))
        )
        self.column.addStretch(1)

    def load(self, settings: Settings) -> None:  # noqa: ARG002
        """Show whether the workspace has a password."""
        session = self.context.session
        has_one = session.door is not None and session.door.unlocking is not None
        can_write = session.is_open and not session.is_read_only
        self._present.setEnabled(can_write and has_one)
        self._new.setEnabled(can_write)
        self._again.setEnabled(can_write)
        self._set.setEnabled(can_write)
        self._remove.setEnabled(can_write and has_one)
        if not session.is_open:
            self._state.setText(_("No workspace is open."))
        elif has_one:
            self._state.setText(_("This workspace is encrypted with a password."))
        else:
            self._state.setText(_("This workspace has no password."))

    @staticmethod
    def _made_field() -> QLineEdit:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        return field

    def _change(self) -> None:
        new = self._new.text()
        if not new:
            self._say(_("Type the new password first."))
        elif new != self._again.text():
            self._say(_("The two new passwords differ; type them again."))
        else:
            path, present = self._workspace(), self._present.text() or None
            self._rewrite(
                partial(secrecy.set_password, path, new, present), new, _("The password is set.")
            )

    def _take_away(self) -> None:
        path, present = self._workspace(), self._present.text() or None
        done = _("The password is removed.")
        self._rewrite(partial(secrecy.remove_password, path, present), None, done)

    def _rewrite(
        self, rewrite: "partial[tuple[Path, ...]]", unlocking: str | None, done: str
    ) -> None:
        def after(_written: tuple[Path, ...]) -> None:
            for field in (self._present, self._new, self._again):
                field.clear()
            self.load(Settings())
            self._say(done)

        def refuse(refusal: Refused) -> None:
            self.load(Settings())
            self._say("\n".join(sentence(issue) for issue in refusal.issues))

        self._say(_("The file is being written anew…"))
        self.context.session.reopen(rewrite, after, self, refuse, unlocking=unlocking)

    def _workspace(self) -> Path:
        path = self.context.session.path
        assert path is not None  # the buttons work only while one is open
        return path

    def _say(self, text: str) -> None:
        self._said.setText(text)
