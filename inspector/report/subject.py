"""What a paper is made of: one unit's dossier or a whole inspection's, and the office's wishes."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from inspector.domain.answer import Side
from inspector.domain.dossier import InspectionDossier, UnitDossier
from inspector.domain.inspection import Inspection, is_locked
from inspector.domain.results import Grading
from inspector.report.document import RedHead
from inspector.report.public_words import PublicWords

UNAPPROVED = "未经审定"
_NOBODY: Final = PublicWords(())


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSubject:
    """One unit's part in an inspection, and nothing of any other unit."""

    inspection: Inspection
    dossier: UnitDossier
    chain_head: str = ""
    """First 16 hex digits of the journal's head."""


Subject = UnitSubject | InspectionDossier


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOptions:
    """What the office says about one paper; what is left empty comes from the data."""

    dated: date | None = None
    addressee: str = ""
    office: str = ""
    document_number: str = ""
    issuer_upward: str = ""
    copied_to: tuple[str, ...] = ()
    note: str = ""
    sealed: bool = True
    status: str | None = None
    """None prints 未经审定 until everything in the paper is approved; "" prints nothing."""
    side: Side | None = None
    """Whose marks; None takes the approved ones once they are, otherwise the first ones."""
    practices: tuple[int, ...] = ()
    """Numbers of the offered sentences on what was done (`practices.offered`), from 1."""
    next_steps: tuple[str, ...] = ()
    """The paragraphs on what comes next; none takes the template's."""
    template: Path | None = None
    """A template file instead of the kind's own."""
    folder: Path | None = None
    """The office's own folder of templates."""
    red_head: RedHead | None = None
    """None takes what the template or the kind says."""
    imprint: bool = False
    """Whether 版记 names the office and the date of the paper where nothing else is given."""
    head_lines: tuple[str, ...] = ()
    """Lines of 名：值 that go before those of the template."""
    public_words: PublicWords = _NOBODY
    """What leaves persons and addresses out of a public version."""


def is_approved(dossier: UnitDossier) -> bool:
    """Whether a unit's marks are approved and locked."""
    return is_locked(dossier.assessment.state)


def side_of(dossier: UnitDossier, options: PaperOptions) -> Side:
    """Return whose marks a paper shows of one unit."""
    if options.side is not None:
        return options.side
    return Side.APPROVED if is_approved(dossier) else Side.CHECKED


def grading_of(dossier: UnitDossier, side: Side) -> Grading:
    """Return a unit's grading on one side."""
    if side is Side.SELF:
        return dossier.self_graded
    return dossier.approved if side is Side.APPROVED else dossier.checked
