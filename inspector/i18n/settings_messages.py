"""Sentences about this machine's settings, the language and the office's own days."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "language.unknown": N_(
        "Language “{language}” is not one the program speaks; choose zh_CN or en."
    ),
    "settings.not_toml": N_(
        "Settings file {file} cannot be read ({reason}); correct it or delete it, and the "
        "program starts with its own settings."
    ),
    "settings.unknown_name": N_(
        "Settings file {file}: there is no setting called “{name}”; remove it or correct its "
        "spelling (the settings are {known})."
    ),
    "settings.not_text": N_(
        "Settings file {file}: setting “{name}” must be a text in quotation marks; correct it "
        "or remove the line."
    ),
    "settings.not_number": N_(
        "Settings file {file}: setting “{name}” must be a whole number without quotation marks; "
        "correct it or remove the line."
    ),
    "settings.not_list": N_(
        "Settings file {file}: setting “{name}” must be a list of texts such as "
        '["one", "two"]; correct it or remove the line.'
    ),
    "calendar.line_unread": N_(
        "Line {line} “{text}” names no day; write a date and then off or worked, such as "
        "2026-01-05 off."
    ),
    "settings.not_written": N_(
        "Settings file {file} cannot be written ({reason}); check the disk and who may write "
        "to its folder."
    ),
}
