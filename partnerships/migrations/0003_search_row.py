from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "sql" / "search_row.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_initial"), ("regions", "0003_names")]
    operations = [migrations.RunSQL([(SQL, None)], migrations.RunSQL.noop)]
