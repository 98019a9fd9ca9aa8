"""The same item in earlier inspections: what was open then on top, the rest greyed beneath."""

from collections.abc import Iterable, Iterator
from html import escape

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import ItemKind
from inspector.domain.marks import plain_mark, whole_mark
from inspector.domain.rules import letter
from inspector.i18n.gettext import _
from inspector.i18n.words import conclusion_label, label
from inspector.services.last_time import Before, LastTime, OpenProblem, TextPiece, Wording
from inspector.ui.theme import Theme


class LastTimeView(QWidget):
    """Read only: nothing that stands here counts as checked now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("last_time_view")
        self._theme = theme
        self._shown = Before()
        self._page = QTextBrowser()
        self._page.setObjectName("last_time_page")
        self._page.setAccessibleName(_("Last time"))
        self._page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._page.setOpenExternalLinks(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        theme.changed.connect(lambda: self.show_before(self._shown))

    def show_before(self, before: Before) -> None:
        """Show what earlier inspections say of the item."""
        self._shown = before
        self._page.setHtml("".join(self._parts(before)))

    def _parts(self, before: Before) -> Iterator[str]:
        colours = self._theme.colours
        if before.problems:
            left = escape(_("Not closed then:"))
            yield f'<p style="color:{colours.warning}"><b>{left}</b></p>'
            yield "<ul>" + "".join(f"<li>{_problem(one)}</li>" for one in before.problems) + "</ul>"
        for time in before.times:
            yield from self._time(time)
        if not before.times:
            yield _paragraph(_("No earlier inspection says anything of this item."), colours.muted)

    def _time(self, time: LastTime) -> Iterator[str]:
        muted = self._theme.colours.muted
        said = [conclusion_word(time)]
        if time.mark is not None:
            said.append(_("{mark} marks").format(mark=whole_mark(time.mark)))
        said.append(_("text unchanged") if time.is_unchanged else _("text changed"))
        title = f"{time.inspection}　{time.item.number}"
        yield f'<p style="color:{muted}"><b>{escape(title)}</b>　{escape("　".join(said))}</p>'
        lines = [f"{letter(one.rule)} {one.fact} {one.place}".strip() for one in time.findings]
        if time.answer.account.strip():
            lines.append(time.answer.account.strip())
        for line in lines:
            yield _paragraph(line, muted)
        yield from self._changes(time)

    def _changes(self, time: LastTime) -> Iterator[str]:
        if time.points_differ:
            points = "—" if time.item.points is None else plain_mark(time.item.points)
            yield _paragraph(_("Points then: {points}").format(points=points), "")
        for title, pieces in ((_("Content"), time.content), (_("Criteria"), time.criteria)):
            if pieces:
                yield f"<p>{escape(title)}　{self._marked(pieces)}</p>"

    def _marked(self, pieces: Iterable[TextPiece]) -> str:
        colours = self._theme.colours
        styles = {
            Wording.SAME: "",
            Wording.GONE: f"color:{colours.bad};text-decoration:line-through",
            Wording.NEW: f"color:{colours.good};text-decoration:underline",
        }
        return "".join(
            f'<span style="{styles[one.wording]}">{escape(one.text)}</span>' for one in pieces
        )


def tab_title(before: Before) -> str:
    """Return what the tab says: whether there is anything, open, or changed."""
    if before.problems:
        return _("Last time ({count} open)").format(count=len(before.problems))
    if not before.times:
        return _("Last time")
    unchanged = before.times[0].is_unchanged
    return _("Last time (unchanged)") if unchanged else _("Last time (changed)")


def conclusion_word(time: LastTime) -> str:
    """Return what was concluded then."""
    conclusion = time.answer.conclusion
    if conclusion is Conclusion.OPEN and time.findings:
        conclusion = Conclusion.PARTLY_MET
    return conclusion_label(conclusion, task=time.item.kind is ItemKind.TASK)


def _problem(one: OpenProblem) -> str:
    told = [one.number, one.fact, one.place, label(one.state)]
    if one.deadline is not None:
        told.append(_("due {day}").format(day=one.deadline.isoformat()))
    return escape("　".join(filter(None, (*told, one.inspection))))


def _paragraph(text: str, colour: str) -> str:
    style = f' style="color:{colour}"' if colour else ""
    return f"<p{style}>{escape(text)}</p>"
