from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models
from django.db.models import F

from partnerships.models.search import TransactionField

# The files run here, as they were then: a test tells whoever edits one that a new migration has to run it again.
DEFINITIONS = {
    "search_row.sql": "c766c5b345f0",
    "names.sql": "d3f5f88040c6",
    "words.sql": "edac3ecbca23",
}
SQL = "".join((Path(__file__).parent.parent / "sql" / name).read_text() for name in DEFINITIONS)

# A row of a few words in the table itself, and its codes and words beside it: counting the matches of a word then
# reads a fifth. Most rows are larger than the 2 kB from which the database stores parts of them beside.
NARROW = """
ALTER TABLE partnerships_searchrow SET (toast_tuple_target = 128);
ALTER TABLE partnerships_searchrow ALTER codes SET STORAGE EXTERNAL, ALTER vector SET STORAGE EXTERNAL;
CREATE SEQUENCE registry_version;
"""
BEFORE = """
DROP FUNCTION IF EXISTS registry_refresh(bigint[]);
DROP FUNCTION IF EXISTS registry_query(text);
DROP FUNCTION IF EXISTS registry_vector(bigint);
DROP FUNCTION IF EXISTS registry_codes(bigint);
DROP FUNCTION IF EXISTS registry_sides(bigint);
DROP FUNCTION IF EXISTS registry_sections(bigint);
DELETE FROM partnerships_searchrow;
"""
FILL = """
SELECT registry_name_vocabulary(kind, array_agg(key)) FROM registry_vocabulary() GROUP BY kind;
SELECT registry_name_organisations(coalesce(array_agg(id), '{}')) FROM regions_organisation;
SELECT count(*) FROM registry_refresh(ARRAY(SELECT id FROM partnerships_partnership));
SELECT registry_touch(ARRAY(SELECT id FROM partnerships_partnership));
"""


class Migration(migrations.Migration):
    """What things are called is kept apart from what partnerships say; every change can be followed."""

    dependencies = [("partnerships", "0005_search_row_again"), ("regions", "0004_country_also")]
    operations = [
        migrations.RunSQL([(BEFORE, None)], migrations.RunSQL.noop),
        migrations.RemoveIndex("searchrow", "search_row_codes"),
        migrations.AddField("searchrow", "published", models.BooleanField(default=False), preserve_default=False),
        migrations.AddField("searchrow", "rank", models.SmallIntegerField(default=0), preserve_default=False),
        migrations.CreateModel(
            "SearchName",
            [
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("names", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("called", models.TextField()),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["vector"], name="search_name_vector", fastupdate=False),
                    django.contrib.postgres.indexes.GinIndex(fields=["names"], name="search_name_names", fastupdate=False),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(F("called"), name="gin_trgm_ops"),
                        name="search_name_called",
                        fastupdate=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "SearchChange",
            [
                ("partnership", models.BigIntegerField(db_column="partnership_id", primary_key=True, serialize=False)),
                ("version", models.BigIntegerField()),
                ("changed", TransactionField()),
            ],
            options={"indexes": [models.Index(fields=["changed"], name="search_change_changed")]},
        ),
        migrations.CreateModel("SearchNaming", [("changed", TransactionField(primary_key=True, serialize=False))]),
        migrations.CreateModel(
            "SearchTally",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seen", TransactionField()),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.RunSQL([(NARROW, None), (SQL, None), (FILL, None)], migrations.RunSQL.noop),
    ]
