"""Files that came back as a tree: one line a file, beneath it what becomes of its cells and why."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from inspector.domain.issues import Issue, Severity
from inspector.exchange.sheets.claims import CellReport, Outcome
from inspector.i18n.column_words import column_word
from inspector.i18n.gettext import N_, _
from inspector.i18n.messages import sentence
from inspector.services.intake import Prepared
from inspector.services.weighing import SheetReport
from inspector.ui.models.table import Column
from inspector.ui.models.tree import Node, TreeModel
from inspector.ui.theme import Theme

_MOST_REASONS: Final = 400
"""Lines beneath a file; the command line shows all."""
_OUTCOMES: Final = {
    Outcome.TAKEN: (N_("Taken"), "good"),
    Outcome.EMPTIED: (N_("Emptied"), "warning"),
    Outcome.IGNORED: (N_("Ignored"), "muted"),
    Outcome.REFUSED: (N_("Refused"), "bad"),
}
_ORDER: Final = (Outcome.REFUSED, Outcome.EMPTIED, Outcome.TAKEN, Outcome.IGNORED)


@dataclass(frozen=True, slots=True)
class IntakeLine:
    """A file, or one reason beneath it."""

    name: str
    """The file's name; of a reason, the cell."""
    unit: str = ""
    counts: tuple[int, int, int] | None = None
    """Cells taken, ignored (emptied ones among them) and refused."""
    result: str = ""
    role: str = "text"
    """The colour of the result, as a role of the theme."""
    path: Path | None = None
    """Of a file only."""
    is_nobodys: bool = False
    """Whether it is a sheet that names no unit."""


class IntakeModel(TreeModel[IntakeLine]):
    """The files; a file that is left out says so."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(_columns(theme), parent)
        self.without: frozenset[Path] = frozenset()

    def show(self, prepared: Prepared, without: frozenset[Path]) -> None:
        """Show what was read."""
        self.without = without
        pairs = zip(prepared.paths(), prepared.reports, strict=True)
        nodes = [
            Node(self._file(path, report), [Node(line) for line in _reasons(report)])
            for path, report in pairs
        ]
        self.set_root(Node(IntakeLine(""), nodes))

    def _file(self, path: Path, report: SheetReport) -> IntakeLine:
        words, role = _result(report)
        if path in self.without:
            words, role = _("Not taken in"), "off"
        counts = None
        if not report.is_evidence and not report.is_refused:
            counts = (
                report.count(Outcome.TAKEN),
                report.count(Outcome.IGNORED) + report.count(Outcome.EMPTIED),
                report.count(Outcome.REFUSED),
            )
        unit = report.unit.label if report.unit is not None else "—"
        is_nobodys = report.unit is None and not report.is_evidence
        return IntakeLine(report.file, unit, counts, words, role, path, is_nobodys)


def _result(report: SheetReport) -> tuple[str, str]:
    if report.is_refused:
        return _("Nothing can be taken"), "bad"
    if report.is_evidence:
        if report.item is None:
            return _("Paper of the whole unit"), "good"
        return _("Evidence of {number}").format(number=report.item), "good"
    if not report.count(Outcome.TAKEN):
        refused = report.count(Outcome.REFUSED)
        return (_("Nothing taken"), "warning") if refused else (_("Nothing new"), "muted")
    if report.count(Outcome.REFUSED):
        return _("Taken in part"), "warning"
    return _("Taken"), "good"


def _reasons(report: SheetReport) -> list[IntakeLine]:
    lines = [*_issue_lines(report), *_cell_lines(report)]
    if len(lines) > _MOST_REASONS:
        rest = _("… and {count} more.").format(count=len(lines) - _MOST_REASONS)
        lines = [*lines[:_MOST_REASONS], IntakeLine("", result=rest, role="muted")]
    return lines


def _issue_lines(report: SheetReport) -> Iterator[IntakeLine]:
    """Yield what was noticed of the file as a whole; cells tell their own reasons."""
    for issue in report.issues:
        if not issue.place.cell or report.is_refused:
            yield IntakeLine(issue.place.cell, result=sentence(issue), role=_role(issue))
    if report.missing_columns:
        names = "、".join(report.missing_columns)
        yield IntakeLine(
            "", result=_("Columns that are gone: {names}").format(names=names), role="warning"
        )
    if report.missing_items:
        names = "、".join(report.missing_items)
        yield IntakeLine(
            "", result=_("Items without a row: {names}").format(names=names), role="warning"
        )


def _role(issue: Issue) -> str:
    roles = {Severity.ERROR: "bad", Severity.WARNING: "warning", Severity.NOTE: "muted"}
    return roles[issue.severity]


def _cell_lines(report: SheetReport) -> Iterator[IntakeLine]:
    for outcome in _ORDER:
        for cell in report.cells:
            if cell.outcome is outcome:
                yield _cell_line(report, cell)


def _cell_line(report: SheetReport, cell: CellReport) -> IntakeLine:
    word, role = _OUTCOMES[cell.outcome]
    number = report.numbers.get(cell.item, "") if cell.item else ""
    what = column_word(cell.field.value).own if cell.field is not None else ""
    said = sentence(cell.issue) if cell.issue is not None else ""
    named = " ".join(filter(None, (number, what)))
    text = "　".join(filter(None, (_(word), named, said)))
    return IntakeLine(cell.cell, result=text, role=role)


def _columns(theme: Theme) -> Sequence[Column[IntakeLine]]:
    def colour(line: IntakeLine) -> QColor:
        return theme.colour(line.role)

    return (
        Column(_("File"), _first, width=300, colour=lambda line: _of_reason(line, colour)),
        Column(_("Unit"), lambda line: line.unit, width=120),
        Column(_("Taken"), lambda line: _count(line, 0), is_number=True, width=64),
        Column(_("Ignored"), lambda line: _count(line, 1), is_number=True, width=64),
        Column(_("Refused"), lambda line: _count(line, 2), is_number=True, width=64),
        Column(_("Outcome"), lambda line: line.result if line.path else "", colour=colour),
    )


def _first(line: IntakeLine) -> str:
    """Return a file's name, or a reason, which takes the whole row."""
    if line.path is not None:
        return line.name
    return "　".join(filter(None, (line.name, line.result)))


def _of_reason(line: IntakeLine, colour: Callable[[IntakeLine], QColor]) -> QColor | None:
    return None if line.path is not None else colour(line)


def _count(line: IntakeLine, at: int) -> str:
    return "" if line.counts is None else str(line.counts[at])
