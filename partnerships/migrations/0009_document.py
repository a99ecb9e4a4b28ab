import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0008_suggestions")]
    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "partnership_id", "language", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("version", models.BigIntegerField()),
                ("form", models.BigIntegerField()),
                ("body", models.BinaryField()),
                (
                    "partnership",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="documents",
                        to="partnerships.partnership",
                    ),
                ),
            ],
        ),
    ]
