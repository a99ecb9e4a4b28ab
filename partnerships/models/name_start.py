from django.db import models


class NameStart(models.Model):
    """How a name of an organisation begins, and what decides whose name is offered first to somebody who types so far.

    Written by the database only; see `partnerships/sql/suggestions.sql`.
    """

    pk = models.CompositePrimaryKey("organisation_id", "start")
    organisation = models.ForeignKey(
        "regions.Organisation", on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    start = models.CharField(max_length=3)
    government = models.BooleanField(null=True, help_text="Null for those that nobody can name yet: they are not offered.")
    involved = models.BooleanField(help_text="Whether it takes part in a published partnership.")
    population = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["start", "government", "-involved", "-population", "organisation"], name="name_start_most_likely"
            )
        ]

    def __str__(self) -> str:
        return f"{self.start}… {self.organisation_id}"
