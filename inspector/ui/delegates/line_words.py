"""What the rows of a sheet say in words: for readers of the screen, and in tooltips."""

from typing import Final

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import ItemKind
from inspector.domain.marks import plain_mark, whole_mark
from inspector.i18n.gettext import _
from inspector.i18n.words import conclusion_label
from inspector.services.score_lines import ItemLine, SectionLine

MINUS: Final = "−"


def state_word(line: ItemLine) -> str:
    """Return how an item stands, in a word or two."""
    if line.is_spared:
        return _("Spared from the start")
    word = conclusion_label(line.conclusion, task=line.kind is ItemKind.TASK)
    if line.is_open and line.conclusion is not Conclusion.OPEN:
        return _("{conclusion}, no finding says why").format(conclusion=word)
    return word


def mark_text(line: ItemLine) -> str:
    """Return what stands at the end of an item's row: a deduction, a bonus, or a word."""
    if line.deducted:
        return MINUS + whole_mark(line.deducted)
    if line.earned:
        return "+" + whole_mark(line.earned)
    if line.is_open:
        return _("To check")
    if line.conclusion is Conclusion.DID_NOT_OCCUR:
        return _("Not occurred")
    return _("N/A") if line.conclusion is Conclusion.NOT_APPLICABLE else ""


def mark_texts() -> tuple[str, ...]:
    """Return what `mark_text` says at its longest, for the width of its column."""
    return f"{MINUS}00.00", _("To check"), _("Not occurred"), _("N/A")


def points_text(line: ItemLine) -> str:
    """Return what an item is worth, briefly."""
    if line.points is None:
        return ""
    return _("{points} p.").format(points=plain_mark(line.points))


def subtotal_text(line: SectionLine) -> str:
    """Return what stands at the end of a section's row."""
    if line.points is None and not line.deducted:
        return ""
    return _("Deducted {marks}").format(marks=whole_mark(line.deducted))


def subtotal_working(line: SectionLine) -> str:
    """Return the one sentence on a subtotal: what is due, and what its cap leaves of it."""
    if line.due > line.deducted:
        return _("Due {due} marks, limited to {deducted} by the section's points").format(
            due=whole_mark(line.due), deducted=whole_mark(line.deducted)
        )
    return _("Deducted {marks} marks").format(marks=whole_mark(line.deducted))


def row_words(line: ItemLine | SectionLine) -> str:
    """Return a row as one line of text."""
    if isinstance(line, SectionLine):
        return "  ".join(filter(None, (f"{line.number} {line.title}".strip(), subtotal_text(line))))
    parts = [f"{line.number} {line.title}".strip(), state_word(line)]
    if line.deducted or line.earned:
        parts.append(mark_text(line))
    if line.evidence:
        parts.append(_("{count} pieces of evidence").format(count=line.evidence))
    return "  ".join(parts)


def row_tip(line: ItemLine | SectionLine) -> str:
    """Return what a tooltip says of a row."""
    if isinstance(line, SectionLine):
        return f"{line.number} {line.title}".strip() + "\n" + subtotal_working(line)
    lines = [f"{line.number} {line.title}".strip()]
    if line.points is not None:
        lines.append(_("{points} marks").format(points=plain_mark(line.points)))
    state = state_word(line)
    if line.in_bulk:
        state = _("{state} (confirmed in bulk)").format(state=state)
    lines.append(state)
    if line.deducted or line.earned:
        lines.append(mark_text(line))
    if line.evidence:
        lines.append(_("{count} pieces of evidence").format(count=line.evidence))
    if line.lacks_evidence:
        lines.append(_("A deduction stands without evidence"))
    return "\n".join(lines)
