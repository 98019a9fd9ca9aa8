"""Dividing the work: units to a team and its inspectors, and files for their laptops."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from inspector.domain.inspection import Inspection, Team
from inspector.domain.objection import names
from inspector.i18n.gettext import _
from inspector.services import division
from inspector.services.files import file_name
from inspector.ui.context import Context
from inspector.ui.dialogs.form import FormDialog, add_field, fields, muted
from inspector.ui.views.unit_rows import UnitRow, units_words


class DivisionDialog(FormDialog):
    """Gives units to a team, known or new, and to inspectors."""

    def __init__(
        self, context: Context, task: Inspection, rows: Sequence[UnitRow], parent: QWidget
    ) -> None:
        super().__init__(parent, "division", _("Divide the work"), _("Give"))
        self.setMinimumWidth(480)
        self._context, self._task = context, task
        self._rows = tuple(rows)
        self._teams = {team.name: team for team in task.teams}
        self.body.addWidget(muted(units_words(rows)))
        self._team, self._leader, self._names = QComboBox(), QLineEdit(), QLineEdit()
        self._team.setObjectName("team")
        self._names.setObjectName("inspectors")
        self._team.setEditable(True)
        self._team.addItems([*self._teams])
        self._team.setCurrentText(rows[0].line.team if rows else "")
        self._names.setPlaceholderText(_("Names with commas between"))
        self.body.addLayout(
            fields(
                (_("Team"), self._team),
                (_("Leader"), self._leader),
                (_("Inspectors"), self._names),
            )
        )
        self.body.addWidget(
            muted(_("A team that is not there yet is set up. Papers name team and inspectors."))
        )
        self._team.currentTextChanged.connect(self._show_team)
        self._show_team(self._team.currentText())

    def submit(self) -> None:
        """Set the team up, where it is new or another, and give it the units."""
        name = self._team.currentText().strip()
        people = tuple(sorted(names([self._names.text()]), key=self._names.text().index))
        if not name and not people:
            self.complain(_("Nobody is named yet; name a team, or inspectors."))
            return
        team = Team(name=name, leader=self._leader.text().strip(), members=people)
        task, units = self._task, [row.line.unit for row in self._rows]
        self._context.session.edit(
            lambda desk: division.hand_over(desk, task, units, team),
            self,
            then=self.done_with,
            refused=self.refuse,
        )

    def _show_team(self, name: str) -> None:
        team = self._teams.get(name.strip())
        if team is not None:
            self._leader.setText(team.leader)
            self._names.setText("、".join(team.members))


class PackageDialog(FormDialog):
    """Writes the files that laptops take along: one of the units chosen, or one for each team."""

    def __init__(
        self, context: Context, task: Inspection, rows: Sequence[UnitRow], parent: QWidget
    ) -> None:
        super().__init__(parent, "package", _("Make packages"), _("Write"))
        self.setMinimumWidth(540)
        self._context, self._task = context, task
        self._rows = tuple(rows)
        self.body.addWidget(muted(units_words(rows)))
        self._one = QRadioButton(_("One file with these units"))
        self._each = QRadioButton(_("One file for each inspector or team of the division of work"))
        self._each.setObjectName("each_team")
        self._one.setChecked(True)
        self.body.addWidget(self._one)
        self.body.addWidget(self._each)
        self._whom, self._folder, self._password = QLineEdit(), QLineEdit(), QLineEdit()
        self._whom.setObjectName("whom")
        self._folder.setObjectName("folder")
        self._whom.setText(rows[0].line.team if rows else "")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setPlaceholderText(_("None: the file can be read by anybody"))
        path = context.session.path
        self._folder.setText("" if path is None else str(path.parent))
        choose = QPushButton(_("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._folder, 1)
        row.addWidget(choose)
        form = fields((_("For whom"), self._whom), (_("Folder"), beside))
        self._folder.setAccessibleName(_("Folder"))
        add_field(form, _("Password"), self._password)
        self.body.addLayout(form)
        self.body.addWidget(
            muted(_("What is done with a package comes back with “Merge other groups' data”."))
        )
        self._one.toggled.connect(self._whom.setEnabled)

    def submit(self) -> None:
        """Write in the background."""
        door, whom = self._context.session.door, self._whom.text().strip()
        folder = Path(self._folder.text().strip())
        if door is None:
            return
        if not self._folder.text().strip():
            self.complain(_("No folder is named yet; say where the files are to go."))
            return
        arguments: dict[str, object] = {
            "door": door,
            "task": self._task.id,
            "password": self._password.text() or None,
        }
        if self._each.isChecked():
            arguments["folder"] = folder
            job = "overview.packages_by_division"
        elif not whom:
            self.complain(_("Nobody is named yet; say for whom the file is, it is named by it."))
            return
        else:
            name = f"{door.path.stem}-{file_name(whom)}{door.path.suffix}"
            arguments |= {
                "chosen": [row.key for row in self._rows],
                "whom": whom,
                "target": folder / name,
            }
            job = "overview.packages_out"
        self._password.clear()
        self._context.workers.run(job, arguments, self._tell, self, failed=self.refuse)

    def _tell(self, _made: object) -> None:
        self._context.frame.tell(
            _("Packages written to {folder}.").format(folder=self._folder.text())
        )
        self.accept()

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Folder"), self._folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._folder.setText)
        dialog.open()
