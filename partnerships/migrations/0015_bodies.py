from pathlib import Path

from django.db import migrations

DEFINITIONS = {"names.sql": "a9e6a5d2ed14"}
SQL = "".join((Path(__file__).parent.parent / "sql" / name).read_text() for name in DEFINITIONS)

FILL = """
SELECT registry_name_organisations(ARRAY(SELECT id FROM regions_organisation WHERE parent_id IS NOT NULL));
SELECT registry_renamed();
"""


class Migration(migrations.Migration):
    """What a city is called finds its bodies, too."""

    dependencies = [("partnerships", "0014_suggestions")]
    operations = [migrations.RunSQL([(SQL, None), (FILL, None)], migrations.RunSQL.noop)]
