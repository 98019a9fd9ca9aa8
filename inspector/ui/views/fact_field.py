"""The line a fact is typed into: offers usual phrases, and takes several pasted lines apart."""

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QLineEdit

from inspector.i18n.gettext import _
from inspector.services.pasting import is_several
from inspector.services.phrases import Phrase, narrowed
from inspector.ui.theme import Theme

_MOST_SHOWN = 8


class FactField(QLineEdit):
    """One line with phrases beneath it, found by their text or the initials of its pinyin."""

    pasted = Signal(str)
    """Several lines that were pasted in the place of one fact."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("finding_fact")
        self.setAccessibleName(_("Fact"))
        self.setPlaceholderText(_("The fact, in one sentence"))
        self._phrases: tuple[Phrase, ...] = ()
        self._words = QStringListModel(self)
        self.textEdited.connect(self._narrow)
        completer = QCompleter(self._words, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_MOST_SHOWN)
        self.setCompleter(completer)
        every = self.addAction(
            theme.icon("mdi6.text-box-search-outline"), QLineEdit.ActionPosition.TrailingPosition
        )
        every.setToolTip(_("Usual phrases: type part of one, or initials of its pinyin"))
        every.triggered.connect(self._offer_all)

    def offer(self, phrases: tuple[Phrase, ...]) -> None:
        """Offer these phrases from now on."""
        self._phrases = phrases
        self._narrow(self.text())

    @property
    def is_choosing(self) -> bool:
        """Whether Enter would choose a phrase."""
        popup = self.completer().popup()
        return popup.isVisible() and popup.currentIndex().isValid()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Hand several pasted lines on; they are several facts."""
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if is_several(text):
                self.pasted.emit(text)
                return
        super().keyPressEvent(event)

    def _narrow(self, typed: str) -> None:
        found = narrowed(self._phrases, typed)
        self._words.setStringList([one.text for one in found if one.text != typed])

    def _offer_all(self) -> None:
        self._words.setStringList([one.text for one in self._phrases])
        self.setFocus()
        self.completer().complete()
