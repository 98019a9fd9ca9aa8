"""Sentences of the window where those of the command line name commands and options."""

from typing import Final

from inspector.domain.issues import Issue
from inspector.i18n import messages
from inspector.i18n.gettext import N_, _

MESSAGES: Final[dict[str, str]] = {
    "answers.nothing_given": N_("Nothing was given to set for item {number}."),
    "approval.done_already": N_(
        "{unit} is approved already ({grade}); unlock it on the overview first."
    ),
    "approval.not_fed_back": N_(
        "{unit} stands at “{state}”; approval comes after the feedback, let it go on first."
    ),
    "approval.other_grade": N_(
        "{unit} is proposed for {proposed}; approving {grade} needs the meeting's reason in the "
        "column of reasons."
    ),
    "approval.over_quota": N_(
        "{unit} has the mark for {grade} but ranks beyond its quota of {quota}; choose another "
        "grade, or give the meeting's reason."
    ),
    "approval.tied": N_(
        "{unit} shares its rank with others across the quota of {quota} for {grade}, which the "
        "program does not decide; give the meeting's reason."
    ),
    "blackout.no_box": N_("No part of “{name}” is marked; drag over what must not be read."),
    "checklists.one_or_classes": N_("Choose either one list, or one for each class."),
    "conflicts.no_number": N_(
        "There is no open disagreement {number} any more; it was settled meanwhile."
    ),
    "division.no_inspector": N_("Nobody is named; name who checks."),
    "division.no_name": N_("The team has no name; name it."),
    "division.nothing_to_draw": N_("Say how many units or items to draw, or both."),
    "documents.needs_unit": N_("“{name}” is a paper to one unit; tick a unit."),
    "documents.over_all": N_("“{name}” is a paper over all units; tick none."),
    "evidence.no_file": N_("{name} holds no file to remove for good."),
    "evidence.no_reason": N_("No reason was given for removing it for good; write one."),
    "evidence.nothing_given": N_("Nothing was given to correct in this piece of evidence."),
    "evidence.unknown": N_(
        "This piece of evidence is not there any more; somebody removed it meanwhile."
    ),
    "findings.counted_by_figures": N_(
        "The count of this finding follows from the figures of item {number}; correct {metrics} "
        "above the findings."
    ),
    "findings.no_metrics": N_(
        "The figures of item {number} make no deduction, or are not entered: enter {metrics} "
        "above the findings."
    ),
    "findings.no_reason": N_(
        "No reason was given for taking back the finding under item {number}; write one."
    ),
    "findings.nothing_given": N_("Nothing was given to correct in this finding."),
    "findings.points_needed": N_(
        "The criteria of item {number} hold no rule that could be read; type the points that "
        "this fact costs."
    ),
    "findings.points_typed": N_(
        "What a fact under item {number} costs follows from its rule; type points only where "
        "there is no rule, and no negative ones."
    ),
    "findings.unknown": N_("This finding is not there any more; somebody withdrew it meanwhile."),
    "findings.which_rule": N_("Item {number} has several rules; choose one: {rules}"),
    "history.no_snapshot": N_("There is no snapshot {number}."),
    "inspections.no_name": N_("The inspection has no name; name it."),
    "lookup.no_inspection": N_(
        "The workspace holds no inspection yet; set one up with “New inspection…”."
    ),
    "lookup.unit_not_inspected": N_(
        "{unit} takes no part in “{inspection}”; add it on the overview."
    ),
    "lookup.which_inspection": N_("There are several inspections; choose one: {names}"),
    "marks.locked": N_(
        "{file}, sheet “{sheet}”, {cell}: the marks of {unit} are approved and locked; unlock "
        "it on the overview first."
    ),
    "marks.no_table": N_(
        "{file} has no sheet with a column of units beside one of these columns: {headers}."
    ),
    "next.several_classes": N_(
        "The old inspection has several classes ({known}); choose a new list for each class."
    ),
    "objection.late_without_reason": N_(
        "The objection to item {item} came in on {received}, after the last day {deadline}; "
        "write why it is heard all the same."
    ),
    "objection.moves_ranks": N_(
        "Deciding the objection of {unit} this way moves the ranks of other units: {changes}. "
        "Nothing was changed yet; confirm to decide it so."
    ),
    "objection.none_open": N_(
        "{unit} has no undecided objection to item {item}; see the objections on the overview."
    ),
    "objection.unknown_finding": N_(
        "The finding that was objected to under item {item} does not stand any more."
    ),
    "packages.not_divided": N_(
        "The work of “{inspection}” is not divided among inspectors or teams yet; divide it, or "
        "choose units."
    ),
    "particulars.nothing_given": N_("Nothing of “{name}” was changed."),
    "password.none_given": N_("No new password was given; type one."),
    "rectification.extension_unclear": N_(
        "Name the day that is asked for, then grant or refuse it."
    ),
    "rectification.none_named": N_("No problem is chosen; choose one in the ledger."),
    "rectification.nothing_said": N_(
        "Problem {number}: the reply says neither what was done nor who has taken it up; write "
        "one of them."
    ),
    "rectification.nothing_to_answer": N_(
        "No problem on the ledger waits for an answer; send notices first."
    ),
    "rectification.number_twice": N_(
        "{number} is the number of several problems ({ids}), as happens when two ledgers are "
        "merged; give one of them another number."
    ),
    "rectification.one_verdict": N_(
        "Say what the recheck found: closed, sent back or kept in sight."
    ),
    "rectification.unknown": N_(
        "“{name}” names {count} problems of the ledger instead of one; give a problem's whole "
        "number."
    ),
    "register.no_reason": N_(
        "Sending the sheet of {unit} back needs a reason; write what is missing."
    ),
    "repeats.nothing_earlier": N_(
        "There is no earlier inspection in this workspace to compare “{name}” with."
    ),
    "repeats.same_inspection": N_(
        "“{name}” cannot be compared with itself; choose an earlier inspection."
    ),
    "replies.contested": N_(
        "{file}, {cell}: problem {number} was changed here after the sheet went out; both are "
        "kept, to be settled under “Differing marks…”."
    ),
    "replies.no_stamp": N_(
        "{file} is no sheet of replies from this program: its hidden sheet is gone; fill in the "
        "sheet that went out, or enter the replies by hand."
    ),
    "sheets.unit_unknown": N_(
        "{file} does not say which unit it is from; choose the unit above the list, or put its "
        "name into the file's name."
    ),
    "state.conflict": N_(
        "Item {item}: merged files do not agree on what was found; settle it under “Differing "
        "marks…”."
    ),
    "state.needs_unlocking": N_(
        "The assessment of {unit} is approved; unlock it on the overview first."
    ),
    "state.nobody_there": N_("No unit stands right before “{state}”."),
    "state.objection_open": N_(
        "{unit} has an undecided objection to {numbers}; decide it under the objections of the "
        "overview."
    ),
    "state.own_command": N_(
        "“{to}” is entered by an action of its own, not by letting a unit go on."
    ),
    "state.some_locked": N_(
        "Marks of {units} are approved already, and this would move them; unlock those "
        "assessments on the overview first."
    ),
    "state.undo_locked": N_(
        "This would change the approved assessment of {unit}; unlock it on the overview first."
    ),
    "storage.merge_not_taken_back": N_(
        "The last merge into “{file}” cannot be taken back: there was none, it removed "
        "something for good, or somebody has gone on since."
    ),
    "storage.password_needed": N_("“{file}” is locked with a password; type it."),
    "units.nothing_given": N_("Nothing was given to correct in the entry of {unit}."),
    "unlock.no_reason": N_("Opening the approved assessment of {unit} needs a reason; write it."),
    "unlock.no_second": N_(
        "Opening the approved assessment of {unit} needs a second person's name; write it."
    ),
    "unlock.same_person": N_(
        "{author} is opening the assessment of {unit} and cannot be the second person too; name "
        "somebody else."
    ),
}
"""By the code of the issue; whatever is not here reads the same everywhere."""


def sentence(issue: Issue) -> str:
    """Return the one sentence that says an issue to somebody at the window.

    Raises KeyError as `messages.sentence` does.
    """
    template = MESSAGES.get(issue.code)
    if template is None:
        return messages.sentence(issue)
    place = issue.place
    words = {"file": place.file, "sheet": place.sheet, "cell": place.cell, **issue.parameters}
    return _(template).format_map(words)
