"""Lists that ship: YAML files read into checklists, every fault named with its line."""

import re
from dataclasses import dataclass, field
from functools import cache as once
from typing import Final, TypeVar

import msgspec

from inspector import paths
from inspector.domain.checklist import (
    Checklist,
    Item,
    ItemKind,
    Metric,
    Scoring,
    Section,
    Source,
    digest,
)
from inspector.domain.errors import Refused, refused
from inspector.domain.ids import ItemKey
from inspector.domain.issues import Place
from inspector.domain.marks import Mark, parse_mark, plain_mark
from inspector.domain.phrases import ParsedCriteria, parse_rules
from inspector.domain.rule_set import Band, Bonus, Caps, Gate, PartGate, RuleSet, Veto
from inspector.domain.rule_set import Source as CompositeSource
from inspector.domain.rules import Rule
from inspector.exchange.list_file import (
    CompositeEntry,
    GateEntry,
    ListFile,
    Node,
    RuleEntry,
    RuleSetEntry,
)
from inspector.exchange.plain_yaml import Path, PlainYaml, YamlTree, read_plain_yaml

_Key = TypeVar("_Key")


@once
def keys() -> tuple[str, ...]:
    """Return the keys of the lists that ship: their files' names, in order."""
    return tuple(sorted(file.stem for file in paths.checklists().glob("*.yaml")))


def load(key: str) -> Checklist:
    """Return a list that ships. Raises Refused for an unknown key."""
    if key not in keys():
        raise refused("lists.unknown_key", key=key, keys="、".join(keys()))
    file = paths.checklists() / f"{key}.yaml"
    return read_yaml(file.read_text(encoding="utf-8"), file.name)


def read_yaml(text: str, name: str) -> Checklist:
    """Read a checklist from YAML text in the format of checklists/README.md.

    Raises Refused with file, line, path in the file, cause and remedy.
    """
    tree = read_plain_yaml(text, name)
    try:
        entry = msgspec.convert(tree.root, ListFile, strict=False)
    except msgspec.ValidationError as error:
        raise _refusal(str(error), tree, name) from error
    return _Reading(name, tree).checklist(entry)


_FAULTS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"unknown field `(?P<word>[^`]*)`"), "lists.unknown_field"),
    (re.compile(r"missing required field `(?P<word>[^`]*)`"), "lists.missing_field"),
    (re.compile(r"Invalid enum value '?(?P<word>.*?)'?(?: - at|$)"), "lists.unknown_word"),
)
_AT: Final = re.compile(r" - at `(?:key in )?\$(?P<path>[^`]*)`")
_STEP: Final = re.compile(r"\.(?P<name>\w+)|\[(?P<index>\d+|\.\.\.)\]")


def _refusal(message: str, tree: YamlTree, name: str) -> Refused:
    """Turn a fault found by msgspec into a refusal that names the place in the file."""
    at = _AT.search(message)
    path: Path = tuple(
        step["name"] or (int(step["index"]) if step["index"].isdigit() else step["index"])
        for step in _STEP.finditer(at["path"] if at else "")
    )
    where = {"line": tree.line(path), "path": _shown(path)}
    for pattern, code in _FAULTS:
        if found := pattern.search(message):
            return refused(code, Place(file=name), word=found["word"], **where)
    value = _value_at(tree, path)
    return refused("lists.bad_value", Place(file=name), value=value, **where)


def _shown(path: Path) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).lstrip(".") or "."


def _value_at(tree: YamlTree, path: Path) -> str:
    value: PlainYaml = tree.root
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step), "")
        elif isinstance(value, list):
            value = value[int(step)]
    return value if isinstance(value, str) else "…"


@dataclass(slots=True)
class _Reading:
    """One file being read: where it stands, and the items met so far."""

    name: str
    tree: YamlTree
    numbers: dict[str, Path] = field(default_factory=dict)
    contents: dict[ItemKey, Path] = field(default_factory=dict)

    def checklist(self, entry: ListFile) -> Checklist:
        return Checklist(
            title=entry.title,
            year=entry.year,
            issuer=entry.issuer,
            unit_class=entry.unit_class,
            basis=entry.basis,
            sources=tuple(
                Source(
                    title=source.title,
                    document_number=source.document_number,
                    address=source.address,
                    unconfirmed=source.unconfirmed,
                )
                for source in entry.sources
            ),
            rule_set=_rule_set(entry.rule_set),
            content_header=entry.content_header,
            level_headers=entry.level_headers,
            children=self._nodes(entry.children, (), ()),
        )

    def _nodes(
        self, nodes: tuple[Node, ...], above: Path, position: tuple[int, ...]
    ) -> tuple[Section | Item, ...]:
        return tuple(
            self._node(node, (*above, "children", index), (*position, index + 1))
            for index, node in enumerate(nodes)
        )

    def _node(self, node: Node, path: Path, position: tuple[int, ...]) -> Section | Item:
        if bool(node.title) == bool(node.content):
            raise self._fault("lists.title_or_content", path)
        if node.content:
            return self._item(node, path, position)
        if not node.children:
            raise self._fault("lists.empty_section", path, title=node.title)
        children = self._nodes(node.children, path, position)
        points = _mark(node.points)
        if points is not None and points != (total := _total(children)):
            stated, added = plain_mark(points), plain_mark(total)
            raise self._fault(
                "lists.total_differs", path, title=node.title, stated=stated, total=added
            )
        return Section(number=node.number, title=node.title, points=points, children=children)

    def _item(self, node: Node, path: Path, position: tuple[int, ...]) -> Item:
        if node.children:
            raise self._fault("lists.item_with_children", path, content=node.content)
        points = _mark(node.points)
        kind = node.kind or (ItemKind.TASK if points is None else ItemKind.SCORED)
        if kind is ItemKind.SCORED and points is None:
            raise self._fault("lists.scored_without_points", path, content=node.content)
        number = node.number or ".".join(map(str, position))
        key = ItemKey(digest(node.content, node.criteria))
        self._once(self.numbers, number, "lists.repeated_number", path, number)
        self._once(self.contents, key, "lists.repeated_item", path, node.content)
        parsed = _parsed(node, points, kind)
        return Item(
            key=key,
            number=number,
            content=node.content,
            criteria=node.criteria,
            points=points,
            kind=kind,
            scoring=node.scoring or parsed.scoring,
            rules=parsed.rules,
            ways=node.ways,
            responsible=node.responsible,
            lead=node.lead,
            deadline=node.deadline,
            guidance=node.guidance,
            remark=node.remark,
            metrics=_metrics(node, parsed),
        )

    def _once(self, seen: dict[_Key, Path], key: _Key, code: str, path: Path, word: str) -> None:
        """Remember what must stand in a list once only."""
        if key in seen:
            raise self._fault(code, path, word=word, first=self.tree.line(seen[key]))
        seen[key] = path

    def _fault(self, code: str, path: Path, **parameters: object) -> Refused:
        line = self.tree.line(path)
        return refused(code, Place(file=self.name), line=line, path=_shown(path), **parameters)


def _total(children: tuple[Section | Item, ...]) -> Mark:
    """Return the points of the scored items beneath."""
    total = 0
    for child in children:
        if isinstance(child, Section):
            total += _total(child.children)
        elif child.is_marked:
            total += child.points or 0
    return Mark(total)


def _parsed(node: Node, points: Mark | None, kind: ItemKind) -> ParsedCriteria:
    """Return the rules given in the file, otherwise those the criteria say."""
    if node.rules is None:
        return parse_rules(node.criteria, points, kind, node.content)
    rules = tuple(_rule(rule, number) for number, rule in enumerate(node.rules, start=1))
    scoring = Scoring.ADD if kind is ItemKind.BONUS else Scoring.DEDUCT
    return ParsedCriteria(scoring=scoring, rules=rules)


def _metrics(node: Node, parsed: ParsedCriteria) -> tuple[Metric, ...]:
    if node.metrics is None:
        return parsed.metrics
    return tuple(Metric(name=metric.name, unit=metric.unit) for metric in node.metrics)


def _rule(entry: RuleEntry, number: int) -> Rule:
    return Rule(
        number=number,
        text=entry.text,
        kind=entry.kind,
        points=parse_mark(entry.points),
        share=_share(entry.share),
        base=_mark(entry.base),
        cap=_mark(entry.cap),
        counter=entry.counter,
        target=_share(entry.target),
        step=_share(entry.step),
    )


def _rule_set(entry: RuleSetEntry) -> RuleSet:
    bonus, veto = entry.bonus, entry.veto
    return RuleSet(
        name=entry.name,
        full=parse_mark(entry.full),
        caps=Caps(item=entry.caps.item, section_level=entry.caps.section_level),
        not_applicable=entry.not_applicable,
        spread_over=entry.spread_over,
        did_not_occur=entry.did_not_occur,
        missing_statement_share=_share(entry.missing_statement_share),
        weights=tuple((number, _share(share)) for number, share in entry.weights.items()),
        bonus=Bonus(cap=_mark(bonus.cap), gates=tuple(_gate(gate) for gate in bonus.gates)),
        part_gates=tuple(
            PartGate(gate=_gate(part.gate), grade=part.grade) for part in entry.part_gates
        ),
        veto=Veto(
            grade=veto.grade, mark_limit=_mark(veto.mark_limit), ends_scoring=veto.ends_scoring
        ),
        composite=tuple(_composite(source) for source in entry.composite),
        bands=tuple(
            Band(grade=band.grade, at_least=parse_mark(band.at_least), inclusive=band.inclusive)
            for band in entry.bands
        ),
        quota=None if entry.quota is None else _share(entry.quota),
        places=entry.places,
        rounding=entry.rounding,
        grade_places=entry.grade_places,
        appraisal_share=_share(entry.appraisal_share),
    )


def _gate(entry: GateEntry) -> Gate:
    at_least = parse_mark(entry.at_least)
    return Gate(at_least=at_least, inclusive=entry.inclusive, sections=entry.sections)


def _composite(entry: CompositeEntry) -> CompositeSource:
    return CompositeSource(
        name=entry.name,
        weight=_share(entry.weight),
        graded=entry.graded,
        parts=tuple(_composite(part) for part in entry.parts),
        published=entry.published,
    )


def _mark(text: str | None) -> Mark | None:
    return None if text is None else parse_mark(text)


def _share(text: str) -> int:
    """Return a share written in percent as ten-thousandths of one."""
    return parse_mark(text.removesuffix("%")) // 100
