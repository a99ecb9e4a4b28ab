from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

DEFINITIONS = {"suggestions.sql": "89ef26802664"}
SQL = "".join((Path(__file__).parent.parent / "sql" / name).read_text() for name in DEFINITIONS)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0007_theme_also"), ("regions", "0003_names")]
    operations = [
        migrations.CreateModel(
            name="NameStart",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id", "start", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("start", models.CharField(max_length=3)),
                (
                    "government",
                    models.BooleanField(help_text="Null for those that nobody can name yet: they are not offered.", null=True),
                ),
                ("involved", models.BooleanField(help_text="Whether it takes part in a published partnership.")),
                ("population", models.PositiveIntegerField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="regions.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="namestart",
            index=models.Index(
                fields=["start", "government", "-involved", "-population", "organisation"], name="name_start_most_likely"
            ),
        ),
        migrations.RunSQL([(SQL, None), ("SELECT registry_suggestions_rebuild()", None)], migrations.RunSQL.noop),
    ]
