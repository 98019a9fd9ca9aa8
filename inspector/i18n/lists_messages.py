"""Sentences about lists written as YAML files."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "lists.unknown_key": N_("No list that ships is called “{key}”; there are: {keys}"),
    "lists.too_large": N_(
        "{file} is longer than {limit} characters and was not read; a checklist is far "
        "shorter, check that it is the right file."
    ),
    "lists.not_yaml": N_(
        "{file}, line {line}: this is not YAML ({cause}); correct the line, see "
        "checklists/README.md."
    ),
    "lists.yaml_alias": N_(
        "{file}, line {line}: anchors and aliases (& and *) are not taken; write the value out."
    ),
    "lists.yaml_documents": N_(
        "{file}, line {line}: a second document begins here (---); keep one list in a file."
    ),
    "lists.yaml_repeated": N_(
        "{file}, line {line}: “{key}” stands twice in the same place; keep one of them."
    ),
    "lists.yaml_nesting": N_(
        "{file}, line {line}: the nesting is too deep, or a list stands where a name should; "
        "make it flatter."
    ),
    "lists.unknown_field": N_(
        "{file}, line {line} ({path}): “{word}” is not known; correct the name or remove it, "
        "see checklists/README.md."
    ),
    "lists.missing_field": N_("{file}, line {line} ({path}): “{word}” is missing; add it."),
    "lists.unknown_word": N_(
        "{file}, line {line} ({path}): “{word}” is none of the words allowed here; "
        "checklists/README.md lists them."
    ),
    "lists.bad_value": N_(
        "{file}, line {line} ({path}): “{value}” cannot be taken here; write it as "
        "checklists/README.md says (4 or 0.5 for marks, 30% for shares, [a, b] for lists)."
    ),
    "lists.title_or_content": N_(
        "{file}, line {line} ({path}): a section has a title, an item has content; write one "
        "of the two."
    ),
    "lists.empty_section": N_(
        "{file}, line {line} ({path}): nothing stands beneath “{title}”; add items, or make "
        "it an item with content."
    ),
    "lists.item_with_children": N_(
        "{file}, line {line} ({path}): “{content}” is an item and cannot have children; give "
        "it a title instead of content."
    ),
    "lists.scored_without_points": N_(
        "{file}, line {line} ({path}): “{content}” is scored and has no points; add points or "
        "another kind."
    ),
    "lists.total_differs": N_(
        "{file}, line {line} ({path}): “{title}” states {stated} points, its items add up to "
        "{total}; correct one of them."
    ),
    "lists.repeated_number": N_(
        "{file}, line {line} ({path}): number {word} stands already on line {first}; every "
        "item needs its own."
    ),
    "lists.repeated_item": N_(
        "{file}, line {line} ({path}): “{word}” stands with the same criteria on line "
        "{first}; make their texts differ."
    ),
}
