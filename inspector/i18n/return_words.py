"""What a check of a yearly return says to people: both numbers, or the cell that is missing."""

from collections.abc import Iterable, Sequence
from typing import Final

from inspector.domain.return_form import ReturnForm
from inspector.domain.return_rule import Name, Term, Whose
from inspector.domain.returns import Checked, Leap, Misfiled, Outcome, Said, plain_number
from inspector.domain.unit import Unit
from inspector.i18n.gettext import N_, _

_MISFILED: Final = {
    "blank": N_("{cell} is blank; write 0 where there is none"),
    "slash": N_("{cell} holds “{text}”; write 0 where there is none"),
    "text": N_("{cell} holds words: “{text}”"),
    "negative": N_("{cell} is below zero: {text}"),
    "fraction": N_("{cell} is no whole number: {text}"),
}

_NUMBERS: Final = {
    Whose.LAST: N_("last year's {number}"),
    Whose.UNITS: N_("all units' {number}"),
}
_OTHERS: Final = {
    Whose.LAST: N_("last year's {cell}"),
    Whose.UNITS: N_("{cell} of all units together"),
}


def check_name(one: Checked) -> str:
    """Return the number of a check and the row or column it is about."""
    return f"{one.check.id} {one.check.about}".strip()


def check_line(form: ReturnForm, one: Checked) -> str:
    """Return what a check says: the sums on both sides, or what is missing."""
    if one.outcome is Outcome.CANNOT_CHECK:
        missing = "、".join(_place(form, name) for name in one.missing)
        return _("{cells} is missing").format(cells=missing)
    left = _side(one.check.rule.then.left, one.left_terms, one.left)
    right = _side(one.check.rule.then.right, one.right_terms, one.right)
    if one.outcome is Outcome.HOLDS:
        return f"{left}；{right}"
    return _("{left} against {right}").format(left=left, right=right)


def cell_words(form: ReturnForm, cell: str) -> str:
    """Return the words of a cell's row and column."""
    row, column = form.words_of(cell)
    return "·".join(filter(None, (row, column)))


def misfiled_line(form: ReturnForm, one: Misfiled) -> str:
    """Return what is wrong with how a cell is filled in."""
    where = cell_words(form, one.cell)
    return _(_MISFILED[one.code]).format(cell=where, text=one.found.text.strip())


def said_line(form: ReturnForm, one: Said) -> str:
    """Return a number of the text beside the table's."""
    return _("The text says {said}, the table {cell} ({where})").format(
        said=plain_number(one.said),
        cell=plain_number(one.cell),
        where=cell_words(form, one.saying.cell),
    )


def leap_line(form: ReturnForm, one: Leap) -> str:
    """Return how far a number is from last year's."""
    where = cell_words(form, one.cell)
    before, now = plain_number(one.before), plain_number(one.now)
    if not one.now:
        return _("{where}: {before} last year, none now").format(where=where, before=before)
    hundredths = (one.now * 200 + one.before) // (2 * one.before)
    times = f"{hundredths // 100}.{hundredths % 100:02d}"
    return _("{where}: {now} ÷ {before} = {times} times last year's").format(
        where=where, now=now, before=before, times=times
    )


def recounted_line(form: ReturnForm, number: str, one: Said) -> str:
    """Return a number of an item's account beside the table's."""
    return _("The account of item {number} says {said}, the table {cell} ({where})").format(
        number=number,
        said=plain_number(one.said),
        cell=plain_number(one.cell),
        where=cell_words(form, one.saying.cell),
    )


def reflection_line(number: str, *, told: bool) -> str:
    """Return how a return and the score of an item do not tell the same."""
    said = (
        _("The return tells of a correction, but item {number} lost nothing.")
        if told
        else _("Item {number} lost marks, but the return tells of no correction.")
    )
    return said.format(number=number)


def alike_words(own: Unit, numbers: Iterable[Unit], words: Iterable[tuple[Unit, int]]) -> str:
    """Return whose numbers are the same and whose words much the same; shares are of ten thousand.

    The unit itself stands for its own return of last year.
    """
    same = [_("{unit} (numbers)").format(unit=_whose(own, one)) for one in numbers]
    alike = [
        _("{unit} (words, {share}%)").format(unit=_whose(own, one), share=share // 100)
        for one, share in words
    ]
    return "、".join(same + alike)


def _whose(own: Unit, other: Unit) -> str:
    return _("last year's") if other.id == own.id else other.label


def _side(terms: Sequence[Term], values: Sequence[int], whole: int) -> str:
    if len(values) == 1:
        return _number(terms[0], whole)
    pieces = []
    for place, (term, value) in enumerate(zip(terms, values, strict=True)):
        sign = "－" if term.factor < 0 else "＋" if place else ""
        pieces.append(f"{sign}{_number(term, abs(value) if term.factor < 0 else value)}")
    return f"{''.join(pieces)}＝{plain_number(whole)}"


def _number(term: Term, value: int) -> str:
    """Return a number with whose it is, unless it is of the return itself."""
    whose = next((name.whose for name in term.names), Whose.THIS)
    number = plain_number(value)
    return _(_NUMBERS[whose]).format(number=number) if whose in _NUMBERS else number


def _place(form: ReturnForm, name: Name) -> str:
    words = cell_words(form, name.cell)
    return _(_OTHERS[name.whose]).format(cell=words) if name.whose in _OTHERS else words
