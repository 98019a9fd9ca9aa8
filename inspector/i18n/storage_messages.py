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
    "storage.not_on_disk": N_(
        "The drive with “{file}” does not confirm what was entered last; save a copy on another"
        " drive before anything else."
    ),
    "storage.password_needed": N_(
        "“{file}” is locked with a password; give it at the prompt, with --password-file or in"
        " INSPECTOR_PASSWORD."
    ),
    "storage.password_wrong": N_(
        "The password does not open “{file}”, or the file is damaged; check the password and try"
        " again."
    ),
    "storage.password_short": N_(
        "A password must have at least {least} characters, so nothing was changed; choose a longer"
        " one."
    ),
    "storage.no_password": N_("“{file}” has no password, so there is none to remove."),
    "storage.copy_differs": N_(
        "The copy made of “{file}” is not what the file is, so nothing was changed; check the drive"
        " and run verify."
    ),
    "storage.changed_meanwhile": N_(
        "What was to be changed is no longer as it was shown, so nothing was changed; look at it"
        " again and repeat the change."
    ),
    "storage.nothing_to_undo": N_(
        "{author} has done nothing in this file that could be taken back; look at the history for"
        " what others did."
    ),
    "storage.nothing_to_redo": N_(
        "{author} has taken nothing back that could be done again; redo works only until the next"
        " change."
    ),
    "storage.purge_too_short": N_(
        "A text that is removed for good must have at least {least} characters, so nothing was"
        " changed; give more of it."
    ),
    "storage.purge_nothing": N_(
        "The text to be removed stands nowhere in “{file}”, so nothing was changed; check how it"
        " is spelled."
    ),
    "storage.purge_traces": N_(
        "It was removed from “{file}”, but another program has the file open, so traces may be"
        " left beside it; close that program, then open this file for any change, which clears"
        " them."
    ),
    "storage.verify_pages": N_(
        "The file itself is damaged; go back to a snapshot or a backup of it."
    ),
    "storage.verify_session": N_(
        "A session of {author} in the journal is not as it was written; compare with a backup."
    ),
    "storage.verify_chain": N_(
        "The chain breaks at action {number} of {author} ({at}): it is not as it was written, or"
        " something before it is missing; compare with a backup."
    ),
    "storage.verify_cut": N_(
        "A session of {author} began after actions that are no longer in the journal; compare with"
        " a backup."
    ),
    "storage.verify_stray": N_(
        "{count} entries of the journal belong to no session; compare with a backup."
    ),
    "storage.verify_blob": N_(
        "The file of evidence {digest}… is not as it was taken in; take it in again from where it"
        " came."
    ),
    "storage.verify_rows": N_(
        "What is shown from the table “{table}” is not what the journal says; rebuild the tables"
        " from the journal."
    ),
    "storage.verify_head": N_(
        "The file never stood at the head {head}; the paper belongs to another file, or the file"
        " was changed; check both."
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
    "storage.blob_changed": N_(
        "A file was changed while it was being taken in, so nothing was kept; close it in other"
        " programs and take it in again."
    ),
    "storage.blob_purged": N_(
        "The file {digest}… was removed for good and is never taken in again; choose another file."
    ),
}
