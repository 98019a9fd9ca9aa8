"""The lists to choose from, in groups: those of the workspace, drafts of them, those that ship."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from inspector.domain.marks import Mark, plain_mark
from inspector.i18n.gettext import _
from inspector.services.checklists import Listed, Shipped
from inspector.services.edition_drafts import DraftInfo
from inspector.ui.models.table import Column, Index
from inspector.ui.models.tree import Node, TreeModel
from inspector.ui.theme import Theme

Entry: TypeAlias = Listed | DraftInfo | Shipped


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """A list, or without one the heading of a group."""

    title: str
    entry: Entry | None = None

    @property
    def key(self) -> str:
        """What the line is remembered by."""
        match self.entry:
            case Listed():
                return f"edition:{self.entry.id}"
            case DraftInfo():
                return f"draft:{self.entry.id}"
            case Shipped():
                return f"shipped:{self.entry.key}"
        return ""


class CatalogueModel(TreeModel[CatalogueLine]):
    """The lists in groups."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(_columns(theme), parent)

    def show(
        self,
        editions: Sequence[Listed],
        drafts: Sequence[DraftInfo],
        shipped: Sequence[Shipped],
    ) -> None:
        """Show all lists; a group with none is left out."""
        scored = [one for one in editions if one.points is not None]
        tasks = [one for one in editions if one.points is None]
        groups: tuple[tuple[str, Sequence[Entry]], ...] = (
            (_("Scored lists in this workspace"), scored),
            (_("Task lists in this workspace"), tasks),
            (_("Drafts"), drafts),
            (_("Scored lists that ship"), [one for one in shipped if one.checklist.is_scored]),
            (_("Task lists that ship"), [one for one in shipped if not one.checklist.is_scored]),
        )
        nodes = [
            Node(CatalogueLine(title), [Node(CatalogueLine(_title(one), one)) for one in entries])
            for title, entries in groups
            if entries
        ]
        self.set_root(Node(CatalogueLine(""), nodes))

    def find(self, key: str) -> Node[CatalogueLine] | None:
        """Return the node of a list, by what it is remembered by."""
        root = self.root
        nodes = root.walk() if root is not None and key else iter(())
        return next((node for node in nodes if node.value.key == key), None)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let lists be chosen, but not the headings of groups."""
        node = self.node(index)
        is_list = node is not None and node.value.entry is not None
        if node is None or is_list:
            return super().flags(index)
        return Qt.ItemFlag.ItemIsEnabled


def _title(entry: Entry) -> str:
    return entry.checklist.title if isinstance(entry, Shipped) else entry.title


def _columns(theme: Theme) -> tuple[Column[CatalogueLine], ...]:
    def colour(line: CatalogueLine) -> QColor | None:
        return theme.colour("muted") if line.entry is None else None

    return (
        Column(_("List"), lambda line: line.title, width=230, tip=_tip, colour=colour),
        Column(_("Year"), _year, is_number=True, width=52),
        Column(_("Items"), _items, is_number=True, width=56),
        Column(_("Points"), _points, is_number=True, width=56),
    )


def _year(line: CatalogueLine) -> str:
    match line.entry:
        case Shipped():
            return str(line.entry.checklist.year or "")
        case None:
            return ""
    return str(line.entry.year or "")


def _items(line: CatalogueLine) -> str:
    match line.entry:
        case Listed():
            return str(line.entry.items)
        case Shipped():
            return str(sum(1 for _item in line.entry.checklist.items()))
    return ""


def _points(line: CatalogueLine) -> str:
    points: Mark | None = None
    match line.entry:
        case Listed():
            points = line.entry.points
        case Shipped():
            points = line.entry.checklist.points
    return "" if points is None else plain_mark(points)


def _tip(line: CatalogueLine) -> str:
    match line.entry:
        case Listed() if line.entry.used_by:
            used = "、".join(line.entry.used_by)
            return _("{title}\nUsed by: {names}").format(title=line.title, names=used)
        case DraftInfo():
            return _("{title}\nDraft of “{base}”, {count} changes").format(
                title=line.title, base=line.entry.base_title, count=line.entry.edits
            )
    return line.title
