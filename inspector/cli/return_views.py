"""What the commands on yearly returns print, for people and for machines."""

from collections.abc import Iterator, Sequence
from typing import Any

from inspector.cli.output import print_table
from inspector.domain.return_form import ReturnForm
from inspector.domain.returns import Outcome
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.return_words import (
    cell_words,
    check_line,
    check_name,
    leap_line,
    misfiled_line,
    recounted_line,
    reflection_line,
    said_line,
)
from inspector.i18n.words import label
from inspector.services.return_review import Review
from inspector.services.return_years import Years
from inspector.services.returns import FileReport, form_of


def form_view(form: ReturnForm) -> dict[str, Any]:
    """Return a form as --json prints it."""
    return {
        "key": form.key,
        "title": form.title,
        "source": form.source,
        "years": f"{form.first_year}–{form.last_year or ''}",
        "cells": len(form.cells),
        "checks": len(form.checks),
    }


def file_view(one: FileReport) -> dict[str, Any]:
    """Return what became of a file as --json prints it."""
    return {
        "file": str(one.path),
        "unit": None if one.unit is None else one.unit.label,
        "taken": one.taken,
        "same": one.same,
        "issues": [sentence(issue) for issue in one.issues],
    }


def print_files(reports: Sequence[FileReport]) -> None:
    """Print what became of each file, with what was noticed under it."""
    for one in reports:
        name = "—" if one.unit is None else one.unit.label
        print(
            _("{file}: {unit}, {taken} cells taken in, {same} as before").format(
                file=one.path.name, unit=name, taken=one.taken, same=one.same
            )
        )
        for issue in one.issues:
            print(f"  {sentence(issue)}")


def review_view(one: Review) -> dict[str, Any]:
    """Return a review as --json prints it."""
    form = form_of(one.given)
    return {
        "unit": one.unit.label,
        "holds": one.count(Outcome.HOLDS),
        "fails": one.count(Outcome.FAILS),
        "cannot_check": one.count(Outcome.CANNOT_CHECK),
        "reminders": one.reminders,
        "misfiled": len(one.misfiled),
        "alike": [unit.label for unit in one.alike],
        "alike_in_words": [
            {"unit": alike.unit.label, "share": alike.share} for alike in one.alike_in_words
        ],
        "checks": [
            {
                "id": check.check.id,
                "about": check.check.about,
                "weight": check.check.weight.value,
                "outcome": check.outcome.value,
                "line": check_line(form, check),
            }
            for check in one.checks
        ],
        "remarks": [*_remarks(form, one)],
    }


def years_view(found: Years) -> dict[str, Any]:
    """Return the years side by side as --json prints them."""
    return {
        "unit": None if found.unit is None else found.unit.label,
        "years": list(found.years),
        "cells": {
            one.cell: {"filled": list(one.filled), "total": one.total} for one in found.lines
        },
    }


def print_years(found: Years) -> None:
    """Print a line for each cell, a column for each year, and the sum."""
    headers = (_("Words"), *map(str, found.years), _("Total"))
    rows = [[cell_words(one.form, one.cell), *one.filled, one.total] for one in found.lines]
    print_table(headers, rows)


def print_reviews(found: Sequence[Review]) -> None:
    """Print the list of all units, then what is wrong with each."""
    headers = (
        *(_("Unit"), _("Received"), label(Outcome.FAILS)),
        *(label(Outcome.CANNOT_CHECK), _("Reminders"), _("Alike"), _("Conclusion")),
    )
    print_table(headers, [_line(one) for one in found])
    for one in found:
        form = form_of(one.given)
        lines = [
            f"  {label(check.outcome)}　{check_name(check)}：{check_line(form, check)}"
            for check in one.checks
            if check.outcome in (Outcome.FAILS, Outcome.REMINDER)
            or (check.outcome is Outcome.CANNOT_CHECK and check.check.weight == "error")
        ]
        lines += [f"  {remark}" for remark in _remarks(form, one)]
        if lines:
            print("", one.unit.label, *lines, sep="\n")


def _line(one: Review) -> list[str]:
    received = one.given.received_on
    return [
        one.unit.label,
        "" if received is None else received.isoformat(),
        str(one.count(Outcome.FAILS)),
        str(one.count(Outcome.CANNOT_CHECK)),
        str(one.reminders),
        one.alike_words,
        _("send back for correction") if one.is_to_be_sent_back else _("in order"),
    ]


def _remarks(form: ReturnForm, one: Review) -> Iterator[str]:
    for misfiled in one.misfiled:
        yield misfiled_line(form, misfiled)
    for said in one.said:
        if not said.agrees:
            yield said_line(form, said)
    for leap in one.leaps:
        yield leap_line(form, leap)
    for reflection in one.reflections:
        if not reflection.agrees:
            yield reflection_line(reflection.number, told=reflection.told)
    for recounted in one.recounted:
        if not recounted.said.agrees:
            yield recounted_line(form, recounted.number, recounted.said)
