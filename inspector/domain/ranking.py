"""One class of units put in order: ranks, the quota for the best grade, averages and rates."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from inspector.domain.ids import UnitId
from inspector.domain.marks import Mark, round_half_up, share
from inspector.domain.results import ClassResult, Grading, Ranked, SectionGrade
from inspector.domain.rule_set import SHARE_ONE, RuleSet


@dataclass(frozen=True, slots=True)
class RankChange:
    """A unit whose rank another unit's objection moves."""

    unit: UnitId
    before: int | None
    after: int | None


def rank(
    unit_class: str, entries: Iterable[tuple[UnitId, Grading]], rule_set: RuleSet
) -> ClassResult:
    """Rank the units of one class by published mark.

    Equal marks share a rank and the next is skipped; among equals the order given stands. Units
    without a mark come last and have no rank. The quota counts every unit of the class. Where
    the quota falls inside a group of equals the program decides nothing: the group is returned
    as `tie_across_quota`.
    """
    units = list(entries)
    marked = [(unit, grading) for unit, grading in units if grading.mark is not None]
    marked.sort(key=lambda entry: -(entry[1].mark or 0))
    open_units = [(unit, grading) for unit, grading in units if grading.mark is None]
    ranks = _ranks([grading.mark or Mark(0) for _, grading in marked])
    quota = None if rule_set.quota is None else rule_set.quota * len(units) // SHARE_ONE
    best = [
        (unit, place)
        for (unit, grading), place in zip(marked, ranks, strict=True)
        if grading.grade == rule_set.best_grade and rule_set.best_grade is not None
    ]
    tied, beyond = _across_quota(best, quota)
    ranked = [
        Ranked(unit, grading.mark, place, grading.grade, unit in beyond)
        for (unit, grading), place in zip(marked, ranks, strict=True)
    ]
    ranked += [Ranked(unit, None, None, grading.grade) for unit, grading in open_units]
    marks = (grading.mark for _, grading in units if not _is_unmarked(grading))
    return ClassResult(
        unit_class=unit_class,
        ranked=tuple(ranked),
        average=mean_mark(marks, max(rule_set.places, 2)),
        grades=grade_counts((grading.grade for _, grading in units), rule_set),
        sections=_section_sums([grading for _, grading in units if _counts(grading)]),
        total=_total([grading for _, grading in units if _counts(grading)]),
        quota=quota,
        best_by_mark=len(best),
        tie_across_quota=tied,
    )


def unranked(result: ClassResult) -> ClassResult:
    """Return a class's result without ranks and quota, where only some of its units are known."""
    return replace(
        result,
        ranked=tuple(replace(one, rank=None, over_quota=False) for one in result.ranked),
        quota=None,
        tie_across_quota=(),
    )


def mean_mark(marks: Iterable[Mark | None], places: int = 2) -> Mark | None:
    """Return the published mean of published marks, or None while any is missing or there is none.

    Over several classes, hand in the marks of all their units: the mean of means is another
    number.
    """
    known = list(marks)
    if not known or any(mark is None for mark in known):
        return None
    return round_half_up(Fraction(sum(mark or 0 for mark in known), len(known)), places)


def grade_counts(grades: Iterable[str | None], rule_set: RuleSet) -> tuple[tuple[str, int], ...]:
    """Count units by grade: each grade of the rule set from best to worst, then any other."""
    counts = Counter(grade for grade in grades if grade is not None)
    order = [band.grade for band in rule_set.bands]
    order += sorted(set(counts) - set(order))
    return tuple((grade, counts[grade]) for grade in order)


def rank_changes(before: ClassResult, after: ClassResult) -> tuple[RankChange, ...]:
    """Return whose rank differs between two results of a class, in the later one's order."""
    earlier = {ranked.unit: ranked.rank for ranked in before.ranked}
    return tuple(
        RankChange(ranked.unit, earlier.get(ranked.unit), ranked.rank)
        for ranked in after.ranked
        if earlier.get(ranked.unit) != ranked.rank
    )


def _ranks(marks: Sequence[Mark]) -> list[int]:
    ranks: list[int] = []
    for place, mark in enumerate(marks, 1):
        ranks.append(ranks[-1] if ranks and marks[place - 2] == mark else place)
    return ranks


def _across_quota(
    best: Sequence[tuple[UnitId, int]], quota: int | None
) -> tuple[tuple[UnitId, ...], frozenset[UnitId]]:
    """Return the units tied across the quota, and those that rank beyond it."""
    if quota is None or len(best) <= quota:
        return (), frozenset()
    first_outside = best[quota][1]
    tied = tuple(unit for unit, place in best if place == first_outside)
    if first_outside > quota:
        tied = ()
    beyond = frozenset(unit for unit, place in best[quota:] if unit not in tied)
    return tied, beyond


def _is_unmarked(grading: Grading) -> bool:
    """Whether a unit has a grade and will never have a mark: a veto ended its scoring."""
    return grading.mark is None and grading.grade is not None


def _counts(grading: Grading) -> bool:
    return grading.open_items == 0


def _section_sums(gradings: Sequence[Grading]) -> tuple[SectionGrade, ...]:
    """Add sections up over units that share a list, by their place in it."""
    if not gradings:
        return ()
    columns = zip(*(grading.sections for grading in gradings), strict=True)
    return tuple(_added(column) for column in columns)


def _added(sections: Sequence[SectionGrade]) -> SectionGrade:
    first = sections[0]
    entitled = sum(section.entitled for section in sections)
    mark = sum(section.mark for section in sections)
    return SectionGrade(
        first.number,
        first.title,
        first.level,
        Mark(sum(section.points for section in sections)),
        Mark(entitled),
        Mark(sum(section.due for section in sections)),
        Mark(sum(section.deducted for section in sections)),
        Mark(mark),
        share(mark, entitled),
    )


def _total(gradings: Sequence[Grading]) -> SectionGrade | None:
    if not gradings:
        return None
    entitled = sum(grading.entitled for grading in gradings)
    mark = sum(grading.earned for grading in gradings)
    return SectionGrade(
        "",
        "",
        0,
        Mark(entitled),
        Mark(entitled),
        Mark(sum(grading.due for grading in gradings)),
        Mark(sum(grading.deducted for grading in gradings)),
        Mark(mark),
        share(mark, entitled),
    )
