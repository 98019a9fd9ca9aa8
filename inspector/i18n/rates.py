"""The rates of the ledger as papers print them: name, what is left out, formula and value."""

from typing import Final

from inspector.domain.ledger import Outcome, Rate
from inspector.domain.marks import percent
from inspector.i18n.arithmetic import minus, plus
from inspector.i18n.gettext import N_, _
from inspector.i18n.words import label

_NOTHING: Final = N_("{name}: no problems to count")
_NOTHING_ENTITLED: Final = N_("{name}: nothing to divide by")
_FORMULA: Final = N_("{name} = {done} ÷ {whole} = {value}")
_WITHOUT: Final = N_("{name} (without {count} of “{outcome}”)")
_BRACKETS: Final = N_("({sum})")


def formula(rate: Rate, language: str | None = None) -> str:
    """Return a rate as one line: 整改完成率＝（84＋8）÷104＝88.46%.

    Where long-term problems are left out, their number stands in the name and in the whole, so
    that the line can be followed with a pocket calculator.
    """
    name = _name(rate, language)
    if rate.value is None:
        return _(_NOTHING, language).format(name=name)
    return _(_FORMULA, language).format(
        name=name,
        done=_sum(rate.parts, language),
        whole=_whole(rate, language),
        value=percent(rate.value),
    )


def share_formula(
    name: str, part: str, whole: str, value: int | None, language: str | None = None
) -> str:
    """Return a share as one line with its figures: 主动公开＝260.30÷298＝87.35%."""
    if value is None:
        return _(_NOTHING_ENTITLED, language).format(name=name)
    return _(_FORMULA, language).format(name=name, done=part, whole=whole, value=percent(value))


def mean_formula(name: str, marks: str, count: int, mean: str, language: str | None = None) -> str:
    """Return a mean as one line: 平均分＝839.47÷10＝83.95."""
    return _(_FORMULA, language).format(name=name, done=marks, whole=count, value=mean)


def _name(rate: Rate, language: str | None) -> str:
    name = label(rate.kind, language)
    if rate.left_out is None:
        return name
    outcome = label(Outcome.LONG_TERM, language)
    return _(_WITHOUT, language).format(name=name, count=rate.left_out, outcome=outcome)


def _sum(parts: tuple[int, ...], language: str | None) -> str:
    text = plus(list(map(str, parts)), language)
    return text if len(parts) < 2 else _(_BRACKETS, language).format(sum=text)


def _whole(rate: Rate, language: str | None) -> str:
    if not rate.left_out:
        return str(rate.problems)
    text = minus(rate.problems, rate.left_out, language)
    return _(_BRACKETS, language).format(sum=text)
