"""The basic mark: sections' sums brought to the full mark, by ratio or by weights."""

from collections.abc import Sequence
from fractions import Fraction

from inspector.domain.composite import flattened, weighted_mean
from inspector.domain.errors import refused
from inspector.domain.marks import plain_mark
from inspector.domain.publishing import Exact, Publishing
from inspector.domain.results import SectionGrade, Step
from inspector.domain.rule_set import SHARE_ONE, Gate, NotApplicable, RuleSet
from inspector.domain.scheme import WHOLE, Layout


def basic_mark(
    layout: Layout,
    sections: Sequence[SectionGrade],
    rule_set: RuleSet,
    publishing: Publishing,
    steps: list[Step],
) -> Exact | None:
    """Return the basic mark before it is published; None where nothing applies to the unit.

    `sections` stand by index of the layout's parts, the whole first.
    """
    if rule_set.weights:
        return _Weighing(layout, sections, rule_set, publishing, steps).value_of(WHOLE)
    whole = sections[WHOLE]
    if rule_set.not_applicable is not NotApplicable.RATIO:
        steps.append(Step("base", "", (publishing.shown(whole.mark),)))
        return whole.mark
    if whole.entitled <= 0:
        return None
    exact = Fraction(whole.mark * rule_set.full, whole.entitled)
    shown = (publishing.before_rounding(exact), publishing.shown(exact))
    steps.append(Step("base.ratio", "", (whole.mark, whole.entitled, rule_set.full, *shown)))
    return exact


def gate_mark(
    gate: Gate, layout: Layout, sections: Sequence[SectionGrade], rule_set: RuleSet
) -> Exact:
    """Return the marks of the sections a gate names, scaled to their whole points under RATIO."""
    total: Exact = 0
    for number in gate.sections:
        index = layout.part_numbered(number)
        section, whole = sections[index], layout.parts[index].entitled
        if rule_set.not_applicable is NotApplicable.RATIO and 0 < section.entitled != whole:
            total += Fraction(section.mark * whole, section.entitled)
        else:
            total += section.mark
    return total


def refuse_odd_weights(layout: Layout, rule_set: RuleSet) -> None:
    """Refuse weights of unknown sections, and siblings whose weights do not make up 100 %."""
    weights = dict(rule_set.weights)
    parents = {layout.parts[layout.part_numbered(number)].parent for number in weights}
    for parent in sorted(parents):
        title = layout.parts[parent].title
        siblings = [layout.parts[index] for index in layout.children(parent)]
        if any(part.number not in weights and part.entitled for part in siblings):
            missing = next(p for p in siblings if p.number not in weights and p.entitled)
            raise refused("rule_set.weight_missing", section=missing.title, parent=title)
        total = sum(weights.get(part.number, 0) for part in siblings)
        if total != SHARE_ONE:
            raise refused("rule_set.weights_total", parent=title, total=plain_mark(total * 100))


class _Weighing:
    """The tree of weights of one unit, from the leaves up."""

    def __init__(
        self,
        layout: Layout,
        sections: Sequence[SectionGrade],
        rule_set: RuleSet,
        publishing: Publishing,
        steps: list[Step],
    ) -> None:
        self._layout = layout
        self._sections = sections
        self._weights = dict(rule_set.weights)
        self._full = rule_set.full
        self._keeps_whole = rule_set.not_applicable is NotApplicable.EXCLUDE
        self._publishing = publishing
        self._steps = steps

    def value_of(self, index: int) -> Exact | None:
        """Return a part's mark on the scale of the full mark; None where nothing applies."""
        children = [
            child
            for child in self._layout.children(index)
            if self._layout.parts[child].number in self._weights
        ]
        return self._mixed(index, children) if children else self._rated(index)

    def _mixed(self, index: int, children: list[int]) -> Exact | None:
        values, shown = [], []
        for child in children:
            value = self.value_of(child)
            if value is None:
                continue
            weight = self._weights[self._layout.parts[child].number]
            values.append((self._publishing.carried(value), weight))
            shown.append((self._publishing.shown(value), weight))
        exact = weighted_mean(values)
        if exact is not None:
            numbers = (self._publishing.before_rounding(exact), self._publishing.shown(exact))
            title = self._layout.parts[index].title if index else ""
            code = "weights" if index else "base.weights"
            self._steps.append(Step(code, title, (*numbers, *flattened(shown))))
        return exact

    def _rated(self, index: int) -> Exact | None:
        section = self._sections[index]
        whole = self._layout.parts[index].entitled if self._keeps_whole else section.entitled
        if whole <= 0:
            return None
        exact = Fraction(section.mark * self._full, whole)
        numbers = (self._publishing.before_rounding(exact), self._publishing.shown(exact))
        step = Step("section.rated", section.title, (section.mark, whole, self._full, *numbers))
        self._steps.append(step)
        return exact
