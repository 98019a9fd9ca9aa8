"""Correcting what the register says of a unit: its names, code and contact."""

from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from inspector.domain.unit import Unit
from inspector.i18n.gettext import N_, _
from inspector.services import units
from inspector.ui.context import Context
from inspector.ui.dialogs.form import FormDialog, fields, muted

_FIELDS: Final = {
    "name": N_("Full name"),
    "short_name": N_("Short name"),
    "code": N_("Code in document numbers"),
    "contact": N_("Contact person"),
    "phone": N_("Telephone"),
}
"""The fields of a unit that are corrected here, with what each is called."""


class CorrectUnitDialog(FormDialog):
    """Asks what of a unit's entry is to read otherwise; its work stays as it is."""

    def __init__(self, context: Context, unit: Unit, parent: QWidget) -> None:
        super().__init__(parent, "correct_unit", _("Correct a unit"), _("Save"))
        self.setMinimumWidth(460)
        self._context, self._unit = context, unit
        self._lines = {field: self._made_line(field) for field in _FIELDS}
        self.body.addLayout(
            fields(*((_(title), self._lines[field]) for field, title in _FIELDS.items()))
        )
        self.body.addWidget(
            muted(_("Papers and tables use the short name where there is one; marks stay."))
        )

    def submit(self) -> None:
        """Write what reads otherwise now."""
        said = {field: line.text().strip() for field, line in self._lines.items()}
        if not said["name"]:
            self.complain(_("The unit's full name is missing."))
            return
        unit = self._unit
        changed = {field: text for field, text in said.items() if text != getattr(unit, field)}
        if not changed:
            self.accept()
            return
        self._context.session.edit(
            lambda desk: units.update(desk, unit, **changed),
            self,
            then=self.done_with,
            refused=self.refuse,
        )

    def _made_line(self, field: str) -> QLineEdit:
        line = QLineEdit(getattr(self._unit, field))
        line.setObjectName(f"unit_{field}")
        return line
