"""Sentences about yearly returns."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "returns.unknown_form": N_(
        "There is no form “{key}” of the yearly return; choose one of {keys}."
    ),
    "returns.bad_form": N_("{file} is no form of the yearly return: {reason}. Correct that place."),
    "returns.no_table": N_(
        "In {file} no table of the form “{form}” was found; check the file and the year."
    ),
    "returns.table_missing": N_(
        "{file} lacks the table “{table}”, so its cells stay as they are; send it along or fill it"
        " in by hand."
    ),
    "returns.row_missing": N_(
        "{file}: the row “{row}” of “{table}” was not found, so its cells stay as they are; fill"
        " it in by hand."
    ),
    "returns.row_unknown": N_(
        "{file}, {cell}: “{row}” is no row of the form, so it was left out; check the form's year."
    ),
    "returns.no_unit": N_(
        "{file} names no unit of the register, so it was left out; give the unit with it, or put"
        " its name into the file's name."
    ),
    "returns.other_year": N_(
        "{file} tells of {named} in its name and is read for {year}; choose the year above first"
        " if that is wrong."
    ),
    "returns.unknown_cell": N_("There is no cell “{cell}” in the form “{form}”; check the name."),
    "returns.none": N_("{unit} has no return of {year}; take it in or begin one first."),
    "returns.nothing_changed": N_("Every cell says the same already, so nothing was changed."),
    "returns.not_pasted": N_(
        "What was pasted has {rows} rows and {columns} columns, which do not fit from this cell on;"
        " choose the cell at the top left."
    ),
}
