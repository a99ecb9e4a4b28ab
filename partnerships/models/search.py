from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models

from partnerships.models.evidence import Evidence
from partnerships.models.partnership import Partnership


class SearchRow(models.Model):
    """What the database derives from a partnership: status, years, evidence, and what finds it.

    Written by the database only; see `partnerships/search.py`.
    """

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, primary_key=True, related_name="search_row", db_index=True
    )
    status = models.CharField(max_length=20, choices=Partnership.Status)
    evidence = models.PositiveSmallIntegerField(choices=Evidence)
    year_from = models.PositiveSmallIntegerField(null=True)
    year_to = models.PositiveSmallIntegerField(null=True)
    codes = ArrayField(models.TextField())
    vector = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="search_row_vector", fastupdate=False),
            GinIndex(fields=["codes"], name="search_row_codes", fastupdate=False),
            models.Index(fields=["year_from", "partnership"], name="search_row_year_from"),
        ]

    def __str__(self) -> str:
        return str(self.partnership_id)

    @property
    def evidence_code(self) -> str:
        """The public code of the evidence level, as in `evidence=one-side`."""
        return Evidence(self.evidence).code

    def values_of(self, kind: str) -> list[str]:
        """The values this partnership carries of one kind of code, sorted: `values_of("goal")` → `["11", "17"]`."""
        prefix = f"{kind}:"
        return sorted(code.removeprefix(prefix) for code in self.codes if code.startswith(prefix))


def refresh_search_rows(partnerships: models.QuerySet[Partnership] | None = None) -> int:
    """Rebuild the rows of `partnerships`, or all of them; returns how many.

    Needed only when time has passed, because a status can change on a date without anybody writing:
    everything written is followed by the database itself.
    """
    keys = list((Partnership.objects.all() if partnerships is None else partnerships).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_refresh(%s::bigint[])", [keys])
    return len(keys)
