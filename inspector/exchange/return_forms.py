"""Forms of the yearly return that ship: YAML files read into forms, their rules written out."""

from collections.abc import Callable, Iterator
from functools import cache as once
from functools import partial
from typing import Final

import msgspec
from msgspec import Struct

from inspector import paths
from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.domain.return_form import (
    Check,
    Column,
    Counted,
    Mirror,
    ReturnForm,
    Row,
    Saying,
    Table,
    Weight,
    cell_key,
    words_at,
)
from inspector.domain.return_rule import Rule, RuleError, Whose, matching, parse
from inspector.exchange.plain_yaml import read_plain_yaml

_FOLDER: Final = "returns"
_EACH: Final = "@"
"""In a rule, stands for the row, column, word or cell it is written out for."""


class _Column(Struct, forbid_unknown_fields=True, frozen=True):
    key: str
    headings: tuple[str, ...]
    state: bool = False


class _Row(Struct, forbid_unknown_fields=True, frozen=True):
    key: str
    labels: tuple[str, ...]
    unit: str = ""
    counted: Counted = Counted.WHOLE
    signed: bool = False
    is_heading: bool = False
    also: tuple[str, ...] = ()
    indent: int = 0
    state: bool = False


class _Table(Struct, forbid_unknown_fields=True, frozen=True):
    key: str
    tab: str
    title: str
    columns: tuple[_Column, ...]
    rows: tuple[_Row, ...]
    label_headings: tuple[str, ...] = ()
    has_unit_column: bool = False
    note: str = ""


class _Each(Struct, forbid_unknown_fields=True, frozen=True):
    columns_of: str = ""
    rows_of: str = ""
    words: tuple[str, ...] = ()
    cells: bool = False


class _Check(Struct, forbid_unknown_fields=True, frozen=True):
    id: str
    weight: Weight
    rule: str
    each: _Each | None = None


class _Saying(Struct, forbid_unknown_fields=True, frozen=True):
    words: tuple[str, ...]
    unit: str
    cell: str


class _Mirror(Struct, forbid_unknown_fields=True, frozen=True):
    rule: str
    item: str


class _Form(Struct, forbid_unknown_fields=True, frozen=True):
    title: str
    source: str
    first_year: int
    tables: tuple[_Table, ...]
    checks: tuple[_Check, ...]
    last_year: int | None = None
    blank_allowed: bool = False
    slash_allowed: bool = False
    sayings: tuple[_Saying, ...] = ()
    mirrors: tuple[_Mirror, ...] = ()
    watched: tuple[str, ...] = ()


@once
def keys() -> tuple[str, ...]:
    """Return the keys of the forms that ship: their files' names, in order."""
    return tuple(sorted(file.stem for file in (paths.checklists() / _FOLDER).glob("*.yaml")))


@once
def load(key: str) -> ReturnForm:
    """Return a form that ships. Raises Refused (`returns.unknown_form`) for an unknown key."""
    if key not in keys():
        raise refused("returns.unknown_form", key=key, keys="、".join(keys()))
    file = paths.checklists() / _FOLDER / f"{key}.yaml"
    return read_form(file.read_text(encoding="utf-8"), key, file.name)


def form_for(year: int) -> ReturnForm:
    """Return the form that was decreed for a year; the oldest for years before the first."""
    forms = [load(key) for key in keys()]
    fitting = [form for form in forms if form.first_year <= year]
    return max(fitting or forms[:1], key=lambda form: form.first_year)


def read_form(text: str, key: str, name: str) -> ReturnForm:
    """Read a form from YAML text. Raises Refused with the file, the place and the cause."""
    tree = read_plain_yaml(text, name)
    try:
        given = msgspec.convert(tree.root, _Form, strict=False)
    except msgspec.ValidationError as error:
        raise refused("returns.bad_form", Place(file=name), reason=error) from error
    tables = tuple(_table(one) for one in given.tables)
    cells = tuple(cell for table in tables for cell in table.cells())
    parsed = partial(parse, resolve=partial(matching, cells=cells))
    try:
        checks = [check for one in given.checks for check in _written_out(one, tables, parsed)]
        return ReturnForm(
            key=key,
            title=given.title,
            source=given.source,
            first_year=given.first_year,
            last_year=given.last_year,
            tables=tables,
            checks=tuple(one for one in checks if not _asks_units(one)),
            whole_checks=tuple(one for one in checks if _asks_units(one)),
            sayings=tuple(
                Saying(words=one.words, unit=one.unit, cell=_known(one.cell, cells))
                for one in given.sayings
            ),
            mirrors=tuple(Mirror(rule=parsed(one.rule), item=one.item) for one in given.mirrors),
            blank_allowed=given.blank_allowed,
            slash_allowed=given.slash_allowed,
            watched=tuple(_known(cell, cells) for cell in given.watched),
        )
    except RuleError as error:
        raise refused("returns.bad_form", Place(file=name), reason=error) from error


def _table(given: _Table) -> Table:
    return Table(
        key=given.key,
        tab=given.tab,
        title=given.title,
        columns=tuple(
            Column(key=one.key, headings=one.headings, is_state=one.state) for one in given.columns
        ),
        rows=tuple(
            Row(
                key=one.key,
                labels=one.labels,
                unit=one.unit,
                counted=one.counted,
                is_signed=one.signed,
                is_heading=one.is_heading,
                also=one.also,
                indent=one.indent,
                is_state=one.state,
            )
            for one in given.rows
        ),
        label_headings=given.label_headings,
        has_unit_column=given.has_unit_column,
        note=given.note,
    )


def _written_out(
    given: _Check, tables: tuple[Table, ...], parsed: Callable[[str], Rule]
) -> Iterator[Check]:
    """Yield a check for each row, column, word or cell it is to be written out for."""
    made = partial(Check, id=given.id, weight=given.weight)
    if given.each is None:
        rule = parsed(given.rule)
        yield made(rule=rule, row=rule.names()[0].cell.rpartition(".")[0])
        return
    for table in tables:
        if table.key == given.each.columns_of:
            for column in table.columns:
                rule = parsed(given.rule.replace(_EACH, column.key))
                words = column.headings[-1]
                yield made(rule=rule, about=words, column=f"{table.key}/{column.key}")
        if table.key == given.each.rows_of:
            for row in table.rows:
                if not row.is_heading:
                    rule = parsed(given.rule.replace(_EACH, row.key))
                    yield made(rule=rule, about=row.labels[-1], row=row.key)
    for word in given.each.words:
        rule = parsed(given.rule.replace(_EACH, word))
        beside = rule.names()[0].cell.rpartition(".")[0]
        yield made(rule=rule, about=_headings_of(word, tables), row=beside)
    for table in tables if given.each.cells else ():
        for row, column in table.places():
            rule = parsed(given.rule.replace(_EACH, cell_key(row.key, column.key)))
            about = "·".join(filter(None, words_at(row, column)))
            yield made(rule=rule, about=about, row=row.key)


def _asks_units(check: Check) -> bool:
    return any(name.whose is Whose.UNITS for name in check.rule.names())


def _headings_of(word: str, tables: tuple[Table, ...]) -> str:
    """Return the heading over the columns whose keys begin with a word."""
    for table in tables:
        for column in table.columns:
            if column.key.startswith(f"{word}_"):
                return column.headings[-2]
    raise RuleError(f"“{word}” begins no column")


def _known(cell: str, cells: tuple[str, ...]) -> str:
    if cell not in cells:
        raise RuleError(f"“{cell}” is no cell")
    return cell
