"""Which items of a score sheet are wanted: by kind, way of checking, division of work, text."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import CheckingWay
from inspector.services.score_lines import ItemLine


class Show(StrEnum):
    """Which items of a sheet are wanted; several have their count on the screen."""

    ALL = "all"
    OPEN = "open"
    DEDUCTED = "deducted"
    UNSUPPORTED = "unsupported"
    DID_NOT_OCCUR = "did_not_occur"
    NOT_APPLICABLE = "not_applicable"


SHOWS: Final[Mapping[Show, Callable[[ItemLine], bool]]] = {
    Show.ALL: lambda _line: True,
    Show.OPEN: lambda line: line.is_open,
    Show.DEDUCTED: lambda line: line.deducted > 0,
    Show.UNSUPPORTED: lambda line: line.lacks_evidence,
    Show.DID_NOT_OCCUR: lambda line: line.conclusion is Conclusion.DID_NOT_OCCUR,
    Show.NOT_APPLICABLE: lambda line: line.conclusion is Conclusion.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What of a sheet is wanted: a kind of line, one way of checking, one's own, a text."""

    show: Show = Show.ALL
    way: CheckingWay | None = None
    mine: bool = False
    typed: str = ""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Filter()

    def accepts(self, line: ItemLine) -> bool:
        """Whether a line is wanted, what was typed aside."""
        return (
            SHOWS[self.show](line)
            and (self.way is None or self.way in line.ways)
            and (line.is_mine or not self.mine)
        )


def ways(lines: Iterable[ItemLine]) -> tuple[CheckingWay, ...]:
    """Return the ways of checking that items of a sheet ask for, in their usual order."""
    present = {way for line in lines for way in line.ways}
    return tuple(way for way in CheckingWay if way in present)
