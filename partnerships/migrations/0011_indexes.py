import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models import F, Q

WAITING = "ALTER INDEX search_row_vector SET (fastupdate = on, gin_pending_list_limit = 64)"


class Migration(migrations.Migration):
    """Words of changed rows wait a little before they are entered; the partnerships known last are found by an index."""

    dependencies = [("partnerships", "0010_saving")]
    operations = [
        migrations.RunSQL(
            [(WAITING, None)],
            migrations.RunSQL.noop,
            state_operations=[
                migrations.RemoveIndex("searchrow", "search_row_vector"),
                migrations.AddIndex(
                    "searchrow",
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=True, fields=["vector"], gin_pending_list_limit=64, name="search_row_vector"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            "partnership",
            models.Index(
                F("confirmed_on").desc(nulls_last=True),
                F("updated").desc(),
                "code",
                condition=Q(publication="published"),
                name="partnership_latest",
            ),
        ),
    ]
