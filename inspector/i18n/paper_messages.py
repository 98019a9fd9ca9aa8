"""Sentences about what to look at in a paper before it goes out."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "paper.gap": N_("Paper “{file}” has a gap to fill: {gap}."),
    "paper.own_word": N_(
        "Paper “{file}”: “{word}” in “…{text}…” is the unit speaking of itself; write 该单位 or "
        "its name."
    ),
    "paper.judging_word": N_(
        "Paper “{file}”: “{word}” in “…{text}…” judges; give the fact instead."
    ),
    "paper.settled_word": N_(
        "Paper “{file}”: “{word}” in “…{text}…” is not the settled word; write “{use}”."
    ),
    "paper.near_name": N_(
        "Paper “{file}”: “{word}” in “…{text}…” is no unit's name, but nearly that of {name}; "
        "write the name as the register has it."
    ),
    "paper.other_name": N_(
        "Paper “{file}”: “{word}” in “…{text}…” is only another name of {name}; write the name "
        "as the register has it."
    ),
    "paper.no_such_day": N_(
        "Paper “{file}”: there is no day “{word}” in the calendar (“…{text}…”); correct the date."
    ),
    "paper.wrong_weekday": N_(
        "Paper “{file}”: “{word}” is a 星期{right} (“…{text}…”); correct the date or the day of "
        "the week."
    ),
    "paper.no_working_day": N_(
        "Paper “{file}”: the last day {word} is not worked (“…{text}…”); the next working day is "
        "{next}."
    ),
    "paper.no_last_day": N_(
        "Paper “{file}”: “{word}” in “…{text}…” names no date; write out the last day."
    ),
    "paper.private_number": N_(
        "Paper “{file}”: “{word}” in “…{text}…” is somebody's identity number; leave it out."
    ),
    "paper.other_grade": N_(
        "Paper “{file}”: “{word}” in “…{text}…” is not the unit's grade ({grade}); correct it."
    ),
    "paper.no_such_mark": N_(
        "Paper “{file}”: “{word}” in “…{text}…” stands in none of its tables and is no mark of "
        "the unit (lost in all: {total}); correct the figure."
    ),
    "paper.no_such_mark_of_all": N_(
        "Paper “{file}”: “{word}” in “…{text}…” stands in none of its tables and is no mark of "
        "any unit; correct the figure."
    ),
    "paper.no_such_figure": N_(
        "Paper “{file}”: “{word}” in “…{text}…” is not what is computed ({computed}); correct "
        "the figure."
    ),
    "paper.changed_figure": N_(
        "Paper “{file}”: “{word}” in “…{text}…” was written over; the data says {computed}. "
        "Correct the figure, or the data."
    ),
    "paper.no_such_count": N_(
        "Paper “{file}”: “{word}” in “…{text}…” does not agree with the problems recorded "
        "({known}); correct the number."
    ),
    "paper.untold_account": N_(
        "Paper “{file}” does not tell the account of item {item} (“{text}”), nor does any form; "
        "tell it or clear it."
    ),
    "paper.untold_finding": N_(
        "Paper “{file}” does not tell a finding of item {item} (“{text}”), nor does any form; "
        "tell it or withdraw it."
    ),
    "paper.untold_problem": N_(
        "Paper “{file}” does not name a problem of item {item} that is to be put right "
        "(“{text}”), nor does any form; name it or take it off the ledger."
    ),
    "paper.untold_note": N_(
        "The internal note of item {item} (“{text}”) stands in no paper; if the unit is to know "
        "it, put it into “{file}”."
    ),
    "paper.untold_more": N_(
        "Paper “{file}” leaves {count} more texts about {units} more units untold, which stand in "
        "no form either; tell them or clear them."
    ),
    "paper.told_elsewhere_more": N_(
        "Paper “{file}” does not tell {count} more texts about {units} more units; they stand in "
        "the units' own forms."
    ),
    "paper.told_elsewhere": N_(
        "Paper “{file}” does not tell what item {item} says (“{text}”); it stands in {papers}."
    ),
    "paper.grid_changed": N_(
        "Paper “{file}”: its text is set in {lines} lines of {characters} characters a page "
        "instead of 22 of 28 (lines {line_pitch} points apart, characters {character_pitch}), so "
        "that office and date stay with the text; to go back, change the text by a few lines."
    ),
    "paper.no_text_first": N_(
        "Paper “{file}”: nothing but its head stands on the first page; shorten the list of "
        "addressees or the title."
    ),
    "paper.empty_name": N_(
        "Paper “{file}”: a name in “{part}” is empty; fill it in, or take away what parts it from "
        "the others."
    ),
    "paper.office_twice": N_(
        "Paper “{file}” names {office} twice among the offices that issue it; leave it out of "
        "the joint offices."
    ),
    "paper.more_signers": N_(
        "Paper “{file}” is issued by {signers} persons, but by {offices} offices; name one person "
        "for each office, in the order of the offices."
    ),
    "paper.fewer_signers": N_(
        "Paper “{file}” is issued by {offices} offices, but by {signers} persons; name one person "
        "for each office, in the order of the offices."
    ),
    "paper.small_letterhead": N_(
        "Paper “{file}”: the names of the offices in its red head are only {size} points large; "
        "write their short names, or only the first office with 文件 as the letterhead."
    ),
    "paper.signed_alone": N_(
        "Paper “{file}”: office and date stand on page {page} without any text; shorten or "
        "lengthen the text by a few lines."
    ),
    "public.address": N_("Left out of the public version: the address “{word}” (“…{text}…”)."),
    "public.person": N_("Left out of the public version: the person “{word}” (“…{text}…”)."),
    "public.number": N_("Left out of the public version: the number “{word}” (“…{text}…”)."),
    "public.pictures": N_(
        "Left out of the public version: the album “{word}” of {count} pictures."
    ),
    "public.table": N_("Left out of the public version: the table “{word}” of {count} rows."),
    "public.annex": N_("Left out of the public version: the annex “{word}”, now empty."),
    "public.note": N_("Left out of the public version: the note “{text}”."),
    "public.broken": N_(
        "Write the sentence “…{text}…” of the public version anew: “{word}” was left out of the "
        "middle of it; a gap 〔待填〕 marks the place."
    ),
    "public.names_annex": N_(
        "Look at “…{text}…” in the public version: the annex “{word}” is no longer with it."
    ),
    "document.no_public_fields": N_(
        "{kind} is made from the whole paper and cannot be filled into a Word file of your own; "
        "leave the template out and change the finished Word file."
    ),
    "drafts.public_of_draft": N_(
        "{name} is made from a draft of {whole}, so that what was written there is kept; draft "
        "that first, then make its public version."
    ),
    "drafts.no_public_version": N_(
        "{name} has no public version; choose a draft of a kind that has one."
    ),
}
