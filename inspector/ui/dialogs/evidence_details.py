"""Asks where and when a piece of evidence was taken, and what it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.errors import Refused
from inspector.domain.evidence import EvidenceKind
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.i18n.words import label
from inspector.services import lookup
from inspector.ui.theme import GAP, MARGIN

TIME_FORMAT = "%Y-%m-%d %H:%M"
_PREVIEW = QSize(400, 220)


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a person says of a piece of evidence."""

    kind: EvidenceKind = EvidenceKind.SCREENSHOT
    address: str = ""
    taken_at: datetime | None = None
    caption: str = ""


class EvidenceDetailsDialog(QDialog):
    """Address, time, kind and caption; `given` gets them."""

    def __init__(
        self,
        title: str,
        details: Details,
        given: Callable[[Details], None],
        parent: QWidget,
        picture: bytes = b"",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("evidence_details")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self._given = given
        self._year = (details.taken_at or datetime.now()).year
        self._address = _line("evidence_address", _("Address"), "https://")
        self._address.setText(details.address)
        self._taken_at = _line("evidence_time", _("Taken at"), "2025-12-09 10:12")
        if details.taken_at is not None:
            self._taken_at.setText(details.taken_at.strftime(TIME_FORMAT))
        self._caption = _line("evidence_caption", _("What it shows"), "")
        self._caption.setText(details.caption)
        self._kind = QComboBox()
        self._kind.setObjectName("evidence_kind")
        self._kind.setAccessibleName(_("Kind"))
        for kind in EvidenceKind:
            self._kind.addItem(label(kind), kind)
        self._kind.setCurrentIndex(list(EvidenceKind).index(details.kind))
        self._wrong = QLabel()
        self._wrong.setObjectName("evidence_wrong")
        self._wrong.setProperty("kind", "bad")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        self._lay_out(picture)
        self._address.setFocus()

    def _lay_out(self, picture: bytes) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        if picture:
            column.addWidget(_preview(picture), 0, Qt.AlignmentFlag.AlignCenter)
        form = QFormLayout()
        form.setSpacing(GAP)
        form.addRow(_("Address"), self._address)
        form.addRow(_("Taken at"), self._taken_at)
        form.addRow(_("Kind"), self._kind)
        form.addRow(_("What it shows"), self._caption)
        column.addLayout(form)
        column.addWidget(self._wrong)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("Save"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        buttons.accepted.connect(self._hand_over)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _hand_over(self) -> None:
        typed = self._taken_at.text().strip()
        try:
            taken_at = lookup.moment(typed, self._year) if typed else None
        except Refused as refusal:
            self._wrong.setText("\n".join(sentence(issue) for issue in refusal.issues))
            self._wrong.show()
            self._taken_at.setFocus()
            return
        details = Details(
            kind=self._kind.currentData(),
            address=self._address.text().strip(),
            taken_at=taken_at,
            caption=self._caption.text().strip(),
        )
        self.accept()
        self._given(details)


def _preview(picture: bytes) -> QLabel:
    pixmap = QPixmap()
    pixmap.loadFromData(picture)
    shown = QLabel()
    shown.setAccessibleName(_("Picture"))
    shown.setPixmap(
        pixmap.scaled(
            _PREVIEW.boundedTo(pixmap.size()),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
    return shown


def _line(name: str, title: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(title)
    field.setPlaceholderText(hint)
    return field
