"""An office's list before it is taken in: its sheet, the list it becomes, and what was noticed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.errors import Refused
from inspector.domain.issues import Issue, Place, Severity
from inspector.exchange.columns import Role
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.services import checklists
from inspector.services.checklists import Acceptance, Accepted, Listed
from inspector.services.desk import Desk
from inspector.services.list_outline import OutlineLine, outline
from inspector.services.list_review import ListReview
from inspector.ui.context import Context
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.issue_table import IssueTable
from inspector.ui.views.list_following import ListFollowing
from inspector.ui.views.outline_view import OutlineView
from inspector.ui.views.review_head import ReviewHead
from inspector.ui.views.source_grid import SourceGrid
from inspector.ui.workers import Running


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a list comes from: a file, or a table that was pasted."""

    path: Path | None = None
    pasted: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the workspace knows that matters for reading a list."""

    remembered: Mapping[str, Mapping[str, Role]]
    editions: tuple[Listed, ...]


class ImportReview(QWidget):
    """Reads a list in a worker, shows it, and takes it in once it is accepted."""

    closed = Signal(object)
    """The edition that was taken in, or None."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("import_review")
        self._context = context
        self._source = Source()
        self._sheet: str | None = None
        self._columns: dict[str, Role] | None = None
        self._header_row: int | None = None
        self._known = _Known({}, ())
        self._review: ListReview | None = None
        self._running: Running | None = None
        self._following = ListFollowing(context, self)
        self.head = ReviewHead()
        self.grid = SourceGrid(context.theme)
        self.tree = OutlineView(context.theme, context.memory, "review_tree")
        self.issues = IssueTable(context.theme)
        self.problem = QLabel()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.problem.setProperty("kind", "bad")
        self.problem.setWordWrap(True)
        self.problem.hide()
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setObjectName("review_across")
        across.addWidget(self.grid)
        across.addWidget(self.tree)
        across.setSizes([640, 520])
        down = QSplitter(Qt.Orientation.Vertical)
        down.setObjectName("review_down")
        down.addWidget(across)
        down.addWidget(self.issues)
        down.setStretchFactor(0, 1)
        down.setSizes([480, 140])
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addWidget(self.head)
        column.addWidget(self.problem)
        column.addWidget(down, 1)
        for splitter in (across, down):
            splitter.setChildrenCollapsible(False)
            self._context.memory.keep_splitter(splitter, splitter.objectName())

    def _connect(self) -> None:
        self.head.sheet_chosen.connect(self._choose_sheet)
        self.head.against_chosen.connect(self._compare)
        self.head.differences_asked.connect(self._following.show_differences)
        self._following.compared.connect(self._tally)
        self.head.accepted.connect(self.accept)
        self.head.cancelled.connect(self.cancel)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.cancel)
        self.grid.column_chosen.connect(self._choose_column)
        self.grid.header_pointed.connect(self._choose_header)
        self.grid.row_chosen.connect(self._follow_row)
        self.tree.chosen.connect(self._follow_line)
        self.issues.gone_to.connect(self.grid.go_to)

    # Reading --------------------------------------------------------------------------------------

    def begin(self, source: Source) -> None:
        """Read a list and show it."""
        self._source, self._sheet, self._columns, self._header_row = source, None, None, None
        self._review = None
        self._following.separate_none()
        self.head.title.clear()
        self._complain()
        self._context.session.ask(_known, self._begin_with, self)

    def _begin_with(self, known: _Known) -> None:
        self._known = known
        self.head.show_editions(known.editions)
        self.reload()

    def reload(self) -> None:
        """Read the file again with what was said of it so far."""
        self.stop()
        self.head.accept.setEnabled(False)
        self.head.tally.setText(_("Reading…"))
        arguments: dict[str, Any] = {
            "path": self._source.path,
            "pasted": self._source.pasted,
            "sheet": self._sheet,
            "columns": self._columns,
            "remembered": self._known.remembered if self._columns is None else {},
            "header_row": self._header_row,
        }
        self._running = self._context.workers.run(
            "checklists.review", arguments, self._show, self, failed=self._refused
        )

    def stop(self) -> None:
        """Call off what is being read."""
        if self._running is not None:
            self._running.cancel()
            self._running = None

    def _refused(self, refusal: Refused) -> None:
        self._running = None
        self.head.tally.clear()
        if self._review is None:
            self._context.frame.warn(refusal.issues)
            self.closed.emit(None)
            return
        self._complain(*refusal.issues)

    def _show(self, review: ListReview) -> None:
        is_first, self._review, self._running = self._review is None, review, None
        self._sheet = review.sheet.name
        self._complain()
        self.head.show_review(review, is_first=is_first)
        if is_first and review.checklist is not None:
            self.head.follow(checklists.likely_before(self._known.editions, review.checklist))
        self.grid.show_review(review)
        self.tree.show_lines(outline(review.checklist) if review.checklist is not None else ())
        self.issues.issues.replace([*sorted(review.issues, key=_weight), *_left_out(review)])
        self.head.accept.setEnabled(review.checklist is not None and not review.errors)
        self._compare()

    # Saying what things are -----------------------------------------------------------------------

    def _choose_sheet(self, name: str) -> None:
        self._sheet, self._columns, self._header_row = name, None, None
        self._following.separate_none()
        self.reload()

    def _choose_column(self, letters: str, role: Role | None) -> None:
        chosen = dict(self._review.chosen) if self._review is not None else {}
        if role is None:
            chosen.pop(letters, None)
        else:
            chosen[letters] = role
        self._columns = chosen
        self.reload()

    def _choose_header(self, row: int) -> None:
        self._header_row, self._columns = row, None
        self.reload()

    # Going from one pane to the other -------------------------------------------------------------

    def _follow_line(self, line: OutlineLine | None) -> None:
        review = self._review
        if line is None or review is None or not self.tree.tree.hasFocus():
            return
        if line.place < len(review.places):
            self.grid.go_to_place(*review.places[line.place])

    def _follow_row(self, row: int) -> None:
        review = self._review
        if review is None or not self.grid.hasFocus():
            return
        begun = [place for place, (at, _column) in enumerate(review.places) if at <= row]
        if begun:
            nearest = max(begun, key=lambda place: (review.places[place][0], place))
            self.tree.choose(nearest)

    # Against an earlier list ----------------------------------------------------------------------

    def _compare(self) -> None:
        checklist = None if self._review is None else self._review.checklist
        self._following.compare(checklist, self.head.followed)
        self._tally()

    def _tally(self) -> None:
        self.head.differences.setEnabled(self._following.has_differences)
        if self._review is not None:
            words = (_tally_of_issues(self._review), self._following.words)
            self.head.tally.setText("　".join(filter(None, words)))

    # The end --------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Take the list in, as one action."""
        review = self._review
        if review is None or review.checklist is None or review.errors:
            return
        checklist = replace(
            review.checklist,
            **self.head.named(review.checklist),  # type: ignore[arg-type]
        )
        acceptance = Acceptance(
            checklist=checklist,
            keys=self._following.keys,
            fingerprint=review.fingerprint if self._columns else "",
            columns=review.chosen if self._columns else None,
        )
        self.head.accept.setEnabled(False)
        self._context.session.edit(
            partial(checklists.accept, acceptance=acceptance),
            self,
            then=self._accepted,
            refused=self._not_accepted,
        )

    def _accepted(self, accepted: Accepted) -> None:
        self._context.frame.tell(_("The list was taken in."))
        self.closed.emit(accepted.edition)

    def _not_accepted(self, refusal: Refused) -> None:
        self.head.accept.setEnabled(True)
        self._complain(*refusal.issues)

    def cancel(self) -> None:
        """Leave without taking anything in."""
        self.stop()
        self.closed.emit(None)

    def _complain(self, *issues: Issue) -> None:
        self.problem.setText("\n".join(map(sentence, issues)))
        self.problem.setVisible(bool(issues))


def _known(desk: Desk) -> _Known:
    return _Known(checklists.remembered_columns(desk), checklists.in_workspace(desk))


_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def _weight(issue: Issue) -> int:
    return _ORDER.index(issue.severity)


def _left_out(review: ListReview) -> list[Issue]:
    """Return a note for each row that became nothing, at its cell."""
    return [
        Issue(
            code=code,
            severity=Severity.NOTE,
            place=Place(file=review.file, sheet=review.sheet.name, cell=str(row + 1)),
        )
        for row, code in sorted(review.reasons.items())
    ]


def _tally_of_issues(review: ListReview) -> str:
    counts = dict.fromkeys(_ORDER, 0)
    for issue in review.issues:
        counts[issue.severity] += 1
    return _("{errors} errors, {warnings} warnings, {left} rows left out.").format(
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        left=len(review.reasons),
    )
