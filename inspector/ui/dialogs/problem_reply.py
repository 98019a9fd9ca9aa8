"""Entering by hand what a unit answers to one problem, with the papers that show the fix."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QListWidget, QPushButton

from inspector.domain.errors import Refused
from inspector.i18n.gettext import _
from inspector.services import rectification
from inspector.services.files import Hashed
from inspector.services.rectification import Problem, Reply
from inspector.ui.context import Context
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.dialogs.form import FormDialog, fields, fit_to_screen, muted
from inspector.ui.dialogs.problem_parts import problem_list, text_field
from inspector.ui.theme import GAP


class ReplyDialog(FormDialog):
    """One reply; without a result it only notes who has taken the problem up."""

    def __init__(self, context: Context, problem: Problem) -> None:
        super().__init__(
            context.frame.window_widget, "problem_reply", _("Enter a reply"), _("Enter it")
        )
        self._context, self._problem = context, problem
        self.setAcceptDrops(True)
        self._build()
        fit_to_screen(self, 640, 640)

    def _build(self) -> None:
        entry = self._problem.entry
        self.body.addWidget(problem_list([self._problem]))
        self._on = DayField(self._context.theme, date.today())
        self._on.setObjectName("replied_on")
        self._result = text_field("result")
        self._measure = text_field("measure", 2, grows=False)
        self._measure.setPlainText(entry.measure)
        self._leader, self._person = QLineEdit(entry.leader), QLineEdit(entry.person_in_charge)
        self._leader.setObjectName("leader")
        self._person.setObjectName("person")
        self._link = QLineEdit(entry.link)
        self._link.setObjectName("link")
        self._link.setPlaceholderText("https://")
        self._completed = DayField(self._context.theme, entry.completed_on)
        self._completed.setObjectName("completed_on")
        self.body.addLayout(
            fields(
                (_("Came in on"), self._on),
                (_("Result"), self._result),
                (_("Measure"), self._measure),
                (_("Leader in charge"), self._leader),
                (_("Person in charge, telephone"), self._person),
                (_("Link to the fix"), self._link),
                (_("Done on"), self._completed),
            )
        )
        self._list_files()
        self._result.setFocus()

    def _list_files(self) -> None:
        self._files = QListWidget()
        self._files.setObjectName("files")
        self._files.setAccessibleName(_("Papers that show the fix"))
        self._files.setMaximumHeight(96)
        add, remove = QPushButton(_("Add files…")), QPushButton(_("Remove"))
        add.setObjectName("add_files")
        add.clicked.connect(self._choose_files)
        remove.clicked.connect(self._remove_file)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(muted(_("Papers that show the fix; files may be dropped here.")), 1)
        for button in (add, remove):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.body.addLayout(row)
        self.body.addWidget(self._files)

    def add_files(self, paths: list[Path]) -> None:
        """Add papers, each once."""
        known = {self._files.item(place).toolTip() for place in range(self._files.count())}
        for path in paths:
            if str(path) not in known:
                self._files.addItem(path.name)
                self._files.item(self._files.count() - 1).setToolTip(str(path))

    def _choose_files(self) -> None:
        dialog = QFileDialog(self, _("Papers that show the fix"))
        dialog.setObjectName("choose_files")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        dialog.open()

    def _remove_file(self) -> None:
        for item in self._files.selectedItems():
            self._files.takeItem(self._files.row(item))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files that are dragged here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Add files that were dropped."""
        urls = event.mimeData().urls()
        self.add_files([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def submit(self) -> None:
        """Hand the reply over."""
        try:
            completed = self._completed.day()
            on = self._on.day() or date.today()
        except Refused as refusal:
            self.refuse(refusal)
            return
        given = Reply(
            on=on,
            result=self._result.toPlainText(),
            measure=self._measure.toPlainText(),
            leader=self._leader.text(),
            person_in_charge=self._person.text(),
            link=self._link.text(),
            completed_on=completed,
        )
        rows = range(self._files.count())
        sources = [Path(self._files.item(row).toolTip()) for row in rows]
        if not sources:
            self._keep(given, ())
            return
        self.accept_button.setEnabled(False)  # while the files are read
        self._context.workers.run(
            "files.read",
            {"sources": sources},
            partial(self._keep, given),
            self,
            failed=self._let_go,
        )

    def _keep(self, given: Reply, read: tuple[Hashed, ...]) -> None:
        problem, whole = self._problem, replace(given, files=read)
        self._context.session.edit(
            lambda desk: rectification.reply(desk, problem, whole),
            self,
            self.done_with,
            self._let_go,
        )

    def _let_go(self, refusal: Refused) -> None:
        self.accept_button.setEnabled(True)
        self.refuse(refusal)
