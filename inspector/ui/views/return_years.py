"""The years of a unit's returns, or of the sum over all, side by side."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.domain.return_years import YearLine
from inspector.i18n.gettext import _
from inspector.i18n.return_words import cell_words
from inspector.services.return_years import Years
from inspector.ui.models.table import Column, TableModel
from inspector.ui.views.plain_table import plain_table

_WORDS_WIDTH: Final = 320
_NUMBER_WIDTH: Final = 84


class ReturnYears(QWidget):
    """A line for each cell, a column for each year, and the sum where one says something."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown: Years | None = None

    def show_years(self, found: Years) -> None:
        """Show the years in place of those shown before."""
        if found == self._shown:
            return
        self._shown = found
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        model = TableModel(_columns(found.years), self)
        model.replace(found.lines)
        self._column.addWidget(plain_table(model, "return_years", _("Over the years")))


def _columns(years: tuple[int, ...]) -> tuple[Column[YearLine], ...]:
    def of_year(place: int) -> Column[YearLine]:
        return Column(
            _("{year}").format(year=years[place]),
            lambda line: line.filled[place],
            is_number=True,
            width=_NUMBER_WIDTH,
        )

    def words(line: YearLine) -> str:
        return cell_words(line.form, line.cell)

    return (
        Column(_("Words"), words, width=_WORDS_WIDTH, tip=words),
        *map(of_year, range(len(years))),
        Column(_("Total"), lambda line: line.total, is_number=True, width=_NUMBER_WIDTH),
        Column("", lambda _line: ""),
    )
