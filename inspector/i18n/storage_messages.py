"""Sentences about the workspace file, its journal and its lock."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "storage.missing": N_("There is no file “{file}”; check the path, or make a new workspace."),
    "storage.exists": N_(
        "“{file}” is there already; choose another name, so that nothing is written over."
    ),
    "storage.no_folder": N_(
        "“{file}” cannot be made because the folder “{folder}” is missing; make the folder first."
    ),
    "storage.folder_not_writable": N_(
        "“{file}” cannot be made because nothing may be written to the folder “{folder}”;"
        " choose another folder."
    ),
    "storage.not_workspace": N_(
        "“{file}” is not a workspace of this program; choose a file that ends in .inspection."
    ),
    "storage.newer_version": N_(
        "“{file}” was last written by a newer version of this program; update the program and"
        " open it again."
    ),
    "storage.damaged": N_(
        "“{file}” is damaged or cut short; go back to a snapshot or a backup of it."
    ),
    "storage.unreadable": N_(
        "“{file}” cannot be read; check that the drive is connected and that you may read it."
    ),
    "storage.not_writable": N_(
        "Nothing may be written to “{file}” or its folder; open it to read only, or copy it to a"
        " folder you may write to."
    ),
    "storage.read_only": N_(
        "“{file}” is open to be read only, so nothing was changed; open it for writing first."
    ),
    "storage.locked": N_(
        "“{file}” is open elsewhere: {person} on {computer} since {since}; wait until it is"
        " closed there, or open it to read only."
    ),
    "storage.busy": N_(
        "Another program is using “{file}” at this moment, so nothing was changed; close that"
        " program and try again."
    ),
    "storage.disk_full": N_(
        "The drive with “{file}” is full, so nothing was changed; free some space and try again."
    ),
    "storage.changed_meanwhile": N_(
        "What was to be changed is no longer as it was shown, so nothing was changed; look at it"
        " again and repeat the change."
    ),
    "storage.unstorable_text": N_(
        "A text holds a character that no file may hold (NUL or half a character), so nothing was"
        " changed; type the text anew instead of pasting it."
    ),
    "storage.number_too_large": N_(
        "The number {number} is too large to be kept, so nothing was changed; check it."
    ),
    "storage.blob_too_large": N_(
        "A file of evidence may have {limit} MB at most, so it was not taken in; make it smaller"
        " or put in a link."
    ),
    "storage.blob_purged": N_(
        "The file {digest}… was removed for good and is never taken in again; choose another file."
    ),
}
