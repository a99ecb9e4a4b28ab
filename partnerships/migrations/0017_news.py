from pathlib import Path

from django.db import migrations

DEFINITIONS = {"search_row.sql": "723cc77b0957", "news.sql": "071a4912f77c", "words.sql": "f36c6288d781"}
SQL = "".join((Path(__file__).parent.parent / "sql" / name).read_text() for name in DEFINITIONS)


class Migration(migrations.Migration):
    """A change of a partnership itself derives what it decides; what is new is looked up with plans made once in a session."""

    dependencies = [("partnerships", "0016_words")]
    operations = [migrations.RunSQL([(SQL, None)], migrations.RunSQL.noop)]
