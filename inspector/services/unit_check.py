"""The whole check (校核) of a unit: its list, its state, and its yearly return beside the marks."""

from collections.abc import Iterator

from inspector.domain import returns as rules
from inspector.domain.inspection import Inspection
from inspector.domain.issues import Issue, Severity
from inspector.domain.return_form import ReturnForm
from inspector.domain.returns import Outcome, Return
from inspector.domain.unit import Unit
from inspector.exchange import return_forms
from inspector.i18n.return_words import check_line, check_name, reflection_line
from inspector.services import lookup, procedure
from inspector.services.desk import Desk
from inspector.services.return_review import checked_items, official, reflections


def check(desk: Desk, task: Inspection, unit: Unit) -> tuple[Issue, ...]:
    """Return what `procedure.check` finds, and warnings about the return of the same year."""
    return (*procedure.check(desk, task, unit), *_of_return(desk, task, unit))


def _of_return(desk: Desk, task: Inspection, unit: Unit) -> Iterator[Issue]:
    filed = {one.year: one for one in desk.file.reader.returns(unit.id)}
    given = None if task.year is None else filed.get(task.year)
    if given is None:
        return
    form = return_forms.load(given.form)
    yield from _failing(form, given, filed.get(given.year - 1))
    checklist = lookup.checklist_of(desk, task, lookup.assessment(desk, task, unit))
    answers = desk.file.reader.answers(task.id, unit.id)
    for one in reflections(form, given, checked_items(checklist, answers)):
        if not one.agrees:
            said = reflection_line(one.number, told=one.told)
            parameters = {"year": str(given.year), "said": said, "item": one.number}
            yield Issue(
                code="check.return_and_mark", severity=Severity.WARNING, parameters=parameters
            )


def _failing(form: ReturnForm, given: Return, last: Return | None) -> Iterator[Issue]:
    """Yield one warning for all official checks that do not hold; the first is told in full."""
    failing = official(rules.check(form, given, last), Outcome.FAILS)
    if failing:
        first = f"{check_name(failing[0])}：{check_line(form, failing[0])}"
        parameters = {"year": str(given.year), "count": str(len(failing)), "first": first}
        yield Issue(code="check.return_differs", severity=Severity.WARNING, parameters=parameters)
