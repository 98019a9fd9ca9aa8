"""Sentences about kinds of paper and their templates."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "document.unknown_kind": N_(
        "There is no kind of paper called “{kind}”; choose one of {known}."
    ),
    "document.needs_unit": N_("Paper “{kind}” is about one unit; name the unit."),
    "document.unknown_head_line": N_(
        "“{line}” is no line of a paper's head; write NAME：VALUE with one of these names: {known}."
    ),
    "document.takes_no_unit": N_("Paper “{kind}” is about a whole inspection; leave the unit out."),
    "kinds.not_toml": N_(
        "Table of kinds {file} cannot be read ({reason}); correct it or delete it."
    ),
    "kinds.bad_entry": N_(
        "Table of kinds {file}: the entry “{kind}” is not complete ({reason}); it needs name, "
        "scope, family and template."
    ),
    "markdown.no_head": N_(
        "Markdown {file} does not begin with a head between two lines of hyphens; export the "
        "paper again and change that file."
    ),
    "markdown.no_title": N_("Markdown {file} has no title; add a line 标题：… to its head."),
    "markdown.unknown_head": N_("Markdown {file}: the head knows no “{head}”; use {known}."),
    "draft.unreadable": N_(
        "The stored draft cannot be read ({reason}); compose the paper again from the data."
    ),
    "template.not_found": N_(
        "Template {file} was not found; put it into the folder of templates or correct its name."
    ),
    "template.not_text": N_(
        "Template {file} is not a text in UTF-8; save it again with that encoding."
    ),
    "template.syntax": N_(
        "Template {file}, line {cell}: the field or control cannot be read ({reason}); correct "
        "what stands between the braces."
    ),
    "template.unknown_field": N_(
        "Template {file}, line {cell}: there is no field “{field}”; correct its name (the fields "
        "are listed in the manual)."
    ),
    "template.unsafe": N_(
        "Template {file}, line {cell}: “{reason}” is not allowed in a template; use fields, "
        "conditions, loops and the listed filters only."
    ),
    "template.no_include": N_(
        "Template {file}, line {cell}: there is no template “{field}” to include; put it into the "
        "same folder or correct its name."
    ),
    "word_template.unreadable": N_(
        "{file} is no Word file (.docx); open it in Word or WPS and save it as .docx."
    ),
    "word_template.unknown_field": N_(
        "Word template {file}: there is no field “{field}” in “{text}”; correct its name (the "
        "fields are listed in the manual)."
    ),
    "word_template.unsafe": N_(
        "Word template {file}: “{reason}” in “{text}” is not allowed in a template; use fields, "
        "conditions, loops and the listed filters only."
    ),
    "word_template.no_include": N_(
        "Word template {file}: “{text}” includes another template, which a Word file cannot; "
        "write its text here."
    ),
    "word_template.syntax": N_(
        "Word template {file}: the field or control in “{text}” cannot be read ({reason}); "
        "correct what stands between the braces."
    ),
    "word_template.failed": N_(
        "Word template {file} cannot be filled ({reason}); correct its fields and loops."
    ),
    "template.failed": N_(
        "Template {file}, line {cell}: the field cannot be used like this ({reason}); correct "
        "the line."
    ),
    "template.too_long": N_(
        "Template {file} makes a text of more than twenty million characters; correct its loops."
    ),
    "template.no_head": N_(
        "Template {file} has no line of hyphens that ends its head; put ---- between head and text."
    ),
    "template.no_title": N_("Template {file} has no title; begin it with a line 标题：…."),
    "template.unknown_head": N_(
        "Template {file}, line {cell}: the head knows no “{head}”; use {known}."
    ),
    "template.unknown_directive": N_(
        "Template {file}, line {cell}: “{line}” cannot be read; in brackets stand {known}, or "
        "begin the line with 【正文】 to have it as text."
    ),
    "template.unknown_chart": N_(
        "Template {file}, line {cell}: there is no chart “{table}” for this paper; use {known}."
    ),
    "template.unknown_table": N_(
        "Template {file}, line {cell}: there is no table “{table}” for this paper; use {known}."
    ),
}
