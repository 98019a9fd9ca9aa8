"""A table whose fields are shaded by how much was lost; the numbers say so too."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from inspector.ui.models.table import Column, Index, TableModel
from inspector.ui.theme import Theme

T = TypeVar("T")
_FULL: Final = 10_000
_LEAST: Final = 0.10
_MOST: Final = 0.45
"""How much of the accent is in the shades of the least loss, seen though pale, and of a whole one,
on which text still reads well."""


class HeatModel(TableModel[T]):
    """Rows under columns; `depth` gives a field's shade in ten-thousandths, None for none."""

    def __init__(
        self,
        columns: Sequence[Column[T]],
        theme: Theme,
        depth: Callable[[T, int], int | None] | None = None,
        tips: Sequence[str] = (),
        parent: QObject | None = None,
    ) -> None:
        """Shade fields of `columns`; `tips` say what each column's title stands for."""
        super().__init__(columns, parent)
        self._theme, self._depth, self._tips = theme, depth, tuple(tips)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a field's shade, and what the table shows."""
        if role != Qt.ItemDataRole.BackgroundRole:
            return super().data(index, role)
        if self._depth is None or not index.isValid():
            return None
        depth = self._depth(self.value(index.row()), index.column())
        return self._shade(depth) if depth else None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title and what it stands for; a row's is what its first field says."""
        if orientation is Qt.Orientation.Vertical:
            is_name = role == Qt.ItemDataRole.DisplayRole and section < len(self.rows)
            return self.columns[0].text(self.value(section)) if is_name else None
        is_tip = role == Qt.ItemDataRole.ToolTipRole and orientation is Qt.Orientation.Horizontal
        if is_tip and section < len(self._tips):
            return self._tips[section]
        return super().headerData(section, orientation, role)

    def _shade(self, depth: int) -> QColor:
        """Mix the table's ground with the accent."""
        part = _LEAST + (_MOST - _LEAST) * min(depth / _FULL, 1.0)
        ground, deep = self._theme.colour("surface"), self._theme.colour("accent")
        mixed = (
            round(one + (other - one) * part)
            for one, other in zip(ground.getRgb()[:3], deep.getRgb()[:3], strict=True)  # type: ignore[index]
        )
        return QColor(*mixed)
