"""The head of a paper as a small form."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from inspector.i18n.gettext import _
from inspector.i18n.paper_words import head_word
from inspector.report.document import Head
from inspector.ui.dialogs.day_field import DayField
from inspector.ui.models.paper_lines import listed, names_in
from inspector.ui.theme import GAP, Theme


class PaperHead(QWidget):
    """Fields for what stands around the text. `typed` follows whatever a person does."""

    typed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("paper_head")
        self._shown = Head(title="")
        self._is_setting = False
        self._is_upward = False
        self._title = _field("title")
        self._number = _field("document_number", _("left to the office"))
        self._issuer = _field("issuer_upward")
        self._addressee = _field("addressee")
        self._office = _field("office")
        self._dated = DayField(theme)
        self._sealed = QCheckBox(head_word("sealed"))
        self._labels: dict[str, QLabel] = {}
        self._annexes = _field("annexes", _("as in the text; several parted by ；"))
        self._copied = _field("copied_to", _("several parted by ；"))
        self._note = _field("note")
        self._lay_out()
        for field in (*self.findChildren(QLineEdit),):
            field.textChanged.connect(self._typed)
        self._sealed.toggled.connect(self._typed)

    def show_head(self, head: Head) -> None:
        """Show a head; what the form has no field for stays as it is."""
        self._is_setting = True
        self._shown = head
        for field, text in (
            (self._title, head.title),
            (self._number, head.document_number),
            (self._issuer, head.issuer_upward),
            (self._addressee, head.addressee),
            (self._office, head.office),
            (self._annexes, listed(head.annexes)),
            (self._copied, listed(head.copied_to)),
            (self._note, head.note),
        ):
            if field.text() != text:
                field.setText(text)
        if self._dated.day_or_none() != head.dated:
            self._dated.set_day(head.dated)
        self._sealed.setChecked(head.sealed)
        self._show_issuer(bool(head.issuer_upward) or self._is_upward)
        self._is_setting = False

    def head(self) -> Head:
        """Return the head as it stands in the fields."""
        return replace(
            self._shown,
            title=self._title.text().strip(),
            document_number=self._number.text().strip(),
            issuer_upward=self._issuer.text().strip(),
            addressee=self._addressee.text().strip().rstrip("：:"),
            office=self._office.text().strip(),
            dated=self._dated.day_or_none(),
            sealed=self._sealed.isChecked(),
            annexes=names_in(self._annexes.text()),
            copied_to=names_in(self._copied.text()),
            note=self._note.text().strip(),
        )

    def set_upward(self, on: bool) -> None:
        """Offer a field for who issued the paper, as papers that go up name them."""
        self._is_upward = on
        self._show_issuer(on)

    def set_read_only(self, on: bool) -> None:
        """Let nobody type, in a workspace that is only read."""
        for field in self.findChildren(QLineEdit):
            field.setReadOnly(on)
        self._sealed.setEnabled(not on)

    def take_focus(self) -> None:
        """Put the caret into the title."""
        self._title.setFocus()
        self._title.selectAll()

    def _lay_out(self) -> None:
        self._dated.setObjectName("head_dated")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP // 2)
        rows: tuple[tuple[tuple[str, QWidget], ...], ...] = (
            (("title", self._title),),
            (("addressee", self._addressee), ("document_number", self._number)),
            (("office", self._office), ("dated", self._dated)),
            (("annexes", self._annexes), ("copied_to", self._copied)),
            (("note", self._note), ("issuer_upward", self._issuer)),
        )
        for row, fields in enumerate(rows):
            for place, (name, field) in enumerate(fields):
                label = QLabel(head_word(name))
                label.setBuddy(field)
                field.setAccessibleName(head_word(name))
                self._labels[name] = label
                grid.addWidget(label, row, 2 * place)
                across = 3 if len(fields) == 1 else 1
                grid.addWidget(field, row, 2 * place + 1, 1, across)
        grid.addWidget(self._sealed, len(rows), 1, 1, 3)
        self._grid, self._last = grid, len(rows)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)

    def _show_issuer(self, on: bool) -> None:
        self._issuer.setVisible(on)
        self._labels["issuer_upward"].setVisible(on)
        self._grid.removeWidget(self._sealed)
        row, column = (self._last, 1) if on else (self._last - 1, 3)
        self._grid.addWidget(self._sealed, row, column)

    def _typed(self) -> None:
        if not self._is_setting:
            self.typed.emit()


def _field(name: str, hint: str = "") -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(f"head_{name}")
    field.setPlaceholderText(hint)
    return field
