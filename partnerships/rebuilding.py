"""Deriving everything anew while the registry goes on working: for an operator who doubts, and after bulk loading."""

import datetime
from collections.abc import Iterator

from django.db import connection
from django.db.models import Q

from partnerships.models import Event, Partnership
from partnerships.naming import name_fixed_vocabularies
from partnerships.progress import Progress, Report
from regions.models import CountryRegion, Organisation

YEARS = 3
# So many in one transaction: long enough to be quick, short enough for nobody to wait.
PORTION = 2000

NAMELESS = """
    DELETE FROM partnerships_searchname n WHERE starts_with(n.code, 'organisation:')
      AND NOT EXISTS (SELECT FROM regions_organisation o WHERE 'organisation:' || o.code = n.code)
"""
# What is said of partnerships that no longer exist is kept until no process can be waiting for it.
FORGOTTEN = """
    DELETE FROM partnerships_searchchange c
    WHERE NOT EXISTS (SELECT FROM partnerships_partnership p WHERE p.id = c.partnership_id)
      AND c.changed::text::int8 < pg_snapshot_xmin(pg_current_snapshot())::text::int8 - 1000000
"""
NAMED_LONG_AGO = """
    DELETE FROM partnerships_searchnaming
    WHERE changed::text::int8 < pg_snapshot_xmin(pg_current_snapshot())::text::int8 - 1000000
"""
UNVERSIONED = """
    SELECT registry_touch(ARRAY(SELECT p.id FROM partnerships_partnership p
                                WHERE p.id = ANY (%s) AND NOT EXISTS (
                                  SELECT FROM partnerships_searchchange c WHERE c.partnership_id = p.id)))
"""


def rebuild(report: Report) -> int:
    """Derive names, status, evidence and search rows anew, each portion in its own transaction.

    Only what is wrong is written, and every server process learns of it. Returns how many partnerships were wrong.
    """
    name_fixed_vocabularies()
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_name_vocabulary(kind, array_agg(key)) FROM registry_vocabulary() GROUP BY kind")
        cursor.execute(NAMELESS)
        organisations = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
        for portion in _portions(organisations, "Names", report):
            cursor.execute("SELECT registry_name_organisations(%s::bigint[])", [portion])
        cursor.execute("SELECT registry_suggestions_rebuild()")
        cursor.execute("SELECT registry_renamed()")
        wrong = 0
        for portion in _portions(list(Partnership.objects.order_by("pk").values_list("pk", flat=True)), "Search rows", report):
            wrong += refresh(portion)
            cursor.execute(UNVERSIONED, [portion])
        cursor.execute(FORGOTTEN)
        cursor.execute(NAMED_LONG_AGO)
    return wrong


def refresh_what_time_changes(today: datetime.date) -> int:
    """Derive anew what may be otherwise only because days have passed: what an event or membership of these years decides.

    To be run at least once within `YEARS`; once a day is right. Returns how many partnerships were not as they should be.
    """
    since = str(today.year - YEARS)
    moved = CountryRegion.objects.filter(Q(valid_from__year__gte=since) | Q(valid_to__year__gte=since)).values_list(
        "country_id"
    )
    countries = [country for (country,) in moved.distinct()]
    concerned = Partnership.objects.filter(
        Q(pk__in=Event.objects.filter(date__gte=since).values("partnership"))
        | Q(pk__in=Partnership.objects.with_any_code("country", countries).values("pk"))
    )
    keys = list(concerned.order_by("pk").values_list("pk", flat=True))
    return sum(refresh(keys[start : start + PORTION]) for start in range(0, len(keys), PORTION))


def refresh(keys: list[int]) -> int:
    """Derive the rows of these partnerships anew; returns how many were not as they should be."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH wrong AS MATERIALIZED (SELECT array_agg(id) AS ids FROM registry_refresh(%s::bigint[]) AS id)"
            " SELECT coalesce(cardinality(ids), 0), registry_touch(ids) FROM wrong",
            [keys],
        )
        return int(cursor.fetchone()[0])


def _portions(keys: list[int], what: str, report: Report) -> Iterator[list[int]]:
    progress = Progress(report, what, len(keys))
    for start in range(0, len(keys), PORTION):
        portion = keys[start : start + PORTION]
        yield portion
        progress.advance(len(portion))
