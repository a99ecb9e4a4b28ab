"""Deriving anew: everything for an operator who doubts, and daily what only time has changed."""

from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from partnerships.integrity import search_rows_are_in_step
from partnerships.models import Document, Partnership, SearchName, SearchRow, Source
from partnerships.rebuilding import YEARS, refresh_what_time_changes


def run(command: str, *arguments: str) -> str:
    said = StringIO()
    call_command(command, *arguments, stdout=said)
    return said.getvalue()


def damage() -> None:
    """What no trigger notices: the derived tables themselves written by hand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE partnerships_searchrow SET codes = '{}', vector = '' WHERE partnership_id = %s", [key("ostend-banjul")]
        )
        cursor.execute("DELETE FROM partnerships_searchrow WHERE partnership_id = %s", [key("kutahya-pecs")])
        cursor.execute("UPDATE partnerships_searchname SET names = '{}', vector = '' WHERE code = 'organisation:dakar'")
        cursor.execute("DELETE FROM partnerships_searchname WHERE code IN ('theme:water-sanitation', 'form:twinning')")
        cursor.execute("INSERT INTO partnerships_searchname VALUES ('organisation:nobody', '{nobody}', 'nobody', 'nobody')")


def key(code: str) -> int:
    return Partnership.objects.get(code=code).pk


def named() -> list[tuple[object, ...]]:
    return list(SearchName.objects.order_by("code").values_list("code", "names", "called", "vector"))


def test_rebuild_search_repairs_everything_and_says_how_much_was_wrong(registry):
    before = named()
    rows = list(SearchRow.objects.order_by("pk").values())
    damage()
    assert len(list(search_rows_are_in_step())) == 2
    assert "2 partnerships were not as they should be, and are now." in run("rebuild_search")
    assert named() == before
    assert list(SearchRow.objects.order_by("pk").values()) == rows
    assert "0 partnerships were not as they should be" in run("rebuild_search")


def test_rebuild_search_makes_documents_ready(registry):
    published = Partnership.objects.published().count()
    assert f"{2 * published} documents made." in run("rebuild_search", "--documents", "en", "fr")
    assert Document.objects.count() == 2 * published
    assert "0 documents made." in run("rebuild_search", "--documents", "en", "fr")


def test_every_day_a_status_follows_the_calendar(make_partnership):
    today = timezone.localdate()
    for code, ended in (("lately", today.year - 1), ("long-ago", today.year - YEARS - 1)):
        partnership = make_partnership(code)
        for kind, year in (("started", 1990), ("ended", ended)):
            partnership.events.create(kind=kind, date=str(year), source=Source.objects.get(code="a-publication"))
    # As if these rows had been derived before the end of their last year.
    SearchRow.objects.filter(partnership__code__in=("lately", "long-ago")).update(status="active")
    assert refresh_what_time_changes(today) == 1
    told = {code: SearchRow.objects.get(partnership__code=code).status for code in ("lately", "long-ago")}
    assert told == {"lately": "ended", "long-ago": "active"}
