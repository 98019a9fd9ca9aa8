"""Public versions of papers: from a draft as people wrote it on, or from the data."""

from dataclasses import dataclass, replace
from datetime import datetime

from inspector.domain.draft import Draft
from inspector.domain.errors import refused
from inspector.domain.ids import DraftId, new_id
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue
from inspector.report import draft_text
from inspector.report.public_version import Published, public_version
from inspector.services import documents, drafts, persons
from inspector.services.desk import Desk
from inspector.services.documents import Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDraft:
    """A public version of a draft, not yet kept, and what was left out of it."""

    draft: Draft
    left_out: tuple[Issue, ...]


def published(desk: Desk, task: Inspection, wish: Wish) -> Published:
    """Compose a public version from the data. Raises Refused as `documents.make` does."""
    kind = documents.every_kind(desk.file.path)[wish.kind]
    whole = documents.make(desk, task, replace(wish, kind=kind.public_of))
    return public_version(whole, kind, persons.public_words(desk))


def prepare(desk: Desk, task: Inspection, start: str) -> PublicDraft:
    """Return the public version of a draft as a draft of its own; nothing is written.

    It is held against the data as its paper is: what a person had changed there counts as
    changed here. Raises Refused where the kind has no public version.
    """
    whole = drafts.find(desk, task, start)
    kind = documents.public_kind(desk, whole.kind)
    if kind is None:
        known = documents.every_kind(desk.file.path)
        name = known[whole.kind].name if whole.kind in known else whole.kind
        raise refused("drafts.no_public_version", name=name)
    words = persons.public_words(desk)
    mine = public_version(draft_text.joined(whole.text, whole.generated), kind, words)
    base = public_version(draft_text.joined(whole.base, whole.generated), kind, words)
    draft = replace(
        whole,
        id=DraftId(new_id()),
        kind=kind.key,
        text=draft_text.text_of(mine.document),
        base=draft_text.text_of(base.document),
        generated=draft_text.generated_of(mine.document),
        made_at=datetime.now().replace(microsecond=0),
        final=(),
    )
    return PublicDraft(draft=draft, left_out=mine.left_out)


def make(desk: Desk, task: Inspection, start: str) -> PublicDraft:
    """Prepare the public version of a draft and keep it."""
    prepared = prepare(desk, task, start)
    drafts.add(desk, (prepared.draft,))
    return prepared
