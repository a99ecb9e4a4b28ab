from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent.parent / "sql" / "search_row.sql").read_text()
REFRESH = "SELECT registry_refresh(coalesce(array_agg(id), '{}')) FROM partnerships_partnership"


class Migration(migrations.Migration):
    """Section names and goal numbers are found; a planned end leaves the status unknown."""

    dependencies = [("partnerships", "0004_planned_steps")]
    operations = [migrations.RunSQL([(SQL, None), (REFRESH, None)], migrations.RunSQL.noop)]
