"""How many partnerships carry which code, counted by the database from their search rows."""

from collections.abc import Iterable

from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from partnerships.models.partnership import PartnershipQuerySet


def counts_by_code(partnerships: PartnershipQuerySet, kinds: Iterable[str]) -> dict[str, dict[str, int]]:
    """By kind of code (`country`, `goal` …) and value, how many of `partnerships` carry it. Exact; one query."""
    counts: dict[str, dict[str, int]] = {kind: {} for kind in kinds}
    for code, count in _counted(partnerships, "split_part(code, ':', 1) = ANY (%s)", list(counts)):
        kind, _, value = code.partition(":")
        counts[kind][value] = count
    return counts


def counts_of_codes(partnerships: PartnershipQuerySet, kind: str, values: list[str] | None) -> dict[str, int]:
    """How many of `partnerships` carry each code of one kind, or of `values` only. Exact; one query."""
    if values is None:
        return counts_by_code(partnerships, [kind])[kind]
    codes = [f"{kind}:{value}" for value in values]
    counted = _counted(partnerships.with_any_code(kind, values), "code = ANY (%s)", codes) if codes else []
    return {code.partition(":")[2]: count for code, count in counted}


def _counted(partnerships: PartnershipQuerySet, wanted: str, argument: list[str] | str) -> list[tuple[str, int]]:
    codes = models.Func("search_row__codes", function="unnest", output_field=models.TextField(), set_returning=True)
    try:
        statement, parameters = partnerships.order_by().annotate(code_=codes).values("code_").query.sql_with_params()
    except EmptyResultSet:  # Django's word for a question that nothing can answer.
        return []
    with connection.cursor() as cursor:
        # Django's own SQL, with its parameters beside it, and a condition written in this module.
        cursor.execute(
            f"SELECT code, count(*) FROM ({statement}) AS carried (code) WHERE {wanted} GROUP BY code",  # noqa: S608
            [*parameters, argument],
        )
        return cursor.fetchall()
