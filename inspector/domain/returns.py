"""A unit's yearly return and its checks: a number, nothing, "/" and words stay apart."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from inspector.domain.ids import UnitId
from inspector.domain.marks import parse_mark
from inspector.domain.return_form import Check, Counted, ReturnForm, Saying, Weight
from inspector.domain.return_rule import SIGNS, Comparison, Name, Rule, Term, Whose

ONE: Final = 10_000
"""Numbers are integers of ten-thousandths, as marks are."""


class CellKind(StrEnum):
    """What stands in a cell."""

    NUMBER = "number"
    BLANK = "blank"
    SLASH = "slash"
    """Written as not applicable: /, -, —, 不适用."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """What was filled in, and the number it is, if it is one."""

    text: str
    kind: CellKind
    number: int = 0
    """Ten-thousandths; only with kind NUMBER."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """One unit's return of one year."""

    unit: UnitId
    year: int
    form: str = ""
    """The key of the form it is filled in on."""
    cells: Mapping[str, str] = field(default_factory=dict)
    """What was filled in, as it was written; a cell that is missing here is blank."""
    text: str = ""
    """The report's words, as far as they were taken in."""
    received_on: date | None = None

    def cell(self, key: str) -> Cell:
        """Return one cell, read."""
        return read_cell(self.cells.get(key, ""))


class Outcome(StrEnum):
    """What a check came to."""

    HOLDS = "holds"
    FAILS = "fails"
    REMINDER = "reminder"
    CANNOT_CHECK = "cannot_check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One check with what it came to."""

    check: Check
    outcome: Outcome
    left: int = 0
    right: int = 0
    left_terms: tuple[int, ...] = ()
    right_terms: tuple[int, ...] = ()
    missing: tuple[Name, ...] = ()
    """The cells without which it cannot be told."""


@dataclass(frozen=True, slots=True)
class Misfiled:
    """A cell filled in as the form does not allow."""

    cell: str
    found: Cell
    code: str
    """blank, slash, text, negative or fraction."""


@dataclass(frozen=True, slots=True)
class Said:
    """A number in the text beside the cell it repeats."""

    saying: Saying
    said: int
    cell: int

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return self.said == self.cell


_SLASHES: Final = frozenset("/-—–－／") | {"——", "不适用", "无", "－－", "--"}
_NUMBER: Final = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?)(?:件|条|次|篇|个|人|人次|万元)?")


@lru_cache(maxsize=4096)  # The same few texts stand in thousands of cells.
def read_cell(text: str) -> Cell:
    """Read what was filled in: "1,234", full-width digits and "0件" are numbers."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return Cell(text, CellKind.BLANK)
    if plain in _SLASHES or text.strip() in _SLASHES:
        return Cell(text, CellKind.SLASH)
    found = _NUMBER.fullmatch(plain.replace("，", ","))
    if found is None:
        return Cell(text, CellKind.TEXT)
    try:
        return Cell(text, CellKind.NUMBER, int(parse_mark(found[1].replace(",", ""))))
    except ValueError:  # more digits than any office counts
        return Cell(text, CellKind.TEXT)


def check(
    form: ReturnForm, given: Return, last: Return | None = None, *, as_zero: bool = False
) -> tuple[Checked, ...]:
    """Go through a form's rules; `as_zero` lets blank cells and "/" count as nothing."""
    asked = _asked(form, {Whose.THIS: given, Whose.LAST: last}, as_zero=as_zero)
    return tuple(asked.checked(one) for one in form.checks)


def check_whole(
    form: ReturnForm, own: Return, units: Return, *, as_zero: bool = False
) -> tuple[Checked, ...]:
    """Hold the whole's own return against the sum over its units; blank in both is no matter."""
    asked = _asked(form, {Whose.THIS: own, Whose.UNITS: units}, as_zero=as_zero)
    return tuple(
        asked.checked(one)
        for one in form.whole_checks
        if any(name.cell in own.cells or name.cell in units.cells for name in one.rule.names())
    )


def misfiled(form: ReturnForm, given: Return) -> Iterator[Misfiled]:
    """Yield the cells that are filled in as the form does not allow."""
    for key in form.cells:
        found = given.cell(key)
        if found.kind is CellKind.BLANK and not form.blank_allowed:
            yield Misfiled(key, found, "blank")
        elif found.kind is CellKind.SLASH and not form.slash_allowed:
            yield Misfiled(key, found, "slash")
        elif found.kind is CellKind.TEXT:
            yield Misfiled(key, found, "text")
        elif found.number < 0 and not form.row_of(key).is_signed:
            yield Misfiled(key, found, "negative")
        elif found.number % ONE and form.row_of(key).counted is Counted.WHOLE:
            yield Misfiled(key, found, "fraction")


def said(form: ReturnForm, given: Return) -> Iterator[Said]:
    """Yield each number of the text that repeats a cell, beside the cell."""
    text = unicodedata.normalize("NFKC", given.text)
    for saying in form.sayings:
        cell = given.cell(saying.cell)
        if cell.kind is not CellKind.NUMBER:
            continue
        words = "|".join(map(re.escape, saying.words))
        for found in re.finditer(rf"(?:{words})[^\d。；;]{{0,8}}(\d[\d,]*){saying.unit}", text):
            yield Said(saying, int(found[1].replace(",", "")) * ONE, cell.number)


def is_told(form: ReturnForm, given: Return, rule: Rule) -> bool | None:
    """Tell whether a rule holds in a return; None where a cell it asks is no number."""
    asked = _asked(form, {Whose.THIS: given})
    if any(asked.number(name) is None for name in rule.names()):
        return None
    return asked.holds(rule.then)


@dataclass(frozen=True, slots=True)
class Leap:
    """A number more than five times last year's, or less than a fifth of it."""

    cell: str
    before: int
    now: int


LEAP: Final = 5


def leaps(form: ReturnForm, given: Return, last: Return | None) -> Iterator[Leap]:
    """Yield the watched cells that changed by more than five times either way."""
    if last is None:
        return
    for key in form.watched:
        now, before = given.cell(key), last.cell(key)
        if now.kind is not CellKind.NUMBER or before.kind is not CellKind.NUMBER:
            continue
        if before.number > 0 and not (
            before.number <= LEAP * now.number and now.number <= LEAP * before.number
        ):
            yield Leap(key, before.number, now.number)


def total(form: ReturnForm, unit: UnitId, year: int, parts: Sequence[Return]) -> Return:
    """Return the sum of several returns cell by cell; what is no number counts as nothing.

    A cell that is a number in no part stays blank, or "/" where the form allows it and one says so.
    """
    cells: dict[str, str] = {}
    for key in form.cells:
        found = [part.cell(key) for part in parts]
        kinds = {cell.kind for cell in found}
        if CellKind.NUMBER in kinds:
            cells[key] = plain_number(sum(cell.number for cell in found))
        elif CellKind.SLASH in kinds and form.slash_allowed:
            cells[key] = "/"
    return Return(unit=unit, year=year, form=form.key, cells=cells)


def telling(given: Return) -> frozenset[tuple[str, int]]:
    """Return the numbers of a return other than zero, by which two are found to be the same.

    Nothing where they are so few that the same ones elsewhere may be chance.
    """
    numbers = ((key, read_cell(text).number) for key, text in given.cells.items())
    found = frozenset(one for one in numbers if one[1])
    return found if len(found) >= _TELLING else frozenset()


_TELLING: Final = 4
"""Numbers other than zero that two returns must share before it can be no chance."""


def plain_number(number: int) -> str:
    """Return ten-thousandths as a plain number: 186.5, 58."""
    whole, rest = divmod(abs(number), ONE)
    tail = f".{rest:04d}".rstrip("0") if rest else ""
    return f"{'-' if number < 0 else ''}{whole}{tail}"


# One rule -----------------------------------------------------------------------------------------

_PICKS: Final[Mapping[str, Callable[[Iterable[int]], int]]] = {"sum": sum, "max": max, "min": min}


@dataclass(frozen=True, slots=True)
class _Asked:
    """The numbers that rules ask for; None is what is no number."""

    numbers: Mapping[Whose, Mapping[str, int | None]]
    """Of the returns that are there, by cell; blank cells are left out."""
    blank: int | None

    def checked(self, one: Check) -> Checked:
        missing = tuple(name for name in one.rule.names() if self.number(name) is None)
        if missing:
            return Checked(check=one, outcome=Outcome.CANNOT_CHECK, missing=missing)
        rule = one.rule
        left, right = self.worths(rule.then.left), self.worths(rule.then.right)
        sums = sum(left), sum(right)
        applies = rule.condition is None or self.holds(rule.condition)
        if not applies or SIGNS[rule.then.sign](*sums):
            outcome = Outcome.HOLDS
        else:
            outcome = Outcome.FAILS if one.weight is Weight.ERROR else Outcome.REMINDER
        return Checked(
            check=one,
            outcome=outcome,
            left=sums[0],
            right=sums[1],
            left_terms=left,
            right_terms=right,
        )

    def holds(self, comparison: Comparison) -> bool:
        left, right = sum(self.worths(comparison.left)), sum(self.worths(comparison.right))
        return SIGNS[comparison.sign](left, right)

    def worths(self, terms: tuple[Term, ...]) -> tuple[int, ...]:
        return tuple(self.worth(term) for term in terms)

    def worth(self, term: Term) -> int:
        if not term.names:
            return term.factor * ONE
        return term.factor * _PICKS[term.pick](self.number(name) or 0 for name in term.names)

    def number(self, name: Name) -> int | None:
        """Return the number a name stands for; None where there is none."""
        filled = self.numbers.get(name.whose)
        return None if filled is None else filled.get(name.cell, self.blank)


def _asked(
    form: ReturnForm, returns: Mapping[Whose, Return | None], *, as_zero: bool = False
) -> _Asked:
    """Read the returns once; "/" counts as nothing where the form allows it or it is tried."""
    slash = 0 if as_zero or form.slash_allowed else None
    blank = 0 if as_zero else None
    worth = {CellKind.SLASH: slash, CellKind.BLANK: blank, CellKind.TEXT: None}

    def number(cell: Cell) -> int | None:
        return cell.number if cell.kind is CellKind.NUMBER else worth[cell.kind]

    numbers = {
        whose: {key: number(read_cell(text)) for key, text in given.cells.items()}
        for whose, given in returns.items()
        if given is not None
    }
    return _Asked(numbers, blank)
