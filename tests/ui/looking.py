"""Looking at a window as a person would: labels that are cut off, things on top of each other."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPushButton,
    QRadioButton,
    QSizeGrip,
    QSplitterHandle,
    QTabBar,
    QToolButton,
    QWidget,
)

SLACK = 1
"""Pixels that rounding may cost."""
_COMBO_ARROW = 24
_SAYING = ("text", "title", "placeholderText", "toolTip", "windowTitle", "accessibleName")
_ELIDING = "elides"
"""A property of widgets that shorten their text on purpose and show the whole as a tip."""


def faults(root: QWidget) -> list[str]:
    """Return a line for each label that is cut off and each pair of things that overlap."""
    _let_rest(root)
    found: list[str] = []
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.isVisible() and not _is_scrolled_away(widget):
            found.extend(f"{_path(widget)}: {what}" for what in _faults_of(widget))
            found.extend(_overlaps(widget))
    return found


def _let_rest(root: QWidget) -> None:
    """Let layouts follow one another until two turns of events in a row move nothing."""
    seen: list[list[QRect]] = []
    while len(seen) < 3 or not seen[-3] == seen[-2] == seen[-1]:
        QApplication.processEvents()
        seen.append([one.geometry() for one in (root, *root.findChildren(QWidget))])


def unnamed_fields(root: QWidget) -> list[str]:
    """Return the visible fields that a screen reader could not name."""
    kinds = (QLineEdit, QComboBox, QAbstractItemView, QAbstractScrollArea)
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, kinds) or _is_inner(widget):
            continue
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
            continue
        if not (widget.accessibleName() or _buddy(root, widget)):
            found.append(_path(widget))
    return found


def texts(root: QWidget) -> Iterator[str]:
    """Yield every text that widgets show or say in tips."""
    for widget in [root, *root.findChildren(QWidget)]:
        if isinstance(widget.parentWidget(), QTabBar):  # Qt's own buttons
            continue
        for name in _SAYING:
            said = getattr(widget, name, None)
            text = said() if callable(said) else ""
            if isinstance(text, str) and text:
                yield text
        for action in widget.actions():
            yield action.text()
            yield action.toolTip()


def _faults_of(widget: QWidget) -> Iterator[str]:
    if widget.property(_ELIDING):
        return
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, (QPushButton, QToolButton, QCheckBox, QRadioButton)):
        yield from _button(widget)
    elif isinstance(widget, QTabBar):
        yield from _tabs(widget)
    elif isinstance(widget, QHeaderView):
        yield from _header(widget)
    elif isinstance(widget, QComboBox):
        if not widget.toolTip():  # which names in full what has no room
            yield from _too_wide(widget, widget.currentText(), widget.width() - _COMBO_ARROW)
    elif isinstance(widget, QLineEdit) and not widget.text():
        yield from _too_wide(widget, widget.placeholderText(), widget.contentsRect().width() - 4)
    elif isinstance(widget, QMenuBar):
        for action in widget.actions():
            if not widget.rect().contains(widget.actionGeometry(action)):
                yield f"menu “{action.text()}” has no room"


def _label(label: QLabel) -> Iterator[str]:
    text = label.text()
    if not text or not label.pixmap().isNull():
        return
    room = label.contentsRect()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + SLACK:
            yield f"“{_short(text)}” needs {needed} px of height and has {label.height()}"
        return
    if label.textFormat() is Qt.TextFormat.RichText or text.lstrip().startswith("<"):
        needed = label.sizeHint().width()
        if needed > label.width() + SLACK:
            yield f"“{_short(text)}” needs {needed} px and has {label.width()}"
        return
    lines = text.split("\n")
    for line in lines:
        yield from _too_wide(label, line, room.width())
    height = label.fontMetrics().height() * len(lines)
    if height > room.height() + SLACK + 2:
        yield f"“{_short(text)}” needs {height} px of height and has {room.height()}"


def _button(button: QAbstractButton) -> Iterator[str]:
    style = button.toolButtonStyle() if isinstance(button, QToolButton) else None
    if not button.text() or style is Qt.ToolButtonStyle.ToolButtonIconOnly:
        return
    hint = button.sizeHint()
    if hint.width() > button.width() + SLACK:
        yield f"“{_short(button.text())}” needs {hint.width()} px and has {button.width()}"
    if hint.height() > button.height() + SLACK + 2:
        yield f"“{_short(button.text())}” needs {hint.height()} px of height, has {button.height()}"


def _tabs(bar: QTabBar) -> Iterator[str]:
    for place in range(bar.count()):
        rect, text = bar.tabRect(place), bar.tabText(place)
        yield from _too_wide(bar, text, rect.width())
        if not bar.rect().contains(rect) and bar.isTabVisible(place):
            yield f"tab “{text}” has no room"


def _header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if model is None or header.orientation() is Qt.Orientation.Vertical:
        return
    for section in range(header.count()):
        text = model.headerData(section, Qt.Orientation.Horizontal)
        if header.isSectionHidden(section) or not isinstance(text, str):
            continue
        for line in text.split("\n"):
            yield from _too_wide(header, line, header.sectionSize(section) - 4)


def _too_wide(widget: QWidget, text: str, room: int) -> Iterator[str]:
    needed = widget.fontMetrics().horizontalAdvance(text.replace("&", ""))
    if needed > room + SLACK:
        yield f"“{_short(text)}” needs {needed} px and has {room}"


def _overlaps(parent: QWidget) -> Iterator[str]:
    """Yield pairs of children that lie on each other; lists and fields arrange their own parts."""
    if isinstance(parent, (QAbstractScrollArea, QLineEdit, QComboBox, QHeaderView, QTabBar)):
        return
    children = [
        child
        for child in parent.children()
        if isinstance(child, QWidget)
        and child.isVisible()
        and not child.isWindow()
        and not isinstance(child, (QSplitterHandle, QSizeGrip, QAbstractSlider))
    ]
    for place, one in enumerate(children):
        for other in children[place + 1 :]:
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > SLACK and shared.height() > SLACK:
                yield f"{_path(one)} lies on {_path(other)} ({shared.width()}×{shared.height()})"


def _is_scrolled_away(widget: QWidget) -> bool:
    """Whether no part of a widget is inside every scrolled area around it."""
    return widget.visibleRegion().isEmpty()


def _is_inner(widget: QWidget) -> bool:
    """Whether a widget is a part that Qt itself put into another field."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, (QComboBox, QHeaderView)) or "CalendarWidget" in str(type(parent)):
            return True
        if str(parent.metaObject().className()) in ("QSpinBox", "QDateEdit", "QDateTimeEdit"):
            return True
        parent = parent.parentWidget()
    return isinstance(widget, QHeaderView) or widget.objectName().startswith("qt_")


def _buddy(root: QWidget, widget: QWidget) -> bool:
    return any(label.buddy() is widget for label in root.findChildren(QLabel))


def _path(widget: QWidget) -> str:
    names: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(names) < 4:
        names.append(at.objectName() or type(at).__name__)
        at = at.parentWidget()
    return "/".join(reversed(names))


def _short(text: str) -> str:
    return text if len(text) < 30 else text[:28] + "…"


def inside(root: QWidget, widget: QWidget) -> bool:
    """Whether a widget lies within a window."""
    corner = widget.mapTo(root, QPoint(0, 0))
    return root.rect().contains(QRect(corner, widget.size()))
