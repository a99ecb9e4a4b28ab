from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "sql" / "names.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("regions", "0002_initial")]
    operations = [migrations.RunSQL([(SQL, None)], migrations.RunSQL.noop)]
