"""Units of like name after a merge: a person says which are one and which are not."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.errors import Refused
from inspector.domain.unit import Unit
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.services import merging
from inspector.ui.context import Context
from inspector.ui.dialogs.form import fit_to_screen, muted
from inspector.ui.theme import GAP, MARGIN

_WIDE, _TALL = 720, 460
_APART: Final = "units_apart"
"""Where this machine remembers the pairs that are two units."""


class AlikeUnitsDialog(QDialog):
    """One card a pair; joining is one action that can be undone."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.frame.window_widget)
        self.setObjectName("alike_units")
        self.setWindowTitle(_("The same unit?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._pairs: tuple[tuple[Unit, Unit], ...] = ()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(_("Units of like name"))
        self._problem = QLabel()
        self._problem.setObjectName("problem")
        self._problem.setProperty("kind", "bad")
        self._problem.setWordWrap(True)
        self._problem.hide()
        close = QPushButton(_("Close"))
        close.setObjectName("alike_close")
        close.clicked.connect(self.reject)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(
            muted(
                _(
                    "These units have like names. Joined, the one that is kept takes over what the "
                    "other holds, its names included; values that differ are to be settled."
                )
            )
        )
        column.addWidget(self._area, 1)
        column.addWidget(self._problem)
        column.addLayout(last)
        fit_to_screen(self, _WIDE, _TALL)
        self._ask()

    @property
    def pairs(self) -> tuple[tuple[Unit, Unit], ...]:
        """The pairs that are shown."""
        return self._pairs

    def _ask(self) -> None:
        self._context.session.ask(merging.alike_units, self._show, self)

    def _show(self, pairs: tuple[tuple[Unit, Unit], ...]) -> None:
        apart = self._apart()
        self._pairs = tuple(pair for pair in pairs if _name_of(pair) not in apart)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(GAP)
        for place, pair in enumerate(self._pairs, 1):
            column.addWidget(self._card(place, pair))
        if not self._pairs:
            column.addWidget(QLabel(_("No two units have like names.")))
        column.addStretch(1)
        self._area.setWidget(page)

    def _card(self, place: int, pair: tuple[Unit, Unit]) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        for unit in pair:
            line = QLabel(_described(unit))
            line.setWordWrap(True)
            line.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(line)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for at, kept in enumerate(pair):
            button = QPushButton(_("One unit, keep “{unit}”").format(unit=kept.label))
            button.setObjectName(f"join_{place}_{at + 1}")
            button.setAutoDefault(False)
            button.clicked.connect(
                lambda _on=False, kept=kept, other=pair[1 - at]: self.join(kept, other)
            )
            row.addWidget(button)
        not_one = QPushButton(_("Two units"))
        not_one.setObjectName(f"apart_{place}")
        not_one.setAutoDefault(False)
        not_one.clicked.connect(lambda _on=False, pair=pair: self.keep_apart(pair))
        row.addWidget(not_one)
        row.addStretch(1)
        column.addLayout(row)
        return card

    def join(self, kept: Unit, other: Unit) -> None:
        """Make one unit of two; the kept one takes over what the other holds."""
        self._problem.hide()
        self._context.session.edit(
            lambda desk: merging.join_units(desk, kept, other),
            self,
            lambda _changes: self._joined(kept, other),
            self._refuse,
        )

    def keep_apart(self, pair: tuple[Unit, Unit]) -> None:
        """Remember that two units are two, and ask no more."""
        self._context.memory.put(_APART, [*self._apart(), _name_of(pair)])
        self._ask()

    def _apart(self) -> list[str]:
        kept = self._context.memory.value(_APART, [])
        return [kept] if isinstance(kept, str) else list(kept or ())

    def _joined(self, kept: Unit, other: Unit) -> None:
        self._context.frame.tell(
            _("“{other}” is “{unit}” now.").format(other=other.label, unit=kept.label)
        )
        self._ask()

    def _refuse(self, refusal: Refused) -> None:
        self._problem.setText("\n".join(map(sentence, refusal.issues)))
        self._problem.show()


def _name_of(pair: tuple[Unit, Unit]) -> str:
    return "+".join(sorted(unit.id for unit in pair))


def _described(unit: Unit) -> str:
    more = [*((unit.short_name,) if unit.short_name != unit.name else ()), *unit.aliases, unit.code]
    names = "、".join(filter(None, more))
    return f"{unit.name}（{names}）" if names else unit.name
