"""The dialog around the pages of the preferences."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget

from inspector import settings
from inspector.domain.errors import Refused
from inspector.i18n.gettext import _
from inspector.settings import Settings
from inspector.ui.context import Context
from inspector.ui.dialogs.form import FormDialog, fit_to_screen
from inspector.ui.dialogs.preferences.fonts import FontsPage
from inspector.ui.dialogs.preferences.general import GeneralPage
from inspector.ui.dialogs.preferences.holidays import HolidaysPage
from inspector.ui.dialogs.preferences.page import PreferencePage
from inspector.ui.dialogs.preferences.secrecy import SecrecyPage
from inspector.ui.dialogs.preferences.task import TaskPage
from inspector.ui.theme import MARGIN, Appearance

_WIDTH, _HEIGHT = 780, 560
_LIST_WIDTH = 150
_ROW = 34


class PreferencesDialog(FormDialog):
    """Pages beside a list of their names; one button keeps what stands on all of them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.frame.window_widget, "preferences", _("Preferences"), _("Keep"))
        fit_to_screen(self, _WIDTH, _HEIGHT)
        self._context = context
        self._before = Settings()
        self._pages: tuple[PreferencePage, ...] = (
            GeneralPage(context),
            TaskPage(context),
            FontsPage(context),
            HolidaysPage(context),
            SecrecyPage(context),
        )
        self._names = QListWidget()
        self._names.setAccessibleName(_("Preferences"))
        self._names.setProperty("kind", "names")
        self._names.setFixedWidth(_LIST_WIDTH)
        for page in self._pages:
            item = QListWidgetItem(page.title, self._names)
            item.setSizeHint(QSize(0, _ROW))
        stack = QStackedWidget()
        for page in self._pages:
            stack.addWidget(page)
        self._names.currentRowChanged.connect(stack.setCurrentIndex)
        self._names.setCurrentRow(0)
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        row.addWidget(self._names)
        row.addWidget(stack, 1)
        self.body.addLayout(row, 1)
        self._load()
        self._names.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Keep this machine's settings and write what belongs to the workspace."""
        after = self._before
        for page in self._pages:
            after = page.settings_with(after)
        try:
            if after != self._before:
                settings.save(after)
            for page in self._pages:
                page.write(self._refuse_outside)
        except Refused as refusal:
            self.refuse(refusal)
            return
        self._follow(after)
        self.done_with()

    def _load(self) -> None:
        try:
            self._before = settings.load()
        except Refused as refusal:
            self.refuse(refusal)
        for page in self._pages:
            page.load(self._before)

    def _follow(self, after: Settings) -> None:
        """Let the running program follow what may change at once."""
        context, before = self._context, self._before
        if after.appearance != before.appearance:
            context.theme.choose(Appearance(after.appearance or Appearance.SYSTEM))
        if after.font_folders != before.font_folders:
            context.workers.renew()
        if after.author != before.author and context.session.is_open:
            context.session.reopen(lambda: None, None, self, author=after.author)

    def _refuse_outside(self, refusal: Refused) -> None:
        self._context.frame.warn(refusal.issues)
