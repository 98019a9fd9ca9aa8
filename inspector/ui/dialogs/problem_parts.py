"""What the dialogs on problems have in common: the problems they are about, and texts of a form."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit

from inspector.i18n.gettext import _
from inspector.services.rectification import Problem

_MOST_LINES = 5
_ROOM = 12


def problem_list(found: Sequence[Problem]) -> QListWidget:
    """Return the problems a dialog is about, with what was found and what the unit answered."""
    shown = QListWidget()
    shown.setObjectName("problems")
    shown.setAccessibleName(_("Problems chosen"))
    shown.setWordWrap(True)
    shown.setSelectionMode(QListWidget.SelectionMode.NoSelection)
    for one in found:
        item = QListWidgetItem(problem_text(one))
        item.setToolTip(item.text())
        shown.addItem(item)
    line = shown.fontMetrics().height() + 4
    lines = sum(one.text().count("\n") + 1 for one in map(shown.item, range(shown.count())))
    shown.setMinimumHeight(min(lines, _MOST_LINES) * line + _ROOM)
    shown.setMaximumHeight(lines * line + 2 * _ROOM)
    return shown


def problem_text(one: Problem) -> str:
    """Return a problem in a line, and what the unit answered in another."""
    first = f"{one.entry.number}　{one.unit.label}　{one.item.number}　{one.finding.fact}"
    if not one.entry.result:
        return first
    answer = _("Answer: {text}").format(text=one.entry.result)
    return f"{first}\n{answer}"


def text_field(name: str, lines: int = 3, *, grows: bool = True) -> QPlainTextEdit:
    """Return a field of several lines from which Tab goes on to the next field."""
    field = QPlainTextEdit()
    field.setObjectName(name)
    field.setTabChangesFocus(True)
    height = field.fontMetrics().lineSpacing() * lines + _ROOM
    field.setMinimumHeight(height)
    if not grows:
        field.setMaximumHeight(height)
    return field


def check_item(text: str, *, is_checked: bool) -> QListWidgetItem:
    """Return a line that can be ticked."""
    item = QListWidgetItem(text)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if is_checked else Qt.CheckState.Unchecked)
    return item


def checked_places(shown: QListWidget) -> list[int]:
    """Return the places of the lines that are ticked."""
    return [
        place
        for place in range(shown.count())
        if shown.item(place).checkState() is Qt.CheckState.Checked
    ]


def check_all(shown: QListWidget, *, on: bool) -> None:
    """Tick every line, or none."""
    state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
    for place in range(shown.count()):
        shown.item(place).setCheckState(state)
