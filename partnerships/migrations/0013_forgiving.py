from pathlib import Path
from typing import Any

from django.db import migrations

from partnerships.progress import Progress

DEFINITIONS = {
    "search_row.sql": "c2bfa3724f84",
    "names.sql": "9841ea0174d3",
    "forgiving.sql": "132136da466b",
    "words.sql": "4b0ce7fdb09c",
}
SQL = "".join((Path(__file__).parent.parent / "sql" / name).read_text() for name in DEFINITIONS)

VOCABULARIES = "SELECT registry_name_vocabulary(kind, array_agg(key)) FROM registry_vocabulary() GROUP BY kind"
ORGANISATIONS = "SELECT registry_name_organisations(%s::bigint[])"
PARTNERSHIPS = "SELECT registry_touch(ARRAY(SELECT registry_refresh(%s::bigint[])))"
# The words of a few rows wait, to be entered into the index together; when all rows change, those of more rows.
PENDING = "ALTER INDEX search_row_vector SET (gin_pending_list_limit = {kilobytes})"
PORTION = 2000


def derive_anew(apps: Any, schema_editor: Any) -> None:
    """Names and search rows in portions, each a transaction, so that nobody waits long. Once more after an interruption."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(VOCABULARIES)
        _in_portions(cursor, "Names", "regions_organisation", ORGANISATIONS)
        cursor.execute("SELECT registry_renamed()")
        cursor.execute(PENDING.format(kilobytes=4096))
        _in_portions(cursor, "Search rows", "partnerships_partnership", PARTNERSHIPS)
        cursor.execute(PENDING.format(kilobytes=64))


def _in_portions(cursor: Any, what: str, table: str, statement: str) -> None:
    cursor.execute(f"SELECT id FROM {table} ORDER BY id")  # noqa: S608
    keys = [key for (key,) in cursor.fetchall()]
    progress = Progress(print, what, len(keys))
    for start in range(0, len(keys), PORTION):
        portion = keys[start : start + PORTION]
        cursor.execute(statement, [portion])
        progress.advance(len(portion))


class Migration(migrations.Migration):
    """Signs that join words part them, in texts as in what is typed; more errors are forgiven."""

    # Portions are committed one by one.
    atomic = False
    dependencies = [("partnerships", "0012_names")]
    operations = [
        migrations.RunSQL([(SQL, None)], migrations.RunSQL.noop),
        migrations.RunPython(derive_anew, migrations.RunPython.noop),
    ]
