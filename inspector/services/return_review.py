"""Yearly returns reviewed: the form's checks, last year, the scores, the others, the words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from inspector.domain import returns as rules
from inspector.domain.answer import Answer, Conclusion, Side, counting
from inspector.domain.checklist import Item
from inspector.domain.return_form import Mirror, ReturnForm, Weight
from inspector.domain.return_text import ALIKE, likeness
from inspector.domain.returns import Checked, Leap, Misfiled, Outcome, Return, Said
from inspector.domain.unit import Unit
from inspector.i18n.return_words import alike_words
from inspector.services import returns
from inspector.services.desk import Desk
from inspector.services.returns import WHOLE, form_of


@dataclass(frozen=True, slots=True)
class Alike:
    """A report that says much the same: another unit's, or the unit's own of last year."""

    unit: Unit
    share: int
    """Ten-thousandths of the shorter one's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """What the scores say of the same thing as the return."""

    mirror: Mirror
    told: bool
    """Whether the return tells of something that costs marks."""
    number: str
    """Of the item."""
    findings: int

    @property
    def agrees(self) -> bool:
        """Whether both tell of it, or neither."""
        return self.told == (self.findings > 0)


@dataclass(frozen=True, slots=True)
class Recounted:
    """A number that the account of an item gives beside the table's."""

    number: str
    """Of the item."""
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that can be said of one unit's return."""

    unit: Unit
    given: Return
    last: Return | None
    checks: tuple[Checked, ...]
    misfiled: tuple[Misfiled, ...]
    said: tuple[Said, ...]
    leaps: tuple[Leap, ...]
    reflections: tuple[Reflection, ...]
    recounted: tuple[Recounted, ...]
    alike: tuple[Unit, ...]
    """Whose numbers are the same throughout; the unit itself for its own of last year."""
    alike_in_words: tuple[Alike, ...]
    """Whose words are much the same; the unit itself for its own of last year."""

    @property
    def alike_words(self) -> str:
        """Whom it is like, in numbers or in words; "" where nobody."""
        words = ((one.unit, one.share) for one in self.alike_in_words)
        return alike_words(self.unit, self.alike, words)

    def count(self, outcome: Outcome) -> int:
        """Count the official checks that came to an outcome."""
        return sum(
            1 for one in self.checks if one.outcome is outcome and one.check.weight is Weight.ERROR
        )

    @property
    def reminders(self) -> int:
        """How many things want a second look, none of them an error by itself."""
        return (
            sum(1 for one in self.checks if one.outcome is Outcome.REMINDER)
            + sum(1 for one in self.said if not one.agrees)
            + len(self.leaps)
            + sum(1 for one in self.reflections if not one.agrees)
            + sum(1 for one in self.recounted if not one.said.agrees)
        )

    @property
    def is_to_be_sent_back(self) -> bool:
        """Whether an official check fails or cannot be made."""
        return bool(self.count(Outcome.FAILS) or self.count(Outcome.CANNOT_CHECK))


def review(
    desk: Desk, year: int, only: Unit | None = None, *, as_zero: bool = False
) -> tuple[Review, ...]:
    """Check the returns of a year, of all units or of one, in official order."""
    sitting = _Sitting(desk, year, as_zero=as_zero)
    return tuple(
        sitting.review(unit, sitting.present[unit.id])
        for unit in sitting.units
        if unit.id in sitting.present and (only is None or only.id == unit.id)
    )


def review_of_total(desk: Desk, year: int, *, as_zero: bool = False) -> Review | None:
    """Check the sum over all units against the sum over last year's; None without any return."""
    whole = returns.filed(desk, year)
    if whole is None:
        return None
    return Review(
        unit=Unit(id=WHOLE, name=""),
        given=whole.given,
        last=whole.last,
        checks=rules.check(whole.form, whole.given, whole.last, as_zero=as_zero),
        misfiled=(),
        said=(),
        leaps=tuple(rules.leaps(whole.form, whole.given, whole.last)),
        reflections=(),
        recounted=(),
        alike=(),
        alike_in_words=(),
    )


class _Sitting:
    """The returns of one year under review, beside one another and those of the year before."""

    def __init__(self, desk: Desk, year: int, *, as_zero: bool) -> None:
        everyone = desk.file.reader.returns()
        self._desk = desk
        self._as_zero = as_zero
        self.units: Sequence[Unit] = desk.file.reader.units()
        self.present = {one.unit: one for one in everyone if one.year == year}
        self._before = {one.unit: one for one in everyone if one.year == year - 1}
        self._numbers = {one: rules.telling(given) for one, given in self.present.items()}
        names = {name for one in self.units for name in (one.name, one.short_name, *one.aliases)}
        self._names = tuple(sorted(names - {""}, key=lambda name: (-len(name), name)))
        self._whole = returns.whole_unit(desk)

    def review(self, unit: Unit, given: Return) -> Review:
        """Return all that can be said of one unit's return."""
        form, last = form_of(given), self._before.get(unit.id)
        answers = tuple(_answers_of_year(self._desk, given))
        return Review(
            unit=unit,
            given=given,
            last=last,
            checks=self._checks(form, given, last),
            misfiled=tuple(rules.misfiled(form, given)),
            said=tuple(rules.said(form, given)),
            leaps=tuple(rules.leaps(form, given, last)),
            reflections=tuple(_reflections(form, given, answers)),
            recounted=tuple(_recounted(form, given, answers)),
            alike=tuple(self._alike(unit, last)),
            alike_in_words=tuple(self._alike_in_words(unit, given, last)),
        )

    def _checks(self, form: ReturnForm, given: Return, last: Return | None) -> tuple[Checked, ...]:
        made = rules.check(form, given, last, as_zero=self._as_zero)
        if self._whole is None or self._whole.id != given.unit:
            return made
        units = returns.sum_of(self._desk, form, given.year)
        if units is None:
            return made
        return (*made, *rules.check_whole(form, given, units, as_zero=self._as_zero))

    def _alike(self, unit: Unit, last: Return | None) -> Iterator[Unit]:
        mine = self._numbers[unit.id]
        if not mine:
            return
        for other in self.units:
            if other.id != unit.id and self._numbers.get(other.id) == mine:
                yield other
        if last is not None and rules.telling(last) == mine:
            yield unit

    def _alike_in_words(self, unit: Unit, given: Return, last: Return | None) -> Iterator[Alike]:
        for other in self.units:
            theirs = last if other.id == unit.id else self.present.get(other.id)
            if theirs is None:
                continue
            share = likeness(given.text, theirs.text, self._names)
            if share >= ALIKE:
                yield Alike(other, share)


def _reflections(
    form: ReturnForm, given: Return, answers: Iterable[tuple[Item, Answer]]
) -> Iterator[Reflection]:
    """Hold a return against the scores of the same year."""
    told = {
        mirror: told
        for mirror in form.mirrors
        if (told := rules.is_told(form, given, mirror.rule)) is not None
    }
    for item, answer in answers:
        for mirror, tells in told.items():
            if mirror.item in item.content:
                standing = counting(answer.findings, Side.CHECKED)
                yield Reflection(
                    mirror=mirror, told=tells, number=item.number, findings=len(standing)
                )


def _recounted(
    form: ReturnForm, given: Return, answers: Iterable[tuple[Item, Answer]]
) -> Iterator[Recounted]:
    """Hold a return against the numbers that the accounts of the same year repeat."""
    for item, answer in answers:
        for said in rules.said(form, replace(given, text=answer.account)):
            yield Recounted(item.number, said)


def _answers_of_year(desk: Desk, given: Return) -> Iterator[tuple[Item, Answer]]:
    """Yield the unit's checked items of every inspection of the return's year."""
    for task in desk.file.reader.inspections():
        if task.year != given.year:
            continue
        for part in desk.file.reader.assessments(task.id):
            if part.unit == given.unit:
                checklist = desk.file.reader.checklist(task.class_of(part).edition)
                answers = desk.file.reader.answers(task.id, given.unit)
                for _path, item in checklist.items():
                    answer = answers.get(item.key)
                    if answer is not None and answer.conclusion is not Conclusion.OPEN:
                        yield item, answer
