"""Sentences about lists looked through before they are taken in, and about draft editions."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "list.no_content": N_(
        "File {file}, sheet “{sheet}”: no column names the items; click the header of the column "
        "with their content and choose “Content”."
    ),
    "list.point_at_header": N_(
        "File {file}, sheet “{sheet}”: no header row was recognised; right-click the row with the "
        "headers (考核内容, 分值 …) and choose “This row is the header”, or choose another sheet."
    ),
    "list.nothing_pasted": N_(
        "There is no table on the clipboard; copy the rows with their header in Excel, WPS or Word "
        "first."
    ),
    "list.hidden_columns": N_(
        "File {file}, sheet “{sheet}”: hidden columns {columns} were read like the others; unhide "
        "them to look, or set those that do not belong to the list to “Not read”."
    ),
    "list.result_divided": N_(
        "File {file}, sheet “{sheet}”, cell {cell}: {count} reasons share one deduction and do not "
        "say what each costs; it was divided as {shares}, correct the findings if that is wrong."
    ),
    "checklists.no_title": N_("The list has no title; enter one."),
    "checklists.one_key": N_(
        "Items {number} and {other} were both taken for the same item of the earlier list; say for "
        "one of them that it is another."
    ),
    "checklists.column_form": N_(
        "“{text}” does not say what a column holds; write it as 评分标准=E."
    ),
    "checklists.column_word": N_("No column holds “{word}”; write one of: {words}."),
    "checklists.unknown_draft": N_(
        "There is no draft, or more than one, of “{title}”; the drafts are: {titles}"
    ),
    "checklists.draft_gone": N_(
        "This draft is no longer there: it was published or thrown away. Undo that, or begin a "
        "new one."
    ),
    "checklists.draft_node_gone": N_(
        "This line of the draft was removed meanwhile; undo the removal first."
    ),
    "checklists.draft_no_item": N_(
        "The draft has no item {number}; write a number as it stands in the draft."
    ),
    "checklists.draft_same": N_(
        "The draft of “{title}” says the same as the list it came from; change something first, "
        "or throw the draft away."
    ),
    "checklists.draft_empty_section": N_(
        "Nothing stands beneath the section “{name}”; add an item or remove the section."
    ),
    "checklists.draft_sum": N_(
        "The section “{name}” states {stated} points, its items come to {sum}; correct one of them."
    ),
    "checklists.draft_no_content": N_("Item {number} has no content; enter it."),
    "checklists.draft_no_number": N_("The item “{name}” has no number; enter one."),
    "checklists.draft_number_repeated": N_(
        "Number {number} stands twice; give one of the two items another."
    ),
    "checklists.draft_no_points": N_("Item {number} is scored and has no points; enter them."),
    "sheet.as_it_stands": N_(
        "{file}, sheet “{sheet}”, cell {cell} says what the workspace holds already; nothing "
        "changes."
    ),
}
