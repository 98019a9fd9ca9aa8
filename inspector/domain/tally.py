"""One unit's answers counted over a layout: items, sections, and what lies beside the total."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from inspector.domain.answer import Conclusion, Side, counting
from inspector.domain.answer_rules import is_open
from inspector.domain.checklist import ItemKind
from inspector.domain.ids import ItemKey
from inspector.domain.item_grades import (
    Gradable,
    grade_bonus,
    grade_out,
    grade_penalty,
    grade_scored,
    grade_unmarked,
    is_out,
)
from inspector.domain.results import ItemGrade, SectionGrade, Step
from inspector.domain.rule_set import RuleSet
from inspector.domain.scheme import WHOLE, Layout, Line, Part, section_grade

_SCORED, _MET = ItemKind.SCORED, Conclusion.MET
"""Bound once, as they are asked for every answer."""

Answers = Mapping[ItemKey, Gradable]


@dataclass(slots=True)
class Sums:
    """What was taken from one part, before its parent is added up."""

    due: int = 0
    lost: int = 0
    away: int = 0
    """Points of items that are out of the total."""
    missing: int = 0
    """Points of open items."""
    open_items: int = 0
    losses: list[int] = field(default_factory=list)
    """The deductions one by one, as the working adds them up."""

    def __bool__(self) -> bool:
        """Whether anything differs from a part in which everything is met."""
        return bool(self.due or self.lost or self.away or self.open_items)


@dataclass(slots=True)
class Tally:
    """The count while it runs."""

    layout: Layout
    rule_set: RuleSet
    side: Side
    steps: list[Step]
    items: list[ItemGrade] = field(default_factory=list)
    sums: dict[int, Sums] = field(default_factory=dict)
    """By index of the part; parts where nothing happened have none."""
    open_items: int = 0
    unchecked: int = 0
    """Those of the open items that wait for a conclusion in any case."""
    bonus_due: int = 0
    penalty: int = 0
    vetoes: list[str] = field(default_factory=list)

    def count(self, answers: Answers, spared: Collection[ItemKey]) -> None:
        """Go through all items once; plainly met ones cost no arithmetic."""
        on_self_side = self.side is Side.SELF
        met, get, append = _MET, answers.get, self.items.append
        for line in self.layout.lines:
            answer = get(line.key)
            if line.key in spared:
                append(self._take(line, grade_out(line, None, self.rule_set, self.steps)))
            elif answer is None:
                append(self._leave_open(line) if line.waits else line.unanswered)
            elif (
                _claims_all(line, answer)
                if on_self_side
                else answer.conclusion is met and not answer.findings
            ):
                append(line.met)
            else:
                append(self._grade(line, answer))

    def close(self, top: int = WHOLE) -> list[SectionGrade]:
        """Add the parts up from the innermost to `top`, capping where the rule set says; by index.

        The parts that do not lie beneath `top` are returned as they are without an answer.
        """
        parts = self.layout.parts
        grades = [part.untouched for part in parts]
        capped: list[Step] = []
        for index in range(len(parts) - 1, top - 1, -1):
            sums = self.sums.get(index)
            if not sums:
                continue
            part = parts[index]
            grades[index], steps = close_part(part, sums, self.rule_set)
            capped += steps
            if index:
                _pass_on(sums, self._sums(part.parent), is_top=part.parent == WHOLE)
        self.steps.extend(reversed(capped))
        return grades

    @property
    def checked_items(self) -> int:
        """Scored items and tasks that do not keep the mark back."""
        return self.layout.waiting - self.unchecked

    def _grade(self, line: Line, answer: Gradable) -> ItemGrade:
        if is_out(answer, self.side, self.rule_set):
            return self._take(line, grade_out(line, answer, self.rule_set, self.steps))
        kind = line.item.kind
        if kind is _SCORED:
            grade = grade_scored(line, answer, self.side, self.rule_set, self.steps)
            return self._leave_open(line) if grade is None else self._take(line, grade)
        if kind is ItemKind.BONUS:
            return self._add_bonus(grade_bonus(line, answer, self.side, self.steps))
        if kind is ItemKind.TASK:
            is_waiting = self._is_waiting(line, answer)
            return self._leave_open(line) if is_waiting else self._plain(line, answer)
        return self._grade_unwanted(line, answer)

    def _grade_unwanted(self, line: Line, answer: Gradable) -> ItemGrade:
        if self._is_waiting(line, answer):
            return self._leave_open(line)
        if line.item.kind is ItemKind.PENALTY:
            grade = grade_penalty(line, answer, self.side, self.steps)
            self.penalty -= grade.mark
            return grade
        if self.side is not Side.SELF and counting(answer.findings, self.side):
            self.vetoes.append(line.item.number)
        return self._plain(line, answer)

    def _is_waiting(self, line: Line, answer: Gradable) -> bool:
        if self.side is Side.SELF:
            return line.item.kind is ItemKind.TASK and answer.self_conclusion is None
        return is_open(line.item, answer)

    def _plain(self, line: Line, answer: Gradable) -> ItemGrade:
        return grade_unmarked(line, answer, self.side)

    def _add_bonus(self, grade: ItemGrade) -> ItemGrade:
        self.bonus_due += grade.mark
        return grade

    def _take(self, line: Line, grade: ItemGrade) -> ItemGrade:
        away = line.points - grade.entitled
        if grade.due or grade.deducted or away:
            sums = self._sums(line.part)
            sums.due += grade.due
            sums.lost += grade.deducted
            sums.away += away
            if grade.deducted:
                sums.losses.append(grade.deducted)
        return grade

    def _leave_open(self, line: Line) -> ItemGrade:
        self.open_items += 1
        self.unchecked += line.waits
        sums = self._sums(line.part)
        sums.open_items += 1
        sums.missing += line.points
        return line.unanswered

    def _sums(self, part: int) -> Sums:
        found = self.sums.get(part)
        if found is None:
            found = self.sums[part] = Sums()
        return found


def close_part(part: Part, sums: Sums, rule_set: RuleSet) -> tuple[SectionGrade, Sequence[Step]]:
    """Cap what was taken from one part, in `sums` too; return its grade and the line that says so.

    `sums` holds what lies beneath the part, inner parts already capped.
    """
    entitled = part.entitled - sums.away
    capped: Sequence[Step] = ()
    if part.level and part.level == rule_set.caps.section_level:
        capped = _cap(part.title, sums, entitled)
    is_open = sums.open_items > 0
    grade = section_grade(
        part, entitled, sums.due, sums.lost, missing=sums.missing, is_open=is_open
    )
    return grade, capped


def not_applicable(
    layout: Layout,
    answers: Answers,
    side: Side,
    rule_set: RuleSet,
    spared: Collection[ItemKey],
) -> frozenset[ItemKey]:
    """Return the items that do not apply to the unit on one side."""
    return frozenset(
        line.key
        for line in layout.lines
        if line.key in spared or (line.key in answers and is_out(answers[line.key], side, rule_set))
    )


def _claims_all(line: Line, answer: Gradable) -> bool:
    return answer.self_mark == line.points > 0 and (answer.self_conclusion or _MET) is _MET


def _cap(title: str, sums: Sums, entitled: int) -> Sequence[Step]:
    if sums.lost <= entitled:
        return ()
    step = Step("section.capped", title, (sums.lost, entitled, *sums.losses))
    sums.lost, sums.losses = entitled, [entitled]
    return (step,)


def _pass_on(sums: Sums, parent: Sums, *, is_top: bool) -> None:
    """Add a part to its parent. Children come last first, so what they lost goes in front."""
    parent.due += sums.due
    parent.lost += sums.lost
    parent.away += sums.away
    parent.missing += sums.missing
    parent.open_items += sums.open_items
    if sums.lost:
        parent.losses[:0] = [sums.lost] if is_top else sums.losses
