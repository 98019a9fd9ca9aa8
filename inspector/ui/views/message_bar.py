"""Sentences that stay until they are put away, beneath the screen they belong to."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from inspector.domain.issues import Issue, Severity
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.ui.theme import GAP, Theme

_SHOWN = 6
"""Sentences shown at once; the rest is counted."""


class MessageBar(QFrame):
    """A strip with what was refused or noticed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "refusal")
        self.setAccessibleName(_("Messages"))
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setAccessibleName(_("Messages"))
        copy = QToolButton()
        copy.setIcon(theme.icon("mdi6.content-copy"))
        copy.setToolTip(_("Copy"))
        copy.setAccessibleName(_("Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text.text()))
        close = QToolButton()
        close.setIcon(theme.icon("mdi6.close"))
        close.setToolTip(_("Put away"))
        close.setAccessibleName(_("Put away"))
        close.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP // 2, GAP // 2, GAP // 2)
        row.addWidget(self._text, 1)
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._screen = ""
        self.hide()

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.text()

    def put_away(self) -> None:
        """Show nothing any more."""
        self._text.clear()
        self.hide()

    def follow(self, screen: str) -> None:
        """Show what was noticed on this screen, and not what was noticed on another."""
        self.setVisible(bool(self.text) and self._screen in ("", screen))

    def show_issues(self, issues: tuple[Issue, ...], screen: str = "") -> None:
        """Show issues, one sentence a line; they belong to a screen, or to none in particular."""
        if not issues:
            self.put_away()
            return
        self._screen = screen
        lines = [sentence(issue) for issue in issues[:_SHOWN]]
        if len(issues) > _SHOWN:
            lines.append(_("… and {count} more.").format(count=len(issues) - _SHOWN))
        worst = any(issue.severity is Severity.ERROR for issue in issues)
        self.setProperty("kind", "refusal" if worst else "notice")
        self.style().unpolish(self)
        self.style().polish(self)
        self._text.setText("\n".join(lines))
        self.show()
