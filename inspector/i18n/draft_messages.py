"""Sentences about drafts of papers, and the papers as they were sent."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "drafts.unknown": N_(
        "There is not one draft whose id begins with {start}; there are {drafts}: name one of "
        "them by at least four letters."
    ),
    "drafts.template_aside": N_(
        "A draft cannot be made with the template {file} alone, as it could not be held against "
        "new data later; put the template into the folder 公文模板 beside the workspace."
    ),
    "drafts.no_change": N_(
        "There is no change {number} to take; the comparison lists {count}: name one of them."
    ),
    "drafts.no_paper": N_(
        "{file} is no paper that was signed and sent; put in a scan or a Word file ({endings})."
    ),
    "drafts.not_printed": N_(
        "{printer} took no pages, so nothing was printed; look whether it is ready, or print into "
        "a PDF file."
    ),
    "drafts.unknown_final": N_(
        "No final paper {name} is attached to this draft; attached are: {names}."
    ),
}
