"""Going through a returned table: which rows are which items, and what the others are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from inspector.domain.checklist import Item
from inspector.domain.issues import Severity
from inspector.exchange.grid import cell_at
from inspector.exchange.sheets.cell_values import Unreadable, read_mark
from inspector.exchange.sheets.columns import (
    CHECKED_FIELDS,
    FINDING_FIELDS,
    ITEM_FIELDS,
    LAYOUTS,
    LEVELS,
    Column,
    Field,
    SheetKind,
)
from inspector.exchange.sheets.known import folded
from inspector.exchange.sheets.matching import Match, Matcher
from inspector.exchange.sheets.returned import ItemRows, Returned, ReturnedRow
from inspector.exchange.sheets.tables import is_foot, is_header_again

_INPUTS: Final = {
    SheetKind.SELF: ITEM_FIELDS[SheetKind.SELF],
    SheetKind.WORKING: ITEM_FIELDS[SheetKind.WORKING] + FINDING_FIELDS,
}
_NOT_TAKEN: Final = {
    SheetKind.SELF: CHECKED_FIELDS,
    SheetKind.WORKING: frozenset({Field.SELF_CONCLUSION, Field.SELF_ACCOUNT, Field.SELF_NOTE}),
}
_NUMBERS_NAMED: Final = 12
"""Of the items without a row, so many are named in the sentence."""


@dataclass(slots=True)
class RowMatching:
    """The rows of one table by item, in the order in which items first stand in it."""

    returned: Returned
    kind: SheetKind
    items: dict[str, ItemRows] = field(default_factory=dict)
    _blank: list[int] = field(default_factory=list)
    """Blank rows since the last row of an item."""
    _last: Item | None = None

    def go(self) -> None:
        """Match every row and say what became of those that are no item's."""
        table = self.returned.table
        matcher = Matcher.of(table, self.returned.known.index)
        foot_seen = False
        for at, row in table.rows():
            if not any(text and not text.isspace() for text in row):
                if not foot_seen:
                    self._blank.append(at)
                continue
            match = matcher.match(row)
            if match.item is not None:
                self._take(at, row, match, match.item)
            elif is_foot(row):
                if not foot_seen:
                    self._end_at_foot()
                foot_seen = True
            else:
                self._leave(at, row, match)

    def _take(self, at: int, row: Sequence[str], match: Match, item: Item) -> None:
        self._say_blank()
        if match.code:
            self.returned.say(match.code, at, None, number=item.number)
        points = self.returned.table.columns.get(Field.POINTS)
        if points is not None:
            self._check_points(at, points, cell_at(row, points), item)
        self._last = item
        rows = self.items.setdefault(item.key, ItemRows(item))
        rows.rows.append(ReturnedRow(at, row, match.finding))

    def _check_points(self, at: int, column: int, text: str, item: Item) -> None:
        expected = self.returned.known.index.points[item.key]
        if text == expected or not expected or not text.strip():
            return
        try:
            is_same = read_mark(text) == item.points
        except Unreadable:
            is_same = False
        if not is_same:
            self.returned.say(
                "sheet.points_changed", at, column, number=item.number, points=expected, text=text
            )

    def _say_blank(self) -> None:
        for at in self._blank:
            self.returned.say("sheet.blank_row", at, None, Severity.NOTE)
        self._blank.clear()

    def _end_at_foot(self) -> None:
        """One blank row stands between table and foot by itself."""
        self._blank = self._blank[:-1]
        self._say_blank()

    def _leave(self, at: int, row: Sequence[str], match: Match) -> None:
        if is_header_again(self.returned.table, row):
            self.returned.say("sheet.header_again", at, None, Severity.NOTE)
        elif self._continues(row) and self._last is not None:
            self._say_blank()
            self.items[self._last.key].rows.append(ReturnedRow(at, row))
        elif self._has_input(row):
            self.returned.say(match.code, at, None, Severity.ERROR)
        else:
            self.returned.say("sheet.row_skipped", at, None, Severity.NOTE)

    def _continues(self, row: Sequence[str]) -> bool:
        """Whether a row without number and text is one more finding of the item above it."""
        columns = self.returned.table.columns
        names = (Field.NUMBER, Field.CONTENT, Field.ROW_KEY)
        return (
            self.kind is SheetKind.WORKING
            and not any(cell_at(row, columns.get(name)).strip() for name in names)
            and any(cell_at(row, columns.get(name)).strip() for name in FINDING_FIELDS)
        )

    def _has_input(self, row: Sequence[str]) -> bool:
        columns = self.returned.table.columns
        return any(cell_at(row, columns.get(name)).strip() for name in _INPUTS[self.kind])

    def say_missing_items(self) -> tuple[str, ...]:
        """Say which items have no row, and return their keys."""
        items = self.returned.known.index.by_key.values()
        missing = [item for item in items if item.key not in self.items]
        if missing:
            named = "、".join(item.number for item in missing[:_NUMBERS_NAMED])
            more = "……" if len(missing) > _NUMBERS_NAMED else ""
            self.returned.say("sheet.rows_missing", count=str(len(missing)), numbers=named + more)
        return tuple(item.key for item in missing)

    def check_columns(self) -> tuple[str, ...]:
        """Say which columns are unknown, not taken or missing; return the missing ones' headers."""
        table = self.returned.table
        for at, header in table.unknown.items():
            self.returned.say(
                "sheet.column_unknown", table.header_row, at, Severity.NOTE, header=header
            )
        for name in _NOT_TAKEN[self.kind] & table.columns.keys():
            at = table.columns[name]
            header = folded(cell_at(table.grid.rows[table.header_row], at))
            self.returned.say("sheet.column_not_taken", table.header_row, at, header=header)
        missing = self._missing_columns()
        for header in missing:
            self.returned.say("sheet.column_missing", header=header)
        if self.returned.stamp is not None and Field.ROW_KEY not in table.columns:
            self.returned.say("sheet.key_column_gone", severity=Severity.NOTE)
        return missing

    def _missing_columns(self) -> tuple[str, ...]:
        """Compare with the columns that went out; of a form that is not ours, the input only."""
        table, index = self.returned.table, self.returned.known.index
        went_out = self.returned.stamp is not None
        present = {folded(text) for text in table.grid.rows[table.header_row]}
        missing = []
        for column in LAYOUTS[self.kind]:
            if column.field is Field.LEVEL and went_out:
                missing += [level for level in LEVELS[: index.depth] if level not in present]
            elif self._is_expected(column) and column.field not in table.columns:
                missing.append(column.header or self.returned.known.checklist.content_header)
        return tuple(missing)

    def _is_expected(self, column: Column) -> bool:
        index, went_out = self.returned.known.index, self.returned.stamp is not None
        if column.field in (Field.ROW_KEY, Field.LEVEL) or not (went_out or column.is_input):
            return False
        if column.field is Field.CRITERIA:
            return index.has_criteria
        return index.is_marked or not column.is_marks
