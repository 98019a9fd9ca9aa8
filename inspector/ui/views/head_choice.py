"""What is asked for over and under new papers: a red head, room for one, an imprint."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from inspector.i18n.gettext import _
from inspector.i18n.paper_words import head_word, red_head_word
from inspector.report.document import Family, RedHead
from inspector.report.kinds import Kind
from inspector.ui.theme import GAP


class HeadChoice(QWidget):
    """A row of a form: which head, and whether an imprint is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._red_head = QComboBox()
        self._red_head.setObjectName("choice_red_head")
        self._red_head.setAccessibleName(head_word("red_head"))
        self._red_head.addItem(_("By the template"), None)
        for kind in RedHead:
            self._red_head.addItem(red_head_word(kind.value), kind.value)
        self._imprint = QCheckBox(_("Imprint"))
        self._imprint.setObjectName("choice_imprint")
        self._imprint.setToolTip(_("Printing office and day of printing at the paper's end."))
        self.setFocusProxy(self._red_head)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(self._red_head, 1)
        line.addWidget(self._imprint)

    def suit(self, kind: Kind) -> None:
        """Let a head be asked for where a kind of paper has one: forms have none."""
        self.setEnabled(kind.family is Family.OFFICIAL)

    @property
    def red_head(self) -> RedHead | None:
        """The head that was chosen; None leaves it to template and kind."""
        chosen = self._red_head.currentData()
        return None if chosen is None else RedHead(chosen)

    @property
    def imprint(self) -> bool:
        """Whether an imprint is wanted."""
        return self._imprint.isChecked()
