from pathlib import Path

from django.db import migrations

DEFINITIONS = {"names.sql": "f39fe8737361"}
SQL = "".join((Path(__file__).parent.parent / "sql" / name).read_text() for name in DEFINITIONS)


class Migration(migrations.Migration):
    dependencies = [("regions", "0002_initial")]
    operations = [migrations.RunSQL([(SQL, None)], migrations.RunSQL.noop)]
