from pathlib import Path

from django.db import migrations

DEFINITIONS = {
    "search_row.sql": "723cc77b0957",
    "news.sql": "071a4912f77c",
    "words.sql": "3119652bcfec",
    "forgiving.sql": "d4f329005b69",
}
SQL = "".join((Path(__file__).parent.parent / "sql" / name).read_text() for name in DEFINITIONS)


class Migration(migrations.Migration):
    """A change of a partnership derives what that decides; short questions are planned once; more ways to write a word."""

    dependencies = [("partnerships", "0016_words")]
    operations = [migrations.RunSQL([(SQL, None)], migrations.RunSQL.noop)]
