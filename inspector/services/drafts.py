"""Drafts of papers: made from the data, written on by people, held against the data again."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from inspector.domain.changes import Changes
from inspector.domain.dossier import UnitDossier
from inspector.domain.draft import Draft, FinalPaper
from inspector.domain.edits import Action, RecordKind
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import DraftId, UnitId, new_id
from inspector.domain.inspection import Inspection, is_locked
from inspector.domain.issues import Place
from inspector.domain.unit import Unit
from inspector.report import draft_text
from inspector.report.document import Document
from inspector.report.kinds import Kind, Scope
from inspector.report.markdown import from_markdown, to_markdown
from inspector.report.subject import UNAPPROVED
from inspector.services import documents, draft_origin, inspections, lookup, typing
from inspector.services.desk import Desk
from inspector.services.documents import Wish
from inspector.services.files import file_name, read_file, read_text

TYPED_FIELD: Final = "text"
"""The field under which a text that is being typed is kept."""
_SHORTEST: Final = 4
"""Letters of a draft's id; fewer are a number typed by half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A draft as lists show it."""

    draft: DraftId
    kind: str
    kind_name: str
    units: tuple[str, ...]
    """What its units are called; empty for a paper over all units."""
    title: str
    made_at: datetime | None
    final: tuple[FinalPaper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What can be drafted and what is: the kinds of papers and the drafts there are."""

    kinds: tuple[Kind, ...]
    drafts: tuple[Listed, ...]
    units: tuple[Unit, ...]
    """Whom papers can be about, in official order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A draft as it is worked on."""

    listed: Listed
    paper: Document
    by_unit: bool
    """Whether the unit itself speaks in it."""
    upward: bool
    """Whether it goes up, so that 签发人 is shown."""
    can_be_public: bool = False
    """Whether a public version can be made of it."""
    lost: Document | None = None
    """What was being typed when the program ended without warning."""
    lost_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPaper:
    """One of many papers of a kind: whose it is, what its file is called, and whether drafted."""

    unit: str
    dossier: UnitDossier
    name: str
    document: Document
    base: Document | None
    """What the data had made of it before people wrote on it; None where it is no draft."""

    def file_name(self, ending: str) -> str:
        """Return the name of its file, with the format's ending."""
        return file_name(self.name) + ending


def prepare(desk: Desk, task: Inspection, wish: Wish) -> Draft:
    """Return a draft of a paper from the workspace's data, not yet kept; nothing is written.

    Raises Refused for an unknown kind, a missing or needless unit, or a faulty template.
    """
    if wish.template is not None:
        raise refused("drafts.template_aside", Place(file=wish.template.name))
    known = documents.every_kind(desk.file.path)
    if wish.kind in known and known[wish.kind].public_of:
        whole = known[known[wish.kind].public_of].name
        raise refused("drafts.public_of_draft", name=known[wish.kind].name, whole=whole)
    made = documents.make(desk, task, wish)
    unit = None if wish.unit is None else lookup.unit(desk, wish.unit)
    return Draft(
        id=DraftId(new_id()),
        inspection=task.id,
        kind=wish.kind,
        units=() if unit is None else (unit.id,),
        text=draft_text.text_of(made),
        wish=draft_origin.stored(wish),
        **draft_origin.members(desk, wish.kind, made, draft_origin.chain_head(desk)),
    )


def add(desk: Desk, prepared: Sequence[Draft]) -> Changes:
    """Keep drafts that were prepared, as one action."""
    with desk.file.unit_of_work(desk.author) as work:
        work.add_all(prepared)
        if len(prepared) != 1:
            return work.commit(
                Action(verb="draft.new_all", parameters={"count": str(len(prepared))})
            )
        (draft,) = prepared
        return work.commit(action_on("draft.new", draft, kind=_kind_of(desk, draft).name))


def make(desk: Desk, task: Inspection, wish: Wish) -> DraftId:
    """Prepare one draft and keep it."""
    draft = prepare(desk, task, wish)
    add(desk, (draft,))
    return draft.id


def every(desk: Desk, task: Inspection) -> tuple[Listed, ...]:
    """Return the drafts of an inspection, the latest made first."""
    names = {unit.id: unit.label for unit in desk.file.reader.units()}
    known = documents.every_kind(desk.file.path)
    return tuple(
        Listed(
            draft=one.id,
            kind=one.kind,
            kind_name=known[one.kind].name if one.kind in known else one.kind,
            units=tuple(names.get(unit, "") for unit in one.units),
            title=str(one.text.get("head", {}).get("title", "")),
            made_at=one.made_at,
            final=one.final,
        )
        for one in desk.file.reader.drafts(task.id)
    )


def shelf(desk: Desk, task: Inspection) -> Shelf:
    """Return the kinds of papers, the office's own among them, and the drafts."""
    return Shelf(
        kinds=documents.kinds(desk.file.path),
        drafts=every(desk, task),
        units=tuple(unit for unit, _part in inspections.participants(desk, task)),
    )


def opened(desk: Desk, task: Inspection, start: str) -> Opened:
    """Return a draft to be worked on, with what was typed into it and never kept."""
    draft = find(desk, task, start)
    (listed,) = (one for one in every(desk, task) if one.draft == draft.id)
    kind = documents.every_kind(desk.file.path).get(draft.kind)
    found = typing.offered(desk, RecordKind.DRAFT, draft.id)
    lost = typed_back(desk, task, draft, found[0].text) if found else None
    return Opened(
        listed=listed,
        paper=paper(desk, task, draft),
        by_unit=kind is not None and kind.by_unit,
        upward=kind is not None and kind.upward,
        can_be_public=documents.public_kind(desk, draft.kind) is not None,
        lost=lost,
        lost_at=found[0].at if lost is not None else None,
    )


def keep_typed(desk: Desk, draft: DraftId, edited: Document | None) -> None:
    """Keep what is being typed beside the journal; None forgets it."""
    text = "" if edited is None else typed(edited)
    typing.keep(desk, RecordKind.DRAFT, draft, TYPED_FIELD, text)


def find(desk: Desk, task: Inspection, start: str) -> Draft:
    """Return the draft whose id begins so. Raises Refused when there is not exactly one."""
    known = desk.file.reader.drafts(task.id)
    found = [one for one in known if len(start) >= _SHORTEST and one.id.startswith(start)]
    if len(found) != 1:
        names = "、".join(one.id[:8] for one in known) or "—"
        raise refused("drafts.unknown", start=start, drafts=names)
    return found[0]


def paper(desk: Desk, task: Inspection, draft: Draft) -> Document:
    """Return a draft as a whole paper.

    It bears 未经审定 as long as anything it is about is open, and also as long as it rests on data
    from before the approval.
    """
    stored = draft_text.joined(draft.text, draft.generated)
    whole = documents.with_pictures(desk, stored)
    return _marked(whole, UNAPPROVED) if _must_be_marked(desk, task, draft) else whole


def base(draft: Draft) -> Document:
    """Return what the data had made of a draft before people wrote on it."""
    return draft_text.joined(draft.base, draft.generated)


def papers(
    desk: Desk, task: Inspection, wish: Wish, units: Collection[UnitId]
) -> Iterator[UnitPaper]:
    """Yield the paper wished for each unit, in official order.

    A unit's latest draft goes before a paper made from the data.
    """
    kind = wish.kind
    drafted = {
        one.units[0]: one
        for one in reversed(desk.file.reader.drafts(task.id))
        if one.kind == kind and one.units
    }
    known_kinds = documents.every_kind(desk.file.path)
    if kind not in known_kinds:
        raise refused("documents.unknown_kind", kind=kind, kinds="、".join(known_kinds))
    if known_kinds[kind].scope is not Scope.UNIT:
        raise refused("documents.over_all", name=known_kinds[kind].name)
    name = known_kinds[kind].name
    for subject in documents.subjects(desk, task, units):
        unit = subject.dossier.unit
        known = drafted.get(unit.id)
        made = (
            documents.composed(desk, replace(wish, unit=unit.name), subject)
            if known is None
            else paper(desk, task, known)
        )
        yield UnitPaper(
            unit=unit.label,
            dossier=subject.dossier,
            name=f"{unit.label}{name}",
            document=made,
            base=None if known is None else base(known),
        )


def update(desk: Desk, task: Inspection, start: str, edited: Document) -> Changes:
    """Keep what people wrote in a draft: its head and its blocks, as one edit.

    Tables, charts and forms follow from the data alone and stay as they were made.
    """
    draft = find(desk, task, start)
    stored = draft_text.joined(draft.text, draft.generated)
    # Status and foot are the program's own words about the data.
    head = replace(edited.head, status=stored.head.status, foot=stored.head.foot)
    text = draft_text.text_of(replace(edited, kind=stored.kind, family=stored.family, head=head))
    changes = keep(desk, draft, replace(draft, text=text), "draft.update")
    typing.forget(desk, RecordKind.DRAFT, draft.id, TYPED_FIELD)
    return changes


def remove(desk: Desk, task: Inspection, start: str) -> Changes:
    """Remove a draft; what was written stays in the journal."""
    draft = find(desk, task, start)
    with desk.file.unit_of_work(desk.author) as work:
        work.remove(draft)
        return work.commit(action_on("draft.remove", draft))


def _kind_of(desk: Desk, draft: Draft) -> Kind:
    return documents.every_kind(desk.file.path)[draft.kind]


def _must_be_marked(desk: Desk, task: Inspection, draft: Draft) -> bool:
    kind = documents.every_kind(desk.file.path).get(draft.kind)
    if kind is not None and kind.by_unit:
        return False
    wanted = set(draft.units)
    parts = [
        part
        for unit, part in inspections.participants(desk, task)
        if unit.id in wanted or not wanted
    ]
    return not parts or not all(is_locked(part.state) for part in parts)


def _marked(document: Document, status: str) -> Document:
    return replace(
        document,
        head=replace(document.head, status=status),
        attachments=tuple(_marked(form, status) for form in document.attachments),
    )


def keep(desk: Desk, before: Draft, after: Draft, verb: str) -> Changes:
    """Keep a draft as it was changed, as one action."""
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(before, after)
        return work.commit(action_on(verb, after))


def action_on(verb: str, draft: Draft, **others: str) -> Action:
    """Return an action on a draft, named by its title."""
    title = str(draft.text.get("head", {}).get("title", ""))
    return Action(verb=verb, parameters={"title": title, **others})


# As Markdown -------------------------------------------------------------------------------------


def as_markdown(desk: Desk, task: Inspection, start: str) -> str:
    """Return a draft as Markdown, which `update_from_markdown` takes back."""
    return to_markdown(paper(desk, task, find(desk, task, start)))


def update_from_markdown(desk: Desk, task: Inspection, start: str, file: Path) -> Changes:
    """Take a changed Markdown text into a draft. Raises Refused for one that is no paper."""
    draft = find(desk, task, start)
    text = read_text(read_file(file), file.name)
    stored = draft_text.joined(draft.text, draft.generated)
    return update(desk, task, start, from_markdown(text, stored, file.name))


# While it is being typed -------------------------------------------------------------------------


def typed(edited: Document) -> str:
    """Return what a person has written so far as a text to be kept beside the journal."""
    return msgspec.json.encode(draft_text.text_of(edited)).decode()


def typed_back(desk: Desk, task: Inspection, draft: Draft, text: str) -> Document | None:
    """Return the paper as it was being typed; None where it says what stands, or nothing at all."""
    try:
        stored = msgspec.json.decode(text, type=dict[str, Any])
        lost = draft_text.joined(stored, draft.generated)
    except (msgspec.DecodeError, Refused):
        return None
    stands = paper(desk, task, draft)
    lost = replace(lost, head=replace(lost.head, status=stands.head.status, foot=stands.head.foot))
    return None if lost == replace(stands, attachments=lost.attachments) else lost
