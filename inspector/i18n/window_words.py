"""What the window says in place of sentences whose remedy is a command or an option of one."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "storage.merge_not_taken_back": N_(
        "The last merge into “{file}” cannot be taken back: there was none, it removed something "
        "for good, or somebody has gone on since. The snapshot taken before it can be restored."
    ),
    "storage.password_needed": N_("“{file}” is locked with a password; enter it."),
    "conflicts.no_number": N_(
        "There is no open disagreement {number} any more; look at the list again."
    ),
    "packages.not_divided": N_(
        "The work of “{inspection}” is not divided among inspectors or teams yet; divide it, or "
        "choose units."
    ),
    "particulars.nothing_given": N_("Nothing of “{name}” was changed."),
    "rectification.unknown": N_(
        "“{name}” names {count} problems of the ledger instead of one; choose it in the table."
    ),
    "rectification.number_twice": N_(
        "{number} is the number of several problems ({ids}), as happens when two ledgers are "
        "merged; give one of them another number."
    ),
    "rectification.none_named": N_("No problem is chosen; choose at least one."),
    "rectification.nothing_said": N_(
        "Problem {number}: the reply says neither what was done nor who has taken it up; fill in "
        "one of them."
    ),
    "rectification.nothing_to_answer": N_(
        "No problem on the ledger waits for an answer; send a notice of rectification first."
    ),
    "rectification.one_verdict": N_(
        "Say what the recheck found: closed, sent back, or lasting effort."
    ),
    "rectification.extension_unclear": N_(
        "Write the day that is asked for; then grant the extension, for that day or another, or "
        "refuse it."
    ),
    "replies.no_stamp": N_(
        "{file} is no sheet of replies from this program: its hidden sheet is gone; fill in the "
        "sheet that went out, or enter the replies one by one."
    ),
    "replies.contested": N_(
        "{file}, {cell}: problem {number} was changed here after the sheet went out; both are kept "
        "as a disagreement to be settled."
    ),
    "repeats.same_inspection": N_(
        "“{name}” cannot be compared with itself; choose an earlier inspection."
    ),
    "repeats.nothing_earlier": N_("There is no earlier inspection to compare “{name}” with."),
    "next.several_classes": N_(
        "The old inspection has several classes ({known}); choose a new list for each."
    ),
    "lookup.no_inspection": N_("The workspace holds no inspection yet; set one up first."),
    "lookup.which_inspection": N_("There are several inspections; choose one: {names}"),
    "lookup.unit_not_inspected": N_(
        "{unit} takes no part in “{inspection}”; add it in the overview."
    ),
    "password.none_given": N_("No new password was given; enter one."),
    "units.nothing_given": N_("Nothing was corrected in the entry of {unit}."),
    "inspections.no_name": N_("The inspection has no name; give it one."),
    "answers.nothing_given": N_("Nothing was entered for item {number}."),
    "findings.counted_by_figures": N_(
        "The count of this finding follows from the figures of item {number}; correct {metrics}."
    ),
    "findings.nothing_given": N_("Nothing was corrected in finding {id}."),
    "findings.no_reason": N_(
        "No reason was given for taking back the finding under item {number}; write one."
    ),
    "findings.no_metrics": N_(
        "The figures of item {number} make no deduction, or are not entered: enter {metrics}."
    ),
    "findings.which_rule": N_("Item {number} has several rules; choose one: {rules}"),
    "findings.points_needed": N_(
        "The criteria of item {number} hold no rule that could be read; enter the points that this "
        "fact costs."
    ),
    "findings.points_typed": N_(
        "What a fact under item {number} costs follows from its rule; leave the points empty, or "
        "enter a number that is not negative where there is no rule."
    ),
    "findings.unknown": N_(
        "{count} findings are known as “{start}”; the finding may have been withdrawn meanwhile."
    ),
    "blackout.no_box": N_("No part of “{name}” is marked; draw a frame around each."),
    "evidence.unknown": N_(
        "{count} pieces of evidence are known as “{start}”; it may have been removed meanwhile."
    ),
    "evidence.nothing_given": N_("Nothing was corrected in the piece of evidence {id}."),
    "evidence.no_reason": N_("No reason was given for removing it for good; write one."),
    "evidence.no_file": N_("{name} holds no file to remove."),
    "history.no_snapshot": N_("There is no snapshot {number} any more; choose another."),
    "documents.needs_unit": N_("“{name}” is a paper to one unit; choose the unit."),
    "documents.over_all": N_("“{name}” is a paper over all units; choose none."),
    "templates.whose": N_(
        "Template {file} has the name of no kind of paper; give it one of these: {kinds}"
    ),
    "sheets.unit_unknown": N_(
        "{file} does not say which unit it is from; choose the unit, or put its name into the "
        "file's name."
    ),
    "register.no_reason": N_(
        "Sending the sheet of {unit} back needs a reason; write what is missing."
    ),
    "state.conflict": N_(
        "Item {item}: merged files do not agree on what was found; settle the differing marks "
        "first."
    ),
    "state.nobody_there": N_("No unit can enter “{state}” now."),
    "state.needs_unlocking": N_("The assessment of {unit} is approved; unlock it first."),
    "state.own_command": N_("“{to}” is entered in its own way; see the overview."),
    "state.objection_open": N_(
        "{unit} has an undecided objection to {numbers}; decide it under “Objections”."
    ),
    "state.some_locked": N_(
        "Marks of {units} are approved already, and this would move them; unlock those units first."
    ),
    "state.undo_locked": N_(
        "This would change the approved assessment of {unit}; unlock it first."
    ),
    "objection.late_without_reason": N_(
        "The objection to item {item} came in on {received}, after the last day {deadline}; write "
        "why it is heard all the same."
    ),
    "objection.none_open": N_("{unit} has no undecided objection to item {item} any more."),
    "objection.unknown_finding": N_(
        "A finding contested under item {item} (“{start}”) stands no longer; choose again."
    ),
    "objection.moves_ranks": N_(
        "Deciding the objection of {unit} this way moves the ranks of other units: {changes}. "
        "Nothing was changed; confirm to decide it so."
    ),
    "approval.done_already": N_("{unit} is approved already ({grade}); unlock it first."),
    "approval.not_fed_back": N_("{unit} stands at “{state}”; approval comes after the feedback."),
    "approval.other_grade": N_(
        "{unit} is proposed for {proposed}; approving {grade} needs the meeting's reason."
    ),
    "approval.tied": N_(
        "{unit} shares its rank with others across the quota of {quota} for {grade}, which the "
        "program does not decide; write the meeting's reason."
    ),
    "approval.over_quota": N_(
        "{unit} has the mark for {grade} but ranks beyond its quota of {quota}; choose another "
        "grade, or write the meeting's reason."
    ),
    "unlock.no_reason": N_("Opening the approved assessment of {unit} needs a reason."),
    "unlock.no_second": N_(
        "Opening the approved assessment of {unit} needs a second person's name."
    ),
    "unlock.same_person": N_(
        "{author} is opening the assessment of {unit} and cannot be the second person too; name "
        "somebody else."
    ),
    "marks.no_table": N_(
        "{file} has no sheet with a column of units beside one of these columns: {headers}; rename "
        "a column in the file."
    ),
    "marks.locked": N_(
        "{file}, sheet “{sheet}”, {cell}: the marks of {unit} are approved and locked; unlock the "
        "unit first."
    ),
    "division.no_name": N_("The team has no name; give it one."),
    "division.no_inspector": N_("Nobody is named; write who checks."),
    "division.nothing_to_draw": N_("Say how many units, items or both are to be drawn."),
}
"""By the code of the issue; a code that is not here is said alike everywhere."""
