"""An office's sheet as it looks, with what each row and column was taken for."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from inspector.domain.issues import Issue
from inspector.exchange.columns import RESULT_ROLES, Role
from inspector.i18n.column_words import column_word
from inspector.i18n.gettext import N_, _
from inspector.i18n.messages import sentence
from inspector.services.list_review import ListReview, ReviewColumn, RowUse
from inspector.ui.models.table import Index
from inspector.ui.theme import Theme

USE_WORDS: Final[Mapping[RowUse, str]] = {
    RowUse.TITLE: N_("Title row"),
    RowUse.HEADER: N_("Header row"),
    RowUse.SECTION: N_("Section row"),
    RowUse.ITEM: N_("Item row"),
    RowUse.MORE: N_("More"),
    RowUse.IGNORED: N_("Passed over"),
    RowUse.NONE: "",
}
_GROUNDS: Final[Mapping[Role, str]] = {
    Role.NUMBER: "column_a",
    Role.LEVEL: "column_a",
    Role.CONTENT: "column_a",
    Role.POINTS: "column_b",
    Role.GROUP_POINTS: "column_b",
    Role.PENALTY_POINTS: "column_b",
    Role.BONUS_POINTS: "column_b",
    Role.CRITERIA: "column_c",
}
_READ: Final = frozenset({RowUse.ITEM, RowUse.SECTION, RowUse.MORE})


def ground_of(role: Role) -> str:
    """Return the role of the theme's colour behind a column."""
    if role is Role.IGNORED or role in RESULT_ROLES:
        return "surface"
    return _GROUNDS.get(role, "column_d")


def role_words(column: ReviewColumn) -> str:
    """Return what a column holds in words; results are named as no part of the list."""
    word = column_word(column.role.value).own
    return _("{word} (not in the list)").format(word=word) if column.role in RESULT_ROLES else word


class SourceModel(QAbstractTableModel):
    """The cells of a sheet; nothing is made of them before it is painted."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._review: ListReview | None = None

    @property
    def review(self) -> ListReview | None:
        """What is shown."""
        return self._review

    def show(self, review: ListReview) -> None:
        """Show a sheet; the same one with other meanings is only repainted."""
        before = self._review
        if before is not None and before.sheet == review.sheet:
            self._review = review
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(
                Qt.Orientation.Horizontal, 0, max(self.columnCount() - 1, 0)
            )
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(self.rowCount() - 1, 0))
            return
        self.beginResetModel()
        self._review = review
        self.endResetModel()

    def column(self, at: int) -> ReviewColumn | None:
        """Return a column of the sheet."""
        columns = self._review.columns if self._review is not None else ()
        return columns[at] if 0 <= at < len(columns) else None

    # Qt's side ------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return how many rows are shown."""
        return 0 if parent.isValid() or self._review is None else len(self._review.sheet.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return how many columns are shown."""
        return 0 if parent.isValid() or self._review is None else self._review.sheet.width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, ground and colour."""
        if not index.isValid() or self._review is None:
            return None
        row, at = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                cells = self._review.sheet.rows[row]
                return cells[at] if at < len(cells) else ""
            case Qt.ItemDataRole.BackgroundRole:
                return self._ground(self._review, row, at)
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(self._review, row, at)
        return None

    def _ground(self, review: ListReview, row: int, at: int) -> Any:
        use = review.uses[row]
        if use is RowUse.HEADER:
            return self._theme.colour("raised")
        if use not in _READ:
            return None
        return self._theme.colour(ground_of(review.columns[at].role))

    def _colour(self, review: ListReview, row: int, at: int) -> Any:
        use = review.uses[row]
        is_read = use is RowUse.TITLE or use is RowUse.HEADER
        if is_read or (use in _READ and ground_of(review.columns[at].role) != "surface"):
            return self._theme.colour("text")
        return self._theme.colour("muted")

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's letters and meaning, a row's number and use."""
        if self._review is None:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._column_header(section, role)
        return self._row_header(self._review, section, role)

    def _column_header(self, section: int, role: int) -> Any:
        column = self.column(section)
        if column is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{column.letters}\n{role_words(column)} ▾"
            case Qt.ItemDataRole.ToolTipRole:
                return _("Column {letters} holds: {word}. Click to say what it holds.").format(
                    letters=column.letters, word=role_words(column)
                )
        return None

    def _row_header(self, review: ListReview, section: int, role: int) -> Any:
        if not 0 <= section < len(review.uses):
            return None
        use = review.uses[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                word = _(USE_WORDS[use]) if USE_WORDS[use] else ""
                return f"{word}  {section + 1}".strip()
            case Qt.ItemDataRole.ToolTipRole if section in review.reasons:
                return sentence(Issue(code=review.reasons[section]))
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None
