"""Units that leave an inspection: what is recorded of them, and taking them out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspector.domain.changes import Changes
from inspector.domain.edits import Action
from inspector.domain.errors import Refused
from inspector.domain.inspection import Assessment, AssessmentState, Inspection, is_locked
from inspector.domain.issues import Issue, Severity
from inspector.domain.unit import Unit
from inspector.services import lookup
from inspector.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What an inspection holds of one unit."""

    unit: Unit
    part: Assessment
    answers: int
    """Items that something is said about, by the unit or on checking."""
    findings: int
    evidence: int
    objections: int
    problems: int
    papers: int
    """Drafts and final papers that name the unit."""

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was done about the unit yet."""
        counted = (self.answers, self.findings, self.evidence, self.objections, self.problems)
        return (
            self.part.state is AssessmentState.AWAITING_SHEET
            and self.part.sheet_sent_on is None
            and not any((*counted, self.papers))
        )


def recorded(desk: Desk, task: Inspection, units: Sequence[Unit]) -> tuple[Recorded, ...]:
    """Return what the inspection holds of each of some units that take part."""
    reader = desk.file.reader
    drafts = reader.drafts(task.id)
    found = []
    for unit in units:
        answers = reader.answers(task.id, unit.id)
        found.append(
            Recorded(
                unit=unit,
                part=lookup.assessment(desk, task, unit),
                answers=len(answers),
                findings=sum(len(answer.findings) for answer in answers.values()),
                evidence=len(reader.evidence(task.id, unit.id)),
                objections=len(reader.objections(task.id, unit.id)),
                problems=len(reader.rectifications(task.id, unit.id)),
                papers=sum(unit.id in draft.units for draft in drafts),
            )
        )
    return tuple(found)


def take_out(
    desk: Desk, task: Inspection, units: Sequence[Unit], *, with_work: bool = False
) -> Changes:
    """Let units take part no more, as one action; the register and the history keep them.

    Only the assessment goes: what was recorded stays in the file, counts nowhere, and is there
    again when the unit is added again. Work that somebody else records meanwhile makes a conflict
    when the files are merged. Raises Refused with every approved unit, and unless `with_work` with
    every unit that something is recorded of.
    """
    known = recorded(desk, task, units)
    issues = [issue for one in known for issue in _held_by(one, with_work)]
    if issues:
        raise Refused(*issues)
    with desk.file.unit_of_work(desk.author) as work:
        for one in known:
            work.remove(one.part)
        names = "、".join(one.unit.label for one in known)
        return work.commit(Action(verb="unit.take_out", parameters={"units": names}))


def _held_by(one: Recorded, with_work: bool) -> list[Issue]:
    """Return why a unit may not leave, if there is a reason."""
    name = {"unit": one.unit.label}
    if is_locked(one.part.state):
        return [_issue("answers.locked", name)]
    if one.is_untouched or with_work:
        return []
    counts = ("answers", "findings", "evidence", "objections", "problems", "papers")
    held = {count: str(getattr(one, count)) for count in counts}
    return [_issue("leaving.recorded", {**name, "state": one.part.state.value, **held})]


def _issue(code: str, parameters: Mapping[str, str]) -> Issue:
    return Issue(code=code, severity=Severity.ERROR, parameters=parameters)
