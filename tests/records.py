"""The registry's real records. To load the files takes seconds, so it is done once; after that their rows are copied back."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from partnerships.loading import load_registry

FIXTURES = Path(settings.BASE_DIR) / "fixtures"

# By table, as the database writes them.
_rows: dict[str, bytes] = {}


def load_records() -> None:
    """Put into a database without records what `load_registry` loads from fixtures/."""
    if _rows:
        with transaction.atomic(), connection.cursor() as cursor:
            _copy_back(cursor)
        return
    load_registry(FIXTURES)
    with connection.cursor() as cursor:
        # The role of a database of one's own need not be allowed to do without triggers.
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone()[0]:
            for table in _tables():
                with cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as copy:
                    _rows[table] = b"".join(copy)


def _tables() -> list[str]:
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [name for name in names if name.startswith(("partnerships_", "regions_", "pghistory_"))]


def _copy_back(cursor) -> None:
    cursor.execute("SET LOCAL session_replication_role = replica")
    for table, rows in _rows.items():
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608
        with cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as copy:
            copy.write(rows)
    # As if they had been written now, so that whoever follows changes sees them.
    cursor.execute("UPDATE partnerships_searchchange SET version = nextval('registry_version'), changed = pg_current_xact_id()")
    cursor.execute("DELETE FROM partnerships_searchnaming")
    cursor.execute("SELECT registry_renamed()")
    cursor.execute("SET LOCAL session_replication_role = origin")
    models = [model for app in ("partnerships", "regions", "pghistory") for model in _models_of(app)]
    for statement in connection.ops.sequence_reset_sql(no_style(), models):
        cursor.execute(statement)


def _models_of(app: str) -> list[type[Model]]:
    return list(apps.get_app_config(app).get_models(include_auto_created=True))
