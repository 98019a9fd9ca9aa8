"""What differs between an item of one list and that of another: in words, and side by side."""

from collections.abc import Mapping
from html import escape
from typing import Final

from inspector.domain.checklist import CheckingWay, Item, ItemKind, Scoring
from inspector.domain.marks import plain_mark
from inspector.exchange.checklist_diff import ItemChange
from inspector.i18n.gettext import N_, _
from inspector.i18n.words import label
from inspector.services.last_time import Wording, changed_text
from inspector.ui.theme import Theme

_FIELDS: Final[Mapping[str, str]] = {
    "path": N_("Section"),
    "number": N_("Number"),
    "content": N_("Content"),
    "points": N_("Points"),
    "kind": N_("Kind"),
    "scoring": N_("Way of scoring"),
    "criteria": N_("Criteria"),
    "ways": N_("Ways"),
    "responsible": N_("Responsible office"),
    "lead": N_("Leading office"),
    "deadline": N_("Time to be done by"),
    "guidance": N_("Guidance"),
    "remark": N_("Remark"),
    "metrics": N_("Figures asked for"),
}
_SHOWN: Final = ("number", "content", "points", "criteria", "ways", "responsible", "deadline")


def differing(change: ItemChange) -> str:
    """Name the parts of an item that differ."""
    return "、".join(_(_FIELDS.get(one.field, one.field)) for one in change.differences)


def side_of(change: ItemChange, side: Wording, theme: Theme) -> str:
    """Return one side of a pair as HTML, with what went or came marked."""
    item = change.old if side is Wording.GONE else change.new
    if item is None:
        return ""
    differing = {one.field: (one.before, one.after) for one in change.differences}
    names = [name for name in _FIELDS if name in differing or name in _SHOWN]
    rows = []
    for name in names:
        before, after = differing.get(name, (None, None))
        if before is None or after is None:
            text = escape(_plain(item, name))
        else:
            text = _marked(_worded(name, before), _worded(name, after), side, theme)
        if text:
            rows.append(f"<p><b>{escape(_(_FIELDS[name]))}</b>　{text}</p>")
    return "".join(rows).replace("\n", "<br>")


def _marked(before: str, after: str, side: Wording, theme: Theme) -> str:
    role = "bad_ground" if side is Wording.GONE else "good_ground"
    ground = theme.colour(role).name()
    line = "line-through" if side is Wording.GONE else "underline"
    pieces = changed_text(before, after)
    if not pieces:
        return escape(before if side is Wording.GONE else after)
    shown = []
    for piece in pieces:
        if piece.wording is Wording.SAME:
            shown.append(escape(piece.text))
        elif piece.wording is side:
            style = f"background:{ground}; text-decoration:{line}"
            shown.append(f'<span style="{style}">{escape(piece.text)}</span>')
    return "".join(shown)


_CODED: Final[Mapping[str, type[ItemKind] | type[Scoring] | type[CheckingWay]]] = {
    "kind": ItemKind,
    "scoring": Scoring,
    "ways": CheckingWay,
}


def _worded(name: str, text: str) -> str:
    """Return a value of the comparison in words: codes stand in it for choices."""
    choice = _CODED.get(name)
    if choice is None:
        return text
    return "、".join(label(choice(code)) for code in text.split())


def _plain(item: Item, name: str) -> str:
    if name == "points":
        return "" if item.points is None else plain_mark(item.points)
    if name == "ways":
        return "、".join(label(way) for way in item.ways)
    return str(getattr(item, name))
