from pathlib import Path

from django.db import migrations

DEFINITIONS = {
    "names.sql": "e394e433e599",
    "words.sql": "925c04e9cc9b",
}
SQL = "".join((Path(__file__).parent.parent / "sql" / name).read_text() for name in DEFINITIONS)

FILL = """
DROP FUNCTION IF EXISTS registry_term(text, boolean);
SELECT registry_name_vocabulary('country', ARRAY(SELECT alpha2::text FROM regions_country));
SELECT registry_renamed();
"""


class Migration(migrations.Migration):
    """Names are searched as they are, without the stems of words; only names are forgiven more than one error."""

    dependencies = [("partnerships", "0011_indexes"), ("regions", "0004_country_also")]
    operations = [migrations.RunSQL([(SQL, None), (FILL, None)], migrations.RunSQL.noop)]
