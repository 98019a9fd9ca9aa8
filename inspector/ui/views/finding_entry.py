"""From a rule's button or a key to a finding that is saved: what joins the form and the list."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from inspector.domain.errors import Refused
from inspector.domain.evidence import Evidence
from inspector.domain.finding import Finding
from inspector.domain.ids import EvidenceId
from inspector.i18n.gettext import _
from inspector.services import entering, findings, typing
from inspector.services.item_view import ItemView
from inspector.services.typing import TypedFinding
from inspector.ui.context import Context
from inspector.ui.views.evidence_verbs import EvidenceVerbs, Subject
from inspector.ui.views.finding_form import FindingForm
from inspector.ui.views.findings_list import FindingsList
from inspector.ui.views.item_verbs import ItemVerbs


class FindingEntry(QObject):
    """Begins, keeps and saves the finding that is being typed, with its pictures."""

    done = Signal()
    """A finding was entered or given up."""
    opened = Signal(bool)
    """Whether a finding is being typed from now on."""
    figures_wanted = Signal()
    """The rule chosen goes by figures that nobody entered yet."""

    def __init__(
        self,
        context: Context,
        verbs: ItemVerbs,
        evidence: EvidenceVerbs,
        form: FindingForm,
        rows: FindingsList,
        owner: QObject,
    ) -> None:
        super().__init__(owner)
        self._context, self._verbs, self._evidence = context, verbs, evidence
        self._form, self._rows = form, rows
        self._view: ItemView | None = None
        self._pictures: list[EvidenceId] = []
        self._is_saving = self._was_refused = False
        self._turn = 0
        self._to_select = ""
        self._connect()
        form.end()

    def show_view(self, view: ItemView | None) -> None:
        """Go on with another view; the form is put away when it is another item's."""
        before, self._view = self._view, view
        if view is None or before is None or before.key != view.key or view.is_locked:
            self._close()
        if view is not None and self._to_select:
            self._rows.select(self._to_select)
            self._to_select = ""

    @property
    def is_open(self) -> bool:
        """Whether a finding is being typed."""
        return not self._form.isHidden()

    def start(self, rule_index: int, points_text: str = "") -> None:
        """Begin a finding by the rule at a place, or by the rule that costs these points."""
        view = self._view
        if view is None or view.is_locked or not 0 <= rule_index < len(view.rules):
            return
        rule = view.rules[rule_index]
        if points_text:
            self._start_of_size(view, points_text)
        elif rule.by_figures and not _has_finding(view, rule.number):
            self.figures_wanted.emit()
        else:
            self._begin(view, rule.number)

    def restore(self, typed: TypedFinding) -> None:
        """Go on with a finding that was being typed when the program ended."""
        if self._view is not None:
            self._pictures = []
            self._form.restore(self._view, typed)
            self.opened.emit(True)

    def commit(self) -> None:
        """Save the finding that is being typed, if it says anything; kept first, if refused."""
        if self._view is not None and self.is_open and self._form.content.fact:
            self._keep(self._form.content)
            self._save()

    def paste_picture(self) -> None:
        """Take what the clipboard holds as evidence of the current finding."""
        subject = self.subject()
        if subject is not None:
            self._evidence.paste(subject)

    def subject(self) -> Subject | None:
        """Return what a picture is evidence of now; None where nothing may be put in."""
        view = self._view
        if view is None or view.is_locked:
            return None
        if self.is_open:
            place = self._form.content.place
            return Subject(view, waits=self._keep_pictures, place=place, turn=self._turn)
        row = self._rows.selected or (view.standing[-1] if view.standing else None)
        if row is None or not row.counts:
            return Subject(view)
        found = row.finding
        return Subject(view, found, place=found.place, seen_at=found.sampled_at)

    # Beginning and ending -------------------------------------------------------------------------

    def _connect(self) -> None:
        form, rows = self._form, self._rows
        form.saved.connect(self._save)
        form.given_up.connect(self._give_up)
        form.typed.connect(self._keep)
        form.rule_chosen.connect(self.read_phrases)
        form.picture_wanted.connect(self.paste_picture)
        form.pasted.connect(self._paste_into_form)
        rows.picture_wanted.connect(self.paste_picture)
        rows.pasted.connect(self._paste_into_rows)

    def _begin(self, view: ItemView, rule: int) -> None:
        if self.is_open and self._form.content.fact:
            self._form.choose_rule(rule)
            return
        self._pictures = []
        self._turn += 1
        self._form.begin(view, rule, now())
        self.opened.emit(True)
        self.read_phrases(rule)

    def _start_of_size(self, view: ItemView, points_text: str) -> None:
        try:
            points = entering.points_of(points_text)
        except Refused as refusal:
            self._context.frame.warn(refusal.issues)
            return
        rule, count = findings.of_size(view.item, points)
        self._begin(view, rule.number if rule is not None else 0)
        if rule is None:
            self._form.set_points(points)
        else:
            self._form.set_count(count)

    def _save(self) -> None:
        view = self._view
        if view is None or self._is_saving or not self.is_open:
            return
        if not self._form.is_complete():
            return
        self._is_saving = True
        self._verbs.record(
            view,
            self._form.content,
            fixed_on_spot=self._form.is_fixed_on_spot,
            pictures=self._pictures,
            then=partial(self._saved, view.key),
            on_refused=self._not_saved,
        )

    def _saved(self, key: str, finding: Finding) -> None:
        self._is_saving = False
        if self._view is not None and self._view.key == key:
            self._to_select = finding.id
            self._close()
            self.done.emit()

    def _not_saved(self, refusal: Refused) -> None:
        self._is_saving = False
        self._was_refused = True
        self._context.frame.warn(refusal.issues)

    def _give_up(self) -> None:
        if self._view is not None:
            self._verbs.forget(self._view, typing.NEW_FINDING)
        self._close()
        self.done.emit()

    def _close(self) -> None:
        if self._was_refused:  # What was wrong with it is of no interest any more.
            self._was_refused = False
            self._context.frame.warn(())
        self._pictures = []
        self._form.end()
        self.opened.emit(False)

    def _keep(self, typed: TypedFinding) -> None:
        if self._view is not None and not self._is_saving:
            self._verbs.keep_finding(self._view, typed)

    # Phrases, pictures, pasted lines --------------------------------------------------------------

    @property
    def rule(self) -> int:
        """The number of the rule that is being typed under; 0 for none."""
        return self._form.content.rule if self.is_open else 0

    def read_phrases(self, rule: int) -> None:
        """Offer the usual phrases of a rule as they are now."""
        if self._view is not None:
            self._verbs.read_phrases(self._view, rule, self._form.offer)

    def _keep_pictures(self, added: tuple[Evidence, ...]) -> None:
        """Put what came in while the finding is typed to it once it is saved."""
        if not self.is_open:
            return
        self._pictures += [one.id for one in added]
        self._form.say_pictures(len(self._pictures))
        self._form.suggest_place(added[0].address)

    def _paste_into_form(self, text: str) -> None:
        typed = self._form.content
        if self._view is not None:
            self._verbs.paste(self._view, text, typed.rule, typed.points)
            self._verbs.forget(self._view, typing.NEW_FINDING)
            self._close()
            self.done.emit()

    def _paste_into_rows(self, text: str) -> None:
        view = self._view
        if view is None or view.is_locked:
            return
        if len(view.rules) == 1:
            self._verbs.paste(view, text, view.rules[0].number)
            return
        row = self._rows.selected
        if row is not None:
            self._verbs.paste(view, text, row.finding.rule)
        else:
            self._context.frame.tell(
                _("Choose a rule by its button first, then paste the lines into the fact.")
            )


def _has_finding(view: ItemView, rule: int) -> bool:
    return any(one.is_open and one.finding.rule == rule for one in view.findings)


def now() -> datetime:
    """Return the time to the minute."""
    return datetime.now().replace(second=0, microsecond=0)
