"""Sentences about states: sheets out and back, going on, objections, approval, the lock."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "register.due_before_sent": N_(
        "The sheets would be due on {due}, before they went out on {sent}; correct one of the two "
        "days."
    ),
    "register.received_before_sent": N_(
        "The sheet of {unit} would have come in on {received}, before it went out on {sent}; "
        "correct one of the two days."
    ),
    "register.no_reason": N_(
        "Sending the sheet of {unit} back needs a reason; say with --reason what is missing."
    ),
    "register.nothing_to_send_back": N_(
        "There is no sheet of {unit} to send back; its assessment stands at “{state}”."
    ),
    "state.conflict": N_(
        "Item {item}: merged files do not agree on what was found; settle it with "
        "`inspector conflicts settle`."
    ),
    "state.changed_since_feedback": N_(
        "Item {item} was changed after the feedback, not by deciding an objection; tell the unit "
        "what changed before its marks are approved."
    ),
    "state.nobody_there": N_("No unit stands right before “{state}”; see `inspector state show`."),
    "state.needs_unlocking": N_(
        "The assessment of {unit} is approved; open it with `inspector state unlock` first."
    ),
    "state.no_way": N_(
        "{unit} stands at “{state}” and cannot go to “{to}” from there; next may be: {ways}."
    ),
    "state.past_already": N_(
        "{unit} stands at “{state}”, past “{to}” already; choose such units by themselves to take "
        "them back."
    ),
    "state.own_command": N_("“{to}” is entered with `{command}`; see its --help."),
    "state.objection_open": N_(
        "{unit} has an undecided objection to {numbers}; decide it with "
        "`inspector state objection decide`."
    ),
    "state.some_locked": N_(
        "Marks of {units} are approved already, and this would move them; open those assessments "
        "with `inspector state unlock` first."
    ),
    "state.undo_locked": N_(
        "This would change the approved assessment of {unit}; open it with "
        "`inspector state unlock` first."
    ),
    "objection.not_fed_back": N_(
        "{unit} stands at “{state}”; an objection answers a feedback, which has not been given yet."
    ),
    "objection.open_already": N_(
        "{unit} has an undecided objection to item {item} already; decide that one first."
    ),
    "objection.before_feedback": N_(
        "The objection of {unit} would have come in on {received}, before the feedback of "
        "{fed_back}; correct the day."
    ),
    "objection.late_without_reason": N_(
        "The objection to item {item} came in on {received}, after the last day {deadline}; say "
        "with --late-reason why it is heard all the same."
    ),
    "objection.none_open": N_(
        "{unit} has no undecided objection to item {item}; see `inspector state objection list`."
    ),
    "objection.unknown_finding": N_(
        "No single finding that stands under item {item} begins with “{start}”; see "
        "`inspector finding list`."
    ),
    "objection.moves_ranks": N_(
        "Deciding the objection of {unit} this way moves the ranks of other units: {changes}. "
        "Nothing was changed; say --confirm to decide it so."
    ),
    "approval.done_already": N_(
        "{unit} is approved already ({grade}); open the assessment with `inspector state unlock` "
        "first."
    ),
    "approval.not_fed_back": N_(
        "{unit} stands at “{state}”; approval comes after the feedback, see "
        "`inspector state advance`."
    ),
    "approval.unknown_grade": N_("“{grade}” is no grade of {unit}'s rule set; it has: {grades}."),
    "approval.before_feedback": N_(
        "{unit} would be approved on {approved}, before the feedback of {fed_back}; correct the "
        "day."
    ),
    "approval.other_grade": N_(
        "{unit} is proposed for {proposed}; approving {grade} needs the meeting's reason, give it "
        "with --reason."
    ),
    "approval.tied": N_(
        "{unit} shares its rank with others across the quota of {quota} for {grade}, which the "
        "program does not decide; give the meeting's reason with --reason."
    ),
    "approval.over_quota": N_(
        "{unit} has the mark for {grade} but ranks beyond its quota of {quota}; name another "
        "grade, or give the meeting's reason with --reason."
    ),
    "approval.nobody": N_("No unit is named to be approved; choose at least one."),
    "approval.time_to_object": N_(
        "{unit} may object until {deadline}; its marks were approved before that day had passed."
    ),
    "approval.beyond_quota": N_(
        "{count} units of the class are now approved {grade}, more than the quota of {quota}; the "
        "meeting decides, see whether it meant this."
    ),
    "unlock.not_locked": N_(
        "The assessment of {unit} is not approved (“{state}”), so there is nothing to unlock."
    ),
    "unlock.no_reason": N_(
        "Opening the approved assessment of {unit} needs a reason; give it with --reason."
    ),
    "unlock.no_second": N_(
        "Opening the approved assessment of {unit} needs a second person's name; give it with "
        "--second."
    ),
    "unlock.same_person": N_(
        "{author} is opening the assessment of {unit} and cannot be the second person too; name "
        "somebody else with --second."
    ),
    "marks.no_table": N_(
        "{file} has no sheet with a column of units beside one of these columns: {headers}; name a "
        "column with --column HEADER=SOURCE."
    ),
    "marks.no_composite": N_(
        "The rule sets of “{inspection}” make the mark of no other sources, so there is nothing to "
        "take in."
    ),
    "marks.unknown_source": N_("“{source}” is no source of the year's mark; there are: {sources}."),
    "marks.not_a_number": N_(
        "{file}, sheet “{sheet}”, {cell}: “{text}” is no mark; write a number, 不涉及 where there "
        "is none, or leave the cell blank."
    ),
    "marks.unknown_unit": N_(
        "{file}, sheet “{sheet}”, {cell}: no unit of the inspection is known as “{unit}”; correct "
        "the name or add it as an alias."
    ),
    "marks.unit_twice": N_(
        "{file}, sheet “{sheet}”, {cell}: {unit} stands in an earlier row already; keep one of the "
        "two rows."
    ),
    "marks.locked": N_(
        "{file}, sheet “{sheet}”, {cell}: the marks of {unit} are approved and locked; open them "
        "with `inspector state unlock` first."
    ),
    "marks.not_its_source": N_(
        "{file}, sheet “{sheet}”, {cell}: “{name}” is no source of the mark of {unit}; empty the "
        "cell."
    ),
    "marks.over_hundred": N_(
        "{file}, sheet “{sheet}”, {cell}: {mark} is more than 100; see whether the point is in its "
        "place."
    ),
    "division.no_name": N_("The team has no name; give one with --name."),
    "division.no_team": N_("There is no team “{team}”; there are: {teams}."),
    "division.no_inspector": N_("Nobody is named; say with --inspector who checks."),
    "division.no_item": N_("No list of “{inspection}” has an item {number}; correct the number."),
    "division.found_under": N_(
        "{unit}: something was found under item {item}, so it cannot be spared; withdraw the "
        "finding first."
    ),
    "division.nothing_to_draw": N_(
        "Say how many to draw: units with --units, items with --items, or both."
    ),
    "division.touched": N_(
        "{unit} was not drawn, but something is entered for it already; draw before the work "
        "begins, in an inspection of its own."
    ),
    "division.no_matrix": N_(
        "{file} has no sheet with a column of units beside columns headed by item numbers; put "
        "单位 and the numbers into one row."
    ),
    "division.no_sign": N_(
        "{file}, sheet “{sheet}”, {cell}: “{text}” says neither yes nor no; write × where the item "
        "is spared, √ or nothing where it applies."
    ),
}
