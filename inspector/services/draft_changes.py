"""What the data changed in a draft, in words that a person can decide on."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from inspector.i18n import dates
from inspector.i18n.gettext import _
from inspector.i18n.paper_words import head_word, part_word, red_head_word
from inspector.report.document import Block, Chart, Document, Paragraph, Pictures, RedHead, Table
from inspector.report.draft_comparison import Change, Part, words_of

_MOST_ROWS: Final = 6
"""Rows of a table that are shown of those that differ."""
_APART: Final = "｜"


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One change in words: what stood there, what the draft says, what the data says now.

    Empty text means that there was or is nothing.
    """

    key: str
    part: str
    base: str
    mine: str
    fresh: str
    is_edited: bool
    """Whether a person had changed the place, so that taking the change overwrites it."""
    is_choice: bool = True
    """Whether it can be left."""


def described(change: Change) -> Described:
    """Return a change in words."""
    if change.part is Part.HEAD:
        part = head_word(change.name)
        texts = [_head_text(value) for value in (change.base, change.mine, change.fresh)]
    elif change.part is Part.TABLE:
        part = part_word(change.part.value)
        texts = _made_texts(change)
    elif change.part is Part.ATTACHMENT:
        part = part_word(change.part.value)
        texts = [_form_text(form) for form in (change.base, change.mine, change.fresh)]
    else:
        part = part_word(change.part.value)
        texts = [_block_text(block) for block in (change.base, change.mine, change.fresh)]
    base, mine, fresh = texts
    return Described(
        key=change.key,
        part=part,
        base=base,
        mine=mine,
        fresh=fresh,
        is_edited=change.is_edited,
        is_choice=change.is_choice,
    )


def _head_text(value: Any) -> str:
    match value:
        case RedHead():
            return red_head_word(value.value)
        case bool():
            return _("Yes") if value else _("No")
        case date():
            return dates.day(value)
        case tuple():
            return "；".join(map(str, value))
    return str(value or "")


def _block_text(block: Block | None) -> str:
    if isinstance(block, Paragraph) and block.heading and block.runs:
        return f"{block.heading}。{''.join(run.text for run in block.runs)}"
    return "" if block is None else words_of(block)


def _form_text(form: Document | None) -> str:
    if form is None:
        return ""
    rows = sum(len(block.rows) for block in form.blocks if isinstance(block, Table))
    return _("{title} ({count} rows)").format(title=form.head.title, count=rows)


def _made_texts(change: Change) -> list[str]:
    """Return the rows in which the table then and the table now differ."""
    before, now = _rows(change.base), _rows(change.fresh)
    return [
        _rows_text(change.base, [row for row in before if row not in now]),
        _rows_text(change.mine, []),
        _rows_text(change.fresh, [row for row in now if row not in before]),
    ]


def _rows(block: Table | Chart | Pictures | None) -> list[str]:
    match block:
        case Table():
            return [_APART.join(cell.text for cell in row) for row in block.rows]
        case Chart():
            return [_APART.join((row.label, *row.texts, row.note)) for row in block.rows]
        case Pictures():
            return [_APART.join(one.caption) for one in block.pictures]
    return []


def _rows_text(block: Table | Chart | Pictures | None, rows: list[str]) -> str:
    if block is None:
        return ""
    title = block.title or _("Table")
    more = ["…"] if len(rows) > _MOST_ROWS else []
    return "\n".join([title, *rows[:_MOST_ROWS], *more])
