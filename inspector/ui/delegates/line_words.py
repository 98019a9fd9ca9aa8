"""What the rows of a sheet say in words: for readers of the screen, and in tooltips."""

from typing import Final

from inspector.domain.answer import Conclusion
from inspector.domain.checklist import ItemKind
from inspector.domain.marks import plain_mark, whole_mark
from inspector.i18n.gettext import _
from inspector.i18n.words import conclusion_label, label
from inspector.services.score_sheet import ItemLine, SectionLine

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
    if line.is_open or line.conclusion is Conclusion.OPEN:
        return label(Conclusion.OPEN) if line.is_open else ""
    if line.conclusion is Conclusion.DID_NOT_OCCUR:
        return _("Did not occur")
    if line.conclusion is Conclusion.NOT_APPLICABLE:
        return label(Conclusion.NOT_APPLICABLE)
    return ""


def mark_texts() -> tuple[str, ...]:
    """Return the widest of what can stand at the end of an item's row."""
    words = (label(Conclusion.OPEN), label(Conclusion.NOT_APPLICABLE), _("Did not occur"))
    return (MINUS + "00.00", *words)


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
