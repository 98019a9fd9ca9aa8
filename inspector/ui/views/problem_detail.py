"""One problem of the ledger in full: what was found, asked, answered, re-checked and shown."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QScrollArea, QVBoxLayout

from inspector.domain.evidence import Evidence
from inspector.domain.marks import plain_mark
from inspector.domain.rectification import Extension, Rectification, Reminder
from inspector.i18n import dates
from inspector.i18n.gettext import _
from inspector.services import problem_lines
from inspector.services.problem_lines import ProblemLine
from inspector.ui.context import Context
from inspector.ui.theme import GAP, MARGIN
from inspector.ui.views.problem_table import days_text, state_text

Line = tuple[str, str]


class ProblemDetail(QScrollArea):
    """Shows the problem that is chosen; texts can be selected and copied."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("problem_detail")
        self.setAccessibleName(_("The problem chosen"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: ProblemLine | None = None
        self.show_line(None)

    def show_line(self, line: ProblemLine | None) -> None:
        """Show a problem, or what to do to see one."""
        self._shown = line
        self._fill(line, ())
        if line is not None:
            self._context.session.ask(
                lambda desk: (line.id, problem_lines.evidence_of(desk, line.problem)),
                self._add_evidence,
                self,
            )

    def _add_evidence(self, found: tuple[str, tuple[Evidence, ...]]) -> None:
        line, evidence = self._shown, found[1]
        if line is not None and line.id == found[0] and evidence:
            self._fill(line, evidence)

    def _fill(self, line: ProblemLine | None, evidence: tuple[Evidence, ...]) -> None:
        page = QFrame()
        page.setProperty("kind", "card")
        page.setObjectName("detail_page")
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, GAP, MARGIN, MARGIN)
        column.setSpacing(GAP)
        if line is None:
            column.addWidget(_text(_("Choose a problem to see it in full."), "muted"))
        else:
            entry = line.problem.entry
            column.addWidget(_text(f"{entry.number}　{line.problem.unit.label}", "heading"))
            column.addLayout(_form((*_found(line), *_course(line), *_papers(evidence))))
        column.addStretch(1)
        self.setWidget(page)


def _form(lines: tuple[Line, ...]) -> QFormLayout:
    form = QFormLayout()
    form.setVerticalSpacing(2)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    for title, words in lines:
        value = _text(words)
        value.setAccessibleName(title)
        value.setContentsMargins(0, 0, 0, GAP)
        form.addRow(_text(title, "muted"), value)
    return form


def _text(words: str, kind: str = "") -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if kind:
        label.setProperty("kind", kind)
    return label


def _found(line: ProblemLine) -> Iterator[Line]:
    one = line.problem
    yield _("Item"), one.item.title
    yield _("Fact"), one.finding.fact
    if one.finding.place:
        yield _("Place"), one.finding.place
    if one.finding.points:
        yield _("Deducted"), plain_mark(one.finding.points)
    if one.finding.seen_before:
        yield _("Seen before"), _("A problem of an earlier year again.")


def _course(line: ProblemLine) -> Iterator[Line]:
    entry = line.problem.entry
    left = days_text(line)
    yield _("State"), f"{state_text(line)}（{left}）" if left else state_text(line)
    yield from _asked(entry)
    for title, words in (
        (_("Leader in charge"), entry.leader),
        (_("Person in charge"), entry.person_in_charge),
        (_("Measure"), entry.measure),
        (_("Result"), entry.result),
        (_("Link to the fix"), entry.link),
    ):
        if words:
            yield title, words
    if entry.completed_on is not None:
        yield _("Done on"), dates.day(entry.completed_on)
    if entry.replied_on is not None:
        yield _("Came in on"), dates.day(entry.replied_on)
    yield from _rechecked(entry)


def _asked(entry: Rectification) -> Iterator[Line]:
    if entry.noticed_on is not None:
        yield _("Day of the notice"), dates.day(entry.noticed_on)
    if entry.deadline is not None:
        yield _("Deadline"), dates.day(entry.deadline)
    for one in entry.extensions:
        yield _("Extension"), _extension(one)
    if entry.demand:
        yield _("What is asked for"), entry.demand
    if entry.reminders:
        yield _("Reminded on"), "、".join(map(_reminder, entry.reminders))


def _reminder(one: Reminder) -> str:
    sent = dates.day(one.sent_on)
    if one.until is None:
        return sent
    return _("{day}, to reply by {until}").format(day=sent, until=dates.day(one.until))


def _extension(one: Extension) -> str:
    wanted = dates.day(one.wanted)
    if one.granted is None:
        return _("asked until {day}, undecided").format(day=wanted)
    if not one.granted:
        return _("asked until {day}, refused").format(day=wanted)
    return _("granted until {day}").format(day=dates.day(one.until or one.wanted))


def _rechecked(entry: Rectification) -> Iterator[Line]:
    if entry.checked_on is not None:
        who = " ".join(filter(None, (entry.checked_by, dates.day(entry.checked_on))))
        yield _("Re-checked"), who
    if entry.check_note:
        yield _("Remark"), entry.check_note
    if entry.again_by is not None:
        yield _("To be fixed again by"), dates.day(entry.again_by)


def _papers(evidence: tuple[Evidence, ...]) -> Iterator[Line]:
    for title, from_unit in ((_("Evidence"), False), (_("Papers that show the fix"), True)):
        names = [_name(one) for one in evidence if one.from_unit is from_unit]
        if names:
            yield title, "\n".join(names)


def _name(one: Evidence) -> str:
    """Return a paper of the unit by its file, our own evidence by what it is about."""
    own = one.caption or one.name
    return (one.name if one.from_unit else own) or one.address or one.caption
