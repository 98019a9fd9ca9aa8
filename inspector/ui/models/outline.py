"""The lines of a list as a tree: what each column shows of a section or an item."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject

from inspector.domain.checklist import Item
from inspector.domain.marks import plain_mark
from inspector.domain.rules import Rule, letter
from inspector.i18n.gettext import _
from inspector.i18n.words import label
from inspector.services.list_outline import OutlineLine
from inspector.ui.models.table import Column
from inspector.ui.models.tree import Node, TreeModel
from inspector.ui.theme import Theme


class OutlineModel(TreeModel[OutlineLine]):
    """A list; nodes are found by their place or, in a draft, by their name."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(_columns(theme), parent)
        self._nodes: list[Node[OutlineLine]] = []
        self._by_ref: dict[str, Node[OutlineLine]] = {}

    @property
    def widths(self) -> tuple[int, ...]:
        """Pixels that each column begins with."""
        return tuple(column.width for column in self._columns)

    def show(self, lines: Sequence[OutlineLine]) -> None:
        """Show a list."""
        root = _built(lines)
        self._nodes = list(root.walk())
        self._by_ref = {node.value.ref: node for node in self._nodes if node.value.ref}
        self.set_root(root)

    def update(self, lines: Sequence[OutlineLine]) -> bool:
        """Show the same lines with what changed in them; False where there are others now."""
        fresh = [line for top in lines for line in top.walk()]
        if [_place(line) for line in fresh] != [_place(node.value) for node in self._nodes]:
            return False
        changed = []
        for node, line in zip(self._nodes, fresh, strict=True):
            if not _says_the_same(node.value, line):
                changed.append(node)
            node.value = line
        self.refresh(changed)
        return True

    def at(self, place: int) -> Node[OutlineLine] | None:
        """Return the node of a line, by its place among all."""
        return self._nodes[place] if 0 <= place < len(self._nodes) else None

    def named(self, ref: str) -> Node[OutlineLine] | None:
        """Return the node that a draft knows by this name."""
        return self._by_ref.get(ref)

    def search(self, words: str) -> None:
        """Show only items with these words in number, content, criteria or office."""
        wanted = words.strip().casefold()
        self.keep((lambda line: wanted in _searched(line)) if wanted else None)


def _place(line: OutlineLine) -> tuple[str, int]:
    """Return what tells whether a line is another: its name, and how much hangs beneath it."""
    return line.ref, len(line.children)


def _says_the_same(one: OutlineLine, other: OutlineLine) -> bool:
    return one.value is other.value or (one.value == other.value and one.points == other.points)


def _built(lines: Sequence[OutlineLine]) -> Node[OutlineLine]:
    nothing = OutlineLine(place=-1, value=lines[0].value, points=None, items=0) if lines else None
    return Node(nothing, [_node(line) for line in lines])  # type: ignore[arg-type]


def _node(line: OutlineLine) -> Node[OutlineLine]:
    return Node(line, [_node(child) for child in line.children])


def _searched(line: OutlineLine) -> str:
    value = line.value
    if not isinstance(value, Item):
        return f"{value.number} {value.title}".casefold()
    texts = (value.number, value.content, value.criteria, value.responsible, value.lead)
    return " ".join(texts).casefold()


def _columns(theme: Theme) -> tuple[Column[OutlineLine], ...]:
    return (
        Column(
            _("Number and content"),
            line_title,
            width=330,
            tip=lambda line: _wrapped(_whole_title(line)),
            colour=lambda line: None if isinstance(line.value, Item) else theme.colour("accent"),
        ),
        Column(_("Points"), points_words, is_number=True, width=70),
        Column(_("Criteria"), lambda line: _text(line, "criteria"), width=230, tip=_criteria_tip),
        Column(_("Rules"), rules_summary, width=90, tip=_rules_tip),
        Column(_("Ways"), ways_words, width=110),
        Column(_("Responsible office"), lambda line: _text(line, "responsible"), width=130),
        Column(_("Time to be done by"), lambda line: _text(line, "deadline"), width=110),
    )


def line_title(line: OutlineLine) -> str:
    """Return number and first line of content or title."""
    return " ".join(_whole_title(line).split())


def _whole_title(line: OutlineLine) -> str:
    value = line.value
    name = value.content if isinstance(value, Item) else value.title
    return f"{value.number}  {name}".strip() if value.number else name


def points_words(line: OutlineLine) -> str:
    """Return the points, or a dash where there are none."""
    return "" if line.points is None else plain_mark(line.points)


def ways_words(line: OutlineLine) -> str:
    """Return the ways of checking."""
    if not isinstance(line.value, Item):
        return ""
    return "、".join(label(way) for way in line.value.ways)


def rules_summary(line: OutlineLine) -> str:
    """Return how many rules were read from the criteria."""
    if not isinstance(line.value, Item) or not line.value.rules:
        return ""
    rules = line.value.rules
    last = letter(rules[-1].number)
    return letter(rules[0].number) if len(rules) == 1 else f"{letter(rules[0].number)}–{last}"


def rule_words(rule: Rule) -> str:
    """Return one rule as it was read: its letter, its wording, what it does."""
    return _("{letter}  {text}  [{kind}{points}]").format(
        letter=letter(rule.number), text=rule.text, kind=label(rule.kind), points=_figure(rule)
    )


def _figure(rule: Rule) -> str:
    if rule.points:
        return " " + plain_mark(rule.points)
    return f" {rule.share / 100:g}%" if rule.share else ""


def _text(line: OutlineLine, name: str) -> str:
    return " ".join(getattr(line.value, name).split()) if isinstance(line.value, Item) else ""


def _criteria_tip(line: OutlineLine) -> str:
    return _wrapped(line.value.criteria) if isinstance(line.value, Item) else ""


def _rules_tip(line: OutlineLine) -> str:
    if not isinstance(line.value, Item):
        return ""
    return "\n".join(_wrapped(rule_words(rule)) for rule in line.value.rules)


_TIP_WIDTH = 60


def _wrapped(text: str) -> str:
    """Return a text in lines short enough for a tip; Chinese has no spaces to break at."""
    return "\n".join(piece for line in text.splitlines() for piece in _pieces(line))


def _pieces(line: str) -> Iterator[str]:
    for start in range(0, max(len(line), 1), _TIP_WIDTH):
        yield line[start : start + _TIP_WIDTH]
