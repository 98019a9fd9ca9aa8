"""What stands above a list that is being looked through: its name, its sheet, what it follows."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.checklist import Checklist
from inspector.domain.ids import EditionId
from inspector.i18n.gettext import _
from inspector.services.checklists import Listed
from inspector.services.list_review import ListReview
from inspector.ui.theme import GAP

_YEAR_DIGITS = 4


class ReviewHead(QWidget):
    """Title, year and class of the list; the sheet that is read; the list it is held against."""

    sheet_chosen = Signal(str)
    against_chosen = Signal()
    differences_asked = Signal()
    accepted = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review_head")
        self.file = QLabel()
        self.file.setProperty("kind", "heading")
        self.file.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.sheet = _chooser("review_sheet", _("Sheet"))
        self.title = _field("review_title", _("List title"))
        self.year = _field("review_year", _("Year"))
        self.year.setMaximumWidth(self.fontMetrics().horizontalAdvance("0" * 10))
        self.unit_class = _field("review_class", _("Class of units"))
        self.unit_class.setMaximumWidth(self.fontMetrics().horizontalAdvance("0" * 14))
        self.against = _chooser("review_against", _("Follows the list"))
        self.differences = QPushButton(_("Differences…"))
        self.differences.setObjectName("review_differences")
        self.tally = QLabel()
        self.tally.setProperty("kind", "muted")
        self.accept = QPushButton(_("Accept the list"))
        self.accept.setObjectName("review_accept")
        self.accept.setProperty("kind", "primary")
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setObjectName("review_cancel")
        self.cancel.setToolTip("Esc")
        self._lay_out()
        self.sheet.activated.connect(lambda _at: self.sheet_chosen.emit(self.sheet.currentData()))
        self.against.activated.connect(lambda _at: self.against_chosen.emit())
        self.differences.clicked.connect(self.differences_asked)
        self.accept.clicked.connect(self.accepted)
        self.cancel.clicked.connect(self.cancelled)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self.file, 1)
        top.addWidget(self.accept)
        top.addWidget(self.cancel)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        pairs = (
            (0, 0, _("List title"), self.title),
            (0, 2, _("Year"), self.year),
            (0, 4, _("Class of units"), self.unit_class),
            (1, 0, _("Follows the list"), self.against),
        )
        for row, column, words, field in pairs:
            label = QLabel(words)
            label.setBuddy(field)
            grid.addWidget(label, row, column)
            grid.addWidget(field, row, column + 1)
        sheet = QLabel(_("Sheet"))
        sheet.setBuddy(self.sheet)
        grid.addWidget(sheet, 1, 4)
        grid.addWidget(self.sheet, 1, 5)
        grid.addWidget(self.differences, 1, 2, 1, 2)
        grid.setColumnStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addLayout(top)
        whole.addLayout(grid)
        whole.addWidget(self.tally)

    # Filling --------------------------------------------------------------------------------------

    def show_review(self, review: ListReview, *, is_first: bool) -> None:
        """Show a review; what was typed stays unless it is the first one of a file."""
        self.file.setText(review.file)
        self.file.setToolTip(review.file)
        self.sheet.clear()
        for one in review.sheets:
            name = _("{name} (hidden)").format(name=one.name) if one.is_hidden else one.name
            self.sheet.addItem(name, one.name)
        self.sheet.setCurrentIndex(self.sheet.findData(review.sheet.name))
        self.sheet.setEnabled(self.sheet.count() > 1)
        if review.checklist is not None and (is_first or not self.title.text().strip()):
            self.title.setText(review.checklist.title)
            self.title.setCursorPosition(0)
            self.year.setText(str(review.checklist.year or ""))
            self.unit_class.setText(review.checklist.unit_class)

    def show_editions(self, editions: Sequence[Listed]) -> None:
        """Offer the lists of the workspace as what this one follows."""
        self.against.clear()
        self.against.addItem(_("None: all items are new"), None)
        for one in editions:
            year = _(" ({year})").format(year=one.year) if one.year else ""
            self.against.addItem(f"{one.title}{year}", one.id)
        self.against.setCurrentIndex(0)

    def follow(self, edition: EditionId | None) -> None:
        """Choose the list that this one follows."""
        at = self.against.findData(edition) if edition is not None else 0
        self.against.setCurrentIndex(max(at, 0))

    @property
    def followed(self) -> EditionId | None:
        """The list that this one follows."""
        found: EditionId | None = self.against.currentData()
        return found

    def named(self, checklist: Checklist) -> dict[str, object]:
        """Return title, year and class as they were typed; the list's own year where it is none."""
        digits = self.year.text().strip()
        is_year = digits.isdecimal() and len(digits) == _YEAR_DIGITS
        return {
            "title": self.title.text().strip(),
            "year": int(digits) if is_year else (checklist.year if digits else None),
            "unit_class": self.unit_class.text().strip(),
        }


def _field(name: str, words: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(words)
    return field


def _chooser(name: str, words: str) -> QComboBox:
    field = QComboBox()
    field.setObjectName(name)
    field.setAccessibleName(words)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(12)
    field.currentTextChanged.connect(field.setToolTip)
    return field
