"""Sums and differences of figures as one line of text, as a reader would key them in."""

from collections.abc import Sequence
from typing import Final

from inspector.i18n.gettext import N_, _

_PLUS: Final = N_("{left} + {right}")
_MINUS: Final = N_("{left} − {right}")
_EQUALS: Final = N_("{left} = {right}")


def plus(terms: Sequence[str], language: str | None) -> str:
    """Return figures added up; there is at least one."""
    text = terms[0]
    for term in terms[1:]:
        text = _(_PLUS, language).format(left=text, right=term)
    return text


def minus(left: object, right: object, language: str | None) -> str:
    """Return a difference."""
    return _(_MINUS, language).format(left=left, right=right)


def equals(left: str, right: str, language: str | None) -> str:
    """Return a sum or difference with what it comes to."""
    return _(_EQUALS, language).format(left=left, right=right)
