"""The item itself: number and content, points, way of checking, criteria, what the unit claims."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.checklist import ItemKind
from inspector.domain.marks import plain_mark, whole_mark
from inspector.i18n.gettext import _
from inspector.i18n.words import conclusion_label, label
from inspector.services.item_view import ItemView
from inspector.ui.theme import GAP, MARGIN


class ItemHead(QScrollArea):
    """What is checked and what is claimed, to be read only; scrolls where it is long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("item_head")
        self.setAccessibleName(_("Item"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._title = _text("item_title", "heading")
        self._facts = QLabel()
        self._facts.setObjectName("item_points")
        self._facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._criteria = _text("item_criteria")
        self._guidance = _text("item_guidance", "muted")
        self._claim = _text("item_claim")
        self.setWidget(self._body())
        self.viewport().setAutoFillBackground(False)
        self.widget().setAutoFillBackground(False)

    def show_view(self, view: ItemView) -> None:
        """Show an item."""
        item = view.item
        self._title.setText(item.title)
        self._title.setToolTip(" › ".join(view.sections))
        self._facts.setText("    ".join(_facts(view)))
        self._criteria.setText(item.criteria or _("No criteria are given."))
        guidance = "\n".join(filter(None, (item.guidance, item.remark)))
        self._guidance.setText(guidance)
        self._guidance_name.setVisible(bool(guidance))
        self._guidance.setVisible(bool(guidance))
        self._claim.setText(claim_words(view))
        self.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Show nothing."""
        for each in (self._title, self._facts, self._criteria, self._claim):
            each.setText("")

    def _body(self) -> QWidget:
        body = QWidget()
        body.setObjectName("item_head_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        top = QHBoxLayout()
        top.setSpacing(MARGIN)
        top.addWidget(self._title, 1)
        top.addWidget(self._facts, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        grid = QGridLayout()
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(GAP // 2)
        grid.setColumnStretch(1, 1)
        rows = (
            (_("Standard"), self._criteria),
            (_("Hint"), self._guidance),
            (_("Claim"), self._claim),
        )
        for row, (title, value) in enumerate(rows):
            name = row_label(title)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
            if value is self._guidance:
                self._guidance_name = name
        column.addLayout(grid)
        column.addStretch(1)
        return body


def row_label(title: str) -> QLabel:
    """Return the name of a row of the card; all are equally wide, so that rows stand aligned."""
    name = QLabel(title)
    name.setProperty("kind", "muted")
    name.setMinimumWidth(name.fontMetrics().horizontalAdvance(_("Standard")))
    return name


def claim_words(view: ItemView) -> str:
    """Return what the unit says of itself in one paragraph."""
    answer = view.answer
    is_task = view.item.kind is ItemKind.TASK
    said = []
    if answer.self_conclusion is not None:
        said.append(conclusion_label(answer.self_conclusion, task=is_task))
    if answer.self_mark is not None:
        said.append(_("{mark} marks").format(mark=whole_mark(answer.self_mark)))
    sent = sum(1 for one in view.evidence if one.piece.from_unit)
    if sent:
        said.append(_("{count} pieces of evidence").format(count=sent))
    texts = filter(None, ("  ".join(said), answer.self_account.strip(), answer.self_note.strip()))
    return "\n".join(texts) or _("The unit has said nothing.")


def _facts(view: ItemView) -> list[str]:
    item = view.item
    facts = []
    if item.kind is not ItemKind.SCORED:
        facts.append(label(item.kind))
    if item.points is not None:
        facts.append(_("Points {points}").format(points=plain_mark(item.points)))
    if item.ways:
        facts.append("、".join(label(way) for way in item.ways))
    if item.deadline:
        facts.append(item.deadline)
    return facts


def _text(name: str, kind: str = "") -> QLabel:
    shown = QLabel()
    shown.setObjectName(name)
    shown.setWordWrap(True)
    shown.setTextFormat(Qt.TextFormat.PlainText)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if kind:
        shown.setProperty("kind", kind)
    return shown
