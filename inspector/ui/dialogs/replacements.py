"""The findings that an objection's decision puts in the place of those contested."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.checklist import Item
from inspector.domain.errors import Refused
from inspector.domain.marks import parse_mark
from inspector.domain.rules import letter
from inspector.i18n.gettext import _
from inspector.services.findings import Fact
from inspector.ui.theme import GAP, Theme


class Replacements(QWidget):
    """One line a finding: rule, how many, what the fact is, where."""

    changed = Signal()

    def __init__(self, theme: Theme, item: Item) -> None:
        super().__init__()
        self._theme, self._item = theme, item
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP // 2)
        more = QPushButton(theme.icon("mdi6.plus"), _("Another finding in their place"))
        more.setAutoDefault(False)
        more.clicked.connect(self.add_line)
        self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_line()

    def add_line(self) -> None:
        """Add a line."""
        line = _Line(self._theme, self._item)
        line.changed.connect(self.changed)
        line.removed.connect(lambda: self._remove(line))
        self._lines.append(line)
        self._column.insertWidget(self._column.count() - 1, line)
        self.changed.emit()

    def facts(self) -> tuple[tuple[str | None, Fact], ...]:
        """Return the findings of the lines in which a fact is written."""
        return tuple(self._facts())

    def _facts(self) -> Iterator[tuple[str | None, Fact]]:
        for line in self._lines:
            fact = line.fact()
            if fact.fact:
                yield line.rule, fact

    def _remove(self, line: "_Line") -> None:
        self._lines.remove(line)
        line.deleteLater()
        self.changed.emit()


class _Line(QWidget):
    """One finding; points are typed only where the criteria hold no rule."""

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, item: Item) -> None:
        super().__init__()
        self._rule, self._count = QComboBox(), QSpinBox()
        for rule in item.rules:
            self._rule.addItem(f"{letter(rule.number)} {rule.text}", letter(rule.number))
        self._rule.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._rule.setMinimumContentsLength(14)
        self._count.setRange(1, 9999)
        self._points, self._fact, self._place = QLineEdit(), QLineEdit(), QLineEdit()
        self._points.setMaximumWidth(70)
        self._points.setPlaceholderText("0.50")
        self._fact.setPlaceholderText(_("What the fact is"))
        self._place.setPlaceholderText(_("Where"))
        remove = QToolButton()
        remove.setIcon(theme.icon("mdi6.close"))
        remove.setToolTip(_("Remove this finding"))
        remove.setAccessibleName(_("Remove this finding"))
        remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP // 2)
        has_rules = bool(item.rules)
        for name, field, stretch, is_shown in (
            (_("Rule"), self._rule, 2, has_rules),
            (_("Count"), self._count, 0, has_rules),
            (_("Points"), self._points, 0, not has_rules),
            (_("Fact"), self._fact, 3, True),
            (_("Where"), self._place, 2, True),
        ):
            field.setAccessibleName(name)
            field.setToolTip(name)
            field.setVisible(is_shown)
            row.addWidget(field, stretch)
        row.addWidget(remove)
        self._rule.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self._count.valueChanged.connect(lambda _count: self.changed.emit())
        for line in (self._points, self._fact, self._place):
            line.textChanged.connect(lambda _text: self.changed.emit())

    @property
    def rule(self) -> str | None:
        """The letter of the rule; None where the item has none."""
        name = self._rule.currentData()
        return None if name is None else str(name)

    def fact(self) -> Fact:
        """Return what is entered; points that are no mark count as none."""
        try:
            points = parse_mark(self._points.text()) if self._points.text().strip() else None
        except (Refused, ValueError):
            points = None
        return Fact(
            fact=self._fact.text().strip(),
            count=self._count.value(),
            place=self._place.text().strip(),
            points=points,
        )
