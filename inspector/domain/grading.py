"""From answers to a unit's mark and grade, exactly, with the working that shows each step."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from inspector.domain.answer import Side
from inspector.domain.base_mark import basic_mark, gate_mark, refuse_odd_weights
from inspector.domain.checklist import Checklist, ItemKind
from inspector.domain.composite import Composite, flattened, needs_own
from inspector.domain.ids import ItemKey
from inspector.domain.marks import Mark, round_half_up
from inspector.domain.publishing import Exact, Publishing
from inspector.domain.results import Grading, SectionGrade, Step
from inspector.domain.rule_set import SHARE_ONE, Gate, NotApplicable, RoundingOrder, RuleSet
from inspector.domain.running import RunningTally
from inspector.domain.scheme import WHOLE, Layout, lay_out, spread_points
from inspector.domain.tally import Answers, Tally, not_applicable

NO_MARKS: Mapping[str, Mark] = {}


class Scheme:
    """A checklist and a rule set made ready to grade any number of units."""

    def __init__(self, layout: Layout, rule_set: RuleSet) -> None:
        self._layout = layout
        self._rule_set = rule_set
        self._publishing = Publishing.of(rule_set)
        self._is_scored = any(line.item.kind is not ItemKind.TASK for line in layout.lines)

    def grade(
        self,
        answers: Answers,
        *,
        side: Side,
        spared: Collection[ItemKey] = (),
        imported: Mapping[str, Mark] | None = None,
    ) -> Grading:
        """Grade one unit on one side.

        Items without an answer are open; items in `spared` do not apply from the start;
        `imported` holds marks from elsewhere by the name of the composite's source. While the
        mark waits for open items there is neither mark nor grade, only what was deducted so far.
        """
        steps = [Step(f"rounding.{self._rule_set.rounding}", "", (self._rule_set.places,))]
        spared = frozenset(spared)
        layout = self._layout_for(answers, side, spared, steps)
        tally = Tally(layout, self._rule_set, side, steps)
        tally.count(answers, spared)
        sections = tally.close()
        outcome = _Outcome(self._rule_set, self._publishing, layout, tally, sections)
        if self._is_scored:
            steps += section_steps(layout, tally, sections)
            outcome.settle(imported or NO_MARKS)
        else:
            steps.append(outcome.progress())
        return outcome.grading()

    def running(
        self, answers: Answers, *, side: Side, spared: Collection[ItemKey] = ()
    ) -> RunningTally:
        """Count one unit on one side so that answers that change later cost little each."""
        return RunningTally(
            self._layout,
            lambda gone: self._spread(gone)[0],
            self._rule_set,
            side,
            answers,
            spared,
        )

    def outcome(self, running: RunningTally, imported: Mapping[str, Mark] | None = None) -> Grading:
        """Return the result of a running tally as `grade` would, items and their working aside."""
        tally = running.tally()
        outcome = _Outcome(
            self._rule_set, self._publishing, running.layout, tally, running.sections
        )
        if self._is_scored:
            outcome.settle(imported or NO_MARKS)
        return outcome.grading()

    def mark_of(
        self, running: RunningTally, imported: Mapping[str, Mark] | None = None
    ) -> tuple[Mark | None, str | None]:
        """Return mark and grade as `outcome` does, for a screen that asks after each letter."""
        outcome = _Outcome(
            self._rule_set, self._publishing, running.layout, running.tally(), running.sections
        )
        if self._is_scored:
            outcome.settle(imported or NO_MARKS)
        return outcome.mark, outcome.grade

    def working_of(self, running: RunningTally, part: int) -> tuple[Step, ...]:
        """Return the working of one section, from its findings to its sum; `part` is its index."""
        tally, sections = running.beneath(part)
        code = "section.open" if sections[part].rate is None else "section"
        numbers = _sum_numbers(tally, part, sections[part])
        return (*tally.steps, Step(code, sections[part].title, numbers))

    def _layout_for(
        self, answers: Answers, side: Side, spared: frozenset[ItemKey], steps: list[Step]
    ) -> Layout:
        if self._rule_set.not_applicable is not NotApplicable.SPREAD:
            return self._layout
        gone = not_applicable(self._layout, answers, side, self._rule_set, spared)
        if not gone:
            return self._layout
        layout, spread = self._spread(gone)
        steps += spread
        return layout

    def _spread(self, gone: Collection[ItemKey]) -> tuple[Layout, list[Step]]:
        quantum = 10 ** (4 - self._rule_set.places) if self._publishing.rounds_each else 1
        return spread_points(self._layout, gone, self._rule_set.spread_over, quantum)


class _Outcome:
    """What follows from one unit's tally: basic mark, composite, bonus, veto, grade."""

    def __init__(
        self,
        rule_set: RuleSet,
        publishing: Publishing,
        layout: Layout,
        tally: Tally,
        sections: Sequence[SectionGrade],
    ) -> None:
        self._rule_set = rule_set
        self._publishing = publishing
        self._layout = layout
        self._tally = tally
        self._sections = sections
        self._steps = tally.steps
        self._base: Exact | None = None
        self._published: Mapping[str, Mark] = {}
        self._bonus = 0
        self._original: Mark | None = None
        self._mark: Mark | None = None
        self._grade: str | None = None

    @property
    def mark(self) -> Mark | None:
        """The final mark, where there is one."""
        return self._mark

    @property
    def grade(self) -> str | None:
        """The proposed grade, where there is one."""
        return self._grade

    def settle(self, imported: Mapping[str, Mark]) -> None:
        """Work out mark and grade, unless open items keep them back."""
        if self._rule_set.veto.ends_scoring and self._tally.vetoes:
            self._grade = self._rule_set.veto.grade
            numbers = "、".join(self._tally.vetoes)
            self._steps.append(Step("veto.ends_scoring", numbers, (), (self._grade,)))
            return
        value = self._value(imported)
        if value is None:
            if self._tally.open_items:
                self._steps.append(self.progress())
            return
        self._bonus = self._allowed_bonus()
        total = value + self._bonus - self._tally.penalty
        self._original = self._mark = self._publishing.shown(total)
        self._show_total(value, total)
        self._limit_by_veto()
        exact = self._rule_set.rounding is RoundingOrder.GRADE_EXACT
        self._grade = self._graded(total if exact else self._mark)

    def progress(self) -> Step:
        """Return the line that stands in for a mark while items are open."""
        checked = self._tally.checked_items
        deducted = self._sections[WHOLE].deducted
        return Step("progress", "", (checked, checked + self._tally.unchecked, deducted))

    def grading(self) -> Grading:
        """Return all of it as one value."""
        whole, tally = self._sections[WHOLE], self._tally
        return Grading(
            side=tally.side,
            open_items=tally.open_items,
            checked_items=tally.checked_items,
            items=tuple(tally.items),
            sections=tuple(
                section
                for part, section in zip(self._layout.parts, self._sections, strict=True)
                if part.level and part.is_scored
            ),
            earned=whole.mark,
            entitled=whole.entitled,
            due=whole.due,
            deducted=whole.deducted,
            base=None if self._base is None else self._publishing.shown(self._base),
            sources=self._published,
            bonus_due=Mark(tally.bonus_due),
            bonus=Mark(self._bonus),
            penalty=Mark(tally.penalty),
            original=self._original,
            mark=self._mark,
            grade=self._grade,
            vetoes=tuple(tally.vetoes),
            working=tuple(self._steps),
        )

    def _value(self, imported: Mapping[str, Mark]) -> Exact | None:
        """Return the mark before bonus and penalty, or None while it has to wait."""
        sources = self._rule_set.composite
        waits_for_items = not sources or needs_own(sources, imported)
        own = None
        if waits_for_items:
            if self._tally.open_items:
                return None
            own = self._own_mark()
        if not sources:
            self._base = own
            return own
        composite = Composite(self._publishing, own, imported, self._steps)
        value = composite.mix("", sources)
        base = composite.base(sources)
        self._base = value if base is None else base
        self._published = composite.published
        terms = [(self._published[s.name], s.weight) for s in sources if s.name in self._published]
        if value is not None and len(terms) > 1:
            shown = self._publishing.before_rounding(value)
            self._steps.append(Step("composite", "", (shown, *flattened(terms))))
        return value

    def _own_mark(self) -> Exact | None:
        exact = basic_mark(
            self._layout, self._sections, self._rule_set, self._publishing, self._steps
        )
        return None if exact is None else self._publishing.carried(exact)

    def _allowed_bonus(self) -> int:
        due = self._tally.bonus_due
        if not due:
            return 0
        bonus = self._rule_set.bonus
        for gate in bonus.gates:
            reached = self._reached(gate)
            if not gate.is_passed_by(reached):
                self._steps.append(self._gate_step("bonus.gate_failed", gate, reached, due))
                return 0
        if bonus.cap is not None and due > bonus.cap:
            self._steps.append(Step("bonus.capped", "", (due, bonus.cap)))
            return bonus.cap
        return due

    def _reached(self, gate: Gate) -> Exact:
        if gate.sections:
            return gate_mark(gate, self._layout, self._sections, self._rule_set)
        return self._base or 0

    def _gate_step(
        self, code: str, gate: Gate, reached: Exact, *more: int, grade: str = ""
    ) -> Step:
        titles = "＋".join(
            self._layout.parts[self._layout.part_numbered(number)].title for number in gate.sections
        )
        shown = self._publishing.before_rounding(reached)
        suffix = "" if gate.inclusive else ".strict"
        return Step(code + suffix, titles, (shown, gate.at_least, *more), (grade,) if grade else ())

    def _show_total(self, value: Exact, total: Exact) -> None:
        exact = self._publishing.before_rounding
        numbers = (exact(value), self._bonus, self._tally.penalty, exact(total))
        self._steps.append(Step("mark", "", (*numbers, self._publishing.shown(total))))

    def _limit_by_veto(self) -> None:
        limit, numbers = self._rule_set.veto.mark_limit, "、".join(self._tally.vetoes)
        if not numbers or self._mark is None:
            return
        if limit is not None and self._mark > limit:
            self._steps.append(Step("veto.limited", numbers, (self._mark, limit)))
            self._mark = limit

    def _graded(self, value: Exact) -> str | None:
        """Return the grade by veto, by bands, or the worse one that a part gate forces."""
        if self._tally.vetoes:
            grade = self._rule_set.veto.grade
            self._steps.append(Step("grade.veto", "、".join(self._tally.vetoes), (), (grade,)))
            return grade
        places = self._rule_set.grade_places
        if places is not None:
            value = round_half_up(value, places)
        grade_by_mark = self._grade_in_bands(value)
        return self._grade_after_part_gates(grade_by_mark)

    def _grade_in_bands(self, value: Exact) -> str | None:
        bands = self._rule_set.bands
        if not bands:
            return None
        shown = self._publishing.before_rounding(value)
        for band in bands:
            if value > band.at_least or (band.inclusive and value == band.at_least):
                code = "grade" if band.inclusive else "grade.strict"
                self._steps.append(Step(code, "", (shown, band.at_least), (band.grade,)))
                return band.grade
        self._steps.append(Step("grade.floor", "", (shown,), (bands[-1].grade,)))
        return bands[-1].grade

    def _grade_after_part_gates(self, grade: str | None) -> str | None:
        order = [band.grade for band in self._rule_set.bands]
        for part_gate in self._rule_set.part_gates:
            gate = part_gate.gate
            reached = self._reached(gate)
            if gate.is_passed_by(reached):
                continue
            if grade in order and part_gate.grade in order:
                forced = max(grade, part_gate.grade, key=order.index)
            else:
                forced = part_gate.grade
            self._steps.append(self._gate_step("part_gate.failed", gate, reached, grade=forced))
            grade = forced
        return grade


def prepare(
    checklist: Checklist,
    rule_set: RuleSet | None = None,
    items: Collection[ItemKey] | None = None,
) -> Scheme:
    """Make a checklist ready for grading once, for all units that share it.

    `rule_set` replaces the list's own; `items` restricts grading to those (a quarterly sample).
    Raises Refused when the rule set names a section the list does not have, or weights that do
    not fit its sections.
    """
    rules = rule_set if rule_set is not None else checklist.rule_set
    layout = lay_out(checklist, items)
    for gate in (*rules.bonus.gates, *(part.gate for part in rules.part_gates)):
        for number in gate.sections:
            layout.part_numbered(number)
    for number in rules.spread_over:
        layout.part_numbered(number)
    refuse_odd_weights(layout, rules)
    return Scheme(layout, rules)


def grade(
    checklist: Checklist,
    rule_set: RuleSet | None,
    answers: Answers,
    *,
    side: Side,
    spared: Collection[ItemKey] = (),
    items: Collection[ItemKey] | None = None,
    imported: Mapping[str, Mark] | None = None,
) -> Grading:
    """Grade one unit; for several units of one list use `prepare` once."""
    scheme = prepare(checklist, rule_set, items)
    return scheme.grade(answers, side=side, spared=spared, imported=imported)


def section_steps(layout: Layout, tally: Tally, sections: Sequence[SectionGrade]) -> list[Step]:
    """Return the lines that add items up to sections of the first level, and those to the whole."""
    steps = []
    for index, (part, section) in enumerate(zip(layout.parts, sections, strict=True)):
        if part.level == 1 and section.entitled:
            code = "section.open" if section.rate is None else "section"
            steps.append(Step(code, section.title, _sum_numbers(tally, index, section)))
    if not tally.open_items:
        whole = _sum_numbers(tally, WHOLE, sections[WHOLE])
        steps.append(Step("total", "", (sections[WHOLE].due, *whole)))
    return steps


def _sum_numbers(tally: Tally, index: int, section: SectionGrade) -> tuple[int, ...]:
    """Return entitled, deducted, mark and rate, then each deduction that was added up."""
    sums = tally.sums.get(index)
    losses = sums.losses if sums else ()
    return (section.entitled, section.deducted, section.mark, section.rate or 0, *losses)


def appraisal_mark(mark: Mark, rule_set: RuleSet) -> Mark:
    """Return what a mark is worth in the government's own appraisal, published (折4分)."""
    worth = Fraction(mark * rule_set.appraisal_share, SHARE_ONE)
    return round_half_up(worth, rule_set.places)
