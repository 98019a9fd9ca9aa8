"""Tables of nothing but text: their columns and rows, written in short."""

from datetime import date

from inspector.report.document import Align, Cell, Column


def columns(*given: tuple[str, int] | tuple[str, int, bool]) -> tuple[Column, ...]:
    """Return columns from title and width; a third member says that its text is centred."""
    return tuple(
        Column(title=one[0], width=one[1], align=Align.CENTRE if len(one) > 2 else Align.LEFT)
        for one in given
    )


def row(*values: object, strong: bool = False) -> tuple[Cell, ...]:
    """Return a row of values as text."""
    return tuple(Cell(text=str(value), strong=strong) for value in values)


def lines(*texts: str) -> str:
    """Return texts one under the other, those that say nothing left out."""
    return "\n".join(filter(None, texts))


def iso(day: date | None) -> str:
    """Return a day for a narrow column: 2025-12-09; "" for none."""
    return "" if day is None else day.isoformat()
