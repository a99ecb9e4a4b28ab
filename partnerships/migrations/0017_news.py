from pathlib import Path

from django.db import migrations

DEFINITIONS = {"news.sql": "071a4912f77c", "words.sql": "f36c6288d781"}
SQL = "".join((Path(__file__).parent.parent / "sql" / name).read_text() for name in DEFINITIONS)


class Migration(migrations.Migration):
    """What is new, and what is called so, is looked up with plans made once in a session."""

    dependencies = [("partnerships", "0016_words")]
    operations = [migrations.RunSQL([(SQL, None)], migrations.RunSQL.noop)]
