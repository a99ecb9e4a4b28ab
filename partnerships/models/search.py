from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F

from partnerships.models.evidence import Evidence
from partnerships.models.partnership import Partnership


class TransactionField(models.Field):
    """The number of one of the database's transactions; only SQL compares it."""

    def db_type(self, connection: Any) -> str:
        return "xid8"


class SearchRow(models.Model):
    """What the database derives from a partnership: status, years, evidence, and what finds it.

    Written by the database only; see `partnerships/search.py`. The table is kept narrow: `codes` and `vector` are
    stored beside it, so that counting the matches of a word reads little.
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
    published = models.BooleanField()
    rank = models.SmallIntegerField()

    class Meta:
        indexes = [
            # A row has hundreds of words, each an entry of the index: those of a few changed rows (64 kB) wait and are
            # entered together, because whoever saves one row would otherwise wait for all of its own.
            GinIndex(fields=["vector"], name="search_row_vector", fastupdate=True, gin_pending_list_limit=64),
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


class SearchName(models.Model):
    """What something that partnerships carry is called: a partner, a country, a theme … Written by the database only."""

    code = models.TextField(primary_key=True)
    names = ArrayField(models.TextField())
    called = models.TextField()
    vector = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="search_name_vector", fastupdate=False),
            GinIndex(fields=["names"], name="search_name_names", fastupdate=False),
            GinIndex(OpClass(F("called"), name="gin_trgm_ops"), name="search_name_called", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.code


class SearchChange(models.Model):
    """That a partnership, or something shown with it, was changed: by which transaction and to which version.

    Not a foreign key, because it outlives the partnership. Number 0 stands for all.
    """

    partnership = models.BigIntegerField(primary_key=True, db_column="partnership_id")
    version = models.BigIntegerField()
    changed = TransactionField()

    class Meta:
        indexes = [models.Index(fields=["changed"], name="search_change_changed")]

    def __str__(self) -> str:
        return f"{self.partnership} {self.version}"


class SearchNaming(models.Model):
    """That a transaction changed what something is called."""

    changed = TransactionField(primary_key=True)

    def __str__(self) -> str:
        return str(self.changed)


class SearchTally(models.Model):
    """The counts of `partnerships/tally` as of one moment, kept so that a server process is ready at once."""

    seen = TransactionField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.seen)
