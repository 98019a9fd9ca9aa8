"""A draft held against the paper that the data makes now: what changed, paragraph by paragraph.

Three papers meet: the one the data made when the draft began (base), the draft (mine), and the
one it makes now (fresh). Only what differs between base and fresh is a change; it is offered, and
what is taken goes into the draft at its place. What people wrote stays otherwise.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Final

from inspector.domain.ids import new_id
from inspector.report.document import (
    Annex,
    Block,
    Chart,
    Document,
    Head,
    Paragraph,
    Pictures,
    Signature,
    Table,
)

_HEAD_ORDER: Final = tuple(field.name for field in fields(Head))
_SILENT: Final = frozenset({"foot"})
"""What says from which data a paper was made is not worth a question."""
_FOLLOWING: Final = frozenset({"foot", "status"})
"""What follows the data whenever a draft is held against it, whatever else is taken."""
_ATTACHMENT: Final = "attachment:"
_HEAD: Final = "head:"


class Part(StrEnum):
    """Which part of a paper a change is in."""

    HEAD = "head"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    """A table or chart made from data."""
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between the data then and now.

    `name` says which member of the head, which table or which form. None means that there was
    or is no such block; `mine` is None also where the draft dropped it.
    """

    key: str
    part: Part
    name: str = ""
    base: Any = None
    mine: Any = None
    fresh: Any = None

    @property
    def is_choice(self) -> bool:
        """Whether it can be left; the marking of a draft cannot."""
        return self.part is not Part.HEAD or self.name not in _FOLLOWING

    @property
    def is_edited(self) -> bool:
        """Whether the draft says something else than the data did when it was made."""
        return bool(self.mine != self.base)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A block then and the same block now; None where there is no counterpart."""

    base: Block | None
    fresh: Block | None


def changes(base: Document, mine: Document, fresh: Document) -> tuple[Change, ...]:
    """Return what the data changed since the draft began, in the order of the paper.

    What the draft says already, word for word, is not offered.
    """
    found = [*_head_changes(base.head, mine.head, fresh.head)]
    standing = {block.id: block for block in mine.blocks}
    for pair in _pairs(base.blocks, fresh.blocks):
        change = _block_change(pair, standing)
        if change is not None:
            found.append(change)
    found += _attachment_changes(base, mine, fresh)
    return tuple(found)


def settled(base: Document, mine: Document, fresh: Document, taken: Collection[str]) -> Document:
    """Return the draft with the changes of these keys taken; the others are left for good.

    The marking follows the data: whoever settles has seen what the approved data says.

    `fresh` is then the draft's new base: its ids stand in the blocks that go back to it.
    """
    offered = changes(base, mine, fresh)
    chosen = {change.key for change in offered} & set(taken)
    blocks = _settled_blocks(base, mine, fresh, chosen)
    head = mine.head
    for change in offered:
        if change.part is Part.HEAD and change.key in chosen:
            head = replace(head, **{change.name: change.fresh})
    head = replace(head, **{name: getattr(fresh.head, name) for name in _FOLLOWING})
    forms = _settled_forms(mine, fresh, chosen, head.status)
    return replace(mine, head=head, blocks=blocks, attachments=forms)


# Head and forms ----------------------------------------------------------------------------------


def _head_changes(base: Head, mine: Head, fresh: Head) -> Iterator[Change]:
    for name in _HEAD_ORDER:
        before, now, after = (getattr(head, name) for head in (base, mine, fresh))
        if before != after and now != after and name not in _SILENT:
            yield Change(
                key=_HEAD + name, part=Part.HEAD, name=name, base=before, mine=now, fresh=after
            )


def _attachment_changes(base: Document, mine: Document, fresh: Document) -> Iterator[Change]:
    before = {form.kind: form for form in base.attachments}
    now = {form.kind: form for form in mine.attachments}
    after = {form.kind: form for form in fresh.attachments}
    for kind in dict.fromkeys((*before, *after)):
        old, held, new = before.get(kind), now.get(kind), after.get(kind)
        if _said(old) != _said(new) and _said(held) != _said(new):
            yield Change(
                key=_ATTACHMENT + kind,
                part=Part.ATTACHMENT,
                name=kind,
                base=old,
                mine=held,
                fresh=new,
            )


def _said(form: Document | None) -> Document | None:
    """Return a form without what goes with the paper: its marking and where its data came from."""
    return form and replace(form, head=replace(form.head, status="", foot=""))


def _settled_forms(
    mine: Document, fresh: Document, chosen: Collection[str], status: str
) -> tuple[Document, ...]:
    held = {form.kind: form for form in mine.attachments}
    new = {form.kind: form for form in fresh.attachments}
    kept = []
    for kind in dict.fromkeys((*new, *held)):
        fresher, form = new.get(kind), held.get(kind)
        if _ATTACHMENT + kind in chosen or _said(form) == _said(fresher):
            form = fresher
        if form is not None:
            kept.append(replace(form, head=replace(form.head, status=status)))
    return tuple(kept)


# Blocks ------------------------------------------------------------------------------------------


def _block_change(pair: _Pair, standing: dict[str, Block]) -> Change | None:
    base, fresh = pair.base, pair.fresh
    if base is not None and fresh is not None and _content(base) == _content(fresh):
        return None
    mine = standing.get(base.id) if base is not None else None
    if mine is not None and fresh is not None and _content(mine) == _content(fresh):
        return None
    if base is not None and fresh is None and mine is None:
        return None
    shown = fresh or base
    is_made = isinstance(shown, Table | Chart | Pictures)
    return Change(
        key=_key(pair),
        part=Part.TABLE if is_made else Part.PARAGRAPH,
        name=shown.name if isinstance(shown, Table | Chart | Pictures) else "",
        base=base,
        mine=mine,
        fresh=fresh,
    )


def _key(pair: _Pair) -> str:
    """Return what names a change: the block then, or else the block now."""
    if pair.base is not None:
        return pair.base.id
    return f"+{pair.fresh.id}" if pair.fresh is not None else ""


def _content(block: Block) -> tuple[Any, ...]:
    """Return what a block says, whatever its id."""
    kept = (getattr(block, field.name) for field in fields(block) if field.name != "id")
    return (type(block).__name__, *kept)


def _shape(block: Block) -> tuple[str, ...]:
    """Return what makes two blocks versions of one: a table's name, a heading's words."""
    match block:
        case Table():
            return ("table", block.name)
        case Chart():
            return ("chart", block.name)
        case Pictures():
            return ("pictures", block.name)
        case Annex():
            return ("annex",)
        case Signature():
            return ("signature",)
        case Paragraph():
            return ("paragraph", str(block.level))


def _pairs(base: Sequence[Block], fresh: Sequence[Block]) -> Iterator[_Pair]:
    """Align two versions of a paper: equal blocks first, then alike ones between them."""
    matcher = SequenceMatcher(
        None, list(map(_content, base)), list(map(_content, fresh)), autojunk=False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from map(_Pair, base[i1:i2], fresh[j1:j2])
        else:
            yield from _alike(base[i1:i2], fresh[j1:j2])


def _alike(base: Sequence[Block], fresh: Sequence[Block]) -> Iterator[_Pair]:
    """Pair blocks of a stretch that changed: of one shape, with most of their words the same."""
    at = 0
    for new in fresh:
        best = max(
            range(at, len(base)), key=lambda place: _likeness(base[place], new), default=None
        )
        if best is None or _likeness(base[best], new) < _LEAST_LIKENESS:
            yield _Pair(None, new)
            continue
        for old in base[at:best]:
            yield _Pair(old, None)
        yield _Pair(base[best], new)
        at = best + 1
    for old in base[at:]:
        yield _Pair(old, None)


_LEAST_LIKENESS: Final = 0.5


def _likeness(one: Block, other: Block) -> float:
    """Return how much of two blocks' words is the same, from 0 to 1; 0 for other shapes."""
    if _shape(one) != _shape(other):
        return 0.0
    if not isinstance(one, Paragraph) or not isinstance(other, Paragraph):
        return 1.0
    if one.heading and one.heading == other.heading:
        return 1.0
    return SequenceMatcher(None, words_of(one), words_of(other), autojunk=False).ratio()


def words_of(block: Block) -> str:
    """Return the words of a paragraph, or the title of another block."""
    if isinstance(block, Paragraph):
        return block.heading + "".join(run.text for run in block.runs)
    return "" if isinstance(block, Signature) else block.title


def _settled_blocks(
    base: Document, mine: Document, fresh: Document, chosen: Collection[str]
) -> tuple[Block, ...]:
    """Put what was taken into the draft, and give what goes back to a block of now its id."""
    pairs = list(_pairs(base.blocks, fresh.blocks))
    used = {block.id for block in fresh.blocks}
    by_base = {pair.base.id: pair for pair in pairs if pair.base is not None}
    blocks: list[Block] = []
    for block in mine.blocks:
        pair = by_base.get(block.id)
        if pair is None:
            blocks.append(replace(block, id=new_id()) if block.id in used else block)
        elif pair.fresh is None:
            if _key(pair) not in chosen:
                blocks.append(replace(block, id=new_id()))
        elif _key(pair) in chosen:
            blocks.append(pair.fresh)
        else:
            blocks.append(replace(block, id=pair.fresh.id))
    return _with_added(blocks, pairs, chosen)


def _with_added(
    blocks: list[Block], pairs: Sequence[_Pair], chosen: Collection[str]
) -> tuple[Block, ...]:
    """Put blocks that are new in the data after the nearest block before them that stands.

    One that was dropped from the draft and changed in the data comes back if it was taken.
    """
    at = 0
    for pair in pairs:
        new = pair.fresh
        if new is None:
            continue
        place = next((i for i, block in enumerate(blocks) if block.id == new.id), None)
        if place is not None:
            at = place + 1
        elif _key(pair) in chosen:
            blocks.insert(at, new)
            at += 1
    return tuple(blocks)
