"""Above the units: how far the whole work is, and what its next step waits for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.holds import Hold
from inspector.domain.inspection import Inspection
from inspector.i18n.gettext import _
from inspector.i18n.progress import waiting_words
from inspector.i18n.words import label
from inspector.services.overview import Whole
from inspector.ui.theme import GAP, MARGIN, Theme
from inspector.ui.views.flow_layout import FlowLayout
from inspector.ui.views.unit_rows import HOLD_ROLES


class ProgressStrip(QFrame):
    """The inspection's name, a bar, and a chip for each thing that units wait for."""

    hold_chosen = Signal(object)
    """A Hold whose units are to be shown, or None for all of them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._theme = theme
        self._name = QLabel()
        self._name.setProperty("kind", "heading")
        self._name.setWordWrap(True)
        self._about = QLabel()
        self._about.setProperty("kind", "muted")
        self._bar = QProgressBar()
        self._bar.setAccessibleName(_("Items checked"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(10)
        self._bar.setMinimumWidth(220)
        self._bar.setMaximumWidth(360)
        self._progress = QLabel()
        self._progress.setObjectName("progress")
        reach = QVBoxLayout()
        reach.setSpacing(GAP // 2)
        reach.addWidget(self._progress)
        reach.addWidget(self._bar)
        top = QHBoxLayout()
        top.setSpacing(MARGIN)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._name)
        names.addWidget(self._about)
        top.addLayout(names, 3)
        top.addLayout(reach, 2)
        self._chips = QWidget()
        self._chips.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._flow = FlowLayout(self._chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addLayout(top)
        column.addWidget(self._chips)

    def show_task(self, task: Inspection) -> None:
        """Show which inspection it is."""
        self._name.setText(task.name)
        parts = [label(task.kind)]
        if task.year is not None:
            parts.append(str(task.year))
        if task.period_start is not None and task.period_end is not None:
            parts.append(f"{task.period_start} — {task.period_end}")
        self._about.setText("  ·  ".join(parts))

    def show_whole(self, whole: Whole, chosen: Hold | None) -> None:
        """Show how far the work is; the chip of the hold chosen is pressed."""
        self._bar.setRange(0, max(whole.items, 1))
        self._bar.setValue(whole.checked)
        if whole.is_counting:
            self._progress.setText(_("Counting…"))
        else:
            self._progress.setText(
                _("{checked} of {items} items checked").format(
                    checked=whole.checked, items=whole.items
                )
            )
        self._flow.clear()
        caption = QLabel(_("What is next:") if whole.waiting else _("No unit takes part yet."))
        caption.setProperty("kind", "muted")
        self._flow.addWidget(caption)
        for one in whole.waiting:
            chip = QPushButton(waiting_words(one))
            chip.setObjectName(f"hold_{one.hold.value}")
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setChecked(one.hold is chosen)
            chip.setToolTip(_("Show only these units"))
            chip.setIcon(self._theme.icon("mdi6.circle-medium", HOLD_ROLES.get(one.hold, "muted")))
            chip.clicked.connect(lambda is_on, hold=one.hold: self._choose(hold, is_on))
            self._flow.addWidget(chip)

    def _choose(self, hold: Hold, is_on: bool) -> None:
        self.hold_chosen.emit(hold if is_on else None)
