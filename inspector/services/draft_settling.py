"""A draft held against its data again: what changed, and what of it is taken."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from inspector.domain.changes import Changes
from inspector.domain.draft import Draft
from inspector.domain.errors import refused
from inspector.domain.inspection import Inspection
from inspector.report import draft_comparison, draft_text
from inspector.report.document import Document
from inspector.report.draft_comparison import Change, Part
from inspector.services import documents, draft_origin, drafts
from inspector.services.desk import Desk

_LEFT: Final = "left"
"""The member of what was generated that names what was offered and left."""
_MADE: Final = frozenset({Part.TABLE, Part.ATTACHMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the data and the template changed since a draft was made."""

    changes: tuple[Change, ...]
    template_changed: bool
    fresh: Document
    """The paper as the data makes it now; settling takes from this one."""
    chain_head: str


def compare(desk: Desk, task: Inspection, draft: Draft) -> Comparison:
    """Hold a draft against the paper that the data makes now; nothing is changed.

    Raises Refused where the kind or the unit of the draft is gone.
    """
    fresh = documents.make(desk, task, draft_origin.wish_of(desk, draft))
    base = drafts.base(draft)
    mine = draft_text.joined(draft.text, draft.generated)
    return Comparison(
        changes=tuple(
            change
            for change in draft_comparison.changes(base, mine, fresh)
            if not _is_left(draft, change)
        ),
        template_changed=draft_origin.template_digest(desk, draft.kind) != draft.template,
        fresh=fresh,
        chain_head=draft_origin.chain_head(desk),
    )


def settle(
    desk: Desk, task: Inspection, start: str, against: Comparison, taken: Collection[str]
) -> Changes:
    """Take the chosen changes into a draft and leave the others, as one action.

    What was offered and left is not offered again until the data changes there once more.
    """
    draft = drafts.find(desk, task, start)
    base = drafts.base(draft)
    mine = draft_text.joined(draft.text, draft.generated)
    merged = draft_comparison.settled(base, mine, against.fresh, taken)
    after = replace(
        draft,
        text=draft_text.text_of(merged),
        **draft_origin.members(desk, draft.kind, against.fresh, against.chain_head),
    )
    generated = draft_text.generated_of(merged)
    left = dict(_left(draft_comparison.changes(base, mine, against.fresh), taken))
    after = replace(after, generated=generated | ({_LEFT: left} if left else {}))
    return drafts.keep(desk, draft, after, "draft.settle")


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


def numbered(comparison: Comparison, numbers: Collection[int]) -> tuple[str, ...]:
    """Return the keys of changes by their numbers, counted from one."""
    count = len(comparison.changes)
    for number in numbers:
        if not 1 <= number <= count:
            raise refused("drafts.no_change", number=number, count=count)
    return tuple(comparison.changes[number - 1].key for number in numbers)
