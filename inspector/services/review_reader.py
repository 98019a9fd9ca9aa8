"""Yearly returns reviewed, at once or change by change: the form, last year, scores, the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from inspector.domain import returns as rules
from inspector.domain.answer import Answer
from inspector.domain.changes import Changes
from inspector.domain.checklist import Checklist, Item
from inspector.domain.edits import RecordKind
from inspector.domain.ids import InspectionId, UnitId
from inspector.domain.return_form import ReturnForm
from inspector.domain.return_text import ALIKE, clauses, likeness
from inspector.domain.returns import Checked, Return
from inspector.domain.unit import Unit
from inspector.exchange import return_forms
from inspector.services import returns
from inspector.services.desk import Desk
from inspector.services.return_review import (
    Alike,
    Recounted,
    Review,
    Reviews,
    checked_items,
    reflections,
)
from inspector.services.returns import WHOLE, form_of

_OWN: Final = frozenset({RecordKind.RETURN, RecordKind.RETURN_CELL})
"""The kinds of record that a return is kept in; their keys begin with the unit."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """A return and what it is held against others by."""

    given: Return
    numbers: frozenset[tuple[str, int]]
    clauses: frozenset[str]


def review(
    desk: Desk, year: int, only: Unit | None = None, *, as_zero: bool = False
) -> tuple[Review, ...]:
    """Check the returns of a year, of all units or of one, in official order."""
    sitting = _Sitting(desk, year, as_zero=as_zero)
    return tuple(
        sitting.review(desk, unit)
        for unit in sitting.present()
        if only is None or only.id == unit.id
    )


class ReviewReader:
    """Reads the reviews of a year again and again; an edit costs what it touched."""

    def __init__(self) -> None:
        self._sitting: _Sitting | None = None

    def read(
        self, desk: Desk, year: int, *, as_zero: bool = False, changes: Changes | None = None
    ) -> Reviews:
        """Review a year; with all that changed since the last reading, only what that touched."""
        sitting, self._sitting = self._sitting, None
        if sitting is None or changes is None or not sitting.fits(year, changes, as_zero=as_zero):
            sitting = _Sitting(desk, year, as_zero=as_zero)
        else:
            sitting.follow(desk, changes)
        reviews = {unit.id: sitting.review(desk, unit) for unit in sitting.present()}
        self._sitting = sitting
        return Reviews(
            units=sitting.units, of=reviews, total=sitting.review_of_total(), whole=sitting.whole
        )


class _Sitting:
    """The returns of one year under review, beside one another and those of the year before.

    What was found out about a return is kept until a change touches it.
    """

    def __init__(self, desk: Desk, year: int, *, as_zero: bool) -> None:
        reader = desk.file.reader
        self._asked = year, as_zero
        self.units = reader.units()
        self.whole = returns.whole_unit(desk)
        names = {name for one in self.units for name in (one.name, one.short_name, *one.aliases)}
        self._names = tuple(sorted(names - {""}, key=lambda name: (-len(name), name)))
        self._lists = _lists(desk, year)
        self._papers: dict[UnitId, _Paper] = {}
        self._before: dict[UnitId, _Paper] = {}
        self._likeness: dict[UnitId, dict[UnitId, int]] = {}
        """Whose words are much the same, with the share; both ways."""
        self._own: dict[UnitId, Review] = {}
        """What is said of each return by itself and beside last year's."""
        self._sums: dict[tuple[str, int], Return] = {}
        """By form and year."""
        for one in reader.returns():
            self._put(one)

    def present(self) -> Iterator[Unit]:
        """Yield the units that filed a return, in official order."""
        return (unit for unit in self.units if unit.id in self._papers)

    def fits(self, year: int, changes: Changes, *, as_zero: bool) -> bool:
        """Tell whether what was asked is the same and nothing but returns changed."""
        return (year, as_zero) == self._asked and {kind for kind, _key in changes.touched} <= _OWN

    def follow(self, desk: Desk, changes: Changes) -> None:
        """Read the returns again that changes touched, and forget what was said of them."""
        for unit in {UnitId(key.partition("/")[0]) for _kind, key in changes.touched}:
            self._drop(unit)
            for one in desk.file.reader.returns(unit):
                self._put(one)
        self._sums.clear()
        if self.whole is not None:
            self._own.pop(self.whole.id, None)

    def review(self, desk: Desk, unit: Unit) -> Review:
        """Return all that can be said of one unit's return."""
        own = self._own.get(unit.id)
        if own is None:
            own = self._own[unit.id] = self._review_alone(desk, unit)
        numbers, shares = self._papers[unit.id].numbers, self._likeness[unit.id]
        same = [
            other
            for other in self.present()
            if numbers and other.id != unit.id and self._papers[other.id].numbers == numbers
        ]
        words = [Alike(other, shares[other.id]) for other in self.units if other.id in shares]
        return replace(own, alike=(*same, *own.alike), alike_in_words=(*words, *own.alike_in_words))

    def review_of_total(self) -> Review | None:
        """Check the sum over all units against last year's; None without any return."""
        year, as_zero = self._asked
        form = return_forms.form_for(year)
        whole, last = self._sum(form, year), self._sum(form, year - 1)
        if whole is None:
            return None
        return Review(
            unit=Unit(id=WHOLE, name=""),
            given=whole,
            last=last,
            checks=rules.check(form, whole, last, as_zero=as_zero),
            leaps=tuple(rules.leaps(form, whole, last)),
        )

    # Parts ----------------------------------------------------------------------------------------

    def _put(self, given: Return) -> None:
        """Take a return of the year or the one before in and hold its words against the others'."""
        year, _as_zero = self._asked
        if given.year not in (year, year - 1):
            return
        paper = _Paper(given, rules.telling(given), clauses(given.text, self._names))
        if given.year < year:
            self._before[given.unit] = paper
            return
        mine = self._likeness[given.unit] = {}
        for other, theirs in self._papers.items():
            share = likeness(paper.clauses, theirs.clauses)
            if share >= ALIKE:
                mine[other] = self._likeness[other][given.unit] = share
        self._papers[given.unit] = paper

    def _drop(self, unit: UnitId) -> None:
        for kept in (self._papers, self._before, self._own):
            kept.pop(unit, None)
        for other in self._likeness.pop(unit, {}):
            del self._likeness[other][unit]

    def _review_alone(self, desk: Desk, unit: Unit) -> Review:
        paper, before = self._papers[unit.id], self._before.get(unit.id)
        given, last = paper.given, None if before is None else before.given
        form = form_of(given)
        answers = tuple(self._answers(desk, unit.id))
        share = 0 if before is None else likeness(paper.clauses, before.clauses)
        is_same = before is not None and paper.numbers and paper.numbers == before.numbers
        return Review(
            unit=unit,
            given=given,
            last=last,
            checks=self._checks(form, given, last),
            misfiled=tuple(rules.misfiled(form, given)),
            said=tuple(rules.said(form, given)),
            leaps=tuple(rules.leaps(form, given, last)),
            reflections=tuple(reflections(form, given, answers)),
            recounted=tuple(_recounted(form, given, answers)),
            alike=(unit,) if is_same else (),
            alike_in_words=(Alike(unit, share),) if share >= ALIKE else (),
        )

    def _checks(self, form: ReturnForm, given: Return, last: Return | None) -> tuple[Checked, ...]:
        year, as_zero = self._asked
        made = rules.check(form, given, last, as_zero=as_zero)
        is_whole = self.whole is not None and self.whole.id == given.unit
        units = self._sum(form, year) if is_whole else None
        if units is None:
            return made
        return (*made, *rules.check_whole(form, given, units, as_zero=as_zero))

    def _sum(self, form: ReturnForm, year: int) -> Return | None:
        """Return the sum over all units in the cells of a form; the whole's own adds nothing."""
        papers = self._papers if year == self._asked[0] else self._before
        whole = None if self.whole is None else self.whole.id
        parts = [paper.given for unit, paper in papers.items() if unit != whole]
        if not parts:
            return None
        known = self._sums.get((form.key, year))
        if known is None:
            known = self._sums[form.key, year] = rules.total(form, WHOLE, year, parts)
        return known

    def _answers(self, desk: Desk, unit: UnitId) -> Iterator[tuple[Item, Answer]]:
        """Yield the unit's checked items of every inspection of the year."""
        for task, checklist in self._lists.get(unit, ()):
            yield from checked_items(checklist, desk.file.reader.answers(task, unit))


def _lists(desk: Desk, year: int) -> dict[UnitId, list[tuple[InspectionId, Checklist]]]:
    """Return the lists that each unit is checked by in the inspections of a year."""
    reader = desk.file.reader
    found: dict[UnitId, list[tuple[InspectionId, Checklist]]] = {}
    for task in reader.inspections():
        for part in reader.assessments(task.id) if task.year == year else ():
            checklist = reader.checklist(task.class_of(part).edition)
            found.setdefault(part.unit, []).append((task.id, checklist))
    return found


def _recounted(
    form: ReturnForm, given: Return, answers: Iterable[tuple[Item, Answer]]
) -> Iterator[Recounted]:
    """Hold a return against the numbers that the accounts of the same year repeat."""
    for item, answer in answers:
        for said in rules.said(form, replace(given, text=answer.account)):
            yield Recounted(item.number, said)
