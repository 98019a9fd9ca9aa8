"""Drafts of papers: made from the data, written on by people, held against the data again."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
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
from inspector.report import draft_comparison, draft_text
from inspector.report.compose import template_of
from inspector.report.document import Document, RedHead
from inspector.report.draft_comparison import Change, Part
from inspector.report.kinds import Kind, Scope
from inspector.report.markdown import from_markdown, to_markdown
from inspector.report.subject import UNAPPROVED, PaperOptions
from inspector.services import documents, inspections, lookup, typing
from inspector.services.desk import Desk
from inspector.services.documents import Wish
from inspector.services.files import file_name, read_file, read_text

FINAL_ENDINGS: Final = (".pdf", ".docx", ".doc", ".wps", ".ofd", ".png", ".jpg", ".jpeg", ".tif")
"""What a paper that was signed and sent comes as."""
TYPED_FIELD: Final = "text"
"""The field under which a text that is being typed is kept."""
_LEFT: Final = "left"
"""The member of what was generated that names what was offered and left."""
_MADE: Final = frozenset({Part.TABLE, Part.ATTACHMENT})
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
class Comparison:
    """What the data and the template changed since a draft was made."""

    changes: tuple[Change, ...]
    template_changed: bool
    fresh: Document
    """The paper as the data makes it now; settling takes from this one."""
    chain_head: str


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
        wish=_stored_wish(wish),
        **_origin(desk, wish.kind, made, _chain_head(desk)),
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
        return work.commit(_action("draft.new", draft, kind=_kind_of(desk, draft).name))


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


def unit_of(desk: Desk, draft: Draft) -> str | None:
    """Return the name of the unit that a draft is about; None for one over all units."""
    return desk.file.reader.unit(draft.units[0]).name if draft.units else None


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
    changes = _replace(desk, draft, replace(draft, text=text), "draft.update")
    typing.forget(desk, RecordKind.DRAFT, draft.id, TYPED_FIELD)
    return changes


def compare(desk: Desk, task: Inspection, draft: Draft) -> Comparison:
    """Hold a draft against the paper that the data makes now; nothing is changed.

    Raises Refused where the kind or the unit of the draft is gone.
    """
    fresh = documents.make(desk, task, _wish_of(desk, draft))
    base = draft_text.joined(draft.base, draft.generated)
    mine = draft_text.joined(draft.text, draft.generated)
    return Comparison(
        changes=tuple(
            change
            for change in draft_comparison.changes(base, mine, fresh)
            if not _is_left(draft, change)
        ),
        template_changed=_template_digest(desk, draft.kind) != draft.template,
        fresh=fresh,
        chain_head=_chain_head(desk),
    )


def settle(
    desk: Desk, task: Inspection, start: str, against: Comparison, taken: Collection[str]
) -> Changes:
    """Take the chosen changes into a draft and leave the others, as one action.

    What was offered and left is not offered again until the data changes there once more.
    """
    draft = find(desk, task, start)
    base = draft_text.joined(draft.base, draft.generated)
    mine = draft_text.joined(draft.text, draft.generated)
    merged = draft_comparison.settled(base, mine, against.fresh, taken)
    after = replace(
        draft,
        text=draft_text.text_of(merged),
        **_origin(desk, draft.kind, against.fresh, against.chain_head),
    )
    generated = draft_text.generated_of(merged)
    left = dict(_left(draft_comparison.changes(base, mine, against.fresh), taken))
    after = replace(after, generated=generated | ({_LEFT: left} if left else {}))
    return _replace(desk, draft, after, "draft.settle")


def _left(changes: Collection[Change], taken: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield what tables and forms were offered and left, so that they are not offered again.

    The text's base says so of paragraphs; of what the data makes only one state is kept.
    """
    for change in changes:
        if change.part in _MADE and change.key not in taken and change.fresh is not None:
            is_block = change.part is Part.TABLE
            key = change.fresh.id if is_block else change.key
            yield key, draft_text.digest_of(change.fresh)


def _is_left(draft: Draft, change: Change) -> bool:
    left = draft.generated.get(_LEFT, {})
    return change.part in _MADE and left.get(change.key) == draft_text.digest_of(change.fresh)


def remove(desk: Desk, task: Inspection, start: str) -> Changes:
    """Remove a draft; what was written stays in the journal."""
    draft = find(desk, task, start)
    with desk.file.unit_of_work(desk.author) as work:
        work.remove(draft)
        return work.commit(_action("draft.remove", draft))


# The paper as it was sent ------------------------------------------------------------------------


def attach(desk: Desk, task: Inspection, start: str, file: Path, on: date | None = None) -> Changes:
    """Put the paper as it was signed and sent, a scan or a Word file, to its draft.

    Raises Refused for a file that is no paper or cannot be read.
    """
    if file.suffix.lower() not in FINAL_ENDINGS:
        endings = " ".join(FINAL_ENDINGS)
        raise refused("drafts.no_paper", Place(file=str(file)), endings=endings)
    content = read_file(file)
    draft = find(desk, task, start)
    with desk.file.unit_of_work(desk.author) as work:
        blob = work.put_blob(content)
        kept = FinalPaper(blob=blob, name=file.name, attached_on=on or date.today())
        others = tuple(one for one in draft.final if one.blob != blob)
        work.replace(draft, replace(draft, final=(*others, kept)))
        return work.commit(_action("draft.attach", draft, name=file.name))


def detach(desk: Desk, task: Inspection, start: str, name: str) -> Changes:
    """Take a paper as it was sent off its draft again, by its name or digest."""
    draft = find(desk, task, start)
    _final(draft, name)
    kept = tuple(one for one in draft.final if name not in (one.name, one.blob))
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(draft, replace(draft, final=kept))
        return work.commit(_action("draft.detach", draft, name=name))


def final_file(desk: Desk, task: Inspection, start: str, name: str) -> bytes:
    """Return the bytes of a paper as it was sent, by its name or digest."""
    return desk.file.reader.blob(_final(find(desk, task, start), name).blob)


def _final(draft: Draft, name: str) -> FinalPaper:
    for one in draft.final:
        if name in (one.name, one.blob):
            return one
    names = "、".join(one.name for one in draft.final) or "—"
    raise refused("drafts.unknown_final", name=name, names=names)


# What a draft came from --------------------------------------------------------------------------


def _origin(desk: Desk, kind: str, made: Document, chain_head: str) -> dict[str, Any]:
    """Return the members of a draft that say from what it was made."""
    return {
        "base": draft_text.text_of(made),
        "generated": draft_text.generated_of(made),
        "template": _template_digest(desk, kind),
        "chain_head": chain_head,
        "made_at": datetime.now().replace(microsecond=0),
    }


def _template_digest(desk: Desk, kind: str) -> str:
    options = PaperOptions(folder=documents.template_folder(desk.file.path))
    return hashlib.sha256(template_of(kind, options).encode()).hexdigest()


def _chain_head(desk: Desk) -> str:
    return desk.file.reader.chain_head().hex16


def _stored_wish(wish: Wish) -> dict[str, Any]:
    stored: dict[str, Any] = {}
    if wish.practices:
        stored["practices"] = list(wish.practices)
    if wish.dated is not None:
        stored["dated"] = wish.dated.isoformat()
    if wish.addressee:
        stored["addressee"] = wish.addressee
    if wish.red_head is not None:
        stored["red_head"] = wish.red_head.value
    if wish.imprint:
        stored["imprint"] = True
    if wish.head_lines:
        stored["head_lines"] = list(wish.head_lines)
    return stored


def _wish_of(desk: Desk, draft: Draft) -> Wish:
    """Return what the office asked for when the draft was made, to make it again."""
    dated, red_head = draft.wish.get("dated"), draft.wish.get("red_head")
    return Wish(
        kind=draft.kind,
        unit=unit_of(desk, draft),
        practices=tuple(draft.wish.get("practices", ())),
        dated=None if dated is None else date.fromisoformat(dated),
        addressee=str(draft.wish.get("addressee", "")),
        red_head=None if red_head is None else RedHead(red_head),
        imprint=bool(draft.wish.get("imprint")),
        head_lines=tuple(draft.wish.get("head_lines", ())),
    )


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


def _replace(desk: Desk, before: Draft, after: Draft, verb: str) -> Changes:
    with desk.file.unit_of_work(desk.author) as work:
        work.replace(before, after)
        return work.commit(_action(verb, after))


def _action(verb: str, draft: Draft, **others: str) -> Action:
    title = str(draft.text.get("head", {}).get("title", ""))
    return Action(verb=verb, parameters={"title": title, **others})


# As Markdown and in words ------------------------------------------------------------------------


def as_markdown(desk: Desk, task: Inspection, start: str) -> str:
    """Return a draft as Markdown, which `update_from_markdown` takes back."""
    return to_markdown(paper(desk, task, find(desk, task, start)))


def update_from_markdown(desk: Desk, task: Inspection, start: str, file: Path) -> Changes:
    """Take a changed Markdown text into a draft. Raises Refused for one that is no paper."""
    draft = find(desk, task, start)
    text = read_text(read_file(file), file.name)
    stored = draft_text.joined(draft.text, draft.generated)
    return update(desk, task, start, from_markdown(text, stored, file.name))


def numbered(comparison: Comparison, numbers: Collection[int]) -> tuple[str, ...]:
    """Return the keys of changes by their numbers, counted from one."""
    count = len(comparison.changes)
    for number in numbers:
        if not 1 <= number <= count:
            raise refused("drafts.no_change", number=number, count=count)
    return tuple(comparison.changes[number - 1].key for number in numbers)


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
