from django.db import migrations


class Migration(migrations.Migration):
    """Once brought a database up to the definition of its time. That of now is run by `0006_search`."""

    dependencies = [("partnerships", "0004_planned_steps")]
    operations: list = []
