"""Sentences about the ledger of problems, replies, the next inspection and the archive."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "statistics.nothing_to_draw": N_(
        "There is nothing to draw yet: no unit has all of its items checked, or nothing was lost; "
        "finish the check of a unit first."
    ),
    "rectification.unknown": N_(
        "“{name}” names {count} problems of the ledger instead of one; give a problem's number as "
        "`inspector problem list` shows it."
    ),
    "rectification.number_twice": N_(
        "{number} is the number of several problems ({ids}), as happens when two ledgers are "
        "merged; give one of them another with `inspector problem renumber`."
    ),
    "rectification.number_taken": N_(
        "“{number}” is empty or the number of another problem already; choose another."
    ),
    "rectification.none_named": N_(
        "No problem is named; give numbers as `inspector problem list` shows them, or --unit."
    ),
    "rectification.deadline_before_notice": N_(
        "The deadline {deadline} lies before the day of the notice; correct one of the two days."
    ),
    "rectification.not_approved": N_(
        "Not approved yet: {units}. What an objection overturns later leaves their ledger again."
    ),
    "rectification.nothing_said": N_(
        "Problem {number}: the reply says neither what was done nor who has taken it up; give "
        "--result, or --measure, --leader or --person."
    ),
    "rectification.nothing_to_answer": N_(
        "No problem on the ledger waits for an answer; open it with `inspector problem notice`."
    ),
    "rectification.one_verdict": N_(
        "Say what the recheck found: one of --close, --send-back and --long-term."
    ),
    "rectification.extension_unclear": N_(
        "Say --until with the day that is asked for, then --grant (with --until for another day) "
        "or --refuse, one of the two."
    ),
    "calendar.day_both": N_("{day} cannot be off and worked at once; name it in one place only."),
    "replies.no_stamp": N_(
        "{file} is no sheet of replies from this program: its hidden sheet is gone; fill in the "
        "sheet that went out, or enter the replies with `inspector problem reply`."
    ),
    "replies.stamp_broken": N_(
        "{file}: the hidden sheet with the keys was altered, so nothing was taken; fill in a sheet "
        "written anew."
    ),
    "replies.stamp_newer": N_(
        "{file} was written by a newer version of the program; take it in with that version."
    ),
    "replies.no_rows": N_(
        "{file} holds no table with a column 问题编号, a column such as 整改情况 or "
        "整改结果及链接, and rows that went out; fill in the sheet or form that went out."
    ),
    "replies.foreign": N_(
        "{file} went out from another workspace or inspection; take it in there."
    ),
    "replies.other_task": N_(
        "{file} names another inspection, “{name}”; take it in there, or correct the name above "
        "its table."
    ),
    "replies.unit_twice": N_(
        "{file}: another file of the same unit was taken in before it; keep the right one and take "
        "that in again."
    ),
    "replies.unknown_row": N_(
        "{file}, {cell}: this row is none that went out, so it was left aside; write what answers "
        "a problem into its own row, and enter a new problem as a finding."
    ),
    "replies.twice": N_(
        "{file}, {cell}: this problem stands in the sheet twice; the first row was taken."
    ),
    "replies.row_missing": N_(
        "{file}: problem {number} is missing from the sheet; ask the unit for its reply."
    ),
    "replies.emptied": N_(
        "{file}, {cell}: {header} of problem {number} was emptied; what was there stays."
    ),
    "replies.no_day": N_(
        "{file}, {cell}: “{text}” is no day for problem {number}; write it as 2026-01-08."
    ),
    "replies.not_asked": N_(
        "{file}, {cell}: problem {number} is not on the unit's ledger any more, so its row was not "
        "taken."
    ),
    "replies.contested": N_(
        "{file}, {cell}: problem {number} was changed here after the sheet went out; both are kept "
        "as a conflict, to be settled with `inspector conflicts settle`."
    ),
    "repeats.said_already": N_("Finding {id} is marked so already; nothing was changed."),
    "repeats.same_inspection": N_(
        "“{name}” cannot be compared with itself; name an earlier inspection with --from."
    ),
    "repeats.nothing_earlier": N_(
        "There is no earlier inspection to compare “{name}” with; name one with --from."
    ),
    "next.unknown_class": N_(
        "“{classes}” is no class of the old inspection; it has: {known}. Name lists for those only."
    ),
    "next.several_classes": N_(
        "The old inspection has several classes ({known}); name each new list with its class, as "
        "--class A=FILE."
    ),
    "archive.not_empty": N_(
        "{file} is there already and is not an empty folder; name a new folder for the archive."
    ),
    "archive.no_pdf": N_(
        "{file}: everything is bound into one PDF; name a file that ends in .pdf."
    ),
    "archive.file_missing": N_(
        "The file “{name}” is named as evidence but its bytes are not in this workspace; merge the "
        "workspace that holds them first."
    ),
}
