"""Taking synthetic data away again, and nothing else."""

from typing import Any

from django.db import connection, models, transaction

from partnerships.models import Citation, Document, Partnership, Source
from partnerships.progress import Report
from partnerships.synthesis.copying import unfollowed
from partnerships.synthesis.derivation import derive
from partnerships.synthesis.evidence import CODE as SOURCE_CODE
from partnerships.synthesis.governments import GAZETTEER
from regions.models import Organisation


def synthetic_partnerships() -> models.QuerySet[Partnership]:
    """The partnerships that rest on synthetic sources."""
    return Partnership.objects.filter(
        pk__in=Citation.objects.filter(source__code__startswith=SOURCE_CODE).values("partnership")
    )


def synthetic_governments() -> models.QuerySet[Organisation]:
    """The governments that synthetic data brought along."""
    return Organisation.objects.filter(pk__in=Citation.objects.filter(source__code=GAZETTEER).values("organisation"))


def remove(report: Report) -> None:
    """Take away every synthetic partnership, government and source, with all that hangs on them.

    A government that a real record refers to stays, and so does its source.
    """
    with transaction.atomic():
        partnerships = _kept_aside("synthetic_partnership", synthetic_partnerships())
        governments = _kept_aside("synthetic_government", synthetic_governments())
        hanging = [*_hanging_on(Partnership), *_hanging_on(Organisation), *_hanging_on(Source)]
        tables = {Partnership, Organisation, Source} | {model for model, _field in hanging}
        with unfollowed(sorted(model._meta.db_table for model in tables)), connection.cursor() as cursor:
            for model, field in _hanging_on(Partnership):
                _delete(model, field.column, "SELECT id FROM synthetic_partnership")
            _delete(Document, "partnership_id", "SELECT id FROM synthetic_partnership")
            _delete(Partnership, "id", "SELECT id FROM synthetic_partnership")
            for model, field in _hanging_on(Organisation):
                if field.remote_field.on_delete is not models.CASCADE:
                    # Whoever refers to a government that may not go keeps it.
                    cursor.execute(
                        f"DELETE FROM synthetic_government WHERE id IN (SELECT {field.column} FROM {model._meta.db_table})"  # noqa: S608
                    )
            for model, field in _hanging_on(Organisation):
                _delete(model, field.column, "SELECT id FROM synthetic_government")
            _delete(Organisation, "id", "SELECT id FROM synthetic_government")
            unused = Source.objects.filter(models.Q(code=GAZETTEER) | models.Q(code__startswith=SOURCE_CODE))
            for model, field in _hanging_on(Source):
                unused = unused.exclude(
                    pk__in=model._default_manager.filter(**{f"{field.name}__isnull": False}).values(field.name)
                )
            _delete(Source, "id", *_statement(unused.values("pk")))
            cursor.execute("DROP TABLE synthetic_partnership, synthetic_government")
        report(f"{partnerships:,} partnerships and {governments:,} governments taken away.")
        derive(report)


def _kept_aside(name: str, rows: models.QuerySet) -> int:
    """Note the keys of `rows` in a temporary table, because what they are known by goes away, too. Returns how many."""
    statement, parameters = _statement(rows.order_by().values("pk"))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {name} (id) AS {statement}", parameters)
        cursor.execute(f"CREATE UNIQUE INDEX ON {name} (id)")
        cursor.execute(f"ANALYZE {name}")
        cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608
        return cursor.fetchone()[0]


def _hanging_on(model: type[models.Model]) -> list[tuple[type[models.Model], models.ForeignKey]]:
    """The tables that refer to `model`, and by which field; histories refer to it, but outlive it."""
    return [
        (relation.field.model, relation.field)
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and isinstance(relation.field, models.ForeignKey)
        and relation.field.db_constraint
    ]


def _delete(model: type[models.Model], column: str, keys: str, parameters: Any = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE {column} IN ({keys})", parameters)  # noqa: S608


def _statement(rows: models.QuerySet) -> tuple[str, Any]:
    return rows.query.sql_with_params()
