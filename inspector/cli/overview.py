"""inspector state overview: every unit's progress, and what the whole work waits for."""

import typer

from inspector.cli.options import AsJson, InspectionName, WorkspaceFile, command, open_task
from inspector.cli.output import iso_day, print_json, print_table
from inspector.i18n.gettext import _


def add_to(group: typer.Typer) -> None:
    """Add the command to the states."""
    command(
        group,
        "overview",
        _("Show how far each unit is and what keeps it from its next state."),
        "inspector state overview -w W.inspection",
    )(overview)


def overview(
    workspace: WorkspaceFile, inspection: InspectionName = None, as_json: AsJson = False
) -> None:
    from datetime import date

    from inspector.domain.marks import format_mark
    from inspector.i18n.progress import held_words, waiting_words
    from inspector.i18n.words import label
    from inspector.services import overview as service

    today = date.today()
    with open_task(workspace, inspection, read_only=True) as (desk, task):
        lines, figures = service.lines(desk, task, today), service.figures(desk, task)
    whole = service.whole(lines, figures, today)
    held = {line.key: service.held(line, figures[line.key], today) for line in lines}
    if as_json:
        print_json(
            [
                {
                    "unit": line.unit.label,
                    "class": line.part.unit_class,
                    "state": line.state.value,
                    "checked": figures[line.key].checked,
                    "items": figures[line.key].items,
                    "deducted": format_mark(figures[line.key].deducted),
                    "mark": _mark(figures[line.key].mark),
                    "open_problems": line.problems,
                    "open_objections": line.objections,
                    "team": line.team,
                    "inspectors": list(line.part.inspectors),
                    "hold": held[line.key].hold.value,
                    "count": held[line.key].count,
                    "day": iso_day(held[line.key].day),
                }
                for line in lines
            ]
        )
        return
    print(_("Checked {checked} of {items} items.").format(checked=whole.checked, items=whole.items))
    for one in whole.waiting:
        print(f"  {waiting_words(one)}")
    print_table(
        (_("Unit"), _("State"), _("Checked"), _("Deducted"), _("Mark"), _("Next step")),
        [
            (
                line.unit.label,
                label(line.state),
                f"{figures[line.key].checked}/{figures[line.key].items}",
                format_mark(figures[line.key].deducted),
                _mark(figures[line.key].mark) or "—",
                held_words(held[line.key]),
            )
            for line in lines
        ],
    )


def _mark(mark: int | None) -> str | None:
    from inspector.domain.marks import format_mark

    return None if mark is None else format_mark(mark)
