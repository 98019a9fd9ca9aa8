"""One list in the library: its name, its tree, the chosen item in full, or a draft's as fields."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.checklist import Checklist
from inspector.domain.issues import Issue, Severity
from inspector.domain.marks import plain_mark
from inspector.i18n.gettext import _
from inspector.i18n.messages import sentence
from inspector.services.edition_drafts import Draft
from inspector.services.list_outline import OutlineLine, outline, outline_of_draft
from inspector.ui.context import Context
from inspector.ui.theme import GAP
from inspector.ui.views.draft_form import DraftForm
from inspector.ui.views.item_detail import ItemDetail
from inspector.ui.views.outline_view import OutlineView

_DRAFT_TOOLS = ("add_item", "add_section", "remove", "up", "down")
_MOST_FAULTS = 3


class ListPage(QWidget):
    """Shows an edition, or a draft with its fields."""

    head_edited = Signal(object)
    """Title or year of a draft, as plain values."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("list_page")
        self._draft: Draft | None = None
        self._context = context
        self.title = QLabel()
        self.title.setProperty("kind", "heading")
        self.title.setWordWrap(True)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.about = QLabel()
        self.about.setProperty("kind", "muted")
        self.about.setWordWrap(True)
        self.faults = QLabel()
        self.faults.setWordWrap(True)
        self.faults_frame = QFrame()
        self.tree = OutlineView(context.theme, context.memory, "list_tree")
        self.detail = ItemDetail()
        self.form = DraftForm()
        self.beneath = QStackedWidget()
        self.draft_head = QWidget()
        self.draft_title, self.draft_year = QLineEdit(), QLineEdit()
        self._lay_out()
        self.tree.chosen.connect(self._show_line)

    def _lay_out(self) -> None:
        self.beneath.addWidget(self.detail)
        self.beneath.addWidget(self.form)
        down = QSplitter(Qt.Orientation.Vertical)
        down.setObjectName("list_down")
        down.setChildrenCollapsible(False)
        down.addWidget(self.tree)
        down.addWidget(self.beneath)
        down.setStretchFactor(0, 1)
        down.setSizes([440, 180])
        self._context.memory.keep_splitter(down, "list_down")
        inside = QHBoxLayout(self.faults_frame)
        inside.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        inside.addWidget(self.faults, 1)
        self.faults_frame.setProperty("kind", "notice")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addWidget(self._made_draft_head())
        column.addWidget(self.faults_frame)
        column.addWidget(down, 1)

    def _made_draft_head(self) -> QWidget:
        grid = QGridLayout(self.draft_head)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        fields = (
            (_("List title"), self.draft_title, "title"),
            (_("Year"), self.draft_year, "year"),
        )
        for at, (words, field, name) in enumerate(fields):
            label = QLabel(words)
            label.setBuddy(field)
            field.setObjectName(f"draft_head_{name}")
            field.setAccessibleName(words)
            field.editingFinished.connect(self._tell_head)
            grid.addWidget(label, 0, 2 * at)
            grid.addWidget(field, 0, 2 * at + 1)
        self.draft_year.setMaximumWidth(self.fontMetrics().horizontalAdvance("0" * 10))
        for at, name in enumerate(_DRAFT_TOOLS):
            button = QToolButton()
            button.setDefaultAction(self._context.actions.action(f"checklists.{name}"))
            button.setAccessibleName(button.defaultAction().text())
            grid.addWidget(button, 0, 4 + at)
        grid.setColumnStretch(1, 1)
        return self.draft_head

    # Showing --------------------------------------------------------------------------------------

    def show_list(self, checklist: Checklist, about: str) -> None:
        """Show a list as it is."""
        self.form.leave()
        self._draft = None
        self.title.setText(checklist.title)
        self.about.setText(about)
        self._show_parts()
        self.tree.show_lines(outline(checklist))

    def show_draft(self, draft: Draft, about: str) -> None:
        """Show a draft; where it is the one that is shown already, nothing moves."""
        is_same = self._draft is not None and self._draft.id == draft.id
        if not is_same:
            self.form.leave()
        self._draft = draft
        head = draft.folded.checklist
        self.title.setText(_("Draft: {title}").format(title=head.title))
        self.about.setText(about)
        _put(self.draft_title, head.title)
        _put(self.draft_year, str(head.year or ""))
        self._show_parts()
        self._show_faults(draft.issues)
        self.tree.show_lines(outline_of_draft(draft.folded.nodes), keep=is_same)

    def show_nothing(self) -> None:
        """Show that no list is chosen."""
        self._draft = None
        self.title.setText(_("Choose a list on the left."))
        self.about.clear()
        self._show_parts()
        self.tree.show_lines(())

    def _show_parts(self) -> None:
        is_draft = self._draft is not None
        self.draft_head.setVisible(is_draft)
        self.title.setVisible(not is_draft)
        self.beneath.setCurrentWidget(self.form if is_draft else self.detail)
        if not is_draft:
            self.faults_frame.hide()

    def _show_faults(self, issues: Sequence[Issue]) -> None:
        shown = sorted(issues, key=lambda one: one.severity is not Severity.ERROR)
        lines = [sentence(one) for one in shown[:_MOST_FAULTS]]
        if len(issues) > _MOST_FAULTS:
            lines.append(_("… and {count} more.").format(count=len(issues) - _MOST_FAULTS))
        self.faults.setText("\n".join(lines))
        self.faults_frame.setVisible(bool(lines))

    def _show_line(self, line: OutlineLine | None) -> None:
        if self._draft is not None:
            self.form.show_line(line)
        else:
            self.detail.show_value(None if line is None else line.value)

    def _tell_head(self) -> None:
        draft = self._draft
        if draft is None:
            return
        head = draft.folded.checklist
        title, digits = self.draft_title.text().strip(), self.draft_year.text().strip()
        year = int(digits) if digits.isdecimal() else head.year
        if (title, year) != (head.title, head.year):
            self.head_edited.emit({"title": title, "year": year})


def _put(field: QLineEdit, text: str) -> None:
    if (not field.hasFocus() or not field.isModified()) and field.text() != text:
        field.setText(text)
        field.setCursorPosition(0)


def about_list(checklist: Checklist) -> str:
    """Return in a line what a list is: how many items and points, and from whom."""
    count = sum(1 for _item in checklist.items())
    parts = [_("{count} items").format(count=count)]
    if checklist.points is not None:
        parts.append(_("{points} points").format(points=plain_mark(checklist.points)))
    else:
        parts.append(_("task list"))
    parts += filter(None, (checklist.unit_class, checklist.issuer))
    return "　".join(parts)
