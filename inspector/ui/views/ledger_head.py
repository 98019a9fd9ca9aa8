"""The strip over the ledger: problems by outcome, and each rate with its formula."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from inspector.domain.ledger import Outcome
from inspector.i18n.gettext import _
from inspector.i18n.rates import formula
from inspector.i18n.words import label
from inspector.services.problem_lines import LedgerView
from inspector.ui.context import Context
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.flow_layout import FlowLayout


class LedgerHead(QFrame):
    """Counts and rates on a day; `day_changed` follows when another day is wanted."""

    day_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setObjectName("ledger_head")
        self._counts = QLabel()
        self._counts.setObjectName("counts")
        self._counts.setAccessibleName(_("Problems by outcome"))
        self._counts.setWordWrap(True)
        self._day = DayField(context.theme, date.today())
        self._day.setObjectName("counted_on")
        self._day.setAccessibleName(_("Counted on"))
        self._day.changed.connect(self._take_day)
        self._known = self._day.day_or_none()
        counted = QLabel(_("Counted on"))
        counted.setBuddy(self._day)
        self._rates = FlowLayout(gap=2 * MARGIN)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._counts, 1)
        row.addWidget(counted)
        row.addWidget(self._day)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(GAP // 2)
        column.addLayout(row)
        column.addLayout(self._rates)

    @property
    def day(self) -> date:
        """The day the ledger is counted on."""
        return self._known or date.today()

    def show_view(self, view: LedgerView) -> None:
        """Show the counts and rates of a ledger."""
        self._counts.setText("　".join(_counts(view)))
        self._rates.clear()
        for rate in view.rates if view.lines else ():
            if rate.left_out == 0:
                continue  # the same figures once more
            line = QLabel(formula(rate))
            line.setObjectName(f"rate_{rate.kind}_{'all' if rate.left_out is None else 'without'}")
            line.setProperty("kind", "muted")
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._rates.addWidget(line)

    def _take_day(self) -> None:
        day = self._day.day_or_none()
        if day is not None and day != self._known:
            self._known = day
            self.day_changed.emit()


def _counts(view: LedgerView) -> list[str]:
    words = [_("{count} problems").format(count=view.total.problems)]
    for outcome in Outcome:
        count = view.total.count(outcome)
        if count:
            words.append(f"{label(outcome)} {count}")
    if view.unnoticed:
        words.append(_("not yet served {count}").format(count=view.unnoticed))
    return words
