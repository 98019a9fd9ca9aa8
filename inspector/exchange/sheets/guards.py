"""Guards on input cells: drop-downs, ranges of marks, and the protection of everything else."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from inspector.domain.checklist import ItemKind
from inspector.exchange.sheets.columns import Column, Field, SheetKind
from inspector.exchange.sheets.order import SheetOrder, SheetRow
from inspector.exchange.sheets.words import SCORED_WORDS, TASK_WORDS

_CAPPED: Final = frozenset({Field.SELF_MARK, Field.CHECKED_MARK})
"""Marks of an item; a single deduction may be more than the points, the cap comes later."""
_CONCLUSIONS: Final = frozenset({Field.SELF_CONCLUSION, Field.CONCLUSION})
_HIGHEST: Final = "9999"


def validate(
    sheet: Worksheet, columns: Sequence[Column], rows: Sequence[SheetRow], first: int
) -> None:
    """Add drop-downs and ranges to the input columns of the rows that begin at `first`."""
    places = {column.field: get_column_letter(n) for n, column in enumerate(columns, 1)}
    for column in columns:
        if not column.is_input:
            continue
        letter = places[column.field]
        if column.field in _CONCLUSIONS:
            _add_lists(sheet, letter, rows, first)
        elif column.field in _CAPPED:
            _add_ranges(sheet, letter, places[Field.POINTS], rows, first)
        elif column.field is Field.DEDUCTION:
            rule = _decimal(_HIGHEST, "请填写不小于0的数字。")
            _add(sheet, rule, letter, range(first, first + len(rows)))


def _add_lists(sheet: Worksheet, letter: str, rows: Sequence[SheetRow], first: int) -> None:
    for is_task, words in ((False, SCORED_WORDS), (True, TASK_WORDS)):
        choices = ",".join(words.values())
        rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
        rule.errorTitle, rule.error = "结论", f"请从下拉列表中选择：{choices.replace(',', '、')}。"
        kinds = [row.item.kind is ItemKind.TASK for row in rows]
        chosen = (number for number, kind in enumerate(kinds, first) if kind is is_task)
        _add(sheet, rule, letter, chosen)


def _add_ranges(
    sheet: Worksheet, letter: str, points: str, rows: Sequence[SheetRow], first: int
) -> None:
    capped = list(_numbers(rows, first, lambda row: row.item.points is not None))
    if capped:
        # Relative to each row, so that the range stays right when rows are sorted.
        rule = _decimal(f"${points}{capped[0]}", "请填写0至本项分值之间的数字。")
        _add(sheet, rule, letter, capped)
    free = _numbers(rows, first, lambda row: row.item.points is None)
    _add(sheet, _decimal(_HIGHEST, "请填写不小于0的数字。"), letter, free)


def _decimal(highest: str, error: str) -> DataValidation:
    rule = DataValidation(
        type="decimal", operator="between", formula1="0", formula2=highest, allow_blank=True
    )
    rule.errorTitle, rule.error = "分数", error
    return rule


def _numbers(
    rows: Sequence[SheetRow], first: int, wanted: Callable[[SheetRow], bool]
) -> Iterable[int]:
    return (number for number, row in enumerate(rows, first) if wanted(row))


def _add(sheet: Worksheet, rule: DataValidation, letter: str, numbers: Iterable[int]) -> None:
    """Add a rule to the cells of one column, neighbouring rows as one range."""
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ranges = []
    for _, run in runs:
        rows = [number for _, number in run]
        ranges.append(f"{letter}{rows[0]}:{letter}{rows[-1]}")
    if ranges:
        rule.showErrorMessage = True
        rule.showInputMessage = True
        rule.sqref.ranges.clear()
        for cells in ranges:
            rule.add(cells)
        sheet.add_data_validation(rule)


def protect(sheet: Worksheet, order: SheetOrder, header_row: int, last_row: int) -> None:
    """Protect all but the input cells, without a password: against slips, not against people.

    Filtering, sorting and widening stay allowed, for inspectors inserting rows too.
    """
    protection = sheet.protection
    protection.sheet = True
    # These switches say what is locked: False leaves the action to the user.
    protection.formatCells = False
    protection.formatColumns = False
    protection.formatRows = False
    protection.sort = False
    protection.autoFilter = False
    protection.insertRows = order.kind is not SheetKind.WORKING
    last = get_column_letter(len(order.columns))
    sheet.auto_filter.ref = f"A{header_row}:{last}{max(last_row, header_row)}"
