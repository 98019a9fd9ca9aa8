"""Rows of one kind of record read back as the domain's values."""

from functools import cache
from typing import Final, TypeVar

from sqlalchemy import and_, bindparam, literal_column, select
from sqlalchemy.dialects.sqlite import dialect

from inspector.domain.edits import RecordKind
from inspector.storage.canonical import as_type, parse
from inspector.storage.engine import Database
from inspector.storage.rows import METADATA
from inspector.storage.vocabulary import BY_KIND, Kind

Value = TypeVar("Value")

_DIALECT: Final = dialect(paramstyle="qmark")


def load_records(
    database: Database, kind: RecordKind, owner: type[Value], **wanted: str
) -> tuple[Value, ...]:
    """Return the values of a kind whose columns hold what is wanted, none that was removed."""
    statement, names, written = _select(BY_KIND[kind], tuple(wanted))
    found = []
    for row in database.rows(statement, tuple(wanted.values())):
        members = dict(zip(names, row, strict=True))
        for name in written:
            members[name] = parse(members[name])
        found.append(as_type(members, owner))
    return tuple(found)


@cache
def _select(kind: Kind, wanted: tuple[str, ...]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Compose the query for records of a kind; also its columns, and those that hold JSON."""
    table = METADATA.tables[kind.table]
    columns = [column for column in table.columns if column.name != "removed"]
    narrowed = [table.c[name] == bindparam(name) for name in wanted]
    query = select(*columns).where(and_(table.c.removed == literal_column("0"), *narrowed))
    if kind.kind is RecordKind.EVIDENCE:
        query = query.order_by(table.c.inspection, table.c.unit)
    compiled = query.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
    written = tuple(field.name for field in kind.fields if field.is_json)
    return str(compiled), tuple(str(column.name) for column in columns), written
