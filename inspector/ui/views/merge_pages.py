"""The two pages of merging: the files that are to come in, and what came of it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.i18n.gettext import _
from inspector.services.merging import MergeReport
from inspector.ui.dialogs.form import heading, muted
from inspector.ui.theme import GAP, MARGIN, Theme

_ENDING: Final = ".inspection"
_PATH: Final = Qt.ItemDataRole.UserRole


class MergeFiles(QWidget):
    """The files to be merged; `changed` follows whenever they become others."""

    changed = Signal()
    earlier_unwanted = Signal()
    """The merge before this one is to be taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setObjectName("merge_files")
        self.list.setAccessibleName(_("Files to merge"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setMaximumHeight(132)
        self.add_button = QPushButton(_("Add files…"))
        self.remove_button = QPushButton(_("Remove"))
        self.earlier_button = QPushButton(_("Take the last merge back"))
        self.earlier_button.setToolTip(_("Go back to the file from before the last merge."))
        self.earlier_button.hide()
        self.remove_button.setEnabled(False)
        beside = QVBoxLayout()
        beside.setSpacing(GAP)
        for button, name, do in (
            (self.add_button, "merge_add", self.choose),
            (self.remove_button, "merge_remove", self.remove_chosen),
            (self.earlier_button, "merge_take_back_earlier", self.earlier_unwanted.emit),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(do)
            beside.addWidget(button)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.list, 1)
        row.addLayout(beside)
        self.list.itemSelectionChanged.connect(
            lambda: self.remove_button.setEnabled(bool(self.list.selectedItems()))
        )
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list, self.remove_chosen)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files, in the order they were added."""
        return tuple(Path(self.list.item(row).data(_PATH)) for row in range(self.list.count()))

    def choose(self) -> None:
        """Ask which files to add."""
        dialog = QFileDialog(self, _("Packages and copies that came back"))
        dialog.setObjectName("merge_chooser")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(_("Workspaces (*{ending})").format(ending=_ENDING))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.open()

    def add(self, paths: Sequence[Path], but: Path | None = None) -> None:
        """Add files that are not there yet; `but` is never one of them."""
        known = {*self.paths, but}
        fresh = [path for path in dict.fromkeys(paths) if path not in known]
        for path in fresh:
            item = QListWidgetItem(path.name)
            item.setData(_PATH, str(path))
            item.setToolTip(str(path))
            self.list.addItem(item)
        if fresh:
            self.changed.emit()

    def remove_chosen(self) -> None:
        """Leave the chosen files out."""
        chosen = self.list.selectedItems()
        for item in chosen:
            self.list.takeItem(self.list.row(item))
        if chosen:
            self.changed.emit()


def dropped(event: QDropEvent) -> list[Path]:
    """Return the workspace files that are being dropped."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == _ENDING]


class MergeOutcome(QWidget):
    """What came in, and what a person should do about it now."""

    conflicts_wanted = Signal()
    alike_wanted = Signal()
    unwanted = Signal()
    """This merge is to be taken back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.text = QLabel()
        self.text.setObjectName("merge_outcome")
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.conflicts_button = QPushButton()
        self.alike_button = QPushButton()
        self.back_button = QPushButton(_("Take this merge back"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MARGIN)
        column.addWidget(heading(_("Merged")))
        column.addWidget(self.text)
        for button, name, icon, signal in (
            (self.conflicts_button, "merge_conflicts", "mdi6.call-split", self.conflicts_wanted),
            (self.alike_button, "merge_alike", "mdi6.content-duplicate", self.alike_wanted),
            (self.back_button, "merge_take_back", "mdi6.undo-variant", self.unwanted),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.setIcon(theme.icon(icon))
            button.clicked.connect(partial(signal.emit))
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        column.addWidget(muted(_("A merge can be taken back until somebody goes on working.")))
        column.addStretch(1)

    def show_report(self, report: MergeReport) -> None:
        """Show what a merge brought."""
        merged = report.merged
        self.text.setText(said(report))
        self.conflicts_button.setVisible(merged.conflicts > 0)
        self.conflicts_button.setText(
            _("Settle the differing values ({count})…").format(count=merged.conflicts)
        )
        self.alike_button.setVisible(bool(report.alike))
        self.alike_button.setText(_("The same unit? ({count})…").format(count=len(report.alike)))
        self.back_button.setVisible(not merged.purged)


def said(report: MergeReport) -> str:
    """Return what a merge brings, or brought, in a sentence or two."""
    merged = report.merged
    if merged.is_nothing:
        return _("They hold nothing that is not here already.")
    sentences = [
        _("{answers} answers, {findings} findings and {files} files of evidence.").format(
            answers=merged.answers, findings=merged.findings, files=merged.files
        )
    ]
    for count, template in (
        (merged.conflicts, _("Differing values, to be settled: {count}.")),
        (
            merged.purged,
            _("Files and texts removed for good elsewhere, which go here too: {count}."),
        ),
        (len(report.alike), _("Pairs of units of like name: {count}.")),
    ):
        if count:
            sentences.append(template.format(count=count))
    return "\n".join(sentences)
