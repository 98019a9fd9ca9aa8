"""What the commands of the procedure say to people, line by line."""

from collections.abc import Iterable, Iterator

from inspector.domain.inspection import Assessment, AssessmentState
from inspector.domain.issues import Issue
from inspector.domain.marks import format_mark
from inspector.domain.unit import Unit
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.words import label
from inspector.services.approval import Standing
from inspector.services.objections import Effect, moves
from inspector.services.procedure import Moved


def issue_lines(issues: Iterable[Issue]) -> Iterator[str]:
    """Yield each issue with how much it matters."""
    for issue in issues:
        yield f"  {label(issue.severity)}  {sentence(issue)}"


def moved_lines(moved: Moved) -> Iterator[str]:
    """Yield where a unit stands now, the dates that go with it, and what to look at."""
    part = moved.part
    state = label(part.state)
    if moved.is_held:
        yield _("{unit} stays at “{state}”:").format(unit=moved.unit.label, state=state)
    else:
        yield _("{unit}: {state}.").format(unit=moved.unit.label, state=state)
    if part.state is AssessmentState.FED_BACK and part.objection_deadline is not None:
        yield _("Fed back on {day}; objections until {deadline}.").format(
            day=part.feedback_date, deadline=part.objection_deadline
        )
    yield from issue_lines(moved.issues)


def approval_lines(unit: Unit, part: Assessment, issues: Iterable[Issue]) -> Iterator[str]:
    """Yield what was approved, and what to look at."""
    yield _("Approved {unit}: {grade}; its marks are locked.").format(
        unit=unit.label, grade=part.approved_grade or "—"
    )
    yield from issue_lines(issues)


def left_line(one: Standing) -> str:
    """Say of a unit that was not approved with the others why it was left."""
    if one.is_for_the_meeting:
        template = _("Left for the meeting: {unit}, {mark}, {grade}.")
    else:
        template = _("Not ready: {unit}, {state}.")
    mark = "—" if one.grading.mark is None else format_mark(one.grading.mark)
    return template.format(
        unit=one.unit.label, mark=mark, grade=one.ranked.grade or "—", state=label(one.part.state)
    )


def effect_lines(unit: Unit, effect: Effect) -> Iterator[str]:
    """Yield a unit's mark, grade and rank before and after, and whose ranks move with it."""
    before, after = effect.before, effect.after
    yield _("{unit}: {before} {old} → {after} {new}").format(
        unit=unit.label,
        before=_printed(before.mark),
        old=before.grade or "—",
        after=_printed(after.mark),
        new=after.grade or "—",
    )
    if effect.own is not None:
        yield _("Its rank: {before} → {after}").format(
            before=effect.own.before or "—", after=effect.own.after or "—"
        )
    if effect.others:
        yield _("Ranks of other units: {changes}").format(changes=moves(effect.others))


def _printed(mark: int | None) -> str:
    return "—" if mark is None else format_mark(mark)
