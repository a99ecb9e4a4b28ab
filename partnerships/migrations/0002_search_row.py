from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "sql" / "search_row.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_initial")]
    operations = [migrations.RunSQL([(SQL, None)], migrations.RunSQL.noop)]
