from pathlib import Path

from django.db import migrations

DEFINITIONS = {"suggestions.sql": "3c320d7b8c99"}
SQL = "".join((Path(__file__).parent.parent / "sql" / name).read_text() for name in DEFINITIONS)


class Migration(migrations.Migration):
    """A name is suggested while it is still typed with an error in it."""

    dependencies = [("partnerships", "0013_forgiving"), ("regions", "0005_region_also")]
    operations = [migrations.RunSQL([(SQL, None)], migrations.RunSQL.noop)]
