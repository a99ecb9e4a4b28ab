"""Having the database derive names, status, evidence and search of everything anew.

As `rebuild_search` does, but in one transaction with the rest, and with the indexes of search built afterwards.
"""

from django.db import connection

from partnerships.models import NameStart, Partnership, SearchName, SearchRow
from partnerships.rebuilding import refresh
from partnerships.synthesis.copying import indexed_afterwards
from partnerships.synthesis.progress import Progress, Report
from regions.models import Organisation

AT_A_TIME = 5000


def derive(report: Report) -> None:
    """Derive everything anew, and tell the running server processes."""
    with indexed_afterwards([model._meta.db_table for model in (SearchName, SearchRow, NameStart)]):
        _name_organisations(report)
        _keep_starts(report)
        _refresh_partnerships(report)
        report("Search indexes …")


def _name_organisations(report: Report) -> None:
    keys = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    progress = Progress(report, "Names", len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            """DELETE FROM partnerships_searchname n WHERE starts_with(n.code, 'organisation:')
               AND NOT EXISTS (SELECT FROM regions_organisation o WHERE 'organisation:' || o.code = n.code)"""
        )
        for start in range(0, len(keys), AT_A_TIME):
            cursor.execute("SELECT registry_name_organisations(%s::bigint[])", [keys[start : start + AT_A_TIME]])
            progress.advance(len(keys[start : start + AT_A_TIME]))
        cursor.execute("SELECT registry_renamed()")


def _keep_starts(report: Report) -> None:
    report("Beginnings of names …")
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_suggestions_rebuild()")


def _refresh_partnerships(report: Report) -> None:
    keys = list(Partnership.objects.order_by("pk").values_list("pk", flat=True))
    progress = Progress(report, "Search rows", len(keys))
    for start in range(0, len(keys), AT_A_TIME):
        some = keys[start : start + AT_A_TIME]
        refresh(some)
        progress.advance(len(some))
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_touch(ARRAY[0])")
