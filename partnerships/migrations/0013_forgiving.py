from pathlib import Path

from django.db import migrations

DEFINITIONS = {
    "search_row.sql": "c2bfa3724f84",
    "names.sql": "9841ea0174d3",
    "forgiving.sql": "132136da466b",
    "words.sql": "4b0ce7fdb09c",
}
SQL = "".join((Path(__file__).parent.parent / "sql" / name).read_text() for name in DEFINITIONS)

FILL = """
SELECT registry_name_vocabulary(kind, array_agg(key)) FROM registry_vocabulary() GROUP BY kind;
SELECT registry_name_organisations(ARRAY(SELECT id FROM regions_organisation));
SELECT registry_renamed();
SELECT registry_touch(ARRAY(SELECT registry_refresh(ARRAY(SELECT id FROM partnerships_partnership))));
"""


class Migration(migrations.Migration):
    """Signs that join words part them, in texts as in what is typed; more errors are forgiven."""

    dependencies = [("partnerships", "0012_names")]
    operations = [migrations.RunSQL([(SQL, None), (FILL, None)], migrations.RunSQL.noop)]
