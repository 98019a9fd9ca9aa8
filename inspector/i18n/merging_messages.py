"""Sentences about merging workspaces and about packages for laptops."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "storage.merge_damaged": N_(
        "“{file}” is damaged and was not merged; nothing has changed. Copy it again from the "
        "laptop it comes from."
    ),
    "storage.merge_tampered": N_(
        "“{file}” was changed past the program: its journal does not hold. It was not merged and "
        "nothing has changed; ask for the file as the program left it."
    ),
    "storage.merge_foreign": N_(
        "“{file}” began as another workspace and was not merged; nothing has changed. Merge only "
        "copies and packages of this workspace."
    ),
    "storage.merge_forked": N_(
        "“{file}” and this workspace hold one stretch of work in two versions; it was not merged "
        "and nothing has changed. Ask for the file as the program left it."
    ),
    "storage.merge_blob": N_(
        "“{file}”: the file of evidence {digest}… is not what it was when it was taken in; it was "
        "not merged and nothing has changed. Copy the file again from its laptop."
    ),
    "storage.merge_moved_on": N_(
        "“{file}” was changed while the merge was being looked through, so nothing was merged; "
        "merge again."
    ),
    "storage.merge_gone": N_(
        "The merge that was prepared for “{file}” is not there any more, so nothing was merged; "
        "merge again."
    ),
    "storage.merge_not_taken_back": N_(
        "The last merge into “{file}” cannot be taken back: there was none, it removed something "
        "for good, or somebody has gone on since. Go back to the snapshot taken before it with "
        "`inspector restore`."
    ),
    "merging.same_unit": N_(
        "“{unit}” is one entry of the register under both names; there is nothing to join."
    ),
    "conflicts.nobody": N_(
        "“{author}” set none of the values that are not agreed on; they were set by: {names}."
    ),
    "conflicts.no_number": N_(
        "There is no open disagreement {number}; see their numbers with `inspector conflicts list`."
    ),
    "conflicts.no_side": N_(
        "There is no side {number}; this disagreement has {count}, numbered from 1."
    ),
    "packages.no_team": N_(
        "No unit of the inspection is checked by a team “{team}”; there are: {names}."
    ),
    "packages.no_inspector": N_(
        "The division of work gives “{inspector}” nothing; it names: {names}."
    ),
    "packages.not_divided": N_(
        "The work of “{inspection}” is not divided among inspectors or teams yet; divide it, or "
        "name units with --unit."
    ),
    "packages.nothing": N_(
        "There is nothing to pack for “{whom}”: the units take no part or are approved already."
    ),
}
