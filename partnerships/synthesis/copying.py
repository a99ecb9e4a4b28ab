"""Filling tables by COPY: with nobody following each row, and indexes built afterwards instead of row by row."""

import contextlib
from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db import connection, models
from django.db.backends.utils import CursorWrapper

NULL = r"\N"


class Table:
    """The table of a model, to be filled by COPY with some of its fields; the others get the model's defaults.

    Values are texts as COPY reads them: without tab, line break and backslash, save for `NULL` and escapes.
    """

    def __init__(self, model: type[models.Model], *names: str) -> None:
        fields = [model._meta.get_field(name) for name in names]
        others = [
            field
            for field in model._meta.concrete_fields
            if field not in fields and not field.primary_key and not getattr(field, "generated", False)
        ]
        self.name = model._meta.db_table
        columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in [*fields, *others])
        self.statement = f"COPY {connection.ops.quote_name(self.name)} ({columns}) FROM STDIN"
        self.end = "".join(f"\t{_default(field)}" for field in others) + "\n"

    def fill(self, rows: Iterable[Sequence[str]]) -> None:
        """Add rows, each with the values of the named fields in their order."""
        text = "".join(["\t".join(row) + self.end for row in rows])
        with connection.cursor() as cursor, cursor.copy(self.statement) as copy:
            copy.write(text)


def _default(field: models.Field) -> str:
    value = field.get_default()
    if value is None:
        return NULL
    return str(value).lower() if isinstance(value, bool) else str(value)


def reserved_keys(model: type[models.Model], count: int) -> range:
    """`count` primary keys nobody else will get."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        first = cursor.fetchone()[0]
        if count > 1:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [model._meta.db_table, first + count - 1])
    return range(first, first + count)


@contextlib.contextmanager
def unfollowed(tables: Collection[str]) -> Iterator[None]:
    """Within it rows of `tables` come and go without triggers. To be used inside a transaction.

    A superuser switches them off for itself; anybody else for the tables, and then foreign keys are checked as usual.
    """
    names = [connection.ops.quote_name(name) for name in tables]
    with connection.cursor() as cursor:
        _check_now(cursor)
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        [superuser] = cursor.fetchone()
        if superuser:
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            for name in names:
                cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
    yield
    with connection.cursor() as cursor:
        if superuser:
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        else:
            _check_now(cursor)
            for name in names:
                cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")


@contextlib.contextmanager
def indexed_afterwards(tables: Collection[str]) -> Iterator[None]:
    """Within it `tables` lack the indexes that are there for speed only; then they are built at once."""
    with connection.cursor() as cursor:
        _check_now(cursor)
        cursor.execute(
            """SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
               WHERE i.indrelid = ANY (%s::regclass[]) AND NOT i.indisunique
                 AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
               ORDER BY 1""",
            [list(tables)],
        )
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        _check_now(cursor)
        for _name, definition in indexes:
            cursor.execute(definition)
        for name in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(name)}")


def _check_now(cursor: CursorWrapper) -> None:
    """Check what would be checked at the end of the transaction: as long as it waits, tables cannot be changed."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
