"""What the database derives and refuses."""

import time
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction

from partnerships.models import Event, Partnership, SearchRow, Source
from regions.models import Organisation


def add_event(partnership: Partnership, kind: str, date: str, **fields: object) -> Event:
    return Event.objects.create(partnership=partnership, kind=kind, date=date, source=Source.objects.get(), **fields)


def row(partnership: Partnership) -> SearchRow:
    return SearchRow.objects.get(partnership=partnership)


def test_status_unknown_without_events(make_partnership):
    assert row(make_partnership()).status == "unknown"


@pytest.mark.parametrize(
    ("events", "status", "years"),
    [
        ([("signed", "1968")], "active", (1968, None)),
        ([("signed", "1968"), ("ended", "2015-12-28")], "ended", (1968, 2015)),
        ([("signed", "1968"), ("ended", "2015-12-28"), ("resumed", "2023-01")], "active", (1968, None)),
        ([("signed", "2010"), ("lapsed", "2012")], "dormant", (2010, None)),
        ([("first-contact", "2010")], "unknown", (2010, None)),
        ([("started", "2999")], "planned", (2999, None)),
        ([("started", "2022-04"), ("ended", "2999-03")], "active", (2022, None)),
        ([("started", "2022-04"), ("evaluated", "2023")], "active", (2022, None)),
        ([("started", "2022-04"), ("ended", "2025-03", "planned")], "unknown", (2022, 2025)),
        ([("started", "2022-04"), ("ended", "2999", "planned")], "active", (2022, None)),
    ],
)
def test_status_follows_from_events(make_partnership, events, status, years):
    partnership = make_partnership()
    for kind, date, *qualifier in events:
        add_event(partnership, kind, date, qualifier=(qualifier or ["exact"])[0])
    derived = row(partnership)
    assert (derived.status, (derived.year_from, derived.year_to)) == (status, years)


@pytest.mark.parametrize(
    ("kind", "level"), [("publication", 2), ("press", 2), ("report", 3), ("agreement", 5), ("evaluation", 6)]
)
def test_evidence_follows_from_the_source(make_partnership, kind, level):
    partnership = make_partnership()
    Source.objects.update(kind=kind)
    assert row(partnership).evidence == level


def test_evidence_oral(make_partnership):
    partnership = make_partnership()
    Source.objects.update(kind="oral", told_by="an adviser", told_on="2026", heard_by="a section officer")
    assert row(partnership).evidence == 1


def test_evidence_of_reports(make_partnership):
    partnership = make_partnership()
    source = Source.objects.get()
    for expected, participation in zip((3, 4), partnership.participations.all(), strict=True):
        partnership.reports.create(organisation=participation.organisation, text_en="All well.", source=source)
        assert row(partnership).evidence == expected


def test_evidence_placeholder_until_the_partner_is_found(make_partnership):
    partnership = make_partnership()
    unnamed = Organisation.objects.get(code="two")
    Organisation.objects.filter(pk=unnamed.pk).update(kind="unresolved", verbatim="a city")
    assert row(partnership).evidence == 0
    found = Organisation.objects.create(code="three", kind="municipality", name_en="Three")
    unnamed.resolved_to.add(found)
    assert row(partnership).evidence == 2
    assert "organisation:three" in row(partnership).codes


def test_rows_follow_update_raw_sql_and_rename(make_partnership):
    partnership = make_partnership()
    Organisation.objects.filter(code="one").update(name_fr="Unième")
    assert list(Partnership.objects.search("unieme")) == [partnership]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_partnership SET title_en = 'Kelp forests' WHERE id = %s", [partnership.pk])
    assert list(Partnership.objects.search("kelp")) == [partnership]
    assert list(Partnership.objects.search("title")) == []


def test_rows_follow_what_the_partnership_itself_is(make_partnership):
    partnership = make_partnership(title_en="Wells", direction="south-south", level="project")
    before = row(partnership)
    Partnership.objects.update(direction="", form="network", publication="draft", title_en="Pumps")
    after = row(partnership)
    changed = {"direction:south-south", "direction:", f"form:{partnership.form}", "form:network"}
    assert set(before.codes) ^ set(after.codes) == changed
    assert after.codes == sorted(after.codes)
    assert (before.published, after.published) == (True, False)
    assert "@pump" in after.vector
    assert "@well" not in after.vector
    assert (after.status, after.evidence) == (before.status, before.evidence)
    # What somebody has taken away is derived whole by the next change.
    after.delete()
    Partnership.objects.update(title_en="Wells", publication="published", direction="south-south", form=partnership.form)
    again = row(partnership)
    assert (again.codes, again.vector, again.published, again.rank) == (
        before.codes,
        before.vector,
        before.published,
        before.rank,
    )


@pytest.mark.django_db(transaction=True)
def test_two_who_add_a_partner_at_the_same_moment_are_both_found(make_partnership):
    partnership = make_partnership()
    first, second = (Organisation.objects.create(code=code, name_en=code, kind="network") for code in ("first", "second"))
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"

    def add_second() -> None:
        partnership.participations.create(organisation=second, roles=["partner"])
        connection.close()

    beside = Thread(target=add_second)
    with transaction.atomic(), connection.cursor() as cursor:
        partnership.participations.create(organisation=first, roles=["partner"])
        beside.start()
        until = time.monotonic() + 30
        while time.monotonic() < until:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                break
    beside.join()
    assert {"organisation:first", "organisation:second"} <= set(row(partnership).codes)


def test_deleting_a_partnership_takes_its_row_along(make_partnership):
    partnership = make_partnership()
    partnership.delete()
    assert SearchRow.objects.count() == 0


def test_history_keeps_changes_made_without_the_program(make_partnership):
    partnership = make_partnership()
    Partnership.objects.update(title_en="Another title")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_partnership SET title_en = 'A third'")
    titles = list(partnership.history.order_by("pgh_id").values_list("title_en", flat=True))
    assert titles == ["Title of one-two", "Another title", "A third"]


@pytest.mark.parametrize(
    ("model", "values"),
    [
        ("regions_organisation", "kind = 'unresolved'"),
        ("regions_organisation", "latitude = 1"),
        ("regions_organisation", "latitude = 91, longitude = 0"),
        ("regions_organisation", "valid_from = '2022-13'"),
        ("regions_organisation", "valid_from = '2022', valid_to = '2021'"),
        ("partnerships_partnership", "oda = 'yes'"),
        ("partnerships_partnership", "confirmed_by = 'somebody'"),
        ("partnerships_partnership", "part_of_id = id"),
        ("partnerships_participation", "roles = '{}'"),
        ("partnerships_participation", "roles = '{donor}'"),
        ("partnerships_citation", "partnership_id = NULL"),
        ("partnerships_source", "kind = 'oral'"),
    ],
)
def test_the_database_refuses(make_partnership, model, values):
    make_partnership()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model} SET {values}")  # noqa: S608


@pytest.mark.parametrize(("valid_from", "valid_to"), [("2022", "2022-05"), ("2022-05", "2022"), ("2022", "")])
def test_dates_in_order_compare_only_what_both_give(db, valid_from, valid_to):
    Organisation.objects.create(code="o", kind="network", name_en="O", valid_from=valid_from, valid_to=valid_to)
