"""Sentences about workbooks, Word files and the lists read from them."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "workbook.empty_file": N_(
        "File {file} is empty (0 bytes); copy it again from where it came from, or ask the "
        "sender for it."
    ),
    "workbook.not_a_workbook": N_(
        "File {file} is neither an Excel or WPS workbook nor a Word file; open it in Excel "
        "or WPS and save it as .xlsx."
    ),
    "workbook.old_word": N_(
        "File {file} is a Word file of the old format (.doc, .wps); open it in Word or WPS "
        "and save it as .docx."
    ),
    "workbook.open_text": N_(
        "File {file} is a text of LibreOffice (.odt); save it there as .docx and take that in."
    ),
    "workbook.truncated": N_(
        "File {file} is cut short: its end is missing; copy or download it again, or ask "
        "the sender for it."
    ),
    "workbook.damaged": N_(
        "File {file} is damaged and cannot be read; open it in Excel or WPS, save it under "
        "a new name as .xlsx, or ask the sender for it."
    ),
    "workbook.damaged_sheet": N_(
        "File {file}: sheet “{sheet}” is damaged and cannot be read; open the file in "
        "Excel or WPS and save it under a new name as .xlsx."
    ),
    "workbook.encrypted": N_(
        "File {file} is protected by a password; open it in Excel or WPS, remove the "
        "password and save it again."
    ),
    "workbook.entities": N_(
        "File {file} holds a document type declaration, which no office program writes and "
        "which can do harm; it was not opened. Ask the sender to save it again as .xlsx or "
        ".docx."
    ),
    "workbook.inflates": N_(
        "File {file} would unpack to more than {limit} MB, which no list needs; it was not "
        "opened. Copy the list into a new workbook and save that."
    ),
    "workbook.too_large": N_(
        "File {file} is larger than {limit} MB; copy the list into a new workbook without "
        "pictures and save that."
    ),
    "workbook.too_many_cells": N_(
        "File {file} has a sheet of {rows} rows and {columns} columns, too many to read; "
        "delete the blank rows and columns behind the list and save it again."
    ),
    "workbook.too_many_sheets": N_(
        "File {file} has more than {limit} sheets; copy the sheet with the list into a new "
        "workbook and save that."
    ),
    "workbook.no_tables": N_(
        "File {file} is a Word file without a table; put the list into a table, one row "
        "for each item."
    ),
    "workbook.sheet_skipped": N_(
        "File {file}: “{sheet}” is a chart or macro sheet and was skipped; nothing needs "
        "doing if the list is elsewhere."
    ),
    "workbook.cell_too_long": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: the text has {length} characters, more "
        "than the {limit} that a cell of Excel can hold; shorten it or move part of it to "
        "another cell."
    ),
    "list.no_such_sheet": N_("File {file} has no sheet “{sheet}”; choose one of: {sheets}."),
    "list.none_in_file": N_(
        "File {file} holds no list: in no sheet was a header found such as 考核内容, "
        "评分标准, 分值 or 责任单位; add a header row above the items."
    ),
    "list.no_header": N_(
        "File {file}, sheet “{sheet}” has no header row that can be recognised (考核内容, "
        "评分标准, 分值, 责任单位 …); add one above the items or choose another sheet."
    ),
    "list.no_items": N_(
        "File {file}, sheet “{sheet}” has a header but no item beneath it; fill in the "
        "items, or choose another sheet."
    ),
    "list.points_not_a_number": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: the points of “{name}” are “{text}”, "
        "which is no number; enter a number such as 5 or 0.5, or leave the cell blank."
    ),
    "list.points_negative": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: the points of “{name}” are “{text}”, "
        "below nought; enter a positive number, or put the item under 减分项."
    ),
    "list.points_not_finite": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: the points of “{name}” are “{text}”, "
        "which is no finite number; correct the formula or enter a number such as 5."
    ),
    "list.points_too_large": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: the points of “{name}” are “{text}”, "
        "too large for a mark; enter a number below 1,000,000,000."
    ),
    "list.points_too_fine": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: the points “{text}” have more than "
        "four decimals and were read as {points}; round them in the sheet."
    ),
    "list.points_formula": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: the points of “{name}” are a formula "
        "that was stored without its result; open the file in Excel or WPS and save it "
        "again."
    ),
    "list.points_range": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: “{name}” has points from {least} to "
        "{most}; {most} was taken as full points, change it if another number is meant."
    ),
    "list.points_twice": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: “{name}” has {named} points in its "
        "name and {points} in its cell; the cell was taken, correct whichever is wrong."
    ),
    "list.points_missing": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: “{name}” has no points in a list that "
        "is scored; enter its points, or a dash if it has none."
    ),
    "list.points_undivided": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: the {points} points of “{section}” are "
        "not divided among its {count} items; enter the points of each item."
    ),
    "list.points_shared": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: {points} points stand in a cell merged "
        "over {count} items and were given to the first, “{name}”; enter the points of "
        "each item."
    ),
    "list.section_sum": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: “{section}” states {stated} points, "
        "but what stands beneath it comes to {sum}; correct the section or its items."
    ),
    "list.subtotal_differs": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: the subtotal is {stated}, but the "
        "items it closes come to {sum}; correct the subtotal or the items."
    ),
    "list.total_differs": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: the total is {stated}, but the items "
        "come to {sum}; correct the total or the items."
    ),
    "list.weights_scaled": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: the weights come to 1 and were read as "
        "points out of 100; nothing needs doing if percentages are meant."
    ),
    "list.number_repeated": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: number {number} stands more than once; "
        "the item was given number {instead}, correct the numbers if they matter."
    ),
    "list.column_unknown": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: the column headed “{header}” was not "
        "understood and not read; say what it holds if it is needed."
    ),
    "list.hidden_rows": N_(
        "File {file}, sheet “{sheet}”: {count} rows are hidden and were read like the "
        "others; delete them if they do not belong to the list."
    ),
    "list.hidden_sheets": N_(
        "File {file}: hidden sheets {sheets} were not read; unhide the one that is needed "
        "and choose it."
    ),
    "list.sheet_is_hidden": N_(
        "File {file}: sheet “{sheet}” is hidden and was read because no visible sheet "
        "holds a list; check that it is the one that is meant."
    ),
    "list.other_sheets": N_(
        "File {file}: sheet “{sheet}” was read; {count} more hold lists too ({others}), "
        "choose another by its name if that is meant."
    ),
    "list.result_not_a_number": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: the mark “{text}” is no number and was "
        "left out; correct it, or enter it by hand."
    ),
    "ignored.above_header": N_("above the header"),
    "ignored.repeated_header": N_("header repeated"),
    "ignored.second_header": N_("new header: the columns below it mean something else"),
    "ignored.note": N_("note"),
    "ignored.subtotal": N_("subtotal"),
    "ignored.total": N_("total"),
    "ignored.signature": N_("line to be signed or filled in"),
    "ignored.unnamed": N_("numbers or marks without the name of an item"),
    "ignored.outside": N_("filled only outside the columns of the list"),
}
