"""Draft editions: a list is worked over edit by edit, each to be undone, and then published."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from inspector.domain.changes import Changes
from inspector.domain.checklist import Item
from inspector.domain.edition_draft import (
    TOP,
    DraftEdit,
    DraftNode,
    EditKind,
    Folded,
    NodeRef,
    faults,
    fold,
    item_ref,
    next_number,
)
from inspector.domain.edits import Action, JsonValue, RecordKind
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import EditionId, ItemKey
from inspector.domain.issues import Issue, Severity
from inspector.services import typing
from inspector.services.checklists import Accepted
from inspector.services.desk import Desk
from inspector.storage.unit_of_work import UnitOfWork

_SETTING: Final = "draft_list/"
_ID_BYTES: Final = 8
_KEY_BYTES: Final = 8
_OWN_VERBS: Final[Mapping[EditKind, str]] = {
    EditKind.HEAD: "draft_list.head",
    EditKind.CHANGE: "draft_list.change",
    EditKind.ADD_ITEM: "draft_list.add",
    EditKind.ADD_SECTION: "draft_list.add",
    EditKind.REMOVE: "draft_list.remove",
    EditKind.MOVE: "draft_list.move",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftInfo:
    """A draft as a catalogue shows it."""

    id: str
    base: EditionId
    base_title: str
    title: str
    year: int | None
    edits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft as it stands now."""

    id: str
    base: EditionId
    folded: Folded
    edits: int
    issues: tuple[Issue, ...] = ()

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues for which it cannot be published."""
        return tuple(one for one in self.issues if one.severity is Severity.ERROR)

    def node(self, ref: NodeRef) -> DraftNode | None:
        """Return a section or item, or None when it is gone."""
        for top in self.folded.nodes:
            for one in top.walk():
                if one.ref == ref:
                    return one
        return None

    def parent(self, ref: NodeRef) -> NodeRef:
        """Return the section a node stands in, TOP for none."""
        return _siblings(self.folded.nodes, ref, TOP)[0]

    def item(self, number: str) -> DraftNode:
        """Return the item of a number; raises Refused when there is none."""
        for top in self.folded.nodes:
            for one in top.walk():
                if isinstance(one.value, Item) and one.value.number == number:
                    return one
        raise refused("checklists.draft_no_item", number=number)


def begin(desk: Desk, edition: EditionId) -> tuple[str, Changes]:
    """Begin a draft of an edition; return its id."""
    title = desk.file.reader.checklist(edition).title
    draft = secrets.token_hex(_ID_BYTES)
    with desk.file.unit_of_work(desk.author) as work:
        work.set_setting(f"{_SETTING}{draft}", {"base": edition})
        changes = work.commit(Action(verb="draft_list.begin", parameters={"title": title}))
    return draft, changes


def drafts(desk: Desk) -> tuple[DraftInfo, ...]:
    """Return the drafts of the workspace by title."""
    stored = _stored(desk)
    return tuple(
        sorted((_told(desk, stored, one) for one in _heads(stored)), key=lambda one: one.title)
    )


def draft_titled(desk: Desk, title: str) -> str:
    """Return the id of the draft of a list with this title; raises Refused for none or several."""
    known = drafts(desk)
    found = [one for one in known if title in (one.title, one.base_title)]
    if len(found) != 1:
        titles = "、".join(one.title for one in known) or "—"
        raise refused("checklists.unknown_draft", title=title, titles=titles)
    return found[0].id


def open_draft(desk: Desk, draft: str) -> Draft:
    """Return a draft as it stands; raises Refused when it was published or thrown away."""
    stored = _stored(desk)
    base = _base(stored, draft)
    edits = _edits(stored, draft)
    folded = fold(desk.file.reader.checklist(base), edits)
    return Draft(id=draft, base=base, folded=folded, edits=len(edits), issues=faults(folded))


def edit(desk: Desk, draft: str, change: DraftEdit) -> Changes:
    """Make one edit of a draft, as an action of its own."""
    stored = _stored(desk)
    _base(stored, draft)
    names = [one for one in stored if one.startswith(f"{_SETTING}{draft}/")]
    last = max((int(one.rpartition("/")[2].partition("-")[0]) for one in names), default=0)
    name = f"{_SETTING}{draft}/{last + 1:06d}-{secrets.token_hex(2)}"
    number = _number(open_draft(desk, draft), change)
    with desk.file.unit_of_work(desk.author) as work:
        work.set_setting(name, _plain(change))
        return work.commit(Action(verb=_OWN_VERBS[change.kind], parameters={"number": number}))


def change_node(desk: Desk, draft: str, ref: NodeRef, **fields: JsonValue) -> Changes:
    """Change fields of an item or a section; nothing that differs is no action."""
    node = open_draft(desk, draft).node(ref)
    if node is None:
        raise refused("checklists.draft_node_gone")
    changed = {name: value for name, value in fields.items() if _plainly(node.value, name) != value}
    if not changed:
        return Changes()
    return edit(desk, draft, DraftEdit(kind=EditKind.CHANGE, ref=ref, fields=changed))


def change_head(desk: Desk, draft: str, **fields: JsonValue) -> Changes:
    """Change title, year, issuer or class of units."""
    head = open_draft(desk, draft).folded.checklist
    changed = {name: value for name, value in fields.items() if getattr(head, name) != value}
    if not changed:
        return Changes()
    return edit(desk, draft, DraftEdit(kind=EditKind.HEAD, fields=changed))


def add_item(
    desk: Desk, draft: str, *, parent: NodeRef, after: NodeRef, **fields: JsonValue
) -> tuple[NodeRef, Changes]:
    """Add an item behind a sibling, with a free number unless one is given."""
    ref = item_ref(ItemKey(secrets.token_hex(_KEY_BYTES)))
    known = open_draft(desk, draft)
    given = {"number": next_number(known.folded, after or parent), **fields}
    change = DraftEdit(kind=EditKind.ADD_ITEM, ref=ref, parent=parent, after=after, fields=given)
    return ref, edit(desk, draft, change)


def add_section(
    desk: Desk, draft: str, *, parent: NodeRef, after: NodeRef, **fields: JsonValue
) -> tuple[NodeRef, Changes]:
    """Add a section behind a sibling."""
    ref = f"s:{secrets.token_hex(_KEY_BYTES)}"
    change = DraftEdit(
        kind=EditKind.ADD_SECTION, ref=ref, parent=parent, after=after, fields=fields
    )
    return ref, edit(desk, draft, change)


def remove(desk: Desk, draft: str, ref: NodeRef) -> Changes:
    """Take an item out, or a section with all beneath it."""
    return edit(desk, draft, DraftEdit(kind=EditKind.REMOVE, ref=ref))


def move(desk: Desk, draft: str, ref: NodeRef, *, parent: NodeRef, after: NodeRef) -> Changes:
    """Put a node behind another one; TOP as `after` puts it first beneath its parent."""
    return edit(desk, draft, DraftEdit(kind=EditKind.MOVE, ref=ref, parent=parent, after=after))


def move_by(desk: Desk, draft: str, ref: NodeRef, step: int) -> Changes:
    """Move a node up (-1) or down (1) among its siblings; at an end nothing happens."""
    nodes = open_draft(desk, draft).folded.nodes
    parent, siblings = _siblings(nodes, ref, TOP)
    at = siblings.index(ref) if ref in siblings else -1
    if at < 0 or not 0 <= at + step < len(siblings):
        return Changes()
    rest = [one for one in siblings if one != ref]
    place = at + step
    return move(desk, draft, ref, parent=parent, after=rest[place - 1] if place else TOP)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A text that was being typed into a line of a draft and became no edit."""

    ref: NodeRef
    field: str
    text: str


def keep_typed(desk: Desk, draft: str, ref: NodeRef, field: str, text: str) -> None:
    """Keep what is being typed into a line, beside the journal; an empty text forgets it."""
    typing.keep(desk, RecordKind.SETTINGS, f"{_SETTING}{draft}/{ref}", field, text)


def unfinished(desk: Desk, draft: str) -> tuple[Unfinished, ...]:
    """Return the texts that were being typed into a draft when the program ended."""
    prefix = f"{_SETTING}{draft}/"
    return tuple(
        Unfinished(one.key.removeprefix(prefix), one.field, one.text)
        for one in typing.every(desk)
        if one.kind is RecordKind.SETTINGS and one.key.startswith(prefix)
    )


def discard(desk: Desk, draft: str) -> Changes:
    """Throw a draft away; undoing it brings the draft back."""
    title = open_draft(desk, draft).folded.checklist.title
    with desk.file.unit_of_work(desk.author) as work:
        _close(work, draft)
        return work.commit(Action(verb="draft_list.discard", parameters={"title": title}))


def publish(desk: Desk, draft: str) -> Accepted:
    """Make a draft an edition, as one action; the edition that it came from stays as it is.

    Raises Refused with all that stands against it, or when nothing was changed.
    """
    known = open_draft(desk, draft)
    if known.errors:
        raise Refused(*known.errors)
    checklist = known.folded.checklist
    if checklist == desk.file.reader.checklist(known.base):
        raise refused("checklists.draft_same", title=checklist.title)
    with desk.file.unit_of_work(desk.author) as work:
        edition = work.add(checklist)
        _close(work, draft)
        verb = Action(verb="draft_list.publish", parameters={"title": checklist.title})
        changes = work.commit(verb)
    return Accepted(edition=edition, changes=changes)


def _close(work: UnitOfWork, draft: str) -> None:
    """Take the draft away; its edits stay behind, so that an undo brings all of it back."""
    work.set_setting(f"{_SETTING}{draft}", None)


def _stored(desk: Desk) -> Mapping[str, Mapping[str, Any]]:
    return {
        name: value
        for name, value in desk.file.reader.settings().items()
        if name.startswith(_SETTING) and isinstance(value, Mapping)
    }


def _heads(stored: Mapping[str, Mapping[str, Any]]) -> list[str]:
    names = (name.removeprefix(_SETTING) for name in stored)
    return [name for name in names if "/" not in name]


def _base(stored: Mapping[str, Mapping[str, Any]], draft: str) -> EditionId:
    head = stored.get(f"{_SETTING}{draft}")
    if head is None:
        raise refused("checklists.draft_gone")
    return EditionId(head["base"])


def _edits(stored: Mapping[str, Mapping[str, Any]], draft: str) -> tuple[DraftEdit, ...]:
    prefix = f"{_SETTING}{draft}/"
    names = sorted(name for name in stored if name.startswith(prefix))
    return tuple(
        DraftEdit(**{**stored[name], "kind": EditKind(stored[name]["kind"])}) for name in names
    )


def _told(desk: Desk, stored: Mapping[str, Mapping[str, Any]], draft: str) -> DraftInfo:
    base = _base(stored, draft)
    edits = _edits(stored, draft)
    checklist = desk.file.reader.checklist(base)
    heads = [one for one in edits if one.kind is EditKind.HEAD]
    head = fold(checklist, heads).checklist if heads else checklist
    return DraftInfo(
        id=draft,
        base=base,
        base_title=checklist.title,
        title=head.title,
        year=head.year,
        edits=len(edits),
    )


def _plain(change: DraftEdit) -> JsonValue:
    written: dict[str, JsonValue] = {"kind": change.kind.value}
    for name in ("ref", "parent", "after"):
        if value := getattr(change, name):
            written[name] = value
    if change.fields:
        written["fields"] = cast(JsonValue, dict(change.fields))
    return written


def _plainly(value: object, name: str) -> JsonValue:
    """Return a member as an edit would hold it."""
    member = getattr(value, name)
    return [str(one) for one in member] if isinstance(member, tuple) else cast(JsonValue, member)


def _number(draft: Draft, change: DraftEdit) -> str:
    """Return what the journal calls the node of an edit."""
    node = draft.node(change.ref) if change.ref != TOP else None
    if node is None:
        return str(change.fields.get("number") or change.fields.get("title") or "")
    return node.value.number or getattr(node.value, "title", "")


def _siblings(
    nodes: tuple[DraftNode, ...], ref: NodeRef, parent: NodeRef
) -> tuple[NodeRef, list[NodeRef]]:
    refs = [one.ref for one in nodes]
    if ref in refs:
        return parent, refs
    for one in nodes:
        found = _siblings(one.children, ref, one.ref)
        if found[1]:
            return found
    return parent, []
