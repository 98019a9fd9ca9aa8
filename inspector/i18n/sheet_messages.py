"""Sentences about the sheets that go out to units and inspectors and come back."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "sheet.no_table": N_(
        "{file} holds no table with the headers of a self-assessment or working sheet; send the "
        "sheet that was exported, or keep its header row."
    ),
    "sheet.no_list": N_(
        "{file}, sheet “{sheet}”: the workspace has no inspection that this sheet could belong "
        "to; create the inspection and add the unit first."
    ),
    "sheet.no_rows": N_(
        "{file}, sheet “{sheet}”: no row matches an item of the list; check that the sheet "
        "belongs to this inspection and still holds the numbers and texts of the items."
    ),
    "sheet.stamp_gone": N_(
        "{file}: the hidden sheet is gone, so rows were matched by number and text, and changes "
        "made in the meantime cannot be told; compare the values before taking them in."
    ),
    "sheet.stamp_broken": N_(
        "{file}: the hidden sheet was changed and is not used; rows were matched by number and "
        "text; compare the values before taking them in."
    ),
    "sheet.stamp_newer": N_(
        "{file} was exported by a newer version of the program; its hidden sheet is not used and "
        "rows were matched by number and text; update the program."
    ),
    "sheet.stamp_foreign": N_(
        "{file} was exported from another workspace or for a unit that is not in this inspection; "
        "rows were matched by number and text; check that it belongs here."
    ),
    "sheet.unit_unknown": N_(
        "{file}, sheet “{sheet}”: the unit cannot be recognised from the sheet or the file's "
        "name; fill in the line 填报单位 or name the unit when importing."
    ),
    "sheet.unit_differs": N_(
        "{file}, sheet “{sheet}”: the sheet was exported for {unit} and names {named}; it is "
        "taken as {unit}'s; if that is wrong, ask {named} to fill in its own sheet."
    ),
    "sheet.inspection_unclear": N_(
        "{file}, sheet “{sheet}”: several inspections of the unit fit this sheet equally well; "
        "name the inspection when importing."
    ),
    "sheet.blank_row": N_("{file}, sheet “{sheet}”, row {cell}: the row is blank and was ignored."),
    "sheet.header_again": N_(
        "{file}, sheet “{sheet}”, row {cell}: the row repeats the header and was ignored."
    ),
    "sheet.row_skipped": N_(
        "{file}, sheet “{sheet}”, row {cell}: the row belongs to no item, holds nothing to take "
        "in and was ignored."
    ),
    "sheet.row_unknown": N_(
        "{file}, sheet “{sheet}”, row {cell}: the row matches no item of the list and was not "
        "taken in; give it the number and text of its item."
    ),
    "sheet.row_ambiguous": N_(
        "{file}, sheet “{sheet}”, row {cell}: several items have this text, so the row was not "
        "taken in; give it the number of its item."
    ),
    "sheet.row_contradicts": N_(
        "{file}, sheet “{sheet}”, row {cell}: the row's number and text belong to different "
        "items, so it was not taken in; restore its number and text."
    ),
    "sheet.row_moved": N_(
        "{file}, sheet “{sheet}”, row {cell}: the hidden key and the visible text name different "
        "items; the row was taken by its text, as item {number}; check it."
    ),
    "sheet.text_changed": N_(
        "{file}, sheet “{sheet}”, row {cell}: the item's text differs from the list; the row was "
        "taken as item {number}; check it."
    ),
    "sheet.item_twice": N_(
        "{file}, sheet “{sheet}”, row {cell}: item {number} stands in row {other} already and "
        "this row says nothing else; it was ignored."
    ),
    "sheet.item_twice_differs": N_(
        "{file}, sheet “{sheet}”, row {cell}: item {number} stands in row {other} already with "
        "other values; this row was not taken in; keep one of the two rows."
    ),
    "sheet.cell_twice_differs": N_(
        "{file}, sheet “{sheet}”, cell {cell}: row {other} says otherwise about item {number}; "
        "this cell was not taken in; make the two agree."
    ),
    "sheet.rows_missing": N_(
        "{file}, sheet “{sheet}”: {count} items have no row ({numbers}); nothing was changed for "
        "them."
    ),
    "sheet.column_missing": N_(
        "{file}, sheet “{sheet}”: column “{header}” is missing; what it held stays as it is."
    ),
    "sheet.column_unknown": N_(
        "{file}, sheet “{sheet}”, cell {cell}: column “{header}” is not one of the sheet's and "
        "was ignored."
    ),
    "sheet.column_not_taken": N_(
        "{file}, sheet “{sheet}”, cell {cell}: column “{header}” is not taken from a sheet of "
        "this kind and was ignored."
    ),
    "sheet.key_column_gone": N_(
        "{file}, sheet “{sheet}”: the hidden column of keys is gone; rows were matched by number "
        "and text."
    ),
    "sheet.points_changed": N_(
        "{file}, sheet “{sheet}”, cell {cell}: item {number} has {points} points in the list and "
        "“{text}” here; the list's points stand."
    ),
    "sheet.not_calculated": N_(
        "{file}, sheet “{sheet}”, cell {cell}: the formula was saved without its value, so the "
        "cell was not taken in; open the file, save it again, or type the value."
    ),
    "sheet.not_a_mark": N_(
        "{file}, sheet “{sheet}”, cell {cell}: “{text}” is not a number, so the mark of item "
        "{number} was not taken in; write a plain number."
    ),
    "sheet.mark_negative": N_(
        "{file}, sheet “{sheet}”, cell {cell}: “{text}” is negative, so the mark of item {number} "
        "was not taken in; write a number from 0."
    ),
    "sheet.mark_too_fine": N_(
        "{file}, sheet “{sheet}”, cell {cell}: “{text}” has more than four decimals, so the mark "
        "of item {number} was not taken in; round it."
    ),
    "sheet.mark_above": N_(
        "{file}, sheet “{sheet}”, cell {cell}: “{text}” is more than item {number}'s {points} "
        "points, so it was not taken in; write at most {points}."
    ),
    "sheet.mark_not_asked": N_(
        "{file}, sheet “{sheet}”, cell {cell}: item {number} carries no mark, so “{text}” was not "
        "taken in; leave the cell empty."
    ),
    "sheet.mark_unexplained": N_(
        "{file}, sheet “{sheet}”, cell {cell}: the mark {mark} of item {number} does not follow "
        "from its findings, which give {explained}; fill in the deduction and its reason."
    ),
    "sheet.not_a_conclusion": N_(
        "{file}, sheet “{sheet}”, cell {cell}: “{text}” is no conclusion, so that of item "
        "{number} was not taken in; choose one of {choices}."
    ),
    "sheet.not_a_time": N_(
        "{file}, sheet “{sheet}”, cell {cell}: “{text}” is not a time, so it was not taken in; "
        "write it like 2025-12-03 15:30."
    ),
    "sheet.cut_text_changed": N_(
        "{file}, sheet “{sheet}”, cell {cell}: the text is too long for a cell and went out cut "
        "short, so its change was not taken in; change it in the program."
    ),
    "sheet.deduction_without_reason": N_(
        "{file}, sheet “{sheet}”, cell {cell}: item {number} has a finding without a reason, so "
        "it was not taken in; write the fact into 扣分原因."
    ),
    "sheet.reason_without_deduction": N_(
        "{file}, sheet “{sheet}”, cell {cell}: item {number} has a finding without points, so it "
        "was not taken in; write the points into 扣分."
    ),
    "sheet.list_not_identical": N_(
        "{file}: the list cannot be written as a table that reads back the same (item {number}); "
        "give sections and items side by side different names, without numbers in front."
    ),
    "sheet.cell_not_identical": N_(
        "{file}, sheet “{sheet}”, cell {cell}: the workbook was written but does not read back as "
        "it went out, so it was not kept; report this with the inspection's name."
    ),
    "sheet.not_identical": N_(
        "{file} was written but does not read back as it went out (item {number}), so it was not "
        "kept; report this with the inspection's name."
    ),
    "sheet.no_item": N_(
        "Sheet “{sheet}” has no item {number}; check the number, or fill in a sheet of the same "
        "list."
    ),
}
