"""What can be said of a yearly return: checks, leaps, scores, words, and whom it is like."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from inspector.domain import returns as rules
from inspector.domain.answer import Answer, Conclusion, Side, counting
from inspector.domain.checklist import Checklist, Item
from inspector.domain.ids import ItemKey, UnitId
from inspector.domain.return_form import Mirror, ReturnForm, Weight
from inspector.domain.returns import Checked, Leap, Misfiled, Outcome, Return, Said
from inspector.domain.unit import Unit
from inspector.i18n.return_words import alike_words


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
    misfiled: tuple[Misfiled, ...] = ()
    said: tuple[Said, ...] = ()
    leaps: tuple[Leap, ...]
    reflections: tuple[Reflection, ...] = ()
    recounted: tuple[Recounted, ...] = ()
    alike: tuple[Unit, ...] = ()
    """Whose numbers are the same throughout; the unit itself for its own of last year."""
    alike_in_words: tuple[Alike, ...] = ()
    """Whose words are much the same; the unit itself for its own of last year."""

    @property
    def alike_words(self) -> str:
        """Whom it is like, in numbers or in words; "" where nobody."""
        words = ((one.unit, one.share) for one in self.alike_in_words)
        return alike_words(self.unit, self.alike, words)

    def count(self, outcome: Outcome) -> int:
        """Count the official checks that came to an outcome."""
        return len(official(self.checks, outcome))

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """The returns of one year, reviewed."""

    units: tuple[Unit, ...]
    """All there are in official order, with a return or without."""
    of: Mapping[UnitId, Review]
    total: Review | None
    """The sum over all units against last year's; None without any return."""
    whole: Unit | None
    """Whose return is that of the whole."""


def official(checks: Iterable[Checked], outcome: Outcome) -> tuple[Checked, ...]:
    """Return the checks that the authority decreed, no reminders, which came to an outcome."""
    return tuple(
        one for one in checks if one.outcome is outcome and one.check.weight is Weight.ERROR
    )


def checked_items(
    checklist: Checklist, answers: Mapping[ItemKey, Answer]
) -> Iterator[tuple[Item, Answer]]:
    """Yield the items of a list that were checked, with what was found."""
    for _path, item in checklist.items():
        answer = answers.get(item.key)
        if answer is not None and answer.conclusion is not Conclusion.OPEN:
            yield item, answer


def reflections(
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
