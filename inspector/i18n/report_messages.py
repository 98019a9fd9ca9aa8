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
    "report.no_picture": N_(
        "The file is no picture that can be read, so nothing in it was blacked out; make a"
        " screenshot of it and put that in."
    ),
    "report.several_pictures": N_(
        "The file holds several pictures, so nothing in it was blacked out; put in each by itself."
    ),
    "report.picture_too_large": N_(
        "The picture has more than {limit} million pixels, so nothing in it was blacked out; make"
        " it smaller."
    ),
    "report.box_outside": N_(
        "The part {box} is not within the picture, which is {width} pixels wide and {height} high;"
        " measure it again."
    ),
}
