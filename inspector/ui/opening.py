"""Opening a workspace from the window: passwords are asked for, another's lock is told."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.domain.errors import Refused
from inspector.i18n.gettext import _
from inspector.services.desk import Unlocking
from inspector.ui.dialogs.unlocking import ask_password
from inspector.ui.session import Session

_ENDING = ".inspection"
_LOCKED = frozenset({"storage.password_needed", "storage.password_wrong"})
_TAKEN = frozenset({"storage.locked", "storage.not_writable"})


class Opening(QObject):
    """Opens files in the session, and deals with those that do not open at once."""

    def __init__(
        self,
        session: Session,
        window: QWidget,
        author: str,
        refuse: Callable[[Refused | None], None],
        offer_reading: Callable[[Path], None],
    ) -> None:
        """Open in the author's name; empty leaves it to the settings.

        `refuse` gets every refusal but that of a missing password, for which it gets None.
        """
        super().__init__(window)
        self._session, self._window, self._author = session, window, author
        self._refuse, self._offer_reading = refuse, offer_reading

    def open(self, path: Path, *, read_only: bool = False, unlocking: Unlocking = None) -> None:
        """Open a workspace file in place of the one that is open."""
        self._session.open(
            path,
            read_only=read_only,
            unlocking=unlocking,
            author=self._author,
            on_refused=lambda refusal: self._refused(path, read_only, refusal),
        )

    def choose(self, take: Callable[[Path], None]) -> None:
        """Ask which file to open."""
        dialog = QFileDialog(self._window, _("Open a workspace"))
        dialog.setObjectName("open_workspace")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Workspaces (*{ending})").format(ending=_ENDING))
        dialog.fileSelected.connect(lambda name: take(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def ask_password(
        self, path: Path, refusal: Refused | None = None, *, read_only: bool = False
    ) -> None:
        """Ask for a file's password and open it with that."""

        def given(file: Path, password: str) -> None:
            self.open(file, read_only=read_only, unlocking=password)

        ask_password(self._window, path, refusal, given)

    def _refused(self, path: Path, read_only: bool, refusal: Refused) -> None:
        codes = {issue.code for issue in refusal.issues}
        if codes & _LOCKED:
            self._refuse(None)
            self.ask_password(path, refusal, read_only=read_only)
            return
        self._refuse(refusal)
        if codes & _TAKEN:
            self._offer_reading(path)
