"""Templates of papers for an office to make its own: exported, and checked once changed."""

from collections.abc import Mapping
from pathlib import Path

from inspector.domain.errors import refused
from inspector.domain.issues import Issue, Place
from inspector.report import docx_template, templates
from inspector.report.kinds import Kind
from inspector.report.kinds import kinds as all_kinds
from inspector.report.template_check import checked
from inspector.services.documents import is_word
from inspector.services.files import read_file, read_text, write_file

EVERY = "all"
"""Stands for all kinds at once."""


def export(key: str, folder: Path) -> tuple[Path, ...]:
    """Write the template of a kind, or all of them, into a folder; what is there stays.

    Raises Refused for an unknown kind, and where a file of that name is there already.
    """
    known = all_kinds()
    chosen = tuple(known.values()) if key == EVERY else (_kind(known, key),)
    targets = {folder / one.template: templates.source(one.template) for one in chosen}
    there = [target.name for target in targets if target.exists()]
    if there:
        raise refused("templates.there", Place(file=str(folder)), files="、".join(there))
    return tuple(write_file(target, text.encode()) for target, text in targets.items())


def check(file: Path, key: str | None = None) -> tuple[Issue, ...]:
    """Return what is wrong with a template, in the order of its lines.

    Its kind follows from its name, as the table of kinds beside it or the one that ships has it,
    unless it is given. Raises Refused for a file that is no text, and for an unknown kind.
    """
    known = all_kinds(file.parent)
    data = read_file(file)
    kind = _kind(known, key) if key is not None else _kind_of(known, file)
    if is_word(file):
        return docx_template.checked(data, file.name, kind.scope)
    source = read_text(data, file.name)
    return checked(source, file.name, kind.scope, file.parent)


def _kind_of(known: Mapping[str, Kind], file: Path) -> Kind:
    for kind in known.values():
        if Path(kind.template).stem == file.stem:
            return kind
    kinds = "、".join(known)
    raise refused("templates.whose", Place(file=file.name), kinds=kinds)


def _kind(known: Mapping[str, Kind], key: str) -> Kind:
    if key not in known:
        raise refused("documents.unknown_kind", kind=key, kinds="、".join(known))
    return known[key]
