from django.db import migrations


class Migration(migrations.Migration):
    """Once defined what the database derives. The definition as it is now is run by `0006_search`."""

    dependencies = [("partnerships", "0001_initial")]
    operations: list = []
