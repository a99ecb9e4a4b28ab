"""Having the database derive names, status, evidence and search of everything anew."""

from django.db import connection

from partnerships.models import NameStart, SearchName, SearchRow
from partnerships.progress import Report
from partnerships.rebuilding import rebuild
from partnerships.synthesis.copying import indexed_afterwards


def derive(report: Report) -> None:
    """Derive everything anew, and tell the running server processes."""
    with indexed_afterwards([model._meta.db_table for model in (SearchName, SearchRow, NameStart)]):
        rebuild(report)
        report("Search indexes …")
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_touch(ARRAY[0])")
