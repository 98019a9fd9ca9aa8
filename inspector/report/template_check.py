"""A template read through before it is used: its fields, its head and its tables, line by line."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jinja2 import TemplateSyntaxError

from inspector.domain.issues import Issue, Place, Severity
from inspector.report import template_text, templates
from inspector.report.compose import tables_of
from inspector.report.head_lines import KNOWN, NAMES, RULE, split_line
from inspector.report.kinds import Scope
from inspector.report.template_fields import FieldReader, shapes

_COMMENT: Final = re.compile(r"\{#.*?#\}", re.DOTALL)
_CONTROL: Final = re.compile(r"\{%.*?%\}", re.DOTALL)
_FIELD: Final = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_FILLED: Final = "\ufdd5"
"""Stands for what a field will say."""


def checked(source: str, file: str, scope: Scope, folder: Path | None = None) -> tuple[Issue, ...]:
    """Return what is wrong with a template for papers of a scope, in the order of its lines.

    `folder` is where templates that it includes are looked for besides those that ship.
    """
    found = [*checked_fields(source, file, scope, folder), *_checked_text(source, file, scope)]
    return tuple(sorted(found, key=lambda issue: int(issue.place.cell or 0)))


def checked_fields(
    source: str, file: str, scope: Scope, folder: Path | None = None
) -> tuple[Issue, ...]:
    """Return the fields that do not exist and the constructs that no template may use."""
    environment = templates.environment(folder)

    def place(line: int) -> Place:
        return Place(file=file, cell=str(line))

    def exists(name: str) -> bool:
        return any((one / name).is_file() for one in (folder, templates.shipped()) if one)

    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        named = {"reason": error.message or ""}
        return (_issue("template.syntax", place(error.lineno), **named),)
    return tuple(FieldReader(shapes(scope), environment, place, exists).issues(tree))


def _checked_text(source: str, file: str, scope: Scope) -> Iterator[Issue]:
    lines = _without_controls(source).split("\n")
    end = next((at for at, line in enumerate(lines) if RULE.fullmatch(line.strip())), None)
    if end is None:
        yield _issue("template.no_head", Place(file=file))
        return
    heads = [(at, split_line(line)) for at, line in enumerate(lines[:end], start=1) if line.strip()]
    for at, (word, _value) in heads:
        if word not in NAMES and _FILLED not in word:
            place = Place(file=file, cell=str(at))
            yield _issue("template.unknown_head", place, head=word, known=KNOWN)
    if not any(word == "标题" for _, (word, _value) in heads):
        yield _issue("template.no_title", Place(file=file))
    for at, line in enumerate(lines[end + 1 :], start=end + 2):
        yield from _checked_directive(line.strip(), Place(file=file, cell=str(at)), scope)


def _checked_directive(line: str, place: Place, scope: Scope) -> Iterator[Issue]:
    found = template_text.directive_of(line)
    if found is None:
        return
    word, subject = found
    known = tables_of(scope)
    if word not in template_text.DIRECTIVES:
        names = "、".join(template_text.DIRECTIVES)
        shown = line.replace(_FILLED, "…")
        yield _issue("template.unknown_directive", place, line=shown, known=names)
    elif word in known and not _is_known(subject, known[word]):
        directive = template_text.DIRECTIVES[word].name.lower()
        names, shown = "、".join(known[word]) or "—", subject.replace(_FILLED, "…")
        yield _issue(f"template.unknown_{directive}", place, table=shown, known=names)


def _is_known(subject: str, known: tuple[str, ...]) -> bool:
    """Whether a table is there; of one named by a field its beginning has to be known."""
    start, field, _ = subject.partition(_FILLED)
    if field:
        return any(name.startswith(start) or start.startswith(name[:3]) for name in known)
    return subject in known or any(
        name.endswith("…") and subject.startswith(name[:-1]) for name in known
    )


def _without_controls(source: str) -> str:
    """Return a template's lines without comments and controls, its fields as one character."""
    for pattern, kept in ((_COMMENT, ""), (_CONTROL, ""), (_FIELD, _FILLED)):
        source = pattern.sub(lambda found: kept + "\n" * found[0].count("\n"), source)  # noqa: B023
    return source


def _issue(code: str, place: Place, **named: str) -> Issue:
    return Issue(code=code, severity=Severity.ERROR, place=place, parameters=named)
