"""What is done to the answer that is shown: each wish becomes one edit in the database thread."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from inspector.domain.answer import Conclusion
from inspector.domain.edits import RecordKind
from inspector.domain.errors import Refused
from inspector.domain.finding import Finding
from inspector.domain.ids import EvidenceId
from inspector.i18n.gettext import _
from inspector.services import entering, findings, item_view, phrases, pinyin, typing
from inspector.services.desk import Desk
from inspector.services.history import FieldChange
from inspector.services.item_view import ItemView
from inspector.services.phrases import Phrase
from inspector.services.typing import TypedFinding
from inspector.ui.session import Session
from inspector.ui.views.findings_list import Correction

Refusing = Callable[[Refused], None]
Verb = Callable[..., Any]


class ItemVerbs(QObject):
    """Edits of one answer; each takes the view it is about, so that none hits another item."""

    def __init__(self, session: Session, owner: QObject) -> None:
        super().__init__(owner)
        self._session, self._owner = session, owner

    def conclude(
        self, view: ItemView, conclusion: Conclusion, on_refused: Refusing, **more: Any
    ) -> None:
        """Conclude the item; a refusal is handed on, so that the choice can be taken back."""
        self._edit(view, entering.conclude, conclusion, on_refused=on_refused, **more)

    def set_figures(self, view: ItemView, figures: Sequence[str]) -> None:
        """Set the item's figures."""
        self._edit(view, entering.set_figures, figures)

    def set_text(self, view: ItemView, field: str, text: str) -> None:
        """Make a text that was typed an edit."""
        self._edit(view, entering.set_text, field, text)

    def keep_text(self, view: ItemView, field: str, text: str) -> None:
        """Keep a text that is being typed, beside the journal."""
        self._ask(partial(_keep, view.key, field, text))

    def keep_finding(self, view: ItemView, typed: TypedFinding) -> None:
        """Keep a finding that is being typed, beside the journal."""
        self._ask(partial(_keep_finding, view.key, typed))

    def forget(self, view: ItemView, field: str) -> None:
        """Forget a text that was given up."""
        self._ask(partial(_forget, view.key, field))

    def record(
        self,
        view: ItemView,
        typed: TypedFinding,
        *,
        fixed_on_spot: bool,
        pictures: Sequence[EvidenceId],
        then: Callable[[Finding], None],
        on_refused: Refusing,
    ) -> None:
        """Record a finding as it was typed."""
        self._edit(
            view,
            entering.record,
            typed,
            fixed_on_spot=fixed_on_spot,
            pictures=tuple(pictures),
            then=lambda done: then(done[0]),
            on_refused=on_refused,
        )

    def paste(self, view: ItemView, text: str, rule: int, points: str = "") -> None:
        """Record several facts as they were pasted."""
        self._edit(view, entering.paste, text, rule=rule, points=points, now=_now())

    def correct(self, view: ItemView, correction: Correction) -> None:
        """Correct one cell of a finding."""
        finding = correction.finding.id
        self._edit(view, entering.correct, finding, correction.field, correction.text)

    def mark(self, view: ItemView, finding: Finding, name: str, is_so: bool) -> None:
        """Say that a finding was put right at once, or seen before."""
        self._edit(view, entering.mark, finding.id, name, is_so)

    def withdraw(self, view: ItemView, finding: Finding, reason: str) -> None:
        """Take a finding back for a reason."""
        self._edit(view, entering.withdraw, finding.id, reason)

    def take_back_last(self, view: ItemView) -> None:
        """Take back the finding recorded last."""
        self._edit(view, findings.take_back_last, _("entered by mistake"))

    def keep_phrase(self, view: ItemView, finding: Finding) -> None:
        """Keep a finding's fact as a usual phrase of its rule."""
        self._session.edit(partial(_keep_phrase, view, finding.rule, finding.fact), self._owner)

    # Reading --------------------------------------------------------------------------------------

    def read_phrases(
        self, view: ItemView, rule: int, then: Callable[[tuple[Phrase, ...]], None]
    ) -> None:
        """Read the usual phrases of a rule."""
        self._session.ask(partial(_phrases, view, rule), then, self._owner)

    def read_changes(self, view: ItemView, then: Callable[[tuple[FieldChange, ...]], None]) -> None:
        """Read what was changed of the answer."""
        self._session.ask(partial(_changes, view), then, self._owner)

    def _ask(self, question: Callable[[Desk], None]) -> None:
        self._session.ask(question, None, self._owner)

    def _edit(
        self,
        view: ItemView,
        verb: Verb,
        *arguments: object,
        then: Callable[[Any], None] | None = None,
        on_refused: Refusing | None = None,
        **more: Any,
    ) -> None:
        def edit(desk: Desk) -> Any:
            return verb(desk, view.task, view.unit, view.item, *arguments, **more)

        self._session.edit(edit, self._owner, then, on_refused)


def _keep(key: str, field: str, text: str, desk: Desk) -> None:
    typing.keep(desk, RecordKind.ANSWER, key, field, text)


def _keep_finding(key: str, typed: TypedFinding, desk: Desk) -> None:
    typing.keep_finding(desk, key, typed)


def _forget(key: str, field: str, desk: Desk) -> None:
    typing.forget(desk, RecordKind.ANSWER, key, field)


def _keep_phrase(view: ItemView, rule: int, text: str, desk: Desk) -> Any:
    return phrases.keep(desk, view.item, rule, text)


def _phrases(view: ItemView, rule: int, desk: Desk) -> tuple[Phrase, ...]:
    pinyin.initials("一")  # Loads the table of readings here, not under the first letter typed.
    return phrases.of_rule(desk, view.item, rule)


def _changes(view: ItemView, desk: Desk) -> tuple[FieldChange, ...]:
    return item_view.changes(desk, view.task, view.unit.id, view.item.number)


def _now() -> datetime:
    return datetime.now().replace(second=0, microsecond=0)
