"""Papers of one kind for many units: which units, which format, where to; with progress."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from inspector.domain.ids import UnitId
from inspector.i18n.gettext import N_, _
from inspector.i18n.messages import sentence
from inspector.i18n.paper_words import head_word
from inspector.jobs.documents import Written
from inspector.report.kinds import Scope
from inspector.services.documents import Wish
from inspector.services.drafts import Shelf
from inspector.ui.context import Context
from inspector.ui.dialogs.form import FormDialog, fields, fit_to_screen
from inspector.ui.theme import GAP
from inspector.ui.views.head_choice import HeadChoice
from inspector.ui.views.unit_picker import UnitPicker
from inspector.ui.workers import Running

_SIZE = (600, 620)
_MOST_NOTICED: Final = 4
FORMATS: Final = ((".pdf", N_("PDF")), (".docx", N_("Word")), (".md", N_("Markdown")))


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPlan:
    """What the dialog begins with."""

    kind: str
    folder: Path
    chosen: frozenset[UnitId] = frozenset()
    """The units that are ticked; all of them where none is named."""


class PaperBatchDialog(FormDialog):
    """Writes the papers beside the window; calling off leaves what is finished."""

    def __init__(self, parent: QWidget, context: Context, shelf: Shelf, plan: BatchPlan) -> None:
        super().__init__(parent, "paper_batch", _("Papers for many units"), _("Write"))
        self._context = context
        self._running: Running | None = None
        self._kind = QComboBox()
        self._kind.setObjectName("batch_kind")
        self._kinds = {one.key: one for one in shelf.kinds if one.scope is Scope.UNIT}
        for one in self._kinds.values():
            self._kind.addItem(one.name, one.key)
        self._kind.setCurrentIndex(max(self._kind.findData(plan.kind), 0))
        self._head = HeadChoice()
        self._format = QComboBox()
        self._format.setObjectName("batch_format")
        for ending, name in FORMATS:
            self._format.addItem(_(name), ending)
        self._folder = QLineEdit(str(plan.folder))
        self._folder.setObjectName("batch_folder")
        self._units = UnitPicker(shelf.units, plan.chosen or {unit.id for unit in shelf.units})
        self._bar = QProgressBar()
        self._bar.setObjectName("batch_progress")
        self._bar.setAccessibleName(_("Progress"))
        self._bar.hide()
        self._told = QLabel()
        self._told.setObjectName("batch_told")
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.hide()
        self.body.addLayout(
            fields(
                (_("Kind of paper"), self._kind),
                (head_word("red_head"), self._head),
                (_("Format"), self._format),
                (_("Folder"), self._folder_row()),
            )
        )
        self._folder.setAccessibleName(_("Folder"))
        self.body.addWidget(QLabel(_("A unit's draft is written where there is one.")))
        self.body.addWidget(self._units, 1)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._told)
        self._kind.currentIndexChanged.connect(self._follow_kind)
        self._follow_kind()
        fit_to_screen(self, *_SIZE)

    def submit(self) -> None:
        """Begin to write."""
        session = self._context.session
        units = self._units.units()
        folder = self._folder.text().strip()
        if not units:
            self.complain(_("Tick at least one unit that the paper is to be about."))
            return
        if not folder:
            self.complain(_("Name the folder that the papers are to be written to."))
            return
        self._told.hide()
        self._bar.setRange(0, len(units))
        self._bar.setValue(0)
        self._bar.show()
        arguments = {
            "door": session.door,
            "task": session.task,
            "wish": Wish(
                kind=self._kind.currentData(),
                red_head=self._head.red_head,
                imprint=self._head.imprint,
            ),
            "units": [unit.id for unit in units],
            "folder": Path(folder),
            "ending": self._format.currentData(),
        }
        self._running = self._context.workers.run(
            "documents.batch", arguments, self._written, self, self._failed, self._progress
        )

    def reject(self) -> None:
        """Call the work off while it is under way, else close."""
        if self._running is None:
            super().reject()
            return
        self._running.cancel()
        self._finish(_("Called off; what was finished stays in the folder."))

    def _progress(self, done: int, total: int, unit: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setFormat(f"%v/%m　{unit}")

    def _written(self, written: Written) -> None:
        self._bar.setValue(self._bar.maximum())
        lines = [_("Wrote {count} papers.").format(count=len(written.files))]
        lines += _sentences(written)
        self._finish("\n".join(lines))
        self._context.frame.tell(lines[0])

    def _failed(self, refusal: object) -> None:
        self._finish("")
        self.refuse(refusal)  # type: ignore[arg-type]

    def _finish(self, told: str) -> None:
        self._running = None
        self._bar.hide()
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self.accept_button.setEnabled(True)

    def _follow_kind(self) -> None:
        if self._kinds:
            self._head.suit(self._kinds[self._kind.currentData()])

    def _folder_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        choose = QPushButton(_("Choose…"))
        choose.setObjectName("batch_choose")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        line.addWidget(self._folder, 1)
        line.addWidget(choose)
        return row

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Folder for the papers"), self._folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._folder.setText)
        dialog.open()


def _sentences(written: Written) -> Sequence[str]:
    found = list(dict.fromkeys(map(sentence, written.noticed)))
    more = len(found) - _MOST_NOTICED
    tail = [_("… and {count} more.").format(count=more)] if more > 0 else []
    return [*found[:_MOST_NOTICED], *tail]
