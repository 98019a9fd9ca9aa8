"""Sentences about the procedure: deadlines, objections, rectification, and the check before."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
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
}
