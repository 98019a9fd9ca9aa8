"""Sentences about the procedure: deadlines, objections, rectification, and the check before."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "particulars.nothing_given": N_("Nothing of “{name}” is to be changed; name what, see --help."),
    "particulars.objection_days": N_(
        "{days} days are no term for objections; give 1 to {most} working days."
    ),
    "calendar.year_unknown": N_(
        "The public holidays of {year} are not known, so the deadline {end} counts weekends only; "
        "enter the year's days off and shifted working days, then look again."
    ),
    "calendar.ends_on_day_off": N_(
        "The term of {days} natural days ends on {end}, which is not a working day; see whether "
        "the document behind it moves the end to the next working day."
    ),
    "calendar.not_shipped": N_(
        "The public holidays of {year} do not ship with the program; there are: {years}. Enter "
        "them from the year's notice."
    ),
    "calendar.not_yaml": N_(
        "{file}, line {line}: this is no plain YAML; correct the line, see "
        "resources/calendar/README.md."
    ),
    "calendar.bad_entry": N_(
        "{file}, line {line}: “{field}” is missing, unknown or not written as it should be; "
        "resources/calendar/README.md shows how (days as 2026-02-15)."
    ),
    "calendar.bad_span": N_(
        "{file}, line {line}: {name} has {days} day(s) off from the first to the last; correct the "
        "two days."
    ),
    "calendar.other_year": N_(
        "{file}, line {line}: {name} does not begin in {year} or just before; correct the year of "
        "the day."
    ),
    "calendar.day_twice": N_(
        "{file}, line {line}: {day} stands twice; a day is off once, or worked once."
    ),
    "calendar.not_weekend": N_(
        "{file}, line {line}: {day} is neither a Saturday nor a Sunday and is worked anyway; "
        "correct the day or leave it out."
    ),
    "rectification.cannot_begin": N_(
        "Problem {number} cannot be taken up: it is replied to, granted more time, closed or kept "
        "in sight; look at its state."
    ),
    "rectification.cannot_reply": N_(
        "Problem {number} takes no reply: it is closed, or was fixed on the spot; send it back "
        "first if it is open again."
    ),
    "rectification.nothing_to_recheck": N_(
        "Problem {number} has no reply that could be closed or sent back; take the reply in first."
    ),
    "rectification.cannot_be_long_term": N_(
        "Problem {number} is closed or was fixed on the spot and needs no lasting effort; send it "
        "back first if it is open again."
    ),
    "rectification.cannot_extend": N_(
        "Problem {number} needs no more time: it is replied to, closed or kept in sight; look at "
        "its state."
    ),
    "rectification.extension_undecided": N_(
        "Problem {number} waits for a decision on more time already; decide that first."
    ),
    "rectification.no_extension_asked": N_(
        "Nobody asked for more time on problem {number}; enter who asked, until when and why."
    ),
    "rectification.nothing_owed": N_(
        "Problem {number} does not wait for the unit, so there is nothing to remind it of."
    ),
    "rectification.reminded_until_past": N_(
        "A reminder cannot ask for the reply by {until}, which is past when it goes out; give a "
        "later day."
    ),
    "rectification.no_result": N_(
        "Problem {number}: the reply says nothing of what was done; enter it."
    ),
    "rectification.no_reply_date": N_(
        "Problem {number}: the day the reply came in is missing; enter it."
    ),
    "rectification.no_checker": N_(
        "Problem {number}: who rechecked it is missing; enter the name."
    ),
    "rectification.no_check_date": N_(
        "Problem {number}: the day it was rechecked is missing; enter it."
    ),
    "rectification.no_reason": N_(
        "Problem {number}: sending back and keeping in sight need a reason; enter it."
    ),
    "rectification.checked_before_reply": N_(
        "Problem {number} was rechecked before its reply came in; correct one of the two days."
    ),
    "rectification.extension_not_later": N_(
        "Problem {number}: the new day is not later than the deadline; enter a later one."
    ),
    "objection.no_reason": N_(
        "The objection to item {item} gives no reason; enter what the unit says against it."
    ),
    "objection.late": N_(
        "The objection to item {item} came in on {received}, after the last day {deadline}; say in "
        "the decision why it is heard or that it is not."
    ),
    "objection.finding_gone": N_(
        "The objection to item {item} contests a finding that does not stand; contest those that "
        "do."
    ),
    "objection.reviewer_checked_first": N_(
        "{reviewer} checked item {item} first and cannot review the objection to it; name somebody "
        "else."
    ),
    "objection.undecided": N_(
        "The objection to item {item} has no decision yet; say whether it is upheld, upheld in "
        "part or not."
    ),
    "objection.no_reviewer": N_(
        "The objection to item {item} was decided without a reviewer; enter who reviewed it."
    ),
    "objection.no_decision_reason": N_(
        "The decision on item {item} gives no reason; enter it, the unit will read it."
    ),
    "objection.no_decision_date": N_(
        "The day of the decision on item {item} is missing; enter it."
    ),
    "objection.no_approver": N_(
        "The decision on item {item} names nobody who approved it; enter the name."
    ),
    "objection.decided_before_receipt": N_(
        "The objection to item {item} was decided before it came in; correct one of the two days."
    ),
    "objection.nothing_contested": N_(
        "The objection to item {item} names no finding, so the decision can change nothing; name "
        "the findings it contests."
    ),
    "objection.no_new_finding": N_(
        "An objection to item {item} that is upheld in part needs the finding that takes the "
        "place of the old one; enter it, or uphold the objection as a whole."
    ),
    "objection.needless_new_finding": N_(
        "The decision on item {item} brings a new finding, which only an objection upheld in part "
        "does; correct the decision or leave the finding out."
    ),
    "check.open": N_("Item {item} has not been checked; enter a conclusion."),
    "check.claim_undecided": N_(
        "Item {item}: the unit claims a bonus of {mark}, and nobody has recognised or refused it; "
        "decide it."
    ),
    "check.no_place": N_(
        "Rule {rule}: the deduction says no place; enter the address, column or document number."
    ),
    "check.no_evidence": N_(
        "Rule {rule}: nothing shows the deduction; add a screenshot, photograph or document."
    ),
    "check.bare_number": N_(
        "Rule {rule}: {count} are deducted, and neither the fact nor any evidence says which ones; "
        "name them by title or number, or add a screenshot, photograph or document."
    ),
    "check.beyond_item": N_(
        "Item {item}: one finding costs {points} marks, more than the {most} of the whole item; "
        "correct the points."
    ),
    "check.same_fact": N_(
        "Rule {rule}: the same fact is deducted under {other} already ({fact}); withdraw one of "
        "the two, or say where each was seen."
    ),
    "check.praised": N_(
        "Item {item}: its account says “{word}” (…{text}…), and {fact} is deducted under it; "
        "make the two agree."
    ),
    "check.own_word": N_(
        "Item {item}: “{word}” is the unit speaking of itself (…{text}…); name the unit instead."
    ),
    "check.own_word_in_summary": N_(
        "The appraisal says “{word}”, which is the unit speaking of itself (…{text}…); name the "
        "unit instead."
    ),
    "check.return_differs": N_(
        "The return of {year} does not add up in {count} places, the first {first}; send it back "
        "for correction, or correct it under the yearly returns."
    ),
    "check.return_and_mark": N_(
        "{said} Look at both: the return of {year} and the finding tell of the same thing."
    ),
}
