"""Finding the item that a returned row speaks of: by hidden key, by number and text, by text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from inspector.domain.checklist import Item, normalised
from inspector.domain.ids import FindingId
from inspector.exchange.grid import cell_at
from inspector.exchange.sheets.columns import Field
from inspector.exchange.sheets.known import ItemIndex, folded
from inspector.exchange.sheets.tables import Table

_LIKE: Final = 0.6
"""From here on two contents are one that somebody touched up."""
_NEAREST: Final = 0.85
"""From here on a text alone, without number or key, names its item."""


@dataclass(frozen=True, slots=True)
class Match:
    """The item of a row. `code` is what is to be said about it, "" when nothing is."""

    item: Item | None
    finding: FindingId | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Matcher:
    """Matches the rows of one table with the items of one list."""

    index: ItemIndex
    key: int | None
    number: int | None
    content: int | None
    criteria: int | None
    levels: Sequence[int] = ()

    @classmethod
    def of(cls, table: Table, index: ItemIndex) -> "Matcher":
        """Return the matcher of a table."""
        at = table.columns.get
        return cls(
            index,
            at(Field.ROW_KEY),
            at(Field.NUMBER),
            at(Field.CONTENT),
            at(Field.CRITERIA),
            table.levels,
        )

    def match(self, row: Sequence[str]) -> Match:
        """Return the item that a row speaks of."""
        key, _, finding = cell_at(row, self.key).strip().partition("/")
        number, content = cell_at(row, self.number), cell_at(row, self.content)
        item = self.index.by_key.get(key) if key else None
        if item is None:
            return self._by_text(row, number, content)
        found = FindingId(finding) if finding else None
        if number == item.number and content == item.content:
            return Match(item, found)
        return self._doubted(row, item, found, number, content)

    def _doubted(
        self, row: Sequence[str], item: Item, finding: FindingId | None, number: str, content: str
    ) -> Match:
        """Weigh a key against a number and text that are not quite those of its item."""
        says_number, says_content = bool(number.strip()), bool(content.strip())
        same_number = folded(number) == folded(item.number)
        same_content = normalised(content) == normalised(item.content)
        if same_content and (same_number or not says_number):
            return Match(item, finding)
        if not says_content and (same_number or not says_number):
            return Match(item, finding)
        other = self._by_text(row, number, content)
        is_other = other.item is not None and other.item.key != item.key and not other.code
        if is_other and not (same_number or same_content):
            # Only part of the row was sorted or pasted: people saw the text, not the key.
            return Match(other.item, None, "sheet.row_moved")
        if same_number or same_content or _is_like(content, item.content):
            return Match(item, finding, "sheet.text_changed")
        return Match(None, None, "sheet.row_contradicts")

    def _by_text(self, row: Sequence[str], number: str, content: str) -> Match:
        numbered = self.index.by_number.get(folded(number)) if number.strip() else None
        text = normalised(content)
        if numbered is not None and (not text or normalised(numbered.content) == text):
            return Match(numbered)
        same = self.index.by_text.get(text, []) if text else []
        if len(same) > 1:
            same = self._narrowed(row, same)
        if len(same) == 1:
            return Match(same[0])
        if same:
            return Match(None, None, "sheet.row_ambiguous")
        if numbered is not None and _is_like(content, numbered.content):
            return Match(numbered, None, "sheet.text_changed")
        if numbered is not None:
            return Match(None, None, "sheet.row_contradicts")
        return self._nearest(text)

    def _narrowed(self, row: Sequence[str], items: Sequence[Item]) -> list[Item]:
        """Tell items of the same text apart by their criteria, then by the headings above them."""
        criteria = normalised(cell_at(row, self.criteria))
        if criteria:
            alike = [item for item in items if normalised(item.criteria) == criteria]
            if len(alike) == 1:
                return alike
        levels = [normalised(cell_at(row, at)) for at in self.levels]
        return [
            item
            for item in items
            if any(levels)
            and all(
                normalised(title) in level
                for title, level in zip(self.index.titles[item.key], levels, strict=False)
                if level
            )
        ] or list(items)

    def _nearest(self, text: str) -> Match:
        if len(text) < 4:
            return Match(None, None, "sheet.row_unknown")
        found = nearest(text, self.index.by_text)
        items = self.index.by_text.get(found, [])
        if len(items) == 1:
            return Match(items[0], None, "sheet.text_changed")
        return Match(None, None, "sheet.row_unknown")


def nearest(text: str, texts: Iterable[str]) -> str:
    """Return the one text that is most like another, or "" when none is like enough."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    best, found = _NEAREST, ""
    for candidate in texts:
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best:
            ratio = matcher.ratio()
            if ratio > best:
                best, found = ratio, candidate
    return found


def _is_like(one: str, other: str) -> bool:
    return SequenceMatcher(None, normalised(one), normalised(other), False).ratio() >= _LIKE
