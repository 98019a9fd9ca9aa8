"""The composite mark: sources by weight, a missing one dropped and the rest re-normalised."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from inspector.domain.marks import Mark
from inspector.domain.publishing import Exact, Publishing
from inspector.domain.results import Step
from inspector.domain.rule_set import Source


@dataclass(slots=True)
class Composite:
    """The sources of one unit's mark while they are being worked out."""

    publishing: Publishing
    own: Exact | None
    """The mark of this inspection's own items, ready to be carried on."""
    imported: Mapping[str, Mark]
    steps: list[Step]
    values: dict[str, Exact] = field(default_factory=dict)
    """What each source carries on, by its name."""
    published: dict[str, Mark] = field(default_factory=dict)
    """What is printed of each."""

    def mix(self, name: str, sources: Sequence[Source]) -> Exact | None:
        """Return the weighted mean of the sources there are, unrounded; None if there is none."""
        values = [(source, self._value(source)) for source in sources]
        present = [(value, source.weight) for source, value in values if value is not None]
        for source, value in values:
            if value is None:
                self.steps.append(Step("source.missing", source.name, (source.weight,), (name,)))
        return weighted_mean(present)

    def base(self, sources: Sequence[Source]) -> Exact | None:
        """Return what the source carries on that stands for the basic mark, if any does."""
        for source in sources:
            if is_graded(source):
                return self.values.get(source.name)
        return None

    def _value(self, source: Source) -> Exact | None:
        value = self._unrounded(source)
        if value is None:
            return None
        carried = self.publishing.carried(value) if source.published else value
        self.published[source.name] = self.publishing.shown(value)
        self.values[source.name] = carried
        return carried

    def _unrounded(self, source: Source) -> Exact | None:
        if source.name in self.imported:
            mark = self.imported[source.name]
            self.steps.append(Step("source.imported", source.name, (mark,)))
            return mark
        if not source.parts:
            return self.own if source.graded else None
        value = self.mix(source.name, source.parts)
        if value is not None:
            self._show(source, value)
        return value

    def _show(self, source: Source, value: Exact) -> None:
        terms = [
            (self.published[part.name], part.weight)
            for part in source.parts
            if part.name in self.published
        ]
        shown = (self.publishing.before_rounding(value), self.publishing.shown(value))
        self.steps.append(Step("source.mixed", source.name, (*shown, *flattened(terms))))


def needs_own(sources: Sequence[Source], imported: Mapping[str, Mark]) -> bool:
    """Whether a mark over these sources waits for this inspection's own items."""
    return any(
        needs_own(source.parts, imported) if source.parts else source.graded
        for source in sources
        if source.name not in imported
    )


def is_graded(source: Source) -> bool:
    """Whether a source is the basic mark or made with it."""
    return source.graded or any(is_graded(part) for part in source.parts)


def weighted_mean(terms: Iterable[tuple[Exact, int]]) -> Exact | None:
    """Return Σ value × weight ÷ Σ weight exactly, or None without any weight."""
    pairs = list(terms)
    weight = sum(weight for _, weight in pairs)
    if weight <= 0:
        return None
    return Fraction(sum(value * weight for value, weight in pairs), weight)


def flattened(terms: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Return pairs of value and weight one after the other, as steps hold them."""
    return tuple(number for term in terms for number in term)
