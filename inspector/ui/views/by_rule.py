"""One rule over all units: who lost what, facts side by side, so that like is treated alike."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.changes import Changes
from inspector.domain.marks import whole_mark
from inspector.domain.rules import RuleKind
from inspector.i18n.gettext import _
from inspector.services import by_rule
from inspector.services.by_rule import RuleLine, RuleRow
from inspector.services.findings import MOST_COUNTED
from inspector.ui.context import Context
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import GAP
from inspector.ui.views.across import (
    OF_ANSWERS,
    Finder,
    choose_again,
    chosen_rows,
    heading,
    split_page,
    table_view,
)


class ByRulePage(QWidget):
    """The rules on the left, the findings under the chosen one on the right."""

    unit_asked = Signal(object, object)
    """A unit and an item to go to."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("by_rule_page")
        self._context = context
        self._asked = 0
        self._every: tuple[RuleLine, ...] = ()
        self._shown: tuple[object, int] | None = None
        self._rules: Finder[RuleLine] = Finder(
            "by_rule_rules",
            _("Rules of the lists"),
            _("Rule, text or first letters of pinyin"),
            (
                Column(_("Rule"), lambda line: line.name, width=72),
                Column(_("Units"), lambda line: str(line.units or ""), True, 56),
                Column(_("Text"), _text),
            ),
        )
        self._only_found = QCheckBox(_("Only rules with findings"))
        self._only_found.setObjectName("by_rule_only_found")
        self._only_found.setChecked(True)
        self._only_found.toggled.connect(lambda: self._show_rules(self._every))
        self._said = heading()
        self._model: TableModel[RuleRow] = TableModel(_columns(), self)
        self._table = table_view(self._model, "by_rule_findings", _("Findings"))
        context.memory.keep_header(self._table.horizontalHeader(), "scoring/by_rule")
        self._arrange()
        self._rules.chosen.connect(self._show_rule)
        self._table.activated.connect(lambda index: self._go_to(self._model.value(index.row())))
        self._table.selectionModel().selectionChanged.connect(self._count_chosen)
        self._apply.clicked.connect(self._recount)

    def load(self) -> None:
        """Read the rules anew."""
        task = self._context.session.task
        if task is not None:
            self._context.session.ask(partial(by_rule.rules, task=task), self._show_rules, self)

    def clear(self) -> None:
        """Forget everything."""
        self._asked += 1
        self._every = ()
        self._rules.show_rows((), None)
        self._model.replace(())

    def refresh(self, changes: Changes) -> None:
        """Count again after an edit."""
        if {kind for kind, _key in changes.touched} & OF_ANSWERS:
            self.load()

    def _show_rules(self, lines: tuple[RuleLine, ...]) -> None:
        self._every = lines
        only = self._only_found.isChecked()
        shown = [line for line in lines if line.findings or not only]
        current = next((line for line in shown if _identity(line) == self._shown), None)
        current = current or next(iter(shown), None)
        self._rules.show_rows(shown, current)
        if current is None:
            self._said.setText(_("Nothing was found under any rule yet."))
            self._model.replace(())
        else:
            self._show_rule(current)

    def _show_rule(self, line: RuleLine) -> None:
        task = self._context.session.task
        if task is None:
            return
        self._asked += 1
        self._context.session.ask(
            partial(by_rule.rows, task=task, key=line.item.key, rule=line.rule),
            partial(self._show_findings, self._asked, line),
            self,
        )

    def _show_findings(self, token: int, line: RuleLine, rows: tuple[RuleRow, ...]) -> None:
        if token != self._asked:
            return
        chosen = [row.finding for row in chosen_rows(self._table, self._model)]
        self._shown = _identity(line)
        points = sum(row.points for row in rows)
        summary = _("{units} units, {count} findings, {points} marks before caps").format(
            units=len({row.unit for row in rows}), count=len(rows), points=whole_mark(points)
        )
        self._said.setText(f"{line.name} {_text(line)}\n{summary}")
        self._model.replace(rows)
        self._table.setColumnHidden(1, len({row.class_name for row in rows}) < 2)
        choose_again(self._table, self._model, chosen, lambda row: row.finding)
        self._count_chosen()

    def _count_chosen(self) -> None:
        rows = chosen_rows(self._table, self._model)
        line = self._rules.current()
        is_counted = line is not None and any(
            rule.number == line.rule and rule.kind is not RuleKind.RATIO for rule in line.item.rules
        )
        self._form.setVisible(is_counted)
        self._apply.setText(_("Give {count} findings this count").format(count=len(rows)))
        self._apply.setEnabled(bool(rows) and not self._context.session.is_read_only)

    def _recount(self) -> None:
        task, line = self._context.session.task, self._rules.current()
        rows = chosen_rows(self._table, self._model)
        if task is None or line is None or not rows:
            return
        self._context.session.edit(
            partial(
                by_rule.recount,
                task=task,
                key=line.item.key,
                chosen=frozenset(row.finding for row in rows),
                count=self._count.value(),
            ),
            self,
        )

    def _go_to(self, row: RuleRow) -> None:
        self.unit_asked.emit(row.unit, row.item.key)

    def _arrange(self) -> None:
        self._form = QFrame()
        self._form.setObjectName("recount_form")
        self._form.setProperty("kind", "card")
        self._count = QSpinBox()
        self._count.setObjectName("recount_count")
        self._count.setRange(1, MOST_COUNTED)
        self._count.setAccessibleName(_("Count"))
        said = QLabel(_("Count for the findings chosen"))
        said.setBuddy(self._count)
        self._apply = QPushButton()
        self._apply.setObjectName("recount_apply")
        row = QHBoxLayout(self._form)
        row.setContentsMargins(GAP, GAP, GAP, GAP)
        row.setSpacing(GAP)
        row.addWidget(said)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._apply)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._only_found)
        column.addWidget(self._rules, 1)
        parts = (self._said, self._table, self._form)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split_page(left, parts, self._context.memory, "scoring/by_rule"))


def _columns() -> Sequence[Column[RuleRow]]:
    return (
        Column(_("Unit"), lambda row: row.unit_name, width=130),
        Column(_("Class"), lambda row: row.class_name, width=80),
        Column(_("Count"), lambda row: str(row.count), True, 64, key=lambda row: row.count),
        Column(
            _("Deducted"), lambda row: whole_mark(row.points), True, 72, key=lambda row: row.points
        ),
        Column(_("Fact"), lambda row: row.fact, width=300),
        Column(_("Place"), lambda row: row.place, width=160),
        Column(
            _("Sampled at"),
            lambda row: "" if row.sampled_at is None else f"{row.sampled_at:%Y-%m-%d %H:%M}",
            width=130,
        ),
        Column(_("Found by"), lambda row: row.inspector),
    )


def _text(line: RuleLine) -> str:
    return line.text or " ".join(line.item.content.split())


def _identity(line: RuleLine) -> tuple[object, int]:
    return line.item.key, line.rule
