"""How many partnerships carry which code, counted by the database from their search rows."""

from collections.abc import Iterable

from django.db import connection, models

from partnerships.models import Partnership
from partnerships.models.partnership import PartnershipQuerySet


def counts_by_code(partnerships: PartnershipQuerySet, kinds: Iterable[str]) -> dict[str, dict[str, int]]:
    """By kind of code (`country`, `goal` …) and value, how many of `partnerships` carry it. Exact; one query."""
    counts: dict[str, dict[str, int]] = {kind: {} for kind in kinds}
    for code, count in _counted(partnerships, "split_part(code, ':', 1) = ANY (%s)", list(counts)):
        kind, _, value = code.partition(":")
        counts[kind][value] = count
    return counts


def published_counts(kind: str, values: Iterable[object] | None = None) -> dict[str, int]:
    """How many published partnerships carry each code of one kind (`country`, `goal` …), in one query.

    With `values` only those are counted. A code that no partnership carries is missing from the answer.
    """
    published = Partnership.objects.published()
    if values is None:
        counted = _counted(published, "starts_with(code, %s)", f"{kind}:")
    else:
        values = list(values)
        codes = [f"{kind}:{value}" for value in values]
        counted = _counted(published.with_any_code(kind, values), "code = ANY (%s)", codes) if codes else []
    return {code.partition(":")[2]: count for code, count in counted}


def _counted(partnerships: PartnershipQuerySet, wanted: str, argument: list[str] | str) -> list[tuple[str, int]]:
    codes = models.Func("search_row__codes", function="unnest", output_field=models.TextField(), set_returning=True)
    statement, parameters = partnerships.order_by().annotate(code_=codes).values("code_").query.sql_with_params()
    with connection.cursor() as cursor:
        # Django's own SQL, with its parameters beside it, and a condition written in this module.
        cursor.execute(
            f"SELECT code, count(*) FROM ({statement}) AS carried (code) WHERE {wanted} GROUP BY code",  # noqa: S608
            [*parameters, argument],
        )
        return cursor.fetchall()
