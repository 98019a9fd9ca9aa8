"""The right side of 评分: one item of one unit, its findings, and all that lies behind them."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from inspector.domain.changes import Changes
from inspector.domain.edits import RecordKind
from inspector.domain.errors import Refused
from inspector.domain.ids import ItemKey, UnitId, assessment_key
from inspector.services import typing
from inspector.services.item_view import EvidenceView, ItemView
from inspector.ui.context import Context
from inspector.ui.dialogs.phrases import PhrasesDialog
from inspector.ui.theme import GAP
from inspector.ui.views.conclusion_entry import ConclusionEntry
from inspector.ui.views.evidence_verbs import EvidenceVerbs, Subject
from inspector.ui.views.finding_entry import FindingEntry
from inspector.ui.views.finding_form import FindingForm
from inspector.ui.views.findings_list import FindingsList
from inspector.ui.views.item_asking import ItemAsking
from inspector.ui.views.item_card import ItemCard
from inspector.ui.views.item_tabs import EVIDENCE, ItemTabs
from inspector.ui.views.item_verbs import ItemVerbs
from inspector.ui.views.notice import Notice
from inspector.ui.views.notice import words as notice_words
from inspector.ui.views.recorded_findings import RecordedFindings

_ALWAYS_NEWS: Final = (
    RecordKind.INSPECTION,
    RecordKind.EVIDENCE,
    RecordKind.RECTIFICATION,
    RecordKind.OBJECTION,
    RecordKind.PURGE,
)


class ItemPanel(QWidget):
    """Shows one item and takes what is typed, pasted and dropped; follows what changes in it."""

    shown = Signal(object)
    """The ItemView that is shown now."""
    done = Signal()
    """Something was entered to its end: the keys go back to the list of items."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("item_panel")
        self.setAcceptDrops(True)
        self.context = context
        self.view: ItemView | None = None
        self._item = ItemAsking(context.session, self)
        self._verbs = ItemVerbs(context.session, self)
        self._evidence = EvidenceVerbs(context, self)
        self._make_parts()
        self._lay_out()
        self._connect()
        self.clear()

    # What the screen asks of it -------------------------------------------------------------------

    def show_item(self, unit: UnitId, item: ItemKey) -> None:
        """Show an item of a unit; what was being typed before is handed over first."""
        self._item.in_turn(partial(self._go_to, unit, item))

    def _go_to(self, unit: UnitId, item: ItemKey) -> None:
        task = self.context.session.task
        wanted = None if task is None else (task.id, unit, item)
        if wanted != self._item.wanted:
            self.commit_pending()
            self._item.want(wanted)

    def clear(self) -> None:
        """Show nothing."""
        self._item.forget()
        self.view = None
        self._answer.show_view(None)
        self._entry.show_view(None)
        self._recorded.show_view(None)
        self._stack.hide()
        self._notice.hide()

    def conclude(self, number: int) -> None:
        """Choose the conclusion of this number, from 1."""
        self._item.soon(partial(self._answer.choose, number))

    def start_finding(self, rule_index: int = 0, points_text: str = "") -> None:
        """Begin a finding by the rule at a place, or of a size: -0.5 finds the rule that fits."""
        self._item.soon(partial(self._entry.start, rule_index, points_text))

    def take_back_last(self) -> None:
        """Take back the finding recorded last under this item."""
        self._item.soon(self._recorded.take_back_last)

    def paste_screenshot(self) -> None:
        """Take the picture on the clipboard as evidence of the current finding."""
        self._item.soon(self._entry.paste_picture)

    def show_phrases(self) -> None:
        """Open the usual phrases kept for the rules of this item."""
        self._item.soon(self._open_phrases)

    def _open_phrases(self) -> None:
        if self.view is not None:
            shown = PhrasesDialog(self.context, self.view, self._entry.rule)
            shown.finished.connect(lambda _result: self._entry.read_phrases(self._entry.rule))
            shown.open()

    def commit_pending(self) -> None:
        """Hand over whatever is being typed; a finding that says nothing is left."""
        if self.view is not None and not self.view.is_locked:
            self._card.conclusions.commit()
            self._tabs.account.commit()
            self._entry.commit()

    @property
    def has_finding_form(self) -> bool:
        """Whether a new finding is being typed."""
        return self._entry.is_open

    # Parts ----------------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        theme, memory = self.context.theme, self.context.memory
        self._card = ItemCard()
        self._form = FindingForm(theme)
        self._list = FindingsList(theme, memory)
        self._tabs = ItemTabs(self.context, self._verbs, self._keep_text, self._save_text)
        self._notice = Notice()
        self._answer = ConclusionEntry(self.context, self._verbs, self._card.conclusions, self)
        self._entry = FindingEntry(
            self.context, self._verbs, self._evidence, self._form, self._list, self
        )
        self._recorded = RecordedFindings(self.context, self._verbs, self._list, self)

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._form)
        column.addWidget(self._list, 1)
        self._stack = QSplitter(Qt.Orientation.Vertical)
        self._stack.setObjectName("item_splitter")
        self._stack.setChildrenCollapsible(False)
        for place, (part, stretch) in enumerate(((self._card, 0), (middle, 1), (self._tabs, 1))):
            self._stack.addWidget(part)
            self._stack.setStretchFactor(place, stretch)
        self._stack.setSizes([220, 210, 170])
        self.context.memory.keep_splitter(self._stack, "scoring.item")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP, GAP, GAP, GAP)
        whole.setSpacing(GAP)
        whole.addWidget(self._notice)
        whole.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.context.session.changed.connect(self._follow)
        self.context.session.closed.connect(self.clear)
        self.context.session.task_changed.connect(self._follow_task)
        self._item.came.connect(self._show)
        self._item.missing.connect(self._missing)
        self._card.rules.chosen.connect(self.start_finding)
        self._entry.figures_wanted.connect(self._card.conclusions.ask_figures)
        self._entry.done.connect(self.done)
        self._answer.done.connect(self.done)
        self._entry.opened.connect(self._card.make_room)
        self._tabs.evidence_wanted.connect(self._want_evidence)
        self._notice.accepted.connect(self._restore)
        self._notice.declined.connect(self._discard)

    # Showing --------------------------------------------------------------------------------------

    def _missing(self, refusal: Refused) -> None:
        was_shown = self.view is not None
        self.clear()
        if was_shown:
            self.context.frame.warn(refusal.issues)

    def _show(self, view: ItemView) -> None:
        is_new = self.view is None or self.view.key != view.key
        if is_new:
            self.commit_pending()  # what was typed while this view was on its way
        self.view = view
        self._card.show_view(view)
        self._list.show_view(view)
        self._tabs.show_view(view)
        self._answer.show_view(view)
        self._entry.show_view(view)
        self._recorded.show_view(view)
        if is_new or view.is_locked:
            text, asks = notice_words(view)
            self._notice.say(text, asks=asks)
        self._stack.show()
        self.shown.emit(view)

    def _follow(self, changes: Changes) -> None:
        if self.view is not None and _concerns(changes, self.view):
            self._item.ask()

    def _follow_task(self) -> None:
        """Show the same item of the same unit in the inspection that was chosen."""
        task, wanted = self.context.session.task, self._item.wanted
        if wanted is not None and task is not None and task.id != wanted[0]:
            self.clear()
            self.show_item(*wanted[1:])

    # Acting ---------------------------------------------------------------------------------------

    def _keep_text(self, field: str, text: str) -> None:
        if self.view is not None:
            self._verbs.keep_text(self.view, field, text)

    def _save_text(self, field: str, text: str) -> None:
        if self.view is not None:
            self._verbs.set_text(self.view, field, text)

    def _want_evidence(self, key: str, shown: EvidenceView | None) -> None:
        subject = self._entry.subject()
        if subject is None and self.view is not None:
            subject = Subject(self.view)
        if subject is not None:
            self._evidence.want(key, subject, shown)

    def _restore(self) -> None:
        self._notice.hide()
        for one in self.view.typed if self.view is not None else ():
            finding = typing.finding_typed(one)
            if finding is not None:
                self._entry.restore(finding)
            else:
                self._tabs.account.restore(one.field, one.text)

    def _discard(self) -> None:
        self._notice.hide()
        if self.view is not None:
            for one in self.view.typed:
                self._verbs.forget(self.view, one.field)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Let files, folders, pictures and addresses be dropped unless the item is locked."""
        held = event.mimeData()
        if self._entry.subject() is not None and (held.hasUrls() or held.hasImage()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take what was dropped as evidence."""
        subject = self._entry.subject()
        if subject is not None and self._evidence.take(subject, event.mimeData()):
            self._tabs.setCurrentIndex(EVIDENCE)
            event.acceptProposedAction()


def _concerns(changes: Changes, view: ItemView) -> bool:
    """Whether changes touch what a view shows."""
    findings = {one.finding.id for one in view.findings}
    part = assessment_key(view.task.id, view.unit.id)
    return (
        view.key in changes.keys(RecordKind.ANSWER)
        or part in changes.keys(RecordKind.ASSESSMENT)
        or bool(findings & changes.keys(RecordKind.FINDING))
        or any(changes.keys(kind) for kind in _ALWAYS_NEWS)
    )
