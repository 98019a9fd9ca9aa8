"""A checklist laid out for grading: its items in a row, its sections with their sums."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from inspector.domain.answer import Conclusion
from inspector.domain.answer_rules import is_open
from inspector.domain.checklist import Checklist, Item, ItemKind, Section
from inspector.domain.errors import refused
from inspector.domain.findings import rule_name
from inspector.domain.ids import ItemKey
from inspector.domain.marks import Mark, share
from inspector.domain.results import ItemGrade, SectionGrade, Step
from inspector.domain.rules import Rule

WHOLE = 0
"""Index of the part that is the whole list; the sections follow in the list's order."""


@dataclass(frozen=True, slots=True)
class Line:
    """One item, with the two grades that need no arithmetic made beforehand."""

    item: Item
    key: ItemKey
    part: int
    """Index of the innermost part it stands in."""
    points: Mark
    """What it can earn in the basic mark: 0 unless it is scored."""
    rules: Mapping[int, Rule]
    names: Mapping[int, str]
    """What people call each rule: 1.2b."""
    has_capped_rules: bool
    waits: bool
    """Whether it is open without an answer."""
    met: ItemGrade
    unanswered: ItemGrade
    is_raised: bool = False
    """Whether points of other items were spread over it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One section, or the whole list: its place in the tree and its sums."""

    number: str
    title: str
    level: int
    parent: int
    points: Mark
    """As stated, otherwise the sum of the scored items beneath."""
    entitled: Mark
    """The sum of the scored items beneath that take part."""
    is_scored: bool
    """Whether any scored item stands beneath."""
    untouched: SectionGrade
    """Its grade when everything beneath is met."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines in the list's order; parts in pre-order, so that a parent precedes its children."""

    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    waiting: int
    """How many items are open without an answer."""

    def children(self, part: int) -> list[int]:
        """Return the indices of the sections right beneath a part."""
        return [index for index, other in enumerate(self.parts) if index and other.parent == part]

    def part_numbered(self, number: str) -> int:
        """Return the index of the section with this number. Raises Refused if there is none."""
        for index, part in enumerate(self.parts):
            if index and part.number == number:
                return index
        raise refused("rule_set.unknown_section", section=number)

    def first_level(self, part: int) -> int:
        """Return the section of the first level above a part, or the whole list."""
        while self.parts[part].level > 1:
            part = self.parts[part].parent
        return part

    def is_within(self, part: int, ancestor: int) -> bool:
        """Whether a part is another or lies beneath it."""
        while part > ancestor:
            part = self.parts[part].parent
        return part == ancestor


def lay_out(checklist: Checklist, items: Collection[ItemKey] | None = None) -> Layout:
    """Lay out a checklist, or the items of it that are checked (None for all)."""
    chosen = None if items is None else frozenset(items)
    sections: list[tuple[Section | None, int]] = [(None, -1)]
    at: dict[int, int] = {}
    lines: list[Line] = []
    for path, node in checklist.walk():
        parent = at[id(path[-1])] if path else WHOLE
        if isinstance(node, Section):
            at[id(node)] = len(sections)
            sections.append((node, parent))
        elif chosen is None or node.key in chosen:
            lines.append(_line(node, parent))
    waiting = sum(line.waits for line in lines)
    return Layout(tuple(lines), _parts(checklist.title, sections, lines), waiting)


def spread_points(
    layout: Layout, gone: Collection[ItemKey], over: Sequence[str], quantum: int
) -> tuple[Layout, list[Step]]:
    """Spread the points of items that do not apply equally over those that do.

    `over` names the sections that receive; without names each section of the first level
    receives its own, and the whole list what a section has nobody left for. Points are dealt out
    in steps of `quantum`; what cannot be divided goes to the first items, so that the printed
    points still add up.
    """
    pools = _pools(layout, gone, over)
    extra: dict[ItemKey, int] = {}
    steps: list[Step] = []
    for title, pool, receivers in pools:
        for line, dealt in zip(receivers, _deal(pool, len(receivers), quantum), strict=True):
            extra[line.key] = extra.get(line.key, 0) + dealt
        if receivers:
            steps.append(Step("spread", title, (pool, len(receivers))))
    raised = [_raise(line, gone, extra) for line in layout.lines]
    parts = _resummed(layout.parts, raised)
    return Layout(tuple(raised), parts, layout.waiting), steps


def section_grade(
    part: Part, entitled: int, due: int, deducted: int, *, missing: int = 0, is_open: bool = False
) -> SectionGrade:
    """Return a part's sums; `missing` is what open items beneath have not earned yet."""
    mark = Mark(entitled - deducted - missing)
    return SectionGrade(
        part.number,
        part.title,
        part.level,
        part.points,
        Mark(entitled),
        Mark(due),
        Mark(deducted),
        mark,
        None if is_open else share(mark, entitled),
    )


def _line(item: Item, part: int) -> Line:
    points = Mark(item.points or 0) if item.kind is ItemKind.SCORED else Mark(0)
    return Line(
        item,
        item.key,
        part,
        points,
        {rule.number: rule for rule in item.rules},
        {rule.number: rule_name(item, rule.number) for rule in item.rules},
        any(rule.cap is not None for rule in item.rules),
        is_open(item, None),
        _plain_grade(item, Conclusion.MET, points, points),
        _plain_grade(item, Conclusion.OPEN, points, Mark(0)),
    )


def _plain_grade(item: Item, conclusion: Conclusion, entitled: Mark, mark: Mark) -> ItemGrade:
    return ItemGrade(item.key, item.number, conclusion, entitled, Mark(0), Mark(0), mark)


def _parts(
    title: str, sections: list[tuple[Section | None, int]], lines: Sequence[Line]
) -> tuple[Part, ...]:
    parents = [parent for _, parent in sections]
    sums = _sums(parents, ((line.part, line.points) for line in lines))
    scored = (line for line in lines if line.item.kind is ItemKind.SCORED)
    counts = _sums(parents, ((line.part, 1) for line in scored))
    levels = [0] * len(sections)
    parts = []
    for index, (section, parent) in enumerate(sections):
        levels[index] = levels[parent] + 1 if index else 0
        stated = section.points if section is not None else None
        part = Part(
            section.number if section is not None else "",
            section.title if section is not None else title,
            levels[index],
            parent,
            stated if stated is not None else Mark(sums[index]),
            Mark(sums[index]),
            counts[index] > 0,
            _NO_GRADE,
        )
        parts.append(_with_untouched(part))
    return tuple(parts)


def _with_untouched(part: Part) -> Part:
    return replace(part, untouched=section_grade(part, part.entitled, 0, 0))


def _sums(parents: Sequence[int], terms: Iterable[tuple[int, int]]) -> list[int]:
    """Add terms (part, number) up through the tree."""
    sums = [0] * len(parents)
    for part, number in terms:
        sums[part] += number
    for index in range(len(parents) - 1, WHOLE, -1):
        sums[parents[index]] += sums[index]
    return sums


def _resummed(parts: Sequence[Part], lines: Iterable[Line]) -> tuple[Part, ...]:
    terms = ((line.part, line.points) for line in lines)
    sums = _sums([part.parent for part in parts], terms)
    return tuple(
        _with_untouched(replace(part, entitled=Mark(total)))
        for part, total in zip(parts, sums, strict=True)
    )


def _pools(
    layout: Layout, gone: Collection[ItemKey], over: Sequence[str]
) -> list[tuple[str, int, list[Line]]]:
    """Return who shares what: (title of the part, points, the lines that receive)."""
    scored = [line for line in layout.lines if line.points]
    lost = [line for line in scored if line.key in gone]
    left = [line for line in scored if line.key not in gone]
    whole = layout.parts[WHOLE].title
    if over:
        named = [layout.part_numbered(number) for number in over]
        heirs = [line for line in left if any(layout.is_within(line.part, n) for n in named)]
        return [(whole, sum(line.points for line in lost), heirs)] if lost else []
    pools: list[tuple[str, int, list[Line]]] = []
    homeless = 0
    for first in sorted({layout.first_level(line.part) for line in lost}):
        points = sum(line.points for line in lost if layout.first_level(line.part) == first)
        heirs = [line for line in left if layout.first_level(line.part) == first]
        if heirs:
            pools.append((layout.parts[first].title, points, heirs))
        else:
            homeless += points
    return [*pools, (whole, homeless, left)] if homeless else pools


def _deal(points: int, hands: int, quantum: int) -> list[int]:
    if not hands:
        return []
    whole, rest = divmod(points, quantum)
    each, more = divmod(whole, hands)
    shares = [(each + (index < more)) * quantum for index in range(hands)]
    shares[0] += rest
    return shares


def _raise(line: Line, gone: Collection[ItemKey], extra: Mapping[ItemKey, int]) -> Line:
    if line.key in gone:
        points = Mark(0)
    elif line.key in extra:
        points = Mark(line.points + extra[line.key])
    else:
        return line
    return replace(
        line,
        points=points,
        met=_plain_grade(line.item, Conclusion.MET, points, points),
        unanswered=_plain_grade(line.item, Conclusion.OPEN, points, Mark(0)),
        is_raised=True,
    )


_NO_GRADE = SectionGrade("", "", 0, Mark(0), Mark(0), Mark(0), Mark(0), Mark(0), None)
