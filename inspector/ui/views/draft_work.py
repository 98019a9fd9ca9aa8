"""Working a draft over: what the buttons, keys and fields of 考核细则 do to it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from inspector.domain.changes import Changes
from inspector.domain.ids import EditionId
from inspector.i18n.gettext import _
from inspector.services import edition_drafts
from inspector.services.checklists import Accepted
from inspector.services.edition_drafts import Draft, Unfinished
from inspector.ui.context import Context
from inspector.ui.views.list_page import ListPage


class DraftWork(QObject):
    """Edits the draft that is shown, each edit an action of its own."""

    made = Signal(str)
    """What a draft or edition that came to be is remembered by."""

    def __init__(self, context: Context, page: ListPage) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._draft: Draft | None = None
        self._awaited = ""
        """The line to go to once it is there."""
        self._looked_into = ""
        """The draft whose unfinished texts were looked for."""
        page.form.edited.connect(self._edit_line)
        page.form.typed.connect(self._keep)
        page.head_edited.connect(self._edit_head)

    def verbs(self) -> dict[str, Callable[[], object]]:
        """Return what carries out each action on drafts."""
        return {
            "publish": self.publish,
            "discard": self.discard,
            "add_item": partial(self.add, is_item=True),
            "add_section": partial(self.add, is_item=False),
            "remove": self.remove,
            "up": partial(self.move, -1),
            "down": partial(self.move, 1),
        }

    @property
    def draft(self) -> Draft | None:
        """The draft that is shown."""
        return self._draft

    def follow(self, draft: Draft | None) -> None:
        """Work on another draft, or on the same one as it stands now."""
        self._draft = draft
        if draft is not None and draft.id != self._looked_into:
            self._looked_into = draft.id
            question = partial(edition_drafts.unfinished, draft=draft.id)
            self._context.session.ask(question, self._restore, self)
        if draft is not None and self._awaited and draft.node(self._awaited) is not None:
            self._page.tree.choose_named(self._awaited)
            self._page.form.focus_content()
            self._awaited = ""

    def _keep(self, ref: str, field: str, text: str) -> None:
        """Keep what is being typed, so that no end of the program costs more than a second."""
        if self._draft is not None and not self._context.session.is_read_only:
            verb = partial(
                edition_drafts.keep_typed, draft=self._draft.id, ref=ref, field=field, text=text
            )
            self._context.session.ask(verb, None, self)

    def _restore(self, texts: tuple[Unfinished, ...]) -> None:
        for one in texts:
            self._page.tree.choose_named(one.ref)
            self._page.form.restore(one.field, one.text)
        if texts:
            self._context.frame.tell(_("What was being typed when the program ended is back."))

    def begin(self, edition: EditionId) -> None:
        """Begin a draft of an edition."""
        self._context.session.edit(
            partial(edition_drafts.begin, edition=edition), self, then=self._begun
        )

    def _begun(self, made: tuple[str, Changes]) -> None:
        self.made.emit(f"draft:{made[0]}")
        self._page.tree.tree.setFocus()

    def publish(self) -> None:
        """Make the draft an edition."""
        self._page.form.leave()
        self._edit(partial(edition_drafts.publish), then=self._published)

    def _published(self, accepted: Accepted) -> None:
        self.made.emit(f"edition:{accepted.edition}")
        told = _("The draft is published as a new edition.")
        if self._context.session.tasks:
            told += _(" Inspections that have begun keep theirs; the next one may choose it.")
        self._context.frame.tell(told)

    def discard(self) -> None:
        """Throw the draft away."""
        self._edit(partial(edition_drafts.discard))

    def _edit_line(self, ref: str, fields: dict[str, Any]) -> None:
        self._edit(partial(edition_drafts.change_node, ref=ref, **fields))

    def _edit_head(self, fields: dict[str, Any]) -> None:
        self._edit(partial(edition_drafts.change_head, **fields))

    def add(self, *, is_item: bool) -> None:
        """Add an item or a section: into a section that is chosen, else behind the line chosen."""
        self._page.form.leave()
        line, draft = self._page.tree.line, self._draft
        if draft is None:
            return
        ref = line.ref if line is not None else ""
        parent, after = draft.parent(ref), ref
        if is_item and line is not None and line.children:
            parent, after = ref, line.children[-1].ref
        made: Callable[..., Any]
        if is_item:
            made = partial(edition_drafts.add_item, content=_("New item: enter its content"))
        else:
            made = partial(edition_drafts.add_section, title=_("New section"))
        self._edit(partial(made, parent=parent, after=after), then=self._added)

    def _added(self, made: tuple[str, Changes]) -> None:
        self._awaited = made[0]

    def remove(self) -> None:
        """Take the chosen line out."""
        line = self._page.tree.line
        if line is not None:
            self._edit(partial(edition_drafts.remove, ref=line.ref))

    def move(self, step: int) -> None:
        """Move the chosen line up (-1) or down (1)."""
        self._page.form.leave()
        line = self._page.tree.line
        if line is not None:
            self._edit(partial(edition_drafts.move_by, ref=line.ref, step=step))

    def _edit(self, verb: Callable[..., Any], then: Callable[[Any], None] | None = None) -> None:
        if self._draft is not None:
            bound = partial(verb, draft=self._draft.id)
            self._context.session.edit(bound, self, then=then)
