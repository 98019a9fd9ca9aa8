"""What the actions of statistics do with a view: copy and save its picture, export the data."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.domain.errors import Refused
from inspector.domain.statistics import View
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.jobs.statistics import Shown
from inspector.services.statistic_figures import Scope
from inspector.ui.context import Context
from inspector.ui.models.table import TableModel
from inspector.ui.views.chart_view import one_image
from inspector.ui.views.figure_choice import FigureChoice
from inspector.ui.workers import Running

FINE_DPI: Final = 220
"""Of pictures that are copied or saved."""


class FigureVerbs:
    """Work on the view in front, done in another process."""

    def __init__(
        self, context: Context, owner: QWidget, choice: FigureChoice, view: Callable[[], View]
    ) -> None:
        self._context, self._owner, self._choice, self._view = context, owner, choice, view

    def run(
        self,
        job: str,
        then: Callable[[Any], None],
        arguments: dict[str, Any],
        failed: Callable[[Refused], None] | None = None,
        *,
        quiet: bool = False,
    ) -> Running | None:
        """Do a job on the view in front; None where nothing is open."""
        task, door = self._context.session.task, self._context.session.door
        if task is None or door is None:
            return None
        given: dict[str, Any] = {
            "door": door,
            "task": task.id,
            "view": self._view(),
            "scope": self._choice.scope,
            "radar": self._context.actions.action("analysis.radar").isChecked(),
            "earlier": self._choice.earlier,
            **arguments,
        }
        return self._context.workers.run(
            f"statistics.{job}", given, then, self._owner, failed, quiet=quiet
        )

    def copy_picture(self) -> None:
        """Put the charts on the clipboard as one picture."""
        self.run("show", self._put_picture, {"dpi": FINE_DPI})

    def _put_picture(self, shown: Shown) -> None:
        if shown.pictures:
            QGuiApplication.clipboard().setImage(one_image(shown.pictures))
            self._context.frame.tell(_("The picture was copied."))

    def save_picture(self) -> None:
        """Ask where the picture goes."""
        self._ask_target(_("Save the picture"), _("Picture (*.png)"), "png", self.save_picture_to)

    def save_picture_to(self, target: Path) -> None:
        """Write the charts of the view as pictures."""
        self.run("save_pictures", self._tell_written, {"dpi": FINE_DPI, "target": target})

    def export(self) -> None:
        """Ask where the data go."""
        self._ask_target(_("Export the data"), _("Workbook (*.xlsx)"), "xlsx", self.export_to)

    def export_to(self, target: Path) -> None:
        """Write every view within the scope as a workbook."""
        task, door = self._context.session.task, self._context.session.door
        if task is None or door is None:
            return
        scope: Scope = self._choice.scope
        self._context.workers.run(
            "statistics.export",
            {"door": door, "task": task.id, "scope": scope, "target": target},
            lambda written: self._tell_written((written,)),
            self._owner,
        )

    def _ask_target(
        self, title: str, kinds: str, suffix: str, then: Callable[[Path], None]
    ) -> None:
        task = self._context.session.task
        if task is None:
            return
        dialog = QFileDialog(self._owner, title)
        dialog.setObjectName("save_figures")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kinds)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{task.name}{label(self._view())}.{suffix}")
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    def _tell_written(self, written: tuple[Path, ...]) -> None:
        names = "、".join(path.name for path in written)
        self._context.frame.tell(
            _("{names} written to {folder}.").format(names=names, folder=written[0].parent)
        )


def copy_fields(model: TableModel[Any], chosen: list[QModelIndex]) -> None:
    """Copy fields with what their rows and columns are, to be pasted into Excel."""
    columns = sorted({0, *(index.column() for index in chosen)})
    rows = sorted({index.row() for index in chosen})
    if not rows:
        return
    lines = ["\t".join(model.columns[at].title for at in columns)]
    for row in rows:
        value = model.value(row)
        lines.append("\t".join(model.columns[at].text(value).strip() for at in columns))
    QGuiApplication.clipboard().setText("\n".join(lines))
