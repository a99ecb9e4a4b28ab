from pathlib import Path

from django.db import migrations

DEFINITIONS = {"words.sql": "ce5e960e29f8"}
SQL = "".join((Path(__file__).parent.parent / "sql" / name).read_text() for name in DEFINITIONS)


class Migration(migrations.Migration):
    """What somebody typed is looked up with plans made once in a session."""

    dependencies = [("partnerships", "0015_bodies")]
    operations = [migrations.RunSQL([(SQL, None)], migrations.RunSQL.noop)]
