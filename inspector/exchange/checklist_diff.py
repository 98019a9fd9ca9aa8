"""Comparing two editions of a list: which items are new, changed, the same or missing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from inspector.domain.checklist import Checklist, Item, Section, digest, normalised
from inspector.domain.ids import ItemKey
from inspector.domain.marks import plain_mark

_SAME_NUMBER: Final = 0.4
"""Likeness from which two items of one number are one item with a new text."""
_NEAREST: Final = 0.6
"""Likeness from which an item is taken for another one of any number."""
_COMMON: Final = 400
"""A pair of letters that so many items share tells none of them apart."""


class ChangeKind(StrEnum):
    """What became of an item."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    MISSING = "missing"


class MatchedBy(StrEnum):
    """How two items were found to be one; a person confirms all but the first two."""

    KEY = "key"
    DIGEST = "digest"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs, as texts; marks as plain numbers."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item of the old list, the new list or both."""

    kind: ChangeKind
    old: Item | None
    new: Item | None
    differences: tuple[FieldChange, ...] = ()
    matched_by: MatchedBy | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item with the titles above it and its place in the list."""

    place: int
    titles: tuple[str, ...]
    item: Item


def compare(old: Checklist, new: Checklist) -> tuple[ItemChange, ...]:
    """Return one change for each item of either list: the new list in order, then the missing.

    Items are matched by key, then by the digest of their text, then by number where the texts
    are alike, then by nearest text; no item is matched twice.
    """
    olds, news = _entries(old), _entries(new)
    pairs = _Pairs(olds, news).found()
    kept = {entry.place for entry, _ in pairs.values()}
    changes = [_change(pairs.get(entry.place), entry) for entry in news]
    changes += [
        ItemChange(ChangeKind.MISSING, entry.item, None)
        for entry in olds
        if entry.place not in kept
    ]
    return tuple(changes)


def with_kept_keys(new: Checklist, changes: Iterable[ItemChange]) -> Checklist:
    """Return the new list in which each matched item bears the old one's key."""
    return rekeyed(new, kept_keys(changes))


def kept_keys(changes: Iterable[ItemChange]) -> Mapping[ItemKey, ItemKey]:
    """Return the old item's key for each new one that was matched."""
    return {
        change.new.key: change.old.key
        for change in changes
        if change.new is not None and change.old is not None
    }


def rekeyed(checklist: Checklist, keys: Mapping[ItemKey, ItemKey]) -> Checklist:
    """Return a list in which some items bear other keys."""
    if not keys:
        return checklist
    return replace(checklist, children=tuple(_rekeyed(node, keys) for node in checklist.children))


def _rekeyed(node: Section | Item, keys: Mapping[ItemKey, ItemKey]) -> Section | Item:
    if isinstance(node, Item):
        return replace(node, key=keys.get(node.key, node.key))
    return replace(node, children=tuple(_rekeyed(child, keys) for child in node.children))


def _entries(checklist: Checklist) -> list[_Entry]:
    return [
        _Entry(place, tuple(section.title for section in path), item)
        for place, (path, item) in enumerate(checklist.items())
    ]


def _change(pair: tuple[_Entry, MatchedBy] | None, entry: _Entry) -> ItemChange:
    if pair is None:
        return ItemChange(ChangeKind.NEW, None, entry.item)
    old, matched_by = pair
    differences = tuple(_differences(old, entry))
    kind = ChangeKind.CHANGED if differences else ChangeKind.SAME
    return ItemChange(kind, old.item, entry.item, differences, matched_by)


_COMPARED: Final[Mapping[str, Callable[[Item], str]]] = {
    "number": lambda item: item.number,
    "content": lambda item: item.content,
    "criteria": lambda item: item.criteria,
    "points": lambda item: "" if item.points is None else plain_mark(item.points),
    "kind": lambda item: item.kind,
    "scoring": lambda item: item.scoring,
    "ways": lambda item: " ".join(item.ways),
    "responsible": lambda item: item.responsible,
    "lead": lambda item: item.lead,
    "deadline": lambda item: item.deadline,
    "guidance": lambda item: item.guidance,
    "remark": lambda item: item.remark,
    "metrics": lambda item: " ".join(f"{metric.name}{metric.unit}" for metric in item.metrics),
}
"""The fields that are compared; rules follow from the criteria."""


def _differences(old: _Entry, new: _Entry) -> Iterator[FieldChange]:
    if old.titles != new.titles:
        yield FieldChange("path", " / ".join(old.titles), " / ".join(new.titles))
    for name, text_of in _COMPARED.items():
        before, after = text_of(old.item), text_of(new.item)
        if before != after:
            yield FieldChange(name, str(before), str(after))


class _Pairs:
    """Pairs the items of two lists, the surest ways first."""

    def __init__(self, olds: Sequence[_Entry], news: Sequence[_Entry]) -> None:
        self._olds = {entry.place: entry for entry in olds}
        self._news = {entry.place: entry for entry in news}
        self._pairs: dict[int, tuple[_Entry, MatchedBy]] = {}

    def found(self) -> Mapping[int, tuple[_Entry, MatchedBy]]:
        """Return the old item of each new one, by the new one's place."""
        self._pair_equal(lambda entry: entry.item.key, MatchedBy.KEY)
        self._pair_equal(_numbered_digest, MatchedBy.DIGEST)
        self._pair_equal(_digest, MatchedBy.DIGEST)
        self._pair_numbers()
        self._pair_nearest()
        return self._pairs

    def _pair(self, old: _Entry, new: _Entry, matched_by: MatchedBy) -> None:
        self._pairs[new.place] = (old, matched_by)
        del self._olds[old.place], self._news[new.place]

    def _pair_equal(self, feature: Callable[[_Entry], Hashable], matched_by: MatchedBy) -> None:
        """Pair what is equal in a feature, in the order of the lists."""
        waiting: defaultdict[Hashable, list[_Entry]] = defaultdict(list)
        for old in reversed(self._olds.values()):
            waiting[feature(old)].append(old)
        for new in list(self._news.values()):
            same = waiting.get(feature(new))
            if same:
                self._pair(same.pop(), new, matched_by)

    def _pair_numbers(self) -> None:
        olds = {old.item.number: old for old in self._olds.values()}
        for new in list(self._news.values()):
            old = olds.get(new.item.number)
            if old is not None and _likeness(_letters(old), _letters(new)) >= _SAME_NUMBER:
                self._pair(old, new, MatchedBy.NUMBER)
                del olds[new.item.number]

    def _pair_nearest(self) -> None:
        """Pair the most alike first; where two are equally alike, those nearest in the list."""
        index = _LetterIndex(self._olds.values())
        rated = [
            (-likeness, abs(old.place - new.place), new.place, old.place)
            for new in self._news.values()
            for old, likeness in index.alike(new)
        ]
        for _, _, new_place, old_place in sorted(rated):
            if new_place in self._news and old_place in self._olds:
                self._pair(self._olds[old_place], self._news[new_place], MatchedBy.TEXT)


def _digest(entry: _Entry) -> str:
    return digest(entry.item.content, entry.item.criteria)


def _numbered_digest(entry: _Entry) -> tuple[str, str]:
    return _digest(entry), entry.item.number


def _letters(entry: _Entry) -> frozenset[str]:
    """Return the pairs of neighbouring letters in an item's content."""
    text = normalised(entry.item.content)
    return frozenset(map("".join, pairwise(text))) or frozenset([text])


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of letter pairs that two texts have in common, from 0 to 1 (Dice)."""
    return 2 * len(one & other) / (len(one) + len(other))


class _LetterIndex:
    """Finds the items that share letters, so that not every item is held against every other."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        self._letters = {entry.place: (entry, _letters(entry)) for entry in entries}
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, (_, letters) in self._letters.items():
            for pair in letters:
                self._places[pair].append(place)

    def alike(self, entry: _Entry) -> Iterator[tuple[_Entry, float]]:
        """Yield the items that are like enough, with their likeness."""
        letters = _letters(entry)
        shared: Counter[int] = Counter()
        for pair in letters:
            places = self._places.get(pair, ())
            if len(places) <= _COMMON:
                shared.update(places)
        # A likeness of 0.6 means that at least three in seven of the pairs are shared.
        least = max(1, len(letters) // 4)
        for place, count in shared.items():
            if count >= least:
                other, others = self._letters[place]
                likeness = _likeness(letters, others)
                if likeness >= _NEAREST:
                    yield other, likeness
