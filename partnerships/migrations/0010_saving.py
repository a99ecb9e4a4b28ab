from pathlib import Path

from django.db import migrations

DEFINITIONS = {
    "search_row.sql": "e9b1da3502fe",
    "words.sql": "2bcb202de01f",
    "suggestions.sql": "9addb5a8c140",
}
SQL = "".join((Path(__file__).parent.parent / "sql" / name).read_text() for name in DEFINITIONS)

# What is no longer defined: rows moved elsewhere are followed with those that came, and forgiving errors is not for all words.
BEFORE = """
DO $$
DECLARE old record;
BEGIN
  FOR old IN SELECT tgname, tgrelid::regclass AS name FROM pg_trigger
             WHERE tgname IN ('registry_follow_leave', 'registry_suggest_leave') LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', old.tgname, old.name);
  END LOOP;
END $$;
DROP FUNCTION IF EXISTS registry_words(text[], boolean[], boolean[]);
"""


class Migration(migrations.Migration):
    """Saving one partnership derives once what follows from it; errors are looked for only in words that find nothing."""

    dependencies = [("partnerships", "0009_document")]
    operations = [
        migrations.RunSQL([(BEFORE, None)], migrations.RunSQL.noop),
        migrations.RunSQL([(SQL, None)], migrations.RunSQL.noop),
    ]
