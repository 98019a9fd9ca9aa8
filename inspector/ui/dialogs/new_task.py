"""A new inspection in three steps: what it is, its classes and lists, its units and its file."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector import paths, settings
from inspector.domain.changes import Changes
from inspector.domain.errors import Refused
from inspector.domain.inspection import Inspection
from inspector.domain.unit import Unit
from inspector.i18n.gettext import N_, _
from inspector.i18n.messages import sentence
from inspector.services import inspections, units
from inspector.services.files import file_name
from inspector.services.inspections import Plan
from inspector.ui.context import Context
from inspector.ui.dialogs.classes_step import ClassesStep
from inspector.ui.dialogs.form import fit_to_screen, heading
from inspector.ui.dialogs.paste_units import UnitsEditor
from inspector.ui.dialogs.task_step import TaskStep
from inspector.ui.theme import GAP, MARGIN

_ENDING: Final = ".inspection"
_STEPS: Final = (N_("1 Task"), N_("2 Classes and lists"), N_("3 Units and file"))


class NewTaskDialog(QDialog):
    """Goes through the steps, then makes a workspace or adds to the one that is open."""

    made = Signal(Path)
    """A new workspace that is to be opened."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("new_task")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("New inspection"))
        self._context = context
        is_known = context.session.is_open or bool(settings.load().author)
        self._task = TaskStep(context.theme, asks_who=not is_known)
        self._classes = ClassesStep(context)
        self._units = UnitsEditor(context)
        self._file = FileChoice(context)
        self._build()
        self._show_step(0)
        fit_to_screen(self, 900, 600)
        if self._file.may_join:
            context.session.ask(units.in_workspace, self._take_register, self)

    # Parts ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        last = QWidget()
        column = QVBoxLayout(last)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self._units_title = heading("")
        column.addWidget(self._units_title)
        column.addWidget(self._units, 1)
        column.addWidget(self._file)
        self._pages = QStackedWidget()
        for page in (self._task, self._classes, last):
            self._pages.addWidget(page)
        self._problem = QLabel()
        self._problem.setObjectName("problem")
        self._problem.setProperty("kind", "bad")
        self._problem.setAccessibleName(_("What is missing"))
        self._problem.setWordWrap(True)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        outer.setSpacing(MARGIN)
        outer.addLayout(self._made_steps())
        outer.addWidget(self._pages, 1)
        outer.addWidget(self._problem)
        outer.addLayout(self._made_buttons())

    def _made_steps(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self._steps = QButtonGroup(self)
        for place, text in enumerate(_STEPS):
            button = QPushButton(_(text))
            button.setObjectName(f"step_{place + 1}")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._go_to_step, place))
            self._steps.addButton(button, place)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _made_buttons(self) -> QHBoxLayout:
        self._back = QPushButton(_("Back"))
        self._back.setObjectName("back")
        self._back.setAutoDefault(False)
        self._back.clicked.connect(lambda: self._show_step(self._pages.currentIndex() - 1))
        self._next = QPushButton()
        self._next.setObjectName("next")
        self._next.setDefault(True)
        self._next.clicked.connect(self._go_on)
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addStretch(1)
        for button in (self._back, self._next, cancel):
            row.addWidget(button)
        return row

    # Steps ----------------------------------------------------------------------------------------

    def _show_step(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        self._steps.button(place).setChecked(True)
        self._back.setEnabled(place > 0)
        last = place == len(_STEPS) - 1
        self._next.setText(_("Set up") if last else _("Next"))
        self._complain()
        if last:
            self._units.set_classes(self._classes.classes())
            self._units_title.setText(self._task.units_called)
            self._file.suggest(self._task.name.text())
        focus = (self._task.name, None, self._units)[place]
        (focus or self._pages.currentWidget()).setFocus()

    def _go_to_step(self, place: int) -> None:
        """Go back freely; forward only past steps that are complete."""
        present = self._pages.currentIndex()
        while present < place and not self._complaints_of(present):
            present += 1
        if present < place:
            self._show_step(present)
            self._complain(*self._complaints_of(present))
        else:
            self._show_step(place)

    def _go_on(self) -> None:
        place = self._pages.currentIndex()
        complaints = self._complaints_of(place)
        if complaints:
            self._complain(*complaints)
        elif place < len(_STEPS) - 1:
            self._show_step(place + 1)
        else:
            self._set_up()

    def _complaints_of(self, place: int) -> tuple[str, ...]:
        match place:
            case 0:
                return self._task.complaints()
            case 1:
                return self._classes.complaints()
        return (*self._units.complaints(), *self._file.complaints())

    def _complain(self, *sentences: str) -> None:
        self._problem.setText("\n".join(sentences))
        self._problem.setVisible(bool(sentences))
        self._next.setEnabled(True)

    # Setting up -----------------------------------------------------------------------------------

    def _set_up(self) -> None:
        self._complain()
        self._next.setEnabled(False)
        plan = replace(
            self._task.plan(), class_names=self._classes.classes(), units=self._units.rows()
        )
        if self._file.joins:
            arguments = {"plan": plan, "sources": self._classes.sources()}
            self._run("overview.plan_with_lists", arguments, self._join)
            return
        try:
            author = self._author()
        except Refused as refusal:
            self._refuse(refusal)
            return
        arguments = {
            "plan": plan,
            "sources": self._classes.sources(),
            "path": self._file.path,
            "author": author,
        }
        self._run("overview.new_workspace", arguments, self._finish)

    def _author(self) -> str:
        """Return who works here; a name that was asked for is kept among the preferences."""
        known, said = settings.load(), self._task.who.text().strip()
        if said:
            settings.save(replace(known, author=said))
        return said or known.author

    def _run(self, job: str, arguments: dict[str, object], then: Callable[[Any], None]) -> None:
        self._context.workers.run(job, arguments, then, self, failed=self._refuse)

    def _join(self, plan: Plan) -> None:
        self._context.session.edit(
            lambda desk: inspections.create(desk, plan),
            self,
            then=self._choose,
            refused=self._refuse,
        )

    def _choose(self, made: tuple[Inspection, Changes]) -> None:
        self._context.session.choose(made[0])
        self.accept()
        self._context.frame.go_to("overview")

    def _finish(self, path: Path) -> None:
        self.accept()
        self.made.emit(path)

    def _refuse(self, refusal: Refused) -> None:
        self._complain(*map(sentence, refusal.issues))

    def _take_register(self, known: tuple[Unit, ...]) -> None:
        self._units.set_register(known, ())


class FileChoice(QWidget):
    """Where the inspection is kept: in a file of its own, or in the workspace that is open."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        session = context.session
        self.may_join = session.is_open and not session.is_read_only
        self._is_chosen_by_hand = False
        self._own = QRadioButton(_("Keep in a new workspace file"))
        self._own.setObjectName("own_file")
        self._own.setChecked(True)
        name = session.path.stem if session.path is not None else ""
        self._joined = QRadioButton(_("Add to the open workspace “{name}”").format(name=name))
        self._joined.setObjectName("join_open")
        self._field = QLineEdit()
        self._field.setObjectName("workspace_path")
        self._field.setAccessibleName(_("Keep in a new workspace file"))
        self._field.textEdited.connect(self._keep_path)
        choose = QPushButton(_("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        self._own.toggled.connect(self._field.setEnabled)
        self._own.toggled.connect(choose.setEnabled)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._own)
        row.addWidget(self._field, 1)
        row.addWidget(choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._joined)
        self._joined.setVisible(self.may_join)

    @property
    def joins(self) -> bool:
        """Whether the inspection goes into the workspace that is open."""
        return self._joined.isChecked()

    @property
    def path(self) -> Path:
        """The new file, with the ending of workspaces."""
        path = Path(self._field.text().strip())
        return path if path.suffix == _ENDING else path.with_name(path.name + _ENDING)

    def suggest(self, name: str) -> None:
        """Propose a file by the inspection's name, until somebody names one."""
        if not self._is_chosen_by_hand:
            self._field.setText(str(_free(paths.documents(), file_name(name))))

    def complaints(self) -> tuple[str, ...]:
        """Return why there can be no such file, as sentences."""
        if self.joins:
            return ()
        if not self._field.text().strip():
            return (_("No file is named yet; say where the workspace is to be kept."),)
        if self.path.exists():
            return (_("{file} is there already; choose another name.").format(file=self.path),)
        return ()

    def _keep_path(self) -> None:
        self._is_chosen_by_hand = True

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Keep in a new workspace file"), str(self.path.parent))
        dialog.setObjectName("workspace_file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Workspaces (*{ending})").format(ending=_ENDING))
        dialog.setDefaultSuffix(_ENDING)
        dialog.selectFile(self.path.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, name: str) -> None:
        self._is_chosen_by_hand = True
        self._field.setText(name)


def _free(folder: Path, stem: str) -> Path:
    """Return a name in a folder that nothing has yet."""
    path = folder / f"{stem}{_ENDING}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{_ENDING}"
        number += 1
    return path
