"""All units' returns of a year against all checks, with what each comes to."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.domain.return_form import ReturnForm
from inspector.domain.returns import Outcome
from inspector.i18n.gettext import _
from inspector.i18n.return_words import check_line
from inspector.i18n.words import label
from inspector.services.return_review import Review
from inspector.services.returns import form_of
from inspector.ui.models.return_grid import ROLES, SIGNS
from inspector.ui.models.table import Column, TableModel
from inspector.ui.theme import Theme
from inspector.ui.views.plain_table import plain_table


class ReturnMatrix(QWidget):
    """A line for each unit: the list for sending back, then a column for each check."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._form: ReturnForm | None = None
        self._model: TableModel[Review] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_reviews(self, reviews: Sequence[Review]) -> None:
        """Show the units whose returns are on the first one's form; a tooltip says more."""
        form = form_of(reviews[0].given) if reviews else None
        if form is not self._form:
            self._build(form)
        if form is not None and self._model is not None:
            self._model.replace([one for one in reviews if one.given.form == form.key])

    def _build(self, form: ReturnForm | None) -> None:
        """Make a table for the checks of a form; none without a form."""
        self._form, self._model = form, None
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if form is not None:
            self._model = TableModel((*_list_columns(), *_check_columns(form, self._theme)), self)
            table = plain_table(self._model, "return_matrix", _("All units, all checks"))
            self._column.addWidget(table)


def conclusion_words(review: Review) -> str:
    """Return what is to be done with a return."""
    if not review.given.cells:
        return _("not filled in")
    return _("send back") if review.is_to_be_sent_back else _("in order")


def _list_columns() -> tuple[Column[Review], ...]:
    def counted(name: str, count: Callable[[Review], int]) -> Column[Review]:
        return Column(name, lambda one: str(count(one)), is_number=True, width=48, key=count)

    return (
        Column(_("Unit"), lambda one: one.unit.label, width=140),
        Column(_("Received"), _received, width=92),
        counted(label(Outcome.FAILS), lambda one: one.count(Outcome.FAILS)),
        counted(label(Outcome.CANNOT_CHECK), lambda one: one.count(Outcome.CANNOT_CHECK)),
        counted(label(Outcome.REMINDER), lambda one: one.reminders),
        Column(_("Alike"), lambda one: one.alike_words, width=120, tip=lambda one: one.alike_words),
        Column(_("Conclusion"), conclusion_words, width=84),
    )


def _received(review: Review) -> str:
    day = review.given.received_on
    return "" if day is None else day.isoformat()


def _check_columns(form: ReturnForm, theme: Theme) -> tuple[Column[Review], ...]:
    def of_check(place: int) -> Column[Review]:
        check = form.checks[place]
        return Column(
            f"{check.id} {check.about}".strip(),
            lambda review: SIGNS[review.checks[place].outcome],
            width=84,
            tip=lambda review: check_line(form, review.checks[place]),
            colour=lambda review: theme.colour(ROLES[review.checks[place].outcome]),
        )

    return tuple(of_check(place) for place in range(len(form.checks)))
