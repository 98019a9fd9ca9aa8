"""The right of 公文材料: what to do with the paper, its pages, and the fonts that stand in."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from inspector.domain.issues import Issue, Severity
from inspector.i18n.gettext import N_, _
from inspector.i18n.messages import sentence
from inspector.report.fonts import Substitution
from inspector.report.preview import Preview
from inspector.ui.theme import GAP, Theme
from inspector.ui.views.page_preview import PagePreview
from inspector.ui.views.paper_editor import short_button

_BUTTONS: Final = (
    ("documents.pdf", N_("PDF")),
    ("documents.word", N_("Word")),
    ("documents.print", N_("Print")),
    ("documents.attach", N_("Final paper")),
)
"""The actions above the pages, and the short words on their buttons."""


class PaperPages(QWidget):
    """The pages with a line of buttons above and a line about them below."""

    def __init__(self, theme: Theme, action: Callable[[str], QAction]) -> None:
        super().__init__()
        self.setObjectName("paper_pages")
        self.view = PagePreview(theme)
        self._count = QLabel()
        self._count.setObjectName("page_count")
        self._count.setProperty("kind", "muted")
        self._fonts = QLabel()
        self._fonts.setObjectName("fonts_line")
        self._fonts.setProperty("kind", "warning")
        self._fonts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.view.verticalScrollBar().valueChanged.connect(self._tell_page)
        bar = QHBoxLayout()
        bar.setSpacing(GAP // 2)
        for key, face in _BUTTONS:
            bar.addWidget(short_button(action(key), _(face)))
        bar.addStretch()
        bar.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        column.addWidget(self._fonts)

    def tell(self, preview: Preview) -> None:
        """Tell how many pages there are, and which fonts stand in for others."""
        self._tell_page()
        told = {one.role: one for one in preview.substitutions}
        self._fonts.setVisible(bool(told))
        if not told:
            return
        short = "，".join(f"{one.wanted}→{one.used}" for one in told.values())
        full = _("Fonts standing in: {fonts}").format(fonts=short)
        metrics = self._fonts.fontMetrics()
        room = max(self.view.width() - GAP, 100)
        self._fonts.setText(metrics.elidedText(full, Qt.TextElideMode.ElideRight, room))
        self._fonts.setToolTip("\n".join(sentence(_issue(one)) for one in told.values()))
        self._fonts.setAccessibleName(full)

    def clear(self) -> None:
        """Show no paper."""
        self.view.clear()
        self._fonts.hide()
        self._count.clear()

    def _tell_page(self) -> None:
        count = self.view.count
        if count:
            number = self.view.shown_page + 1
            self._count.setText(_("Page {number} of {count}").format(number=number, count=count))
        else:
            self._count.clear()


def _issue(one: Substitution) -> Issue:
    return Issue(
        code="fonts.substituted",
        severity=Severity.NOTE,
        parameters={"role": one.role, "wanted": one.wanted, "used": one.used},
    )
