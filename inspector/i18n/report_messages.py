"""Sentences about papers, their fonts and their files."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "report.no_font": N_(
        "No font for {role} was found on this computer, so the paper cannot be set; install a "
        "Chinese font such as {fonts} and try again."
    ),
    "fonts.substituted": N_(
        "{role} is set in {used}, since {wanted} is not on this computer; install {wanted} for "
        "the usual look of the paper."
    ),
}
